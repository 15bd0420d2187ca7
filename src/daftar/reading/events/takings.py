"""Takings: a place taken, or given up, by whom and from whom.

Takes a cut Text, a sentence and the names that the text uses for places. Gives each taking once. Promises that the place is
a phrase that names a site; a person captured is none.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from daftar.model import Passage
from daftar.reading.language.phrases import phrase_at
from daftar.reading.language.roles import agent_after, is_passive, subject_index
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.language.words import forms_of
from daftar.reading.states.sites import is_site, listed, site_of
from daftar.reading.who.actors import object_after_preposition, parts_of_verb, phrase_from
from daftar.reading.who.parties import is_name, is_party, party_before
from daftar.vocabulary import vocabulary

_IDIOMS = frozenset("up to part place sides note action positions position stock aim".split())
_FAR = 40  # tokens after a taking in which the withdrawal of the loser is sought
_DEGREES = frozenset("full complete total partial".split())


@dataclass(frozen=True, slots=True)
class Taking:
    """`places` change hands at token `index`: taken by `taker` where known, lost by `loser` where known.

    `kind`: taken, lost (told from the loser's side) or left (nobody is said to have taken it).
    """

    index: int
    places: tuple[Passage, ...]
    taker: Passage | None
    loser: Passage | None
    kind: Literal["taken", "lost", "left"] = "taken"


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: str  # take, surely, by_party, fall, lose, leave, noun, fall_noun
    rest: tuple[str, ...] = ()


@cache
def _cues() -> dict[str, tuple[_Cue, ...]]:
    """Every first word of a taking's wording to what it may mean, the longest wording first."""
    table: dict[str, str] = vocabulary("control")
    found: dict[str, list[_Cue]] = {}
    for kind, name in (
        ("surely", "take_surely"), ("take", "take"), ("by_party", "take_by_party"), ("fall", "fall"), ("lose", "lose"), ("leave", "leave"),
    ):  # fmt: skip
        for base in table[name].split():
            for form in forms_of(base):
                found.setdefault(form, []).append(_Cue(kind))
    for kind, name in (("take", "take_phrases"), ("leave", "leave_phrases")):
        for phrase in table[name].split(";"):
            first, *rest = phrase.split()
            for form in forms_of(first):
                found.setdefault(form, []).append(_Cue("surely" if "control" in rest else kind, tuple(rest)))
    for noun in table["take_nouns"].split():
        found.setdefault(noun, []).append(_Cue("noun"))
    found.setdefault("fall", []).append(_Cue("fall_noun"))
    return {word: tuple(sorted(cues, key=lambda cue: -len(cue.rest))) for word, cues in found.items()}


def find_takings(text: Text, sentence: Sentence, names: frozenset[str]) -> tuple[Taking, ...]:
    """The takings of a sentence, in text order."""
    cues = _cues()
    found: list[Taking] = []
    for index in range(sentence.first, sentence.last):
        if text.tokens[index].lower in _ousting():
            taking = _ousted(text, index, names)
            if taking is not None:
                found.append(taking)
                continue
        for cue in cues.get(text.tokens[index].lower, ()):
            last = _end(text, index, cue.rest)
            taking = None if last is None else _taking(text, index, last, cue.kind, names)
            if taking is not None:
                found.append(taking)
                break
    return tuple(found)


def _end(text: Text, index: int, rest: tuple[str, ...]) -> int | None:
    for word in rest:
        index += 1
        if index < len(text.tokens) and text.tokens[index].lower in _DEGREES:
            index += 1
        if index >= len(text.tokens) or text.tokens[index].lower != word:
            return None
    return index


def _taking(text: Text, index: int, last: int, kind: str, names: frozenset[str]) -> Taking | None:
    verb = text.tags[index] in ("verb", "ing")
    if kind.endswith("noun"):
        return None if verb else _taking_by_noun(text, index, names, fall=kind == "fall_noun")
    if not verb or (text.tokens[index].lower == "occupied" and is_lasting(text, index)):
        return None
    if kind == "fall":
        return _fallen(text, index, names)
    parts = parts_of_verb(text, index, last)
    agent = parts.agent
    if agent is None and text.tags[index] == "ing":  # a clause before the main one, or no telling of a taking at all
        if text.tokens[index - 1].lower not in ("after", "by", "before", "since"):
            return None
        agent = _main_subject(text, index)
    if agent is not None and not (is_party(text, agent) or is_name(text, agent)):
        agent = None
    if kind == "by_party" and any(token.lower in _IDIOMS for token in text.tokens[last + 1 : last + 2]):
        return None
    place = _site(text, last, parts.patient, names, any_name=kind == "surely")
    if place is None or ((agent is None or not is_party(text, agent)) and kind in ("by_party", "leave")):
        return None
    others = () if is_passive(text, index) else listed(text, place)[1:]
    places = (place, *(other for other in others if is_site(text, other, names, any_name=kind == "surely")))
    if kind == "lose":
        return Taking(index, places, object_after_preposition(text, last + 1, frozenset(("to",))), agent, "lost")
    if kind == "leave":
        return Taking(index, places, None, agent, "left")
    return Taking(index, places, agent, _loser(text, place, last) or _withdrawn(text, index, agent))


@cache
def _ousting() -> frozenset[str]:
    return frozenset(form for base in vocabulary("control")["oust"].split() for form in forms_of(base))


def _ousted(text: Text, index: int, names: frozenset[str]) -> Taking | None:
    """ "the Riders drove the gendarmes out of the town": taken by the one, lost by the other."""
    parts = parts_of_verb(text, index)
    if parts.patient is None or not is_party(text, parts.patient):
        return None
    last = index if is_passive(text, index) else text.token_at(parts.patient.end - 1)
    place = object_after_preposition(text, last, frozenset(("of", "from")))
    for at in range(last, min(last + 4, len(text.tokens) - 1)):
        if text.tokens[at].lower in ("of", "from") and text.tokens[at + 1].lower == "it":
            place = site_of(text, index, names)
    if place is None or not is_site(text, place, names, any_name=True):
        return None
    return Taking(index, (place,), parts.agent, parts.patient)


def _main_subject(text: Text, index: int) -> Passage | None:
    """The main clause's subject, after a clause that opens the sentence: "After seizing the area, the brigade …"."""
    sentence = text.sentence_at(text.tokens[index].start)
    comma = next((at for at in range(index, sentence.last) if text.tokens[at].text == ","), None)
    return None if comma is None else phrase_from(text, comma + 1)


def is_lasting(text: Text, index: int) -> bool:
    """Whether the occupation is told as lasting, not as a taking: "had occupied it since", "still occupied"."""
    sentence = text.sentence_at(text.tokens[index].start)
    window = text.tokens[max(sentence.first, index - 3) : min(sentence.last, index + 8)]
    return any(token.lower in ("still", "since", "had", "remained") for token in window)


def _taking_by_noun(text: Text, index: int, names: frozenset[str], *, fall: bool) -> Taking | None:
    after = index + 1
    if after >= len(text.tokens) or text.tokens[after].lower != "of":
        return None
    place = phrase_from(text, after + 1)
    surely = text.tokens[index].lower in ("liberation", "recapture", "retaking", "fall")
    if place is None or not is_site(text, place, names, any_name=surely and text.case == "mixed"):
        return None
    taker = agent_after(text, index) or party_before(text, index)
    return Taking(index, (place,), None if fall else taker, None)


def _fallen(text: Text, index: int, names: frozenset[str]) -> Taking | None:
    head = subject_index(text, index)
    if head is None:
        return None
    subject = phrase_at(text, head) if text.tags[head] == "noun" or text.tags[head] == "num" else None
    place = _site(text, head, subject, names)
    if place is None:
        return None
    taker = object_after_preposition(text, index, frozenset(("to", "into")))
    taker = taker if taker is not None and (is_party(text, taker) or is_name(text, taker)) else None
    return Taking(index, (place,), taker, None)


def _site(
    text: Text, index: int, phrase: Passage | None, names: frozenset[str], *, any_name: bool = False
) -> Passage | None:
    """The phrase if it names a site; what "it" stands for where that pronoun is the object or subject."""
    if phrase is not None:
        return phrase if is_site(text, phrase, names, any_name=any_name) else None
    for at in (index, index + 1):
        if at < len(text.tokens) and text.tokens[at].lower == "it":
            return site_of(text, at, names)
    return None


def _withdrawn(text: Text, index: int, taker: Passage | None) -> Passage | None:
    """Who went as the taker came: "took the town after the Front withdrew its last fighters"."""
    sentence = text.sentence_at(text.tokens[index].start)
    for at in range(index + 1, min(index + _FAR, sentence.last)):
        if text.tokens[at].lower in _going() and text.tags[at] == "verb":
            loser = parts_of_verb(text, at).agent
            found = loser is not None and is_party(text, loser) and (taker is None or loser.start != taker.start)
            return loser if found else None
    return None


@cache
def _going() -> frozenset[str]:
    return frozenset(form for base in vocabulary("control")["go"].split() for form in forms_of(base))


def _loser(text: Text, place: Passage, last: int) -> Passage | None:
    after = text.token_at(place.end - 1) if place.end > text.tokens[last].end else last
    loser = object_after_preposition(text, after, frozenset(("from",)))
    return loser if loser is not None and is_party(text, loser) else None

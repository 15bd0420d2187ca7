"""Control: who holds a place, as the text says it.

Takes a cut Text and the names that it uses for places. Gives Drafts with a Control, the place in `Draft.place`, each status
of a place once in a document. Promises that presence ("fighters were seen in the town") is not taken for control.
"""

from collections.abc import Callable, Iterator
from functools import cache

from daftar.model import Control, Passage
from daftar.model.vocabulary import ControlStatus
from daftar.reading.draft import Draft
from daftar.reading.events.takings import find_takings, is_lasting
from daftar.reading.language.phrases import phrase_at, phrase_bounds
from daftar.reading.language.roles import is_passive, subject_index
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.language.words import forms_of
from daftar.reading.scene.scene import Scene
from daftar.reading.states.contests import (
    Held,
    as_holders,
    besieged_by_noun,
    besieged_by_verb,
    contested,
    divided,
    fought_for,
    said_of,
)
from daftar.reading.states.sites import is_site, listed
from daftar.reading.who.actors import parts_of_verb, phrase_from
from daftar.reading.who.antecedents import party_of
from daftar.reading.who.parties import head_of, is_name, is_party, is_people, words_of
from daftar.vocabulary import vocabulary

_WITHIN = frozenset(("of", "in", "on", "around", "for", "over", "to"))


def read_control(text: Text, scene: Scene, names: frozenset[str]) -> tuple[Draft, ...]:
    """The control claims of the text, in text order; a place's status by the same holders once."""
    found: list[Draft] = []
    seen: set[tuple[str, str, str]] = set()
    for sentence in text.sentences:
        for index, status, place, holders in sorted(_of_sentence(text, sentence, names), key=lambda held: held[0]):
            key = (status, _head(text, place), " ".join(_head(text, holder) for holder in holders))
            if key in seen:
                continue
            seen.add(key)
            found.append(_draft(text, sentence, index, Control(status, holders), place, scene))
    return tuple(found)


def _draft(text: Text, sentence: Sentence, index: int, body: Control, place: Passage, scene: Scene) -> Draft:
    """The draft. In an aside ("the rebel-held side") it is the document's own."""
    token = text.tokens[index]
    aside = any(token.start <= holder.start and holder.end < token.end for holder in body.holders)
    evidence, time = text.passage_of(sentence), scene.time_told(token.start, sentence, clause=True)
    return Draft(token.start, evidence, body, place, time, modality="asserted" if aside else None, own=aside)


def _head(text: Text, phrase: Passage) -> str:
    head = head_of(text, phrase)
    return f"{text.tokens[head - 1].lower} " * (text.tags[head] == "num" and head > 0) + text.tokens[head].lower


def _of_sentence(text: Text, sentence: Sentence, names: frozenset[str]) -> Iterator[Held]:
    known = _cues()
    for index in range(sentence.first, sentence.last):
        word = text.tokens[index].lower
        cue = known.get(word)
        if cue is None:
            if word in ("has", "have", "had"):
                yield from _had(text, index, names)
            elif "-" in word and word.rpartition("-")[2] in _compounds():
                yield from _compound(text, index, names)
            continue
        reader = _READERS.get(cue)
        if reader is not None:
            yield from reader(text, index, names)
    for taking in find_takings(text, sentence, names):
        told = text.tags[taking.index] != "noun" or taking.taker is not None
        for place in taking.places if told and not _aimed_at(text, taking.index) else ():
            if taking.kind == "taken" or taking.taker is not None:
                yield taking.index, "captured", place, as_holders(taking.taker)
            if taking.kind != "taken" or taking.loser is not None:
                yield taking.index, "lost", place, as_holders(taking.loser)


@cache
def _compounds() -> frozenset[str]:
    return frozenset(vocabulary("control")["held_compounds"].split())


@cache
def _never() -> frozenset[str]:
    return frozenset(vocabulary("control")["held_never"].split())


@cache
def _cues() -> dict[str, str]:
    """Every word by which control is told, to its kind; a verb's forms go before a noun's."""
    table: dict[str, str] = vocabulary("control")
    found: dict[str, str] = {}
    for kind in ("hold", "besiege", "divide"):
        for base in table[kind].split():
            for form in forms_of(base):
                found.setdefault(form, kind)
    for kind in ("besiege_nouns", "contested", "stronghold", "fight", "held_tail"):
        for word in table[kind].split():
            found.setdefault(word, kind)
    return found


def _aimed_at(text: Text, index: int) -> bool:
    """Whether the taking is what a campaign, a task or a wish is for ("to liberate the city"): no state of the place."""
    before = text.tokens[max(0, index - 1)].lower
    return before == "to" or (text.tags[index] == "ing" and before in ("of", "with", "in", "for", "at"))


def _compound(text: Text, index: int, names: frozenset[str]) -> Iterator[Held]:
    """ "the rebel-held side of the city": held, by the first half of the compound; its noun phrase is the place."""
    token = text.tokens[index]
    holder = text.passage(token.start, token.start + token.text.rindex("-"))
    place = phrase_at(text, index)
    if (
        place.end > token.end
        and is_site(text, place, names, any_name=not token.lower.endswith("run"))
        and _may_hold(text, holder)
        and _head(text, place) not in _never()
    ):
        yield index, "held", place, (holder,)


def _may_hold(text: Text, holder: Passage) -> bool:
    """Whether half of a compound names a side: "rebel", "ISIL", "government"; not "self" or "labour"."""
    word = holder.quote.lower().rpartition("-")[2]
    sides = words_of("adjectives"), words_of("armed"), words_of("political"), words_of("names")
    return any(word in side for side in sides) or (text.case == "mixed" and holder.quote[:1].isupper())


def _held_by_verb(text: Text, index: int, names: frozenset[str]) -> Iterator[Held]:
    """ "rebels control the town", "territory held by rebels"; "control" as a noun is left to `_held_by_phrase`."""
    if text.tags[index] not in ("verb", "ing"):
        yield from _held_by_phrase(text, index, names)
        return
    if text.tokens[index].lower == "occupied" and not is_lasting(text, index):
        return  # a taking
    parts = parts_of_verb(text, index)
    holder = parts.agent
    if holder is not None and is_people(text, holder):
        holder = _actor_before(text, index)
    passive = is_passive(text, index)
    places = () if parts.patient is None else (parts.patient,) if passive else listed(text, parts.patient)
    if holder is None or not (is_party(text, holder) or is_name(text, holder)):
        return
    status: ControlStatus = "lost" if text.tokens[index - 1].lower in _ENDED else "held"
    for place in places:
        if is_site(text, place, names):
            yield index, status, place, (holder,)
    if places and not passive and is_site(text, places[-1], names):
        yield from _gapped(text, index, places[-1], names)


def _gapped(text: Text, index: int, place: Passage, names: frozenset[str]) -> Iterator[Held]:
    """ "The Guard has the east bank, the Brigades everything west of it": what the next party is said to hold, without a verb."""
    comma = text.token_at(place.end - 1) + 1
    sentence = text.sentence_at(place.start)
    if comma + 2 >= sentence.last or text.tokens[comma].lower not in (",", "and", ";"):
        return
    holder = phrase_from(text, comma + 1 + (text.tokens[comma + 1].lower == "and"))
    if holder is None or not (is_party(text, holder) or is_name(text, holder)):
        return
    after = text.token_at(holder.end - 1) + 1
    if after < sentence.last and (text.tags[after] == "det" or text.tokens[after].lower == "everything"):
        here = text.tokens[after].lower == "everything"
        other = text.span(after, after) if here else phrase_from(text, after)
        if other is not None and is_site(text, other, names):
            yield index, "held", other, (holder,)


def _had(text: Text, index: int, names: frozenset[str]) -> Iterator[Held]:
    """ "the Guard has the east bank": only a party's, only a definite site, and no auxiliary."""
    if index + 1 >= len(text.tokens) or text.tokens[index + 1].lower != "the":
        return
    place = phrase_from(text, index + 1)
    holder = _actor_before(text, index)
    if place is None or holder is None or not is_party(text, holder):
        return
    parts = listed(text, place)
    for part in parts:
        if is_site(text, part, names):
            yield index, "held", part, (holder,)
    if is_site(text, parts[-1], names):
        yield from _gapped(text, index, parts[-1], names)


def _held_by_phrase(text: Text, index: int, names: frozenset[str]) -> Iterator[Held]:
    """ "the town is in the hands of rebels", "in rebel hands", "under army control", "the army's control of the town"."""
    sentence = text.sentence_at(text.tokens[index].start)
    first, _ = phrase_bounds(text, index, of=False)
    before = text.tokens[first - 1].lower if first > sentence.first else ""
    following = text.tokens[index + 1].lower if index + 1 < sentence.last else ""
    if before in ("in", "under") and first > sentence.first:
        holder = phrase_from(text, index + 2) if following in ("of", "by") else _modifier(text, first, index)
        place = said_of(text, first - 1, names)
        if holder is not None and place is not None and (is_party(text, holder) or is_name(text, holder)):
            yield index, "held", place, (holder,)
        elif following in ("of", "over") and before == "in":  # "the army is in control of the town"
            place, subject = phrase_from(text, index + 2), _actor_before(text, first - 1)
            if place is not None and subject is not None and is_site(text, place, names):
                yield index, "held", place, (subject,)
    elif following in ("of", "over") and text.tokens[index].lower in ("control", "occupation", "rule"):
        place, holder = phrase_from(text, index + 2), _modifier(text, first, index)
        if holder is None:
            holder = _actor_before(text, first)
        if place is None or holder is None or _taken(text, first, sentence):
            return
        for part in listed(text, place):
            if is_site(text, part, names, any_name=text.case == "mixed"):
                yield index, "held", part, (holder,)


def _taken(text: Text, first: int, sentence: Sentence) -> bool:
    """Whether the control is taken or lost, which is a taking: "seized control of"."""
    return any(text.tokens[at].lower in _TAKES for at in range(max(sentence.first, first - 2), first))


_ENDED = frozenset(("longer", "previously", "formerly", "once"))
_TAKES = frozenset(
    "take takes took taken taking seize seized seizing gain gained gaining regain regained wrest wrested lose lost losing win won assumed".split()
)


def _modifier(text: Text, first: int, index: int) -> Passage | None:
    """The words of the phrase before the noun at `index`: "rebel" in "rebel hands", "the army" in "the army's hands"."""
    last = index - 1
    while last >= first and text.tags[last] == "clitic":
        last -= 1
    while first <= last and text.tokens[first].lower in (
        "full",
        "total",
        "complete",
        "firm",
        "partial",
        "direct",
        "absolute",
        "effective",
    ):
        first += 1
    while last >= first and text.tokens[last].lower in (
        "full",
        "total",
        "complete",
        "firm",
        "partial",
        "direct",
        "absolute",
        "effective",
        "the",
        "its",
        "their",
    ):
        last -= 1
    return text.span(first, last) if last >= first and text.tags[last] == "noun" else None


def _actor_before(text: Text, index: int) -> Passage | None:
    head = subject_index(text, index)
    if head is None:
        return None
    phrase = party_of(text, head) if text.tags[head] == "pron" else phrase_at(text, head)
    return phrase if phrase is not None and (is_party(text, phrase) or is_name(text, phrase)) else None


def _stronghold(text: Text, index: int, names: frozenset[str]) -> Iterator[Held]:
    """ "the rebel stronghold of Harim", "Harim, a rebel stronghold"."""
    first, _ = phrase_bounds(text, index, of=False)
    holder = _modifier(text, first, index)
    while holder is not None and holder.quote.lower().split()[0] in (
        "a",
        "an",
        "the",
        "last",
        "main",
        "key",
        "former",
        "major",
        "remaining",
        "final",
    ):
        cut = holder.quote.split()[0]
        if len(holder.quote.split()) == 1:
            return
        start = holder.start + len(cut) + 1
        holder = text.passage(start, holder.end)
    if holder is None or not (is_party(text, holder) or holder.quote.lower() in words_of("adjectives")):
        return
    place = (
        phrase_from(text, index + 2) if index + 2 < len(text.tokens) and text.tokens[index + 1].lower == "of" else None
    )
    yield index, "held", place or phrase_at(text, index), (holder,)


_READERS: dict[str, Callable[[Text, int, frozenset[str]], Iterator[Held]]] = {
    "hold": _held_by_verb,
    "held_tail": _held_by_phrase,
    "stronghold": _stronghold,
    "besiege": besieged_by_verb,
    "besiege_nouns": besieged_by_noun,
    "divide": divided,
    "contested": contested,
    "fight": fought_for,
}
"""What reads the words of each list of control.toml."""

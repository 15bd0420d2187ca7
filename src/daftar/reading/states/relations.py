"""Relations: who stands with or against whom, or belongs to whom, as the text states it.

Takes a cut Text and its Scene. Gives Drafts with a Relation, each pair of parties once for its type. Promises claims only of
parties and of those who lead or speak for them; the staff of observers and of the press are none.
"""

from collections.abc import Iterator
from functools import cache

from daftar.model import Passage, Relation
from daftar.model.vocabulary import Modality, RelationType
from daftar.reading.draft import Draft
from daftar.reading.language.phrases import phrase_at, phrase_bounds
from daftar.reading.language.roles import is_passive, object_of
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.language.words import forms_of
from daftar.reading.scene.scene import Scene
from daftar.reading.states.membership import by_title, includes, is_part, is_unit, leads
from daftar.reading.states.sides import (
    Pair,
    each_named,
    explained_by,
    giver_of,
    leading_party,
    may_stand,
    named_beside,
    owner_of,
    party_before_word,
    relation_words,
)
from daftar.reading.who.actors import object_after_preposition, parts_of_verb, phrase_from, sides_joined
from daftar.reading.who.antecedents import nearest_before
from daftar.reading.who.parties import head_of, is_armed, is_party, words_of
from daftar.vocabulary import vocabulary

_TYPES: tuple[RelationType, ...] = ("supports", "allied", "opposes", "supplies", "member_of", "negotiates_with")


def read_relations(text: Text, scene: Scene) -> tuple[Draft, ...]:
    """The relation claims of the text, in text order."""
    found: list[Draft] = []
    seen: set[tuple[str, str, str]] = set()
    for sentence in text.sentences:
        for index, type_, a, b in _of_sentence(text, sentence):
            key = (type_, _key(text, a), _key(text, b))
            if key in seen or key[1] == key[2]:
                continue
            seen.add(key)
            token = text.tokens[index]
            aside = token.start <= a.start and a.end < token.end  # "Iran-backed": the document's own
            sure = aside or type_ == "refuses_to_supply"  # its "not" is the refusal
            evidence, time = text.passage_of(sentence), scene.time_told(token.start, sentence, clause=True)
            modality: Modality | None = "asserted" if sure else None
            found.append(Draft(token.start, evidence, Relation(type_, a, b), None, time, modality=modality, own=aside))
    return tuple(found)


def _key(text: Text, phrase: Passage) -> str:
    return text.tokens[head_of(text, phrase)].lower


@cache
def _cues() -> dict[str, tuple[tuple[RelationType, str, tuple[str, ...]], ...]]:
    """Every first word by which a relation is told, to (type, kind of wording, the words that must follow)."""
    found: dict[str, list[tuple[RelationType, str, tuple[str, ...]]]] = {}
    for type_ in _TYPES:
        table: dict[str, str] = vocabulary("relations")[type_]
        for base in table.get("verbs", "").split():
            for form in forms_of(base):
                found.setdefault(form, []).append((type_, "verb", ()))
        for phrase in table.get("verb_phrases", "").split(";"):
            if phrase.strip():
                first, *rest = phrase.split()
                for form in forms_of(first):
                    found.setdefault(form, []).append((type_, "verb", tuple(rest)))
        for kind in ("beaten", "leading"):
            for base in table.get(kind, "").split():
                for form in forms_of(base):
                    found.setdefault(form, []).append((type_, kind, ()))
        for phrase in table.get("speaking", "").split(";"):
            if phrase.strip():
                found.setdefault(phrase.split()[0], []).append((type_, "leading", tuple(phrase.split()[1:])))
        for kind in ("nouns", "support_nouns", "against_nouns", "lead_titles", "part", "get", "with_nouns"):
            for word in table.get(kind, "").split():
                found.setdefault(word, []).append((type_, kind, ()))
    for word in ("talks", "negotiations"):
        found.setdefault(word, []).append(("negotiates_with", "between", ()))
    for word in relation_words("member_of", "units"):
        found.setdefault(word, []).append(("member_of", "units", ()))
    for form in forms_of("include"):
        found.setdefault(form, []).append(("member_of", "include", ()))
    for base in vocabulary("events")["words"]["give"].split():
        for form in forms_of(base):
            found.setdefault(form, []).append(("supplies", "give", ()))
    for form in ("refused", "refuses", "refuse", "declined", "declines"):
        found.setdefault(form, []).append(("refuses_to_supply", "refuse", ()))
    found["alongside"] = [("allied", "alongside", ())]
    return {word: tuple(sorted(cues, key=lambda cue: -len(cue[2]))) for word, cues in found.items()}


@cache
def _compounds() -> dict[str, RelationType]:
    return {word: type_ for type_ in _TYPES for word in relation_words(type_, "compounds")}


def _of_sentence(text: Text, sentence: Sentence) -> Iterator[Pair]:
    known = _cues()
    for index in range(sentence.first, sentence.last):
        word = text.tokens[index].lower
        cues = known.get(word, ())
        if not cues and "-" in word and word.rpartition("-")[2] in _compounds():
            yield from _by_compound(text, index)
        for type_, kind, rest in cues:
            if tuple(token.lower for token in text.tokens[index + 1 : index + 1 + len(rest)]) != rest:
                continue
            pairs = tuple(_READERS[kind](text, index, index + len(rest), type_))
            yield from pairs
            if pairs:
                break


def _by_compound(text: Text, index: int) -> Iterator[Pair]:
    """ "Iran-backed militias": the first half supports what follows."""
    token = text.tokens[index]
    split = token.text.rindex("-")
    type_ = _compounds()[token.lower.rpartition("-")[2]]
    _, last = phrase_bounds(text, index, of=False)
    if last <= index:
        return
    a, b = text.passage(token.start, token.start + split), text.span(index + 1, last)
    if is_party(text, b) and (
        text.case != "mixed" or token.text[:1].isupper() or token.lower.split("-")[0] in words_of("adjectives")
    ):
        yield index, type_, a, b


def _by_verb(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "Russia supports the government", "rebels backed by Turkey", "the party sides with the army"."""
    if text.tags[index] not in ("verb", "ing") and last == index:
        return
    word = text.tokens[index].lower
    if (
        word == "armed" and not is_passive(text, index) and text.tags[index + 1 : index + 2] != ("det",)
    ):  # "the armed forces"
        return
    if last == index and word == "fought" and text.tags[index - 1] != "aux":  # one fight is an event
        return
    parts = parts_of_verb(text, index, last)
    a, b = parts.agent, parts.patient
    if word == "work" and text.tags[index] == "noun":  # "its work with"
        return
    if b is None and last == index:
        b = _shared_object(text, index)
    if last > index:
        a, b = parts.agent or (parts.patient if is_passive(text, index) else None), phrase_from(text, last + 1)
    if a is None or not may_stand(text, a):
        a = party_before_word(text, index) if a is None else a
    if (
        a is None
        or b is None
        or not may_stand(text, b)
        or not may_stand(text, a)
        or not (is_party(text, b) or is_party(text, a))
    ):
        return
    if (type_ in ("opposes", "supplies", "member_of") or word.startswith(_LOOSE)) and not is_party(text, b):
        return
    for one in each_named(text, a):
        yield index, type_, one, b


_LOOSE = ("support", "assist", "train")  # also of things: "supports the plan"


def _shared_object(text: Text, index: int) -> Passage | None:
    """What the second of two joined verbs takes, and so the first: "which arms and pays the Brigades"."""
    if index + 2 < len(text.tokens) and text.tokens[index + 1].lower in ("and", "or"):
        return object_of(text, index + 2)
    return None


def _beaten(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "the campaign to defeat ISIL", "forces working to degrade the group": those before it oppose an armed group."""
    if text.tags[index] not in ("verb", "ing") or is_passive(text, index):
        return
    parts = parts_of_verb(text, index)
    b = parts.patient
    if b is None or not (is_armed(text, b) and is_party(text, b)):
        return
    a = parts.agent if parts.agent is not None and is_party(text, parts.agent) else party_before_word(text, index)
    if a is not None:
        yield index, type_, a, b


def _with(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "the militia entered an alliance with the League"."""
    sentence = text.sentence_at(text.tokens[index].start)
    if index + 2 >= sentence.last or text.tokens[index + 1].lower != "with":
        return
    first, _ = phrase_bounds(text, index, of=False)
    a, b = giver_of(text, first, sentence), phrase_from(text, index + 2)
    if a is not None and b is not None and may_stand(text, a) and may_stand(text, b):
        yield index, type_, a, b


def _between(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "the negotiations between the government and the Front"."""
    sentence = text.sentence_at(text.tokens[index].start)
    if index + 2 >= sentence.last or text.tokens[index + 1].lower != "between":
        return
    sides = sides_joined(text, index + 2)
    if len(sides) == 2 and all(is_party(text, side) for side in sides):
        yield index, type_, sides[0], sides[1]


def _gives(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "Orlu supplies the rebels with drones", "sends rockets to the marines": only arms and the like."""
    sentence = text.sentence_at(text.tokens[index].start)
    if text.tags[index] not in ("verb", "ing") or not _names_arms(text, index, min(index + 9, sentence.last)):
        return
    parts = parts_of_verb(text, index)
    b = parts.patient
    if b is not None and not is_party(text, b):  # "sends the army drones"
        b = leading_party(text, text.token_at(b.start), head_of(text, b))
    if b is None or not is_party(text, b):
        b = object_after_preposition(text, index, frozenset(("to",)))
    if parts.agent is not None and b is not None and may_stand(text, parts.agent) and is_party(text, b):
        before = {token.lower for token in text.tokens[max(sentence.first, index - 3) : index]}
        yield (
            index,
            "refuses_to_supply" if before & {"not", "never", "stop", "stopped", "no"} else type_,
            parts.agent,
            b,
        )


def _gets(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "the Front, which gets its mortars from Ostrel": Ostrel supplies the Front."""
    sentence = text.sentence_at(text.tokens[index].start)
    end = min(index + 10, sentence.last)
    if not _names_arms(text, index, end):
        return
    giver = next((phrase_from(text, at + 1) for at in range(index + 1, end) if text.tokens[at].lower == "from"), None)
    taker = parts_of_verb(text, index).agent
    if giver is not None and taker is not None and may_stand(text, giver) and is_party(text, taker):
        yield index, type_, giver, taker


def _names_arms(text: Text, first: int, end: int) -> bool:
    arms = vocabulary("events")["words"]["arms"].split()
    return any(text.tokens[at].lower in arms for at in range(first, end))


def _by_noun(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "Russia is among the supporters of the president", "the president's ally Russia", "its main backer, Belmarch"."""
    sentence = text.sentence_at(text.tokens[index].start)
    first, _ = phrase_bounds(text, index, of=False)
    b: Passage | None = None
    if index + 2 < sentence.last and text.tokens[index + 1].lower == "of":
        b = phrase_from(text, index + 2)
    owner = owner_of(text, first, index)
    b = b or owner
    if (
        type_ == "allied"
        and text.tokens[first].lower in ("its", "their")
        and text.tokens[first - 1].lower == "and"
        and first - 2 >= sentence.first
    ):
        if text.tags[first - 2] == "noun":  # "government forces and their Hezbollah allies"
            yield index, type_, phrase_at(text, first - 2), text.span(first, index)
        return
    if b is None or not may_stand(text, b):
        return
    a = named_beside(text, index, sentence) or explained_by(text, first)
    if a is not None and may_stand(text, a):
        yield index, type_, a, b


def _by_support(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "Russia's support for the regime", "the support of the coalition for …", "UK support for Iraq"."""
    if text.tags[index] == "verb":
        return
    sentence = text.sentence_at(text.tokens[index].start)
    first, _ = phrase_bounds(text, index, of=False)
    b = object_after_preposition(text, index, frozenset(("for", "to")))
    if b is None and index + 2 < sentence.last and text.tokens[index + 1].lower == "of":  # "enjoys the backing of"
        b, a = giver_of(text, first, sentence), phrase_from(text, index + 2)
        if a is not None and b is not None and may_stand(text, a) and is_party(text, b):
            yield index, type_, a, b
        return
    a = owner_of(text, first, index) or leading_party(text, first, index)
    if a is None and first - 1 >= sentence.first:
        a = giver_of(text, first, sentence)
    if a is not None and b is not None and may_stand(text, a) and is_party(text, b):
        yield index, type_, a, b


def _against(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "Iraq's fight against ISIL", "join the fight against": the owner or the subject stands against whom it is."""
    sentence = text.sentence_at(text.tokens[index].start)
    if index + 2 >= sentence.last or text.tokens[index + 1].lower != "against" or text.tags[index] == "verb":
        return
    b = phrase_from(text, index + 2)
    first, _ = phrase_bounds(text, index, of=False)
    a = owner_of(text, first, index) or leading_party(text, first, index) or giver_of(text, first, sentence)
    a = a if a is not None and is_party(text, a) else party_before_word(text, index)
    if a is not None and b is not None and may_stand(text, a) and is_party(text, b):
        yield index, type_, a, b


def _refuses(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "have refused to supply them with weapons": refused by each whom the subject names."""
    sentence = text.sentence_at(text.tokens[index].start)
    gives = vocabulary("events")["words"]["give"].split()
    for at in range(index + 1, min(index + 4, sentence.last - 1)):
        if text.tokens[at].lower in gives:
            a = parts_of_verb(text, index).agent
            sides = () if a is None else tuple(each_named(text, a))
            b = phrase_from(text, at + 1)
            if text.tags[at + 1] == "pron":
                b = nearest_before(text, at, lambda phrase: is_party(text, phrase) and is_armed(text, phrase))
            for side in sides:
                if b is not None and is_party(text, b):
                    yield index, type_, side, b
            return


def _alongside(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "regional allies fighting alongside them"."""
    at = index - 1
    if text.tokens[at].lower not in ("fighting", "fight", "fights", "fought", "operating", "serving", "battling"):
        return
    floor = text.sentence_at(text.tokens[index].start).first
    head = at - 1
    while head > floor and text.tags[head] in ("aux", "adv", "verb"):
        head -= 1
    if head < floor or text.tags[head] not in ("noun", "num"):
        return
    first, end = phrase_bounds(text, head)
    a, b = text.span(first, min(end, at - 1)), phrase_from(text, index + 1)
    if text.tags[index + 1 : index + 2] == ("pron",):
        b = nearest_before(text, first, lambda phrase: is_party(text, phrase))
    if b is not None and may_stand(text, a) and may_stand(text, b):
        yield index, type_, a, b


_READERS = {
    "verb": _by_verb,
    "nouns": _by_noun,
    "support_nouns": _by_support,
    "against_nouns": _against,
    "lead_titles": by_title,
    "part": is_part,
    "with_nouns": _with,
    "beaten": _beaten,
    "leading": leads,
    "give": _gives,
    "get": _gets,
    "include": includes,
    "between": _between,
    "units": is_unit,
    "refuse": _refuses,
    "alongside": _alongside,
}

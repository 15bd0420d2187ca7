"""Acts: the words by which a sentence tells of an act of conflict.

Takes a cut Text and a sentence. Gives each act's type, word, agent and patient, in text order, as `events.toml` knows them.
Promises one look at each token, and nothing about whether two acts are one happening: that is `events`.
"""

from dataclasses import dataclass
from functools import cache

from daftar.model import Passage
from daftar.model.vocabulary import EVENT_TYPES, EventType
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.language.words import forms_of
from daftar.reading.who.actors import Parts, parts_of_noun, parts_of_verb
from daftar.reading.who.parties import is_people
from daftar.vocabulary import vocabulary

_POINTING = frozenset("the this that these those his its their such".split())


@dataclass(frozen=True, slots=True)
class Act:
    """One act as one word or phrase tells it. `first` and `last` are its tokens, inclusive; `verb` tells the word's class."""

    type: EventType
    first: int
    last: int
    verb: bool
    word: str
    agent: Passage | None
    patient: Passage | None
    definite: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a word, followed by `rest`, means."""

    type: EventType
    rest: tuple[str, ...]
    verb: bool
    weak: bool = False


@cache
def triggers() -> dict[str, tuple[Trigger, ...]]:
    """Every first word of an act's wording, in lower case, to what it may mean, longest wording first."""
    found: dict[str, list[Trigger]] = {}
    for type_ in EVENT_TYPES:
        table: dict[str, str] = vocabulary("events").get(type_, {})
        for base in table.get("verbs", "").split():
            for form in forms_of(base):
                found.setdefault(form, []).append(Trigger(type_, (), True))
        for phrase in _phrases(table.get("verb_phrases", "")):
            for form in forms_of(phrase[0]):
                found.setdefault(form, []).append(Trigger(type_, phrase[1:], True))
        for noun in table.get("nouns", "").split():
            found.setdefault(noun, []).append(Trigger(type_, (), False))
        for noun in table.get("weak_nouns", "").split():
            found.setdefault(noun, []).append(Trigger(type_, (), False, True))
        for phrase in _phrases(table.get("noun_phrases", "")):
            found.setdefault(phrase[0], []).append(Trigger(type_, phrase[1:], False))
    return {word: tuple(sorted(means, key=lambda trigger: -len(trigger.rest))) for word, means in found.items()}


@cache
def means_words() -> dict[str, EventType]:
    """Words that name the means of an attack, to the type that they make of it."""
    table: dict[str, str] = vocabulary("events")["refined"]
    found: dict[str, EventType] = {}
    for type_ in EVENT_TYPES:
        for word in table.get(type_, "").split():
            found.setdefault(word, type_)
    return found


@cache
def words_of(table: str, name: str) -> frozenset[str]:
    """One list of `events.toml` as words."""
    return frozenset(vocabulary("events")[table][name].split())


def find_acts(text: Text, sentence: Sentence) -> tuple[Act, ...]:
    """The acts of a sentence, in text order."""
    known = triggers()
    found: list[Act] = []
    index = sentence.first
    while index < sentence.last:
        for trigger in known.get(text.tokens[index].lower, ()):
            last = _end(text, index, trigger, sentence)
            if last is not None:
                act = _act(text, index, last, trigger)
                if act is not None:
                    found.append(act)
                index = last
                break
        index += 1
    return tuple(found)


def _act(text: Text, first: int, last: int, trigger: Trigger) -> Act | None:
    """The act told there; None where the words only qualify ("the murder trial"), or are an infinitive that tells no aim."""
    word = text.tokens[first].lower
    if trigger.verb:
        infinitive = first > 0 and text.tokens[first - 1].lower == "to"
        if infinitive and (trigger.type == "destruction" or not _aims(text, first)):
            return None
        parts = parts_of_verb(text, first, last)
        if trigger.type == "displacement" and word.startswith(("fle", "leav", "left", "abandon")):
            parts = Parts(None, parts.agent)  # those who flee are whom it befalls
            if parts.patient is None or not is_people(text, parts.patient):
                return None
        return Act(trigger.type, first, last, True, word, parts.agent, parts.patient)
    sentence = text.sentence_at(text.tokens[first].start)
    after = text.tokens[last + 1].lower if last + 1 < sentence.last else ""
    if after in words_of("words", "qualified") or (
        text.tags[last + 1 : last + 2] == ("noun",) and after not in triggers()
    ):
        return None
    if trigger.weak and not _does_harm(text, first, sentence):
        return None
    parts = parts_of_noun(text, last, first)
    if trigger.type == "destruction" and parts.patient is None and word == "destruction":
        return None
    return Act(trigger.type, first, last, False, word, parts.agent, parts.patient, _is_definite(text, first))


def _aims(text: Text, first: int) -> bool:
    """Whether the infinitive depends on a word of aim, order or success: "plans to retake", not "a chance to retake"."""
    sentence = text.sentence_at(text.tokens[first].start)
    window = text.tokens[max(sentence.first, first - 6) : first - 1]
    return any(token.lower in words_of("words", "aiming") for token in window)


def _does_harm(text: Text, index: int, sentence: Sentence) -> bool:
    """Whether the device that the noun names is set or does harm: "planted a bomb", "a roadside bomb killed two"."""
    before = text.tokens[max(sentence.first, index - 6) : index]
    after = text.tokens[index + 1 : min(index + 10, sentence.last)]
    return any(token.lower in words_of("words", "setting") for token in before) or any(
        token.lower in words_of("words", "harming") for token in after
    )


def _is_definite(text: Text, first: int) -> bool:
    """Whether the act noun's phrase begins with a word that points back: "the attack", "these clashes"."""
    at = first - 1
    while at >= 0 and text.tags[at] in ("noun", "num"):
        at -= 1
    return at >= 0 and text.tokens[at].lower in _POINTING


def _end(text: Text, index: int, trigger: Trigger, sentence: Sentence) -> int | None:
    """The last token of the wording where it stands at `index`, and None where it does not or is of the other word class."""
    tag = text.tags[index]
    if trigger.verb and tag not in ("verb", "ing"):
        return None
    if not trigger.verb and tag == "verb":
        return None
    at = index
    for word in trigger.rest:
        at += 1
        if at < sentence.last and text.tags[at] == "adv" and text.tokens[at].lower != word:
            at += 1
        if at >= sentence.last or text.tokens[at].lower != word:
            return None
    return at


def _phrases(table: str) -> list[tuple[str, ...]]:
    return [tuple(phrase.split()) for phrase in table.split(";") if phrase.strip()]

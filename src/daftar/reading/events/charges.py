"""Charges: who is said to have done, or to have refused, what was told of before.

Takes a cut Text and a sentence. Gives each charge: the one on whom a deed is laid, by a voice that blames, by the claim of
responsibility or by its own denial. Promises nothing about the deed: that is `events`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from daftar.model import Passage
from daftar.reading.events.acts import words_of
from daftar.reading.language.phrases import phrase_at
from daftar.reading.language.roles import is_passive
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.language.words import forms_of
from daftar.reading.who.actors import parts_of_verb, phrase_from
from daftar.reading.who.parties import is_name, is_party, is_people


@dataclass(frozen=True, slots=True)
class Charge:
    """`who` did it, by the word at token `index`; with `denied`, who says that he did not."""

    index: int
    who: Passage
    denied: bool = False


def find_charges(text: Text, sentence: Sentence) -> Iterator[Charge]:
    """The charges of a sentence, in text order."""
    kinds = _kinds()
    for index in range(sentence.first, sentence.last - 1):
        kind = kinds.get(text.tokens[index].lower)
        if kind is None:
            continue
        charge = _READERS[kind](text, sentence, index)
        if charge is not None:
            yield charge


@cache
def _kinds() -> dict[str, str]:
    verbs = ("blaming", "denying")
    found = {form: kind for kind in verbs for base in words_of("charges", kind) for form in forms_of(base)}
    return {**found, "responsibility": "claimed", "responsible": "responsible"}


def _blamed(text: Text, sentence: Sentence, index: int) -> Charge | None:
    """ "blamed the army", "pointed to the militia", "the army was blamed"."""
    if is_passive(text, index):
        who = parts_of_verb(text, index).patient
    else:
        after = index + 1
        while after + 1 < sentence.last and text.tags[after] in ("adv", "prep"):
            after += 1
        pointed = text.tokens[index].lower.startswith("point")
        if pointed and text.tokens[after - 1].lower not in ("to", "at"):
            return None
        who = phrase_from(text, after)
        if pointed and who is not None and not is_party(text, who):
            return None
    fits = who is not None and (is_party(text, who) or is_name(text, who) or is_people(text, who))
    return Charge(index, who) if who is not None and fits else None


def _claimed(text: Text, sentence: Sentence, index: int) -> Charge | None:
    """ "The Front claimed responsibility"; "denied responsibility" is left to the denial."""
    verb = next(
        (
            at
            for at in range(index - 1, max(sentence.first, index - 3), -1)
            if text.tokens[at].lower in words_of("words", "claiming")
        ),
        None,
    )
    who = None if verb is None else parts_of_verb(text, verb).agent
    return None if who is None or verb is None else Charge(verb, who)


def _responsible(text: Text, sentence: Sentence, index: int) -> Charge | None:
    """ "the Front is responsible", "held the Front responsible"."""
    before = index - 1
    while before > sentence.first and text.tags[before] == "adv":
        before -= 1
    if text.tags[before] == "aux":
        who = parts_of_verb(text, before).agent
    elif text.tags[before] in ("noun", "num") and any(
        text.tokens[at].lower in ("hold", "holds", "held", "holding")
        for at in range(max(sentence.first, index - 7), before)
    ):
        who = phrase_at(text, before)
    else:
        return None
    return Charge(index, who) if who is not None and is_party(text, who) else None


def _denied(text: Text, sentence: Sentence, index: int) -> Charge | None:
    """ "The army denied responsibility", "rejected the charge": only a party's, and of no deed that it names itself."""
    window = text.tokens[index + 1 : min(index + 5, sentence.last)]
    if not any(token.lower in words_of("charges", "laid") for token in window):
        return None
    who = parts_of_verb(text, index).agent
    return Charge(index, who, True) if who is not None and is_party(text, who) else None


_READERS = {"blaming": _blamed, "claimed": _claimed, "responsible": _responsible, "denying": _denied}

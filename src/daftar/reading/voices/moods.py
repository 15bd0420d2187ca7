"""Moods: the words by which a text denies, fears, plans or supposes, in all their forms.

Takes `vocabulary/modality.toml`. Gives its lists for `modality`. Promises nothing but their shape.
"""

from dataclasses import dataclass
from functools import cache

from daftar.model.vocabulary import Modality
from daftar.reading.language.words import forms_of
from daftar.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Moods:
    """The lists of `modality.toml`, each word in all its forms with what it makes of a claim."""

    auxiliaries: dict[str, Modality]
    verbs: dict[str, Modality]
    nouns: dict[str, Modality]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Modality], ...]]
    determiners: frozenset[str]
    openings: frozenset[str]
    reporting: frozenset[str]
    presupposing: frozenset[str]
    with_for: frozenset[str]
    adjectives: dict[str, Modality]
    fears: frozenset[str]
    efforts: frozenset[str]
    told: frozenset[str]
    refuting: frozenset[str]


@cache
def moods() -> Moods:
    """The lists, read once."""
    lists = vocabulary("modality")
    kinds: tuple[Modality, ...] = ("denied", "feared", "planned", "hypothetical")
    phrases: dict[str, list[tuple[tuple[str, ...], Modality]]] = {}
    for kind in kinds:
        for phrase in lists[kind].get("phrase", "").split("; "):
            words = tuple(phrase.split())
            if words:
                phrases.setdefault(words[0], []).append((words, kind))
    return Moods(
        {word: kind for kind in kinds for word in lists[kind].get("auxiliary", "").split()},
        {form: kind for kind in kinds for base in lists[kind].get("verb", "").split() for form in forms_of(base)},
        {word: kind for kind in kinds for word in lists[kind].get("noun", "").split()},
        {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in phrases.items()},
        frozenset(lists["denied"]["determiner"].split()),
        frozenset(lists["hypothetical"]["opening"].split()),
        frozenset(form for base in lists["governs"]["reporting"].split() for form in forms_of(base)),
        frozenset(form for base in lists["governs"]["presupposing"].split() for form in forms_of(base))
        | frozenset(lists["governs"]["presupposing_noun"].split()),
        frozenset(form for base in lists["governs"]["with_for"].split() for form in forms_of(base)),
        {word: kind for kind in kinds for word in lists["adjective"].get(kind, "").split()},
        frozenset(form for base in lists["governs"]["fearing"].split() for form in forms_of(base)),
        frozenset(lists["governs"]["efforts"].split()),
        frozenset(lists["denied"]["told"].split()),
        frozenset(lists["denied"]["refuting"].split()),
    )

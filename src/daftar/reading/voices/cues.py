"""Cues: the words by which a text shows that somebody says, thinks or wants something, in all their forms.

Takes `vocabulary/voices.toml`. Gives, for each word in lower case, its readings as a cue. Promises that a reading which wants a
certain word after it ("point out") comes before one that does not.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from daftar.reading.language.words import forms_of
from daftar.vocabulary import vocabulary

Form = Literal["base", "third", "past", "ing", "noun"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of the list: its manner, its form, and how what is said stands by it."""

    manner: str
    form: Form
    base: str
    clause: bool
    addressee: bool
    voiced: bool
    after: frozenset[str] | None = None


@cache
def cues() -> dict[str, tuple[Cue, ...]]:
    """Every form of the listed verbs and nouns."""
    tables = vocabulary("voices")
    forms: dict[str, list[Cue]] = {}
    for manner, table in tables.items():
        if "verb" not in table:
            continue
        flags = (bool(table.get("clause")), bool(table.get("addressee")), bool(table.get("voice")))
        for entry in table["verb"].split():
            base, _, following = entry.partition(":")
            after = frozenset(following.split("|")) if following else None
            written = forms_of(base)
            for number, word in enumerate(written):
                form: Form = "ing" if word.endswith("ing") else ("base", "third")[number] if number < 2 else "past"
                forms.setdefault(word, []).append(Cue(manner, form, base, *flags, after))
        for word in table.get("form", "").split():
            forms.setdefault(word, []).append(Cue(manner, "past", word, *flags))
        for base in table.get("noun", "").split():
            for word in (base, base[:-1] + "ies" if base.endswith("ry") else base + "s"):
                forms.setdefault(word, []).append(Cue(manner, "noun", base, *flags))
    return {word: tuple(sorted(listed, key=lambda cue: cue.after is None)) for word, listed in forms.items()}


def passes_on(phrase: str) -> bool:
    """Whether the phrase names one whose trade it is to pass on what others say: an agency, a paper, a station."""
    return not _agencies().isdisjoint(phrase.lower().split())


@cache
def _agencies() -> frozenset[str]:
    return frozenset(vocabulary("voices")["who"]["relay"].split())

"""Words: what the words of victims, counts and parties say about sameness, by the lists in `reconcile.toml`.

Takes verbatim words. Gives sets of content words and the sides that a party's name stands for. Promises to look at the
wording alone, never at the size of a number, so that a wider count is treated as a narrower one.
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from daftar.model import Harm, Passage

_WORD = re.compile(r"\w+(?:-\w+)*")


def words_of(text: str) -> list[str]:
    """The words of a text, case folded, in order; hyphenated words whole."""
    return _WORD.findall(text.casefold())


@cache
def word_list(*path: str) -> frozenset[str]:
    """One list of the vocabulary, by its path ("victims", "anybody")."""
    node = _vocabulary()
    for name in path:
        node = node[name]
    return frozenset(node)


@lru_cache(maxsize=65536)
def party_names(words: str | None) -> frozenset[str]:
    """The words that tell who a party is, sides under one name; empty where nobody in particular is named."""
    names = set(words_of(words or "")) - word_list("parties", "nobody") - word_list("parties", "arms")
    return frozenset(_sides().get(name, name) for name in names)


def victim_words(harm: Harm) -> frozenset[str]:
    """The words that tell these victims from others; empty where the words could mean anybody."""
    if harm.victims is None:
        return frozenset()
    said = set(words_of(harm.victims.quote)) - word_list("victims", "idle") - word_list("victims", "besides")
    return frozenset(said - word_list("victims", "anybody"))


def is_besides(harm: Harm) -> bool:
    """Whether the words put this group on top of another ("six others", "three more")."""
    return not word_list("victims", "besides").isdisjoint(_said(harm.count_words) + _said(harm.victims))


def is_bare(harm: Harm) -> bool:
    """Whether no word of number is said at all: a bare plural, or a single person."""
    return not set(_said(harm.count_words)) - word_list("counts", "unnumbered")


def is_numbered(harm: Harm) -> bool:
    """Whether a number is said, rather than a bare plural, a single person or a vague "several"."""
    return not is_bare(harm) and word_list("counts", "vague").isdisjoint(_said(harm.count_words))


def person_named(harm: Harm) -> frozenset[str]:
    """The words of the first name in the victims' phrase: capitals up to its end or a comma ("a boy, Ilo Marsk, 7").

    Capitals before a noun ("a Temrik Rail guard") name no person; texts all in capitals name none that can be told.
    """
    run: list[str] = []
    for word in harm.victims.quote.split() if harm.victims is not None else []:
        bare = word.strip(".,;:'’\"()")
        run = [*run, bare.casefold()] if bare[:1].isupper() and not bare.isupper() else []
        if len(run) > 1 and word[-1] in ",;)":
            break
    return frozenset(run) if len(run) > 1 else frozenset()


def _said(passage: Passage | None) -> list[str]:
    return words_of(passage.quote) if passage is not None else []


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads(files("daftar.vocabulary").joinpath("reconcile.toml").read_text("utf-8"))


@cache
def _sides() -> dict[str, str]:
    return {word: side for side, said in _vocabulary()["parties"]["sides"].items() for word in said}

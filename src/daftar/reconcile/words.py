"""Words: what the words of victims, counts and parties say about sameness, by the lists in `reconcile.toml`.

Takes verbatim words. Gives sets of content words and the sides that a party's name stands for. Promises to look at the
wording alone, never at the size of a number, so that a wider count is treated as a narrower one.
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from daftar.model import Harm, Passage

Side = Literal["soldiers", "others"]
"""Whose dead: an army's, or not. Fighters whom it calls terrorists and others call civilians are all "others"."""

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
    said = {name for name in words_of(words or "") if not name.isdigit()}
    names = said - word_list("parties", "nobody") - word_list("parties", "arms") - word_list("parties", "things")
    return frozenset(_sides().get(name, name) for name in names)


@lru_cache(maxsize=65536)
def is_party(words: str) -> bool:
    """Whether the words can be of those who did it: a name, or "gunmen"; not "rockets", not "six people"."""
    said = set(words_of(words))
    return bool(party_names(words)) or not said.isdisjoint(
        word_list("parties", "nobody") - word_list("parties", "empty")
    )


def victim_words(harm: Harm) -> frozenset[str]:
    """The words that tell these victims from others; empty where the words could mean anybody."""
    said = _said(harm.victims) - word_list("victims", "idle") - word_list("victims", "besides")
    return said - word_list("victims", "anybody")


def side_of(harm: Harm, voice: str) -> Side | None:
    """Whether the victims' words are of an army's soldiers or of anybody but them; None where they do not tell.

    "Losses" and "men" are the speaker's own: an army's are soldiers.
    """
    said = _said(harm.victims)
    soldiers = not said.isdisjoint(word_list("victims", "soldiers"))
    fighters = not said.isdisjoint(word_list("victims", "fighters"))
    if soldiers or fighters:
        return None if soldiers and fighters else "soldiers" if soldiers else "others"
    if harm.status == "civilian":
        return "others"
    own = harm.status == "combatant" and not said.isdisjoint(word_list("victims", "own"))
    return "soldiers" if own and "government" in party_names(voice) else None


def is_found_dead(harm: Harm) -> bool:
    """Whether the words are of bodies, among whom nobody is who died of wounds afterwards."""
    return not word_list("victims", "bodies").isdisjoint(_said(harm.victims))


def is_died_of_wounds(harm: Harm) -> bool:
    """Whether the words are of people who were wounded before they died."""
    return harm.outcome == "killed" and not word_list("victims", "wounded").isdisjoint(_said(harm.victims))


def is_one(harm: Harm) -> bool:
    """Whether the words are of a single person, without a word of number or "another"."""
    return is_bare(harm) and not is_besides(harm) and harm.count.low == harm.count.high == 1


def person_words(harm: Harm) -> frozenset[str]:
    """The words that tell a single person from others; empty for such as fit anybody ("he", "the victim")."""
    return victim_words(harm) - word_list("victims", "anyone")


def is_besides(harm: Harm) -> bool:
    """Whether the words put this group on top of another ("six others", "three more")."""
    return not word_list("victims", "besides").isdisjoint(_said(harm.count_words) | _said(harm.victims))


def is_none(harm: Harm) -> bool:
    """Whether the words say that nobody was hurt."""
    return not word_list("counts", "nobody").isdisjoint(_said(harm.count_words))


def is_bare(harm: Harm) -> bool:
    """Whether no word of number is said at all: a bare plural, or a single person."""
    return not _said(harm.count_words) - word_list("counts", "unnumbered")


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


def _said(passage: Passage | None) -> frozenset[str]:
    return _phrase(passage.quote) if passage is not None else frozenset()


@lru_cache(maxsize=65536)
def _phrase(words: str) -> frozenset[str]:
    return frozenset(words_of(words))


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads(files("daftar.vocabulary").joinpath("reconcile.toml").read_text("utf-8"))


@cache
def _sides() -> dict[str, str]:
    return {word: side for side, said in _vocabulary()["parties"]["sides"].items() for word in said}

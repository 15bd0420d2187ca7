"""Persons: which words name people, and what they say of their status.

Takes a cut Text and token indices. Gives whether a noun names people, and the status of a phrase by the codebook. Promises nothing
about nouns in no list: those that end as the names of peoples and callings do are people, others are not.
"""

import re
from functools import cache

from daftar.model.vocabulary import Status
from daftar.reading.language.sentences import Text
from daftar.vocabulary import vocabulary


@cache
def _status_of_words() -> dict[str, Status]:
    words = vocabulary("victims")
    listed: dict[str, Status] = {}
    statuses: tuple[Status, ...] = ("civilian", "combatant", "unknown")
    for status in statuses:
        for word in words[status].split():
            listed.setdefault(word, status)
    return listed


@cache
def _irregular() -> dict[str, str]:
    return dict(pair.split("=") for pair in vocabulary("victims")["irregular"].split())


@cache
def singular(word: str) -> str:
    """The singular of a lower-case noun: "children" is "child", "soldiers" is "soldier"."""
    irregular = _irregular()
    if word in irregular:
        return irregular[word]
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("s") and word[:-1] in _status_of_words():
        return word[:-1]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@cache
def word_status(word: str) -> Status | None:
    """The status that a lower-case noun for people gives; None where the word does not name people."""
    listed = _status_of_words()
    for form in (word, singular(word)):
        if form in listed:
            return listed[form]
    if word.endswith(("year-old", "year-olds", "month-old", "month-olds")):
        return "unknown"
    last = word.rpartition("-")[2]
    if last != word:
        return word_status(last) if len(last) > 2 else None
    words = vocabulary("victims")
    stem = singular(word)
    if stem in words["not_people"].split() or word in words["not_people"].split() or len(word) < 6:
        return None
    return "unknown" if stem.endswith(tuple(words["endings"].split())) else None


def is_plural(word: str) -> bool:
    """Whether a lower-case noun for people is plural: "soldiers", "children", "police"."""
    if word in ("police", "people", "personnel", "troops", "dead", "crew", "staff", "others"):
        return True
    return singular(word) != word


def names_person(text: Text, index: int) -> bool:
    """Whether the noun at this token names people, "militiaman" and "Syrians" alike."""
    return text.tags[index] not in ("clitic", "mark") and word_status(text.tokens[index].lower) is not None


@cache
def _beside() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = vocabulary("victims")
    combatant, civilian, police = (
        words[name].replace('"', " ").split() for name in ("combatant_beside", "civilian_beside", "police_beside")
    )
    return frozenset(combatant), frozenset(civilian), frozenset(police)


def phrase_status(phrase: str) -> Status:
    """The status of the people whom the phrase names, by its words."""
    combatant, civilian, police = _beside()
    words = re.findall(r"[a-z][a-z'’-]*", phrase.lower())
    if not words:
        return "unknown"
    before_of = words[: words.index("of")] if "of" in words else words
    head = word_status(before_of[-1]) if before_of else None
    if head in (None, "unknown"):
        if any(word in civilian for word in words):
            return "civilian"
        fighting = any(word in combatant for word in words) or ("forces" in words and "of" not in words)
        if any(word in police for word in words) and not (fighting and "police" not in words):
            return "unknown"
        if fighting:
            return "combatant"
        statuses = {word_status(word) for word in words} - {None, "unknown"}
        return statuses.pop() if len(statuses) == 1 else "mixed" if statuses else "unknown"  # type: ignore[return-value]
    if "and" in words:
        statuses = {word_status(word) for word in words} - {None, "unknown"}
        if len(statuses) == 2:
            return "mixed"
    return head or "unknown"

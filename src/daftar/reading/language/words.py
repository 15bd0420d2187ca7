"""Words: the class of each word of a sentence, by closed lists and a few rules of position.

Takes lower-case words. Gives one class each. Promises nothing about words in no list: they are taken for nouns, which in
reports they mostly are. The learned reader may replace this room behind the same signature.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from daftar.vocabulary import vocabulary

Tag = Literal["det", "prep", "conj", "rel", "pron", "aux", "verb", "ing", "adv", "num", "clitic", "mark", "noun"]

_NUMBER = re.compile(r"\d[\d.,:]*(?:st|nd|rd|th|s|%)?$")
_NOUNS_IN_ING = frozenset(
    [
        "morning",
        "evening",
        "nothing",
        "something",
        "anything",
        "everything",
        "ceiling",
        "housing",
        "clothing",
        "wedding",
        "landing",
    ]
)
_ADJECTIVES_IN_ING = frozenset(
    [
        "remaining",
        "neighbouring",
        "neighboring",
        "outlying",
        "ruling",
        "outgoing",
        "opposing",
        "warring",
        "existing",
        "ongoing",
    ]
)
_WORD = re.compile(r"\w")
_CALLING = frozenset("do does did will would can could may might must shall should".split())  # for a base form
_COMPOUND = re.compile(r"(?<!^re)(?<!^co)[-‐‑]\w+ed$")  # Iran-backed, but re-opened


@cache
def _closed() -> dict[str, Tag]:
    grammar = vocabulary("grammar")
    classes: dict[str, Tag] = {}
    order: tuple[tuple[str, Tag], ...] = (
        ("number", "num"),
        ("adverb", "adv"),
        ("preposition", "prep"),
        ("conjunction", "conj"),
        ("relative", "rel"),
        ("pronoun", "pron"),
        ("determiner", "det"),
        ("auxiliary", "aux"),
    )
    for name, tag in order:
        for word in grammar[name].split():
            classes.setdefault(word, tag) if tag in ("num", "adv") else classes.update({word: tag})
    for word in ("who", "whom", "which", "whose"):
        classes[word] = "rel"
    return classes


@cache
def closed_words() -> frozenset[str]:
    """The words that hold English sentences together: determiners, prepositions, conjunctions, pronouns, auxiliaries."""
    return frozenset(word for word, tag in _closed().items() if tag in ("det", "prep", "conj", "pron", "aux", "rel"))


def forms_of(base: str) -> tuple[str, ...]:
    """A verb's inflected forms, the base among them: irregular ones by the list, the others by rule."""
    irregular: dict[str, str] = vocabulary("grammar")["irregular"]
    stem = base[:-1] if base.endswith("e") else base
    consonant_y = base.endswith("y") and base[-2] not in "aeou"
    third = base[:-1] + "ies" if consonant_y else base + "es" if re.search(r"(?:s|sh|ch|x|z|go)$", base) else base + "s"
    past = base[:-1] + "ied" if consonant_y else stem + "ed"
    forms = (base, third, *irregular.get(base, past).split(), stem + "ing")
    if base in irregular and irregular[base].split()[0].endswith(base[-1] * 2 + "ed"):
        return (*forms, base + base[-1] + "ing")
    return forms


@cache
def verb_forms() -> dict[str, str]:
    """Every inflected form of the listed verbs, to its base."""
    grammar = vocabulary("grammar")
    forms: dict[str, str] = {}
    for base in [*grammar["verb"].split(), *grammar["irregular"]]:
        for form in forms_of(base):
            forms.setdefault(form, base)
    return forms


@cache
def _nouns_too() -> frozenset[str]:
    return frozenset(vocabulary("grammar")["noun_or_verb"].split())


def tags(words: Sequence[str]) -> tuple[Tag, ...]:
    """The class of each of these lower-case words and marks, in their order. Linear."""
    closed, verbs, nouns_too = _closed(), verb_forms(), _nouns_too()
    found: list[Tag] = []
    for index, word in enumerate(words):
        before: Tag = found[-1] if found else "mark"
        if before == "prep" and words[index - 1] == "to" and word in nouns_too and word in verbs.values():
            found.append("verb")  # "to cut off"
            continue
        if word in ("'", "’") and before == "noun" and words[index - 1].endswith("s") and index + 1 < len(words):
            found.append("clitic" if _WORD.match(words[index + 1]) else "mark")  # the Citizens' Army
            continue
        if words[index - 1] in ("when", "where") and index:
            before = "conj"  # "when shells hit": a clause, no subject
        subject: Tag = found[-2] if len(found) > 1 else "mark"
        if index and words[index - 1] == "longer":
            before = "pron"  # "no longer controls"
        if before == "adv" and subject == "aux" and words[index - 2] in _CALLING and verbs.get(word) == word:
            before = "aux"  # "did not shell"
        after = words[index + 1] if index + 1 < len(words) else ""
        found.append(_tag(word, before, subject, after, closed, verbs, nouns_too))
    _give_verbs(words, found, verbs, nouns_too)
    return tuple(found)


def _give_verbs(words: Sequence[str], found: list[Tag], verbs: dict[str, str], nouns_too: frozenset[str]) -> None:
    """In a clause without any verb, the last word that may be one and agrees with the noun before it is: "Russia supports rebels"."""
    candidate: int | None = None
    verbless = True
    for index, tag in enumerate(found):
        if tag in ("mark", "conj", "rel") and words[index] != ",":
            if verbless and candidate is not None:
                found[candidate] = "verb"
            candidate, verbless = None, True
        elif tag in ("verb", "aux"):
            verbless = False
        elif (
            tag == "noun"
            and words[index] in nouns_too
            and words[index] in verbs
            and index
            and found[index - 1] == "noun"
            and index + 1 < len(found)
            and found[index + 1] in ("noun", "num", "det")
            and _agree(words[index - 1], words[index])
        ):
            candidate = index
    if verbless and candidate is not None:
        found[candidate] = "verb"


def _agree(noun: str, verb: str) -> bool:
    """Whether a plural noun stands before a base form, or a singular one before a third person's."""
    plural = noun.endswith("s") and not noun.endswith(("ss", "u.s."))
    return plural != (verb.endswith("s") and not verb.endswith("ss")) and not verb.endswith("ing")


def _tag(
    word: str,
    before: Tag,
    subject: Tag,
    after: str,
    closed: dict[str, Tag],
    verbs: dict[str, str],
    nouns_too: frozenset[str],
) -> Tag:
    if word in ("'s", "’s"):
        return "aux" if before in ("pron", "rel") else "clitic"
    if _NUMBER.match(word):
        return "num"
    if not _WORD.match(word):
        return "mark"
    tag = closed.get(word)
    if word == "that" or word == "this":
        return "rel" if word == "that" and before in ("noun", "verb", "mark", "ing", "det") else "det"
    if word in ("half", "most", "much") and after == "of":
        return "noun"
    if tag is not None:
        return tag
    if word in _ADJECTIVES_IN_ING:
        return "noun"
    if word == "crossing" and before in ("noun", "det", "clitic", "num"):
        return "noun"
    opens_phrase = before in ("det", "num", "clitic")
    if word == "armed" and after not in closed and not opens_phrase:
        return "noun"  # "the Halvani armed forces"
    if word in verbs:
        if word in nouns_too:
            if word == "fighting" and before == "noun" and after in ("alongside", "against", "for", "with"):
                return "ing"
            if (
                word.endswith("ing")
                and before in ("mark", "verb", "prep")
                and (closed.get(after) in ("det", "num", "pron") or _NUMBER.match(after))
            ):
                return "ing"  # "exploded, killing four", "denied shelling the convoy"
            if (
                word in ("call", "calls", "appeal", "appeals")
                and after in ("on", "upon", "for", "to")
                and before == "noun"
            ):
                return "verb"
            if after == "of" and not word.endswith("ed"):
                return "noun"  # "had control of"
            governs = closed.get(after) in ("det", "pron")
            before = "pron" if before == "adv" and subject == "pron" else before
            return "verb" if before in ("pron", "aux", "rel") or (before == "noun" and governs) else "noun"
        if word.endswith("ing"):
            return "noun" if opens_phrase else "ing"
        if opens_phrase or (before == "prep" and word.endswith("ed") and after not in closed):
            return "noun"
        return "verb"
    if (
        word.endswith("ly")
        and len(word) > 4
        and word not in ("family", "italy", "assembly", "ally", "elderly", "early")
    ):
        return "adv"
    if not opens_phrase and before != "prep" and len(word) > 4 and word.endswith("ed") and word[-3] not in "e-":
        return "noun" if _COMPOUND.search(word) else "verb"
    if not opens_phrase and len(word) > 6 and word.endswith("ing") and word not in _NOUNS_IN_ING:
        return "ing"
    return "noun"

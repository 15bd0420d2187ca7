"""Speakers: what the words for a voice say of whom they name.

Takes a claim's words for its voice. Gives its name without descriptions, the person and the body that he speaks for, whether
they are people without a name, and the kind of voice that the words show. Promises to look at these words alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from daftar.model.vocabulary import VoiceKind
from daftar.vocabulary import vocabulary

_ARTICLE = re.compile(r"(?:the|a|an|another|its|their|his|her|our|this|that|some)\s+", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{1,60})[)\]]")
_LEANING = re.compile(
    r"\S+[-‐‑](?:based|backed|led|run|leaning|aligned|linked|affiliated|held|controlled|owned|funded)$", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"\s+(?:who|whom|which|that|speaking|citing|interviewed|reached|contacted|quoted|identified|named)\s.*$", re.DOTALL
)
LEANING_LEAD = re.compile(
    r"\b[\w.]+[-‐‑](?:based|backed|led|run|leaning|aligned|linked|held|controlled)\s+", re.IGNORECASE
)
_HEAD_END = re.compile(r",|\s(?:of|in|at|from|with|for|near|on|inside|close|to|among|and)\s")
ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NEW = re.compile(
    rf"(?:another|a\s+(?P<ordinal>{'|'.join(ORDINALS)})|a\s+different)\s+(?P<rest>.+)", re.IGNORECASE | re.DOTALL
)
_POSSESSIVE = re.compile(r"['’]s?$")
_DOTTED = re.compile(r"(?:\w\.){2,}$")
_SPOKEN = re.compile(r"(?:[^\W_]\.){2,}|[^\W_]+")


def plain_words(words: str) -> str:
    """The words without their article, brackets, quotation marks and clauses; capitals throughout are made titles."""
    spaced = " ".join(words.split())
    flat = spaced.isupper() and len(spaced) > 6
    plain = _CLAUSE.sub("", _BRACKETED.sub("", spaced)).strip(" \"“”'‘’,;:")
    if not _DOTTED.search(plain):
        plain = plain.rstrip(".")
    opened = _ARTICLE.sub("", plain, count=1) if _ARTICLE.match(plain) else plain
    tokens = opened.split()
    if flat:
        tokens = [token.lower() if _is_common(token) else token.capitalize() for token in tokens]
    elif opened == plain and tokens and _is_capital_by_place(tokens):
        # A capital that only the beginning of a sentence gave.
        tokens[0] = tokens[0].lower()
    return " ".join(tokens) or spaced


def _is_capital_by_place(tokens: Sequence[str]) -> bool:
    initials = len(tokens[0]) > 1 and tokens[0].isupper()
    return _is_common(tokens[0]) and not initials and (len(tokens) == 1 or not tokens[1][0].isupper())


def _is_common(word: str) -> bool:
    return word.lower().strip(",.") in _common()


@cache
def _common() -> frozenset[str]:
    given = vocabulary("sources")
    words = [word for row in given["kinds"].values() for word in row if word not in ("un", "u.n.", "fbi")]
    unnamed = given["unnamed"]
    return frozenset(
        " ".join([*words, *unnamed["people"], *unnamed["spokesmen"], *unnamed["roles"], *unnamed["common"]]).split()
    )


def named_part(plain: str) -> str:
    """From the first word of a name to the first comma: "opposition-leaning Syrian Observatory for Human Rights" loses its leaning."""
    tokens = plain.split(",")[0].split()
    for index, token in enumerate(tokens):
        if token[0].isupper() and not _LEANING.match(token):
            return _POSSESSIVE.sub("", " ".join(tokens[index:]))
    return plain.split(",")[0]


def _has_name(name: str) -> bool:
    return any(token[0].isupper() for token in name.split())


def is_people(plain: str) -> bool:
    """Whether the words are of people whom nothing names: their head is a word for people, and no name stands alone."""
    head = _HEAD_END.split(plain, maxsplit=1)[0].split()
    if not head:
        return False
    people = _people()
    return head[-1] in people or (not _has_name(" ".join(head)) and any(word in people for word in head))


@cache
def _people() -> frozenset[str]:
    return frozenset(vocabulary("sources")["unnamed"]["people"])


@cache
def _roles() -> frozenset[str]:
    return frozenset(vocabulary("sources")["unnamed"]["roles"])


@cache
def titles() -> frozenset[str]:
    """Words with a capital that stand before a person's name."""
    return frozenset(vocabulary("sources")["unnamed"]["titles"])


@cache
def _spokesmen() -> re.Pattern[str]:
    words = "|".join(map(re.escape, vocabulary("sources")["unnamed"]["spokesmen"]))
    return re.compile(
        rf"(?:[\w'’ -]*?\b(?:{words})\s+(?:for|of|from|by)\s+(?P<after>[^,]+?)|(?P<before>.+?)(?:['’]s?)?\s+(?:chief\s+|deputy\s+|night\s+)?(?:{words})(?:,?\s+.*)?)$",
        re.IGNORECASE,
    )


def spoken_for(plain: str) -> str | None:
    """The body for which a spokesman speaks, None where none is named ("a spokesman", "the official spokesman")."""
    first, comma, rest = plain.partition(",")
    found = _spokesmen().match(rest.strip() if comma and _is_persons_name(first.split()) else plain)
    if found is None:
        return None
    body = found.group("after") or found.group("before")
    return body if ("," not in body and not all(map(_is_common, body.split()))) or _has_body(body) else None


def _has_body(words: str) -> bool:
    """Whether a word for a body is among the words ("army", "ministry"), and not just for what a spokesman is ("official")."""
    return any(word.lower() in _bodies() for word in words.split())


@cache
def _bodies() -> frozenset[str]:
    return frozenset(vocabulary("sources")["unnamed"]["bodies"])


def person_and_body(plain: str) -> tuple[str | None, str | None]:
    """The person and the rest: "analyst Runa Okafor with the Estrel Institute", "Runa Okafor, an analyst", "its head, Runa Okafor"."""
    first, _, rest = plain.partition(",")
    rest = rest.strip()
    if rest and _is_persons_name(first.split()) and _has_role(rest):
        return _untitled(first), rest
    if rest and _has_role(first) and _is_persons_name(rest.partition(",")[0].split()):
        return _untitled(rest.partition(",")[0]), first
    tokens = first.split()
    for index, token in enumerate(tokens):
        if token.lower().rstrip(".") in _roles() or token in titles():
            end = index + 1
            while end < len(tokens) and tokens[end] in titles():
                end += 1
            begin = end
            while end < len(tokens) and tokens[end][0].isupper() and tokens[end].lower() not in _roles():
                end += 1
            name, tail = tokens[begin:end], tokens[end:]
            if _is_persons_name(name) and (not tail or tail[0] in ("with", "of", "from", "at", "in", "for")):
                return " ".join(name), " ".join([*tokens[:index], *tail]) or rest or None
    return None, None


def _has_role(words: str) -> bool:
    return any(word.lower() in _roles() for word in re.findall(r"[^\W\d_]+", words))


def _is_persons_name(tokens: Sequence[str]) -> bool:
    names = [token for token in tokens if token not in titles()]
    return (
        1 <= len(names) <= 4
        and all(token[0].isupper() and token[0].isalpha() for token in names)
        and (len(names) > 1 or len(names) < len(tokens) or len(tokens) == 1)
        and not any(token.lower() in _roles() for token in names)
    )


def _untitled(name: str) -> str:
    return " ".join(token for token in name.split() if token not in titles()) or name


def body_name(body: str | None) -> str | None:
    """The name of the body among what is said of a person ("a surgeon at the Saint Orla clinic"), None where none is."""
    if body is None:
        return None
    name = named_part(body.partition(",")[0])
    while name and (name.split()[0] in titles() or name.split()[0].lower() in (*_roles(), "of", "the", "for", "with")):
        name = name.partition(" ")[2]
    return name if _has_name(name) and not _has_role(name) else None


@dataclass(frozen=True, slots=True)
class New:
    """People said to be others than those met before: `number` is the one said ("a third"), None for "another"; `rest` who they are."""

    number: int | None
    rest: str


def new_among(words: str) -> New | None:
    """What "another resident", "a second doctor" say; None for words that bring nobody new."""
    found = _NEW.match(" ".join(words.split()))
    if found is None:
        return None
    ordinal = found.group("ordinal")
    number = ORDINALS.index(ordinal.lower()) + 2 if ordinal else None
    return New(number, plain_words(found.group("rest")))


def head_word(plain: str) -> str:
    """The word for people, in small letters, that the words are about: "resident" of "resident of the old quarter"."""
    parts = _HEAD_END.split(plain, maxsplit=1)
    return parts[0].split()[-1].lower() if parts[0].split() else plain.lower()


def without_leaning(plain: str) -> str:
    """The words without those for whose side they are on: "army-run" shows no soldier."""
    return LEANING_LEAD.sub("", plain)


def kind_by_words(plain: str) -> VoiceKind:
    """The kind that the words show; "unknown" where none of them does."""
    spoken = f" {' '.join(_SPOKEN.findall(plain.lower()))} "
    return next((kind for word, kind in _kinds() if f" {word} " in spoken), "unknown")


@cache
def _kinds() -> tuple[tuple[str, VoiceKind], ...]:
    """The words that show a kind: several words together before single ones, else in the order of the vocabulary."""
    pairs = [(word, kind) for kind, words in vocabulary("sources")["kinds"].items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: -pair[0].count(" ")))

"""Sources: the name under which the words for one voice are put together across documents.

Takes a claim's words for its voice, the document's publisher and the voices named before. Gives a Voice: name, kind,
family. Promises that known bodies have one name however they are written, that descriptions and leanings are no part of a
name, that a short form is its document's full one, and that people without a name stay each document's own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from daftar.ground.spelling import fold
from daftar.vocabulary import vocabulary

VoiceKind = Literal[
    "wire", "outlet", "monitor", "ngo", "un", "government", "military", "armed_group", "medic", "witness", "official",
    "unnamed", "unknown",
]  # fmt: skip

LONGEST = 300
"""Characters of a voice's words that are looked at: what is longer is no noun phrase."""

_ARTICLE = re.compile(r"(?:the|a|an|another|its|their|his|her|our|this|that|some)\s+", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{1,60})[)\]]")
_LEANING = re.compile(
    r"\S+[-‐‑](?:based|backed|led|run|leaning|aligned|linked|affiliated|held|controlled|owned|funded)$", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"\s+(?:who|whom|which|that|speaking|citing|interviewed|reached|contacted|quoted|identified|named)\s.*$", re.DOTALL
)
_POSSESSIVE = re.compile(r"['’]s?$")
_DOTTED = re.compile(r"(?:\w\.){2,}$")
_SPOKEN = re.compile(r"(?:[^\W_]\.){2,}|[^\W_]+")
_PLACED = r"(?:\s+(?:in|of)\s+(?:the\s+)?(?P<place>[\w' -]+))?$"
_MINISTRIES = (
    re.compile(
        rf"(?P<lead>.*?)\s*\bministry\s+(?:of|for)\s+(?P<subject>(?:the\s+)?\w+(?:\s+affairs)?){_PLACED}", re.IGNORECASE
    ),
    re.compile(rf"(?P<lead>.*?)\s*\b(?P<subject>[\w ]+?)\s+ministry{_PLACED}", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice. `family` is the owner or the body that it speaks for, None where none is known.

    `unnamed` voices are told apart by their document, which stands in their name.
    """

    name: str
    kind: VoiceKind
    family: str | None = None


def voice_name(
    words: str | None, publisher: str | None, document_voices: Sequence[str] = (), *, document: str | None = None
) -> str | None:
    """The name of the voice of these words; see `ground_voice`."""
    voice = ground_voice(words, publisher, document_voices, document=document)
    return None if voice is None else voice.name


def voice_kind(words: str) -> VoiceKind:
    """What kind of voice these words name; "unknown" where nothing in them tells."""
    voice = ground_voice(words, None)
    return "unknown" if voice is None else voice.kind


def ground_voice(
    words: str | None, publisher: str | None, document_voices: Sequence[str] = (), *, document: str | None = None
) -> Voice | None:
    """The voice that the words name; the publisher where there are none; None where that too is unknown.

    `document_voices` are the names of the voices met before in the document: short forms ("the Observatory", "Okafor",
    initials) become theirs. `document` is its id, whose first eight digits tell unnamed people of one document from
    those of another: "residents (document 3f2a91bc)".
    """
    if words is None or not fold(words[:LONGEST]):
        return None if publisher is None or not fold(publisher) else _publisher(publisher)
    plain = _plain(words[:LONGEST])
    known = _known(plain)
    if known is not None:
        return known
    ministry = _ministry(plain)
    if ministry is not None:
        return ministry if ministry.family else replace(ministry, name=_full(ministry.name, document_voices))
    kind = _kind(_LEANING_LEAD.sub("", plain))
    body = _spoken_for(plain)
    if body is not None:
        return ground_voice(body, None, document_voices, document=document)
    person, rest = _person_and_body(plain)
    if person is not None:
        family = _known(_named_part(rest)) if rest else None
        return Voice(_full(person, document_voices), kind, family.name if family else _body_name(rest))
    name = _named_part(plain) or plain
    if _is_people(plain):
        return Voice(plain if document is None else f"{plain} (document {document[:8]})", kind)
    full = _full(name, document_voices)
    return _known(full) or Voice(full, kind)


def _publisher(publisher: str) -> Voice:
    known = _known(_plain(publisher))
    return known or Voice(publisher.strip(), "outlet")


@cache
def _registry() -> dict[str, Voice]:
    voices: dict[str, Voice] = {}
    for name, row in vocabulary("sources")["known"].items():
        voice = Voice(name, row["kind"], row.get("family"))
        for alias in (name, *row.get("aliases", ())):
            voices[_key(alias)] = voice
    return voices


def _key(name: str) -> str:
    return fold(_ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name)


def _known(name: str) -> Voice | None:
    return _registry().get(_key(name))


def _plain(words: str) -> str:
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
    elif opened == plain and tokens and _is_common(tokens[0]) and (len(tokens) == 1 or not tokens[1][0].isupper()):
        # A capital that only the beginning of a sentence gave.
        tokens[0] = tokens[0].lower()
    return " ".join(tokens) or spaced


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


def _named_part(plain: str) -> str:
    """From the first word of a name to the first comma: "opposition-leaning Syrian Observatory for Human Rights" loses its leaning."""
    tokens = plain.split(",")[0].split()
    for index, token in enumerate(tokens):
        if token[0].isupper() and not _LEANING.match(token):
            return _POSSESSIVE.sub("", " ".join(tokens[index:]))
    return plain.split(",")[0]


def _has_name(name: str) -> bool:
    return any(token[0].isupper() for token in name.split())


def _is_people(plain: str) -> bool:
    """Whether the words are of people whom nothing names: their head is a word for people, and no name stands alone."""
    head = re.split(r",|\s(?:of|in|at|from|with|for|near|on|inside|close|to|among|and)\s", plain, maxsplit=1)[0].split()
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
def _titles() -> frozenset[str]:
    return frozenset(vocabulary("sources")["unnamed"]["titles"])


@cache
def _spokesmen() -> re.Pattern[str]:
    words = "|".join(map(re.escape, vocabulary("sources")["unnamed"]["spokesmen"]))
    return re.compile(
        rf"(?:[\w'’ -]*?\b(?:{words})\s+(?:for|of|from|by)\s+(?P<after>[^,]+?)|(?P<before>.+?)(?:['’]s?)?\s+(?:chief\s+|deputy\s+|night\s+)?(?:{words})(?:,?\s+.*)?)$",
        re.IGNORECASE,
    )


def _spoken_for(plain: str) -> str | None:
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


def _person_and_body(plain: str) -> tuple[str | None, str | None]:
    """The person and the rest: "analyst Runa Okafor with the Estrel Institute", "Runa Okafor, an analyst", "its head, Runa Okafor"."""
    first, _, rest = plain.partition(",")
    rest = rest.strip()
    if rest and _is_persons_name(first.split()) and _has_role(rest):
        return _untitled(first), rest
    if rest and _has_role(first) and _is_persons_name(rest.partition(",")[0].split()):
        return _untitled(rest.partition(",")[0]), first
    tokens = first.split()
    for index, token in enumerate(tokens):
        if token.lower().rstrip(".") in _roles() or token in _titles():
            end = index + 1
            while end < len(tokens) and tokens[end] in _titles():
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
    names = [token for token in tokens if token not in _titles()]
    return (
        1 <= len(names) <= 4
        and all(token[0].isupper() and token[0].isalpha() for token in names)
        and (len(names) > 1 or len(names) < len(tokens) or len(tokens) == 1)
        and not any(token.lower() in _roles() for token in names)
    )


def _untitled(name: str) -> str:
    return " ".join(token for token in name.split() if token not in _titles()) or name


def _body_name(body: str | None) -> str | None:
    if body is None:
        return None
    name = _named_part(body.partition(",")[0])
    while name and (name.split()[0] in _titles() or name.split()[0].lower() in (*_roles(), "of", "the", "for", "with")):
        name = name.partition(" ")[2]
    return name if _has_name(name) and not _has_role(name) else None


def _full(name: str, document_voices: Sequence[str]) -> str:
    """The latest of the document's voices of which this is a short form, or the name itself."""
    words = fold(name).split()
    initials = name if name.isupper() and 2 < len(name) <= 8 else None
    for voice in reversed(document_voices):
        of_voice = fold(voice).split()
        if "(document " in voice or not words:
            continue
        capitals = "".join(word[0] for word in voice.split() if word[0].isupper())
        if initials is not None and initials in (capitals, "".join(word[0] for word in of_voice).upper()):
            return voice
        if len(words) < len(of_voice) and set(words) <= set(of_voice) and words[-1] not in ("of", "for", "the"):
            return voice
    return name


def _ministry(plain: str) -> Voice | None:
    """A ministry by what it is for and whose it is: "Ministry of Health in Gaza" and "Gaza's health ministry" are one."""
    if "ministry" not in plain.lower() or _is_people(plain):
        return None
    spoken = _OWNED.sub("", _LEANING_LEAD.sub("", plain.split(",")[0]))
    for pattern in _MINISTRIES:
        found = pattern.match(spoken)
        if found is None:
            continue
        subject = found.group("subject").split()
        for size in (3, 2, 1):
            name = _ministries().get(" ".join(subject[-size:]).lower())
            if name is not None:
                country = _country(found.group("place") or " ".join([found.group("lead"), *subject[:-size]]))
                if country is None:
                    return Voice(f"{name} ministry", "government")
                return Voice(f"{name} ministry of {country}", "government", f"government of {country}")
    return None


_OWNED = re.compile(r"['’]s?\b|['’](?=\s)")
_LEANING_LEAD = re.compile(
    r"\b[\w.]+[-‐‑](?:based|backed|led|run|leaning|aligned|linked|held|controlled)\s+", re.IGNORECASE
)


@cache
def _ministries() -> dict[str, str]:
    return {form: name for name, forms in vocabulary("sources")["ministries"].items() for form in forms}


def _country(whose: str) -> str | None:
    """The country that an adjective or a name means; other names as they are, descriptions not."""
    tokens = [token for token in whose.split() if token[0].isupper()]
    if not tokens:
        return None
    name = " ".join(tokens)
    return _countries().get(fold(name), name)


@cache
def _countries() -> dict[str, str]:
    given = vocabulary("places")["countries"]
    names: dict[str, str] = {}
    for code, name in given["names"].items():
        for form in (name, *given["aliases"].get(code, ()), *given["demonyms"].get(code, ())):
            names[fold(form)] = name
    return names


def _kind(plain: str) -> VoiceKind:
    known = _known(plain)
    if known is not None:
        return known.kind
    spoken = f" {' '.join(_SPOKEN.findall(plain.lower()))} "
    return next((kind for word, kind in _kinds() if f" {word} " in spoken), "unknown")


@cache
def _kinds() -> tuple[tuple[str, VoiceKind], ...]:
    """The words that show a kind: several words together before single ones, else in the order of the vocabulary."""
    pairs = [(word, kind) for kind, words in vocabulary("sources")["kinds"].items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: -pair[0].count(" ")))

"""Evidence: the documents and their sentences, each sentence once with all that it was read as.

Takes a Record. Gives the documents by date with their sentences in text order. Promises that every claim of the record stands under its
own sentence, in the document's own words; only what runs on for thousands of characters between the words that were read is shortened.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from daftar.model import Claim, Document, Passage, Record
from daftar.publish.summary import Part
from daftar.publish.wording import said_words, voice_words

LONGEST = 600
GAP = " […] "
_CLAIM = re.compile(r"\bclaim ([0-9a-f]{32})\b")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; `role` is count, victims, voice, place, time or party where it was read as such."""

    text: str
    role: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the claims that it makes, by id. `start` and `end` are offsets into the document's text."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    claims: tuple[tuple[str, Claim], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document, by id, with its sentences."""

    key: str
    document: Document
    sentences: tuple[Sentence, ...]
    claims: int


def sources(record: Record) -> tuple[Source, ...]:
    """Every document, the undated last; sentences that make no claim are not shown."""
    held: dict[str, dict[tuple[int, int], list[tuple[str, Claim]]]] = {key: {} for key in record.documents}
    for key, claim in record.claims.items():
        spans = held.setdefault(claim.document, {})
        spans.setdefault((claim.sentence.start, claim.sentence.end), []).append((key, claim))
    found = (_source(record, key, spans) for key, spans in held.items() if key in record.documents)
    return tuple(sorted(found, key=lambda one: (str(one.document.published or "9999"), one.key)))


def pieces(claims: Sequence[Claim]) -> tuple[Piece, ...]:
    """The sentence of these claims, cut where their slots stand, so that a reader sees what was read as what."""
    sentence = claims[0].sentence
    start, text = sentence.start, sentence.quote
    slots = {
        (passage.start - start, passage.end - start): role
        for claim in reversed(claims)
        for role, passage in _slots(claim)
        if start <= passage.start < passage.end <= sentence.end
    }
    found: list[Piece] = []
    at = 0
    for left, right in sorted(slots, key=lambda span: (span[0], -span[1])):
        if left < at:
            continue
        found += [Piece(_shown(text[at:left]), None)] if left > at else []
        found.append(Piece(_shown(text[left:right]), slots[left, right]))
        at = right
    return (*found, Piece(_shown(text[at:]), None)) if at < len(text) else tuple(found)


def reason_parts(record: Record, reason: str) -> tuple[Part, ...]:
    """Why a claim is not counted, with the claims that the reason names in words, each leading to its sentence."""
    parts: list[Part] = []
    for index, stretch in enumerate(_CLAIM.split(reason)):
        claim = record.claims.get(stretch) if index % 2 else None
        if claim is not None:
            parts.append(Part(f"“{said_words(claim)}” ({voice_words(claim.voice)})", stretch))
        elif stretch:
            parts.append(Part(f"claim {stretch[:12]}" if index % 2 else stretch))
    return tuple(parts)


def _source(record: Record, key: str, spans: dict[tuple[int, int], list[tuple[str, Claim]]]) -> Source:
    sentences = tuple(
        Sentence(start, end, pieces([claim for _, claim in spans[start, end]]), tuple(spans[start, end]))
        for start, end in sorted(spans)
    )
    return Source(key, record.documents[key], sentences, sum(len(one.claims) for one in sentences))


def _slots(claim: Claim) -> Iterable[tuple[str, Passage]]:
    body = claim.body
    named = (
        ("count", getattr(body, "count_words", None)),
        ("victims", getattr(body, "victims", None)),
        ("party", getattr(body, "by", None)),
        ("party", getattr(body, "agent", None)),
        ("party", getattr(body, "patient", None)),
        ("party", getattr(body, "a", None)),
        ("party", getattr(body, "b", None)),
        ("voice", claim.said_by),
        ("place", claim.place),
        ("time", claim.time),
        *(("party", holder) for holder in getattr(body, "holders", ())),
    )
    return ((role, passage) for role, passage in named if passage is not None)


def _shown(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]}{GAP}{text[-LONGEST // 2 :]}"

"""Independence: which voices are one witness.

Takes the claims of one incident and their documents. Gives each claim's witness: a name that claims share when one of them
may only be repeating another. Three grounds: the same voice; the same text (most of a document's, or the very sentence); a
document that names another publisher as its source. Promises time linear in the length of the texts.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from heapq import nsmallest
from zlib import crc32

from daftar.model import Claim, Document, Harm
from daftar.reconcile.words import words_of

SHINGLE = 5
"""Words in a shingle: long enough that two writers seldom write the same one."""
SKETCH = 64
"""Shingles kept of a document: those with the smallest hashes, so that equal texts keep equal ones (Broder 1997)."""
COPIED = 0.5
"""Share of a sketch found in one earlier document from which a document is its copy."""
TELLING_WORDS = 8
"""Words from which an equal sentence is a copied one, and not just the shortest way to say it."""

_CREDIT = re.compile(
    r"\((?P<bracket>[^()\n]{2,60})\)|^(?:source|via|by|from)\s*:?\s+(?P<line>[^\n]{2,60}?)\s*\.?$|(?:reporting by|with material from)\s+(?P<tail>[^\n.]{2,60})",
    re.IGNORECASE | re.MULTILINE,
)
_ONE_OF_A_BODY = re.compile(
    r".+? (?:at|of|from|with|for) (?:the )?(?:[^\W\d_]+['’]s )?(?P<body>.+?) \(document [0-9a-f]{8}\)"
)
_EDGE = 300
"""Characters at the beginning and the end of a text in which a credit to another publisher is looked for."""


NAMELESS = "document "
"""With what the witness begins that is a document whose publisher is unknown."""


@dataclass(slots=True)
class Sources:
    """What is known of the documents of a case. `voices` is the voice of each publisher (its name case folded) when it
    speaks itself; `sketches` are made as they are needed and kept."""

    documents: Mapping[str, Document]
    voices: dict[str, str]
    sketches: dict[str, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> "Sources":
        """The sources of a case."""
        voices = {d.publisher.casefold(): d.publisher for d in documents.values() if d.publisher is not None}
        for claim in claims.values():
            document = documents.get(claim.document)
            if claim.said_by is None and claim.voice is not None and document is not None and document.publisher:
                name = document.publisher.casefold()
                voices[name] = min(voices[name], claim.voice) if voices[name] != document.publisher else claim.voice
        return cls(documents, voices)

    def own_voice(self, document: str) -> str:
        """The voice of a document that speaks itself: its publisher's, else its own."""
        known = self.documents.get(document)
        publisher = known.publisher if known is not None else None
        return self.voices[publisher.casefold()] if publisher else f"{NAMELESS}{document[:8]}"

    def sketch(self, document: str) -> frozenset[int]:
        """The shingles by which the document is told to be a copy; none where its text is not at hand or very short."""
        if document not in self.sketches:
            known = self.documents.get(document)
            self.sketches[document] = _sketch(known.text) if known is not None else frozenset()
        return self.sketches[document]


def find_witnesses(claims: Mapping[str, Claim], sources: Sources) -> dict[str, str]:
    """The witness of each claim of one incident."""
    told: dict[str, list[str]] = {}
    for name, claim in claims.items():
        told.setdefault(claim.document, []).append(name)
    bodies = {voice.casefold(): voice for voice in sorted({voice_of(c, sources.documents) for c in claims.values()})}
    if len(told) == 1:
        return _with_their_wholes({n: _speaker(c, sources.documents, bodies) for n, c in claims.items()}, claims)
    order = sorted(told, key=lambda document: (published(document, sources.documents), document))
    origins = _origins(order, sources)
    witnesses: dict[str, str] = {}
    sentences: dict[tuple[str, ...], str] = {}
    for document in order:
        for name in sorted(told[document], key=lambda one: (claims[one].number, one)):
            claim = claims[name]
            if claim.said_by is not None:  # a quoted voice stays itself, whoever relays it
                witnesses[name] = _speaker(claim, sources.documents, bodies)
                continue
            witness = origins.get(document) or voice_of(claim, sources.documents)
            words = tuple(words_of(claim.sentence.quote))
            witnesses[name] = sentences.setdefault(words, witness) if len(words) >= TELLING_WORDS else witness
    return _with_their_wholes(witnesses, claims)


def _speaker(claim: Claim, documents: Mapping[str, Document], bodies: Mapping[str, str]) -> str:
    """The claim's voice, or the body, heard itself, of whose people an unnamed voice is ("a doctor at the hospital")."""
    voice = voice_of(claim, documents)
    found = _ONE_OF_A_BODY.match(voice)
    return bodies.get(found["body"].casefold(), voice) if found is not None else voice


def _with_their_wholes(witnesses: dict[str, str], claims: Mapping[str, Claim]) -> dict[str, str]:
    """Who tells that some of the wounded died speaks on the word of whoever counted the wounded."""
    by_number = {(claim.document, claim.number): name for name, claim in claims.items()}
    for name, claim in claims.items():
        if isinstance(claim.body, Harm) and claim.body.part_of is not None:
            whole = by_number.get((claim.document, claim.body.part_of))
            body = claims[whole].body if whole is not None else None
            if (
                whole is not None
                and isinstance(body, Harm)
                and (claim.body.outcome, body.outcome) == ("killed", "injured")
            ):
                witnesses[name] = witnesses[whole]
    return witnesses


def voice_of(claim: Claim, documents: Mapping[str, Document]) -> str:
    """Whose word the claim is: its voice, else who published the document, else the document itself."""
    if claim.voice is not None:
        return claim.voice
    if claim.said_by is not None:
        return claim.said_by.quote
    document = documents.get(claim.document)
    publisher = document.publisher if document is not None else None
    return publisher or f"{NAMELESS}{claim.document[:8]}"


def published(document: str, documents: Mapping[str, Document]) -> date:
    """The day of publication; a document without one counts as the earliest, so that it never supersedes a dated one."""
    known = documents.get(document)
    return known.published if known is not None and known.published is not None else date.min


def _origins(order: Iterable[str], sources: Sources) -> dict[str, str]:
    """Whose word a copied or credited document is, by document id; documents that are their own are absent."""
    origins: dict[str, str] = {}
    owner: dict[int, str] = {}
    for document in order:
        sketch = sources.sketch(document)
        copied = Counter(owner[shingle] for shingle in sketch if shingle in owner)
        source, shared = max(copied.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        credited = _credited(document, sources)
        if sketch and shared >= COPIED * len(sketch):
            origins[document] = origins.get(source) or sources.own_voice(source)
        elif credited is not None:
            origins[document] = credited
        for shingle in sketch:
            owner.setdefault(shingle, document)
    return origins


def _sketch(text: str) -> frozenset[int]:
    words = words_of(text)
    if len(words) < TELLING_WORDS:
        return frozenset()
    spans = range(len(words) - SHINGLE + 1)
    return frozenset(nsmallest(SKETCH, {crc32(" ".join(words[at : at + SHINGLE]).encode()) for at in spans}))


def _credited(document: str, sources: Sources) -> str | None:
    known = sources.documents.get(document)
    if known is None:
        return None
    own = known.publisher.casefold() if known.publisher else None
    for edge in (known.text[:_EDGE], known.text[-_EDGE:]):
        for match in _CREDIT.finditer(edge):
            said = next(part for part in match.groups() if part is not None).strip().casefold()
            if said in sources.voices and said != own:
                return sources.voices[said]
    return None

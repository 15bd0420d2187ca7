"""Booking: what the model said of one piece as claims, each held against the document first.

Takes the Said of one answer. Gives Booked claims and, for whatever does not hold, Troubles with their spans. Promises that each string of a
booked claim stands in the document, that each number was computed from the document's words, that a part belongs to a harm that may
hold it, and that one claim that fails costs only itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from daftar.model import Access, Claim, Control, Count, Event, Harm, Passage, Relation
from daftar.model.claim import Body
from daftar.model.vocabulary import (
    AccessStatus,
    ControlStatus,
    EventType,
    Means,
    Modality,
    Outcome,
    RelationType,
    Scope,
    Status,
)  # fmt: skip
from daftar.reading.endpoint.bounds import UNSPOKEN, Numbers, count_of, is_group
from daftar.reading.endpoint.pieces import Piece, Span
from daftar.reading.endpoint.quotations import (
    find_evidence,
    find_pair,
    find_phrase,
    find_shown,
    find_within,
    is_pronoun,
)
from daftar.reading.endpoint.slots import SLOTS, Said
from daftar.reading.endpoint.troubles import Trouble
from daftar.reading.language.sentences import Text

_NAMED = frozenset(["said_by", "by", "agent", "patient", "holders", "a", "b"])
"""Slots that name somebody: a pronoun names nobody."""

Told = tuple[Span, Trouble]


@dataclass(frozen=True, slots=True)
class Booked:
    """A claim, not yet numbered, and the one of which it is a part: its index among the objects of the same answer."""

    claim: Claim
    whole: int | None


@dataclass(frozen=True, slots=True)
class Pages:
    """The document as the model was asked about it: its text, its numbers, the piece."""

    text: Text
    numbers: Numbers
    piece: Piece


def book_claims(pages: Pages, said: Sequence[Said | Trouble]) -> tuple[dict[int, Booked], tuple[Told, ...]]:
    """The claims that hold, by their index in the answer, and what is wrong with the others. Said twice is booked once."""
    told: list[Told] = []
    notes: dict[int, list[Told]] = {}
    claims: dict[int, Claim] = {}
    for index, one in enumerate(said):
        notes[index] = []
        claim = (pages.piece.span, one) if isinstance(one, Trouble) else _claim(pages, one, notes[index])
        if isinstance(claim, Claim):
            claims[index] = claim
        else:
            told.append(claim)
    declared = {
        index: one.numbers["part_of"] for index, one in enumerate(said) if isinstance(one, Said) and one.kind == "harm"
    }
    booked: dict[int, Booked] = {}
    for index, claim in claims.items():
        if (why := _no_part(index, claims, declared)) is not None:
            told.append((_span(claim.sentence), Trouble("endpoint.part", why)))
        else:
            booked[index] = Booked(claim, declared.get(index))
            told += notes[index]
    return _joined(booked, declared, told), tuple(told)


def _claim(pages: Pages, said: Said, notes: list[Told]) -> Claim | Told:
    """The claim with every quotation found, or why not; `notes` gets what is wrong with a claim that may be booked all the same."""
    evidence = find_evidence(pages.text, pages.piece, said.words["sentence"] or "")
    if isinstance(evidence, Trouble):
        return pages.piece.span, evidence
    found: dict[str, Passage] = {}
    lists: dict[str, tuple[Passage, ...]] = {}
    for slot, shape in SLOTS[said.kind].items():
        if slot in ("sentence", "count_text") or isinstance(shape, tuple):
            continue
        words = said.lists.get(slot, ()) if shape == "phrases" else (said.words.get(slot),)
        passages = [_phrase(pages, evidence, slot, each) for each in words if each is not None]
        if trouble := next((each for each in passages if isinstance(each, Trouble)), None):
            return _span(evidence), trouble
        lists[slot] = tuple(each for each in passages if isinstance(each, Passage))
        if shape != "phrases" and lists[slot]:
            found[slot] = lists[slot][0]
    body = _harm(pages, evidence, said, found, notes) if said.kind == "harm" else _body(said, found, lists)
    if isinstance(body, Trouble):
        return _span(evidence), body
    modality = cast(Modality, said.words["modality"])
    return Claim("", 0, evidence, body, found.get("said_by"), modality, found.get("place"), found.get("when"))


def _phrase(pages: Pages, evidence: Passage, slot: str, words: str) -> Passage | Trouble:
    found = find_phrase(pages.text, pages.piece, evidence, words)
    if found is None:
        return Trouble("endpoint.quote", f"{slot} “{words}”")
    if slot in _NAMED and is_pronoun(pages.text, found):
        return Trouble("endpoint.pronoun", f"{slot} “{words}”")
    return found


def _body(said: Said, found: Mapping[str, Passage], lists: Mapping[str, tuple[Passage, ...]]) -> Body:
    words = said.words
    match said.kind:
        case "event":
            return Event(cast(EventType, words["type"]), found.get("agent"), found.get("patient"))
        case "control":
            return Control(cast(ControlStatus, words["status"]), lists["holders"])
        case "access":
            status = cast(AccessStatus, words["status"])
            return Access(status, found.get("by"), found.get("route"), lists["goods"])
        case _:
            return Relation(cast(RelationType, words["type"]), found["a"], found["b"])


def _harm(pages: Pages, evidence: Passage, said: Said, found: dict[str, Passage], notes: list[Told]) -> Harm | Trouble:
    words = said.words["count_text"]
    if words is None and "victims" not in found:
        return Trouble("endpoint.nobody")
    given = (said.numbers["low"], said.numbers["high"])
    number, count = None, Count()
    if words is None and given in UNSPOKEN:
        count = Count(*given)
    elif words is None:
        notes.append((_span(evidence), Trouble("endpoint.uncounted", f"no words, but {_shown(given)}")))
    else:
        counted = _counted(pages, evidence, words, said.words["victims"], found)
        if isinstance(counted, Trouble):
            return counted
        number, count = counted
        if (count.low, count.high) != given and count.known:
            notes.append((_span(evidence), Trouble("endpoint.bounds", f"“{words}”, {count}, not {_shown(given)}")))
        elif not count.known and given != (None, None):
            notes.append((_span(evidence), Trouble("endpoint.uncounted", f"“{words}”")))
    return Harm(
        outcome=cast(Outcome, said.words["outcome"]),
        count_words=number,
        count=count,
        victims=found.get("victims"),
        status=cast(Status, said.words["status"]),
        by=found.get("by"),
        means=cast(Means, said.words["means"]),
        scope=cast(Scope, said.words["scope"]),
    )


def _counted(
    pages: Pages, evidence: Passage, words: str, victims: str | None, found: dict[str, Passage]
) -> tuple[Passage, Count] | Trouble:
    """The number phrase and its count; where it stands there more than once, the one beside the victims."""
    inside = find_within(pages.text, evidence, words)
    places = inside or find_shown(pages.text, pages.piece, words)
    if not places:
        return Trouble("endpoint.quote", f"count_text “{words}”")
    if victims is not None:
        beside = find_within(pages.text, evidence, victims) if inside else find_shown(pages.text, pages.piece, victims)
        pair = find_pair(places, beside)
        if pair is not None:
            places, found["victims"] = (pair[0],), pair[1]
    read = [count_of(pages.numbers, place) for place in places]
    if len({each and each[1] for each in read}) > 1:
        return Trouble("endpoint.ambiguous", f"count_text “{words}”")
    if read[0] is None or is_group(places[0], found.get("victims")):
        return places[0], Count()
    return pages.text.passage(*read[0][0]), read[0][1]


def _no_part(index: int, claims: Mapping[int, Claim], declared: Mapping[int, int | None]) -> str | None:
    """Why the claim cannot be a part of what it says; None where it can."""
    whole = declared.get(index)
    if whole is None:
        return None
    if whole not in declared:
        return f"number {whole} is no harm of this answer"
    if index in _wholes(index, declared):
        return "it would be a part of itself"
    part, of = claims[index].body, claims[whole].body if whole in claims else None
    if isinstance(part, Harm) and isinstance(of, Harm) and _exceeds(part.count, of.count):
        return f"{part.count} are more than {of.count}"
    return None


def _exceeds(part: Count, whole: Count) -> bool:
    return part.low is not None and whole.high is not None and part.low > whole.high


def _wholes(index: int, declared: Mapping[int, int | None]) -> Iterator[int]:
    """The claim's whole, that one's whole and so on, each once."""
    seen: set[int] = set()
    whole = declared.get(index)
    while whole is not None and whole in declared and whole not in seen:  # an event has no parts
        yield whole
        seen.add(whole)
        whole = declared.get(whole)


def _joined(booked: dict[int, Booked], declared: Mapping[int, int | None], told: list[Told]) -> dict[int, Booked]:
    """The same without repetitions, each part pointing to the nearest whole that is booked."""
    first: dict[Booked, int] = {}
    same = {index: first.setdefault(one, index) for index, one in booked.items()}
    joined: dict[int, Booked] = {}
    for one, index in first.items():
        if one.whole is not None and one.whole not in booked:
            told.append((_span(one.claim.sentence), Trouble("endpoint.whole")))
        whole = next((same[each] for each in _wholes(index, declared) if each in booked), None)
        joined[index] = replace(one, whole=whole)
    return joined


def _span(passage: Passage) -> Span:
    return passage.start, passage.end


def _shown(given: tuple[int | None, int | None]) -> str:
    low, high = ("open" if end is None else str(end) for end in given)
    return f"{low} to {high}"

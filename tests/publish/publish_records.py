"""Invented records of any size, made without reading: so that a test of the page does not test the reader."""

from datetime import date, timedelta

from daftar.model import (
    Access,
    Capture,
    Claim,
    Control,
    Count,
    Document,
    Event,
    Figure,
    Finding,
    Gap,
    Harm,
    Incident,
    Left,
    Passage,
    Record,
    Relation,
    State,
    When,
    Where,
)
from daftar.model.identity import record_id
from daftar.model.vocabulary import EventType

FIRST = date(2031, 3, 1)
TURNS: tuple[EventType, ...] = ("talks", "talks_collapse", "agreement", "evacuation")
EMPTY = Record("empty", None, {}, {}, {}, (), (), (), ())


def invented_record(size: int, *, name: str = "invented", words: str = "Orland", url: str | None = None) -> Record:
    """`size` incidents of four claims each, some totals, states and expectations; `words` stand in every name and text."""
    documents: dict[str, Document] = {}
    claims: dict[str, Claim] = {}
    incidents: list[Incident] = []
    states: list[State] = []
    for n in range(size):
        document, made = _document(n, words, url), []
        documents[document.id] = document
        for number, body in enumerate(_bodies(document, n)):
            made.append(_claim(document, number, body, n, words))
        keys = [record_id(claim) for claim in made]
        claims |= zip(keys, made, strict=True)
        incidents.append(_incident(n, document, keys, made[0], words))
        states += _states(made, keys, words) if n % 3 == 0 else []
    finding = Finding("text.empty", f"{words}.txt", f"{words} holds no text.", "Look at the file.")
    gaps = tuple(
        Gap(one.id, "killed", None, Count(9, 9), Count(0, 4), (), 5, f"{words} says 9; the record holds 4")
        for one in incidents
        if one.scope == "total"
    )
    captures = {
        key: (Capture(key, f"/somewhere/{words}.txt", "2031-04-01T10:00:00Z", None, "row 2"),) for key in documents
    }
    return Record(
        name, "2031-04-01T10:00:00.5Z", documents, captures, claims, tuple(incidents), gaps, tuple(states), (finding,)
    )  # fmt: skip


def _document(n: int, words: str, url: str | None) -> Document:
    text = f"Report {n}: {words} says 14 people, three of them children, were hit in {words} on Tuesday, by {words}."
    return Document(f"{n:064x}"[::-1], text, words, words, FIRST + timedelta(days=n % 20 + 1), url, "en")


def _bodies(document: Document, n: int) -> list[Harm | Event | Control | Access | Relation]:
    fourteen = _span(document, "14")
    named = _span(document, document.publisher or "")
    whole = Harm("killed", fourteen, Count(n % 40 + 2, n % 40 + 4), _span(document, "people"), by=named)
    part = Harm("killed", _span(document, "three"), Count(3, 3), _span(document, "children"), "civilian", part_of=0)
    others: list[Harm | Event | Control | Access | Relation] = [
        Control("besieged", (named,)), Access("cut", named, named, (named,)), Relation("supports", named, _span(document, "14")),
        Event(TURNS[n % 4], named), Harm("injured", fourteen, Count(None, 14)),
    ]  # fmt: skip
    act = Event("shelling" if n % 2 else TURNS[n % 8 // 2], named, named)
    return [whole, part, act, others[n % 5]]


def _claim(
    document: Document, number: int, body: Harm | Event | Control | Access | Relation, n: int, words: str
) -> Claim:
    modality = ("asserted", "asserted", "denied" if n % 7 == 1 else "asserted", "feared" if n % 4 == 1 else "asserted")[
        number
    ]
    voice = _span(document, words) if n % 2 else None
    day = FIRST + timedelta(days=n % 20)
    where = Where(
        f"{words} {n % 30}", words, 20 + n % 30 * 0.01, 30 + n % 7 * 0.01, precision=n % 7 + 1, inferred=n % 3 == 0
    )
    return Claim(
        document.id, number, Passage.of(document.text, 0, len(document.text)), body, voice, modality, _span(document, words),
        _span(document, "on Tuesday"), where, When.between(day, day, inferred=n % 2 == 0),
        f"{words} {n % 25}" if n % 4 else f"a doctor in {words} (document {document.id[:8]})",
        confidence=(None, 0.33, 0.94)[n % 3], sure=((), (("means", 0.5), ("said_by", 0.6)), (("place", 0.9),))[n % 3], made_by=("made.rules.v1",),
    )  # fmt: skip


def _incident(n: int, document: Document, keys: list[str], claim: Claim, words: str) -> Incident:
    body = claim.body
    assert isinstance(body, Harm)
    killed = Figure(
        "killed", None, body.count.low, None if n % 6 == 0 else body.count.high, body.count.low, "figure.range.v2",
        str(document.published), (keys[0],), (claim.voice or "",), (Left(keys[1], f"part of claim {keys[0]}"),),
    )  # fmt: skip
    return Incident(
        f"{n:032x}", "total" if n % 10 == 9 else "incident", tuple(keys), (document.id,), "shelling", claim.when,
        claim.where if n % 5 else None, (words, f"{words} too"), (killed,) if n % 8 else (),
        ("weak", "fair", "confirmed", "contested", "discounted")[n % 5], n % 2 == 0, (f"{words} (cc7066f0): same place",),
    )  # fmt: skip


def _states(made: list[Claim], keys: list[str], words: str) -> list[State]:
    claim, key = made[3], keys[3]
    shared = (claim.modality, claim.when, claim.where, words, (words,), (words,), (key,))
    return [
        State("control", "besieged", f"{words} {claim.number}", (words,), *shared),
        State("access", "cut", f"{words} east", (), *shared),
        State("relation", "supports", f"{words} {key[:4]}", (f"{words} {key[4:6]}",), *shared),
        State("relation", "opposes", words, (f"{words} {key[:4]}",), *shared),
    ]


def _span(document: Document, words: str) -> Passage:
    start = document.text.index(words)
    return Passage.of(document.text, start, start + len(words))

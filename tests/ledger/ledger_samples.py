"""Invented records for the tests of the ledger."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from daftar.ledger import Booked
from daftar.model import (
    Access,
    Capture,
    Claim,
    Control,
    Count,
    Decision,
    Document,
    Event,
    Finding,
    Harm,
    Passage,
    Reading,
    Relation,
    When,
    Where,
)
from daftar.model.identity import record_id

STEPS = ("harm.rules.v1",)


def document(number: int = 0, text: str | None = None) -> Document:
    text = (
        text
        or f"The health office of Tell Asmar said that {number + 2} civilians were killed in the shelling of ward {number}."
    )
    return Document(
        hashlib.sha256(text.encode()).hexdigest(), text, title=f"Report {number}", published=date(2031, 3, 1)
    )


def passage(source: Document, words: str) -> Passage:
    start = source.text.index(words)
    return Passage.of(source.text, start, start + len(words))


def claim(source: Document, number: int = 0) -> Claim:
    return Claim(
        source.id,
        number,
        Passage.of(source.text, 0, len(source.text)),
        Harm(
            "killed",
            victims=passage(source, "civilians"),
            count=Count(2 + number, None),
            status="civilian",
            means="shelling",
        ),
        said_by=passage(source, "The health office of Tell Asmar"),
        place=passage(source, "Tell Asmar"),
        where=Where("Tell Asmar", "Tell Asmar", 33.5, 44.75, 1),
        when=When(date(2031, 2, 28), date(2031, 2, 28), 1),
        made_by=STEPS,
    )


def report(number: int = 0, claims: int = 2, steps: tuple[str, ...] = STEPS) -> tuple[Booked, ...]:
    """All that is booked of one document: itself, its capture, its claims, its reading."""
    source = document(number)
    read = tuple(claim(source, place) for place in range(claims))
    reading = Reading(source.id, steps, tuple(record_id(one) for one in read))
    return (source, Capture(source.id, f"reports/{number}.txt", "2031-03-02T08:00:00Z"), *read, reading)


def finding(number: int = 0) -> Finding:
    return Finding(
        "pdf.encrypted", f"reports/{number}.pdf", "The file is locked with a password.", "Unlock it and read it again."
    )


def clock(start: str = "2031-03-02T08:00:00+00:00", step: float = 1.0) -> Callable[[], datetime]:
    """A clock that goes on by `step` seconds each time that it is asked."""
    moment = datetime.fromisoformat(start).astimezone(UTC)

    def tick() -> datetime:
        nonlocal moment
        moment += timedelta(seconds=step)
        return moment

    return tick


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
names = st.none() | texts
days = st.none() | st.dates()
passages = st.builds(lambda quote, start: Passage(start, start + len(quote), quote), texts, st.integers(0, 1000))
maybe = st.none() | passages
bodies = st.one_of(
    st.builds(Harm, st.just("killed"), maybe, st.builds(Count, st.none() | st.integers(0, 9), st.none()), maybe),
    st.builds(Event, st.just("airstrike"), maybe, maybe),
    st.builds(Control, st.just("besieged"), st.lists(passages, max_size=2).map(tuple)),
    st.builds(Access, st.just("cut"), maybe, maybe, st.lists(passages, max_size=2).map(tuple)),
    st.builds(Relation, st.just("supports"), passages, passages),
)
documents = st.builds(
    lambda text, title, day: Document(hashlib.sha256(text.encode()).hexdigest(), text, title, published=day),
    texts, names, days,
)  # fmt: skip
wheres = st.builds(Where, texts, texts, st.just(1.5), st.floats(-180, 180), st.integers(1, 7), inferred=st.booleans())
findings = st.builds(Finding, texts, texts, texts, texts)


def claims_of(source: Document) -> st.SearchStrategy[Claim]:
    return st.builds(
        Claim, st.just(source.id), st.integers(0, 9), passages, bodies, said_by=maybe, where=st.none() | wheres,
        voice=names, confidence=st.none() | st.floats(0, 1), sure=st.lists(st.tuples(texts, st.floats(0, 1)), max_size=3).map(tuple),
    )  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> tuple[Booked, ...]:
    """Documents of different bytes, and records that stand on these alone."""
    held = draw(st.lists(documents, min_size=1, max_size=3, unique_by=lambda one: one.id))
    standing = st.sampled_from(held).flatmap(
        lambda source: claims_of(source) | st.builds(Capture, st.just(source.id), texts, texts, names, names)
    )
    return tuple(held + draw(st.lists(standing | findings, max_size=8)))


def assignment(claims: tuple[str, ...], incident: str | None = None, reason: str = "same place, same day") -> Decision:
    return Decision("assign" if incident else "found", claims, "reconcile.v1", reason, incident)

"""Equal records have equal text; records come back as they were."""

import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from daftar.model import (
    Access,
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
from daftar.model.identity import canonical, decoded, digest, encoded, record_id, written

words = st.text(min_size=1, max_size=12)
passages = st.builds(lambda start, quote: Passage(start, start + len(quote), quote), st.integers(0, 10_000), words)
bounds = st.none() | st.integers(0, 10_000)
counts = st.tuples(bounds, bounds).map(lambda ends: Count(*sorted(ends)) if None not in ends else Count(*ends))
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
whens = st.tuples(days, days, st.integers(1, 5), st.booleans()).map(lambda t: When(min(t[:2]), max(t[:2]), t[2], t[3]))
wheres = st.builds(Where, words, words, st.floats(-90, 90), st.floats(-180, 180), st.integers(1, 7))
bodies = (
    st.builds(Harm, st.sampled_from(["killed", "injured"]), st.none() | passages, counts, st.none() | passages)
    | st.builds(Event, st.sampled_from(["attack", "talks"]), st.none() | passages, st.none() | passages)
    | st.builds(Control, st.just("divided"), st.lists(passages, max_size=2).map(tuple))
    | st.builds(
        Access, st.just("cut"), st.none() | passages, st.none() | passages, st.lists(passages, max_size=3).map(tuple)
    )
    | st.builds(Relation, st.just("supports"), passages, passages)
)
claims = st.builds(
    Claim,
    document=words,
    number=st.integers(0, 99),
    sentence=passages,
    body=bodies,
    said_by=st.none() | passages,
    where=st.none() | wheres,
    when=st.none() | whens,
    voice=st.none() | words,
    confidence=st.none() | st.floats(0, 1),
    sure=st.lists(st.tuples(words, st.floats(0, 1)), max_size=2).map(tuple),
    made_by=st.lists(words, max_size=2).map(tuple),
)


@given(claims)
def test_a_claim_comes_back_as_it_was(claim: Claim) -> None:
    text = canonical(encoded(claim))
    assert decoded(Claim, json.loads(text)) == claim
    assert record_id(decoded(Claim, json.loads(text))) == record_id(claim)


def test_every_noun_of_the_ledger_comes_back() -> None:
    records = (
        Document("a" * 64, "text", published=date(2021, 3, 1)),
        Reading("a" * 64, ("step.v1",), ("b", "c")),
        Decision("found", ("b",), "daftar:cluster.v1", "alone"),
        Finding("file.empty", "x.txt", "It is empty.", "Send another."),
    )
    for record in records:
        assert decoded(type(record), encoded(record)) == record


def test_a_claim_written_before_slots_had_a_certainty_keeps_its_bytes() -> None:
    text = (
        '{"body":{"count":{"high":3,"low":3},"kind":"harm","means":"unknown","outcome":"killed","scope":"incident","status":"unknown"},'
        '"document":"d","made_by":[],"modality":"asserted","number":0,"sentence":{"end":1,"quote":"x","start":0}}'
    )
    claim = decoded(Claim, json.loads(text))
    assert claim.sure == () and claim.confidence is None
    assert canonical(encoded(claim)) == written(claim) == text
    assert record_id(claim) == digest(json.loads(text))[:32]
    surer = replace(claim, confidence=0.5, sure=(("count", 0.25), ("said_by", 1.0)))
    assert '"sure":[["count",0.25],["said_by",1.0]]' in written(surer)
    assert decoded(Claim, json.loads(written(surer))) == surer


def test_a_claim_is_unsure_only_where_its_confidence_is_known_and_below_a_half() -> None:
    claim = Claim("d", 0, Passage(0, 1, "x"), Harm("killed"))
    assert [replace(claim, confidence=share).unsure for share in (None, 0.0, 0.49, 0.5, 1.0)] == [
        False, True, True, False, False,
    ]  # fmt: skip


def test_one_changed_value_changes_the_id() -> None:
    claim = Claim("d", 0, Passage(0, 1, "x"), Harm("killed", count=Count(3, 3)))
    other = Claim("d", 0, Passage(0, 1, "x"), Harm("killed", count=Count(3, None)))
    assert record_id(claim) != record_id(other)


def test_order_of_keys_does_not_matter() -> None:
    assert digest({"b": 1, "a": [1, 2]}) == digest({"a": [1, 2], "b": 1})
    assert digest({"a": [2, 1]}) != digest({"a": [1, 2]})

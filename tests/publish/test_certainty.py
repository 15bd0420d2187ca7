"""How sure a reading is, and what a person should look at first."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daftar.model import Claim, Harm, Passage
from daftar.publish.certainty import certainty, least_certain, weakest_slot
from daftar.publish.exchange import codebook_slots

CLAIM = Claim("d" * 64, 0, Passage(0, 1, "x"), Harm("killed"))
shares = st.floats(0, 1)
slots = st.sampled_from(["said_by", "victims", "place", "means", "route"])
sures = st.dictionaries(slots, shares).map(lambda told: tuple(told.items()))
claims = st.builds(lambda share, sure: replace(CLAIM, confidence=share, sure=sure), st.none() | shares, sures)


def told(confidence: float | None, **sure: float) -> Claim:
    return replace(CLAIM, confidence=confidence, sure=tuple(sure.items()))


@pytest.mark.parametrize(
    ("claim", "in_all", "weakest"),
    [
        (told(0.9), 0.9, None),
        (told(0.9, victims=0.8, said_by=0.5), 0.45, ("said_by", 0.5)),
        (told(0.9, means=0.4, said_by=0.6), 0.54, ("said_by", 0.6)),
        (told(0.9, means=0.1, said_by=0.6), 0.495, ("means", 0.1)),
        (told(None, said_by=0.5), None, ("said_by", 0.5)),
        (told(0.0, said_by=0.5), 0.0, ("said_by", 0.5)),
    ],
)
def test_a_claim_is_as_sure_as_itself_and_its_weakest_slot(
    claim: Claim, in_all: float | None, weakest: tuple[str, float] | None
) -> None:
    assert weakest_slot(claim) == weakest
    assert certainty(claim) == (None if in_all is None else pytest.approx(in_all))


def test_the_least_certain_come_first_and_the_unknown_last_in_the_order_given() -> None:
    held = {
        "unknown": told(None), "sure": told(0.9, place=0.9), "nothing": told(0.0), "slot": told(0.9, place=0.3),
        "claim": told(0.3, place=0.95), "unknown too": told(None, place=0.1), "sure too": told(0.9, place=0.9),
    }  # fmt: skip
    order = ["nothing", "slot", "claim", "sure", "sure too", "unknown", "unknown too"]
    assert [key for key, _ in least_certain(held.items())] == order
    assert [key for key, _ in least_certain(iter(held.items()), 6)] == order[:6]


@given(st.lists(claims), st.integers(1, 5))
def test_a_limit_gives_the_beginning_of_the_same_order(given: list[Claim], limit: int) -> None:
    named = [(str(number), claim) for number, claim in enumerate(given)]
    assert least_certain(iter(named), limit) == least_certain(named)[:limit]


@given(claims, slots, shares)
def test_no_more_doubt_in_a_slot_makes_a_claim_surer(claim: Claim, slot: str, share: float) -> None:
    sure = dict(claim.sure)
    doubted = replace(claim, sure=tuple((sure | {slot: min(share, sure.get(slot, 1.0))}).items()))
    assert (certainty(doubted) or 0.0) <= (certainty(claim) or 0.0)


def test_the_slots_of_the_codebook_tell_a_confidence_only_where_it_is_known() -> None:
    slots = codebook_slots(told(0.25, said_by=0.5))
    assert slots.pop("confidence") == 0.25 and slots == codebook_slots(told(None, said_by=0.5))

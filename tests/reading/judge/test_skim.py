"""Skimming blanks what need not be read, and keeps every offset."""

from hypothesis import given
from hypothesis import strategies as st

from daftar.reading.judge.skim import NEAR, skimmed, weight

SIGNS = {"shelled": 4.0, "killed": 4.0, "rebels": 2.0, "village": 1.5}
PLAIN = [f"The council of Dorn met on budget item {number} and sat down to eat." for number in range(12)]


def test_a_text_without_signs_is_blank() -> None:
    text = " ".join(PLAIN)
    assert skimmed(text, SIGNS, 4.0).strip() == ""


def test_what_stands_near_a_sign_is_read_and_nothing_else() -> None:
    text = " ".join([*PLAIN[:6], "Rebels shelled the village.", *PLAIN[6:]])
    read = skimmed(text, SIGNS, 4.0)
    assert len(read) == len(text)
    assert all(sentence in read for sentence in PLAIN[6 - NEAR : 6 + NEAR])
    assert all(sentence not in read for sentence in (*PLAIN[: 6 - NEAR], *PLAIN[6 + NEAR :]))


def test_a_text_of_which_half_tells_is_left_whole() -> None:
    """A voice named ten sentences before may speak still."""
    text = " ".join([*PLAIN[:4], "Rebels shelled the village. Nine were killed."])
    assert skimmed(text, SIGNS, 4.0) == text


def test_the_strongest_word_counts_whole_and_three_more_by_half() -> None:
    assert weight("Rebels shelled the VILLAGE", SIGNS) == 4.0 + (2.0 + 1.5) / 2
    assert weight("nothing here", SIGNS) == 0.0
    assert weight("", SIGNS) == 0.0


def test_an_abbreviation_ends_no_sentence() -> None:
    text = " ".join([*PLAIN[:6], "The rebels of Gen. Orso shelled the village on Sept. 9.", *PLAIN[6:]])
    assert "The rebels of Gen. Orso shelled the village on Sept. 9." in skimmed(text, SIGNS, 4.0)


@given(st.text(alphabet="ab .\n!?“”", max_size=200))
def test_offsets_hold_whatever_the_text(text: str) -> None:
    read = skimmed(text, {"ab": 5.0}, 4.0)
    assert len(read) == len(text)
    assert all(one in (other, " ") for one, other in zip(read, text, strict=True))

"""Values refuse what cannot be."""

from datetime import date

import pytest

from daftar.model import Count, Passage, When, Where
from daftar.model.count import add_up


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(), "unknown"),
        (Count(14, 14), "14"),
        (Count(300, None), "300 or more"),
        (Count(None, 20), "up to 20"),
        (Count(9, 17), "9 to 17"),
        (Count(1200, 1200), "1,200"),
    ],
)
def test_a_count_reads_as_it_is_said(count: Count, words: str) -> None:
    assert str(count) == words


@pytest.mark.parametrize(
    ("counts", "together"),
    [
        ([Count(2, 2), Count(3, 5)], Count(5, 7)),
        ([Count(13, 13), Count(18, None)], Count(31, None)),
        ([Count(4, 4), Count(None, 10)], Count(4, 14)),
        ([Count(None, 10), Count(None, 5)], Count(None, 15)),
        ([Count()], Count()),
    ],
)
def test_counts_add_up_and_unknown_is_not_zero(counts: list[Count], together: Count) -> None:
    assert add_up(counts) == together


def test_impossible_values_are_refused() -> None:
    with pytest.raises(ValueError, match="exceeds"):
        Count(5, 4)
    with pytest.raises(ValueError, match="negative"):
        Count(-1, 4)
    with pytest.raises(ValueError, match="before it starts"):
        When(date(2021, 3, 2), date(2021, 3, 1))
    with pytest.raises(ValueError, match="not on the earth"):
        Where("x", "x", 91.0, 0.0)
    with pytest.raises(ValueError, match="without a longitude"):
        Where("x", "x", 9.0, None)
    with pytest.raises(ValueError, match="cannot quote"):
        Passage(0, 4, "abc")


def test_the_length_of_a_time_gives_its_precision() -> None:
    day = date(2021, 3, 1)
    lengths = {1: 1, 2: 2, 6: 2, 7: 3, 8: 3, 28: 4, 31: 4, 60: 5}
    assert {n: When.between(day, date.fromordinal(day.toordinal() + n - 1)).precision for n in lengths} == lengths
    assert When.between(day, None).precision == 5

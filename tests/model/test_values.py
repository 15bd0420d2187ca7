"""Values refuse what cannot be."""

from datetime import date

import pytest

from daftar.model import Count, Passage, When, Where


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

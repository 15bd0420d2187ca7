"""Dates as documents state them."""

from datetime import date

import pytest

from daftar.intake.dates import dated_line, stated_date


@pytest.mark.parametrize(
    "words",
    [
        "2031-05-03", "2031/05/03", "2031-05-03T23:59:59+03:00", "2031-05-03 10:00:00", "20310503", "20310503101500", "3 May 2031",
        "Sat, 03 May 2031 22:00:00 GMT", "Saturday, May 3, 2031", "May 3rd, 2031", "3.5.2031", "03-May-2031", "3rd of May 2031, 10:00",
    ],
)  # fmt: skip
def test_one_day_in_many_forms(words):
    assert stated_date(words) == date(2031, 5, 3)


@pytest.mark.parametrize(
    "words",
    [
        "",
        None,
        "yesterday",
        "03/04/2031",
        "2031",
        "May 2031",
        "31 June 2031",
        "2031-13-01",
        "1700000000",
        "3 days",
        "12345678",
    ],
)
def test_what_states_no_day(words):
    assert stated_date(words) is None


def test_a_day_above_twelve_can_be_nothing_else():
    assert stated_date("13/4/2031") == stated_date("4/13/2031") == date(2031, 4, 13)


def test_only_a_line_that_is_a_date_is_a_dated_line():
    assert dated_line("Published: 3 May 2031") == date(2031, 5, 3)
    assert dated_line("On 3 May 2031 five were killed.") is None
    assert dated_line("3 May 2031 five were killed") is None

"""Times are grounded by the rules of the codebook, and nothing is guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daftar.ground.calendar import days_told, ground_time, tense_at, timex, timexes, told_before
from daftar.ground.days import easter, hijri, weekday_of_month
from daftar.model import Passage, When

THURSDAY = date(2016, 10, 6)


def days(words: str, published: date | None = THURSDAY, **context: object) -> str:
    return str(ground_time(words, published, **context))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("For four years", "2012-10-06 to 2016-10-06"),
        ("in the last two weeks", "2016-09-22 to 2016-10-06"),
        ("this week", "2016-10-03 to 2016-10-06"),
        ("about a month now", "2016-09-06 to 2016-10-06"),
        ("on Thursday", "2016-10-06"),
        ("Friday night", "2016-09-30"),
        ("last Friday", "2016-09-30"),
        ("early Sunday evening", "2016-10-02"),
        ("overnight", "2016-10-05 to 2016-10-06"),
        ("last night", "2016-10-05"),
        ("at 0430 this morning", "2016-10-06"),
        ("since 2011", "2011-01-01 to 2016-10-06"),
        ("since Monday", "2016-10-03 to 2016-10-06"),
        ("in January", "2016-01-01 to 2016-01-31"),
        ("in December", "2015-12-01 to 2015-12-31"),
        ("last month", "2016-09-01 to 2016-09-30"),
        ("last week", "2016-09-26 to 2016-10-02"),
        ("this year", "2016-01-01 to 2016-10-06"),
        ("in late 1979", "1979-10-01 to 1979-12-31"),
        ("late October 2015", "2015-10-21 to 2015-10-31"),
        ("the 1990s", "1990-01-01 to 1999-12-31"),
        ("two days ago", "2016-10-04"),
        ("two months ago", "2016-08-01 to 2016-08-31"),
        ("over three months ago", "… to 2016-07-06"),
        ("over the past 24 hours", "2016-10-05 to 2016-10-06"),
        ("in the last few days", "… to 2016-10-06"),
        ("between 22 September and 6 October", "2016-09-22 to 2016-10-06"),
        ("between 2 and 4 October", "2016-10-02 to 2016-10-04"),
        ("1–18 August", "2016-08-01 to 2016-08-18"),
        ("from Monday to Wednesday", "2016-10-03 to 2016-10-05"),
        ("January 2015-March 2016", "2015-01-01 to 2016-03-31"),
        ("in the summer of 2015", "2015-06-01 to 2015-08-31"),
        ("in the first half of June", "2016-06-01 to 2016-06-15"),
        ("since the first of the month", "2016-10-01 to 2016-10-06"),
        ("in the second week of August", "2016-08-08 to 2016-08-14"),
        ("during the first three days of June", "2016-06-01 to 2016-06-03"),
        ("by the end of September", "… to 2016-09-30"),
        ("just before 3 a.m. Saturday", "2016-10-01"),
        ("shortly before 12:30 a.m.", "2016-10-06"),
        ("around 2 a.m. in Tal Serin on Sunday", "2016-10-02"),
        ("on New Year's Day", "2016-01-01"),
        ("early New Year's Day", "2016-01-01"),
        ("on Memorial Day", "2016-05-30"),
        ("Thanksgiving 2015", "2015-11-26"),
        ("during Ramadan", "2016-06-07 to 2016-07-06"),
        ("in the holy month of Ramadan 2015", "2015-06-18 to 2015-07-17"),
        ("on the first day of Eid al-Fitr", "2016-07-07"),
        ("until Eid al-Adha", "… to 2016-09-16"),
        ("in the third quarter of 2015", "2015-07-01 to 2015-09-30"),
        ("on the 13th", "2016-09-13"),
        ("until 30 September", "… to 2016-09-30"),
        ("the six months to June 30", "2015-12-31 to 2016-06-30"),
        ("since Easter", "2016-03-27 to 2016-10-06"),
        ("on 12 October", "2016-10-12"),  # six days ahead, not fifty-one weeks ago
        ("on 20 December", "2015-12-20"),
    ],
)
def test_words_to_days(words: str, meant: str) -> None:
    assert days(words) == meant
    assert days(words.upper()) == meant


@pytest.mark.parametrize(
    "words",
    ["31 February 2016", "recently", "for weeks", "75 minutes", "every day", "before the rains", "that day", "three days later",
     "1,000,000 years ago", "9" * 400 + " years ago", "0000-01-01", "on the 32nd", "between Friday and the river", "from 5 to 3 May", "between 28 and 2 May", ""],
)  # fmt: skip
def test_words_that_give_no_days(words: str) -> None:
    assert ground_time(words, THURSDAY) is None


@pytest.mark.parametrize(
    "words", ["Friday", "on 6 October", "this week", "yesterday", "for four years", "in May", "at dawn"]
)
def test_without_a_date_nothing_is_guessed(words: str) -> None:
    assert ground_time(words, None) is None


def test_without_a_date_what_the_words_give_stands() -> None:
    assert ground_time("on 6 October 2016", None) == When(THURSDAY, THURSDAY, 1, inferred=False)
    assert ground_time("since 2011", None) == When(date(2011, 1, 1), None, 5, inferred=True)


def test_long_nonsense_ends() -> None:
    assert days("end of " * 3000 + "May") == "2016-05-31"
    assert days("2 weeks to " * 3000 + "May") == "None"


def test_inferred_says_what_the_words_do_not() -> None:
    stated, inferred = ground_time("6 October 2016", THURSDAY), ground_time("6 October", THURSDAY)
    assert stated is not None and inferred is not None
    assert (stated.start, stated.inferred, inferred.start, inferred.inferred) == (THURSDAY, False, THURSDAY, True)


def test_the_tense_chooses_the_way() -> None:
    assert days("Friday", tense="future") == "2016-10-07"
    assert days("on 20 December", tense="future") == "2016-12-20"
    assert days("in November", tense="future") == "2016-11-01 to 2016-11-30"


def test_what_was_told_before() -> None:
    told = When(date(2014, 3, 11), date(2014, 3, 11), 1)
    assert days("that day", told=told) == "2014-03-11"
    assert days("the following day", told=told) == "2014-03-12"
    assert days("a week earlier", None, told=told) == "2014-03-04"
    assert days("on 13 March", None, told=told) == "2014-03-13"
    year = When(date(2014, 1, 1), date(2014, 12, 31))
    assert days("on 13 March", None, told=year) == "None"


def test_a_time_is_read_against_the_day_of_its_sentence() -> None:
    text = "Shells fell on Monday. At 3 a.m. on the quay, the market burned on Tuesday, two days later the port. It was hit at dawn."

    def passage(quote: str) -> Passage:
        return Passage.of(text, text.index(quote), text.index(quote) + len(quote))

    sentences = [Passage.of(text, *bounds) for bounds in ((0, 22), (23, 100), (101, len(text)))]
    times = tuple(map(passage, ("Monday", "3 a.m.", "Tuesday", "two days later", "dawn")))
    days = days_told(text, times, THURSDAY)
    assert [(text[at : at + 6], str(when)) for at, when in days] == [
        ("Monday", "2016-10-03"), ("Tuesda", "2016-10-04"), ("two da", "2016-10-06"),
    ]  # fmt: skip
    assert str(told_before(times[1], sentences[1], days)) == "2016-10-04"  # its own sentence before an earlier one
    assert str(told_before(times[3], sentences[1], days)) == "2016-10-04"
    assert str(told_before(times[4], sentences[2], days)) == "2016-10-06"
    assert told_before(times[0], sentences[0], days) is None


def test_the_tense_around_a_time() -> None:
    """The talks will resume on Friday. The bridge was hit on Friday."""
    text = test_the_tense_around_a_time.__doc__ or ""
    first, second = text.index("Friday"), text.rindex("Friday")
    assert tense_at(text, Passage.of(text, first, first + 6)) == "future"
    assert tense_at(text, Passage.of(text, second, second + 6)) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Friday", ("DATE", "2016-09-30")),
        ("Friday night", ("TIME", "2016-09-30TNI")),
        ("15:00 GMT Thursday", ("TIME", "2016-10-06T15:00")),
        ("8:30 p.m. on Wednesday", ("TIME", "2016-10-05T20:30")),
        ("this week", ("DATE", "2016-W40")),
        ("last month", ("DATE", "2016-09")),
        ("early 2011", ("DATE", "2011")),
        ("last summer", ("DATE", "2016-SU")),
        ("the 1990s", ("DATE", "199")),
        ("the 20th century", ("DATE", "19")),
        ("the last two weeks", ("DURATION", "P2W")),
        ("almost seven years", ("DURATION", "P7Y")),
        ("four-week", ("DURATION", "P4W")),
        ("75 minutes", ("DURATION", "PT75M")),
        ("several days", ("DURATION", "PXD")),
        ("the weekend", ("DATE", "2016-W39-WE")),
        ("every day", ("SET", "P1D")),
        ("daily", ("SET", "P1D")),
        ("every Friday", ("SET", "XXXX-WXX-5")),
        ("recently", ("DATE", "PAST_REF")),
        ("now", ("DATE", "PRESENT_REF")),
        ("1–18 August", ("DATE", "2016-08-01/2016-08-18")),
    ],
)
def test_timex_values(words: str, value: tuple[str, str]) -> None:
    assert timex(words, THURSDAY) == value


def test_a_weekday_without_a_date_keeps_its_name() -> None:
    assert timex("Friday", None) == ("DATE", "XXXX-WXX-5")
    assert timex("6 October", None) == ("DATE", "XXXX-10-06")


def test_timexes_follow_the_story() -> None:
    """On 22 July 2014 the market was hit. Two days later the port was, and the same day a truce began."""
    text = test_timexes_follow_the_story.__doc__ or ""
    found = tuple(
        Passage.of(text, text.index(words), text.index(words) + len(words))
        for words in ("22 July 2014", "Two days later", "the same day")
    )
    assert [each.value for each in timexes(text, found, THURSDAY)] == ["2014-07-22", "2014-07-24", "2014-07-24"]
    assert [(each.start, each.end) for each in timexes(text, found, THURSDAY)] == [(p.start, p.end) for p in found]


@pytest.mark.parametrize(
    ("year", "month", "day", "meant"),
    [(1, 1, 1, "0622-07-19"), (1420, 9, 1, "1999-12-09"), (1442, 12, 10, "2021-07-20"), (1445, 9, 1, "2024-03-11")],
)
def test_hijri(year: int, month: int, day: int, meant: str) -> None:
    assert str(hijri(year, month, day)) == meant


def test_weekdays_of_months() -> None:
    assert str(weekday_of_month(2016, 5, 1, -1)) == "2016-05-30"
    assert str(weekday_of_month(2015, 11, 4, 4)) == "2015-11-26"
    assert weekday_of_month(0, 1, 1, 1) is None


@pytest.mark.parametrize(
    ("year", "day"), [(1990, "1990-04-15"), (2019, "2019-04-21"), (2024, "2024-03-31"), (2025, "2025-04-20")]
)
def test_easter(year: int, day: str) -> None:
    assert str(easter(year)) == day


WORDS = st.sampled_from(
    "the last past next 2 two weeks week month century October may 6 2016 0000 9999 31 February on Friday night between and from to since "
    "until before every a few 12:30 25:99 p.m. 0430 ago later 1,000,000 99999999999 years the 13th half of summer winter Easter decade 1990s '".split()
)
ANY = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=8).map(" ".join))
DATES = st.one_of(st.none(), st.dates())


@given(ANY, DATES, DATES, st.sampled_from([None, "past", "future"]))
def test_no_words_break_the_calendar(words: str, published: date | None, told: date | None, tense: str | None) -> None:
    before = When.between(told, told) if told is not None else None
    when = ground_time(words, published, told=before, tense=tense)  # type: ignore[arg-type]
    assert when == ground_time(words, published, told=before, tense=tense)  # type: ignore[arg-type]
    if when is not None:
        assert when.start is not None or when.end is not None
        assert when.start is None or when.end is None or when.start <= when.end
    kind, value = timex(words, published, told=before, tense=tense)  # type: ignore[arg-type]
    assert kind in ("DATE", "TIME", "DURATION", "SET") and value


@pytest.mark.parametrize("words", ["Independence Day", "on Independence Day"])
def test_a_feast_that_each_country_has_on_its_own_day_stays_open(words: str) -> None:
    assert ground_time(words, THURSDAY) is None

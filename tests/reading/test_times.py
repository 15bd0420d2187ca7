"""Times are found as exact spans; the docstring of a test is the report that it reads."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daftar.reading.scene.times import find_times, when_phrase


def quotes(text: str) -> list[str]:
    return [passage.quote for passage in find_times(text)]


def phrases(text: str) -> list[str]:
    return [when_phrase(text, passage).quote for passage in find_times(text)]


@pytest.mark.parametrize(
    "expression",
    [
        "October 6, 2016", "6 October", "Oct. 6th", "6/10/2016", "2016-10-06", "Friday", "last Friday", "Friday night",
        "yesterday", "overnight", "this week", "the last two weeks", "the past month", "early November", "the 1990s",
        "two days ago", "about a month now", "three months later", "last summer", "15:00 GMT Saturday", "75 minutes",
        "every day", "daily", "18 APR 89", "the summer of 2017", "the early hours of 27 January 2015", "1–18 August",
        "the 20th century", "8:30pm on Saturday", "the first half of June", "the night before last", "nearly four years ago",
        "Easter Sunday", "Wednesday, 16 January 2019", "recent weeks", "every other week",
    ],
)  # fmt: skip
def test_every_form_is_one_span(expression: str) -> None:
    assert quotes(f"The bridge was hit, {expression}, and the market closed.") == [expression]


def test_wire_copy_in_capitals() -> None:
    """THE GARRISON OF VALDORA WAS ATTACKED AT 0430 ON 16 NOVEMBER. TWO WEEKS AGO, ON SUNDAY NIGHT, IT HAD BEEN SHELLED."""
    text = test_wire_copy_in_capitals.__doc__ or ""
    assert quotes(text) == ["0430 ON 16 NOVEMBER", "TWO WEEKS AGO", "SUNDAY NIGHT"]


def test_lower_case_text() -> None:
    """violence broke out on friday evening in the old town; since march 15 shops have opened in may and june only."""
    text = test_lower_case_text.__doc__ or ""
    assert quotes(text) == ["friday evening", "march 15", "may", "june"]


def test_false_friends() -> None:
    """A 23-year-old man, his second son and a child aged 3 may march under the sun; 2000 people, 14 of them women, and
    more than 1990 homes were counted. The troops will march 15 kilometres. He is 40 years old."""
    text = test_false_friends.__doc__ or ""
    assert quotes(text) == []


def test_a_bare_year_is_a_time_where_nothing_is_counted() -> None:
    """In 2011 the port was held by 2011 soldiers; the 2014 truce failed."""
    text = test_a_bare_year_is_a_time_where_nothing_is_counted.__doc__ or ""
    assert [text[p.start - 3 : p.end] for p in find_times(text)] == ["In 2011", "he 2014"]


def test_the_phrase_takes_in_what_leads_it() -> None:
    """For four years, since 2011, the town starved. In the last two weeks shells fell; during the month of May none."""
    text = test_the_phrase_takes_in_what_leads_it.__doc__ or ""
    assert phrases(text) == ["For four years", "since 2011", "In the last two weeks", "during the month of May"]


def test_either_end_of_a_range_gives_the_whole() -> None:
    """Between 22 September and 6 October it was cut, and from Monday to Wednesday it was open."""
    text = test_either_end_of_a_range_gives_the_whole.__doc__ or ""
    assert phrases(text) == ["Between 22 September and 6 October"] * 2 + ["from Monday to Wednesday"] * 2


def test_an_expression_may_be_wrapped_but_does_not_cross_a_paragraph() -> None:
    assert quotes("shelled on 6\n  October 2016") == ["6\n  October 2016"]
    assert quotes("shelled on Friday\n\n6 October") == ["Friday", "6 October"]


WORDS = st.sampled_from(
    "the last 2 two weeks week October may 6 2016 31 February on Friday night between and from to since every a few "
    "12:30 p.m. ' , . - – İ \n ago 1,000,000 99999999999 years the 13th ß".split(" ")
)


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join)))
def test_any_text_gives_exact_spans_in_order(text: str) -> None:
    end = 0
    for passage in find_times(text):
        assert passage.quote == text[passage.start : passage.end] != ""
        assert passage.start >= end
        end = passage.end
        phrase = when_phrase(text, passage)
        assert phrase.quote == text[phrase.start : phrase.end]
        assert phrase.start <= passage.start and passage.end <= phrase.end


@given(st.lists(WORDS, min_size=1, max_size=10).map(" ".join))
def test_capitals_say_nothing_outside_of_names(text: str) -> None:
    if len(text.upper()) == len(text):
        upper = [(p.start, p.end) for p in find_times(text.upper())]
        assert upper == [(p.start, p.end) for p in find_times(re.sub(r"[A-Z]", lambda m: m[0].lower(), text))]

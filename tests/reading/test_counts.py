"""Counts: the bounds that the words give, by table; and what is no count of people."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daftar.reading.harm.counts import find_counts
from daftar.reading.language.sentences import cut


def counted(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(found.words.quote, found.count.low, found.count.high) for found in find_counts(cut(text))]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("12", 12, 12),
        ("1,200", 1200, 1200),
        ("21, 300", 21300, 21300),
        ("120 000", 120000, 120000),
        ("twelve", 12, 12),
        ("twenty-three", 23, 23),
        ("two hundred and five", 205, 205),
        ("two thousand three hundred", 2300, 2300),
        ("1.5 million", 1500000, 1500000),
        ("4 thousand", 4000, 4000),
        ("a hundred", 100, 100),
        ("half a dozen", 6, 6),
        ("a dozen", 12, 12),
        ("two dozen", 24, 24),
        ("a couple of", 2, 2),
        ("a couple of dozen", 24, 24),
        ("a pair of", 2, 2),
        ("both", 2, 2),
        ("one", 1, 1),
        ("at least 12", 12, None),
        ("at least a dozen", 12, None),
        ("no fewer than five", 5, None),
        ("more than 300", 300, None),
        ("over 5,000", 5000, None),
        ("well over 100", 100, None),
        ("upwards of 40", 40, None),
        ("40 or more", 40, None),
        ("50 plus", 50, None),
        ("up to 40", None, 40),
        ("as many as forty-five", None, 45),
        ("no more than 7", None, 7),
        ("fewer than 20", None, 19),
        ("about 60", 60, 60),
        ("some 3.2 million", 3200000, 3200000),
        ("nearly 100", 100, 100),
        ("an estimated 300", 300, 300),
        ("a further 20", 20, 20),
        ("another 12", 12, 12),
        ("a total of 47", 47, 47),
        ("only 3", 3, 3),
        ("20-odd", 20, 20),
        ("10-15", 10, 15),
        ("10 to 15", 10, 15),
        ("two or three", 2, 3),
        ("around 12 to 15", 12, 15),
        ("between 10 and 15", 10, 15),
        ("several", 3, None),
        ("several hundred", 300, None),
        ("a few", 3, None),
        ("a few dozen", 36, None),
        ("a number of", 3, None),
        ("a handful of", 3, None),
        ("dozens of", 24, None),
        ("scores of", 40, None),
        ("hundreds of", 200, None),
        ("thousands of", 2000, None),
        ("tens of thousands of", 20000, None),
        ("hundreds of thousands of", 200000, None),
        ("many", None, None),
        ("an unknown number of", None, None),
        ("a large number of", None, None),
        ("no", 0, 0),
    ],
)
@pytest.mark.parametrize("case", [str.lower, str.upper])
def test_bounds(words: str, low: int | None, high: int | None, case: type[str]) -> None:
    words = case(words)
    assert counted(case("the force said that ") + words + case(" civilians were hurt.")) == [(words, low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "In 2012 and in the 1990s it was calm.",
        "On 12 May, on May 12, on 29 and 30 January and on 6 June 2011 it was calm.",
        "At 10:20 p.m., at 0815, at 7 a.m. and at 1700 GMT the road was shut.",
        "It lies 12 km away, 1,200 feet up, 3 miles on, two days from here, for 20 minutes.",
        "It rose 20 percent, 20% and 57 per cent.",
        "It cost $20 million, 500 dollars and Rs 300.",
        "The first, the 6th and the twenty-first ward.",
        "Resolution 2249, Route 66, No. 12 and Article 5 apply.",
        "He held an AK-47 and an 82 mm mortar and a 7.62 rifle.",
        "It is in the 4500 block of West Ashwood Avenue, near 12 Mill Street.",
        "The 23-year-old was seen.",
        "Tomas Arden, 42, was seen; Mira Oslen, aged 19, was not.",
        "The girls, ages 4 and 5, were seen.",
        "It is one of the worst attacks, on one day, by one account.",
        "Both sides and neither camp spoke of another bomb.",
        "No doubt, no comment, no longer.",
        "As many houses as before; so many questions.",
    ],
)
def test_what_is_no_count_of_people(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The toll rose from 12 to 15.", [("12", 12, 12), ("15", 15, 15)]),
        ("The toll has gone up to 214.", [("214", 214, 214)]),
        ("No one was hurt and none died.", [("No one", 0, 0), ("none", 0, 0)]),
        ("A police officer and a bus driver died.", [("A", 1, 1), ("a", 1, 1)]),
        ("One man died, another was hurt.", [("One", 1, 1), ("another", 1, 1)]),
        ("One of the wounded died.", [("One", 1, 1)]),
        ("Killed were 2000 people.", [("2000", 2000, 2000)]),
        ("On 14 October 31 bodies were found.", [("31", 31, 31)]),
        ("The blast killed 12 others.", [("12", 12, 12)]),
        ("Two of the 15 were children.", [("Two", 2, 2), ("15", 15, 15)]),
    ],
)
def test_counts_in_their_sentences(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert counted(text) == expected


@given(st.integers(2, 999_999))
def test_digits_give_their_value(number: int) -> None:
    assert counted(f"They said that {number:,} soldiers were held.") == [(f"{number:,}", number, number)]


@given(st.text(alphabet="0123456789 ,.-toandbetween killed people\n", max_size=120))
def test_any_text_gives_counts_in_order(text: str) -> None:
    found = find_counts(cut(text))
    assert all(mention.words.quote == text[mention.words.start : mention.words.end] for mention in found)
    assert all(left.last < right.first for left, right in pairwise(found))

"""Records as lines: the words of the house, and no line that runs on or turns round."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daftar.model import Claim, Count, Figure, Harm, Passage, State, When
from daftar.publish.wording import (
    LONGEST,
    claim_line,
    figure_words,
    shorten,
    state_details,
    state_line,
    voice_words,
    when_words,
)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2021, 3, 2), date(2021, 3, 2), "2 March 2021"),
        (date(2021, 3, 1), date(2021, 3, 19), "1–19 March 2021"),
        (date(2021, 3, 1), date(2021, 3, 31), "March 2021"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2023, 2, 1), date(2023, 2, 27), "1–27 February 2023"),
        (date(2021, 2, 28), date(2021, 3, 3), "28 February – 3 March 2021"),
        (date(2020, 12, 31), date(2021, 1, 1), "31 December 2020 – 1 January 2021"),
        (date(2021, 1, 1), date(2021, 12, 31), "2021"),
        (date(2020, 1, 1), date(2021, 12, 31), "1 January 2020 – 31 December 2021"),
        (date(2021, 3, 2), None, "from 2 March 2021"),
        (None, date(2021, 3, 2), "until 2 March 2021"),
        (None, None, "date unknown"),
    ],
)
def test_days_as_people_write_them(start: date | None, end: date | None, words: str) -> None:
    assert when_words(When.between(start, end)) == words


def test_no_time_is_an_unknown_date() -> None:
    assert when_words(None) == "date unknown"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("residents (document 3f2a91bc)", "residents"),
        ("the army (north)", "the army (north)"),
        ("Narra Clinic", "Narra Clinic"),
        (None, "the document itself"),
    ],
)
def test_a_voice_goes_by_its_name_without_the_document_that_tells_it_apart(name: str | None, words: str) -> None:
    assert voice_words(name) == words


@given(st.text(), st.integers(8, 200))
def test_a_shortened_line_is_short_and_a_line(words: str, longest: int) -> None:
    line = shorten(words, longest).strip("\u2068\u2069")
    assert len(line) <= longest and "\n" not in line
    assert line.endswith("…") or line == " ".join(words.split()) or any(letter >= "\u0590" for letter in words)


def test_words_from_right_to_left_are_isolated_and_cannot_leave_their_isolate() -> None:
    assert shorten("مدينة") == "\u2068مدينة\u2069"
    assert shorten("مدينة\u2069\u202e12") == "\u2068مدينة12\u2069"
    assert shorten("plain") == "plain" and len(shorten("x" * 500)) == LONGEST


def test_an_unknown_number_is_said_to_be_unknown() -> None:
    assert figure_words(Figure("injured", None, None, None, None, "r", None, (), ())) == "injured, number unknown"
    assert figure_words(Figure("killed", "civilian", 9, None, None, "r", None, (), ())) == "9 or more killed (civilian)"


def test_a_claim_says_its_mood_unless_it_is_asserted() -> None:
    text = "The clinic feared that 4 would die."
    body = Harm("killed", Passage.of(text, 23, 24), Count(4, 4))
    claim = Claim("d", 0, Passage.of(text, 0, len(text)), body, modality="feared", voice="clinic (document 0123abcd)")
    assert claim_line(claim) == "clinic — feared: 4 killed"


@pytest.mark.parametrize(
    ("state", "line", "details"),
    [
        (("control", "divided", "Narra", ("the army", "the Front")), "Narra: divided between the army, the Front", "between the army, the Front"),
        (("control", "besieged", "Narra", ()), "Narra: besieged", ""),
        (("access", "cut", "Narra", ("the army",)), "access to Narra (the north road): cut for flour, by the army", "the north road, for flour, by the army"),
        (("relation", "refuses_to_supply", "Other states", ("the Front",)), "Other states: refuses to supply the Front", None),
    ],
)  # fmt: skip
def test_what_holds(state: tuple[str, str, str, tuple[str, ...]], line: str, details: str | None) -> None:
    kind, status, subject, parties = state
    route, goods = ("the north road", ("flour",)) if kind == "access" else (None, ())
    made = State(kind, status, subject, parties, "asserted", None, None, route, goods, (), ())
    assert state_line(made) == line
    if details is not None:
        assert state_details(made) == details

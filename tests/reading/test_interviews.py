"""Interviews: whose the answers are; each test's docstring is the report that it reads."""

from tests.reading.hearing import report, voice

from daftar.reading.language.sentences import cut


def test_answers_in_an_interview() -> None:
    """Colonel Tavin Rell commands the Mill Brigade. He received us in a cellar.

    Is the town yours?

    "Half of it."

    Residents told us that shells fell on Monday.

    "Yes, and eleven people died there. The ministry says that we did it."

    And food?

    "The army closed the bridge."
    """
    text = report(test_answers_in_an_interview)
    colonel = "Colonel Tavin Rell"
    assert [voice(text, words) for words in ("Half", "eleven", "closed")] == [colonel] * 3
    assert voice(text, "shells fell") == "Residents"


def test_answers_under_headings_and_letters() -> None:
    """The Front's spokesman, who goes by Uncle Harrow, spoke on Monday.

    On the strike: "A drone came at noon."

    On the villages: "We walked out."
    """
    text = report(test_answers_under_headings_and_letters)
    assert voice(text, "A drone") == "The Front's spokesman, who goes by Uncle Harrow"
    letters = cut(
        "Maro Tesk was mayor of Kolsk.\n\nQ: Who rules there?\n\nA: The Riders do.\n\nQ: And you?\n\nA: I left."
    )
    assert voice(letters, "The Riders") == "Maro Tesk"


def test_one_quotation_is_no_interview() -> None:
    """The mill burned on Monday. Who set it alight?

    "It was lightning."
    """
    assert voice(report(test_one_quotation_is_no_interview), "lightning") is None

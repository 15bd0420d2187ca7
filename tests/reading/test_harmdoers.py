"""Doers: the docstring of each test is the report that it reads; every person and body in them is invented."""

from collections.abc import Callable

import pytest

from daftar.model import Document, Harm
from daftar.reading.reader import find_mentions, read_document


def doers(report: str | Callable[[], None]) -> list[tuple[str, str | None]]:
    """The bounds of each harm with its doer."""
    text = report if isinstance(report, str) else " ".join((report.__doc__ or "").split())
    document = Document("0" * 64, text)
    claims, _ = read_document(document, find_mentions(document, lambda name: name == "Nuwar"))
    return [(str(c.body.count), c.body.by and c.body.by.quote) for c in claims if isinstance(c.body, Harm)]


def test_who_fired_what_killed() -> None:
    """Rockets fired by government forces struck the market of Nuwar, killing nine civilians."""
    assert doers(test_who_fired_what_killed) == [("9", "government forces")]


def test_the_deed_of_the_sentence_before() -> None:
    """The Northern Army shelled Nuwar on Monday. Nine people were killed by the shells."""
    assert doers(test_the_deed_of_the_sentence_before) == [("9", "The Northern Army")]


def test_another_voice_s_blame_is_not_the_document_s() -> None:
    """Nine people were killed by shells in Nuwar. The Northern Army shelled the market, residents said."""
    assert doers(test_another_voice_s_blame_is_not_the_document_s) == [("9", None)]


def test_nobody_is_blamed_for_what_another_weapon_did() -> None:
    """The Northern Army shelled Nuwar on Monday. Nine people were shot dead by a sniper's bullets at the well."""
    assert doers(test_nobody_is_blamed_for_what_another_weapon_did) == [("9", "a sniper")]


@pytest.mark.parametrize(
    ("words", "doer"),
    [
        ("by shrapnel", None),
        ("by fire of the Northern Army", "the Northern Army"),
        ("in army shelling", "army"),
        ("by two warplanes", "two warplanes"),
        ("by Nuwar", None),
    ],
)
def test_a_weapon_and_a_place_do_nothing_but_have_owners(words: str, doer: str | None) -> None:
    [(_, found)] = doers(f"Nine people were killed {words}.")
    assert found == doer

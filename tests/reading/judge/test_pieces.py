"""Words are spelled longest piece first, and whatever comes gets at least one piece."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daftar.reading.judge.pieces import MOST, Pieces

KNOWN = ["[UNK]", "[CLS]", "[SEP]", "[MASK]", "shell", "##ing", "##ed", "sh", "##ell", "-", "1", "##2", "zan"]
PIECES = Pieces({piece: number for number, piece in enumerate(KNOWN)})


def spelled(word: str) -> list[str]:
    return [KNOWN[number] for number in PIECES.of(word)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("shelling", ["shell", "##ing"]),
        ("SHELLED", ["shell", "##ed"]),
        ("zán", ["zan"]),
        ("shell-shell", ["shell", "-", "shell"]),
        ("12", ["1", "##2"]),
        ("xyz", ["[UNK]"]),
        ("", ["[UNK]"]),
    ],
)
def test_a_word_is_spelled_longest_piece_first(word: str, expected: list[str]) -> None:
    assert spelled(word) == expected


def test_a_long_word_is_cut() -> None:
    assert len(PIECES.of("shell-" * 30)) == MOST


@given(st.text(max_size=60))
def test_any_word_has_pieces(word: str) -> None:
    assert 1 <= len(PIECES.of(word)) <= MOST
    assert PIECES.of(word) == PIECES.of(word)

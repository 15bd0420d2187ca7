"""The closed lists are those of the codebook that people read."""

import re
from pathlib import Path

import pytest

from daftar.model import vocabulary

CODEBOOK = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        vocabulary.KINDS,
        vocabulary.MODALITIES,
        vocabulary.OUTCOMES,
        vocabulary.STATUSES,
        vocabulary.MEANS,
        vocabulary.EVENT_TYPES,
        vocabulary.CONTROL_STATUSES,
        vocabulary.ACCESS_STATUSES,
        vocabulary.RELATION_TYPES,
    ],
)
def test_every_word_of_a_list_is_in_the_codebook(words: tuple[str, ...]) -> None:
    assert [word for word in words if not re.search(rf"\b{word}\b", CODEBOOK)] == []

"""The encoder answers the same words alike, and says so where its weights are not there or not of this make."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daftar.model import Document
from daftar.model.errors import DaftarError
from daftar.reading.judge.proposals import Sketch
from daftar.reading.reader import find_mentions, read_document, sketch_document
from daftar.reading.tagger import LONGEST_SENTENCE, LONGEST_WINDOW, WEIGHTS, open_tagger, tagger_step, windows

REPORT = "Rockets fired by the Northern Front killed nine farmers near Orsk on Monday, the clinic said. " * 30


def sketched(report: str) -> Sketch:
    document = Document("d" * 64, report)
    return sketch_document(document, find_mentions(document, lambda name: False))


def test_the_same_words_get_the_same_answers_alone_and_beside_others() -> None:
    tagger, made = open_tagger(), sketched(REPORT)
    alone = tagger.answers(made)
    assert len(alone) > 1
    with ThreadPoolExecutor(4) as threads:
        for again in threads.map(lambda _: tagger.answers(made), range(4)):
            for one, other in zip(alone, again, strict=True):
                assert np.array_equal(one.anchor, other.anchor) and np.array_equal(one.start, other.start)


def test_reading_twice_gives_the_same_claims() -> None:
    document = Document("d" * 64, REPORT)
    mentions = find_mentions(document, lambda name: False)
    assert read_document(document, mentions) == read_document(document, mentions)


def test_absent_weights_are_said_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(DaftarError, match="install daftar again"):
        open_tagger(tmp_path / "none.onnx")
    with pytest.raises(DaftarError, match="install daftar again"):
        tagger_step(tmp_path / "none.onnx")


@pytest.mark.parametrize("body", [b"", b"not a model", b"\x08\x07" * 40])
def test_broken_weights_are_said(tmp_path: Path, body: bytes) -> None:
    broken = tmp_path / "reader.onnx"
    broken.write_bytes(body)
    with pytest.raises(DaftarError, match="cannot be read"):
        open_tagger(broken)


def test_the_step_names_the_weights_by_their_hash() -> None:
    assert tagger_step(WEIGHTS).startswith("encoder.v")
    document = Document("d" * 64, REPORT[:300])
    claims, _ = read_document(document, find_mentions(document, lambda name: False))
    assert claims and all(tagger_step() in claim.made_by for claim in claims)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=40), st.integers(1, 9))
def test_windows_hold_every_word_once(lengths: list[int], pieces: int) -> None:
    ends = np.cumsum(lengths).tolist()
    sentences = list(zip([0, *ends[:-1]], ends, strict=True))
    found = list(windows(sentences, [pieces] * ends[-1]))
    own = [word for window in found for word in range(window.own_first, window.own_last)]
    assert len(own) == len(set(own)) and own == sorted(own)
    if max(lengths) * pieces <= LONGEST_SENTENCE:
        assert own == list(range(ends[-1]))
    for window in found:
        assert window.first <= window.own_first < window.own_last == window.last
        assert (window.last - window.first) * pieces <= max(LONGEST_WINDOW, LONGEST_SENTENCE)

"""Tagger: the encoder that reads a document's words, and the only place where its runtime is called.

Takes a Sketch. Gives the encoder's Answers, window by window. Promises that the same words get the same answers: each window is run
by itself on one thread, so that neither a batch nor the number of cores has a part in them. The file holds the weights (8 bits), the
vocabulary, the biases, the thresholds and the calibration; its hash stands in the name of the step.
"""

import base64
import io
import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from daftar.model.errors import DaftarError
from daftar.reading.judge.answers import DISTANCES, SENTENCES_APART, Answers, Array, Biases, Settings
from daftar.reading.judge.labels import CHOICES, LABELS, MARKS, SLOTS
from daftar.reading.judge.pieces import MOST, Pieces
from daftar.reading.judge.proposals import Sketch

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = Path(__file__).parent / "weights" / "reader.onnx"
VERSION = "encoder.v2"
LONGEST_WINDOW = 288
"""Pieces of a window: a report of two hundred words is read in one look."""
LONGEST_SENTENCE = 480
"""Pieces of one sentence that are read; what is beyond is a table or noise, and the rules' claims there stand as they are."""
CONTEXT = 2
"""Sentences before a window's own that are read with it."""
ROOM = 0.6
"""Share of a window that context may take together with the first of its own sentences."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of words: `first` to `last` (exclusive) are read, `own_first` to `own_last` are answered for."""

    first: int
    last: int
    own_first: int
    own_last: int


@dataclass(frozen=True, slots=True)
class Tagger:
    """The encoder, loaded, with what stands beside its weights."""

    session: "InferenceSession"
    pieces: Pieces
    settings: Settings

    def answers(self, made: Sketch) -> tuple[Answers, ...]:
        """The encoder's answers on the document's windows, in order."""
        return tuple(
            Answers(window.first, window.last, window.own_first, window.own_last, *self.run(self.given(made, window)))
            for window in self.windows(made)
        )

    def windows(self, made: Sketch) -> Iterator[Window]:
        """The document's windows."""
        sizes = [len(self.pieces.of(token.lower)) for token in made.text.tokens]
        return windows([(sentence.first, sentence.last) for sentence in made.text.sentences], sizes)

    def given(self, made: Sketch, window: Window) -> dict[str, Any]:
        """What the encoder is given of one window: the pieces, the first piece of each word, the marks on these."""
        ids, first = [self.pieces.opens], []
        for token in made.text.tokens[window.first : window.last]:
            first.append(len(ids))
            ids += self.pieces.of(token.lower)
        ids.append(self.pieces.closes)
        marks = np.zeros((1, len(ids), len(MARKS)), dtype=np.float32)
        for at, start in enumerate(first, window.first):
            marks[0, start, made.marks[at]] = 1.0
        return {"ids": np.array([ids], dtype=np.int64), "first": np.array([first], dtype=np.int64), "marks": marks}

    def run(self, given: dict[str, Any]) -> list[Array]:
        """The encoder's outputs on one window, by OUTPUTS."""
        return [np.asarray(one)[0] for one in self.session.run(list(OUTPUTS), given)]


_SLOW = ["SkipLayerNormFusion"]
"""What the runtime fuses to its loss: on a processor the fused step takes a tenth of the encoder's time more than its parts."""
OUTPUTS = ("anchor", "ask", "start", "end", "none", "choose")


@cache
def open_tagger(path: Path = WEIGHTS) -> Tagger:
    """The encoder in this file, once a process. Raises DaftarError where the file is absent or made for other labels."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(
            _body(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW
        )
    except _troubles() as error:
        raise DaftarError(f"the reader's weights at {path} cannot be read: install daftar again. ({error})") from error
    told = session.get_modelmeta().custom_metadata_map
    if told.get("lists") != json.dumps(lists()):
        raise DaftarError(f"the weights at {path} were trained for other labels: run the training's export again.")
    biases = np.load(io.BytesIO(base64.b64decode(told["biases"])))
    numbers = {piece: number for number, piece in enumerate(told["vocabulary"].split("\n"))}
    beside = json.loads(told["settings"])
    return Tagger(
        session,
        Pieces(numbers),
        Settings(
            Biases(**{name: biases[name] for name in Biases.__dataclass_fields__}),
            beside["thresholds"],
            {of: tuple((said, right) for said, right in line) for of, line in beside["calibration"].items()},
            beside["signs"],
            beside["least_sign"],
        ),
    )


def _troubles() -> tuple[type[Exception], ...]:
    """What the runtime raises for a file that is no model; they have no common class of their own."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    return (
        RuntimeError,
        state.Fail,
        state.InvalidArgument,
        state.InvalidGraph,
        state.InvalidProtobuf,
        state.NotImplemented,
    )


@cache
def tagger_step(path: Path = WEIGHTS) -> str:
    """The name of the encoder's step: its version and the hash of its file. Raises DaftarError where the file is absent."""
    return f"{VERSION}.{sha256(_body(path)).hexdigest()[:12]}"


def _body(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DaftarError(f"the reader's weights are missing at {path}: install daftar again. ({error})") from error


def lists() -> list[Any]:
    """The order of labels, slots, choices and marks: what the weights are of."""
    return [
        [list(label) for label in LABELS],
        list(SLOTS),
        {name: list(words) for name, words in CHOICES.items()},
        list(MARKS),
        [*DISTANCES, SENTENCES_APART, MOST, LONGEST_WINDOW, CONTEXT],
    ]


def windows(sentences: Sequence[tuple[int, int]], sizes: Sequence[int]) -> Iterator[Window]:
    """Sentences, as first and last word (exclusive), in windows of whole ones, each with those before it as context.

    `sizes` are the pieces of each word.
    """
    total = [0, *accumulate(sizes)]

    def size(first: int, last: int) -> int:
        return total[sentences[last][1]] - total[sentences[first][0]]

    at = 0
    while at < len(sentences):
        first = last = at
        while first > max(0, at - CONTEXT) and size(first - 1, at) <= ROOM * LONGEST_WINDOW:
            first -= 1
        while last + 1 < len(sentences) and size(first, last + 1) <= LONGEST_WINDOW:
            last += 1
        start, end = sentences[first][0], sentences[last][1]
        if size(first, last) > LONGEST_SENTENCE:
            end = bisect_right(total, total[start] + LONGEST_SENTENCE) - 1
        yield Window(start, end, sentences[at][0], end)
        at = last + 1

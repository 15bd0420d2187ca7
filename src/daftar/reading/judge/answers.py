"""Answers: what the encoder says of a stretch of words, and what stands beside its weights.

Takes nothing. Gives the arrays' shapes as frozen records, and the classes of distance between words. Promises to be all that the
encoder's runtime and its judge share.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
DISTANCES: tuple[int, ...] = (0, 1, 2, 3, 5, 8, 12, 20, 35, 60, 120)
"""The classes of distance, in words, either side of an anchor; beyond the last is a class of its own."""
SENTENCES_APART = 4
PROPOSED = "proposed"
"""What stands behind a kind in the name of the threshold of its claims that the rules propose, too."""


@dataclass(frozen=True, slots=True)
class Biases:
    """What the network has learned beside its words: of labels, distances and the rules' own answers.

    `ask` [labels, slots × width]; `none` [labels, 2 × slots]: nobody, and as the rules say; `silent` [slots]: nobody, where the rules say
    nobody; `far` [2 × slots, classes] and `far_sentence` [2 × slots, 2 × SENTENCES_APART + 1] of starts and ends; `choose` [labels, choices]; `choose_as`
    [choices, choices]: by the rules' own choice.
    """

    ask: Array
    none: Array
    silent: Array
    far: Array
    far_sentence: Array
    choose: Array
    choose_as: Array


@dataclass(frozen=True, slots=True)
class Answers:
    """The encoder's answers on the words `first` to `last` (exclusive), of which `own_first` to `own_last` are to be decided here.

    `anchor` [words, labels] and `none` [words, 2 × slots] are logits, `choose` [words, choices] too; `ask`, `start`, `end` [words, slots × width] are vectors.
    """

    first: int
    last: int
    own_first: int
    own_last: int
    anchor: Array
    ask: Array
    start: Array
    end: Array
    none: Array
    choose: Array


Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """What stands beside the weights. `thresholds` by kind: what is less likely is no claim; by slot: what is less likely is unknown.

    `calibration` by kind and by slot: a rising line of (what the encoder says, the share that was right). `signs` are the weights of words by
    which a sentence is known to tell something, `least_sign` the least weight of such a sentence.
    """

    biases: Biases
    thresholds: Mapping[str, float]
    calibration: Mapping[str, Line]
    signs: Mapping[str, float]
    least_sign: float

    def calibrated(self, of: str, said: float) -> float | None:
        """The share of held-out cases that were right where the encoder said so much; None where too few were held out to know."""
        line = self.calibration.get(of)
        if not line:
            return None
        after = bisect_right(line, (said, 1.0))
        (x, y), (next_x, next_y) = line[max(0, after - 1)], line[min(after, len(line) - 1)]
        return round(y if said <= x or next_x <= x else y + (said - x) * (next_y - y) / (next_x - x), 3)


def distances(anchor: int, first: int, last: int) -> NDArray[np.int64]:
    """The class of distance from the anchor of each word from `first` to `last` (exclusive)."""
    away = np.arange(first, last) - anchor
    size = np.searchsorted(np.array(DISTANCES), np.abs(away), side="right") - 1
    return np.where(away < 0, len(DISTANCES) + size, size).astype(np.int64)

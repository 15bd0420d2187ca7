"""Slots: which phrase of the text, or which word of a list, fills each slot of a claim.

Takes a Sketch, the encoder's Answers and the word at which a claim is anchored. Gives for each slot the likeliest of nobody, the
rules' own answer and every phrase of the window, and how likely it is. Promises spans of the document, within one sentence.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daftar.model import Passage
from daftar.reading.judge.answers import SENTENCES_APART, Answers, Array, Biases, distances
from daftar.reading.judge.labels import CHOICES, LABELS, SLOTS, Label
from daftar.reading.judge.proposals import Sketch

SURELY_ASSERTED = 0.995
"""How sure the encoder must be that a claim is asserted which the rules take for denied, feared or planned."""
LONGEST_PHRASE = 16
"""Words of the longest phrase that a slot is filled with."""


@dataclass(frozen=True, slots=True)
class Pointing:
    """From one anchor: logits of the first and the last word of each slot's phrase [slots, words], of nobody and of the rules' answer [2 × slots]."""

    starts: Array
    ends: Array
    none: Array


def pointing_from(window: Answers, biases: Biases, token: int, label: Label, numbers: NDArray[np.int64]) -> Pointing:
    """Where the claim anchored at the word points. `numbers` are the sentences of the window's words."""
    at, number, slots = token - window.first, LABELS.index(label), len(SLOTS)
    ask = (window.ask[at] + biases.ask[number]).reshape(slots, -1)
    apart = np.clip(numbers - numbers[at], -SENTENCES_APART, SENTENCES_APART) + SENTENCES_APART
    far = biases.far[:, distances(token, window.first, window.last)] + biases.far_sentence[:, apart]
    starts = np.einsum("sp,nsp->sn", ask, window.start.reshape(len(numbers), slots, -1)) + far[:slots]
    ends = np.einsum("sp,nsp->sn", ask, window.end.reshape(len(numbers), slots, -1)) + far[slots:]
    return Pointing(starts, ends, window.none[at] + biases.none[number])


@dataclass(frozen=True, slots=True)
class Filled:
    """The phrase for a slot, None for nobody; how likely it is right; whether it is the rules' own answer."""

    phrase: Passage | None
    likely: float
    as_rules: bool


def fill(
    made: Sketch, window: Answers, biases: Biases, pointing: Pointing, token: int, label: Label, slot: str
) -> Filled:
    """The likeliest of nobody, the rules' phrase and the phrases of the window."""
    s = SLOTS.index(slot)
    starts, ends = pointing.starts[s], pointing.ends[s]
    nobody, as_rules = pointing.none[s], pointing.none[len(SLOTS) + s]
    hint = made.phrase(token, label, slot)
    at = -1  # the first word of the rules' phrase, where it stands in the window
    if hint is None:
        nobody, as_rules = nobody + biases.silent[s], np.float32(-1e9)
    else:
        first, last = made.text.token_at(hint.start), made.text.token_at(hint.end - 1)
        if window.first <= first and last < window.last:
            at = first - window.first
            as_rules = as_rules + (starts[at] + ends[last - window.first]) / 2
    logits = np.concatenate([[nobody, as_rules], starts])
    likely = np.exp(logits - logits.max())
    likely /= likely.sum()
    best = int(np.argmax(likely[2:]))
    ruled = float(likely[1] + (likely[2 + at] if at >= 0 else 0.0))
    if hint is not None and ruled >= max(float(likely[0]), float(likely[2 + best])):
        return Filled(hint, ruled, True)
    if likely[0] >= likely[2 + best]:
        return Filled(None, float(likely[0]), hint is None)
    return Filled(_span(made, window, best, ends), float(likely[2 + best]), False)


def _span(made: Sketch, window: Answers, best: int, ends: Array) -> Passage:
    first = window.first + best
    stop = min(first + LONGEST_PHRASE, made.sentence_of(first).last, window.last)
    last = first + int(np.argmax(ends[best : best + max(1, stop - first)]))
    while last > first and made.text.tags[last] == "mark" and made.text.tokens[last].text not in "])":
        last -= 1
    return made.text.span(first, last)


def choose(made: Sketch, window: Answers, biases: Biases, token: int, label: Label, name: str) -> tuple[str, float]:
    """The word of a closed list, and how likely it is right."""
    before = 0
    for other, words in CHOICES.items():
        if other == name:
            break
        before += len(words)
    words = CHOICES[name]
    of = slice(before, before + len(words))
    number = LABELS.index(label)
    if name != "modality" and label[0] != "harm":
        return words[0], 1.0
    hint = before + words.index(made.choice(token, label, name))
    logits = window.choose[token - window.first, of] + biases.choose[number, of] + biases.choose_as[hint, of]
    likely = np.exp(logits - logits.max())
    likely /= likely.sum()
    best = int(np.argmax(likely))
    ruled = hint - before
    if (
        name == "modality"
        and words[best] == "asserted"
        and words[ruled] != "asserted"
        and likely[best] < SURELY_ASSERTED
    ):
        best = ruled  # taking for said what was denied or feared is the worse mistake
    return words[best], float(likely[best])

"""Slots: which phrase of the text, or which word of a list, fills each slot of a claim.

Takes a Sketch, the encoder's Answers and the word at which a claim is anchored. Gives for each slot the likeliest of nobody, the
rules' own answer and every phrase of the window, and how likely it is. Promises spans of the document, within one sentence.
"""

from dataclasses import dataclass
from itertools import accumulate
from math import exp

import numpy as np
from numpy.typing import NDArray

from daftar.model import Passage
from daftar.reading.judge.answers import SENTENCES_APART, Answers, Array, Biases, distances
from daftar.reading.judge.labels import CHOICES, LABELS, SLOTS, SLOTS_OF, Label
from daftar.reading.judge.proposals import Sketch

SURELY_ASSERTED = 0.995
"""How sure the encoder must be that a claim is asserted which the rules take for denied, feared or planned."""
LONGEST_PHRASE = 16
"""Words of the longest phrase that a slot is filled with."""
NEVER = -1e9
_CHOICES_AT = dict(zip(CHOICES, accumulate(map(len, CHOICES.values()), initial=0), strict=False))
"""Where the words of each closed list begin among the encoder's choices."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A window's words as anchors point at them: vectors of the first and of the last word of phrases [slots, words, width], each word's sentence."""

    window: Answers
    biases: Biases
    starts: Array
    ends: Array
    sentences: NDArray[np.int64]

    @classmethod
    def over(cls, window: Answers, biases: Biases, sentences: NDArray[np.int64]) -> "Pointer":
        """The pointer over a window whose words stand in these sentences."""
        starts, ends = (
            np.ascontiguousarray(told.reshape(len(sentences), len(SLOTS), -1).swapaxes(0, 1))
            for told in (window.start, window.end)
        )
        return cls(window, biases, starts, ends, sentences)

    def logits(self, token: int, label: Label, of: list[int]) -> tuple[Array, Array, Array]:
        """From an anchor, of some slots: first and last words [slots, words], and nobody beside the rules' answer [2, slots]."""
        window, biases, at, number = self.window, self.biases, token - self.window.first, LABELS.index(label)
        ask = (window.ask[at] + biases.ask[number]).reshape(len(SLOTS), -1, 1)[of]
        away = distances(token, window.first, window.last)
        apart = np.clip(self.sentences - self.sentences[at], -SENTENCES_APART, SENTENCES_APART) + SENTENCES_APART
        starts, ends = (
            (told[of] @ ask)[..., 0] + biases.far[rows][:, away] + biases.far_sentence[rows][:, apart]
            for told, rows in ((self.starts, of), (self.ends, [len(SLOTS) + one for one in of]))
        )
        return starts, ends, (window.none[at] + biases.none[number]).reshape(2, -1)[:, of]


@dataclass(frozen=True, slots=True)
class Filled:
    """The phrase for a slot, None for nobody; how likely it is right; whether it is the rules' own answer."""

    phrase: Passage | None
    likely: float
    as_rules: bool


def fill(made: Sketch, pointer: Pointer, token: int, label: Label) -> dict[str, Filled]:
    """For each slot of the claim anchored at the word the likeliest of nobody, the rules' phrase and the phrases of the window."""
    window, names = pointer.window, SLOTS_OF[label[0]]
    of = [SLOTS.index(name) for name in names]
    starts, ends, (nobody, as_rules) = pointer.logits(token, label, of)
    hints = [made.phrase(token, label, name) for name in names]
    seen: list[int | None] = [None] * len(names)  # the first word of the rules' phrase, where it stands in the window
    for row, hint in enumerate(hints):
        if hint is None:
            nobody[row] += pointer.biases.silent[of[row]]
            as_rules[row] = NEVER
            continue
        first, last = made.text.token_at(hint.start), made.text.token_at(hint.end - 1)
        if window.first <= first and last < window.last:
            seen[row] = first - window.first
            as_rules[row] += (starts[row, first - window.first] + ends[row, last - window.first]) / 2
    logits = np.concatenate([nobody[:, None], as_rules[:, None], starts], axis=1)
    likely = np.exp(logits - logits.max(axis=1, keepdims=True))
    likely /= likely.sum(axis=1, keepdims=True)
    best = likely[:, 2:].argmax(axis=1).tolist()
    found: dict[str, Filled] = {}
    for row, (name, hint) in enumerate(zip(names, hints, strict=True)):
        at, first = seen[row], best[row]
        none, phrase = float(likely[row, 0]), float(likely[row, 2 + first])
        ruled = float(likely[row, 1]) + (float(likely[row, 2 + at]) if at is not None else 0.0)
        if hint is not None and ruled >= max(none, phrase):
            found[name] = Filled(hint, ruled, True)
        elif none >= phrase:
            found[name] = Filled(None, none, hint is None)
        else:
            found[name] = Filled(_span(made, window, first, ends[row]), phrase, False)
    return found


def _span(made: Sketch, window: Answers, best: int, ends: Array) -> Passage:
    first = window.first + best
    stop = min(first + LONGEST_PHRASE, made.sentence_of(first).last, window.last)
    last = first + int(np.argmax(ends[best : best + max(1, stop - first)]))
    while last > first and made.text.tags[last] == "mark" and made.text.tokens[last].text not in "])":
        last -= 1
    return made.text.span(first, last)


def choose(made: Sketch, window: Answers, biases: Biases, token: int, label: Label, name: str) -> tuple[str, float]:
    """The word of a closed list, and how likely it is right. All lists but modality's are of harm alone."""
    words = CHOICES[name]
    if name != "modality" and label[0] != "harm":
        return words[0], 1.0
    begin, ruled = _CHOICES_AT[name], words.index(made.choice(token, label, name))
    of = slice(begin, begin + len(words))
    logits = window.choose[token - window.first, of] + biases.choose[LABELS.index(label), of]
    told = (logits + biases.choose_as[begin + ruled, of]).tolist()
    most = max(told)
    likely = [exp(one - most) for one in told]
    best = likely.index(max(likely))
    sure = likely[best] / sum(likely)
    if name == "modality" and words[best] == "asserted" and words[ruled] != "asserted" and sure < SURELY_ASSERTED:
        best = ruled  # taking for said what was denied or feared is the worse mistake
    return words[best], likely[best] / sum(likely)

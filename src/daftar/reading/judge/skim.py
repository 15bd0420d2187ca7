"""Skim: which stretches of a text may tell of force, harm, control, access or alignment at all.

Takes a text and the weights of words that speak for such telling. Gives the text, as long as it was, with blanks where no sentence near
holds such words. Promises that offsets hold, and that a text of which half may tell something is left whole.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from daftar.reading.language.sentences import bounds, case_of

NEAR = 2
"""Sentences either side of one with signs that are read with it: a voice, a place, a pronoun's people may stand there."""
HALF = 0.5
_WRITING = re.compile(r"[^\n\"“”«»]")
_WORDS = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def skimmed(text: str, signs: Mapping[str, float], least: float, half: float = HALF) -> str:
    """The text with blanks for what need not be read. `signs` are weights of lower-case words, `least` the weight of a sentence that tells.

    A text of which a share of `half` may tell something is left whole.
    """
    starts = [start for _, start, _ in bounds(text, case_of(text))]
    if not starts:
        return text
    spans = list(pairwise((0, *starts[1:], len(text))))
    read = _widened([weight(text[start:end], signs) >= least for start, end in spans])
    if sum(read) >= half * len(read):
        return text
    return "".join(
        text[start:end] if kept else _blank(text[start:end]) for kept, (start, end) in zip(read, spans, strict=True)
    )


def weight(sentence: str, signs: Mapping[str, float]) -> float:
    """How much the words of the sentence speak for a claim: the strongest, and half of the next three."""
    found = sorted((signs.get(word, 0.0) for word in words_of(sentence)), reverse=True)
    return found[0] + sum(found[1:4]) / 2 if found else 0.0


def words_of(sentence: str) -> set[str]:
    """The words that are looked up, in lower case."""
    return set(_WORDS.findall(sentence.lower()))


def _widened(told: Sequence[bool]) -> list[bool]:
    read = [False] * len(told)
    for at, tells in enumerate(told):
        if tells:
            for near in range(max(0, at - NEAR), min(len(told), at + NEAR + 1)):
                read[near] = True
    return read


def _blank(piece: str) -> str:
    """As many blanks, line ends and quotation marks kept: they part paragraphs and turns of speech."""
    return _WRITING.sub(" ", piece)

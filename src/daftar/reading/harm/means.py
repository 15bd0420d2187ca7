"""Means: with what people were hurt, by the cue words around the harm.

Takes a cut Text, a sentence and the token of the harm word. Gives one of the codebook's means. Promises `unknown` where no cue word stands
in the sentence or in the nearest earlier one of the same happening.
"""

from bisect import bisect_left
from functools import cache

from daftar.model.vocabulary import MEANS, Means
from daftar.reading.language.sentences import Sentence, Text
from daftar.vocabulary import vocabulary

_MOST = 12  # cues either side of the harm word that are looked at
_NEAR = 12  # tokens: a cue this near to the harm word outweighs a stronger one that is farther


@cache
def _cues() -> dict[str, list[tuple[tuple[str, ...], Means]]]:
    """The cue phrases by first word, longest first."""
    by_word: dict[str, list[tuple[tuple[str, ...], Means]]] = {}
    for means in MEANS:
        for phrase in vocabulary("means")["cues"].get(means, ()):
            words = tuple(phrase.split())
            by_word.setdefault(words[0], []).append((words, means))
    for listed in by_word.values():
        listed.sort(key=lambda cue: -len(cue[0]))
    return by_word


def is_crewed(word: str) -> bool:
    """Whether a lower-case noun names a craft that people fly: it may stand for them."""
    return word in vocabulary("means")["crewed"].split()


@cache
def is_weapon(word: str) -> bool:
    """Whether a lower-case noun names a weapon or what it does: nobody, unless a crew is in it."""
    return not is_crewed(word) and (
        (word,) in {words for words, _ in _cues().get(word, ())} or word in vocabulary("means")["debris"].split()
    )


def find_means(text: Text, sentence: Sentence) -> tuple[tuple[int, Means], ...]:
    """The cue words of the sentence: their tokens and means, in order."""
    cues, tokens = _cues(), text.tokens
    found: list[tuple[int, Means]] = []
    at = sentence.first
    while at < sentence.last:
        for words, means in cues.get(tokens[at].lower, ()):
            if all(at + i < sentence.last and tokens[at + i].lower == word for i, word in enumerate(words)):
                found.append((at, means))
                at += len(words) - 1
                break
        at += 1
    return tuple(found)


def means_near(found: tuple[tuple[int, Means], ...], index: int) -> Means:
    """Of the cues of one sentence the one that weighs most, those near the harm word first; `unknown` where there is none."""
    if not found:
        return "unknown"
    order: list[Means] = vocabulary("means")["order"]
    at = bisect_left(found, index, key=lambda cue: cue[0])
    around = found[max(0, at - _MOST) : at + _MOST]
    near = [means for cue, means in around if abs(cue - index) <= _NEAR]
    return min(near or [means for _, means in around], key=order.index)

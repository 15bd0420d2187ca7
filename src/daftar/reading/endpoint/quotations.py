"""Quotations: where in the document the words stand that the model says it quotes.

Takes words and the Piece that the model was shown. Gives Passages, or the Trouble that they stand nowhere, or in several places. Promises
that a Passage quotes the document and not the model, that only white space may differ, that words are whole words, and that nothing
is found outside what was shown.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from daftar.model import Passage
from daftar.reading.endpoint.pieces import Piece, Span
from daftar.reading.endpoint.troubles import Trouble
from daftar.reading.language.sentences import Text

MOST_SENTENCES = 3
"""Sentences that may carry one claim: two by the codebook, and where we cut one in two, three."""

_LONGEST_PHRASE = 400


def find_evidence(text: Text, piece: Piece, words: str) -> Passage | Trouble:
    """The whole sentences of the piece that these words stand in."""
    found = {_widened(text, span) for span in _occurrences(text, words, piece.span)}
    if not found:
        elsewhere = any(_occurrences(text, words, span) for span in piece.shown)
        return Trouble("endpoint.outside" if elsewhere else "endpoint.quote", f"sentence “{words}”")
    if len(found) > 1:
        return Trouble("endpoint.ambiguous", f"sentence “{words}”")
    first, last = found.pop()
    if last - first >= MOST_SENTENCES:
        return Trouble("endpoint.evidence", f"sentence “{words}”")
    return text.passage(text.sentences[first].start, text.sentences[last].end)


def find_phrase(text: Text, piece: Piece, evidence: Passage, words: str) -> Passage | None:
    """The phrase in the evidence, first mention first; else where it stands nearest to it, before rather than behind."""
    if len(words) > _LONGEST_PHRASE:
        return None
    if within := find_within(text, evidence, words):
        return within[0]
    spans = [span for shown in piece.shown for span in _occurrences(text, words, shown)]
    nearest = min(
        spans, key=lambda span: (max(evidence.start - span[1], span[0] - evidence.end), span[0]), default=None
    )
    return text.passage(*nearest) if nearest is not None else None


def find_within(text: Text, evidence: Passage, words: str) -> tuple[Passage, ...]:
    """Every place in the evidence where the words stand."""
    return tuple(text.passage(*span) for span in _occurrences(text, words, (evidence.start, evidence.end)))


def find_shown(text: Text, piece: Piece, words: str) -> tuple[Passage, ...]:
    """Every place in what the model was shown where the words stand, in order."""
    return tuple(text.passage(*span) for shown in piece.shown for span in _occurrences(text, words, shown))


def find_pair(left: Sequence[Passage], right: Sequence[Passage]) -> tuple[Passage, Passage] | None:
    """A number and whom it counts, out of their mentions in order: the two nearest to each other, number first rather than last."""
    starts = [passage.start for passage in right]
    pairs: list[tuple[bool, int, Passage, Passage]] = []
    for number in left:
        at = bisect_left(starts, number.end)
        if at < len(right):
            pairs.append((False, right[at].start - number.end, number, right[at]))
        elif at and right[at - 1].end <= number.start:
            pairs.append((True, number.start - right[at - 1].end, number, right[at - 1]))
    return min(pairs, key=itemgetter(0, 1))[2:] if pairs else None


def is_pronoun(text: Text, passage: Passage) -> bool:
    """Whether the passage is a pronoun and nothing else."""
    first, last = text.token_at(passage.start), text.token_at(passage.end - 1)
    return first == last and text.tags[first] == "pron"


def _occurrences(text: Text, words: str, within: Span) -> list[Span]:
    parts = words.split()
    if not parts or sum(map(len, parts)) > within[1] - within[0]:
        return []
    pattern = r"\s+".join(map(re.escape, parts))
    left = r"(?<!\w)" if re.match(r"\w", parts[0]) else ""
    right = r"(?!\w)" if re.search(r"\w$", parts[-1]) else ""
    found = re.compile(f"{left}{pattern}{right}").finditer(text.text, *within)
    return [match.span() for match in found]


def _widened(text: Text, span: Span) -> Span:
    """The numbers of the first and the last sentence that the span touches."""
    return text.sentence_at(span[0]).number, text.sentence_at(span[1] - 1).number

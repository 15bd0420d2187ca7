"""Bounds: how many a number phrase says, by the same exact code whoever found the phrase.

Takes a document's number phrases and the words that the model took for a number. Gives a Count. Promises that no number comes from the
model: where the code cannot compute one there is none, and where no words count anybody, only the bounds that the codebook gives
to a name, to a plural and to nobody may stand.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from daftar.model import Count, Passage
from daftar.reading.endpoint.pieces import Span
from daftar.reading.harm.counts import CountMention
from daftar.reading.harm.numbers import read_number
from daftar.vocabulary import vocabulary

Given = tuple[int | None, int | None]

UNSPOKEN: frozenset[Given] = frozenset([(None, None), (0, 0), (1, 1), (2, None)])
"""A group without a number, nobody hurt, one person, a plural."""

_ARTICLES = frozenset(["a", "an", "another"])


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number phrases of a document in order, none within another, and where each starts."""

    mentions: tuple[CountMention, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, mentions: Sequence[CountMention]) -> "Numbers":
        """Of what `find_counts` found."""
        return cls(tuple(mentions), tuple(mention.words.start for mention in mentions))

    def touching(self, passage: Passage) -> tuple[CountMention, ...]:
        """The number phrases that share text with the passage."""
        first = max(0, bisect_right(self.starts, passage.start) - 1)
        last = bisect_right(self.starts, passage.end - 1)
        return tuple(mention for mention in self.mentions[first:last] if mention.words.end > passage.start)


def count_of(numbers: Numbers, passage: Passage) -> tuple[Span, Count] | None:
    """Where the number phrase at this passage stands, as wide as its bounds need ("at least four" for "four"), and its count.

    None where the passage holds no number, or several, or one that in its place counts no people: a year, an age.
    """
    touching = numbers.touching(passage)
    if len(touching) == 1:
        words = touching[0].words
        return (min(words.start, passage.start), max(words.end, passage.end)), touching[0].count
    if touching or any(sign.isdigit() for sign in passage.quote):
        return None
    words_of = passage.quote.lower().removesuffix(" of").split()
    read = read_number(words_of)
    return ((passage.start, passage.end), Count(*read[0])) if read is not None and read[1] == len(words_of) else None


def is_group(number: Passage, victims: Passage | None) -> bool:
    """Whether the number only opens a group of nobody knows how many: "a family"."""
    if victims is None or number.quote.lower() not in _ARTICLES:
        return False
    return not _several().isdisjoint(re.findall(r"\w+", victims.quote.lower()))


@cache
def _several() -> frozenset[str]:
    return frozenset(vocabulary("endpoint")["several"].split())

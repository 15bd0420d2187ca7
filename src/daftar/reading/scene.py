"""Scene: which place and which time hold at a point of the text.

Takes a cut Text and the passages that the finders of places, areas and times gave. Gives the `place` and `when` of a claim: the
phrase in its sentence that stands nearest, its own clause first, else the one carried from a neighbouring sentence of plainly
the same happening. Promises that nothing is carried across a turn ("Meanwhile in", "Elsewhere"), nor from a dateline.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from daftar.model import Passage
from daftar.reading.sentences import Sentence, Text

_TURN = re.compile(
    r"\W*(?:meanwhile|elsewhere|separately|in (?:a separate|another|other)|in an unrelated|on another front|previously|earlier this"
    r"|in related|a separate)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[;:]|, (?=(?:while|whereas|but|after|when|where|and (?:in|on|at)|who|which|as)\b)|\b(?:while|whereas|after|before)\b",
    re.IGNORECASE,
)
_BACK = 3  # sentences over which a place or a time carries forward


@dataclass(frozen=True, slots=True)
class _Spans:
    """Passages in order, with their starts."""

    passages: tuple[Passage, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> "_Spans":
        ordered = tuple(sorted(passages, key=lambda passage: (passage.start, -passage.end)))
        return cls(ordered, tuple(passage.start for passage in ordered))

    def within(self, start: int, end: int) -> tuple[Passage, ...]:
        return self.passages[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


@dataclass(frozen=True, slots=True)
class Scene:
    """The places and times of one document, by offset. Of an area and a place that overlap, the longer one stands."""

    text: Text
    places: tuple[Passage, ...]
    areas: tuple[Passage, ...]
    times: tuple[Passage, ...]
    _where: _Spans = field(init=False, repr=False, compare=False)
    _when: _Spans = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_where", _Spans.of(_longest([*self.places, *self.areas])))
        object.__setattr__(self, "_when", _Spans.of(_longest(self.times)))

    def place(self, anchor: int, sentence: Sentence) -> Passage | None:
        """Where what stands at the anchor happened, verbatim; None if the text does not say."""
        return self._nearest(self._where, anchor, sentence) or self._carried(self._where, sentence)

    def time(self, anchor: int, sentence: Sentence) -> Passage | None:
        """When what stands at the anchor happened, verbatim; None if the text does not say."""
        return self._nearest(self._when, anchor, sentence) or self._carried(self._when, sentence)

    def names_place(self, start: int, end: int) -> bool:
        """Whether these offsets lie within the name of a place."""
        at = bisect_left(self._where.starts, start + 1) - 1
        return at >= 0 and self._where.passages[at].end >= end

    def times_in(self, sentence: Sentence) -> tuple[Passage, ...]:
        """The times that the sentence names."""
        return self._when.within(sentence.start, sentence.end)

    def places_in(self, sentence: Sentence) -> tuple[Passage, ...]:
        """The places that the sentence names, its dateline's left out."""
        return tuple(
            passage
            for passage in self._where.within(sentence.start, sentence.end)
            if not self._dateline(passage, sentence)
        )

    def turns(self, sentence: Sentence) -> bool:
        """Whether the sentence says of itself that it goes on to something else."""
        return _TURN.match(self.text.text, sentence.start, sentence.end) is not None

    def _nearest(self, spans: _Spans, anchor: int, sentence: Sentence) -> Passage | None:
        found = [
            passage for passage in spans.within(sentence.start, sentence.end) if not self._dateline(passage, sentence)
        ]
        if not found:
            return None
        words = self.text.text[sentence.start : sentence.end]
        cuts = [sentence.start + match.start() for match in _CLAUSE.finditer(words)]

        def rank(passage: Passage) -> tuple[int, int]:
            low, high = min(anchor, passage.start), max(anchor, passage.start)
            crossed = sum(low < cut < high for cut in cuts)
            return crossed, high - low if passage.start > anchor else (
                high - low
            ) * 2  # what follows a verb tells where

        return min(found, key=rank)

    def _carried(self, spans: _Spans, sentence: Sentence) -> Passage | None:
        sentences = self.text.sentences
        number = sentence.number
        for back in range(1, _BACK + 1):
            if number - back < 0 or self.turns(sentences[number - back + 1]):
                break
            found = self._last(spans, sentences[number - back])
            if found is not None:
                return found
        if (
            number + 1 < len(sentences)
            and sentences[number + 1].paragraph == sentence.paragraph
            and not self.turns(sentences[number + 1])
        ):
            found_after = spans.within(sentences[number + 1].start, sentences[number + 1].end)
            return found_after[0] if found_after else None
        return None

    def _last(self, spans: _Spans, sentence: Sentence) -> Passage | None:
        found = [
            passage for passage in spans.within(sentence.start, sentence.end) if not self._dateline(passage, sentence)
        ]
        return found[-1] if found else None

    def _dateline(self, passage: Passage, sentence: Sentence) -> bool:
        """As in "KABUL, 13 Dec (Agency) --", "patna: the police": the place or day that a report is sent from."""
        if passage.start > sentence.start + 60:
            return False
        return _DATELINE.match(
            self.text.text, sentence.start, sentence.end
        ) is not None and passage.end <= _dateline_end(self.text.text, sentence)


_DATELINE = re.compile(r"[^\n.:]{2,40}?(?::\s|\s?\([A-Za-z ./]{2,30}\)\s?(?:--?|[–—])?\s?|\s(?:--|[–—])\s)")


def _dateline_end(text: str, sentence: Sentence) -> int:
    match = _DATELINE.match(text, sentence.start, sentence.end)
    return match.end() if match else sentence.start


def _longest(passages: Sequence[Passage]) -> list[Passage]:
    """The passages without those that lie within another."""
    kept: list[Passage] = []
    for passage in sorted(passages, key=lambda passage: (passage.start, -passage.end)):
        if not kept or passage.start >= kept[-1].end:
            kept.append(passage)
    return kept

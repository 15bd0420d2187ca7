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
    r"\W*(?:meanwhile|elsewhere|separately|in (?:a separate|another|other)|in an unrelated|on another front|previously"
    r"|in related|a separate)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[;:]|, (?=(?:while|whereas|but|after|when|where|and (?:in|on|at)|who|which|as)\b)|\b(?:while|whereas|after|before)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[^\n.:]{2,40}?(?::\s|\s?\([A-Za-z ./]{2,30}\)\s?(?:--?|[–—])?\s?|\s(?:--|[–—])\s)")
_LED = re.compile(
    r"(?:in|at|near|on|from|of|outside|inside|around|across|over|during|since|last|this)\b", re.IGNORECASE
)
_LEADS = re.compile(
    r"(?:\b(?:in|at|near|on|from|of|outside|inside|around|to|into|across|over|during|since|last|this)|,)\s+(?:the\s+|a\s+)?$",
    re.IGNORECASE,
)
_PEOPLES = re.compile(r"(?:[a-z](?:an|ans|ese|ish|ni|nis|qi|qis|li|lis|eli|ari)|U\. ?S\.)$", re.IGNORECASE)
_BACK = 3  # sentences over which a place or a time carries forward
_WINDOW = 400  # characters either side of an anchor in which a phrase of its sentence is looked for


@dataclass(frozen=True, slots=True)
class _Spans:
    """Passages in order, none within another, with their starts."""

    passages: tuple[Passage, ...]
    starts: tuple[int, ...]

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
        object.__setattr__(self, "_where", _spans(self.text, (*self.places, *self.areas)))
        object.__setattr__(self, "_when", _spans(self.text, self.times))

    def place(self, anchor: int, sentence: Sentence) -> Passage | None:
        """Where what stands at the anchor happened, verbatim; None if the text does not say."""
        here = self._nearest(self._where, anchor, sentence)
        if here is not None and (self._led(here) or not _PEOPLES.search(here.quote)):
            return here
        return self._carried(self._where, sentence)

    def time(self, anchor: int, sentence: Sentence) -> Passage | None:
        """When what stands at the anchor happened, verbatim; None if the text does not say."""
        return self._nearest(self._when, anchor, sentence) or self._carried(self._when, sentence)

    def time_told(self, anchor: int, sentence: Sentence, *, clause: bool = False) -> Passage | None:
        """When, as the anchor's own sentence tells it, or with `clause` its own clause: for what stands, nothing is carried."""
        told = self._nearest(self._when, anchor, sentence)
        if told is None or not clause:
            return told
        low, high = min(anchor, told.start), max(anchor, told.start)
        return None if any(low < cut.start() < high for cut in _CLAUSE.finditer(self.text.text, low, high)) else told

    def names_place(self, start: int, end: int) -> bool:
        """Whether these offsets lie within the name of a place."""
        at = bisect_left(self._where.starts, start + 1) - 1
        return at >= 0 and self._where.passages[at].end >= end

    def turns(self, sentence: Sentence) -> bool:
        """Whether the sentence says of itself that it goes on to something else."""
        return _TURN.match(self.text.text, sentence.start, sentence.end) is not None

    def _nearest(self, spans: _Spans, anchor: int, sentence: Sentence) -> Passage | None:
        """The phrase of the sentence that stands best: led by a preposition, in the anchor's clause, near, behind the anchor."""
        start, end = max(sentence.start, anchor - _WINDOW), min(sentence.end, anchor + _WINDOW)
        found = spans.within(start, end)
        if not found:
            return None
        cuts = [match.start() for match in _CLAUSE.finditer(self.text.text, start, end)]

        def rank(passage: Passage) -> tuple[int, int, int]:
            low, high = min(anchor, passage.start), max(anchor, passage.start)
            crossed = sum(low < cut < high for cut in cuts)
            return (not self._led(passage), crossed, high - low if passage.start > anchor else 2 * (high - low))

        return min(found, key=rank)

    def _led(self, passage: Passage) -> bool:
        """Whether a preposition leads the phrase: "in Aleppo" tells where, "Aleppo's mayor" hardly does."""
        before = self.text.text[max(0, passage.start - 14) : passage.start]
        return _LEADS.search(before) is not None or _LED.match(passage.quote) is not None

    def _carried(self, spans: _Spans, sentence: Sentence) -> Passage | None:
        sentences, number = self.text.sentences, sentence.number
        for back in range(1, min(_BACK, number) + 1):
            if self.turns(sentences[number - back + 1]):
                break
            earlier = sentences[number - back]
            found = spans.within(earlier.start, earlier.end)
            if found:
                return next((passage for passage in reversed(found) if self._led(passage)), found[-1])
        if number + 1 < len(sentences) and not self.turns(sentences[number + 1]):
            following = sentences[number + 1]
            found = spans.within(following.start, following.end) if following.paragraph == sentence.paragraph else ()
            return found[0] if found else None
        return None


def _spans(text: Text, passages: Sequence[Passage]) -> _Spans:
    """The passages in order, without those within another or in a dateline."""
    kept: list[Passage] = []
    for passage in sorted(passages, key=lambda passage: (passage.start, -passage.end)):
        if (not kept or passage.start >= kept[-1].end) and not (text.sentences and _in_dateline(text, passage)):
            kept.append(passage)
    return _Spans(tuple(kept), tuple(passage.start for passage in kept))


def _in_dateline(text: Text, passage: Passage) -> bool:
    """Whether the passage stands where a report is sent from: "KABUL, 13 Dec (Agency) --", "valdora: the police"."""
    sentence = text.sentence_at(passage.start)
    if passage.end > sentence.start + 60:
        return False
    dateline = _DATELINE.match(text.text, sentence.start, sentence.end)
    return dateline is not None and passage.end <= dateline.end()

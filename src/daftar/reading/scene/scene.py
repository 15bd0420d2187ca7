"""Scene: which place and which time hold at a point of the text.

Takes a cut Text and the passages that the finders of places, areas and times gave. Gives the `place` and `when` of a claim: the
phrase in its sentence that stands nearest, its own clause first, else the one carried from a neighbouring sentence of plainly
the same happening. Promises that nothing is carried across a turn ("Meanwhile in", "Elsewhere"), nor from a dateline.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from daftar.model import Passage
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.who.parties import is_party

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
_STRUCK = re.compile(  # verbs whose object is where a thing was done
    r"\b(?:hits?|hitting|struck|strikes?|striking|shell(?:s|ed|ing)|bomb(?:s|ed|ing)|target(?:s|ed|ing)|attack(?:s|ed|ing)?|rock(?:s|ed|ing)"
    r"|raid(?:s|ed|ing)?|storm(?:s|ed|ing)?|pound(?:s|ed|ing)?|(?:re)?captur(?:es?|ed|ing)|(?:re)?tak(?:es?|ing)|(?:re)?took|defending|defended"
    r"|against|towards?|off)\s+(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
_CARE = re.compile(r"(?:hospitals?|clinics?|morgues?|infirmary|mortuary|court|courthouse|courtroom)$", re.IGNORECASE)
_BROUGHT = re.compile(r"\b(?:to|at|in|from|into)\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)
_WITHIN = re.compile(  # what joins a place to the larger one that holds it
    r",?\s+(?:in|of|near|outside|on|at|[\w.]+ (?:km|kilomet(?:er|re)s|miles?) \w+ of|(?:just )?(?:north|south|east|west)\w* of|,)\s+"
    r"(?:the\s+)?(?:(?!(?:and|or|but|on|who|which|where|that|when)\b)[\w-]+\s+){0,3}",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:in|at|near|outside|around|inside|(?:fire|fired|attack|strike|raid|shelling|assault|offensive|bombing|landed|fell) on|struck|hit|shelled|bombed)\s+"
    r"(?:the\s+)?((?:[A-Z][\w’'-]*[a-z])(?:[ ](?:[A-Z][\w-]*|\d{1,3}))*)(?![\w’'])"
    r"|\b((?:Hill|Height|Point|Post|Camp|Fort|Base|Road|Route|Highway) \d{1,4})\b"
)
_LENGTH = re.compile(  # "three days after the fall": how long, not when
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several) (?:minute|hour|day|week|month|year)s (?:after|before)\b"
)
_NO_NAMES = frozenset(
    """january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday
    sunday ramadan i it he she they we its his their mr mrs dr general colonel god""".split()
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

    def holds(self, passage: Passage) -> bool:
        """Whether one of them holds the passage."""
        at = bisect_left(self.starts, passage.start + 1) - 1
        return at >= 0 and self.passages[at].end >= passage.end


@dataclass(frozen=True, slots=True)
class Scene:
    """The places and times of one document, by offset. Of an area and a place that overlap, the longer one stands.

    `voices` are the phrases of those who speak and the words between them and what they say: a place or a time there is theirs.
    """

    text: Text
    places: tuple[Passage, ...]
    areas: tuple[Passage, ...]
    times: tuple[Passage, ...]
    voices: tuple[Passage, ...] = ()
    _area_starts: frozenset[int] = field(init=False, repr=False, compare=False)
    _voices: _Spans = field(init=False, repr=False, compare=False)
    _names: _Spans = field(init=False, repr=False, compare=False)
    _where: _Spans = field(init=False, repr=False, compare=False)
    _when: _Spans = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        voices = _spans(self.text, self.voices)
        object.__setattr__(self, "_voices", voices)
        object.__setattr__(self, "_area_starts", frozenset(area.start for area in self.areas))
        places = _spans(self.text, (*self.places, *self.areas, *_named(self.text)))
        sites = tuple(place for place in places.passages if not voices.holds(place) and self._is_site(place))
        object.__setattr__(self, "_names", places)
        object.__setattr__(self, "_where", _joined(self.text, sites))
        told = _spans(self.text, self.times).passages
        times = tuple(time for time in told if not voices.holds(time) and not self._is_length(time))
        object.__setattr__(self, "_when", _Spans(times, tuple(time.start for time in times)))

    def place(self, anchor: int, sentence: Sentence) -> Passage | None:
        """Where what stands at the anchor happened, verbatim; None if the text does not say."""
        return self._nearest(self._where, anchor, sentence) or self._carried(self._where, sentence)

    def place_told(self, anchor: int, sentence: Sentence) -> Passage | None:
        """Where, as the anchor's own sentence tells it: for another deed than the one told before, nothing is carried."""
        return self._nearest(self._where, anchor, sentence)

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
        at = bisect_left(self._names.starts, start + 1) - 1
        return at >= 0 and self._names.passages[at].end >= end

    def speaks(self, start: int, end: int) -> bool:
        """Whether these offsets lie within the phrase of one who speaks."""
        return self._voices.holds(Passage(start, end, self.text.text[start:end]))

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
        return _LEADS.search(before) is not None or _LED.match(passage.quote) is not None or self._is_struck(passage)

    def _is_struck(self, passage: Passage) -> bool:
        """Whether the phrase is the object of an attack or a capture."""
        return _STRUCK.search(self.text.text, max(0, passage.start - 20), passage.start) is not None

    def _is_site(self, place: Passage) -> bool:
        """Whether something may have been done there: no people's name, no owner, no place where the hurt are brought."""
        before = self.text.text[max(0, place.start - 20) : place.start]
        if _CARE.search(place.quote) and _BROUGHT.search(before):
            return False
        if place.start in self._area_starts and (self._qualifies(place) or self._names_party(place)):
            return False
        owner = self.text.text[place.end : place.end + 2] in ("'s", "’s")
        return not owner and (self._led(place) or not _PEOPLES.search(place.quote))

    def _is_length(self, time: Passage) -> bool:
        return _LENGTH.match(self.text.text, time.start) is not None

    def _names_party(self, place: Passage) -> bool:
        """As in "the Eastern Front": a name in which a word for a place stands."""
        named = self.text.case == "mixed" and place.quote.split()[-1][:1].isupper()
        return named and is_party(self.text, place)

    def _qualifies(self, place: Passage) -> bool:
        """Whether a noun goes on right after the phrase: "a roadside bomb"."""
        after = self.text.token_at(place.end - 1) + 1
        if (
            after >= len(self.text.tokens)
            or self.text.tags[after] != "noun"
            or _WITHIN.match(self.text.text, place.end)
        ):
            return False
        return self.text.text[place.end : self.text.tokens[after].start] == " "

    def _carried(self, spans: _Spans, sentence: Sentence) -> Passage | None:
        sentences, number = self.text.sentences, sentence.number
        for back in range(1, min(_BACK, number) + 1):
            if self.turns(sentences[number - back + 1]):
                break
            earlier = sentences[number - back]
            found = spans.within(earlier.start, earlier.end)
            if found:
                struck = (passage for passage in found if self._is_struck(passage))
                led = (passage for passage in reversed(found) if self._led(passage))
                return next(struck, None) or next(led, found[-1])
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


def _named(text: Text) -> Iterator[Passage]:
    """Names behind a preposition of place that no gazetteer knows: villages, streets, hills."""
    if text.case != "mixed":
        return
    for match in _NAMED.finditer(text.text):
        name = text.passage(*match.span(1 if match[1] else 2))
        if name.quote.split()[0].lower() not in _NO_NAMES and not is_party(text, name):
            yield name


def _joined(text: Text, places: Sequence[Passage]) -> _Spans:
    """The places, each with the larger one that the words after it put it in: "a mill south of Orsk"."""
    joined: list[Passage] = []
    for place in places:
        last = joined[-1] if joined else None
        if last is not None and _WITHIN.fullmatch(text.text, last.end, place.start):
            joined[-1] = text.passage(last.start, place.end)
        else:
            joined.append(place)
    return _Spans(tuple(joined), tuple(place.start for place in joined))


def _in_dateline(text: Text, passage: Passage) -> bool:
    """Whether the passage stands where a report is sent from: "KABUL, 13 Dec (Agency) --", "valdora: the police"."""
    sentence = text.sentence_at(passage.start)
    if passage.end > sentence.start + 60:
        return False
    dateline = _DATELINE.match(text.text, sentence.start, sentence.end)
    return dateline is not None and passage.end <= dateline.end()

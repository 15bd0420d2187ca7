"""Voices: to whom the text attributes what stands at an offset.

Takes a cut Text and its Attributions. Gives Voices: the verbatim phrase of the voice at any offset, None where the document itself
speaks. Promises the codebook's rules: the innermost voice that the text names; one voice, one phrase, the fullest; carried over a
quotation's following sentences until the voice changes; the issuer speaking of itself is the document.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from daftar.model import Passage
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.voices.asides import find_asides
from daftar.reading.voices.attributions import Attribution, find_attributions
from daftar.reading.voices.quotations import is_open_at_end
from daftar.reading.voices.speakers import Speakers

__all__ = ["Attribution", "Voices", "find_attributions", "voices_of"]


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices of one text: from `starts[i]` on, up to the next start, `voices[i]` speak; none is the document."""

    starts: tuple[int, ...]
    voices: tuple[tuple[Passage, ...], ...]

    def all_at(self, offset: int, sentence: Sentence) -> tuple[Passage, ...]:
        """The voices at that offset: two where two are named together, () where the document itself asserts."""
        at = bisect_right(self.starts, offset) - 1
        return self.voices[at] if at >= 0 else ()

    def at(self, offset: int, sentence: Sentence) -> Passage | None:
        """The voice at that offset, the first where two are named together; None where the document itself asserts."""
        found = self.all_at(offset, sentence)
        return found[0] if found else None


@dataclass(slots=True)
class _Turn:
    """One attribution's content with the voices that it was resolved to."""

    spans: tuple[tuple[int, int], ...]
    voices: tuple[Passage, ...]


def voices_of(text: Text, attributions: tuple[Attribution, ...], *, publisher: str | None = None) -> Voices:
    """The voices over the whole text. `publisher` speaking of itself is the document. Time n log n."""
    speakers = Speakers(text)
    issuer = _words(publisher) if publisher else frozenset()
    turns: list[_Turn] = []
    resolved: dict[int, Passage | None] = {}
    for number, attribution in enumerate(attributions):
        if attribution.source is None:
            continue
        at = attribution.source.start  # a source that goes on speaking stays who it was, whoever was named meanwhile
        if at not in resolved:
            resolved[at] = speakers.resolved(attribution.source, relays=_relays(attributions, number))
        phrase = resolved[at]
        if not attribution.voiced or phrase is None:
            continue
        named = _words(phrase.quote)
        own = bool(issuer) and (named <= issuer or (len(issuer) > 1 and issuer <= named))  # "the teams of …", too
        voices = () if own else _parted(text, phrase)
        turns.append(_Turn(tuple((piece.start, piece.end) for piece in attribution.content), voices))
    spoken = _innermost(turns)
    return _carried(text, spoken)


def _relays(attributions: tuple[Attribution, ...], number: int) -> bool:
    """Whether "according to X" passes on what another is said to say right before: "six died, the clinic said, according to X"."""
    this, before = attributions[number], attributions[max(0, number - 1)]
    if this.manner != "according" or number == 0 or before.source is None or not before.voiced:
        return False
    return any(piece.start <= before.source.start and before.source.end <= piece.end for piece in this.content)


Stretch = tuple[int, int, tuple[Passage, ...]]


def _innermost(turns: list[_Turn]) -> list[Stretch]:
    """The text cut into stretches, each with the voices of the content that opened last among those that cover it."""
    opened = sorted(
        ((start, -end, turn.voices) for turn in turns for start, end in turn.spans), key=lambda item: item[:2]
    )
    found: list[Stretch] = []
    stack: list[tuple[int, tuple[Passage, ...]]] = []
    at = 0

    def speak(until: int) -> None:
        nonlocal at
        while stack and at < until:
            end, voices = stack[-1]
            if end <= at:
                stack.pop()
                continue
            stop = min(end, until)
            found.append((at, stop, voices))
            at = stop
        at = max(at, until)

    for start, negative_end, voices in opened:
        speak(start)
        stack.append((-negative_end, voices))
    speak(max((-item[1] for item in opened), default=0))
    return found


def _carried(text: Text, spoken: list[Stretch]) -> Voices:
    """The stretches as one list of starts, with each voice carried over the sentences that plainly go on in it."""
    starts: list[int] = []
    voices: list[tuple[Passage, ...]] = []

    def put(start: int, who: tuple[Passage, ...]) -> None:
        if starts and starts[-1] == start:
            voices[-1] = who
        elif not voices or voices[-1] != who:
            starts.append(start)
            voices.append(who)

    carried = _going_on(text, spoken)
    for start, end, who in sorted([*spoken, *carried], key=lambda stretch: stretch[0]):
        put(start, who)
        for opens, closes in find_asides(text, start, end) if who else ():
            put(opens, ())
            put(closes, who)
        put(end, ())
    return Voices(tuple(starts), tuple(voices))


def _going_on(text: Text, spoken: list[Stretch]) -> Iterator[Stretch]:
    starts = [stretch[0] for stretch in spoken]
    current: tuple[Passage, ...] = ()
    before: Sentence | None = None
    for sentence in text.sentences:
        at = bisect_right(starts, sentence.end - 1) - 1
        touched = at >= 0 and spoken[at][1] > sentence.start
        if touched:
            current = spoken[at][2]
        elif current and before is not None and _goes_on(text, before, sentence):
            yield sentence.start, sentence.end, current
        else:
            current = ()
        before = sentence


def _goes_on(text: Text, before: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence without a cue goes on in the voice of the one before."""
    return text.case == "mixed" and is_open_at_end(text, before) and sentence.paragraph - before.paragraph <= 1


def _parted(text: Text, phrase: Passage) -> tuple[Passage, ...]:
    """The phrase, or its two halves where "and" joins two voices ("The aid group D and U.N. agencies")."""
    first, last = text.token_at(phrase.start), text.token_at(phrase.end - 1)
    for at in range(first + 1, last):
        if text.tokens[at].lower in (",", "who", "for", "of", "in", "with", "at"):
            break
        if text.tokens[at].lower == "and":
            left, right = (text.span(first, at - 1), text.span(at + 1, last))
            if text.tokens[at + 1].lower == "other":
                break
            determined = text.tags[first] == "det" and text.tags[at + 1] == "det"
            named = (
                text.case == "mixed" and at - first >= 2 and last - at >= 2 and text.tokens[at + 1].text[:1].isupper()
            )
            return (left, right) if determined or named else (phrase,)
    return (phrase,)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower())) - {"the", "a", "of", "and", "for"}

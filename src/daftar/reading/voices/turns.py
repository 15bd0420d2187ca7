"""Turns: what a speaker says beyond the sentence of the cue: quotations that run on, statements after a colon, interviews.

Takes a cut Text and the attributions found sentence by sentence. Gives the attributions with all that their sources go on to say, and
one for each speaker's turn in a transcript ("THE GENERAL: …"). Promises linear time.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from daftar.model import Passage
from daftar.reading.language.sentences import Text
from daftar.reading.voices.interviews import find_answers, interviewee
from daftar.reading.voices.quotations import Covered, is_whole, quotation_at
from daftar.reading.voices.saying import Attribution
from daftar.reading.voices.subjects import is_speaker, subject_before

_TAG = re.compile(r"(?:^|(?<=\n))[ \t]*([A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|of|the|de|al)){0,6}):[ \t]+(?=\S)")
_ADDRESS = re.compile(r"\b(?:you|your|I)\b")  # people talk to each other here; no table of headings does
_ASKING = frozenset(("question", "q", "interviewer", "reporter", "moderator", "answer", "a"))  # no voice of their own
_ANSWERING = frozenset(("answer", "a"))
_UNSPOKEN = frozenset("text report editorial video source note update related correction".split())


def with_turns(text: Text, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Every attribution with its running quotations, and those of a transcript's turns, in text order."""
    turns = tuple(_turns(text))
    answers = tuple(find_answers(text, Covered(_pieces(found))))
    whole = (*turns, *answers, *_statements(text, tuple(_run_on(text, found, answers))))
    return tuple(sorted(whole, key=_order)) if turns or answers else whole


def _pieces(found: Sequence[Attribution]) -> list[tuple[int, int]]:
    return [(piece.start, piece.end) for attribution in found for piece in attribution.content]


def _order(attribution: Attribution) -> int:
    return min(
        part.start for part in (attribution.source, attribution.cue, *attribution.content[:1]) if part is not None
    )


def _turns(text: Text) -> Iterator[Attribution]:
    """Each speaker's turn, up to the next: where lines open with names and people ask, or with a person's office."""
    tags = [match for match in _TAG.finditer(text.text) if not _UNSPOKEN & set(match[1].lower().split())]
    asked = any(match[1].lower() in _ASKING for match in tags)
    spoken = asked or (len(tags) > 1 and _ADDRESS.search(text.text, tags[0].end()) is not None)
    times = Counter(match[1] for match in tags)
    tags = [match for match in tags if asked or (spoken and times[match[1]] > 1) or _is_person(text, match)]
    for number, match in enumerate(tags):
        end = tags[number + 1].start() if number + 1 < len(tags) else len(text.text)
        end = match.end() + len(text.text[match.end() : end].rstrip())
        source: Passage | None = text.passage(match.start(1), match.end(1))
        if match[1].lower() in _ANSWERING:
            source = interviewee(text)
        elif match[1].lower() in _ASKING:
            continue
        if end <= match.end() or source is None:
            continue
        cue = text.passage(match.end(1), match.end(1) + 1)
        yield Attribution(source, cue, (text.passage(match.end(), end),), "turn")


def _is_person(text: Text, tag: re.Match[str]) -> bool:
    return is_speaker(text, text.token_at(tag.start(1)), text.token_at(tag.end(1) - 1))


def _statements(text: Text, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Each attribution; one that a colon opens and a new paragraph states without quotation marks goes on up to the next voice."""
    for number, attribution in enumerate(found):
        cue, last = attribution.cue, attribution.content[-1]
        opens = text.sentence_at(last.start)
        stated = (
            cue is not None
            and text.sentence_at(cue.start).paragraph < opens.paragraph
            and last.start == opens.start
            and quotation_at(text, last.start) is None
        )
        if stated:
            others = (
                later
                for later in islice(found, number + 1, None)
                if later.source is None or later.source.quote not in ("I", "We", "we")
            )
            following = next(others, None)
            end = _order(following) if following is not None else len(text.text)
            until = text.sentence_at(end).start if end < len(text.text) else end
            body = text.text[last.start : max(last.end, until)].rstrip()
            yield replace(
                attribution, content=(*attribution.content[:-1], text.passage(last.start, last.start + len(body)))
            )
        else:
            yield attribution


def _run_on(text: Text, found: Sequence[Attribution], answers: Sequence[Attribution]) -> Iterator[Attribution]:
    """Each attribution with the whole quoted sentences that follow it, have no source of their own and answer no question."""
    following: dict[int, list[Passage]] = {}
    ordered = sorted(range(len(found)), key=lambda number: _reach(found[number]))
    ends = [_reach(found[number]) for number in ordered]
    covered = Covered(_pieces((*found, *answers)))
    current: tuple[int, int] | None = None  # the attribution that goes on, the sentence where it ended
    orphans: list[Attribution] = []
    for start, end in text.quotations:
        if covered.holds(start + 1) or not is_whole(text, (start, end)):
            continue
        sentence = text.sentence_at(start)
        at = bisect_right(ends, start) - 1
        if at >= 0:
            last = text.sentence_at(ends[at] - 1).number
            if current is None or last >= current[1]:
                current = (ordered[at], last)
        ending = text.sentence_at(end - 1).number
        if current is not None and sentence.number <= current[1] + 1:
            following.setdefault(current[0], []).append(text.passage(start, end))
            current = (current[0], ending)
        elif (orphan := _orphan(text, start, end)) is not None:
            orphans.append(orphan)
    for number, attribution in enumerate(found):
        more = following.get(number, ())
        yield replace(attribution, content=(*attribution.content, *more)) if more else attribution
    yield from orphans


def _orphan(text: Text, start: int, end: int) -> Attribution | None:
    """A quotation after a sentence that only names somebody ("Karam was there. “We ran.”") is that somebody's."""
    sentence = text.sentence_at(start)
    if sentence.number == 0:
        return None
    before = text.sentences[sentence.number - 1]
    if before.paragraph != sentence.paragraph:
        return None
    for at in range(before.first + 1, before.last):
        if text.tags[at] in ("verb", "aux"):
            subject = subject_before(text, before, at, before.first)
            if subject is not None:
                return Attribution(text.span(*subject), None, (text.passage(start, end),))
    return None


def _reach(attribution: Attribution) -> int:
    pieces = [*attribution.content, *(part for part in (attribution.source, attribution.cue) if part is not None)]
    return max(piece.end for piece in pieces)

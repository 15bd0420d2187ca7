"""Calendar: from the words of a time to the days that are meant.

Takes words ("in the last two weeks"), the document's date, what was told before. Gives a When by the rules of the codebook, or
TIMEX3 types and values. Promises that an interval never ends before it starts, that the same input gives the same days, and
that nothing is guessed: without a ground in the words or the context the answer is None, and a year, a month or a day that comes
from the context makes the When `inferred`.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from daftar.ground.days import moved
from daftar.ground.sense import Context, Sense, Tense, TimexType
from daftar.ground.timex import read_sense
from daftar.ground.wording import canonical, time_of_day
from daftar.model import Passage, When
from daftar.vocabulary import vocabulary

_LEAD = re.compile(
    r"(?:(?P<since>(?:ever )?since|dating back to)|(?P<until>(?:up )?(?:until|till|through|to)|by)|(?P<before>(?:shortly |just |right )?before|prior to|ahead of)"
    r"|(?P<after>(?:shortly |soon |just )?after|following)|(?P<from>from|as from)|(?P<so_far>so far)"
    r"|(?P<for>for|over the course of|in the course of|over|during|in(?: less than)?(?! the (?:early|small))|within|throughout)"
    r"|at about|at around|at approximately|as (?:of|early as|late as|recently as)|on|at|around|about|approximately|roughly|late on|early on|later|earlier)(?= |$)",
)
_JOINT = re.compile(r" (?:to|and|until|till|through) (?:the |on )?| ?[-–—] ?")
_ELLIPSIS = re.compile(r"(?P<first>\d{1,2})(?:st|nd|rd|th)? ?(?:-|–|—|to|and|or|until|through) ?(?P<last>\d{1,2}(?:st|nd|rd|th)?(?: of)?[ -](?P<month>[a-z]{3,9})\b.*)")  # fmt: skip
_ELLIPSIS_US = re.compile(r"(?P<month>[a-z]{3,9}\.?) (?P<first>\d{1,2})(?:st|nd|rd|th)? ?(?:-|–|—|to|and|through) ?(?P<last>\d{1,2})(?:st|nd|rd|th)?(?P<year>,? \d{4})?")  # fmt: skip
_YEARS = re.compile(r"(?P<first>\d{4}) ?[-–—/] ?(?P<last>\d{4}|\d\d)")


@dataclass(frozen=True, slots=True)
class Timex:
    """One time expression: the span in the text, TIMEX3 type and value."""

    start: int
    end: int
    type: TimexType
    value: str


@lru_cache(maxsize=4096)
def ground_time(
    words: str, published: date | None, *, told: When | None = None, tense: Tense | None = None
) -> When | None:
    """The days that the words mean, as the codebook's `when_start` and `when_end`; None where nothing gives them.

    `told` is a time resolved earlier in the same document: it gives the day for "that day" and "two days later", and the year where
    the document has no date. `tense` tells whether "Friday" is the last or the next one (see `tense_at`).
    """
    context = Context(published, told, tense)
    return _ground(re.sub(r"\s+", " ", words).strip(" .,;:\"'"), context)


def timex(
    words: str, published: date | None, *, told: When | None = None, tense: Tense | None = None
) -> tuple[TimexType, str]:
    """The TIMEX3 type and value of the words; ("DATE", "XXXX-XX-XX") where they cannot be told."""
    context = Context(published, told, tense)
    sense = read_sense(words, context)
    if sense is not None:
        return sense.type, sense.value
    ends = _ends(words.lower(), context)
    if ends is None:
        return "DATE", "XXXX-XX-XX"
    return "DATE", f"{ends[0].value}/{ends[1].value}"


def timexes(text: str, passages: tuple[Passage, ...], published: date | None) -> tuple[Timex, ...]:
    """The TIMEX3 of each passage, in the same order, each read with what was told before it and the tense around it."""
    told: When | None = None
    found: list[Timex] = []
    for passage in passages:
        tense = tense_at(text, passage)
        type_, value = timex(passage.quote, published, told=told, tense=tense)
        found.append(Timex(passage.start, passage.end, type_, value))
        if type_ in ("DATE", "TIME") and (when := ground_time(passage.quote, published, told=told, tense=tense)):
            told = when
    return tuple(found)


def days_told(text: str, passages: Sequence[Passage], published: date | None) -> tuple[tuple[int, When], ...]:
    """Where in the text a single day is told, and which: what "at 3 a.m." and "two days later" are read against."""
    days: list[tuple[int, When]] = []
    for passage in passages:
        told = days[-1][1] if days else None
        when = ground_time(passage.quote, published, told=told, tense=tense_at(text, passage))
        if when is not None and when.start == when.end and not _is_clock(passage.quote):
            days.append((passage.start, when))
    return tuple(days)


def told_before(time: Passage, sentence: Passage, days: Sequence[tuple[int, When]]) -> When | None:
    """The day that the time's sentence tells, before the time rather than after it; else the one told last before that."""
    at = bisect_left(days, time.start, key=lambda day: day[0])
    before, after = days[at - 1 : at], days[at : at + 2]
    if before and before[0][0] >= sentence.start:
        return before[0][1]
    following = next((when for start, when in after if time.end <= start < sentence.end), None)
    return following or (before[0][1] if before else None)


@lru_cache(maxsize=4096)
def _is_clock(words: str) -> bool:
    """Whether the words tell a time of day and no day."""
    code, rest = time_of_day(canonical(words))
    return bool(code) and not rest


def tense_at(text: str, passage: Passage) -> Tense | None:
    """The future where the nearest telling word before the time in its clause says so ("will begin on Friday"), else None.

    Reports are about what has been; that is what `ground_time` takes None for.
    """
    before = text[max(0, passage.start - 90) : passage.start].lower()
    clause = re.split(r"[.!?;:\n](?=\s)|[\"“”]", before)[-1]
    *_, last = (None, *_tellers().finditer(clause))
    return "future" if last is not None and last.lastgroup == "future" else None


@cache
def _tellers() -> re.Pattern[str]:
    words = vocabulary("times")["tense"]
    return re.compile(
        "|".join(rf"(?P<{tense}>(?<!\w)(?:{'|'.join(map(re.escape, words[tense]))})\b)" for tense in ("future", "past"))
        + r"|(?<!\bbe )\b\w{2,}ed\b"
    )


def _ground(words: str, context: Context) -> When | None:
    """The days of the words with what leads them."""
    lowered = words.lower()
    if (ends := _range(lowered, context)) is not None:
        return _when(ends[0].start, ends[1].end, inferred=ends[0].inferred or ends[1].inferred)
    lead = _LEAD.match(lowered)
    kind, rest = (lead.lastgroup, lowered[lead.end() :].strip()) if lead is not None else (None, lowered)
    if kind == "so_far":
        whole = _ground(rest, context) if rest else None
        return whole or _when(None, context.published, inferred=True)
    if kind in ("since", "after"):
        context = replace(context, tense="past", same_day=kind == "since")
    elif kind == "until":
        ahead = context.tense is None and lowered.startswith(("until", "till", "up "))
        context = replace(context, tense="future" if ahead else context.tense, same_day=True)
    sense = read_sense(lowered, context) or read_sense(rest, context) or _nearest(rest, context)
    if sense is None:
        return None
    if kind == "since":
        return _when(sense.start, context.published, inferred=True) if sense.start is not None else None
    if kind == "until":
        return _when(None, sense.end, inferred=sense.inferred) if sense.end is not None else None
    if kind == "before" and sense.type != "TIME":  # just before three in the morning of Saturday is Saturday
        return _when(None, moved(sense.start, -1, "D"), inferred=sense.inferred) if sense.type == "DATE" else None
    if kind == "from" and sense.start is not None:
        lasting = context.published if context.published and sense.start <= context.published else None
        return _when(sense.start, lasting, inferred=sense.inferred or lasting is not None)
    if sense.type == "SET":
        return None
    if sense.type == "DURATION" and sense.start is None and sense.end is None:
        return _lasting(sense, lowered, context) if kind == "for" else None
    when = _when(sense.start, sense.end, inferred=sense.inferred)
    return replace(when, precision=sense.precision) if when is not None and sense.precision is not None else when


def _lasting(sense: Sense, words: str, context: Context) -> When | None:
    """For four years: the years up to the document's date. Hours have no place on a calendar of days."""
    if sense.length is None or sense.length[0] is None or sense.length[1][0] == "T" or context.published is None:
        return None
    if context.tense == "future" and words.startswith(("for", "within", "in ")):
        return _when(context.published, moved(context.published, sense.length[0], sense.length[1]), inferred=True)
    start = moved(context.published, -sense.length[0], sense.length[1])
    at_least = re.search(rf"\b(?:{'|'.join(vocabulary('times')['at_least'])})\b", words.removeprefix("over "))
    return _when(None if at_least else start, context.published, inferred=True) if start is not None else None


def _when(start: date | None, end: date | None, *, inferred: bool) -> When | None:
    """The interval, None where it has no end at all or ends before it starts."""
    if start is None and end is None:
        return None
    if start is not None and end is not None and start > end:
        return None
    return When.between(start, end, inferred=inferred)


def _range(words: str, context: Context) -> tuple[Sense, Sense] | None:
    """The two ends of "between 2 and 12 October", "from Monday to Wednesday", "1-18 August", "1982-86"."""
    bare = re.sub(r"^(?:(?:in|on|for|over|during|the period|the|dates) )+", "", words)
    opened = re.match(r"(?:from|between) ", bare)
    return _ends(bare[opened.end() :] if opened else bare, context)


def _ends(words: str, context: Context) -> tuple[Sense, Sense] | None:
    """The senses of both ends: the last one first, since the first one is the latest such time before it."""
    if (years := _YEARS.fullmatch(words)) is not None:
        last = years["last"] if len(years["last"]) == 4 else years["first"][:2] + years["last"]
        return _both(years["first"], last, context)
    if (days := _ELLIPSIS.fullmatch(words)) is not None:
        _, _, month = days["last"].partition(" ")
        return _both(f"{days['first']} {month or days['month']}", days["last"], context)
    if (days := _ELLIPSIS_US.fullmatch(words)) is not None:
        year = days["year"] or ""
        return _both(f"{days['month']} {days['first']}{year}", f"{days['month']} {days['last']}{year}", context)
    for joint in list(_JOINT.finditer(words))[:6]:
        if (ends := _both(words[: joint.start()], words[joint.end() :], context)) is not None:
            return ends
    return None


def _both(first: str, last: str, context: Context) -> tuple[Sense, Sense] | None:
    """The senses of two written ends, None unless both are times and in order."""
    if not first or not last or re.fullmatch(r"\d{1,2}", first):
        return None
    end = read_sense(last, context)
    if end is None or end.type not in ("DATE", "TIME") or end.end is None:
        return None
    begin = read_sense(first, replace(context, published=end.end, tense="past"))
    if begin is None or begin.type not in ("DATE", "TIME") or begin.start is None or begin.start > end.end:
        return None
    if begin.inferred and end.inferred and begin.start == begin.end and (end.end - begin.start).days > 300:
        return None  # "from 5 to 3 May": no year says that eleven months are meant
    return begin, replace(end, inferred=end.inferred or begin.inferred)


def _nearest(words: str, context: Context) -> Sense | None:
    """Words around a date that the rules do not know ("the truce of 2 May"): the date at their end, if that is a full one."""
    for lead in [*re.finditer(r"\b(?:on|of|in|alone) |, ", words)][-4:]:
        sense = read_sense(words[lead.end() :], context)
        if sense is not None and sense.type in ("DATE", "TIME") and sense.start is not None:
            return sense
    return None

"""Timex: what the words of one time expression mean, as a TIMEX3 type and value and as the days that they cover.

Takes the words without what leads them ("the last two weeks"), the document's date, a time told earlier, and which way the
time lies. Gives a Sense, or None for words that are no time. Promises the same sense for the same input, no exception for any
words (a 31st of February, a million years), and no guess: days that the words and the context do not give are None, and
what comes from the context is marked as inferred.

The values are those of TIMEX3 (Pustejovsky et al. 2003, *TimeML*; TempEval-3 of UzZaman et al. 2013).
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from daftar.ground import dates, spans
from daftar.ground.days import iso, moved
from daftar.ground.sense import Context, Sense, clipped
from daftar.ground.wording import canonical, time_of_day
from daftar.vocabulary import vocabulary

Rule = Callable[[re.Match[str], Context], Sense | None]

_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_WEEKDAY = r"(?P<weekday>mon|tue|wed|thu|fri|sat|sun)"
_YEAR = r"(?P<year>\d{4}|'\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|d)?"
_UNIT = r"(?P<unit>second|minute|hour|day|night|week|fortnight|month|quarter|year|decade|century)"
_NUMBER = r"(?P<number>\d+(?:\.\d+)?|x)"
_PHASE = r"(?:(?P<phase>early|mid|late)[- ](?:in )?)?"
_ABOUT = r"(?:(?:about|almost|nearly|roughly|around|approximately|some|only|practically|up to|at most|at least|more than|less than|fewer than|no more than|no less than|the|over|just|well) )*"
_FRACTIONS = ("beginning", "start", "turn", "end", "close", "middle", "month", "year", "rest", "course")


def read_sense(words: str, context: Context) -> Sense | None:
    """The meaning of the words of one time expression; None where they are none."""
    text = canonical(words)
    code, rest = time_of_day(text)
    sense = _first(rest, context) if rest or not code else _same_day(context, text)
    if sense is None or not code:
        return sense
    if sense.type != "DATE":
        return sense
    return replace(sense, type="TIME", value=sense.value + code)


def _same_day(context: Context, text: str) -> Sense:
    """A time of day alone: a clock time is of the day told before where that is of the same week, else of the document's own."""
    told, published = context.told_day, context.published
    fresh = published is None or told is None or 0 <= (published - told).days < 7
    clock = re.search(r"\d", text) is not None
    day = published if context.same_day and published is not None else told if fresh or not clock else None
    if day is None and clock:
        day = published
    return Sense("DATE", iso(day), day, day, inferred=True)


def _first(text: str, context: Context) -> Sense | None:
    """The sense by the first rule that takes the whole text."""
    for pattern, rule in _rules():
        match = pattern.fullmatch(text)
        if match is not None and (sense := rule(match, context)) is not None:
            return sense
    return None


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Rule], ...]:
    words = vocabulary("times")
    seasons = rf"(?P<season>{'|'.join(words['seasons'])})"
    feasts, hijri = (
        "|".join(re.escape(name) for name in sorted(table, key=len, reverse=True))
        for table in (dates.feasts(), dates.hijri_periods())
    )
    which = r"(?P<which>last|past|previous|preceding|this|current|next|coming|following|same|that|recent|these|those|all|latest|all this|ensuing|subsequent|intervening)"
    table: tuple[tuple[str, Rule], ...] = (
        (r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)", dates.ground_day_of_year),
        (r"(?P<day>\d{1,2})[/.](?P<number>\d{1,2})[/.](?P<year>\d{4}|\d\d)", dates.ground_day_of_year),
        (rf"(?:(?:{_WEEKDAY}|today|yesterday|tomorrow) )?(?:the )?{_DAY}(?: of)?[- ]?{_MONTH}(?:[- ](?P<year>\d{{4}}|'?\d\d)|(?P<last> last))?", dates.ground_day_of_year),
        (rf"(?:(?:{_WEEKDAY}|today|yesterday|tomorrow) )?{_MONTH} ?{_DAY}(?: {_YEAR}|(?P<last> last))?", dates.ground_day_of_year),
        (rf"(?:the )?{_DAY}(?: of (?:the|this) month)?", dates.ground_day_of_month),
        (rf"(?:the )?{_PHASE}(?:{which} )?{_MONTH}(?: (?:of )?(?:{_YEAR}|(?P<rel>last|this|next) year))?", dates.ground_month),
        (rf"(?:the )?{_PHASE}(?P<year>1[3-9]\d\d|20\d\d)(?: alone)?", dates.ground_year),
        (rf"(?:the )?{_PHASE}(?:(?P<century>\d\d)|')?(?P<decade>\d)0'?s", dates.ground_decade),
        (rf"(?:the )?{_PHASE}(?P<number>\d{{1,2}})(?:st|nd|rd|th)[- ]century", dates.ground_century),
        (r"(?:early |earlier |later |late )?(?P<word>today|yesterday|tomorrow)", lambda match, context: dates.ground_near(context, {"today": 0, "yesterday": -1, "tomorrow": 1}[match["word"]])),
        (r"(?:the )?day before yesterday", lambda _, context: dates.ground_near(context, -2)),
        (r"(?:the )?day after tomorrow", lambda _, context: dates.ground_near(context, 2)),
        (r"overnight", dates.ground_overnight),
        (rf"(?:the )?(?:(?:early|late|later|earlier) )?(?:{which} )?{_WEEKDAY}(?: (?P<rel>last|this|next) week)?", dates.ground_weekday),
        (rf"(?:the )?{_PHASE}(?:{which} )?{seasons}(?: (?:of )?{_YEAR})?", dates.ground_season),
        (r"(?:the )?(?:same|that) (?:period|day|days|time)|then", spans.ground_told),
        (rf"(?:the )?(?:early |late )?(?:(?P<last>last) )?(?P<feast>{feasts})(?: {_YEAR})?", dates.ground_feast),
        (rf"(?:the )?(?:holy |fasting )?(?:month of )?(?P<hijri>{hijri})(?: (?:holiday|month|feast|festival))?(?: {_YEAR})?", dates.ground_hijri),
        (r"(?:the )?(?P<part>\w+)(?: (?P<of>half|week|quarter|day|\d+ day))? of (?P<whole>.+)", _fraction),
        (r"(?:(?:early|later|earlier|late|mid) )?(?P<which>this|last|next|the|past|this past|coming|previous|following) ?(?P<unit>weekend)", dates.ground_weekend),
        (rf"(?:the )?(?:(?:early|later|earlier|late|mid) (?:in )?)?(?:the |this )?(?:{which} )(?:fiscal |financial |very )?{_UNIT}", spans.ground_unit_which),
        (rf"(?:the )?(?:{which} ){_ABOUT}{_NUMBER}(?P<odd>[- ]plus|[- ]odd)?[- ]{_UNIT}", spans.ground_units_which),
        (rf"{_ABOUT}{_NUMBER}(?:[- ]plus)?[- ]{_UNIT} (?P<to>ago|earlier|later|before|after|from now|now|afterwards|beforehand)", spans.ground_units_from),
        (rf"{_ABOUT}{_NUMBER}[- ]{_UNIT} to (?P<last>(?:the )?[\w' ]{{1,30}})", _up_to),
        (rf"{_UNIT} (?P<to>ago|earlier|later|before|after)", spans.ground_units_from),
        (rf"(?:the )?{_UNIT} (?P<to>before|after)", spans.ground_units_from),
        (rf"{_ABOUT}{_NUMBER}(?P<odd>[- ]plus|[- ]odd)?[- ](?:(?:full|long|consecutive|straight|whole|more|short|or so) )?{_UNIT}(?:[- ]long|[- ]plus| or so| and 1 half)?", spans.ground_length),
        (rf"{_UNIT}(?P<odd>[- ]long)?", spans.ground_length),
        (rf"(?:the|1|a) (?P<nth>\d+)(?:st|nd|rd|th) (?:consecutive |straight )?{_UNIT}(?: running)?", lambda match, _: Sense("DATE", "XXXX-XX-XX")),
        (rf"(?:every|each) (?:(?P<other>other) |(?P<number>\d+)(?:st|nd|rd|th)? |single )?(?:{_UNIT}|{_WEEKDAY}|{_MONTH}|weekend)", spans.ground_set),
        (rf"(?P<set>{'|'.join(words['sets'])})", lambda match, _: Sense("SET", words["sets"][match["set"]])),
        (rf"(?P<words>{'|'.join(words['vague_times']['present'])})", _present),
        (rf"(?P<words>{'|'.join(words['vague_times']['past'])})", lambda *_: Sense("DATE", "PAST_REF")),
        (rf"(?P<words>{'|'.join(words['vague_times']['future'])})", lambda *_: Sense("DATE", "FUTURE_REF")),
    )  # fmt: skip
    return tuple((re.compile(pattern), rule) for pattern, rule in table)


def _fraction(match: re.Match[str], context: Context) -> Sense | None:
    """The first half of June, the end of the month, the second week of December, the month of January."""
    part, of, words = match["part"], match["of"] or "", match["whole"]
    number = int(found[1]) if (found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|d)", part)) else None
    if (number is None and part not in _FRACTIONS) or " of " in words:
        return None
    words = re.sub(r"^the (?=week|month|year|decade|century|spring|summer|autumn|winter|fall)", "this ", words)
    whole = _first(words, replace(context, tense="future"))  # not clipped at the document's date
    if whole is not None and context.tense != "future" and context.published and whole.inferred:
        ahead = whole.start is not None and whole.start > context.published
        whole = _first(words, replace(context, tense="past")) if ahead else whole
    if whole is None or whole.type != "DATE":
        return None
    days = _part(part, of, number, whole.start, whole.end) if whole.start and whole.end else None
    if days is None:
        return replace(whole, start=None, end=None)
    if of == "quarter":
        return replace(whole, value=f"{days[0].year:04d}-Q{number}", start=days[0], end=days[1])
    if of == "day":
        return replace(whole, value=iso(days[0]), start=days[0], end=days[1])
    start, end = clipped(*days, context) if part in ("month", "year") else days
    return replace(whole, start=start, end=end)


def _part(part: str, of: str, number: int | None, start: date, end: date) -> tuple[date, date] | None:
    """The named part ("end"; "half" and 1; "3 day" and 1) of the days from `start` to `end`; None where there is no such part."""
    length, day = (end - start).days + 1, timedelta(days=1)
    if of == "half" and number in (1, 2):
        middle = (
            start + 14 * day
            if length <= 31
            else (moved(start, 6, "M") or end) - day
            if length > 364
            else start + (length // 2 - 1) * day
        )
        return (start, middle) if number == 1 else (middle + day, end)
    if of in ("week", "day") and number:
        step = 7 if of == "week" else 1
        first = (number - 1) * step
        return (start + first * day, start + min(first + step - 1, length - 1) * day) if first < length else None
    if of == "quarter" and number in (1, 2, 3, 4):
        opens = moved(start, 3 * (number - 1), "M")
        closes = moved(opens, 3, "M")
        return (opens, closes - day) if opens is not None and closes is not None else None
    if of.endswith(" day") and number == 1:
        days = int(of.split()[0][:4])
        return (start, start + (days - 1) * day) if 0 < days <= length else None
    if part == "middle":
        return start + length // 3 * day, end - length // 3 * day
    if of or part not in _FRACTIONS:
        return None
    return (
        (start, start)
        if part in ("beginning", "start", "turn")
        else (end, end)
        if part in ("end", "close")
        else (start, end)
    )


def _up_to(match: re.Match[str], context: Context) -> Sense | None:
    """The six months to June 30."""
    last = _first(match["last"], context) if " to " not in match["last"] else None
    span = spans.ground_length(match, context)
    if last is None or span.length is None or span.length[0] is None:
        return None
    start = moved(moved(last.end, -span.length[0], span.length[1]), 1, "D")
    return replace(span, start=start, end=last.end if start is not None else None, inferred=last.inferred)


def _present(_: re.Match[str], context: Context) -> Sense:
    return Sense("DATE", "PRESENT_REF", context.published, context.published, inferred=True)

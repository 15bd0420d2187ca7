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
from datetime import timedelta
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
    """A time of day alone: on the day told before, else on the document's own."""
    day = context.told_day or (context.published if re.search(r"\d", text) else None)
    if context.same_day and context.published is not None:
        day = context.published
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
    feasts = "|".join(re.escape(feast) for feast in sorted(words["feasts"], key=len, reverse=True))
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
        (r"today", lambda _, context: dates.ground_near(context, 0)),
        (r"(?:early |earlier |later |late )?(?P<word>today|yesterday|tomorrow)", lambda match, context: dates.ground_near(context, {"today": 0, "yesterday": -1, "tomorrow": 1}[match["word"]])),
        (r"(?:the )?day before yesterday", lambda _, context: dates.ground_near(context, -2)),
        (r"(?:the )?day after tomorrow", lambda _, context: dates.ground_near(context, 2)),
        (r"overnight", dates.ground_overnight),
        (rf"(?:the )?(?:(?:early|late|later|earlier) )?(?:{which} )?{_WEEKDAY}(?: (?P<rel>last|this|next) week)?", dates.ground_weekday),
        (rf"(?:the )?{_PHASE}(?:{which} )?{seasons}(?: (?:of )?{_YEAR})?", dates.ground_season),
        (r"(?:the )?(?:same|that) (?:period|day|days|time)|then", spans.ground_told),
        (rf"(?:the )?(?P<feast>{feasts})(?: {_YEAR})?", dates.ground_feast),
        (r"(?:the )?(?P<part>\w+)(?: (?P<of>half|week|quarter|day|\d+ day))? of (?P<whole>.+)", _fraction),
        (r"(?:(?:early|later|earlier|late|mid) )?(?P<which>this|last|next|the|past|this past|coming|previous|following) ?(?P<unit>weekend)", dates.ground_weekend),
        (rf"(?:the )?(?:(?:early|later|earlier|late|mid) (?:in )?)?(?:the |this )?(?:{which} )(?:fiscal |financial |very )?{_UNIT}", spans.ground_unit_which),
        (rf"(?:the )?(?:{which} ){_ABOUT}{_NUMBER}(?P<odd>[- ]plus|[- ]odd)?[- ]{_UNIT}", spans.ground_units_which),
        (rf"{_ABOUT}{_NUMBER}(?:[- ]plus)?[- ]{_UNIT} (?P<to>ago|earlier|later|before|after|from now|now|afterwards|beforehand)", spans.ground_units_from),
        (rf"{_ABOUT}{_NUMBER}[- ]{_UNIT} to (?P<last>.+)", _up_to),
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
    whole_words = re.sub(
        r"^the (?=week|month|year|decade|century|spring|summer|autumn|winter|fall)", "this ", match["whole"]
    )
    whole = _first(whole_words, replace(context, tense="future"))  # unclipped
    if whole is None or whole.type != "DATE":
        return None
    part, of, start, end = match["part"], match["of"], whole.start, whole.end
    number = int(found[1]) if (found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|d)", part)) else None
    if number is None and part not in _FRACTIONS:
        return None
    if context.published and start and start > context.published and context.tense != "future" and whole.inferred:
        again = _first(whole_words, replace(context, tense=context.tense or "past"))
        whole = again or whole
        start, end = whole.start, whole.end
    if start is None or end is None:
        return replace(whole, start=None, end=None)
    length = (end - start).days + 1
    if of == "half" and number in (1, 2):
        middle = (
            start + timedelta(days=14)
            if length <= 31
            else start.replace(month=6, day=30)
            if length >= 365
            else start + timedelta(days=length // 2 - 1)
        )
        start, end = (start, middle) if number == 1 else (middle + timedelta(days=1), end)
    elif of == "week" and number and number <= 5:
        start = start + timedelta(days=7 * (number - 1))
        end = min(end, start + timedelta(days=6)) if start <= end else end
        start = min(start, end)
    elif of == "day" and number and number <= length:
        start = end = start + timedelta(days=number - 1)
        return Sense("DATE", iso(start), start, end, inferred=whole.inferred)
    elif of == "quarter" and number in (1, 2, 3, 4):
        first = moved(start, 3 * (number - 1), "M") or start
        start, end = first, (moved(first, 3, "M") or first) - timedelta(days=1)
        return Sense("DATE", f"{start.year:04d}-Q{number}", start, end, inferred=whole.inferred)
    elif of and of.endswith(" day") and number == 1 and 0 < (days := int(of.split()[0][:4])) <= length:
        end = start + timedelta(days=days - 1)
    elif part in ("beginning", "start", "turn"):
        end = start
    elif part in ("end", "close"):
        start = end
    elif part == "middle":
        start, end = start + timedelta(days=length // 3), end - timedelta(days=length // 3)
    elif part not in ("month", "year", "rest", "course") or of:
        return replace(whole, start=None, end=None)
    if part in ("month", "year"):
        start, end = clipped(start, end, context)
    return replace(whole, start=start, end=end)


def _up_to(match: re.Match[str], context: Context) -> Sense | None:
    """The six months to June 30."""
    last, span = _first(match["last"], context), spans.ground_length(match, context)
    if last is None or span.length is None or span.length[0] is None:
        return None
    start = moved(moved(last.end, -span.length[0], span.length[1]), 1, "D")
    return replace(span, start=start, end=last.end if start is not None else None, inferred=last.inferred)


def _present(_: re.Match[str], context: Context) -> Sense:
    return Sense("DATE", "PRESENT_REF", context.published, context.published, inferred=True)

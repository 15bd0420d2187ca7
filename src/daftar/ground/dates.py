"""Dates: the rules for days, months, years and feasts on the calendar.

Takes the match of one rule of `ground.timex` and the context. Gives a Sense. Promises that a date without its year is the one of the
document's round, and None where neither the document's date nor an earlier time gives the year.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from daftar.ground.days import (
    day_of,
    easter,
    full_year,
    hijri,
    iso,
    month_days,
    moved,
    phased,
    week_of,
    weekday_of_month,
)
from daftar.ground.sense import Context, Sense, clipped
from daftar.ground.wording import MONTHS, WEEKDAYS, canonical
from daftar.vocabulary import vocabulary


def ground_day_of_year(match: re.Match[str], context: Context) -> Sense | None:
    """6 October 2016; 6 October, in the year that the context gives."""
    found = match.groupdict()
    month = MONTHS.index(found["month"]) + 1 if found.get("month") else int(found["number"])
    number = int(found["day"])
    if found.get("year"):
        day = day_of(full_year(found["year"]), month, number) or (
            day_of(full_year(found["year"]), number, month) if not found.get("month") else None  # 10/31/2016
        )
        return Sense("DATE", iso(day), day, day) if day is not None else Sense("DATE", "XXXX-XX-XX")
    if context.published is not None:
        year = context.published.year
        tense = replace(context, tense="past") if found.get("last") else context
        day = _choose((day_of(each, month, number) for each in range(year - 8, year + 9)), tense, ahead=45)
    else:
        day = day_of(_told_year(context), month, number) if _told_year(context) else None
    value = iso(day) if day is not None else f"XXXX-{month:02d}-{number:02d}"
    return Sense("DATE", value, day, day, inferred=True)


def ground_day_of_month(match: re.Match[str], context: Context) -> Sense | None:
    """The 13th, the first of the month."""
    if not match[0].startswith("the ") and "th" not in match[0]:
        return None
    number, published = int(match["day"]), context.published or context.told_day
    if published is None:
        return Sense("DATE", "XXXX-XX-XX")
    firsts = (moved(published.replace(day=1), step, "M") for step in range(-13, 14))
    days = (day_of(first.year, first.month, number) for first in firsts if first is not None)
    day = _choose(days, replace(context, published=published), ahead=0)
    return Sense("DATE", iso(day), day, day, inferred=True)


def ground_month(match: re.Match[str], context: Context) -> Sense | None:
    """October 2016; early October; last October; March this year."""
    month = MONTHS.index(match["month"]) + 1
    published, inferred = context.published, True
    year: int | None = None
    if match["year"]:
        year, inferred = full_year(match["year"]), False
    elif published is not None and match["rel"]:
        year = published.year + {"last": -1, "this": 0, "next": 1}[match["rel"]]
    elif published is not None:
        year = published.year - (month > published.month)
        if match["which"] in ("last", "past", "previous") and month == published.month:
            year -= 1
        soon = context.tense == "future" and 0 < (month - published.month) % 12 <= 6 and match["which"] is None
        ahead = match["which"] in ("next", "coming", "this") or soon
        if ahead and month < published.month + (match["which"] == "next") and match["which"] != "this":
            year = published.year + 1
        elif ahead and month >= published.month:
            year = published.year
    elif match["rel"] in (None, "this"):
        year = _told_year(context) or None
    days = month_days(year, month) if year else None
    if days is None or year is None:
        return Sense("DATE", f"XXXX-{month:02d}", inferred=True)
    start, end = phased(*days, match["phase"])
    if inferred:
        return Sense("DATE", f"{year:04d}-{month:02d}", *clipped(start, end, context), inferred=True)
    return Sense("DATE", f"{year:04d}-{month:02d}", start, end)


def ground_year(match: re.Match[str], _: Context) -> Sense | None:
    """2016; late 1979."""
    year = int(match["year"])
    first, last = day_of(year, 1, 1), day_of(year, 12, 31)
    if first is None or last is None:
        return None
    return Sense("DATE", f"{year:04d}", *phased(first, last, match["phase"]))


def ground_decade(match: re.Match[str], _: Context) -> Sense | None:
    """The 1990s; the early 1980s."""
    year = int((match["century"] or "19") + match["decade"] + "0")
    first, last = day_of(year, 1, 1), day_of(year + 9, 12, 31)
    if first is None or last is None:
        return None
    return Sense("DATE", f"{year // 10:03d}", *phased(first, last, match["phase"]))


def ground_century(match: re.Match[str], _: Context) -> Sense | None:
    """The 20th century."""
    number = int(match["number"])
    first, last = day_of(number * 100 - 99, 1, 1), day_of(number * 100, 12, 31)
    if first is None or last is None:
        return None
    return Sense("DATE", f"{number - 1:02d}", *phased(first, last, match["phase"]))


def ground_near(context: Context, days: int) -> Sense:
    """Today, yesterday, tomorrow: that many days from the document's."""
    day = moved(context.published, days, "D")
    return Sense("DATE", iso(day), day, day, inferred=True)


def ground_overnight(_: re.Match[str], context: Context) -> Sense:
    """The night to the document's day."""
    before = moved(context.published, -1, "D")
    return Sense("DATE", iso(before), before, context.published if before else None, inferred=True)


def ground_weekday(match: re.Match[str], context: Context) -> Sense:
    """Friday; last Friday; next Monday. Without more, the latest one that has come, the document's day included."""
    number = WEEKDAYS.index(match["weekday"])
    anchor, which = context.published, match["which"]
    if anchor is None:
        day = context.told_day if context.told_day and context.told_day.weekday() == number else None
    elif match["rel"]:
        monday = moved(anchor, -anchor.weekday(), "D")
        day = moved(monday, number + {"last": -7, "this": 0, "next": 7}[match["rel"]], "D")
    else:
        back = (anchor.weekday() - number) % 7
        forward = which in ("next", "coming") or (context.tense == "future" and which not in ("last", "past"))
        if which in ("last", "past", "next") and back == 0:
            back = 7
        day = (
            moved(anchor, (7 - back) % 7 or (7 if which == "next" else 0), "D")
            if forward
            else moved(anchor, -back, "D")
        )
    return Sense("DATE", iso(day) if day else f"XXXX-WXX-{number + 1}", day, day, inferred=True)


def ground_weekend(match: re.Match[str], context: Context) -> Sense:
    """The weekend, the last one, the next."""
    step = {"last": -7, "next": 7}.get(match["which"], 0)
    if context.published is None:
        return Sense("DATE", "XXXX-WXX-WE", inferred=True)
    weekday = context.published.weekday()
    if match["which"] == "this" or context.tense == "future":
        step = 0
    elif weekday < 5:
        step = -7 if match["which"] != "next" else 0
    saturday = moved(context.published, 5 - weekday + step, "D")
    sunday = moved(saturday, 1, "D")
    return Sense("DATE", f"{week_of(saturday)}-WE", saturday, sunday, inferred=True)


def ground_season(match: re.Match[str], context: Context) -> Sense | None:
    """Last summer; the winter of 2016: three months of the north."""
    code, month = vocabulary("times")["seasons"][match["season"]]
    published, inferred = context.published, not match["year"]
    if match["year"]:
        year = full_year(match["year"])
    elif published is not None:
        opens = day_of(published.year, month, 1) or published
        forward = context.tense == "future" or match["which"] in ("next", "coming", "this")
        running = (moved(opens, 3, "M") or published) > published >= opens
        before = (opens > published and not forward) or (running and match["which"] in ("last", "past"))
        year = published.year - before
    else:
        return Sense("DATE", f"XXXX-{code}", inferred=True)
    first = day_of(year, month, 1)
    after = moved(first, 3, "M")
    if first is None or after is None:
        return None
    start, end = first, after - timedelta(days=1)
    if inferred:
        return Sense("DATE", f"{year:04d}-{code}", *clipped(start, end, context), inferred=True)
    return Sense("DATE", f"{year:04d}-{code}", start, end)


def ground_feast(match: re.Match[str], context: Context) -> Sense:
    """Easter Sunday; New Year's Day; the last Monday of May."""
    rule = feasts()[match["feast"]]

    def of(year: int) -> date | None:
        if len(rule) == 3:
            return weekday_of_month(year, *rule)
        return day_of(year, *rule) if len(rule) == 2 else moved(easter(year), rule[0], "D")

    if match["year"]:
        day = of(full_year(match["year"]))
        return Sense("DATE", iso(day), day, day)
    year = context.published.year if context.published else 0
    day = _choose((of(each) for each in range(year - 2, year + 3)), context, ahead=14)
    if context.published is None and _told_year(context):
        day = of(_told_year(context))
    return Sense("DATE", iso(day), day, day, inferred=True)


def ground_hijri(match: re.Match[str], context: Context) -> Sense | None:
    """Ramadan; the first day of Eid al-Fitr: by the tabular calendar, so inferred; the moon may be seen a day apart."""
    first_month, first_day, last_month, last_day = hijri_periods()[match["hijri"]]
    year = int(match["year"]) if match["year"] else context.published.year if context.published else _told_year(context)
    if not year:
        return Sense("DATE", "XXXX-XX-XX")
    around = int((year - 622) * 33 / 32)
    periods = [
        (start, end)
        for each in range(around - 1, around + 3)
        if (start := hijri(each, first_month, first_day)) and (end := hijri(each, last_month, last_day))
    ]
    if match["year"]:
        periods = [(start, end) for start, end in periods if start.year == year]
    start = _choose((start for start, _ in periods), context, ahead=14) if not match["year"] else None
    chosen = next(((first, last) for first, last in periods if start in (None, first)), None)
    if chosen is None:
        return Sense("DATE", "XXXX-XX-XX")
    start, end = clipped(*chosen, context)
    value = iso(start) if start == end else iso(chosen[0])[:7]
    return Sense("DATE", value, start, end, inferred=True, precision=2 if chosen[0] == chosen[1] else None)


@cache
def feasts() -> dict[str, list[int]]:
    """The rules of the feasts by their names in canonical spelling."""
    return {canonical(name): rule for name, rule in vocabulary("times")["feasts"].items()}


@cache
def hijri_periods() -> dict[str, list[int]]:
    """The days of the Islamic year that have names, by these in canonical spelling."""
    return {canonical(name): rule for name, rule in vocabulary("times")["hijri"].items()}


def _choose(candidates: Iterable[date | None], context: Context, *, ahead: int) -> date | None:
    """Of the same day in successive years or months, the one meant: the next for the future, else the latest that has come.

    Without a word on the tense, one at most `ahead` days to come is nearer than one of a whole round ago.
    """
    published = context.published
    if published is None:
        return None
    days = sorted(day for day in candidates if day is not None)
    if context.tense == "future" and (
        coming := next((day for day in days if 0 <= (day - published).days <= 183), None)
    ):
        return coming
    near = 0 if context.tense == "past" else ahead
    return next((day for day in reversed(days) if (day - published).days <= near), None)


def _told_year(context: Context) -> int:
    """The year of the day or month told before, 0 where none was: a bare year says too little about the next date."""
    told = context.told
    if told is None or told.start is None or told.end is None or (told.end - told.start).days > 31:
        return 0
    return told.start.year

"""Spans: the rules for weeks, months, years and lengths of time, counted from the document's date or from a time told before.

Takes the match of one rule of `ground.timex` and the context. Gives a Sense; a length that nothing ties to the calendar has no days.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from daftar.ground.days import day_of, iso, moved, week_of
from daftar.ground.sense import Context, Sense, clipped
from daftar.ground.wording import MONTHS, WEEKDAYS
from daftar.vocabulary import vocabulary

_BACK = ("last", "past", "previous", "preceding", "recent", "latest", "intervening")
_AHEAD = ("next", "coming", "following", "ensuing", "subsequent")
_TOLD = ("following", "previous", "preceding", "same", "that", "ensuing", "subsequent")  # of a time told before
_LETTERS = {"fortnight": ("W", 2), "night": ("D", 1)}


def ground_told(_: re.Match[str], context: Context) -> Sense:
    """The same day, the same period: what was told before."""
    told = context.told
    if told is None:
        return Sense("DATE", "XXXX-XX-XX", inferred=True)
    return Sense("DATE", iso(told.start), told.start, told.end, inferred=True, precision=told.precision)


def ground_unit_which(match: re.Match[str], context: Context) -> Sense | None:
    """This week, last month, the past year, the following day, that week."""
    which, (letter, number) = match["which"], _letter(match["unit"])
    if which == "recent":
        return Sense("DURATION", _length_value("X", letter))
    if which in ("these", "those"):
        return None
    if which in _TOLD or (which == "next" and letter == "D"):
        step = 0 if which in ("same", "that") else -1 if which in ("previous", "preceding") else 1
        told = context.told.start if context.told is not None and not step else context.told_day
        anchor = context.published if told is None and step and letter != "D" else told
        return _period(moved(anchor, step, letter), letter)
    if letter[0] == "T" or which in ("past", "intervening") or match[0].startswith(("the last ", "the coming ")):
        return _reaching(which, 1 if letter[0] == "T" else number, letter, context)
    step = -1 if which in _BACK else 1 if which in _AHEAD else 0
    sense = _period(moved(context.published, step * number, letter), letter)
    start, end = clipped(sense.start, sense.end, context)
    return replace(sense, start=start, end=end)


def ground_units_which(match: re.Match[str], context: Context) -> Sense | None:
    """The last two weeks; the past 20-plus months."""
    letter, each = _letter(match["unit"])
    number = _counted(match["number"])
    number = None if number is None else number * each
    if match["which"] in ("same", "that", "these", "those", "all", "this"):
        return ground_length(match, context)
    sense = _reaching(match["which"], number, letter, context)
    return replace(sense, start=None) if match["odd"] and match["which"] in _BACK else sense


def _reaching(which: str, number: int | None, letter: str, context: Context) -> Sense:
    """The last two weeks, the past 24 hours, the next few days: up to the document's date, or from it."""
    value = _length_value("X" if number is None else str(number), letter)
    published = context.published
    length = (number, letter)
    if which in _AHEAD:
        end = moved(published, number, letter) if number is not None and letter[0] != "T" else None
        return Sense("DURATION", value, published, end, inferred=True, length=length)
    if letter[0] == "T":
        hours = {"TH": number, "TM": 0, "TS": 0}[letter]
        start = published if hours == 0 else moved(published, -max(1, -(-(hours or 1) // 24)), "D")
    else:
        start = moved(published, -number, letter) if number is not None else None
    return Sense("DURATION", value, start, published, inferred=True, length=length)


def ground_units_from(match: re.Match[str], context: Context) -> Sense | None:
    """Two days ago, three months later, a week earlier, about a month now."""
    found, (letter, each) = match.groupdict(), _letter(match["unit"])
    written = found.get("number", "1" if match[0].startswith("the ") or found["to"] in ("before", "after") else "x")
    number, to = _counted(written), match["to"]
    amount = None if number is None else number * each
    if to == "now":
        return _reaching("past", amount, letter, context)
    anchor = context.published if to in ("ago", "from now") else context.told_day
    sign = 1 if to in ("later", "after", "from now", "afterwards") else -1
    if letter[0] == "T":
        near = anchor if letter != "TH" else None
        if letter == "TH" and amount is not None and anchor is not None:
            near = anchor if amount % 24 and amount < 24 else moved(anchor, sign * amount // 24, "D")
        return Sense("DATE", iso(near), near, near, inferred=True, precision=2 if near and letter == "TH" else None)
    if amount is None:
        return Sense("DATE", {"ago": "PAST_REF", "from now": "FUTURE_REF"}.get(to, "XXXX-XX-XX"), inferred=True)
    bound = re.match(r"(?:more than|over|at least|well over|just over)\b", match[0])
    day = moved(anchor, sign * amount, letter)
    if day is None:
        return Sense("DATE", "PAST_REF" if to == "ago" else "XXXX-XX-XX", inferred=True)
    period = _period(day, letter)
    if bound and sign < 0:
        return replace(period, start=None, end=day)
    if letter == "W":
        return replace(period, start=day, end=day, precision=3)
    start, end = clipped(period.start, period.end, context)
    return replace(period, start=start, end=end)


def ground_length(match: re.Match[str], _: Context) -> Sense:
    """Four years; a four-week; weeks: a length alone."""
    found, (letter, each) = match.groupdict(), _letter(match["unit"])
    number = _counted(found.get("number") or ("1" if found.get("odd") else "x"))
    amount = None if number is None else number * each
    written = found.get("number") or ""
    shown = written if "." in written else "X" if amount is None else str(amount)
    return Sense("DURATION", _length_value(shown, letter), length=(amount, letter))


def ground_set(match: re.Match[str], _: Context) -> Sense:
    """Every day; every other week; each Friday."""
    if match["weekday"]:
        return Sense("SET", f"XXXX-WXX-{WEEKDAYS.index(match['weekday']) + 1}")
    if match["month"]:
        return Sense("SET", f"XXXX-{MONTHS.index(match['month']) + 1:02d}")
    if not match["unit"]:
        return Sense("SET", "XXXX-WXX-WE")
    letter, each = _letter(match["unit"])
    number = 2 if match["other"] else _counted(match["number"] or "1") or 1
    return Sense("SET", _length_value(str(number * each), letter))


def _period(day: date | None, letter: str) -> Sense:
    """The week, month, quarter, year, decade or century that holds the day."""
    if day is None:
        return Sense("DATE", {"W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}.get(letter, "XXXX-XX-XX"), inferred=True)
    first = {
        "D": day,
        "W": moved(day, -day.weekday(), "D"),
        "M": day.replace(day=1),
        "Q": day.replace(month=day.month - (day.month - 1) % 3, day=1),
        "Y": day.replace(month=1, day=1),
        "DE": day_of(day.year - day.year % 10, 1, 1),
        "CE": day_of(day.year - day.year % 100, 1, 1),
    }.get(letter)
    after = moved(first, 1, letter)
    if first is None or after is None:
        return Sense("DATE", "XXXX-XX-XX", inferred=True)
    value = {
        "D": day.isoformat(),
        "W": week_of(day),
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "Y": f"{day.year:04d}",
        "DE": f"{day.year // 10:03d}",
        "CE": f"{day.year // 100:02d}",
    }[letter]
    return Sense("DATE", value, first, after - timedelta(days=1), inferred=True)


def _length_value(number: str, letter: str) -> str:
    """The TIMEX3 value of a length: P2W, PT24H, PXD."""
    return f"P{'T' if letter[0] == 'T' else ''}{number}{letter.removeprefix('T')}"


def _letter(unit: str) -> tuple[str, int]:
    """The TIMEX3 letter of a unit and how many of it the word means."""
    return _LETTERS.get(unit) or (vocabulary("times")["units"][unit], 1)


def _counted(text: str | None) -> int | None:
    """A number of units; None where it is vague or has a fraction."""
    return int(text) if text and text.isdigit() and len(text) < 7 else None

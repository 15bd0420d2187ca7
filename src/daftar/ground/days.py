"""Days: arithmetic on the calendar that never raises.

Takes days, numbers and units as a text may hold them. Gives days, or None where the calendar (years 1 to 9999) has none: a
31st of February, a million years ago.
"""

from calendar import monthrange
from datetime import date, timedelta


def iso(day: date | None) -> str:
    """ISO 8601, with X for what is not known."""
    return day.isoformat() if day is not None else "XXXX-XX-XX"


def day_of(year: int, month: int, day: int) -> date | None:
    """That day; None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(written: str) -> int:
    """Four digits, or two: '89 is 1989 and '16 is 2016, as a report would write neither of a time to come."""
    year = int(written.strip("'"))
    return year if len(written.strip("'")) > 2 else 1900 + year if year > 40 else 2000 + year


def moved(day: date | None, number: int, unit: str) -> date | None:
    """The day that many units later (earlier, where negative); None beyond the calendar or for a unit below the day."""
    if day is None or abs(number) > 400_000:
        return None
    if number == 0:
        return day
    try:
        if unit in ("D", "W"):
            return day + timedelta(days=number * (7 if unit == "W" else 1))
        months = number * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit, 0)
        if not months:
            return None
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def phased(start: date, end: date, phase: str | None) -> tuple[date, date]:
    """The early, middle or late part of a month (ten days), a year (three months) or a longer time (a third)."""
    if phase is None:
        return start, end
    third = ((end - start).days + 1) // 3
    if third <= 11:
        first, last = start + timedelta(days=10), start + timedelta(days=20)
    elif third <= 122:
        first, last = start.replace(month=4), start.replace(month=10)
    else:
        first, last = start + timedelta(days=third), end - timedelta(days=third)
    day = timedelta(days=1)
    return {"early": (start, first - day), "mid": (first, last - day), "late": (last, end)}[phase]


def month_days(year: int, month: int) -> tuple[date, date] | None:
    """First and last day of the month."""
    first = day_of(year, month, 1)
    return (first, first.replace(day=monthrange(year, month)[1])) if first is not None else None


def easter(year: int) -> date | None:
    """Easter Sunday of the western churches (the anonymous Gregorian algorithm, *Nature* 1876)."""
    if not 1583 <= year <= 9999:
        return None
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def weekday_of_month(year: int, month: int, weekday: int, which: int) -> date | None:
    """The third Monday, the last Monday: `weekday` 1 to 7 from Monday, `which` from 1, or -1 for the last."""
    days = month_days(year, month)
    if days is None:
        return None
    first, last = days
    if which < 0:
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    return moved(first, (weekday - first.isoweekday()) % 7 + 7 * (which - 1), "D")


def hijri(year: int, month: int, day: int) -> date | None:
    """A day of the tabular Islamic calendar (civil epoch; leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of thirty).

    By Reingold and Dershowitz, *Calendrical Calculations*. The sighting of the moon may move the real day by one.
    """
    count = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
    try:
        return date.fromordinal(227014 + count)  # the day before 16 July 622 of the Julian calendar
    except (OverflowError, ValueError):
        return None


def week_of(day: date | None) -> str:
    """The ISO week that holds the day."""
    if day is None:
        return "XXXX-WXX"
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"

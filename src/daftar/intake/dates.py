"""Dates as documents state them.

Takes the words of a date. Gives a date, or None where the words give none or could mean two. Promises never to look at the
clock: the same words are the same date on every day.
"""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_TIME = r"(?=$|[T\s,]).*"
_YEAR = r"(?P<year>(?:18|19|20)\d\d)"
_FORMS = tuple(
    re.compile(form + _TIME, re.IGNORECASE | re.DOTALL)
    for form in (
        rf"{_YEAR}([-/.])(?P<number>\d\d?)\2(?P<day>\d\d?)",
        rf"{_YEAR}(?P<number>\d\d)(?P<day>\d\d)(?:\d{{6}})?",
        rf"{_WEEKDAY}(?P<day>\d\d?)(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}",
        rf"{_WEEKDAY}{_MONTH}\s*(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"(?P<day>\d\d?)\.(?P<number>\d\d?)\.{_YEAR}",  # with dots the day is first wherever dots are used
    )
)
_EITHER = re.compile(rf"(\d\d?)([/-])(\d\d?)\2{_YEAR}{_TIME}", re.DOTALL)
_LINE = re.compile(
    rf"(?:(?:published|posted|issued|date|dated)(?:\s+on)?:?\s+)?(?P<date>{_WEEKDAY}(?:\d\d?(?:st|nd|rd|th)?\s+{_MONTH}"
    rf"|{_MONTH.replace('month', 'other')}\s+\d\d?(?:st|nd|rd|th)?),?\s+(?:18|19|20)\d\d|(?:18|19|20)\d\d-\d\d-\d\d)\s*\.?",
    re.IGNORECASE,
)


def stated_date(words: str | None) -> date | None:
    """The date that the words begin with: ISO 8601, RFC 2822, "3 May 2024", "May 3, 2024", "3.5.2024".

    The day is the one written, whatever the zone. "3/4/2024" could be April or March and is None; "13/4/2024" could not.
    """
    if not words:
        return None
    words = words.strip()[:100]
    for form in _FORMS:
        if match := form.match(words):
            parts = match.groupdict()
            month = int(parts["number"]) if parts.get("number") else _MONTHS.index(parts["month"][:3].lower()) + 1
            return _valid(int(parts["year"]), month, int(parts["day"]))
    if match := _EITHER.match(words):
        first, second, year = int(match[1]), int(match[3]), int(match["year"])
        if first == second or second > 12:
            return _valid(year, first, second)
        if first > 12:
            return _valid(year, second, first)
    return None


def dated_line(line: str) -> date | None:
    """The date of a line that is nothing but a date: "Published: 3 May 2024"."""
    match = _LINE.fullmatch(line.strip())
    return stated_date(match["date"]) if match else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

"""Wording: the words of a time in one spelling.

Takes the words as a text has them. Gives short names of months and days, singular units, numbers in digits, so that the
rules of `ground.timex` stay short; and the clock time or the part of the day taken out, as its TIMEX3 code.
"""

import re
from collections.abc import Iterable
from functools import cache

from daftar.vocabulary import vocabulary

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—", "-"))


def canonical(words: str) -> str:
    """The words in one spelling: lower case, months and days by their short names, units singular, numbers in digits."""
    text = re.sub(r"\s+", " ", words.lower().replace("’", "'").translate(_DASHES)).strip(" .,;:\"'()[]")
    text = re.sub(r"\b([ap])\. ?m\b\.?", r"\1m", text)
    text = re.sub(r"(\d)([:.]) (?=\d\d\b)", r"\1\2", text)
    text = re.sub(r"(\d)([ap]m)\b", r"\1 \2", text)
    for pattern, spelling in _spellings():
        text = pattern.sub(spelling, text)
    text = re.sub(r"\b([2-9]0)[- ]([1-9])\b(?![-/:.])", lambda match: str(int(match[1]) + int(match[2])), text)
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    return re.sub(r"\s+", " ", re.sub(r"[,()\[\]\"]|(?<=[a-z])\.|'s?(?![\w])", " ", text)).strip()


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each word list of times.toml with the one spelling that the rules know."""
    words = vocabulary("times")

    def either(forms: Iterable[str]) -> str:
        return "(?:" + "|".join(re.escape(form) for form in sorted(forms, key=lambda form: -len(form))) + ")"

    found = [
        (rf"\b{either(words['pairs'])}\b", "2"),
        (rf"\b{either(words['vague'])}\b(?= )", "x"),
        (r"\bhalf an? hour\b", "30 minute"),
        (r"\b(?:an?|another)(?= (?:full |whole |long )?(?:" + "|".join(words["units"]) + r")\b)", "1"),
        *((rf"\b{either(names)}\b\.?", key) for names, key in zip(words["months"], MONTHS, strict=True)),
        *((rf"\b{either(names)}s?\b\.?", key) for names, key in zip(words["weekdays"], WEEKDAYS, strict=True)),
        *((rf"\b(?:{unit}s|{words['plurals'].get(unit, unit)})\b", unit) for unit in words["units"]),
        *((rf"(?<![a-z]-)\b{name}\b", str(value)) for name, value in words["numbers"].items()),
        *((rf"\b{name}\b(?!s)", f"{value}th") for name, value in words["ordinals"].items() if name != "second"),
        (r"\bsecond\b(?! ?$)", "2th"),
    ]
    return tuple((re.compile(pattern), spelling) for pattern, spelling in found)


def time_of_day(text: str) -> tuple[str, str]:
    """The TIMEX3 code of the clock time or the part of the day in canonical text, "" where none, and the text without it."""
    clock, text = _clock(text)
    part, text = _part(text)
    if not clock and not part:
        return "", text
    return clock or part, _EDGES.sub("", re.sub(r"\s+", " ", text).strip()).strip()


_EDGES = re.compile(
    r"^(?:(?:on|at|of|in|the|about|around|approximately)\b ?)+(?=\S)"
    r"|(?:\b(?:on|at|in|the|of|about|around|approximately|roughly) ?)+$"
)
_COLON = re.compile(r"\b(?:[01]?\d|2[0-4]):\d\d(?::\d\d)?(?! (?:hour|day))|\b\d{1,2}[.:]\d\d(?= [ap]m)")
_HALF = re.compile(r"\bt(?P<clock>[\d:]+) ?(?P<half>[ap])m\b|\b(?P<hour>\d{1,2}) (?P<only>[ap])m\b")
_MILITARY = re.compile(
    r"\b(0\d[0-5]\d)\b(?![-/])|\b((?:1\d|2[0-4])[0-5]\d)(?= ?(?:gmt|utc|hour|hrs|local)\b)"
    r"|(?:(?<=\bat )|(?<=approximately ))((?:1\d|2[0-4])[0-5]\d)\b"
)
_CLOCK = re.compile(
    r"\bt(\d\d(?::\d\d)*)\b(?: (?:local time|local|gmt|utc|z|est|edt|cet|ist|bst|hour|hrs)\b)?(?: t?\d\d:?\d\d gmt)?"
)


def _clock(text: str) -> tuple[str, str]:
    """The clock time as "T15:00" and the text without it and its zone."""
    text = _MILITARY.sub(_military, _HALF.sub(_halved, _COLON.sub(_clocked, text)))
    found = _CLOCK.search(text)
    return ("T" + found[1], text[: found.start()] + " " + text[found.end() :]) if found is not None else ("", text)


def _part(text: str) -> tuple[str, str]:
    """The part of the day as its code, and the text with the day that it is of: "last night" is yesterday's."""
    text = re.sub(r"\btonight\b", "today night", text)
    text = re.sub(r"\blast (night|evening)\b", r"yesterday \1", text)
    text = re.sub(r"\bovernight\b", "overnight night", text)
    text = re.sub(r"\bnight before 1?last\b", "2 day ago night", text)
    found = _parts().search(text)
    if found is None or re.search(r"\d (?:\w+ )?night$|th night\b", text) is not None:  # for three nights
        return "", text
    before = re.sub(r"\bthis $", "today ", text[: found.start()])
    text = f"{before} {re.sub('^ (?:of|on) ', '', text[found.end() :])}".strip()
    text = re.sub(
        r"^(?:early|late|mid|earlier|later)\b ?(?!\w*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$)", "", text
    )
    return vocabulary("times")["parts"][found[0]], re.sub(
        r"\b(that|same|next|following|previous|preceding)$", r"\1 day", text
    )


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(vocabulary('times')['parts'], key=len, reverse=True))})\b")


def _clocked(match: re.Match[str]) -> str:
    hour, _, rest = match[0].replace(".", ":").partition(":")
    return f"t{int(hour):02d}:{rest}"


def _halved(match: re.Match[str]) -> str:
    hour, colon, rest = (match["clock"] or match["hour"]).partition(":")
    number = int(hour) % 12 + (12 if (match["half"] or match["only"]) == "p" else 0)
    return f"t{number:02d}{colon}{rest}"


def _military(match: re.Match[str]) -> str:
    digits = match[match.lastindex or 0]
    return f"t{digits[:2]}:{digits[2:]}"

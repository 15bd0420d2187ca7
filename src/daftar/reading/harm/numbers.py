"""Numbers: the value of a number in digits or words, and the words by which English bounds it.

Takes lower-case words. Gives a lowest and a highest value, None for an open end, and how many of the words the number takes. Promises nothing
about what is counted: that a number counts people is for `counts` to say.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from daftar.vocabulary import vocabulary

Bounds = tuple[int | None, int | None]

LONGEST = 4
"""Words of the longest phrase in the vocabulary's lists."""

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_ODD = re.compile(r"(\d+)-odd")
_DECIMAL = re.compile(r"\d+\.\d+")
_DASHES = frozenset("-–—‐‑")


@cache
def numerals() -> dict[str, int]:
    """The words of numbers below a hundred."""
    listed: dict[str, int] = vocabulary("counts")["numbers"]
    return listed


@cache
def multipliers() -> dict[str, int]:
    """The words that multiply: "dozen", "thousand"."""
    listed: dict[str, int] = vocabulary("counts")["multipliers"]
    return listed


@cache
def bounding(table: str) -> dict[tuple[str, ...], str]:
    """The phrases before or behind a number (`table`) that bound it, each to the side: low, high or same."""
    sides: dict[str, list[str]] = vocabulary("counts")[table]
    return {tuple(phrase.split()): side for side, phrases in sides.items() for phrase in phrases}


@cache
def opening() -> frozenset[str]:
    """The words that a number may begin with."""
    return (
        frozenset(phrase[0] for phrase in _phrases())
        | numerals().keys()
        | multipliers().keys()
        | {"a", "an", "another"}
    )


@cache
def _phrases() -> dict[tuple[str, ...], Bounds]:
    bounds: dict[str, Any] = vocabulary("counts")["bounds"]
    return {
        tuple(phrase.split()): (None if low < 0 else low, None if high < 0 else high)
        for phrase, (low, high) in bounds.items()
    }


def read_number(words: Sequence[str]) -> tuple[Bounds, int] | None:
    """The bounds of the number that these words begin with, and how many of the words it takes."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        bounds = _phrases().get(tuple(words[:length]))
        if bounds is not None:
            return _multiplied(bounds, words, length)
    number = _cardinal(words)
    if number is not None:
        value, length = number
        return (value, value), length
    if words[0] in ("a", "an", "another"):
        return (1, 1), 1
    return None


def _multiplied(bounds: Bounds, words: Sequence[str], length: int) -> tuple[Bounds, int]:
    """As in "several hundred", "a couple of dozen"."""
    after = length + (len(words) > length and words[length] == "of")
    times = multipliers().get(words[after]) if after < len(words) else None
    if times is None or bounds[0] in (None, 0):
        return bounds, length
    return (bounds[0] and bounds[0] * times, bounds[1] and bounds[1] * times), after + 1


def _cardinal(words: Sequence[str]) -> tuple[int, int] | None:
    """The value of a number in digits or words, and how many of the words it takes."""
    if words[0][0].isdigit():
        return _digits(words)
    total, current, length, seen = 0, 0, 0, False
    while length < len(words):
        word = words[length]
        value = _small(word)
        times = multipliers().get(word)
        if value is not None and (
            not seen or current % 100 == 0 or (current % 100 >= 20 and current % 10 == 0 and value < 10)
        ):
            current += value
        elif times is not None and word not in ("thousands", "millions"):
            if not seen and word == "score":
                return None
            current = max(current, 1) * times
            if times >= 1000:
                total, current = total + current, 0
        elif (word == "and" and seen and _joins(words, length)) or (
            word in ("a", "an") and not seen and length + 1 < len(words) and words[length + 1] in multipliers()
        ):
            length += 1
            continue
        else:
            break
        seen, length = True, length + 1
    return (total + current, length) if seen else None


def _joins(words: Sequence[str], index: int) -> bool:
    """Whether this "and" stands within a number: "two hundred and five", not "two and five"."""
    after = index + 1 < len(words) and _small(words[index + 1])
    return bool(after) and words[index - 1] in ("hundred", "thousand", "million", "lakh")


def _small(word: str) -> int | None:
    """A number below 100 in one word: "five", "twenty-three"."""
    if "-" in word:
        tens, _, ones = word.partition("-")
        high, low = numerals().get(tens), numerals().get(ones)
        return high + low if high is not None and low is not None and high >= 20 and low < 10 else None
    return numerals().get(word)


def _digits(words: Sequence[str]) -> tuple[int, int] | None:
    odd = _ODD.fullmatch(words[0])
    word, length = odd[1] if odd else words[0], 1
    decimal = _DECIMAL.fullmatch(word) is not None
    if not decimal and not _DIGITS.fullmatch(word):
        return None
    value = Decimal(word.replace(",", ""))
    if len(word) <= 3 and not word.startswith("0"):  # "21, 300" and "120 000", as some wires set them
        at = 2 if len(words) > 2 and words[1] == "," else 1
        if len(words) > at and re.fullmatch(r"\d{3}", words[at]):
            value, length = value * 1000 + int(words[at]), at + 1
    times = multipliers().get(words[length]) if length < len(words) else None
    if times is not None:
        return round(value * times), length + 1
    return None if decimal else (int(value), length)


def read_range(words: Sequence[str], length: int, low: int | None, before: str) -> tuple[int, int, int] | None:
    """The bounds of "10-15", "10 to 15", "two or three", "between 10 and 15", and how many of the words all of it takes."""
    if low is None or length + 1 >= len(words):
        return None
    joint = words[length]
    if joint not in _DASHES and joint not in ("to", "or") and not (joint == "and" and before == "between"):
        return None
    upper = _cardinal(words[length + 1 :])
    if upper is None or upper[0] <= low or (joint == "to" and before == "from"):  # a toll rises "from 10 to 15"
        return None
    value, taken = upper
    times = multipliers().get(words[length + taken]) if taken > 1 else None
    if times is not None and low < 10 <= value:  # "two or three dozen"
        low *= times
    return low, value, length + 1 + taken

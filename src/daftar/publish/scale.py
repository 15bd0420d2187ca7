"""Scale: numbers and days to per cent of a picture's width.

Takes the ends. Gives positions from 0 to 100 and a few round ticks. Promises that a larger number never stands left of a smaller
one. Numbers over a wide span are drawn by their square root, and the picture says so.
"""

import math
from dataclasses import dataclass
from datetime import date, timedelta

WIDE = 400
NARROWEST = 0.8


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """0 to `top`, drawn evenly or, where `rooted`, by the square root."""

    top: int
    rooted: bool
    ticks: tuple[Tick, ...]

    def at(self, number: int) -> float:
        """Per cent of the width."""
        return _share(number, self.top, self.rooted)


@dataclass(frozen=True, slots=True)
class Days:
    """The first to the last day, each a full column."""

    first: date
    last: date
    ticks: tuple[Tick, ...]

    def at(self, day: date) -> float:
        """Per cent of the width at which the day begins; days outside are drawn at the edge."""
        return min(100.0, max(0.0, 100 * (day - self.first).days / ((self.last - self.first).days + 1)))

    def middle(self, day: date) -> float:
        """Per cent of the width of the middle of the day's column, where a mark of one day stands."""
        column = 100 / ((self.last - self.first).days + 1)
        return round(min(100 - column / 2, self.at(day) + column / 2), 2)

    def span(self, start: date | None, end: date | None) -> tuple[float, float]:
        """Left edge and width, in per cent, of an interval; open ends reach the edges."""
        right = self.at(end + timedelta(days=1)) if end is not None and end < self.last else 100.0
        left = min(self.at(start or self.first), max(0.0, right - NARROWEST))
        return round(left, 2), round(max(NARROWEST, right - left), 2)


def scale_to(top: int) -> Scale:
    """A scale with room for `top` and about five round ticks."""
    rooted = top > WIDE
    step = _round_step(top / 5)
    roof = max(1, math.ceil(top / step) * step)
    numbers = _rooted_ticks(roof) if rooted else list(range(0, roof + 1, step))
    return Scale(roof, rooted, tuple(Tick(_share(number, roof, rooted), f"{number:,}") for number in numbers))


def days_over(first: date, last: date) -> Days:
    """A scale of days with about six ticks."""
    length = (last - first).days + 1
    step = max(1, math.ceil(length / 6))
    marks = [first + timedelta(days=n) for n in range(0, length, step)]
    months = step > 27
    ticks = tuple(
        Tick(100 * (day - first).days / length, f"{day:%b %Y}" if months else f"{day.day} {day:%b}") for day in marks
    )
    return Days(first, last, ticks)


def _share(number: int, top: int, rooted: bool) -> float:
    share = min(1.0, max(0.0, number / top))
    return round(100 * (math.sqrt(share) if rooted else share), 2)


def _rooted_ticks(roof: int) -> list[int]:
    """0, the roof, and round numbers between them with room for their words."""
    numbers = [roof]
    for number in (factor * 10**power for power in range(len(str(roof)), -1, -1) for factor in (5, 2, 1)):
        if 15 <= _share(number, roof, True) <= _share(numbers[-1], roof, True) - 15:
            numbers.append(number)
    return [0, *reversed(numbers)]


def _round_step(rough: float) -> int:
    if rough <= 1:
        return 1
    power = 10 ** math.floor(math.log10(rough))
    return int(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough))

"""Sense: what a time means, and the context in which it is read."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from daftar.model import When

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Tense = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a time is resolved against: the document's date, a time told before, which way the time lies. Each may be None.

    `same_day`: a part of the day without its day ("since dawn") is one of the document's own.
    """

    published: date | None = None
    told: When | None = None
    tense: Tense | None = None
    same_day: bool = False

    @property
    def told_day(self) -> date | None:
        """The day told before, where it was a single one."""
        return self.told.start if self.told is not None and self.told.start == self.told.end else None


@dataclass(frozen=True, slots=True)
class Sense:
    """A TIMEX3 type and value, and the days `start` to `end` that are meant, None where nothing gives them.

    `length` is a span's number and unit ("D", "W", "M", "Y", "DE", "TH"…), the number None where it is vague. `precision` is UCDP's, None where
    the length of the interval gives it. `inferred` as in When.
    """

    type: TimexType
    value: str
    start: date | None = None
    end: date | None = None
    inferred: bool = False
    length: tuple[int | None, str] | None = None
    precision: int | None = None


def clipped(start: date | None, end: date | None, context: Context) -> tuple[date | None, date | None]:
    """A period that runs at the document's date has been told of until then, unless what is told lies ahead."""
    published = context.published
    if published and start and end and context.tense != "future" and start <= published <= end:
        end = published
    return start, end

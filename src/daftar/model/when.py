"""When: an interval of days with a precision."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class When:
    """Days `start` to `end`, inclusive; `None` is an end for which the text gives no ground.

    `precision` is UCDP's: 1 the exact day, 2 within two to six days, 3 a week, 4 a month, 5 a year or more.
    `inferred` is true where a year, a month or a day comes from the document's date or from an earlier sentence
    rather than from the words themselves. Raises ValueError where the start is after the end.
    """

    start: date | None = None
    end: date | None = None
    precision: int = 5
    inferred: bool = False

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"a time cannot end before it starts: {self.start} to {self.end}")
        if not 1 <= self.precision <= 5:
            raise ValueError(f"the precision of a time is 1 to 5, not {self.precision}")

    @classmethod
    def between(cls, start: date | None, end: date | None, *, inferred: bool = False) -> "When":
        """The interval with the precision that its length gives; open ends are precision 5."""
        if start is None or end is None:
            return cls(start, end, 5, inferred)
        days = (end - start).days + 1
        precision = 1 if days == 1 else 2 if days <= 6 else 3 if days <= 8 else 4 if days <= 31 else 5
        return cls(start, end, precision, inferred)

    def __str__(self) -> str:
        if self.start is None and self.end is None:
            return "unknown"
        if self.start == self.end:
            return str(self.start)
        return f"{self.start or '…'} to {self.end or '…'}"

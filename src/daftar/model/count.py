"""Count: a number as somebody said it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """The bounds that the words give, inclusive; `None` is an open end. "more than 300" is (300, None).

    A Count is said; a Figure is published. Raises ValueError where low exceeds high or a bound is negative.
    """

    low: int | None = None
    high: int | None = None

    def __post_init__(self) -> None:
        if (self.low is not None and self.low < 0) or (self.high is not None and self.high < 0):
            raise ValueError(f"a count cannot be negative: {self.low} to {self.high}")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"a count's low end {self.low} exceeds its high end {self.high}")

    @property
    def known(self) -> bool:
        """Whether either end is known."""
        return self.low is not None or self.high is not None

    def __str__(self) -> str:
        if self.low is None and self.high is None:
            return "unknown"
        if self.low == self.high:
            return f"{self.low:,}"
        if self.high is None:
            return f"{self.low:,} or more"
        if self.low is None:
            return f"up to {self.high:,}"
        return f"{self.low:,} to {self.high:,}"


def add_up(counts: Sequence[Count]) -> Count:
    """The bounds of the sum of one or more counts: the low ends that are known, the high ends where all are known.

    Where no low end is known the sum has none: unknown is not zero.
    """
    lows = [count.low for count in counts if count.low is not None]
    highs = [count.high for count in counts if count.high is not None]
    return Count(sum(lows) if lows else None, sum(highs) if len(highs) == len(counts) else None)


UNKNOWN = Count()

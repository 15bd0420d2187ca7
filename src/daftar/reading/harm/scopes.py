"""Scopes: whether a count is of one occurrence or a sum over a period or an area.

Takes a sentence and a count. Gives `incident` or `total`. Promises that one person is never a total, and that the
cue words and their weights are those of `vocabulary/harm.toml`.
"""

import re
from functools import cache

from daftar.model import Count
from daftar.model.vocabulary import Scope
from daftar.vocabulary import vocabulary

_ENOUGH = 1.5


@cache
def _cues() -> tuple[tuple[re.Pattern[str], float], ...]:
    weights: dict[str, float] = vocabulary("harm")["total"]
    return tuple((re.compile(pattern), weight) for pattern, weight in weights.items())


def sum_weight(words: str) -> float:
    """How much these words on periods, areas and series of events speak for a sum."""
    lower = words.lower()
    return sum(weight for cue, weight in _cues() if cue.search(lower))


def scope_of(count: Count, weight: float) -> Scope:
    """The scope of a count in a sentence of that `sum_weight`; a large count is itself a sign of a sum."""
    if count == Count(1, 1) or count == Count(0, 0):
        return "incident"
    size = count.low if count.low is not None else count.high or 0
    weight += 2.0 if size >= 1000 else 1.5 if size >= 300 else 1.0 if size >= 100 else 0.0
    return "total" if weight >= _ENOUGH else "incident"

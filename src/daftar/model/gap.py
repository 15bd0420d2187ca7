"""Gap: a voice's sum held against the incidents that the record has."""

from dataclasses import dataclass

from daftar.model.count import Count
from daftar.model.vocabulary import Outcome, Status


@dataclass(frozen=True, slots=True)
class Gap:
    """A total against the incidents within its place and period. `said` is the total's figure, `held` the incidents'
    summed; `missing` is the least number of people in the total that are in none of these incidents, 0 where it may hold
    them all, None where the total names no lowest number or the incidents' sum has no top. `sentence` says so in words."""

    total: str
    outcome: Outcome
    status: Status | None
    said: Count
    held: Count
    incidents: tuple[str, ...]
    missing: int | None
    sentence: str

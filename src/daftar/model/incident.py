"""Incident and Figure: the claims judged to be one happening, and the number that the record stands behind."""

from dataclasses import dataclass

from daftar.model.vocabulary import Grade, Outcome, Status
from daftar.model.when import When
from daftar.model.where import Where


@dataclass(frozen=True, slots=True)
class Left:
    """A claim that a Figure does not rest on, and why ("part of claim …", "an earlier word of the same voice")."""

    claim: str
    reason: str


@dataclass(frozen=True, slots=True)
class Figure:
    """The number that the record stands behind: low to high, by a named rule, resting on named claims.

    `high` None: the top is open. `best` is a single number where the rule gives one. `voices` are the voices of `claims`,
    one each, in the same order. `as_of` is the latest publication date among the claims, ISO, None where no document has a
    date. `left` are claims of the incident with the same outcome that the number does not rest on.
    """

    outcome: Outcome
    status: Status | None
    low: int | None
    high: int | None
    best: int | None
    rule: str
    as_of: str | None
    claims: tuple[str, ...]
    voices: tuple[str, ...]
    left: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening. Its id is that of its founding Decision; everything else is derived from its claims.

    `type` is the event type or, where there is none, the means. `scope` is "incident" or "total": a total over a period or
    an area is a record of its own and is never added to incidents. `perpetrators` are the verbatim names, most often said
    first. `why` says, a line each, why these claims stand together.
    """

    id: str
    scope: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    type: str | None
    when: When | None
    where: Where | None
    perpetrators: tuple[str, ...]
    figures: tuple[Figure, ...]
    grade: Grade
    provisional: bool
    why: tuple[str, ...] = ()

    def figure(self, outcome: Outcome) -> Figure | None:
        """The figure of that outcome over all statuses, if any voice gave one."""
        return next((figure for figure in self.figures if figure.outcome == outcome and figure.status is None), None)

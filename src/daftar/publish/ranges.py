"""Ranges: how far apart the voices of each incident are, as geometry.

Takes a Record. Gives rows of bars and dots in per cent of the width, so that the page draws them at any size. Promises that every dot
leads to a claim, and that the smallest incidents give way first where there are too many.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from daftar.model import Count, Figure, Harm, Incident, Record
from daftar.model.vocabulary import Outcome
from daftar.publish.accounts import accounts
from daftar.publish.scale import Scale, scale_to
from daftar.publish.summary import known_figures
from daftar.publish.wording import count_words, range_words, voice_words

MOST_ROWS = 40
MOST_NAMED = 5
LEVELS = 3
NEAR = 2.0


@dataclass(frozen=True, slots=True)
class Dot:
    """One voice's number: from `at`, `width` wide where it is itself a range. `level` lifts dots apart that would hide one another.

    `counted` is false for what the figure does not rest on: parts, earlier and repeated words, denials.
    """

    at: float
    width: float
    level: int
    claim: str
    voice: str
    words: str
    counted: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One incident's figure. `start` and `end` in per cent; `open` where the top is open. `named` are the dots with a label."""

    incident: Incident
    start: float
    end: float
    open: bool
    words: str
    dots: tuple[Dot, ...]

    @property
    def named(self) -> tuple[Dot, ...]:
        """The counted ones, from low to high, as many as can be read at a glance."""
        return tuple(dot for dot in self.dots if dot.counted)[:MOST_NAMED]


@dataclass(frozen=True, slots=True)
class Ranges:
    """All bars on one scale. `left_out` smaller bars did not find room, `beyond` uncounted words lie beyond the scale."""

    outcome: Outcome
    scale: Scale
    bars: tuple[Bar, ...]
    left_out: int
    beyond: int


def ranges(record: Record, outcome: Outcome, scope: str = "incident") -> Ranges | None:
    """The figures of one outcome over incidents (or totals), in the record's order; None where there is none."""
    known = known_figures([incident for incident in record.incidents if incident.scope == scope], outcome)
    if not known:
        return None
    largest = {incident.id for incident, _ in sorted(known, key=lambda pair: -_top(pair[1]))[:MOST_ROWS]}
    chosen = [(incident, figure) for incident, figure in known if incident.id in largest]
    # Only what counts makes the scale: a sum over years that an incident leaves out must not press its bar flat.
    scale = scale_to(max([1, *(number for _, figure in chosen for number in _numbers(record, figure))]))
    bars = tuple(_bar(record, incident, figure, scale) for incident, figure in chosen)
    told = sum(len(accounts(record, figure)) + len(figure.left) for _, figure in chosen)
    return Ranges(outcome, scale, bars, len(known) - len(chosen), told - sum(len(bar.dots) for bar in bars))


def _bar(record: Record, incident: Incident, figure: Figure, scale: Scale) -> Bar:
    end = 100.0 if figure.high is None else scale.at(figure.high)
    counted = (_dot(scale, one.count, one.claims[0][0], one.voice, one.words, True) for one in accounts(record, figure))
    said = ((left.claim, record.claims[left.claim]) for left in figure.left if left.claim in record.claims)
    uncounted = (
        _dot(scale, claim.body.count, key, claim.voice, count_words(claim.body.count), False)
        for key, claim in said
        if isinstance(claim.body, Harm)
    )
    dots = _lifted([dot for dot in (*counted, *uncounted) if dot is not None])
    return Bar(incident, scale.at(figure.low or 0), end, figure.high is None, range_words(figure), dots)


def _dot(scale: Scale, count: Count, claim: str, voice: str | None, words: str, counted: bool) -> Dot | None:
    low, high = _ends(count)
    if not count.known or high > scale.top:
        return None
    width = round(scale.at(high) - scale.at(low), 2)
    return Dot(scale.at(low), width, 0, claim, voice_words(voice), words, counted)


def _lifted(dots: Sequence[Dot]) -> tuple[Dot, ...]:
    """The dots from low to high; those of nearly one number at different levels, the counted ones lowest."""
    taken: set[tuple[int, int]] = set()
    lifted: list[Dot] = []
    for dot in sorted(dots, key=lambda dot: (not dot.counted, dot.at, dot.voice, dot.claim)):
        cell = int(dot.at / NEAR)
        level = next((n for n in range(LEVELS) if not taken & {(n, cell - 1), (n, cell), (n, cell + 1)}), LEVELS - 1)
        taken.add((level, cell))
        lifted.append(replace(dot, level=level))
    return tuple(sorted(lifted, key=lambda dot: dot.at))


def _numbers(record: Record, figure: Figure) -> list[int]:
    said = [_ends(account.count)[1] for account in accounts(record, figure)]
    return [number for number in (figure.low, figure.high, *said) if number is not None]


def _ends(count: Count) -> tuple[int, int]:
    """The ends of a count as drawn: an open one is drawn at the end that is known."""
    low = count.low if count.low is not None else count.high or 0
    return low, count.high if count.high is not None else low


def _top(figure: Figure) -> int:
    return figure.high if figure.high is not None else figure.low or 0

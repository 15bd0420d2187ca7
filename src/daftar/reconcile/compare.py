"""Compare: how likely two accounts are of one happening, with reasons that read aloud.

Takes two Accounts. Gives a Match: points for and against, and a phrase for each. Promises symmetry, and that place or
time alone never suffices: ENOUGH is reached by the same town on the same day with nothing against it, or by several
plainer agreements. The weights are the table below and nothing else.
"""

from dataclasses import dataclass
from datetime import date

from daftar.reconcile.accounts import Account
from daftar.reconcile.nearness import Nearness, place_nearness

ENOUGH = 6.0
"""Points from which two accounts are one happening."""
SAME_PLACE, INSIDE, NEAR_PLACE, SAME_AREA, NAMED_PLACE, OTHER_PLACE = 3.0, 2.0, 1.5, 1.0, 1.5, -8.0
SAME_DAY, DAYS_MEET, NEXT_DAY, ABOUT_THEN, OTHER_DAY = 3.0, 2.0, 2.0, 1.5, -8.0
SAME_MEANS, OTHER_MEANS = 1.0, -2.0
SAME_NUMBER, SAME_LARGE_NUMBER, CLOSE_NUMBER, OTHER_NUMBER = 1.0, 2.0, 0.5, -1.0
SAME_PARTY = 1.0
SHARED_NAME, MOST_NAMES = 2.0, 2
RARE_NAME, MOST_RARE = 1.5, 2
LARGE = 5
"""A number from which two reports seldom agree by chance."""
PUBLISHED_APART_DAYS = 7

_VERBS = {"casualties": "killed or injured", "other": "harmed"}
_RANK: dict[Nearness, int] = {"same": 0, "inside": 1, "near": 2, "unknown": 3, "elsewhere": 4, "apart": 5}


@dataclass(frozen=True, slots=True)
class Match:
    """Points, and the phrases that they come from, the weightiest first."""

    score: float
    reasons: tuple[str, ...]

    @property
    def enough(self) -> bool:
        """Whether two accounts with these points are one happening."""
        return self.score >= ENOUGH

    def __str__(self) -> str:
        return ", ".join(self.reasons)


def compare(a: Account, b: Account) -> Match:
    """The match of two accounts."""
    if b.key < a.key:
        a, b = b, a
    points = [_place(a, b), _time(a, b), _means(a, b), *_numbers(a, b), _parties(a, b), _names(a, b), _rare(a, b)]
    told = sorted((point for point in points if point[0] and point[1]), key=lambda point: -abs(point[0]))
    return Match(sum(point[0] for point in points), tuple(phrase for _, phrase in told))


Point = tuple[float, str]
NOTHING: Point = (0.0, "")


def _place(a: Account, b: Account) -> Point:
    pairs = [(one, other) for one in a.places for other in b.places]
    if not pairs:
        return _about(a, b)
    nearness, one, other = min(
        ((place_nearness(one, other), one, other) for one, other in pairs), key=lambda told: _RANK[told[0]]
    )
    if nearness == "same":
        if max(one.precision, other.precision) >= 4:
            return SAME_AREA, f"same area ({one.name})"
        return SAME_PLACE, f"same place ({one.name})"
    if nearness == "inside":
        return INSIDE, f"one place inside the other ({one.name}, {other.name})"
    if nearness == "near":
        return NEAR_PLACE, f"places near one another ({one.name}, {other.name})"
    return (OTHER_PLACE, f"different places ({one.name}, {other.name})") if nearness == "apart" else NOTHING


def _about(a: Account, b: Account) -> Point:
    """Where one names no place, that its document names the other's, and no other place."""
    pairs = [(one, other) for one in a.places or a.about for other in b.places or b.about]
    told = [one.name for one, other in pairs if place_nearness(one, other) in ("same", "inside")]
    return (NAMED_PLACE, f"both reports name {min(told)}") if told else NOTHING


def _time(a: Account, b: Account) -> Point:
    if a.days is None or b.days is None:
        return NOTHING
    gap = max(a.days[0], b.days[0]) - min(a.days[1], b.days[1])
    if not (a.stated and b.stated):
        if gap <= 0 and a.dated and b.dated:
            return ABOUT_THEN, "published about that day"
        return (OTHER_DAY, "published at another time") if gap > PUBLISHED_APART_DAYS else NOTHING
    if gap > 1:
        return OTHER_DAY, f"{gap} days apart"
    if not (a.dated and b.dated):
        return NOTHING
    if gap == 1:
        return NEXT_DAY, "a day apart"
    if a.days == b.days and a.days[0] == a.days[1]:
        return SAME_DAY, f"same day ({date.fromordinal(a.days[0])})"
    return DAYS_MEET, "days that meet"


def _means(a: Account, b: Account) -> Point:
    if not a.means or not b.means:
        return NOTHING
    shared = sorted(a.means & b.means)
    if shared:
        return SAME_MEANS, f"both {shared[0]}"
    return OTHER_MEANS, f"{min(a.means)} against {min(b.means)}"


def _numbers(a: Account, b: Account) -> list[Point]:
    points: list[Point] = []
    for outcome in sorted({outcome for outcome, _ in a.numbers} & {outcome for outcome, _ in b.numbers}):
        first = {number for kind, number in a.numbers if kind == outcome}
        second = {number for kind, number in b.numbers if kind == outcome}
        verb = _VERBS.get(outcome, outcome)
        shared = max(first & second, default=None)
        if shared is not None:
            points.append((SAME_LARGE_NUMBER if shared >= LARGE else SAME_NUMBER, f"both {shared} {verb}"))
            continue
        one, other = max(first), max(second)
        close = min(one, other) >= 0.7 * max(one, other)
        far = max(one, other) > 2 * min(one, other) and abs(one - other) > 2
        points.append((CLOSE_NUMBER if close else OTHER_NUMBER if far else 0.0, f"{one} and {other} {verb}"))
    return points


def _parties(a: Account, b: Account) -> Point:
    shared = sorted(a.parties & b.parties)
    return (SAME_PARTY, f"both name {shared[0]}") if shared else NOTHING


def _names(a: Account, b: Account) -> Point:
    shared = sorted(a.names & b.names)[:MOST_NAMES]
    return (SHARED_NAME * len(shared), f"both name the victim {' '.join(shared)}") if shared else NOTHING


def _rare(a: Account, b: Account) -> Point:
    shared = sorted((a.rare & b.rare) - a.names - b.names)[:MOST_RARE]
    return (RARE_NAME * len(shared), f"both name {' and '.join(shared)}, as few reports do") if shared else NOTHING

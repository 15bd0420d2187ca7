"""Harm states: "left 12 dead", "three still missing", "held hostage", "escaped unhurt", "in custody"; and what a sentence leaves out.

Takes the Hurts of one sentence and the token of an adjective. Adds the groups of which it is said; tells whether it found any.
"""

from collections import deque

from daftar.model import Count
from daftar.model.vocabulary import Outcome
from daftar.reading.harm.cues import pattern
from daftar.reading.harm.groups import Group
from daftar.reading.harm.hurts import Hurt, Hurts
from daftar.reading.harm.series import left_of, right_of, series_to
from daftar.reading.harm.verbs import modified


def read_state(hurts: Hurts, at: int, outcome: Outcome) -> bool:
    """As in "left 12 people dead", "29 dead", "was found dead", "three still missing", "held 40 hostage"."""
    before = at - 1
    while hurts.tag(before) == "adv":
        before -= 1
    group = hurts.groups.holding(before)
    if group is not None and group.last == before:
        if group.mention is None and hurts.lower(group.first) == "the" and group.head is None:
            return False
        hurt = hurts.people(series_to(hurts.groups, group), strict=False)
    elif hurts.groups.holding(at) is not None and hurts.groups.holding(at).last > at:  # type: ignore[union-attr]
        hurt = modified(hurts, at) if outcome in ("killed",) else ()
    elif hurts.lower(before) in pattern("be") | pattern("reporting") | {
        "went",
        "gone",
        "go",
        "found",
        "held",
        "taken",
    }:
        if (
            hurts.lower(at) in ("hostage", "captive")
            and hurts.lower(before) in ("held", "taken")
            and hurts.lower(before - 1) not in pattern("be")
        ):
            return False
        hurt = hurts.people(left_of(hurts.groups, before), strict=outcome in ("missing",))
    elif hurts.lower(at) in ("hostage", "captive") and hurts.lower(before) == ",":
        hurt = hurts.people(left_of(hurts.groups, at), strict=True)
    elif hurts.lower(before) in ("him", "her", "them"):
        hurt = hurts.people(right_of(hurts.groups, before - 1), strict=False)
    else:
        hurt = ()
    hurts.enter(outcome, at, hurt, hurts.agent(at))
    return bool(hurt)


def read_unhurt(hurts: Hurts, at: int, outcome: Outcome) -> bool:
    """As in "escaped unhurt": injured, none."""
    hurt = hurts.people(left_of(hurts.groups, at), strict=False)
    for group in hurt[:1]:
        hurts.add("injured", at, Count(0, 0), None, hurts.groups.victims(group), None, group.first, group.last, None)
    return bool(hurt)


def read_custody(hurts: Hurts, at: int, outcome: Outcome) -> bool:
    """As in "is in custody", "under house arrest", "remains in detention"."""
    verbs = pattern("custody_verbs")
    lead = next((back for back in range(at - 1, at - 5, -1) if hurts.lower(back) in ("in", "under", "into")), None)
    if lead is None:
        return False
    verb = lead - 1
    while hurts.tag(verb) == "adv":
        verb -= 1
    group = hurts.groups.holding(verb)
    if group is not None and group.last == verb and group.mention is not None:
        hurt = hurts.people((group,), strict=True)
    elif hurts.lower(verb) in verbs:
        hurt = hurts.people(left_of(hurts.groups, verb), strict=True)
    else:
        hurt = ()
    hurts.enter("captured", at, hurt, None)
    return bool(hurt)


def add_ellipses(hurts: Hurts) -> None:
    """As in "two were killed in one village and six others in another", "43 in the north, 27 in the south"."""
    told = deque(sorted(hurts.found, key=lambda hurt: hurt.last))
    held = {at for hurt in told for at in range(hurt.first, hurt.last + 1)}
    latest: Hurt | None = None
    for group in hurts.groups.found:
        while told and told[0].last < group.first:
            hurt = told.popleft()
            latest = hurt if hurt.words is not None else latest
        if latest is not None and group.first not in held and _continues(hurts, group):
            hurts.enter(latest.outcome, latest.at, (group,), None)


def _continues(hurts: Hurts, group: Group) -> bool:
    """Whether the group is a number without a verb of its own, at another place."""
    bare = group.head is None or hurts.lower(group.head) in ("others", "people", "persons", "more")
    return (
        group.mention is not None
        and bare
        and hurts.lower(group.first - 1) in (",", "and", "while", ";")
        and hurts.lower(group.last + 1) in ("in", "at", "near", "from", "outside")
        and not _verb_follows(hurts, group.last)
    )


def _verb_follows(hurts: Hurts, at: int) -> bool:
    for index in range(at + 1, at + 12):
        if hurts.lower(index) in (",", ";", "and", ".", ""):
            return False
        if hurts.tag(index) in ("verb", "aux"):
            return True
    return False

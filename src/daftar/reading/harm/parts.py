"""Parts: stated parts of a counted group ("including four children", "of whom three were soldiers", "among the dead was").

Takes the Groups of one sentence, its Hurts and those of the sentences before. Gives the Hurts that are parts, each with its whole.
Promises that a part is hurt as its whole is, and that no group is both a whole and its own part.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from daftar.model import Count
from daftar.model.vocabulary import Outcome
from daftar.reading.harm.groups import Group, Groups
from daftar.reading.harm.hurts import Hurt
from daftar.reading.harm.series import left_of, series_from

_MARKS = frozenset(
    [
        "including",
        "among",
        "amongst",
        "whom",
        "include",
        "includes",
        "included",
        "them",
        "those",
        "which",
        "counting",
        "the",
    ]
)
_HURT_AS: dict[str, Outcome] = {
    "dead": "killed", "killed": "killed", "victims": "killed", "fatalities": "killed", "deaths": "killed", "slain": "killed",
    "injured": "injured", "wounded": "injured", "hurt": "injured",
    "casualties": "casualties", "arrested": "captured", "detained": "captured", "hostages": "captured", "missing": "missing", "kidnapped": "captured",
}  # fmt: skip
_BE = frozenset(["is", "are", "was", "were", "be", "being"])

_NEAR = 8  # groups or hurts over which a part looks for its whole


def read_parts(groups: Groups, hurts: Sequence[Hurt], earlier: Sequence[Hurt]) -> tuple[tuple[Hurt, Hurt | None], ...]:
    """The parts that the sentence states, each with its whole: one of its own `hurts`, or of the `earlier` ones, None if unstated."""
    tokens, sentence = groups.text.tokens, groups.sentence
    told = {(hurt.first, hurt.outcome) for hurt in hurts}
    found: dict[int, tuple[Hurt, Hurt | None]] = {}
    in_order = sorted(hurts, key=lambda hurt: hurt.last)
    for at in range(sentence.first, sentence.last):
        if tokens[at].lower in _MARKS:
            for part, whole in _at_mark(groups, in_order, earlier, at):
                if (part.first, part.outcome) not in told:
                    found.setdefault(part.first, (part, whole))
    firsts = {hurt.first for hurt in hurts}
    for hurt in hurts:
        for part in _summing(groups, hurt):
            if part.first not in firsts:
                found.setdefault(part.first, (part, hurt))
    return tuple(found.values())


def _summing(groups: Groups, whole: Hurt) -> tuple[Hurt, ...]:
    """A series after the whole whose numbers add up to it: "nine bodies: five rebels, three soldiers and a nurse"."""
    if whole.count.low is None or whole.count.low != whole.count.high or whole.count.low < 2:
        return ()
    after = bisect_left(groups.firsts, whole.last + 1)
    for group in groups.found[after : after + _NEAR]:
        if group.mention is None or group.head is None:
            continue
        if groups.text.tokens[group.first - 1].text not in (",", ":", ";", "-", "--", "—", "–"):
            continue
        series = series_from(groups, group)
        counts = [groups.counted(member) for member in series]
        if (
            len(series) > 1
            and any(count.low != 1 for count in counts)  # "two girls, Ana and Mira": names are no figures
            and all(count.low is not None and count.low == count.high for count in counts)
            and sum(count.low or 0 for count in counts) == whole.count.low
        ):
            return tuple(_part(groups, whole, member) for member in series)
    return ()


def _at_mark(
    groups: Groups, hurts: Sequence[Hurt], earlier: Sequence[Hurt], at: int
) -> Iterator[tuple[Hurt, Hurt | None]]:
    tokens, sentence = groups.text.tokens, groups.sentence
    word = tokens[at].lower
    before = tokens[at - 1].lower if at > sentence.first else ""
    after = tokens[at + 1].lower if at + 1 < sentence.last else ""
    if (
        word in ("including", "counting")
        or (word in ("whom", "which") and before in ("of", "among"))
        or (word == "them" and before in ("among", "amongst", "of"))
    ):
        whole = _whole_before(hurts, at)
        if whole is None and word == "them" and not hurts:
            whole = _latest(earlier, None)
        if whole is None or (word == "including" and not _attaches(groups, whole, at)):
            return
        if before == "of" and at > sentence.first + 1 and tokens[at - 2].lower in ("all", "both", "each"):
            return  # "all of them civilians" says who the whole are
        if before == "of":
            yield from _counted_of(groups, whole, at)
        yield from _members(groups, whole, _first_group(groups, at + 1))
    elif word in ("among", "amongst"):
        yield from _among(groups, hurts, earlier, at)
    elif word in ("include", "includes", "included"):
        back = at - 1
        while back > sentence.first and groups.text.tags[back] == "adv":
            back -= 1
        outcome = _HURT_AS.get(tokens[back].lower)
        if outcome is not None:
            yield from _members(
                groups,
                _latest(earlier, outcome) or _bare(groups, outcome, at),
                _first_group(groups, at + 1),
                _latest(earlier, outcome),
            )
    elif word == "the" and before == "of" and after in _HURT_AS and after != "victims":
        yield from _of_the_dead(groups, _latest([*earlier, *hurts], _HURT_AS[after]), at)
    elif word == "those" and before == "of" and after in _HURT_AS:
        outcome = _HURT_AS[after]
        whole = _latest([*earlier, *hurts], outcome)
        yield from _members(groups, whole or _bare(groups, outcome, at), _first_group(groups, at + 2), whole)


def _among(
    groups: Groups, hurts: Sequence[Hurt], earlier: Sequence[Hurt], at: int
) -> Iterator[tuple[Hurt, Hurt | None]]:
    """As in "among the dead were two nurses"; "two nurses were among the dead"."""
    tokens, sentence = groups.text.tokens, groups.sentence
    index = at + 1
    while index < sentence.last and (
        tokens[index].lower in ("the", "those", "people", "at", "least", "persons") or groups.text.tags[index] == "num"
    ):
        index += 1
    if index >= sentence.last:
        return
    outcome = _HURT_AS.get(tokens[index].lower)
    if outcome is None:
        return
    whole = _latest([*earlier, *hurts], outcome)
    template = whole or _bare(groups, outcome, index)
    back = at - 1
    while back > sentence.first and groups.text.tags[back] == "adv":
        back -= 1
    if back > sentence.first and tokens[back].lower in _BE:
        series = left_of(groups, back)
        yield from ((part, whole) for part in _parts(groups, template, series))
    else:
        yield from _members(groups, template, _first_group(groups, index + 1), whole)


def _of_the_dead(groups: Groups, whole: Hurt | None, at: int) -> Iterator[tuple[Hurt, Hurt | None]]:
    """As in "two of the dead were girls"."""
    number = groups.holding(at)
    be = at + 2
    if whole is None or number is None or number.mention is None or be >= groups.sentence.last:
        return
    said = _first_group(groups, be + 1) if groups.text.tokens[be].lower in _BE else None
    if said is not None and said.mention is None and groups.people(said, strict=True):
        yield (
            replace(
                _part(groups, whole, said), count=number.mention.count, words=number.mention.words, first=number.first
            ),
            whole,
        )


def _attaches(groups: Groups, whole: Hurt, at: int) -> bool:
    """Whether "including" is said of the whole: no other people, and no clause, between."""
    between = range(whole.last + 1, at)
    return sum(groups.text.tags[index] in ("verb", "rel") for index in between) <= 2 and len(between) <= 25


def _counted_of(groups: Groups, whole: Hurt, at: int) -> Iterator[tuple[Hurt, Hurt | None]]:
    """As in "three of them children", "two of them were policemen"."""
    number = groups.before(at)
    if number is None or number.mention is None or number.mention.last < at - 3:
        return
    following = _first_group(groups, at + 1)
    if following is None or not groups.people(following, strict=True) or following.mention is not None:
        bare = groups.text.tokens[at].lower == "them" and number.last == at - 2
        if bare and 0 < (number.mention.count.low or 0) <= (whole.count.low or 0):
            yield _part(groups, whole, number), whole  # "19 of them under ten"
        return
    part = _part(groups, whole, following)
    yield replace(part, count=number.mention.count, words=number.mention.words, first=number.first), whole


def _members(
    groups: Groups, whole: Hurt, group: Group | None, real: Hurt | None = None
) -> Iterator[tuple[Hurt, Hurt | None]]:
    if group is None:
        return
    stated = real if real is not None or whole.head == "" else whole
    for part in _parts(groups, whole, series_from(groups, group)):
        yield part, stated


def _parts(groups: Groups, whole: Hurt, series: Sequence[Group]) -> Iterator[Hurt]:
    for group in series:
        known = (
            whole.count.low is None
            or group.mention is None
            or group.mention.count.low is None
            or group.mention.count.low <= whole.count.low
        )
        group = _said_of(groups, group)
        if groups.people(group) and known and not (whole.first <= group.first <= whole.last and group.mention is None):
            yield _part(groups, whole, group)


def _said_of(groups: Groups, group: Group) -> Group:
    """A bare number with what is said of it: "of whom four were children"."""
    if (
        group.head is not None
        or group.mention is None
        or groups.text.tokens[min(group.last + 1, groups.sentence.last - 1)].lower not in _BE
    ):
        return group
    following = _first_group(groups, group.last + 2)
    if following is None or following.mention is not None or not groups.people(following, strict=True):
        return group
    return Group(group.first, following.last, group.mention, following.noun, following.head)


def _part(groups: Groups, whole: Hurt, group: Group) -> Hurt:
    words = group.mention.words if group.mention is not None else None
    head = groups.text.tokens[group.head].lower if group.head is not None else None
    at = whole.at if groups.sentence.first <= whole.at < groups.sentence.last else group.first
    return Hurt(
        whole.outcome, at, groups.counted(group), words, groups.victims(group), whole.by, group.first, group.last, head
    )


def _bare(groups: Groups, outcome: Outcome, at: int) -> Hurt:
    """A stand-in where the text names a whole that no sentence counts."""
    return Hurt(outcome, at, Count(), None, None, None, -1, -1, "")


def _first_group(groups: Groups, at: int) -> Group | None:
    """The first group that begins at the token or within a few tokens, no verb but "be" between."""
    for index in range(at, min(at + 5, groups.sentence.last)):
        group = groups.starting(index)
        if group is not None:
            return group
        tag, lower = groups.text.tags[index], groups.text.tokens[index].lower
        if tag == "verb" or (tag == "mark" and lower not in (",", ":", '"')):
            return None
    return None


def _whole_before(hurts: Sequence[Hurt], at: int) -> Hurt | None:
    """The hurt group that ends nearest before the mark; `hurts` in the order of their ends."""
    end = bisect_left(hurts, at, key=lambda hurt: hurt.last)
    return next((hurt for hurt in reversed(hurts[max(0, end - _NEAR) : end]) if hurt.count.low != 0), None)


def _latest(earlier: Sequence[Hurt], outcome: Outcome | None) -> Hurt | None:
    """The latest group hurt in that way that is more than one."""
    for hurt in reversed(earlier[-2 * _NEAR :]):
        if (outcome is None or hurt.outcome == outcome) and hurt.count.low not in (0, 1):
            return hurt
    return None

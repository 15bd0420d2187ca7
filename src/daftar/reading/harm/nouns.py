"""Harm nouns: "the killing of X", "X's death", "six deaths", "20 casualties", "suffered burns".

Takes the Hurts of one sentence and the token of a noun. Adds the groups that the noun says are hurt; tells whether it found any.
"""

from daftar.model import Count
from daftar.model.vocabulary import Outcome
from daftar.reading.harm.cues import kinds_of, pattern
from daftar.reading.harm.groups import Group
from daftar.reading.harm.hurts import Hurts
from daftar.reading.harm.series import left_of, right_of
from daftar.reading.harm.verbs import arguments


def read_act(hurts: Hurts, at: int, outcome: Outcome) -> bool:
    """As in "the killing of X", "X's murder", "the deaths of 12 people"."""
    if _toll_word(hurts, at + 1):
        return False
    if hurts.lower(at - 1) == "to" and hurts.lower(at - 2) == "put":
        hurt, by = arguments(hurts, at - 2, at, strict=False)
        hurts.enter(outcome, at, hurt, by)
        return bool(hurt)
    if hurts.lower(at) == "loss" and not (hurts.lower(at + 1) == "of" and hurts.groups.starting(at + 2)):
        return False
    after = at
    if hurts.lower(after + 1) in ("and", "or") and "act" in kinds_of().get(hurts.lower(after + 2), {}):
        other = kinds_of()[hurts.lower(after + 2)]["act"]
        hurt = hurts.of(after + 2)
        if hurt:
            hurts.spent.add(after + 2)
            hurts.enter(outcome, at, hurt, None)
            hurts.enter(other, after + 2, hurt, hurts.agent(after + 2))
            return True
    hurt = hurts.of(at)
    if hurt:
        hurts.enter(outcome, at, hurt, hurts.agent(at))
        return True
    return _possessive(hurts, at, outcome)


def _possessive(hurts: Hurts, at: int, outcome: Outcome) -> bool:
    group = hurts.groups.holding(at)
    if group is None or group.noun is None or hurts.lower(at).endswith("s"):
        return False
    clitic = next((index for index in range(at - 1, group.noun, -1) if hurts.tag(index) == "clitic"), None)
    if clitic is None:
        return False
    head = clitic - 1
    owner = Group(group.first, head, group.mention, group.noun, head)
    hurt = hurts.people((owner,), strict=True)
    hurts.enter(outcome, at, hurt, hurts.agent(at))
    return bool(hurt)


def read_counted(hurts: Hurts, at: int, outcome: Outcome) -> bool:
    """As in "six deaths", "20 casualties", "no injuries"; "suffered casualties"."""
    group = hurts.groups.holding(at)
    if _toll_word(hurts, at + 1):
        return False
    whom = hurts.of(at) or _on(hurts, at)
    if outcome in ("casualties", "injured", "killed") and _denied(hurts, at):
        victims = hurts.groups.victims(whom[0]) if whom else None
        hurts.add(outcome, at, Count(0, 0), None, victims, None, at, at, None)
        return True
    if group is None or group.mention is None or group.last < at:
        if outcome in ("casualties", "injured") and whom:
            hurts.enter(outcome, at, whom, None)
            return True
        return read_wound(hurts, at, outcome) if outcome == "injured" else False
    if group.mention.words.quote.lower() in ("a", "an") and hurts.lower(at) != "hostage":
        return False
    if not _counts_anew(hurts, at, outcome, group.first, group.mention.count, bool(whom)):
        return False
    sufferer = _sufferer(hurts, at) if outcome in ("casualties", "injured") else ()
    victims = None
    if group.noun is not None and group.noun < at:
        victims = hurts.text.span(group.noun, at if outcome in ("captured", "displaced", "casualties") else at - 1)
    if whom:
        victims = hurts.groups.victims(whom[0])
    elif victims is None and sufferer:
        victims = hurts.groups.victims(sufferer[0])
    elif victims is None and outcome in ("captured", "displaced"):
        victims = hurts.text.span(at, at)
    hurts.add(
        outcome,
        at,
        group.mention.count,
        group.mention,
        victims,
        hurts.agent(at),
        group.first,
        group.last,
        hurts.lower(at),
    )
    return True


def _counts_anew(hurts: Hurts, at: int, outcome: Outcome, first: int, count: Count, named: bool) -> bool:
    """Whether the counted noun is a figure of its own: no average, no "no arrests", no "the two killings" told before."""
    rate = {hurts.lower(at + 1), hurts.lower(at + 2), hurts.lower(first - 2)} & {"each", "per", "average", "daily"}
    again = outcome == "killed" and not named and hurts.lower(first) in ("the", "these", "those")
    few = (outcome == "captured" and count.low == 0) or (outcome == "displaced" and (count.low or 0) < 2)
    return not (rate or again or few)


def _on(hurts: Hurts, at: int) -> tuple[Group, ...]:
    """As in "inflicted on the enemy", "casualties on civilians"."""
    after = at + 1
    if hurts.lower(after) == "inflicted":
        after += 1
    if hurts.lower(after) != "on":
        return ()
    return tuple(group for group in right_of(hurts.groups, after) if not hurts.is_place(group))[:1]


def _denied(hurts: Hurts, at: int) -> bool:
    """As in "did not suffer any casualties", "no reports of casualties"."""
    near = {hurts.lower(back) for back in range(at - 5, at)}
    wide = near | {hurts.lower(back) for back in range(at - 9, at - 5)}
    return bool(
        ("any" in near and wide & {"not", "without"}) or ("no" in near and near & {"reports", "report", "word"})
    )


def read_wound(hurts: Hurts, at: int, outcome: Outcome) -> bool:
    """As in "suffered serious injuries", "treated for burns", "a man with a gunshot wound"."""
    sufferer = _sufferer(hurts, at)
    hurt = tuple(group for group in sufferer if not any(old.first == group.first for old in hurts.found[-8:]))
    if any(hurts.lower(back) in ("no", "any") for back in range(at - 1, at - 4, -1)):
        for group in hurt[:1]:
            hurts.add(
                "injured", at, Count(0, 0), None, hurts.groups.victims(group), None, group.first, group.last, None
            )
        return bool(hurt)
    hurts.enter("injured", at, hurt, None)
    return bool(hurt)


def read_limbs(hurts: Hurts, at: int, outcome: Outcome) -> bool:
    """As in "lost both legs"."""
    verb = next(
        (back for back in range(at - 1, at - 5, -1) if hurts.lower(back) in ("lost", "lose", "losing", "severed")),
        None,
    )
    hurt = () if verb is None else hurts.people(left_of(hurts.groups, verb), strict=True)
    hurts.enter("injured", at, hurt, None)
    return bool(hurt)


def _sufferer(hurts: Hurts, at: int) -> tuple[Group, ...]:
    """The people who suffer what this noun names."""
    sustain = pattern("sustain")
    for back in range(at - 1, max(hurts.groups.sentence.first, at - 9) - 1, -1):
        lower = hurts.lower(back)
        if lower in ("of", "from", "to") and hurts.lower(back - 1) in pattern("dying"):
            return ()
        if lower not in sustain or (
            lower == "from" and hurts.lower(back - 1) not in ("recovering", "suffering", "bleeding", "suffered")
        ):
            if hurts.tag(back) in ("rel",) or lower == ";":
                return ()
            continue
        if lower in ("cause", "causes", "caused", "causing", "inflict", "inflicts", "inflicted", "inflicting"):
            return ()
        start = back
        while hurts.lower(start - 1) in sustain or hurts.tag(start - 1) in ("aux", "adv"):
            start -= 1
        found = hurts.people(left_of(hurts.groups, start), strict=True)
        verb = next((index for index in range(start - 1, start - 8, -1) if hurts.tag(index) == "verb"), None)
        if not found and verb is not None and lower in ("with", "for"):
            found = hurts.people(left_of(hurts.groups, verb), strict=True)
        return tuple(
            group
            for group in found
            if group.head is None or hurts.lower(group.head) not in pattern("bodies") | {"life", "soul"}
        )
    return ()


def _toll_word(hurts: Hurts, at: int) -> bool:
    """Whether the noun before only qualifies this one: "death toll", "arrest warrant"."""
    return hurts.lower(at) in pattern("qualified")

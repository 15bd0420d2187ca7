"""Harm verbs: who is killed, wounded, seized or driven out by a verb, active, passive, reduced or intransitive.

Takes the Hurts of one sentence and the token of a verb. Adds the groups that the verb hurts; tells whether it found any.
"""

from collections.abc import Sequence

from daftar.model import Passage
from daftar.model.vocabulary import Outcome
from daftar.reading.harm.cues import act_nouns, kinds_of, pattern
from daftar.reading.harm.groups import Group
from daftar.reading.harm.hurts import Hurts
from daftar.reading.harm.series import left_of, right_of, series_to
from daftar.reading.who.persons import names_person


def read_verb(hurts: Hurts, at: int, outcome: Outcome) -> bool:
    """As in "killed 12 people", "were arrested", "13 wounded", "murdered and maimed"."""
    if _is_noun(hurts, at) or (hurts.lower(at) == "held" and not _passive(hurts, at)):
        return False
    end, others = _paired(hurts, at)
    hurt, by = arguments(
        hurts, at, end, strict=outcome in ("displaced", "other") or hurts.lower(at).startswith("captur")
    )
    if not hurt:
        return False
    hurt = tuple(group for group in hurt if _takes(hurts, at, group))
    if not hurt:
        return False
    outcomes = [outcome, *others]
    if "casualties" in outcomes or (
        set(outcomes) == {"killed", "injured"} and hurt[0].mention is not None and hurt[0].mention.count.low != 1
    ):
        outcomes = ["casualties"]
    for one in dict.fromkeys(outcomes):
        hurts.enter(one, at, hurt, by)
    return True


def read_wounding(hurts: Hurts, at: int, outcome: Outcome) -> bool:
    """A verb that wounds, or kills where another word says so."""
    if _is_noun(hurts, at) and not (hurts.lower(at).endswith("ing") and hurts.groups.starting(at + 1)):
        whom = hurts.of(at) if hurts.lower(at) in ("shooting", "stabbing", "beating", "burning") else ()
        fatal = hurts.lower(at - 1) in ("fatal", "deadly")
        hurts.enter(
            "killed" if fatal else "injured",
            at,
            tuple(group for group in whom if hurts.groups.people(group, strict=True)),
            None,
        )
        return bool(whom)
    found, end = _lethal(hurts, at)
    hurts.spent.update(range(at + 1, end + 1))
    alone = found is None
    if found is None:
        noun = hurts.lower(at + 1) in ("at", "down", "off", "in", "up") and hurts.tag(at) != "verb"
        if noun or "alone" not in kinds_of()[hurts.lower(at)]:
            return False
        found = outcome
    hurt, by = arguments(hurts, at, end, strict=alone)
    if alone and _later(hurts, end, "dead"):
        return False
    hurts.enter(found, at, hurt, by)
    return bool(hurt)


def _takes(hurts: Hurts, at: int, group: Group) -> bool:
    """Whether a verb that takes things as well took people: captured, seized, held, trapped."""
    word, head = hurts.lower(at), group.head
    if word.startswith("captur"):
        return hurts.taken(group)
    if word in pattern("cut_off"):
        if word == "cut" and (hurts.lower(at + 1) != "off" or not _passive(hurts, at)):
            return False
        return group.mention is not None and group.mention.count.low not in (0, 1)
    if word == "held" or word.startswith("seiz"):
        named = head is not None and names_person(hurts.text, head)
        return (
            named
            and hurts.lower(at + 1) not in ("to", "responsible", "accountable")
            and hurts.groups.counted(group).low != 0
        )
    return True


def _passive(hurts: Hurts, at: int) -> bool:
    back = at - 1
    while hurts.tag(back) == "adv" or hurts.lower(back) in ("either", "all", "both", "also"):
        back -= 1
    return hurts.lower(back) in pattern("be")


def _lethal(hurts: Hurts, at: int) -> tuple[Outcome | None, int]:
    """What the words beside a wounding verb make of it, and its last token: "shot dead", "stabbed to death", "shot and killed"."""
    lethal = pattern("lethal")
    if hurts.lower(at - 1) in lethal:
        return "killed", at
    if hurts.lower(at + 1) == "to" and hurts.lower(at + 2) in lethal:
        return "killed", at + 2
    if hurts.lower(at + 1) in lethal or (hurts.lower(at + 1) == "him" and hurts.lower(at + 2) in lethal):
        return "killed", at + 1
    end, others = _paired(hurts, at)
    return (others[0] if others else None), end


def read_fatally(hurts: Hurts, at: int, outcome: Outcome) -> bool:
    """As in "four were shot, one fatally"."""
    group = hurts.groups.holding(at - 1)
    if group is None or group.last != at - 1 or group.mention is None or group.head is not None:
        return False
    hurts.enter(outcome, at, (group,), None)
    return True


def read_subject(hurts: Hurts, at: int, outcome: Outcome) -> bool:
    """As in "three people died", "who disappeared", "residents fled"."""
    word = hurts.lower(at)
    before = hurts.lower(at - 1)
    if before == "to" or _modal(hurts, at - 1):
        return False
    if word in pattern("unfinished") and before not in pattern("be") | {"did", "who", "people"}:
        group = hurts.groups.holding(at - 1)
        if word.endswith("ing") or group is None or group.mention is None:  # "two die in riots"
            return False
    hurt = hurts.people(left_of(hurts.groups, at), strict=outcome == "displaced")
    if outcome == "displaced":
        hurt = tuple(group for group in hurt if hurts.groups.counted(group).low != 1 and hurts.civil(group))
        if hurts.lower(at + 2) in ("scene", "crime"):  # attackers do
            return False
    hurts.enter(outcome, at, hurt, None)
    return bool(hurt)


def arguments(hurts: Hurts, at: int, end: int, *, strict: bool) -> tuple[tuple[Group, ...], Passage | None]:
    """Who is hurt by the verb chain from `at` to `end`, and by whom."""
    groups = hurts.groups
    back = at - 1
    while hurts.tag(back) == "adv" or hurts.lower(back) in ("either", "all", "both", "also"):
        back -= 1
    passive = hurts.lower(back) in pattern("be")
    word = hurts.lower(at)
    if not passive:
        if hurts.lower(end + 1) in ("himself", "herself", "themselves"):
            return hurts.people(left_of(groups, at), strict=strict), None
        following = right_of(groups, end)
        objects = hurts.people(following, strict=strict)
        if hurts.lower(back) == "to" and hurts.lower(back - 1) not in pattern("achieving"):
            return (), None  # what was only meant
        if following and not objects and following[0].first == end + 1 and not _timely(hurts, following[0]):
            return (), None  # "who shelled his house"
        if objects and not (hurts.tag(at) == "noun" and groups.holding(at) is not None and objects[0].mention is None):
            return objects, hurts.subject_agent(at)
        if word.endswith("ing") or hurts.lower(back) == "to" or _modal(hurts, back):
            return (), None
        if hurts.lower(back) in pattern("have"):
            return (), None
        if hurts.groups.holding(at) is not None and groups.holding(at).last > at:  # type: ignore[union-attr]
            return modified(hurts, at), hurts.agent(end)  # "wounded soldiers"
    if not passive and not _participle(word):
        return (), None
    near = groups.holding(back) if not passive else None
    direct = near is not None and near.last == back and groups.people(near, strict=near.mention is None)
    if direct and near is not None and hurts.lower(near.first - 1) == "among":
        return (), None
    left = series_to(groups, near) if direct and near is not None else left_of(groups, at)
    counted = _numbered(hurts, left, end) if not passive else None
    if counted is not None:
        left = (counted,)
    _along(hurts, at, end)
    if not passive and hurts.lower(back) == ",":  # "15 deaths there, killed by shells": of people right before only
        left = tuple(group for group in left if group.last == back - 1) or _elsewhere(hurts, back)
    subject = hurts.people(left, strict=strict and not passive)
    if (
        not passive
        and subject
        and hurts.lower(at - 1) in (",", "and")
        and hurts.lower(end + 1) not in ("by", "in", "on", "during", "when", "at", ",", ".", "")
    ):
        return (), None
    return subject, hurts.agent(end)


def _elsewhere(hurts: Hurts, comma: int) -> tuple[Group, ...]:
    """As in "66 in the east, killed by shells": the bare number before the place."""
    number = next((at for at in range(comma - 1, comma - 6, -1) if hurts.lower(at) in ("in", "at", "near")), None)
    group = None if number is None else hurts.groups.holding(number - 1)
    return (group,) if group is not None and group.mention is not None and group.head is None else ()


def _numbered(hurts: Hurts, left: Sequence[Group], end: int) -> Group | None:
    """As in "the number of people killed now stands at 90", "raised to 12 the number of people killed"."""
    if len(left) != 1 or left[0].mention is not None or hurts.lower(left[0].first - 1) != "of":
        return None
    of = left[0].first - 1
    if not {"number", "total", "toll"} & {hurts.lower(of - 1), hurts.lower(of - 2)}:
        return None
    leads = pattern("toll_leads")
    candidates = [
        group
        for group in hurts.groups.found
        if group.mention is not None
        and group.head is None
        and (hurts.lower(group.first - 1) in leads or hurts.lower(group.first) == "up")
    ]
    after = [group for group in candidates if group.first > end] or [group for group in candidates if group.last < of]
    if not after:
        return None
    return Group(left[0].first, left[0].last, after[0].mention, left[0].noun, left[0].head)


def _along(hurts: Hurts, at: int, end: int) -> None:
    """As in "was killed along with a nephew and two guards": those named after "along with"."""
    outcome = kinds_of().get(hurts.lower(at), {}).get("verb")
    if outcome is not None:
        hurts.enter(outcome, at, hurts.people(_joined(hurts, end), strict=False), None)


def _joined(hurts: Hurts, end: int) -> tuple[Group, ...]:
    for at in range(end + 1, end + 7):
        if hurts.lower(at) in ("along", "together") and hurts.lower(at + 1) == "with":
            return right_of(hurts.groups, at + 1)
    return ()


def _timely(hurts: Hurts, group: Group) -> bool:
    return group.head is not None and hurts.lower(group.first) in pattern("time")


def modified(hurts: Hurts, at: int) -> tuple[Group, ...]:
    """The group that the participle stands within: "three wounded soldiers"."""
    group = hurts.groups.holding(at)
    return (group,) if group is not None and group.mention is not None else ()


def _participle(word: str) -> bool:
    return word.endswith(("n", "t", "d")) and word != "behead"


def _modal(hurts: Hurts, at: int) -> bool:
    return hurts.lower(at) in pattern("modal")


def _paired(hurts: Hurts, at: int) -> tuple[int, list[Outcome]]:
    """The last of a chain of harm verbs ("killed or wounded") and the further outcomes that it brings."""
    kinds, outcomes, end = kinds_of(), list[Outcome](), at
    while True:
        after = end + 1
        if hurts.lower(after) == ",":
            after += 1
        joint = hurts.lower(after)
        if joint in ("and", "or", "/", "&", "then"):
            after += 1
        elif after == end + 1:
            break
        while hurts.tag(after) == "adv" or hurts.lower(after) in ("then", "either"):
            after += 1
        kind = kinds.get(hurts.lower(after), {})
        outcome = kind.get("verb")
        if outcome is None and "wounding" in kind and joint in ("and", ","):
            outcome = kind["wounding"] if "alone" in kind else None
        if (
            outcome is None
            or _is_noun(hurts, after)
            or hurts.lower(after).endswith("ing") != hurts.lower(at).endswith("ing")
        ):
            break
        if joint in ("or", "/"):
            outcomes.append("casualties" if outcome in ("injured", "killed") else outcome)
        else:
            outcomes.append(outcome)
        hurts.spent.add(after)
        end = after
    return end, outcomes


def _is_noun(hurts: Hurts, at: int) -> bool:
    """Whether a form that may be a noun is one here: "the killing of", "two murders"."""
    word = hurts.lower(at)
    if word not in act_nouns():
        return False
    before = hurts.lower(at - 1)
    following = hurts.groups.starting(at + 1)
    if word in pattern("gerund") and following is not None and following.mention is not None:
        return False
    if (
        word in pattern("gerund")
        and hurts.lower(at + 1) != "of"
        and hurts.tag(at - 1) not in ("det", "clitic", "num", "noun")
    ):
        return False
    if hurts.lower(at + 1) == "of" and word.endswith("ing") and before in ("and", "or", ",", "for", "after"):
        return True
    return (
        hurts.tag(at) == "noun"
        or hurts.tag(at - 1) in ("det", "clitic")
        or (hurts.lower(at + 1) == "of" and hurts.tag(at - 1) != "aux")
    )


def _later(hurts: Hurts, at: int, word: str) -> bool:
    return hurts.lower(at) in ("shot", "shooting") and any(
        hurts.lower(index) == word for index in range(at + 1, at + 8)
    )

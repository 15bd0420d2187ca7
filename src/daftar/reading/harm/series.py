"""Series: which groups stand left and right of a word: "two soldiers and three civilians", "ten people, including a child,".

Takes the Groups of one sentence and a token. Gives the groups that the word there governs, in order. Promises to stay within the sentence; where
position cannot tell, an empty series.
"""

from itertools import pairwise

from daftar.reading.harm.groups import QUOTES, Group, Groups, group_words
from daftar.reading.who.persons import is_plural

_JOINTS = frozenset(["and", "&", "plus", "or"])
_MARKS = frozenset([",", "--", "—", "–", "-"])
_NOT_GOVERNING = frozenset("including and than as plus despite like after before since until till because".split())


def series_from(groups: Groups, group: Group, *, relative: bool = False) -> tuple[Group, ...]:
    """The group and those joined to it on its right; in a relative clause the verb behind them is the main clause's."""
    members = [group]
    last = group.last
    pending: list[Group] = []
    while True:
        at, joint = _past_joint(groups, _past_aside(groups, last + 1))
        following = groups.starting(at) if joint else None
        if following is None or not _member(groups, following) or (not relative and _governs(groups, following)):
            break
        last = following.last
        if joint == "," and _apposed(groups, members[-1], following):
            continue
        pending.append(following)
        if joint == "and":
            members += pending
            pending = []
    if pending and all(member.mention is not None for member in pending):
        members += pending
    return tuple(members)


def series_to(groups: Groups, group: Group) -> tuple[Group, ...]:
    """The group and those joined to it on its left, in order."""
    members = [group]
    joined = False
    while True:
        at = members[0].first - 1
        joint = _joint_before(groups, at)
        if joint is None:
            break
        kind, end = joint
        before = groups.holding(end)
        if before is None or before.last != end or not _member(groups, before) or _named_part(groups, before):
            break
        if kind == "and":
            joined = True
        if not joined or _prepositional(groups, before):
            break
        members.insert(0, before)
    for earlier, later in pairwise(members):  # "X, an official and leader of the party"
        if _apposed(groups, earlier, later) and groups.text.tokens[later.first - 1].text == ",":
            return (members[0],) if earlier is members[0] else tuple(members[: members.index(later)])
    return tuple(members)


def right_of(groups: Groups, index: int, *, relative: bool = False) -> tuple[Group, ...]:
    """The series that begins right after the token (adverbs skipped)."""
    at = index + 1
    while (
        at < groups.sentence.last
        and groups.starting(at) is None
        and (
            groups.text.tags[at] == "adv"
            or groups.text.tokens[at].lower in ("up", "off", "either", "outright")
            or groups.text.tokens[at].text in QUOTES
        )
    ):
        at += 1
    group = groups.starting(at)
    if group is None:
        return ()
    relative = relative or (
        index > groups.sentence.first and groups.text.tokens[index - 1].lower in ("that", "which", "who")
    )
    return series_from(groups, group, relative=relative)


def left_of(groups: Groups, index: int, depth: int = 0) -> tuple[Group, ...]:
    """The series that is the subject of the verb or the predicate at the token, by position."""
    text, first = groups.text, groups.sentence.first
    at = index - 1
    while at >= first and _skips(groups, at):
        at -= 1
    if at < first or depth > 4:
        return ()
    token, tag = text.tokens[at], text.tags[at]
    if token.text in "])":
        opening = next(
            (back for back in range(at - 1, max(first, at - 25), -1) if text.tokens[back].text in "[("), None
        )
        return () if opening is None else left_of(groups, opening, depth + 1)
    group = groups.holding(at)
    if group is not None and group.last == at:
        return _past_prepositions(groups, group, depth)
    if tag == "rel":
        end = at - 1 if text.tokens[at - 1].text == "," else at
        if text.tags[end - 1] == "prep" and end - 1 > first:
            end -= 1
        return _antecedent(groups, end)
    if token.text in (",", "--", "—", "–", "-", ")"):
        return _before_aside(groups, at, depth)
    if token.lower in ("and", "but", "or", "then"):
        verb = _verb_before(groups, at)
        return () if verb is None else left_of(groups, verb, depth + 1)
    if tag == "prep" and token.lower in ("before", "after", "while", "without", "and") and depth < 2:
        verb = _verb_before(groups, at)
        return () if verb is None else left_of(groups, verb, depth + 1)
    if tag in ("verb", "ing") and depth < 3:
        return left_of(groups, at, depth + 1)
    return ()


def _skips(groups: Groups, at: int) -> bool:
    token = groups.text.tokens[at]
    if groups.holding(at) is not None:
        return False
    return groups.text.tags[at] in ("aux", "adv") or token.lower in group_words("skipped") or token.text in QUOTES


def _past_prepositions(groups: Groups, group: Group, depth: int) -> tuple[Group, ...]:
    """As in "two people in the car": of groups chained by prepositions, the first."""
    steps, nearest = 0, None
    while _prepositional(groups, group) and steps < 4:
        before = groups.before(group.first)
        if before is None or before.last < group.first - 6 or not _modifies(groups, before, group):
            return () if not groups.people(group, strict=True) else series_to(groups, group)
        nearest = nearest or (group if groups.people(group, strict=True) else None)
        group, steps = before, steps + 1
    if nearest is not None and not groups.people(group):
        return series_to(groups, nearest)
    return series_to(groups, group)


def _modifies(groups: Groups, group: Group, following: Group) -> bool:
    """Whether what follows hangs on the group: "people in the car", "men involved in the attack"."""
    start = group.last + 1
    if groups.text.tags[start] == "rel":  # "people who are said to be involved in"
        start += 1
        while groups.text.tags[start] in ("aux", "adv"):
            start += 1
        return all(groups.text.tags[at] in ("prep", "adv", "verb", "ing") for at in range(start, following.first))
    between = range(start, following.first)
    verbs = [at for at in between if groups.text.tags[at] in ("verb", "ing")]
    return verbs in ([], [group.last + 1]) and all(
        groups.text.tags[at] in ("prep", "adv", "num", "verb", "ing") for at in between
    )


def _prepositional(groups: Groups, group: Group) -> bool:
    before = group.first - 1
    return before >= groups.sentence.first and groups.text.tags[before] == "prep" and groups.text.tokens[before].lower not in (
        "including", "and", "than", "as", "plus", "despite", "like", "after", "before", "since", "until", "till", "because",
    )  # fmt: skip


def _antecedent(groups: Groups, end: int) -> tuple[Group, ...]:
    """The people nearest before a relative pronoun."""
    group = groups.before(end)
    for _ in range(4):
        if group is None or group.first < end - 15:
            return ()
        if groups.people(group):
            return series_to(groups, group) if group.last >= end - 2 else (group,)
        group = groups.before(group.first)
    return ()


def _before_aside(groups: Groups, at: int, depth: int) -> tuple[Group, ...]:
    """The subject before an aside that closes at this mark: "Ten people, including a child, were"."""
    text, steps = groups.text, 0
    opening = at - 1
    best: tuple[Group, ...] = ()
    while opening > groups.sentence.first and steps < 40:
        if text.tokens[opening].text in (",", "--", "—", "–", "-", "("):
            group = groups.holding(opening - 1)
            following = text.tokens[opening + 1].lower
            if group is not None and group.last == opening - 1:
                aside = text.tags[opening + 1] in (
                    "rel",
                    "det",
                    "num",
                    "prep",
                    "ing",
                    "verb",
                ) or following in group_words("aside")
                found = _past_prepositions(groups, group, depth)
                if found and any(groups.people(one) for one in found) and (aside or not best):
                    best = found
                    if following in group_words("aside") or text.tags[opening + 1] in ("rel", "num"):
                        return best
        elif text.tags[opening] in ("aux",) and best:
            return best
        opening -= 1
        steps += 1
    if not best:
        opener = groups.starting(groups.sentence.first)
        if opener is not None and groups.people(opener):
            return (opener,)
    return best


def _verb_before(groups: Groups, at: int) -> int | None:
    for back in range(at - 1, max(groups.sentence.first, at - 25) - 1, -1):
        if groups.text.tags[back] in ("verb", "aux"):
            while back > groups.sentence.first and groups.text.tags[back - 1] in ("aux", "adv"):
                back -= 1
            return back
        if groups.text.tokens[back].text == ";":
            return None
    return None


def _past_aside(groups: Groups, at: int) -> int:
    """Past an age between commas and a gloss in brackets."""
    text, end = groups.text, groups.sentence.last
    aged = (
        at + 2 < end
        and text.tokens[at].text == ","
        and text.tags[at + 1] == "num"
        and text.tokens[at + 2].text in (",", ";")
        and (groups.starting(at + 1) is None or text.tokens[at + 1].lower.isdigit())
    )
    return at + 2 if aged else at


def _past_joint(groups: Groups, at: int) -> tuple[int, str]:
    """The token after "," or "and" and which it was: "," or "and"; ("" where there is no joint)."""
    joint = ""
    while at < groups.sentence.last and joint != "and":
        lower = groups.text.tokens[at].lower
        if lower in _JOINTS:
            joint, at = "and", at + 1
        elif lower in (",", ";") and not joint:
            joint, at = ",", at + 1
        elif lower in ("as", "along", "together") and groups.text.tokens[
            min(at + 2, len(groups.text.tokens) - 1)
        ].lower in ("as", "with"):
            joint, at = "and", at + 3
        elif lower in ("along", "together") and groups.text.tokens[at + 1].lower == "with":
            joint, at = "and", at + 2
        else:
            break
    while (
        joint
        and at < groups.sentence.last
        and groups.starting(at) is None
        and (groups.text.tags[at] == "adv" or groups.text.tokens[at].lower in ("also", "both", "another"))
    ):
        at += 1
    return at, joint


def _joint_before(groups: Groups, at: int) -> tuple[str, int] | None:
    """The kind of joint that ends at this token and the token before it."""
    if at <= groups.sentence.first:
        return None
    lower = groups.text.tokens[at].lower
    if lower in _JOINTS:
        at -= 1
        return "and", at - 1 if groups.text.tokens[at].text == "," else at
    if lower == ",":
        return ",", at - 1
    return None


def _named_part(groups: Groups, group: Group) -> bool:
    """Whether the group is named as a part of another: "including X"."""
    return group.first > groups.sentence.first and groups.text.tokens[group.first - 1].lower in (
        "including",
        "include",
        "includes",
    )


def _apposed(groups: Groups, name: Group, gloss: Group) -> bool:
    """Whether the second group says who the first is: "X, a nurse"."""
    if (
        name.mention is not None
        or name.head is None
        or groups.text.tags[name.first] == "det"
        or groups.text.tokens[gloss.first].lower not in ("a", "an", "the")
    ):
        return False
    return not is_plural(groups.text.tokens[name.head].lower) or groups.named(name)


def _member(groups: Groups, group: Group) -> bool:
    return groups.people(group) and not (
        group.head is not None and groups.text.tags[group.head] == "pron" and group.mention is None
    )


def _governs(groups: Groups, group: Group) -> bool:
    """Whether the group is the subject of a clause of its own: "and three civilians were injured"."""
    at = group.last + 1
    while at < groups.sentence.last and groups.text.tags[at] == "adv":
        at += 1
    if at >= groups.sentence.last:
        return False
    lower = groups.text.tokens[at].lower
    return groups.text.tags[at] in ("aux", "verb") or lower in group_words("participle")

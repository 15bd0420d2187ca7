"""Figures: the numbers that the record stands behind, by the rule `figure.range.v1`.

Takes the claims of one incident, their documents and witnesses. Gives a Figure per outcome over all statuses, and one per
outcome and status where told. Promises, of every figure: it runs from the lowest to the highest of independent voices'
latest words; parts are neither added to wholes nor compared with them; denials are shown and not subtracted; a claim that
it does not rest on is in `left` with the reason; and whether words replace, repeat or add to one another is told from their
wording alone, never from the size of their numbers.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from daftar.model import Claim, Count, Document, Figure, Harm, Left
from daftar.model.vocabulary import OUTCOMES, Outcome, Status
from daftar.reconcile.independence import published, voice_of
from daftar.reconcile.words import (
    Side,
    is_bare,
    is_besides,
    is_died_of_wounds,
    is_found_dead,
    is_numbered,
    person_named,
    side_of,
    victim_words,
    words_of,
)

RULE = "figure.range.v1"
TOLD_APART: tuple[Status, ...] = ("civilian", "combatant")


@dataclass(frozen=True, slots=True)
class _Said:
    """A harm claim with a number, and what is looked at in it again and again."""

    name: str
    claim: Claim
    harm: Harm

    @property
    def place(self) -> tuple[int, str]:
        return (self.claim.number, self.name)


@dataclass(frozen=True, slots=True)
class _Word:
    """What one witness says in one document: a number, perhaps the sum of groups that the document tells apart."""

    witness: str
    since: date
    document: str
    count: Count
    said: tuple[_Said, ...]
    sides: Mapping[Side | None, Count]

    @property
    def numbered(self) -> bool:
        return any(is_numbered(one.harm) for one in self.said)

    @property
    def bare(self) -> bool:
        return all(is_bare(one.harm) for one in self.said)

    @property
    def of_wounds(self) -> bool:
        return all(is_died_of_wounds(one.harm) for one in self.said)


@dataclass(frozen=True, slots=True)
class _Toll:
    """A number for all: one voice's, or the sum over two sides. `best` where it is another than the count's low end."""

    count: Count
    since: date
    best: int | None = None

    @property
    def number(self) -> int | None:
        if self.best is not None:
            return self.best
        return self.count.low if self.count.low is not None else self.count.high


def derive_figures(
    claims: Mapping[str, Claim], documents: Mapping[str, Document], witnesses: Mapping[str, str]
) -> tuple[Figure, ...]:
    """The figures of one incident (or one total), in the order of the outcomes, all statuses first."""
    figures: list[Figure] = []
    scope = "incident" if any(_scope(claim) == "incident" for claim in claims.values()) else "total"
    by_number = {(claim.document, claim.number): name for name, claim in claims.items()}
    for outcome in OUTCOMES:
        told = {n: c for n, c in claims.items() if isinstance(c.body, Harm) and c.body.outcome == outcome}
        if not told:
            continue
        told_of, left = _divided(told, scope, by_number, None)
        figures.append(_figure(outcome, None, told_of, left, documents, witnesses))
        for status in TOLD_APART:
            told_of, left = _divided(told, scope, by_number, status)
            if told_of:
                figures.append(_figure(outcome, status, told_of, left, documents, witnesses))
    return tuple(figures)


def _scope(claim: Claim) -> str | None:
    return claim.body.scope if isinstance(claim.body, Harm) else None


def _divided(
    told: Mapping[str, Claim], scope: str, by_number: Mapping[tuple[str, int], str], status: Status | None
) -> tuple[list[_Said], list[Left]]:
    """The claims that may make the number, and those that may not, each with the reason."""
    kept: list[_Said] = []
    left: list[Left] = []
    counted = {
        name
        for name, claim in told.items()
        if isinstance(claim.body, Harm)
        and claim.modality == "asserted"
        and claim.body.scope == scope
        and claim.body.count.known
        and status in (None, claim.body.status)
    }
    for name, claim in told.items():
        harm = claim.body
        if not isinstance(harm, Harm) or status not in (None, harm.status):
            continue
        whole = by_number.get((claim.document, harm.part_of)) if harm.part_of is not None else None
        if claim.modality != "asserted":
            left.append(Left(name, claim.modality))
        elif harm.scope != scope:
            left.append(Left(name, f"a {harm.scope}, never in one number with an {scope}"))
        elif not harm.count.known:
            left.append(Left(name, "gives no number"))
        elif whole is not None and whole != name and whole in counted:
            left.append(Left(name, f"part of claim {whole}"))
        else:
            kept.append(_Said(name, claim, harm))
    return kept, left


def _figure(
    outcome: Outcome,
    status: Status | None,
    told: Sequence[_Said],
    left: list[Left],
    documents: Mapping[str, Document],
    witnesses: Mapping[str, str],
) -> Figure:
    said: dict[tuple[str, date, str], list[_Said]] = {}
    for one in told:
        document = one.claim.document
        said.setdefault((witnesses[one.name], published(document, documents), document), []).append(one)
    latest: dict[str, _Word] = {}
    for key in sorted(said):
        word = _word(key, sorted(said[key], key=lambda one: one.place), left, documents)
        earlier = latest.get(key[0])
        latest[key[0]] = word if earlier is None else _replaced(earlier, word, left, documents)
    words = sorted(latest.values(), key=lambda word: (word.since, word.document, word.witness))
    for is_no_toll, reason in _NO_TOLLS:
        if not all(is_no_toll(word) for word in words):
            left += [Left(one.name, reason) for word in words if is_no_toll(word) for one in word.said]
            words = [word for word in words if not is_no_toll(word)]
    words, tolls = _tolls(words, left)
    low, high = _range([toll.count for toll in tolls])
    resting = [one for word in words for one in word.said]
    dates = [day for one in resting if (day := published(one.claim.document, documents)) != date.min]
    return Figure(
        outcome=outcome,
        status=status,
        low=low,
        high=high,
        best=_best(tolls),
        rule=RULE,
        as_of=max(dates).isoformat() if dates else None,
        claims=tuple(one.name for one in resting),
        voices=tuple(voice_of(one.claim, documents) for one in resting),
        left=tuple(sorted(left, key=lambda one: one.claim)),
    )


# Who tells of one of the dead, of "people", or of those who died later, does not give the toll where another does.
_NO_TOLLS: tuple[tuple[Callable[[_Word], bool], str], ...] = (
    (lambda word: word.bare, "names no number, where others do"),
    (lambda word: word.of_wounds, "may be among the dead of whom others tell"),
)


def _tolls(words: list[_Word], left: list[Left]) -> tuple[list[_Word], list[_Toll]]:
    """The words that stand, and the tolls that they make: each word is one, unless voices tell of different sides.

    Then those of one side are a range, the ranges of the sides are summed, and that sum is one toll. Combatants of whom it
    is not said on which side they were may be of either.
    """
    by_side: dict[Side, list[_Toll]] = {}
    for word in words:
        for side, count in word.sides.items():
            if side is not None and None not in word.sides:
                by_side.setdefault(side, []).append(_Toll(count, word.since))
    if len(by_side) < 2:
        return words, [_Toll(word.count, word.since) for word in words]
    astray = [word for word in words if set(word.sides) == {None} and all(_is_combatant(one) for one in word.said)]
    left += [Left(one.name, "may be of either side, and both are told of") for word in astray for one in word.said]
    words = [word for word in words if word not in astray]
    ranges = [Count(*_range([toll.count for toll in tolls])) for tolls in by_side.values()]
    numbers = [number for tolls in by_side.values() if (number := _best(tolls)) is not None]
    since = max(toll.since for tolls in by_side.values() for toll in tolls)
    both = _Toll(_sum(ranges), since, sum(numbers) if numbers else None)
    return words, [both, *(_Toll(word.count, word.since) for word in words if None in word.sides)]


def _is_combatant(one: _Said) -> bool:
    return one.harm.status == "combatant"


def _replaced(earlier: _Word, later: _Word, left: list[Left], documents: Mapping[str, Document]) -> _Word:
    """The word that stands of two by one witness: the later, unless it repeats the earlier or gives no number of its own."""
    if later.count == earlier.count or (earlier.numbered and not later.numbered):
        vague = "" if later.count == earlier.count else ", now without a number"
        left += [Left(one.name, f"the same witness again ({_who(one, later, documents)}){vague}") for one in later.said]
        return earlier
    day = f" of {later.since}" if later.since != date.min else ""
    reason = f"an earlier word of the same witness ({later.witness}), replaced by its word{day}: {later.count}"
    left += [Left(one.name, reason) for one in earlier.said]
    return later


def _who(one: _Said, word: _Word, documents: Mapping[str, Document]) -> str:
    voice = voice_of(one.claim, documents)
    return voice if voice == word.witness else f"{voice} after {word.witness}"


def _word(
    key: tuple[str, date, str], told: Sequence[_Said], left: list[Left], documents: Mapping[str, Document]
) -> _Word:
    """One witness's word in one document. Distinct groups are summed; repetitions, updates and narrower groups are left."""
    witness, since, document = key
    whole: _Said | None = None
    groups: list[_Said] = []
    besides: list[_Said] = []
    later: list[_Said] = []
    wordings: dict[tuple[str, ...], str] = {}
    for one in told:
        wording = (_wording(one.harm.count_words), _wording(one.harm.victims))
        if any(wording) and wording in wordings:
            left.append(Left(one.name, f"repeats claim {wordings[wording]}"))
            continue
        wordings[wording] = one.name
        if is_besides(one.harm):
            besides.append(one)
        elif is_died_of_wounds(one.harm):
            later.append(one)
        elif not is_numbered(one.harm) or victim_words(one.harm):
            _keep_apart(one, groups, left)
        else:
            if whole is not None:
                left.append(Left(whole.name, f"an earlier word in the same document, replaced by claim {one.name}"))
            whole = one
    if whole is not None:
        left += [Left(one.name, f"may be among those of claim {whole.name}") for one in groups]
        groups = [whole]
    if groups and not all(is_found_dead(one.harm) for one in groups):
        left += [Left(one.name, f"may be among those of claim {groups[0].name}") for one in later]
        later = []
    kept = (*groups, *besides, *later)
    by_side: dict[Side | None, list[Count]] = {}
    for one in kept:
        by_side.setdefault(side_of(one.harm, voice_of(one.claim, documents)), []).append(one.harm.count)
    sides = {side: _sum(counts) for side, counts in by_side.items()}
    return _Word(witness, since, document, _sum([one.harm.count for one in kept]), kept, sides)


def _keep_apart(one: _Said, kept: list[_Said], left: list[Left]) -> None:
    """Put a narrower group beside those kept, or in the place of the one that it repeats, or leave it."""
    rival = next((other for other in kept if not _distinct(other, one)), None)
    if rival is None:
        kept.append(one)
    elif is_numbered(rival.harm) and not is_numbered(one.harm):
        left.append(Left(one.name, f"may be among those of claim {rival.name}"))
    else:
        left.append(Left(rival.name, f"an earlier word in the same document, replaced by claim {one.name}"))
        kept[kept.index(rival)] = one


def _distinct(a: _Said, b: _Said) -> bool:
    """Whether the words tell two groups apart: by status, by name, or by other victims in one sentence or with numbers."""
    if {a.harm.status, b.harm.status} == {"civilian", "combatant"}:
        return True
    first, second = person_named(a.harm), person_named(b.harm)
    if first and second:
        return first.isdisjoint(second)
    if not victim_words(a.harm) or not victim_words(b.harm) or victim_words(a.harm) & victim_words(b.harm):
        return False
    return a.claim.sentence == b.claim.sentence or (is_numbered(a.harm) and is_numbered(b.harm))


def _wording(passage: object) -> str:
    return " ".join(words_of(getattr(passage, "quote", "")))


def _sum(counts: Sequence[Count]) -> Count:
    lows = [count.low for count in counts if count.low is not None]
    highs = [count.high for count in counts if count.high is not None]
    return Count(sum(lows) if lows else None, sum(highs) if len(highs) == len(counts) else None)


def _range(counts: Sequence[Count]) -> tuple[int | None, int | None]:
    """The narrowest range that holds every word: "at least" leaves the top open whatever others say, "up to" the bottom.

    So no word that is widened can narrow the figure.
    """
    lows = [count.low for count in counts]
    highs = [count.high for count in counts]
    return (
        None if None in lows or not lows else min(low for low in lows if low is not None),
        None if None in highs or not highs else max(high for high in highs if high is not None),
    )


def _best(tolls: Sequence[_Toll]) -> int | None:
    """The number that most witnesses say; of those said as often the latest, then the lowest."""
    said: dict[int, list[date]] = {}
    for toll in tolls:
        if toll.number is not None:
            said.setdefault(toll.number, []).append(toll.since)
    return min(said, key=lambda n: (-len(said[n]), -max(said[n]).toordinal(), n), default=None)

"""Figures: the numbers that the record stands behind, by the rule `figure.range.v2`.

Takes the claims of one incident, their documents and witnesses. Gives a Figure per outcome over all statuses, and one per
outcome and status where told. Promises, of every figure: it runs from the lowest to the highest of independent voices'
latest words; parts are neither added to wholes nor compared with them; denials are shown and not subtracted; a claim that
it does not rest on is in `left` with the reason; whether words replace, repeat or add to one another is told from their
wording alone, never from the size of their numbers; and an unsure claim widens what the others make, and does nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from daftar.model import Claim, Count, Document, Figure, Harm, Left
from daftar.model.count import add_up
from daftar.model.vocabulary import OUTCOMES, Outcome, Status
from daftar.reconcile.independence import published, voice_of
from daftar.reconcile.voices import Said, Word, find_word
from daftar.reconcile.words import (
    Side,
    is_one,
    person_words,
)

RULE = "figure.range.v2"
Dead = dict[tuple[str, str | None], str]
TOLD_APART: tuple[Status, ...] = ("civilian", "combatant")
DOUBTED = "unsure: the range holds it, and nothing rests on it"


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
    scope = "incident" if any(_scope(claim) == "incident" for claim in claims.values()) else "total"
    every = _figures(claims, scope, documents, witnesses)
    sure = {name: claim for name, claim in claims.items() if not claim.unsure}
    if len(sure) == len(claims):
        return tuple(every.values())
    surely = _figures(sure, scope, documents, witnesses)
    all_or_sure, sure_or_all = surely | every, every | surely
    order = ((outcome, status) for outcome in OUTCOMES for status in (None, *TOLD_APART))
    return tuple(_with_doubt(all_or_sure[key], sure_or_all[key]) for key in order if key in sure_or_all)


def _with_doubt(every: Figure, surely: Figure) -> Figure:
    """The figure of the sure claims, made as wide as it takes to hold the number of all claims too.

    So doubt never narrows a figure, and a misreading never takes the place of what was surely read. Where only unsure claims give a
    number, it is theirs: nothing that was read goes unseen.
    """
    if not surely.claims:
        return every
    low, high = _range([Count(figure.low, figure.high) for figure in (surely, every) if figure.claims])
    told = {*surely.claims, *(left.claim for left in surely.left)}
    doubted = (*every.left, *(Left(name, DOUBTED) for name in every.claims))
    left = (*surely.left, *(one for one in doubted if one.claim not in told))
    return replace(surely, low=low, high=high, left=tuple(sorted(left, key=lambda one: one.claim)))


def _figures(
    claims: Mapping[str, Claim], scope: str, documents: Mapping[str, Document], witnesses: Mapping[str, str]
) -> dict[tuple[Outcome, Status | None], Figure]:
    """The figures that these claims make, each under its outcome and status."""
    figures: dict[tuple[Outcome, Status | None], Figure] = {}
    by_number = {(claim.document, claim.number): name for name, claim in claims.items()}
    dead = _dead_by_words(claims)
    for outcome in OUTCOMES:
        told = {n: c for n, c in claims.items() if isinstance(c.body, Harm) and c.body.outcome == outcome}
        if not told:
            continue
        told_of, left = _divided(told, scope, by_number, dead, None)
        figures[outcome, None] = _figure(outcome, None, told_of, left, documents, witnesses)
        for status in TOLD_APART:
            told_of, left = _divided(told, scope, by_number, dead, status)
            if told_of:
                figures[outcome, status] = _figure(outcome, status, told_of, left, documents, witnesses)
    return figures


def _scope(claim: Claim) -> str | None:
    return claim.body.scope if isinstance(claim.body, Harm) else None


def _divided(
    told: Mapping[str, Claim],
    scope: str,
    by_number: Mapping[tuple[str, int], str],
    dead: Dead,
    status: Status | None,
) -> tuple[list[Said], list[Left]]:
    """The claims that may make the number, and those that may not, each with the reason."""
    kept: list[Said] = []
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
        elif (lost := _who_died(claim, harm, dead)) is not None:
            left.append(Left(name, f"died, by claim {lost}"))
        else:
            kept.append(Said(name, claim, harm))
    return kept, left


def _dead_by_words(claims: Mapping[str, Claim]) -> Dead:
    """The single persons told of as dead: for each document and word for one the first; under "" such as fit anybody, under
    None any."""
    dead: Dead = {}
    for name, claim in sorted(claims.items(), key=lambda pair: (pair[1].number, pair[0])):
        harm = claim.body
        if isinstance(harm, Harm) and harm.outcome == "killed" and claim.modality == "asserted" and is_one(harm):
            for word in (None, *(person_words(harm) or ("",))):
                dead.setdefault((claim.document, word), name)
    return dead


def _who_died(claim: Claim, harm: Harm, dead: Dead) -> str | None:
    """The claim by which a wounded person is dead: in the same document, by the same words, or such as fit anybody."""
    if harm.outcome != "injured" or not is_one(harm):
        return None
    words = sorted(person_words(harm))
    found = (dead.get((claim.document, word)) for word in (*words, "" if words else None))
    return next((name for name in found if name is not None), None)


def _figure(
    outcome: Outcome,
    status: Status | None,
    told: Sequence[Said],
    left: list[Left],
    documents: Mapping[str, Document],
    witnesses: Mapping[str, str],
) -> Figure:
    said: dict[tuple[str, date, str], list[Said]] = {}
    for one in told:
        document = one.claim.document
        said.setdefault((witnesses[one.name], published(document, documents), document), []).append(one)
    latest: dict[str, Word] = {}
    for key in sorted(said):
        word = find_word(key, sorted(said[key], key=lambda one: one.place), left, documents)
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
_NO_TOLLS: tuple[tuple[Callable[[Word], bool], str], ...] = (
    (lambda word: word.bare, "names no number, where others do"),
    (lambda word: word.unhurt, "tells who was not hurt"),
    (lambda word: word.of_wounds, "may be among the dead of whom others tell"),
)


def _tolls(words: list[Word], left: list[Left]) -> tuple[list[Word], list[_Toll]]:
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
    left += [
        Left(one.name, "may be of either side, and both are told of")
        for word in words
        if _is_of_no_side(word)
        for one in word.said
    ]
    words = [word for word in words if not _is_of_no_side(word)]
    ranges = [Count(*_range([toll.count for toll in tolls])) for tolls in by_side.values()]
    numbers = [number for tolls in by_side.values() if (number := _best(tolls)) is not None]
    since = max(toll.since for tolls in by_side.values() for toll in tolls)
    both = _Toll(add_up(ranges), since, sum(numbers) if numbers else None)
    return words, [both, *(_Toll(word.count, word.since) for word in words if None in word.sides)]


def _is_of_no_side(word: Word) -> bool:
    """Whether it tells of combatants, and not on which side they were."""
    return set(word.sides) == {None} and all(one.harm.status == "combatant" for one in word.said)


def _replaced(earlier: Word, later: Word, left: list[Left], documents: Mapping[str, Document]) -> Word:
    """The word that stands of two by one witness: the later, unless it repeats the earlier or gives no number of its own."""
    if later.count == earlier.count or (earlier.numbered and not later.numbered):
        vague = "" if later.count == earlier.count else ", now without a number"
        left += [Left(one.name, f"the same witness again ({_who(one, later, documents)}){vague}") for one in later.said]
        return earlier
    day = f" of {later.since}" if later.since != date.min else ""
    reason = f"an earlier word of the same witness ({later.witness}), replaced by its word{day}: {later.count}"
    left += [Left(one.name, reason) for one in earlier.said]
    return later


def _who(one: Said, word: Word, documents: Mapping[str, Document]) -> str:
    voice = voice_of(one.claim, documents)
    return voice if voice == word.witness else f"{voice} after {word.witness}"


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

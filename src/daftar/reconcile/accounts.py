"""Accounts: what one document tells of one happening.

Takes the claims of a case. Gives Accounts: the harm claims of scope `incident`, asserted or denied, and the act events
beside them, divided by the document's own words into happenings. Promises that every such claim is in exactly one
Account, in time linear in the number of claims. What is feared, planned or hypothetical is in none.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from daftar.model import Claim, Document, Event, Harm, When, Where
from daftar.reconcile.nearness import EXACT_DAYS, days_of, place_nearness, time_nearness
from daftar.reconcile.parties import doer_said
from daftar.reconcile.rarity import find_rare_names, names_in
from daftar.reconcile.words import person_named

ACTS = frozenset(
    {
        "armed_clash", "offensive", "capture", "airstrike", "shelling", "drone_strike", "bombing", "suicide_attack",
        "chemical_attack", "attack", "abduction", "sexual_violence", "execution",
    }
)  # fmt: skip
"""The events by which people are hurt: only they stand beside a harm."""
MEANS_OF = {
    "airstrike": "airstrike", "shelling": "shelling", "drone_strike": "drone", "drone": "drone", "bombing": "bomb",
    "explosive": "bomb", "suicide_attack": "bomb", "suicide": "bomb", "chemical_attack": "chemical", "chemical": "chemical",
    "armed_clash": "shooting", "small_arms": "shooting", "melee": "melee", "execution": "execution",
    "abduction": "capture", "captured": "capture", "displaced": "displacement", "deprivation": "want", "torture": "torture",
    "sexual_violence": "rape",
}  # fmt: skip
"""One word for what harms and events call differently; what says nothing of the weapon is absent."""
PLACES_KEPT = 3
NAMES_KEPT = 12


@dataclass(frozen=True, slots=True)
class Account:
    """What one document tells of one happening; `key` (document, number and id of the first claim) is unique.

    `days` are ordinals, first and last; `stated` is false where they are only the days before the publication. `numbers`
    pairs an outcome with a number said. `about` is the one
    place that the document's other claims name, where these name none; `rare` are the names in its sentences that few documents use. `settled` is the incident into which a person's Decision put these claims.
    """

    key: tuple[str, int, str]
    claims: tuple[str, ...]
    harms: bool
    days: tuple[int, int] | None
    stated: bool
    places: tuple[Where, ...]
    about: tuple[Where, ...]
    means: frozenset[str]
    numbers: frozenset[tuple[str, int]]
    parties: frozenset[str]
    names: frozenset[str]
    rare: frozenset[str]
    settled: str | None

    @property
    def dated(self) -> bool:
        """Whether the days are few enough to tell one happening from another."""
        return self.days is not None and self.days[1] - self.days[0] < EXACT_DAYS


def find_accounts(
    claims: Mapping[str, Claim], documents: Mapping[str, Document], settled: Mapping[str, str]
) -> tuple[Account, ...]:
    """The accounts of all documents, by document id and claim number. `settled` puts claims where a person put them."""
    told: dict[str, list[tuple[str, Claim]]] = {}
    for name, claim in claims.items():
        if is_of_an_incident(claim):
            told.setdefault(claim.document, []).append((name, claim))
    named = _places_named(claims, told)
    rare = find_rare_names({document: [claim for _, claim in held] for document, held in told.items()})
    accounts: list[Account] = []
    for document in sorted(told):
        for telling in _tellings(told[document]):
            accounts.extend(
                _account(part, documents.get(document), home, named.get(document, ()), rare)
                for home, part in _by_home(telling, settled)
            )
    return tuple(sorted(accounts, key=lambda account: account.key))


def _places_named(claims: Mapping[str, Claim], told: Iterable[str]) -> dict[str, tuple[Where, ...]]:
    """The place of each document that names only one, by whatever claims."""
    named: dict[str, dict[str, Where]] = {document: {} for document in told}
    for _, claim in sorted(claims.items(), key=lambda pair: (pair[1].document, pair[1].number, pair[0])):
        if claim.document in named and claim.where is not None and claim.where.precision < 4:
            named[claim.document].setdefault(claim.where.name.casefold(), claim.where)
    return {document: tuple(places.values()) for document, places in named.items() if len(places) == 1}


def is_of_an_incident(claim: Claim) -> bool:
    """Whether the claim tells of one happening that took place or is denied: harm of scope incident, or an act."""
    if claim.modality not in ("asserted", "denied"):
        return False
    if isinstance(claim.body, Harm):
        return claim.body.scope == "incident"
    return isinstance(claim.body, Event) and claim.body.type in ACTS


def means_of(claim: Claim) -> str | None:
    """What was done to people, in one word for harms and events; None where the claim does not say."""
    if isinstance(claim.body, Harm):
        return MEANS_OF.get(claim.body.means if claim.body.means != "unknown" else claim.body.outcome)
    return MEANS_OF.get(claim.body.type) if isinstance(claim.body, Event) else None


def numbers_of(claim: Claim) -> tuple[tuple[str, int], ...]:
    """The outcome with the number said, at most one; the low end where there is one."""
    if not isinstance(claim.body, Harm):
        return ()
    number = claim.body.count.low if claim.body.count.low is not None else claim.body.count.high
    return ((claim.body.outcome, number),) if number is not None else ()


@dataclass(slots=True)
class _Telling:
    """A happening while its document is read: what is known of it so far."""

    claims: list[tuple[str, Claim]] = field(default_factory=list)
    where: Where | None = None
    when: When | None = None
    means: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    harms: bool = False

    def add(self, name: str, claim: Claim) -> None:
        self.claims.append((name, claim))
        self.harms = self.harms or isinstance(claim.body, Harm)
        if claim.where is not None and (self.where is None or claim.where.precision < self.where.precision):
            self.where = claim.where
        if claim.when is not None and (self.when is None or claim.when.precision < self.when.precision):
            self.when = claim.when
        if (means := means_of(claim)) is not None:
            self.means.add(means)
        self.numbers.update(numbers_of(claim))

    def fits(self, claim: Claim) -> bool:
        """Whether the claim may be of this happening: nothing that it says sets it apart."""
        place, time = place_nearness(self.where, claim.where), time_nearness(self.when, claim.when)
        if "apart" in (place, time):
            return False
        other_number = any(self.numbers.get(outcome, number) != number for outcome, number in numbers_of(claim))
        if other_number and (place == "elsewhere" or time == "near"):
            return False
        means = means_of(claim)
        harms = self.harms and isinstance(claim.body, Harm)
        if time == "near" and not harms and means not in self.means:
            return False  # what was done on another day is not what people were hurt by
        other_means = means is not None and bool(self.means) and means not in self.means
        said_together = any(claim.sentence == other.sentence for _, other in self.claims[-8:])
        return not other_means or said_together or (place in ("same", "inside") and time == "same")


def _tellings(told: list[tuple[str, Claim]]) -> list[list[tuple[str, Claim]]]:
    """The claims of one document by happening. Each claim is held against at most six happenings, so never quadratic."""
    tellings: list[_Telling] = []
    by_number: dict[int, _Telling] = {}
    marked: dict[object, _Telling] = {}  # under place and day, each alone, and the sentence: the happening told last
    last: _Telling | None = None
    # Wholes before their parts, so that a part finds its whole wherever in the text it stands.
    for name, claim in sorted(told, key=lambda pair: (_part_of(pair[1]) is not None, pair[1].number, pair[0])):
        marks = _marks(claim)
        part_of = _part_of(claim)
        telling = by_number.get(part_of) if part_of is not None else None
        if telling is None:
            tried = [*(marked.get(mark) for mark in marks), last, tellings[0] if tellings else None]
            telling = next((one for one in tried if one is not None and one.fits(claim)), None)
        if telling is None:
            telling = _Telling()
            tellings.append(telling)
        telling.add(name, claim)
        marked.update(dict.fromkeys(marks, telling))
        by_number[claim.number] = last = telling
    return [telling.claims for telling in tellings]


def _marks(claim: Claim) -> list[object]:
    """Under what the happening of a claim may be looked up, the most telling first."""
    place = claim.where.name.casefold() if claim.where else None
    day = claim.when.start if claim.when else None
    whole: list[object] = [(place, day)] if place and day else []
    return [*whole, ("sentence", claim.sentence.start), *(mark for mark in (place, day) if mark)]


def _part_of(claim: Claim) -> int | None:
    return claim.body.part_of if isinstance(claim.body, Harm) else None


def _by_home(
    telling: list[tuple[str, Claim]], settled: Mapping[str, str]
) -> Iterable[tuple[str | None, list[tuple[str, Claim]]]]:
    """The telling divided by the incidents into which a person put its claims; the rest goes along where there is one."""
    homes = sorted({settled[name] for name, _ in telling if name in settled})
    if len(homes) <= 1:
        return [(homes[0] if homes else None, telling)]
    parts: dict[str | None, list[tuple[str, Claim]]] = {}
    for name, claim in telling:
        parts.setdefault(settled.get(name), []).append((name, claim))
    return parts.items()


def _account(
    telling: list[tuple[str, Claim]],
    document: Document | None,
    settled: str | None,
    named: tuple[Where, ...],
    rare: frozenset[str],
) -> Account:
    first = min(telling, key=lambda pair: (pair[1].number, pair[0]))
    told = [claim for _, claim in telling]
    days, stated = _days(told, document)
    return Account(
        key=(first[1].document, first[1].number, first[0]),
        claims=tuple(name for name, _ in sorted(telling, key=lambda pair: (pair[1].number, pair[0]))),
        harms=any(isinstance(claim.body, Harm) for claim in told),
        days=days,
        stated=stated,
        places=_places(told),
        about=named if not any(claim.where for claim in told) else (),
        means=frozenset(means for claim in told if (means := means_of(claim)) is not None),
        numbers=frozenset(number for claim in told for number in numbers_of(claim) if _part_of(claim) is None),
        parties=frozenset(name for claim in told if (doer := doer_said(claim)) is not None for name in doer.names),
        names=_names(told),
        rare=frozenset(word for claim in told for word in names_in(claim) if word in rare),
        settled=settled,
    )


def _days(told: list[Claim], document: Document | None) -> tuple[tuple[int, int] | None, bool]:
    stated = [(claim.when.precision, days) for claim in told if claim.when and (days := days_of(claim.when))]
    if stated:
        best = min(precision for precision, _ in stated)
        said = Counter(days for precision, days in stated if precision == best)
        return min(said, key=lambda days: (-said[days], days)), True
    if document is not None and document.published is not None:
        day = document.published.toordinal()
        return (day - 2, day), False
    return None, False


def _places(told: list[Claim]) -> tuple[Where, ...]:
    said = Counter(claim.where for claim in told if claim.where is not None)
    return tuple(sorted(said, key=lambda place: (place.precision, -said[place], place.name, place.words)))[:PLACES_KEPT]


def _names(told: list[Claim]) -> frozenset[str]:
    """The names of the dead tie reports together more than numbers do."""
    said = Counter(word for claim in told if isinstance(claim.body, Harm) for word in person_named(claim.body))
    return frozenset(sorted(said, key=lambda word: (-said[word], word))[:NAMES_KEPT])

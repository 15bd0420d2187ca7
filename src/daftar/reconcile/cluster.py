"""Cluster: the claims that are one happening, and the totals that one voice repeats.

Takes claims, documents, and where persons put claims. Gives Happenings. Promises that the result depends only on the
content of what it takes, never on its order; that no claim is in two; that accounts which a document tells apart, or which
persons put into different incidents, are never joined; and that a total never joins an incident.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from daftar.model import Claim, Document, Harm
from daftar.reconcile.accounts import Account, find_accounts
from daftar.reconcile.candidates import candidates
from daftar.reconcile.compare import Match, compare
from daftar.reconcile.nearness import days_of

MOST_DAYS = 3
"""Days by which the dates given for one happening may spread, however the reports chain together."""
UNDIVIDED = 3.0
"""Points from which two accounts of one document may be one happening, where another document's account is like both."""
REASONS_KEPT = 20


@dataclass(frozen=True, slots=True)
class Happening:
    """Claims of one happening, or one voice's total. `settled` is the incident in which a person's Decision has some of
    them; `reasons` say, a line each, why they stand together, the strongest first."""

    scope: str
    claims: tuple[str, ...]
    reasons: tuple[str, ...]
    settled: str | None = None


def find_happenings(
    claims: Mapping[str, Claim], documents: Mapping[str, Document], settled: Mapping[str, str]
) -> tuple[Happening, ...]:
    """Incidents, then totals, each sorted by their claims. Act events that stand beside no harm are in none."""
    accounts = find_accounts(claims, documents, settled)
    groups = _Groups([account for account in accounts if account.harms or account.settled is not None])
    strays = [account for account in accounts if not account.harms and account.settled is None]
    everyone = [*groups.accounts, *strays]
    links: dict[tuple[int, int], Match] = {}
    hosts: dict[int, tuple[float, int]] = {}
    grouped = len(groups.accounts)
    for i, j in candidates(everyone):
        if i >= grouped or (i, j) in links or not everyone[i].harms or (j < grouped and not everyone[j].harms):
            continue  # an act without a harm is joined to one, but joins no two
        match = compare(everyone[i], everyone[j])
        if match.enough and j < grouped:
            links[i, j] = match
        elif match.enough:
            hosts[j] = min(hosts.get(j, (0.0, 0)), (-match.score, i))
    for (i, j), match in sorted(links.items(), key=lambda link: (-link[1].score, link[0])):
        groups.join(i, j, match, documents)
    for stray, (_, host) in sorted(hosts.items()):
        groups.attach(everyone[stray], host)
    return (*groups.happenings(), *_totals(claims, settled))


class _Groups:
    """Accounts put together, best match first; a join that would break a promise of this module is not made."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        self.accounts = list(accounts)
        self._parent = list(range(len(self.accounts)))
        self._members = [[position] for position in range(len(self.accounts))]
        self._documents = [{account.key[0]: [position]} for position, account in enumerate(self.accounts)]
        self._settled = [account.settled for account in self.accounts]
        self._days = [account.days if account.dated and account.stated else None for account in self.accounts]
        self._links: list[list[tuple[float, str]]] = [[] for _ in self.accounts]
        self._strays: dict[int, list[Account]] = {}
        first: dict[str, int] = {}
        for position, account in enumerate(self.accounts):
            if account.settled is not None:
                self._unite(first.setdefault(account.settled, position), position)

    def join(self, i: int, j: int, match: Match, documents: Mapping[str, Document]) -> None:
        """Put the groups of accounts i and j together, unless documents, persons or dates keep them apart."""
        a, b = self._root(i), self._root(j)
        if a == b:
            return
        if self._settled[a] is not None and self._settled[b] is not None:
            return
        days = _spread(self._days[a], self._days[b])
        if (days is not None and days[1] - days[0] >= MOST_DAYS) or self._told_apart(a, b):
            return
        names = " and ".join(_name(self.accounts[one].key[0], documents) for one in (i, j))
        self._links[a].append((-match.score, f"{names}: {match}"))
        self._unite(a, b)

    def attach(self, stray: Account, host: int) -> None:
        """Put the acts of an account without harms into the group of an account with them."""
        self._strays.setdefault(host, []).append(stray)

    def happenings(self) -> list[Happening]:
        """The groups as they are now, sorted by their claims."""
        found = []
        for root in {self._root(position) for position in range(len(self.accounts))}:
            told = [self.accounts[member] for member in self._members[root]]
            told += [stray for member in self._members[root] for stray in self._strays.get(member, ())]
            found.append(
                Happening(
                    "incident",
                    tuple(sorted(name for account in told for name in account.claims)),
                    _reasons([reason for _, reason in sorted(self._links[root])]),
                    self._settled[root],
                )
            )
        return sorted(found, key=lambda happening: happening.claims)

    def _told_apart(self, a: int, b: int) -> bool:
        """Whether a document that is in both groups tells there of two happenings, not of one in two places of its text."""
        small, large = sorted((self._documents[a], self._documents[b]), key=len)
        return any(
            compare(self.accounts[i], self.accounts[j]).score < UNDIVIDED
            for document in small.keys() & large.keys()
            for i in small[document]
            for j in large[document]
        )

    def _root(self, position: int) -> int:
        while self._parent[position] != position:
            self._parent[position] = self._parent[self._parent[position]]
            position = self._parent[position]
        return position

    def _unite(self, i: int, j: int) -> None:
        a, b = self._root(i), self._root(j)
        if a == b:
            return
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        self._parent[b] = a
        self._members[a] += self._members[b]
        for document, positions in self._documents[b].items():
            self._documents[a].setdefault(document, []).extend(positions)
        self._links[a] += self._links[b]
        self._settled[a] = self._settled[a] or self._settled[b]
        self._days[a] = _spread(self._days[a], self._days[b])
        self._members[b], self._documents[b], self._links[b] = [], {}, []


def _spread(a: tuple[int, int] | None, b: tuple[int, int] | None) -> tuple[int, int] | None:
    """The first and the last day of two groups together."""
    if a is None or b is None:
        return a or b
    return (min(a[0], b[0]), max(a[1], b[1]))


def _name(document: str, documents: Mapping[str, Document]) -> str:
    known = documents.get(document)
    publisher = known.publisher if known is not None else None
    return f"{publisher} ({document[:8]})" if publisher else document[:8]


def _reasons(links: Sequence[str]) -> tuple[str, ...]:
    if not links:
        return ("told together in one document",)
    more = len(links) - REASONS_KEPT
    return (*links[:REASONS_KEPT], *([f"and {more:,} more links like these"] if more > 0 else []))


def _totals(claims: Mapping[str, Claim], settled: Mapping[str, str]) -> list[Happening]:
    """One voice's words on one outcome in one place over one period are one total."""
    said: dict[tuple[object, ...], list[str]] = {}
    for name, claim in claims.items():
        if is_of_a_total(claim):
            said.setdefault(_total_key(claim), []).append(name)
    found = []
    for names in said.values():
        homes = sorted(settled[name] for name in names if name in settled)
        why = "one voice on one outcome, place and period" if len(names) > 1 else "a total is a record of its own"
        found.append(Happening("total", tuple(sorted(names)), (why,), homes[0] if homes else None))
    return sorted(found, key=lambda happening: happening.claims)


def is_of_a_total(claim: Claim) -> bool:
    """Whether the claim is a sum over a period or an area, asserted or denied."""
    return isinstance(claim.body, Harm) and claim.body.scope == "total" and claim.modality in ("asserted", "denied")


def _total_key(claim: Claim) -> tuple[object, ...]:
    place, days, harm = claim.where, days_of(claim.when), claim.body
    by = harm.by if isinstance(harm, Harm) else None
    # A total whose place or period is unknown is like no other document's, and in its own told apart by its words.
    words = tuple(passage and passage.quote for passage in (claim.place, claim.time, by))
    own = (claim.document, *words) if place is None or days is None or claim.voice is None else ()
    outcome = harm.outcome if isinstance(harm, Harm) else ""
    return (claim.voice, outcome, place.name.casefold() if place else None, days, own)

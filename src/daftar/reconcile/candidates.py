"""Candidates: which pairs of accounts are worth comparing.

Takes Accounts. Gives pairs of their positions. Promises that their number grows with the number of accounts and not with
its square: accounts meet in a bucket of place and day, of day and a large number, or of a victim's name; those without a
place or a day meet others in a bucket of number with place, means or party; and in a bucket that is large each meets only
its nearest neighbours. Accounts whose days are apart meet nowhere.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from daftar.model import Where
from daftar.reconcile.accounts import Account
from daftar.reconcile.compare import LARGE

SMALL = 24
"""Accounts in a bucket up to which all pairs are compared."""
NEIGHBOURS = 12
"""In a larger bucket, the neighbours on either side, in order of numbers and days, with which an account is compared."""
_LOOSE = "number"
"""First word of the buckets in which at least one of two accounts must lack a place or a day."""


def candidates(accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """Pairs (i, j), i < j, of positions in `accounts`; a pair may come more than once."""
    buckets: dict[tuple[object, ...], list[int]] = {}
    for position, account in enumerate(accounts):
        for key in dict.fromkeys(_keys(account)):
            buckets.setdefault(key, []).append(position)
    whole = [account.dated and account.stated and bool(account.places) for account in accounts]
    for key, members in buckets.items():
        loose = key[0] == _LOOSE
        if loose and all(whole[member] for member in members):
            continue
        for i, j in combinations(members, 2) if len(members) <= SMALL else _neighbours(members, accounts):
            if not (loose and whole[i] and whole[j]) and not _apart(accounts[i], accounts[j]):
                yield i, j


def _apart(a: Account, b: Account) -> bool:
    if a.days is None or b.days is None or not (a.stated and b.stated):
        return False
    return max(a.days[0], b.days[0]) - min(a.days[1], b.days[1]) > 1


def _neighbours(members: list[int], accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    def order(position: int) -> tuple[object, ...]:
        account = accounts[position]
        return (sorted(account.numbers, key=lambda said: (said[0] != "killed", said)), account.days or (0, 0), position)

    ordered = sorted(members, key=order)
    for at, position in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + NEIGHBOURS]:
            yield (position, other) if position < other else (other, position)


def _keys(account: Account) -> Iterator[tuple[object, ...]]:
    places = [key for place in account.places or account.about if place.precision < 6 for key in _place_keys(place)]
    for day in _days(account):
        yield from (("place", place, day) for place in places)
        yield from (("day", day, *said) for said in sorted(account.numbers) if said[1] >= LARGE)
    for said in sorted(account.numbers):
        yield from ((_LOOSE, *said, word) for word in (*places[:1], *sorted(account.means), *sorted(account.parties)))
    yield from (("name", name) for name in sorted(account.names | account.rare))


def _days(account: Account) -> range | tuple[()]:
    """The buckets of the account's days; one more than it has, so that neighbours of a day apart meet."""
    if account.days is None or not account.dated:
        return ()
    return range(account.days[0], account.days[1] + 2)


def _place_keys(place: Where) -> Iterator[object]:
    yield place.name.casefold()
    if place.within and place.precision < 4:
        yield place.within[0].casefold()
    if place.lat is not None and place.lon is not None and place.precision < 4:
        yield (round(place.lat * 2), round(place.lon * 2))

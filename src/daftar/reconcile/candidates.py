"""Candidates: which pairs of accounts are worth comparing.

Takes Accounts. Gives pairs of their positions. Promises that their number grows with the number of accounts and not with
its square: accounts meet only in a bucket of place and day, of place and number, of number with means or party (so that an account without place or day can be
found), or of a victim's name; in a bucket that is large each meets only its nearest neighbours.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from daftar.model import Where
from daftar.reconcile.accounts import Account

SMALL = 24
"""Accounts in a bucket up to which all pairs are compared."""
NEIGHBOURS = 12
"""In a larger bucket, the neighbours on either side, in order of numbers and days, with which an account is compared."""


def candidates(accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """Pairs (i, j), i < j, of positions in `accounts`; a pair may come more than once."""
    buckets: dict[tuple[object, ...], list[int]] = {}
    for position, account in enumerate(accounts):
        for key in sorted(set(_keys(account)), key=repr):
            buckets.setdefault(key, []).append(position)
    for members in buckets.values():
        if len(members) <= SMALL:
            yield from combinations(members, 2)
        else:
            yield from _neighbours(members, accounts)


def _neighbours(members: list[int], accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    def order(position: int) -> tuple[object, ...]:
        account = accounts[position]
        return (
            sorted(account.numbers, key=lambda number: (number[0] != "killed", number)),
            account.days or (0, 0),
            position,
        )

    ordered = sorted(members, key=order)
    for at, position in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + NEIGHBOURS]:
            yield (position, other) if position < other else (other, position)


def _keys(account: Account) -> Iterator[tuple[object, ...]]:
    days = _days(account)
    places = [key for place in account.places if place.precision < 6 for key in _place_keys(place)]
    for day in days:
        for place in places:
            yield (place, day)
    for number in account.numbers:
        yield from (("plain", *number, word) for word in (*account.means, *account.parties))
        yield from ((place, *number) for place in places[:1])
    yield from (("name", name) for name in account.names)


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

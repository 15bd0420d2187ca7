"""Certainty: how sure the reading of a claim is, and which claims a person should look at first.

Takes Claims. Gives one number for each, its weakest slot, and the claims in the order of doubt. Promises that what is unknown stays
unknown: claims of which no confidence is known come last, and are never taken for sure or unsure.
"""

from collections.abc import Iterable
from heapq import nsmallest

from daftar.model import Claim

DESCRIBING = frozenset({"means", "route", "goods"})
"""Slots that say how, not who, whom, where, when or how many: a wrong one moves no figure, so doubt in it weighs half."""


def certainty(claim: Claim) -> float | None:
    """How sure the claim is in all: its confidence times the share of its weakest slot; None where no confidence is known.

    Of claims said with this certainty at most this share are right in every slot that weighs whole, however errors in the slots go
    together (the least of the shares is an upper bound of their conjunction, by Fréchet); the product of all the slots' shares would
    only punish claims of many slots.
    """
    if claim.confidence is None:
        return None
    weakest = weakest_slot(claim)
    return claim.confidence * (_weighed(*weakest) if weakest is not None else 1.0)


def weakest_slot(claim: Claim) -> tuple[str, float] | None:
    """The slot in which doubt weighs most, and the share of such slots that are right; None where none is known."""
    return min(claim.sure, key=lambda one: _weighed(*one), default=None)


def least_certain(claims: Iterable[tuple[str, Claim]], limit: int | None = None) -> list[tuple[str, Claim]]:
    """The claims, least certain first, those of unknown certainty last; equals stay in the order given. With a limit only so many are kept."""
    return sorted(claims, key=_doubt) if limit is None else nsmallest(limit, claims, key=_doubt)


def _doubt(claim: tuple[str, Claim]) -> tuple[bool, float]:
    sure = certainty(claim[1])
    return (sure is None, sure or 0.0)


def _weighed(slot: str, share: float) -> float:
    return (1.0 + share) / 2 if slot in DESCRIBING else share

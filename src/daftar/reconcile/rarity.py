"""Rarity: names that few documents mention, by which reports of one happening find one another.

Takes the claims of each document. Gives words. Promises that a name is rare by its share of the documents at hand, so that
the name of the city under siege ties no two of its reports together.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from daftar.model import Claim

ONE_IN = 100
"""Of how many documents one may mention a rare name; two always may, and never more than MOST."""
MOST = 12
SHORTEST = 4
_WORD = re.compile(r"[^\W\d_]+")


def find_rare_names(told: Mapping[str, Sequence[Claim]]) -> frozenset[str]:
    """The words with a capital in the claims' sentences, case folded, that at least two documents use, and few."""
    said = Counter(name for held in told.values() for name in {name for claim in held for name in names_in(claim)})
    most = min(MOST, max(2, len(told) // ONE_IN))
    return frozenset(name for name, documents in said.items() if 2 <= documents <= most)


def names_in(claim: Claim) -> frozenset[str]:
    """The words with a capital in a claim's sentence, case folded; not the first, which has one in any case."""
    return _names(claim.sentence.quote)


@lru_cache(maxsize=8192)
def _names(sentence: str) -> frozenset[str]:
    words = _WORD.findall(sentence)[1:]
    return frozenset(word.casefold() for word in words if len(word) >= SHORTEST and word[0].isupper())

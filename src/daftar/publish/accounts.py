"""Accounts: what each voice's counted words of one figure add up to.

Takes a Record and a Figure. Gives a row a voice and document. Promises the sum that the rule makes (`docs/figures.md`, step 3: groups that
one voice tells apart in one document are summed), so that a reader finds every end of the figure among the rows.
"""

from dataclasses import dataclass

from daftar.model import Claim, Count, Figure, Harm, Record
from daftar.model.count import add_up
from daftar.publish.wording import count_words


@dataclass(frozen=True, slots=True)
class Account:
    """One voice's word on a figure: its claims by id, their sum, and how it is made ("13 + 18 or more")."""

    claims: tuple[tuple[str, Claim], ...]
    count: Count
    words: str

    @property
    def voice(self) -> str | None:
        """Whose word it is."""
        return self.claims[0][1].voice


def accounts(record: Record, figure: Figure) -> tuple[Account, ...]:
    """The voices on which the figure rests, in its order. Claims that the record does not hold are passed over."""
    grouped: dict[tuple[str | None, str], list[tuple[str, Claim]]] = {}
    for key in figure.claims:
        claim = record.claims.get(key)
        if claim is not None and isinstance(claim.body, Harm):
            grouped.setdefault((claim.voice, claim.document), []).append((key, claim))
    return tuple(_account(claims) for claims in grouped.values())


def _account(claims: list[tuple[str, Claim]]) -> Account:
    counts = [claim.body.count for _, claim in claims if isinstance(claim.body, Harm)]
    if len(counts) == 1:
        return Account(tuple(claims), counts[0], count_words(counts[0]))
    return Account(tuple(claims), add_up(counts), " + ".join(map(count_words, counts)))

"""States: who holds what, what is cut off, who stands with whom, by whose word.

Takes control, access and relation claims. Gives States. Promises that words that say the same of the same place or parties
over the same time stand in one State, with their voices side by side, and that words which contradict one another stay apart:
nothing is smoothed away, and what is feared, planned, hypothetical or denied is never mixed with what is asserted.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from daftar.model import Access, Claim, Control, Document, Relation, State
from daftar.model.document import Passage
from daftar.reconcile.independence import voice_of
from daftar.reconcile.nearness import days_of
from daftar.reconcile.words import words_of

UNKNOWN_PLACE = "unknown"
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class _Told:
    """What one claim says, with the words that stand for the subject and the parties."""

    name: str
    claim: Claim
    status: str
    subject: str
    parties: tuple[str, ...]
    route: str | None
    goods: tuple[str, ...]

    def key(self) -> tuple[object, ...]:
        """Claims of one key say the same: names are compared by their words, without articles or case."""
        parties = [_plain(party) for party in self.parties]
        # The holders of a divided place stand in no order; party a and party b of a relation do.
        return (
            self.claim.kind, self.status, _plain(self.subject), tuple(sorted(parties)),
            _plain(self.route or ""), self.claim.modality, days_of(self.claim.when),
        )  # fmt: skip


def derive_states(claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> tuple[State, ...]:
    """The states, by kind, subject, time, status and parties."""
    groups: dict[tuple[object, ...], list[_Told]] = {}
    for name in sorted(claims, key=lambda one: (claims[one].document, claims[one].number, one)):
        told = _told(name, claims[name])
        if told is not None:
            groups.setdefault(told.key(), []).append(told)
    return tuple(_state(groups[key], documents) for key in sorted(groups, key=_order))


def _told(name: str, claim: Claim) -> _Told | None:
    body = claim.body
    place = claim.where.name if claim.where else claim.place.quote if claim.place else UNKNOWN_PLACE
    if isinstance(body, Control):
        return _Told(name, claim, body.status, place, _quotes(body.holders), None, ())
    if isinstance(body, Access):
        by = (body.by.quote,) if body.by is not None else ()
        route = body.route.quote if body.route is not None else None
        return _Told(name, claim, body.status, place, by, route, _quotes(body.goods))
    if isinstance(body, Relation):
        return _Told(name, claim, body.type, body.a.quote, (body.b.quote,), None, ())
    return None


def _state(group: list[_Told], documents: Mapping[str, Document]) -> State:
    first = group[0]
    goods: dict[str, str] = {}
    for told in group:
        for item in told.goods:
            goods.setdefault(_plain(item), item)
    where = next((told.claim.where for told in group if told.claim.where is not None), None)
    return State(
        kind=first.claim.kind,
        status=first.status,
        subject=first.subject,
        parties=first.parties,
        modality=first.claim.modality,
        when=first.claim.when,
        where=where if first.claim.kind != "relation" else None,
        route=first.route,
        goods=tuple(goods.values()),
        voices=tuple(voice_of(told.claim, documents) for told in group),
        claims=tuple(told.name for told in group),
    )


def _order(key: tuple[object, ...]) -> tuple[str, ...]:
    kind, status, subject, parties, route, modality, days = key
    first, last = days if isinstance(days, tuple) else (9_999_999, 9_999_999)
    return (str(kind), str(subject), f"{first:07}", f"{last:07}", str(status), repr(parties), str(route), str(modality))


def _quotes(passages: tuple[Passage, ...]) -> tuple[str, ...]:
    return tuple(passage.quote for passage in passages)


def _plain(words: str) -> str:
    said = words_of(words)
    return " ".join(said[1:] if len(said) > 1 and said[0] in _ARTICLES else said)

"""States: who holds what, what is cut off, who stands with whom, by whose word.

Takes control, access and relation claims. Gives States. Promises that words that say the same of the same place or parties
over the same time stand in one State, with their voices side by side, and that words which contradict one another stay apart:
nothing is smoothed away, what names no day stands under its day of publication and says so (`When.inferred`), and what is feared, planned, hypothetical or denied is never mixed with what is asserted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from daftar.model import Access, Claim, Control, Document, Event, Relation, State, When
from daftar.reconcile.independence import voice_of
from daftar.reconcile.nearness import days_of
from daftar.reconcile.parties import Party, doer_said, find_parties, party_said
from daftar.reconcile.words import words_of

UNKNOWN_PLACE = "unknown"
CHANGES = frozenset({"captured", "lost", "reopened"})
"""What happened on a day; the other statuses hold over days."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What one claim says, with the names of the subject and of the parties, and its time or, where it gives none, what the
    day of publication says of it."""

    name: str
    claim: Claim
    status: str
    subject: Party
    parties: tuple[Party, ...]
    route: str | None
    goods: tuple[str, ...]
    when: When | None

    @property
    def about(self) -> tuple[str, str]:
        """Under what the words of voices are held together: the place, or party a and how it stands to the other."""
        kind = self.status if self.claim.kind == "relation" else "place"
        return kind, _plain(self.subject.words)

    def key(self) -> tuple[object, ...]:
        """Claims of one key say the same: names are compared by their words, without articles or case."""
        parties = [_plain(party.words) for party in self.parties]
        # The holders of a divided place stand in no order; party a and party b of a relation do.
        return (
            self.claim.kind, self.status, _plain(self.subject.words), tuple(sorted(parties)),
            _plain(self.route or ""), self.claim.modality, days_of(self.when),
        )  # fmt: skip


def derive_states(claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> tuple[State, ...]:
    """The states of places, by subject and time, then the relations."""
    told = _under_one_name(_by_documents_names(claims, documents))
    groups: dict[tuple[object, ...], list[_Told]] = {}
    for one in sorted(told, key=lambda one: (one.claim.document, one.claim.number, one.name)):
        groups.setdefault(one.key(), []).append(one)
    return tuple(_state(groups[key], documents) for key in sorted(groups, key=_order))


def _by_documents_names(claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> list[_Told]:
    """What each claim says, every party under the fullest name that its own document gives it."""
    of_document: dict[str, list[Claim]] = {}
    for _, claim in sorted(claims.items()):
        of_document.setdefault(claim.document, []).append(claim)
    names = {
        document: find_parties(party for claim in held for party in _mentioned(claim))
        for document, held in of_document.items()
    }
    told = (_told(name, claim, names[claim.document], documents) for name, claim in claims.items())
    return [one for one in told if one is not None]


def _under_one_name(told: list[_Told]) -> list[_Told]:
    """The same with one name for each party among those of whom voices speak at one place."""
    subjects = find_parties((one.subject for one in told if one.claim.kind == "relation"), short_forms=False)
    named = [replace(one, subject=subjects.get(one.subject, one.subject)) for one in told]
    held: dict[tuple[str, str], list[Party]] = {}
    for one in named:
        held.setdefault(one.about, []).extend(one.parties)
    names = {about: find_parties(parties) for about, parties in held.items()}
    return [replace(one, parties=tuple(names[one.about][party] for party in one.parties)) for one in named]


def _told(name: str, claim: Claim, names: Mapping[Party, Party], documents: Mapping[str, Document]) -> _Told | None:
    body = claim.body
    place = Party(claim.where.name if claim.where else claim.place.quote if claim.place else UNKNOWN_PLACE)
    parties = tuple(names[party] for party in _names(claim))
    if isinstance(body, Control):
        return _Told(name, claim, body.status, place, parties, None, (), _when(claim, body.status, documents))
    if isinstance(body, Access):
        route = body.route.quote if body.route is not None else None
        goods = tuple(passage.quote for passage in body.goods)
        return _Told(name, claim, body.status, place, parties, route, goods, _when(claim, body.status, documents))
    if isinstance(body, Relation):
        return _Told(name, claim, body.type, parties[0], parties[1:], None, (), claim.when)
    return None


def _names(claim: Claim) -> tuple[Party, ...]:
    """The parties in a claim, in its order."""
    body = claim.body
    if isinstance(body, Control):
        return tuple(party_said(claim, "holders", passage, number) for number, passage in enumerate(body.holders))
    if isinstance(body, Relation):
        return (party_said(claim, "a", body.a), party_said(claim, "b", body.b))
    doer = doer_said(claim)
    return (doer,) if doer is not None else ()


def _mentioned(claim: Claim) -> tuple[Party, ...]:
    """The same, and to whom it was done: where the fuller name of a party may stand."""
    patient = claim.body.patient if isinstance(claim.body, Event) else None
    return (*_names(claim), party_said(claim, "patient", patient)) if patient is not None else _names(claim)


def _when(claim: Claim, status: str, documents: Mapping[str, Document]) -> When | None:
    """The time said, else what the day of publication gives: it holds then, or had happened by then."""
    document = documents.get(claim.document)
    day = document.published if document is not None else None
    if claim.when is not None or day is None or claim.modality != "asserted":
        return claim.when
    return When(None, day, 5, inferred=True) if status in CHANGES else When(day, day, 1, inferred=True)


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
        subject=first.subject.words,
        parties=tuple(party.words for party in first.parties),
        modality=first.claim.modality,
        when=first.when,
        where=where if first.claim.kind != "relation" else None,
        route=first.route,
        goods=tuple(goods.values()),
        voices=tuple(voice_of(told.claim, documents) for told in group),
        claims=tuple(told.name for told in group),
    )


def _order(key: tuple[object, ...]) -> tuple[str, ...]:
    kind, status, subject, parties, route, modality, days = key
    first, last = days if isinstance(days, tuple) else (9_999_999, 9_999_999)
    if not first:  # what had happened by a day stands under that day
        first = last
    last_of_all = str(kind == "relation")
    return (
        last_of_all,
        str(subject),
        f"{first:07}",
        f"{last:07}",
        str(kind),
        str(status),
        repr(parties),
        str(route),
        str(modality),
    )


def _plain(words: str) -> str:
    said = words_of(words)
    return " ".join(said[1:] if len(said) > 1 and said[0] in ("the", "a", "an") else said)

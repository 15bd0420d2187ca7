"""Query: which claims, incidents and states a person asks for.

Takes a Record and what to look for. Gives the records that match, in the Record's order. Promises that a filter that is not set
leaves nothing out, and that words match whatever their case.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from daftar.model import Access, Claim, Control, Event, Harm, Incident, Passage, Record, Relation, State, When, Where


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for; None leaves it open. `place`, `party` and `voice` are parts of names; days are inclusive."""

    place: str | None = None
    since: date | None = None
    until: date | None = None
    party: str | None = None
    voice: str | None = None
    outcome: str | None = None
    kind: str | None = None

    def claims(self, record: Record) -> Iterator[tuple[str, Claim]]:
        """The claims that match, by id."""
        for key, claim in record.claims.items():
            if self.matches(claim):
                yield key, claim

    def matches(self, claim: Claim) -> bool:
        """Whether this claim is asked for."""
        return (
            (self.kind is None or claim.kind == self.kind)
            and (self.outcome is None or (isinstance(claim.body, Harm) and claim.body.outcome == self.outcome))
            and self._names(self.place, _quote(claim.place), *place_names(claim.where))
            and self._names(self.voice, _quote(claim.said_by), claim.voice)
            and self._names(self.party, *parties_of(claim), *parties_meant(claim))
            and self._in_time(claim.when)
        )

    def incidents(self, record: Record) -> tuple[Incident, ...]:
        """Incidents and totals of which some claim matches the words asked for, in the time asked for."""
        timeless = Query(self.place, None, None, self.party, self.voice, self.outcome, None)
        return tuple(
            incident
            for incident in record.incidents
            if self._in_time(incident.when)
            and any(timeless.matches(record.claims[key]) for key in incident.claims if key in record.claims)
        )

    def states(self, record: Record) -> tuple[State, ...]:
        """The states that match."""
        return tuple(
            state
            for state in record.states
            if (self.kind is None or state.kind == self.kind)
            and self._names(self.place, state.subject, *place_names(state.where))
            and self._names(self.party, state.subject if state.kind == "relation" else None, *state.parties)
            and self._names(self.voice, *state.voices)
            and self._in_time(state.when)
        )

    @staticmethod
    def _names(wanted: str | None, *names: str | None) -> bool:
        return wanted is None or any(_plain(wanted) in _plain(name) for name in names if name)

    def _in_time(self, when: When | None) -> bool:
        if self.since is None and self.until is None:
            return True
        if when is None or (when.start is None and when.end is None):
            return False
        starts_too_late = self.until is not None and when.start is not None and when.start > self.until
        ends_too_soon = self.since is not None and when.end is not None and when.end < self.since
        return not (starts_too_late or ends_too_soon)


def parties_of(claim: Claim) -> tuple[str, ...]:
    """The parties that the claim names, verbatim."""
    body = claim.body
    passages: tuple[Passage | None, ...]
    if isinstance(body, Harm):
        passages = (body.by,)
    elif isinstance(body, Event):
        passages = (body.agent, body.patient)
    elif isinstance(body, Control):
        passages = body.holders
    elif isinstance(body, Access):
        passages = (body.by,)
    else:
        assert isinstance(body, Relation)  # noqa: S101 - the union has no other member
        passages = (body.a, body.b)
    return tuple(passage.quote for passage in passages if passage is not None)


def parties_meant(claim: Claim) -> tuple[str, ...]:
    """The full names of the parties that the claim names, its voice apart."""
    return tuple(dict.fromkeys(party.name for party in claim.parties if party.slot != "said_by"))


def place_names(where: Where | None) -> tuple[str, ...]:
    """The names under which a place is found: its own and those of what contains it."""
    return (where.name, *where.within) if where is not None else ()


def _plain(name: str) -> str:
    """The name for comparing: without case, accents and the marks of transliteration ("I‘zāz" is "izaz")."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char) and char not in "'’‘ʿʾʻʼ`´")


def _quote(passage: Passage | None) -> str | None:
    return passage.quote if passage is not None else None

"""Stage: a report given to the finders of events and states, with a scene of its own making."""

from daftar.model import Access, Control, Event, Relation
from daftar.model.vocabulary import Kind
from daftar.reading.draft import Draft
from daftar.reading.events import read_events
from daftar.reading.scene import Scene
from daftar.reading.sentences import cut
from daftar.reading.states import read_states

Row = tuple[object, ...]


def told(report: str | None, kind: Kind) -> list[Row]:
    """The claims of one kind as plain rows: type or status first, then the words of the slots; None where unsaid."""
    return [row_of(draft) for draft in drafts_of(report) if draft.body.kind == kind]


def drafts_of(report: str | None) -> list[Draft]:
    text = cut(" ".join((report or "").split()))
    scene = Scene(text, (), (), ())
    return sorted([*read_events(text, scene), *read_states(text, scene)], key=lambda draft: draft.anchor)


def row_of(draft: Draft) -> Row:
    body = draft.body
    place = draft.place and draft.place.quote
    match body:
        case Event():
            return body.type, body.agent and body.agent.quote, body.patient and body.patient.quote
        case Control():
            return body.status, place, *(holder.quote for holder in body.holders)
        case Access():
            goods = tuple(item.quote for item in body.goods)
            return body.status, body.by and body.by.quote, body.route and body.route.quote, goods, place
        case Relation():
            return body.type, body.a.quote, body.b.quote
    raise AssertionError(f"{body} is neither an event nor a state")

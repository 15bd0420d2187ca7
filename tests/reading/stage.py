"""Stage: a report given to the finders of events and states, with a scene of its own making."""

from daftar.model import Access, Control, Event, Passage, Relation
from daftar.model.vocabulary import Kind
from daftar.reading.draft import Draft
from daftar.reading.events.events import read_events
from daftar.reading.language.sentences import cut
from daftar.reading.scene.scene import Scene
from daftar.reading.states.states import read_states

CUES = """the a army rebels Front ISIL they it town road Hill 4 of to from by and in with , . : – held controls seized fell lost broke siege
besieged divided between contested cut off closed reopened open let through food convoy no not curfew under fire access refused to
supply arms missiles talks collapsed met agreement struck attack attacked bomb killed fired shells airstrike claimed responsibility
supports backed Iran-backed allies commander spokesman leads belongs including part fighting alongside fled armed after retaking""".split()
Row = tuple[object, ...]


def told(report: str | None, kind: Kind) -> list[Row]:
    """The claims of one kind as plain rows: type or status first, then the words of the slots; None where unsaid."""
    return [row_of(draft) for draft in drafts_of(report) if draft.body.kind == kind]


def drafts_of(report: str | None) -> list[Draft]:
    text = cut(" ".join((report or "").split()))
    scene = Scene(text, (), (), ())
    return sorted([*read_events(text, scene), *read_states(text, scene)], key=lambda draft: draft.anchor)


def passages_of(draft: Draft) -> list[Passage]:
    """Every passage of a draft, its body's slots included."""
    slots = [draft.sentence, draft.place, draft.time, *(getattr(draft.body, slot) for slot in draft.body.__slots__)]
    flat = [part for slot in slots for part in (slot if isinstance(slot, tuple) else (slot,))]
    return [part for part in flat if isinstance(part, Passage)]


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

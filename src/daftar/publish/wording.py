"""Wording: records as the lines that a person reads.

Takes Claims, Figures, Incidents, States, times. Gives one line each. Promises the words of the house: a Count is said, a Figure is
published, unknown is said as such; and that no line runs on for ever, however long a name is.
"""

import re
from calendar import monthrange
from datetime import date
from unicodedata import bidirectional

from daftar.model import (
    Access,
    Claim,
    Control,
    Count,
    Event,
    Figure,
    Grounded,
    Harm,
    Incident,
    Passage,
    Relation,
    State,
    When,
)  # fmt: skip
from daftar.model.vocabulary import How

DOCUMENT_ITSELF = "the document itself"
GRADES = {
    "confirmed": "a belligerent accepts responsibility: said by a person, never by the machine",
    "fair": "two independent witnesses or more",
    "weak": "one witness, or others by unsure readings only",
    "contested": "witnesses name different perpetrators",
    "discounted": "all who were hurt, by every word that tells, were combatants",
}
ADDED: dict[How, str] = {
    "as_written": "as written",
    "registry": "added by the registry",
    "short_form": "its short form in the document",
    "coreference": "named before it in the document",
}
LONGEST = 90
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_IDS = re.compile(r" \((?:document )?[0-9a-f]{8}\)")


# Control characters, lone surrogates and the overrides that print a text backwards stand as a visible replacement.
_UNSEEN = dict.fromkeys((*range(9), 11, *range(14, 32), *range(127, 160), 8237, 8238, 65534, 65535), "�")
_UNSEEN |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def visible(text: str) -> str:
    """The text without characters that cannot be seen or that turn it around."""
    return text.translate(_UNSEEN)


def count_words(count: Count) -> str:
    """A count in words: "14", "300 or more", "up to 20", "number unknown"."""
    return str(count) if count.known else "number unknown"


def range_words(figure: Figure) -> str:
    """A figure's range: "14", "9 to 17", "9 or more", "unknown"."""
    return str(Count(figure.low, figure.high))


def figure_words(figure: Figure) -> str:
    """A figure with its outcome and status: "9 to 17 killed", "4 injured (civilian)", "killed, number unknown"."""
    status = f" ({figure.status})" if figure.status else ""
    if figure.low is None and figure.high is None:
        return f"{figure.outcome}{status}, number unknown"
    return f"{range_words(figure)} {figure.outcome}{status}"


def incident_title(incident: Incident) -> str:
    """What, where, when: "Shelling, Nasim market, 2 March 2021"."""
    what = (incident.type or "harm").replace("_", " ").capitalize()
    where = shorten(incident.where.name) if incident.where else "place unknown"
    return f"{'People hurt' if what in ('Harm', 'Unknown') else what}, {where}, {when_words(incident.when)}"


def claim_line(claim: Claim) -> str:
    """Who says what: "surgical hospital — 14 killed, civilians"."""
    return f"{voice_words(claim.voice)} — {said_words(claim)}"


def said_words(claim: Claim) -> str:
    """What a claim says, without its voice: "denied: 14 killed, civilians, by rockets"."""
    return ("" if claim.modality == "asserted" else f"{claim.modality}: ") + _what(claim)


def added_words(claim: Claim, party: Grounded) -> str:
    """Whom a phrase means and where that is from: "by “the FSA”: Free Syrian Army (added by the registry)"."""
    phrase = slot_phrase(claim, party.slot, party.number)
    said = f" “{shorten(phrase.quote)}”" if phrase is not None else ""
    return f"{party.slot.replace('_', ' ')}{said}: {shorten(party.name)} ({ADDED[party.how]})"


def slot_phrase(claim: Claim, slot: str, number: int = 0) -> Passage | None:
    """The words in a slot of a claim; `number` tells them apart where there are several."""
    held = claim.said_by if slot == "said_by" else getattr(claim.body, slot, None)
    phrases = held if isinstance(held, tuple) else (held,)
    return phrases[number] if number < len(phrases) else None


def voice_words(name: str | None) -> str:
    """A voice's name for a reader: without the document by which voices of the same words are told apart."""
    return shorten(without_ids(name)) if name else DOCUMENT_ITSELF


def state_line(state: State) -> str:
    """What holds: "eastern Tal Serin: besieged by the army"."""
    subject, status = shorten(state.subject), state.status.replace("_", " ")
    parties = ", ".join(map(shorten, state.parties))
    mood = "" if state.modality == "asserted" else f" ({state.modality})"
    if state.kind == "relation":
        return f"{subject}: {status} {parties}{mood}"
    if state.kind == "access":
        by = f", by {parties}" if parties else ""
        return f"{_access(subject, state.route, status, state.goods)}{by}{mood}"
    return _control(subject, state.status, parties) + mood


def state_details(state: State) -> str:
    """What a state's status says more: "between the army, the front", "the northern road, for food, by the army"."""
    parties = ", ".join(map(shorten, state.parties))
    by = f"{'between' if state.status == 'divided' else 'by'} {parties}" if parties else ""
    goods = f"for {', '.join(map(shorten, state.goods))}" if state.goods else ""
    return ", ".join(part for part in (shorten(state.route or ""), goods, by) if part)


def when_words(when: When | None) -> str:
    """Days as people write them: "2 March 2021", "1–19 March 2021", "March 2021", "from 2 March 2021", "date unknown"."""
    if when is None or (when.start is None and when.end is None):
        return "date unknown"
    if when.start is None or when.end is None:
        return f"until {day_words(when.end)}" if when.end is not None else f"from {day_words(when.start)}"
    return period_words(when.start, when.end)


def period_words(start: date, end: date) -> str:
    """Both days inclusive; whole months and years by their names."""
    whole_months = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if start == end:
        return day_words(start)
    if whole_months and (start.month, end.month, start.year) == (1, 12, end.year):
        return str(start.year)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start:%B} {start.year}" if whole_months else f"{start.day}–{end.day} {start:%B} {start.year}"
    first = f"{start.day} {start:%B}" if start.year == end.year else day_words(start)
    return f"{first} – {day_words(end)}"


def day_words(day: date | None) -> str:
    """One day: "2 March 2021"."""
    return f"{day.day} {day:%B} {day.year}" if day is not None else "date unknown"


def share_words(share: float | None) -> str:
    """A share of a hundred: "58 %", "unknown"."""
    return "unknown" if share is None else f"{100 * share:.0f} %"


def number_words(number: int, noun: str) -> str:
    """A number with its noun: "1 claim", "1,200 claims"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def shorten(words: str, longest: int = LONGEST) -> str:
    """The words on one line; of long ones the beginning, with an ellipsis. Words from right to left do not turn what stands around them."""
    line = " ".join(words[: longest * 4].split())
    line = line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
    if not any(bidirectional(letter) in ("R", "AL") for letter in line):
        return line
    return (
        f"\u2068{_DIRECTIONS.sub('', line)}\u2069"  # first-strong isolate … pop, of Unicode's bidirectional algorithm
    )


def without_ids(words: str) -> str:
    """The words without the ids of documents in brackets, which tell a reader nothing."""
    return _IDS.sub("", words)


def _what(claim: Claim) -> str:
    body = claim.body
    if isinstance(body, Harm):
        victims = f", {shorten(body.victims.quote)}" if body.victims else ""
        by = f", by {shorten(body.by.quote)}" if body.by else ""
        total = ", a total" if body.scope == "total" else ""
        number = f"{body.count} {body.outcome}" if body.count.known else f"{body.outcome}, number unknown"
        return f"{number}{victims}{by}{total}"
    if isinstance(body, Event):
        agent = f" by {shorten(body.agent.quote)}" if body.agent else ""
        patient = f" on {shorten(body.patient.quote)}" if body.patient else ""
        return f"{body.type.replace('_', ' ')}{agent}{patient}"
    place = shorten(claim.place.quote) if claim.place else "place unknown"
    if isinstance(body, Control):
        return _control(place, body.status, ", ".join(shorten(holder.quote) for holder in body.holders))
    if isinstance(body, Access):
        by = f", by {shorten(body.by.quote)}" if body.by else ""
        route = body.route.quote if body.route else None
        return _access(place, route, body.status, tuple(good.quote for good in body.goods)) + by
    assert isinstance(body, Relation)  # noqa: S101 - the union has no other member
    return f"{shorten(body.a.quote)}: {body.type.replace('_', ' ')} {shorten(body.b.quote)}"


def _control(place: str, status: str, holders: str) -> str:
    between = "between" if status == "divided" else "by"
    return f"{place}: {status} {between} {holders}" if holders else f"{place}: {status}"


def _access(place: str, route: str | None, status: str, goods: tuple[str, ...]) -> str:
    by_route = f" ({shorten(route)})" if route else ""
    for_goods = f" for {', '.join(map(shorten, goods))}" if goods else ""
    return f"access to {place}{by_route}: {status}{for_goods}"

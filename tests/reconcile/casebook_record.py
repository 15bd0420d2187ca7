"""The casebook's claims as the record takes them: with the days and places that careful reading gave them."""

import csv
from datetime import date
from functools import cache

from casebook import EXAMPLE, Expected, Report, reports
from daftar.ground.sources import voice_name
from daftar.model import Claim, Count, Document, Incident, Passage, When, Where
from daftar.model.identity import BODIES, record_id
from daftar.reconcile import derive_incidents, propose_decisions

MEANT = {
    "the city": "Tal Serin",
    "the east": "eastern Tal Serin",
    "the rebel-held east of Tal Serin": "eastern Tal Serin",
    "a bakery in the besieged east of Tal Serin": "eastern Tal Serin",
    "the bakery": "eastern Tal Serin",
    "the eastern districts": "eastern Tal Serin",
    "the west": "western Tal Serin",
    "the western bank": "western Tal Serin",
    "the western bank of the Orrin River": "western Tal Serin",
}
"""What words mean that do not hold the place's name."""
PHRASES = ("victims", "by", "agent", "patient", "route", "a", "b")
LISTS = ("holders", "goods")


@cache
def documents() -> dict[str, Document]:
    """The documents of the case, by id."""
    return {report.document.id: report.document for report in reports().values()}


@cache
def claims() -> dict[str, Claim]:
    """All claims of the casebook, by id."""
    return {record_id(claim): claim for report in reports().values() for claim in _claims(report)}


@cache
def incidents() -> tuple[Incident, ...]:
    """The incidents and totals that come of them."""
    log = [(record_id(decision), decision) for decision in propose_decisions(claims(), documents(), ())]
    return derive_incidents(claims(), documents(), log)


def _claims(report: Report) -> list[Claim]:
    told: list[Claim] = []
    document = report.document
    for expected in report.claims:
        voices = tuple(dict.fromkeys(claim.voice for claim in told if claim.voice))
        voice = voice_name(expected.said_by, document.publisher, voices, document=document.id)
        told.append(_claim(report, expected, voice))
    return told


def _claim(report: Report, expected: Expected, voice: str | None) -> Claim:
    def passage(words: str | None) -> Passage | None:
        return _passage(report.document.text, words, sentence)

    sentence = _passage(report.document.text, expected.sentence, None)
    slots = dict(expected.slots)
    if expected.kind == "harm":
        slots["count"] = Count(slots.pop("low"), slots.pop("high"))
        slots["count_words"] = passage(slots.pop("count_text"))
    slots |= {name: passage(slots[name]) for name in PHRASES if name in slots}
    slots |= {name: tuple(map(passage, slots[name])) for name in LISTS if name in slots}
    return Claim(
        report.document.id,
        expected.number,
        sentence,
        BODIES[expected.kind](**slots),
        passage(expected.said_by),
        expected.modality,
        passage(expected.place),
        passage(expected.when),
        _where(expected.place),
        _when(expected),
        voice,
    )


def _passage(text: str, words: str | None, sentence: Passage | None) -> Passage | None:
    """The words in the sentence, else nearest before it, else where they first stand."""
    if words is None:
        return None
    start = text.find(words, sentence.start, sentence.end) if sentence else text.index(words)
    if start < 0 and sentence:
        start = text.rfind(words, 0, sentence.end)
    return Passage.of(text, start, start + len(words)) if start >= 0 else _passage(text, words, None)


def _when(expected: Expected) -> When | None:
    start, end = (day and date.fromisoformat(day) for day in (expected.when_start, expected.when_end))
    return When.between(start, end) if start or end else None


def _where(words: str | None) -> Where | None:
    """The place meant; of names in the words the longest; "a checkpoint south of Tal Serin" is near it."""
    if words is None:
        return None
    meant = MEANT.get(words, words).casefold()
    name = max((name for name in _places() if name.casefold() in meant), key=len, default=None)
    if name is None:
        return None
    row = _places()[name]
    near = 2 if "south of" in words else int(row["precision"])
    lat, lon, within = float(row["lat"]), float(row["lon"]), tuple(filter(None, row["within"].split(";")))
    return Where(row["name"], words, lat, lon, near, within=within)


@cache
def _places() -> dict[str, dict[str, str]]:
    with (EXAMPLE / "places.csv").open(encoding="utf-8", newline="") as rows:
        return {
            name: row
            for row in csv.DictReader(rows)
            for name in (row["name"], *row["aliases"].split(";"))
            if name and name not in ("Halvani", "Halvanis", "Kestrian", "Lydrani")
        }

"""Tables: incidents, figures and claims as CSV, JSON Lines or GeoJSON, from one row definition.

Takes a Record. Gives rows with the columns of `DICTIONARY`, in its order, in every format. Promises that the dictionary is the
row definition itself, so that no column goes out unexplained; unknown is an empty CSV cell and a JSON null, never 0.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TextIO

from daftar.model import Claim, Figure, Harm, Incident, Record, Speaker
from daftar.publish.certainty import weakest_slot
from daftar.publish.query import parties_meant, parties_of

Cell = str | int | float | None
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it means and includes, and how a row's value is had."""

    name: str
    meaning: str
    value: Callable[[Any], Cell]


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row's columns are taken from."""

    record: Record
    incident: Incident
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class _ClaimRow:
    record: Record
    key: str
    claim: Claim
    incident: str | None


def _figure_value(outcome: Any, end: str) -> Callable[[_Row], Cell]:
    def value(row: _Row) -> Cell:
        figure = row.incident.figure(outcome)
        return None if figure is None else getattr(figure, end)

    return value


def _when(end: str) -> Callable[[_Row], Cell]:
    def value(row: _Row) -> Cell:
        return _plain(getattr(row.incident.when, end) if row.incident.when is not None else None)

    return value


def _where(part: str) -> Callable[[_Row], Cell]:
    return lambda row: _plain(getattr(row.incident.where, part) if row.incident.where is not None else None)


def _plain(value: Any) -> Cell:
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


_INCIDENT = (
    Column("incident", "Stable id of the incident or total.", lambda row: row.incident.id),
    Column("scope", "incident: one happening. total: a sum over a period or an area, never added to incidents.",
           lambda row: row.incident.scope),
    Column("type", "Event type, or the means where no event is told.", lambda row: row.incident.type),
    Column("date_start", "First day, inclusive; empty if unknown.", _when("start")),
    Column("date_end", "Last day, inclusive; empty if unknown.", _when("end")),
    Column("date_precision", "1 the day, 2 within six days, 3 a week, 4 a month, 5 a year or more.", _when("precision")),
    Column("date_inferred", "1 if a part of the date comes from a document's date or an earlier sentence, 0 if the words give it all.",
           _when("inferred")),
    Column("place", "The gazetteer's name.", _where("name")),
    Column("place_words", "What the document says.", _where("words")),
    Column("lat", "Degrees, WGS 84. A centre, not a site, where place_precision is above 2.", _where("lat")),
    Column("lon", "Degrees, WGS 84.", _where("lon")),
    Column("place_precision", "1 exact, 2 near, 3 district, 4 province, 5 line or fuzzy area, 6 country, 7 international.",
           _where("precision")),
    Column("place_inferred", "1 if the place was chosen among several of the name, 0 if not.", _where("inferred")),
)  # fmt: skip

_INCIDENTS = (
    *_INCIDENT,
    Column("killed_low", "Killed, the lowest of the independent voices' latest words; parts are within it.",
           _figure_value("killed", "low")),
    Column("killed_high", "Killed, the highest; empty while killed_low is given: the top is open.", _figure_value("killed", "high")),
    Column("killed_best", "Killed, the single number that the rule gives.", _figure_value("killed", "best")),
    Column("injured_low", "Injured (the killed are not among them), lowest.", _figure_value("injured", "low")),
    Column("injured_high", "Injured, highest; empty while injured_low is given: the top is open.", _figure_value("injured", "high")),
    Column("injured_best", "Injured, the single number that the rule gives.", _figure_value("injured", "best")),
    Column("perpetrators", "Who did it, verbatim, most often said first; separated by |.",
           lambda row: "|".join(row.incident.perpetrators) or None),
    Column("grade", "confirmed, fair, weak, contested or discounted.", lambda row: row.incident.grade),
    Column("provisional", "1 while fewer independent voices speak, in claims that are not unsure, than the case asks for.", lambda row: int(row.incident.provisional)),
    Column("documents", "How many documents tell of it.", lambda row: len(row.incident.documents)),
    Column("claims", "How many claims it rests on.", lambda row: len(row.incident.claims)),
)  # fmt: skip


def _of_figure(value: Callable[[Figure], Cell]) -> Callable[[_Row], Cell]:
    return lambda row: None if row.figure is None else value(row.figure)


_FIGURES = (
    *_INCIDENT,
    Column("outcome", "What befell them.", _of_figure(lambda figure: figure.outcome)),
    Column("status", "civilian or combatant; empty: all who were hurt, whatever their status. Rows with a status are within the row without.",
           _of_figure(lambda figure: figure.status)),
    Column("low", "Lowest of the independent voices' latest words.", _of_figure(lambda figure: figure.low)),
    Column("high", "Highest; empty: the top is open.", _of_figure(lambda figure: figure.high)),
    Column("best", "The single number that the rule gives.", _of_figure(lambda figure: figure.best)),
    Column("rule", "The versioned rule that made the figure.", _of_figure(lambda figure: figure.rule)),
    Column("as_of", "Latest publication date among the claims that it rests on.", _of_figure(lambda figure: figure.as_of)),
    Column("voices", "The voices that it rests on, separated by |.", _of_figure(lambda figure: "|".join(figure.voices))),
    Column("rests_on", "Ids of the claims that it rests on, separated by |.", _of_figure(lambda figure: "|".join(figure.claims))),
    Column("left_out", "How many claims of the same outcome it does not rest on (parts, earlier words, denials).",
           _of_figure(lambda figure: len(figure.left))),
)  # fmt: skip


def _weakest(part: int) -> Callable[[_ClaimRow], Cell]:
    def value(row: _ClaimRow) -> Cell:
        slot = weakest_slot(row.claim)
        return None if slot is None else slot[part]

    return value


def _of_harm(value: Callable[[Harm], Cell]) -> Callable[[_ClaimRow], Cell]:
    return lambda row: value(row.claim.body) if isinstance(row.claim.body, Harm) else None


def _quote(slot: str) -> Callable[[_ClaimRow], Cell]:
    def value(row: _ClaimRow) -> Cell:
        passage = getattr(row.claim, slot)
        return None if passage is None else str(passage.quote)

    return value


def _day(end: str) -> Callable[[_ClaimRow], Cell]:
    def value(row: _ClaimRow) -> Cell:
        return _plain(getattr(row.claim.when, end) if row.claim.when is not None else None)

    return value


def _point(part: str) -> Callable[[_ClaimRow], Cell]:
    return lambda row: _plain(getattr(row.claim.where, part) if row.claim.where is not None else None)


def _of_speaker(value: Callable[[Speaker], Cell]) -> Callable[[_ClaimRow], Cell]:
    return lambda row: _plain(value(row.claim.speaker) if row.claim.speaker is not None else None)


def _document(part: str) -> Callable[[_ClaimRow], Cell]:
    def value(row: _ClaimRow) -> Cell:
        document = row.record.documents.get(row.claim.document)
        return _plain(getattr(document, part) if document is not None else None)

    return value


_CLAIMS = (
    Column("claim", "Id of the claim.", lambda row: row.key),
    Column("incident", "Id of the incident or total that it is in; empty if in none.", lambda row: row.incident),
    Column("kind", "harm, event, control, access or relation.", lambda row: row.claim.kind),
    Column("what", "Outcome, event type, status or type of relation.",
           lambda row: getattr(row.claim.body, "outcome", None) or getattr(row.claim.body, "type", None) or row.claim.body.status),
    Column("voice", "Who says so, as one name; the publisher where the document itself speaks.", lambda row: row.claim.voice),
    Column("said_by", "Who says so, verbatim; empty where the document itself speaks.", _quote("said_by")),
    Column("voice_kind", "What kind of voice it is; unknown where nothing tells.", _of_speaker(lambda speaker: speaker.kind)),
    Column("voice_leaning", "Whose side the voice is on, verbatim, where the text says so.",
           _of_speaker(lambda speaker: speaker.leaning.quote if speaker.leaning else None)),
    Column("modality", "asserted, denied, feared, planned or hypothetical.", lambda row: row.claim.modality),
    Column("low", "Lowest that the words allow.", _of_harm(lambda harm: harm.count.low)),
    Column("high", "Highest that the words allow; empty: open.", _of_harm(lambda harm: harm.count.high)),
    Column("count_words", "The number, verbatim.", _of_harm(lambda harm: harm.count_words.quote if harm.count_words else None)),
    Column("victims", "Who was hurt, verbatim.", _of_harm(lambda harm: harm.victims.quote if harm.victims else None)),
    Column("status", "civilian, combatant, mixed or unknown.", _of_harm(lambda harm: harm.status)),
    Column("means", "By what.", _of_harm(lambda harm: harm.means)),
    Column("scope", "incident or total.", _of_harm(lambda harm: harm.scope)),
    Column("part_of", "Number, in the same document, of the claim of which this one is a part.", _of_harm(lambda harm: harm.part_of)),
    Column("parties", "The parties that it names, verbatim, separated by |.", lambda row: "|".join(parties_of(row.claim)) or None),
    Column("parties_meant", "The full names of those parties, as the registry or the rest of the document has them, separated by |.",
           lambda row: "|".join(parties_meant(row.claim)) or None),
    Column("place_words", "Where, verbatim.", _quote("place")),
    Column("place", "The gazetteer's name.", _point("name")),
    Column("lat", "Degrees, WGS 84.", _point("lat")),
    Column("lon", "Degrees, WGS 84.", _point("lon")),
    Column("place_precision", "1 exact to 7 international.", _point("precision")),
    Column("place_inferred", "1 if the place was chosen among several of the name, 0 if not.", _point("inferred")),
    Column("time_words", "When, verbatim.", _quote("time")),
    Column("date_start", "First day, inclusive.", _day("start")),
    Column("date_end", "Last day, inclusive.", _day("end")),
    Column("date_inferred", "1 if a part of the date comes from the document's date or an earlier sentence, 0 if the words give it all.",
           _day("inferred")),
    Column("sentence", "The evidence, verbatim.", lambda row: row.claim.sentence.quote),
    Column("document", "SHA-256 of the document's bytes.", lambda row: row.claim.document),
    Column("start", "Offset of the sentence in the document's text, in code points.", lambda row: row.claim.sentence.start),
    Column("end", "End of the sentence, exclusive.", lambda row: row.claim.sentence.end),
    Column("number", "The claim's number in its document, from 0.", lambda row: row.claim.number),
    Column("publisher", "Who published the document.", _document("publisher")),
    Column("published", "When it was published; empty if the document does not say.", _document("published")),
    Column("title", "Its title.", _document("title")),
    Column("url", "Its address.", _document("url")),
    Column("confidence", "Share of held-out claims said with this certainty that careful readers have too; below 0.5 it is unsure; empty: unknown.",
           lambda row: row.claim.confidence),
    Column("weakest_slot", "The slot in which doubt weighs most; empty: unknown.", _weakest(0)),
    Column("weakest_slot_confidence", "Share of such slots that are right; empty: unknown.", _weakest(1)),
    Column("made_by", "The versioned steps that made the claim, separated by |.", lambda row: "|".join(row.claim.made_by)),
)  # fmt: skip

DICTIONARY: dict[str, tuple[Column, ...]] = {"incidents": _INCIDENTS, "figures": _FIGURES, "claims": _CLAIMS}


def rows(record: Record, what: str) -> Iterator[dict[str, Cell]]:
    """The rows of one table. Raises KeyError where there is no such table."""
    columns = DICTIONARY[what]
    for source in _sources(record, what):
        yield {column.name: column.value(source) for column in columns}


def write_table(record: Record, what: str, form: str, target: TextIO) -> None:
    """Writes one table as csv, jsonl or geojson. In GeoJSON, rows without a point have a null geometry: none is dropped."""
    if form == "csv":
        writer = csv.DictWriter(target, [column.name for column in DICTIONARY[what]], lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _harmless(cell) for name, cell in row.items()} for row in rows(record, what))
    elif form == "jsonl":
        for row in rows(record, what):
            target.write(json.dumps(row, ensure_ascii=False) + "\n")
    else:
        _write_geojson(rows(record, what), target)


def _write_geojson(table: Iterable[dict[str, Cell]], target: TextIO) -> None:
    target.write('{"type":"FeatureCollection","features":[')
    for number, row in enumerate(table):
        point = None if row["lat"] is None else {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
        feature = {"type": "Feature", "geometry": point, "properties": row}
        target.write(("," if number else "") + "\n" + json.dumps(feature, ensure_ascii=False))
    target.write("\n]}\n")


def _sources(record: Record, what: str) -> Iterator[Any]:
    if what == "incidents":
        yield from (_Row(record, incident) for incident in record.incidents)
    elif what == "figures":
        yield from (_Row(record, incident, figure) for incident in record.incidents for figure in incident.figures)
    else:
        home = {key: incident.id for incident in record.incidents for key in incident.claims}
        yield from (_ClaimRow(record, key, claim, home.get(key)) for key, claim in record.claims.items())


def _harmless(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula, defused with an apostrophe: reports come from hostile hands."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell

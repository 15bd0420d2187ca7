"""Annotate: documents in, annotations out, a stable contract for measuring.

Takes objects with id and text, and title, publisher, published where known. Gives an object each, in the same order, with the
layers asked for. Promises that a layer that was asked for is always there, empty where nothing was found.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from daftar.ground.calendar import timexes
from daftar.model import Document, Passage
from daftar.model.errors import UsageError
from daftar.publish.exchange import codebook_slots
from daftar.reading.reader import Mentions
from daftar.work.steps import Reader

LAYERS = ("claims", "voices", "places", "times")


def annotate(
    documents: Iterable[Mapping[str, Any]], layers: Sequence[str] = LAYERS, *, reader: Reader | None = None
) -> Iterator[dict[str, Any]]:
    """Each document's annotations: `{"id", "claims", "attributions", "toponyms", "timexes"}`, offsets in code points.

    `claims` have the slots of the codebook; attributions are `{"source", "cue", "content"}`, lists of [start, end]; toponyms
    `{"start", "end", "lat", "lon", "geonameid"}`; timexes `{"start", "end", "type", "value"}`. Raises UsageError where an object
    has no id or no text, or names no day in `published`.
    """
    reader = reader or Reader.plain()
    for row in documents:
        document = given_document(row)
        mentions = reader.mentions(document)
        yield {"id": row["id"]} | {
            name: part for layer in layers for name, part in _layer(layer, reader, document, mentions).items()
        }


def given_document(row: Mapping[str, Any]) -> Document:
    """A Document of an object's own words; its id is the object's, not a hash."""
    text, key = row.get("text"), row.get("id")
    if not isinstance(text, str) or key is None:
        raise UsageError(f'an object needs at least "id" and "text": {str(dict(row))[:80]}')
    return Document(
        id=str(key),
        text=text,
        title=_told(row, "title"),
        publisher=_told(row, "publisher"),
        published=_day(row),
        url=_told(row, "url"),
    )


def _layer(layer: str, reader: Reader, document: Document, mentions: Mentions) -> dict[str, Any]:
    if layer == "claims":
        claims, _ = reader.read(document)
        return {"claims": [codebook_slots(claim) for claim in claims or ()]}
    if layer == "voices":
        return {
            "attributions": [
                {"source": _spans(said.source), "cue": _spans(said.cue), "content": _spans(*said.content)}
                for said in mentions.attributions
            ]
        }
    if layer == "places":
        return {
            "toponyms": [
                {
                    "start": name.start,
                    "end": name.end,
                    "lat": where.lat if where else None,
                    "lon": where.lon if where else None,
                    "geonameid": where.geonameid if where else None,
                }
                for name, where in zip(mentions.places, reader.toponyms(mentions), strict=True)
            ]
        }
    found = timexes(document.text, mentions.times, document.published)
    return {"timexes": [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in found]}


def _spans(*passages: Passage | None) -> list[list[int]]:
    return [[passage.start, passage.end] for passage in passages if passage is not None]


def _told(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    return value if isinstance(value, str) and value.strip() and value != "None" else None


def _day(row: Mapping[str, Any]) -> date | None:
    value = _told(row, "published")
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError as error:
        raise UsageError(f"document {row['id']}: published {value!r} is no day; write it as 2021-03-05.") from error

"""Annotate: documents in, annotations out, a stable contract for measuring.

Takes objects with id and text, and title, publisher, published where known. Gives an object each, in the same order, with the
layers asked for. Promises that a layer that was asked for is always there, empty where nothing was found.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache, partial
from typing import Any

from daftar.ground.calendar import ground_time, timexes
from daftar.model import Document, Finding, Passage
from daftar.model.errors import UsageError
from daftar.model.identity import encoded
from daftar.publish.exchange import codebook_slots
from daftar.reading.reader import Mentions
from daftar.work.steps import Reader, attempt

Found = tuple[list[dict[str, Any]], tuple[Finding, ...]]


Named = Callable[[], Mentions]


def annotate(
    documents: Iterable[Mapping[str, Any]], layers: Sequence[str] | None = None, *, reader: Reader | None = None
) -> Iterator[dict[str, Any]]:
    """Each document's annotations: `{"id", "claims", "attributions", "toponyms", "timexes"}`, offsets in code points.

    `layers` are some of LAYERS, by default all. `claims` have the slots of the codebook; attributions are `{"source", "cue",
    "content"}`, lists of [start, end]; toponyms `{"start", "end", "lat", "lon", "geonameid"}`; timexes `{"start", "end", "type",
    "value"}`. A document of which something could not be read has a list `findings`; one on which a step fails has empty layers beside it. Raises UsageError where there is no such
    layer, and where an object has no id or no text.
    """
    wanted = tuple(LAYERS) if layers is None else tuple(layers)
    for layer in wanted:
        if layer not in LAYERS:
            raise UsageError(f"there is no layer {layer!r}. Layers are {', '.join(LAYERS)}.")
    reader = reader or Reader.plain()
    for row in documents:
        document = given_document(row)
        done, failed = attempt(document, partial(_annotations, reader, document, wanted))
        found, findings = done if done is not None else ({LAYERS[layer][0]: [] for layer in wanted}, failed)
        told = {"findings": [encoded(finding) for finding in findings]} if findings else {}
        yield {"id": row["id"]} | found | told


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


def _annotations(
    reader: Reader, document: Document, layers: Sequence[str]
) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    mentions = cache(partial(reader.mentions, document))  # found once, and only where a layer asks for them
    found = {name: find(reader, document, mentions) for name, find in (LAYERS[layer] for layer in layers)}
    rows = {name: rows for name, (rows, _) in found.items()}
    return rows, tuple(finding for _, findings in found.values() for finding in findings)


def _claims(reader: Reader, document: Document, _: Named) -> Found:
    claims, findings = reader.claims(document)
    return [codebook_slots(claim) for claim in claims or ()], findings


def _attributions(_: Reader, document: Document, mentions: Named) -> Found:
    rows = [
        {"source": _spans(said.source), "cue": _spans(said.cue), "content": _spans(*said.content)}
        for said in mentions().attributions
    ]
    return rows, ()


def _toponyms(reader: Reader, document: Document, mentions: Named) -> Found:
    rows = [
        {
            "start": name.start,
            "end": name.end,
            "lat": where.lat if where is not None else None,
            "lon": where.lon if where is not None else None,
            "geonameid": where.geonameid if where is not None else None,
        }
        for name, where in zip(mentions().places, reader.toponyms(mentions()), strict=True)
    ]
    return rows, ()


def _timexes(_: Reader, document: Document, mentions: Named) -> Found:
    found = timexes(document.text, mentions().times, document.published)
    return [{"start": time.start, "end": time.end, "type": time.type, "value": time.value} for time in found], ()


Layer = Callable[[Reader, Document, Named], Found]
LAYERS: dict[str, tuple[str, Layer]] = {
    "claims": ("claims", _claims),
    "voices": ("attributions", _attributions),
    "places": ("toponyms", _toponyms),
    "times": ("timexes", _timexes),
}
"""Each layer's name on the command line, its name in the output, and what finds it."""


def _spans(*passages: Passage | None) -> list[list[int]]:
    return [[passage.start, passage.end] for passage in passages if passage is not None]


def _told(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    return value if isinstance(value, str) and value.strip() and value != "None" else None


def _day(row: Mapping[str, Any]) -> date | None:
    """The day of publication however it is written; None where the words name no one day: it is never guessed."""
    given = row.get("published")
    if isinstance(given, date):
        return given.date() if isinstance(given, datetime) else given
    value = _told(row, "published")
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        when = ground_time(value, None)
        return when.start if when is not None and when.start == when.end else None

"""Identity: one canonical JSON text per record, and its SHA-256.

Takes records (frozen dataclasses of the model). Gives JSON values, their canonical text, their hash, and the records back.
Promises that equal records have equal text on every platform, and that `decoded(type(r), encoded(r)) == r`.
"""

import hashlib
import json
import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from math import isfinite
from operator import attrgetter
from typing import Any, TypeVar

from daftar.model.claim import Access, Control, Event, Harm, Relation
from daftar.model.document import Passage

Record = TypeVar("Record")
BODIES: dict[str, type] = {"harm": Harm, "event": Event, "control": Control, "access": Access, "relation": Relation}


def encoded(record: Any) -> Any:
    """The record as JSON values: None fields left out, tuples as lists, dates as ISO, a claim's body with its `kind`.

    A field that came when ledgers had been written (`metadata={"written": "unless empty"}`) is left out while it is empty, so that what
    was written before keeps its bytes and its id.
    """
    if is_dataclass(record) and not isinstance(record, type):
        kind: dict[str, Any] = {"kind": type(record).__name__.lower()} if type(record) in _BODY_TYPES else {}
        values = ((field.name, getattr(record, field.name)) for field in fields(record))
        late = _late(type(record))
        return kind | {
            name: encoded(value) for name, value in values if value is not None and (value or name not in late)
        }
    if isinstance(record, tuple):
        return [encoded(item) for item in record]
    if isinstance(record, date):
        return record.isoformat()
    return record


def canonical(value: Any) -> str:
    """JSON with sorted keys and no white space; equal values give equal text."""
    return _plain.encode(value)


def digest(value: Any) -> str:
    """SHA-256, 64 hex digits, of the canonical text of JSON values."""
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()


def written(record: Any) -> str:
    """The record's canonical text, the same as `canonical(encoded(record))` and two to three times as fast."""
    return _WRITERS[type(record)](record)


def record_id(record: Any) -> str:
    """The content address of a record: the first 32 hex digits (128 bits) of the hash of its canonical text."""
    return hashlib.sha256(written(record).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def decoded(kind: type[Record], value: Any) -> Record:
    """The record of that type from JSON values. Raises KeyError, TypeError or ValueError where they do not fit."""
    return typing.cast(Record, _decoder(typing.cast(typing.Hashable, kind))(value))


_BODY_TYPES = frozenset(BODIES.values())


class _Writers(dict[type, Callable[[Any], str]]):
    """One function per type, made when the type is first met: a book writes the same few types a million times."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        self[kind] = _record_writer(kind) if is_dataclass(kind) else self._of_value(kind)
        return self[kind]

    def _of_value(self, kind: type) -> Callable[[Any], str]:
        if issubclass(kind, tuple):
            return lambda items: f"[{','.join([self[type(item)](item) for item in items])}]"
        if issubclass(kind, date):
            return lambda day: f'"{day.isoformat()}"'
        if issubclass(kind, str):
            return json.encoder.encode_basestring
        if issubclass(kind, float):
            return _written_float
        if issubclass(kind, int):
            return _FLAGS.__getitem__ if kind is bool else int.__repr__
        return _plain.encode


def _record_writer(kind: type) -> Callable[[Any], str]:
    # A body's `kind` sorts among its fields, as the keys of one JSON object do.
    names = sorted([field.name for field in fields(kind)] + ["kind"] * (kind in _BODY_TYPES))
    keys = [f'"{name}":' for name in names]
    values, late = attrgetter(*names), {f'"{name}":' for name in _late(kind)}

    def write(record: Any) -> str:
        pairs = [
            key + _WRITERS[type(value)](value)
            for key, value in zip(keys, values(record), strict=True)
            if value is not None and (value or key not in late)
        ]
        return f"{{{','.join(pairs)}}}"

    return write


def _written_float(number: float) -> str:
    if not isfinite(number):
        raise ValueError(f"{number} is no number that JSON can hold")
    return float.__repr__(number)


def _written_passage(passage: Passage) -> str:
    return f'{{"end":{passage.end},"quote":{json.encoder.encode_basestring(passage.quote)},"start":{passage.start}}}'


_plain = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
_FLAGS = {True: "true", False: "false"}
_WRITERS = _Writers({Passage: _written_passage})  # Eight in ten of what is written; by hand it takes half the time.


@cache
def _late(kind: type) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind) if field.metadata.get("written") == "unless empty")


@cache
def _decoder(hint: Any) -> Callable[[Any], Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = [argument for argument in arguments if argument is not type(None)]
        if _BODY_TYPES.issuperset(inner) and len(inner) > 1:
            return _decoded_body
        one = _decoder(inner[0])
        return lambda value: None if value is None else one(value)
    if origin is tuple:
        item = _decoder(arguments[0])
        return lambda value: tuple(item(part) for part in value)
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and is_dataclass(hint):
        return _record_decoder(hint)
    return lambda value: value


def _decoded_body(value: dict[str, Any]) -> Any:
    return _decoder(BODIES[value["kind"]])({name: part for name, part in value.items() if name != "kind"})


def _record_decoder(kind: type) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    decoders = {field.name: _decoder(hints[field.name]) for field in fields(kind)}

    def decode(value: dict[str, Any]) -> Any:
        return kind(**{name: decoders[name](part) for name, part in value.items()})

    return decode

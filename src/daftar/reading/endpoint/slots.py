"""Slots: the codebook's kinds with what each slot may hold, as a JSON schema and as a check.

Takes nothing, or one object of an answer. Gives the schema, or what was Said. Promises that schema and check come from the same table,
whose words are those of `daftar.model.vocabulary`, and that nothing passes that the table does not allow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from daftar.model.vocabulary import (
    ACCESS_STATUSES,
    CONTROL_STATUSES,
    EVENT_TYPES,
    KINDS,
    MEANS,
    MODALITIES,
    OUTCOMES,
    RELATION_TYPES,
    STATUSES,
    Kind,
    Scope,
)
from daftar.reading.endpoint.troubles import Trouble

Shape = Literal["quote", "phrase", "phrases", "number"] | tuple[str, ...]
"""A quotation, one that may be absent, a list of them, a number that may be absent, or one of these words."""

_LONGEST_LIST = 50

_COMMON: dict[str, Shape] = {
    "sentence": "quote",
    "said_by": "phrase",
    "modality": MODALITIES,
    "place": "phrase",
    "when": "phrase",
}
SLOTS: Mapping[Kind, Mapping[str, Shape]] = {
    "harm": _COMMON
    | {
        "outcome": OUTCOMES,
        "count_text": "phrase",
        "low": "number",
        "high": "number",
        "victims": "phrase",
        "status": STATUSES,
        "by": "phrase",
        "means": MEANS,
        "scope": get_args(Scope),
        "part_of": "number",
    },
    "event": _COMMON | {"type": EVENT_TYPES, "agent": "phrase", "patient": "phrase"},
    "control": _COMMON | {"status": CONTROL_STATUSES, "holders": "phrases"},
    "access": _COMMON | {"status": ACCESS_STATUSES, "by": "phrase", "route": "phrase", "goods": "phrases"},
    "relation": _COMMON | {"type": RELATION_TYPES, "a": "quote", "b": "quote"},
}


@dataclass(frozen=True, slots=True)
class Said:
    """One claim as the model put it: every slot there, of the right shape, and no other. No word of it is believed yet."""

    kind: Kind
    words: Mapping[str, str | None]
    lists: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int | None]


def schema() -> dict[str, Any]:
    """The JSON schema of an answer: `{"claims": [...]}`, every slot required, no other allowed."""
    kinds = [_object({"kind": (kind,)} | dict(SLOTS[kind])) for kind in KINDS]
    claims = {"type": "array", "items": {"anyOf": kinds}}
    return {"type": "object", "properties": {"claims": claims}, "required": ["claims"], "additionalProperties": False}


def read_slots(given: Any) -> Said | Trouble:
    """What one object of the answer says, or why it is no claim."""
    if not isinstance(given, dict):
        return Trouble("endpoint.slots", "it is no object")
    kind = given.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        return Trouble("endpoint.vocabulary", f"kind {kind!r}")
    wanted = SLOTS[kind]
    if wrong := given.keys() - {"kind"} ^ wanted.keys():
        return Trouble("endpoint.slots", f"{kind}: {', '.join(sorted(wrong))} missing or too many")
    words: dict[str, str | None] = {}
    lists: dict[str, tuple[str, ...]] = {}
    numbers: dict[str, int | None] = {}
    for name, shape in wanted.items():
        value = given[name]
        if isinstance(shape, tuple):
            if not isinstance(value, str) or value not in shape:
                return Trouble("endpoint.vocabulary", f"{name} {value!r}")
            words[name] = value
        elif shape == "phrases" and _is_list(value):
            lists[name] = tuple(value)
        elif shape == "number" and (value is None or (isinstance(value, int) and not isinstance(value, bool))):
            numbers[name] = value
        elif (shape in ("quote", "phrase") and isinstance(value, str)) or (shape == "phrase" and value is None):
            words[name] = value
        else:
            return Trouble("endpoint.slots", f"{name} {value!r}")
    return Said(kind, words, lists, numbers)


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= _LONGEST_LIST and all(isinstance(item, str) for item in value)


def _object(slots: Mapping[str, Shape]) -> dict[str, Any]:
    properties = {name: _of_shape(shape) for name, shape in slots.items()}
    return {"type": "object", "properties": properties, "required": list(slots), "additionalProperties": False}


def _of_shape(shape: Shape) -> dict[str, Any]:
    match shape:
        case "quote":
            return {"type": "string"}
        case "phrase":
            return {"type": ["string", "null"]}
        case "phrases":
            return {"type": "array", "items": {"type": "string"}}
        case "number":
            return {"type": ["integer", "null"]}
        case _:
            return {"type": "string", "enum": list(shape)}

"""Answers: the bytes that came back as claims that the model made, or why they are none.

Takes the body of an answer. Gives a tuple of Said and Trouble, one an object, in order. Promises to believe nothing: one strict form,
nothing mended, nothing guessed.
"""

import json
from typing import Any

from daftar.reading.endpoint.slots import Said, read_slots
from daftar.reading.endpoint.troubles import Trouble

MOST_CLAIMS = 500
"""More than a part of a report can hold; a model that goes in circles says more."""


def read_answer(body: bytes) -> tuple[Said | Trouble, ...] | Trouble:
    """What the model said, object by object, or the Trouble that makes all of it worthless."""
    content = _content(body)
    if isinstance(content, Trouble):
        return content
    try:
        answer = _strict(content)
    except (ValueError, RecursionError):
        return Trouble("endpoint.malformed", "it is not valid JSON")
    claims = answer.get("claims") if isinstance(answer, dict) else None
    if not isinstance(claims, list) or len(answer) != 1:
        return Trouble("endpoint.malformed", 'it is not an object with the one list "claims"')
    if len(claims) > MOST_CLAIMS:
        return Trouble("endpoint.malformed", f"it holds more than {MOST_CLAIMS} claims")
    return tuple(read_slots(claim) for claim in claims)


def _content(body: bytes) -> str | Trouble:
    """What the model wrote, out of the protocol's envelope."""
    try:
        envelope = _strict(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return Trouble("endpoint.not_json", "the answer is not valid JSON")
    choices = envelope.get("choices") if isinstance(envelope, dict) else None
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        return Trouble("endpoint.not_json", "the answer holds no choice with a message")
    reason = choice.get("finish_reason")
    if message.get("refusal") or reason == "content_filter":
        return Trouble("endpoint.declined")
    if reason == "length":
        return Trouble("endpoint.truncated", "it ended at the server's limit of length")
    content = message.get("content")
    return content if isinstance(content, str) else Trouble("endpoint.malformed", "the message holds no text")


def _strict(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_number)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    given = dict(pairs)
    if len(given) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return given


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")

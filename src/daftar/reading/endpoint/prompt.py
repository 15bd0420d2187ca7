"""Prompt: what the model is asked, and the version of that.

Takes a Piece and its document. Gives the body of a request. Promises that the instructions are data (`vocabulary/endpoint.toml`), that the
document is handed over as data too, never among the instructions, and that the version changes with anything that is asked otherwise.
"""

import json
from hashlib import sha256
from typing import Any

from daftar.model import Document
from daftar.reading.endpoint.pieces import AFTER, BEFORE, OPENING, Piece, shown_text
from daftar.reading.endpoint.settings import Endpoint
from daftar.reading.endpoint.slots import schema
from daftar.reading.language.sentences import Text
from daftar.vocabulary import vocabulary


def prompt_version(endpoint: Endpoint) -> str:
    """The name of the instructions, and twelve hex digits of all that decides what is asked."""
    shown = [endpoint.part_characters, OPENING, BEFORE, AFTER]
    asked = json.dumps([_instructions(), schema(), endpoint.seed, shown], sort_keys=True)
    name: str = vocabulary("endpoint")["version"]
    return f"{name}.{sha256(asked.encode()).hexdigest()[:12]}"


def request(endpoint: Endpoint, document: Document, text: Text, piece: Piece) -> bytes:
    """The body of the request about this piece."""
    given = {
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published.isoformat() if document.published is not None else None,
        "opening": shown_text(text, piece.opening),
        "before": shown_text(text, piece.before),
        "text": shown_text(text, piece.span),
        "after": shown_text(text, piece.after),
    }
    told = {name: value for name, value in given.items() if value}
    body: dict[str, Any] = {
        "model": endpoint.model,
        "temperature": 0,
        "seed": endpoint.seed,
        "stream": False,
        "messages": [
            {"role": "system", "content": _instructions()},
            {"role": "user", "content": json.dumps(told, ensure_ascii=False, indent=1)},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "claims", "strict": True, "schema": schema()},
        },
    }
    return json.dumps(body).encode("ascii")


def _instructions() -> str:
    instructions: str = vocabulary("endpoint")["instructions"]
    return instructions

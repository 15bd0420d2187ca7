"""Texts: the documents of the gold folder that our own annotations speak of, rebuilt to the character.

Takes the gold folder. Gives texts by document id, as they stood when they were annotated. Promises that offsets hold: every
annotation carries its text's hash, and a text that does not match is left out aloud.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

LONGEST = 6000
"""Characters of a document that were annotated: the rest is cut off at the end of a sentence."""
_CLOSING = frozenset(".,;:!?)]}%’”'…") | frozenset(("'s", "’s", "n't"))
_OPENING = frozenset("([{“‘$£€#")
_CLITICS = frozenset(("s", "t", "re", "ve", "ll", "d", "m"))


def texts(gold: Path) -> dict[str, tuple[str, str | None]]:
    """Text and day of publication (ISO, None where unknown) of each document of WikiEvents, MUC-4 and the gun violence reports, by id."""
    found: dict[str, tuple[str, str | None]] = {}
    for row in _rows(gold / "roles" / "wikievents_train.jsonl"):
        name = re.sub("[_.]", "-", row["id"].lower())
        found[f"wikievents-{name}"] = (shortened(joined(row["tokens"])), None)
    for row in _rows(gold / "roles" / "muc4_train.jsonl"):
        found[f"muc4-{row['docid'].lower()}"] = (shortened(row["doctext"].strip()), None)
    for row in _rows(gold / "incidents" / "gva_train.jsonl"):
        document = row["documents"][0]
        found[f"gva-{document['id'][:12]}"] = (shortened(document["text"].strip()), document.get("published"))
    return found


def joined(words: Sequence[str]) -> str:
    """Words and marks as running text: no space before closing marks, after opening ones, around hyphens."""
    text, quoting, before = "", False, ""
    for word in words:
        glued = not text or word in _CLOSING or before in _OPENING or word == "-" or before in ("-", "open quote")
        glued = glued or (before == "’" and word in _CLITICS)
        if word == '"':
            glued, quoting = (quoting or not text), not quoting
        text += word if glued else " " + word
        before = "open quote" if word == '"' and quoting else word
    return text


def shortened(text: str) -> str:
    """The text up to the last end of a sentence within LONGEST characters."""
    if len(text) <= LONGEST:
        return text
    ends = [match.end() for match in re.finditer(r'[.!?]["”’]?\s', text[:LONGEST])]
    return text[: ends[-1]].rstrip() if ends else text[:LONGEST]


def hashed(text: str) -> str:
    """The hash by which an annotation knows its text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _rows(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)

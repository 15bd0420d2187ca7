"""Gold: annotated documents, from the gold folder and of our own, in one form.

Takes the gold folder and the annotations that lie beside this file. Gives Annotated documents: a text and its claims, every string
verbatim, as `claims.md` has them. Promises that an annotation whose text is absent or differs is counted and said, never guessed.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from texts import hashed, texts

OWN = Path(__file__).parent / "annotations"
CASEBOOK = Path(__file__).parent.parent / "tests"
TOO_NEAR = frozenset(("wikievents-scenario-en-kairos-62",))
"""Documents of train that repeat one of dev almost word for word: they are not trained on."""
COMMON: dict[str, Any] = {
    "said_by": None, "modality": "asserted", "place": None, "when": None, "when_start": None, "when_end": None,
}  # fmt: skip
SLOTS: dict[str, dict[str, Any]] = {
    "harm": {
        "outcome": None, "count_text": None, "low": None, "high": None, "victims": None, "status": "unknown", "by": None,
        "means": "unknown", "scope": "incident", "part_of": None,
    },
    "event": {"type": None, "agent": None, "patient": None},
    "control": {"status": None, "holders": []},
    "access": {"status": None, "by": None, "route": None, "goods": []},
    "relation": {"a": None, "b": None, "type": None},
}  # fmt: skip
KEYS = {"harm": "outcome", "event": "type", "control": "status", "access": "status", "relation": "type"}
PHRASES = frozenset("sentence said_by place when count_text victims by agent patient route a b".split())
LISTS = frozenset(("holders", "goods"))


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its claims as codebook slots."""

    id: str
    text: str
    published: str | None
    claims: tuple[dict[str, Any], ...]


def annotated(gold: Path, sets: str) -> list[Annotated]:
    """The documents of the sets named, apart by commas: train, dev, invented, own, second, reports."""
    found: list[Annotated] = []
    for name in sets.split(","):
        found += list(
            _own(gold, second=name == "second")
            if name in ("own", "second")
            else _reports()
            if name == "reports"
            else _folder(gold / "claims" / name)
        )
    return found


def _folder(folder: Path) -> Iterator[Annotated]:
    if not folder.is_dir():
        sys.exit(f"{folder}: no such set of annotated documents. Name the gold folder with --gold.")
    for path in sorted(folder.glob("claims/*.json")):
        if path.stem in TOO_NEAR:
            continue
        head, text = (folder / "docs" / f"{path.stem}.txt").read_text(encoding="utf-8").split("\n\n", 1)
        told = re.search(r"^# published: (\S+)", head, re.MULTILINE)
        published = told[1] if told and told[1] != "None" else None
        yield Annotated(path.stem, text, published, tuple(json.loads(path.read_text(encoding="utf-8"))))


def _own(gold: Path, *, second: bool) -> Iterator[Annotated]:
    known, missing = texts(gold), 0
    for path in sorted(OWN.glob("*.jsonl")):
        if path.name.endswith(".second.jsonl") != second:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text, published = (row["words"], row["published"]) if "words" in row else known.get(row["id"], ("", None))
            if hashed(text) != row["text"]:
                missing += 1
                continue
            yield Annotated(row["id"], text, published, tuple(spelled(text, claim) for claim in row["claims"]))
    if missing:
        print(
            f"{missing} documents of our own annotations are not in {gold} as they were when annotated", file=sys.stderr
        )


def _reports() -> Iterator[Annotated]:
    """The example's invented reports, with the casebook's claims."""
    sys.path.insert(0, str(CASEBOOK))
    from casebook import HERE, reports

    for name, report in reports().items():
        claims = json.loads((HERE / "claims" / f"{name}.json").read_text(encoding="utf-8"))
        published = report.document.published
        yield Annotated(name, report.document.text, published.isoformat() if published else None, tuple(claims))


def spelled(text: str, claim: Mapping[str, Any]) -> dict[str, Any]:
    """A stand-off claim with words in place of offsets and every slot filled."""
    slots = COMMON | SLOTS[claim["kind"]] | dict(claim)
    for slot in slots:
        if slot in PHRASES and slots[slot] is not None:
            slots[slot] = text[slots[slot][0] : slots[slot][1]]
        elif slot in LISTS:
            slots[slot] = [text[start:end] for start, end in slots[slot]]
    return slots

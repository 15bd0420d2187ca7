"""Evaluate: what the reader with given weights finds in annotated documents, by the scorer of the gold folder.

Takes a weights file, annotated documents and the scorer's folder. Gives the scorer's report; prints it when run by itself.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gold import KEYS, Annotated, annotated

from daftar.model import Claim
from daftar.publish.exchange import codebook_slots
from daftar.reading.reader import read_document, skim_document
from daftar.reading.tagger import WEIGHTS
from daftar.work.annotate import given_document
from daftar.work.steps import Reader


def main() -> None:
    """Prints the figures of each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--sets", default="dev")
    options = parser.parse_args()
    scorer = load_scorer(options.score)
    for name in options.sets.split(","):
        documents = annotated(options.gold, name)
        report, _ = scored(scorer, documents, read(documents, options.weights))
        print(name, told(report))


def load_scorer(folder: Path) -> Any:
    """The scorer of claims, as a module."""
    sys.path.insert(0, str(folder.resolve()))
    import claims

    return claims


def read(documents: Sequence[Annotated], weights: Path) -> list[tuple[Claim, ...]]:
    """The claims of each document, ungrounded."""
    reader = Reader.plain()
    found = []
    for one in documents:
        document = given_document({"id": one.id, "text": one.text, "published": one.published})
        found.append(read_document(document, reader.mentions(skim_document(document, weights)), weights)[0])
    return found


def scored(
    scorer: Any, documents: Sequence[Annotated], found: Sequence[Sequence[Claim]]
) -> tuple[dict[str, Any], list[Any]]:
    """The scorer's report and its errors."""
    gold = {one.id: [claim for claim in one.claims if claim["kind"] in KEYS] for one in documents}
    said = {one.id: [codebook_slots(claim) for claim in claims] for one, claims in zip(documents, found, strict=True)}
    report, errors = scorer.score(gold, said)
    return report, errors


def told(report: dict[str, Any]) -> str:
    """A report in one line."""
    return ", ".join(f"{name} {row['f1']:.3f}" for name, row in report.items() if name != "harm.slots")


if __name__ == "__main__":
    main()

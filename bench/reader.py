"""Measures the reader: its speed on conflict reporting and on general news, the encoder's part in it, memory, and how far its certainty holds.

Takes the gold folder and the scorers. Gives pieces of Markdown and a picture; every number was measured by this run.
"""

import json
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from memory import most_memory

from daftar.model import Claim, Document
from daftar.reading.language.sentences import cut
from daftar.reading.reader import find_mentions, sketch_document, skim_document
from daftar.reading.tagger import open_tagger
from daftar.work.annotate import given_document
from daftar.work.steps import Reader

BINS = 8
"""Bars of the reliability picture."""


def reader_speed(gold: Path) -> str:
    """Milliseconds a sentence on one core, the encoder's share of them, loading, memory, and what a second process adds."""
    load, size = json.loads(run([sys.executable, __file__, "--load"]))
    rows = []
    for name, documents in texts(gold):
        sentences = sum(len(cut(document.text).sentences) for document in documents)
        reader = Reader.plain()
        reader.read(documents[0])
        whole = median(lambda reader=reader, documents=documents: [reader.read(document) for document in documents])
        encoder, read = encoding(reader, documents)
        rows.append(
            f"| {name} | {sentences:,} | {1000 * whole / sentences:.2f} ms | {read:.0%} | {encoder / whole:.0%} | {whole / encoder:.1f} |"
        )
    return (
        "## The reader, one core\n\n| text | sentences | a sentence | of the words read by the encoder | of the time in the encoder "
        "| ratio to the encoder alone |\n| --- | --- | --- | --- | --- | --- |\n" + "\n".join(rows) + "\n\n"
        f"The encoder is loaded in {load:.2f} s; a process that has read five hundred short reports holds {size / 1e6:.0f} MB at most. "
        f"Two processes read {two_processes(gold):.2f} times as much as one.\n"
    )


def texts(gold: Path) -> Iterator[tuple[str, list[Document]]]:
    """Dense reporting and general news, by name."""
    dense = [
        given_document({"id": path.stem, "text": path.read_text(encoding="utf-8").partition("\n\n")[2]})
        for path in sorted((gold / "claims" / "train" / "docs").glob("*.txt"))[::3]
    ]
    yield "conflict reporting (a third of claims, train)", dense
    news = (gold / "voices" / "polnear_dev.jsonl").read_text(encoding="utf-8").splitlines()
    yield "general news (PolNeAR, dev)", [given_document(json.loads(line)) for line in news]


def encoding(reader: Reader, documents: Sequence[Document]) -> tuple[float, float]:
    """Median seconds of the encoder's runs alone over the documents, and the share of their words that it is given."""
    tagger = open_tagger()
    prepared, read, words = [], 0, 0
    for document in documents:
        mentions = find_mentions(skim_document(document), reader.gazetteer.known)
        words += len(cut(document.text).tokens)
        if mentions.text.sentences:
            made = sketch_document(document, mentions)
            windows = tuple(tagger.windows(made))
            prepared += [tagger.given(made, window) for window in windows]
            read += sum(window.own_last - window.own_first for window in windows)
    return median(lambda: [tagger.run(given) for given in prepared]), read / max(1, words)


def two_processes(gold: Path) -> float:
    """How much more two processes read in the time of one."""
    alone = _elapsed([[sys.executable, __file__, "--read", str(gold)]])
    together = _elapsed([[sys.executable, __file__, "--read", str(gold)]] * 2)
    return 2 * alone / together


def _elapsed(commands: Sequence[Sequence[str]]) -> float:
    """Median seconds that the slowest of the commands says it read for."""
    taken = []
    for _ in range(3):
        running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
        taken.append(max(float(one.communicate()[0]) for one in running))
    return statistics.median(taken)


def reliability(gold: Path, score: Path, picture: Path) -> str:
    """A table and a picture of what the reader says of its certainty on the dev documents, beside what was right."""
    points = judged(gold, score)
    rows, panels = [], []
    for name in ("harm", "event", "said_by", "by", "place", "means", "status", "scope"):
        if len(points[name]) >= 20:
            said, right = (statistics.fmean(one) for one in zip(*points[name], strict=True))
            error = expected_error(points[name])
            rows.append(f"| {name} | {len(points[name])} | {said:.2f} | {right:.2f} | {error:.2f} |")
            panels.append((name, bins(points[name])))
    picture.write_text(drawn(panels), encoding="utf-8")
    return (
        "## Certainty, claims dev\n\nWhat the reader says of how sure it is, beside the share that was right. Its lines were found on other documents.\n\n"
        "| of | cases | said | right | expected calibration error |\n| --- | --- | --- | --- | --- |\n"
        + "\n".join(rows)
        + f"\n\n![Reliability: said beside right]({picture.name})\n"
    )


Points = list[tuple[float, float]]


def judged(gold: Path, score: Path) -> dict[str, Points]:
    """(said, right) of each kind and slot on the dev documents."""
    sys.path[:0] = [str(score), str(Path(__file__).parent.parent / "training")]
    import claims as scorer
    from gold import annotated

    from daftar.publish.exchange import codebook_slots

    reader, points = Reader.plain(), defaultdict[str, Points](list)
    for one in annotated(gold, "dev"):
        document = given_document({"id": one.id, "text": one.text, "published": one.published})
        found: Sequence[Claim] = reader.read(document)[0] or ()
        for kind in ("harm", "event", "control", "access", "relation"):
            said = [claim for claim in found if claim.kind == kind]
            slots = [codebook_slots(claim) for claim in said]
            expected = [claim for claim in one.claims if claim["kind"] == kind]
            pairs = {j: i for i, j in scorer.pair(kind, expected, slots)}
            for number, claim in enumerate(said):
                if claim.confidence is None:
                    continue
                points[kind].append((claim.confidence, float(number in pairs)))
                for slot, sure in claim.sure if number in pairs else ():
                    left, right = expected[pairs[number]].get(slot), slots[number].get(slot)
                    equal = slot in ("modality", "status", "means", "scope")
                    points[slot].append((sure, float(left == right if equal else scorer.agrees(left, right))))
    return points


def bins(points: Points) -> list[tuple[float, float, int]]:
    """(said, right, cases) of each bar."""
    found = defaultdict[int, Points](list)
    for said, right in points:
        found[min(BINS - 1, int(said * BINS))].append((said, right))
    return [
        (statistics.fmean(s for s, _ in one), statistics.fmean(r for _, r in one), len(one))
        for _, one in sorted(found.items())
    ]


def expected_error(points: Points) -> float:
    """The mean distance of said and right over the bars, by their cases (Naeini and others, AAAI 2015)."""
    return sum(abs(said - right) * cases for said, right, cases in bins(points)) / len(points)


def drawn(panels: Sequence[tuple[str, list[tuple[float, float, int]]]]) -> str:
    """One small square a panel: what is said from left to right, what is right from below upwards, a dot's area its cases."""
    side, gap, across = 150, 46, 4
    width, height = across * (side + gap) + gap, ((len(panels) + across - 1) // across) * (side + gap + 16) + gap
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12" role="img">',
        "<title>How sure the reader says it is, beside the share that was right</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for number, (name, bars) in enumerate(panels):
        x, y = gap + number % across * (side + gap), 30 + number // across * (side + gap + 16)
        parts.append(f'<g transform="translate({x} {y})"><text y="-8" font-weight="bold" fill="#222">{name}</text>')
        parts.append(
            f'<rect width="{side}" height="{side}" fill="none" stroke="#bbb"/><path d="M0 {side}L{side} 0" stroke="#bbb" stroke-dasharray="4 3"/>'
        )
        total = sum(cases for _, _, cases in bars)
        points = " ".join(f"{said * side:.1f},{(1 - right) * side:.1f}" for said, right, _ in bars)
        parts.append(f'<polyline points="{points}" fill="none" stroke="#1f5fa8" stroke-width="1.5"/>')
        parts += [
            f'<circle cx="{said * side:.1f}" cy="{(1 - right) * side:.1f}" r="{2 + 9 * (cases / total) ** 0.5:.1f}" fill="#1f5fa8" fill-opacity=".75"/>'
            for said, right, cases in bars
        ]
        parts.append(
            f'<text x="0" y="{side + 15}" fill="#555">0</text><text x="{side - 6}" y="{side + 15}" fill="#555">1</text>'
        )
        parts.append(f'<text x="{side / 2}" y="{side + 15}" text-anchor="middle" fill="#555">said</text>')
        parts.append(
            f'<text x="-8" y="{side / 2}" text-anchor="middle" fill="#555" transform="rotate(-90 -8 {side / 2})">right</text></g>'
        )
    return "\n".join([*parts, "</svg>\n"])


def median(job: Callable[[], Any], runs: int = 3) -> float:
    """Median seconds of repeated runs."""
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        job()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def run(command: Sequence[str]) -> str:
    """Standard output of a command that must succeed."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _load() -> None:
    """Prints the seconds that loading takes, and the most memory of reading, in bytes."""
    started = time.perf_counter()
    open_tagger()
    seconds = time.perf_counter() - started
    reader = Reader.plain()
    for document in _example() * 20:
        reader.read(document)
    print(json.dumps([seconds, most_memory()]))


def _example() -> list[Document]:
    folder = Path(__file__).parent.parent / "examples" / "tal-serin" / "reports"
    return [
        given_document({"id": path.stem, "text": path.read_text(encoding="utf-8")})
        for path in sorted(folder.glob("*.txt"))
    ]


def _read(gold: Path) -> None:
    """Prints the seconds that a process, once it is warm, reads the dense documents in."""
    documents, reader = next(texts(gold))[1], Reader.plain()
    reader.read(documents[0])
    started = time.perf_counter()
    for document in documents:
        reader.read(document)
    print(time.perf_counter() - started)


if __name__ == "__main__":
    _load() if sys.argv[1] == "--load" else _read(Path(sys.argv[2]))

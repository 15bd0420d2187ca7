"""Export: the trained network as the one file that the reader ships: 8-bit weights, vocabulary, biases, thresholds and calibration.

Takes averaged weights. Finds, on the documents held out of training, the thresholds that score best by kind and how far the
encoder's certainty can be believed (isotonic regression: Zadrozny and Elkan, KDD 2002). Prints what the 8 bits cost. Exits with 1 where that is more
than half a point of what is found.
"""

import argparse
import base64
import io
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import torch
from base import vocabulary
from evaluate import load_scorer, read, scored, told
from gold import KEYS, Annotated, annotated
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from signs import lost, signs
from train import is_held_out

from daftar.publish.exchange import codebook_slots
from daftar.reading.judge.labels import MARKS, SLOTS_OF
from daftar.reading.tagger import OUTPUTS, WEIGHTS, lists

OPEN = dict.fromkeys(KEYS, 0.1)
"""Thresholds while the right ones are looked for."""
UNKNOWN = {"place": 0.3, "when": 0.3, "by": 0.35, "status": 0.4, "means": 0.35}
"""Below this share of right answers a slot is unknown rather than guessed."""
MOST_LOST = 0.005
FEWEST = 12
"""Held-out cases that one point of a calibration line rests on at least."""
Lines = dict[str, list[tuple[float, float]]]


def main() -> None:
    """Exports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help="weights.pt of the training")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    scorer = load_scorer(options.score)
    network = Network(options.layers)
    network.load_state_dict(torch.load(options.weights, map_location="cpu"))
    network.eval()
    held = [one for one in annotated(options.gold, "own") if is_held_out(one.id)]
    given = [
        *annotated(options.gold, "train,invented,reports"),
        *(one for one in annotated(options.gold, "own") if not is_held_out(one.id)),
    ]
    words, least = signs(given, options.gold)
    seen = {"signs": words, "least_sign": least}
    print(
        f"skimming: {len(words)} words; loses {lost(held, words, least):.4f} of the claims held out, {lost(annotated(options.gold, 'dev'), words, least):.4f} of dev"
    )
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
        write_graph(network, full)
        quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        open_small = write(small, Path(folder) / "open.onnx", network, seen | {"thresholds": OPEN, "calibration": {}})
        cases = judged(scorer, held, open_small)
        thresholds = best_thresholds(cases, held)
        settings = seen | {"thresholds": thresholds | UNKNOWN, "calibration": lines(cases, thresholds)}
        write(small, options.out, network, settings)
        exact = write(full, Path(folder) / "exact.onnx", network, settings)
        print("thresholds", thresholds, f"{options.out.stat().st_size / 1e6:.1f} MB")
        cost = 0.0
        for name, documents in (("held out", held), ("dev", annotated(options.gold, "dev"))):
            reports = [scored(scorer, documents, read(documents, path))[0] for path in (exact, options.out)]
            print(f"{name}, 32 bits:", told(reports[0]))
            print(f"{name},  8 bits:", told(reports[1]))
            cost += (reports[0]["harm.found"]["f1"] - reports[1]["harm.found"]["f1"]) / 2
        print(f"8 bits lose {cost:.4f} of harm found")
        sys.exit(cost > MOST_LOST)


def write_graph(network: Network, path: Path) -> None:
    """The network's graph, for one window at a time."""
    given = (torch.ones(1, 40, dtype=torch.long), torch.arange(30)[None], torch.zeros(1, 40, len(MARKS)))
    axes = {"ids": {1: "pieces"}, "first": {1: "words"}, "marks": {1: "pieces"}} | {
        name: {1: "words"} for name in OUTPUTS
    }
    torch.onnx.export(
        network, given, str(path), input_names=["ids", "first", "marks"], output_names=list(OUTPUTS), dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip


def write(graph: Path, out: Path, network: Network, settings: dict[str, Any]) -> Path:
    """The graph with all that the reader needs beside it."""
    biases = {
        "ask": network.ask_label, "none": network.none_label, "silent": network.silent, "far": network.far,
        "far_sentence": network.far_sentence, "choose": network.choose_label, "choose_as": network.choose_as,
    }  # fmt: skip
    packed = io.BytesIO()
    np.savez_compressed(packed, **{name: value.detach().numpy().astype(np.float32) for name, value in biases.items()})
    model = onnx.load(str(graph))
    del model.metadata_props[:]
    numbers = vocabulary()
    told = {
        "lists": json.dumps(lists()),
        "vocabulary": "\n".join(sorted(numbers, key=numbers.__getitem__)),
        "biases": base64.b64encode(packed.getvalue()).decode(),
        "settings": json.dumps(settings),
    }
    onnx.helper.set_model_props(model, told)
    model.producer_name, model.doc_string = "daftar", ""
    onnx.save(model, str(out))
    return out


Case = tuple[str, float, bool, dict[str, tuple[float, bool]]]
"""A claim that was said: its kind, how likely, whether gold has it, and (said, right) of its slots where it has."""


def judged(scorer: Any, documents: Sequence[Annotated], weights: Path) -> list[Case]:
    """Every claim said of the documents, held against gold."""
    cases: list[Case] = []
    for one, claims in zip(documents, read(documents, weights), strict=True):
        for kind in KEYS:
            said = [claim for claim in claims if claim.kind == kind]
            slots = [codebook_slots(claim) for claim in said]
            gold = [claim for claim in one.claims if claim["kind"] == kind]
            right = {j: i for i, j in scorer.pair(kind, gold, slots)}
            for number, claim in enumerate(said):
                if claim.confidence is None:
                    continue
                answers = slot_answers(scorer, claim, slots[number], gold[right[number]]) if number in right else {}
                cases.append((kind, claim.confidence, number in right, answers))
    return cases


def slot_answers(scorer: Any, claim: Any, said: dict[str, Any], gold: dict[str, Any]) -> dict[str, tuple[float, bool]]:
    """How sure each slot was said to be, and whether it agrees."""
    found = {}
    for slot, sure in claim.sure:
        equal = slot in ("modality", "status", "means", "scope")
        found[slot] = (sure, said[slot] == gold[slot] if equal else scorer.agrees(gold.get(slot), said.get(slot)))
    return found


def best_thresholds(cases: Sequence[Case], documents: Sequence[Annotated]) -> dict[str, float]:
    """For each kind the least likelihood that scores the best F1; the flatter neighbourhood where it is close."""
    best: dict[str, float] = {}
    for kind in KEYS:
        total = sum(claim["kind"] == kind for one in documents for claim in one.claims)
        f1 = {}
        for percent in range(15, 71, 5):
            said = [right for k, likely, right, _ in cases if k == kind and likely >= percent / 100]
            f1[percent] = 2 * sum(said) / max(1, len(said) + total)
        smooth = {p: (f1.get(p - 5, f1[p]) + 2 * f1[p] + f1.get(p + 5, f1[p])) / 4 for p in f1}
        best[kind] = max(smooth, key=smooth.__getitem__) / 100 if total >= 2 * FEWEST else 0.35
    return best


def lines(cases: Sequence[Case], thresholds: dict[str, float]) -> Lines:
    """Rising lines from what is said to what is right: of each kind, and of each slot over all kinds."""
    points: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for kind, likely, right, slots in cases:
        points[kind].append((likely, right))
        if likely >= thresholds[kind]:
            for slot, answer in slots.items():
                points[slot].append(answer)
    known = {*KEYS, *(slot for slots in SLOTS_OF.values() for slot in slots), "modality", "status", "means", "scope"}
    return {of: isotonic(given) for of, given in points.items() if of in known and len(given) >= 2 * FEWEST}


def isotonic(points: Iterable[tuple[float, bool]]) -> list[tuple[float, float]]:
    """The rising line nearest to the points, by pooling adjacent violators over groups of FEWEST."""
    ordered = sorted(points)
    groups = [ordered[at : at + FEWEST] for at in range(0, len(ordered), FEWEST)]
    if len(groups) > 1 and len(groups[-1]) < FEWEST:
        groups[-2:] = [groups[-2] + groups[-1]]
    pools: list[list[float]] = []  # sum of said, sum of right, size
    for group in groups:
        pools.append([sum(x for x, _ in group), float(sum(y for _, y in group)), float(len(group))])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            last = pools.pop()
            pools[-1] = [one + other for one, other in zip(pools[-1], last, strict=True)]
    # A share of few cases is drawn towards one half by one case of each outcome (Laplace), so that nothing is ever certain.
    return [(round(said / size, 4), round((right + 1) / (size + 2), 4)) for said, right, size in pools]


if __name__ == "__main__":
    main()

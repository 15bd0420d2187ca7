"""Train: the encoder, from annotated documents, on the processor or a GPU; one command, seeded, resumed where it was stopped.

Takes the gold folder and the base encoder's files. Writes, into a folder, a checkpoint and the averaged weights after each epoch, and prints the
losses; `export.py` and `evaluate.py` score them. What is trained on is never what is held out, nor dev.
"""

import argparse
import random
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from base import base_weights, vocabulary
from examples import Example, examples
from gold import annotated
from network import POINT, Network
from texts import hashed
from torch import Tensor
from torch.nn import functional

from daftar.reading.judge.answers import SENTENCES_APART, distances
from daftar.reading.judge.labels import CHOICES, LABELS, MARKS, SLOTS
from daftar.reading.judge.pieces import Pieces
from daftar.reading.tagger import Window, windows

WEIGHT = {"place": 0.7, "when": 0.6, "whole": 0.7}
"""Slots that count less than the others."""
NEVER = -1e4
MOST_LOSS = -12.0
"""The least log probability that is punished: a slip of the annotation may not outweigh a page."""
HELD_OUT = 9
"""One in so many documents of our own annotations is held out, by its name's hash, for thresholds and calibration."""
FORGET = 0.12
"""Share of the rules' claims that are hidden from the encoder, lest it lean on them."""
HIDE = 0.06
"""Share of the words that are hidden from it, lest it learn names by heart."""
KEEP = 0.998
"""Of the averaged weights, what is kept at each step (Polyak averaging)."""


@dataclass(slots=True)
class Targets:
    """What the anchors of one window should answer: A anchors, n words, S slots, C choices."""

    count: int
    negative: Tensor  # [n, labels] words that carry no claim of the label
    carries: Tensor  # [A, n]
    label: Tensor  # [A]
    away: Tensor  # [A, n] classes of distance
    apart: Tensor  # [A, n] classes of distance in sentences
    hint: Tensor  # [A, S, 3] 0 none, 1 outside, 2 inside the window; first and last word
    point: Tensor  # [A, S, 2 + n] right answers: nobody, as the rules say, a phrase that begins here
    end: Tensor  # [A, S, n] right ends
    choice: Tensor  # [A, C, 2] the rules' and the gold one; -1 where not asked


def main() -> None:
    """Trains."""
    options = _options()
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    torch.set_num_threads(options.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    options.out.mkdir(parents=True, exist_ok=True)
    pieces = Pieces(vocabulary())
    held, given = _split(options)
    work = [(example, window) for example in given for window in _windows(example, pieces)]
    print(f"{len(given)} documents in {len(work)} windows; {len(held)} held out; {device}", flush=True)
    network = Network(options.layers)
    network.begin_from(base_weights())
    network.words.weight.requires_grad_(False)
    trainer = Trainer(network.to(device), pieces, options.rate, options.epochs, device)
    checkpoint = options.out / "checkpoint.pt"
    begin = trainer.resume(checkpoint) if checkpoint.exists() else 0
    for epoch in range(begin, options.epochs):
        started = time.monotonic()
        torch.manual_seed(options.seed * 1000 + epoch)  # gone on with or begun anew, an epoch throws the same dice
        told = trainer.epoch(epoch, work, random.Random(options.seed * 1000 + epoch))
        trainer.save(checkpoint, epoch + 1)
        torch.save(trainer.averaged, options.out / f"weights-{epoch + 1:02}.pt")
        print(f"epoch {epoch + 1}: {told}; {time.monotonic() - started:.0f} s", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="the gold folder")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint and the weights")
    parser.add_argument("--sets", default="train,invented,own,reports")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def _split(options: argparse.Namespace) -> tuple[list[Example], list[Example]]:
    """The held-out documents and the others."""
    sets = options.sets.split(",")
    given = examples(annotated(options.gold, ",".join(name for name in sets if name != "own")))
    own = examples(annotated(options.gold, "own")) if "own" in sets else []
    held = [one for one in own if is_held_out(one.id)]
    return held, given + [one for one in own if not is_held_out(one.id)]


def is_held_out(name: str) -> bool:
    """Whether a document of our own annotations is never trained on."""
    return int(hashed(name), 16) % HELD_OUT == 0


def _windows(example: Example, pieces: Pieces) -> list[Window]:
    return list(windows(example.sentences, [len(pieces.of(word)) for word in example.words]))


Work = tuple[Example, Window]


class Trainer:
    """The network with its optimiser and its averaged weights."""

    def __init__(self, network: Network, pieces: Pieces, rate: float, epochs: int, device: torch.device) -> None:
        self.network, self.pieces, self.rate, self.epochs, self.device = network, pieces, rate, epochs, device
        of_encoder = {id(p) for part in (network.layers, network.norm, network.positions) for p in part.parameters()}
        learned = [p for p in network.parameters() if p.requires_grad]
        encoder = [p for p in learned if id(p) in of_encoder]
        heads = [p for p in learned if id(p) not in of_encoder]
        self.optimiser = torch.optim.AdamW([{"params": encoder}, {"params": heads}], weight_decay=0.01, fused=True)
        self.averaged = {name: value.detach().clone() for name, value in network.state_dict().items()}
        self.learned = [name for name, value in network.named_parameters() if value.requires_grad]
        self.step = 0
        self.targets: dict[tuple[str, Window], Targets] = {}

    def resume(self, path: Path) -> int:
        """Goes on from a checkpoint; gives the epochs that are done."""
        told = torch.load(path, map_location=self.device)
        self.network.load_state_dict(told["network"])
        self.optimiser.load_state_dict(told["optimiser"])
        self.averaged = told["averaged"]
        return int(told["epochs"])

    def save(self, path: Path, epochs: int) -> None:
        """Writes a checkpoint."""
        told = {"network": self.network.state_dict(), "optimiser": self.optimiser.state_dict()}
        torch.save(told | {"averaged": self.averaged, "epochs": epochs}, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def epoch(self, number: int, work: list[Work], dice: random.Random) -> str:
        """Sees everything once, for the `number`th time from 0; gives the losses in words."""
        batches = self._batches(list(work), dice)
        self.step = number * len(batches)  # however long the epochs before were: the heat is a matter of epochs
        total = len(batches) * self.epochs
        sums, count = np.zeros(3), 0
        self.network.train()
        for batch in batches:
            self._heat(total)
            anchor, point, choose, claims = self._losses(batch, dice)
            loss = (2.0 * anchor + 0.5 * point + 0.6 * choose) / max(claims, 4)
            self.optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self.optimiser.step()
            self._average()
            sums += [float(one.detach()) for one in (anchor, point, choose)]
            count += claims
        names = ("anchors", "slots", "choices")
        return ", ".join(f"{name} {one / max(count, 1):.3f}" for name, one in zip(names, sums, strict=True))

    def _heat(self, total: int) -> None:
        """Warms up over the first twentieth of the steps, then cools down to nothing."""
        self.step += 1
        share = min(1.0, self.step / (0.05 * total)) * max(0.02, 1 - self.step / (1.02 * total))
        for group, times in zip(self.optimiser.param_groups, (1.0, 6.0), strict=True):
            group["lr"] = self.rate * times * share

    @torch.no_grad()
    def _average(self) -> None:
        keep = min(KEEP, self.step / (self.step + 10))
        told = self.network.state_dict()
        torch._foreach_lerp_(
            [self.averaged[name] for name in self.learned], [told[name] for name in self.learned], 1 - keep
        )

    def _batches(self, work: list[Work], dice: random.Random, most: int = 600) -> list[list[Work]]:
        """Windows of like length together, `most` pieces in a batch."""
        dice.shuffle(work)
        sizes = {
            id(one): sum(len(self.pieces.of(word)) for word in one[0].words[one[1].first : one[1].last]) for one in work
        }
        batches: list[list[Work]] = []
        for at in range(0, len(work), 64):
            batch: list[Work] = []
            for one in sorted(work[at : at + 64], key=lambda one: sizes[id(one)]):
                if batch and (len(batch) + 1) * sizes[id(one)] > most:
                    batches.append(batch)
                    batch = []
                batch.append(one)
            batches += [batch] if batch else []
        dice.shuffle(batches)
        return batches

    def _input(self, batch: list[Work], dice: random.Random) -> tuple[Tensor, ...]:
        """ids, first, marks and unseen of a batch, with words and rules' claims hidden by chance."""
        begin = MARKS.index(".".join(LABELS[0]))
        rows = []
        for example, window in batch:
            ids, first, marks = [self.pieces.opens], [], []
            for at in range(window.first, window.last):
                first.append(len(ids))
                kept = [m for m in example.marks[at] if not begin <= m < begin + len(LABELS) or dice.random() >= FORGET]
                marks.append(kept)
                spelled = self.pieces.of(example.words[at])
                ids += [self.pieces.hidden] * len(spelled) if dice.random() < HIDE else spelled
            rows.append(([*ids, self.pieces.closes], first, marks))
        pieces, words = max(len(ids) for ids, _, _ in rows), max(len(first) for _, first, _ in rows)
        all_ids, all_first = np.zeros((len(rows), pieces), np.int64), np.zeros((len(rows), words), np.int64)
        all_marks = np.zeros((len(rows), pieces, len(MARKS)), np.float32)
        unseen = np.full((len(rows), 1, 1, pieces), NEVER, np.float32)
        for row, (ids, first, marks) in enumerate(rows):
            all_ids[row, : len(ids)], all_first[row, : len(first)], unseen[row, ..., : len(ids)] = ids, first, 0.0
            for at, kept in zip(first, marks, strict=True):
                all_marks[row, at, kept] = 1.0
        return tuple(torch.from_numpy(one).to(self.device) for one in (all_ids, all_first, all_marks, unseen))

    def _losses(self, batch: list[Work], dice: random.Random) -> tuple[Tensor, Tensor, Tensor, int]:
        answers = self.network(*self._input(batch, dice))
        zero = torch.zeros((), device=self.device)
        anchor, point, choose, claims = zero, zero, zero, 0
        for row, (example, window) in enumerate(batch):
            words = window.last - window.first
            targets = self._targets(example, window)
            told = [one[row, :words] for one in answers]
            unlikely = functional.logsigmoid(-told[0])
            anchor = anchor - (unlikely * targets.negative).sum()
            claims += targets.count
            if targets.count:
                anchor = anchor + anchor_loss(unlikely, targets)
                weights = carrier_weights(told[0], targets)
                point = point + point_loss(self.network, told, weights, targets)
                choose = choose + choice_loss(self.network, told[5], weights, targets)
        return anchor, point, choose, claims

    def _targets(self, example: Example, window: Window) -> Targets:
        key = (example.id, window)
        if key not in self.targets:
            self.targets[key] = _targets(example, window, self.device)
        return self.targets[key]


def anchor_loss(unlikely: Tensor, targets: Targets) -> Tensor:
    """Each claim is carried by at least one of its words (noisy or)."""
    nowhere = (unlikely[:, targets.label].T * targets.carries).sum(1).clamp(max=-1e-6)
    return -torch.log(-torch.expm1(nowhere)).clamp(min=MOST_LOSS).sum()


def carrier_weights(anchor: Tensor, targets: Targets) -> Tensor:
    """[A, n]: how much each of its words stands for the claim, by what the encoder thinks of them itself."""
    logits = anchor[:, targets.label].T.detach() * 1.5
    return torch.softmax(logits + (~targets.carries) * NEVER, 1)


def point_loss(network: Network, told: list[Tensor], weights: Tensor, targets: Targets) -> Tensor:
    """Each slot's right answers together are likely: nobody, as the rules say, or any mention of the phrase."""
    count, words, slots = targets.count, weights.shape[1], len(SLOTS)
    _, ask, start, end, none, _ = told
    asked = (weights @ ask + network.ask_label[targets.label]).view(count, slots, POINT)
    empty = weights @ none + network.none_label[targets.label]
    far = (network.far[:, targets.away] + network.far_sentence[:, targets.apart]).transpose(0, 1)
    starts = torch.einsum("asp,nsp->asn", asked, start.view(words, slots, POINT)) + far[:, :slots]
    ends = torch.einsum("asp,nsp->asn", asked, end.view(words, slots, POINT)) + far[:, slots:]
    kind, first, last = targets.hint.unbind(-1)
    seen = (starts.gather(2, first[..., None]) + ends.gather(2, last[..., None]))[..., 0] / 2
    nobody = empty[:, :slots] + network.silent * (kind == 0)
    as_rules = torch.where(kind == 0, NEVER, empty[:, slots:] + torch.where(kind == 2, seen, 0.0))
    likely = torch.log_softmax(torch.cat([nobody[..., None], as_rules[..., None], starts], 2), 2)
    weight = torch.tensor([WEIGHT.get(slot, 1.0) for slot in SLOTS], device=starts.device)
    loss = torch.zeros((), device=starts.device)
    for found, right, share in ((likely, targets.point, 1.0), (torch.log_softmax(ends, 2), targets.end, 0.5)):
        together = torch.logsumexp(found.masked_fill(~right, NEVER), 2).clamp(min=MOST_LOSS)
        loss = loss - share * (together * right.any(2) * weight).sum()
    return loss


def choice_loss(network: Network, choose: Tensor, weights: Tensor, targets: Targets) -> Tensor:
    """Modality, status, means and scope."""
    logits = weights @ choose + network.choose_label[targets.label]
    loss, begin = torch.zeros((), device=choose.device), 0
    for number, listed in enumerate(CHOICES.values()):
        of = slice(begin, begin + len(listed))
        asked = (targets.choice[:, number, 1] >= 0).nonzero()[:, 0]
        if len(asked):
            hint, gold = targets.choice[asked, number].unbind(-1)
            loss = loss + functional.cross_entropy(
                logits[asked, of] + network.choose_as[begin + hint, of], gold, reduction="sum"
            )
        begin += len(listed)
    return loss


def _targets(example: Example, window: Window, device: torch.device) -> Targets:
    first, last = window.first, window.last
    words, slots = last - first, len(SLOTS)
    own = range(window.own_first, window.own_last)
    anchors = [(one, [w - first for w in one.words if w in own]) for one in example.anchors]
    anchors = [(one, at) for one, at in anchors if at]
    count = len(anchors)
    negative = np.zeros((words, len(LABELS)), bool)
    negative[own.start - first : own.stop - first] = True
    carries, away, apart = (
        np.zeros((count, words), bool),
        np.zeros((count, words), np.int64),
        np.zeros((count, words), np.int64),
    )
    hint = np.zeros((count, slots, 3), np.int64)
    point, end = np.zeros((count, slots, 2 + words), bool), np.zeros((count, slots, words), bool)
    choice = np.full((count, len(CHOICES), 2), -1, np.int64)
    for row, (one, at) in enumerate(anchors):
        carries[row, at] = True
        negative[at, one.label] = False
        away[row] = distances(at[0] + first, first, last)
        sentence = next(n for n, (begin, stop) in enumerate(example.sentences) if begin <= at[0] + first < stop)
        for number, (begin, stop) in enumerate(example.sentences):
            if begin < last and stop > first:
                number = max(-SENTENCES_APART, min(SENTENCES_APART, number - sentence)) + SENTENCES_APART
                apart[row, max(0, begin - first) : stop - first] = number
        for slot, target in one.slots.items():
            _point(
                point[row, SLOTS.index(slot)],
                end[row, SLOTS.index(slot)],
                hint[row, SLOTS.index(slot)],
                target,
                first,
                last,
            )
        for number, name in enumerate(CHOICES):
            if name in one.choices:
                choice[row, number] = one.choices[name]
    tensor = partial(torch.as_tensor, device=device)
    label = np.array([one.label for one, _ in anchors], dtype=np.int64)
    return Targets(count, *map(tensor, (negative, carries, label, away, apart, hint, point, end, choice)))


def _point(point: np.ndarray, end: np.ndarray, hint: np.ndarray, target, first: int, last: int) -> None:
    """Writes one slot's right answers: into the point's row, the end's row, the hint's."""
    point[0], point[1] = target.none, target.hint_right
    if target.hint is not None:
        inside = first <= target.hint[0] and target.hint[1] < last
        hint[:] = (2, target.hint[0] - first, target.hint[1] - first) if inside else (1, 0, 0)
        if inside and target.hint_right:
            point[2 + target.hint[0] - first] = True
    for begin, stop in target.spans:
        if first <= begin and stop < last:
            point[2 + begin - first] = end[stop - first] = True


if __name__ == "__main__":
    main()

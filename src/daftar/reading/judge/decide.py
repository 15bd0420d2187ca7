"""Decide: from what the rules propose and what the encoder answers to the claims of a document.

Takes a Sketch and the encoder's Answers on windows of its words. Gives drafts with their claims, in text order, each with the
probabilities that the encoder gives it. Promises that every phrase is one of the document, that a number's bounds are those
of the counting rules, and that the same answers give the same claims.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
from numpy.typing import NDArray

from daftar.model import Access, Claim, Control, Count, Event, Harm, Passage, Relation
from daftar.model.claim import Body
from daftar.model.vocabulary import Modality
from daftar.reading.draft import Draft
from daftar.reading.judge.labels import CHOICES, LABELS, SLOTS, SLOTS_OF, Label
from daftar.reading.judge.proposals import Sketch, Voiced
from daftar.reading.language.sentences import Sentence

Array = NDArray[np.float32]
LONGEST_PHRASE = 16
"""Words of the longest phrase that a slot is filled with."""
DISTANCES: tuple[int, ...] = (0, 1, 2, 3, 5, 8, 12, 20, 35, 60, 120)
"""The classes of distance, in words, either side of an anchor; beyond the last is a class of its own."""
SENTENCES_APART = 4
_EXCLUSIVE = ("killed", "injured", "casualties")


@dataclass(frozen=True, slots=True)
class Biases:
    """What the network has learned beside its words: of labels, distances and the rules' own answers.

    `ask` [labels, slots × width]; `none` [labels, 2 × slots]: nobody, and as the rules say; `silent` [slots]: nobody, where the rules say
    nobody; `far` [2 × slots, classes] and `far_sentence` [2 × slots, 2 × SENTENCES_APART + 1] of starts and ends; `choose` [labels, choices]; `choose_as`
    [choices, choices]: by the rules' own choice.
    """

    ask: Array
    none: Array
    silent: Array
    far: Array
    far_sentence: Array
    choose: Array
    choose_as: Array


@dataclass(frozen=True, slots=True)
class Answers:
    """The encoder's answers on the words `first` to `last` (exclusive), of which `own_first` to `own_last` are to be decided here.

    `anchor` [words, labels] and `none` [words, 2 × slots] are logits, `choose` [words, choices] too; `ask`, `start`, `end` [words, slots × width] are vectors.
    """

    first: int
    last: int
    own_first: int
    own_last: int
    anchor: Array
    ask: Array
    start: Array
    end: Array
    none: Array
    choose: Array


Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """What stands beside the weights. `thresholds` by kind: what is less likely is no claim; by slot: what is less likely is unknown.

    `calibration` by kind and by slot: a rising line of (what the encoder says, the share that was right).
    """

    biases: Biases
    thresholds: Mapping[str, float]
    calibration: Mapping[str, Line]

    def calibrated(self, of: str, said: float) -> float:
        """The share of held-out cases that were right where the encoder said so much."""
        line = self.calibration.get(of)
        if not line:
            return round(said, 2)
        return round(float(np.interp(said, [x for x, _ in line], [y for _, y in line])), 2)


def distances(anchor: int, first: int, last: int) -> NDArray[np.int64]:
    """The class of distance from the anchor of each word from `first` to `last` (exclusive)."""
    away = np.arange(first, last) - anchor
    size = np.searchsorted(np.array(DISTANCES), np.abs(away), side="right") - 1
    return np.where(away < 0, len(DISTANCES) + size, size).astype(np.int64)


def decide(made: Sketch, windows: Sequence[Answers], settings: Settings) -> list[Voiced]:
    """The claims of the document, in text order. The rules' claims on words that no window answers for stand as they are."""
    found: list[tuple[int, Label, Voiced, int | None]] = []
    for window in windows:
        likely = (1.0 / (1.0 + np.exp(-window.anchor))).astype(np.float32)
        for token, label, sure in _anchors(made, window, likely, settings.thresholds):
            found += [(token, label, *one) for one in _claims(made, window, settings, token, label, sure)]
    drafts: dict[tuple[int, Label], Draft] = {}
    harms: dict[int, Draft] = {}
    for token, label, (draft, _), _ in found:
        drafts.setdefault((token, label), draft)
        if label[0] == "harm":
            harms.setdefault(token, draft)
    decided = list(_unanswered(made, windows))
    for token, label, (draft, claim), whole in found:
        if whole is not None and whole != token and whole in harms:
            draft = replace(draft, part_of=drafts.get((whole, label), harms[whole]))
        decided.append((draft, claim))
    return sorted(decided, key=lambda one: (one[0].sentence.start, one[0].anchor))


def _unanswered(made: Sketch, windows: Sequence[Answers]) -> Iterator[Voiced]:
    """The rules' claims on words that were not read: of a sentence too long to be one."""
    own = sorted((window.own_first, window.own_last) for window in windows)
    starts = [first for first, _ in own]
    for (token, _), proposed in made.claims.items():
        at = bisect_right(starts, token) - 1
        if at < 0 or token >= own[at][1]:
            yield from proposed


def _anchors(
    made: Sketch, window: Answers, likely: Array, thresholds: Mapping[str, float]
) -> Iterator[tuple[int, Label, float]]:
    """The words that carry a claim, with its label and how likely it is."""
    least = np.array([thresholds[kind] for kind, _ in LABELS], dtype=np.float32)
    for sentence in _sentences(made, window):
        low, high = max(sentence.first, window.own_first), min(sentence.last, window.own_last)
        here = likely[low - window.first : high - window.first]
        whole = 1.0 - np.prod(1.0 - here, axis=0)
        for number in np.flatnonzero(whole >= least).tolist():
            label = LABELS[number]
            if label[0] == "harm":
                for at in np.flatnonzero(here[:, number] >= least[number]):
                    token = low + int(at)
                    if _is_group(made, token, label) and not _outdone(here[at], number):
                        yield token, label, float(here[at, number])
                continue
            best = int(np.argmax(here[:, number]))
            yield low + best, label, float(whole[number])
            for at in np.flatnonzero(here[:, number] >= max(0.5, float(least[number]))):
                if abs(int(at) - best) > 1:
                    yield low + int(at), label, float(here[at, number])


def _sentences(made: Sketch, window: Answers) -> Iterator[Sentence]:
    for sentence in made.text.sentences:
        if sentence.first < window.own_last and sentence.last > window.own_first:
            yield sentence


def _is_group(made: Sketch, token: int, label: Label) -> bool:
    return token in made.groups or (token, label) in made.claims


def _outdone(likely: Array, number: int) -> bool:
    """Whether another of killed, injured and casualties is likelier where these exclude each other."""
    outcome = LABELS[number][1]
    if outcome not in _EXCLUSIVE:
        return False
    rivals = [at for at, label in enumerate(LABELS) if label[0] == "harm" and label[1] in _EXCLUSIVE and at != number]
    return any(likely[at] > likely[number] for at in rivals if "casualties" in (outcome, LABELS[at][1]))


def _claims(
    made: Sketch, window: Answers, settings: Settings, token: int, label: Label, found: float
) -> Iterator[tuple[Voiced, int | None]]:
    """The claim anchored at the word, one for each of its voices, and the word at which its whole is anchored."""
    kind = label[0]
    biases, least = settings.biases, settings.thresholds
    filled = {slot: _filled(made, window, biases, token, label, slot) for slot in SLOTS_OF[kind]}
    chosen = {name: _chosen(made, window, biases, token, label, name) for name in CHOICES}
    sure = [(slot, settings.calibrated(slot, one.likely)) for slot, one in filled.items() if slot != "whole"]
    sure += [
        (name, settings.calibrated(name, likely))
        for name, (_, likely) in chosen.items()
        if name == "modality" or kind == "harm"
    ]
    for slot, likely in sure:
        if likely < least.get(slot, 0.0):
            if slot in filled:
                filled[slot] = replace(filled[slot], phrase=None, as_rules=False)
            else:
                chosen[slot] = ("unknown", likely)
    body = _body(made, token, label, filled, chosen)
    if body is None:
        return
    sentence, start = made.sentence_of(token), made.text.tokens[token].start
    proposed = made.claims.get((token, label), [])
    anchor = proposed[0][0].anchor if proposed else start
    evidence = proposed[0][1].sentence if proposed else made.text.passage_of(sentence)
    place, time, said_by = filled["place"].phrase, filled["when"].phrase, filled["said_by"]
    draft = Draft(anchor, evidence, body, place, time)
    voices: tuple[Passage | None, ...] = (said_by.phrase,)
    if said_by.as_rules and said_by.phrase is not None:
        voices = tuple(claim.said_by for _, claim in proposed) or made.voices.all_at(start, sentence) or voices
    whole = filled["whole"].phrase if kind == "harm" else None
    for voice in dict.fromkeys(voices):
        claim = Claim(
            "", 0, evidence, body, voice, cast(Modality, chosen["modality"][0]), place, time,
            confidence=settings.calibrated(kind, found), sure=tuple(sure),
        )  # fmt: skip
        yield (draft, claim), made.text.token_at(whole.start) if whole is not None else None


@dataclass(frozen=True, slots=True)
class Filled:
    """The phrase for a slot, None for nobody; how likely it is right; whether it is the rules' own answer."""

    phrase: Passage | None
    likely: float
    as_rules: bool


def _filled(made: Sketch, window: Answers, biases: Biases, token: int, label: Label, slot: str) -> Filled:
    """The likeliest of nobody, the rules' phrase and the phrases of the window."""
    at, number, s = token - window.first, LABELS.index(label), SLOTS.index(slot)
    width = biases.ask.shape[1] // len(SLOTS)
    of = slice(s * width, (s + 1) * width)
    hint = made.phrase(token, label, slot)
    ask = window.ask[at, of] + biases.ask[number, of]
    apart = _apart(made, window, token)
    away = distances(token, window.first, window.last)
    starts = window.start[:, of] @ ask + biases.far[s, away] + biases.far_sentence[s, apart]
    ends = window.end[:, of] @ ask + biases.far[len(SLOTS) + s, away] + biases.far_sentence[len(SLOTS) + s, apart]
    none, as_rules = (window.none[at] + biases.none[number])[[s, len(SLOTS) + s]]
    if hint is None:
        logits = np.concatenate([[none + biases.silent[s], -1e9], starts])
        first = last = 0
    else:
        first, last = made.text.token_at(hint.start), made.text.token_at(hint.end - 1)
        inside = window.first <= first and last < window.last
        seen = (starts[first - window.first] + ends[last - window.first]) / 2 if inside else 0.0
        logits = np.concatenate([[none, as_rules + seen], starts])
    likely = np.exp(logits - logits.max())
    likely /= likely.sum()
    best = int(np.argmax(likely[2:]))
    same = float(likely[2 + first - window.first]) if hint is not None and window.first <= first < window.last else 0.0
    ruled = float(likely[1]) + same if hint is not None else 0.0
    if hint is not None and ruled >= max(float(likely[0]), float(likely[2 + best])):
        return Filled(hint, ruled, True)
    if likely[0] >= likely[2 + best]:
        return Filled(None, float(likely[0]), hint is None)
    return Filled(_span(made, window, best, ends), float(likely[2 + best]), False)


def _apart(made: Sketch, window: Answers, token: int) -> NDArray[np.int64]:
    """The class of distance in sentences of each word of the window from the anchor."""
    number = made.sentence_of(token).number
    out = np.zeros(window.last - window.first, dtype=np.int64)
    for sentence in made.text.sentences:
        if sentence.last <= window.first or sentence.first >= window.last:
            continue
        away = max(-SENTENCES_APART, min(SENTENCES_APART, sentence.number - number)) + SENTENCES_APART
        out[max(0, sentence.first - window.first) : max(0, sentence.last - window.first)] = away
    return out


def _span(made: Sketch, window: Answers, best: int, ends: Array) -> Passage:
    first = window.first + best
    stop = min(first + LONGEST_PHRASE, made.sentence_of(first).last, window.last)
    last = first + int(np.argmax(ends[best : best + max(1, stop - first)]))
    while last > first and made.text.tags[last] == "mark" and made.text.tokens[last].text not in "])":
        last -= 1
    return made.text.span(first, last)


def _chosen(made: Sketch, window: Answers, biases: Biases, token: int, label: Label, name: str) -> tuple[str, float]:
    """The word of a closed list, and how likely it is right."""
    before = 0
    for other, words in CHOICES.items():
        if other == name:
            break
        before += len(words)
    words = CHOICES[name]
    of = slice(before, before + len(words))
    number = LABELS.index(label)
    if name != "modality" and label[0] != "harm":
        return words[0], 1.0
    hint = before + words.index(made.choice(token, label, name))
    logits = window.choose[token - window.first, of] + biases.choose[number, of] + biases.choose_as[hint, of]
    likely = np.exp(logits - logits.max())
    likely /= likely.sum()
    best = int(np.argmax(likely))
    return words[best], float(likely[best])


def _body(
    made: Sketch,
    token: int,
    label: Label,
    filled: Mapping[str, Filled],
    chosen: Mapping[str, tuple[str, float]],
) -> Body | None:
    kind, value = label
    proposed = made.proposed(token, label)
    told = proposed[1].body if proposed is not None else None

    def phrase(slot: str) -> Passage | None:
        return filled[slot].phrase

    def listed(slot: str) -> tuple[Passage, ...]:
        one = filled[slot]
        if one.as_rules and told is not None:
            return tuple(getattr(told, slot))
        return (one.phrase,) if one.phrase is not None else ()

    if kind == "harm":
        words, count = _counted(made, token, told)
        status, means, scope = (chosen[name][0] for name in ("status", "means", "scope"))
        return Harm(value, words, count, phrase("victims"), status, phrase("by"), means, scope)  # type: ignore[arg-type]
    if kind == "event":
        return Event(value, phrase("agent"), phrase("patient"))  # type: ignore[arg-type]
    if kind == "control":
        return Control(value, listed("holders"))  # type: ignore[arg-type]
    if kind == "access":
        return Access(value, phrase("by"), phrase("route"), listed("goods"))  # type: ignore[arg-type]
    a, b = phrase("a"), phrase("b")
    return Relation(value, a, b) if a is not None and b is not None else None  # type: ignore[arg-type]


def _counted(made: Sketch, token: int, told: Body | None) -> tuple[Passage | None, Count]:
    """The number of a harm: as the rules read the claim, else as they read its group."""
    if isinstance(told, Harm):
        return told.count_words, told.count
    if token not in made.groups:
        return None, Count()
    groups, group = made.groups[token]
    return group.mention.words if group.mention is not None else None, groups.counted(group)

"""Decide: from what the rules propose and what the encoder answers to the claims of a document.

Takes a Sketch and the encoder's Answers on windows of its words. Gives drafts with their claims, in text order, each with the
probabilities that the encoder gives it. Promises that every phrase is one of the document, that a number's bounds are those
of the counting rules, and that the same answers give the same claims.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np

from daftar.model import Access, Claim, Control, Count, Event, Harm, Passage, Relation
from daftar.model.claim import Body
from daftar.model.vocabulary import Modality
from daftar.reading.draft import Draft
from daftar.reading.judge.answers import PROPOSED, Answers, Array, Settings
from daftar.reading.judge.labels import CHOICES, LABELS, Label
from daftar.reading.judge.proposals import Sketch, Voiced
from daftar.reading.judge.slots import Filled, Pointer, choose, fill
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.states.ways import goods_of

SURELY_NOBODY = 0.95
"""How sure the encoder must be that nobody and nothing fills a slot of which the rules know several."""
_DEEPEST = 8  # parts of parts of parts: what goes on is a circle
_EXCLUSIVE = ("killed", "injured", "casualties")


def decide(made: Sketch, windows: Sequence[Answers], settings: Settings) -> list[Voiced]:
    """The claims of the document, in text order. The rules' claims on words that no window answers for stand as they are."""
    found: list[_Found] = []
    firsts = np.array([sentence.first for sentence in made.text.sentences])
    for window in windows:
        likely = (1.0 / (1.0 + np.exp(-window.anchor))).astype(np.float32)
        numbers = np.searchsorted(firsts, np.arange(window.first, window.last), side="right") - 1
        pointer = Pointer.over(window, settings.biases, numbers)
        for token, label, sure in _anchors(made, window, likely, settings.thresholds):
            found += _claims(made, pointer, settings, token, label, sure)
    decided = [*_unanswered(made, windows), *_with_wholes(found)]
    return sorted(decided, key=lambda one: (one[0].sentence.start, one[0].anchor))


@dataclass(frozen=True, slots=True)
class _Found:
    """A claim anchored at a word, and the word at which the claim is anchored of which it is a part."""

    token: int
    label: Label
    draft: Draft
    claim: Claim
    whole: int | None


def _with_wholes(found: Sequence[_Found]) -> Iterator[Voiced]:
    """Each part tied to the draft of its whole: of the same outcome at that word, else of any harm there."""
    first: dict[tuple[int, Label], _Found] = {}
    harms: dict[int, _Found] = {}
    for one in found:
        first.setdefault((one.token, one.label), one)
        if one.label[0] == "harm":
            harms.setdefault(one.token, one)
    wholes: dict[int, _Found] = {}
    for one in found:
        if one.whole is not None:
            whole = first.get((one.whole, one.label), harms.get(one.whole))
            if whole is not None and _may_hold(whole, one) and not _leads_to(whole, one, wholes):
                wholes[id(one)] = whole
    tied: dict[int, Draft] = {}

    def drafted(one: _Found) -> Draft:
        if id(one) not in tied:
            whole = wholes.get(id(one))
            tied[id(one)] = one.draft if whole is None else replace(one.draft, part_of=drafted(whole))
        return tied[id(one)]

    for one in found:
        yield drafted(one), one.claim


def _may_hold(whole: _Found, part: _Found) -> bool:
    """Whether the one is no smaller than the other, as far as their numbers are known."""
    holds, held = whole.claim.body, part.claim.body
    if not isinstance(holds, Harm) or not isinstance(held, Harm) or whole.token == part.token:
        return False
    most, least = holds.count.high, held.count.low
    return most is None or least is None or least <= most


def _leads_to(one: _Found, end: _Found, wholes: Mapping[int, _Found]) -> bool:
    """Whether the end is among the wholes of the one: no whole is a part of its part. A chain of wholes is short, or cut off."""
    for _ in range(_DEEPEST):
        if one is end:
            return True
        following = wholes.get(id(one))
        if following is None:
            return False
        one = following
    return True


def _unanswered(made: Sketch, windows: Sequence[Answers]) -> Iterator[Voiced]:
    """The rules' claims on words that were not read: of a sentence too long to be one."""
    own = sorted((window.own_first, window.own_last) for window in windows)
    starts = [first for first, _ in own]
    for (token, _), proposed in made.claims.items():
        at = bisect_right(starts, token) - 1
        if at < 0 or token >= own[at][1]:
            yield from proposed


PEAK = 0.5
"""From this likelihood on, a second word of a sentence carries a second claim of the same label."""


def _anchors(
    made: Sketch, window: Answers, likely: Array, thresholds: Mapping[str, float]
) -> Iterator[tuple[int, Label, float]]:
    """The words that carry a claim, with its label and how likely it is."""
    least = np.array([thresholds[kind] for kind, _ in LABELS], dtype=np.float32)
    ruled = np.array([thresholds.get(f"{kind}.{PROPOSED}", thresholds[kind]) for kind, _ in LABELS], dtype=np.float32)
    ruled_at: dict[int, set[int]] = defaultdict(set)  # labels that rules propose, by sentence
    for token, label in made.claims:
        if window.own_first <= token < window.own_last:
            ruled_at[made.sentence_of(token).number].add(LABELS.index(label))
    for sentence in _sentences(made, window):
        low, high = max(sentence.first, window.own_first), min(sentence.last, window.own_last)
        here = likely[low - window.first : high - window.first]
        whole = 1.0 - np.prod(1.0 - here, axis=0)
        for number in sorted({*np.flatnonzero(whole >= least).tolist(), *ruled_at[sentence.number]}):
            label, column = LABELS[number], here[:, number]
            proposed = np.array([(token, label) in made.claims for token in range(low, high)])
            carries = column >= np.where(proposed, ruled[number], max(PEAK, least[number]))
            if label[0] == "harm":
                carries = column >= np.where(proposed, ruled[number], least[number])
                found = [at for at in np.flatnonzero(carries).tolist() if _is_group(made, low + at, label)]
                yield from ((low + at, label, float(column[at])) for at in found if not _outdone(here[at], number))
                continue
            found = [at for at in np.flatnonzero(carries).tolist() if at == 0 or proposed[at] or not carries[at - 1]]
            if not found and whole[number] >= least[number]:
                found = [int(np.argmax(column))]  # which of its words carries it is not sure; that one does, is
            yield from ((low + at, label, float(max(column[at], whole[number] / len(found)))) for at in found)


def _sentences(made: Sketch, window: Answers) -> Sequence[Sentence]:
    sentences = made.text.sentences
    first = bisect_right(sentences, window.own_first, key=lambda sentence: sentence.last)
    last = bisect_left(sentences, window.own_last, key=lambda sentence: sentence.first)
    return sentences[first:last]


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
    made: Sketch, pointer: Pointer, settings: Settings, token: int, label: Label, found: float
) -> Iterator[_Found]:
    """The claim anchored at the word, one for each of its voices."""
    kind = label[0]
    least, filled = settings.thresholds, fill(made, pointer, token, label)
    chosen = {name: choose(made, pointer.window, settings.biases, token, label, name) for name in CHOICES}
    said = {slot: one.likely for slot, one in filled.items() if slot != "whole"}
    said |= {name: likely for name, (_, likely) in chosen.items() if name == "modality" or kind == "harm"}
    sure = []
    for slot, likely in said.items():
        share = settings.calibrated(slot, likely)
        if share is None:
            continue
        if share >= least.get(slot, 0.0):
            sure.append((slot, share))
        elif slot == "modality":
            if chosen[slot][0] == "asserted" and (token, label) not in made.claims:
                return  # what may as well be denied or feared is not booked as said on the encoder's word alone
            if share < least[slot] / 2:
                chosen[slot] = (made.choice(token, label, slot), likely)  # a guess: the rules' word stands
            sure.append((slot, share))
        elif slot in filled:
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
        yield _Found(token, label, draft, claim, made.text.token_at(whole.start) if whole is not None else None)


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
        found, theirs = filled[slot].phrase, tuple(getattr(told, slot)) if told is not None else ()
        if found is None:
            return theirs if filled[slot].likely < SURELY_NOBODY else ()
        # The encoder points at one of several: where it is one of the rules', all of theirs are meant.
        return theirs if any(found.start < one.end and one.start < found.end for one in theirs) else (found,)

    if kind == "harm":
        words, count = _counted(made, token, told)
        status, means, scope = (chosen[name][0] for name in ("status", "means", "scope"))
        return Harm(value, words, count, phrase("victims"), status, phrase("by"), means, scope)  # type: ignore[arg-type]
    if kind == "event":
        return Event(value, phrase("agent"), phrase("patient"))  # type: ignore[arg-type]
    if kind == "control":
        return Control(value, listed("holders"))  # type: ignore[arg-type]
    if kind == "access":
        goods = tuple(dict.fromkeys(part for one in listed("goods") for part in _goods(made.text, one)))
        return Access(value, phrase("by"), phrase("route"), goods)  # type: ignore[arg-type]
    a, b = phrase("a"), phrase("b")
    return Relation(value, a, b) if a is not None and b is not None else None  # type: ignore[arg-type]


def _goods(text: Text, phrase: Passage) -> tuple[Passage, ...]:
    """The goods that a phrase lists, each by itself, with those that go on behind it."""
    first, last = text.token_at(phrase.start), text.token_at(phrase.end - 1)
    ends = (at - 1 for at in range(first + 1, last + 1) if text.tags[at] in ("mark", "conj"))
    return goods_of(text, text.span(first, next(ends, last)))


def _counted(made: Sketch, token: int, told: Body | None) -> tuple[Passage | None, Count]:
    """The number of a harm: as the rules read the claim, else as they read its group."""
    if isinstance(told, Harm):
        return told.count_words, told.count
    if token not in made.groups:
        return None, Count()
    groups, group = made.groups[token]
    return group.mention.words if group.mention is not None else None, groups.counted(group)

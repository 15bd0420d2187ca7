"""Examples: annotated documents as what the encoder sees and what it should answer.

Takes Annotated documents. Gives Examples: the words with the rules' marks, and for each gold claim the words at which it may be
anchored, what each slot should point at and what the rules would say. Promises to look at a document exactly as the reader does.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from gold import KEYS, Annotated

from daftar.model import Harm, Passage
from daftar.reading.judge.labels import CHOICES, LABELS, SLOTS_OF, Label
from daftar.reading.judge.proposals import Sketch
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.reader import sketch_document
from daftar.work.annotate import given_document
from daftar.work.steps import Reader

CARRIERS = ("verb", "ing", "noun")
"""Word classes that may carry an event of which no rule knows the word."""
LEAST_FIT = 2.4
"""How well a group must fit a gold harm to be its anchor: the number alone is 3."""
MOST_MENTIONS = 12
_LITTLE = set("the a an of in on at to and or by for with from its his her their that this".split())
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Target:
    """What a slot should point at. `hint`: the rules' answer, first and last word, None where they say nobody. `none`: gold says nobody.

    `hint_right`: the rules' answer is the gold one. `spans`: every mention of the gold phrases, near ones only if there are any.
    """

    hint: Span | None
    none: bool
    hint_right: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A gold claim: its label's number, the words that may carry it, its slots, and (hint, gold) of its choices."""

    label: int
    words: tuple[int, ...]
    slots: dict[str, Target]
    choices: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Example:
    """One document."""

    id: str
    words: tuple[str, ...]
    marks: tuple[tuple[int, ...], ...]
    sentences: tuple[Span, ...]
    anchors: tuple[Anchor, ...]


def examples(documents: Iterable[Annotated]) -> list[Example]:
    """The documents as the encoder is to see them."""
    reader = Reader.plain()
    return [_example(one, reader) for one in documents]


def _example(given: Annotated, reader: Reader) -> Example:
    document = given_document({"id": given.id, "text": given.text, "published": given.published})
    made = sketch_document(document, reader.mentions(document))
    text = made.text
    carried = _carriers(made, given.claims)
    anchors = [
        _anchor(made, claim, words, carried) for claim, words in zip(given.claims, carried, strict=True) if words
    ]
    return Example(
        given.id,
        tuple(token.lower for token in text.tokens),
        tuple(tuple(marks) for marks in made.marks),
        tuple((sentence.first, sentence.last) for sentence in text.sentences),
        tuple(anchors),
    )


def _carriers(made: Sketch, claims: Sequence[dict[str, Any]]) -> list[tuple[int, ...]]:
    """For each claim the words that may carry it, none where nothing in its sentences fits. Counted groups choose first."""
    used: set[tuple[int, Label]] = set()
    found: list[tuple[int, ...]] = [()] * len(claims)
    for number in sorted(range(len(claims)), key=lambda at: claims[at].get("count_text") is None):
        claim = claims[number]
        label = (claim["kind"], claim[KEYS[claim["kind"]]])
        if label not in LABELS:
            continue
        sentences = evidence(made.text, claim["sentence"])
        if claim["kind"] == "harm":
            token = _group(made, claim, label, sentences, used)
            found[number] = () if token is None else (token,)
            used |= {(token, label)} if token is not None else set()
        else:
            found[number] = _words(made, claim, label, sentences)
    return found


def _group(
    made: Sketch, claim: dict[str, Any], label: Label, sentences: Sequence[Sentence], used: set[tuple[int, Label]]
) -> int | None:
    """The word that stands for the group of people that the gold harm hurts."""
    text = made.text
    told = bool(claim["victims"]) and bool(_within(sentences, mentions(text, claim["victims"])))
    best: tuple[float, int] | None = None
    for sentence in sentences:
        for token in range(sentence.first, sentence.last):
            fit = _fit(made, claim, label, token, told)
            if fit is not None and (token, label) not in used and (best is None or fit > best[0]):
                best = (fit, token)
    return best[1] if best is not None and best[0] >= LEAST_FIT else None


def _fit(made: Sketch, claim: dict[str, Any], label: Label, token: int, told: bool) -> float | None:
    """How well the group anchored at the word fits: its number, its words, a rule that says the same."""
    proposed = made.proposed(token, label)
    bounds = claim["low"], claim["high"]
    if token not in made.groups:
        body = proposed[1].body if proposed is not None else None
        return 2 + 3.0 * ((body.count.low, body.count.high) == bounds) if isinstance(body, Harm) else None
    groups, group = made.groups[token]
    count, words = groups.counted(group), made.text.span(group.first, group.last).quote
    fit = 3.0 * ((count.low, count.high) == bounds)
    if claim["count_text"]:
        mention = group.mention
        number = mention.words.quote if mention is not None and mention.words is not None else words
        fit += 2.5 * (mention is not None and agrees(number, claim["count_text"]))
    if claim["victims"]:
        fit += 2.5 * overlap(words, claim["victims"])
    fit += 1.5 * (proposed is not None)
    return fit + (not told and group.head is not None and made.text.tags[group.head] == "pron")


def _words(made: Sketch, claim: dict[str, Any], label: Label, sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """The words that may carry a claim other than of harm: a named place or party, the rules' word, else every verb and noun."""
    named: Sequence[str | None] = ()
    if claim["kind"] == "control":
        named = [claim["place"], *(claim["holders"] or [])]
    elif claim["kind"] == "relation":
        named = [claim["a"], claim["b"]]
    for phrase in named:
        told = _within(sentences, mentions(made.text, phrase))
        if told:
            return (told[0][1],)
    ruled = [t for t, of in made.claims if of == label and any(s.first <= t < s.last for s in sentences)]
    if ruled:
        return tuple(sorted(ruled))
    return tuple(at for s in sentences for at in range(s.first, s.last) if made.text.tags[at] in CARRIERS)


def _anchor(made: Sketch, claim: dict[str, Any], words: tuple[int, ...], carried: Sequence[tuple[int, ...]]) -> Anchor:
    text, kind = made.text, claim["kind"]
    label: Label = (kind, claim[KEYS[kind]])
    sentences = evidence(text, claim["sentence"])
    at = next((word for word in words if text.tags[word] in ("verb", "ing")), words[0]) if len(words) > 1 else words[0]
    slots = {}
    for slot in SLOTS_OF[kind]:
        if slot == "whole":
            target = _whole(made, claim, label, at, carried)
        elif slot == "victims" and not claim["victims"]:
            target = None
        else:
            target = _target(made, claim[slot], made.phrase(at, label, slot), sentences)
        if target is not None:
            slots[slot] = target
    choices = {
        name: (listed.index(made.choice(at, label, name)), listed.index(claim[name]))
        for name, listed in CHOICES.items()
        if (name == "modality" or kind == "harm") and claim[name] in listed
    }
    return Anchor(LABELS.index(label), words, slots, choices)


def _target(made: Sketch, gold: Any, hint: Passage | None, sentences: Sequence[Sentence]) -> Target:
    phrases = [phrase for phrase in (gold if isinstance(gold, list) else [gold]) if phrase]
    spans: list[Span] = []
    for phrase in phrases:
        told = mentions(made.text, phrase)
        spans += _within(sentences, told) or told
    right = hint is not None and any(agrees(hint.quote, phrase) for phrase in phrases)
    return Target(_tokens(made.text, hint), not phrases, right, tuple(spans[:MOST_MENTIONS]))


def _whole(
    made: Sketch, claim: dict[str, Any], label: Label, at: int, carried: Sequence[tuple[int, ...]]
) -> Target | None:
    hint = _tokens(made.text, made.phrase(at, label, "whole"))
    whole = claim.get("part_of")
    if whole is None:
        return Target(hint, True, False, ())
    if not 0 <= whole < len(carried) or len(carried[whole]) != 1:
        return None
    token = carried[whole][0]
    return Target(hint, False, hint == (token, token), ((token, token),))


def _tokens(text: Text, passage: Passage | None) -> Span | None:
    return None if passage is None else (text.token_at(passage.start), text.token_at(passage.end - 1))


def mentions(text: Text, phrase: str | None) -> list[Span]:
    """Where the phrase stands in the text, white space apart: first and last words."""
    if not phrase or not phrase.split():
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, phrase.split())))
    return [(text.token_at(match.start()), text.token_at(match.end() - 1)) for match in pattern.finditer(text.text)]


def evidence(text: Text, quote: str) -> list[Sentence]:
    """The sentences that the quoted evidence covers; that which shares most words with it where it stands nowhere."""
    found = mentions(text, quote)
    if found:
        first, last = found[0]
        return [s for s in text.sentences if s.first <= last and s.last > first]
    return [max(text.sentences, key=lambda s: overlap(quote, text.text[s.start : s.end]))]


def _within(sentences: Sequence[Sentence], spans: Iterable[Span]) -> list[Span]:
    return [span for span in spans if any(s.first <= span[0] and span[1] < s.last for s in sentences)]


def overlap(left: str, right: str) -> float:
    """Shared words over those of the shorter side, little words left out where others are there."""
    one, other = (set(re.findall(r"\w+", side.lower())) for side in (left, right))
    one, other = (one - _LITTLE or one), (other - _LITTLE or other)
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def agrees(left: str, right: str) -> bool:
    """Whether two phrases share half of the shorter one's words, as the scorer has it."""
    return overlap(left, right) >= 0.5

"""Proposals: what the rules say of a document, laid on its words for the encoder to judge.

Takes a document's Mentions and the claims that the rules read. Gives a Sketch: marks on each word, the groups and claims that may be
anchored at a word, and for any anchor the phrase or the word of a list that the rules would answer with. Deterministic; the
same for training and for reading.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from daftar.model import Claim, Control, Event, Harm, Passage, Relation
from daftar.reading.draft import Draft
from daftar.reading.harm.counts import CountMention
from daftar.reading.harm.groups import Group, Groups
from daftar.reading.harm.means import find_means, means_near
from daftar.reading.harm.scopes import scope_of, sum_weight
from daftar.reading.judge.labels import MARKS, Label
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.scene.scene import Scene
from daftar.reading.states.openings import is_siege_lifted
from daftar.reading.voices.attributions import Attribution
from daftar.reading.voices.modality import modality_at
from daftar.reading.voices.voices import Voices
from daftar.reading.who.antecedents import group_of
from daftar.reading.who.persons import names_person, phrase_status

Voiced = tuple[Draft, Claim]
_MARK = {name: number for number, name in enumerate(MARKS)}
_OUTCOMES_WITHOUT_MEANS = frozenset(("captured", "displaced", "missing"))


@dataclass(slots=True)
class Sketch:
    """A document's words with what rules say of them.

    `marks[i]` are indices into MARKS of token `i`. `claims[token, label]` are the rules' claims anchored there, one a voice;
    `groups[token]` is the group of people that a harm anchored there would hurt.
    """

    text: Text
    scene: Scene
    voices: Voices
    marks: list[list[int]]
    claims: dict[tuple[int, Label], list[Voiced]] = field(default_factory=dict)
    groups: dict[int, tuple[Groups, Group]] = field(default_factory=dict)
    anchored: dict[int, int] = field(default_factory=dict)  # id of a draft: the token at which its claim is anchored

    def sentence_of(self, token: int) -> Sentence:
        """The sentence that holds the token."""
        return self.text.sentence_at(self.text.tokens[token].start)

    def proposed(self, token: int, label: Label) -> Voiced | None:
        """The rules' claim of this label at this token, the first voice's; None where they have none."""
        found = self.claims.get((token, label))
        return found[0] if found else None

    def phrase(self, token: int, label: Label, slot: str) -> Passage | None:
        """What the rules would answer for the slot of a claim of this label anchored here; None is "nobody", "nowhere"."""
        proposed = self.proposed(token, label)
        if proposed is not None:
            return self._whole(proposed[0]) if slot == "whole" else _slot(proposed[1], slot)
        sentence, start = self.sentence_of(token), self.text.tokens[token].start
        if slot == "said_by":
            return self.voices.at(start, sentence)
        if slot == "place" and label[0] in ("harm", "event"):
            return self.scene.place(start, sentence)
        if slot == "place":
            return self.scene.place_told(start, sentence)
        if slot == "when" and label[0] in ("harm", "event"):
            return self.scene.time(start, sentence)
        if slot == "victims":
            return self.victims(token)
        if slot == "a":
            return self._noun_phrase(token)
        return None

    def victims(self, token: int) -> Passage | None:
        """The people of the group anchored here; for a pronoun, those for whom it stands."""
        if token not in self.groups:
            return None
        groups, group = self.groups[token]
        if group.head is not None and self.text.tags[group.head] == "pron":
            return group_of(self.text, group.head)
        return groups.victims(group)

    def choice(self, token: int, label: Label, name: str) -> str:
        """What the rules would answer for modality, status, means or scope of a claim of this label anchored here."""
        proposed = self.proposed(token, label)
        if proposed is not None:
            claim = proposed[1]
            return claim.modality if name == "modality" else str(getattr(claim.body, name))
        sentence, start = self.sentence_of(token), self.text.tokens[token].start
        if name == "modality":
            found = modality_at(self.text, sentence, start)
            if label == ("control", "besieged") and found == "asserted" and is_siege_lifted(self.text, sentence):
                return "denied"
            # "Nothing gets in": the negation is the cut, not a denial of it.
            return "asserted" if found == "denied" and label == ("access", "cut") else found
        if name == "means":
            return "unknown" if label[1] in _OUTCOMES_WITHOUT_MEANS else self._means(token, sentence)
        if name == "scope":
            count = self.groups[token][0].counted(self.groups[token][1]) if token in self.groups else None
            weight = sum_weight(self.text.text[sentence.start : sentence.end])
            return scope_of(count, weight) if count is not None else "incident"
        victims = self.victims(token)
        return phrase_status(victims.quote) if victims is not None else "unknown"

    def _whole(self, draft: Draft) -> Passage | None:
        token = self.anchored.get(id(draft.part_of)) if draft.part_of is not None else None
        return self.text.span(token, token) if token is not None else None

    def _means(self, token: int, sentence: Sentence) -> str:
        near = self.text.sentences[max(0, sentence.number - 2) : sentence.number + 1]
        told = (means_near(find_means(self.text, one), token) for one in reversed(near))
        return next((means for means in told if means != "unknown"), "unknown")

    def _noun_phrase(self, token: int) -> Passage | None:
        tags, sentence = self.text.tags, self.sentence_of(token)
        first = token
        while first > sentence.first and tags[first - 1] in ("noun", "clitic", "num"):
            first -= 1
        return self.text.span(first, token)


def sketch(
    text: Text,
    scene: Scene,
    voices: Voices,
    attributions: Sequence[Attribution],
    counts: Sequence[CountMention],
    of_sentences: Sequence[Groups],
    every: Sequence[Voiced],
    kept: Sequence[Voiced],
) -> Sketch:
    """The Sketch of a text: `every` are the rules' claims, `kept` those of them that repeat nothing."""
    made = Sketch(text, scene, voices, [[] for _ in text.tokens])
    _mark_words(made, attributions, counts)
    for groups in of_sentences:
        for group in groups.found:
            at = anchor_of(group)
            made.groups[at] = (groups, group)
            made.marks[at].append(_MARK["group"])
    told = {id(claim) for _, claim in kept}
    for draft, claim in every:
        token = claim_token(made, draft, claim)
        label = label_of(claim)
        made.marks[token].append(_MARK[".".join(label)])
        made.marks[text.token_at(draft.anchor)].append(_MARK["carries"])
        if id(claim) not in told:
            made.marks[token].append(_MARK["repeated"])
    for draft, claim in (*every, *kept):
        made.anchored[id(draft)] = claim_token(made, draft, claim)
    for draft, claim in kept:
        made.claims.setdefault((claim_token(made, draft, claim), label_of(claim)), []).append((draft, claim))
    return made


def anchor_of(group: Group) -> int:
    """The token at which a group of people is anchored: the last of its number, else its noun."""
    if group.mention is not None:
        return group.mention.last
    return group.head if group.head is not None else group.last


def label_of(claim: Claim) -> Label:
    """The claim's kind and its outcome, type or status."""
    body = claim.body
    if isinstance(body, Harm):
        return ("harm", body.outcome)
    if isinstance(body, Event | Relation):
        return (body.kind, body.type)
    return (body.kind, body.status)


def claim_token(made: Sketch, draft: Draft, claim: Claim) -> int:
    """The token at which a rule's claim is anchored: the group hurt, the place held, the first of two parties, else its carrying word."""
    text, body, sentence = made.text, claim.body, claim.sentence
    carrying = text.token_at(draft.anchor)

    def within(phrase: Passage | None) -> int | None:
        if phrase is None or not (sentence.start <= phrase.start and phrase.end <= sentence.end):
            return None
        return text.token_at(phrase.end - 1)

    if isinstance(body, Harm):
        counted = within(body.count_words)
        if counted is not None:
            return counted
        last = within(body.victims)
        return (
            _group_token(made, text.token_at(body.victims.start), last)
            if last is not None and body.victims
            else carrying
        )
    if isinstance(body, Control):
        first = next((token for token in map(within, (claim.place, *body.holders)) if token is not None), None)
        return carrying if first is None else first
    if isinstance(body, Relation):
        first = within(body.a)
        return carrying if first is None else first
    return carrying


def _group_token(made: Sketch, first: int, last: int) -> int:
    return next((token for token in range(last, first - 1, -1) if token in made.groups), last)


def _mark_words(made: Sketch, attributions: Sequence[Attribution], counts: Sequence[CountMention]) -> None:
    text, marks = made.text, made.marks
    for at, token in enumerate(text.tokens):
        marks[at] += [_MARK[f"tag.{text.tags[at]}"], _MARK[f"shape.{_shape(token.text)}"]]
        if text.tags[at] == "noun" and names_person(text, at):
            marks[at].append(_MARK["person"])
    paragraph = -1
    for sentence in text.sentences:
        marks[sentence.first].append(_MARK["opens_sentence"])
        if sentence.paragraph != paragraph:
            marks[sentence.first].append(_MARK["opens_paragraph"])
        paragraph = sentence.paragraph
        for at, means in find_means(text, sentence):
            marks[at].append(_MARK[f"means.{means}"])
    for start, end in text.quotations:
        _mark(made, start, end, "quoted")
    for place in (*made.scene.places, *made.scene.areas):
        _mark(made, place.start, place.end, "place")
    for time in made.scene.times:
        _mark(made, time.start, time.end, "time")
    for mention in counts:
        for at in range(mention.first, mention.last + 1):
            marks[at].append(_MARK["count"])
    for said in attributions:
        for name, pieces in (("source", (said.source,)), ("cue", (said.cue,)), ("content", said.content)):
            for piece in pieces:
                if piece is not None:
                    _mark(made, piece.start, piece.end, name)
    for at, (start, who) in enumerate(zip(made.voices.starts, made.voices.voices, strict=True)):
        if who:
            following = made.voices.starts[at + 1] if at + 1 < len(made.voices.starts) else len(text.text)
            _mark(made, start, following, "voiced")


def _mark(made: Sketch, start: int, end: int, name: str) -> None:
    first = bisect_left(made.text.token_starts, start)
    for at in range(first, bisect_left(made.text.token_starts, end)):
        made.marks[at].append(_MARK[name])


def _shape(word: str) -> str:
    if word[:1].isdigit():
        return "digit"
    if word.islower():
        return "lower"
    if word.isupper() and len(word) > 1:
        return "upper"
    return "title" if word[:1].isupper() else "other"


def _slot(claim: Claim, slot: str) -> Passage | None:
    """The claim's own phrase for a slot, the first where there are several."""
    if slot == "said_by":
        return claim.said_by
    if slot == "place":
        return claim.place
    if slot == "when":
        return claim.time
    found = getattr(claim.body, slot, None)
    if isinstance(found, tuple):
        return found[0] if found else None
    return found

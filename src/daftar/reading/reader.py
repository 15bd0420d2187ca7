"""Reader: the table of steps from a Document to its Claims.

Takes a Document and a test whether a name is a known place. Gives its Mentions and, from them, its claims in text order,
verbatim and ungrounded, and Findings. Promises that each passage quotes the document exactly and that the same document gives the same
claims. Rules propose, an encoder judges: what is exact (numbers, parts, repetitions) is the rules' to the end.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from daftar.model import Claim, Document, Finding, Harm, Passage
from daftar.reading.draft import Draft
from daftar.reading.events.events import read_events
from daftar.reading.harm.counts import find_counts
from daftar.reading.harm.doers import with_doers
from daftar.reading.harm.groups import find_groups
from daftar.reading.harm.harm import read_harms
from daftar.reading.harm.repetitions import Voiced, without_repetitions
from daftar.reading.judge.decide import decide
from daftar.reading.judge.proposals import Sketch, sketch
from daftar.reading.judge.skim import skimmed
from daftar.reading.language.sentences import Text, cut
from daftar.reading.language.words import closed_words
from daftar.reading.scene.places import find_areas, find_places, place_phrase
from daftar.reading.scene.scene import Scene
from daftar.reading.scene.times import find_times, when_phrase
from daftar.reading.states.states import read_states
from daftar.reading.tagger import WEIGHTS, open_tagger, tagger_step
from daftar.reading.voices.modality import modality_at
from daftar.reading.voices.voices import Attribution, Voices, find_attributions, voices_of

RULES: tuple[str, ...] = (
    "sentences.rules.v1",
    "counts.rules.v1",
    "harm.rules.v1",
    "events.rules.v1",
    "states.rules.v1",
    "voices.rules.v1",
    "modality.rules.v1",
)


def reading_steps(weights: Path = WEIGHTS) -> tuple[str, ...]:
    """The versions of all that makes a claim here: what proposes, and the encoder that judges, by the hash of its weights."""
    return (*RULES, tagger_step(weights))


LONGEST_INTRODUCTION = 40
"""Characters between cue and content that still introduce it; what is longer tells something itself."""

ANEW = 0.7
"""How sure a claim must be to stand although it sounds like one told before: the encoder learned what readers take for a repetition."""
FEWEST_WORDS = 40
LEAST_ENGLISH = 0.12


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a document names: places and times (bare names, and the expressions without their prepositions), who says what."""

    text: Text
    places: tuple[Passage, ...]
    times: tuple[Passage, ...]
    attributions: tuple[Attribution, ...]


def find_mentions(document: Document, known_place: Callable[[str], bool], own_places: Sequence[str] = ()) -> Mentions:
    """The document's mentions. `known_place(name)` tells whether a gazetteer holds the name; `own_places` are a case's own."""
    text = cut(document.text)
    places = find_places(document.text, known_place, own_places)
    return Mentions(text, places, find_times(document.text), find_attributions(text))


def skim_document(document: Document, weights: Path = WEIGHTS) -> Document:
    """The document with blanks for the stretches in which nothing need be read: offsets hold. Find mentions in it, then read the whole."""
    settings = open_tagger(weights).settings
    text = skimmed(document.text, settings.signs, settings.least_sign)
    return document if text == document.text else replace(document, text=text)


def read_document(
    document: Document, mentions: Mentions, weights: Path = WEIGHTS
) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    """The claims of one document, numbered in text order, from the mentions of the document as it was skimmed, or of the whole.

    Raises DaftarError where the encoder's weights are absent.
    """
    text = mentions.text
    findings = (_foreign(document),) if is_foreign(document.text) else ()
    if not text.sentences:
        return (), findings if document.text.strip() else (_empty(document),)
    tagger, made = open_tagger(weights), sketch_document(document, mentions)
    found = decide(made, tagger.answers(made), tagger.settings)
    claims = _numbered(document, _surest(found), reading_steps(weights))
    if text.text != document.text:
        claims = [_quoted(claim, document.text) for claim in claims]
    return tuple(claims), findings


def _surest(found: Sequence[Voiced]) -> list[Voiced]:
    """Without repetitions: of several tellings the surest stands, which is mostly the fullest; what is told anew for sure stands, too."""
    kept = without_repetitions(sorted(found, key=lambda one: -(one[1].confidence or 0.0)))
    told = {id(claim) for _, claim in kept}
    anew = [one for one in found if id(one[1]) not in told and (one[1].confidence or 0.0) >= ANEW]
    return sorted([*kept, *anew], key=lambda one: (one[0].sentence.start, one[0].anchor))


def _quoted(claim: Claim, text: str) -> Claim:
    """The claim with its passages quoted from the whole text: one that runs over what was skimmed holds blanks."""

    def quoted(value: Any) -> Any:
        if isinstance(value, Passage):
            return Passage(value.start, value.end, text[value.start : value.end])
        return tuple(map(quoted, value)) if isinstance(value, tuple) else value

    def whole(record: Any, names: Iterable[str]) -> Any:
        return replace(record, **{name: quoted(getattr(record, name)) for name in names})

    body = whole(claim.body, claim.body.__slots__)
    return cast(Claim, whole(replace(claim, body=body), ("sentence", "said_by", "place", "time")))


def sketch_document(document: Document, mentions: Mentions) -> Sketch:
    """What the rules propose of a document with at least one sentence: the ground of the encoder's judgement, and of its training."""
    text, scene = mentions.text, _scene(mentions)
    counts = find_counts(text)
    groups = find_groups(text, counts)
    drafts = [*read_harms(text, groups, scene), *read_events(text, scene), *read_states(text, scene)]
    voices = voices_of(text, mentions.attributions, publisher=document.publisher)
    every = _voiced(text, drafts, voices)
    return sketch(text, scene, voices, mentions.attributions, counts, groups, every, without_repetitions(every))


def _scene(mentions: Mentions) -> Scene:
    text = mentions.text
    places = tuple(place_phrase(text.text, place) for place in mentions.places)
    times = tuple(when_phrase(text.text, time) for time in mentions.times)
    return Scene(text, places, find_areas(text.text), times, tuple(_introductions(mentions)))


def _introductions(mentions: Mentions) -> Iterator[Passage]:
    """The phrases of those who speak, and the few words from cue to content: "said on Friday in Orsk that"."""
    for said in mentions.attributions:
        if said.source is not None:
            yield said.source
        if said.cue is not None:
            end = next((piece.start for piece in said.content if piece.start >= said.cue.end), said.cue.end)
            yield mentions.text.passage(
                said.cue.start, end if end - said.cue.end <= LONGEST_INTRODUCTION else said.cue.end
            )


def _voiced(text: Text, drafts: Iterable[Draft], voices: Voices) -> list[Voiced]:
    """Each draft with the claim that each of its voices makes, in text order, repetitions left out."""
    found: list[Voiced] = []
    for draft in sorted(drafts, key=lambda draft: (draft.sentence.start, draft.anchor)):
        sentence = text.sentence_at(draft.anchor)
        said_by: tuple[Passage | None, ...] = () if draft.own else voices.all_at(draft.anchor, sentence)
        modality = draft.modality or modality_at(text, sentence, draft.anchor)
        for voice in said_by or (None,):
            claim = Claim("", 0, draft.sentence, draft.body, voice, modality, draft.place, draft.time)
            found.append((draft, claim))
    return with_doers(text, found)


def _numbered(document: Document, found: list[Voiced], steps: tuple[str, ...]) -> list[Claim]:
    numbers: dict[int, int] = {}
    for number, (draft, _) in enumerate(found):
        numbers.setdefault(id(draft), number)
    claims = []
    for number, (draft, claim) in enumerate(found):
        body = claim.body
        if isinstance(body, Harm):
            whole = numbers.get(id(draft.part_of)) if draft.part_of is not None else None
            body = replace(body, part_of=whole if whole != number else None)
        claims.append(replace(claim, document=document.id, number=number, body=body, made_by=steps))
    return claims


def is_foreign(text: str) -> bool:
    """Whether too few of the words are those that hold English sentences together: a quarter of any English report are."""
    words = re.findall(r"[^\W_]+", text.lower())
    return len(words) >= FEWEST_WORDS and sum(word in closed_words() for word in words) < LEAST_ENGLISH * len(words)


def _foreign(document: Document) -> Finding:
    return Finding(
        "reading.not_english",
        f"{document.id}:0-{len(document.text)}",
        "The document does not seem to be in English: what it says was not understood.",
        "Read a translation beside it, or code it by hand. That it gives no claims does not mean that it says nothing.",
    )


def _empty(document: Document) -> Finding:
    return Finding(
        "reading.no_text",
        f"{document.id}:0-0",
        "The document holds no sentence that can be read.",
        "Look at the archived bytes; if the text is an image, run it through OCR and read the result.",
    )

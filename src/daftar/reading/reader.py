"""Reader: the table of steps from a Document to its Claims.

Takes a Document and a test whether a name is a known place. Gives its Mentions and, from them, its claims in text order,
verbatim and ungrounded, and Findings. Promises that each passage quotes the document exactly and that the same document gives the same claims. The
learned reader comes in behind this signature.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from daftar.model import Claim, Document, Finding, Harm, Passage
from daftar.reading.draft import Draft
from daftar.reading.events.events import read_events
from daftar.reading.harm.counts import find_counts
from daftar.reading.harm.doers import with_doers
from daftar.reading.harm.harm import read_harms
from daftar.reading.harm.repetitions import Voiced, without_repetitions
from daftar.reading.language.sentences import Text, cut
from daftar.reading.scene.places import find_areas, find_places, place_phrase
from daftar.reading.scene.scene import Scene
from daftar.reading.scene.times import find_times, when_phrase
from daftar.reading.states.states import read_states
from daftar.reading.voices.modality import modality_at
from daftar.reading.voices.voices import Attribution, Voices, find_attributions, voices_of

STEPS: tuple[str, ...] = (
    "sentences.rules.v1",
    "counts.rules.v1",
    "harm.rules.v1",
    "events.rules.v1",
    "states.rules.v1",
    "voices.rules.v1",
    "modality.rules.v1",
)


LONGEST_INTRODUCTION = 40
"""Characters between cue and content that still introduce it; what is longer tells something itself."""

FEWEST_WORDS = 40
LEAST_ENGLISH = 0.12
_CLOSED = frozenset(("det", "prep", "conj", "pron", "aux", "rel"))


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


def read_document(document: Document, mentions: Mentions) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    """The claims of one document, numbered in text order."""
    text = mentions.text
    if not text.sentences:
        return (), (_empty(document),)
    scene = _scene(mentions)
    drafts = [*read_harms(text, find_counts(text), scene), *read_events(text, scene), *read_states(text, scene)]
    voices = voices_of(text, mentions.attributions, publisher=document.publisher)
    return tuple(_numbered(document, _voiced(text, drafts, voices))), (_foreign(document),) if _is_foreign(text) else ()


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
    return without_repetitions(with_doers(text, found))


def _numbered(document: Document, found: list[Voiced]) -> list[Claim]:
    numbers: dict[int, int] = {}
    for number, (draft, _) in enumerate(found):
        numbers.setdefault(id(draft), number)
    claims = []
    for number, (draft, claim) in enumerate(found):
        body = claim.body
        if isinstance(body, Harm):
            whole = numbers.get(id(draft.part_of)) if draft.part_of is not None else None
            body = replace(body, part_of=whole if whole != number else None)
        claims.append(replace(claim, document=document.id, number=number, body=body, made_by=STEPS))
    return claims


def _is_foreign(text: Text) -> bool:
    """Whether too few of the words are those that hold English sentences together: a quarter of any English report are."""
    words = [tag for tag in text.tags if tag != "mark"]
    return len(words) >= FEWEST_WORDS and sum(tag in _CLOSED for tag in words) < LEAST_ENGLISH * len(words)


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

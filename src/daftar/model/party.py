"""Grounded, Speaker: whom the words of a claim mean, and what is known of its voice.

Takes nothing. Gives what grounding puts beside a claim's words. Promises that each says how it was found: what the registry
added, or the document elsewhere, is never taken for the words themselves.
"""

from dataclasses import dataclass

from daftar.model.document import Passage
from daftar.model.vocabulary import How, PartyKind, VoiceKind


@dataclass(frozen=True, slots=True)
class Grounded:
    """The party that a phrase of a claim means. `slot` is the phrase's slot (`by`, `holders`, `said_by`), `number` its place, from 0, in it.

    `name` is the full one. `how` it was found: `as_written`, the words hold it; `registry`, the words are another name of it;
    `short_form`, the document says the name in full elsewhere; `coreference`, the words stand for what was named before
    ("the group", "they"). `kind` is None where neither the registry nor the name tells it.
    """

    slot: str
    number: int
    name: str
    how: How
    kind: PartyKind | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """What is known of a voice beside its name.

    `family` is the owner or the body that it speaks for. `leaning` is whose side it is on, in the text's own words; `unnamed` the
    reason that the text gives for not naming it. None where none is known.
    """

    kind: VoiceKind = "unknown"
    family: str | None = None
    leaning: Passage | None = None
    unnamed: Passage | None = None

"""Labels: the closed lists that the encoder's heads answer with, and the marks that it is given.

Takes nothing. Gives tuples whose order is that of the weights: a change of order is a new model. Promises that every name is one
of the codebook's, or a mark that a rule leaves on a word.
"""

from daftar.model.vocabulary import (
    ACCESS_STATUSES,
    CONTROL_STATUSES,
    EVENT_TYPES,
    MEANS,
    MODALITIES,
    OUTCOMES,
    RELATION_TYPES,
    STATUSES,
    Kind,
)

Label = tuple[Kind, str]
LABELS: tuple[Label, ...] = (
    *(("harm", name) for name in OUTCOMES),
    *(("event", name) for name in EVENT_TYPES),
    *(("control", name) for name in CONTROL_STATUSES),
    *(("access", name) for name in ACCESS_STATUSES),
    *(("relation", name) for name in RELATION_TYPES),
)
"""What a word may carry a claim of."""

SLOTS: tuple[str, ...] = (
    "said_by", "place", "when", "victims", "by", "agent", "patient", "holders", "route", "goods", "a", "b", "whole",
)  # fmt: skip
"""What a claim points at, as a phrase of the text. `whole` is the anchor of the claim of which a harm is a part."""

SLOTS_OF: dict[Kind, tuple[str, ...]] = {
    "harm": ("said_by", "place", "when", "victims", "by", "whole"),
    "event": ("said_by", "place", "when", "agent", "patient"),
    "control": ("said_by", "place", "when", "holders"),
    "access": ("said_by", "place", "when", "by", "route", "goods"),
    "relation": ("said_by", "place", "when", "a", "b"),
}

CHOICES: dict[str, tuple[str, ...]] = {
    "modality": MODALITIES,
    "status": STATUSES,
    "means": MEANS,
    "scope": ("incident", "total"),
}
"""What a claim answers with one word of a closed list. All but modality are of harm alone."""

TAGS: tuple[str, ...] = (
    "det", "prep", "conj", "rel", "pron", "aux", "verb", "ing", "adv", "num", "clitic", "mark", "noun",
)  # fmt: skip
SHAPES: tuple[str, ...] = ("lower", "title", "upper", "digit", "other")
MARKS: tuple[str, ...] = (
    *(f"tag.{tag}" for tag in TAGS),
    *(f"shape.{shape}" for shape in SHAPES),
    *(f"means.{means}" for means in MEANS),
    *(f"{kind}.{value}" for kind, value in LABELS),
    "opens_sentence", "opens_paragraph", "quoted", "voiced", "source", "cue", "content", "place", "time", "count", "group", "person",
    "repeated", "carries",
)  # fmt: skip
"""What rules and position say of a word: its class, its shape, the claims that rules anchor there."""

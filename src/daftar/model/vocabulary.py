"""The closed lists of the codebook, as types.

Takes nothing. Gives one name per list. Promises that the words are those of `docs/codebook.md`; the cue
words by which a text shows them are data, in `daftar/vocabulary/*.toml`.
"""

from typing import Literal, get_args

Kind = Literal["harm", "event", "control", "access", "relation"]
Modality = Literal["asserted", "denied", "feared", "planned", "hypothetical"]
Outcome = Literal["killed", "injured", "casualties", "missing", "captured", "displaced", "other"]
Status = Literal["civilian", "combatant", "mixed", "unknown"]
Means = Literal[
    "airstrike", "shelling", "drone", "explosive", "suicide", "small_arms", "melee", "chemical", "execution",
    "torture", "deprivation", "other", "unknown",
]  # fmt: skip
Scope = Literal["incident", "total"]
EventType = Literal[
    "armed_clash", "offensive", "capture", "withdrawal",
    "airstrike", "shelling", "drone_strike", "bombing", "suicide_attack", "chemical_attack",
    "attack", "abduction", "sexual_violence", "execution",
    "talks", "talks_collapse", "agreement", "violation", "demand", "sanction", "protest",
    "aid_delivery", "aid_denial", "evacuation", "displacement",
    "supply_arms", "refuse_arms", "destruction", "other",
]  # fmt: skip
ControlStatus = Literal["held", "contested", "divided", "besieged", "captured", "lost"]
AccessStatus = Literal["cut", "restricted", "open", "reopened"]
RelationType = Literal[
    "supports", "allied", "opposes", "member_of", "supplies", "refuses_to_supply", "negotiates_with"
]  # fmt: skip
PartyKind = Literal[
    "armed_forces", "armed_group", "coalition", "government", "police", "un", "igo", "ngo", "monitor", "media", "wire",
    "other",
]  # fmt: skip
VoiceKind = Literal[
    "wire", "media", "monitor", "ngo", "un", "igo", "government", "military", "armed_group", "medic", "witness", "official",
    "unnamed", "unknown",
]  # fmt: skip
How = Literal["as_written", "registry", "short_form", "coreference"]
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]

KINDS: tuple[Kind, ...] = get_args(Kind)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
STATUSES: tuple[Status, ...] = get_args(Status)
MEANS: tuple[Means, ...] = get_args(Means)
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
CONTROL_STATUSES: tuple[ControlStatus, ...] = get_args(ControlStatus)
ACCESS_STATUSES: tuple[AccessStatus, ...] = get_args(AccessStatus)
RELATION_TYPES: tuple[RelationType, ...] = get_args(RelationType)

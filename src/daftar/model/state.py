"""State: what holds of a place or a pair of parties over an interval, by whose word."""

from dataclasses import dataclass

from daftar.model.vocabulary import Kind, Modality
from daftar.model.when import When
from daftar.model.where import Where


@dataclass(frozen=True, slots=True)
class State:
    """Control of a place, access to it, or a relation between two parties, as voices have it.

    `kind` is control, access or relation; `status` the word of that kind's list. `subject` is the place, or party a;
    `parties` the holders, who cuts, or party b. `voices` and `claims` pair up. Feared, planned and hypothetical states
    are never mixed with asserted ones: `modality` tells.
    """

    kind: Kind
    status: str
    subject: str
    parties: tuple[str, ...]
    modality: Modality
    when: When | None
    where: Where | None
    route: str | None
    goods: tuple[str, ...]
    voices: tuple[str, ...]
    claims: tuple[str, ...]

"""Draft: a claim while its document is being read.

Takes what a finder of harm, events or states saw. Gives a frozen record that the reader turns into a Claim once the
voice and the modality at its anchor are known and all drafts of the document stand in text order.
"""

from dataclasses import dataclass

from daftar.model import Passage
from daftar.model.claim import Body
from daftar.model.vocabulary import Modality


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """One claim as first seen. Compared by identity, so that a part can point to its whole.

    `anchor` is the offset of the word that carries it (the verb, the act noun): voice and modality are looked up there.
    `sentence` is the evidence. `part_of` is the draft of the whole. `modality` is set only where the finder knows better than
    the cue words around the anchor (a talks *collapse* is asserted, "no casualties" is asserted). `own` is true where the claim
    is the document's own whoever speaks around it (a control claim in a "rebel-held" aside).
    """

    anchor: int
    sentence: Passage
    body: Body
    place: Passage | None = None
    time: Passage | None = None
    part_of: "Draft | None" = None
    modality: Modality | None = None
    own: bool = False

"""Saying: one attribution as a record.

Takes nothing. Gives Attribution, what the finders of cues, quotations and turns all make. Promises nothing but its shape.
"""

from dataclasses import dataclass

from daftar.model import Passage


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody says something. `source` None: nobody is named; `content` in text order, several pieces where the cue stands within.

    `manner` is the cue's table in `voices.toml`; `voiced` tells whether claims in the content are this source's.
    """

    source: Passage | None
    cue: Passage | None
    content: tuple[Passage, ...]
    manner: str = "says"
    voiced: bool = True

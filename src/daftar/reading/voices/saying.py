"""Saying: one attribution as a record.

Takes token spans. Gives Attribution, which the finders of cues, quotations and turns all make. Promises nothing but its shape.
"""

from dataclasses import dataclass

from daftar.model import Passage
from daftar.reading.language.sentences import Text
from daftar.reading.voices.cues import Cue


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


def attributed(
    text: Text, source: tuple[int, int] | None, cue: tuple[int, int], content: tuple[Passage, ...], listed: Cue
) -> Attribution:
    """The attribution of a source and a cue, given by their first and last tokens."""
    words = None if source is None else text.span(*source)
    return Attribution(words, text.span(*cue), content, listed.manner, listed.voiced)

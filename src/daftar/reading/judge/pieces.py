"""Pieces: words as the encoder's vocabulary spells them.

Takes words and a vocabulary. Gives numbers of pieces, longest piece first from the left, as WordPiece does (Wu et al., "Google's
Neural Machine Translation System", 2016): lower case, without accents. Promises at least one piece a word, and at most MOST.
"""

import re
import unicodedata
from collections.abc import Mapping

MOST = 6
"""Pieces of a word that are looked at: what is longer is a link or noise."""
LONGEST = 40
"""Characters of a word that are looked at."""
_PARTS = re.compile(r"[^\W_]+|\S")


class Pieces:
    """A vocabulary with the spellings that it gave."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers
        self._unknown = numbers["[UNK]"]
        self._known: dict[str, tuple[int, ...]] = {}
        self.opens, self.closes, self.hidden = (numbers[name] for name in ("[CLS]", "[SEP]", "[MASK]"))

    def of(self, word: str) -> tuple[int, ...]:
        """The numbers of the word's pieces."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > 200_000:  # a stream of noise may not fill the memory
                self._known.clear()
            found = self._known[word] = self._spelled(word)
        return found

    def _spelled(self, word: str) -> tuple[int, ...]:
        bare = "".join(
            letter
            for letter in unicodedata.normalize("NFD", word[:LONGEST].lower())
            if unicodedata.category(letter) != "Mn"
        )
        pieces: list[int] = []
        for part in _PARTS.findall(bare):
            pieces += self._part(part)
        return tuple(pieces[:MOST]) or (self._unknown,)

    def _part(self, part: str) -> list[int]:
        pieces: list[int] = []
        start = 0
        while start < len(part):
            end = len(part)
            while end > start and self._piece(part, start, end) not in self._numbers:
                end -= 1
            if end == start:
                return [self._unknown]
            pieces.append(self._numbers[self._piece(part, start, end)])
            start = end
        return pieces

    @staticmethod
    def _piece(part: str, start: int, end: int) -> str:
        return part[start:end] if start == 0 else f"##{part[start:end]}"

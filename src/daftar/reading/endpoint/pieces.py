"""Pieces: a document in parts of whole sentences, each with what must be known to read it.

Takes a cut Text. Gives Pieces in order. Promises that each sentence is in one piece, that none is cut, and that what is shown around a
piece is bounded, so that all pieces of a document together cost what its length costs.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from daftar.reading.language.sentences import Sentence, Text

OPENING = 800
BEFORE = 1500
AFTER = 500
"""Characters shown beside a piece: how the report begins, what stands before it, what follows."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Sentences `first` to `last` (exclusive) and where they stand; `opening`, `before` and `after` are shown, not asked about.

    Each span is (start, end) in the document's text, empty (equal ends) where nothing is shown.
    """

    first: int
    last: int
    span: Span
    opening: Span
    before: Span
    after: Span

    @property
    def shown(self) -> tuple[Span, ...]:
        """The spans of the document that the model sees, in order, none within another."""
        around = (self.before[0], self.after[1])
        return (self.opening, around) if self.opening[0] < self.opening[1] else (around,)


def find_pieces(text: Text, characters: int) -> Iterator[Piece | Sentence]:
    """The pieces of at most so many characters; a sentence that is longer by itself stands alone, as a Sentence, in none."""
    first: int | None = None
    for sentence in text.sentences:
        too_long = sentence.end - sentence.start > characters
        if first is not None and (too_long or sentence.end - text.sentences[first].start > characters):
            yield piece_of(text, first, sentence.number)
            first = None
        if too_long:
            yield sentence
        elif first is None:
            first = sentence.number
    if first is not None:
        yield piece_of(text, first, len(text.sentences))


def halves(text: Text, piece: Piece) -> tuple[Piece, ...]:
    """The piece in two; nothing where it is one sentence."""
    middle = (piece.first + piece.last) // 2
    if middle == piece.first:
        return ()
    return piece_of(text, piece.first, middle), piece_of(text, middle, piece.last)


def piece_of(text: Text, first: int, last: int) -> Piece:
    """The piece of these sentences (`last` exclusive) with what is shown around it."""
    start, end = text.sentences[first].start, text.sentences[last - 1].end
    before = first
    while before > 0 and start - text.sentences[before - 1].start <= BEFORE:
        before -= 1
    after = last
    while after < len(text.sentences) and text.sentences[after].end - end <= AFTER:
        after += 1
    opening = 0
    while opening < before and text.sentences[opening].end - text.sentences[0].start <= OPENING:
        opening += 1
    return Piece(
        first,
        last,
        (start, end),
        (text.sentences[0].start, text.sentences[opening - 1].end) if opening else (0, 0),
        (text.sentences[before].start, text.sentences[first - 1].end) if before < first else (start, start),
        (text.sentences[last].start, text.sentences[after - 1].end) if after > last else (end, end),
    )


def shown_text(text: Text, span: Span) -> str:
    """The sentences of the span, white space evened out, a line a paragraph; nothing for an empty span."""
    if span[0] == span[1]:
        return ""
    lines: list[str] = []
    paragraph: int | None = None
    for number in range(text.sentence_at(span[0]).number, len(text.sentences)):
        sentence = text.sentences[number]
        if sentence.start >= span[1]:
            break
        words = " ".join(text.text[sentence.start : sentence.end].split())
        if sentence.paragraph == paragraph:
            lines[-1] += " " + words
        else:
            lines.append(words)
        paragraph = sentence.paragraph
    return "\n".join(lines)

"""Quotations: which quotation holds an offset, and whose a quotation is that runs on without a cue of its own.

Takes a cut Text and spans. Gives spans. Promises linear time.
"""

from bisect import bisect_right

from daftar.reading.language.sentences import Sentence, Text

Stretch = tuple[int, int]

_CLOSING = frozenset('"”»')
_OPENING = frozenset('"“«')


def quotation_at(text: Text, offset: int) -> Stretch | None:
    """The quotation that holds the offset, marks included."""
    at = bisect_right(text.quotations, (offset, len(text.text) + 1)) - 1
    return text.quotations[at] if at >= 0 and text.quotations[at][0] <= offset < text.quotations[at][1] else None


def is_closed(text: Text, quotation: Stretch) -> bool:
    """Whether the quotation ends with a mark, not only with its paragraph."""
    return quotation[1] - quotation[0] > 1 and text.text[quotation[1] - 1] in _CLOSING


def goes_on(text: Text, quotation: Stretch) -> bool:
    """Whether the next paragraph takes the quotation up again with an opening mark."""
    return text.text[quotation[1] : quotation[1] + 12].lstrip()[:1] in _OPENING


def is_within(text: Text, offset: int) -> bool:
    """Whether the offset stands in a quotation that is closed or taken up again: a mark left open by mistake quotes nothing."""
    quotation = quotation_at(text, offset)
    return quotation is not None and (is_closed(text, quotation) or goes_on(text, quotation))


def is_whole(text: Text, quotation: Stretch) -> bool:
    """Whether the quotation is one or more whole sentences."""
    return (
        quotation[0] <= text.sentence_at(quotation[0]).start + 1
        and text.sentence_at(quotation[1] - 1).end <= quotation[1] + 2
    )


def is_open_at_end(text: Text, sentence: Sentence) -> bool:
    """Whether a quotation that no mark closes stands at the sentence's end."""
    quotation = quotation_at(text, sentence.end - 1)
    return quotation is not None and not is_closed(text, quotation)


class Covered:
    """Whether some span holds an offset, in logarithmic time."""

    def __init__(self, spans: list[Stretch]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def holds(self, offset: int) -> bool:
        """Whether a span holds it."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]

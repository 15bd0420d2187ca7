"""Sentences: a document's text as tokens, sentences and quotations, all by offset.

Takes any text. Gives a Text. Promises that every offset is into the text as given, that sentences are in order and do not
overlap, and that time is linear in the text's length.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from daftar.model import Passage
from daftar.reading.language.words import Tag, tags

Case = Literal["mixed", "upper", "lower"]

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., a.m.
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|%)?(?:-[^\W\d_]+)*"  # 1,200; 15:00; 6th; 23-year-old
    r"|['’]s\b"
    r"|[^\W_]+(?:[-‐‑'’](?!['’]?s\b)[^\W_]+)*(?:[-‐‑]s\b)?"  # rebel-held, don't, O'Brien; not the clitic of Assad's
    r"|\.{2,}|--+|\S",
    re.IGNORECASE,  # THE BRIGADE'S 1ST BATTALION
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|gen|maj|lt|col|sgt|capt|cmdr|brig|adm|rep|sen|gov|pres|prof|rev|st|no|vs|jr|sr|inc|co|ltd|dept|est|approx"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mt|ft|al|e\.g|i\.e)|(?:^|[\s(\"“'.-])[A-Za-z])$",
    re.IGNORECASE,
)
_DATELINE = r"\([\w][\w .,/-]{1,40}\)\s*(?:--?|[—–])\s*(?:\[[^\]\n]{1,80}\]\s*)*"  # KABUL, 13 Dec (Agency) -- [Text]
_HEADING = r"(?<=[\w.])\s*==+\s*"  # a wiki's == Heading == run into its text
_BREAK = re.compile(
    rf"{_DATELINE}|{_HEADING}" r"|(?:(?<![.!?…؟])[.!?…؟]+[\"”’'»)\]]*)(?=\s|[A-Z\"“*=\[]|$)|\n[^\S\n]*\n\s*|\n"
)
LONGEST = 400
"""Tokens after which a sentence is cut: what does not end by then is a table or noise, and each of its claims would quote it all."""
_NAMED = {"IS": "isis", "US": "u.s."}  # in mixed case no verb and no pronoun
_OPENING = re.compile(r"[\s]*[\"“‘'«(\[*=-]*\s*")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark. `lower` is its text in lower case."""

    start: int
    end: int
    text: str
    lower: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `first` and `last` delimit its tokens in `Text.tokens`, `last` exclusive; `paragraph` counts from 0."""

    number: int
    paragraph: int
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text, cut. `quotations` are the spans between quotation marks, marks included, in order.

    `tags` are the tokens' word classes. `case` is "upper" for wire copy in capitals, "lower" for text without any: there, capitals say nothing.
    """

    text: str
    tokens: tuple[Token, ...]
    tags: tuple[Tag, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[tuple[int, int], ...]
    case: Case
    starts: tuple[int, ...]
    token_starts: tuple[int, ...]

    def tokens_of(self, sentence: Sentence) -> tuple[Token, ...]:
        """The sentence's tokens."""
        return self.tokens[sentence.first : sentence.last]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds the offset, or the last one before it. Raises IndexError where there is none at all."""
        return self.sentences[max(0, bisect_right(self.starts, offset) - 1)]

    def token_at(self, offset: int) -> int:
        """The index of the token that holds the offset, or of the last one before it; 0 where there is none."""
        return max(0, bisect_right(self.token_starts, offset) - 1)

    def passage(self, start: int, end: int) -> Passage:
        """The passage of these offsets."""
        return Passage(start, end, self.text[start:end])

    def passage_of(self, sentence: Sentence) -> Passage:
        """The sentence as evidence."""
        return self.passage(sentence.start, sentence.end)

    def span(self, first: int, last: int) -> Passage:
        """The passage from token `first` to token `last`, inclusive."""
        return self.passage(self.tokens[first].start, self.tokens[last].end)

    def quoted(self, offset: int) -> bool:
        """Whether the offset stands within quotation marks."""
        index = bisect_right(self.quotations, (offset, len(self.text))) - 1
        return index >= 0 and self.quotations[index][0] <= offset < self.quotations[index][1]


def cut(text: str) -> Text:
    """The text as tokens, sentences and quotations."""
    case = case_of(text)
    tokens = tuple(Token(m.start(), m.end(), m.group(), m.group().lower()) for m in _TOKEN.finditer(text))
    token_starts = tuple(token.start for token in tokens)
    sentences: list[Sentence] = []
    for paragraph, start, end in bounds(text, case):
        first = bisect_right(token_starts, start - 1)
        last = bisect_right(token_starts, end - 1)
        for piece in range(first, last, LONGEST):
            stop = min(last, piece + LONGEST)
            opens = start if piece == first else token_starts[piece]
            closes = end if stop == last else tokens[stop - 1].end
            sentences.append(Sentence(len(sentences), paragraph, opens, closes, piece, stop))
    return Text(
        text,
        tokens,
        tags([_NAMED.get(token.text, token.lower) if case == "mixed" else token.lower for token in tokens]),
        tuple(sentences),
        tuple(_quotations(text)),
        case,
        tuple(sentence.start for sentence in sentences),
        token_starts,
    )


def case_of(text: str) -> Case:
    """Whether the text is in capitals, in small letters, or in both."""
    upper = sum(map(str.isupper, text))
    lower = sum(map(str.islower, text))
    if upper > 3 * lower and upper > 20:
        return "upper"
    return "lower" if lower > 200 and upper * 150 < lower else "mixed"


def bounds(text: str, case: Case) -> Iterator[tuple[int, int, int]]:
    """(paragraph, start, end) of each sentence, white space trimmed."""
    paragraph, start = 0, 0
    for match in _BREAK.finditer(text):
        mark = match.group()
        if "\n" in mark:
            wrapped = mark.count("\n") == 1 and not _closes(text, start, match.start())
            if wrapped:
                continue
            yield from _trimmed(text, paragraph, start, match.start())
            paragraph, start = paragraph + 1, match.end()
        elif mark[0] in "(=" or mark.lstrip().startswith("=") or _ends_sentence(text, match, case):
            yield from _trimmed(text, paragraph, start, match.end())
            start = match.end()
    yield from _trimmed(text, paragraph, start, len(text))


def _trimmed(text: str, paragraph: int, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if piece.strip():
        yield paragraph, start + left, start + len(piece.rstrip())


def _closes(text: str, start: int, end: int) -> bool:
    """Whether the line that ends here is whole: closed by a mark, or a heading, followed by a line that opens anew."""
    line = text[max(start, text.rfind("\n", 0, end) + 1) : end].rstrip()
    following = text[end + 1 : end + 80].lstrip(" \t")
    if not line or line[-1] in '.!?…:"”*=؟':
        return True
    return len(line) < 60 and bool(following) and (following[0].isupper() or following[0] in '"“*-•=')


def _ends_sentence(text: str, match: re.Match[str], case: Case) -> bool:
    mark, end = match.group(), match.end()
    following = _OPENING.match(text, end)
    opens = text[following.end() : following.end() + 1] if following else ""
    glued = end < len(text) and not text[end].isspace()
    if mark[0] == "." and len(mark.rstrip("\"”’'»)]")) == 1:
        before = text[max(0, match.start() - 12) : match.start()]
        if _ABBREVIATION.search(before):
            return False
        if glued and not re.search(r"[a-z0-9)\"”%]$", before):  # "D.C.-based", "3.A"
            return False
    if glued and re.match(r"[A-Z](?:\.|\b(?!\s))", text[end:]):  # "v2.B"
        return False
    if not opens or case == "lower":
        return True
    if mark[-1] in "\"”’'" and opens.islower():  # "Go!" he said.
        return False
    return not opens.islower()


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Spans between double quotation marks; one left open ends with its paragraph, as running quotations do."""
    opened = None
    for match in re.finditer(r"[\"“”«»]|\n\s*\n|\n(?=[\"“])", text):
        mark = match.group()
        if mark[0] == "\n":
            if opened is not None:
                yield opened, match.start()
            opened = None
        elif opened is None and mark not in "”»":
            opened = match.start()
        elif opened is not None and mark not in "“«":
            yield opened, match.end()
            opened = None
    if opened is not None:
        yield opened, len(text)

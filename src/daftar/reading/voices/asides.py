"""Asides: what the document itself adds within another's words.

Takes a cut Text and a stretch that somebody is said to say. Gives the stretches within it that are the document's own: a clause about
a person who was killed before ("his brother, who was shot in May"), and harm that is spoken of as known ("alarmed over the murder
of"). Promises to leave quotations alone: there every word is the speaker's.
"""

from collections.abc import Iterator

from daftar.reading.language.sentences import Text
from daftar.reading.voices.modality import is_presupposed
from daftar.reading.voices.quotations import quotation_at

_OPENS = frozenset(("who", "whose", "which"))
_HARMED = frozenset("killed left injured wounded".split())
_CLAIMED = frozenset("claim claims claimed claiming responsibility blamed attributed denied behind".split())
_PHRASE = 12  # tokens before the head of a noun phrase
_REACH = 60  # tokens over which an aside runs without its closing comma


def find_asides(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between these offsets that are the document's own, in text order, none within another."""
    at, last = text.token_at(start), text.token_at(end - 1)
    while at <= last:
        closes = _clause_end(text, at, last)
        if closes is not None:
            yield text.tokens[at].start, text.tokens[closes].end
            at = closes
        elif _is_known(text, at):
            yield text.tokens[at].start, text.tokens[at].end
        at += 1


def _clause_end(text: Text, at: int, last: int) -> int | None:
    """The last token of the clause about what was before that opens at this token; None where none does."""
    if text.tokens[at].lower not in _OPENS or at == 0 or text.tokens[at - 1].text != ",":
        return None
    if quotation_at(text, text.tokens[at].start) is not None:
        return None
    close = at + 1
    while close < last and close - at < _REACH and text.tokens[close + 1].text not in (",", ".", ";", "—", "–"):
        close += 1
    past = any(text.tokens[i].lower in ("was", "were", "died") for i in range(at + 1, min(at + 4, close)))
    return close if past else None


def _ends_known(text: Text, at: int) -> bool:
    """Whether a definite act that was claimed or laid to somebody ends here: "claimed the attack last week that killed ten"."""
    sentence = text.sentence_at(text.tokens[at].start)
    words = [text.tokens[i].lower for i in range(max(sentence.first, at - 25), at)]
    return "the" in words and not _CLAIMED.isdisjoint(words)


def _is_known(text: Text, at: int) -> bool:
    if text.tags[at] not in ("noun", "verb") or quotation_at(text, text.tokens[at].start) is not None:
        return False
    if text.tokens[at].lower in _HARMED and at > 1 and text.tokens[at - 1].lower == "that":
        return _ends_known(text, at - 2)
    sentence = text.sentence_at(text.tokens[at].start)
    first = at
    while first > max(sentence.first, at - _PHRASE) and text.tags[first - 1] in ("noun", "num", "ing"):
        first -= 1
    definite = first > sentence.first and text.tags[first - 1] in ("det", "clitic")
    if not definite and text.tokens[at].lower.endswith("s"):
        return False  # "denounced executions": that there were any is what is said
    return is_presupposed(text, sentence, text.tokens[at].start)

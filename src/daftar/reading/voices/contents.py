"""Contents: where what is said stands: before its cue, around it, after it.

Takes a cut Text, a sentence and the tokens of a cue and its source. Gives the passages of what is said. Promises to stay within the
sentence, but for the quotation or the paragraph that a cue closes or opens.
"""

from daftar.model import Passage
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.voices.cues import Cue
from daftar.reading.voices.quotations import quotation_at

_LONGEST = 300  # tokens: no sentence of a report is longer, but a table without marks may be
_REACH = 120  # tokens: nobody reads on for a mark or a verb beyond that
_MARKS = frozenset('"“«')


def content_start(text: Text, sentence: Sentence, index: int, cue: Cue) -> int:
    """The token where what is said may begin: past the addressee, and what tells when, where and how it was said."""
    at = index + 1
    if cue.addressee and at < sentence.last:
        if text.tags[at] in ("pron", "rel") and text.tokens[at].lower not in ("that", "what", "who"):
            at += 1
        elif text.tags[at] in ("det", "noun", "num") and text.tokens[at].lower != "that":
            quick = at
            while (
                quick < sentence.last
                and text.tags[quick] in ("det", "noun", "num", "clitic", "prep")
                and quick < at + 9
            ):
                quick += 1
            if quick < sentence.last and (
                text.tokens[quick].text in '“",' or text.tags[quick] in ("rel", "pron") or cue.clause
            ):
                at = quick
    bound = min(sentence.last, index + 30) if cue.clause else at
    for look in range(at, bound):
        token = text.tokens[look]
        if token.text in ("“", '"', "«") or token.lower in ("that", "whether", "how", "why"):
            return look
        if text.tags[look] in ("verb", "aux", "pron", "conj") or token.text in (";", "”") or token.lower == "when":
            break
        if token.text == ":" and look + 1 < sentence.last:
            return look + 1
    return at


def is_fronted(text: Text, sentence: Sentence, source: int, index: int, start: int, floor: int) -> bool:
    """Whether what is said stands before the source: "The town fell, he said on Monday."."""
    if source - 1 < floor:
        return False
    mark = text.tokens[source - 1].text
    if mark not in (",", "”", '"', "’", "'", "—", "--", "?", "!", "-", "–", "»"):
        return False
    if mark in ('"', "”", "»"):
        quote = quotation_at(text, text.tokens[source - 1].start)
        if quote is None or quote[1] != text.tokens[source - 1].end:
            return False
    elif not any(text.tags[at] in ("verb", "aux", "ing") for at in range(floor, source - 1)):
        if index + 1 < sentence.last and text.tokens[index + 1].text == ".":
            return True
        aside = (
            index + 2 < sentence.last and text.tokens[index + 1].text == "," and text.tags[index + 2] in ("verb", "aux")
        )
        return mark == "," and aside
    if start >= sentence.last or text.tokens[start].text in ".,;" or text.tags[index + 1] == "ing":
        return True
    if _is_day(text, sentence, start):
        return True  # "told reporters today."
    following = text.tokens[index + 1]
    if following.text in ".,;:!?)]—" or following.text == "--":
        return not (
            following.text in ",:" and index + 2 < sentence.last and text.tokens[index + 2].text in '“"' and mark == ","
        )
    if text.tokens[start].text in '“"' or text.tokens[start].lower in ("that", "whether", "how", "why"):
        return mark in ('"', "”", "»")
    if mark in ('"', "”", "»") and text.tags[index + 1] in ("prep", "adv"):
        return True
    tail = range(index + 1, min(sentence.last, index + _REACH))
    if text.tags[index + 1] in ("prep", "adv") or text.tokens[index + 1].lower in _TIME_WORDS:
        first_mark = next((at for at in tail if text.tokens[at].text in ",;"), sentence.last)
        return not any(text.tags[at] in ("verb", "aux") for at in range(index + 1, first_mark))
    return mark in ('"', "”", "»") and not any(text.tags[at] in ("verb", "aux") for at in tail)


def _is_day(text: Text, sentence: Sentence, at: int) -> bool:
    """Whether nothing but a day stands from the token to the end of its clause."""
    at += text.tags[at] == "prep"
    closes = at + 1 >= sentence.last or text.tokens[at + 1].text in ".,;"
    return closes and at < sentence.last and text.tokens[at].lower in _TIME_WORDS


_TIME_WORDS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())


def said_before(text: Text, sentence: Sentence, source: int, floor: int) -> tuple[Passage, ...] | None:
    """What is said before the source: back to the clause's or the quotation's beginning."""
    last = source - 1
    start = text.tokens[max(floor, last - _LONGEST)].start if floor < len(text.tokens) else sentence.start
    while last >= floor and text.tokens[last].text in (",", "—", "--", "-", "–"):
        last -= 1
    if last < floor:
        return None
    end = text.tokens[last].end
    quote = quotation_at(text, end - 1)
    if quote is not None and quote[0] < start and floor == sentence.first:
        start = quote[0]
    return (text.passage(start, end),)


def said_beyond(text: Text, sentence: Sentence, index: int, *, anything: bool = False) -> tuple[Passage, ...]:
    """What goes on after a cue in the middle: "The army, he said, took the town" and '"We fled," she said. "They shot."'."""
    for at in range(index + 1, min(sentence.last - 1, index + 25)):
        if text.tokens[at].text == "," and text.tokens[at + 1].text in ("“", '"'):
            return (text.passage(text.tokens[at + 1].start, _end(text, sentence, at)),)
        resumes = anything or text.tags[at + 1] in ("verb", "aux", "conj", "adv", "prep", "rel", "num")
        if text.tokens[at].text == "," and at == index + 1 and resumes:
            return (text.passage(text.tokens[at + 1].start, _end(text, sentence, at)),)
    return ()


def said_around(text: Text, sentence: Sentence, opens: int, index: int, floor: int) -> tuple[Passage, ...]:
    """What stands around "as X expects"."""
    closes = next(
        (at for at in range(index + 1, min(sentence.last, index + _REACH)) if text.tokens[at].text in (",", ".")),
        sentence.last,
    )
    before = said_before(text, sentence, opens, floor) or ()
    after = said_after(text, sentence, closes) if closes < sentence.last else None
    return (*before, *((after,) if after is not None else ()))


def said_after(text: Text, sentence: Sentence, start: int) -> Passage | None:
    """What is said from token `start` to the sentence's end, or to a semicolon outside quotation marks; None where nothing is."""
    while start < sentence.last and text.tokens[start].text in (",", ":", "—", "--", ")"):
        start += 1
    if start >= sentence.last:
        return None
    end = _end(text, sentence, start)
    begin = text.tokens[start].start
    if text.tokens[start].text not in _MARKS:
        stop = next(
            (at for at in range(start, min(sentence.last, start + _REACH)) if text.tokens[at].text == ";"), None
        )
        end = end if stop is None else text.tokens[stop - 1].end
    return text.passage(begin, end) if end > begin and text.tokens[start].text not in ".;!?”" else None


def next_paragraph(text: Text, sentence: Sentence) -> Passage | None:
    """The paragraph after a cue that closes its own with a colon, up to its first quotation's end where it is quoted."""
    following = sentence.number + 1
    if following >= len(text.sentences):
        return None
    start = text.sentences[following].start
    quotation = quotation_at(text, start)
    if quotation is not None:
        return text.passage(start, quotation[1])
    last = following
    while last + 1 < len(text.sentences) and text.sentences[last + 1].paragraph == text.sentences[following].paragraph:
        last += 1
    return text.passage(start, text.sentences[last].end)


def quotation_before(text: Text, sentence: Sentence) -> tuple[Passage, ...]:
    """The quotation that ends right before a sentence that only says who said it ('"We fled." He said.')."""
    quotation = quotation_at(text, sentence.start - 2) if sentence.start > 1 else None
    if quotation is None or quotation[1] > sentence.start or text.text[quotation[1] : sentence.start].strip():
        return ()
    return (text.passage(*quotation),)


def _end(text: Text, sentence: Sentence, start: int) -> int:
    last = min(sentence.last - 1, start + _LONGEST)
    return text.tokens[last].start if text.tokens[last].text == "." and last > sentence.first else text.tokens[last].end

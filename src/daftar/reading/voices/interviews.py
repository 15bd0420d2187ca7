"""Interviews: whose the answers are where questions and quotations follow each other without a word of saying.

Takes a cut Text. Gives the quotations that answer, with the person with whom the document opens. Promises nothing of a text in which
fewer than two paragraphs answer a question.
"""

from collections.abc import Iterator
from itertools import pairwise, zip_longest

from daftar.model import Passage
from daftar.reading.language.sentences import Text
from daftar.reading.voices.quotations import Covered, quotation_at
from daftar.reading.voices.saying import Attribution
from daftar.reading.voices.subjects import subject_before

_MANY = 2  # answers to questions in paragraphs of their own make an interview
_FIRST = 3  # sentences in which an interview names whom it is with
_OPENING = 30  # tokens of such a sentence within which its first verb stands


def find_answers(text: Text, said: Covered) -> Iterator[Attribution]:
    """One attribution for each quotation that is a paragraph of its own, or all of one after "On the harvest:", if nobody has `said` it."""
    paragraphs = tuple(_paragraphs(text))
    answers = [_is_answer(text, *paragraph) and not said.holds(paragraph[1] - 2) for paragraph in paragraphs]
    asked = sum(
        answers[after] and _ends_in_question(text, paragraphs[before])
        for before, after in pairwise(range(len(paragraphs)))
    )
    found = [paragraph for paragraph, answer in zip(paragraphs, answers, strict=True) if answer]
    headed = sum(quotation_at(text, start) is None for start, _ in found)
    source = interviewee(text) if max(asked, headed) >= _MANY else None
    if source is not None:
        for start, end in found:
            opens, closes = quotation_at(text, end - 1) or (start, end)
            yield Attribution(source, None, (text.passage(opens, closes),), "turn")


def interviewee(text: Text) -> Passage | None:
    """The person or body with whom the document opens; None where it opens with nobody."""
    for sentence in text.sentences[:_FIRST]:
        for at in range(sentence.first + 1, min(sentence.last, sentence.first + _OPENING)):
            if text.tags[at] in ("verb", "aux"):
                span = subject_before(text, sentence, at, sentence.first)
                if span is not None and span[0] == sentence.first and text.tags[span[0]] in ("noun", "det"):
                    return text.span(*span)
    return None


def _paragraphs(text: Text) -> Iterator[tuple[int, int]]:
    """The offsets of each paragraph."""
    first = None
    for sentence, following in zip_longest(text.sentences, text.sentences[1:]):
        first = sentence if first is None else first
        if following is None or following.paragraph != sentence.paragraph:
            yield first.start, first.start + len(text.text[first.start : sentence.end].rstrip())
            first = None


def _is_answer(text: Text, start: int, end: int) -> bool:
    """Whether nothing but one quotation stands in the paragraph, or nothing but "On …:" before it."""
    quotation = quotation_at(text, end - 1)
    if quotation is None or quotation[1] < end:
        return False
    lead = text.text[start : quotation[0]].strip()
    return not lead or (lead.startswith("On ") and lead.endswith(":"))


def _ends_in_question(text: Text, paragraph: tuple[int, int]) -> bool:
    return text.text[paragraph[1] - 1] == "?" and quotation_at(text, paragraph[1] - 1) is None

"""Namings: attributions without a verb of saying: "according to", "the claim that", "in X's view", "Army radio: …".

Takes a cut Text, a sentence and the index of the cue. Gives an Attribution, None where there is none. Promises to stay within the
sentence.
"""

from daftar.model import Passage
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.voices.contents import next_paragraph, said_after, said_before, said_beyond
from daftar.reading.voices.cues import Cue
from daftar.reading.voices.saying import Attribution, attributed
from daftar.reading.voices.subjects import Span, is_speaker, subject_after, subject_before
from daftar.reading.voices.verbs_of_saying import inherited_source


def according_to(text: Text, sentence: Sentence, index: int) -> Attribution | None:
    """ "According to X, …" and "…, according to X"."""
    source = subject_after(text, sentence, index + 2)
    if source is None:
        return None
    pieces: list[Passage] = []
    first = index
    while first > sentence.first and text.tokens[first - 1].text in (",", "-", "—", "–", "--"):
        first -= 1
    body = any(text.tags[at] in ("verb", "aux", "noun") for at in range(sentence.first, first))
    opens = first > sentence.first and (
        text.tokens[first - 1].text in ("]", ")") or (first == index and text.tags[first - 1] in ("rel", "conj"))
    )
    if body and not opens:
        pieces.extend(said_before(text, sentence, first, sentence.first) or ())
    if (not pieces or first < index) and source[1] + 1 < sentence.last and text.tokens[source[1] + 1].text != ".":
        following = said_after(text, sentence, source[1] + 1)
        if following is not None and (not pieces or text.tokens[source[1] + 1].text == ","):
            pieces.append(following)
    if not pieces:
        return None
    return Attribution(text.span(*source), text.span(index, index + 1), tuple(pieces), "according", True)


def by_noun(text: Text, sentence: Sentence, index: int, cue: Cue) -> Attribution | None:
    """ "X's claim that", "a statement by X that", "fears that"."""
    bound = min(sentence.last - 1, index + 12)
    colon = next((at for at in range(index + 1, min(sentence.last, index + 7)) if text.tokens[at].text == ":"), None)
    if colon is not None and cue.manner == "says":
        return _stated(text, sentence, index, colon, cue)
    that = next((at for at in range(index + 1, bound) if text.tokens[at].lower == "that"), None)
    stop = next(
        (at for at in range(index + 1, bound) if text.tags[at] in ("verb", "aux") or text.tokens[at].text in ".;:"),
        bound,
    )
    infinitive = (
        cue.manner in ("plans", "orders")
        and index + 2 < sentence.last
        and text.tokens[index + 1].lower in ("to", "for")
    )
    if (that is None or that > stop) and not infinitive:
        return _reckoned(text, sentence, index)
    start = index + 1 if infinitive or that is None else that
    content = said_after(text, sentence, start)
    if content is None:
        return None
    source: Span | None = None
    first = index
    while first > sentence.first and text.tags[first - 1] in ("noun", "num"):
        first -= 1
    if first > sentence.first and text.tags[first - 1] == "clitic":
        head = first - 2
        while head > sentence.first and text.tags[head - 1] in ("noun", "det", "num"):
            head -= 1
        source = (head, first - 2)
    elif first > sentence.first and text.tokens[first - 1].lower in ("his", "her", "their", "its", "my", "our"):
        source = (first - 1, first - 1)
    elif index + 1 < start and text.tokens[index + 1].lower in ("by", "from", "of"):
        source = (index + 2, start - 1) if start - 1 >= index + 2 else None
    elif (
        source is None
        and that == index + 1
        and first - 1 > sentence.first
        and (text.tags[first - 1] in ("verb", "det", "adv", "prep"))
    ):
        verb = next((at for at in range(first - 1, sentence.first, -1) if text.tags[at] == "verb"), None)
        source = subject_before(text, sentence, verb, sentence.first) if verb is not None else None
    return attributed(text, source, (index, index), (content,), cue)


def _stated(text: Text, sentence: Sentence, index: int, colon: int, cue: Cue) -> Attribution | None:
    """ "The general released the following statement today: …"."""
    source = inherited_source(text, sentence, index, [])
    content = said_after(text, sentence, colon) or next_paragraph(text, sentence)
    if source is None or content is None:
        return None
    return attributed(text, source, (index, index), (content,), cue)


def _reckoned(text: Text, sentence: Sentence, index: int) -> Attribution | None:
    """ "In a forester's guess", "by the count of the union": what is said is the rest of the clause."""
    if text.tokens[index].lower not in _RECKONINGS:
        return None
    first = index - 1
    while first > sentence.first and text.tags[first] in ("noun", "num", "clitic", "det"):
        first -= 1
    if text.tokens[first].lower not in ("in", "by", "on", "from") or first == index - 1:
        return None
    possessor = next((at for at in range(first + 1, index) if text.tags[at] == "clitic"), None)
    source: Span | None = None
    last = index
    if possessor is not None:
        source = (first + 1, possessor - 1)
    elif index + 1 < sentence.last and text.tokens[index + 1].lower == "of":
        source = subject_after(text, sentence, index + 2)
        last = source[1] if source is not None else index
    elif text.tokens[first + 1].lower in ("their", "his", "her", "its"):
        source = (first + 1, first + 1)
    if source is None:
        return None
    around = (
        *(said_before(text, sentence, first, sentence.first) or ()),
        *said_beyond(text, sentence, last, anything=True),
    )
    return Attribution(text.span(*source), text.span(index, index), around, "counts") if around else None


_RECKONINGS = frozenset("account count tally guess estimate reckoning telling version words view opinion".split())


def by_colon(text: Text, sentence: Sentence) -> Attribution | None:
    """'X was blunt: "…"', "Army radio: 35 dead", and the headline "X: the town fell"."""
    for at in range(sentence.first + 1, sentence.last - 1):
        if text.tokens[at].text != ":":
            continue
        opens = sentence.first, at - 1
        phrase = (
            at - sentence.first <= 9
            and text.tags[sentence.first] != "prep"
            and all(
                text.tags[i] in ("noun", "clitic", "det", "prep", "num") or text.tokens[i].text == "."
                for i in range(sentence.first, at)
            )
        )
        speaks = phrase and is_speaker(text, *opens)
        headline = phrase and at - sentence.first <= 4 and _is_headline(text, sentence)
        if not speaks and not headline and text.tokens[at + 1].text not in ("“", '"', "«"):
            return None
        source = opens if phrase else inherited_source(text, sentence, at, [])
        content = said_after(text, sentence, at)
        return (
            None
            if source is None or content is None
            else Attribution(text.span(*source), text.span(at, at), (content,))
        )
    return None


def _is_headline(text: Text, sentence: Sentence) -> bool:
    following = sentence.number + 1
    alone = following < len(text.sentences) and text.sentences[following].paragraph > sentence.paragraph
    return sentence.number == 0 and alone and text.case == "mixed"

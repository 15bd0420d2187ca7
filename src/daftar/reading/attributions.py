"""Attributions: who says what, as far as the text shows it by a word of saying or by quotation marks.

Takes a cut Text. Gives Attributions in text order: a source, a cue, and what is said. What counts is drawn after PolNeAR (Newell,
Margolin, Ruths, "An Attribution Relations Corpus for Political News", LREC 2018): speech, writing, thought, intention and documents
that show. Promises exact spans and linear time; the cue words are `vocabulary/voices.toml`.
"""

from dataclasses import replace

from daftar.model import Passage
from daftar.reading.cues import Cue, cues
from daftar.reading.quotations import is_within, quotation_at
from daftar.reading.saying import Attribution
from daftar.reading.sentences import Sentence, Text
from daftar.reading.subjects import Span, is_speaker, subject_after, subject_before
from daftar.reading.turns import with_turns

__all__ = ["Attribution", "find_attributions"]


def find_attributions(text: Text) -> tuple[Attribution, ...]:
    """Every attribution of the text, in the order of their cues; a quotation that runs on over sentences belongs to one."""
    found: list[Attribution] = []
    for sentence in text.sentences:
        found.extend(_apart(text, sentence, _in_sentence(text, sentence)))
    return with_turns(text, found)


def _in_sentence(text: Text, sentence: Sentence) -> list[Attribution]:
    found: list[Attribution] = []
    table = cues()
    floor = sentence.first  # what stands left of it belongs to an earlier cue
    for index in range(sentence.first, sentence.last):
        word = text.tokens[index].lower
        if (word not in table and word != "according") or is_within(text, text.tokens[index].start):
            continue
        if word == "according" and index + 2 < sentence.last and text.tokens[index + 1].lower == "to":
            attribution = _according(text, sentence, index)
        else:
            attribution = _cued(text, sentence, index, table.get(word, ()), floor, found)
        if attribution is not None:
            found.append(attribution)
            floor = index + 1
    if not found and (attribution := _colon(text, sentence)) is not None:
        found.append(attribution)
    return found


def _cued(
    text: Text, sentence: Sentence, index: int, readings: tuple[Cue, ...], floor: int, found: list[Attribution]
) -> Attribution | None:
    noun = next((cue for cue in readings if cue.form == "noun"), None)
    verb = next((cue for cue in readings if cue.form != "noun" and _is_followed(text, sentence, index, cue)), None)
    if verb is not None and _is_verb(text, sentence, index, verb):
        return _verbal(text, sentence, index, verb, floor, found)
    return None if noun is None else _nominal(text, sentence, index, noun)


def _is_followed(text: Text, sentence: Sentence, index: int, cue: Cue) -> bool:
    """Whether the word that the cue wants after it is there."""
    if cue.after is None:
        return True
    if index + 1 >= sentence.last:
        return False
    if text.tokens[index + 1].lower in cue.after or ("#" in cue.after and text.tags[index + 1] == "num"):
        return True
    near = range(index + 2, min(index + 12, sentence.last))
    return any("~" + text.tokens[at].lower in cue.after for at in near)


def _is_verb(text: Text, sentence: Sentence, index: int, cue: Cue) -> bool:
    if text.tags[index] in ("verb", "ing", "aux"):
        return not (index > sentence.first and text.tags[index - 1] in ("det", "clitic") and cue.form != "ing")
    if index == sentence.first:
        return False
    before = text.tags[index - 1]
    after = text.tokens[index + 1] if index + 1 < sentence.last else None
    if before in ("det", "clitic") or (before == "num" and cue.form != "past"):
        return False
    if cue.form == "past":
        return before != "prep"
    clausal = after is not None and (
        after.text in '“":' or after.lower in ("to", "that") or text.tags[index + 1] in ("det", "pron", "rel", "num")
    )
    if cue.clause and cue.form in ("base", "third") and text.tokens[index - 1].text in (",", "”", '"', ")"):
        return after is not None and text.tags[index + 1] in ("det", "noun", "num", "pron")
    if cue.form in ("base", "third") and after is not None and after.text in (".", ",") and before in ("noun", "mark"):
        return cue.clause and _tail_of_clause(text, sentence, index)
    if before in ("pron", "rel"):
        return True
    if cue.form == "third":
        return before in ("noun", "num") and clausal and not text.tokens[index - 1].lower.endswith("s")
    return cue.form == "base" and before == "noun" and clausal and text.tokens[index - 1].lower.endswith("s")


def _tail_of_clause(text: Text, sentence: Sentence, index: int) -> bool:
    """Whether a comma or a closing quotation stands shortly before: "…, the clinic's director estimates."."""
    return any(text.tokens[at].text in (",", "”", '"') for at in range(max(sentence.first, index - 12), index))


def _verbal(
    text: Text, sentence: Sentence, index: int, cue: Cue, floor: int, found: list[Attribution]
) -> Attribution | None:
    before = _skipped_back(text, sentence, index)
    word_before = text.tokens[before].lower if before >= sentence.first else ""
    if cue.form == "past" and _passive(text, sentence, index):
        return _passively(text, sentence, index, cue, floor)
    if _no_saying(text, sentence, index, cue):
        return None
    inverted = _inverted(text, sentence, index, cue)
    if inverted is not None:
        quoted = _before(text, sentence, index, floor)
        if quoted is None:
            return None
        whole = any(text.tags[at] in ("verb", "aux", "ing") for at in range(floor, index))
        rest = _both_sides(text, sentence, inverted[1], anything=not whole)
        return _made(text, inverted, (index, index), (*quoted, *rest), cue)
    source = subject_before(text, sentence, index, floor)
    inherited = False
    if source is None or cue.form == "ing" or word_before == "to":
        if cue.form == "base" and word_before not in ("to", "and", "or", "but", ","):
            return None
        if word_before == "to" and not (cue.clause and cue.base not in ("know", "put", "find", "show")):
            return None
        inherited = source is None or word_before in (",", "by", "to", "while", "in", "after", "of", "for")
        if source is None or word_before in (",", "by", "to"):
            source = _inherited(text, sentence, index, found)
    cue_span = (before + 1, index)
    start = _content_start(text, sentence, index, cue)
    if not inherited and source is not None and cue.clause and _fronts(text, sentence, source[0], index, start, floor):
        fronted = _before(text, sentence, source[0], floor)
        if fronted is not None:
            tail = start - 1 if start < sentence.last and text.tokens[start].text == "," else index
            rest = _both_sides(text, sentence, tail)
            return _made(text, source, cue_span, (*fronted, *rest), cue)
    if source is not None and source[0] > floor and text.tokens[source[0] - 1].lower == "as" and cue.form != "ing":
        around = _around(text, sentence, source[0] - 1, index, floor)
        if around:
            return _made(text, source, cue_span, around, cue)
    content = _after(text, sentence, start)
    if content is None and cue.clause and text.tokens[sentence.last - 1].text == ":":
        content = _next_paragraph(text, sentence)
    if content is None or (source is None and cue.form != "ing"):
        return None
    relative = source is not None and source[0] > sentence.first and text.tags[source[0] - 1] == "rel"
    if (
        cue.clause
        and cue.manner in ("believes", "shows", "counts", "says")
        and not relative
        and not _opens_content(text, start, cue)
    ):
        return None
    return _made(text, source, cue_span, (content,), cue)


def _no_saying(text: Text, sentence: Sentence, index: int, cue: Cue) -> bool:
    """ "A man suspected of", "known as": a description; "claimed 12 lives": a toll."""
    following = [text.tokens[at].lower for at in range(index + 1, min(index + 7, sentence.last))]
    if cue.base == "claim" and ("lives" in following or "life" in following):
        return True
    described = following[:1] and following[0] in ("to", "of", "as", "by", "with", "in")
    if described and following[0] == "to":
        described = index + 2 < sentence.last and text.tags[index + 2] in ("verb", "aux")
    bare = index > sentence.first and text.tags[index - 1] in ("noun", "clitic", "num")
    return bool(cue.form == "past" and described and bare and cue.base in _DESCRIBING)


_DESCRIBING = frozenset(
    "suspect accuse believe charge think say know consider blame report expect call name quote cite".split()
)


def _opens_content(text: Text, start: int, cue: Cue) -> bool:
    """Whether what follows a cue of a clause may be what is said: not "said on Monday." nor "knows him"."""
    if cue.base in ("know", "find", "show", "put", "expect", "hope", "count", "consider"):
        return text.tags[start] in ("rel", "det", "noun", "num", "pron", "conj") or text.tokens[start].text in '“"‘:'
    return text.tags[start] not in ("verb",) or text.tokens[start].text[:1].isupper()


def _skipped_back(text: Text, sentence: Sentence, index: int) -> int:
    """The last token before the verb's own adverbs and auxiliaries."""
    at = index - 1
    while at >= sentence.first and text.tags[at] in ("adv", "aux"):
        at -= 1
    return at


def _passive(text: Text, sentence: Sentence, index: int) -> bool:
    at = index - 1
    while at >= sentence.first and text.tags[at] == "adv":
        at -= 1
    return at >= sentence.first and text.tokens[at].lower in _BE


_MARKS = frozenset('"“«')
_BE = frozenset("is are was were be been being isn't aren't wasn't weren't".split())


def _passively(text: Text, sentence: Sentence, index: int, cue: Cue, floor: int) -> Attribution | None:
    """ "It was announced that", "is believed to have", "was quoted as saying by", "were blamed by X for"."""
    agent = next(
        (at for at in range(index + 1, min(index + 12, sentence.last)) if text.tokens[at].lower == "by"),
        None,
    )
    source = subject_after(text, sentence, agent + 1) if agent is not None else None
    if source is not None and text.tags[source[1]] == "num":
        source = None
    subject = subject_before(text, sentence, index, floor)
    following = text.tokens[index + 1].lower if index + 1 < sentence.last else ""
    if cue.base in ("quote", "cite") and following == "as":
        content = _after(text, sentence, min(index + 3, sentence.last - 1))
        return None if content is None else _made(text, subject, (index, index + 2), (content,), cue)
    start = _content_start(text, sentence, index, replace(cue, addressee=False))
    content = _after(text, sentence, start)
    if content is None:
        return None
    if following not in ("to", "that", "by", "of", "for", "as", "whether", "with", "about") and cue.manner != "asks":
        return None
    pieces = [content]
    if subject is not None and following != "that" and text.tags[subject[0]] != "pron" and not cue.addressee:
        pieces.insert(0, text.span(*subject))
    return _made(text, source, (_skipped_back(text, sentence, index) + 1, index), tuple(pieces), cue)


def _inverted(text: Text, sentence: Sentence, index: int, cue: Cue) -> Span | None:
    """The source in "…," said X."""
    if not cue.clause or index <= sentence.first or index + 1 >= sentence.last:
        return None
    mark = text.tokens[index - 1].text
    if mark not in ('"', "”", ",", "’", "'", "?", "!", "»") or cue.form == "ing":
        return None
    source = subject_after(text, sentence, index + 1)
    if source is None or (text.tags[source[0]] == "pron" and cue.addressee):
        return None
    after = source[1] + 1
    if mark in (",", "’", "'"):
        if after < sentence.last and text.tags[after] in ("verb", "aux", "rel"):
            return None
        subject = subject_before(text, sentence, index, sentence.first)
        if subject is not None and mark == ",":
            return None
    elif after < sentence.last and text.tags[after] in ("verb", "aux") and text.tags[source[0]] == "pron":
        return None
    return source


def _inherited(text: Text, sentence: Sentence, index: int, found: list[Attribution]) -> Span | None:
    """The source of the cue before in the same sentence, else the sentence's first subject."""
    for attribution in reversed(found):
        if attribution.source is not None and attribution.manner != "according":
            return text.token_at(attribution.source.start), text.token_at(attribution.source.end - 1)
    for at in range(sentence.first + 1, index):
        if text.tags[at] in ("verb", "aux"):
            subject = subject_before(text, sentence, at, sentence.first)
            if subject is not None and text.tags[subject[0]] != "rel":
                return subject
    return None


def _content_start(text: Text, sentence: Sentence, index: int, cue: Cue) -> int:
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


def _fronts(text: Text, sentence: Sentence, source: int, index: int, start: int, floor: int) -> bool:
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
        aside = (
            index + 2 < sentence.last and text.tokens[index + 1].text == "," and text.tags[index + 2] in ("verb", "aux")
        )
        return mark == "," and aside
    if start >= sentence.last or text.tokens[start].text in ".,;" or text.tags[index + 1] == "ing":
        return True
    following = text.tokens[index + 1]
    if following.text in ".,;:!?)]—" or following.text == "--":
        return not (
            following.text in ",:" and index + 2 < sentence.last and text.tokens[index + 2].text in '“"' and mark == ","
        )
    if text.tokens[start].text in '“"' or text.tokens[start].lower in ("that", "whether", "how", "why"):
        return mark in ('"', "”", "»")
    if mark in ('"', "”", "»") and text.tags[index + 1] in ("prep", "adv"):
        return True
    tail = range(index + 1, sentence.last)
    if text.tags[index + 1] in ("prep", "adv") or text.tokens[index + 1].lower in _TIME_WORDS:
        first_mark = next((at for at in tail if text.tokens[at].text in ",;"), sentence.last)
        return not any(text.tags[at] in ("verb", "aux") for at in range(index + 1, first_mark))
    return mark in ('"', "”", "»") and not any(text.tags[at] in ("verb", "aux") for at in tail)


_TIME_WORDS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())


def _before(text: Text, sentence: Sentence, source: int, floor: int) -> tuple[Passage, ...] | None:
    """What is said before the source: back to the clause's or the quotation's beginning."""
    last = source - 1
    start = text.tokens[floor].start if floor < len(text.tokens) else sentence.start
    while last >= floor and text.tokens[last].text in (",", "—", "--", "-", "–"):
        last -= 1
    if last < floor:
        return None
    end = text.tokens[last].end
    quote = quotation_at(text, end - 1)
    if quote is not None and quote[0] < start and floor == sentence.first:
        start = quote[0]
    return (text.passage(start, end),)


def _both_sides(text: Text, sentence: Sentence, index: int, *, anything: bool = False) -> tuple[Passage, ...]:
    """What goes on after a cue in the middle: "The army, he said, took the town" and '"We fled," she said. "They shot."'."""
    for at in range(index + 1, min(sentence.last - 1, index + 25)):
        if text.tokens[at].text == "," and text.tokens[at + 1].text in ("“", '"'):
            return (text.passage(text.tokens[at + 1].start, _end(text, sentence)),)
        resumes = anything or text.tags[at + 1] in ("verb", "aux", "conj", "adv", "prep", "rel", "num")
        if text.tokens[at].text == "," and at == index + 1 and resumes:
            return (text.passage(text.tokens[at + 1].start, _end(text, sentence)),)
    return ()


def _around(text: Text, sentence: Sentence, opens: int, index: int, floor: int) -> tuple[Passage, ...]:
    """What stands around "as X expects"."""
    closes = next((at for at in range(index + 1, sentence.last) if text.tokens[at].text in (",", ".")), sentence.last)
    before = _before(text, sentence, opens, floor) or ()
    after = _after(text, sentence, closes) if closes < sentence.last else None
    return (*before, *((after,) if after is not None else ()))


def _after(text: Text, sentence: Sentence, start: int) -> Passage | None:
    while start < sentence.last and text.tokens[start].text in (",", ":", "—", "--", ")"):
        start += 1
    if start >= sentence.last:
        return None
    end = _end(text, sentence)
    begin = text.tokens[start].start
    if text.tokens[start].text not in _MARKS:
        stop = next((at for at in range(start, sentence.last) if text.tokens[at].text == ";"), None)
        end = end if stop is None else text.tokens[stop - 1].end
    return text.passage(begin, end) if end > begin and text.tokens[start].text not in ".;!?”" else None


def _next_paragraph(text: Text, sentence: Sentence) -> Passage | None:
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


def _end(text: Text, sentence: Sentence) -> int:
    last = sentence.last - 1
    return text.tokens[last].start if text.tokens[last].text == "." and last > sentence.first else text.tokens[last].end


def _according(text: Text, sentence: Sentence, index: int) -> Attribution | None:
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
        pieces.extend(_before(text, sentence, first, sentence.first) or ())
    if (not pieces or first < index) and source[1] + 1 < sentence.last and text.tokens[source[1] + 1].text != ".":
        following = _after(text, sentence, source[1] + 1)
        if following is not None and (not pieces or text.tokens[source[1] + 1].text == ","):
            pieces.append(following)
    if not pieces:
        return None
    return Attribution(text.span(*source), text.span(index, index + 1), tuple(pieces), "according", True)


def _nominal(text: Text, sentence: Sentence, index: int, cue: Cue) -> Attribution | None:
    """ "X's claim that", "a statement by X that", "fears that"."""
    bound = min(sentence.last - 1, index + 12)
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
    content = _after(text, sentence, start)
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
    return _made(text, source, (index, index), (content,), cue)


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
        *(_before(text, sentence, first, sentence.first) or ()),
        *_both_sides(text, sentence, last, anything=True),
    )
    return Attribution(text.span(*source), text.span(index, index), around, "counts") if around else None


_RECKONINGS = frozenset("account count tally guess estimate reckoning telling version words view opinion".split())


def _colon(text: Text, sentence: Sentence) -> Attribution | None:
    """'X was blunt: "…"', "Army radio: 35 dead", and the headline "X: the town fell"."""
    for at in range(sentence.first + 1, sentence.last - 1):
        if text.tokens[at].text != ":":
            continue
        opens = sentence.first, at - 1
        phrase = at - sentence.first <= 9 and all(
            text.tags[i] in ("noun", "clitic", "det", "prep", "num") or text.tokens[i].text == "."
            for i in range(sentence.first, at)
        )
        speaks = phrase and is_speaker(text, *opens)
        headline = phrase and at - sentence.first <= 4 and _is_headline(text, sentence)
        if not speaks and not headline and text.tokens[at + 1].text not in _MARKS:
            return None
        source = opens if phrase else _inherited(text, sentence, at, [])
        content = _after(text, sentence, at)
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


def _made(text: Text, source: Span | None, cue: Span, content: tuple[Passage, ...], listed: Cue) -> Attribution:
    words = None if source is None else text.span(*source)
    return Attribution(words, text.span(*cue), content, listed.manner, listed.voiced)


def _apart(text: Text, sentence: Sentence, found: list[Attribution]) -> list[Attribution]:
    """Where a new clause with its own source opens (", while X put it at"), what the one before says ends."""
    for number, attribution in enumerate(found[1:], 1):
        earlier, opening = found[number - 1], attribution.source or attribution.cue
        if opening is None or earlier.source == attribution.source or not earlier.content:
            continue
        piece = earlier.content[-1]
        if not piece.start < opening.start < piece.end:
            continue
        first = text.token_at(opening.start)
        conjunction = first - 1
        if text.tokens[conjunction].lower not in ("and", "but", "while", "whereas", "although", ";", "though"):
            continue
        if text.tokens[conjunction].text != ";" and text.tokens[conjunction - 1].text not in (",", ";", "”", '"'):
            continue
        end = (
            text.tokens[conjunction - 1].start
            if text.tokens[conjunction - 1].text == ","
            else text.tokens[conjunction - 1].end
        )
        if end > piece.start:
            kept = (*earlier.content[:-1], text.passage(piece.start, end))
            found[number - 1] = replace(earlier, content=kept)
    return found

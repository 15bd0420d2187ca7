"""Verbs of saying: the attribution that a verb of the list makes in its sentence, active, passive, inverted or as a participle.

Takes a cut Text, a sentence, the index of the verb and its reading as a cue. Gives an Attribution, None where the verb says nothing
("a man known as", "claimed 12 lives"). Promises to stay within the sentence, but for what `contents` may reach.
"""

from dataclasses import replace

from daftar.model import Passage
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.voices.contents import (
    content_start,
    is_fronted,
    next_paragraph,
    quotation_before,
    said_after,
    said_around,
    said_before,
    said_beyond,
)
from daftar.reading.voices.cues import Cue
from daftar.reading.voices.saying import Attribution, attributed
from daftar.reading.voices.subjects import Span, subject_after, subject_before


def by_verb(
    text: Text, sentence: Sentence, index: int, cue: Cue, floor: int, found: list[Attribution]
) -> Attribution | None:
    """The attribution of the verb at token `index`. Left of token `floor` stands what an earlier cue of `found` holds."""
    before = _skipped_back(text, sentence, index)
    word_before = text.tokens[before].lower if before >= sentence.first else ""
    if cue.form == "past" and _passive(text, sentence, index):
        return _passively(text, sentence, index, cue, floor)
    if _no_saying(text, sentence, index, cue):
        return None
    if _reduced(text, sentence, index, cue):
        return _passively(text, sentence, index, cue, floor)
    if cue.base in ("quote", "cite") and (relayed := _as_saying(text, sentence, index, cue)) is not None:
        return relayed
    inverted = _inverted(text, sentence, index, cue)
    if inverted is not None:
        return _by_inversion(text, sentence, index, inverted, cue, floor)
    if word_before == "to" and cue.manner not in _INFINITIVE:
        return None
    source = subject_before(text, sentence, index, floor)
    if source is not None and cue.form == "ing" and not _starts_clause(text, sentence, source[0]):
        source = None  # "issued a note accusing"
    own = source is not None and not (
        cue.form == "ing" and word_before in (",", "by", "while", "in", "after", "of", "for")
    )
    if source is None and cue.form == "base" and word_before not in ("to", "and", "or", "but", ","):
        return None
    if source is None or word_before == "to" or (cue.form == "ing" and word_before in (",", "by")):
        source = inherited_source(text, sentence, index, found)
    if source is None and cue.form != "ing":
        return None
    last = (
        index + 1
        if cue.after and text.tokens[min(index + 1, sentence.last - 1)].lower in cue.after & _PARTICLES
        else index
    )
    within = bool(found) and source is not None and found[-1].content[-1].end > text.tokens[source[0]].start
    opening = sentence.first if within else floor  # an earlier cue's words may be part of what this one says
    content = _content(text, sentence, last, cue, source if own else None, opening)
    return attributed(text, source, (before + 1, last), content, cue) if content else None


def is_verb(text: Text, sentence: Sentence, index: int, cue: Cue) -> bool:
    """Whether a form that may be a noun or part of a name is a verb here."""
    named = text.case == "mixed" and text.tokens[index].text[:1].isupper() and sentence.number > 0
    if named and index > sentence.first and text.tokens[index - 1].text not in '"“:.-–—':
        return False  # "State Police"
    if cue.form == "base" and cue.base in _NOUNS_TOO and index > sentence.first and text.tags[index - 1] == "noun":
        subject = text.tokens[index - 1].lower
        if not subject.endswith("s") and subject not in _PLURALS:
            return False  # "a teenage suspect"
    if cue.form in ("base", "third") and cue.base in _NOUNS_TOO and _is_led(text, sentence, index):
        return False  # "as suspects in", "when reports of"
    if text.tags[index] in ("verb", "ing", "aux"):
        return not (index > sentence.first and text.tags[index - 1] in ("det", "clitic") and cue.form != "ing")
    if index == sentence.first:
        return False
    nearest = index - 1
    while nearest > sentence.first and text.tags[nearest] == "adv":
        nearest -= 1
    before = text.tags[nearest]
    after = text.tokens[index + 1] if index + 1 < sentence.last else None
    if before in ("det", "clitic") or (before == "num" and cue.form != "past"):
        return False
    if cue.form == "past":
        return before != "prep" and not (
            before == "num" and index - 2 >= sentence.first and text.tags[index - 2] == "det"
        )
    clausal = after is not None and (
        after.text in '“":' or after.lower in ("to", "that") or text.tags[index + 1] in ("det", "pron", "rel", "num")
    )
    if cue.clause and cue.form == "third" and text.tokens[index - 1].text in (",", "”", '"', ")"):
        return after is not None and (text.tags[index + 1] in ("det", "noun", "num", "pron") or after.lower == "of")
    if cue.form == "third" and after is not None and after.text == "," and _is_mark(text, index + 2):
        return cue.clause and before in ("noun", "pron", "rel")
    if cue.form in ("base", "third") and after is not None and after.text in (".", ",") and before in ("noun", "mark"):
        return cue.clause and _tail_of_clause(text, sentence, index)
    if before in ("pron", "rel"):
        return True
    if cue.form == "third":
        return before in ("noun", "num") and clausal and not text.tokens[nearest].lower.endswith("s")
    return cue.form == "base" and before == "noun" and clausal and text.tokens[nearest].lower.endswith("s")


def _is_led(text: Text, sentence: Sentence, index: int) -> bool:
    """Whether a preposition or a conjunction leads the word and a preposition follows it."""
    if index == sentence.first or index + 1 >= sentence.last or text.tags[index + 1] != "prep":
        return False
    return text.tags[index - 1] in ("prep", "conj") or text.tokens[index - 1].lower in ("when", "as", "after")


def _is_mark(text: Text, at: int) -> bool:
    return at < len(text.tokens) and text.tokens[at].text in ('"', "“", "«")


def _tail_of_clause(text: Text, sentence: Sentence, index: int) -> bool:
    """Whether a comma or a closing quotation stands shortly before: "…, the clinic's director estimates."."""
    subject = subject_before(text, sentence, index, sentence.first)
    return subject is not None and subject[0] > sentence.first and text.tokens[subject[0] - 1].text in (",", "”", '"')


_REACH = 60  # tokens in which a participle's subject is sought
_NOUNS_TOO = frozenset(
    """suspect report claim state count record document list estimate fear question doubt show view blame charge order request
    demand appeal plan aim offer comment call attack challenge answer reply""".split()
)
_PLURALS = frozenset("police people men women children media military press data majority percent".split())
_INFINITIVE = frozenset(("says", "tells", "denies"))


_PARTICLES = frozenset(("out", "to", "for", "on", "about"))


def _content(
    text: Text, sentence: Sentence, last: int, cue: Cue, source: Span | None, floor: int
) -> tuple[Passage, ...]:
    """What is said with the cue that ends at token `last`: before its own `source`, around it, or after the cue."""
    start = content_start(text, sentence, last, cue)
    if source is not None and cue.clause and is_fronted(text, sentence, source[0], last, start, floor):
        fronted = said_before(text, sentence, source[0], floor)
        if fronted is not None:
            tail = start - 1 if start < sentence.last and text.tokens[start].text == "," else last
            return (*fronted, *said_beyond(text, sentence, tail))
    if source is not None and source[0] > floor and text.tokens[source[0] - 1].lower == "as" and cue.form != "ing":
        around = said_around(text, sentence, source[0] - 1, last, floor)
        if around:
            return around
    content = said_after(text, sentence, start)
    if content is None and cue.clause and text.tokens[sentence.last - 1].text == ":":
        content = next_paragraph(text, sentence)
    if content is None:
        whole = source is not None and source[0] == sentence.first and cue.clause
        return quotation_before(text, sentence) if whole else ()
    relative = source is not None and source[0] > sentence.first and text.tags[source[0] - 1] == "rel"
    if cue.clause and cue.manner in _CLAUSAL and not relative and not _opens_content(text, start, cue):
        return ()
    return (content,)


_CLAUSAL = frozenset(("believes", "shows", "counts", "says"))


def _by_inversion(text: Text, sentence: Sentence, index: int, source: Span, cue: Cue, floor: int) -> Attribution | None:
    quoted = said_before(text, sentence, index, floor)
    if quoted is None:
        return None
    about = _about(text, source, cue)
    if about is not None:
        topic = text.passage(text.tokens[about].start, text.tokens[source[1]].end)
        return attributed(text, (source[0], about - 1), (index, index), (*quoted, topic), cue)
    whole = any(text.tags[at] in ("verb", "aux", "ing") for at in range(floor, index))
    rest = said_beyond(text, sentence, source[1], anything=not whole)
    return attributed(text, source, (index, index), (*quoted, *rest), cue)


def _about(text: Text, source: Span, cue: Cue) -> int | None:
    """The "of" in '"They fled," says Karam of the garrison': it belongs to the verb where a bare name stands before it."""
    if cue.base != "say" or text.case != "mixed":
        return None
    for at in range(source[0] + 1, source[1]):
        if not text.tokens[at].text[:1].isupper():
            return at if text.tokens[at].lower == "of" and at - source[0] == 1 and text.tags[at + 1] == "det" else None
    return None


def _as_saying(text: Text, sentence: Sentence, index: int, cue: Cue) -> Attribution | None:
    """ "Quoted an official as saying that …": the official's words."""
    for at in range(index + 2, min(index + 30, sentence.last - 2)):
        if text.tokens[at].lower == "as" and text.tokens[at + 1].lower in ("saying", "telling"):
            content = said_after(text, sentence, at + 2)
            return None if content is None else attributed(text, (index + 1, at - 1), (at, at + 1), (content,), cue)
    return None


def _no_saying(text: Text, sentence: Sentence, index: int, cue: Cue) -> bool:
    """ "A man suspected of", "known as": a description; "claimed 12 lives": a toll."""
    following = [text.tokens[at].lower for at in range(index + 1, min(index + 7, sentence.last))]
    if cue.base == "claim" and ("lives" in following or "life" in following):
        return True
    word = following[0] if following else ""
    if (cue.base == "believe" and word == "in") or (cue.base in ("find", "found") and word in _OBJECTS):
        return True  # "believed in", "found him bleeding"
    described = (
        word in ("of", "as") or (word == "with" and cue.base == "charge") or (word == "in" and cue.base in _INVOLVED)
    )
    if word == "to":
        described = index + 2 < sentence.last and text.tags[index + 2] in ("verb", "aux")
    bare = index > sentence.first and text.tags[index - 1] in ("noun", "clitic", "num")
    return bool(cue.form == "past" and described and bare and cue.base in _DESCRIBING)


def _reduced(text: Text, sentence: Sentence, index: int, cue: Cue) -> bool:
    """ "An attack claimed by X"."""
    by = index + 1 < sentence.last and text.tokens[index + 1].lower == "by"
    return (
        by
        and cue.form == "past"
        and cue.base not in ("say", "tell", "add")
        and index > sentence.first
        and text.tags[index - 1] in ("noun", "num")
    )


_OBJECTS = frozenset("him her them me us himself herself themselves".split())
_INVOLVED = frozenset(("involve", "implicate"))


_DESCRIBING = frozenset(
    "suspect accuse believe charge implicate involve think say know consider blame report expect call name quote cite".split()
)


def _opens_content(text: Text, start: int, cue: Cue) -> bool:
    """Whether what follows a cue of a clause may be what is said: not "said on Monday." nor "knows him"."""
    if cue.base in ("know", "find", "show", "put", "expect", "hope", "count", "consider"):
        return text.tags[start] in ("rel", "det", "noun", "num", "pron", "conj") or text.tokens[start].text in '“"‘:'
    return text.tags[start] not in ("verb",) or text.tokens[start].text[:1].isupper()


def _starts_clause(text: Text, sentence: Sentence, at: int) -> bool:
    return at <= sentence.first or text.tags[at - 1] in ("conj", "rel") or text.tokens[at - 1].text in ',;:—“"(]).'


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
        content = said_after(text, sentence, min(index + 3, sentence.last - 1))
        return None if content is None else attributed(text, subject, (index, index + 2), (content,), cue)
    if subject is not None and text.tokens[subject[0]].lower == "it" and subject[0] > floor and following != "that":
        fronted = (
            said_before(text, sentence, subject[0], floor)
            if text.tokens[subject[0] - 1].text in (",", "”", '"')
            else None
        )
        if fronted is not None:
            return attributed(text, source, (_skipped_back(text, sentence, index) + 1, index), fronted, cue)
    start = content_start(text, sentence, index, replace(cue, addressee=False))
    content = said_after(text, sentence, start)
    if content is None:
        return None
    if following not in ("to", "that", "by", "of", "for", "as", "whether", "with", "about") and cue.manner != "asks":
        return None
    pieces = [content]
    if subject is not None and following != "that" and text.tags[subject[0]] != "pron" and not cue.addressee:
        pieces.insert(0, text.span(*subject))
    return attributed(text, source, (_skipped_back(text, sentence, index) + 1, index), tuple(pieces), cue)


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
        if subject is not None and mark == "," and not _is_swallowed(text, sentence, subject[0]):
            return None
    elif after < sentence.last and text.tags[after] in ("verb", "aux") and text.tags[source[0]] == "pron":
        return None
    return source


def _is_swallowed(text: Text, sentence: Sentence, first: int) -> bool:
    """Whether the phrase before the comma belongs to a preposition of a clause that has its verb: no subject of what follows."""
    if first <= sentence.first or text.tags[first - 1] != "prep":
        return False
    return any(text.tags[at] in ("verb", "aux") for at in range(sentence.first, first))


def _is_agent(text: Text, attribution: Attribution) -> bool:
    """Whether the source only stands by a participle ("the clashes announced by the Front"): no subject for what follows."""
    return attribution.source is not None and text.tokens[text.token_at(attribution.source.start) - 1].lower == "by"


def inherited_source(text: Text, sentence: Sentence, index: int, found: list[Attribution]) -> Span | None:
    """The source of the cue before in the same sentence, else the sentence's first subject."""
    for attribution in reversed(found[-8:]):
        if attribution.source is not None and attribution.manner != "according" and not _is_agent(text, attribution):
            return text.token_at(attribution.source.start), text.token_at(attribution.source.end - 1)
    opens = index - sentence.first < 3
    comma = False
    reach = (
        range(index + 1, min(sentence.last, index + _REACH))
        if opens
        else range(max(sentence.first + 1, index - _REACH), index)
    )
    for at in reach:
        comma = comma or text.tokens[at].text == ","
        if text.tags[at] in ("verb", "aux") and (comma or not opens):
            subject = subject_before(text, sentence, at, index + 1 if opens else sentence.first)
            if subject is None or text.tags[subject[0]] == "rel" or text.tokens[subject[0]].lower in ("who", "which"):
                continue
            if not opens or text.tokens[subject[0] - 1].text == ",":
                return subject
    return None

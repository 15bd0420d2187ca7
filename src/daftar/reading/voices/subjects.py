"""Subjects: the whole phrase that speaks, before or after a verb of saying.

Takes a cut Text and the index of the verb. Gives the first and last token of the phrase, with what describes it ("analyst A with
the Institute", "people who fled the town", "the mayor, an engineer"). Promises to stay within the sentence and right of `floor`.
"""

from functools import cache

from daftar.reading.language.sentences import Sentence, Text
from daftar.vocabulary import vocabulary

Span = tuple[int, int]

_NAMING = frozenset(("noun", "num", "clitic"))
_CLOSING = frozenset(("”", '"'))
_QUOTES = frozenset("\"“”«»'‘’")
_TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december today yesterday tomorrow week month year morning evening night afternoon earlier meanwhile however""".split()
)
_TIME_OPENERS = frozenset(("on", "in", "last", "this", "early", "late", "that"))
_LEAVES = frozenset("as after before during on about to via by".split())  # these open what was done, not who
_WHEN = frozenset("after before since during until amid following".split())  # "hours after the minister said"
_BETWEEN = frozenset(("all", "both", "each", "long"))
_SUBJECT_PRONOUNS = frozenset(
    "i you he she it we they someone somebody anyone anybody everyone everybody nobody nothing something there what".split()
)
_DASHES = frozenset(("–", "—", "--"))
_REACH = 40  # tokens: longer asides and relative clauses than this are no part of a name


def subject_before(text: Text, sentence: Sentence, verb: int, floor: int) -> Span | None:
    """The subject that stands before the verb, from token `floor` on; None where none does.

    A relative pronoun is a subject of its own ("who said"): `antecedent` tells for whom it stands.
    """
    last = verb - 1
    while last >= floor and (text.tags[last] in ("adv", "aux") or text.tokens[last].lower in _BETWEEN):
        last -= 1
    last = _before_time(text, last, floor)
    if last < floor:
        return None
    word = text.tokens[last].lower
    if text.tags[last] == "pron":
        return (last, last) if word in _SUBJECT_PRONOUNS else None
    if word in ("who", "which", "that", "some", "many", "most", "others", "few", "several"):
        return last, last
    head: int | None = last
    for _ in range(3):
        before = _before_aside(text, head, floor) if head is not None else None
        if before == head:
            break
        head = before
    if head is None or head < floor:
        return None
    if head < last and not (text.tags[head] in _NAMING or text.tokens[head].text in _QUOTES):
        return None
    if head == last and text.tags[head] not in _NAMING and text.tokens[head].text not in ("”", '"', "all"):
        return None
    first = _left_end(text, head, floor)
    if first is None or (head < last and not _opens_clause(text, first, floor, sentence)):
        return None
    if text.tokens[last].text in _DASHES:
        return first, head  # what stands between dashes is no part of a name
    return first, last - 1 if text.tokens[last].text == "," else last


def _before_time(text: Text, last: int, floor: int) -> int:
    """The token before an "on 25 January" or "last week" that stands between subject and verb; `last` where none does."""
    at = last
    while at > floor and (text.tokens[at].lower in _TIMES or text.tags[at] == "num"):
        at -= 1
    if at in (last, floor) or text.tokens[at].lower not in _TIME_OPENERS:
        return last
    at -= 1
    while at > floor and (text.tags[at] in ("adv", "aux") or text.tokens[at].lower in _BETWEEN):
        at -= 1
    return at


def subject_after(text: Text, sentence: Sentence, start: int) -> Span | None:
    """The phrase that begins at token `start`, with the descriptions that follow it ("said A, a retired general")."""
    at = start
    if at >= sentence.last:
        return None
    if text.tags[at] == "pron":
        return at, at
    while at < sentence.last and text.tags[at] in ("det", "adv"):
        at += 1
    if at >= sentence.last or not (text.tags[at] in _NAMING or text.tokens[at].text in _QUOTES or _fused(text, at)):
        return None
    last = _right_end(text, at, sentence)
    while last > at and (text.tags[last] in ("mark", "prep", "conj", "det") and text.tokens[last].text not in '”")]'):
        last -= 1
    return start, last


def antecedent(text: Text, sentence: Sentence, relative: int) -> Span | None:
    """The phrase for which the relative pronoun at that token stands: the one right before it."""
    head = relative - 1
    while head >= sentence.first and (text.tags[head] == "prep" or text.tokens[head].text in (",", ")", "(")):
        head -= 1
    if head < sentence.first or text.tags[head] not in _NAMING:
        return None
    first = _left_end(text, head, sentence.first)
    return None if first is None else (first, head)


def is_speaker(text: Text, first: int, last: int) -> bool:
    """Whether the phrase names a kind of person or a body that speaks ("Army radio", "Dr. Immel of the field hospital")."""
    who = vocabulary("voices")["who"]
    kinds = _kinds(who["person"] + " " + who["body"])
    return any(text.tokens[at].lower in kinds for at in range(first, last + 1))


@cache
def _kinds(words: str) -> frozenset[str]:
    return frozenset(words.split())


def whole_phrase(text: Text, at: int) -> Span | None:
    """The phrase around the noun at that token, from its first word to the end of what describes it."""
    sentence = text.sentence_at(text.tokens[at].start)
    first = _left_end(text, at, sentence.first)
    if first is None or text.tags[at] not in _NAMING:
        return None
    last = _right_end(text, at, sentence)
    while last > at and text.tags[last] in ("mark", "prep", "conj", "det") and text.tokens[last].text not in '”")]':
        last -= 1
    return first, last


def _fused(text: Text, at: int) -> bool:
    return text.tags[at] in ("ing", "verb") and text.tokens[at].text[:1].isupper() and text.case == "mixed"


def _before_aside(text: Text, head: int, floor: int) -> int | None:
    """The token before the aside that closes at `head` (", an engineer,", "(Reuters)"); `head` itself where none does."""
    mark = text.tokens[head].text
    opener = {",": ",", ")": "(", "]": "[", "-": "-", "–": "–", "—": "—", "--": "--"}.get(mark)
    if opener is None:
        return head
    for at in range(head - 1, max(floor, head - _REACH) - 1, -1):
        if text.tokens[at].text == opener:
            finite = opener == "," and text.tags[at + 1] in ("aux", "conj")  # ", was killed,": no aside
            return at - 1 if at > floor and not finite else None
        if text.tokens[at].text in ("”", '"', ";", ":") and mark == ",":
            return None
    return None


def _left_end(text: Text, head: int, floor: int) -> int | None:
    """The first token of the phrase whose last naming token is `head`."""
    first = head
    if text.tokens[head].text in _CLOSING:
        opened = _opening(text, head, floor, 7)
        if opened is None:
            return None
        first = opened
    floor = max(floor, head - 2 * _REACH)
    while first > floor and (further := _further_left(text, first, floor)) is not None:
        first = further
    if first > floor and text.tags[first - 1] == "prep":
        first = _after_adverbial(text, first, head)
    while first < head and (text.tokens[first].lower in _TIMES or text.tokens[first].text in (".", "-", "–", "'")):
        first += 1
    return first


def _further_left(text: Text, first: int, floor: int) -> int | None:
    """Where the phrase begins if what stands left of token `first` belongs to it; None where it does not."""
    before = first - 1
    tag, word = text.tags[before], text.tokens[before].lower
    if tag in _NAMING:
        new_phrase = text.tags[first] == "det" and text.tokens[first].lower not in ("such", "other", "own")
        return None if new_phrase else before
    counted = tag == "adv" and text.tags[first] in ("num", "det") and word != "ago"
    if tag == "det" or counted or _is_name(text, before):
        return before
    if before - 1 < floor:
        return None
    joined = text.tags[before - 1] in _NAMING
    if tag == "prep":
        if word in _WHEN:
            return None
        return before if joined else _relative_start(text, before - 1, floor)
    if word in ("and", "&", "or"):
        return before - 1 if _coordinates(text, before, floor) else None
    if word == ".":
        return before if len(text.tokens[before - 1].text) <= 4 and text.tags[first] != "det" else None
    if word in ("-", "–", "/", "'", "’"):
        return before if joined and not text.text[text.tokens[before].end].isspace() else None
    if _is_based(text, before) or (word == "," and joined and _goes_on_based(text, before, before + 5)):
        return before - 1
    if word in _CLOSING or word == ")":
        if text.tokens[before - 1].text in ",.?!":
            return None  # what is quoted ends here, no nickname
        opened = _opening(text, before, floor, 11)
        named = opened is not None and any(text.tags[at] in _NAMING for at in range(opened, before))
        return None if opened is None or not named or (word == ")" and opened == floor) else opened
    return _relative_start(text, before, floor) if tag in ("verb", "ing", "aux", "rel", "pron") else None


def _opening(text: Text, closing: int, floor: int, reach: int) -> int | None:
    """The mark that opens what the mark at token `closing` closes."""
    marks = ("(",) if text.tokens[closing].text == ")" else ("“", '"')
    return next(
        (at for at in range(closing - 1, max(floor, closing - reach) - 1, -1) if text.tokens[at].text in marks), None
    )


def _is_name(text: Text, at: int) -> bool:
    """Whether a word that may be a verb is part of a name by its capital and its neighbour's ("Open Hands Relief")."""
    if text.case != "mixed" or text.tags[at] not in ("verb", "ing"):
        return False
    return text.tokens[at].text[:1].isupper() and text.tokens[at + 1].text[:1].isupper()


def _relative_start(text: Text, at: int, floor: int) -> int | None:
    """The noun before the relative or participial clause that holds token `at` ("people who saw …", "travellers arriving …")."""
    for back in range(at, max(floor, at - 15) - 1, -1):
        tag = text.tags[back]
        if tag == "mark" or (tag == "conj" and text.tokens[back].lower != "and"):
            return None
        if back - 1 < floor or text.tags[back - 1] not in _NAMING:
            continue
        if text.tokens[back].lower in ("who", "which", "that") and tag == "rel":
            return back - 1
        participle = tag == "ing" or (tag == "verb" and text.tokens[back].lower.endswith("ed"))
        if participle and text.tags[back + 1] in ("prep", "adv", "noun") and _starts_at_boundary(text, back - 1, floor):
            return back - 1
    return None


def _starts_at_boundary(text: Text, at: int, floor: int) -> bool:
    while at > floor and text.tags[at - 1] in ("noun", "num", "clitic", "det"):
        at -= 1
    return at <= floor or text.tags[at - 1] in ("mark", "rel", "conj")


def _after_adverbial(text: Text, first: int, head: int) -> int:
    """Where a leading "In Aleppo" or "On Monday" ends and the subject after it begins."""
    at = first
    while at < head and (text.tokens[at].lower in _TIMES or text.tags[at] == "num"):
        at += 1
    if at > first or text.case != "mixed" or text.tags[first] == "det":
        return at
    while at < head and text.tokens[at].text[:1].isupper():
        at += 1
    return at if text.tokens[at].text[:1].islower() else first


def _coordinates(text: Text, conjunction: int, floor: int) -> bool:
    """Whether "and" joins two phrases that are one subject: the left one opens its clause."""
    if conjunction - 1 < floor or text.tags[conjunction - 1] not in _NAMING:
        return False
    at = conjunction - 1
    while at > floor and (text.tags[at - 1] in ("noun", "num", "clitic", "det") or _joins_name(text, at - 1)):
        at -= 1
    return (
        at <= floor
        or text.tags[at - 1] in ("rel", "conj")
        or text.tokens[at - 1].text in ("“", '"', ",", ":", "]", "--", "—", ")", ";")
    )


def _joins_name(text: Text, at: int) -> bool:
    """Whether a preposition stands within a phrase or a name: "of" anywhere, others with a capital ("Doctors Without Rest")."""
    return text.tokens[at].lower == "of" or (
        text.case == "mixed"
        and text.tags[at] == "prep"
        and text.tokens[at].text[:1].isupper()
        and text.tags[at - 1] == "noun"
    )


def _opens_clause(text: Text, first: int, floor: int, sentence: Sentence) -> bool:
    if first <= max(floor, sentence.first):
        return True
    tag, word = text.tags[first - 1], text.tokens[first - 1].text
    return (
        tag in ("conj", "rel", "prep", "adv")
        or text.tokens[first - 1].lower in _TIMES
        or word in ("“", '"', "”", ",", ":", "]", "--", "—", ")", ";", "-", "–", "’", "…")
    )


def _right_end(text: Text, at: int, sentence: Sentence) -> int:
    """The last token of the phrase that begins at `at`: of-phrases, "with …", descriptions between commas."""
    last = at
    bound = min(sentence.last, at + 2 * _REACH)
    while last + 1 < bound:
        following = last + 1
        tag, word = text.tags[following], text.tokens[following].text
        if tag in _NAMING or tag == "det":
            last = following
        elif tag == "prep" and text.tokens[following].lower not in _LEAVES:
            if following + 1 >= sentence.last or text.tags[following + 1] not in ("noun", "det", "num"):
                return last
            if text.tokens[following + 1].lower in _TIMES:
                return last
            last = following
        elif (
            word in ("and", "&") and following + 1 < sentence.last and text.tags[following + 1] in ("noun", "det")
        ) or (word == "." and following + 1 < sentence.last and len(text.tokens[last].text) <= 4):
            last = following
        elif word in ("“", '"', "”", "-", "–", "/"):
            if word in ("“", '"') and following + 1 < sentence.last and text.tags[following + 1] not in _NAMING:
                return last
            last = following
        elif word == "(":
            closed = next(
                (i for i in range(following + 1, min(sentence.last, following + 12)) if text.tokens[i].text == ")"),
                None,
            )
            if closed is None:
                return last
            last = closed
        elif _is_based(text, following) or (word == "," and _goes_on_based(text, following, bound)):
            last = following
        elif word == "," or (tag == "rel" and word.lower() in ("who", "which")):
            return _described(text, last, following, sentence)
        else:
            return last
    return last


def _given_name(text: Text, comma: int, sentence: Sentence) -> int:
    """The end of a clause that gives a name after its last comma ("who gave only his first name, Rauf."), else of the clause."""
    at = comma + 1
    while (
        at < sentence.last and text.case == "mixed" and text.tags[at] == "noun" and text.tokens[at].text[:1].isupper()
    ):
        at += 1
    named = text.tokens[comma].text == "," and text.tokens[comma - 1].lower in ("name", "names", "nickname")
    return at - 1 if named and at > comma + 1 else comma - 1


def _goes_on_based(text: Text, comma: int, bound: int) -> bool:
    """ "The Tolm, Velmar-based Institute": the comma stands within a place."""
    near = range(comma + 1, min(bound, comma + 5, len(text.tokens)))
    return any(_is_based(text, at) or text.tokens[at].lower.endswith("-based") for at in near)


def _is_based(text: Text, at: int) -> bool:
    """ "D.C.-based" in three tokens."""
    return text.tokens[at].lower == "based" and at > 0 and text.tokens[at - 1].text == "-"


def _described(text: Text, last: int, comma: int, sentence: Sentence) -> int:
    """The end of the description that opens after `last`: an apposition or a who-clause up to the next comma or the end."""
    start = comma + 1 if text.tokens[comma].text == "," else comma
    if start >= sentence.last:
        return last
    opens = text.tokens[start].lower in ("a", "an", "the", "who", "whose", "one", "which") or (
        text.tags[start] == "noun" and text.tokens[start].text[:1].islower() and text.case == "mixed"
    )
    if not opens:
        return last
    relative = text.tokens[start].lower in ("who", "whose", "which")
    for at in range(start, min(sentence.last, start + _REACH)):
        if text.tokens[at].text in (",", ".", ";", ":", "”", '"', "“", "--", "—"):
            return _given_name(text, at, sentence) if relative else at - 1
        if not relative and text.tags[at] in ("verb", "aux"):
            participle = (
                text.tags[at] == "verb" and text.tags[at - 1] == "noun" and text.tags[at + 1] in ("prep", "adv")
            )
            if not participle or at == start:
                return last
    return sentence.last - 1 if sentence.last - start < _REACH else last

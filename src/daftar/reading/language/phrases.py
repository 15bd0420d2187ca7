"""Phrases: the noun phrase around a word.

Takes a cut Text and the index of a token. Gives the first and last token of its noun phrase. Promises to stay within the
sentence, and linear time in the phrase's length.
"""

from daftar.model import Passage
from daftar.reading.language.sentences import Text
from daftar.reading.language.words import Tag

_INSIDE: frozenset[Tag] = frozenset(("noun", "num", "clitic"))
_IN_NAMES = frozenset(("for", "without", "against", "on"))  # Observatory for Human Rights, Doctors Without Borders
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday".split()
)  # "On Monday rebels"
_CALENDAR = frozenset(  # "the Front on Tuesday" is no name
    (
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
        "october november december jan feb mar apr jun jul aug sep sept oct nov dec"
    ).split()
)
_OPENS: frozenset[Tag] = frozenset(("det",))


def phrase_bounds(text: Text, index: int, *, of: bool = True) -> tuple[int, int]:
    """First and last token (inclusive) of the noun phrase that holds token `index`.

    With `of`, "the head of the army" is one phrase, also when `index` is in "the army". A name's inner marks ("Lt. Gen.", "U.N.")
    and hyphens do not end it; a comma, a verb, another preposition does.
    """
    sentence = text.sentence_at(text.tokens[index].start)
    first = last = index
    while first > sentence.first and _joins_left(text, first, of):
        first -= 1
    while last + 1 < sentence.last and _joins_right(text, last, of, sentence.last):
        last += 1
    while last > index and text.tags[last] in ("det", "clitic", "mark", "prep"):
        last -= 1
    while first < index and (text.tags[first] in ("clitic", "mark") or text.tokens[first].lower == "of"):
        first += 1
    return first, last


def phrase_at(text: Text, index: int, *, of: bool = True) -> Passage:
    """The noun phrase that holds token `index`, as a passage."""
    return text.span(*phrase_bounds(text, index, of=of))


def phrase_before(text: Text, index: int, *, of: bool = True) -> Passage | None:
    """The noun phrase that ends right before token `index` (adverbs and auxiliaries skipped); None where none does."""
    sentence = text.sentence_at(text.tokens[index].start)
    index -= 1
    while index >= sentence.first and text.tags[index] in ("adv", "aux"):
        index -= 1
    if index < sentence.first or text.tags[index] not in _INSIDE:
        return None
    return phrase_at(text, index, of=of)


def _joins_left(text: Text, first: int, of: bool) -> bool:
    """Whether the token before `first` belongs to the same phrase."""
    tag, before = text.tags[first - 1], text.tokens[first - 1]
    here = text.tags[first]
    if before.lower in _DAYS and here != "clitic":
        return False
    if here == "det":
        return of and _links(text, first - 1)
    if tag in _INSIDE or tag in _OPENS:
        return True
    if tag == "prep":
        return of and _links(text, first - 1)
    if tag == "mark" and before.text == ".":  # Lt. Gen.
        return len(text.tokens[first - 2].text) <= 4 and text.tags[first - 2] == "noun" if first >= 2 else False
    return before.text in ("&",)


def _joins_right(text: Text, last: int, of: bool, end: int) -> bool:
    """Whether the token after `last` belongs to the same phrase."""
    tag, after = text.tags[last + 1], text.tokens[last + 1]
    if text.tokens[last].lower in _DAYS and tag != "clitic":
        return False
    if tag in _INSIDE:
        return True
    if tag == "prep":
        return of and last + 2 < end and _links(text, last + 1)
    if tag == "det":
        return text.tags[last] == "prep"
    if after.text == ".":
        return last + 2 < end and len(text.tokens[last].text) <= 4 and text.tokens[last + 2].text[:1].isupper()
    return after.text in ("&",)


def _links(text: Text, index: int) -> bool:
    """Whether the preposition at `index` stands within one phrase: "of" anywhere, others within a capitalised name."""
    if index < 1 or index + 1 >= len(text.tokens) or text.tags[index - 1] not in _INSIDE:
        return False
    if text.tokens[index].lower == "of":
        return text.tags[index + 1] in ("noun", "det", "num")
    if text.case != "mixed" or text.tokens[index].lower not in _IN_NAMES:
        return False
    following = index + 2 if text.tags[index + 1] == "det" and index + 2 < len(text.tokens) else index + 1
    if text.tokens[following].lower in _DAYS:
        return False
    name = text.tokens[following]
    return text.tokens[index - 1].text[:1].isupper() and name.text[:1].isupper() and name.lower not in _CALENDAR

"""Antecedents: the phrase for which a pronoun stands, where it is plain.

Takes a cut Text and the index of a pronoun. Gives the nearest earlier party (or place) that agrees with it in number, within
two sentences. Promises None rather than a guess: a person's pronoun and the first person's are left alone.
"""

from collections.abc import Callable, Iterator

from daftar.model import Passage
from daftar.reading.language.phrases import phrase_bounds
from daftar.reading.language.sentences import Text
from daftar.reading.who.parties import head_of, is_party, is_people

_PLURAL = frozenset("they them their theirs both they've they're they'd they'll".split())
_SINGULAR = frozenset("it its it's".split())
_COLLECTIVE = frozenset(
    "police people men troops children women gunmen militia army forces military coalition group".split()
)
_REACH = 2


def party_of(text: Text, index: int) -> Passage | None:
    """The party for which the pronoun at `index` stands: "they" for the rebels of the sentence before."""
    plural = _number(text, index)
    if plural is None:
        return None
    return _nearest(text, index, lambda phrase: is_party(text, phrase) and _agrees(text, phrase, plural))


def group_of(text: Text, index: int) -> Passage | None:
    """The party or the people for whom the pronoun stands."""
    plural = _number(text, index)
    if plural is None:
        return None

    def fits(phrase: Passage) -> bool:
        return (is_party(text, phrase) or is_people(text, phrase)) and _agrees(text, phrase, plural)

    return _nearest(text, index, fits)


def nearest_before(text: Text, index: int, fits: Callable[[Passage], bool]) -> Passage | None:
    """The nearest noun phrase before token `index`, within two sentences, that fits."""
    return _nearest(text, index, fits)


def _number(text: Text, index: int) -> bool | None:
    word = text.tokens[index].lower
    return True if word in _PLURAL else False if word in _SINGULAR else None


def _agrees(text: Text, phrase: Passage, plural: bool) -> bool:
    word = text.tokens[head_of(text, phrase)].lower
    return word in _COLLECTIVE or (word.endswith("s") and not word.endswith(("ss", "u.s.", "isis"))) == plural


def _nearest(text: Text, index: int, fits: Callable[[Passage], bool]) -> Passage | None:
    sentence = text.sentence_at(text.tokens[index].start)
    for back in range(_REACH + 1):
        if sentence.number - back < 0:
            return None
        earlier = text.sentences[sentence.number - back]
        end = index if back == 0 else earlier.last
        for phrase in _phrases_backward(text, earlier.first, end):
            if fits(phrase):
                return phrase
    return None


def _phrases_backward(text: Text, first: int, end: int) -> Iterator[Passage]:
    at = end - 1
    while at >= first:
        if text.tags[at] != "noun":
            at -= 1
            continue
        start, last = phrase_bounds(text, at)
        yield text.span(start, min(last, end - 1))
        owner = next((index for index in range(min(last, end - 1), start, -1) if text.tags[index] == "clitic"), None)
        if owner is not None:  # "the UK's commitment": the UK
            yield text.span(start, owner - 1)
        at = min(start, at) - 1

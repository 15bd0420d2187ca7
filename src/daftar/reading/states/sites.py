"""Sites: whether a phrase names a place that can be held, cut off or entered.

Takes a cut Text. Gives the names that stand after a preposition of place anywhere in it, and a test for phrases. Promises to
know only what the text itself and the list of site nouns give away: the gazetteer comes later.
"""

from collections.abc import Iterable
from functools import cache

from daftar.model import Passage
from daftar.reading.language.phrases import phrase_at, phrase_bounds
from daftar.reading.language.roles import conjuncts
from daftar.reading.language.sentences import Text
from daftar.reading.who.antecedents import nearest_before
from daftar.reading.who.parties import head_of, is_name, is_party, is_people
from daftar.vocabulary import vocabulary

_LOCATIVE = frozenset(
    ("in", "near", "at", "around", "outside", "inside", "toward", "towards", "into", "across", "throughout", "within")
)
_NO_NAME = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december god arabic english french ramadan""".split()
)


@cache
def site_words() -> frozenset[str]:
    """The nouns of places that can be held."""
    return frozenset(vocabulary("control")["sites"].split())


def find_site_names(text: Text, places: Iterable[Passage] = ()) -> frozenset[str]:
    """The last words, in lower case, of the known `places`, and the capitalised words that follow a preposition of place.

    In text without case any word that follows one.
    """
    found = {place.quote.split()[-1].lower() for place in places if place.quote.strip()}
    for index in range(len(text.tokens) - 1):
        if text.tokens[index].lower not in _LOCATIVE or text.tags[index + 1] != "noun":
            continue
        _, last = phrase_bounds(text, index + 1, of=False)
        for at in range(index + 1, last + 1):
            word = text.tokens[at]
            if (
                text.tags[at] == "noun"
                and word.lower not in _NO_NAME
                and (word.text[:1].isupper() or text.case == "lower")
            ):
                found.add(word.lower)
    return frozenset(found)


def is_site(text: Text, phrase: Passage, names: frozenset[str], *, any_name: bool = False) -> bool:
    """Whether the phrase names a place: its head is a site noun, or a name that the text uses as a place's.

    With `any_name` a name suffices that no list knows for a party's, as after "the liberation of".
    """
    head = head_of(text, phrase)
    word = text.tokens[head].lower
    first, last = text.token_at(phrase.start), text.token_at(max(phrase.start, phrase.end - 1))
    if (word in _parts() or text.tags[head] == "num") and text.tokens[
        min(head + 1, last)
    ].lower == "of":  # "a third of every sack" is none
        return any(
            text.tokens[at].lower in site_words() or text.tokens[at].lower in names for at in range(head + 1, last + 1)
        )
    if word in site_words():
        return True
    if text.tags[head] == "num" and head > first and text.tokens[head - 1].lower in site_words():  # Hill 304
        return True
    if is_party(text, phrase) or is_people(text, phrase):
        return False
    return word in names or (any_name and is_name(text, phrase))


def site_of(text: Text, index: int, names: frozenset[str]) -> Passage | None:
    """The place for which the pronoun at `index` stands: one named in its sentence, else the topic of the sentence before."""
    sentence = text.sentence_at(text.tokens[index].start)
    found = nearest_before(text, index, lambda phrase: is_site(text, phrase, names))
    if sentence.number == 0 or (found is not None and found.start >= sentence.start):
        return found
    before = text.sentences[sentence.number - 1]
    opening = next(
        (at for at in range(before.first, min(before.first + 3, before.last)) if text.tags[at] == "noun"), None
    )
    topic = None if opening is None else phrase_at(text, opening)
    return topic if topic is not None and is_site(text, topic, names) else found


def listed(text: Text, place: Passage) -> tuple[Passage, ...]:
    """The phrase and those joined to it where "and" closes the list; an apposition is no second place."""
    found = conjuncts(text, place)
    for at in range(len(found) - 1, 0, -1):
        if " and " in text.text[found[at - 1].end : found[at].start].lower():
            return found[: at + 1]
    return found[:1]


@cache
def _parts() -> frozenset[str]:
    return frozenset(vocabulary("control")["parts"].split())

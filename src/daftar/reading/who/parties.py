"""Parties: whether a phrase names a party to a conflict, by its head noun or a well-known name.

Takes a cut Text and a phrase of it. Gives yes or no, and the word by which it was known. Promises nothing about bodies that
no word of the lists gives away: a construction that demands a party ("… controls the town") may take them at its own risk.
"""

import re
from functools import cache
from itertools import pairwise

from daftar.model import Passage
from daftar.reading.language.phrases import phrase_bounds
from daftar.reading.language.sentences import Text
from daftar.vocabulary import vocabulary

_ACRONYM = re.compile(r"[A-Z][A-Z-]{1,6}\d{0,2}$")
_NO_PARTY = frozenset("am pm gmt un who tv ied vbied ngo uav suv id faq ied ieds ptsd".split())


@cache
def words_of(name: str) -> frozenset[str]:
    """One list of `parties.toml` as lower-case words."""
    return frozenset(vocabulary("parties")[name].split())


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    return frozenset(
        (first, second)
        for first, second in (pair.split() for pair in vocabulary("parties")["states_of_two_words"].split(";"))
    )


def head_of(text: Text, phrase: Passage) -> int:
    """The index of the phrase's head noun: its last noun before "of" or another preposition, possessives passed over."""
    first = text.token_at(phrase.start)
    last = text.token_at(max(phrase.start, phrase.end - 1))
    head = first
    for index in range(first, last + 1):
        tag = text.tags[index]
        if (tag in ("prep", "rel", "verb") or text.tokens[index].text in ("(", "[", ",")) and index > first:
            break
        if tag in ("noun", "num", "pron"):
            head = index
    return head


def is_armed(text: Text, phrase: Passage) -> bool:
    """Whether the phrase names those who bear arms: "two soldiers", "the Fourth Brigade", "a police checkpoint"."""
    first, last = text.token_at(phrase.start), text.token_at(max(phrase.start, phrase.end - 1))
    words = [token.lower for token in text.tokens[first : last + 1]]
    if text.tokens[head_of(text, phrase)].lower in words_of("people"):
        return False
    return any(word in words_of("armed") or word in words_of("names") for word in words)


def is_people(text: Text, phrase: Passage) -> bool:
    """Whether the phrase's head noun names persons who bear no arms, or persons of no known side."""
    return text.tokens[head_of(text, phrase)].lower in words_of("people")


def is_party(text: Text, phrase: Passage) -> bool:
    """Whether the phrase names a party to a conflict: a force, a government, a state, a well-known or abbreviated body."""
    head = head_of(text, phrase)
    word = text.tokens[head].lower
    if word in words_of("armed") or word in words_of("political") or word in words_of("states"):
        return True
    first, last = text.token_at(phrase.start), text.token_at(max(phrase.start, phrase.end - 1))
    owned = max((at + 1 for at in range(first, head) if text.tags[at] == "clitic"), default=first)
    tokens = text.tokens[owned : last + 1]  # "ISIL's depravity" is no party
    if any(token.lower in words_of("names") and token.text != "is" for token in tokens):
        return True
    if any((left.lower, right.lower) in _pairs() for left, right in pairwise(tokens)):
        return True
    return text.case == "mixed" and bool(_ACRONYM.match(text.tokens[head].text)) and word not in _NO_PARTY


def is_name(text: Text, phrase: Passage) -> bool:
    """Whether the phrase's head is a proper name by its capital; in text without case, whether no list knows it."""
    head = head_of(text, phrase)
    if text.tags[head] == "num" and head > text.token_at(phrase.start):  # "Hill 304"
        head -= 1
    if text.case != "mixed":
        return text.tags[head] == "noun" and text.tokens[head].lower not in words_of("people")
    return text.tokens[head].text[:1].isupper() and text.tags[head] == "noun"


def party_before(text: Text, index: int) -> Passage | None:
    """The party that stands right before an act noun as its actor: "rebel shelling", "the army's airstrike", "US drone strikes".

    Gives the possessor's phrase, or the single word that names the side.
    """
    sentence = text.sentence_at(text.tokens[index].start)
    at = index - 1
    while at >= sentence.first and text.tags[at] in ("noun", "num", "ing"):
        word = text.tokens[at].lower
        if word in words_of("adjectives") or word in words_of("names") or re.search(r"-(?:led|backed)$", word):
            return text.span(at, at)
        at -= 1
    if at > sentence.first and text.tags[at] == "clitic":
        first, last = phrase_bounds(text, at - 1, of=False)
        last = min(last, at - 1)
        owner = text.span(min(first, last), last)
        return owner if is_party(text, owner) or is_name(text, owner) else None
    return None

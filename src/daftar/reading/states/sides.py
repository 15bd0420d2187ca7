"""Sides: the phrases that may stand as one side of a relation, around its word.

Takes a cut Text and the index of a word. Gives the possessor, the subject, the named one beside it. Promises to stay
within the sentence but for pronouns.
"""

from collections.abc import Iterator
from functools import cache

from daftar.model import Passage
from daftar.model.vocabulary import RelationType
from daftar.reading.language.phrases import phrase_bounds
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.who.actors import parts_of_verb, phrase_from
from daftar.reading.who.antecedents import nearest_before, party_of
from daftar.reading.who.parties import head_of, is_name, is_party, is_people
from daftar.vocabulary import vocabulary

Pair = tuple[int, RelationType, Passage, Passage]  # token, type, a, b


@cache
def relation_words(table: str, name: str) -> frozenset[str]:
    """One list of `relations.toml` as words; none where there is no such list."""
    return frozenset(vocabulary("relations").get(table, {}).get(name, "").split())


def may_stand(text: Text, phrase: Passage | None) -> bool:
    """Whether the phrase may be one side of a relation: a party, or a name that no list knows for something else."""
    return phrase is not None and (is_party(text, phrase) or is_name(text, phrase)) and not is_people(text, phrase)


def party_before_word(text: Text, index: int) -> Passage | None:
    """The nearest party before the word in its sentence: whose effort, task or wish it is."""
    sentence = text.sentence_at(text.tokens[index].start)
    found = nearest_before(text, index, lambda phrase: is_party(text, phrase))
    return found if found is not None and found.start >= sentence.start else None


def each_named(text: Text, phrase: Passage) -> Iterator[Passage]:
    """Those whom the subject's "including" names, each by itself; else the phrase: "countries – including the U.S. but also Turkey"."""
    sentence = text.sentence_at(phrase.start)
    if text.tokens[head_of(text, phrase)].lower in relation_words("lists", "generic"):
        after = text.token_at(phrase.end - 1)
        for at in range(after + 1, min(after + 8, sentence.last - 1)):
            if text.tokens[at].lower in relation_words("lists", "opening"):
                yield from listed_parties(text, at + 1, sentence)
                return
    yield phrase


def listed_parties(text: Text, index: int, sentence: Sentence) -> Iterator[Passage]:
    """The parties of a list from token `index` on, joined by commas, "and", "but also"."""
    while index < sentence.last:
        phrase = phrase_from(text, index)
        if phrase is None or not is_party(text, phrase):
            return
        yield phrase
        index = text.token_at(phrase.end - 1) + 1
        joined = index
        while index < sentence.last and text.tokens[index].lower in (",", "and", "but", "also", "as", "well"):
            index += 1
        if index == joined:
            return


def owner_of(text: Text, first: int, index: int) -> Passage | None:
    """The possessor within the phrase that ends at `index`: "the regime" in "the regime's main ally", "its" replaced."""
    for at in range(first, index):
        if text.tags[at] == "clitic":
            start, _ = phrase_bounds(text, at - 1)
            return text.span(min(start, at - 1), at - 1)
    if text.tokens[first].lower in ("its", "their"):
        return party_of(text, first)
    return None


def named_beside(text: Text, index: int, sentence: Sentence) -> Passage | None:
    """The name that follows the noun in apposition: "its main backer, Belmarch", "ally Russia", "allies such as Iran"."""
    at = index + 1
    if at < sentence.last and text.tokens[at].text == ",":
        at += 1
    if at < sentence.last and text.tokens[at].lower in ("notably", "including", "chiefly", "especially"):
        at += 1
    if at >= sentence.last or at == index + 1 or text.tags[at] not in ("noun", "det"):
        return None
    name = phrase_from(text, at)
    after = None if name is None else text.token_at(name.end - 1) + 1
    return (
        name
        if name is not None
        and after is not None
        and may_stand(text, name)
        and text.tokens[min(after, sentence.last - 1)].text in (",", ".", ")", ";")
        else None
    )


def explained_by(text: Text, first: int) -> Passage | None:
    """The subject of "is (among) …", or the name that the noun's phrase explains after a comma."""
    sentence = text.sentence_at(text.tokens[first].start)
    at = first - 1
    while at > sentence.first and (
        text.tokens[at].lower in ("among", "one", "of", "as", "also", "be", "been") or text.tags[at] == "adv"
    ):
        at -= 1
    if at > sentence.first and text.tokens[at].lower in (
        "is",
        "are",
        "was",
        "were",
        "remain",
        "remains",
        "be",
        "being",
        ",",
    ):
        before = at - 1
        if text.tags[before] in ("noun", "num"):
            start, end = phrase_bounds(text, before)
            return text.span(start, min(end, before))
    return None


def giver_of(text: Text, first: int, sentence: Sentence) -> Passage | None:
    """The subject of the verb before the noun: "the UK reiterates its support for"."""
    at = first - 1
    while at > sentence.first and text.tags[at] in ("det", "adv", "noun"):
        at -= 1
    has = text.tokens[at].lower in ("has", "have", "had")
    return parts_of_verb(text, at).agent if has or text.tags[at] in ("verb", "ing") else None


def leading_party(text: Text, first: int, index: int) -> Passage | None:
    """The party with which the phrase from `first` to the noun at `index` begins: "UK" in "UK support"."""
    while first < index and text.tags[first] == "det":
        first += 1
    for end in range(first, index):
        phrase = text.span(first, end)
        if is_party(text, phrase):
            return phrase
    return None

"""Ways: one statement of access, and what a report calls ways and goods.

Takes a cut Text and phrases of it. Gives the route and the goods that they name. Promises to know only the nouns of
`access.toml`: a way by its proper name alone is not seen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from daftar.model import Passage
from daftar.model.vocabulary import AccessStatus, Modality
from daftar.reading.language.phrases import phrase_at, phrase_bounds
from daftar.reading.language.roles import conjuncts, subject_index
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.language.words import forms_of
from daftar.reading.states.sites import is_site
from daftar.reading.who.actors import phrase_from
from daftar.reading.who.parties import head_of, is_name, is_party
from daftar.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Way:
    """One statement of access, at token `index`. `modality` is set where its "not" is the cut itself: "food cannot get in"."""

    index: int
    status: AccessStatus
    by: Passage | None = None
    route: Passage | None = None
    goods: tuple[Passage, ...] = ()
    place: Passage | None = None
    modality: Modality | None = None


@cache
def access_cues() -> dict[str, str]:
    """Every word by which access is told, to its kind."""
    table: dict[str, str] = vocabulary("access")
    found: dict[str, str] = {}
    for kind in ("reopen", "cut", "restrict", "open", "turned", "stop", "passing", "arrive", "demand"):
        for base in table[kind].split():
            for form in forms_of(base):
                found.setdefault(form, kind)
    for word in table["open_words"].split():
        found[word] = "open_words" if word != "open" else "open"
    for word in table["restricting"].split():
        found[word] = "restricting"
    found.update(
        {"lift": "lift", "lifted": "lift", "lifting": "lift", "break": "lift", "broke": "lift", "breaking": "lift"}
    )
    found.update({"under": "under", "access": "access", "no": "lack", ":": "colon"})
    return found


@cache
def access_words(name: str) -> frozenset[str]:
    """One list of `access.toml` as words."""
    return frozenset(vocabulary("access")[name].split())


def goods_subject(text: Text, index: int) -> Passage | None:
    """The phrase that is the subject of the verb at `index`."""
    head = subject_index(text, index)
    return phrase_at(text, head) if head is not None and text.tags[head] in ("noun", "num") else None


def phrases_of(text: Text, sentence: Sentence) -> Iterator[Passage]:
    """The noun phrases of a sentence, in text order."""
    at = sentence.first
    while at < sentence.last:
        if text.tags[at] != "noun":
            at += 1
            continue
        first, last = phrase_bounds(text, at)
        yield text.span(first, last)
        at = last + 1


def extended(text: Text, phrase: Passage | None) -> Passage | None:
    """A route with what says from where to where: "supply lines" + "from Turkey"."""
    if phrase is None:
        return None
    last = text.token_at(phrase.end - 1)
    if last + 2 < len(text.tokens) and text.tokens[last + 1].lower in ("from", "between") and is_route(text, phrase):
        origin = phrase_from(text, last + 2)
        if origin is not None:
            return text.passage(phrase.start, origin.end)
    return phrase


def place_of_route(text: Text, route: Passage, names: frozenset[str]) -> Passage | None:
    """The place to which the route leads: after "to" or "into" right behind it, or within it."""
    last = text.token_at(route.end - 1)
    place = None
    if last + 1 < len(text.tokens) and text.tokens[last + 1].lower in ("to", "into"):
        place = phrase_from(text, last + 2)
    return place if place is not None and is_site(text, place, names, any_name=True) else None


def to_goods(text: Text, last: int) -> tuple[Passage, ...]:
    """The goods after "to" or "for": "closed the bridge to flour lorries"."""
    sentence = text.sentence_at(text.tokens[last].start)
    for at in range(last + 1, min(last + 3, sentence.last - 1)):
        if text.tokens[at].lower in ("to", "for"):
            phrase = phrase_from(text, at + 1)
            return () if phrase is None or not is_goods(text, phrase) else goods_of(text, phrase)
    return ()


def route_subject(text: Text, index: int) -> Passage | None:
    """The subject of the verb at `index`, where it is a route."""
    head = subject_index(text, index)
    if head is None or text.tags[head] not in ("noun", "num"):
        return None
    phrase = phrase_at(text, head)
    return phrase if is_route(text, phrase) else None


def route_after(text: Text, index: int) -> Passage | None:
    """The route in the sentence after "through", "by", "at", "across", "from", "via"."""
    sentence = text.sentence_at(text.tokens[index].start)
    for at in range(index + 1, sentence.last - 1):
        if text.tokens[at].lower in ("through", "by", "across", "via", "along", "at", "from", "past", "over", "up"):
            phrase = phrase_from(text, at + 1)
            if phrase is not None and is_route(text, phrase):
                return phrase
    return None


def is_route(text: Text, phrase: Passage) -> bool:
    """Whether the phrase's head is a way by which something gets in or out."""
    head = head_of(text, phrase)
    words = access_words("routes")
    return text.tokens[head].lower in words or (
        text.tags[head] == "num" and text.tokens[max(0, head - 1)].lower in words
    )


def is_goods(text: Text, phrase: Passage) -> bool:
    """Whether the phrase's head is something, or someone, that gets in or out."""
    word = text.tokens[head_of(text, phrase)].lower
    return word in access_words("goods") or word in access_words("goods_more")


def goods_of(text: Text, phrase: Passage) -> tuple[Passage, ...]:
    """The goods of a phrase and of those joined to it; of a carrier ("a convoy with flour"), what it carries."""
    last = text.token_at(phrase.end - 1)
    carries = text.tokens[head_of(text, phrase)].lower in access_words("carriers") and last + 2 < len(text.tokens)
    if carries and text.tokens[last + 1].lower in ("with", "carrying", "of"):
        load = phrase_from(text, last + 2)
        if load is not None and is_goods(text, load):
            return conjuncts(text, load)
    return tuple(part for part in conjuncts(text, phrase) if is_goods(text, part)) or (phrase,)


def may_act(text: Text, phrase: Passage) -> bool:
    """Whether the phrase may be the one who cuts or opens a way."""
    return is_party(text, phrase) or is_name(text, phrase)


def degree(text: Text, sentence: Sentence, index: int) -> AccessStatus:
    """How open a way is through which something passes, by the words around the verb."""
    before = {token.lower for token in text.tokens[max(sentence.first, index - 5) : index]}
    after = {token.lower for token in text.tokens[index + 1 : min(index + 12, sentence.last)]}
    if before & {"not", "refuse", "refused", "refuses", "never", "didn't", "don't", "n't", "no", "without"}:
        return "cut"
    if before & {"only", "just"} or after & {"only", "little", "nothing"}:
        return "restricted"
    return "reopened" if after & access_words("again") else "open"

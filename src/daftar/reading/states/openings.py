"""Openings: what is said to be open, let through or open again.

Takes a cut Text and the index of a cue word of `access.toml`. Gives the Way that the words around it tell of, or None.
Promises to stay within the sentence but for pronouns.
"""

from daftar.model.vocabulary import AccessStatus
from daftar.reading.language.phrases import phrase_bounds
from daftar.reading.language.roles import is_passive
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.language.words import forms_of
from daftar.reading.states.sites import is_site
from daftar.reading.states.ways import (
    Way,
    access_cues,
    access_words,
    degree,
    goods_of,
    is_goods,
    is_route,
    may_act,
    place_of_route,
    route_after,
    route_subject,
    to_goods,
)
from daftar.reading.who.actors import object_after_preposition, parts_of_verb, phrase_from
from daftar.reading.who.antecedents import nearest_before
from daftar.reading.who.parties import head_of, is_name

_SIEGES = ("siege", "sieges", "blockade")


def granted(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "full humanitarian access to the city", "has not been given access to", "was denied access"."""
    sentence = text.sentence_at(text.tokens[index].start)
    first, _ = phrase_bounds(text, index, of=False)
    words = {token.lower for token in text.tokens[max(sentence.first, first - 7) : index]}
    after = text.tokens[index + 1].lower if index + 1 < sentence.last else ""
    place = phrase_from(text, index + 2) if after in ("to", "in", "across", "into", "throughout") else None
    if place is not None and not (is_site(text, place, names) or is_name(text, place)):
        place = None
    goods = tuple(text.span(at, at) for at in range(first, index) if text.tokens[at].lower == "humanitarian")
    if after == "for":
        phrase = phrase_from(text, index + 2)
        goods = goods if phrase is None else (phrase,)
    given = words & {form for base in access_words("give") for form in forms_of(base)}
    denied = words & {form for base in access_words("deny") for form in forms_of(base)}
    if denied or (given and words & {"not", "no", "never"}):
        return Way(index, "cut", None, None, goods, place, "asserted")
    if words & access_words("full"):
        return Way(
            index, "restricted" if words & {"limited", "restricted", "lack"} else "open", None, None, goods, place
        )
    return None


def bulletin(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "Coast road: open." at the head of a line."""
    sentence = text.sentence_at(text.tokens[index].start)
    if index + 1 >= sentence.last or index - sentence.first > 7 or index == sentence.first:
        return None
    word = text.tokens[index + 1].lower
    route = text.span(sentence.first, index - 1)
    if word == "reopened":
        return Way(index + 1, "reopened", None, route)
    if word in access_words("state_open"):
        return Way(index + 1, "open", None, route)
    if word in access_words("state_cut"):
        return Way(index + 1, "cut", None, route)
    return Way(index + 1, "restricted", None, route) if word in access_words("state_restricted") else None


def opened(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "opened the crossing", "the crossing opened for the first time", "the road is (still) open"; not "opened fire"."""
    sentence = text.sentence_at(text.tokens[index].start)
    word = text.tokens[index].lower
    before = text.tokens[max(0, index - 1)].lower
    if word == "open" and before != "to":
        return stands_open(text, index, names)
    if text.tags[index] not in ("verb", "ing"):
        return None
    parts = parts_of_verb(text, index)
    route = parts.patient if parts.patient is not None and is_route(text, parts.patient) else None
    by = parts.agent if route is not None and parts.agent is not None and may_act(text, parts.agent) else None
    if route is None and text.tokens[min(index + 1, sentence.last - 1)].lower == "it":
        route = nearest_before(text, index, lambda phrase: is_route(text, phrase))
    route = route or (route_subject(text, index) if not is_passive(text, index) and parts.patient is None else None)
    if route is None:
        return None
    words = {token.lower for token in text.tokens_of(sentence)}
    status: AccessStatus = "reopened" if words & access_words("again") or before == "to" else "open"
    after = text.token_at(route.end - 1) if route.start > text.tokens[index].start else index
    return Way(index, status, by, route, to_goods(text, after), place_of_route(text, route, names))


def stands_open(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """The way of which it is said that it is open: "the road is (still) open", "passable"."""
    at = index - 1
    sentence = text.sentence_at(text.tokens[index].start)
    while at > sentence.first and (text.tags[at] in ("adv", "aux", "verb") or text.tokens[at].text == ","):
        at -= 1
    if at == index - 1 and text.tokens[index].lower == "open" and text.tags[at] != "noun":
        return None
    if text.tags[at] not in ("noun", "num"):
        return None
    first, last = phrase_bounds(text, at)
    route = text.span(first, min(last, at))
    if not is_route(text, route):
        return None
    following = text.tokens[min(index + 1, sentence.last - 1)].lower
    status: AccessStatus = "reopened" if following in access_words("again") else "open"
    return Way(index, status, None, route, to_goods(text, index), place_of_route(text, route, names))


def let_pass(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "the Shield lets ambulances pass", "aid was allowed through"; with "not" or "refuse" cut, with "only" restricted."""
    sentence = text.sentence_at(text.tokens[index].start)
    if text.tags[index] not in ("verb", "ing") and text.tokens[index].lower not in ("let", "lets", "permits"):
        return None
    parts = parts_of_verb(text, index)
    goods = goods_of(text, parts.patient) if parts.patient is not None and is_goods(text, parts.patient) else ()
    window = {token.lower for token in text.tokens[index + 1 : min(index + 12, sentence.last)]}
    if not goods and index + 2 < sentence.last and text.tokens[index + 1].lower in ("through", "in", "past"):
        phrase = phrase_from(text, index + 2)
        goods = goods_of(text, phrase) if phrase is not None and is_goods(text, phrase) else ()
    if not goods or not window & {
        "through",
        "pass",
        "in",
        "into",
        "enter",
        "out",
        "across",
        "cross",
        "leave",
        "reach",
        "past",
    }:
        return None
    by = parts.agent if parts.agent is not None and may_act(text, parts.agent) else None
    status = degree(text, sentence, index)
    return Way(index, status, by, route_after(text, index), goods, None, "asserted" if status == "cut" else None)


def lifted(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "lift the siege", "break the blockade": the way is open again."""
    if text.tags[index] not in ("verb", "ing"):
        return None
    parts = parts_of_verb(text, index)
    thing = parts.patient
    if thing is None or text.tokens[head_of(text, thing)].lower not in (*_SIEGES, "ban", "embargo", "curfew"):
        return None
    place = object_after_preposition(text, head_of(text, thing), frozenset(("of", "on", "for", "in")))
    if place is None or not is_site(text, place, names, any_name=True):
        place = nearest_before(text, index, lambda phrase: is_site(text, phrase, names))
    return Way(index, "reopened", parts.agent, None, (), place)


def is_siege_lifted(text: Text, sentence: Sentence) -> bool:
    """Whether the sentence tells that a siege was broken or lifted: nobody is besieged by that."""
    for index in range(sentence.first, sentence.last):
        if access_cues().get(text.tokens[index].lower) == "lift" and text.tags[index] in ("verb", "ing"):
            thing = parts_of_verb(text, index).patient
            if thing is not None and text.tokens[head_of(text, thing)].lower in _SIEGES:
                return True
    return False

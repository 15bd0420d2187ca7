"""Closures: what is said to be cut, turned back or hampered.

Takes a cut Text and the index of a cue word of `access.toml`. Gives the Way that the words around it tell of, or None.
Promises to stay within the sentence but for pronouns.
"""

from daftar.model import Passage
from daftar.model.vocabulary import AccessStatus
from daftar.reading.language.phrases import phrase_at, phrase_bounds
from daftar.reading.language.roles import is_passive, object_of, subject_index
from daftar.reading.language.sentences import Text
from daftar.reading.states.sites import is_site
from daftar.reading.states.ways import (
    Way,
    access_cues,
    access_words,
    degree,
    extended,
    goods_of,
    goods_subject,
    is_goods,
    is_route,
    may_act,
    phrases_of,
    place_of_route,
    route_after,
    route_subject,
    to_goods,
)
from daftar.reading.who.actors import object_after_preposition, parts_of_verb, phrase_from

_PAYS = frozenset(("pay", "pays", "paid", "paying"))


def by_closing_verb(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "the army closed the road to lorries", "the road is cut", "cut off the roads from Ostrel to the town"."""
    word = text.tokens[index].lower
    if text.tags[index] not in ("verb", "ing") and word not in (
        "cut",
        "shut",
        "closed",
        "sealed",
        "blocked",
        "blockaded",
        "mined",
    ):
        return None
    kind = access_cues()[word]
    last = index + 1 if index + 1 < len(text.tokens) and text.tokens[index + 1].lower in ("off", "down") else index
    parts = parts_of_verb(text, index, last)
    thing = extended(text, parts.patient)
    by = parts.agent if parts.agent is not None and may_act(text, parts.agent) else None
    if not is_passive(text, index) and thing is None:
        thing = route_subject(text, index)
        by = None if thing is not None else by
    if thing is None:
        return None
    status: AccessStatus = "reopened" if kind == "reopen" else "restricted" if kind == "restrict" else "cut"
    after = text.token_at(thing.end - 1) if thing.start > text.tokens[index].start else last
    if is_route(text, thing):
        return Way(index, status, by, thing, to_goods(text, max(after, last)), place_of_route(text, thing, names))
    lacked = object_after_preposition(text, last, frozenset(("from",))) if last > index else None
    if lacked is not None and is_goods(text, lacked):  # "cut off from food and fuel"
        return Way(index, status, by, None, goods_of(text, lacked), thing if is_site(text, thing, names) else None)
    if is_goods(text, thing):
        return (
            Way(index, status, by, None, goods_of(text, thing))
            if last > index and (by is not None or is_passive(text, index))
            else None
        )
    wholly = text.tokens[last].lower == "off" or word.startswith(("seal", "blockad"))
    if wholly and is_site(text, thing, names, any_name=text.case == "mixed"):
        return Way(index, status, by, None, (), thing)
    return None


def stopped(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "fuel is banned", "the army halted all trains"."""
    if text.tags[index] not in ("verb", "ing"):
        return None
    parts = parts_of_verb(text, index)
    goods = parts.patient or (None if is_passive(text, index) else goods_subject(text, index))
    if goods is None or not is_goods(text, goods):
        return None
    by = parts.agent if parts.agent is not None and may_act(text, parts.agent) else None
    return Way(index, "cut", by, route_after(text, index), goods_of(text, goods))


def tolled(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "private cars need a permit", "drivers on the track pay a toll"."""
    sentence = text.sentence_at(text.tokens[index].start)
    if text.tags[index] not in ("verb", "ing") and text.tokens[index].lower not in ("need", "needs"):
        return None
    if not any(text.tokens[at].lower in access_words("toll") for at in range(index + 1, min(index + 7, sentence.last))):
        return None
    goods = goods_subject(text, index)
    carried = () if goods is None or not is_goods(text, goods) else goods_of(text, goods)
    route = next((phrase for phrase in phrases_of(text, sentence) if is_route(text, phrase)), None)
    pays = text.tokens[index].lower in _PAYS  # what is paid for is no way
    return Way(index, "restricted", None, route, carried) if route is not None or (carried and not pays) else None


def lacking(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "the town has no electricity", "many have received no aid since June"."""
    if index < 1 or text.tokens[index - 1].lower not in (
        "has",
        "have",
        "had",
        "received",
        "receive",
        "receives",
        "got",
    ):
        return None
    phrase = phrase_from(text, index + 1)
    if phrase is None or not is_goods(text, phrase):
        return None
    head = subject_index(text, index - 1)
    place = phrase_at(text, head) if head is not None and text.tags[head] in ("noun", "num") else None
    place = place if place is not None and is_site(text, place, names, any_name=True) else None
    return Way(index, "cut", None, None, goods_of(text, phrase), place, "asserted")


def turned_back(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "a convoy with flour was turned back at the ford"."""
    sentence = text.sentence_at(text.tokens[index].start)
    if not any(text.tokens[at].lower == "back" for at in range(index + 1, min(index + 6, sentence.last))):
        return None
    parts = parts_of_verb(text, index)
    if parts.patient is None or not is_goods(text, parts.patient):
        return None
    by = parts.agent if parts.agent is not None and may_act(text, parts.agent) else None
    return Way(index, "cut", by, route_after(text, index), goods_of(text, parts.patient))


def kept_out(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "food can't get to the enclave", "no aid has reached the town", "supplies are unable to enter"; "neither can ammunition"."""
    sentence = text.sentence_at(text.tokens[index].start)
    head = subject_index(text, index)
    if (
        head is not None
        and text.tokens[head].lower in ("nothing", "nobody")
        and any(token.lower in ("in", "out", "through") for token in text.tokens[index + 1 : index + 2])
    ):
        listed = tuple(
            phrase
            for phrase in phrases_of(text, sentence)
            if phrase.start > text.tokens[index].start and is_goods(text, phrase)
        )
        return Way(index, "cut", None, route_after(text, index), listed, None, "asserted")
    if head is None or text.tags[head] not in ("noun", "num"):
        return None
    first, last = phrase_bounds(text, head)
    subject = text.span(first, last)
    if not is_goods(text, subject):
        return None
    before = [token.lower for token in text.tokens[max(sentence.first, first - 3) : index]]
    window = {token.lower for token in text.tokens[max(sentence.first, index - 3) : min(index + 4, sentence.last)]}
    if window & {"may", "still", "freely", "unhindered"} and not window & {"not", "no", "might"}:
        return Way(index, degree(text, sentence, index), None, route_after(text, index), goods_of(text, subject))
    negated = any(
        word
        in (
            "no",
            "not",
            "can't",
            "cannot",
            "couldn't",
            "n't",
            "unable",
            "never",
            "hasn't",
            "haven't",
            "nothing",
            "little",
        )
        for word in before
    )
    if not negated:
        return None
    goods = [*_joined_before(text, first), *goods_of(text, subject)]
    for at in range(index + 1, sentence.last - 2):
        if text.tokens[at].lower in ("neither", "nor"):
            phrase = phrase_from(text, at + 2)
            goods += [] if phrase is None or not is_goods(text, phrase) else [phrase]
    place = object_after_preposition(text, index, frozenset(("to", "into", "for"))) or object_of(text, index)
    place = place if place is not None and is_site(text, place, names, any_name=True) else None
    return Way(index, "cut", None, route_after(text, index), tuple(goods), place, "asserted")


def _joined_before(text: Text, first: int) -> list[Passage]:
    """The goods joined to the left of the subject by "and": "food" before "and medical aid"."""
    if first < 2 or text.tokens[first - 1].lower != "and" or text.tags[first - 2] != "noun":
        return []
    left, last = phrase_bounds(text, first - 2)
    phrase = text.span(left, last)
    return [phrase] if is_goods(text, phrase) else []


def curfew(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "police imposed a curfew in the quarter", "the area is under curfew"."""
    if text.tokens[index].lower == "cordoned":
        parts = parts_of_verb(text, index)
        return None if parts.patient is None else Way(index, "restricted", parts.agent, None, (), parts.patient)
    place = object_after_preposition(text, index, frozenset(("in", "on", "over", "at")))
    sentence = text.sentence_at(text.tokens[index].start)
    before = [token.lower for token in text.tokens[max(sentence.first, index - 6) : index]]
    if "under" in before[-2:]:
        head = subject_index(text, index - 1 if before[-1:] == ["under"] else index - 2)
        place = phrase_at(text, head) if head is not None and text.tags[head] == "noun" else place
    elif (
        place is None
        and not any(word.startswith(("impos", "clamp", "declar", "extend", "enforc", "order")) for word in before)
        and not any(
            token.lower.startswith(("impos", "clamp", "declar", "extend"))
            for token in text.tokens[index : min(index + 6, sentence.last)]
        )
    ):
        return None
    by = None
    for at in range(index - 1, max(sentence.first, index - 6) - 1, -1):
        if text.tokens[at].lower.startswith(("impos", "clamp", "declar", "extend")) and text.tags[at] == "verb":
            parts = parts_of_verb(text, at)
            by = parts.agent
            break
    return Way(index, "restricted", by, None, (), place)


def under_fire(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "the road is under fire": passable at a risk."""
    sentence = text.sentence_at(text.tokens[index].start)
    if not any(text.tokens[at].lower == "fire" for at in range(index + 1, min(index + 5, sentence.last))):
        return None
    route = route_subject(text, index)
    return None if route is None else Way(index, "restricted", None, route)

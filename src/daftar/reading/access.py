"""Access: what can get into or out of a place, by which way, and who lets it.

Takes a cut Text, its Scene and the names that it uses for places. Gives Drafts with an Access, the place that is cut off in
`Draft.place`. Promises each status of a way once in a document; goods that the next sentence adds to a cut are part of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from daftar.model import Access, Passage
from daftar.model.vocabulary import AccessStatus
from daftar.reading.actors import object_after_preposition, parts_of_verb, phrase_from
from daftar.reading.antecedents import nearest_before
from daftar.reading.draft import Draft
from daftar.reading.parties import head_of, is_name, is_party
from daftar.reading.phrases import phrase_at, phrase_bounds
from daftar.reading.roles import conjuncts, is_passive, object_of, subject_index
from daftar.reading.scene import Scene
from daftar.reading.sentences import Sentence, Text
from daftar.reading.sites import is_site
from daftar.reading.words import forms_of
from daftar.vocabulary import vocabulary

_TOWARD = frozenset(("to", "into", "for"))
_ADDS = frozenset(("neither", "nor", "can't", "cannot", "means", "also"))


@dataclass(frozen=True, slots=True)
class Way:
    """One statement of access, at token `index`."""

    index: int
    status: AccessStatus
    by: Passage | None = None
    route: Passage | None = None
    goods: tuple[Passage, ...] = ()
    place: Passage | None = None


def read_access(text: Text, scene: Scene, names: frozenset[str]) -> tuple[Draft, ...]:
    """The access claims of the text, in text order."""
    found: list[tuple[Way, Sentence, Sentence]] = []  # with the first and the last sentence of its evidence
    seen: set[tuple[str, str]] = set()
    for sentence in text.sentences:
        for way in _of_sentence(text, sentence, names):
            if _continues(text, sentence, way, found):
                earlier, first, _ = found[-1]
                goods = tuple(dict.fromkeys((*earlier.goods, *way.goods)))
                found[-1] = (replace(earlier, goods=goods, place=earlier.place or way.place), first, sentence)
                continue
            key = (way.status, _key(text, way))
            if key not in seen:
                seen.add(key)
                found.append((way, sentence, sentence))
    return tuple(_draft(text, way, first, last, scene) for way, first, last in found)


def _draft(text: Text, way: Way, first: Sentence, last: Sentence, scene: Scene) -> Draft:
    anchor = text.tokens[way.index].start
    place = way.place or scene.place(anchor, first)
    evidence = text.passage(first.start, last.end)
    return Draft(anchor, evidence, Access(way.status, way.by, way.route, way.goods), place, scene.time(anchor, first))


def _key(text: Text, way: Way) -> str:
    goods = " ".join(sorted(text.tokens[head_of(text, item)].lower for item in way.goods))
    named = way.route or way.place
    return f"{'' if named is None else named.quote.lower()} {goods}"


def _continues(text: Text, sentence: Sentence, way: Way, found: list[tuple[Way, Sentence, Sentence]]) -> bool:
    """Whether the way's goods belong to the cut that the sentence before told: "That means food can't get in"."""
    if not found or way.status != "cut" or way.route is not None or not way.goods:
        return False
    earlier, _, last = found[-1]
    if earlier.status != "cut" or last.number not in (sentence.number - 1, sentence.number):
        return False
    if last.number == sentence.number:
        return earlier.route is None and earlier.place is None
    return text.tokens[sentence.first].lower in ("that", "this", "it", "which", "so") or (
        earlier.route is not None and not earlier.goods
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(vocabulary("access")[name].split())


@cache
def _cues() -> dict[str, str]:
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


def _of_sentence(text: Text, sentence: Sentence, names: frozenset[str]) -> Iterator[Way]:
    known = _cues()
    for index in range(sentence.first, sentence.last):
        kind = known.get(text.tokens[index].lower)
        if kind is None:
            continue
        way = _READERS[kind](text, index, names)
        if way is not None:
            yield way


def _by_verb(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "the army closed the road to lorries", "the road is cut", "cut off supply lines from Turkey to the town"."""
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
    kind = _cues()[word]
    last = index + 1 if index + 1 < len(text.tokens) and text.tokens[index + 1].lower in ("off", "down") else index
    parts = parts_of_verb(text, index, last)
    thing = _extended(text, parts.patient)
    by = parts.agent if parts.agent is not None and _may_act(text, parts.agent) else None
    if not is_passive(text, index) and thing is None:
        thing = _route_subject(text, index)
        by = None if thing is not None else by
    if thing is None:
        return None
    status: AccessStatus = "reopened" if kind == "reopen" else "restricted" if kind == "restrict" else "cut"
    after = text.token_at(thing.end - 1) if thing.start > text.tokens[index].start else last
    if _is_route(text, thing):
        return Way(index, status, by, thing, _to_goods(text, max(after, last)), _place_of_route(text, thing, names))
    if _is_goods(text, thing):
        return Way(index, status, by, None, _goods(text, thing)) if by is not None and last > index else None
    wholly = text.tokens[last].lower == "off" or word.startswith(("seal", "blockad"))
    if wholly and is_site(text, thing, names, any_name=text.case == "mixed"):
        return Way(index, status, by, None, (), thing)
    return None


def _stopped(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "fuel is banned", "the army halted all trains"."""
    if text.tags[index] not in ("verb", "ing"):
        return None
    parts = parts_of_verb(text, index)
    goods = parts.patient or (None if is_passive(text, index) else _goods_subject(text, index))
    if goods is None or not _is_goods(text, goods):
        return None
    by = parts.agent if parts.agent is not None and _may_act(text, parts.agent) else None
    return Way(index, "cut", by, _route_after(text, index), _goods(text, goods))


def _goods_subject(text: Text, index: int) -> Passage | None:
    head = subject_index(text, index)
    return phrase_at(text, head) if head is not None and text.tags[head] in ("noun", "num") else None


def _tolled(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "private cars need a permit", "drivers on the track pay a toll"."""
    sentence = text.sentence_at(text.tokens[index].start)
    if text.tags[index] not in ("verb", "ing") and text.tokens[index].lower not in ("need", "needs"):
        return None
    if not any(text.tokens[at].lower in _words("toll") for at in range(index + 1, min(index + 7, sentence.last))):
        return None
    goods = _goods_subject(text, index)
    carried = () if goods is None or not _is_goods(text, goods) else _goods(text, goods)
    route = next((phrase for phrase in _phrases(text, sentence) if _is_route(text, phrase)), None)
    return Way(index, "restricted", None, route, carried) if carried or route is not None else None


def _phrases(text: Text, sentence: Sentence) -> Iterator[Passage]:
    at = sentence.first
    while at < sentence.last:
        if text.tags[at] != "noun":
            at += 1
            continue
        first, last = phrase_bounds(text, at)
        yield text.span(first, last)
        at = last + 1


def _granted(text: Text, index: int, names: frozenset[str]) -> Way | None:
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
    given = words & {form for base in _words("give") for form in forms_of(base)}
    denied = words & {form for base in _words("deny") for form in forms_of(base)}
    if denied or (given and words & {"not", "no", "never"}):
        return Way(index, "cut", None, None, goods, place)
    if words & _words("full"):
        return Way(
            index, "restricted" if words & {"limited", "restricted", "lack"} else "open", None, None, goods, place
        )
    return None


def _lacking(text: Text, index: int, names: frozenset[str]) -> Way | None:
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
    if phrase is None or not _is_goods(text, phrase):
        return None
    head = subject_index(text, index - 1)
    place = phrase_at(text, head) if head is not None and text.tags[head] in ("noun", "num") else None
    place = place if place is not None and is_site(text, place, names, any_name=True) else None
    return Way(index, "cut", None, None, _goods(text, phrase), place)


def _bulletin(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "Coast road: open." at the head of a line."""
    sentence = text.sentence_at(text.tokens[index].start)
    if index + 1 >= sentence.last or index - sentence.first > 7 or index == sentence.first:
        return None
    word = text.tokens[index + 1].lower
    route = text.span(sentence.first, index - 1)
    if word == "reopened":
        return Way(index + 1, "reopened", None, route)
    if word in _words("state_open"):
        return Way(index + 1, "open", None, route)
    if word in _words("state_cut"):
        return Way(index + 1, "cut", None, route)
    return Way(index + 1, "restricted", None, route) if word in _words("state_restricted") else None


def _extended(text: Text, phrase: Passage | None) -> Passage | None:
    """A route with what says from where to where: "supply lines" + "from Turkey"."""
    if phrase is None:
        return None
    last = text.token_at(phrase.end - 1)
    if last + 2 < len(text.tokens) and text.tokens[last + 1].lower in ("from", "between") and _is_route(text, phrase):
        origin = phrase_from(text, last + 2)
        if origin is not None:
            return text.passage(phrase.start, origin.end)
    return phrase


def _place_of_route(text: Text, route: Passage, names: frozenset[str]) -> Passage | None:
    """The place to which the route leads: after "to" or "into" right behind it, or within it."""
    last = text.token_at(route.end - 1)
    place = None
    if last + 1 < len(text.tokens) and text.tokens[last + 1].lower in ("to", "into"):
        place = phrase_from(text, last + 2)
    return place if place is not None and is_site(text, place, names, any_name=True) else None


def _to_goods(text: Text, last: int) -> tuple[Passage, ...]:
    """The goods after "to" or "for": "closed the bridge to flour lorries"."""
    sentence = text.sentence_at(text.tokens[last].start)
    for at in range(last + 1, min(last + 3, sentence.last - 1)):
        if text.tokens[at].lower in ("to", "for"):
            phrase = phrase_from(text, at + 1)
            return () if phrase is None or not _is_goods(text, phrase) else _goods(text, phrase)
    return ()


def _route_subject(text: Text, index: int) -> Passage | None:
    head = subject_index(text, index)
    if head is None or text.tags[head] not in ("noun", "num"):
        return None
    phrase = phrase_at(text, head)
    return phrase if _is_route(text, phrase) else None


def _opened(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "opened the crossing", "the crossing opened for the first time", "the road is (still) open"; not "opened fire"."""
    sentence = text.sentence_at(text.tokens[index].start)
    word = text.tokens[index].lower
    before = text.tokens[max(0, index - 1)].lower
    if word == "open" and before != "to":
        return _is_open(text, index, names)
    if text.tags[index] not in ("verb", "ing"):
        return None
    parts = parts_of_verb(text, index)
    route = parts.patient if parts.patient is not None and _is_route(text, parts.patient) else None
    by = parts.agent if route is not None and parts.agent is not None and _may_act(text, parts.agent) else None
    route = route or (_route_subject(text, index) if not is_passive(text, index) and parts.patient is None else None)
    if route is None:
        return None
    words = {token.lower for token in text.tokens_of(sentence)}
    status: AccessStatus = "reopened" if words & _words("again") or before == "to" else "open"
    after = text.token_at(route.end - 1) if route.start > text.tokens[index].start else index
    return Way(index, status, by, route, _to_goods(text, after), _place_of_route(text, route, names))


def _is_open(text: Text, index: int, names: frozenset[str]) -> Way | None:
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
    if not _is_route(text, route):
        return None
    return Way(index, "open", None, route, _to_goods(text, index), _place_of_route(text, route, names))


def _let_pass(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "the Shield lets ambulances pass", "aid was allowed through"; with "not" or "refuse" cut, with "only" restricted."""
    sentence = text.sentence_at(text.tokens[index].start)
    if text.tags[index] not in ("verb", "ing") and text.tokens[index].lower not in ("let", "lets", "permits"):
        return None
    parts = parts_of_verb(text, index)
    goods = _goods(text, parts.patient) if parts.patient is not None and _is_goods(text, parts.patient) else ()
    window = {token.lower for token in text.tokens[index + 1 : min(index + 12, sentence.last)]}
    if not goods and index + 2 < sentence.last and text.tokens[index + 1].lower in ("through", "in", "past"):
        phrase = phrase_from(text, index + 2)
        goods = _goods(text, phrase) if phrase is not None and _is_goods(text, phrase) else ()
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
    by = parts.agent if parts.agent is not None and _may_act(text, parts.agent) else None
    return Way(index, _degree(text, sentence, index), by, _route_after(text, index), goods)


def _degree(text: Text, sentence: Sentence, index: int) -> AccessStatus:
    """How open a way is through which something passes, by the words around the verb."""
    before = {token.lower for token in text.tokens[max(sentence.first, index - 5) : index]}
    after = {token.lower for token in text.tokens[index + 1 : min(index + 12, sentence.last)]}
    if before & {"not", "refuse", "refused", "refuses", "never", "didn't", "don't", "n't", "no", "without"}:
        return "cut"
    if before & {"only", "just"} or after & {"only", "little", "nothing"}:
        return "restricted"
    return "reopened" if after & _words("again") else "open"


def _turned_back(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "a convoy with flour was turned back at the ford"."""
    sentence = text.sentence_at(text.tokens[index].start)
    if not any(text.tokens[at].lower == "back" for at in range(index + 1, min(index + 6, sentence.last))):
        return None
    parts = parts_of_verb(text, index)
    if parts.patient is None or not _is_goods(text, parts.patient):
        return None
    by = parts.agent if parts.agent is not None and _may_act(text, parts.agent) else None
    return Way(index, "cut", by, _route_after(text, index), _goods(text, parts.patient))


def _kept_out(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "food can't get to the enclave", "no aid has reached the town", "supplies are unable to enter"; "neither can ammunition"."""
    sentence = text.sentence_at(text.tokens[index].start)
    head = subject_index(text, index)
    if head is None or text.tags[head] not in ("noun", "num"):
        return None
    first, last = phrase_bounds(text, head)
    subject = text.span(first, last)
    if not _is_goods(text, subject):
        return None
    before = [token.lower for token in text.tokens[max(sentence.first, first - 3) : index]]
    window = {token.lower for token in text.tokens[max(sentence.first, index - 3) : min(index + 4, sentence.last)]}
    if window & {"may", "still", "freely", "unhindered"} and not window & {"not", "no", "might"}:
        return Way(index, _degree(text, sentence, index), None, _route_after(text, index), _goods(text, subject))
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
    goods = [*_joined_before(text, first), *_goods(text, subject)]
    for at in range(index + 1, sentence.last - 2):
        if text.tokens[at].lower in ("neither", "nor"):
            phrase = phrase_from(text, at + 2)
            goods += [] if phrase is None or not _is_goods(text, phrase) else [phrase]
    place = object_after_preposition(text, index, _TOWARD) or object_of(text, index)
    place = place if place is not None and is_site(text, place, names, any_name=True) else None
    return Way(index, "cut", None, _route_after(text, index), tuple(goods), place)


def _joined_before(text: Text, first: int) -> list[Passage]:
    """The goods joined to the left of the subject by "and": "food" before "and medical aid"."""
    if first < 2 or text.tokens[first - 1].lower != "and" or text.tags[first - 2] != "noun":
        return []
    left, last = phrase_bounds(text, first - 2)
    phrase = text.span(left, last)
    return [phrase] if _is_goods(text, phrase) else []


def _curfew(text: Text, index: int, names: frozenset[str]) -> Way | None:
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


def _lifted(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "lift the siege", "break the blockade": the way is open again."""
    if text.tags[index] not in ("verb", "ing"):
        return None
    parts = parts_of_verb(text, index)
    thing = parts.patient
    if thing is None or text.tokens[head_of(text, thing)].lower not in (
        "siege",
        "blockade",
        "ban",
        "embargo",
        "curfew",
        "sieges",
    ):
        return None
    place = object_after_preposition(text, head_of(text, thing), frozenset(("of", "on", "for", "in")))
    if place is None or not is_site(text, place, names, any_name=True):
        place = nearest_before(text, index, lambda phrase: is_site(text, phrase, names))
    return Way(index, "reopened", parts.agent, None, (), place)


def _under_fire(text: Text, index: int, names: frozenset[str]) -> Way | None:
    """ "the road is under fire": passable at a risk."""
    sentence = text.sentence_at(text.tokens[index].start)
    if not any(text.tokens[at].lower == "fire" for at in range(index + 1, min(index + 5, sentence.last))):
        return None
    route = _route_subject(text, index)
    return None if route is None else Way(index, "restricted", None, route)


def _route_after(text: Text, index: int) -> Passage | None:
    """The route in the sentence after "through", "by", "at", "across", "from", "via"."""
    sentence = text.sentence_at(text.tokens[index].start)
    for at in range(index + 1, sentence.last - 1):
        if text.tokens[at].lower in ("through", "by", "across", "via", "along", "at", "from", "past", "over", "up"):
            phrase = phrase_from(text, at + 1)
            if phrase is not None and _is_route(text, phrase):
                return phrase
    return None


def _is_route(text: Text, phrase: Passage) -> bool:
    head = head_of(text, phrase)
    words = _words("routes")
    return text.tokens[head].lower in words or (
        text.tags[head] == "num" and text.tokens[max(0, head - 1)].lower in words
    )


def _is_goods(text: Text, phrase: Passage) -> bool:
    word = text.tokens[head_of(text, phrase)].lower
    return word in _words("goods") or word in _words("goods_more")


def _goods(text: Text, phrase: Passage) -> tuple[Passage, ...]:
    """The goods of a phrase and of those joined to it; of a carrier ("a convoy with flour"), what it carries."""
    last = text.token_at(phrase.end - 1)
    carries = text.tokens[head_of(text, phrase)].lower in _words("carriers") and last + 2 < len(text.tokens)
    if carries and text.tokens[last + 1].lower in ("with", "carrying", "of"):
        load = phrase_from(text, last + 2)
        if load is not None and _is_goods(text, load):
            return conjuncts(text, load)
    return tuple(part for part in conjuncts(text, phrase) if _is_goods(text, part)) or (phrase,)


def _may_act(text: Text, phrase: Passage) -> bool:
    return is_party(text, phrase) or is_name(text, phrase)


_READERS: dict[str, Callable[[Text, int, frozenset[str]], Way | None]] = {
    "cut": _by_verb,
    "reopen": _by_verb,
    "restrict": _by_verb,
    "stop": _stopped,
    "open": _opened,
    "open_words": _is_open,
    "passing": _let_pass,
    "turned": _turned_back,
    "arrive": _kept_out,
    "demand": _tolled,
    "restricting": _curfew,
    "lift": _lifted,
    "under": _under_fire,
    "access": _granted,
    "lack": _lacking,
    "colon": _bulletin,
}

"""Places: the words of a report that name a place, or that say where without a name.

Takes a document's text, and for names a test whether anything on the map bears one. Gives Passages in text order that do
not overlap. Promises exact spans for any text, and time linear in its length; it does not say *which* place is meant.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cache

from daftar.model import Passage
from daftar.reading.language.words import forms_of, verb_forms
from daftar.reading.scene.toponyms import Toponyms, Word, words_of
from daftar.vocabulary import vocabulary

WIDEST = 90
"""Characters before or after a name in which its phrase is looked for."""

MOST_MODIFIERS = 7


def find_places(text: str, known: Callable[[str], bool], own: Sequence[str] = ()) -> tuple[Passage, ...]:
    """The names of places, peoples' names and adjectives among them ("Syrian"), in text order.

    `own` are names that the user has put on the map ("Nasim market", "Hill 402"): they are found as they are written, the
    longest first, whatever stands around them, and before all others.

    `known(name)` says whether any place of the world bears the name. A name inside the name of a body counts ("Aleppo
    Health Directorate"), a person's does not. In text all in capitals, or without any, a name must be introduced by a
    word of place or be a country's or a region's.
    """
    found = Toponyms(text, known).find()
    mine = [Passage.of(text, at.start(), at.end()) for at in _own_names(tuple(own)).finditer(text)] if own else []
    if not mine:
        return found
    starts, ends = [name.start for name in mine], [name.end for name in mine]
    others = [name for name in found if bisect_left(starts, name.end) == bisect_right(ends, name.start)]
    return tuple(sorted((*mine, *others), key=lambda name: name.start))


@cache
def _own_names(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the names, as written, in capitals, or with the other case of its first letter (a sentence may begin with it)."""
    written = {form for name in names if name.strip() for form in (name, name.upper(), name[0].swapcase() + name[1:])}
    longest = sorted(written, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def place_phrase(text: str, passage: Passage) -> Passage:
    """The fuller phrase around a name: "the outskirts of Nuwar", "a village near Nuwar", "Nuwar province", "eastern Nuwar".

    The passage itself where nothing of the kind stands around it.
    """
    after = _following().match(text, passage.end, passage.end + WIDEST)
    end = after.end() if after else passage.end
    start = _phrase_start(text, passage.start)
    if end == passage.end and text[start : passage.start].strip().lower() == "the":
        start = passage.start
    return Passage.of(text, start, end)


def _phrase_start(text: str, start: int) -> int:
    nearest = text[max(0, start - WIDEST) : start].split()[-1:]
    # Most names have nothing of the kind before them; the search costs more than all the rest.
    if not nearest or not (nearest[0].lower() in _nearest() or "-" in nearest[0]):
        return start
    before = _leading().search(text, max(0, start - WIDEST), start)
    return before.start() if before is not None and before.group().strip() else start


@cache
def _nearest() -> frozenset[str]:
    """The words that can stand straight before a name within its phrase."""
    cues = vocabulary("places")["cues"]
    modifiers = [word for modifier in cues["modifiers"] for word in modifier.split()]
    return frozenset(["of", "near", "in", "outside", "around", "inside", "the", *cues["directions"], *modifiers])


@cache
def _leading() -> re.Pattern[str]:
    places = vocabulary("places")
    nouns = _any([*places["unnamed"]["nouns"], *places["cues"]["areas"]])
    modifiers = rf"(?:(?:{_any(places['cues']['directions'])}|{_any(places['cues']['modifiers'])}|[\w]+-(?:held|controlled|run|backed))\s+)"
    article = r"(?:(?:the|a|an|its|their|this|another|several|most|much|all|parts)\s+(?:of\s+)?)"
    whole = rf"{article}?{modifiers}{{0,3}}(?:{nouns})\s+(?:of|near|in|outside|around|inside)\s+"
    return re.compile(rf"(?<![\w-])(?:{whole})?(?:the\s+)?{modifiers}{{0,3}}$", re.IGNORECASE)


@cache
def _following() -> re.Pattern[str]:
    cues = vocabulary("places")["cues"]
    return re.compile(rf"(?:\s+(?:{_any(cues['areas'] + cues['parts'] + cues['grounds'])})\b){{1,2}}", re.IGNORECASE)


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def find_areas(text: str) -> tuple[Passage, ...]:
    """Places without a name, as their phrases: "the rebel-held side of the city", "a hospital in the old quarter".

    Only such as a word of place introduces ("in", "near", "outside") or a verb whose object is a place ("seized"); the
    phrase begins behind it.
    """
    words = tuple(words_of(text))
    found: list[Passage] = []
    index = 0
    while index < len(words) - 1:
        lead = words[index].text.lower()
        if lead in _introducing() and words[index + 1].joined and not _is_infinitive(lead, words[index + 1]):
            last = _area_end(words, index + 1)
            if last is not None:
                found.append(Passage.of(text, words[index + 1].start, words[last].end))
                index = last
        index += 1
    return tuple(found)


def _is_infinitive(lead: str, word: Word) -> bool:
    return lead == "to" and word.text.lower() in verb_forms()


def _area_end(words: Sequence[Word], first: int) -> int | None:
    """The last word of the phrase that begins here, if it is an area's, with what "of", "in" or "near" adds to it."""
    last = _noun_end(words, first)
    if last is None:
        return None
    while last + 2 < len(words) and words[last + 1].joined and words[last + 1].text.lower() in _linking():
        further = _noun_end(words, last + 2)
        if further is None:
            further = _name_end(words, last + 2)
        if further is None:
            break
        last = further
    return last


def _noun_end(words: Sequence[Word], first: int) -> int | None:
    """The last noun of place in the noun phrase that begins here; without an article it must be the phrase's head, and no
    bare singular ("on foot", "state television", "international capital markets")."""
    end: int | None = None
    determined = words[first].text.lower() in _determiners()
    for index in range(first, min(len(words), first + MOST_MODIFIERS)):
        word = words[index].text.lower()
        if not words[index].joined or word in _function_words():
            break
        if word in _nouns() and (determined or _ends_phrase(words, index + 1)):
            end = index
    if end == first and not words[end].text.lower().endswith("s"):
        return None
    return end


def _ends_phrase(words: Sequence[Word], index: int) -> bool:
    """Whether no further noun follows, as in "state television"."""
    if index == len(words) or not words[index].joined or words[index].capital:
        return True
    word = words[index].text.lower()
    return word in _following_words() or word in verb_forms() or word in _nouns() or word.endswith("ly")


def _name_end(words: Sequence[Word], first: int) -> int | None:
    end: int | None = None
    for index in range(first, min(len(words), first + 4)):
        word = words[index]
        if not word.joined or not (word.capital or word.text.lower() in ("the", "of") or word.text in _directions()):
            break
        if word.capital:
            end = index
    return end


@cache
def _nouns() -> frozenset[str]:
    return frozenset(vocabulary("places")["unnamed"]["nouns"])


@cache
def _introducing() -> frozenset[str]:
    given = vocabulary("places")["unnamed"]
    verbs = (form for base in given["verbs"].split() for form in forms_of(base))
    return frozenset(given["prepositions"]).union(verbs)


@cache
def _linking() -> frozenset[str]:
    return frozenset(["of", "in", "near", "outside", "between", "along"])


@cache
def _directions() -> frozenset[str]:
    return frozenset(vocabulary("places")["cues"]["directions"])


@cache
def _function_words() -> frozenset[str]:
    return _words_of("preposition", "conjunction", "relative", "pronoun", "auxiliary") - _directions()


@cache
def _following_words() -> frozenset[str]:
    return _function_words() | _determiners() | _words_of("adverb", "number") | _directions()


@cache
def _determiners() -> frozenset[str]:
    return _words_of("determiner")


def _words_of(*classes: str) -> frozenset[str]:
    grammar = vocabulary("grammar")
    return frozenset(word for name in classes for word in grammar[name].split())

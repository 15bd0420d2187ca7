"""Toponyms: the names of places in one text, weighed by the words around them.

Takes a text and a test whether anything on the map bears a name. Gives Passages in text order that do not overlap. Promises
exact spans for any text, and time linear in its length. Each candidate gathers points from what stands before it and
after it and from what the whole text says of the same name; the lists of words are `vocabulary/places.toml`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from daftar.model import Passage
from daftar.vocabulary import vocabulary

LONGEST_NAME = 5
ACCEPTED = 0.75
SURE = 1.0

_WORD = re.compile(
    r"W\.\s?Va\.|U\.\s?S\.|(?:[^\W\d_]\.){2,}"
    r"|\b(?:St|Ste|Mt|Ft|Mr|Mrs|Ms|Dr|Gen|Col|Maj|Capt|Lt|Sgt|Cpl|Const|Det|Brig|Sen|Sens|Rep|Reps|Gov|Rev|Prof)\.(?=\s)"
    r"|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*"
)
_INNER = frozenset(
    ["of", "and", "the", "de", "la", "le", "del", "al", "el", "ez", "es", "ul", "upon", "on", "an", "da", "do", "d"]
)
_JOINT = re.compile(r"[-‐‑]?|[^\S\n]*\n?[^\S\n]*")
_AGE = re.compile(r",? \(?\d{1,2}\b(?! ?(?:kilomet|km|mile|people|per))")
_POSSESSIVE = re.compile(r"['’]s?\b")
_DATELINE = re.compile(r"(?:, [\w. ]{2,20})?\s*(?:\([^)\n]{2,30}\)\s*)?(?:--|[—–:]|- |\()")


class Word(NamedTuple):
    """A word of letters. `joined` says that only white space, with no empty line, or a hyphen stands before it and the last."""

    start: int
    end: int
    text: str
    capital: bool
    joined: bool


@dataclass(frozen=True, slots=True)
class _Cues:
    strong: frozenset[str]
    people: frozenset[str]
    short: frozenset[str]
    postal: frozenset[str]
    locative: frozenset[str]
    surely: frozenset[str]
    weak: frozenset[str]
    directions: frozenset[str]
    features: frozenset[str]
    streets: frozenset[str]
    heads: frozenset[str]
    after: frozenset[str]
    bodies: frozenset[str]
    media: frozenset[str]
    titles: frozenset[str]
    given: frozenset[str]
    either: frozenset[str]
    speech: frozenset[str]
    openers: frozenset[str]
    never: frozenset[str]


@cache
def _cues() -> _Cues:
    places = vocabulary("places")
    cues = places["cues"]
    countries, divisions, regions = places["countries"], places["divisions"], places["regions"]
    names = {*countries["names"].values(), *regions}
    people: set[str] = set()
    short: set[str] = set()
    for table in (countries["aliases"], places["continents"]["aliases"]):
        names.update(name for row in table.values() for name in row)
    for table in (countries["demonyms"], places["continents"]["demonyms"]):
        people.update(form for row in table.values() for word in row for form in (word, f"{word}s"))
    for row in regions.values():
        names.update(row.get("aliases", ()))
        people.update(form for word in row.get("demonyms", ()) for form in (word, f"{word}s"))
    for country, rows in divisions.items():
        if country != "aliases":
            names.update(rows)
        else:
            short.update(name for table in rows.values() for row in table.values() for name in row)
    given = frozenset(cues["given"])
    return _Cues(
        strong=frozenset(names | people | {name for name in short if name.endswith(".") or len(name) > 3}) - given,
        people=frozenset(people),
        short=frozenset(name for name in short if name.endswith(".")),
        postal=frozenset(places["postal"]["US"].split()),
        locative=frozenset(cues["locative"]),
        surely=frozenset(cues["surely"]),
        weak=frozenset(cues["weak"]),
        directions=frozenset(cues["directions"]),
        features=frozenset(cues["features"]),
        streets=frozenset(cues["streets"]),
        heads=frozenset(cues["heads"]),
        after=frozenset(cues["areas"] + cues["sites"]),
        bodies=frozenset(cues["bodies"]),
        media=frozenset(cues["media"]),
        titles=frozenset(cues["titles"]),
        given=given,
        either=frozenset(cues["either"]),
        speech=frozenset(cues["speech"]),
        openers=frozenset(cues["openers"]),
        never=frozenset(
            cues["openers"] + cues["never"] + cues["bodies"] + cues["titles"] + cues["features"] + cues["streets"]
        ),
    )


@dataclass(frozen=True, slots=True)
class _Named:
    first: int
    last: int
    start: int
    end: int
    name: str
    score: float


class Toponyms:
    """One text, cut into words, and what is known of it as a whole."""

    def __init__(self, text: str, known: Callable[[str], bool]) -> None:
        self.text, self.known, self.cues = text, known, _cues()
        self.words = tuple(words_of(text))
        letters = sum(map(str.isalpha, text))
        capitals = sum(map(str.isupper, text))
        small = sum(map(str.islower, text))
        self.flat = capitals + small == 0 or (letters > 40 and not letters * 0.005 < capitals < letters * 0.6)
        self.common = frozenset(word.text for word in self.words if not word.capital)
        self.persons = frozenset(self._surnames())

    def find(self) -> tuple[Passage, ...]:
        """The names, in text order. One that is sure in one sentence is easier believed in the others."""
        found = [named for named in self._candidates() if named.score > -2]
        sure = {named.name for named in found if named.score >= SURE}
        kept = [n for n in found if n.score + (0.0 if n.name not in sure else 1.0) >= ACCEPTED]
        return tuple(Passage.of(self.text, named.start, named.end) for named in kept)

    def _surnames(self) -> Iterator[str]:
        """The last names of those whom the text calls by a given name or a title."""
        if self.flat:
            return
        cues, words = self.cues, self.words
        for index in range(1, len(words)):
            word, before = words[index], words[index - 1]
            if not (word.capital and word.joined):
                continue
            if before.text in cues.given and word.text not in cues.bodies:
                yield word.text
            elif before.text in cues.either and self._is_surname(index):
                yield before.text
            elif index > 1 and word.joined and before.joined and words[index - 2].text in cues.given:
                yield word.text

    def _is_surname(self, index: int) -> bool:
        word = self.words[index].text
        name = self.text[self.words[index - 1].start : self.words[index].end]
        return word not in self.cues.never and word not in self.cues.strong and not self.known(name)

    def _candidates(self) -> Iterator[_Named]:
        index = 0
        previous: _Named | None = None
        while index < len(self.words):
            named = self._named_at(index, previous)
            if named is None:
                index += 1
                continue
            yield named
            if named.score >= ACCEPTED:
                previous = named
            index = named.last + 1

    def _named_at(self, index: int, previous: _Named | None) -> _Named | None:
        word = self.words[index]
        if not (word.capital or self.flat):
            return None
        if not self.flat and (feature := self._feature_at(index)) is not None:
            return feature
        for last in range(self._reach(index), index - 1, -1):
            end = self.words[last].end
            name = self.text[word.start : end]
            if last == index:
                if len(name) < 2:
                    return None
                if f"{name}." in self.cues.short and self.text[end : end + 1] == ".":
                    name, end = f"{name}.", end + 1
                elif not self._may_stand_alone(word, index, previous):
                    return None
            elif word.text in self.cues.openers or not (self.words[last].capital or self.flat):
                continue
            if self._is_strong(name) or name in self.cues.postal or self.known(name):
                return _Named(index, last, word.start, end, name, self._score(index, last, end, name, previous))
        return None if self.flat else self._unknown_at(index, previous)

    def _is_strong(self, name: str) -> bool:
        return name in self.cues.strong or (self.flat and name.title() in self.cues.strong)

    def _unknown_at(self, index: int, previous: _Named | None) -> _Named | None:
        """A name on no map: a place only if a word of place stands before it here, or elsewhere in the text."""
        word = self.words[index]
        last = index
        while last - index < 3 and last + 1 < len(self.words) and self._runs_on(last + 1):
            last += 1
        headed = last > index and word.text in self.cues.heads
        run = {self.words[place].text for place in range(index + headed, last + 1)}
        if last - index > 2 or not run.isdisjoint(self.cues.never | self.cues.given) or len(word.text) < 3:
            return None
        if word.text.isupper() or (word.joined and self.words[index - 1].capital):
            return None
        if any(self._named_at(place, None) is not None for place in range(index + 1, last + 1)):
            return None
        end = self.words[last].end
        name = self.text[word.start : end]
        lead = self._before(index)
        score = 1.0 if headed or lead in self.cues.surely else 0.5 if lead in self.cues.locative else 0.0
        following = self.words[last + 1].text if last + 1 < len(self.words) else ""
        if name in self.persons or _POSSESSIVE.match(self.text, end) or following in self.cues.speech:
            score -= 0.5
        return _Named(index, last, word.start, end, name, score)

    def _runs_on(self, index: int) -> bool:
        return self.words[index].joined and self.words[index].capital

    def _reach(self, index: int) -> int:
        last = index
        while last + 1 < len(self.words) and last - index < LONGEST_NAME - 1:
            following = self.words[last + 1]
            if not following.joined or not (following.capital or self.flat or following.text in _INNER):
                break
            last += 1
        return last

    def _may_stand_alone(self, word: Word, index: int, previous: _Named | None) -> bool:
        name = word.text
        if self.flat:
            return len(name) > 2 and name.title() not in self.cues.never and name.lower() not in _common_nouns()
        if len(name) == 2 and name.isupper() and name not in self.cues.strong:
            return name in self.cues.postal and self._follows(previous, word.start)
        return name not in self.cues.never or name in self.cues.strong

    def _feature_at(self, index: int) -> _Named | None:
        """A name made one by its last word: "Karrada District", "Sel River"."""
        cues, words = self.cues, self.words
        reach = self._reach(index)
        for last in range(index + 1, reach + 1):
            word = words[last]
            if not word.capital:
                return None
            text = word.text.title() if word.text.isupper() else word.text
            street = text in cues.streets
            if street or text in cues.features:
                inner = [words[place].text for place in range(index, last)]
                if inner[0] in cues.never or not cues.bodies.isdisjoint(inner):
                    return None
                name = self.text[words[index].start : word.end]
                if any(part in cues.given for part in inner[:1]) and not self.known(name):
                    return None
                following = words[last + 1] if last + 1 < len(words) else None
                runs_on = following is not None and following.joined and following.capital
                if runs_on and not street and following is not None and following.text not in cues.bodies:
                    return None
                lead = self._before(index)
                score = 1.5 if not street else 1.0 if lead == "on" or lead in cues.locative else 0.0
                return _Named(index, last, words[index].start, word.end, name, score)
        return None

    def _before(self, index: int) -> str:
        return self.words[index - 1].text.lower() if index and self.words[index].joined else ""

    def _follows(self, previous: _Named | None, start: int) -> bool:
        return previous is not None and 0 < start - previous.end <= 2 and self.text[previous.end : start] == ", "

    def _score(self, first: int, last: int, end: int, name: str, previous: _Named | None) -> float:
        cues, words = self.cues, self.words
        strong = self._is_strong(name)
        score = 1.0 if strong else 0.0
        before = words[first - 1] if first and words[first].joined else None
        after = words[last + 1] if last + 1 < len(words) and words[last + 1].joined and end == words[last].end else None
        lead = before.text.lower() if before else ""
        if lead in cues.locative or lead in cues.directions:
            score += 1.0
        elif lead in cues.weak or (before is not None and not before.capital):
            score += 0.25
        alone = not (after is not None and after.capital) and self.text[end : end + 1] != "-"
        if lead == "the" and first == last and alone and not strong and not self.flat:
            score -= 1.0  # "the Mission", "the Front": the short name of a body
        if self._follows(previous, words[first].start):
            score += 1.0
        rest = self.text[end : end + 60]
        if after is not None:
            follow = after.text
            if follow.lower() in cues.after:
                score += 1.0
            elif after.capital and not self.flat:
                body = follow in cues.bodies and (strong or follow not in cues.media)
                score += 0.75 if body else 0.0 if follow in cues.strong or strong else -1.5
            elif follow in cues.speech:
                score -= 1.0
        if self.flat:
            return score - (0.0 if strong else 0.25)
        if rest.startswith(", ") and self._contained(last):
            score += 1.0
        if name.isupper() and len(name) > 3 and _DATELINE.match(rest):
            score += 1.0
        if _AGE.match(rest) and not strong:
            score -= 1.5
        if last > first:
            score += 0.5
        score += self._beside(before, strong, name in cues.people) if before is not None and before.capital else 0.0
        if name in self.persons and (not strong or name in cues.either):
            score -= 1.0
        if first == last and not strong and name.lower() in self.common:
            score -= 1.0
        return score + (0.5 if len(name) > 3 else 0.0)

    def _contained(self, last: int) -> bool:
        """Whether a country, a division or a region follows after a comma."""
        nexts = self.words[last + 1 : last + 4]
        if nexts and nexts[0].text in self.cues.directions:
            nexts = nexts[1:]
        if not nexts or not (nexts[0].capital or self.flat):
            return False
        one = nexts[0].text
        if one in self.cues.strong or f"{one}." in self.cues.short or one in self.cues.postal:
            return True
        return len(nexts) > 1 and nexts[1].joined and f"{one} {nexts[1].text}" in self.cues.strong

    def _beside(self, before: Word, strong: bool, people: bool) -> float:
        """What a capitalised word straight before a name says of it."""
        text = before.text
        if text in self.cues.given:
            return -3.0
        if text in self.cues.titles:
            return -0.25 if people else -3.0
        if text.lower() in self.cues.directions or text.lower() in self.cues.locative or text.lower() in self.cues.weak:
            return 0.0
        if text in self.cues.never or text in self.cues.bodies or text in self.cues.strong:
            return -0.25
        return -0.5 if strong else -1.5


def words_of(text: str) -> Iterator[Word]:
    """The words of the text, in order."""
    end = -1
    for match in _WORD.finditer(text):
        start, word = match.start(), match.group()
        joined = end >= 0 and (text[end:start] == " " or _JOINT.fullmatch(text, end, start) is not None)
        end = match.end()
        yield Word(start, end, word, word[0].isupper(), joined)


@cache
def _common_nouns() -> frozenset[str]:
    places = vocabulary("places")
    return (
        frozenset(places["unnamed"]["nouns"]) | frozenset(places["cues"]["areas"]) | frozenset(places["cues"]["sites"])
    )

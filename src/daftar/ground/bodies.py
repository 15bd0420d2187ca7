"""Bodies: the named parties of a text, and where they are named.

Takes a text and the Names of a registry. Gives a Mention for each name of a party: those that the registry knows in any
script, those of a country's forces ("Russian warplanes"), those that end as names of bodies do ("the Kell River Brigade"),
and the initials that the text itself explains ("the Kell River Brigade (KRB)"). Promises that mentions stand in text order
and do not overlap, in time linear in the text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from daftar.ground.names import OWNER, Letters, Names, countries, kinds_of, name_words, peoples, word_list
from daftar.ground.registry import Party
from daftar.ground.speakers import titles
from daftar.ground.spelling import fold
from daftar.model.vocabulary import How, PartyKind

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʼ/&\-‐‑][^\W_]+)*")
_GAP = re.compile(r"[ \t\u00a0]*+(?:\n[ \t\u00a0]*+)?")
_IN_BRACKETS = re.compile(r"[\"”’']?\s?[\[(]\s?[\"“]?([A-Z][A-Za-z\d&.-]{1,9})[\"”]?\s?[\])]")
_JOINED_ON = ("و", "ف", "ب", "ك", "ل")
_LINKS = frozenset(("of", "for", "the", "al", "el", "de", "la", "del", "y"))
_OF = frozenset(("of", "for"))
LONGEST = 12
"""Words of a name; more are no name."""


@dataclass(frozen=True, slots=True)
class Body:
    """A party under its full name. `known` is true where the registry has it, which may tell the country too."""

    name: str
    kind: PartyKind | None
    known: bool = False
    country: str | None = None

    @classmethod
    def of(cls, party: Party) -> "Body":
        """A party of the registry."""
        return cls(party.name, party.kind, True, party.country)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a body at `start` to `end`. `plural` is true where the words there are ("Houthi fighters", "the Volunteers")."""

    start: int
    end: int
    body: Body
    how: How
    plural: bool


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    words: str

    @property
    def bare(self) -> str:
        return OWNER.sub("", self.words)

    @property
    def owns(self) -> bool:
        return OWNER.search(self.words) is not None

    @property
    def capital(self) -> bool:
        return self.words[0].isupper()

    @property
    def lower(self) -> str:
        return self.bare.lower()


def find_bodies(text: str, names: Names, country: str | None = None) -> tuple[Mention, ...]:
    """The mentions of a text. `country` (ISO alpha-2) tells parties of one name apart."""
    return _Search(text, names, country).mentions()


def letters_of(text: str) -> Letters:
    """Whether a text is written in capitals or small letters throughout."""
    sample = [letter for letter in text[:4000] if letter.isupper() or letter.islower()]
    upper = sum(letter.isupper() for letter in sample)
    return "capital" if upper > 0.7 * len(sample) else "small" if upper < 0.002 * len(sample) else "mixed"


class _Search:
    """One look through one text."""

    def __init__(self, text: str, names: Names, country: str | None) -> None:
        self._text = text
        self._names = names
        self._country = country
        self._letters = letters_of(text)
        self._tokens = [_Token(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(text)]
        self._joined = [
            _GAP.fullmatch(text, left.end, right.start) is not None
            for left, right in zip(self._tokens, self._tokens[1:], strict=False)
        ]

    def mentions(self) -> tuple[Mention, ...]:
        found = {mention.start: mention for mention in self._named()}
        explained = self._explained(found)
        for token in self._tokens if explained else ():
            body = explained.get(token.bare)
            if body is not None:
                end = token.start + len(token.bare)
                found[token.start] = Mention(token.start, end, body, "short_form", False)
        return tuple(_apart(found))

    def _named(self) -> Iterator[Mention]:
        at = 0
        while at < len(self._tokens):
            found = self._at(at)
            if found is None:
                at += 1
                continue
            mention, last = found
            follower = self._tokens[last + 1].lower if self._is_joined(last) else ""
            beside = follower in word_list("beside", "members")
            yield replace(mention, plural=is_plural(follower if beside else name_words(mention.body.name)[-1]))
            at = last + 1

    def _at(self, at: int) -> tuple[Mention, int] | None:
        token = self._tokens[at]
        if self._letters == "mixed" and token.words[0].islower() and not token.words.startswith(("al-", "el-", "ash-")):
            return None
        known = self._known(at)
        own = self._of_a_country(at)
        if own is not None and (known is None or own[1] > known[1]):
            return own
        return known or (self._by_its_head(at) if self._letters == "mixed" and token.capital else None)

    def _known(self, at: int) -> tuple[Mention, int] | None:
        """The longest name of the registry that begins here."""
        token = self._tokens[at]
        start = token.start
        words = name_words(token.bare)
        most = self._names.lengths.get(words[0], 0) if words else 0
        if not most and token.words.startswith(_JOINED_ON) and len(words) == 1:  # "وحماس": "and Hamas"
            most, start = self._names.lengths.get(words[0][1:], 0), start + 1
        for last in reversed(range(at, self._reach(at, most))):
            end = self._tokens[last].start + len(self._tokens[last].bare)
            written = self._text[start:end]
            party = self._names.find(written, self._country, self._letters)
            if party is not None and not self._names.is_land(written):
                return self._party(party, start, end), last
        return None

    def _reach(self, at: int, most: int) -> int:
        """The token after the last one that stands in one stretch with this one, at most so many."""
        end = at + 1
        while end < at + most and self._is_joined(end - 1):
            end += 1
        return end if most else at

    def _of_a_country(self, at: int) -> tuple[Mention, int] | None:
        """A country's adjective or "Russia's" with what it has: its forces, its police, its government."""
        token, key = self._tokens[at], fold(self._tokens[at].bare)
        country = peoples().get(key) or (countries().get(key) if token.owns else None)
        if country is None or not self._is_joined(at) or (self._letters == "mixed" and not token.capital):
            return None
        kinds, last, kind = kinds_of("of_a_country"), at, None
        while self._is_joined(last) and last - at < LONGEST:
            size = 2 if self._two(last + 1) in kinds else 1
            told = kinds.get(self._two(last + 1) if size == 2 else self._tokens[last + 1].lower)
            if told is None or (kind is not None and told != kind and kind != "government"):
                break
            last, kind = last + size, told
        party = self._names.of_country(country, kind) if kind is not None else None
        if party is None:
            return None
        return self._party(party, token.start, self._tokens[last].start + len(self._tokens[last].bare)), last

    def _party(self, party: Party, start: int, end: int) -> Mention:
        as_written = name_words(self._text[start:end]) == name_words(party.name)
        return Mention(start, end, Body.of(party), "as_written" if as_written else "registry", False)

    def _by_its_head(self, at: int) -> tuple[Mention, int] | None:
        """A name of two words and more that ends as names of bodies do, in capitals; of a people's army, its head in small letters."""
        first = at
        if self._tokens[at].lower in word_list("openers", "words"):
            return None
        last = self._run(first)
        head = next((index for index in range(last, first - 1, -1) if self._ends_a_name(index, last)), None)
        if head is None:
            return self._of_a_people(first, last)
        if head < last and self._tokens[head + 1].lower not in _OF:
            last = head
        while any(
            token.lower in _OF for token in self._tokens[first:head]
        ):  # "Families of the …": the name comes after
            first += 1
        while self._tokens[first].lower in _LINKS:
            first += 1
        if all(
            self._head(index) is not None or self._tokens[index].lower in _LINKS for index in range(first, last + 1)
        ):
            return None
        return self._body(first, last, self._head(head) or "unknown")

    def _ends_a_name(self, index: int, last: int) -> bool:
        """Whether the word is a body's and the name goes on with "of", or not at all."""
        return self._head(index) is not None and (
            index == last or self._tokens[index + 1].lower in (*_OF, *word_list("beside", "members"))
        )

    def _run(self, first: int) -> int:
        """The last token of the stretch of capitals, with the small words between them, that begins here."""
        last = at = first
        while self._is_joined(at) and at - first < LONGEST and not self._tokens[at].owns:
            at += 1
            token = self._tokens[at]
            if token.lower in _LINKS and not token.capital:
                continue
            if not token.capital or token.lower in word_list("openers", "words") or token.words in titles():
                break
            last = at
        return last

    def _of_a_people(self, first: int, last: int) -> tuple[Mention, int] | None:
        """ "The Lydrani army", "New Harbour police": what a people or a town has, its head in small letters."""
        if not self._is_joined(last) or self._tokens[last].lower in kinds_of("heads") or last - first > 2:
            return None
        kinds, end = kinds_of("after_a_people"), last + 1
        if not self._tokens[end].words.islower():
            return None
        last, word = (end + 1, self._two(end)) if self._two(end) in kinds else (end, self._tokens[end].lower)
        return self._body(first, last, kinds[word] or "unknown") if word in kinds else None

    def _two(self, at: int) -> str:
        """Two words that go together, as the vocabulary writes them: "air-force"."""
        return f"{self._tokens[at].lower}-{self._tokens[at + 1].lower}" if self._is_joined(at) else ""

    def _head(self, index: int) -> str | None:
        """What the word says of the kind of body whose name it ends; None where it ends none."""
        token = self._tokens[index]
        if not token.capital:
            return None
        for word in (self._two(index - 1) if index else "", token.lower):
            if word in kinds_of("heads"):
                return kinds_of("heads")[word] or "unknown"
        return None

    def _body(self, first: int, last: int, kind: str) -> tuple[Mention, int]:
        start, end = self._tokens[first].start, self._tokens[last].start + len(self._tokens[last].bare)
        name = " ".join(self._text[start:end].split())
        body = Body(name, None if kind == "unknown" else kind)  # type: ignore[arg-type]
        return Mention(start, end, body, "as_written", False), last

    def _explained(self, found: dict[int, Mention]) -> dict[str, Body]:
        """The initials that the text gives in brackets after a name, each with its body; those of two bodies are nobody's.

        A name that alone tells no party apart is the registry's party where its initials are ("National Army (NAK)").
        """
        by_end = {mention.end: start for start, mention in found.items()}
        explained: dict[str, Body | None] = {}
        for match in _IN_BRACKETS.finditer(self._text):
            initials, mention = match.group(1), found.get(by_end.get(match.start(), -1))
            body = mention.body if mention is not None else self._spelled(match.start(), initials)
            if body is None or sum(map(str.isupper, initials)) < 2 or fold(initials) == fold(body.name):
                continue
            party = self._names.find(initials, self._country, self._letters) if not body.known else None
            if party is not None and name_words(body.name) in map(name_words, party.aliases):
                body, unknown = Body.of(party), body
                found.update(
                    {at: replace(m, body=body, how="registry") for at, m in found.items() if m.body == unknown}
                )
            elif mention is None:
                start = match.start() - len(body.name)
                found.setdefault(start, Mention(start, match.start(), body, "as_written", is_plural(body.name)))
            explained[initials] = body if explained.get(initials, body) == body else None
        return {initials: body for initials, body in explained.items() if body is not None}

    def _spelled(self, end: int, initials: str) -> Body | None:
        """The words before that the initials spell: "Sons of the Marsh (SOM)"."""
        wanted = [letter for letter in initials if letter.isalpha()]
        at = bisect_left(self._tokens, end, key=lambda token: token.end)
        if at == len(self._tokens) or self._tokens[at].end != end:
            return None
        first = at
        while first >= 0 and wanted and at - first < LONGEST:
            token = self._tokens[first]
            if token.words[0].upper() == wanted[-1].upper():
                wanted.pop()
            elif token.lower not in _LINKS and token.lower != "and":
                return None
            if wanted and (first == 0 or not self._is_joined(first - 1)):
                return None
            first -= 1
        if wanted or not self._tokens[first + 1].capital:
            return None
        name = self._text[self._tokens[first + 1].start : end]
        return Body(name, None) if "\n" not in name else None

    def _is_joined(self, at: int) -> bool:
        return at < len(self._joined) and self._joined[at]


def is_plural(word: str) -> bool:
    """Whether the last word of a name, or what stands beside it, is of many."""
    last = word.split()[-1].lower() if word.split() else ""
    return last in ("men", "troops", "police") or (
        last.endswith("s") and not last.endswith(("ss", "us", "is", "as", "corps"))
    )


def _apart(found: dict[int, Mention]) -> Iterator[Mention]:
    end = 0
    for start in sorted(found):
        if start >= end:
            end = found[start].end
            yield found[start]

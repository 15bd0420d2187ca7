"""Names: by which words a party is named, wherever they stand.

Takes the Registry and the lists of `vocabulary/bodies.toml`. Gives the party of a stretch of words, of a country's adjective
with what the country has ("Russian warplanes"), of a country and of its capital. Promises that initials are never found in a
word that only looks like them ("who", "us"), and that a country with two such parties has none.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from daftar.ground.registry import Party, Registry
from daftar.ground.spelling import fold
from daftar.model.vocabulary import PartyKind
from daftar.vocabulary import vocabulary

Letters = Literal["mixed", "capital", "small"]
"""How a text is written: capitals tell names from words only where it is mixed."""

OWNER = re.compile(r"['’]s?$")
OF_A_COUNTRY: tuple[PartyKind, ...] = ("armed_forces", "police", "government")
"""What a country has one of."""
_ARTICLES = re.compile(r"(?:the|al)\s+")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one registry. `lengths` is the most words of a name that begins with a word; `initials` are names of one word that
    are only ever written in capitals; `lands` are names of governments that are their countries' as well; `of_countries` are the
    parties at the head of a country's own of one kind."""

    registry: Registry
    lengths: dict[str, int]
    initials: frozenset[str]
    lands: frozenset[str]
    of_countries: dict[tuple[str, PartyKind], Party]

    @classmethod
    def of(cls, registry: Registry) -> "Names":
        """The names of a registry, made once for each."""
        if registry.version not in _made:
            _made[registry.version] = cls._of(registry)
        return _made[registry.version]

    @classmethod
    def _of(cls, registry: Registry) -> "Names":
        lengths: dict[str, int] = {}
        single: dict[str, bool] = {}
        lands: set[str] = set()
        for party in registry.parties:
            for alias in (party.name, *party.aliases):
                words = name_words(alias)
                if words:
                    lengths[words[0]] = max(lengths.get(words[0], 0), len(words))
                if party.kind == "government" and _is_land(alias, words):
                    lands.add(" ".join(words))
                if len(words) == 1:
                    single[words[0]] = single.get(words[0], True) and alias.isupper()
        initials = frozenset(word for word, capital in single.items() if capital)
        return cls(registry, lengths, initials, frozenset(lands), _of_countries(registry))

    def find(self, words: str, country: str | None, letters: Letters) -> Party | None:
        """The party that has this name in such a text."""
        folded = name_words(words)
        if len(folded) == 1 and words.isascii():
            if letters != "mixed" and folded[0] in word_list("not_initials", "words"):
                return None
            if folded[0] in self.initials and not words.isupper():
                return None
        return self.registry.find(words, country)

    def is_land(self, words: str) -> bool:
        """Whether the name is that of a country or a capital, which is a place wherever it does not act."""
        key = " ".join(name_words(words))
        return key in self.lands or key in capitals()

    def government(self, words: str) -> Party | None:
        """The government for which the bare name of its country or its capital stands."""
        key = " ".join(name_words(words))
        if key in self.lands:
            return self.registry.find(words)
        country = countries().get(key) or capitals().get(key)
        return self.of_country(country, "government") if country is not None else None

    def of_country(self, country: str, kind: PartyKind) -> Party | None:
        """The country's armed forces, police or government, where the registry has exactly one that is no other's part."""
        return self.of_countries.get((country, kind))


def _is_land(alias: str, words: tuple[str, ...]) -> bool:
    return " ".join(words) in countries() or (len(words) == 1 and not alias.isascii())


_made: dict[str, Names] = {}


def _of_countries(registry: Registry) -> dict[tuple[str, PartyKind], Party]:
    held: dict[tuple[str, PartyKind], list[Party]] = {}
    for party in registry.parties:
        if party.country is not None and party.kind in OF_A_COUNTRY:
            held.setdefault((party.country, party.kind), []).append(party)
    heads: dict[tuple[str, PartyKind], Party] = {}
    for key, parties in held.items():
        own = {party.name for party in parties}
        whole = [party for party in parties if not any(t.kind == "part_of" and t.to in own for t in party.ties)]
        if len(whole) == 1 and _is_its_countrys(whole[0], key[0]):
            heads[key] = whole[0]
    return heads


def _is_its_countrys(party: Party, country: str) -> bool:
    """Whether a name of the party is of the country and of the kind: a country's one police force in the registry need not be its police."""
    named = (f" {' '.join(name_words(alias))} " for alias in (party.name, *party.aliases))
    kinds = kinds_of("of_a_country")
    return any(
        any(f" {form} " in name for form in _forms().get(country, ()))
        and any(kinds.get(w) == party.kind for w in name.split())
        for name in named
    )


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    """The names and the adjectives of each country, folded."""
    found: dict[str, tuple[str, ...]] = {}
    for form, code in (*countries().items(), *peoples().items()):
        found[code] = (*found.get(code, ()), form)
    return found


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared, without a leading article."""
    key = fold(name)
    return tuple((_ARTICLES.sub("", key, count=1) if key.startswith(("the ", "al ")) else key).split())


@cache
def word_list(*path: str) -> frozenset[str]:
    """One list of `bodies.toml`, by its path."""
    return frozenset(_at(path).split())


@cache
def kinds_of(table: str) -> dict[str, PartyKind | None]:
    """The kind that each word of a table tells; None for those that tell none."""
    listed = _at((table,))
    return {word: None if kind == "unknown" else kind for kind, words in listed.items() for word in words.split()}


@cache
def stand_ins() -> dict[str, frozenset[PartyKind | None]]:
    """For each noun that stands for a body the kinds of body for which it can."""
    return {
        noun: frozenset(None if kind == "unknown" else kind for kind in kinds.split())
        for noun, kinds in _at(("stand_ins",)).items()
    }


@cache
def countries() -> dict[str, str]:
    """The country, ISO alpha-2, of each of its names, folded; a name of two countries is nobody's."""
    given = vocabulary("places")["countries"]
    return _one_each(
        (form, code) for code, name in given["names"].items() for form in (name, *given["aliases"].get(code, ()))
    )


@cache
def peoples() -> dict[str, str]:
    """The country of each adjective, folded ("syrian"), and of names that serve as one ("us", "saudi")."""
    adjectives = vocabulary("places")["countries"]["demonyms"]
    found = _one_each((form, code) for code, forms in adjectives.items() for form in forms)
    return {**found, **{name: code for name, code in countries().items() if name in ("us", "uk", "uae", "eu")}}


@cache
def capitals() -> dict[str, str]:
    """The country of each capital that stands for a government, folded."""
    return _one_each((name, code) for code, names in _at(("capitals",)).items() for name in names)


def _one_each(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str | None] = {}
    for name, code in pairs:
        key = fold(name)
        found[key] = code if found.get(key, code) == code else None
    return {key: code for key, code in found.items() if code is not None}


def _at(path: tuple[str, ...]) -> Any:
    node: Any = vocabulary("bodies")
    for name in path:
        node = node[name]
    return node

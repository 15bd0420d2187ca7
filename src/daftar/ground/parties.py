"""Parties: whom the words of a claim mean.

Takes a text, its Claims in text order, and the Registry. Gives for each claim the parties that its phrases mean, each with how
it was found: as written, by another name in the registry, as a short form of a name in the document, or by coreference.
Promises never to guess: a phrase that says more than a party's name, and one that could stand for two, means nobody here;
and to leave the claims' own words as they are.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from daftar.ground.antecedents import Antecedents
from daftar.ground.bodies import Body, Mention, find_bodies, letters_of
from daftar.ground.names import OWNER, Names, peoples, stand_ins, word_list
from daftar.ground.registry import Registry
from daftar.ground.spelling import fold
from daftar.model import Access, Claim, Control, Event, Grounded, Harm, Passage, Relation
from daftar.model.vocabulary import How

SPOKEN = "said_by"
ACTING = frozenset(("by", "agent", "holders", "a", "b", SPOKEN))
"""Slots of those who do something: a country or a capital there is its government, which a place cannot be."""

Meant = tuple[Body, How]

_WORD = re.compile(r"[^\W_]+(?:['’.\-‐‑][^\W_]+)*")
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]?")
_LAST_WORD = re.compile(r"(\w+)\s+$")


def ground_parties(text: str, claims: Sequence[Claim], registry: Registry) -> tuple[tuple[Grounded, ...], ...]:
    """For each claim its parties, in the slots' order; a list ("the Front and the Guard") means each of them."""
    if not claims:
        return ()
    names = Names.of(registry)
    found = _Phrases(text, names, _country(claims))
    return tuple(tuple(_grounded(claim, found)) for claim in claims)


def party_phrases(claim: Claim) -> Iterator[tuple[str, int, Passage]]:
    """The phrases of a claim that may name a party, with their slot and their number in it."""
    body = claim.body
    named: tuple[tuple[str, Passage | None], ...]
    match body:
        case Harm() | Access():
            named = (("by", body.by),)
        case Event():
            named = (("agent", body.agent), ("patient", body.patient))
        case Control():
            yield from (("holders", number, passage) for number, passage in enumerate(body.holders))
            named = ()
        case Relation():
            named = (("a", body.a), ("b", body.b))
    for slot, passage in (*named, (SPOKEN, claim.said_by)):
        if passage is not None:
            yield slot, 0, passage


def _grounded(claim: Claim, found: "_Phrases") -> Iterator[Grounded]:
    for slot, number, passage in party_phrases(claim):
        for body, how in found.meant(passage, slot):
            yield Grounded(slot, number, body.name, how, body.kind)


def _country(claims: Sequence[Claim]) -> str | None:
    """The country in which all that has a place happened."""
    places = Counter(claim.where.country for claim in claims if claim.where is not None and claim.where.country)
    return next(iter(places)) if len(places) == 1 else None


class _Phrases:
    """The phrases of one document, each looked at once."""

    def __init__(self, text: str, names: Names, country: str | None) -> None:
        self._text = text
        self._names = names
        self._mixed = letters_of(text) == "mixed"
        self._before = Antecedents(text, find_bodies(text, names, country), country)
        self._known: dict[tuple[int, int, str], tuple[Meant, ...]] = {}

    def meant(self, passage: Passage, slot: str) -> tuple[Meant, ...]:
        """Whom the phrase means."""
        key = (passage.start, passage.end, slot)
        if key not in self._known:
            self._known[key] = self._meant(passage, slot)
        return self._known[key]

    def _meant(self, passage: Passage, slot: str) -> tuple[Meant, ...]:
        inside = self._before.inside(passage.start, passage.end)
        if inside:
            return self._named(passage, inside, slot)
        if slot in ACTING:
            government = self._government(passage)
            if government is not None:
                return (government,)
        words = [word.lower() for word in _WORD.findall(passage.quote)]
        if len(words) == 1 and words[0] in _pronouns():
            plural = words[0] in word_list("pronouns", "plural")
            found = self._before.pronoun(passage.start, plural=plural, speaks=slot == SPOKEN)
            return _one(found if slot != "patient" else None)
        return _one(self._short(passage, slot))

    def _named(self, passage: Passage, inside: tuple[Mention, ...], slot: str) -> tuple[Meant, ...]:
        """The bodies named in the phrase, where it says no more than that they are meant."""
        quote, start = passage.quote, passage.start
        rest = quote
        for mention in inside:
            if mention.end > passage.end and fold(quote[mention.start - start :]) not in peoples():
                return ()  # "Islamic" of "Islamic State"
            rest = _blank(rest, mention.start - start, min(mention.end, passage.end) - start)
        bracketed = _BRACKETED.search(rest)
        told = [m for m in inside if bracketed is None or m.start - start < bracketed.start()] or list(inside)
        if bracketed is not None:
            rest = _blank(rest, bracketed.start(), bracketed.end())
        last = told[-1].end - start
        words = [*_WORD.findall(rest[:last]), *_until_ends(rest[last:])]
        bodies = {mention.body: mention.how for mention in reversed(told)}
        allowed = _allowed(slot)
        others = [
            word for word in words if word.lower() not in allowed and not _is_side(word) and fold(word) not in peoples()
        ]
        listed = any(word.lower() in word_list("beside", "lists") for word in words)
        if set(map(str.lower, others)) - word_list("beside", "lists") or (len(bodies) > 1) != listed:
            return ()
        return tuple((body, bodies[body]) for body in dict.fromkeys(mention.body for mention in told))

    def _government(self, passage: Passage) -> Meant | None:
        """The government for which a country's or a capital's bare name stands, where it acts."""
        before = _LAST_WORD.search(self._text, max(0, passage.start - 20), passage.start)
        if before is not None and before.group(1).lower() in word_list("places", "before"):
            return None
        if passage.quote.islower() or (not self._mixed and passage.quote.lower() in word_list("not_initials", "words")):
            return None  # "us"
        party = self._names.government(passage.quote)
        return (Body.of(party), "registry") if party is not None else None

    def _short(self, passage: Passage, slot: str) -> Meant | None:
        """The body that "the brigade", "members of the group", "Front fighters" stand for."""
        words = _WORD.findall(passage.quote if self._mixed else passage.quote.lower())
        members = word_list("beside", "members") if slot != SPOKEN else frozenset()
        while len(words) > 1 and words[-1].lower() in members and words[-2].lower() not in _ARTICLES:
            words.pop()
        at = max((index for index, word in enumerate(words) if word.lower() in _ARTICLES), default=-1)
        core = [OWNER.sub("", word) for word in words[at + 1 :]]
        if not core or any(word.lower() not in _allowed(slot) for word in words[: max(0, at)]):
            return None
        if at < 0 and (not core[-1][0].isupper() or core[-1].lower() in stand_ins()):
            return None  # "army", or "Police" where a sentence begins
        return self._before.short(core, passage.start)


_ARTICLES = frozenset(("the", "this", "that"))


def _one(meant: Meant | None) -> tuple[Meant, ...]:
    return () if meant is None else (meant,)


def _blank(words: str, start: int, end: int) -> str:
    return words[:start] + " " * (end - start) + words[end:]


def _until_ends(rest: str) -> Iterator[str]:
    """The words up to a comma or a word that begins what is no more of the name."""
    for word in _WORD.findall(re.split(r"[,;:–—]", rest, maxsplit=1)[0]):
        if word.lower() in word_list("beside", "ends"):
            return
        yield word


def _is_side(word: str) -> bool:
    head, hyphen, tail = word.lower().replace("‑", "-").replace("‐", "-").rpartition("-")
    return bool(hyphen) and (tail in word_list("beside", "sides") or head in ("pro", "anti"))


@cache
def _allowed(slot: str) -> frozenset[str]:
    words = word_list("beside", "bodies") | word_list("beside", "others")
    return words | word_list("beside", "speaking" if slot == SPOKEN else "members")


@cache
def _pronouns() -> frozenset[str]:
    return word_list("pronouns", "singular") | word_list("pronouns", "plural")

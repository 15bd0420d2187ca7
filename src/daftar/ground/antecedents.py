"""Antecedents: the named body for which a short form, a noun or a pronoun stands.

Takes the Mentions of a text. Gives the one body that is meant at an offset. Promises that it was named before, that it is of
the kind and number that the word asks for, and None where no body is, or more than one.
"""

from bisect import bisect_left
from collections.abc import Sequence

from daftar.ground.bodies import Body, Mention
from daftar.ground.names import kinds_of, name_words, stand_ins, word_list
from daftar.ground.spelling import fold
from daftar.model.vocabulary import How

REACH = 500
"""Characters before a noun in which the body that it stands for was named: some three sentences."""
NEAR = 250
"""The same for a pronoun: this sentence and the one before."""
MOST = 40
"""Bodies that share a word; where there are more the word tells none apart."""


_BYSTANDERS = frozenset(("media", "wire", "monitor", "ngo"))


class Antecedents:
    """The bodies of one text, by where and by which words they are named. `country` is the one in which all happens, if one is."""

    def __init__(self, text: str, mentions: Sequence[Mention], country: str | None = None) -> None:
        self._mentions = mentions
        self._country = country
        self._starts = [mention.start for mention in mentions]
        self._by_word: dict[str, dict[Body, int]] = {}
        for mention in mentions:
            for word in (*name_words(mention.body.name), *name_words(text[mention.start : mention.end])):
                self._by_word.setdefault(word, {}).setdefault(mention.body, mention.start)

    def inside(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that begin within these offsets."""
        return tuple(self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)])

    def short(self, words: Sequence[str], at: int) -> tuple[Body, How] | None:
        """The body meant by a noun ("group"), by a part of its name ("Front"), or by both ("northern brigade").

        Where several have the word or are of the kind, the one that was named shortly before, if only one was.
        """
        noun = words[-1].lower()
        stands_in = stand_ins().get(noun) if words[-1].islower() else None
        if stands_in is None and words[-1].islower() and noun not in kinds_of("heads"):
            return None
        bearers = {body for body in self._bearers(words, at) if stands_in is None or self._fits(body, noun)}
        near = {mention.body for mention in self.inside(max(0, at - REACH), at)}
        if stands_in is not None and len(words) == 1:
            near = {body for body in near if self._fits(body, noun)}
        else:
            near &= bearers
        meant = near or bearers
        if len(meant) != 1:
            return None
        body = next(iter(meant))
        return body, "short_form" if body in bearers else "coreference"

    def pronoun(self, at: int, *, plural: bool, speaks: bool) -> tuple[Body, How] | None:
        """The body for which "it" or "they" stands; of those who only watch and report, none where it does not speak."""
        near = {mention.body for mention in self.inside(max(0, at - NEAR), at) if mention.plural == plural}
        fit = [body for body in near if speaks or body.kind not in _BYSTANDERS]
        return (fit[0], "coreference") if len(fit) == 1 else None

    def _fits(self, body: Body, noun: str) -> bool:
        """Whether the noun can stand for the body: "the army" is no police, nor another country's."""
        foreign = self._country is not None and body.country is not None and body.country != self._country
        return body.kind in stand_ins()[noun] and not (foreign and noun in word_list("official", "words"))

    def _bearers(self, words: Sequence[str], at: int) -> set[Body]:
        """The bodies named before whose names hold all the words and end in the last; none where too many share the rarest."""
        held = [self._by_word.get(fold(word), {}) for word in words]
        rarest = min(held, key=len)
        if len(rarest) > MOST:
            return set()
        named = {body for body, first in rarest.items() if first < at and all(body in bodies for bodies in held)}
        last = fold(words[-1])
        return {
            body for body in named if last in kinds_of("heads") or (body.known and name_words(body.name)[-1] == last)
        }

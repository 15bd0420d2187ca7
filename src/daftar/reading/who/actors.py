"""Actors: who acts and who is acted upon, at a verb or at an act noun.

Takes a cut Text and the index of the word. Gives its agent and patient as verbatim phrases, pronouns replaced by what they
stand for. Promises to stay within the sentence but for pronouns, and to give None where position does not tell.
"""

import re
from dataclasses import dataclass
from functools import cache

from daftar.model import Passage
from daftar.reading.language.phrases import phrase_at, phrase_bounds
from daftar.reading.language.roles import agent_after, is_passive, object_of, subject_index
from daftar.reading.language.sentences import Text
from daftar.reading.who.antecedents import group_of
from daftar.reading.who.parties import head_of, is_name, is_party, is_people, party_before
from daftar.vocabulary import vocabulary

_TIME = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october"
    r"|november|december|week|weeks|month|months|year|years|day|days|hours?|minutes?|night|morning|afternoon|evening|today|yesterday|time)\b",
    re.IGNORECASE,
)
_LIGHT = frozenset(
    """carry carries carried carrying conduct conducts conducted conducting launch launches launched launching stage staged stages staging
    mount mounted mounting commit commits committed committing perpetrate perpetrated perpetrates make makes made undertake undertook
    wage waged step stepped suffer execute hold held start started begin began order ordered plan planned organize organized
    mastermind masterminded claim claimed continue continued intensify intensified resume resumed""".split()
)
_STRIKES = frozenset(
    "hit hits rocked rocks struck strikes shook ripped tore devastated targeted destroyed damaged killed wounded".split()
)
_HURTS = frozenset("kill kills killed wound wounds wounded injure injures injured murdered".split())
_UPON = frozenset(("on", "against", "of", "upon", "at", "targeting", "with", "to"))


@dataclass(frozen=True, slots=True)
class Parts:
    """Who acts on whom; None where the text does not say."""

    agent: Passage | None = None
    patient: Passage | None = None


def parts_of_verb(text: Text, index: int, last: int | None = None) -> Parts:
    """The agent and patient of the verb at `index`; its object is sought after token `last`, the end of a verb phrase."""
    last = index if last is None else last
    if is_passive(text, index):
        inner = index > text.sentence_at(text.tokens[index].start).first and text.tags[index - 1] in ("noun", "num")
        if inner and text.tokens[index + 1].lower == "by":  # "in areas besieged by"
            return Parts(_actor(text, agent_after(text, last)), _thing(text, phrase_at(text, index - 1)))
        return Parts(_actor(text, agent_after(text, last)), _thing(text, _subject(text, index)))
    agent = _actor(text, _subject(text, index))
    patient = object_of(text, last) if last == index else phrase_from(text, last + 1)  # "took control of" | "the town"
    patient = patient or object_after_preposition(text, last)
    return Parts(agent, _thing(text, patient))


def parts_of_noun(text: Text, index: int, first: int | None = None) -> Parts:
    """The agent and patient of the act noun at `index` (`first` is the first token of its phrase): "rebel shelling of the town"."""
    first = index if first is None else first
    between = _between(text, index)
    if between is not None:
        return between
    agent = agent_after(text, index) or party_before(text, first) or _light_subject(text, first)
    patient = object_after_preposition(text, index) or _struck(text, index)
    hurt = _hurt_in(text, first)
    return Parts(_actor(text, agent or hurt.agent), _thing(text, patient or hurt.patient))


def _between(text: Text, index: int) -> Parts | None:
    """The two sides of "clashes between the army and rebels"."""
    sentence = text.sentence_at(text.tokens[index].start)
    if index + 2 >= sentence.last or text.tokens[index + 1].lower not in ("between", "among"):
        return None
    sides = sides_joined(text, index + 2)
    if not sides:
        return None
    return Parts(_actor(text, sides[0]), _thing(text, sides[1]) if len(sides) > 1 else None)


def sides_joined(text: Text, index: int) -> tuple[Passage, ...]:
    """The two parties joined by "and" from token `index` on, asides between them passed over."""
    first = phrase_from(text, index)
    if first is None:
        return ()
    sentence = text.sentence_at(first.start)
    after = text.token_at(first.end - 1) + 1
    for at in range(after, min(after + 12, sentence.last - 1)):
        if text.tokens[at].lower in ("and", "&"):
            second = phrase_from(text, at + 1)
            return (first,) if second is None else (first, second)
    return (first,)


def _struck(text: Text, index: int) -> Passage | None:
    """What the act noun, as the subject of a verb, hit: persons, or whatever "rocked" or "hit" takes."""
    verb = index + 1
    if verb >= len(text.tokens) or text.tags[verb] not in ("verb", "ing"):
        return None
    patient = object_of(text, verb)
    fits = patient is not None and (is_people(text, patient) or text.tokens[verb].lower in _STRIKES)
    return patient if fits else None


def _hurt_in(text: Text, first: int) -> Parts:
    """Who killed or was killed "in a clash", "during the attack", told by the verb before."""
    sentence = text.sentence_at(text.tokens[first].start)
    at = first - 1
    while at > sentence.first and text.tags[at] in ("det", "noun", "num", "adv"):
        at -= 1
    if at <= sentence.first or text.tokens[at].lower not in ("in", "during", "by"):
        return Parts()
    for verb in range(at - 1, max(sentence.first, at - 6) - 1, -1):
        if text.tags[verb] == "verb":
            if text.tokens[verb].lower in ("died", "die", "perished"):
                return Parts(None, _subject(text, verb))
            return parts_of_verb(text, verb) if text.tokens[verb].lower in _HURTS else Parts()
        if text.tags[verb] in ("mark", "rel", "conj", "ing"):
            break
    return Parts()


def object_after_preposition(text: Text, index: int, words: frozenset[str] = _UPON) -> Passage | None:
    """The phrase after the preposition that follows token `index`: "fired on the crowd", "an attack in the city on a bus"."""
    sentence = text.sentence_at(text.tokens[index].start)
    for at in range(index + 1, min(index + 8, sentence.last - 1)):
        tag = text.tags[at]
        if text.tokens[at].lower in words:
            return phrase_from(text, at + 1)
        if tag in ("verb", "aux", "rel", "conj") or (tag == "mark" and text.tokens[at].text != ","):
            return None
    return None


def phrase_from(text: Text, index: int) -> Passage | None:
    """The noun phrase, or what a pronoun stands for, that begins at token `index`."""
    sentence = text.sentence_at(text.tokens[index - 1].start)
    at = index
    while at < sentence.last and (
        text.tags[at] in ("det", "adv")
        or (text.tags[at] == "ing" and at + 1 < sentence.last and text.tags[at + 1] in ("noun", "num"))
    ):
        at += 1
    if at >= sentence.last:
        return None
    if text.tags[at] == "pron":
        return group_of(text, at)
    if text.tags[at] not in ("noun", "num"):
        return None
    first, last = phrase_bounds(text, at)
    return text.span(max(first, index), last)


def _subject(text: Text, index: int) -> Passage | None:
    head = subject_index(text, index)
    if head is None:
        return None
    if text.tags[head] == "pron":
        return group_of(text, head)
    return with_conjunct(text, phrase_at(text, head))


def with_conjunct(text: Text, phrase: Passage) -> Passage:
    """The phrase, and the one joined to its left by "and": "the army and its allies"."""
    first = text.token_at(phrase.start)
    sentence = text.sentence_at(phrase.start)
    if first - 2 >= sentence.first and text.tokens[first - 1].lower == "and" and text.tags[first - 2] == "noun":
        left, last = phrase_bounds(text, first - 2)
        opens = left == sentence.first or text.tags[left - 1] in ("mark", "conj", "rel")
        before = text.span(left, last)
        if last == first - 2 and opens and (is_party(text, before) or is_name(text, before)):
            return text.passage(text.tokens[left].start, phrase.end)
    return phrase


def _light_subject(text: Text, first: int) -> Passage | None:
    """The subject of the light verb whose object the act noun is: "rebels launched an attack"."""
    sentence = text.sentence_at(text.tokens[first].start)
    at = first - 1
    while at >= sentence.first and (
        text.tags[at] in ("det", "noun", "num", "adv", "clitic")
        or text.tokens[at].lower in ("out", "of", "up", "its", "their")
    ):
        at -= 1
    if at < sentence.first or text.tokens[at].lower not in _LIGHT or is_passive(text, at):
        return None
    return _subject(text, at)


def _actor(text: Text, phrase: Passage | None) -> Passage | None:
    if phrase is None or _TIME.search(phrase.quote) or text.tokens[head_of(text, phrase)].lower in _shots():
        return None
    return phrase if is_party(text, phrase) or is_people(text, phrase) or is_name(text, phrase) else None


@cache
def _shots() -> frozenset[str]:
    """What is fired: it hits, but does not act."""
    return frozenset(vocabulary("events")["words"]["landing"].split())


def _thing(text: Text, phrase: Passage | None) -> Passage | None:
    return None if phrase is None or _TIME.search(phrase.quote) else phrase

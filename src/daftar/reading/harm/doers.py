"""Doers: by whom people were hurt, where the sentence of the harm names the deed rather than the doer.

Takes drafts with their claims, voices known, in text order. Gives them with `by` filled from the deed of the same happening: one told in
the sentence of the harm, else in a neighbouring one of its paragraph. Promises that nobody is blamed on the word of another voice
than the harm's or the document's, nor for people of his own, and that what the harm's own words say stands.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from daftar.model import Claim, Event, Harm, Passage
from daftar.model.vocabulary import EventType, Means, Outcome
from daftar.reading.draft import Draft
from daftar.reading.harm.groups import group_words
from daftar.reading.harm.means import is_crewed, is_weapon
from daftar.reading.language.sentences import Text
from daftar.reading.scene.scene import Scene
from daftar.reading.who.actors import phrase_from
from daftar.reading.who.antecedents import group_of
from daftar.reading.who.parties import head_of, is_armed, is_name, is_party, party_before
from daftar.reading.who.persons import word_status

_BACK, _AHEAD = 2, 1  # sentences of the paragraph in which the deed may be told
_MOST = 8  # deeds of one sentence either side of the harm that are looked at
_DEED_OF: dict[Means, EventType] = {
    "airstrike": "airstrike", "shelling": "shelling", "drone": "drone_strike", "explosive": "bombing", "suicide": "suicide_attack",
    "chemical": "chemical_attack", "execution": "execution",
}  # fmt: skip
_ANY_MEANS: frozenset[EventType] = frozenset(("attack", "offensive"))
_VIOLENT: frozenset[EventType] = frozenset((*_DEED_OF.values(), *_ANY_MEANS))
_DEEDS: dict[Outcome, frozenset[EventType]] = {
    "killed": _VIOLENT, "injured": _VIOLENT, "casualties": _VIOLENT, "captured": frozenset(("abduction",)),
    "displaced": frozenset(("displacement",)), "other": frozenset(("sexual_violence",)), "missing": frozenset(("abduction",)),
}  # fmt: skip
Voiced = tuple[Draft, Claim]


def doer(text: Text, scene: Scene, phrase: Passage | None) -> Passage | None:
    """The phrase, or what its pronoun stands for, if such may hurt people: no weapon, no place, no time."""
    if phrase is None:
        return None
    at = text.token_at(phrase.start)
    if text.tags[at] == "pron":
        return doer(text, scene, group_of(text, at))
    at = head_of(text, phrase)
    head = text.tokens[at]
    if is_weapon(head.lower):
        return doer(text, scene, _owner(text, at, phrase))
    if is_party(text, phrase) or is_armed(text, phrase) or is_crewed(head.lower) or word_status(head.lower) is not None:
        return phrase
    if head.lower in group_words("things") or head.lower in group_words("time"):
        return None
    return phrase if is_name(text, phrase) and not scene.names_place(head.start, head.end) else None


def _owner(text: Text, head: int, phrase: Passage) -> Passage | None:
    """Whose weapon it is: "fire of the militia", "the militia's shells", "government shelling"."""
    owner = phrase_from(text, head + 2) if text.tokens[head + 1].lower in ("of", "from") else party_before(text, head)
    return owner if owner is not None and owner.quote != phrase.quote else None


@dataclass(frozen=True, slots=True)
class _Deed:
    """An act of violence that somebody asserts of somebody."""

    anchor: int
    type: EventType
    agent: Passage
    said_by: Passage | None


def with_doers(text: Text, found: Sequence[Voiced]) -> list[Voiced]:
    """The claims, each harm without a doer laid on the agent of the deed that did it."""
    deeds: dict[int, list[_Deed]] = defaultdict(list)
    for draft, claim in found:
        body = claim.body
        if isinstance(body, Event) and claim.modality == "asserted" and body.agent and _can_hurt(text, body.agent):
            deed = _Deed(draft.anchor, body.type, body.agent, claim.said_by)
            deeds[text.sentence_at(draft.anchor).number].append(deed)
    for told in deeds.values():
        told.sort(key=lambda deed: deed.anchor)
    return [(draft, _laid(text, draft.anchor, claim, deeds)) for draft, claim in found]


def _laid(text: Text, anchor: int, claim: Claim, deeds: Mapping[int, Sequence[_Deed]]) -> Claim:
    body = claim.body
    if not isinstance(body, Harm) or body.by is not None or claim.modality != "asserted":
        return claim
    number = text.sentence_at(anchor).number
    for near in _near(text, number):
        told = deeds.get(near, ())
        at = bisect_left(told, anchor, key=lambda deed: deed.anchor)
        around = told[max(0, at - _MOST) : at + _MOST]
        did = [deed for deed in around if _did(claim, body, deed, near == number)]
        if did:
            return replace(claim, body=replace(body, by=min(did, key=lambda deed: abs(deed.anchor - anchor)).agent))
    return claim


def _can_hurt(text: Text, agent: Passage) -> bool:
    """Whether a list knows the agent for a party or for people who may do violence."""
    word = agent.quote.lower().split()[-1]
    if is_weapon(word) or is_crewed(word):
        return is_crewed(word)
    status = word_status(text.tokens[head_of(text, agent)].lower)
    return status != "civilian" and (status is not None or is_party(text, agent) or is_armed(text, agent))


def _near(text: Text, number: int) -> Iterator[int]:
    """The sentence, those before and the one behind it in its paragraph, nearest first."""
    paragraph = text.sentences[number].paragraph
    for step in (0, *range(-1, -_BACK - 1, -1), *range(1, _AHEAD + 1)):
        at = number + step
        if 0 <= at < len(text.sentences) and text.sentences[at].paragraph == paragraph:
            yield at


def _did(claim: Claim, harm: Harm, deed: _Deed, same_sentence: bool) -> bool:
    """Whether the deed is told by the harm's voice or the document's, and is of a kind that hurt these people so."""
    if deed.type not in _DEEDS[harm.outcome]:
        return False
    if deed.said_by is not None and (claim.said_by is None or deed.said_by.quote != claim.said_by.quote):
        return False
    by_means = _DEED_OF.get(harm.means)
    if by_means is not None and deed.type != by_means and not (same_sentence and deed.type in _ANY_MEANS):
        return False
    if by_means is None and deed.type in _DEED_OF.values() and harm.means != "unknown":
        return False
    if harm.scope == "total" and not same_sentence:
        return False
    others = (harm.victims, claim.said_by)
    return not any(other is not None and _shares(deed.agent, other) for other in others)


def _shares(agent: Passage, other: Passage) -> bool:
    """Whether two phrases overlap or have a longer word in common."""
    words = {word for word in agent.quote.lower().split() if len(word) > 3}
    return bool(words & set(other.quote.lower().split())) or (agent.start < other.end and other.start < agent.end)

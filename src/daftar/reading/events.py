"""Events: who did what to whom, one draft for each happening that the text tells of.

Takes a cut Text and its Scene. Gives Drafts with an Event, in text order. Promises that an act told twice in adjacent
sentences is drafted once, and that an attack's type follows the means that its sentence names.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from daftar.model import Event, Passage
from daftar.model.vocabulary import EventType
from daftar.reading.acts import Act, find_acts, means_words, words_of
from daftar.reading.draft import Draft
from daftar.reading.parties import is_armed
from daftar.reading.scene import Scene
from daftar.reading.sentences import Sentence, Text
from daftar.reading.sites import find_site_names
from daftar.reading.takings import find_takings

_VIOLENT: frozenset[EventType] = frozenset(
    ("airstrike", "shelling", "drone_strike", "suicide_attack", "bombing", "chemical_attack", "armed_clash", "attack")
)


@dataclass(frozen=True, slots=True)
class Happening:
    """An act with its scene, while the text's acts are compared."""

    act: Act
    sentence: Sentence
    place: Passage | None


def read_events(text: Text, scene: Scene) -> tuple[Draft, ...]:
    """The events of the text, in text order."""
    names = find_site_names(text)
    kept: list[Happening] = []
    for sentence in text.sentences:
        for happening in _of_sentence(text, sentence, scene, names):
            if not _told_before(text, happening, kept):
                kept.append(happening)
    return tuple(_draft(text, happening, scene) for happening in kept)


def _draft(text: Text, happening: Happening, scene: Scene) -> Draft:
    act, sentence = happening.act, happening.sentence
    anchor = text.tokens[act.first].start
    return Draft(
        anchor,
        text.passage_of(sentence),
        Event(act.type, act.agent, act.patient),
        happening.place,
        scene.time(anchor, sentence),
    )


def _of_sentence(text: Text, sentence: Sentence, scene: Scene, names: frozenset[str]) -> Iterator[Happening]:
    acts = [_refined(text, sentence, act) for act in find_acts(text, sentence)]
    for act in _merged(acts):
        yield Happening(act, sentence, scene.place(text.tokens[act.first].start, sentence))
    for taking in find_takings(text, sentence, names):
        if taking.kind == "left":
            act = Act("withdrawal", taking.index, taking.index, True, "leave", taking.loser, None)
            yield Happening(act, sentence, taking.places[0])
            continue
        for place in taking.places[:1]:
            act = Act("capture", taking.index, taking.index, True, "capture", taking.taker, taking.loser)
            yield Happening(act, sentence, place)


def _refined(text: Text, sentence: Sentence, act: Act) -> Act:
    """The act with the type that the means named in its sentence, and those whom it hit, make of it."""
    if act.type not in ("attack", "bombing", "suicide_attack", "airstrike"):
        return act
    means = _means(text, sentence)
    type_ = act.type
    if "suicide_attack" in means and act.type in ("bombing", "attack"):
        type_ = "suicide_attack"
    elif act.type in ("attack", "bombing") and (
        act.word in words_of("refined", "generic") or act.word in words_of("refined", "bombs")
    ):
        type_ = _by_means(text, act, means)
    if type_ == "attack" and _between_armed(text, act):
        type_ = "armed_clash"
    return replace(act, type=type_)


def _means(text: Text, sentence: Sentence) -> frozenset[EventType]:
    known = means_words()
    return frozenset(known[token.lower] for token in text.tokens_of(sentence) if token.lower in known)


def _by_means(text: Text, act: Act, means: frozenset[EventType]) -> EventType:
    for type_ in ("drone_strike", "chemical_attack", "airstrike", "shelling", "bombing"):
        if type_ in means and not (type_ == "shelling" and act.type == "bombing"):
            return type_
    return act.type


def _between_armed(text: Text, act: Act) -> bool:
    """Whether forces were attacked, or police killed an attacker: then it is a clash (codebook, Rulings)."""
    return act.patient is not None and is_armed(text, act.patient)


def _merged(acts: list[Act]) -> list[Act]:
    """The acts of one sentence, those of one type put together: who and whom are filled from each other."""
    found: dict[EventType, Act] = {}
    for act in acts:
        earlier = found.get(act.type)
        if earlier is None:
            found[act.type] = act
        else:
            found[act.type] = replace(earlier, agent=earlier.agent or act.agent, patient=earlier.patient or act.patient)
    return list(found.values())


def _told_before(text: Text, happening: Happening, kept: list[Happening]) -> bool:
    """Whether an earlier happening is this one: of its type, near, and no slot at odds; or this is a bare reference to one."""
    act = happening.act
    bare = act.agent is None and act.patient is None
    for earlier in reversed(kept):
        near = happening.sentence.number - earlier.sentence.number <= 2
        if act.type != earlier.act.type and not (
            bare and act.type in _VIOLENT and earlier.act.type in _VIOLENT and act.definite
        ):
            continue
        if bare and act.definite:
            return True
        if near and _agree(act.agent, earlier.act.agent) and _agree(act.patient, earlier.act.patient):
            adds = act.agent is not None and earlier.act.agent is None
            if not adds and _agree(happening.place, earlier.place):
                return True
    return False


def _agree(left: Passage | None, right: Passage | None) -> bool:
    """Whether two phrases may mean one thing: either is absent, or half of the shorter one's words are shared."""
    if left is None or right is None:
        return True
    mine, other = _words(left), _words(right)
    return 2 * len(mine & other) >= min(len(mine), len(other))


def _words(phrase: Passage) -> frozenset[str]:
    return frozenset(phrase.quote.lower().split()) - _SMALL


_SMALL = frozenset("the a an of in on at to and or by for with from its his her their".split())

"""Events: who did what to whom, one draft for each happening that the text tells of.

Takes a cut Text and its Scene. Gives Drafts with an Event, in text order. Promises that an act told twice in adjacent
sentences is drafted once, and that an attack's type follows the means that its sentence names.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from daftar.model import Event, Passage
from daftar.model.vocabulary import EventType
from daftar.reading.draft import Draft
from daftar.reading.events.acts import Act, find_acts, means_words, words_of
from daftar.reading.events.charges import Charge, find_charges
from daftar.reading.events.dealings import find_dealings
from daftar.reading.events.takings import find_takings
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.scene.scene import Scene
from daftar.reading.states.sites import find_site_names
from daftar.reading.voices.modality import modality_at
from daftar.reading.who.actors import parts_of_verb
from daftar.reading.who.parties import is_armed, is_party

_NEAR = 2  # sentences within which an act told again is taken for the same
_REACH = 60  # happenings back to which an act told again is sought: a bound on the work, not on the text
_SETTLED: frozenset[EventType] = frozenset(("refuse_arms", "talks_collapse"))  # "refused", "failed" deny nothing here
_NAMED: frozenset[EventType] = frozenset(("talks", "protest", "shelling"))  # told with a name
_TRANSITIVE: frozenset[EventType] = frozenset(("destruction", "supply_arms"))  # told with what or whom
_LARGE: frozenset[EventType] = frozenset(("offensive", "airstrike"))  # "the offensive" names itself
_GROUNDED = frozenset(("bombing", "shelling"))
_ACTS = 12  # acts of a sentence with which the next one is compared
_AROUND = 80  # tokens either side of an act in which the words for its means are sought
_CHARGED = 4  # sentences over which a charge without a deed of its own looks back
_VIOLENT: frozenset[EventType] = frozenset(
    ("airstrike", "shelling", "drone_strike", "suicide_attack", "bombing", "chemical_attack", "armed_clash", "attack")
)
_DEEDS: frozenset[EventType] = _VIOLENT | frozenset(("abduction", "execution", "destruction"))


@dataclass(frozen=True, slots=True)
class Happening:
    """An act with its scene, while the text's acts are compared. `denied`: its voice says that it was not so."""

    act: Act
    sentence: Sentence
    place: Passage | None
    denied: bool = False


def read_events(text: Text, scene: Scene) -> tuple[Draft, ...]:
    """The events of the text, in text order."""
    names = find_site_names(text, scene.places)
    flown = any(token.lower in words_of("refined", "flying") for token in text.tokens)
    kept: list[Happening] = []
    for sentence in text.sentences:
        for found in _of_sentence(text, sentence, scene, names, flown):
            happening = _of_those_talks(found, kept)
            if not _told_before(happening, kept):
                kept.append(happening)
        kept.extend(_laid_on(text, sentence, kept))
    return tuple(_draft(text, happening, scene) for happening in kept)


def _of_those_talks(happening: Happening, kept: list[Happening]) -> Happening:
    """Talks that collapse are those told of before: between the same two."""
    act = happening.act
    if act.type != "talks_collapse" or act.agent is not None:
        return happening
    talks = next(
        (earlier.act for earlier in reversed(kept) if earlier.act.type == "talks" and earlier.act.agent is not None),
        None,
    )
    return (
        happening if talks is None else replace(happening, act=replace(act, agent=talks.agent, patient=talks.patient))
    )


def _laid_on(text: Text, sentence: Sentence, kept: list[Happening]) -> Iterator[Happening]:
    """What was told of last, by whom a voice now says that it was done, or that it was not."""
    for charge in find_charges(text, sentence):
        told = _charged(text, charge, sentence, kept)
        if told is None or (told.act.agent is not None and _agree(told.act.agent, charge.who) and not charge.denied):
            continue
        if told.sentence.number == sentence.number and told.act.agent is None and told.act.first > charge.index:
            at = next(at for at in range(len(kept) - 1, -1, -1) if kept[at] is told)
            kept[at] = replace(told, act=replace(told.act, agent=charge.who))  # "blamed X for the attack"
            continue
        act = Act(told.act.type, charge.index, charge.index, True, "charge", charge.who, told.act.patient)
        yield Happening(act, sentence, told.place, charge.denied)


def _charged(text: Text, charge: Charge, sentence: Sentence, kept: list[Happening]) -> Happening | None:
    """The happening for which someone is charged: the last deed told of, within a paragraph or so."""
    for earlier in reversed(kept[-_REACH:]):
        if sentence.number - earlier.sentence.number > _CHARGED:
            return None
        if earlier.act.type in _DEEDS and not earlier.denied:
            return earlier
    return None


def _draft(text: Text, happening: Happening, scene: Scene) -> Draft:
    act, sentence = happening.act, happening.sentence
    anchor = text.tokens[act.first].start
    return Draft(
        anchor,
        text.passage_of(sentence),
        Event(act.type, act.agent, act.patient),
        happening.place,
        scene.time_told(anchor, sentence),
        modality="denied" if happening.denied else "asserted" if act.type in _SETTLED else None,
    )


def _of_sentence(
    text: Text, sentence: Sentence, scene: Scene, names: frozenset[str], flown: bool
) -> Iterator[Happening]:
    acts = [_refined(text, sentence, act, flown) for act in find_acts(text, sentence)]
    found = [act for act in acts if act is not None]
    found += find_dealings(text, sentence)
    if not any(act.type in _VIOLENT for act in found):
        found += _killings(text, sentence)
    for act in _merged(found):
        if _points_only(act):
            continue
        anchor = text.tokens[act.first].start
        denied = act.type in _DEEDS and modality_at(text, sentence, anchor) == "denied"
        yield Happening(act, sentence, _place(text, act, scene.place(anchor, sentence)), denied)
    for taking in find_takings(text, sentence, names):
        place = taking.places[0]
        if taking.kind == "left":
            yield Happening(
                Act("withdrawal", taking.index, taking.index, True, "leave", taking.loser, None), sentence, place
            )
        elif taking.kind == "taken" or taking.taker is not None:
            act = Act("capture", taking.index, taking.index, True, "capture", taking.taker, taking.loser)
            yield Happening(act, sentence, place)


def _points_only(act: Act) -> bool:
    """Whether the words only point at a deed ("the attack", "talks", "shelling") and name nobody: too little to book it."""
    if act.patient is None and act.type in _TRANSITIVE:
        return True
    if act.agent is not None or act.patient is not None:
        return False
    return act.type in _NAMED or (act.type == "attack" and act.verb) or (act.definite and act.type not in _LARGE)


def _place(text: Text, act: Act, place: Passage | None) -> Passage | None:
    """The place, where it is not just the name of who acted."""
    agent = act.agent
    if place is None or agent is None:
        return place
    begins = agent.start <= place.start < agent.end and is_party(text, place)  # "Russian jets", "Russia"
    return None if begins and _words(place) <= _words(agent) else place


def _killings(text: Text, sentence: Sentence) -> Iterator[Act]:
    """A killing that its sentence tells of without saying by what act: an attack, or a clash where the dead bore arms."""
    for index in range(sentence.first, sentence.last):
        if text.tokens[index].lower in words_of("words", "killing") and text.tags[index] in ("verb", "ing"):
            parts = parts_of_verb(text, index)
            if parts.patient is not None and parts.agent is not None:
                armed = is_armed(text, parts.patient)
                yield Act("armed_clash" if armed else "attack", index, index, True, "kill", parts.agent, parts.patient)
                return


def _refined(text: Text, sentence: Sentence, act: Act, flown: bool) -> Act | None:
    """The act with the type that the means named in its sentence, and those whom it hit, make of it.

    A "strike" without more is an airstrike in a text that speaks of aircraft (`flown`), and none where it may be a walk-out.
    """
    if act.type not in ("attack", "bombing", "airstrike"):
        return act
    means = _means(text, sentence, act)
    type_: EventType = act.type
    general = act.word in words_of("refined", "generic")
    if "suicide_attack" in means and act.type != "airstrike":
        type_ = "suicide_attack"
    elif general or act.word in words_of("refined", "bombs"):
        type_ = _by_means(act, means - _GROUNDED if act.word in words_of("refined", "airborne") else means)
    if type_ == "attack" and act.word in ("strike", "strikes") and not act.verb:
        if not flown:
            return None
        type_ = "airstrike"
    if type_ == "attack" and act.word in words_of("refined", "loose") and not _by_a_party(text, act):
        return None
    if type_ == "attack" and _on_armed(text, act):
        type_ = "armed_clash"
    return replace(act, type=type_)


def _by_a_party(text: Text, act: Act) -> bool:
    """Whether a party is said to have struck: "hit", "target" and their like are too common alone."""
    return act.agent is not None and is_party(text, act.agent) and act.patient is not None


def _means(text: Text, sentence: Sentence, act: Act) -> frozenset[EventType]:
    """What the words of the sentence around the act say that it was done with."""
    known = means_words()
    around = text.tokens[max(sentence.first, act.first - _AROUND) : min(sentence.last, act.last + _AROUND)]
    return frozenset(known[token.lower] for token in around if token.lower in known)


def _by_means(act: Act, means: frozenset[EventType]) -> EventType:
    for type_ in ("drone_strike", "chemical_attack", "airstrike", "shelling", "bombing"):
        if type_ in means and not (type_ == "shelling" and act.type == "bombing"):
            return type_
    return act.type


def _on_armed(text: Text, act: Act) -> bool:
    """Whether forces were attacked, or police killed an attacker: then it is a clash (codebook, Rulings)."""
    return act.patient is not None and is_armed(text, act.patient)


def _merged(acts: list[Act]) -> list[Act]:
    """The acts of one sentence, those of one type put together: who and whom are filled from each other."""
    found: list[Act] = []
    collapsed = any(act.type == "talks_collapse" for act in acts)
    for act in acts:
        if collapsed and act.type == "talks" and not act.verb:  # the talks that collapsed
            continue
        near = range(max(0, len(found) - _ACTS), len(found))
        same = next((at for at in near if _is_one(found[at], act)), None)
        if same is None:
            found.append(act)
        else:
            earlier = found[same]
            found[same] = replace(earlier, agent=earlier.agent or act.agent, patient=earlier.patient or act.patient)
    specific = any(act.type in _VIOLENT and act.type != "attack" for act in found)
    return [act for act in found if not (specific and _is_general(act))]  # "a bomb attack … the attack"


def _is_one(earlier: Act, act: Act) -> bool:
    """Whether two acts of a sentence are one: of a type, with nothing at odds."""
    if earlier.type != act.type:
        return False
    return not (earlier.verb and act.verb) or (
        _agree(earlier.agent, act.agent) and _agree(earlier.patient, act.patient)
    )


def _is_general(act: Act) -> bool:
    return act.type == "attack" and not act.verb and (act.patient is None or act.word.startswith("kill"))


def _told_before(happening: Happening, kept: list[Happening]) -> bool:
    """Whether an earlier happening is this one: of its type, no slot at odds, and near or of the same patient."""
    act = happening.act
    bare = act.agent is None and act.patient is None
    for earlier in reversed(kept[-_REACH:]):
        if happening.denied != earlier.denied:
            continue
        other = earlier.act
        alike = act.type == other.type
        vague = act.definite or (act.type == "attack" and not act.verb)
        if bare and vague and (alike or (act.type in _VIOLENT and other.type in _VIOLENT)):
            return True
        if not alike or not (_agree(act.agent, other.agent) and _agree(act.patient, other.patient)):
            continue
        if act.agent is not None and other.agent is None:
            continue
        near = happening.sentence.number - earlier.sentence.number <= _NEAR
        same = act.patient is not None and other.patient is not None
        if (
            same
            or (near and _agree(happening.place, earlier.place))
            or (bare and _agree(happening.place, earlier.place))
        ):
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

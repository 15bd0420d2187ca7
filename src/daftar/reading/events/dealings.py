"""Dealings: aid, arms, talks that collapse, agreements made and broken: acts that two words tell together.

Takes a cut Text and a sentence. Gives Acts, in text order. Promises nothing where only one of the two words stands.
"""

from collections.abc import Callable, Iterator
from functools import cache

from daftar.model import Passage
from daftar.model.vocabulary import EventType
from daftar.reading.events.acts import Act, words_of
from daftar.reading.language.phrases import phrase_bounds
from daftar.reading.language.roles import conjuncts, is_passive, object_of, subject_index, subject_of
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.language.words import forms_of
from daftar.reading.states.sides import leading_party
from daftar.reading.states.sites import site_words
from daftar.reading.who.actors import object_after_preposition, parts_of_verb, phrase_from
from daftar.reading.who.antecedents import nearest_before
from daftar.reading.who.parties import head_of, is_armed, is_party, is_people
from daftar.vocabulary import vocabulary

_TO = frozenset(("to", "for"))
_STRUCK = frozenset(("on", "in", "into", "among", "at", "near", "outside"))


def find_dealings(text: Text, sentence: Sentence) -> Iterator[Act]:
    """The dealings of a sentence, in text order."""
    known = _cues()
    for index in range(sentence.first, sentence.last):
        for kind in known.get(text.tokens[index].lower, ()):
            act = _READERS[kind](text, sentence, index)
            if act is not None:
                yield act
                break


@cache
def _cues() -> dict[str, tuple[str, ...]]:
    table: dict[str, str] = vocabulary("events")["words"]
    found: dict[str, list[str]] = {}
    for kind in ("refuse", "turn_back", "give", "give_aid", "seize", "fire", "allow", "land"):
        for base in table[kind].split():
            for form in forms_of(base):
                found.setdefault(form, []).append(kind)
    for kind in ("collapse", "break", "accord", "meet"):
        for word in table[kind].split():
            found.setdefault(word, []).append(kind)
    return {word: tuple(dict.fromkeys(kinds)) for word, kinds in found.items()}


def _holds(text: Text, phrase: Passage, name: str) -> bool:
    """Whether a word of the list stands in the phrase."""
    first, last = text.token_at(phrase.start), text.token_at(max(phrase.start, phrase.end - 1))
    return _names(text, first, last + 1, name) is not None


def _names(text: Text, first: int, end: int, name: str) -> int | None:
    """The index of the first word of the list between these tokens."""
    words = words_of("words", name)
    return next((at for at in range(first, end) if text.tokens[at].lower in words), None)


def _verb(text: Text, index: int) -> bool:
    return text.tags[index] in ("verb", "ing")


def _given(text: Text, sentence: Sentence, index: int, name: str, type_: EventType) -> Act | None:
    """ "delivered food to the town", "sent rockets to the marines": what is given must be aid, or arms."""
    if not _verb(text, index):
        return None
    if any(
        token.lower in words_of("words", "refused") for token in text.tokens[max(sentence.first, index - 3) : index]
    ):
        return None
    arrives = text.tokens[index].lower.startswith("reach")  # "a convoy carrying flour reached the east"
    passive = is_passive(text, index) or arrives
    span = (max(sentence.first, index - 12), index) if passive else (index + 1, min(index + 8, sentence.last))
    thing = _names(text, *span, name)
    if thing is None:
        return None
    parts = parts_of_verb(text, index)
    to = object_after_preposition(text, thing if not passive else index, _TO)
    if to is None and parts.patient is not None and not passive:  # "sends the army drones"
        to = leading_party(text, text.token_at(parts.patient.start), thing)
    if to is None and parts.patient is not None and (is_party(text, parts.patient) or is_people(text, parts.patient)):
        to = parts.patient
    sides = [side for side in (parts.agent, to) if side is not None]
    if type_ == "supply_arms" and not any(is_party(text, side) for side in sides):
        return None
    return Act(type_, index, index, True, "give", parts.agent, to)


def _aid(text: Text, sentence: Sentence, index: int) -> Act | None:
    return _given(text, sentence, index, "aid", "aid_delivery")


def _arms(text: Text, sentence: Sentence, index: int) -> Act | None:
    return _given(text, sentence, index, "arms", "supply_arms")


def _refused(text: Text, sentence: Sentence, index: int) -> Act | None:
    """ "have refused to supply them with missiles"."""
    end = min(index + 5, sentence.last)
    gives = {form for base in words_of("words", "give") for form in forms_of(base)}
    given = next((at for at in range(index + 1, end) if text.tokens[at].lower in gives), None)
    if not _verb(text, index) or given is None or _names(text, given, min(given + 9, sentence.last), "arms") is None:
        return None
    whom = phrase_from(text, given + 1)
    if text.tags[given + 1] == "pron":
        whom = nearest_before(text, given, lambda phrase: is_party(text, phrase) and is_armed(text, phrase))
    return Act("refuse_arms", index, given, True, "refuse", parts_of_verb(text, index).agent, whom)


def _turned_back(text: Text, sentence: Sentence, index: int) -> Act | None:
    """ "the convoy was turned back", "blocked aid": what is stopped must be aid."""
    if not _verb(text, index):
        return None
    parts = parts_of_verb(text, index)
    if parts.patient is None:
        return None
    if not _holds(text, parts.patient, "relief"):
        return None
    return Act("aid_denial", index, index, True, "block", parts.agent, parts.patient)


def _collapsed(text: Text, sentence: Sentence, index: int) -> Act | None:
    """ "the negotiations collapsed", "the collapse of talks", "broke off talks"."""
    window = (max(sentence.first, index - 5), min(index + 5, sentence.last))
    at = _names(text, *window, "talks")
    if at is None and _verb(text, index):
        verbs = [before for before in range(sentence.first, index) if text.tags[before] in ("verb", "aux")]
        at = _names(text, verbs[-1] if verbs else sentence.first, index, "talks")
    if at is None or text.tokens[at].lower == "process":
        return None
    if text.tokens[index].lower in ("break", "broke", "broken") and not _names_near(
        text, index, sentence, ("off", "down", "up")
    ):
        return None
    agent, patient = _two(text, at + 2) if at + 1 < index and text.tokens[at + 1].lower == "between" else (None, None)
    return Act("talks_collapse", index, index, True, "collapse", agent, patient)


def _names_near(text: Text, index: int, sentence: Sentence, words: tuple[str, ...]) -> bool:
    return any(text.tokens[at].lower in words for at in range(index + 1, min(index + 3, sentence.last)))


def _broken(text: Text, sentence: Sentence, index: int) -> Act | None:
    """ "violated the ceasefire", "broke the truce"."""
    if not _verb(text, index):
        return None
    parts = parts_of_verb(text, index)
    if parts.patient is None:
        return None
    if not _holds(text, parts.patient, "accord"):
        return None
    return Act("violation", index, index, True, "break", parts.agent, None)


def _agreed(text: Text, sentence: Sentence, index: int) -> Act | None:
    """ "signed a truce", "a deal struck between the Guard and the Brigades": the accord must be said to have been made."""
    if (
        text.tags[index] == "verb"
        or _names(text, max(sentence.first, index - 5), min(index + 5, sentence.last), "accord_made") is None
    ):
        return None
    between = next(
        (at for at in range(index + 1, min(index + 10, sentence.last - 1)) if text.tokens[at].lower == "between"), None
    )
    if between is not None:
        agent, patient = _two(text, between + 1)
        return Act("agreement", index, index, False, "accord", agent, patient)
    verb = next((at for at in range(index - 1, max(sentence.first, index - 5) - 1, -1) if _verb(text, at)), None)
    agent = None if verb is None else parts_of_verb(text, verb).agent
    if agent is not None and " and " in agent.quote:  # "the government and the Front reached an agreement"
        left, _, right = agent.quote.partition(" and ")
        one = text.passage(agent.start, agent.start + len(left))
        return Act("agreement", index, index, False, "accord", one, text.passage(agent.end - len(right), agent.end))
    return Act(
        "agreement", index, index, False, "accord", agent, object_after_preposition(text, index, frozenset(("with",)))
    )


def _fired(text: Text, sentence: Sentence, index: int) -> Act | None:
    """ "rockets fired by the army struck the market", "fired dozens of mortars at the town"."""
    if not _verb(text, index):
        return None
    if is_passive(text, index):
        if _names(text, max(sentence.first, index - 5), index, "shot") is None:
            return None
        hit = next((at for at in range(index + 1, sentence.last) if _verb(text, at)), None)
        whom = None if hit is None else object_of(text, hit)
        return Act("shelling", index, index, True, "fire", parts_of_verb(text, index).agent, whom)
    shot = _names(text, index + 1, min(index + 6, sentence.last), "shot")
    if shot is None:
        return _fired_on(text, sentence, index)
    at = object_after_preposition(text, shot, frozenset(("at", "on", "into", "toward", "towards")))
    return Act("shelling", index, index, True, "fire", parts_of_verb(text, index).agent, at)


def _fired_on(text: Text, sentence: Sentence, index: int) -> Act | None:
    """ "had fired on the western bank": places are shelled, persons shot at."""
    if index + 2 >= sentence.last or text.tokens[index + 1].lower not in ("on", "upon", "at", "into"):
        return None
    whom = phrase_from(text, index + 2)
    if whom is None or not text.tokens[index].lower.startswith("fir"):
        return None
    type_: EventType = "shelling" if text.tokens[head_of(text, whom)].lower in site_words() else "attack"
    return Act(type_, index, index, True, "fire", parts_of_verb(text, index).agent, whom)


def _landed(text: Text, sentence: Sentence, index: int) -> Act | None:
    """ "shells landed in the suburbs", "a mortar round fell among people", "rockets hit a bus"."""
    head = subject_index(text, index) if text.tags[index] in ("verb", "ing") else None
    if head is None or text.tags[head] != "noun":
        return None
    first, last = phrase_bounds(text, head, of=False)
    if _names(text, first, last + 1, "landing") is None:
        return None
    whom = object_of(text, index) or object_after_preposition(text, index, _STRUCK)
    return Act("shelling", index, index, True, "land", None, whom)


def _not_let_in(text: Text, sentence: Sentence, index: int) -> Act | None:
    """ "no convoy has been allowed in": aid that is not let through."""
    before = {token.lower for token in text.tokens[max(sentence.first, index - 6) : index]}
    if not _verb(text, index) or not before & {"no", "not", "never", "didn't", "refused", "refuses"}:
        return None
    return _turned_back(text, sentence, index)


def _seized(text: Text, sentence: Sentence, index: int) -> Act | None:
    """ "captured 40 soldiers", "was taken prisoner": persons, not places."""
    if not _verb(text, index):
        return None
    parts = parts_of_verb(text, index)
    whom = parts.patient
    if whom is None or not (is_people(text, whom) or is_armed(text, whom)):
        return None
    if (
        text.tokens[index].lower.startswith("t")
        and _names(text, index, min(index + 8, sentence.last), "seized_as") is None
    ):
        return None
    return Act("abduction", index, index, True, "seize", parts.agent, whom)


def _two(text: Text, index: int) -> tuple[Passage | None, Passage | None]:
    first = phrase_from(text, index)
    if first is None:
        return None, None
    joined = conjuncts(text, first)
    return first, joined[1] if len(joined) > 1 else None


def _met(text: Text, sentence: Sentence, index: int) -> Act | None:
    """ "met (with) the envoy", "were talking", "spoke with": only where a party, or one who speaks for it, meets another."""
    if not _verb(text, index):
        return None
    parts = parts_of_verb(text, index)
    word = text.tokens[index].lower
    other = object_after_preposition(text, index, frozenset(("with",)))
    if other is None and word in ("met", "meet", "meets", "meeting"):
        other = parts.patient
    if other is None and word in ("talking", "speaking", "negotiating", "met", "meet"):
        head = subject_index(text, index)
        if head is not None and text.tokens[head].lower in ("they", "both"):
            return _met_each_other(text, sentence, index)
    if other is None or parts.agent is None:
        return None
    return Act("talks", index, index, True, "meet", parts.agent, other)


def _met_each_other(text: Text, sentence: Sentence, index: int) -> Act | None:
    """ "They were talking": the two parties that the sentence before had for its subjects."""
    if sentence.number == 0:
        return None
    before = text.sentences[sentence.number - 1]
    subjects: list[Passage] = []
    for at in range(before.first, before.last):
        agent = subject_of(text, at) if text.tags[at] in ("verb", "aux") else None
        if agent is not None and agent.start >= before.start and is_party(text, agent) and agent not in subjects:
            subjects.append(agent)
    if len(subjects) != 2:
        return None
    return Act("talks", index, index, True, "meet", subjects[0], subjects[1])


_READERS: dict[str, Callable[[Text, Sentence, int], Act | None]] = {
    "refuse": _refused,
    "turn_back": _turned_back,
    "give": _arms,
    "give_aid": _aid,
    "collapse": _collapsed,
    "break": _broken,
    "accord": _agreed,
    "meet": _met,
    "seize": _seized,
    "fire": _fired,
    "land": _landed,
    "allow": _not_let_in,
}

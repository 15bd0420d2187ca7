"""Contests: places besieged, divided or fought over, and between whom.

Takes a cut Text, the index of a cue word of `control.toml` and the names that the text uses for places. Gives what each
cue tells of: (token, status, place, holders). Promises to stay within the sentence but for pronouns.
"""

from collections.abc import Iterator

from daftar.model import Passage
from daftar.model.vocabulary import ControlStatus
from daftar.reading.language.phrases import phrase_at, phrase_before, phrase_bounds
from daftar.reading.language.roles import agent_after, subject_index
from daftar.reading.language.sentences import Text
from daftar.reading.states.sites import is_site, listed, site_of
from daftar.reading.who.actors import object_after_preposition, parts_of_verb, phrase_from, sides_joined
from daftar.reading.who.parties import is_name, is_party

Held = tuple[int, ControlStatus, Passage, tuple[Passage, ...]]  # token, status, place, holders


def as_holders(phrase: Passage | None) -> tuple[Passage, ...]:
    """The one holder, or none."""
    return () if phrase is None else (phrase,)


def said_of(text: Text, index: int, names: frozenset[str]) -> Passage | None:
    """The site of which it is said right before token `index`: "the town is (now) …", "areas under …"; "it" is replaced."""
    at = index - 1
    sentence = text.sentence_at(text.tokens[index].start)
    while at > sentence.first and (
        text.tags[at] in ("adv", "aux", "rel")
        or text.tokens[at].lower
        in ("lie", "lies", "lay", "firmly", "fell", "remained", "remains", "remain", "still", "stayed", ":", ",")
    ):
        at -= 1
    if text.tokens[at].lower == "it":
        return site_of(text, at, names)
    place = phrase_before(text, at + 1)
    return place if place is not None and is_site(text, place, names, any_name=text.case == "mixed") else None


def besieged_by_verb(text: Text, index: int, names: frozenset[str]) -> Iterator[Held]:
    """ "rebels encircled the town", "the besieged town"."""
    if text.tags[index] not in ("verb", "ing"):
        definite = (
            text.tokens[index - 1].lower == "the"
            or text.tokens[min(index + 1, len(text.tokens) - 1)].text[:1].isupper()
        )
        if (
            text.tokens[index].lower.endswith("ed")
            and definite
            and index + 1 < len(text.tokens)
            and text.tags[index + 1] == "noun"
        ):
            yield index, "besieged", phrase_at(text, index), ()
        elif text.tokens[index].lower == "blockade":
            yield from besieged_by_noun(text, index, names)
        return
    if text.tokens[index].lower == "surrounding":  # mostly no siege
        return
    parts = parts_of_verb(text, index)
    place = parts.patient
    if text.tokens[index].lower == "besieged" and (
        place is None or not is_site(text, place, names, any_name=text.case == "mixed")
    ):
        place = object_after_preposition(
            text, index, frozenset(("in", "within", "inside"))
        )  # "civilians besieged within the city"
    by = parts.agent if parts.agent is not None and _may_besiege(text, parts.agent) else None
    if place is not None and is_site(text, place, names, any_name=text.case == "mixed"):
        yield index, "besieged", place, as_holders(by)


def _may_besiege(text: Text, phrase: Passage) -> bool:
    return is_party(text, phrase) or is_name(text, phrase)


def besieged_by_noun(text: Text, index: int, names: frozenset[str]) -> Iterator[Held]:
    """ "the siege of the town by the army", "the town is under siege", "a siege has been in place"."""
    sentence = text.sentence_at(text.tokens[index].start)
    first, _ = phrase_bounds(text, index, of=False)
    before = text.tokens[first - 1].lower if first > sentence.first else ""
    following = text.tokens[index + 1].lower if index + 1 < sentence.last else ""
    if {token.lower for token in text.tokens[max(sentence.first, first - 2) : first]} & _ENDS:
        return
    by = agent_after(text, index)
    place: Passage | None = None
    if following in ("of", "on", "around", "across"):
        place = phrase_from(text, index + 2)
        place = place if place is not None and is_site(text, place, names, any_name=text.case == "mixed") else None
    elif before == "under":
        place = said_of(text, first - 1, names)
    elif text.tokens[index].lower == "siege" and text.tokens[index - 1].lower == "this":
        place = site_of(text, first, names)
    if place is not None:
        by = by if by is not None and _may_besiege(text, by) else None
        yield index, "besieged", place, as_holders(by)


_ENDS = frozenset(
    "break breaks broke broken breaking lift lifts lifted lifting end ends ended ending relieve relieved".split()
)


def divided(text: Text, index: int, names: frozenset[str]) -> Iterator[Held]:
    """ "the port is divided between the League and the marines": one holder on each side of "and"."""
    sentence = text.sentence_at(text.tokens[index].start)
    if text.tags[index] not in ("verb", "ing") and not text.tokens[index].lower.endswith(("ed", "split")):
        return
    between = next(
        (at for at in range(index + 1, min(index + 6, sentence.last)) if text.tokens[at].lower in ("between", "among")),
        None,
    )
    holders = () if between is None else sides_joined(text, between + 1)
    head = subject_index(text, index)
    if head is not None and text.tokens[head].lower == "it":
        place = site_of(text, head, names)
    else:
        place = parts_of_verb(text, index).patient if text.tags[index] == "verb" else None
    if place is None and index + 1 < sentence.last and text.tags[index + 1] == "noun":  # "a divided city"
        place = phrase_at(text, index)
    if place is not None and is_site(text, place, names) and (holders or text.tokens[index].lower == "divided"):
        yield index, "divided", place, holders


def contested(text: Text, index: int, names: frozenset[str]) -> Iterator[Held]:
    """ "the bridge remains contested between the army and the rebels"."""
    sentence = text.sentence_at(text.tokens[index].start)
    between = next(
        (at for at in range(index + 1, min(index + 4, sentence.last)) if text.tokens[at].lower in ("between", "by")),
        None,
    )
    holders = () if between is None else sides_joined(text, between + 1)
    head = subject_index(text, index + 0)
    place = phrase_at(text, head) if head is not None and text.tags[head] in ("noun", "num") else None
    if text.tags[index] == "noun" and index + 1 < sentence.last and text.tags[index + 1] == "noun":
        place = phrase_at(text, index)
    if place is not None and is_site(text, place, names):
        yield index, "contested", place, holders


def fought_for(text: Text, index: int, names: frozenset[str]) -> Iterator[Held]:
    """ "the army and the rebels are battling for the mill", "the battle for Mosul between …": contested by those named."""
    sentence = text.sentence_at(text.tokens[index].start)
    if index + 2 >= sentence.last or text.tokens[index + 1].lower not in ("for", "over"):
        return
    place = phrase_from(text, index + 2)
    if place is None or not is_site(text, place, names, any_name=text.case == "mixed"):
        return
    after = text.token_at(place.end - 1) + 1
    between = after < sentence.last and text.tokens[after].lower == "between"
    verb = text.tags[index] in ("verb", "ing")
    actor = parts_of_verb(text, index).agent if verb else None
    holders = sides_joined(text, after + 1) if between else () if actor is None else _both(text, actor)
    for part in listed(text, place):
        yield index, "contested", part, holders


def _both(text: Text, actor: Passage) -> tuple[Passage, ...]:
    """The two parties of a joined subject, each by itself."""
    left, joined, right = actor.quote.partition(" and ")
    if not joined:
        return (actor,)
    return text.passage(actor.start, actor.start + len(left)), text.passage(actor.end - len(right), actor.end)

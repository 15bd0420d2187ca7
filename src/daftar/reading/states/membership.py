"""Membership: who commands, speaks for or belongs to a party.

Takes a cut Text and the index of a title or of a verb of belonging. Gives pairs (person or part, body). Promises only
bodies that may be parties to a conflict: observers, the press and police forces are none.
"""

from collections.abc import Iterator

from daftar.model import Passage
from daftar.model.vocabulary import RelationType
from daftar.reading.language.phrases import phrase_bounds
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.states.sides import (
    Pair,
    explained_by,
    leading_party,
    listed_parties,
    may_stand,
    owner_of,
    relation_words,
)
from daftar.reading.who.actors import parts_of_verb, phrase_from
from daftar.reading.who.parties import head_of, is_armed, is_name, is_party, words_of

_OBSERVERS = frozenset(
    "observatory watch office agency news press court university hospital fund ministry department embassy centre center institute school".split()
)


_ARMED_TITLES = frozenset(
    "commander commanders lt lt. col col. captain capt capt. colonel lieutenant liaison spokesman fighter".split()
)


def leads(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "Teko Wamba, who leads the column", "a militia led by Osk": the person belongs to the force."""
    if text.tags[index] not in ("verb", "ing"):
        return
    parts = parts_of_verb(text, index)
    a, b = parts.agent, parts.patient if last == index else phrase_from(text, last + 1)
    if a is not None and b is not None and is_name(text, a) and not is_party(text, a) and _may_have_members(text, b):
        yield index, type_, a, b


def by_title(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "Brigades commander Orsin Tal", "Josiah Takolo, leader of the Reef Army", "Colonel Arral of the Lesk Brigade"."""
    sentence = text.sentence_at(text.tokens[index].start)
    if text.tags[index] not in ("noun", "mark"):
        return
    first, _ = phrase_bounds(text, index, of=False)
    name = _name_after(text, index, sentence)
    body: Passage | None = None
    after = text.token_at(name.end - 1) + 1 if name is not None else index + 1
    for at in (index + 1, after):
        if body is None and at + 1 < sentence.last and text.tokens[at].lower in ("of", "for", "with", "from"):
            body = phrase_from(text, at + 1)
            if body is not None and text.tokens[at + 1].lower == "staff" and text.tokens[at + 2].lower == "of":
                body = phrase_from(text, at + 3)  # chief of staff of
    body = body or owner_of(text, first, index) or leading_party(text, first, index)
    if body is None or not (_may_have_members(text, body) or (_in_arms(text, index) and _is_bare_name(text, body))):
        return
    name = name or explained_by(text, first) or _nickname(text, index, sentence)
    if name is not None and is_name(text, name) and (not is_party(text, name) or _titled(text, name)):
        yield index, type_, name, body


def _in_arms(text: Text, index: int) -> bool:
    return text.tokens[index].lower in _ARMED_TITLES


def _is_bare_name(text: Text, body: Passage) -> bool:
    """Whether the body is one name without more, no observer's and no state's: "Juniper's Lt. Mores"."""
    words = {word.lower() for word in body.quote.split()}
    return is_name(text, body) and not words & (
        _OBSERVERS | relation_words("member_of", "no_body") | words_of("states")
    )


def _titled(text: Text, name: Passage) -> bool:
    first, last = text.token_at(name.start), text.token_at(max(name.start, name.end - 1))
    return any(text.tokens[at].lower in relation_words("member_of", "lead_titles") for at in range(first, last + 1))


def _nickname(text: Text, index: int, sentence: Sentence) -> Passage | None:
    """The name by which one is known: "goes by the name of Marlo", "known as Uncle Tovo", "gave his first name, Rauf"."""
    for at in range(index + 1, min(index + 18, sentence.last - 1)):
        here, after = text.tokens[at].lower, text.tokens[at + 1].lower
        called = here in ("as", "himself", "herself", "by") or (here == "of" and text.tokens[at - 1].lower == "name")
        if here == "name" and after == "," and at + 2 < sentence.last and text.tags[at + 2] == "noun":
            return _name_after(text, at + 1, sentence)
        if called and text.tags[at + 1] == "noun" and text.tokens[at + 1].text[:1].isupper() and after != "the":
            return _name_after(text, at, sentence)
    return None


def _name_after(text: Text, index: int, sentence: Sentence) -> Passage | None:
    """The person's name right after a title, or after a comma: "commander Orsin Tal", "the leader, Osk"."""
    at = index + 1
    while at < sentence.last and text.tokens[at].text in (",", "."):
        at += 1
    if at >= sentence.last or text.tags[at] != "noun" or not _capital(text, at):
        return None
    _, last = phrase_bounds(text, at, of=False)
    while last > at and not _capital(text, last):
        last -= 1
    return text.span(at, last)


def _capital(text: Text, at: int) -> bool:
    token = text.tokens[at]
    return text.case != "mixed" or token.text[:1].isupper() or token.lower.startswith(("al-", "el-"))


def _may_have_members(text: Text, body: Passage) -> bool:
    """Whether the body is a force or the like, and no observer, police force or bare state."""
    head = text.tokens[head_of(text, body)].lower
    first, last = text.token_at(body.start), text.token_at(max(body.start, body.end - 1))
    words = {token.lower for token in text.tokens[first : last + 1]}
    if words & _OBSERVERS or words & relation_words("member_of", "no_body") or head in words_of("states"):
        return False
    return head in words_of("armed") or is_party(text, body)


def is_part(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "Ostrel, as part of the alliance", "units that are part of the Guard"."""
    sentence = text.sentence_at(text.tokens[index].start)
    if index + 2 >= sentence.last or text.tokens[index + 1].lower != "of":
        return
    b = phrase_from(text, index + 2)
    first, _ = phrase_bounds(text, index, of=False)
    a = explained_by(text, first)
    if a is not None and b is not None and may_stand(text, a) and is_party(text, b):
        yield index, type_, a, b


def is_unit(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "the Third Brigade's Osk Battalion", "the Osk Battalion of the Northern Army": the one is part of the other."""
    sentence = text.sentence_at(text.tokens[index].start)
    first, _ = phrase_bounds(text, index, of=False)
    owner = next((at for at in range(index - 1, first, -1) if text.tags[at] == "clitic"), None)
    if owner is not None and owner + 1 < index:
        whole, part = text.span(first, owner - 1), text.span(owner + 1, index)
    elif index + 2 < sentence.last and text.tokens[index + 1].lower == "of" and first < index:
        found = phrase_from(text, index + 2)
        if found is None:
            return
        whole, part = found, text.span(first, index)
    else:
        return
    body = not text.tokens[head_of(text, whole)].lower.endswith("s")  # not "terrorists", "rebels"
    if body and _may_have_members(text, whole) and is_armed(text, whole) and is_name(text, part):
        yield index, type_, part, whole


def includes(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "the League, which includes the lake brigades", "coalition nations include Australia, …": each is a member."""
    if text.tags[index] != "verb":
        return
    sentence = text.sentence_at(text.tokens[index].start)
    whole = parts_of_verb(text, index).agent
    if whole is None or not is_party(text, whole):
        return
    for part in listed_parties(text, index + 1, sentence):
        yield index, type_, part, whole

"""Roles: who does what to whom around one verb, by position.

Takes a cut Text and the index of a verb. Gives the noun phrases that are its subject, object and "by" agent. Promises to stay
within the sentence; where English is too free for position to tell, None.
"""

from daftar.model import Passage
from daftar.reading.language.phrases import phrase_at, phrase_bounds
from daftar.reading.language.sentences import Text

_ABOUT = frozenset(("about", "around", "over", "than", "nearly"))  # "regained about 300 square miles"
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_FAR = 40  # tokens back to which the first of two joined verbs is sought
_HOURS = frozenset("night morning evening afternoon".split())
_ASIDE = frozenset((",", "–", "—", "--", "-"))
_SAYS = frozenset("says said say added told warned claims claimed".split())
_BE = frozenset("is are was were be been being am 's 're got get gets getting".split())
FARTHEST_SUBJECT = 200
"""Tokens before its verb beyond which no subject is looked for, so that a sentence without an end costs no more than its length."""


def is_passive(text: Text, index: int) -> bool:
    """Whether the verb is passive: a form of "be" before it, or "by" right after ("civilians killed by shelling")."""
    back = index - 1
    while back >= 0 and text.tags[back] == "adv":
        back -= 1
    if back >= 0 and text.tokens[back].lower in _BE:
        return True
    if index + 1 < len(text.tokens) and text.tokens[index + 1].lower == "by":
        return back < 0 or text.tags[back] in ("noun", "mark", "conj", "verb", "num")
    return False


def subject_of(text: Text, index: int) -> Passage | None:
    """The subject phrase of the verb: of "forces in the city, he said, shelled …" it is "forces"."""
    head = subject_index(text, index)
    return None if head is None or text.tags[head] == "pron" else phrase_at(text, head)


def object_of(text: Text, index: int) -> Passage | None:
    """The phrase that follows the verb directly."""
    sentence = text.sentence_at(text.tokens[index].start)
    index += 1
    while index < sentence.last and (text.tags[index] in ("adv", "det") or text.tokens[index].lower in _ABOUT):
        index += 1
    if (
        index < sentence.last
        and text.tags[index] in ("noun", "num")
        and (text.tags[index] == "num" or text.tokens[index - 1].lower not in _ABOUT)
    ):
        return phrase_at(text, index)
    return None


def agent_after(text: Text, index: int) -> Passage | None:
    """The agent in "… by X" after the verb or act noun, in the same clause; not "by Friday", "by shooting"."""
    sentence = text.sentence_at(text.tokens[index].start)
    for at in range(index + 1, min(sentence.last - 1, index + 25)):
        token = text.tokens[at]
        if token.text in ";:" or text.tags[at] == "rel" or (text.tags[at] in ("verb", "aux") and at > index + 1):
            return None
        if token.lower == "by":
            start = at + 1
            while start < sentence.last and text.tags[start] in ("det", "adv"):
                start += 1
            if start < sentence.last and (
                text.tags[start] == "noun" or text.tags[start : start + 2] == ("num", "noun")
            ):
                return phrase_at(text, start)
            return None
    return None


def conjuncts(text: Text, phrase: Passage) -> tuple[Passage, ...]:
    """The phrase and those joined to it by commas and "and", in order: "the mayor, two guards and a driver" is three."""
    found = [phrase]
    sentence = text.sentence_at(phrase.start)
    _, last = phrase_bounds(text, text.token_at(phrase.start))
    while last + 2 < sentence.last:
        at = last + 1
        while at < sentence.last and (
            text.tokens[at].lower in ("and", "or", ",", "&") or text.tags[at] in ("det", "adv")
        ):
            at += 1
        joined = any(text.tokens[i].lower in ("and", "or", ",", "&") for i in range(last + 1, at))
        if not joined or at >= sentence.last or text.tags[at] not in ("noun", "num"):
            break
        _, end = phrase_bounds(text, at)
        if end + 1 < sentence.last and text.tags[end + 1] in ("verb", "aux"):  # the next clause's subject
            break
        found.append(phrase_at(text, at))
        last = end
    return tuple(found)


def subject_index(text: Text, index: int) -> int | None:
    """The index of a token in the subject phrase, a pronoun included, walking left over adverbs, auxiliaries and asides."""
    sentence = text.sentence_at(text.tokens[index].start)
    index = _first_of_joined(text, index, sentence.first)
    at = index - 1
    finite = text.tags[index] != "ing"
    joined = False  # whether the verb is one of two: "captured the hill and cut the road"
    floor = max(sentence.first, index - FARTHEST_SUBJECT)
    while at >= floor:
        tag = text.tags[at]
        if tag == "pron":
            if at == sentence.first or text.tags[at - 1] not in ("prep", "ing", "verb"):  # "overran it": an object
                return at
            at -= 1 if text.tags[at - 1] == "verb" else 2
        elif text.tokens[at].text in _ASIDE:
            joined = joined or text.tags[index] == "ing"
            at = _before_aside(text, at, sentence.first) if finite else at - 1
        elif tag in ("adv", "aux", "det", "conj", "rel", "verb", "ing", "prep"):
            finite = finite or tag in ("verb", "aux")
            joined = joined or text.tokens[at].lower == "and"
            at -= 1  # "fired at and killed", "plan to retake": the earlier verb's subject
        elif tag in ("noun", "num", "clitic"):
            first, _ = phrase_bounds(text, at)
            if (
                text.tokens[at].lower in _HOURS
                and first - 2 >= sentence.first
                and text.tokens[first - 1].lower in _DAYS
            ):
                first -= 1  # "the party on Sunday night demanded"
            if first > sentence.first and _in_phrase(text, first) and not _opens_clause(text, first, at, index):
                at = first - 2  # "forces in the city killed": past the prepositional phrase
            else:
                clause = (
                    first - 1
                    if joined and text.tags[first - 1] == "verb"
                    else _within_clause(text, first, sentence.first)
                )
                if clause is None:
                    return at
                at = clause
        else:
            return None
    return None


def _first_of_joined(text: Text, index: int, floor: int) -> int:
    """The first of two joined verbs in "-ing": "broke the siege, retaking the hill … and reopening the road"."""
    if text.tags[index] != "ing" or index - 1 <= floor or text.tokens[index - 1].lower != "and":
        return index
    for at in range(index - 2, max(floor, index - _FAR), -1):
        if text.tags[at] == "ing":
            return at
        if text.tags[at] in ("verb", "aux", "rel"):
            break
    return index


def _in_phrase(text: Text, first: int) -> bool:
    """Whether the noun phrase from `first` on depends on a preposition: not on "to", nor in "about 3,000 people"."""
    before = text.tokens[first - 1].lower
    if before in _ABOUT and text.tags[first] == "num":
        return False
    return text.tags[first - 1] == "prep" and (before != "to" or text.tags[first - 2] == "noun")  # "the road to Osk"


def _opens_clause(text: Text, first: int, at: int, index: int) -> bool:
    """Whether the phrase right before the verb is its subject in a clause of time: "after the Front withdrew"."""
    adjacent = all(text.tags[between] in ("adv", "aux") for between in range(at + 1, index))
    return adjacent and text.tokens[first - 1].lower in ("after", "before", "until", "since", "as")


def _within_clause(text: Text, first: int, floor: int) -> int | None:
    """Where the walk goes on from the object of an inner clause ("nations which struck Iraq", "states backing the rebels"): its head."""
    at = first - 1
    while at > floor and text.tags[at] in ("aux", "verb", "adv"):
        at -= 1
    if at > floor and at < first - 1 and text.tags[at] == "rel" and text.tags[at - 1] in ("noun", "num"):
        return at - 1
    if first - 2 >= floor and text.tags[first - 1] == "ing" and text.tags[first - 2] in ("noun", "num"):
        return first - 2
    return None


def _before_aside(text: Text, closing: int, first: int) -> int:
    """Where the walk goes on from a comma: before the aside that it closes ("X, who …, said"), or right before it."""
    opening = closing - 1
    while opening > first and text.tokens[opening].text != text.tokens[closing].text:
        opening -= 1
    aside = text.tags[opening + 1 : closing]
    if (
        opening > first
        and len(aside) <= 4
        and any(token.lower in _SAYS for token in text.tokens[opening + 1 : closing])
    ):
        return opening - 1  # "Lydran, he says, sends …"
    if opening > first and aside and ("rel" in aside[:2] or "verb" not in aside) and aside[-1] != "adv":
        return opening - 1
    return closing - 1

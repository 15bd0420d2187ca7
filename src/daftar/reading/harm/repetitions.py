"""Repetitions: the same voice's same figure, said again in the same document, is one claim.

Takes drafts with their claims, voices known, in text order. Gives them without the repetitions. Promises that a part of a
whole told before points to its first telling, and that two voices' same figure stays two claims (codebook, Rulings).
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from daftar.model import Claim, Count, Harm, Passage
from daftar.model.vocabulary import Outcome
from daftar.reading.draft import Draft
from daftar.reading.who.persons import singular, word_status

_GENERIC = frozenset(
    "people person persons other others victim victims man men life lives death deaths toll individual individuals body bodies casualty".split()
)

_REMEMBERED = 50  # claims of one outcome and number, or word, over which a repetition is looked for
Voiced = tuple[Draft, Claim]
Key = tuple[Outcome, Count | str]


def without_repetitions(found: Sequence[Voiced]) -> list[Voiced]:
    """Without later mentions of a figure by a voice that gave it, and of any voice's figure by the document itself."""
    kept: list[Voiced] = []
    earlier: dict[Key, deque[Voiced]] = {}
    told_as: dict[int, Draft] = {}
    for said, claim in found:
        body, whole = claim.body, told_as.get(id(said.part_of))
        draft = said if whole is None else replace(said, part_of=whole)
        if isinstance(body, Harm):
            alike = (told for key in _sought(body) for told in earlier.get(key, ()))
            first = next((old for old, of in alike if _repeats(claim, of)), None)
            if first is not None:
                told_as[id(said)] = first
                continue
            for key in _found_under(body):
                earlier.setdefault(key, deque(maxlen=_REMEMBERED)).append((draft, claim))
        kept.append((draft, claim))
    return kept


def _sought(body: Harm) -> list[Key]:
    """Where an earlier telling of this harm would be: under its words where it has no number, else under its number."""
    return _words(body) if _is_name(body) else [(body.outcome, body.count)]


def _found_under(body: Harm) -> list[Key]:
    return [(body.outcome, body.count), *_words(body)]


def _words(body: Harm) -> list[Key]:
    if body.victims is None:
        return []
    return [(body.outcome, word) for word in sorted(_names(body.victims) | {_head(body.victims)})]


def _is_name(body: Harm) -> bool:
    return body.count_words is None and body.count.low in (1, 2) and body.victims is not None


def _repeats(claim: Claim, of: Claim) -> bool:
    """Whether the later harm claim says what the earlier one said."""
    body, old = claim.body, of.body
    if (
        not isinstance(body, Harm)
        or not isinstance(old, Harm)
        or body is old
        or (body.count != old.count and not _is_name(body))
        or claim.modality != of.modality
        or body.scope != old.scope
    ):
        return False
    if _is_name(body):
        return _told(body, old)
    if not (_same_voice(claim.said_by, of.said_by) or claim.said_by is None):
        return False
    if claim.sentence == of.sentence and (old.victims is None) == (body.victims is None):
        return False
    if not body.count.known or (body.count.low == 0 and body.count.high == 0):
        return body.count.known and claim.said_by == of.said_by
    single = body.count.low == 1 and body.count.high == 1
    if single or (body.count.high is None and (body.count.low or 0) <= 3):
        return False
    return _compatible(body.victims, old.victims)


def _told(body: Harm, old: Harm) -> bool:
    """Whether a name, or a bare plural, was told before: whoever says it again adds nothing but another `by`."""
    if body.count.low == 1:
        return _same_person(body.victims, old.victims) and not (
            body.by is not None and old.by is not None and not _names(body.by) & _names(old.by)
        )
    return body.count.high is None and _same_head(body.victims, old.victims)


def _same_voice(left: Passage | None, right: Passage | None) -> bool:
    if left is None or right is None:
        return left is right
    return bool(_names(left) & _names(right))


def _names(passage: Passage | None) -> frozenset[str]:
    return (
        frozenset(word.strip(".,'’\"") for word in passage.quote.lower().split() if len(word) > 3)
        if passage
        else frozenset()
    )


def _same_person(left: Passage | None, right: Passage | None) -> bool:
    """Whether two phrases share a name; where one holds no name, whether they share a head."""
    one, other = (frozenset(word for word in _names(side) if word_status(word) is None) for side in (left, right))
    return bool(one & other) if one and other else _same_head(left, right)


def _same_head(left: Passage | None, right: Passage | None) -> bool:
    return left is not None and right is not None and _head(left) == _head(right)


def _head(victims: Passage) -> str:
    words = victims.quote.lower().split()
    end = words.index("of") if "of" in words[1:] else len(words)
    return singular(words[end - 1]) if words else ""


def _compatible(left: Passage | None, right: Passage | None) -> bool:
    """Whether the two phrases may name the same people: one is general, or they share a head."""
    if left is None or right is None:
        return True
    one, other = _head(left), _head(right)
    return (
        one == other or one in _GENERIC or other in _GENERIC or word_status(one) is None or word_status(other) is None
    )

"""Voices: what one witness says in one document of one outcome, as one number.

Takes harm claims with a number. Gives a Word. Promises that groups are summed only where the words tell them apart, that
what repeats, replaces or may be among another is left with the reason, and that none of it is told from the size of a number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from daftar.model import Claim, Count, Document, Harm, Left
from daftar.model.count import add_up
from daftar.reconcile.independence import voice_of
from daftar.reconcile.words import (
    Side,
    is_bare,
    is_besides,
    is_died_of_wounds,
    is_found_dead,
    is_none,
    is_numbered,
    person_named,
    side_of,
    victim_words,
    words_of,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A harm claim with a number, and what is looked at in it again and again."""

    name: str
    claim: Claim
    harm: Harm

    @property
    def place(self) -> tuple[int, str]:
        """Where it stands in its document."""
        return (self.claim.number, self.name)


@dataclass(frozen=True, slots=True)
class Word:
    """What one witness says in one document: a number, perhaps the sum of groups that the document tells apart."""

    witness: str
    since: date
    document: str
    count: Count
    said: tuple[Said, ...]
    sides: Mapping[Side | None, Count]

    @property
    def numbered(self) -> bool:
        """Whether a number is said for any of them."""
        return any(is_numbered(one.harm) for one in self.said)

    @property
    def bare(self) -> bool:
        """Whether no word of number is said."""
        return all(is_bare(one.harm) for one in self.said)

    @property
    def unhurt(self) -> bool:
        """Whether it only says of a narrower group that none of them was hurt."""
        return all(is_none(one.harm) and victim_words(one.harm) for one in self.said)

    @property
    def of_wounds(self) -> bool:
        """Whether it only tells of those who died after they had been wounded."""
        return all(is_died_of_wounds(one.harm) for one in self.said)


def find_word(
    key: tuple[str, date, str], told: Sequence[Said], left: list[Left], documents: Mapping[str, Document]
) -> Word:
    """One witness's word in one document. Distinct groups are summed; repetitions, updates and narrower groups are left."""
    witness, since, document = key
    whole: Said | None = None
    groups: list[Said] = []
    besides: list[Said] = []
    later: list[Said] = []
    wordings: dict[tuple[str, ...], str] = {}
    unhurt = [one for one in told if is_none(one.harm)]
    if len(unhurt) < len(told):
        left += [Left(one.name, "tells who was not hurt") for one in unhurt]
        told = [one for one in told if not is_none(one.harm)]
    for one in told:
        wording = (_wording(one.harm.count_words), _wording(one.harm.victims))
        if any(wording) and wording in wordings:
            left.append(Left(one.name, f"repeats claim {wordings[wording]}"))
            continue
        wordings[wording] = one.name
        if is_besides(one.harm):
            besides.append(one)
        elif is_died_of_wounds(one.harm):
            later.append(one)
        elif not is_numbered(one.harm) or victim_words(one.harm):
            _keep_apart(one, groups, left)
        else:
            if whole is not None:
                left.append(Left(whole.name, f"an earlier word in the same document, replaced by claim {one.name}"))
            whole = one
    if whole is not None:
        left += [Left(one.name, f"may be among those of claim {whole.name}") for one in groups]
        groups = [whole]
    if groups and not all(is_found_dead(one.harm) for one in groups):
        left += [Left(one.name, f"may be among those of claim {groups[0].name}") for one in later]
        later = []
    kept = (*groups, *besides, *later)
    by_side: dict[Side | None, list[Count]] = {}
    for one in kept:
        by_side.setdefault(side_of(one.harm, voice_of(one.claim, documents)), []).append(one.harm.count)
    sides = {side: add_up(counts) for side, counts in by_side.items()}
    return Word(witness, since, document, add_up([one.harm.count for one in kept]), kept, sides)


def _keep_apart(one: Said, kept: list[Said], left: list[Left]) -> None:
    """Put a narrower group beside those kept, or in the place of the one that it repeats, or leave it."""
    rival = next((other for other in kept if not _distinct(other, one)), None)
    if rival is None:
        kept.append(one)
    elif rival.claim.sentence == one.claim.sentence or (is_numbered(rival.harm) and not is_numbered(one.harm)):
        # One sentence that tells two numbers of one group divides it ("83 civilians: 66 in the east …"): the first is the whole.
        left.append(Left(one.name, f"may be among those of claim {rival.name}"))
    else:
        left.append(Left(rival.name, f"an earlier word in the same document, replaced by claim {one.name}"))
        kept[kept.index(rival)] = one


def _distinct(a: Said, b: Said) -> bool:
    """Whether the words tell two groups apart: by status or side, by name, or by other victims in one sentence."""
    if {a.harm.status, b.harm.status} == {"civilian", "combatant"}:
        return True
    if {side_of(a.harm, a.claim.voice or ""), side_of(b.harm, b.claim.voice or "")} == {"soldiers", "others"}:
        return True
    first, second = person_named(a.harm), person_named(b.harm)
    if first and second:
        return first.isdisjoint(second)
    if not victim_words(a.harm) or not victim_words(b.harm) or victim_words(a.harm) & victim_words(b.harm):
        return False
    return a.claim.sentence == b.claim.sentence


def _wording(passage: object) -> str:
    return " ".join(words_of(getattr(passage, "quote", "")))

"""Parties: which names are one party's, and the name under which it is shown.

Takes parties as voices name them, as often as they do, each with its full name where that is known. Gives each its party's
fullest words. Promises that names are put together by the full name where it is known and else by their words alone: the same
words but for arms and articles ("the Lydrani air force", "a Lydrani warplane"), and one word ("the army", "the Front") with the
one name that holds it, where there is only one; and that what is shown are words of a document, but where all of them are such
as could stand for anybody ("the group").
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from daftar.model import Access, Claim, Harm, Passage
from daftar.reconcile.words import party_names, words_of

_INDEFINITE = frozenset({"a", "an"})
_LISTS = frozenset({"and", "or"})


@dataclass(frozen=True, slots=True)
class Party:
    """A party by the words of a document, and by the full name that grounding found for them, None where it found none."""

    words: str
    name: str | None = None

    @property
    def names(self) -> frozenset[str]:
        """The words that tell who it is, of the document and of the full name."""
        return party_names(self.words) | party_names(self.name)

    @property
    def key(self) -> frozenset[str]:
        """What two names of one party share; empty where nobody in particular is named."""
        return party_names(self.name or self.words) or frozenset((self.name,) if self.name else ())


def party_said(claim: Claim, slot: str, passage: Passage, number: int = 0) -> Party:
    """The party that a claim's phrase means."""
    meant = claim.party(slot, number)
    return Party(passage.quote, meant.name if meant is not None else None)


def doer_said(claim: Claim) -> Party | None:
    """Who is said to have done the harm or the act; None where nobody is."""
    body = claim.body
    slot, passage = ("by", body.by) if isinstance(body, Harm | Access) else ("agent", getattr(body, "agent", None))
    return party_said(claim, slot, passage) if passage is not None else None


def find_parties(said: Iterable[Party], *, short_forms: bool = True) -> Mapping[Party, Party]:
    """For each party the one by which it is shown: of its fullest names the one most often said.

    Without `short_forms`, "the army" stays apart from "the Halvani army".
    """
    told = Counter(said)
    votes: Counter[str] = Counter()
    for party, times in told.items():
        votes[party.words.casefold()] += times

    def order(party: Party) -> tuple[object, ...]:
        words = party.words
        # Of words said as often, what stands for a party ("rebels" for a Front) comes after what names it.
        stands_in = party.name is not None and party_names(words).isdisjoint(party_names(party.name))
        # A capital that only the beginning of a sentence gave comes after the same name without it.
        plain = (
            -votes[words.casefold()],
            stands_in,
            _is_indefinite(words),
            words[:1].isupper(),
            words,
            party.name or "",
        )
        return (not party_names(words), _is_list(words), *plain)

    forms: dict[frozenset[str], list[Party]] = {}
    for party in sorted(told, key=order):
        forms.setdefault(party.key, []).append(party)
    shown: dict[Party, Party] = {}
    fuller = _fuller(forms) if short_forms else {}
    for key, held in forms.items():
        if key:
            shown.update(dict.fromkeys(held, _shown(forms[fuller.get(key, key)])))
        else:  # nobody in particular: "gunmen" are not "a bomber"
            shown.update({party: party for party in held})
    return shown


def _shown(held: list[Party]) -> Party:
    name = next((party.name for party in held if party.name is not None), None)
    return Party(held[0].words if name is None or party_names(held[0].words) else name, name)


def _fuller(forms: Mapping[frozenset[str], list[Party]]) -> dict[frozenset[str], frozenset[str]]:
    """For a party named by one word, the least of the names that hold it and more, where one is the least."""
    holders: dict[str, list[frozenset[str]]] = {}
    for words, held in forms.items():
        if len(words) > 1 and not _is_list(held[0].words):
            for word in words:
                holders.setdefault(word, []).append(words)
    found: dict[frozenset[str], frozenset[str]] = {}
    for words in forms:
        if len(words) == 1:
            held_by = sorted(holders.get(next(iter(words)), ()), key=len)
            if held_by and (len(held_by) == 1 or len(held_by[0]) < len(held_by[1])):
                found[words] = held_by[0]
    return found


def _is_indefinite(name: str) -> bool:
    return name.split()[0].casefold() in _INDEFINITE if name.split() else True


def _is_list(name: str) -> bool:
    return not _LISTS.isdisjoint(words_of(name))

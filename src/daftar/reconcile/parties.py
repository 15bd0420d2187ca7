"""Parties: which names are one party's, and the name under which it is shown.

Takes the names that voices use, as often as they use them. Gives each its party's fullest name. Promises that names are put
together by their words alone: the same words but for arms and articles ("the Lydrani air force", "a Lydrani warplane"), and
one word ("the army", "the Front") with the one name that holds it, where there is only one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from daftar.reconcile.words import party_names, words_of

_INDEFINITE = frozenset({"a", "an"})
_LISTS = frozenset({"and", "or"})


def find_parties(names: Iterable[str], *, short_forms: bool = True) -> Mapping[str, str]:
    """For each name the one under which its party is shown: of its fullest names the one most often said.

    Without `short_forms`, "the army" stays apart from "the Halvani army".
    """
    said = Counter(names)
    votes: Counter[str] = Counter()
    for name, times in said.items():
        votes[name.casefold()] += times
    # A capital that only the beginning of a sentence gave comes after the same name without it.
    forms: dict[frozenset[str], list[str]] = {}
    for name in sorted(said, key=lambda n: (_is_list(n), -votes[n.casefold()], _is_indefinite(n), n[:1].isupper(), n)):
        forms.setdefault(party_names(name), []).append(name)
    shown: dict[str, str] = {}
    fuller = _fuller(forms) if short_forms else {}
    for words, held in forms.items():
        if words:
            shown.update(dict.fromkeys(held, forms[fuller.get(words, words)][0]))
        else:  # nobody in particular: "gunmen" are not "a bomber"
            shown.update({name: name for name in held})
    return shown


def _fuller(forms: Mapping[frozenset[str], list[str]]) -> dict[frozenset[str], frozenset[str]]:
    """For a party named by one word, the least of the names that hold it and more, where one is the least."""
    holders: dict[str, list[frozenset[str]]] = {}
    for words, held in forms.items():
        if len(words) > 1 and not _is_list(held[0]):
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

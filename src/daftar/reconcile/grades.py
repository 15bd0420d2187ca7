"""Grades: how well an incident is attested, in the five words of Airwars.

Takes the claims of an incident, who their witnesses are, and how many witnesses are asked for. Gives the grade, and whether
the incident is provisional. Promises to go by what the claims say and nothing else: no source is trusted more than another; and
that doubt about a reading never makes a grade better.
"""

from collections.abc import Mapping

from daftar.model import Claim, Harm, Where
from daftar.model.vocabulary import Grade
from daftar.reconcile.independence import NAMELESS
from daftar.reconcile.parties import Party, doer_said
from daftar.reconcile.words import is_party, side_of

WITNESSES = 2
"""Independent witnesses from which an incident is no longer provisional."""


def grade(claims: Mapping[str, Claim], witnesses: Mapping[str, str], enough: int = WITNESSES) -> tuple[Grade, bool]:
    """The grade and whether it is provisional. *Confirmed*, that a belligerent accepts responsibility, is never the machine's
    word: whoever accuses is too easily read as the doer. In this order:

    discounted  all who were hurt, by every word that tells, were combatants
    contested   different witnesses name different perpetrators
    fair        `enough` independent witnesses or more, each by a claim that is not unsure
    weak        fewer

    An unsure claim is rather a misreading than not, so nobody is a witness by such claims alone. It still contests, and still keeps
    an incident with civilians in it from being discounted: to pass over either would hide what a person should look at.
    """
    asserted = {name: claim for name, claim in claims.items() if claim.modality == "asserted"}
    harms = {name: claim.body for name, claim in asserted.items() if isinstance(claim.body, Harm)}
    heard = {witnesses[name] for name in harms if not claims[name].unsure}
    # Documents of unknown publishers may all be one's: their numbers stand side by side, and they attest as one.
    provisional = len({NAMELESS if witness.startswith(NAMELESS) else witness for witness in heard}) < enough
    if harms and all(harm.status == "combatant" for harm in harms.values()):
        return "discounted", provisional
    if is_contested(asserted, witnesses):
        return "contested", provisional
    return ("weak" if provisional else "fair"), provisional


def is_contested(asserted: Mapping[str, Claim], witnesses: Mapping[str, str]) -> bool:
    """Whether two witnesses name perpetrators of one harm that have no name in common.

    Whoever names two parties contests nothing, nor do two sides that each say who killed its own.
    """
    soldiers: dict[str, frozenset[str]] = {}
    anybody: dict[str, frozenset[str]] = {}
    for name, claim in asserted.items():
        doer = perpetrator(claim)
        if doer is not None and (names := doer.names):
            side = side_of(claim.body, witnesses[name]) if isinstance(claim.body, Harm) else None
            named = soldiers if side == "soldiers" else anybody
            named[witnesses[name]] = named.get(witnesses[name], frozenset()) | names
    return _disagree(soldiers) or _disagree(anybody)


def _disagree(named: Mapping[str, frozenset[str]]) -> bool:
    shared = frozenset.intersection(*named.values()) if named else frozenset()
    return len(named) > 1 and not shared and not _chained(list(named.values()))


def perpetrator(claim: Claim) -> Party | None:
    """Who did it; None where the claim does not say: what is no party, or only the place, names nobody."""
    doer = doer_said(claim)
    return None if doer is None or not is_party(doer.words) or _is_the_place(doer.words, claim.where) else doer


def _is_the_place(words: str, where: Where | None) -> bool:
    if where is None or where.precision >= 6:  # a country may have done it
        return False
    folded = words.casefold()
    return any(folded == name.casefold() for name in (where.name, where.words, *where.within[:-1]))


def _chained(names: list[frozenset[str]]) -> bool:
    """Whether names that differ are held together by others between them ("army", "army of the north", "the north")."""
    reached, rest = names[0], names[1:]
    while rest:
        near = [one for one in rest if one & reached]
        if not near:
            return False
        reached = reached.union(*near)
        rest = [one for one in rest if not one & reached]
    return True

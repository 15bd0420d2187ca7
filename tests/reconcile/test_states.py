"""States: who holds what, what is cut off, who stands with whom, by whose word."""

from dataclasses import replace

from reconcile_samples import KESH, MONDAY, NARRA, TUESDAY, passage

from daftar.model import Access, Claim, Control, Document, Passage, Relation, When
from daftar.reconcile import derive_states

SENTENCE = Passage(0, 5, "Words")


def claim(body, voice="Orland Wire", where=NARRA, day=MONDAY, **slots):
    when = When.between(day, day) if day else None
    return Claim("d", 0, SENTENCE, body, where=where, when=when, voice=voice, **slots)


def states(*claims):
    return derive_states({f"c{n}": replace(one, number=n) for n, one in enumerate(claims)}, {})


def held(by, status="held"):
    return Control(status, tuple(passage(name) for name in by))


def test_voices_that_agree_stand_side_by_side():
    (state,) = states(claim(held(["the Guard"])), claim(held(["Guard"]), voice="a nurse"))
    assert (state.kind, state.status, state.subject, state.parties) == ("control", "held", "Narra", ("the Guard",))
    assert (state.voices, state.claims) == (("Orland Wire", "a nurse"), ("c0", "c1"))


def test_contradictions_stay_apart():
    found = states(
        claim(held(["the Guard"])), claim(held(["the League"]), voice="the League"), claim(held([], "besieged"))
    )
    assert [(state.status, state.parties) for state in found] == [
        ("besieged", ()), ("held", ("the Guard",)), ("held", ("the League",)),
    ]  # fmt: skip


def test_what_is_feared_or_denied_is_never_mixed_with_what_is_asserted():
    body = held(["the Guard"], "captured")
    found = states(claim(body), claim(body, modality="feared"), claim(body, modality="denied"))
    assert [state.modality for state in found] == ["asserted", "denied", "feared"]


def test_other_times_and_places_are_other_states():
    body = held(["the Guard"])
    found = states(claim(body, day=TUESDAY), claim(body), claim(body, where=KESH), claim(body, day=None))
    assert [(state.subject, str(state.when)) for state in found] == [
        ("Kesh", "2031-03-03"), ("Narra", "2031-03-03"), ("Narra", "2031-03-04"), ("Narra", "None"),
    ]  # fmt: skip


def test_the_holders_of_a_divided_place_stand_in_no_order():
    (state,) = states(
        claim(held(["the Guard", "the League"], "divided")), claim(held(["the League", "the Guard"], "divided"))
    )
    assert state.parties == ("the Guard", "the League")


def test_access_keeps_who_which_way_and_all_goods():
    road, food, fuel, bread = passage("the river road"), passage("food"), passage("fuel"), passage("the food")
    (state,) = states(
        claim(Access("cut", passage("the Guard"), road, (food,))),
        claim(Access("cut", passage("the Guard"), road, (bread, fuel))),
    )
    assert (state.status, state.parties, state.route, state.goods) == (
        "cut",
        ("the Guard",),
        "the river road",
        ("food", "fuel"),
    )


def test_a_relation_runs_from_a_to_b_and_has_no_place():
    there = Relation("supports", passage("Ostrel"), passage("the League"))
    back = Relation("supports", passage("the League"), passage("Ostrel"))
    league, ostrel = states(claim(there), claim(back))
    assert (league.subject, league.parties, league.where) == ("the League", ("Ostrel",), None)
    assert (ostrel.subject, ostrel.parties) == ("Ostrel", ("the League",))


def test_a_place_that_the_text_does_not_name_is_unknown():
    (state,) = states(claim(held(["the Guard"]), where=None))
    assert state.subject == "unknown"


def test_what_names_no_day_stands_under_the_day_of_publication_and_says_so():
    document = Document("d", "text", publisher="Orland Wire", published=TUESDAY)
    told = {"a": claim(held(["the Guard"]), day=None), "b": claim(held(["the Guard"], "captured"), day=None)}
    told["c"] = claim(held(["the League"], "captured"), day=None, modality="planned")
    found = {(one.status, one.modality): one.when for one in derive_states(told, {"d": document})}
    assert str(found["held", "asserted"]) == "2031-03-04" and found["held", "asserted"].inferred
    assert str(found["captured", "asserted"]) == "… to 2031-03-04"
    assert found["captured", "planned"] is None


def test_a_short_name_is_the_partys_whose_fuller_name_is_told_of_the_place():
    (state,) = states(claim(held(["the Guard"])), claim(held(["the Narra Guard"])))
    assert state.parties == ("the Narra Guard",)


def test_a_short_name_that_may_be_two_parties_stays():
    found = states(*[claim(held([name])) for name in ("the Guard", "the Narra Guard", "the Kesh Guard")])
    assert sorted(state.parties[0] for state in found) == ["the Guard", "the Kesh Guard", "the Narra Guard"]

"""States: each test's docstring is the report that it reads."""

from hypothesis import given
from hypothesis import strategies as st
from tests.reading.stage import CUES, drafts_of, passages_of, told

from daftar.reading.language.sentences import cut
from daftar.reading.scene.scene import Scene
from daftar.reading.states.states import read_states


def test_a_divided_city():
    """The port is what both want. Since the winter it has been divided between the League and the marines."""
    assert told(test_a_divided_city.__doc__, "control") == [("divided", "The port", "the League", "the marines")]


def test_an_aside_says_who_holds():
    """Shells fell on the rebel-held side of the city, the Observatory said."""
    (draft,) = [draft for draft in drafts_of(test_an_aside_says_who_holds.__doc__) if draft.body.kind == "control"]
    assert (draft.body.status, draft.body.holders[0].quote) == ("held", "rebel")
    assert draft.own
    assert draft.modality == "asserted"


def test_a_place_that_changes_hands():
    """Fighters of the Northern Front seized the Halmar Bridge from the Kerranian army on Wednesday."""
    assert told(test_a_place_that_changes_hands.__doc__, "control") == [
        ("captured", "the Halmar Bridge", "Fighters of the Northern Front"),
        ("lost", "the Halmar Bridge", "the Kerranian army"),
    ]


def test_held_in_many_words():
    """The depot is in the hands of the marines. The League controls the wharf, the mill and the old market.
    Sarn, which is still under army control, was quiet. The Front has had control of the airport for two years."""
    assert told(test_held_in_many_words.__doc__, "control") == [
        ("held", "The depot", "the marines"),
        ("held", "the wharf", "The League"),
        ("held", "the mill", "The League"),
        ("held", "the old market", "The League"),
        ("held", "Sarn", "army"),
        ("held", "the airport", "The Front"),
    ]


def test_a_siege():
    """The Rivermen Front encircled the town on Monday. The village of Pell has been under siege by the army since May."""
    assert told(test_a_siege.__doc__, "control") == [
        ("besieged", "the town", "The Rivermen Front"),
        ("besieged", "The village of Pell", "the army"),
    ]


def test_told_once():
    """The rebel-held district was calm. Later the rebel-held district was shelled."""
    assert len(told(test_told_once.__doc__, "control")) == 1


def test_a_task_or_a_person_is_no_state_of_a_place():
    """The campaign to liberate the city goes on. The army captured Karim Osk in May. Fighters were seen in the town."""
    assert told(test_a_task_or_a_person_is_no_state_of_a_place.__doc__, "control") == []


def test_a_route_cut_and_the_goods_that_the_next_sentence_adds():
    """The junta has cut off the supply road from Ostrel to the rebel area. That means flour and fuel can't get to the
    enclave, and neither can medicine."""
    (draft,) = [
        draft
        for draft in drafts_of(test_a_route_cut_and_the_goods_that_the_next_sentence_adds.__doc__)
        if draft.body.kind == "access"
    ]
    body = draft.body
    assert (body.status, body.by.quote, body.route.quote) == ("cut", "The junta", "the supply road from Ostrel")
    assert [item.quote for item in body.goods] == ["flour", "fuel", "medicine"]
    assert draft.place.quote == "the rebel area"
    assert draft.sentence.quote.endswith("medicine.")


def test_open_restricted_and_reopened():
    """The lake road is still open. The army reopened the Ilm bridge on Friday. Police imposed a curfew in the old quarter."""
    found = told(test_open_restricted_and_reopened.__doc__, "access")
    assert [(row[0], row[1], row[2]) for row in found] == [
        ("open", None, "The lake road"),
        ("reopened", "The army", "the Ilm bridge"),
        ("restricted", "Police", None),
    ]


def test_goods_kept_out_are_asserted():
    """No aid has reached the town since June."""
    (draft,) = [draft for draft in drafts_of(test_goods_kept_out_are_asserted.__doc__) if draft.body.kind == "access"]
    assert draft.body.status == "cut"
    assert draft.modality == "asserted"


def test_who_supports_whom():
    """Russia is among the supporters of the president, while Turkey supports rebel forces. Iran-backed militias fought on."""
    assert told(test_who_supports_whom.__doc__, "relation") == [
        ("supports", "Russia", "the president"),
        ("supports", "Turkey", "rebel forces"),
        ("supports", "Iran", "militias"),
    ]


def test_each_of_those_named_refuses_and_supports():
    """The countries supporting the rebels – including Iran but also Qatar and Sudan – have refused to supply them with mortars."""
    found = told(test_each_of_those_named_refuses_and_supports.__doc__, "relation")
    assert [row for row in found if row[0] == "supports"] == [
        ("supports", name, "the rebels") for name in ("Iran", "Qatar", "Sudan")
    ]
    assert [row for row in found if row[0] == "refuses_to_supply"] == [
        ("refuses_to_supply", name, "the rebels") for name in ("Iran", "Qatar", "Sudan")
    ]


def test_commanders_and_spokesmen_of_parties_only():
    """Brigades commander Orsin Tal spoke first. The League's commander, a former inspector known as Uncle Nine, agreed.
    Ada Renn, spokeswoman for the Human Rights Observatory, did not."""
    assert told(test_commanders_and_spokesmen_of_parties_only.__doc__, "relation") == [
        ("member_of", "Orsin Tal", "Brigades"),
        ("member_of", "Uncle Nine", "The League"),
    ]


def test_who_arms_whom():
    """The Front, which gets its mortars from Ostrel, holds the hill. Velmar ships rockets to the marines."""
    assert told(test_who_arms_whom.__doc__, "relation") == [
        ("supplies", "Ostrel", "The Front"),
        ("supplies", "Velmar", "the marines"),
    ]


def test_what_the_next_party_holds_without_a_verb():
    """The Guard holds the east bank and the docks, the Brigades the hill districts."""
    assert told(test_what_the_next_party_holds_without_a_verb.__doc__, "control") == [
        ("held", "the east bank", "The Guard"),
        ("held", "the docks", "The Guard"),
        ("held", "the hill districts", "the Brigades"),
    ]


def test_who_withdrew_lost_the_place():
    """The army took control of the town after the Eastern Front withdrew its last fighters."""
    found = told(test_who_withdrew_lost_the_place.__doc__, "control")
    assert found == [("captured", "the town", "The army"), ("lost", "the town", "the Eastern Front")]


def test_held_no_longer_is_lost():
    """The state no longer controls the desert."""
    assert told(test_held_no_longer_is_lost.__doc__, "control") == [("lost", "the desert", "The state")]


def test_a_joined_gerund_keeps_its_subject():
    """The Eastern Front broke the siege, retaking the crossing from the army and reopening a path to the town."""
    found = told(test_a_joined_gerund_keeps_its_subject.__doc__, "access")
    assert ("reopened", "The Eastern Front", "a path") in [row[:3] for row in found]


def test_a_road_to_somewhere_is_the_road():
    """The road to Temrik has not been cut."""
    assert [row[:3] for row in told(test_a_road_to_somewhere_is_the_road.__doc__, "access")] == [
        ("cut", None, "The road")
    ]


def test_units_belong_to_their_force():
    """THE 1ST INFANTRY BRIGADE'S OSK BATTALION fled. The Lightning Battalion of the Northern Army stayed."""
    assert told(test_units_belong_to_their_force.__doc__, "relation") == [
        ("member_of", "OSK BATTALION", "THE 1ST INFANTRY BRIGADE"),
        ("member_of", "The Lightning Battalion", "the Northern Army"),
    ]


def test_a_name_given_late():
    """A commander of the Eastern Front, who gave only his first name, Rauf, spoke by telephone."""
    assert told(test_a_name_given_late.__doc__, "relation") == [("member_of", "Rauf", "the Eastern Front")]


def test_sides_at_a_table():
    """The negotiations between the government and the Northern Front began."""
    assert told(test_sides_at_a_table.__doc__, "relation") == [
        ("negotiates_with", "the government", "the Northern Front")
    ]


@given(st.lists(st.sampled_from(CUES), max_size=20).map(" ".join))
def test_any_words_are_read_and_quoted_exactly(report: str):
    text = cut(report)
    for draft in read_states(text, Scene(text, (), (), ())):
        for passage in passages_of(draft):
            assert passage.quote and report[passage.start : passage.end] == passage.quote

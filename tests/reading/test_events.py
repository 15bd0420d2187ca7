"""Events: each test's docstring is the report that it reads."""

from hypothesis import given
from hypothesis import strategies as st
from tests.reading.stage import CUES, drafts_of, passages_of, row_of, told

from daftar.model import Event, Passage
from daftar.reading.events.events import read_events
from daftar.reading.language.sentences import cut
from daftar.reading.scene.scene import Scene


def test_an_attack_takes_the_type_of_its_means():
    """Warplanes attacked the village of Sarn on Monday. On Tuesday rebels attacked the harbour of Osk with mortars."""
    found = told(test_an_attack_takes_the_type_of_its_means.__doc__, "event")
    assert [row[0] for row in found] == ["airstrike", "shelling"]
    assert found[1][1] == "rebels"


def test_an_attack_on_forces_is_a_clash():
    """Gunmen attacked an army checkpoint near Sarn on Sunday."""
    assert told(test_an_attack_on_forces_is_a_clash.__doc__, "event") == [
        ("armed_clash", "Gunmen", "an army checkpoint")
    ]


def test_passive_and_active_agree():
    """The mayor was kidnapped by militiamen on Friday."""
    assert told(test_passive_and_active_agree.__doc__, "event") == [("abduction", "militiamen", "The mayor")]
    assert told("Militiamen kidnapped the mayor on Friday.", "event") == [("abduction", "Militiamen", "the mayor")]


def test_an_act_noun_has_its_actor_before_or_after():
    """Rebel shelling of the market killed two people."""
    assert told(test_an_act_noun_has_its_actor_before_or_after.__doc__, "event") == [
        ("shelling", "Rebel", "the market")
    ]
    after = told("An airstrike by the coalition on a school was reported.", "event")
    assert after == [("airstrike", "the coalition", "a school")]


def test_told_again_is_one_event():
    """A car bomb exploded in Sarn on Monday. The explosion damaged nothing. Police said the attack was under review."""
    found = told(test_told_again_is_one_event.__doc__, "event")
    assert [row[0] for row in found].count("bombing") == 1
    assert "attack" not in [row[0] for row in found]


def test_talks_that_collapse_keep_their_parties():
    """Russia supports the army, while Turkey supports the rebels. They were talking, but the talks collapsed this week."""
    assert told(test_talks_that_collapse_keep_their_parties.__doc__, "event") == [
        ("talks", "Russia", "Turkey"),
        ("talks_collapse", "Russia", "Turkey"),
    ]


def test_a_place_taken_is_a_capture_from_its_loser():
    """Fighters of the Northern Front seized the Halmar Bridge from the Kerranian army on Wednesday."""
    assert told(test_a_place_taken_is_a_capture_from_its_loser.__doc__, "event") == [
        ("capture", "Fighters of the Northern Front", "the Kerranian army")
    ]


def test_a_person_captured_is_an_abduction():
    """The Front captured 12 soldiers near the river."""
    assert told(test_a_person_captured_is_an_abduction.__doc__, "event") == [("abduction", "The Front", "12 soldiers")]


def test_arms_refused():
    """Velmar has refused to supply the rebels with missiles."""
    (draft,) = [draft for draft in drafts_of(test_arms_refused.__doc__) if draft.body.kind == "event"]
    assert (draft.body.type, draft.body.patient.quote) == ("refuse_arms", "the rebels")
    assert draft.modality == "asserted"


def test_a_bomb_that_only_lies_there_is_no_bombing():
    """Soldiers found 22 bombs and a rifle in the cellar."""
    assert told(test_a_bomb_that_only_lies_there_is_no_bombing.__doc__, "event") == []


def test_a_trial_for_murder_is_no_murder():
    """The murder trial resumed on Monday."""
    assert told(test_a_trial_for_murder_is_no_murder.__doc__, "event") == []


def test_capitals_say_nothing():
    """GUERRILLAS ATTACKED THE ARMY BARRACKS IN SAN RAMON WITH RIFLE FIRE AT DAWN ON SUNDAY."""
    assert told(test_capitals_say_nothing.__doc__, "event") == [("armed_clash", "GUERRILLAS", "THE ARMY BARRACKS")]


def test_a_claim_of_responsibility_is_the_act_again_by_the_claimer():
    """A bomb exploded at a market in Sarn, killing four people. The Plains Front claimed responsibility."""
    found = told(test_a_claim_of_responsibility_is_the_act_again_by_the_claimer.__doc__, "event")
    assert [row[:2] for row in found] == [("bombing", None), ("bombing", "The Plains Front")]


def test_blame_is_an_event_by_another():
    """An airstrike on a bakery in Sarn killed twelve people. The Monitor blamed an Orlan warplane."""
    found = told(test_blame_is_an_event_by_another.__doc__, "event")
    assert found == [("airstrike", None, "a bakery"), ("airstrike", "an Orlan warplane", "a bakery")]


def test_whoever_is_blamed_for_an_act_of_the_sentence_did_it():
    """The mayor blamed the Sarn Front for the bombing of the market."""
    found = told(test_whoever_is_blamed_for_an_act_of_the_sentence_did_it.__doc__, "event")
    assert found == [("bombing", "the Sarn Front", "the market")]


def test_a_denial_is_an_event_of_its_own():
    """Shells hit a bus near Sarn on Monday. The army denied shelling the convoy. The Front denied responsibility."""
    found = [draft for draft in drafts_of(test_a_denial_is_an_event_of_its_own.__doc__) if draft.body.kind == "event"]
    assert [row_of(draft) for draft in found] == [
        ("shelling", None, "a bus"),
        ("shelling", "The army", "the convoy"),
        ("shelling", "The Front", "a bus"),
    ]
    assert found[2].modality == "denied"


def test_a_verb_that_is_not_done_is_still_told():
    """The Halvan armed forces did not shell the harbour."""
    assert told(test_a_verb_that_is_not_done_is_still_told.__doc__, "event") == [
        ("shelling", "The Halvan armed forces", "the harbour")
    ]


def test_shots_land_on_someone():
    """A mortar round fell among people near the gate. Rockets landed in the suburb."""
    found = told(test_shots_land_on_someone.__doc__, "event")
    assert [row[:2] for row in found] == [("shelling", None), ("shelling", None)]
    assert found[0][2] == "people"


def test_clashes_have_two_sides():
    """Clashes between soldiers and guerrillas have left 27 dead."""
    assert told(test_clashes_have_two_sides.__doc__, "event") == [("armed_clash", "soldiers", "guerrillas")]


def test_words_that_only_point_book_no_event():
    """The attack was discussed by the council."""
    assert told(test_words_that_only_point_book_no_event.__doc__, "event") == []


def test_an_event_keeps_to_the_time_of_its_sentence():
    """On Monday the council met in Sarn. Rebels shelled the harbour. On Friday rebels shelled the mill."""
    report = test_an_event_keeps_to_the_time_of_its_sentence.__doc__ or ""
    text = cut(report)
    times = tuple(Passage.of(report, at, at + 9) for at in (report.index("On Monday"), report.index("On Friday")))
    found = read_events(text, Scene(text, (), (), times))
    shelled = [draft.time and draft.time.quote for draft in found if isinstance(draft.body, Event)]
    assert shelled[0] is None
    assert shelled[-1] == "On Friday"


@given(st.lists(st.sampled_from(CUES), max_size=20).map(" ".join))
def test_any_words_are_read_and_quoted_exactly(report: str):
    text = cut(report)
    for draft in read_events(text, Scene(text, (), (), ())):
        for passage in passages_of(draft):
            assert passage.quote and report[passage.start : passage.end] == passage.quote

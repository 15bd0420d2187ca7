"""`figure.range.v2`: lowest to highest of independent voices' latest words."""

from dataclasses import replace
from datetime import date

import pytest
from reconcile_samples import MONDAY, TUESDAY, WEDNESDAY, Case, harm, numbers, reasons


def single(*told, publisher="Orland Wire"):
    """The incident of one report."""
    case = Case()
    names = case.report(publisher, MONDAY, *told)
    return case.incident(), names


def test_voices_that_disagree_make_a_range():
    incident, _ = single(harm(12, voice="the Lantern Monitor"), harm(15, voice="the rescue service"))
    assert numbers(incident) == (12, 15, 12)
    assert incident.figures[0].voices == ("the Lantern Monitor", "the rescue service")


def test_the_number_that_most_voices_say_is_best():
    incident, _ = single(
        harm(15, voice="the ministry"), harm(12, voice="the nurse"), harm(12, voice="the Lantern Monitor")
    )
    assert numbers(incident) == (12, 15, 12)


def test_a_rising_toll_replaces_the_voices_earlier_word():
    case = Case()
    (early,) = case.report("Orland Wire", MONDAY, harm(12, voice="the rescue service"))
    case.report("Narra Post", TUESDAY, harm(15, voice="the rescue service"))
    incident = case.incident()
    assert numbers(incident) == (15, 15, 15)
    assert "replaced by its word of 2031-03-04: 15" in reasons(incident)[early]
    assert incident.figures[0].as_of == "2031-03-04"


def test_a_correction_downwards_counts_too():
    case = Case()
    case.report("Orland Wire", TUESDAY, harm(9))
    case.report("Orland Wire", MONDAY, harm(12))
    assert numbers(case.incident()) == (9, 9, 9)


def test_a_later_word_without_a_number_does_not_replace_one_with():
    case = Case()
    case.report("Orland Wire", MONDAY, harm(12))
    (vague,) = case.report("Orland Wire", TUESDAY, harm((2, None), words=None, victims="people"))
    incident = case.incident()
    assert numbers(incident) == (12, 12, 12) and "now without a number" in reasons(incident)[vague]


def test_who_names_one_of_the_dead_does_not_give_the_toll():
    incident, names = single(
        harm(3, words="three"), harm(1, words=None, victims="a baker", voice="the sister", sentence=1)
    )
    assert numbers(incident) == (3, 3, 3) and names[1] in reasons(incident)


def test_parts_are_not_added_to_wholes():
    incident, names = single(harm(12), harm(4, words="four", victims="children", status="civilian", part_of=0))
    assert numbers(incident) == (12, 12, 12) and numbers(incident, status="civilian") == (4, 4, 4)
    assert reasons(incident)[names[1]] == f"part of claim {names[0]}"


def test_a_part_of_people_hurt_in_another_way_is_a_number_of_its_own():
    """Ten people were hit, three of whom died."""
    incident, _ = single(harm(10, "casualties"), harm(3, words="three", part_of=0))
    assert (numbers(incident), numbers(incident, "casualties")) == ((3, 3, 3), (10, 10, 10))


def test_a_part_of_a_total_is_the_incidents_whole():
    incident_and_total = Case()
    incident_and_total.report("Orland Wire", MONDAY, harm(90, scope="total"), harm(3, part_of=0))
    assert numbers(incident_and_total.incident()) == (3, 3, 3)


def test_two_groups_in_one_sentence_are_summed():
    """Two soldiers and three civilians were killed."""
    incident, _ = single(
        harm(2, words="two", victims="soldiers", status="combatant"),
        harm(3, words="three", victims="civilians", status="civilian"),
    )
    assert numbers(incident) == (5, 5, 5)
    assert (numbers(incident, status="civilian"), numbers(incident, status="combatant")) == ((3, 3, 3), (2, 2, 2))


def test_six_others_come_on_top_of_the_mayor():
    """The mayor and six others were killed."""
    incident, _ = single(harm(1, words=None, victims="the mayor"), harm(6, words="six", victims="others"))
    assert numbers(incident) == (7, 7, 7)


def test_two_persons_named_are_two():
    """Ilo Marsk was killed. Peta Dorn, 7, was killed."""
    incident, _ = single(
        harm(1, words=None, victims="Ilo Marsk"), harm(1, words=None, victims="Peta Dorn, 7", sentence=1)
    )
    assert numbers(incident) == (2, 2, 2)


def test_one_person_told_twice_is_one():
    """A baker was killed. The dead man, Ilo Marsk, was on his way home."""
    incident, _ = single(harm(1, words="A", victims="baker"), harm(1, words=None, victims="Ilo Marsk", sentence=1))
    assert numbers(incident) == (1, 1, 1)


def test_the_same_words_again_are_not_summed():
    """Three women were killed. The three women were sisters. Five people died in all."""
    women = {"words": "three", "victims": "women"}
    incident, names = single(harm(3, **women), harm(3, **women, sentence=1), harm(5, words="five", sentence=2))
    assert numbers(incident) == (5, 5, 5)
    assert reasons(incident)[names[1]] == f"repeats claim {names[0]}"
    assert reasons(incident)[names[0]] == f"may be among those of claim {names[2]}"


def test_one_sentence_that_divides_a_group_tells_its_whole_first():
    """ "83 civilians: 66 in the east … and 17 in the west"."""
    told = [harm(n, words=str(n), victims="civilians", status="civilian", sentence=0) for n in (83, 66, 17)]
    incident, names = single(*told)
    assert numbers(incident) == (83, 83, 83)
    assert reasons(incident)[names[1]] == reasons(incident)[names[2]] == f"may be among those of claim {names[0]}"


def test_another_toll_in_the_same_document_is_the_later_word():
    incident, names = single(harm(12, words="12"), harm(15, words="15", sentence=1))
    assert numbers(incident) == (15, 15, 15) and "replaced by claim" in reasons(incident)[names[0]]


@pytest.mark.parametrize(
    ("first", "second", "range_"),
    [
        ((12, None), (10, 10), (10, None)),  # at least 12, and 10
        ((12, None), (15, 15), (12, None)),  # at least 12, and 15: the first voice sets no top
        ((12, None), (12, 12), (12, None)),
        ((None, 20), (12, 12), (None, 20)),  # up to 20, and 12
        ((None, 10), (12, 12), (None, 12)),
        ((None, 20), (None, 30), (None, 30)),
        ((24, None), (40, None), (24, None)),
    ],
)
def test_an_open_end_leaves_the_figure_open(first, second, range_):
    incident, _ = single(harm(first, voice="the ministry"), harm(second, voice="the Lantern Monitor"))
    assert numbers(incident)[:2] == range_


def test_denials_are_shown_and_not_subtracted():
    incident, names = single(harm(12), harm((2, None), words=None, modality="denied", voice="the Guard"))
    assert numbers(incident) == (12, 12, 12) and reasons(incident)[names[1]] == "denied"


def test_a_harm_without_a_number_is_shown_in_a_figure_without_one():
    incident, names = single(harm(None, words=None, victims="a family"))
    assert numbers(incident) == (None, None, None) and reasons(incident)[names[0]] == "gives no number"


def test_what_a_person_puts_into_an_incident_is_no_figure_of_it_unless_asserted_and_its_own():
    case = Case()
    case.report("Orland Wire", MONDAY, harm(12))
    home = case.incident().id
    extra = case.report("Orland Wire", TUESDAY, harm(90, modality="feared"), harm(300, scope="total"))
    case.person("assign", extra, home)
    incident = case.incident()
    assert numbers(incident) == (12, 12, 12) and set(reasons(incident)) == set(extra)


def test_killed_and_injured_stay_apart():
    incident, _ = single(harm(12), harm(30, "injured", "30"))
    assert [(figure.outcome, figure.low) for figure in incident.figures] == [("killed", 12), ("injured", 30)]


def test_a_report_without_a_date_does_not_supersede_a_dated_one():
    case = Case()
    case.report("Orland Wire", WEDNESDAY, harm(15))
    case.report("Orland Wire", None, harm(12))
    incident = case.incident()
    assert numbers(incident) == (15, 15, 15) and incident.figures[0].as_of == date(2031, 3, 5).isoformat()


def soldiers(number, voice, **slots):
    return harm(number, words=str(number), victims="soldiers", status="combatant", voice=voice, **slots)


def fighters(number, voice, **slots):
    return harm(number, words=str(number), victims="rebel fighters", status="combatant", voice=voice, **slots)


def test_two_sides_of_whom_two_voices_tell_are_summed():
    """Seven fighters were killed, the Guard said. The army said it had lost four soldiers."""
    incident, _ = single(fighters(7, "the Guard"), soldiers(4, "the army", sentence=1))
    assert numbers(incident) == (11, 11, 11) and not reasons(incident)


def test_each_side_is_a_range_before_the_sum():
    incident, _ = single(fighters(7, "the Guard"), fighters(9, "a nurse"), soldiers(4, "the army", sentence=1))
    assert numbers(incident) == (11, 13, 11)


def test_two_voices_on_one_side_are_a_range():
    """The army said 22 terrorists were killed. The Guard put its losses at nine."""
    army = harm(22, words="22", victims="terrorists", status="combatant", voice="the army")
    guard = harm(9, words="nine", victims="losses", status="combatant", voice="the Guard", sentence=1)
    assert numbers(single(army, guard)[0]) == (9, 22, 9)


def test_whom_an_army_calls_terrorists_others_may_call_civilians():
    army = harm(10, words="ten", victims="terrorists", status="combatant", voice="the army")
    nurse = harm(12, words="twelve", victims="civilians", status="civilian", voice="a nurse")
    assert numbers(single(army, nurse)[0]) == (10, 12, 10)


def test_a_voice_on_both_sides_together_is_held_against_the_sum():
    incident, _ = single(fighters(7, "the Guard"), soldiers(4, "the army"), harm(15, words="15", voice="a nurse"))
    assert numbers(incident)[:2] == (11, 15)


def test_combatants_of_no_side_are_in_no_sum():
    men = harm(5, words="five", victims="men", status="combatant", voice="a commander", sentence=2)
    incident, names = single(fighters(7, "the Guard"), soldiers(4, "the army"), men)
    assert numbers(incident) == (11, 11, 11)
    assert reasons(incident)[names[2]] == "may be of either side, and both are told of"


def test_an_armys_own_losses_are_soldiers():
    losses = harm(4, words="four", victims="losses", status="combatant", voice="the army")
    assert numbers(single(fighters(7, "the Guard"), losses)[0]) == (11, 11, 11)


def test_who_died_of_wounds_comes_on_top_of_the_bodies_and_may_be_among_other_dead():
    """The clinic received eleven bodies. Four of the wounded died in the night."""
    wounded = harm(4, words="four", victims="the wounded", sentence=1)
    assert numbers(single(harm(11, words="eleven", victims="bodies"), wounded)[0]) == (15, 15, 15)
    incident, names = single(harm(11, words="eleven"), wounded)
    assert numbers(incident) == (11, 11, 11) and "may be among" in reasons(incident)[names[1]]


def test_another_voices_dead_of_the_wounded_are_on_the_word_of_who_counted_them():
    told = (harm(30, "injured", "30", voice="the clinic"), harm(9, words="nine", voice="the ministry"))
    died = harm(4, words="four", victims="the wounded", part_of=0, voice="a surgeon", sentence=1)
    incident, names = single(*told, died)
    assert numbers(incident) == (9, 9, 9)
    assert reasons(incident)[names[2]] == "may be among the dead of whom others tell"


def test_a_wounded_person_who_died_is_not_among_the_injured():
    """A boy was shot. The boy died. A woman was hurt."""
    boy = {"words": "A", "victims": "boy"}
    incident, names = single(
        harm(1, "injured", **boy),
        harm(1, "killed", **boy, sentence=1),
        harm(1, "injured", "A", "woman", sentence=2),
    )
    assert numbers(incident, "injured") == (1, 1, 1)
    (left,) = incident.figure("injured").left
    assert (left.claim, left.reason) == (names[0], f"died, by claim {names[1]}")


def test_who_was_not_hurt_is_no_toll_of_those_who_were():
    """Seven people were hurt. None of the guards was hurt."""
    none = harm(0, "injured", "None", "guards", sentence=1)
    incident, names = single(harm(7, "injured", "Seven"), none)
    assert numbers(incident, "injured") == (7, 7, 7) and reasons(incident)[names[1]] == "tells who was not hurt"


def test_nobody_was_killed_is_a_word_like_others():
    incident, _ = single(harm(0, words="No", victims="people", voice="the army"), harm(12, voice="a nurse"))
    assert numbers(incident)[:2] == (0, 12)


def test_one_of_many_is_no_toll():
    incident, names = single(harm(3, words="three"), harm(1, words="one", victims="man", voice="the police"))
    assert numbers(incident) == (3, 3, 3) and reasons(incident)[names[1]] == "names no number, where others do"


def unsure(claim):
    """The claim, read so that it is rather a misreading than not."""
    return replace(claim, confidence=0.4)


def test_an_unsure_word_widens_the_range_and_nothing_rests_on_it():
    incident, names = single(harm(12), unsure(harm(400, voice="the ministry", sentence=1)))
    assert numbers(incident) == (12, 400, 12)
    assert incident.figures[0].claims == (names[0],)
    assert reasons(incident)[names[1]] == "unsure: the range holds it, and nothing rests on it"


def test_an_unsure_word_does_not_replace_what_was_surely_read():
    case = Case()
    (early,) = case.report("Orland Wire", MONDAY, harm(20))
    case.report("Orland Wire", TUESDAY, unsure(harm(2)))
    incident = case.incident()
    assert numbers(incident) == (2, 20, 20) and incident.figures[0].claims == (early,)
    assert incident.figures[0].as_of == MONDAY.isoformat()


def test_an_unsure_group_is_added_at_the_top_only():
    soldiers = harm(2, words="two", victims="soldiers", status="combatant")
    others = unsure(harm(3, words="three", victims="civilians", status="civilian"))
    incident, _ = single(soldiers, others)
    assert numbers(incident) == (2, 5, 2)
    assert numbers(incident, status="civilian") == (3, 3, 3)


def test_an_unsure_whole_does_not_swallow_its_part():
    incident, names = single(unsure(harm(12)), harm(4, words="four", victims="children", part_of=0))
    assert numbers(incident) == (4, 12, 4) and incident.figures[0].claims == (names[1],)


def test_where_only_unsure_words_give_a_number_it_is_theirs():
    incident, names = single(unsure(harm(12)), harm(None, words=None, voice="the ministry", sentence=1))
    assert numbers(incident) == (12, 12, 12) and incident.figures[0].claims == (names[0],)
    assert reasons(incident) == {names[1]: "gives no number"}


def test_a_wounded_person_who_only_unsurely_died_is_still_wounded():
    hurt = harm(1, "injured", None, "a baker")
    incident, _ = single(hurt, unsure(harm(1, "killed", None, "the baker", sentence=1)))
    assert numbers(incident, "injured") == (1, 1, 1) and numbers(incident) == (1, 1, 1)

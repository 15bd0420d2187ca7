"""Claims of one happening stand together; those of two do not."""

from reconcile_samples import (
    KESH,
    MONDAY,
    NARRA,
    NEXT_MONDAY,
    OLD_QUARTER,
    TUESDAY,
    WEDNESDAY,
    Case,
    act,
    harm,
    numbers,
)

from daftar.model import Decision
from daftar.reconcile import membership


def test_two_reports_of_one_shelling_are_one_incident_and_say_why():
    case = Case()
    case.report("Orland Wire", MONDAY, harm(12), harm(30, "injured", "30"), act(agent="the Guard"))
    case.report("Narra Post", TUESDAY, harm(13, words="thirteen"))
    incident = case.incident()
    assert len(incident.documents) == 2 and len(incident.claims) == 4
    assert (incident.type, str(incident.when), incident.where.name) == ("shelling", "2031-03-03", "Narra")
    assert incident.perpetrators == ("the Guard",)
    (why,) = incident.why
    assert "same place (Narra), same day (2031-03-03), both shelling, 12 and 13 killed" in why
    assert "Orland Wire" in why and "Narra Post" in why


def test_other_towns_other_days_and_other_means_are_other_incidents():
    case = Case()
    case.report("Orland Wire", MONDAY, harm(12))
    case.report("Narra Post", NEXT_MONDAY, harm(12, day=NEXT_MONDAY))
    case.report("Kesh Radio", MONDAY, harm(12, where=KESH))
    case.report("The Lamp", MONDAY, harm(1, words="one", means="small_arms"))
    assert len(case.incidents()) == 4


def test_a_document_may_hold_several_incidents():
    """Shelling killed 12 in Narra on Monday. In Kesh, 4 died on Tuesday. The Narra shelling also wounded 30."""
    case = Case()
    case.report(
        "Orland Wire", WEDNESDAY,
        harm(12), harm(4, where=KESH, day=TUESDAY, words="4", sentence=1), harm(30, "injured", "30", sentence=2),
    )  # fmt: skip
    narra, kesh = case.incidents()
    assert (numbers(narra), numbers(narra, "injured"), numbers(kesh)) == ((12, 12, 12), (30, 30, 30), (4, 4, 4))


def test_a_claim_without_place_and_time_stays_with_its_document():
    case = Case()
    case.report(
        "Orland Wire", MONDAY, harm(12), harm(5, "injured", "five", where=None, day=None, means="unknown", sentence=1)
    )
    assert len(case.incident().claims) == 2


def test_without_place_and_time_only_a_plain_match_joins():
    case = Case()
    case.report("Orland Wire", None, harm(12, by="the Guard"), harm(31, "injured", "31"))
    case.report(
        None, None,
        harm(12, by="the Guard", where=None, day=None), harm(31, "injured", "31", where=None, day=None),
    )  # fmt: skip
    case.report(None, None, harm(12, where=None, day=None, means="unknown"))
    assert sorted(len(incident.documents) for incident in case.incidents()) == [1, 2]


def test_a_part_of_town_off_the_map_is_of_the_town():
    case = Case()
    case.report("Orland Wire", MONDAY, harm(12))
    case.report("Narra Post", MONDAY, harm(12, where=OLD_QUARTER))
    assert case.incident().where == NARRA


def test_last_years_attack_in_the_background_is_another_incident():
    """Shelling killed 12 in Narra on Monday. A year ago 50 people died in the same town."""
    long_ago = MONDAY.replace(year=2030)
    case = Case()
    case.report("Orland Wire", MONDAY, harm(12), harm(50, day=long_ago, words="50", sentence=1))
    case.report("Narra Post", long_ago, harm(50, day=long_ago, words="50"))
    assert [numbers(incident)[0] for incident in case.incidents()] == [50, 12]


def test_what_is_feared_or_planned_makes_no_incident():
    case = Case()
    case.report(
        "Orland Wire",
        MONDAY,
        harm(12, modality="feared"),
        harm(3, modality="planned"),
        harm(3, modality="hypothetical"),
    )
    assert case.incidents() == ()


def test_an_act_alone_founds_nothing_but_joins_what_it_matches():
    case = Case()
    case.report("Orland Wire", MONDAY, act(agent="the Guard"))
    assert case.incidents() == ()
    case.report("Narra Post", MONDAY, harm(12))
    assert case.incident().perpetrators == ("the Guard",)


def test_totals_are_records_of_their_own():
    case = Case()
    case.report(
        "Orland Wire", MONDAY, harm(12), harm(300, words="300", scope="total", day=(MONDAY.replace(month=1), MONDAY))
    )
    case.report("Narra Post", TUESDAY, harm(12))
    incident, total = sorted(case.incidents(), key=lambda one: one.scope)
    assert (incident.scope, total.scope) == ("incident", "total")
    assert (numbers(incident), numbers(total)) == ((12, 12, 12), (300, 300, 300))


def test_one_voice_that_repeats_its_total_is_one_total():
    period = (MONDAY.replace(month=1), MONDAY)
    case = Case()
    case.report("Orland Wire", MONDAY, harm(300, scope="total", day=period, voice="the Lantern Monitor"))
    case.report("Narra Post", TUESDAY, harm(300, scope="total", day=period, voice="the Lantern Monitor"))
    case.report("Narra Post", TUESDAY, harm(280, scope="total", day=period, voice="the ministry"))
    assert sorted(len(total.claims) for total in case.incidents()) == [1, 2]


def test_an_incident_keeps_its_id_as_reports_come():
    case = Case()
    case.report("Orland Wire", MONDAY, harm(12))
    first = case.incident().id
    case.report("Narra Post", TUESDAY, harm(13))
    case.report("Kesh Radio", TUESDAY, harm(4, where=KESH, day=TUESDAY))
    assert first in {incident.id for incident in case.incidents() if len(incident.documents) == 2}


def test_two_incidents_that_a_later_report_shows_to_be_one_are_merged_into_the_older():
    case = Case()
    case.report("Orland Wire", MONDAY, harm(12))
    older = case.incident().id
    case.report("Narra Post", WEDNESDAY, harm(12, day=WEDNESDAY))
    assert len(case.incidents()) == 2
    case.report("Kesh Radio", TUESDAY, harm(12, day=TUESDAY))
    assert case.incident().id == older and len(case.incident().claims) == 3


def test_what_a_person_assigned_the_machine_does_not_move():
    case = Case()
    first = case.report("Orland Wire", MONDAY, harm(12))
    second = case.report("Narra Post", MONDAY, harm(12))
    (both,) = case.incidents()
    other = case.person("found", second)
    assert {incident.id: incident.claims for incident in case.incidents()} == {
        both.id: tuple(first),
        other: tuple(second),
    }
    assert case.decide() == ()
    case.person("assign", second, both.id)
    assert set(case.incident().claims) == {*first, *second}
    assert any(line.startswith("reviewer: ") for line in case.incident().why)


def test_a_merge_by_a_person_holds_and_new_reports_join_it():
    case = Case()
    narra = case.report("Orland Wire", MONDAY, harm(12))
    kesh = case.report("Kesh Radio", MONDAY, harm(12, where=KESH))
    case.decide()
    home = membership(case.log)[narra[0]]
    case.person("assign", kesh, home)
    new = case.report("Narra Post", MONDAY, harm(12))
    assert case.incident().id == home and set(case.incident().claims) == {*narra, *kesh, *new}


def test_a_machine_decision_recorded_after_a_persons_does_not_undo_it():
    log = [
        ("one", Decision("found", ("a", "b"), "daftar:reconcile.v1", "")),
        ("two", Decision("found", ("b",), "reviewer", "")),
        ("three", Decision("assign", ("b", "c"), "daftar:reconcile.v1", "", "one")),
    ]
    assert dict(membership(log)) == {"a": "one", "b": "two", "c": "one"}


def test_a_founding_that_was_made_before_and_superseded_is_made_again_in_other_words():
    case = Case()
    (one,) = case.report("Orland Wire", MONDAY, harm(12))
    case.report("Kesh Radio", MONDAY, harm(4, where=KESH))
    first = dict(zip([d.claims for d in case.decide()], [name for name, _ in case.log], strict=True))
    kesh = next(name for claims, name in first.items() if claims != (one,))
    case.log.append(("merged", Decision("assign", (one,), "daftar:reconcile.v0", "an older rule", kesh)))
    assert len(case.incidents()) == 2 and case.decide() == ()
    assert len({name for name, _ in case.log}) == len(case.log)


def test_superseded_claims_are_passed_over_and_empty_incidents_left_out():
    case = Case()
    old = case.report("Orland Wire", MONDAY, harm(12))
    case.report("Kesh Radio", MONDAY, harm(4, where=KESH))
    case.decide()
    del case.claims[old[0]]
    assert case.incident().where == KESH


def test_a_name_that_few_reports_use_ties_two_of_them():
    case = Case()
    for day in range(20):
        case.report(
            f"Paper {day}",
            MONDAY,
            harm(40 + day, words="n", where=None, evidence=f"Many died in the Temrik war, part {day}."),
        )
    bridge = {"where": None, "words": "four"}
    case.report("Orland Wire", TUESDAY, harm(4, evidence="Four died at the Ossel Bridge in the Temrik war.", **bridge))
    case.report("Kesh Radio", TUESDAY, harm(4, evidence="Shells hit the Ossel Bridge: four dead.", **bridge))
    (incident,) = [one for one in case.incidents() if len(one.documents) > 1]
    assert numbers(incident) == (4, 4, 4)
    assert "both name bridge and ossel, as few reports do" in incident.why[0]


def test_the_only_place_that_a_report_names_may_be_that_of_a_harm_without_one():
    case = Case()
    case.report("Orland Wire", TUESDAY, harm(13, words="13"))
    case.report(
        "Narra Post", TUESDAY,
        harm(13, words="13", where=None, means="unknown", victims="men"), act("offensive", day=None, modality="feared"),
    )  # fmt: skip
    incident = case.incident()
    assert len(incident.documents) == 2 and "both reports name Narra" in incident.why[0]


def test_what_was_taken_on_another_day_is_no_part_of_the_harm():
    """The Guard took Narra on Tuesday. Two people were killed on Monday."""
    case = Case()
    case.report("Orland Wire", WEDNESDAY, act("capture", "the Guard", day=TUESDAY), harm(2, where=None, sentence=1))
    incident = case.incident()
    assert incident.perpetrators == () and len(incident.claims) == 1


def test_an_incident_that_nobody_dates_was_before_its_first_report():
    case = Case()
    case.report("Orland Wire", TUESDAY, harm(12, day=None))
    incident = case.incident()
    assert (str(incident.when), incident.when.inferred) == ("… to 2031-03-04", True)

"""The five grades, by what the claims say."""

from dataclasses import replace

from reconcile_samples import MONDAY, TUESDAY, Case, act, harm, passage

from daftar.reconcile import derive_incidents


def graded(*reports):
    case = Case()
    for position, told in enumerate(reports):
        case.report(f"Paper {position}", MONDAY, *told)
    incident = case.incident()
    return incident.grade, incident.provisional


def spoken(claim, voice):
    """The claim in the mouth of a voice that the text names."""
    return replace(claim, said_by=passage(voice), voice=voice)


def test_one_witness_is_weak_and_two_are_fair():
    assert graded([harm(12)]) == ("weak", True)
    assert graded([harm(12)], [harm(13)]) == ("fair", False)


def test_contested_where_witnesses_name_different_perpetrators():
    assert graded([harm(12, by="the Guard")], [harm(12, by="the rebels")]) == ("contested", False)
    assert graded([harm(12, by="the Guard")], [harm(12, by="gunmen")]) == ("fair", False)
    assert graded([harm(12, by="the government's forces")], [harm(12, by="the army")]) == ("fair", False)


def test_the_machine_never_says_that_a_belligerent_accepts_responsibility():
    own = spoken(act(agent="the Guard"), "a spokesman for the Guard")
    assert graded([harm(12, by="the Guard"), own]) == ("weak", True)


def test_documents_of_unknown_publishers_attest_as_one():
    def attested(*publishers):
        case = Case()
        for publisher, number in zip(publishers, (12, 13), strict=True):
            case.report(publisher, MONDAY, replace(harm(number), voice=None))
        incident = case.incident()
        return incident.grade, incident.figures[0].low, incident.figures[0].high

    assert attested(None, None) == ("weak", 12, 13)
    assert attested(None, "Orland Wire") == ("fair", 12, 13)


def test_discounted_where_only_combatants_were_hurt():
    assert graded([harm(12, status="combatant")], [harm(12, status="combatant")]) == ("discounted", False)
    assert graded([harm(12, status="combatant")], [harm(12)]) == ("fair", False)


def test_the_number_of_witnesses_asked_for_can_be_set():
    case = Case()
    case.report("Orland Wire", MONDAY, harm(12))
    case.report("Narra Post", TUESDAY, harm(12))
    case.decide()
    (incident,) = derive_incidents(case.claims, case.documents, case.log, witnesses=3)
    assert (incident.grade, incident.provisional) == ("weak", True)


def test_two_sides_that_each_say_who_killed_their_own_contest_nothing():
    fighters = spoken(harm(7, victims="fighters", status="combatant", by="the army"), "the Guard")
    soldiers = spoken(harm(4, victims="soldiers", status="combatant", by="the Guard"), "the army")
    civilian = spoken(harm(1, victims="a nurse", status="civilian", by="the army"), "the Guard")
    assert graded([fighters, soldiers]) == ("discounted", False)
    assert graded([fighters, soldiers, civilian]) == ("fair", False)


def test_what_is_no_party_contests_nothing_and_is_not_shown():
    case = Case()
    for position, by in enumerate(("rockets", "Six people", "Narra", "two gunmen", "the Guard")):
        case.report(f"Paper {position}", MONDAY, harm(12, by=by))
    incident = case.incident()
    assert incident.grade == "fair"
    assert incident.perpetrators == ("the Guard", "two gunmen")


def test_nobody_is_a_witness_by_unsure_claims_alone():
    def read(claim, confidence):
        return replace(claim, confidence=confidence)

    assert graded([read(harm(12), 0.9)], [read(harm(13), 0.49)]) == ("weak", True)
    assert graded([read(harm(12), 0.5)], [harm(13)]) == ("fair", False)
    assert graded([harm(12)], [read(harm(13), 0.49), read(harm(4, "injured"), 0.9)]) == ("fair", False)
    assert graded([read(harm(12), 0.3)], [read(harm(13), 0.49)]) == ("weak", True)


def test_doubt_hides_neither_who_is_blamed_nor_that_civilians_were_hurt():
    doubted = replace(harm(12, by="the rebels"), confidence=0.2)
    assert graded([harm(12, by="the Guard")], [doubted]) == ("contested", True)
    civilian = replace(harm(12, status="civilian"), confidence=0.2)
    assert graded([harm(12, status="combatant")], [civilian]) == ("weak", True)

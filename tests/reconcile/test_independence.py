"""Voices that may only repeat one another are one witness."""

import pytest
from reconcile_samples import MONDAY, TUESDAY, Case, harm, numbers

STORY = (
    "Shells fell on the bread market of Narra on Monday morning and killed twelve people who had queued there since "
    "dawn. Doctors at the only open clinic said that they had run out of blood within the hour and were sending the "
    "wounded on by cart."
)


def test_ten_outlets_with_one_spokesman_are_one_witness():
    case = Case()
    for position in range(10):
        case.report(f"Paper {position}", TUESDAY, harm(12, voice="the rescue service"))
    incident = case.incident()
    assert (incident.grade, incident.provisional) == ("weak", True)
    assert len(incident.figures[0].claims) == 1


def test_a_copy_is_its_originals_word():
    case = Case()
    case.report("Orland Wire", MONDAY, harm(12), text=STORY)
    (copy,) = case.report("Narra Post", TUESDAY, harm(12), text=f"NARRA, Tuesday. {STORY} More to follow.")
    incident = case.incident()
    assert incident.provisional and incident.figures[0].voices == ("Orland Wire",)
    assert incident.figures[0].left[0].claim == copy
    assert "Narra Post after Orland Wire" in incident.figures[0].left[0].reason


def test_the_copyist_is_a_witness_where_it_writes_for_itself():
    case = Case()
    case.report("Orland Wire", MONDAY, harm(12), text=STORY)
    case.report(
        "Narra Post", TUESDAY, harm(13), text="Our own reporter counted thirteen coffins outside the old hospital."
    )
    assert not case.incident().provisional and numbers(case.incident()) == (12, 13, 13)


def test_one_sentence_taken_over_whole_is_no_second_word():
    sentence = "Twelve people were killed when shells hit the bread market in Narra."
    case = Case()
    case.report("Orland Wire", MONDAY, harm(12, evidence=sentence))
    case.report("Narra Post", TUESDAY, harm(12, evidence=sentence))
    assert case.incident().provisional


def test_a_short_sentence_may_be_written_twice():
    case = Case()
    case.report("Orland Wire", MONDAY, harm(12, evidence="Twelve people were killed."))
    case.report("Narra Post", TUESDAY, harm(12, evidence="Twelve people were killed."))
    assert not case.incident().provisional


@pytest.mark.parametrize(
    "credit",
    ["NARRA (Orland Wire) - Shells fell.", "Shells fell.\n\nSource: Orland Wire", "Shells fell.\nVia Orland Wire."],
)
def test_a_document_that_names_its_source_is_that_sources_word(credit):
    case = Case()
    case.report("Orland Wire", MONDAY, harm(12))
    case.report("Narra Post", TUESDAY, harm(12), text=credit)
    assert case.incident().provisional


def test_a_quoted_voice_stays_itself_in_a_copy():
    case = Case()
    case.report("Orland Wire", MONDAY, harm(12, voice="a nurse"), text=STORY)
    case.report("Narra Post", TUESDAY, harm(14, voice="the ministry"), text=STORY + " The ministry said fourteen.")
    assert numbers(case.incident()) == (12, 14, 14)


def test_somebody_of_a_body_is_that_bodys_witness_where_it_speaks_itself():
    doctor, resident = "doctor at the city's clinic (document 0a1b2c3d)", "resident of Narra (document 0a1b2c3d)"
    case = Case()
    case.report("Orland Wire", MONDAY, harm(9, voice=doctor), harm(20, voice=resident))
    assert numbers(case.incident()) == (9, 20, 9)
    case.report("Orland Wire", TUESDAY, harm(14, voice="clinic"))
    assert numbers(case.incident()) == (14, 20, 14)

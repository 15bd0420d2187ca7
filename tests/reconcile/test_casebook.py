"""The record of the casebook: what comes of right claims, against what a careful recorder draws up."""

from datetime import date
from typing import Any

import pytest
from casebook_record import claims, documents, incidents

from casebook import expected_record, reports
from daftar.model import Claim, Event, Harm, Incident, State
from daftar.reconcile import derive_gaps, derive_states
from daftar.reconcile.words import party_names

NAMES = {report.document.id: name for name, report in reports().items()}
EXPECTED = [pytest.param(one, id=one["name"]) for one in expected_record()["incidents"]]
EAST = "eastern Tal Serin"


def the_incident(expected: dict[str, Any]) -> Incident:
    """The incident of those documents on those days."""
    found = [
        incident
        for incident in incidents()
        if incident.scope == "incident"
        and {NAMES[document] for document in incident.documents} == set(expected["documents"])
        and incident.when is not None
        and expected["start"] <= str(incident.when.start) <= expected["end"]
    ]
    assert len(found) == 1
    return found[0]


def told(incident: Incident, outcome: str) -> list[Claim]:
    """The harm claims on which a figure of the incident rests."""
    figure = incident.figure(outcome)  # type: ignore[arg-type]
    return [claims()[name] for name in figure.claims] if figure else []


def test_there_are_no_other_incidents():
    """The people cut off from food are harm too: they are shown, killed by nobody."""
    cut_off = expected_record()["people_cut_off"]
    held = [incident for incident in incidents() if incident.scope == "incident"]
    (besieged,) = [one for one in held if one.figure(cut_off["outcome"]) is not None]
    assert (besieged.figures[0].low, besieged.type) == (cut_off["low"], cut_off["means"])
    assert len(held) == len(EXPECTED) + 1


@pytest.mark.parametrize("expected", EXPECTED)
def test_the_reports_of_one_happening_stand_together(expected):
    incident = the_incident(expected)
    place = incident.where.name if incident.where is not None else None
    assert (incident.type, place) == (expected["type"], _place(expected["place"]))


def _place(words: str | None) -> str | None:
    return "Tal Serin" if words == "south of Tal Serin" else words


@pytest.mark.parametrize("expected", EXPECTED)
@pytest.mark.parametrize("outcome", ["killed", "injured"])
def test_the_figure_holds_the_latest_word_of_each_independent_voice(expected, outcome):
    incident, wanted = the_incident(expected), expected[outcome]
    figure = incident.figure(outcome)
    if wanted is None:
        assert figure is None
        return
    assert (figure.low, figure.high) == (wanted["low"], wanted["high"])
    # The echo may stand for the report that it repeats: one voice said both.
    words = {frozenset({word["document"], *word.get("repeated_in", ())}) for word in wanted["words"]}
    rested = {NAMES[claim.document] for claim in told(incident, outcome)}
    assert all(any(document in word for word in words) for document in rested)
    left = {NAMES[claims()[one.claim].document]: one.reason for one in figure.left}
    unheard = [word for word in words if not word & rested]
    assert all(any("either side" in left[document] for document in word) for word in unheard)


@pytest.mark.parametrize("expected", EXPECTED)
def test_who_did_it_and_whether_voices_contradict_one_another(expected):
    incident = the_incident(expected)
    named = {party_names(name) for name in incident.perpetrators}
    assert named == {party_names(party["name"]) for party in expected["perpetrators"]}
    assert (incident.grade == "contested") == expected["contested"]


@pytest.mark.parametrize("expected", EXPECTED)
def test_denials_stand_in_the_incident_that_they_deny(expected):
    held = [claims()[name] for name in the_incident(expected).claims]
    denied = {NAMES[claim.document] for claim in held if claim.modality == "denied" and isinstance(claim.body, Event)}
    assert denied == {denial["document"] for denial in expected["denials"]}


def test_one_voice_is_provisional_and_two_are_not():
    market, bomb = (the_incident(expected_record()["incidents"][number]) for number in (0, 7))
    assert (market.provisional, bomb.provisional) == (False, True)


def test_the_echo_is_no_second_witness():
    market = the_incident(expected_record()["incidents"][0])
    hospital = [voice for voice in market.figure("killed").voices if "hospital" in voice]
    assert hospital == ["surgical hospital"]
    reasons = [one.reason for one in market.figure("killed").left if claims()[one.claim].body.count.low in (9, 14)]
    assert sorted(reason.split(" (")[0] for reason in reasons) == [
        "an earlier word of the same witness",
        "the same witness again",
    ]


def test_a_correction_takes_the_place_of_what_it_corrects():
    bakery = the_incident(expected_record()["incidents"][4])
    twelve = [one for one in bakery.figure("killed").left if claims()[one.claim].body.count.low == 12]
    assert sorted(one.reason.split(" (")[0] for one in twelve) == ["an earlier word of the same witness", "denied"]


def test_the_wounded_who_died_come_on_top_of_the_bodies():
    bakery = the_incident(expected_record()["incidents"][4])
    team = [claim for claim in told(bakery, "killed") if NAMES[claim.document] == "12-bakery-note"]
    assert [claim.body.count.low for claim in team] == [11, 4]


def test_each_side_counts_its_own_dead():
    """Seven fighters and four soldiers are eleven; whose men the commander lost is in neither number."""
    hill, crossing, retaken = (the_incident(expected_record()["incidents"][number]) for number in (2, 5, 6))
    assert [one.figure("killed").best for one in (hill, crossing)] == [11, 31]
    assert [one.reason for one in crossing.figure("killed").left] == ["may be of either side, and both are told of"]
    assert (retaken.figure("killed").low, retaken.figure("killed").high) == (9, 22)


def test_totals_are_records_of_their_own():
    expected = expected_record()["totals"]
    held = [one for one in incidents() if one.scope == "total"]
    found = {(f.outcome, f.low, f.high, _days(one)) for one in held for f in one.figures if f.status is None}
    wanted = {(t["outcome"], t["low"], t["high"], (t["start"], t["end"])) for t in expected if t["start"]}
    assert wanted <= found
    # What a total says of the east alone, of the west alone and of the missing is a sum of its own; the children are a part.
    parts = {(p["outcome"], p["low"], p["high"]) for t in expected for p in t["parts"] if p["of"] != "children"}
    displaced = {("displaced", 3000, 3000)}
    assert {figure[:3] for figure in found} - {figure[:3] for figure in wanted} == parts | displaced


def _days(incident: Incident) -> tuple[str, str] | None:
    return (str(incident.when.start), str(incident.when.end)) if incident.when is not None else None


def test_totals_are_held_against_the_incidents_within_them():
    said = {gap.sentence.split(";")[0]: gap for gap in derive_gaps(incidents(), claims())}
    gap = said["Orrin Valley Monitor says 83 civilians killed in Tal Serin, 2021-03-01 to 2021-03-19"]
    within = [incident for incident in incidents() if incident.id in gap.incidents]
    assert [incident.scope for incident in within] == ["incident"] * len(within)
    assert {str(incident.when.start) for incident in within} >= {"2021-03-02", "2021-03-07", "2021-03-11"}


def test_what_was_feared_planned_or_denied_is_counted_nowhere():
    resting = [claims()[name] for one in incidents() for figure in one.figures for name in figure.claims]
    assert {claim.modality for claim in resting} == {"asserted"}
    held = {name for one in incidents() for name in one.claims}
    feared = [
        name for name, c in claims().items() if isinstance(c.body, Harm) and c.modality not in ("asserted", "denied")
    ]
    assert feared and held.isdisjoint(feared)


# States

SIEGE = [
    ("2019-01-01", "divided", {"the Halvani army", "the Eastern Front"}),
    ("2021-03-04", "cut", {"the Halvani army"}),
    ("2021-03-04", "besieged", set()),
    ("2021-03-13", "reopened", {"the Eastern Front"}),
    ("2021-03-16", "cut", {"the Halvani army"}),
    ("2021-03-23", "captured", {"the Halvani army"}),
]


def states(*kinds: str) -> list[State]:
    """The asserted states of those kinds."""
    return [one for one in derive_states(claims(), documents()) if one.modality == "asserted" and one.kind in kinds]


def of_the_east(status: str) -> list[State]:
    """The states of the east of that status, in their order."""
    return [one for one in states("control", "access") if one.status == status and one.subject == EAST]


def test_the_siege_in_the_order_in_which_it_went():
    """Each step on its day, after the one before; the other voices on it stand between."""
    divided = [one for one in states("control") if one.subject == "Tal Serin"]
    shown = [
        (str(one.when.start), one.status, {name.replace("The", "the") for name in one.parties})
        for one in (*divided, *states("control", "access"))
        if one.when is not None and (one in divided or one.subject == EAST)
    ]
    places = [shown.index(step) for step in SIEGE]
    assert places == sorted(places)
    days = [day for day, _, _ in shown if day != "None"]
    assert {day for day, status, _ in shown if status == "reopened"} == {"2021-03-13"}
    assert max(days) == "2021-03-23"


def test_a_state_without_a_day_holds_on_the_day_of_publication_and_says_so():
    inferred = [(str(one.when), one.when.inferred) for one in of_the_east("besieged") if one.when is not None]
    assert inferred == [("2021-03-04 to 2021-03-09", False), ("2021-03-12", True), ("… to 2021-03-23", False)]


def test_the_army_is_one_party_under_all_its_names():
    by = {name.replace("The", "the") for one in of_the_east("cut") for name in one.parties}
    assert by == {"the Halvani army"}


def test_a_crossing_changes_hands_twice():
    crossing = [one for one in states("control") if one.subject == "Dorana crossing"]
    assert [(str(one.when), one.status, party_names(one.parties[0])) for one in crossing] == [
        ("2021-03-13", "captured", {"eastern", "front"}),
        ("2021-03-13", "lost", {"halvani", "government"}),
        ("2021-03-16", "captured", {"halvani", "government"}),
        ("2021-03-16", "lost", {"eastern", "front"}),
    ]


def test_the_road_never_closed_again_and_the_districts_taken_over_are_no_states_of_the_place():
    moods = {(one.status, one.modality) for one in derive_states(claims(), documents()) if one.modality != "asserted"}
    assert moods == {("besieged", "denied"), ("reopened", "planned"), ("captured", "planned"), ("open", "hypothetical")}


@pytest.mark.parametrize(
    "relation", [pytest.param(one, id=f"{one['a']} {one['type']}") for one in expected_record()["relations"]]
)
def test_who_stands_with_whom_by_whose_word(relation):
    found = [one for one in states("relation") if (one.subject, one.status) == (relation["a"], relation["type"])]
    assert len(found) == 1
    assert party_names(found[0].parties[0]) <= party_names(relation["b"])
    assert len(set(found[0].voices)) == len(relation["said"])


def test_agreement_and_evacuation_are_dated_events():
    """They are no states: who reads the sequence finds them among the events, between the siege and the capture."""
    events = [c for c in claims().values() if isinstance(c.body, Event) and c.modality == "asserted" and c.when]
    dated = {(c.body.type, c.when.start) for c in events}
    assert {("agreement", date(2021, 3, 20)), ("evacuation", date(2021, 3, 21))} <= dated

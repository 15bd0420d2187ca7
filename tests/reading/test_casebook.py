"""The reports of the casebook read: what a reader by rules must get right of them, figure by figure and claim by claim."""

from functools import cache

import pytest

from casebook import Expected, Report, is_same_harm, overlaps, place_names, reports
from daftar.model import Access, Claim, Control, Event, Harm, Passage, Relation
from daftar.model.identity import BODIES
from daftar.reading.reader import find_mentions, read_document


@cache
def read(name: str) -> tuple[Claim, ...]:
    document = reports()[name].document
    claims, findings = read_document(document, find_mentions(document, place_names().__contains__))
    assert findings == ()
    return claims


def words(passage: Passage | None) -> str | None:
    return passage.quote if passage is not None else None


def agree(one: str | None, other: str | None) -> bool:
    """Both absent, or one phrase within the other, articles and capitals apart."""
    if one is None or other is None:
        return one is other
    shorter, longer = sorted((bare(one), bare(other)), key=len)
    return shorter in longer


def bare(phrase: str) -> str:
    return phrase.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ")


def asserted_harms(report: Report) -> list[Expected]:
    """The harms that somebody asserts with a number."""
    return [harm for harm in report.of("harm") if harm.modality == "asserted" and harm.slots["count_text"]]


def found_harms(report: Report) -> list[tuple[Expected, Claim]]:
    """Those of them that were read; that none is missing is a test of its own."""
    pairs = ((harm, claim) for harm in asserted_harms(report) for claim in read(report.name))
    return [(harm, claim) for harm, claim in pairs if is_same_harm(report, claim, harm)]


def harms_told(slot: str) -> pytest.MarkDecorator:
    """One test for each report with a harm that tells the slot."""
    told = [r for r in reports().values() if any(tells(harm, slot) for harm in asserted_harms(r))]
    return pytest.mark.parametrize("report", told, ids=[report.name for report in told])


def tells(harm: Expected, slot: str) -> bool:
    return harm.slots.get(slot) not in (None, "unknown") if slot != "said_by" else True


def of_kind(name: str, body: type, **slots: object) -> list[Claim]:
    """The asserted claims with that body and those slots; a string agrees with a passage."""
    return [
        claim
        for claim in read(name)
        if isinstance(claim.body, body)
        and claim.modality == "asserted"
        and all(fits(getattr(claim.body, slot), value) for slot, value in slots.items())
    ]


def killed(name: str, low: int) -> Claim:
    """The one asserted claim that so many were killed. Fails where there is none, or another."""
    found = [claim for claim in of_kind(name, Harm, outcome="killed") if claim.body.count.low == low]
    assert len(found) == 1, f"{len(found)} claims of {low} killed"
    return found[0]


def slot_words(value: object) -> str | None:
    """The name of a test's parameter that is a set of slots."""
    return "-".join(map(str, value.values())) if isinstance(value, dict) else None


def fits(found: object, wanted: object) -> bool:
    if isinstance(found, Passage):
        return isinstance(wanted, str) and agree(found.quote, wanted)
    if isinstance(found, tuple) and isinstance(wanted, tuple):
        return len(found) == len(wanted) and all(map(fits, found, wanted))
    return found == wanted


# Harms


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        pytest.param(report, harm, id=f"{report.name}-{harm.slots['outcome']}-{harm.slots['count_text']}")
        for report in reports().values()
        for harm in asserted_harms(report)
    ],
)
def test_each_figure_is_found_with_its_bounds(report: Report, expected: Expected) -> None:
    found = [claim for claim in read(report.name) if is_same_harm(report, claim, expected)]
    assert [claim.modality for claim in found] == ["asserted"], expected.sentence


@pytest.mark.parametrize("report", reports().values(), ids=list(reports()))
def test_no_harm_is_invented(report: Report) -> None:
    invented = [
        f"{claim.body.outcome} {claim.body.count} {words(claim.body.victims)}"
        for claim in read(report.name)
        if isinstance(claim.body, Harm)
        and claim.modality == "asserted"
        and not any(is_same_harm(report, claim, harm) for harm in report.of("harm"))
    ]
    assert invented == []


@harms_told("said_by")
def test_each_figure_has_its_voice(report: Report) -> None:
    voices = {harm.slots["count_text"]: (harm.said_by, words(claim.said_by)) for harm, claim in found_harms(report)}
    assert {count: pair for count, pair in voices.items() if not agree(*pair)} == {}


@harms_told("scope")
def test_incidents_and_totals_are_told_apart(report: Report) -> None:
    scopes = [(harm.slots["count_text"], harm.slots["scope"], claim.body) for harm, claim in found_harms(report)]
    assert [(count, body.scope) for count, scope, body in scopes if body.scope != scope] == []


@harms_told("status")
def test_civilians_and_combatants_are_told_apart(report: Report) -> None:
    told = [(harm, claim.body) for harm, claim in found_harms(report) if tells(harm, "status")]
    assert [(harm.slots["count_text"], body.status) for harm, body in told if body.status != harm.slots["status"]] == []


@harms_told("part_of")
def test_parts_know_their_whole(report: Report) -> None:
    claims = read(report.name)
    astray = []
    for part, claim in found_harms(report):
        found = claims[claim.body.part_of] if claim.body.part_of is not None else None
        whole = report.claims[part.part_of] if part.part_of is not None else None
        if (found is None) != (whole is None) or (found and whole and not is_same_harm(report, found, whole)):
            astray.append((part.slots["count_text"], found and found.sentence.quote))
    assert astray == []


@pytest.mark.parametrize(
    ("name", "low", "doer"),
    [
        ("01-market-first-reports", 9, "government forces"),
        ("04-monitor-market", 17, "the Halvani army"),
        ("07-west-shelled", 4, "the Eastern Front"),
        ("11-bakery-strike", 15, "a Lydrani warplane"),
        ("18-monitor-total", 17, "the Eastern Front"),
        ("posts-3", 11, "the Lydrani air force"),
    ],
)
def test_the_doer_whom_a_voice_names_is_kept(name: str, low: int, doer: str) -> None:
    claim = killed(name, low)
    assert agree(words(claim.body.by), doer)


@pytest.mark.parametrize(
    ("name", "low"), [("02-market-toll-rises", 14), ("11-bakery-strike", 12), ("17-checkpoint-bomb", 5)]
)
def test_nobody_is_blamed_whom_the_voice_does_not_name(name: str, low: int) -> None:
    claim = killed(name, low)
    assert claim.body.by is None


@pytest.mark.parametrize(
    ("name", "low", "place"),
    [
        ("01-market-first-reports", 9, "Nasim market"),
        ("03-market-echo", 14, "Nasim market"),
        ("04-monitor-market", 40, "Tal Serin"),
        ("06-siege-begins", 7, "Hill 402"),
        ("07-west-shelled", 4, "western districts of Tal Serin"),
        ("08-west-shelled-ngo", 6, "Station Street"),
        ("11-bakery-strike", 15, "a bakery"),
        ("14-path-opened", 18, "the Dorana crossing"),
        ("17-checkpoint-bomb", 5, "an army checkpoint"),
        ("posts-3", 11, "a bakery in eastern Tal Serin"),
    ],
)
def test_the_place_of_the_harm_is_where_it_was_done(name: str, low: int, place: str) -> None:
    claim = killed(name, low)
    assert claim.place is not None
    assert place.lower() in claim.place.quote.lower()


@pytest.mark.parametrize(
    ("name", "low", "time"),
    [
        ("01-market-first-reports", 9, "Tuesday"),
        ("02-market-toll-rises", 14, "Tuesday"),
        ("09-relief-update", 35, "between 1 and 8 March"),
        ("13-bakery-correction", 11, "Thursday"),
        ("14-path-opened", 13, "Saturday"),
        ("16-cut-again", 9, "Tuesday"),
        ("18-monitor-total", 83, "From 1 to 19 March"),
        ("posts-3", 11, "yesterday"),
    ],
)
def test_the_time_of_the_harm_is_not_that_of_the_saying(name: str, low: int, time: str) -> None:
    claim = killed(name, low)
    assert claim.time is not None
    assert time in claim.time.quote


# What is not asserted


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        pytest.param(report, claim, id=f"{report.name}-{claim.number}-{claim.modality}")
        for report in reports().values()
        for claim in report.claims
        if claim.modality != "asserted"
    ],
)
def test_what_is_feared_planned_or_denied_is_never_asserted(report: Report, expected: Expected) -> None:
    key = next(slot for slot in ("outcome", "type", "status") if slot in expected.slots)
    booked = [
        claim
        for claim in of_kind(report.name, BODIES[expected.kind])
        if overlaps(report, claim, expected)
        and getattr(claim.body, key) == expected.slots[key]
        and not any(is_same_harm(report, claim, harm) for harm in report.of("harm") if harm.modality == "asserted")
    ]
    assert booked == []


@pytest.mark.parametrize(
    ("name", "type", "voice"),
    [
        ("05-ministry-denial", "shelling", None),
        ("08-west-shelled-ngo", "shelling", "The Eastern Front"),
        ("11-bakery-strike", "airstrike", "The Lydrani air force"),
        ("21-east-falls", "shelling", "The army"),
    ],
)
def test_a_denial_is_booked_as_its_voice_s_own(name: str, type: str, voice: str | None) -> None:
    denied = [claim for claim in read(name) if isinstance(claim.body, Event) and claim.modality == "denied"]
    assert [claim.body.type for claim in denied] == [type]
    assert agree(words(denied[0].said_by), voice)


def test_the_figure_that_is_taken_back_is_not_asserted() -> None:
    dead = of_kind("13-bakery-correction", Harm, outcome="killed")
    assert [str(claim.body.count) for claim in dead] == ["11"]


# Events, control, access, relations


@pytest.mark.parametrize(
    ("name", "slots"),
    [
        ("04-monitor-market", {"type": "shelling", "agent": "the Halvani army"}),
        ("05-ministry-denial", {"type": "shelling", "agent": "terrorist groups of the so-called Eastern Front"}),
        ("06-siege-begins", {"type": "capture", "agent": "The Halvani army", "patient": "the Eastern Front"}),
        ("07-west-shelled", {"type": "shelling", "agent": "the Eastern Front"}),
        (
            "10-talks-collapse",
            {"type": "talks_collapse", "agent": "the Halvani government", "patient": "the Eastern Front"},
        ),
        ("11-bakery-strike", {"type": "airstrike", "agent": "a Lydrani warplane"}),
        ("14-path-opened", {"type": "capture", "agent": "The Eastern Front", "patient": "the Halvani army"}),
        ("14-path-opened", {"type": "aid_delivery"}),
        ("15-commander-interview", {"type": "refuse_arms"}),
        ("16-cut-again", {"type": "capture", "agent": "The Halvani army", "patient": "the Eastern Front"}),
        ("17-checkpoint-bomb", {"type": "bombing", "agent": None}),
        ("18-monitor-total", {"type": "abduction"}),
        ("19-agreement", {"type": "agreement", "agent": "The Halvani government", "patient": "the Eastern Front"}),
        ("20-evacuation", {"type": "evacuation", "patient": "2,300 people"}),
        ("21-east-falls", {"type": "capture", "agent": "The Halvani army"}),
        ("21-east-falls", {"type": "withdrawal", "agent": "the Eastern Front"}),
    ],
    ids=slot_words,
)
def test_who_did_what_to_whom(name: str, slots: dict[str, object]) -> None:
    assert of_kind(name, Event, **slots)


@pytest.mark.parametrize(
    ("name", "place", "status", "holders"),
    [
        ("01-market-first-reports", "Tal Serin", "divided", ("the Halvani army", "the Eastern Front")),
        ("01-market-first-reports", "the western bank", "held", ("The army",)),
        ("01-market-first-reports", "the east", "held", ("the Front",)),
        ("06-siege-begins", "Hill 402", "captured", ("The Halvani army",)),
        ("06-siege-begins", "Hill 402", "lost", ("the Eastern Front",)),
        ("09-relief-update", "Eastern Tal Serin", "besieged", ()),
        ("11-bakery-strike", "east of Tal Serin", "besieged", ()),
        ("14-path-opened", "the Dorana crossing", "captured", ("The Eastern Front",)),
        ("16-cut-again", "the Dorana crossing", "captured", ("The Halvani army",)),
        ("21-east-falls", "eastern Tal Serin", "captured", ("The Halvani army",)),
        ("21-east-falls", "eastern Tal Serin", "lost", ("the Eastern Front",)),
    ],
)
def test_who_holds_a_place(name: str, place: str, status: str, holders: tuple[str, ...]) -> None:
    assert any(agree(words(claim.place), place) for claim in of_kind(name, Control, status=status, holders=holders))


@pytest.mark.parametrize(
    ("name", "slots"),
    [
        ("06-siege-begins", {"status": "cut", "by": "The Halvani army", "route": "the Kestria road"}),
        ("06-siege-begins", {"status": "cut", "goods": ("flour", "fuel", "medicine")}),
        ("09-relief-update", {"status": "cut", "goods": ("food", "fuel", "medicine")}),
        ("12-bakery-note", {"status": "cut", "goods": ("Medicine",)}),
        ("14-path-opened", {"status": "reopened", "by": "The Eastern Front", "route": "a path to the Kestria road"}),
        ("16-cut-again", {"status": "cut", "by": "The Halvani army", "route": "the path into eastern Tal Serin"}),
        ("16-cut-again", {"status": "cut", "goods": ("Food", "fuel")}),
        ("posts-2", {"status": "cut", "by": "The army", "route": "the Kestria road"}),
    ],
    ids=slot_words,
)
def test_what_can_get_in(name: str, slots: dict[str, object]) -> None:
    assert of_kind(name, Access, **slots)


@pytest.mark.parametrize(
    ("name", "type", "a", "b"),
    [
        ("10-talks-collapse", "supports", "Lydran", "the government"),
        ("10-talks-collapse", "supports", "Kestria", "the Front"),
        ("15-commander-interview", "supports", "Kestria and other countries", "the Front"),
        ("15-commander-interview", "refuses_to_supply", "Kestria and other countries", "the Front"),
        ("15-commander-interview", "supplies", "Lydran", "the army"),
        ("06-siege-begins", "member_of", "Rauf", "the Eastern Front"),
    ],
)
def test_who_stands_with_whom(name: str, type: str, a: str, b: str) -> None:
    assert of_kind(name, Relation, type=type, a=a, b=b)

"""What a model says is held against the document: what does not hold is named and not booked, and the rest is."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daftar.model import Count, Harm
from daftar.model.vocabulary import KINDS
from daftar.reading.endpoint.booking import Pages, book_claims
from daftar.reading.endpoint.bounds import Numbers
from daftar.reading.endpoint.pieces import piece_of
from daftar.reading.endpoint.slots import SLOTS, read_slots
from daftar.reading.harm.counts import find_counts
from daftar.reading.language.sentences import cut

from .conftest import DENIAL, DEPOT, HELD, HURT, ID, MECHANIC, REPORT, Reading
from .serving import claims, row

GOOD = row("harm", HURT, outcome="injured", count_text="Nine", low=9, high=9, victims="passengers")
KILLED = row("harm", DEPOT, outcome="killed", count_text="at least four", low=4, victims="drivers")


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        (row("event", "Rockets fell on the bus depot of Narra Tel."), "endpoint.quote"),
        (row("event", ""), "endpoint.quote"),
        (row("event", HURT, agent="the Ostran air force"), "endpoint.quote"),
        (row("event", HURT, agent=""), "endpoint.quote"),
        (row("event", HURT, agent="the ostran army"), "endpoint.quote"),
        (row("event", HURT, agent="Ostra"), "endpoint.quote"),
        (row("event", HURT, place="Narra Wire"), "endpoint.quote"),
        (row("control", HELD, holders=["the River Brigade", "the Sea Brigade"]), "endpoint.quote"),
        (row("relation", DENIAL, a="The Ostran army", b="the Sea Brigade"), "endpoint.quote"),
        (KILLED | {"count_text": "at least five"}, "endpoint.quote"),
        (KILLED | {"victims": "farmers"}, "endpoint.quote"),
        (row("event", "\n".join(REPORT.split("\n"))), "endpoint.evidence"),
        (row("event", DENIAL, agent="it"), "endpoint.pronoun"),
        (row("event", HURT, type="bomb"), "endpoint.vocabulary"),
        (row("event", HURT, modality="certain"), "endpoint.vocabulary"),
        (GOOD | {"outcome": "wounded"}, "endpoint.vocabulary"),
        (GOOD | {"means": None}, "endpoint.vocabulary"),
        (GOOD | {"kind": "opinion"}, "endpoint.vocabulary"),
        (GOOD | {"kind": ["harm"]}, "endpoint.vocabulary"),
        (GOOD | {"certainty": 1}, "endpoint.slots"),
        ({name: value for name, value in GOOD.items() if name != "scope"}, "endpoint.slots"),
        (GOOD | {"low": "nine"}, "endpoint.slots"),
        (GOOD | {"low": 9.0}, "endpoint.slots"),
        (GOOD | {"low": True}, "endpoint.slots"),
        (GOOD | {"victims": ["passengers"]}, "endpoint.slots"),
        (GOOD | {"sentence": None}, "endpoint.slots"),
        (row("control", HELD, holders="the River Brigade"), "endpoint.slots"),
        (row("control", HELD, holders=[1]), "endpoint.slots"),
        (row("control", HELD, holders=["the River Brigade"] * 51), "endpoint.slots"),
        ("Nine passengers were hurt.", "endpoint.slots"),
        (None, "endpoint.slots"),
        (row("harm", HURT, outcome="injured"), "endpoint.nobody"),
        (GOOD | {"part_of": 0}, "endpoint.part"),
        (GOOD | {"part_of": 7}, "endpoint.part"),
        (GOOD | {"part_of": -1}, "endpoint.part"),
    ],
)
def test_what_does_not_hold_is_not_booked_and_the_rest_is(read: Reading, wrong: Any, name: str) -> None:
    found = read(claims(wrong, GOOD))
    assert found.names == [name]
    (claim,) = found.claims or ()
    assert claim.sentence.quote == HURT
    finding = found.findings[0]
    start, end = map(int, finding.address.removeprefix(f"{ID}:").split("-"))
    assert 0 <= start < end <= len(REPORT)
    assert finding.remedy and "{" not in finding.problem


def test_only_white_space_may_differ(read: Reading) -> None:
    (claim,) = read(claims(row("event", DEPOT.replace(" ", "\n  "), agent="the   Sava\tRescue Corps"))).claims or ()
    assert claim.sentence.quote == DEPOT
    assert read(claims(row("event", DEPOT.replace("Two", "two")))).names == ["endpoint.quote"]


def test_evidence_is_widened_to_whole_sentences(read: Reading) -> None:
    first, second = read(claims(row("event", "was a mechanic"), row("event", "mechanic. The Ostran"))).claims or ()
    assert (first.sentence.quote, second.sentence.quote) == (MECHANIC, f"{MECHANIC} {DENIAL}")


def test_evidence_that_stands_there_twice_is_ambiguous(read: Reading) -> None:
    """Two men were shot. It rained. Two men were shot."""
    report = "Two men were shot. It rained. Two men were shot."
    found = read(claims(row("event", "Two men were shot."), row("event", "It rained.")), report=report)
    assert found.names == ["endpoint.ambiguous"] and len(found.claims or ()) == 1


def test_a_number_that_stands_there_twice_is_the_one_beside_its_victims(read: Reading) -> None:
    report = "Shelling killed four soldiers and at least four civilians."
    soldiers, civilians, nobody = (
        row("harm", report, outcome="killed", count_text="four", low=4, high=4, victims=victims)
        for victims in ("soldiers", "civilians", None)
    )
    found = read(claims(soldiers, civilians, nobody), report=report)
    assert sorted(found.names) == ["endpoint.ambiguous", "endpoint.bounds"]
    assert [claim.body.count for claim in found.claims or () if isinstance(claim.body, Harm)] == [
        Count(4, 4),
        Count(4, None),
    ]


@pytest.mark.parametrize(
    ("sentence", "words", "given", "count", "names"),
    [
        ("At least 40 drivers were killed.", "At least 40", (40, None), Count(40, None), []),
        ("At least 40 drivers were killed.", "40", (40, 40), Count(40, None), ["endpoint.bounds"]),
        ("At least 40 drivers were killed.", "At least 40", (400, None), Count(40, None), ["endpoint.bounds"]),
        ("Dozens of drivers were killed.", "Dozens of", (None, None), Count(24, None), ["endpoint.bounds"]),
        ("Some 20 to 30 drivers were killed.", "20 to 30", (20, 30), Count(20, 30), []),
        ("In 2016, drivers were killed.", "2016", (2016, 2016), Count(), ["endpoint.uncounted"]),
        ("Many drivers were killed.", "Many", (None, None), Count(), []),
        ("A family of drivers were killed.", "A", (1, 1), Count(1, 1), []),
        ("The drivers were killed.", None, (2, None), Count(2, None), []),
        ("The drivers were killed.", None, (500, 500), Count(), ["endpoint.uncounted"]),
        ("The drivers were killed.", None, (1, None), Count(), ["endpoint.uncounted"]),
        ("No drivers were killed.", "No", (0, 0), Count(0, 0), []),
    ],
)  # fmt: skip
def test_the_bounds_are_those_of_the_words(
    read: Reading,
    sentence: str,
    words: str | None,
    given: tuple[int | None, int | None],
    count: Count,
    names: list[str],
) -> None:
    low, high = given
    found = read(
        claims(row("harm", sentence, outcome="killed", count_text=words, low=low, high=high, victims="drivers")),
        report=sentence,
    )
    (claim,) = found.claims or ()
    assert isinstance(claim.body, Harm)
    assert (claim.body.count, found.names) == (count, names)


def test_a_family_is_not_one_person(read: Reading) -> None:
    report = "A shell killed a family in its house."
    found = read(
        claims(row("harm", report, outcome="killed", count_text="a", low=1, high=1, victims="family")), report=report
    )
    (claim,) = found.claims or ()
    assert isinstance(claim.body, Harm) and claim.body.count == Count() and found.names == ["endpoint.uncounted"]


def test_a_phrase_is_the_mention_nearest_to_the_evidence(read: Reading) -> None:
    report = "The army left on that day. Later the mayor spoke. Nine men were hurt. The mayor wept. The mayor and the army met."
    named = [
        row("event", "Nine men were hurt.", agent=agent) for agent in ("The army", "the mayor", "The mayor", "army")
    ]
    found = read(claims(*named), report=report)
    starts = [claim.body.agent.start for claim in found.claims or () if claim.body.kind == "event" and claim.body.agent]
    assert starts == [0, report.index("the mayor"), report.index("The mayor"), report.rindex("army")]


def test_a_phrase_as_long_as_a_paragraph_is_none(read: Reading) -> None:
    report = f"The army{' and the navy' * 40} came."
    assert read(claims(row("event", report, agent=report[:390])), report=report).names == []
    assert read(claims(row("event", report, agent=report[:500])), report=report).names == ["endpoint.quote"]


def test_a_claim_from_beside_the_part_is_left_to_that_part(read: Reading) -> None:
    report = " ".join(
        f"Shell number {number} fell on field {number} and hurt {number} goats." for number in range(1, 28)
    )
    last = "Shell number 27 fell on field 27 and hurt 27 goats."
    found = read(claims(row("event", last)), report=report, part_characters=1000)
    assert found.names == ["endpoint.outside"] and len(found.claims or ()) == 1
    assert len(found.model.asked) == 2


def test_what_the_model_was_not_shown_it_cannot_quote(read: Reading) -> None:
    fields = " ".join(
        f"Shell number {number} fell on field {number} and hurt {number} goats." for number in range(1, 200)
    )
    report = f"{fields} The Far Brigade came."
    first = row("event", "Shell number 1 fell on field 1 and hurt 1 goats.", agent="The Far Brigade")
    found = read(claims(first), claims(), report=report, part_characters=500)
    assert (found.claims, found.names) == ((), ["endpoint.quote"])


def test_what_is_said_twice_is_booked_once(read: Reading) -> None:
    part = row("harm", MECHANIC, outcome="killed", count_text="a", low=1, high=1, victims="mechanic", part_of=1)
    found = read(claims(KILLED, KILLED, part))
    assert found.names == []
    assert [claim.body.part_of for claim in found.claims or () if isinstance(claim.body, Harm)] == [None, 0]


def test_what_is_wrong_in_the_same_way_is_said_once(read: Reading) -> None:
    assert read(claims(*[row("event", HURT, agent="the Sea Brigade")] * 40, GOOD)).names == ["endpoint.quote"]


def test_a_part_points_to_the_nearest_whole_that_is_booked(read: Reading) -> None:
    wounded = row("harm", HURT, outcome="injured", victims="passengers", part_of=2, low=2)
    unheard = row("harm", DEPOT, outcome="killed", victims="farmers", part_of=0)
    found = read(claims(KILLED, wounded, unheard))
    assert found.names == ["endpoint.quote", "endpoint.whole"]
    assert [claim.body.part_of for claim in found.claims or () if isinstance(claim.body, Harm)] == [None, 0]


def test_a_part_cannot_be_more_than_its_whole_nor_hold_itself(read: Reading) -> None:
    one = row("harm", MECHANIC, outcome="killed", count_text="a", low=1, high=1, victims="mechanic")
    found = read(claims(one, GOOD | {"part_of": 0, "low": 1}))  # of a claim that is not booked, its number is no matter
    assert found.names == ["endpoint.part"]
    assert found.findings[0].address == f"{ID}:{REPORT.index(HURT)}-{REPORT.index(HURT) + len(HURT)}"
    found = read(claims(one | {"part_of": 1}, KILLED | {"part_of": 0}))
    assert (found.claims, found.names) == ((), ["endpoint.part", "endpoint.part"])
    event = row("event", DEPOT)
    assert read(claims(event, GOOD | {"part_of": 0})).names == ["endpoint.part"]


def test_what_a_finding_shows_of_an_answer_is_short_and_plain(read: Reading) -> None:
    found = read(claims(row("event", "\x1b[2J\x00\ud800\u202e" + "x" * 100_000), GOOD))
    assert len(found.findings[0].problem) < 300
    assert found.findings[0].problem.isprintable()


TEXT = cut(REPORT)
WORDS = st.sampled_from([*REPORT.split(), "at least four", DEPOT, MECHANIC, DENIAL, HURT, HELD, "", "it", "x"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=4,
)


@st.composite
def nearly_claims(draw: st.DrawFn) -> dict[str, Any]:
    """Claims as models write them, each with something that may be wrong."""
    kind = draw(st.sampled_from(KINDS))
    given: dict[str, Any] = {"kind": kind}
    for name, shape in SLOTS[kind].items():
        fitting: dict[str, st.SearchStrategy[Any]] = {
            "quote": WORDS,
            "phrase": st.none() | WORDS,
            "phrases": st.lists(WORDS, max_size=2),
            "number": st.none() | st.integers(-1, 4),
        }
        given[name] = draw(st.sampled_from(shape) if isinstance(shape, tuple) else fitting[shape])
    if draw(st.integers(0, 5)) == 0:
        given[draw(st.sampled_from(sorted(given)))] = draw(JSON)
    return given


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(nearly_claims() | JSON, max_size=5))
def test_whatever_is_answered_what_is_booked_stands_in_the_document(answer: list[Any]) -> None:
    pages = Pages(TEXT, Numbers.of(find_counts(TEXT)), piece_of(TEXT, 0, len(TEXT.sentences)))
    booked, told = book_claims(pages, [read_slots(one) for one in answer])
    for one in booked.values():
        claim = one.claim
        slots = [claim.sentence, claim.said_by, claim.place, claim.time]
        slots += [getattr(claim.body, slot) for slot in claim.body.__slots__]
        for passage in slots:
            for each in passage if isinstance(passage, tuple) else (passage,):
                assert not hasattr(each, "quote") or each.quote == REPORT[each.start : each.end]
        assert one.whole is None or isinstance(booked[one.whole].claim.body, Harm)
    for (start, end), _ in told:
        assert 0 <= start < end <= len(REPORT)

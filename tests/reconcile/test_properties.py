"""What holds of reconciliation whatever the reports say."""

from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
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
    partition,
)

from daftar.model import Harm, Incident
from daftar.reconcile import derive_incidents, propose_decisions

few = settings(max_examples=40, deadline=None)
DAYS = (MONDAY, TUESDAY, WEDNESDAY)
VOICES = (None, "the ministry", "the Lantern Monitor")


@st.composite
def counts(draw):
    low = draw(st.none() | st.integers(1, 40))
    high = draw(st.none() | st.integers(low or 1, 60))
    return (low, high)


@st.composite
def harms(draw):
    words, victims = draw(
        st.sampled_from(
            [
                ("twelve", "people"),
                ("four", "soldiers"),
                (None, "a nurse"),
                ("several", "men"),
                ("six", "fighters"),
                ("four", "the wounded"),
                ("no", "guards"),
            ]
        )
    )
    scope = draw(st.sampled_from(["incident", "incident", "incident", "total"]))
    return harm(
        draw(counts()),
        draw(st.sampled_from(["killed", "injured"])),
        words,
        victims,
        where=draw(st.sampled_from([NARRA, NARRA, OLD_QUARTER, KESH, None])),
        day=draw(st.none() | st.sampled_from(DAYS)),
        means=draw(st.sampled_from(["shelling", "airstrike", "unknown"])),
        voice=draw(st.sampled_from(VOICES)),
        by=draw(st.sampled_from([None, "the Guard", "the rebels"])),
        status=draw(st.sampled_from(["unknown", "civilian", "combatant"])),
        sentence=draw(st.integers(0, 2)),
        modality=draw(st.sampled_from(["asserted", "asserted", "asserted", "denied", "feared"])),
        scope=scope,
        part_of=draw(st.sampled_from([None, None, None, 0])),
    )


reports = st.tuples(
    st.sampled_from(["Orland Wire", "Narra Post", None]),
    st.none() | st.sampled_from(DAYS),
    st.lists(harms() | st.just(act(agent="the Guard")), min_size=1, max_size=4),
)
streams = st.lists(reports, min_size=1, max_size=6)


def case_of(stream, *, decide_each=False, order=None):
    """The case of the reports, told of in `order`; their texts are those of their first places."""
    case = Case()
    for position in order or range(len(stream)):
        publisher, published, told = stream[position]
        case.report(publisher, published, *told, text=f"{publisher} {position}")
        if decide_each:
            case.decide()
    return case


def shown(incidents: tuple[Incident, ...]):
    """All that is derived but the ids and the reasons, which tell in what order reports came."""
    return sorted((repr(replace(incident, id="", why=())) for incident in incidents), key=str)


@few
@given(streams, st.randoms(use_true_random=False))
def test_the_order_of_claims_and_documents_does_not_matter(stream, random):
    case, other = case_of(stream), case_of(stream)
    for held in (other.claims, other.documents):
        items = list(held.items())
        random.shuffle(items)
        held.clear()
        held.update(items)
    assert case.incidents() == other.incidents()


@few
@given(streams, st.randoms(use_true_random=False))
def test_the_order_in_which_reports_come_does_not_matter(stream, random):
    order = list(range(len(stream)))
    random.shuffle(order)
    at_once, one_by_one = case_of(stream), case_of(stream, decide_each=True, order=order)
    assert shown(at_once.incidents()) == shown(one_by_one.incidents())


def test_chains_come_out_the_same_in_whatever_order():
    stream = [
        ("A", MONDAY, [harm(12)]),
        ("B", TUESDAY, [harm(12, day=TUESDAY)]),
        ("C", WEDNESDAY, [harm(12, day=WEDNESDAY)]),
    ]
    stream.append(("D", MONDAY, [harm(14, words="14"), harm(9, where=KESH, sentence=1)]))
    found = [case_of(stream, decide_each=True, order=order) for order in permutations(range(4))]
    assert len({frozenset(partition(case.incidents())) for case in found}) == 1


@few
@given(streams)
def test_what_was_proposed_leaves_nothing_to_propose(stream):
    case = case_of(stream)
    case.decide()
    assert propose_decisions(case.claims, case.documents, case.log) == ()


@few
@given(streams)
def test_no_claim_is_in_two_incidents_and_none_is_feared(stream):
    case = case_of(stream)
    held = [name for incident in case.incidents() for name in incident.claims]
    assert len(held) == len(set(held))
    assert all(case.claims[name].modality in ("asserted", "denied") for name in held)


@few
@given(streams, st.data())
def test_the_machine_never_moves_what_a_person_placed(stream, data):
    case = case_of(stream[:-1], decide_each=True) if len(stream) > 1 else case_of(stream)
    case.decide()
    placed = data.draw(st.lists(st.sampled_from(sorted(case.claims)), min_size=1, max_size=3, unique=True))
    homes = sorted(incident.id for incident in case.incidents())
    target = data.draw(st.none() | st.sampled_from(homes)) if homes else None
    home = case.person("found" if target is None else "assign", placed, target)
    home = target or home
    publisher, published, told = stream[-1]
    case.report(publisher, published, *told, text="late")
    where = {name: incident.id for incident in case.incidents() for name in incident.claims}
    assert {where[name] for name in placed} == {home}
    assert case.decide() == ()


@few
@given(streams)
def test_a_merge_and_a_split_restore(stream):
    case = case_of(stream)
    before = case.incidents()
    if len(before) < 2:
        return
    case.person("assign", list(before[1].claims), before[0].id)
    merged = case.incidents()
    assert len(merged) == len(before) - 1
    case.person("found", list(before[1].claims))
    assert partition(case.incidents()) == partition(before)


@few
@given(streams)
def test_no_low_exceeds_its_high_and_best_is_between(stream):
    for incident in case_of(stream).incidents():
        for figure in incident.figures:
            assert figure.low is None or figure.high is None or figure.low <= figure.high
            if figure.best is not None:
                assert (figure.low or 0) <= figure.best
                assert figure.high is None or figure.best <= figure.high


@few
@given(streams)
def test_every_harm_is_in_a_figure_or_left_with_a_reason(stream):
    case = case_of(stream)
    for incident in case.incidents():
        overall = [figure for figure in incident.figures if figure.status is None]
        told = [name for figure in overall for name in (*figure.claims, *(left.claim for left in figure.left))]
        assert sorted(told) == sorted(name for name in incident.claims if isinstance(case.claims[name].body, Harm))


@few
@given(streams)
def test_no_incidents_figure_includes_a_total_or_what_is_not_asserted(stream):
    case = case_of(stream)
    for incident in case.incidents():
        for figure in incident.figures:
            for claim in (case.claims[name] for name in figure.claims):
                assert claim.body.scope == incident.scope and claim.modality == "asserted"


@few
@given(streams)
def test_no_figure_rests_on_a_part_beside_its_whole(stream):
    case = case_of(stream)
    for incident in case.incidents():
        for figure in incident.figures:
            claims = [case.claims[name] for name in figure.claims]
            numbers = {(claim.document, claim.number) for claim in claims}
            assert not any((c.document, c.body.part_of) in numbers for c in claims if c.body.part_of != c.number)


@few
@given(streams)
def test_a_report_read_twice_changes_nothing(stream):
    case = case_of(stream)
    once = case.incidents()
    for position, (publisher, published, told) in enumerate(stream):
        case.report(publisher, published, *told, text=f"{publisher} {position}")
    assert case.incidents() == once


@few
@given(
    st.lists(st.tuples(st.sampled_from(VOICES[1:]), st.sampled_from(DAYS), counts()), min_size=1, max_size=5), st.data()
)
def test_a_report_that_repeats_a_voices_words_changes_no_figure(said, data):
    case = Case()
    for position, (voice, published, count) in enumerate(said):
        case.report(f"Paper {position}", published, harm(count, voice=voice))
    before = case.incident()
    voice = data.draw(st.sampled_from(sorted({voice for voice, _, _ in said})))
    latest = max((published, case_id) for case_id, (name, published, _) in _by_document(case).items() if name == voice)[
        1
    ]
    case.report("Echo", NEXT_MONDAY, *[c for c in case.claims.values() if c.document == latest], text="~ echo")
    after = case.incident()
    assert [replace(figure, left=()) for figure in after.figures] == [
        replace(figure, left=()) for figure in before.figures
    ]


def _by_document(case):
    return {c.document: (c.voice, case.documents[c.document].published, c) for c in case.claims.values()}


@few
@given(st.lists(st.tuples(st.integers(1, 30), st.none() | st.integers(0, 20)), min_size=1, max_size=5), st.data())
def test_widening_a_count_never_narrows_a_figure(said, data):
    bounds = [(low, None if more is None else low + more) for low, more in said]
    at = data.draw(st.integers(0, len(bounds) - 1))
    low, high = bounds[at]
    wider = [*bounds]
    wider[at] = (data.draw(st.integers(1, low)), None if high is None else data.draw(st.none() | st.integers(high, 80)))
    victims = data.draw(st.sampled_from([("people",), ("soldiers", "fighters"), ("people", "fighters", "soldiers")]))
    before, after = (_figure(one, victims) for one in (bounds, wider))
    assert after.low <= before.low
    assert after.high is None or (before.high is not None and after.high >= before.high)


def _figure(bounds, victims):
    told = [
        harm(bound, voice=f"voice {position}", words="some number", victims=victims[position % len(victims)])
        for position, bound in enumerate(bounds)
    ]
    case = Case()
    case.report("Orland Wire", MONDAY, *told)
    return case.incident().figures[0]


@few
@given(streams, st.data())
def test_doubt_never_narrows_a_figure_and_never_makes_a_grade_better(stream, data):
    case = case_of(stream)
    before = {incident.id: incident for incident in case.incidents()}
    doubted = data.draw(st.sets(st.sampled_from(sorted(case.claims))))
    told = {name: replace(c, confidence=0.4) if name in doubted else c for name, c in case.claims.items()}
    for after in derive_incidents(told, case.documents, case.log):
        assert after.provisional >= before[after.id].provisional
        assert not (after.grade == "fair" != before[after.id].grade)
        figures = {(figure.outcome, figure.status): figure for figure in after.figures}
        for figure in before[after.id].figures:
            wider = figures[figure.outcome, figure.status]
            if figure.claims:
                assert wider.low is None or (figure.low is not None and wider.low <= figure.low)
                assert wider.high is None or (figure.high is not None and wider.high >= figure.high)
            heard = {*figure.claims, *(left.claim for left in figure.left)}
            assert heard <= {*wider.claims, *(left.claim for left in wider.left)}


def test_a_crowded_day_in_one_town_is_one_incident():
    """More reports of one town and day than are compared with one another pairwise."""
    case = Case()
    for position in range(60):
        case.report(f"Paper {position}", MONDAY, harm(100 + position % 2, words="100"))
    assert len(case.incidents()) == 1

"""The pictures as geometry: everything on the canvas, larger numbers further right, nothing dropped without a word."""

import re
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publish_records import EMPTY, FIRST, invented_record

from daftar.model import Claim, Count, Document, Figure, Harm, Incident, Left, Passage, Record, State, When, Where
from daftar.publish.accounts import accounts
from daftar.publish.map import LETTER as MAP_LETTER
from daftar.publish.map import incident_map
from daftar.publish.network import LETTER as NETWORK_LETTER
from daftar.publish.network import party_network
from daftar.publish.ranges import MOST_ROWS, ranges
from daftar.publish.scale import days_over, scale_to
from daftar.publish.timeline import FLAG_ROWS, MOST_BANDS, MOST_LANES, timeline
from daftar.publish.window import WIDTH, Point, window

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
POINTS = st.builds(Point, st.floats(-85, 85), st.floats(-180, 180), st.integers(1, 50))


@given(st.integers(1, 10**7), st.lists(st.integers(0, 10**7), min_size=2))
def test_a_larger_number_never_stands_left_of_a_smaller_one(top: int, numbers: list[int]) -> None:
    scale = scale_to(top)
    places = [scale.at(number) for number in sorted(numbers)]
    assert places == sorted(places) and places[0] >= 0 and places[-1] <= 100
    assert scale.top >= top and scale.ticks[0].at == 0 and scale.ticks[-1].at == 100
    assert all(after.at - before.at > 5 for before, after in pairwise(scale.ticks))


@given(DAYS, st.integers(0, 20_000), DAYS, st.integers(0, 500), st.booleans())
def test_every_day_and_every_interval_lies_in_the_picture(
    first: date, length: int, start: date, lasting: int, open_end: bool
) -> None:
    days = days_over(first, min(first + timedelta(days=length), date(2150, 1, 1)))
    left, width = days.span(start, None if open_end else start + timedelta(days=lasting))
    assert left >= 0 and width > 0 and left + width <= 100.02
    assert 0 <= days.middle(start) <= 100
    assert all(0 <= tick.at < 100 for tick in days.ticks) and len(days.ticks) <= 7


@given(st.lists(POINTS, min_size=1, max_size=30))
def test_the_window_holds_four_in_five_and_its_lines_are_on_it(points: list[Point]) -> None:
    frame = window(points)
    inside = sum(point.weight for point in points if frame.holds(point.lat, point.lon))
    assert inside >= 0.8 * sum(point.weight for point in points) - 1e-9
    assert all(0 <= line.at <= WIDTH for line in frame.meridians())
    assert all(0 <= line.at <= frame.height for line in frame.parallels())
    length, words = frame.bar()
    assert 0 < length <= WIDTH / 4 and words.endswith(" km")


def test_a_far_place_does_not_squeeze_a_city_and_several_countries_are_all_shown() -> None:
    city = [Point(36.2 + n / 200, 37.1, 1) for n in range(9)]
    assert not window([*city, Point(-33.9, 151.2, 1)]).holds(-33.9, 151.2)
    countries = [Point(10 + 3 * n, 20 + 4 * n, 2) for n in range(9)]
    frame = window(countries)
    assert all(frame.holds(point.lat, point.lon) for point in countries)
    pair = [Point(36, 37, 1), Point(33, 36, 1)]
    assert all(window(pair).holds(point.lat, point.lon) for point in pair)


@pytest.mark.parametrize("words", ["Orland", "a very long name of a place and of a party " * 9])
@pytest.mark.parametrize("size", [1, 3, 60, 300])
def test_nothing_leaves_the_canvas(size: int, words: str) -> None:
    record = invented_record(size, words=words)
    drawn = incident_map(record)
    if drawn is not None:
        for spot in drawn.spots:
            assert 0 <= spot.x <= drawn.width and 0 <= spot.y <= drawn.height
        boxes = [(label.x, label.y, len(label.words) * MAP_LETTER / 2) for label in drawn.labels]
        assert all(half <= x <= drawn.width - half and 10 <= y <= drawn.height for x, y, half in boxes)
        assert not [1 for a, b in combinations(boxes, 2) if abs(a[1] - b[1]) < 13 and abs(a[0] - b[0]) < a[2] + b[2]]
    network = party_network(record)
    assert network is not None
    for node in network.nodes:
        length = len(node.name) * NETWORK_LETTER
        start = {"start": node.label_x, "middle": node.label_x - length / 2, "end": node.label_x - length}[node.anchor]
        assert start >= 0 and start + length <= network.width and 10 <= node.label_y <= network.height
    for edge in network.edges:
        assert all(-1 <= float(number) <= network.width for number in re.findall(r"-?[\d.]+", edge.path))


@pytest.mark.parametrize("size", [3, 60, 300])
def test_the_timeline_shows_what_has_room_and_counts_the_rest(size: int) -> None:
    record = invented_record(size)
    drawn = timeline(record)
    assert drawn is not None
    for lane in drawn.lanes:
        for mark in lane.marks:
            assert 0 <= mark.left <= 100 and mark.left + mark.width <= 100.02
            if lane.shape == "band":
                assert (mark.left + mark.width if mark.back else 100 - mark.left) >= 50
        assert lane.rows <= max(FLAG_ROWS, MOST_BANDS)
    bands = [lane for lane in drawn.lanes if lane.shape == "band"]
    dots = next(lane for lane in drawn.lanes if lane.name == "people hurt")
    held = {
        (state.subject, state.kind)
        for state in record.states
        if state.kind != "relation" and state.modality == "asserted"
    }
    assert len(bands) <= MOST_LANES and len(bands) + drawn.left_out == len(held)
    assert len(dots.marks) == sum(one.scope == "incident" for one in record.incidents)


def test_flags_hide_no_other_flags_label() -> None:
    drawn = timeline(invented_record(60))
    assert drawn is not None
    flags = next(lane for lane in drawn.lanes if lane.shape == "flag")
    assert len(flags.marks) > 12 and {mark.back for mark in flags.marks} == {True, False}
    for a, b in combinations(flags.marks, 2):
        if a.row == b.row:
            (a_start, a_end), (b_start, b_end) = (
                (mark.left - 1.5 * len(mark.label), mark.left) if mark.back else (mark.left, mark.left + 1.5 * len(mark.label))
                for mark in (a, b)
            )  # fmt: skip
            assert a_end <= b_start or b_end <= a_start


def test_places_outside_the_window_and_without_a_point_are_counted_and_listed() -> None:
    record = invented_record(40)
    far = Where("Farland", "Farland", -40, -70)
    first, second, *rest = record.incidents
    moved = _with(record, (_at(first, far), _at(second, None), *rest))
    drawn = incident_map(moved)
    assert drawn is not None and drawn.outside == 1
    (outside,) = (place for place in drawn.places if place.outside)
    assert outside.name == "Farland" and drawn.places[-1] is outside
    listed = sum(len(place.incidents) for place in drawn.places)
    assert listed + drawn.unplaced == sum(one.scope == "incident" for one in moved.incidents)


def test_the_name_of_a_place_at_the_edge_is_whole() -> None:
    name = "Upper and Lower Narra by the sea"
    ends = [_at(one, Where(name, name, 1, 10.0 * n)) for n, one in enumerate(invented_record(2).incidents)]
    drawn = incident_map(_with(EMPTY, tuple(ends)))
    assert drawn is not None and len(drawn.labels) == 2
    half = len(drawn.labels[0].words) * MAP_LETTER / 2
    assert all(half <= label.x <= drawn.width - half for label in drawn.labels)


def test_a_districts_centre_never_looks_like_a_point() -> None:
    shapes = {}
    for precision in range(1, 8):
        one = _at(invented_record(1).incidents[0], Where("Narra", "Narra", 1, 1, precision=precision))
        drawn = incident_map(_with(EMPTY, (one,)))
        assert drawn is not None
        shapes[precision] = drawn.spots[0].shape
    assert shapes == {1: "point", 2: "point", 3: "district", 4: "district", 5: "area", 6: "area", 7: "area"}


def test_the_words_of_one_voice_in_one_document_are_summed_as_the_rule_sums_them() -> None:
    record, figure = _told(
        [("army", "a", Count(13, 13)), ("army", "a", Count(18, None)), ("clinic", "b", Count(30, 30))]
    )
    drawn = ranges(record, "killed")
    assert drawn is not None
    assert [(dot.voice, dot.words) for dot in drawn.bars[0].named] == [("clinic", "30"), ("army", "13 + 18 or more")]
    assert [str(one.count) for one in accounts(record, figure)] == ["31 or more", "30"]
    record, figure = _told([("army", "a", Count(None, 5)), ("army", "a", Count(None, 3))])
    assert [str(one.count) for one in accounts(record, figure)] == ["up to 8"]


def test_a_word_that_does_not_count_is_hollow_and_does_not_stretch_the_scale() -> None:
    record, _ = _told(
        [("army", "a", Count(10, 10))], left=[("paper", "b", Count(4, 4)), ("radio", "c", Count(9000, None))]
    )
    drawn = ranges(record, "killed")
    assert drawn is not None and drawn.scale.top == 10 and drawn.beyond == 1
    assert [(dot.voice, dot.counted) for dot in drawn.bars[0].dots] == [("paper", False), ("army", True)]


def test_dots_of_one_number_stand_at_different_heights_and_the_counted_lowest() -> None:
    same = [(f"voice {n}", f"{n}", Count(10, 10)) for n in range(2)]
    record, _ = _told(same, left=[("paper", "p", Count(10, 10))])
    drawn = ranges(record, "killed")
    assert drawn is not None
    assert sorted((dot.level, dot.counted) for dot in drawn.bars[0].dots) == [(0, True), (1, True), (2, False)]


def test_where_there_are_too_many_incidents_the_smallest_are_left_out_and_counted() -> None:
    drawn = ranges(invented_record(300), "killed")
    assert drawn is not None and len(drawn.bars) == MOST_ROWS and drawn.left_out > 0
    assert all(0 <= bar.start <= bar.end <= 100 and all(0 <= dot.at <= 100 for dot in bar.dots) for bar in drawn.bars)


def test_an_empty_record_has_no_pictures() -> None:
    assert [make(EMPTY) for make in (timeline, incident_map, party_network)] == [None, None, None]
    assert ranges(EMPTY, "killed") is None


def test_what_is_feared_or_denied_is_in_no_picture() -> None:
    states = tuple(
        State("relation", "supports", "a", ("b",), mood, When.between(FIRST, FIRST), None, None, (), ("v",), ("c" * 32,))
        for mood in ("feared", "planned", "hypothetical", "denied")
    )  # fmt: skip
    assert party_network(Record("r", None, {}, {}, {}, (), (), states, ())) is None


def _told(
    said: list[tuple[str, str, Count]], left: list[tuple[str, str, Count]] | None = None
) -> tuple[Record, Figure]:
    """A record of one incident whose figure rests on these (voice, document, count), and leaves those."""
    text = "People were killed."
    claims = {
        f"{n:032x}": Claim(document, n, Passage.of(text, 0, 19), Harm("killed", count=count), voice=voice)
        for n, (voice, document, count) in enumerate([*said, *(left or [])])
    }
    keys = list(claims)
    counted, uncounted = keys[: len(said)], keys[len(said) :]
    figure = Figure(
        "killed", None, min(count.low or 0 for _, _, count in said), max(count.high or 0 for _, _, count in said), None,
        "figure.range.v2", None, tuple(counted), tuple(voice for voice, _, _ in said),
        tuple(Left(key, "denied") for key in uncounted),
    )  # fmt: skip
    incident = Incident("i" * 32, "incident", tuple(keys), (), None, None, None, (), (figure,), "weak", True)
    documents = {claim.document: Document(claim.document, text) for claim in claims.values()}
    return Record("told", None, documents, {}, claims, (incident,), (), (), ()), figure


def _with(record: Record, incidents: tuple[Incident, ...]) -> Record:
    return Record(
        record.name, None, record.documents, {}, record.claims, incidents, (), record.states, record.findings
    )  # fmt: skip


def _at(incident: Incident, where: Where | None) -> Incident:
    return Incident(
        incident.id, incident.scope, incident.claims, incident.documents, incident.type, incident.when, where,
        incident.perpetrators, incident.figures, incident.grade, incident.provisional,
    )  # fmt: skip

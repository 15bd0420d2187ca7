"""Phrases: where a claim's words say that it happened. The docstring of a test is its report."""

from math import cos, radians
from pathlib import Path

import pytest

from daftar.ground.gazetteer import Gazetteer
from daftar.ground.phrases import ground_body, ground_phrase
from daftar.ground.places import ground_places
from daftar.model import Where

from .small_world import passages, small_gazetteer


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gazetteer:
    return small_gazetteer(tmp_path, monkeypatch)


def phrase(text: str, words: str, names: tuple[str, ...], world: Gazetteer) -> Where | None:
    found = passages(text, names)
    grounded = ground_places(text, found, world)
    return ground_phrase(words, found, grounded, start=text.index(words), gazetteer=world)


@pytest.mark.parametrize(
    ("words", "name", "precision"),
    [
        ("Damascus", "Damascus", 1),
        ("the outskirts of Damascus", "Damascus", 2),
        ("a clinic in Aleppo, Syria", "Aleppo", 1),
        ("the rebel-held side of Aleppo", "Aleppo", 2),
        ("Raqqa province", "Raqqa", 4),
        ("the Syrian coast", "Syrian", 6),
    ],
)
def test_the_most_exact_name_of_a_phrase(words: str, name: str, precision: int, world: Gazetteer) -> None:
    text = f"On Monday it was heard in {words} that day."
    names = tuple(
        sorted((one for one in ("Damascus", "Aleppo", "Syrian", "Syria", "Raqqa") if one in words), key=words.find)
    )
    where = phrase(text, words, tuple(dict.fromkeys(names))[: 1 if "Syrian" in names else 2], world)
    assert where is not None
    assert (where.precision, where.words) == (precision, words)
    assert where.name == {"Syrian": "Syria", "Raqqa": "Raqqa"}.get(name, name)


def test_the_city_is_the_one_just_named(world: Gazetteer) -> None:
    """Shells fell on Damascus. Nine were hurt in the old city, two in the village."""
    text = test_the_city_is_the_one_just_named.__doc__ or ""
    where = phrase(text, "the old city", ("Damascus",), world)
    assert where is not None
    assert (where.name, where.precision, where.inferred, where.words) == ("Damascus", 2, True, "the old city")
    assert phrase(text, "Nine", ("Damascus",), world) is None


def test_of_two_cities_none_is_guessed(world: Gazetteer) -> None:
    """Shells fell on Damascus and Dallas. Nine were hurt in the city."""
    text = test_of_two_cities_none_is_guessed.__doc__ or ""
    assert phrase(text, "the city", ("Damascus", "Dallas"), world) is None


def test_words_alone_find_their_name(world: Gazetteer) -> None:
    """Shells fell on Damascus."""
    text = test_words_alone_find_their_name.__doc__ or ""
    names = passages(text, ("Damascus",))
    grounded = ground_places(text, names, world)
    where = ground_phrase("northern Damascus", names, grounded)
    assert where is not None and where.precision == 2
    assert ground_phrase("Damascusville", names, grounded) is None


def kilometres(where: Where, lat: float, lon: float) -> tuple[float, float]:
    """How far north and how far east of a point."""
    assert where.lat is not None and where.lon is not None
    return (where.lat - lat) * 111.2, (where.lon - lon) * 111.2 * cos(radians(lat))


@pytest.mark.parametrize(
    ("words", "north", "east"),
    [
        ("eastern Aleppo", 0, 1),
        ("the east of Aleppo", 0, 1),
        ("the south-western suburbs of Aleppo", -1, -1),
        ("the northern part of the Aleppo", 1, 0),
        ("north-west Aleppo", 1, -1),
    ],
)
def test_a_part_of_a_town_is_not_at_its_point(words: str, north: int, east: int, world: Gazetteer) -> None:
    where = phrase(f"Shells fell on {words} at noon.", words, ("Aleppo",), world)
    assert where is not None
    assert (where.name, where.precision, where.inferred, where.geonameid) == ("Aleppo", 2, True, None)
    up, right = kilometres(where, 36.20, 37.16)
    assert (up > 1, up < -1) == (north > 0, north < 0) and (right > 1, right < -1) == (east > 0, east < 0)
    assert max(abs(up), abs(right)) < 10


@pytest.mark.parametrize("words", ["east of Aleppo", "central Aleppo", "the outskirts of Aleppo", "near Aleppo"])
def test_what_is_near_a_town_or_nowhere_in_it_keeps_its_point(words: str, world: Gazetteer) -> None:
    where = phrase(f"Shells fell {words} at noon.", words, ("Aleppo",), world)
    assert where is not None
    assert (where.lat, where.lon, where.precision, where.geonameid) == (36.20, 37.16, 2, 170063)


@pytest.mark.parametrize(
    ("words", "north", "east", "precision"),
    [
        ("12 km north of Raqqa", 12, 0, 2),
        ("10 kilometres to the south-east of the city of Raqqa", -7.1, 7.1, 2),
        ("30 miles west of Raqqa", 0, -48.3, 3),
        ("2,5 km east from Raqqa", 0, 2.5, 2),
        ("1,100 km north of Raqqa", 1100, 0, 3),
    ],
)
def test_a_distance_and_a_direction(words: str, north: float, east: float, precision: int, world: Gazetteer) -> None:
    where = phrase(f"Shells fell {words}.", words, ("Raqqa",), world)
    assert where is not None and where.precision == precision and where.inferred
    assert kilometres(where, 35.95, 39.01) == pytest.approx((north, east), abs=0.1)


@pytest.mark.parametrize("number", ["9" * 400, "3.14.15", "1,2000"])
def test_a_number_that_is_no_distance_moves_nothing(number: str, world: Gazetteer) -> None:
    words = f"{number} km east of Raqqa"
    where = phrase(f"Shells fell {words}.", words, ("Raqqa",), world)
    assert where is not None and (where.lat, where.lon) == (35.95, 39.01)


def test_a_part_of_a_country_is_a_fuzzy_area_there(world: Gazetteer) -> None:
    """Fighting was heard in northern Syria and in central Syria."""
    text = test_a_part_of_a_country_is_a_fuzzy_area_there.__doc__ or ""
    names = passages(text, ("Syria", "Syria"))
    grounded = ground_places(text, names, world)
    north, middle = (
        ground_phrase(words, names, grounded, start=text.index(words), gazetteer=world)
        for words in ("northern Syria", "central Syria")
    )
    assert north is not None and middle is not None and grounded[0] is not None and grounded[0].lat is not None
    assert (north.name, north.precision, north.inferred, north.country) == ("north Syria", 5, True, "SY")
    assert north.within == ("Syria", "SY")
    assert north.lat is not None and north.lat > grounded[0].lat
    assert (middle.precision, middle.lat) == (6, grounded[0].lat)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("the road from Damascus to Aleppo", ("Damascus", "Aleppo")),
        ("the Damascus-Aleppo highway", ("Damascus", "Aleppo")),
        ("between Damascus and Aleppo", ("Damascus", "Aleppo")),
        ("from Damascus to Aleppo", ("Damascus", "Aleppo")),
    ],
)
def test_a_line_is_between_its_ends(words: str, names: tuple[str, ...], world: Gazetteer) -> None:
    where = phrase(f"Mines lay along {words}.", words, names, world)
    assert where is not None
    assert (where.name, where.precision, where.inferred, where.country) == ("Damascus – Aleppo", 5, True, "SY")
    assert (where.lat, where.lon) == pytest.approx((34.855, 36.725))
    assert where.within == ("SY",)


@pytest.mark.parametrize(
    "words", ["the border between Syria and Egypt", "the Syrian-Egyptian border", "Syria's long border with Egypt"]
)
def test_a_border_is_of_neither_country(words: str, world: Gazetteer) -> None:
    names = ("Syrian", "Egyptian") if "Syrian" in words else ("Syria", "Egypt")
    where = phrase(f"Mines lay along {words}.", words, names, world)
    assert where is not None and (where.name, where.precision, where.country) == ("Syria – Egypt", 5, None)


@pytest.mark.parametrize("words", ["Damascus and Aleppo", "a road in Damascus and Aleppo", "a road in Damascus, Syria"])
def test_two_places_are_no_line(words: str, world: Gazetteer) -> None:
    names = tuple(name for name in ("Damascus", "Aleppo", "Syria") if name in words)
    where = phrase(f"Mines lay in {words}.", words, names, world)
    assert where is not None and where.name == "Damascus" and where.precision <= 2


def test_a_line_over_the_antimeridian_has_its_middle_there() -> None:
    one, other = (Where(name, name, -17.0, lon, country="FJ") for name, lon in (("Orsa", 179.0), ("Kell", -177.0)))
    text = "between Orsa and Kell"
    where = ground_phrase(text, passages(text, ("Orsa", "Kell")), (one, other), start=0)
    assert where is not None and where.lon == pytest.approx(-179.0)


def test_the_countryside_around_a_town_is_a_district(world: Gazetteer) -> None:
    where = phrase(
        "It was heard in the countryside around Garland.", "the countryside around Garland", ("Garland",), world
    )
    assert where is not None and where.precision == 3


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Aleppo Health Directorate", "Aleppo"),
        ("police in Garland", "Garland"),
        ("the Syrian Health Ministry", None),
        ("Aleppo traders", None),
        ("hospitals in Aleppo and Damascus", None),
    ],
)
def test_a_body_that_answers_for_a_place_speaks_of_it(words: str, name: str | None, world: Gazetteer) -> None:
    text = f"Nine were killed, {words} said."
    names = tuple(one for one in ("Aleppo", "Garland", "Damascus", "Syrian") if one in words)
    found = passages(text, names)
    where = ground_body(words, found, ground_places(text, found, world), start=text.index(words))
    assert (where and where.name) == name
    if where is not None:
        assert (where.precision, where.inferred, where.words) == (4, True, words)

"""Places: names to points and areas, by the document as a whole. The docstring of a test is its report."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daftar.ground.gazetteer import Gazetteer
from daftar.ground.maps.place import Place
from daftar.ground.phrases import ground_phrase
from daftar.ground.places import ground_places
from daftar.model import Passage, Where

from .small_world import small_gazetteer

Grounded = dict[str, Where | None]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gazetteer:
    return small_gazetteer(tmp_path, monkeypatch)


@pytest.fixture
def ground(request: pytest.FixtureRequest, world: Gazetteer) -> Callable[..., Grounded]:
    """The named places of the test's own docstring, each by its name."""

    def grounded(*names: str, gazetteer: Gazetteer = world) -> Grounded:
        text = request.function.__doc__
        passages = _passages(text, names)
        return dict(zip(names, ground_places(text, passages, gazetteer), strict=True))

    return grounded


def _passages(text: str, names: tuple[str, ...]) -> tuple[Passage, ...]:
    found, after = [], 0
    for name in names:
        start = text.index(name, after)
        after = start + len(name)
        found.append(Passage.of(text, start, after))
    return tuple(found)


def test_the_largest_bearer_where_nothing_else_speaks(ground: Callable[..., Grounded]) -> None:
    """Two people were hurt in Paris on Monday."""
    where = ground("Paris")["Paris"]
    assert where is not None
    assert (where.country, where.precision, where.inferred, where.words) == ("FR", 1, True, "Paris")


def test_what_stands_after_the_comma_contains_it(ground: Callable[..., Grounded]) -> None:
    """Two people were hurt in Paris, Texas, on Monday."""
    where = ground("Paris", "Texas")["Paris"]
    assert where is not None
    assert (where.geonameid, where.within) == (4717560, ("TX", "US"))


def test_a_full_name_settles_the_bare_one(ground: Callable[..., Grounded]) -> None:
    """Fire broke out in Paris. The mayor of the town of Paris, Kentucky, said so."""
    first, second, _ = _passages(test_a_full_name_settles_the_bare_one.__doc__ or "", ("Paris", "Paris", "Kentucky"))
    assert first != second
    where = ground("Paris")["Paris"]
    assert where is not None and where.country == "FR"


def test_one_sense_in_one_document(world: Gazetteer) -> None:
    """Fire broke out in Paris. The mayor of the town of Paris, Kentucky, said so."""
    text = test_one_sense_in_one_document.__doc__ or ""
    bare, full, state = ground_places(text, _passages(text, ("Paris", "Paris", "Kentucky")), world)
    assert bare is not None and full is not None and state is not None
    assert bare.geonameid == full.geonameid == 4303602
    assert state.precision == 4


def test_the_other_places_decide(ground: Callable[..., Grounded]) -> None:
    """The road from Garland through Dallas to Paris was closed."""
    where = ground("Garland", "Dallas", "Paris")["Paris"]
    assert where is not None and where.geonameid == 4717560


def test_a_people_is_a_ground_for_its_country(ground: Callable[..., Grounded]) -> None:
    """Egyptian officers and Egyptian ambulances waited at Rafah."""
    found = ground("Egyptian", "Egyptian", "Rafah")
    assert found["Rafah"] is not None and found["Rafah"].country == "EG"
    assert found["Egyptian"] is not None and (found["Egyptian"].name, found["Egyptian"].precision) == ("Egypt", 6)


def test_a_direction_and_a_province_lower_the_precision(ground: Callable[..., Grounded]) -> None:
    """Shells fell on eastern Aleppo, near Damascus and in Raqqa province."""
    found = ground("Aleppo", "Damascus", "Raqqa")
    assert [where.precision for where in found.values() if where is not None] == [2, 2, 4]
    assert found["Aleppo"] is not None and found["Aleppo"].geonameid == 170063


def test_one_unknown_name_empties_no_other(ground: Callable[..., Grounded]) -> None:
    """Fighters left Nuwar for Damascus, and Damascus for Kell."""
    found = ground("Nuwar", "Damascus", "Kell")
    assert found["Nuwar"] is None and found["Kell"] is None
    assert found["Damascus"] is not None and not found["Damascus"].inferred


def test_a_cases_own_place_wins(ground: Callable[..., Grounded], world: Gazetteer) -> None:
    """Shells fell on Paris."""
    own = Place("Paris quarter", 35.5, 38.5, country="XX", feature="own", precision=3, within=("Nuwar",))
    where = ground("Paris", gazetteer=world.with_places([("Paris", own)]))["Paris"]
    assert where is not None
    assert (where.name, where.within, where.precision, where.inferred) == ("Paris quarter", ("Nuwar",), 3, True)


def phrase(text: str, words: str, names: tuple[str, ...], world: Gazetteer) -> Where | None:
    passages = _passages(text, names)
    return ground_phrase(words, passages, ground_places(text, passages, world), start=text.index(words))


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
    names = _passages(text, ("Damascus",))
    grounded = ground_places(text, names, world)
    where = ground_phrase("northern Damascus", names, grounded)
    assert where is not None and where.precision == 2
    assert ground_phrase("Damascusville", names, grounded) is None


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["Paris", "Texas", "Aleppo", "near", ",", "Syrian", "province", "Kell", "the city"])))
def test_any_text_has_an_answer_for_each_name(world: Gazetteer, words: list[str]) -> None:
    text = " ".join(words)
    passages, at = [], 0
    for word in words:
        if word[0].isupper():
            passages.append(Passage.of(text, at, at + len(word)))
        at += len(word) + 1
    found = ground_places(text, passages, world)
    assert len(found) == len(passages)
    assert all((where is None) == (name.quote == "Kell") for name, where in zip(passages, found, strict=True))
    assert ground_places(text, passages, world) == found

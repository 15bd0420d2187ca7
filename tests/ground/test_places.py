"""Places: names to points and areas, by the document as a whole. The docstring of a test is its report."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daftar.ground.gazetteer import Gazetteer, open_gazetteer
from daftar.ground.maps.imports import import_places
from daftar.ground.maps.place import Place
from daftar.ground.places import ground_places, propose_places
from daftar.model import Passage, Where

from .maps.made import division, geojson, square
from .small_world import passages, small_gazetteer

Grounded = dict[str, Where | None]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gazetteer:
    return small_gazetteer(tmp_path, monkeypatch)


@pytest.fixture
def ground(request: pytest.FixtureRequest, world: Gazetteer) -> Callable[..., Grounded]:
    """The named places of the test's own docstring, each by its name."""

    def grounded(*names: str, gazetteer: Gazetteer = world) -> Grounded:
        text = request.function.__doc__
        found = passages(text, names)
        return dict(zip(names, ground_places(text, found, gazetteer), strict=True))

    return grounded


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
    first, second, _ = passages(test_a_full_name_settles_the_bare_one.__doc__ or "", ("Paris", "Paris", "Kentucky"))
    assert first != second
    where = ground("Paris")["Paris"]
    assert where is not None and where.country == "FR"


def test_one_sense_in_one_document(world: Gazetteer) -> None:
    """Fire broke out in Paris. The mayor of the town of Paris, Kentucky, said so."""
    text = test_one_sense_in_one_document.__doc__ or ""
    bare, full, state = ground_places(text, passages(text, ("Paris", "Paris", "Kentucky")), world)
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


def _grounded(text: str, names: tuple[str, ...], gazetteer: Gazetteer) -> tuple[Where | None, ...]:
    return ground_places(text, passages(text, names), gazetteer)


def test_a_cases_own_place_wins_whatever_the_document_speaks_for(world: Gazetteer) -> None:
    """From Dallas and Garland in Texas help came to Paris, Texas, to Paris, to Dallas and to Garland."""
    own = Place("Paris quarter", 35.5, 38.5, country="SY", feature="own")
    listed = Place("Paris crossing", 36.5, 39.5, country="SY", feature="listed")
    text = test_a_cases_own_place_wins_whatever_the_document_speaks_for.__doc__ or ""
    names = ("Dallas", "Garland", "Texas", "Paris", "Texas", "Paris", "Dallas", "Garland")
    for rows, meant in ([("Paris", listed)], "Paris crossing"), ([("Paris", listed), ("Paris", own)], "Paris quarter"):
        found = _grounded(text, names, world.with_places(rows))
        assert [where.name for where in (found[3], found[5]) if where is not None] == [meant, meant]


def test_another_romanisation_is_recognised_in_the_documents_country_only(world: Gazetteer) -> None:
    """Shells fell on Dimeshq, in Syria."""
    text = test_another_romanisation_is_recognised_in_the_documents_country_only.__doc__ or ""
    where, _ = _grounded(text, ("Dimeshq", "Syria"), world)
    assert where is not None
    assert (where.name, where.words, where.inferred, where.precision) == ("Damascus", "Dimeshq", True, 1)
    elsewhere, _ = _grounded(text.replace("Syria", "Texas"), ("Dimeshq", "Texas"), world)
    alone = _grounded(text, ("Dimeshq",), world)
    assert elsewhere is None and alone == (None,)


def test_the_named_container_says_in_which_country_to_look(world: Gazetteer) -> None:
    """Dallas and Garland sent help to Dimeshq, Syria."""
    text = test_the_named_container_says_in_which_country_to_look.__doc__ or ""
    *_, where, _ = _grounded(text, ("Dallas", "Garland", "Dimeshq", "Syria"), world)
    assert where is not None and where.geonameid == 170654


def test_consonants_alone_are_not_enough(world: Gazetteer) -> None:
    """In Syria it fell on Aduemisheiqea."""
    text = test_consonants_alone_are_not_enough.__doc__ or ""
    assert _grounded(text, ("Syria", "Aduemisheiqea"), world)[1] is None


def test_a_name_on_no_map_is_told_with_what_it_may_be_and_taken_for_nothing(world: Gazetteer) -> None:
    """In Syria shells fell on Damastus, on Damastus and on Kell Bridge."""
    text = test_a_name_on_no_map_is_told_with_what_it_may_be_and_taken_for_nothing.__doc__ or ""
    names = passages(text, ("Syria", "Damastus", "Damastus", "Kell Bridge"))
    grounded = ground_places(text, names, world)
    assert grounded[1:] == (None, None, None)
    (finding,) = propose_places("d", names, names, grounded, world)
    assert (finding.name, finding.address) == ("places.unknown", f"d:{names[1].start}-{names[1].end}")
    assert "Damascus (SY" in finding.problem and "places.csv" in finding.remedy
    assert propose_places("d", names[:1], names, grounded, world) == ()
    assert propose_places("d", names[1:2], names[1:2], grounded[1:2], world) == ()


@pytest.mark.parametrize(
    ("countries", "country"),
    [((), "PS"), (("EG",), "EG"), (("EG", "PS"), "PS"), (("US",), "PS")],
)
def test_the_case_is_asked_where_the_document_is_silent(
    countries: tuple[str, ...], country: str, world: Gazetteer
) -> None:
    text = "Nine were hurt in Rafah."
    (where,) = ground_places(text, passages(text, ("Rafah",)), world, countries)
    assert where is not None and where.country == country


def test_the_document_is_asked_before_the_case(world: Gazetteer) -> None:
    text = "Nine were hurt in Rafah, the Palestinian envoy said."
    names = passages(text, ("Rafah", "Palestinian"))
    where, _ = ground_places(text, names, world, ("EG",))
    assert where is not None and where.country == "PS"


def test_an_outline_gives_the_codes_of_what_a_place_lies_in(tmp_path: Path, world: Gazetteer) -> None:
    both = geojson(
        tmp_path / "syr.geojson",
        division(1, "Halab", "SY02", square(36, 35.5, 2)),
        division(2, "Jebel", "SY0201", square(37, 36)),
    )
    import_places(both, None, tmp_path)
    with_outlines = open_gazetteer(tmp_path)
    text = "Shells fell on Aleppo and on Raqqa."
    names = passages(text, ("Aleppo", "Raqqa"))
    aleppo, raqqa = ground_places(text, names, with_outlines)
    assert aleppo is not None and aleppo.within == ("Jebel", "SY0201", "Halab", "SY02", "09", "SY")
    assert raqqa is not None and raqqa.within == ("04", "SY")
    province = ground_places("Aleppo province", (Passage.of("Aleppo province", 0, 6),), with_outlines)[0]
    assert province is not None and (province.precision, province.within) == (4, ("Halab", "SY02", "09", "SY"))


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

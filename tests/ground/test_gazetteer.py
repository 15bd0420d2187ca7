"""The gazetteer: names to places, and a case's own."""

import pickle
from pathlib import Path

import pytest

from daftar.ground import gazetteer
from daftar.ground.gazetteer import Gazetteer, open_gazetteer
from daftar.ground.maps import world as everybodys
from daftar.ground.maps.index import write_index
from daftar.ground.maps.lists import read_places
from daftar.ground.maps.place import Named, Place

from .small_world import SmallWorld, small_gazetteer


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gazetteer:
    return small_gazetteer(tmp_path / "cache", monkeypatch)


def test_names_in_other_scripts_and_with_articles(world: Gazetteer) -> None:
    for name in ("Aleppo", "halab", "حلب"):
        assert 170063 in [place.geonameid for place in world.places(name)]
    for name in ("al-Bab", "Al Bāb", "Bab", "el-Bab"):
        assert [place.geonameid for place in world.places(name)] == [163533], name
    assert not world.places("ALP")
    assert not world.places("a lei po")


def test_bearers_stand_by_population(world: Gazetteer) -> None:
    towns = [place for place in world.places("Paris") if place.feature in ("town", "capital")]
    assert [place.country for place in towns] == ["FR", "US", "US"]
    assert towns[0].feature == "capital"


def test_a_people_is_its_country(world: Gazetteer) -> None:
    (country,) = world.places("Syrians")
    assert (country.name, country.feature, country.precision, country.people) == ("Syria", "country", 6, True)
    assert not world.places("Syria")[0].people


def test_divisions_have_the_code_of_their_towns(world: Gazetteer) -> None:
    divisions = [place for place in world.places("Aleppo") if place.feature == "division"]
    assert [(place.country, place.admin1, place.precision) for place in divisions] == [("SY", "09", 4)]
    assert world.places("Tex.")[0].geonameid == 4736286
    (county,) = world.places("Lamar County")
    assert (county.feature, county.admin1, county.precision) == ("county", "TX", 4)


def test_known_is_what_bears_a_name(world: Gazetteer) -> None:
    assert world.known("Raqqa")
    assert not world.known("Nuwar")
    assert not world.known("")


def test_the_index_is_built_once_and_anew_for_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "cache"
    small_gazetteer(folder, monkeypatch).close()
    built = (folder / "gazetteer.sqlite").stat().st_mtime_ns
    calls: list[tuple[int, int]] = []
    open_gazetteer(folder, lambda done, total: calls.append((done, total))).close()
    assert calls == []
    assert (folder / "gazetteer.sqlite").stat().st_mtime_ns == built
    monkeypatch.setattr(gazetteer, "world_version", lambda: "another")
    open_gazetteer(folder, lambda done, total: calls.append((done, total))).close()
    assert calls[-1][0] == calls[-1][1] > 0
    assert [path.name for path in folder.iterdir()] == ["gazetteer.sqlite"]


def test_a_broken_index_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / "gazetteer.sqlite").write_bytes(b"not a database")
    assert small_gazetteer(folder, monkeypatch).known("Aleppo")


def test_a_build_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "cache"
    small_gazetteer(folder, monkeypatch).close()
    before = (folder / "gazetteer.sqlite").read_bytes()

    class Broken(SmallWorld):
        def get_us_counties(self) -> list[dict[str, str]]:
            raise OSError("the disk is full")

    monkeypatch.setattr(everybodys, "_cache_of_geonames", Broken)
    monkeypatch.setattr(gazetteer, "world_version", lambda: "another")
    with pytest.raises(OSError, match="disk is full"):
        open_gazetteer(folder)
    assert (folder / "gazetteer.sqlite").read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["gazetteer.sqlite"]


def test_a_cases_own_places_win(world: Gazetteer, tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(
        "name,lat,lon,aliases,precision,within,country,geonameid\n"
        "Nuwar,35.5,38.5,Nuwwar; نوار,,Orsa District;Orsa,XX,\n"
        "Aleppo,1,2,,3,,,\n",
        encoding="utf-8",
    )
    rows, findings = read_places(path)
    assert findings == ()
    case = world.with_places(rows)
    (nuwar,) = case.places("نوار")
    assert nuwar == Place(
        "Nuwar", 35.5, 38.5, None, "XX", None, 0, "own", 1, alias=True, within=("Orsa District", "Orsa")
    )
    assert case.places("aleppo")[0] == Place("Aleppo", 1.0, 2.0, feature="own", precision=3)
    assert len(case.places("Aleppo")) == len(world.places("Aleppo")) + 1
    assert not world.known("Nuwar")


def test_it_travels_with_its_own_places(world: Gazetteer) -> None:
    case = world.with_places([("Nuwar", Place("Nuwar", 35.5, 38.5, feature="own"))])
    again = pickle.loads(pickle.dumps(case))  # noqa: S301 - our own bytes
    assert again.places("Nuwar") == case.places("Nuwar")
    assert again.places("Aleppo") == world.places("Aleppo")


def test_consonants_find_a_name_in_its_country_only(world: Gazetteer) -> None:
    (damascus,) = world.sounding("Dimeshk", "SY")
    assert (damascus.geonameid, damascus.alias) == (170654, True)
    assert not world.sounding("Rake", "SY")  # two consonants say too little
    assert not world.sounding("Dimeshk", "IQ")
    assert not world.sounding("Indianopolis", "US")


def test_a_proposal_is_near_in_its_letters_and_in_the_country(world: Gazetteer) -> None:
    assert {place.name for place in world.proposals("Damaskus", "SY")} == {"Damascus"}
    assert [place.name for place in world.proposals("Indianopolis", "US")] == ["Indianapolis"]
    assert not world.proposals("Damaskus", "US")
    assert not world.proposals("Dimsktra", "SY")


def test_a_name_with_an_article_within_is_known_by_its_consonants(tmp_path: Path) -> None:
    index = tmp_path / "index.sqlite"
    made_up = Place("Qaşr an Nuwār", 35.0, 38.0, 7, "SY")
    write_index(index, "world", "made up", "1", [Named(made_up, ("Qaşr an Nuwār",))])
    gazetteer = Gazetteer(index)
    assert gazetteer.known("Kasr el-Nouwar")
    assert not gazetteer.places("Kasr el-Nouwar")
    assert not gazetteer.known("Kasr Nouwar")
    assert not gazetteer.known("Kasr el-Hadid")
    assert not gazetteer.known("Kasran al-Wari")


def test_a_part_of_a_country_lies_among_its_towns_there(world: Gazetteer) -> None:
    north, south = world.part("US", "north"), world.part("US", "south")
    assert north is not None and south is not None
    assert north[0] > 37 > south[0]
    assert world.part("SY", "central") is None
    assert world.part("XX", "north") is None


def test_a_name_that_could_be_code_is_only_a_name(world: Gazetteer) -> None:
    for name in ("'; DROP TABLE names; --", 'a"b', "%", "\x00"):
        assert world.places(name) == ()
        assert world.proposals(name, "SY") == ()

"""The gazetteer: names to places, and a case's own."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daftar.ground import gazetteer
from daftar.ground.gazetteer import Gazetteer, open_gazetteer
from daftar.ground.maps import world as everybodys
from daftar.ground.maps.lists import read_places
from daftar.ground.maps.place import Place
from daftar.ground.spelling import fold, without_article

from .small_world import SmallWorld, small_gazetteer


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gazetteer:
    return small_gazetteer(tmp_path / "cache", monkeypatch)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ḩalab", "HALAB"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Deir ez-Zor", "deir ez zor"),
        ("U.S.", "US"),
        ("W. Va.", "W.Va."),
        ("Dara'a", "Daraa"),
        ("Ma’rib", "Marib"),
    ],
)
def test_spellings_that_fold_into_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(max_size=60))
def test_folding_is_stable(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert without_article(fold(name)) in fold(name)


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


def test_a_bad_row_is_a_finding_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(
        "name,lat,lon,precision\n,1,2,\nKell,91,2,\nOsk,north,2,\nHolm,1,2,9\nTarn,1,2,2\n", encoding="utf-8"
    )
    rows, findings = read_places(path)
    assert [name for name, _ in rows] == ["Tarn"]
    assert [finding.address.rpartition(":")[2] for finding in findings] == ["line 2", "line 3", "line 4", "line 5"]
    assert all(finding.name == "places.row" and finding.remedy for finding in findings)


def test_a_list_of_places_that_is_none_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_bytes(b"name,lat,lon\n\xff\xfe\x00")
    for path in (tmp_path / "places.csv", tmp_path / "absent.csv"):
        rows, (finding,) = read_places(path)
        assert rows == ()
        assert finding.name == "places.unreadable"


def test_it_travels_with_its_own_places(world: Gazetteer) -> None:
    case = world.with_places([("Nuwar", Place("Nuwar", 35.5, 38.5, feature="own"))])
    again = pickle.loads(pickle.dumps(case))  # noqa: S301 - our own bytes
    assert again.places("Nuwar") == case.places("Nuwar")
    assert again.places("Aleppo") == world.places("Aleppo")

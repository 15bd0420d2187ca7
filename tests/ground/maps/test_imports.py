"""Imports: a user's own maps, whole or not at all."""

import math
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daftar.ground.gazetteer import Gazetteer, open_gazetteer
from daftar.ground.maps.boundaries import _admin1
from daftar.ground.maps.imports import import_places, list_imports, remove_import
from daftar.model import Finding
from daftar.model.errors import PlacesError

from ..small_world import small_gazetteer
from .made import division, geojson, layer, line, square, zipped


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    small_gazetteer(tmp_path / "cache", monkeypatch).close()
    return tmp_path / "cache"


def imported(path: Path, folder: Path, name: str | None = None) -> tuple[Gazetteer, tuple[Finding, ...]]:
    _, findings = import_places(path, name, folder)
    return open_gazetteer(folder), findings


def refused(path: Path, folder: Path) -> str:
    """What is said of a file that cannot be used; nothing stays of it."""
    with pytest.raises(PlacesError) as error:
        import_places(path, "bad", folder)
    assert not list((folder / "imports").glob("*bad*")) and not list(folder.rglob(".unfinished*"))
    assert str(path) in str(error.value)
    return str(error.value)


def dump(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "SY.txt"
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_a_file_of_geonames_adds_places_and_repeats_none(tmp_path: Path, folder: Path) -> None:
    path = dump(
        tmp_path,
        line(11, "Tall Nuwār", 35.5, 38.5, others="Tell Nouar,تل نوار,TLN,ta lu nu wa"),
        line(12, "Nuwar Bridge", 35.6, 38.6, kind="S", code="BDG"),
        line(13, "Orsa", 35.7, 38.7, kind="A", code="ADM2"),
        line(14, "Sarif", 33.5, 36.2, code="PPLC", people=900),
        line(170063, "Aleppo", 36.2, 37.16, people=2098210),
    )
    before = open_gazetteer(folder).places("Aleppo")
    gazetteer, findings = imported(path, folder)
    assert findings == ()
    for name in ("Tall Nuwar", "Tell Nouar", "تل نوار"):
        assert [place.geonameid for place in gazetteer.places(name)] == [11]
    assert not gazetteer.places("TLN") and not gazetteer.places("ta lu nu wa")
    (orsa,), (sarif,) = gazetteer.places("Orsa"), gazetteer.places("Sarif")
    assert (orsa.feature, orsa.precision, orsa.country, orsa.admin1) == ("county", 3, "SY", "09")
    assert (sarif.feature, sarif.population) == ("capital", 900)
    assert gazetteer.known("Orsa") and not gazetteer.known("Nuwar Bridge") and gazetteer.places("Nuwar Bridge")
    assert gazetteer.sounding("Tel Nawwar", "SY")[0].geonameid == 11
    assert gazetteer.places("Aleppo") == before


def test_a_zip_of_geonames_is_read_as_it_came(tmp_path: Path, folder: Path) -> None:
    files = {"readme.txt": b"GeoNames", "SY.txt": line(11, "Nuwar", 35.5, 38.5).encode()}
    gazetteer, _ = imported(zipped(tmp_path / "SY.zip", files), folder)
    assert gazetteer.places("Nuwar")[0].geonameid == 11


def test_progress_goes_to_the_end(tmp_path: Path, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    path = dump(tmp_path, *(line(n, f"Kell {n}", 35, 38) for n in range(1, 20_003)))
    import_places(path, None, folder, lambda done, total: told.append((done, total)))
    assert 0 < told[0][0] < told[0][1] and told[-1] == (path.stat().st_size, path.stat().st_size)


def test_a_broken_line_among_many_is_told_and_left_out(tmp_path: Path, folder: Path) -> None:
    good = [line(n, f"Kell {n}", 35, 38) for n in range(1, 400)]
    gazetteer, findings = imported(
        dump(tmp_path, *good[:6], line(998, "Osk", 95, 38), *good[6:], "cut off\t", line(999, "Holm", "x", 2)), folder
    )
    assert [finding.address.rpartition(":")[2] for finding in findings] == ["line 7", "line 401"]
    assert "95.0, 38.0 is not on the earth" in findings[0].problem and findings[0].remedy
    assert gazetteer.places("Kell 399") and not gazetteer.places("Osk")


def test_of_very_many_broken_lines_the_first_are_told_and_the_rest_counted(tmp_path: Path, folder: Path) -> None:
    good = [line(n, f"Kell {n}", 35, 38) for n in range(1, 4_000)]
    _, findings = imported(dump(tmp_path, *good, *(line(n, "Osk", 95, 38) for n in range(5_000, 5_030))), folder)
    assert len(findings) == 21
    assert (findings[-1].name, findings[-1].problem) == ("places.more", "10 more rows could not be used.")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"name,lat,lon\nKell,1,2\n", "line 1: this is no file of GeoNames: 1 columns"),
        (line(1, "Kell", 35, 138).encode() + line(2, "Osk", 91, 38).encode(), "line 2"),
        (line(1, "Qaşr", 35, 38).encode("latin-1", "replace") + "Ḩ\tx\n".encode("utf-16"), "line 2"),
        (b"", "there is no place in this file"),
    ],
)
def test_a_broken_file_of_geonames_is_refused_and_what_was_there_stays(
    content: bytes, says: str, tmp_path: Path, folder: Path
) -> None:
    path = tmp_path / "SY.txt"
    path.write_text(line(11, "Nuwar", 35.5, 38.5), encoding="utf-8")
    import_places(path, "mine", folder)
    path.write_bytes(content)
    with pytest.raises(PlacesError, match=says):
        import_places(path, "mine", folder)
    assert open_gazetteer(folder).places("Nuwar")[0].geonameid == 11
    assert not list(folder.rglob(".unfinished*"))


NUWAR = division(1, "Nuwar", "SY90", square(38, 34, 4), ADM1_AR="نوار")
ORSA = division(2, "Orsa", "SY9001", square(38, 34, 2), square(38.5, 34.5, 0.5), ADM1_EN="Nuwar", ADM1_PCODE="SY90")


def check_divisions(gazetteer: Gazetteer) -> None:
    def at(lat: float, lon: float) -> list[str]:
        return [division.code for division in gazetteer.divisions(lat, lon)]

    assert at(35.5, 39.5) == ["SY9001", "SY90"]
    assert at(34.7, 38.7) == ["SY90"]  # in the hole
    assert at(37, 41) == ["SY90"]
    assert at(33, 39) == at(35, 43) == at(-35, -39) == []
    (orsa,) = gazetteer.places("Orsa")
    assert (orsa.feature, orsa.precision, orsa.country, orsa.admin1) == ("county", 3, "SY", "04")
    assert orsa.within == ("SY9001", "Nuwar", "SY90", "Syria", "SY")
    assert (orsa.lat, orsa.lon) == pytest.approx((35, 39))
    assert [place.precision for place in gazetteer.places("نوار")] == [4]


def test_boundaries_give_places_and_the_codes_of_points(tmp_path: Path, folder: Path) -> None:
    gazetteer, findings = imported(geojson(tmp_path / "syr_admin.geojson", NUWAR, ORSA), folder)
    assert findings == ()
    check_divisions(gazetteer)


def test_a_zip_of_shapefiles_gives_the_same(tmp_path: Path, folder: Path) -> None:
    files = {}
    for number, one in enumerate((NUWAR, ORSA), 1):
        made = layer([one], encoding="cp1256")
        files |= {f"a/ADM{number}.SHP": made["shp"], f"a/ADM{number}.dbf": made["dbf"], f"a/ADM{number}.cpg": b"1256"}
    files |= {f"a/lines.{end}": data for end, data in layer([NUWAR], kind=3).items()}
    gazetteer, findings = imported(zipped(tmp_path / "syr.zip", files), folder)
    assert findings == ()
    check_divisions(gazetteer)


def test_a_part_across_the_sea_is_of_the_division_too(tmp_path: Path, folder: Path) -> None:
    both = division(1, "Nuwar", "SY90")
    both["geometry"] = {"type": "MultiPolygon", "coordinates": [[square(178, -18)], [square(-180, -18)]]}
    gazetteer, _ = imported(geojson(tmp_path / "a.geojson", both), folder)
    assert [gazetteer.divisions(-17.5, lon) != () for lon in (178.5, -179.5, 0.0)] == [True, True, False]


def test_other_names_of_the_columns(tmp_path: Path, folder: Path) -> None:
    feature = division(1, "x", "y", square(38, 34))
    feature["properties"] = {"adm1_name": "Nuwar", "adm1_name1": "نوار", "adm1_pcode": "SYR90", "adm0_name": "Syria"}
    gazetteer, _ = imported(geojson(tmp_path / "a.json", feature), folder)
    assert [place.country for place in gazetteer.places("Nuwar")] == ["SY"]
    assert gazetteer.divisions(34.5, 38.5)[0].code == "SYR90"


@pytest.mark.parametrize(
    ("feature", "says"),
    [
        (division(1, "Kell", "SY1", square(38, 34)[:-1]), "not closed"),
        (division(1, "Kell", "SY1", square(38, 89.5)), "90.5, 38.0, is not on the earth"),
        (division(1, "Kell", "SY1", [(179.5, 1), (-179.5, 1), (-179.5, 2), (179.5, 1)]), "antimeridian"),
        (division(1, "Kell", "SY1"), "no outline"),
        (division(1, "Kell", "SY1", [("a", 1)] * 4), "could not convert"),
        (division(1, "Kell", "SY1", [[math.inf, 1.0]] * 4), "not on the earth"),  # type: ignore[arg-type,list-item]
        (division(1, "Kell", "SY1", [(1,)] * 4), "no pair of numbers"),  # type: ignore[list-item]
        (division(1, "Kell", "", square(38, 34), ADM0_PCODE=""), "no P-code"),
        (division(1, "", "SY1", square(38, 34)), "SY1 has no name"),
        ({"type": "Feature", "properties": None, "geometry": None}, "no outline"),
        ("no feature", "no outline"),
        ({"geometry": {"type": "Point", "coordinates": [1, 2]}}, "no outline"),
        ({"geometry": {"type": "Polygon", "coordinates": [5]}}, "not closed"),
        ({"geometry": {"type": "MultiPolygon", "coordinates": [5]}}, "no outline"),
    ],
)
def test_a_bad_division_is_refused_with_its_number(feature: object, says: str, tmp_path: Path, folder: Path) -> None:
    message = refused(geojson(tmp_path / "a.geojson", NUWAR, feature), folder)
    assert says in message and "feature 2" in message and "what was there stays" in message


def test_a_bad_division_among_many_is_told(tmp_path: Path, folder: Path) -> None:
    many = [division(2, f"Kell {n}", f"SY{n:04}", square(38, 34)) for n in range(120)]
    gazetteer, (finding,) = imported(geojson(tmp_path / "a.geojson", *many, division(1, "Osk", "SY9")), folder)
    assert finding.address.endswith("feature 121") and finding.name == "places.division"
    assert gazetteer.places("Kell 119")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.geojson", b'{"type":\n "FeatureCollection",,', "line 2: this is no JSON"),
        ("a.geojson", b'{"features": 5}', "no list of features"),
        ("a.geojson", b"[]", "no list of features"),
        ("a.geojson", b"[" * 100_000, "no JSON"),
        ("a.geojson", '{"x": "é"}'.encode("latin-1"), "UTF-8"),
        ("a.zip", b"PK but no zip", "is no zip"),
        ("a.csv", b"name,lat,lon\nKell,95,2\n", "line 2"),
        ("a.csv", b"name,lat\nKell,95\n", "has no column lon"),
        ("a.csv", b"name,lat,lon\n", "no place in this file"),
        ("a.pdf", b"%PDF", "a file of this kind"),
    ],
)
def test_a_file_that_is_none_says_what_to_do(
    name: str, content: bytes, says: str, tmp_path: Path, folder: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    assert says in refused(tmp_path / name, folder)


SHAPE = layer([NUWAR], encoding="utf-8")


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"a.shp": SHAPE["shp"]}, "its table is not in the zip"),
        ({"a.shp": SHAPE["shp"][:-9], "a.dbf": SHAPE["dbf"]}, "feature 1: the file ends here"),
        ({"a.shp": SHAPE["shp"][:60], "a.dbf": SHAPE["dbf"]}, "the file ends here"),
        ({"a.shp": SHAPE["shp"], "a.dbf": SHAPE["dbf"][:-9]}, "feature 1: the file ends here"),
        ({"a.shp": SHAPE["shp"], "a.dbf": SHAPE["dbf"][:9]}, "the file ends here"),
        ({"a.shp": b"x" * 200, "a.dbf": SHAPE["dbf"]}, "no shapefile"),
        ({"a.shp": SHAPE["shp"], "a.dbf": SHAPE["dbf"], "a.prj": b'PROJCS["WGS_1984_UTM_Zone_37N"'}, "in degrees"),
        ({"a.shp": SHAPE["shp"], "a.dbf": SHAPE["dbf"], "a.cpg": b"klingon"}, "klingon"),
        ({"a.shp": SHAPE["shp"], "a.dbf": SHAPE["dbf"].replace("نوار".encode(), b"\xff" * 8)}, "not in utf-8"),
        ({"lines.shp": layer([NUWAR], kind=3)["shp"], "lines.dbf": SHAPE["dbf"]}, "no place in this file"),
        ({"readme.txt": b"nothing"}, "in this zip are no places"),
    ],
)
def test_a_broken_shapefile_says_what_to_do(files: dict[str, bytes], says: str, tmp_path: Path, folder: Path) -> None:
    assert says in refused(zipped(tmp_path / "a.zip", files), folder)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(SHAPE["shp"]) - 1), byte=st.integers(0, 255))
def test_a_shapefile_with_one_wrong_byte_is_read_or_refused(at: int, byte: int, tmp_path: Path, folder: Path) -> None:
    shape = SHAPE["shp"][:at] + bytes([byte]) + SHAPE["shp"][at + 1 :]
    path = zipped(tmp_path / "a.zip", {"a.shp": shape, "a.dbf": SHAPE["dbf"]})
    try:
        import_places(path, "maybe", folder)
    except PlacesError as error:
        assert str(path) in str(error)


def test_a_zip_with_a_wrong_checksum_is_refused(tmp_path: Path, folder: Path) -> None:
    path = zipped(tmp_path / "SY.zip", {"SY.txt": line(11, "Nuwar", 35.5, 38.5).encode()})
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("SY.txt").header_offset + 40
    broken = bytearray(path.read_bytes())
    broken[start] ^= 1
    path.write_bytes(broken)
    assert "the zip is broken" in refused(path, folder)


def test_a_list_stands_before_the_world_and_a_cases_own_before_it(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "crossings.csv"
    path.write_text(
        "name,lat,lon,aliases,country\nBab Nuwar,36,37,Nuwar crossing,SY\nParis,35,38,,SY\n", encoding="utf-8"
    )
    gazetteer, _ = imported(path, folder)
    assert [place.feature for place in gazetteer.places("Nuwar crossing")] == ["listed"]
    assert gazetteer.known("Bab Nuwar")


def test_imports_are_listed_replaced_and_removed(tmp_path: Path, folder: Path) -> None:
    import_places(dump(tmp_path, line(11, "Nuwar", 35, 38)), None, folder)
    (first,) = list_imports(folder)
    assert first.name == "SY" and first.about is not None
    assert (first.about.kind, first.about.source, first.about.places) == ("geonames", "SY.txt", 1)
    before = open_gazetteer(folder).versions
    import_places(dump(tmp_path, line(11, "Nuwar", 35, 38), line(12, "Kell", 35, 38)), None, folder)
    (second,) = list_imports(folder)
    assert second.about is not None and second.about.places == 2
    (version,) = open_gazetteer(folder).versions
    assert version.startswith("places.SY.") and (version,) != before
    remove_import("SY", folder)
    assert list_imports(folder) == () and open_gazetteer(folder).versions == ()
    with pytest.raises(PlacesError, match="no import 'SY'"):
        remove_import("SY", folder)


@pytest.mark.parametrize("name", ["", "../x", ".x", "a/b"])
def test_a_name_that_is_none_is_refused(name: str, tmp_path: Path, folder: Path) -> None:
    with pytest.raises(PlacesError, match="no name for an import"):
        import_places(dump(tmp_path, line(11, "Nuwar", 35, 38)).rename(tmp_path / ".txt"), name, folder)


def test_a_broken_import_is_not_left_out_in_silence(tmp_path: Path, folder: Path) -> None:
    import_places(dump(tmp_path, line(11, "Nuwar", 35, 38)), "mine", folder)
    (folder / "imports" / "mine.sqlite").write_bytes(b"no database")
    with pytest.raises(PlacesError, match="daftar places remove mine"):
        open_gazetteer(folder)
    assert [one.about for one in list_imports(folder)] == [None]
    import_places(dump(tmp_path, line(11, "Nuwar", 35, 38)), "mine", folder)
    assert open_gazetteer(folder).places("Nuwar")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('{"features": [%s]}' % ("9" * 5000), "no JSON"),
        ('{"features": %s}' % ("[" * 100_000), "no JSON"),
        ('{"features": [{"properties": {"ADM1_EN": "Ke\\ud800ll", "ADM1_PCODE": "SY01"}, %s}]}', "surrogates"),
        ('{"features": [{"properties": {"ADM1_EN": [["Kell"]], "ADM1_PCODE": "SY01"}, %s}]}', "has no name"),
        (
            '{"features": [{"geometry": {"type": "Polygon", "coordinates": [[[1%s, 1]]]}}]}' % ("0" * 400),
            "no pair of numbers",
        ),
    ],
)
def test_a_hostile_geojson_is_refused_by_name(written: str, says: str, tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "bad.geojson"
    outline = '"geometry": {"type": "Polygon", "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 1]]]}'
    path.write_text(written % outline if written.endswith("%s}]}") else written, encoding="utf-8")
    assert says in refused(path, folder)


def test_the_centre_of_an_outline_that_crosses_itself_is_on_it(tmp_path: Path, folder: Path) -> None:
    eight = [(10.0, 10.0), (11.0, 11.0), (11.0, 10.0), (10.0, 11.0000001), (10.0, 10.0)]
    gazetteer, _ = imported(geojson(tmp_path / "cod.geojson", division(1, "Kell", "SY01", eight)), folder)
    (place,) = gazetteer.places("Kell")
    assert 10 <= place.lat <= 11.1 and 10 <= place.lon <= 11


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.floats(-80, 80), st.floats(-170, 170), st.text("ab", min_size=1)), max_size=12),
    st.floats(-80, 80),
    st.floats(-170, 170),
)
def test_a_division_is_of_the_nearest_towns_division(
    towns: list[tuple[float, float, str]], lat: float, lon: float
) -> None:
    def away(town: tuple[float, float, str]) -> float:
        return (town[0] - lat) ** 2 + ((town[1] - lon) * math.cos(math.radians(lat))) ** 2

    found = _admin1(lat, lon, sorted(towns, key=lambda town: town[:2]))
    assert found in {town[2] for town in towns if away(town) == min(map(away, towns))} or (found is None and not towns)


@pytest.mark.parametrize("encoding", [b"zlib", b"rot13", b"no\0thing", b"nowhere"])
def test_an_encoding_that_is_none_of_texts_is_refused(encoding: bytes, tmp_path: Path, folder: Path) -> None:
    files = {f"cod.{end}": part for end, part in layer([division(1, "Kell", "SY01", square(36, 35))]).items()}
    assert "encoding" in refused(zipped(tmp_path / "bad.zip", {**files, "cod.cpg": encoding}), folder)


def test_numbers_that_no_place_has_are_refused(tmp_path: Path, folder: Path) -> None:
    assert "number -3" in refused(dump(tmp_path, line(-3, "Nuwar", 35.5, 38.5)), folder)
    assert "people" in refused(dump(tmp_path, line(3, "Nuwar", 35.5, 38.5, people=10**30)), folder)
    listed = tmp_path / "bad.csv"
    for number in (-1, 10**30):
        listed.write_text(f"name,lat,lon,geonameid\nNuwar,35.5,38.5,{number}\n", encoding="utf-8")
        assert "no number of GeoNames" in refused(listed, folder)


def test_two_places_of_a_list_with_one_number_keep_their_points(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "checkpoints.csv"
    path.write_text("name,lat,lon,geonameid\nNorth Gate,35.1,38.1,7\nSouth Gate,35.0,38.0,7\n", encoding="utf-8")
    gazetteer, _ = imported(path, folder)
    assert [(place.lat, place.geonameid) for place in gazetteer.places("North Gate")] == [(35.1, 7)]
    assert [(place.lat, place.geonameid) for place in gazetteer.places("South Gate")] == [(35.0, None)]


def test_a_line_without_an_end_is_read_in_pieces(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("daftar.ground.maps.dumps.LONGEST", 300)
    path = dump(
        tmp_path,
        line(11, "Nuwar", 35.5, 38.5),
        "x" * 1000 + "\n",
        *(line(n, f"Kell {n}", 35, 38) for n in range(12, 700)),
    )
    _, findings = imported(path, folder)
    assert len(findings) == 4 and findings[0].address.endswith("line 2")

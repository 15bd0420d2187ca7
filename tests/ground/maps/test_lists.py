"""Lists: what a person has written down in CSV."""

from pathlib import Path

import pytest

from daftar.ground.maps.lists import read_places


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "places.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_name_of_a_row_leads_to_its_place(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "\ufeffName,LAT,lon,aliases,within,country\nNuwar crossing,35.5,38.5,Bab Nuwar; باب نوار ;,Orsa District;Orsa,xx\n",
    )
    rows, findings = read_places(path)
    assert findings == ()
    assert [name for name, _ in rows] == ["Nuwar crossing", "Bab Nuwar", "باب نوار"]
    assert {(place.name, place.country, place.within) for _, place in rows} == {
        ("Nuwar crossing", "XX", ("Orsa District", "Orsa"))
    }


def test_a_bad_row_is_a_finding_with_its_line(tmp_path: Path) -> None:
    path = written(
        tmp_path, "name,lat,lon,precision\n,1,2,\nKell,91,2,\nOsk,north,2,\nHolm,1,2,9\nNan,nan,2,\nTarn,1,2,2\n"
    )
    rows, findings = read_places(path)
    assert [name for name, _ in rows] == ["Tarn"]
    assert [finding.address.rpartition(":")[2] for finding in findings] == [f"line {n}" for n in range(2, 7)]
    assert all(finding.name == "places.row" and finding.remedy for finding in findings)


@pytest.mark.parametrize("text", ["", "place,y,x\nKell,1,2\n", "name;lat;lon\nKell;1;2\n"])
def test_a_file_without_the_columns_is_one_finding_that_names_them(text: str, tmp_path: Path) -> None:
    rows, (finding,) = read_places(written(tmp_path, text))
    assert rows == ()
    assert finding.name == "places.columns" and "lat" in finding.problem and finding.address.endswith(":line 1")


def test_a_list_of_places_that_is_none_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_bytes(b"name,lat,lon\n\xff\xfe\x00")
    for path in (tmp_path / "places.csv", tmp_path / "absent.csv"):
        rows, (finding,) = read_places(path)
        assert rows == ()
        assert finding.name == "places.unreadable"

"""The places on the command line, each command as a person would call it."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from daftar.ground.gazetteer import world_version
from daftar.ground.maps.index import write_index
from daftar.ground.maps.place import Named, Place
from daftar.work.steps import Reader

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def daftar(daftar: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Calls the places' commands, on a map with two towns; exit code, standard output, standard error."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    towns = [
        Named(Place("Qaşr Nuwār", 35.0, 38.0, 11, "SY", "09", 500), ("Qaşr Nuwār",), ("قصر نوار",)),
        Named(Place("Orsa", 40.0, -80.0, 12, "US", "PA", 900), ("Orsa",)),
    ]
    write_index(tmp_path / "cache" / "daftar" / "gazetteer.sqlite", "world", "made up", world_version(), towns)

    return partial(daftar, "places")


def test_help_names_its_commands(daftar: Run) -> None:
    code, out, _ = daftar("--help")
    assert code == 0 and all(f"  {name} " in out for name in ("import", "list", "remove", "find"))


@pytest.mark.parametrize(
    ("asked", "name", "why"),
    [
        (("Qasr Nuwar",), "Qaşr Nuwār", "its name"),
        (("قصر نوار",), "Qaşr Nuwār", "another of its names"),
        (("Kasr en-Nouwar", "--country", "sy"), "Qaşr Nuwār", "the same consonants: taken as inferred"),
        (("Kasr Muwar", "--country", "SY"), "Qaşr Nuwār", "one consonant off: proposed, never taken"),
        (("Orza", "--country", "US"), None, None),
        (("Orsa", "--country", "SY"), None, None),
        (("Kasr en-Nouwar",), None, None),
    ],
)
def test_find_says_what_a_name_leads_to_and_why(
    asked: tuple[str, ...], name: str | None, why: str | None, daftar: Run
) -> None:
    code, out, _ = daftar("find", *asked, "--json")
    assert code == 0
    assert [(row["name"], row["why"]) for row in json.loads(out)] == ([(name, why)] if name is not None else [])
    code, out, _ = daftar("find", *asked)
    assert code == 0 and (name or f"Nothing on the map is called {asked[0]}") in out
    assert ("With --country" in out) == (name is None and "--country" not in asked)


def test_find_knows_a_cases_own_places(daftar: Run, tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "places.csv").write_text("name,lat,lon\nOrsa,1,2\nbroken,x,y\n")
    (tmp_path / "case" / "ledger.sqlite").touch()
    code, out, err = daftar("find", "Orsa", "--case", tmp_path / "case", "--json")
    assert code == 0 and "places.row" in err
    assert [(row["lat"], row["why"]) for row in json.loads(out)] == [(1.0, "the case's own list"), (40.0, "its name")]


def test_a_map_is_imported_listed_and_removed(daftar: Run, tmp_path: Path) -> None:
    path = tmp_path / "crossings.csv"
    path.write_text("name,lat,lon\nBab Kell,36,37\n")
    assert "No map was imported" in daftar("list")[1]
    code, out, _ = daftar("import", path, "--name", "gates")
    assert code == 0 and "gates: 1 places" in out
    assert any(step.startswith("places.gates.") for step in Reader.plain().steps)
    code, out, _ = daftar("list", "--json")
    (row,) = json.loads(out)
    assert (row["name"], row["kind"], row["from"], row["places"]) == ("gates", "list", "crossings.csv", 1)
    assert "crossings.csv" in daftar("list")[1]
    assert json.loads(daftar("find", "Bab Kell", "--json")[1])[0]["why"] == "an imported list"
    path.write_text("name,lat,lon\nBab Kell,136,37\n")
    code, _, err = daftar("import", path, "--name", "gates")
    assert code == 1 and "line 2" in err and "what was there stays" in err
    assert json.loads(daftar("find", "Bab Kell", "--json")[1])[0]["lat"] == 36.0
    assert daftar("remove", "gates")[0] == 0
    assert not any(step.startswith("places.gates.") for step in Reader.plain().steps)
    code, _, err = daftar("remove", "gates")
    assert code == 1 and "daftar places list" in err

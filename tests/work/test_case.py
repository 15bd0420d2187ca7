"""A case folder and its settings; what is wrong with them is said with the remedy."""

from pathlib import Path

import pytest

from daftar.model import Claim, Document, Event, Grounded, Passage
from daftar.model.errors import CaseError, RegistryError
from daftar.work.case import open_case
from daftar.work.steps import Reader


def test_a_folder_without_a_case_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="daftar read REPORTS --case"):
        open_case(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_file_is_no_case(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    with pytest.raises(CaseError, match="is a file"):
        open_case(tmp_path / "x", create=True)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("nome = 'x'", "no setting 'nome'"),
        ("name = 3", "must be a text"),
        ("independent_voices = 'two'", "must be a whole number"),
        ("independent_voices = true", "must be a whole number"),
        ("independent_voices = 0", "1 or more"),
        ("figure_rule = 'figure.mine'", "no setting 'figure_rule'"),
        ("countries = 'SY'", "a list of ISO codes"),
        ("countries = ['Syria']", "a list of ISO codes"),
        ("countries = [3]", "a list of ISO codes"),
        ("name = ", "cannot be read as TOML"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, line: str, complaint: str) -> None:
    (tmp_path / "case.toml").write_text(line)
    with pytest.raises(CaseError, match=complaint):
        open_case(tmp_path, create=True)


def test_settings_are_read(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text("name = 'Tal Serin'\nindependent_voices = 3\n")
    case = open_case(tmp_path, create=True)
    assert (case.name, case.settings.independent_voices, case.places) == ("Tal Serin", 3, None)
    assert case.ledger_url == str(tmp_path / "ledger.sqlite")


def test_a_cases_own_files_are_found(tmp_path: Path) -> None:
    case = open_case(tmp_path, create=True)
    assert (case.places, case.parties) == (None, None)
    (tmp_path / "parties.toml").write_text("")
    (tmp_path / "places.csv").write_text("name,lat,lon\n")
    assert (case.places, case.parties) == (tmp_path / "places.csv", tmp_path / "parties.toml")


def test_a_cases_countries_tell_places_of_one_name_apart(tmp_path: Path) -> None:
    document = Document("d" * 64, "Shells fell on Tripoli.")
    plain = Reader.for_case(open_case(tmp_path, create=True))
    (tmp_path / "case.toml").write_text('countries = ["LB"]\n')
    of_lebanon = Reader.for_case(open_case(tmp_path, create=True))
    assert [reader.toponyms(reader.mentions(document))[0].country for reader in (plain, of_lebanon)] == ["LY", "LB"]  # type: ignore[union-attr]
    assert of_lebanon.steps[-1] == "places.of.LB"


def test_a_cases_own_parties_ground_its_claims_and_stand_in_the_steps(tmp_path: Path) -> None:
    case, text = open_case(tmp_path, create=True), "The KLV fired on the mill, the Tarsa Desk said."
    document = Document("d" * 64, text)
    claim = Claim(document.id, 0, Passage.of(text, 0, len(text)), Event("shelling", Passage.of(text, 0, 7)))
    plain = Reader.for_case(case)
    (before,) = plain.grounded(document, plain.mentions(document), (), [claim])
    (tmp_path / "parties.toml").write_text('[parties."Kell Levies"]\nkind = "armed_group"\naliases = ["KLV"]\n')
    own = Reader.for_case(case)
    (after,) = own.grounded(document, own.mentions(document), (), [claim])
    assert (before.parties, after.parties) == ((), (Grounded("agent", 0, "Kell Levies", "registry", "armed_group"),))
    assert before.body == after.body == claim.body
    assert plain.steps[:-1] == own.steps[:-1] and plain.steps[-1] != own.steps[-1]
    assert own.steps[-1] == f"parties.registry.{own.registry.version}" and after.made_by == own.steps
    (tmp_path / "parties.toml").write_text('[parties."Kell Levies"]\nkind = "levy"\n')
    with pytest.raises(RegistryError, match=r"parties\.toml:2: unknown kind 'levy'"):
        Reader.for_case(case)

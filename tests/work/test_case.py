"""A case folder and its settings; what is wrong with them is said with the remedy."""

from pathlib import Path

import pytest

from daftar.model.errors import CaseError
from daftar.work.case import open_case


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

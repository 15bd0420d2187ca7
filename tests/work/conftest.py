"""One gazetteer for all tests of this room, built once in a folder of its own."""

from pathlib import Path

import pytest

from daftar.work.case import Case, open_case

EXAMPLE = Path(__file__).parents[2] / "examples" / "tal-serin"


@pytest.fixture
def reports() -> Path:
    return EXAMPLE / "reports"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """An empty case with the example's own places."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "places.csv").write_bytes((EXAMPLE / "places.csv").read_bytes())
    return open_case(folder, create=True)

"""Whatever room names a Finding, the page for people says what it means."""

import re
from pathlib import Path

import daftar

NAMED = re.compile(r'(?:Finding|Fault)\(\s*"([a-z_]+\.[a-z_]+)"')


def test_every_finding_that_is_named_in_the_code_is_on_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs" / "findings.md").read_text(encoding="utf-8")
    assert daftar.__file__ is not None
    sources = [path.read_text(encoding="utf-8") for path in Path(daftar.__file__).parent.rglob("*.py")]
    named = {name for source in sources for name in NAMED.findall(source)}
    assert {"ledger.chain", "reading.failed", "places.row"} <= named
    assert sorted(name for name in named if f"| `{name}` |" not in page) == []

"""Every problem of the second engine stands on the page for people, in the words in which it is told."""

from pathlib import Path

from daftar.reading.endpoint.troubles import TABLE

PAGE = (Path(__file__).parents[3] / "docs" / "findings.md").read_text(encoding="utf-8")


def test_the_page_has_each_with_its_words() -> None:
    rows = {
        f"| `{name}` | {problem.replace('{detail}', '…')} | {remedy} |" for name, (problem, remedy) in TABLE.items()
    }
    assert rows - set(PAGE.splitlines()) == set()


def test_the_page_has_no_others() -> None:
    named = {line.split("`")[1] for line in PAGE.splitlines() if line.startswith("| `endpoint.")}
    assert named == set(TABLE)

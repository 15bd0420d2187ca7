"""The table of findings is the one that the code uses and the one that people read."""

import re
from pathlib import Path

import pytest

import daftar.intake
from daftar.intake.extract import Trouble
from daftar.intake.findings import TABLE, finding

ROOM = Path(daftar.intake.__file__).parent
PAGE = Path(__file__).parents[2] / "docs" / "findings.md"
NAMED = re.compile(
    r'"((?:path|folder|glob|file|url|format|office|packed|text|date|html|pdf|docx|mail|feed|warc|table|row|document|archive)\.[a-z_]+)"'
)


def row(name: str) -> str:
    problem, remedy = TABLE[name]
    return f"| `{name}` | {problem.replace('{detail}', '…')} | {remedy} |"


def test_the_page_for_people_is_the_table_of_the_code():
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    ours = [line for line in rows if line.split("`")[1] in TABLE]
    assert ours == [row(name) for name in TABLE]


def test_every_name_in_the_code_is_in_the_table_and_every_name_of_the_table_in_the_code():
    used = {
        name
        for path in ROOM.glob("*.py")
        if path.name != "findings.py"
        for name in NAMED.findall(path.read_text(encoding="utf-8"))
    }
    assert used == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_every_finding_says_what_is_wrong_and_what_to_do(name):
    made = finding(Trouble(name, "{this}"), "a.txt")
    assert made.problem.endswith(".")
    assert made.remedy.endswith(".")
    assert ("{this}" in made.problem) == ("{detail}" in TABLE[name][0])

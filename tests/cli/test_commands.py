"""The command line, each command as a person would call it."""

import csv
import hashlib
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console
from typer.main import get_command

from daftar.cli import screen
from daftar.cli.app import app

EXAMPLE = Path(__file__).parents[2] / "examples" / "tal-serin"
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, read once for all tests that only ask."""
    from daftar.intake import Columns, Limits
    from daftar.work.case import open_case
    from daftar.work.run import read_into

    folder = tmp_path_factory.mktemp("asked") / "case"
    folder.mkdir()
    for name in ("places.csv", "case.toml"):
        (folder / name).write_bytes((EXAMPLE / name).read_bytes())
    read_into(open_case(folder, create=True), [str(EXAMPLE / "reports")], columns=Columns(), limits=Limits())
    return folder


def test_help_names_every_command_with_a_line_each(daftar: Run) -> None:
    code, out, _ = daftar("--help")
    assert code == 0
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        assert re.search(rf"^  {name} +\w", out, re.MULTILINE)
        assert command.help and command.help.endswith((".", "?"))


def test_every_command_of_the_readme_exists_with_its_options() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    for line in re.findall(r"daftar ([a-z]+(?: [^`\n#|]*)?)", README):
        words = line.split()
        if words[0] not in commands:
            assert words[0] in ("keeps", "reads"), f"the README calls daftar {words[0]}"
            continue
        command = commands[words[0]]
        if hasattr(command, "commands"):  # daftar places find …
            command = command.commands[words[1]]
        known = {name for parameter in command.params for name in parameter.opts}
        assert {word.split("=")[0] for word in words if word.startswith("--")} <= known | {"--help"}


def test_read_says_what_it_read_and_what_it_could_not(daftar: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Shelling killed four civilians in Karachi on 2 March 2021, police said.")
    (tmp_path / "empty.txt").write_text("")
    code, out, err = daftar(
        "read", tmp_path / "good.txt", tmp_path / "empty.txt", tmp_path / "none.txt", "--case", tmp_path / "c"
    )
    assert code == 0
    assert "1 documents read, 2 could not be read" in out
    assert "file.empty" in err and "path.missing" in err
    code, out, _ = daftar("read", tmp_path / "good.txt", "--case", tmp_path / "c", "--json")
    assert json.loads(out)["known"] == 1
    assert daftar("read", tmp_path / "empty.txt", "--case", tmp_path / "d")[0] == 4
    assert daftar("read", tmp_path, "--case", tmp_path / "e", "--strict")[0] == 4
    code, out, _ = daftar("findings", "--case", tmp_path / "c")
    assert "2 findings" in out


def test_columns_of_a_table_can_be_named(daftar: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("body,who\nShelling killed four civilians in Karachi.,Northgate\n")
    code, _, _ = daftar(
        "read", tmp_path / "t.csv", "--case", tmp_path / "c", "--column", "text=body", "--column", "publisher=who"
    )
    assert code == 0
    _, out, _ = daftar("claims", "--case", tmp_path / "c", "--json")
    assert {claim["voice"] for claim in json.loads(out)} == {"Northgate"}
    code, _, err = daftar("read", tmp_path / "t.csv", "--case", tmp_path / "c", "--column", "body")
    assert code == 1 and "FIELD=NAME" in err


@pytest.mark.parametrize("command", ["incidents", "figures", "claims", "states"])
def test_questions_have_tables_json_filters_and_an_empty_answer(daftar: Run, case: Path, command: str) -> None:
    code, out, _ = daftar(command, "--case", case)
    assert code == 0 and "Tal Serin" in out
    code, out, _ = daftar(command, "--case", case, "--json", "--place", "serin")
    assert code == 0 and json.loads(out)
    code, out, _ = daftar(command, "--case", case, "--place", "nowhere")
    assert code == 0 and "Nothing matches" in out
    code, out, _ = daftar(command, "--case", case, "--since", "2030-01-01", "--json")
    found = json.loads(out)
    assert not (found["figures"] if command == "figures" else found)


def test_filters_by_time_party_voice_and_outcome(daftar: Run, case: Path) -> None:
    def ids(*arguments: str) -> set[str]:
        return {claim["id"] for claim in json.loads(daftar("claims", "--case", case, "--json", *arguments)[1])}

    everything = ids()
    for arguments in (
        ("--voice", "monitor"),
        ("--party", "army"),
        ("--outcome", "injured"),
        ("--since", "2021-03-10"),
        ("--kind", "event"),
    ):
        assert 0 < len(ids(*arguments)) < len(everything)
    assert len(ids("--limit", "3")) == 3
    assert daftar("claims", "--case", case, "--outcome", "hurt")[0] == 2
    assert daftar("claims", "--case", case, "--since", "soon")[0] == 2


@pytest.fixture
def doubted(tmp_path: Path) -> Path:
    """A case of three claims: one sure, one of which nothing is known, one unsure."""
    from daftar.ledger import Ledger
    from daftar.model import Claim, Count, Document, Harm, Passage, Reading
    from daftar.model.identity import record_id
    from daftar.work.case import open_case

    text = "Three died. Four died. Five died."
    document = Document(hashlib.sha256(text.encode()).hexdigest(), text, publisher="Northgate")
    certainties = ((0.94, (("said_by", 0.9), ("means", 0.6))), (None, ()), (0.33, (("said_by", 0.5),)))
    claims = [
        Claim(
            document.id, n, Passage.of(text, text.index(word), text.index(word) + 4), Harm("killed", count=Count(n, n)),
            confidence=confidence, sure=sure,
        )
        for n, (word, (confidence, sure)) in enumerate(zip(("Thre", "Four", "Five"), certainties, strict=True))
    ]  # fmt: skip
    case = open_case(tmp_path / "doubted", create=True)
    with Ledger.open(case.ledger_url, create=True) as ledger:
        ledger.append([document, *claims, Reading(document.id, (), tuple(map(record_id, claims)))])
    return tmp_path / "doubted"


def test_the_claims_to_look_at_first_are_those_read_least_surely(daftar: Run, doubted: Path) -> None:
    _, out, _ = daftar("claims", "--case", doubted, "--unsure")
    first, second, third = (out.index(word) for word in ("Five", "Thre", "Four"))
    assert first < second < third
    assert "33 %" in out and "said by 50 %" in out and "16 %" in out and "means 60 %" in out
    assert "unknown of 1 claim, last in this order" in out
    found = json.loads(daftar("claims", "--case", doubted, "--unsure", "--json")[1])
    assert [(one["confidence"], one["weakest_slot"]) for one in found] == [
        (0.33, "said_by"), (0.94, "means"), (None, None),
    ]  # fmt: skip
    assert found[0]["sure"] == {"said_by": 0.5} and found[0]["certainty"] == 0.165 and found[2]["certainty"] is None
    limited = json.loads(daftar("claims", "--case", doubted, "--unsure", "--json", "--limit", "1")[1])
    assert limited == found[:1]
    plain = json.loads(daftar("claims", "--case", doubted, "--json")[1])
    assert [one["confidence"] for one in plain] == [0.94, None, 0.33]
    _, out, _ = daftar("claims", "--case", doubted)
    assert "94 %" in out and "unknown" in out
    assert "unsure: 33 %; least sure of said by, 50 %" in daftar("why", found[0]["id"], "--case", doubted)[1]


def test_why_leads_from_an_incident_to_sentence_document_and_offset(daftar: Run, case: Path) -> None:
    incidents = json.loads(daftar("incidents", "--case", case, "--json")[1])
    largest = max(incidents, key=lambda incident: len(incident["documents"]))
    code, out, _ = daftar("why", largest["id"][:12], "--case", case)
    assert code == 0
    assert "figure.range.v2" in out and "characters" in out and "“" in out
    assert daftar("why", largest["claims"][0], "--case", case, "--json")[0] == 0
    assert daftar("why", largest["documents"][0][:16], "--case", case)[0] == 0
    code, _, err = daftar("why", "zzz", "--case", case)
    assert code == 1 and "no incident, claim or document begins with 'zzz'" in err
    code, _, err = daftar("why", "", "--case", case)
    assert code == 1


@pytest.mark.parametrize("what", ["incidents", "figures", "claims"])
def test_export_in_every_form(daftar: Run, case: Path, what: str, tmp_path: Path) -> None:
    _, text, _ = daftar("export", "--case", case, "--what", what)
    rows = list(csv.DictReader(io.StringIO(text)))
    _, text, _ = daftar("export", "--case", case, "--what", what, "--as", "jsonl")
    assert len(text.splitlines()) == len(rows) > 0
    target = tmp_path / "out.geojson"
    assert daftar("export", "--case", case, "--what", what, "--as", "geojson", "-o", target)[0] == 0
    assert len(json.loads(target.read_text())["features"]) == len(rows)
    _, out, _ = daftar("export", "--case", case, "--what", what, "--dictionary")
    assert all(column in out for column in list(rows[0])[:3])
    assert daftar("export", "--case", case, "--as", "xlsx")[0] == 2


def test_report_is_one_page_without_anything_from_outside(daftar: Run, case: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "report.html"
    assert daftar("report", "--case", case, "-o", target)[0] == 0
    page = target.read_text(encoding="utf-8")
    assert "Tal Serin, March 2021" in page
    assert not re.search(r"<script|<link|<img|@import|url\((?!#)", page)
    (tmp_path / "file").write_text("")
    code, _, err = daftar("report", "--case", case, "-o", tmp_path / "file" / "report.html")
    assert code == 1 and "cannot be written" in err


def test_the_book_is_checked_dumped_and_loaded_to_the_same_bytes(daftar: Run, case: Path, tmp_path: Path) -> None:
    assert daftar("check", "--case", case)[:2] == (0, "The book is whole.\n")
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    assert daftar("dump", "--case", case, "-o", first)[0] == 0
    assert daftar("load", first, "--case", tmp_path / "copy")[0] == 0
    assert daftar("dump", "--case", tmp_path / "copy", "-o", second)[0] == 0
    assert first.read_bytes() == second.read_bytes()
    code, out, err = daftar("check", "--case", tmp_path / "copy", "--json")
    assert code == 1 and {finding["name"] for finding in json.loads(out)} == {"archive.missing"}
    code, _, err = daftar("load", tmp_path / "no.jsonl", "--case", tmp_path / "none")
    assert code == 1 and "cannot be opened" in err and not (tmp_path / "none").exists()
    damaged = tmp_path / "damaged.jsonl"
    damaged.write_bytes(first.read_bytes().replace(b"killed", b"KILLED", 1))
    code, _, err = daftar("load", damaged, "--case", tmp_path / "third")
    assert code == 1 and "line" in err


def test_annotate_and_incidents_from_a_stream(daftar: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        '{"id": "a", "text": "Shelling killed four civilians in Karachi on 2 March 2021, police said."}\n'
    )
    assert daftar("annotate", source, "-o", target, "--layers", "claims,times")[0] == 0
    assert list(json.loads(target.read_text())) == ["id", "claims", "timexes"]
    code, out, _ = daftar("incidents", "--from", source, "--jsonl")
    assert code == 0 and json.loads(out)["killed"]["best"] == 4
    assert "Karachi" in daftar("incidents", "--from", source)[1]
    assert "None" not in daftar("incidents", "--from", source)[1]
    assert daftar("incidents", "--jsonl")[0] == 1
    assert "no filters" in daftar("incidents", "--from", source, "--place", "Lahore")[2]
    code, _, err = daftar("annotate", source, "-o", target, "--layers", "persons")
    assert code == 1 and "no layer 'persons'" in err
    for text, complaint in (
        ("{broken\n", "line 1: no JSON"),
        ('{"id": 1}\n', 'line 1: each line must be an object with at least "id"'),
        ('{"id": 1' + "0" * 5000 + "}\n", "line 1: no JSON"),
        ("[" * 100_000 + "\n", "line 1: no JSON"),
    ):
        source.write_text(text)
        code, _, err = daftar("annotate", source, "-o", target)
        assert code == 1 and complaint in err
    source.write_bytes(b'{"id": "a", "text": "caf\xe9"}\n')
    assert "line 1: not UTF-8" in daftar("annotate", source, "-o", target)[2]
    assert "cannot be opened" in daftar("annotate", tmp_path / "none", "-o", target)[2]


def test_half_a_character_comes_out_as_it_came_in(daftar: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('\ufeff{"id": "\\ud800", "text": "Shelling killed four civilians."}\n', encoding="utf-8")
    assert daftar("annotate", source, "-o", source)[0] == 0
    row = json.loads(source.read_text(encoding="utf-8"))
    assert row["id"] == "\ud800" and row["claims"]


def test_a_command_that_fails_leaves_the_file_that_was_there(daftar: Run, case: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("{broken\n")
    assert daftar("dump", "--case", tmp_path / "none", "-o", kept)[0] == 1
    assert daftar("annotate", kept, "-o", kept)[0] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["kept"] and kept.read_text() == "{broken\n"
    for command in (("dump",), ("export",), ("report",)):
        code, _, err = daftar(*command, "--case", case, "-o", kept / "x")
        assert code == 1 and "cannot be written" in err
    assert daftar("dump", "--case", case, "-o", "/dev/null")[0] == 0


def test_what_is_piped_is_utf_8_whatever_the_system_has(
    daftar: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t.txt").write_text("Shelling killed four civilians in حلب, police said.", encoding="utf-8")
    daftar("read", tmp_path / "t.txt", "--case", tmp_path / "c")
    printed = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(printed, "ascii", write_through=True))
    assert daftar("claims", "--case", tmp_path / "c", "--json")[0] == 0
    assert "حلب" in printed.getvalue().decode("utf-8")


def test_what_the_system_refuses_is_a_message(daftar: Run, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    code, _, err = daftar("claims", "--case", case)
    assert code == 1 and err == "daftar: [Errno 28] No space left on device\n"


def test_a_file_name_is_no_markup_of_the_progress_line(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Console(file=io.StringIO(), force_terminal=True)
    monkeypatch.setattr(screen, "err", terminal)
    with screen.progress("reading") as bar:
        bar.update(bar.task_ids[0], description="now a[/b].txt")
        bar.refresh()
    assert isinstance(terminal.file, io.StringIO) and "a[/b].txt" in terminal.file.getvalue()


def test_a_missing_case_says_what_to_do(daftar: Run, tmp_path: Path) -> None:
    code, out, err = daftar("incidents", "--case", tmp_path)
    assert (code, out) == (1, "")
    assert err.startswith("daftar: ") and "daftar read REPORTS --case" in err
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database, but some text")
    code, _, err = daftar("incidents", "--case", tmp_path)
    assert code == 1 and err.startswith("daftar: ")


def test_a_document_cannot_command_the_terminal(daftar: Run, tmp_path: Path) -> None:
    row = {
        "text": "Shelling killed four civilians in Karachi, \u001b[2Jpolice \u202esaid.",
        "publisher": "\u001b]0;owned\u0007 News",
    }
    (tmp_path / "t.jsonl").write_text(json.dumps(row) + "\n")
    daftar("read", tmp_path / "t.jsonl", "--case", tmp_path / "c")
    for command in ("claims", "incidents"):
        _, out, _ = daftar(command, "--case", tmp_path / "c")
        assert "Karachi" in out and not set("\u001b\u0007\u202e") & set(out)

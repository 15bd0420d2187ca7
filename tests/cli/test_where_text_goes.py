"""The command line says where text goes before it goes there."""

import json
import sys
from pathlib import Path

import pytest
from tests.reading.endpoint.serving import claims, row, serving

from daftar.cli.app import main

TEXT = "Shelling killed four civilians in Karachi, police said."
HARM = row("harm", TEXT, outcome="killed", count_text="four", low=4, high=4, victims="civilians")
REMOTE = '[reader]\nengine = "endpoint"\nurl = "https://models.example/v1"\nmodel = "m"\n'


def daftar(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["daftar", *map(str, arguments)])
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_another_machine_is_refused_or_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "case.toml").write_text(REMOTE)
    assert daftar(monkeypatch, "read", tmp_path / "none.txt", "--case", tmp_path) == 1
    assert "allow_remote = true" in capsys.readouterr().err
    (tmp_path / "case.toml").write_text(REMOTE + "allow_remote = true\n")
    assert daftar(monkeypatch, "read", tmp_path / "none.txt", "--case", tmp_path) == 4  # and nothing to send
    warned = " ".join(capsys.readouterr().err.split())
    assert "goes to models.example" in warned and "leaves this machine" in warned


def test_annotate_reads_as_a_case_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": "a", "text": TEXT}) + "\n")
    with serving(claims(HARM)) as model:
        reader = f'[reader]\nengine = "endpoint"\nurl = "{model.url}"\nmodel = "m"\n'
        (tmp_path / "case.toml").write_text(reader)
        assert daftar(monkeypatch, "annotate", source, "-o", target, "--layers", "claims", "--case", tmp_path) == 0
    assert len(model.asked) == 1
    assert [claim["victims"] for claim in json.loads(target.read_text())["claims"]] == ["civilians"]
    assert "leaves" not in capsys.readouterr().err
    assert daftar(monkeypatch, "annotate", source, "-o", target, "--case", tmp_path / "none") == 1
    assert not (tmp_path / "none").exists()

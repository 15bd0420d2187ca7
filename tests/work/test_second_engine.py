"""A case whose settings name a language model: read by it, booked, grounded and reconciled like any other."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.reading.endpoint.serving import Answer, Model, claims, raw, row, serving

from daftar.intake import Columns, Limits
from daftar.ledger import check_ledger
from daftar.model.errors import CaseError
from daftar.work.annotate import annotate
from daftar.work.case import Case, open_case
from daftar.work.run import Summary, open_ledger, read_into, record_of
from daftar.work.steps import Reader

TEXT = "On 2 March 2021, shelling killed four civilians in Karachi, police said."
HARM = row(
    "harm", TEXT, said_by="police", place="Karachi", when="On 2 March 2021", outcome="killed",
    count_text="four", low=4, high=4, victims="civilians", status="civilian", means="shelling",
)  # fmt: skip


@pytest.fixture
def model() -> Iterator[Model]:
    with ExitStack() as stack:
        yield stack.enter_context(serving(claims(HARM)))


def answering(model: Model, *answers: Answer) -> None:
    """From now on the model gives these answers."""
    model.answers[:] = [*[raw(500, "")] * len(model.asked), *answers]


def case_of(folder: Path, model: Model, lines: str = "", name: str = "m") -> Case:
    folder.mkdir(exist_ok=True)
    reader = f'[reader]\nengine = "endpoint"\nurl = "{model.url}"\nmodel = "{name}"\npause_seconds = 0\n{lines}'
    (folder / "case.toml").write_text(reader)
    return open_case(folder, create=True)


def read(case: Case, tmp_path: Path) -> Summary:
    (tmp_path / "report.txt").write_text(TEXT)
    return read_into(case, [str(tmp_path / "report.txt")], columns=Columns(), limits=Limits())


def test_what_it_reads_is_booked_grounded_and_reconciled(tmp_path: Path, model: Model) -> None:
    case = case_of(tmp_path / "case", model)
    summary = read(case, tmp_path)
    assert (summary.new, summary.claims, summary.findings) == (1, 1, ())
    record = record_of(case)
    (claim,), (incident,) = record.claims.values(), record.incidents
    assert claim.where is not None and claim.where.name == "Karachi"
    assert claim.when is not None and str(claim.when) == "2021-03-02"
    assert {"reader.endpoint.v1", "reader.endpoint.model.m", "places.rules.v2"} <= set(claim.made_by)
    killed = incident.figure("killed")
    assert killed is not None and (killed.low, killed.high) == (4, 4)
    with open_ledger(case) as ledger:
        assert check_ledger(ledger) == ()


def test_what_was_read_is_not_asked_about_again_but_by_another_model(tmp_path: Path, model: Model) -> None:
    read(case_of(tmp_path / "case", model), tmp_path)
    assert read(case_of(tmp_path / "case", model), tmp_path).known == 1
    assert len(model.asked) == 1
    assert read(case_of(tmp_path / "case", model, name="other"), tmp_path).new == 1
    assert len(model.asked) == 2


def test_a_document_that_could_not_be_read_is_tried_again(tmp_path: Path, model: Model) -> None:
    case = case_of(tmp_path / "case", model)
    answering(model, raw(401, ""))
    failed = read(case, tmp_path)
    assert (failed.new, failed.failed, failed.claims) == (0, 1, 0)
    assert [finding.name for finding in failed.findings] == ["endpoint.denied"]
    answering(model, claims(HARM))
    assert read(case, tmp_path).new == 1


def test_a_report_without_a_sentence_is_not_sent(tmp_path: Path, model: Model) -> None:
    reader = Reader.for_case(case_of(tmp_path / "case", model))
    (found,) = annotate([{"id": "a", "text": " \n"}], ["claims"], reader=reader)
    assert found["findings"][0]["name"] == "reading.no_text" and model.asked == []


def test_a_key_that_is_not_set_is_said_before_anything_is_read(
    tmp_path: Path, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MODEL_KEY", raising=False)
    with pytest.raises(CaseError, match="not set"):
        read(case_of(tmp_path / "case", model, 'key_variable = "MODEL_KEY"\n'), tmp_path)
    assert model.asked == []


def test_annotations_by_it_with_what_did_not_hold(tmp_path: Path, model: Model) -> None:
    answering(model, claims(HARM, HARM | {"victims": "farmers"}))
    reader = Reader.for_case(case_of(tmp_path / "case", model))
    (found,) = annotate([{"id": "a", "text": TEXT}], reader=reader)
    assert list(found) == ["id", "claims", "attributions", "toponyms", "timexes", "findings"]
    assert [claim["victims"] for claim in found["claims"]] == ["civilians"]
    assert found["findings"][0]["name"] == "endpoint.quote"
    answering(model, raw(401, ""))
    (found,) = annotate([{"id": "a", "text": TEXT}], reader=reader)
    assert found["claims"] == [] and found["toponyms"] and found["findings"][0]["name"] == "endpoint.denied"
    assert json.dumps(found)

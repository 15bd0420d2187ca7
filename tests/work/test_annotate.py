"""Annotate: a stable contract."""

from datetime import UTC, date, datetime

import pytest

import daftar
from daftar.model.errors import UsageError
from daftar.work import annotate as module

TEXT = 'On Friday, shelling killed four civilians in Karachi, police said. "It was dark," said a medic.'


def test_all_layers_stand_in_the_same_order_with_exact_offsets() -> None:
    rows = [{"id": 7, "text": TEXT, "published": "2021-03-07", "publisher": "Northgate"}, {"id": "b", "text": ""}]
    first, second = daftar.annotate(rows)
    assert list(first) == ["id", "claims", "attributions", "toponyms", "timexes"]
    assert (first["id"], second["id"]) == (7, "b")
    harm = next(claim for claim in first["claims"] if claim["kind"] == "harm")
    assert (harm["outcome"], harm["low"], harm["high"], harm["said_by"]) == ("killed", 4, 4, "police")
    assert (harm["when_start"], harm["when_end"]) == ("2021-03-05", "2021-03-05")
    (place,) = first["toponyms"]
    assert TEXT[place["start"] : place["end"]] == "Karachi"
    assert 24 < place["lat"] < 26 and 66 < place["lon"] < 68
    (time,) = first["timexes"]
    assert (TEXT[time["start"] : time["end"]], time["type"], time["value"]) == ("Friday", "DATE", "2021-03-05")
    assert any(TEXT[s:e] == "a medic" for said in first["attributions"] for s, e in said["source"])
    assert second["claims"] == second["attributions"] == second["toponyms"] == second["timexes"] == []


def test_only_the_layers_asked_for() -> None:
    (row,) = daftar.annotate([{"id": "a", "text": TEXT}], ["times"])
    assert list(row) == ["id", "timexes"]


@pytest.mark.parametrize(
    ("published", "start"),
    [
        ("2021-03-07T10:00:00Z", "2021-03-05"),
        ("March 7, 2021", "2021-03-05"),
        (date(2021, 3, 7), "2021-03-05"),
        (datetime(2021, 3, 7, 10, tzinfo=UTC), "2021-03-05"),
        ("soon", None),
        ("None", None),
        (None, None),
    ],
)
def test_a_publication_day_is_read_however_written_and_never_guessed(published: object, start: str | None) -> None:
    (row,) = daftar.annotate([{"id": "a", "text": TEXT, "published": published}], ["claims"])
    assert {claim["when_start"] for claim in row["claims"] if claim["kind"] == "harm"} == {start}


def test_what_is_no_document_and_what_is_no_layer() -> None:
    with pytest.raises(UsageError, match="at least"):
        list(daftar.annotate([{"id": "a"}]))
    with pytest.raises(UsageError, match="no layer 'persons'"):
        list(daftar.annotate([{"id": "a", "text": TEXT}], ["persons"]))


def test_a_document_on_which_a_step_fails_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    real = module.Reader.mentions

    def failing(self: module.Reader, document: object) -> object:
        if getattr(document, "id", "") == "bad":
            raise ZeroDivisionError("a bug")
        return real(self, document)  # type: ignore[arg-type]

    monkeypatch.setattr(module.Reader, "mentions", failing)
    bad, good = daftar.annotate([{"id": "bad", "text": TEXT}, {"id": "good", "text": TEXT}])
    assert bad["claims"] == [] and bad["findings"][0]["name"] == "reading.failed"
    assert good["claims"] and "findings" not in good

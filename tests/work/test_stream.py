"""One pass from documents to incidents, without a case."""

from daftar.work.stream import incident_rows

REPORTS = (
    {
        "id": "a",
        "published": "2021-03-06",
        "text": "Shelling killed four people and wounded nine in Karachi on Friday, police said.",
    },
    {
        "id": "b",
        "published": "2021-03-07",
        "text": "Shelling on Friday killed five people in Karachi, a hospital said.",
    },
    {"id": "c", "published": "2021-03-07", "text": "Gunmen killed two soldiers in Lahore on Saturday, the army said."},
)


def test_reports_of_one_happening_are_one_incident() -> None:
    rows, findings = incident_rows(REPORTS)
    assert findings == ()
    together, alone = rows
    assert together["documents"] == ["a", "b"]
    assert (together["killed"]["low"], together["killed"]["high"]) == (4, 5)
    assert together["injured"] == {"low": 9, "high": 9, "best": 9}
    assert (together["date"], together["place"]) == ("2021-03-05", "Karachi")
    assert (alone["documents"], alone["killed"]["best"], alone["place"]) == (["c"], 2, "Lahore")
    assert set(together) == {
        "documents", "claims", "killed", "injured", "date", "date_precision", "place", "lat", "lon", "type", "perpetrators", "grade",
    }  # fmt: skip


def test_separately_each_document_is_a_case_of_its_own() -> None:
    assert [row["documents"] for row in incident_rows(REPORTS, separately=True)[0]] == [["a"], ["b"], ["c"]]


def test_no_documents_no_incidents() -> None:
    assert incident_rows([]) == ([], ())

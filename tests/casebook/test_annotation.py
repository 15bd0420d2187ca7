"""The casebook is sound: complete, verbatim, within the codebook, and its record rests on its claims."""

from datetime import date

import pytest

from casebook import HERE, Report, expected_record, reports
from daftar.model.vocabulary import KINDS, MODALITIES, OUTCOMES

BESIDES = ("said_by", "place", "when", "count_text", "victims", "by", "agent", "patient", "route", "a", "b")


def test_every_report_is_annotated_once() -> None:
    annotated = {path.stem for path in HERE.glob("claims/*.json")}
    assert annotated == set(reports())
    assert len(reports()) == 24


@pytest.mark.parametrize("report", reports().values(), ids=list(reports()))
def test_the_annotation_quotes_its_report(report: Report) -> None:
    for claim in report.claims:
        assert claim.sentence in report.document.text
        phrases = [value for value in (claim.said_by, claim.place, claim.when) if value is not None]
        phrases += [value for slot, value in claim.slots.items() if slot in BESIDES and value is not None]
        phrases += [phrase for slot in ("holders", "goods") for phrase in claim.slots.get(slot, ())]
        assert [phrase for phrase in phrases if phrase not in report.document.text] == []


@pytest.mark.parametrize("report", reports().values(), ids=list(reports()))
def test_the_annotation_keeps_to_the_codebook(report: Report) -> None:
    for claim in report.claims:
        assert claim.kind in KINDS
        assert claim.modality in MODALITIES
        start, end = (day and date.fromisoformat(day) for day in (claim.when_start, claim.when_end))
        assert start is None or end is None or start <= end
        if claim.kind == "harm":
            assert claim.slots["outcome"] in OUTCOMES
            whole = report.claims[claim.part_of] if claim.part_of is not None else None
            assert whole is None or (whole.kind == "harm" and whole.number < claim.number)


def test_each_word_of_the_expected_record_is_a_claim_of_its_report() -> None:
    said = {(name, harm.bounds) for name, report in reports().items() for harm in report.of("harm")}
    added_up = {("12-bakery-note", (15, 15))}  # 11 bodies and 4 of the wounded
    for incident in expected_record()["incidents"]:
        assert set(incident["documents"]) <= set(reports())
        for figure in (incident["killed"], incident["injured"]):
            for word in figure["words"] if figure else ():
                assert (word["document"], (word["low"], word["high"])) in said | added_up, incident["name"]

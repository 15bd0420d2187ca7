"""The tree of `daftar why`: from a figure to the sentences, and what it leaves out."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from publish_records import invented_record

from daftar.model import Grounded, Harm, Passage, Speaker
from daftar.publish.trace import Trace, claim_trace, trace

RECORD = invented_record(6)
INCIDENT = RECORD.incidents[3]
COUNTED, PART = INCIDENT.figures[0].claims[0], INCIDENT.figures[0].left[0].claim


def lines(tree: Trace) -> Iterator[str]:
    yield tree.text
    for part in tree.rests_on:
        yield from lines(part)


def branch(tree: Trace, key: str) -> Trace:
    found = tree if tree.id == key and tree.rests_on else None
    return found or next(found for part in tree.rests_on if (found := _try(part, key)))


def _try(tree: Trace, key: str) -> Trace | None:
    try:
        return branch(tree, key)
    except StopIteration:
        return None


@pytest.fixture(scope="module")
def tree() -> Trace:
    found = trace(RECORD, INCIDENT.id)
    assert found is not None
    return found


def test_an_incident_says_its_grade_with_its_criterion_and_that_nobody_reviewed_it(tree: Trace) -> None:
    assert tree.text.startswith("Shelling, Orland 3, 4 March 2031")
    assert tree.rests_on[0].text.startswith("grade contested (witnesses name different perpetrators)")
    assert "not reviewed" in tree.rests_on[0].text


def test_under_every_claim_stand_sentence_words_document_publisher_date_and_offsets(tree: Trace) -> None:
    for key in INCIDENT.claims:
        claim = RECORD.claims[key]
        told = "\n".join(lines(branch(tree, key)))
        assert f"“{claim.sentence.quote}”" in told and key[:12] in told
        assert f"document {claim.document[:12]}, characters 0–{claim.sentence.end}" in told
        assert "Orland, 5 March 2031" in told and "row 2" in told


def test_a_figure_names_its_rule_and_its_day_and_what_it_leaves_out_with_the_reason(tree: Trace) -> None:
    (figure,) = (part for part in tree.rests_on if "killed" in part.text)
    assert figure.text == "5 to 7 killed, best 5, by figure.range.v2, as of 2031-03-05"
    rests, leaves = figure.rests_on
    assert (rests.text, leaves.text) == ("rests on 1 claim", "leaves out 1 claim")
    assert rests.rests_on[0].id == COUNTED and leaves.rests_on[0].id == PART
    assert leaves.rests_on[0].rests_on[0].text == f"left out: part of claim {COUNTED[:12]}"


def test_a_claim_says_which_figures_rest_on_it() -> None:
    counted, part = trace(RECORD, COUNTED), trace(RECORD, PART)
    assert counted is not None and "counted in 5 to 7 killed" in list(lines(counted))
    assert part is not None and f"left out of 5 to 7 killed: part of claim {COUNTED[:12]}" in list(lines(part))


def test_a_document_says_where_it_was_got_and_what_was_read_in_it() -> None:
    found = trace(RECORD, INCIDENT.documents[0])
    assert found is not None
    assert found.rests_on[0].text == "got 2031-04-01T10:00:00Z from /somewhere/Orland.txt:row 2"
    assert [part.id for part in found.rests_on[1:]] == list(INCIDENT.claims)


def test_a_claim_says_how_sure_its_reading_is_and_that_this_is_unknown_where_it_is() -> None:
    said = {line for key in RECORD.claims if (found := trace(RECORD, key)) for line in lines(found) if "sure: " in line}
    assert said == {
        "sure: unknown",
        "unsure: 33 %; least sure of said by, 60 %",
        "sure: 94 %; least sure of place, 90 %",
    }


def test_an_id_that_the_record_does_not_hold_has_no_tree() -> None:
    assert trace(RECORD, "f" * 32) is None


def test_whom_the_words_mean_is_told_with_where_that_is_from() -> None:
    key = next(key for key in INCIDENT.claims if isinstance(RECORD.claims[key].body, Harm))
    text = RECORD.documents[RECORD.claims[key].document].text
    claim = replace(
        RECORD.claims[key],
        body=replace(RECORD.claims[key].body, by=Passage.of(text, 0, 5)),
        parties=(
            Grounded("by", 0, "Free Kell Front", "registry", "armed_group"),
            Grounded("said_by", 0, "Desk", "as_written"),
        ),
        speaker=Speaker("medic", None, Passage.of(text, 0, 6), Passage.of(text, 0, 7)),
    )
    told = [part.text for part in claim_trace(replace(RECORD, claims={key: claim}), key).rests_on]
    assert f"by “{text[:5]}”: Free Kell Front (added by the registry)" in told
    assert f"the voice is called “{text[:6]}”" in told
    assert f"the voice is not named: “{text[:7]}”" in told
    assert not any("Desk" in line for line in told)

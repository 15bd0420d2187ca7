"""What the encoder answers decides among what the rules propose; what it does not answer for stands as the rules have it."""

import numpy as np
import pytest

from daftar.model import Document, Harm
from daftar.reading.judge.answers import DISTANCES, SENTENCES_APART, Answers, Biases, Settings, distances
from daftar.reading.judge.decide import decide
from daftar.reading.judge.labels import CHOICES, LABELS, SLOTS
from daftar.reading.judge.proposals import Sketch, Voiced
from daftar.reading.reader import find_mentions, sketch_document

WIDTH, CHOSEN = 4, sum(map(len, CHOICES.values()))
REPORT = "The clinic said rockets killed nine farmers in Orsk. Four nurses and a driver were wounded."
ZERO = Biases(
    np.zeros((len(LABELS), len(SLOTS) * WIDTH), np.float32),
    np.zeros((len(LABELS), 2 * len(SLOTS)), np.float32),
    np.zeros(len(SLOTS), np.float32),
    np.zeros((2 * len(SLOTS), 2 * len(DISTANCES)), np.float32),
    np.zeros((2 * len(SLOTS), 2 * SENTENCES_APART + 1), np.float32),
    np.zeros((len(LABELS), CHOSEN), np.float32),
    np.zeros((CHOSEN, CHOSEN), np.float32),
)
KINDS = dict.fromkeys(("harm", "event", "control", "access", "relation"), 0.5)


def sketched(report: str = REPORT) -> Sketch:
    document = Document("d" * 64, report)
    return sketch_document(document, find_mentions(document, lambda name: name == "Orsk"))


def answers(made: Sketch, last: int | None = None) -> Answers:
    """Answers that say no to everything and leave every slot to the rules."""
    words = len(made.text.tokens) if last is None else last
    vectors = np.zeros((words, len(SLOTS) * WIDTH), np.float32)
    none = np.zeros((words, 2 * len(SLOTS)), np.float32)
    none[:, len(SLOTS) :] = 9.0  # as the rules say
    none[:, : len(SLOTS)] = 5.0
    anchor = np.full((words, len(LABELS)), -9.0, np.float32)
    return Answers(0, words, 0, words, anchor, vectors, vectors, vectors, none, np.zeros((words, CHOSEN), np.float32))


def at(made: Sketch, word: str) -> int:
    return next(number for number, token in enumerate(made.text.tokens) if token.text == word)


AS_SAID = ((0.0, 0.0), (1.0, 1.0))
LINES = dict.fromkeys((*KINDS, *SLOTS, *CHOICES), AS_SAID)


def settings(**more: float) -> Settings:
    return Settings(ZERO, KINDS | more, LINES, {}, 0.0)


def harms(found: list[Voiced]) -> list[tuple[str, str, int | None]]:
    return [
        (c.body.outcome, c.body.victims.quote, c.body.count.low)
        for _, c in found
        if isinstance(c.body, Harm) and c.body.victims
    ]


def test_what_the_encoder_denies_is_no_claim() -> None:
    made = sketched()
    assert made.claims
    assert decide(made, [answers(made)], settings()) == []


def test_what_the_encoder_says_of_a_group_is_a_claim_with_the_rules_number_and_phrases() -> None:
    made, said = sketched(), None
    said = answers(made)
    said.anchor[at(made, "nine"), LABELS.index(("harm", "killed"))] = 3.0
    [(_, claim)] = decide(made, [said], settings())
    assert isinstance(claim.body, Harm)
    assert (claim.body.count.low, claim.body.count.high) == (9, 9)
    assert claim.body.victims is not None and claim.body.victims.quote == "farmers"
    assert claim.said_by is not None and claim.said_by.quote == "The clinic"
    assert claim.confidence == pytest.approx(0.95, abs=0.01)


def test_a_phrase_of_the_text_may_outweigh_the_rules() -> None:
    made = sketched()
    said, slot = answers(made), SLOTS.index("said_by")
    of = slice(slot * WIDTH, (slot + 1) * WIDTH)
    nine = at(made, "nine")
    said.anchor[nine, LABELS.index(("harm", "killed"))] = 3.0
    ask, start, end = said.ask.copy(), said.start.copy(), said.end.copy()
    ask[nine, of] = 4.0
    start[at(made, "rockets"), of] = 4.0
    end[at(made, "rockets"), of] = 4.0
    said = Answers(0, said.last, 0, said.last, said.anchor, ask, start, end, said.none, said.choose)
    [(_, claim)] = decide(made, [said], settings())
    assert claim.said_by is not None and claim.said_by.quote == "rockets"


def test_no_word_that_names_no_group_is_hurt() -> None:
    made = sketched()
    said = answers(made)
    said.anchor[at(made, "in"), LABELS.index(("harm", "killed"))] = 3.0
    assert decide(made, [said], settings()) == []


def test_of_killed_and_casualties_the_likelier_stands() -> None:
    made = sketched()
    said = answers(made)
    nine = at(made, "nine")
    said.anchor[nine, LABELS.index(("harm", "killed"))] = 3.0
    said.anchor[nine, LABELS.index(("harm", "casualties"))] = 2.0
    assert harms(decide(made, [said], settings())) == [("killed", "farmers", 9)]


def test_an_unsure_slot_is_unknown() -> None:
    made = sketched()
    said = answers(made)
    said.anchor[at(made, "nine"), LABELS.index(("harm", "killed"))] = 3.0
    [(_, claim)] = decide(made, [said], settings(means=0.99, place=0.9999))
    assert isinstance(claim.body, Harm)
    assert claim.body.means == "unknown"
    assert claim.place is None
    assert not {"means", "place"} & {slot for slot, _ in claim.sure}


def test_what_no_window_answers_for_stands_as_the_rules_have_it() -> None:
    made = sketched()
    first = made.text.sentences[0].last
    kept = decide(made, [answers(made, first)], settings())
    assert kept and all(draft.anchor >= made.text.sentences[1].start for draft, _ in kept)
    assert all(claim.confidence is None for _, claim in kept)


def test_calibration_is_a_rising_line_through_what_was_held_out() -> None:
    line = Settings(ZERO, KINDS, {"harm": ((0.2, 0.1), (0.8, 0.9))}, {}, 0.0)
    assert [line.calibrated("harm", said) for said in (0.0, 0.2, 0.5, 0.8, 1.0)] == [0.1, 0.1, 0.5, 0.9, 0.9]
    assert line.calibrated("event", 0.3) is None  # too few were held out to know


def test_a_claim_of_unknown_certainty_says_nothing_of_it() -> None:
    made = sketched()
    said = answers(made)
    said.anchor[at(made, "nine"), LABELS.index(("harm", "killed"))] = 3.0
    [(_, claim)] = decide(made, [said], Settings(ZERO, KINDS, {}, {}, 0.0))
    assert (claim.confidence, claim.sure) == (None, ())


def test_a_part_of_a_part_keeps_its_whole() -> None:
    """Three of the twelve of the twenty: each points at the next, and nobody at himself or in a circle."""
    made = sketched("Rockets killed 20 people, including 12 farmers, among them 3 nurses.")
    said = answers(made)
    for word in ("20", "12", "3"):
        said.anchor[at(made, word), LABELS.index(("harm", "killed"))] = 3.0
    slot = SLOTS.index("whole")
    of = slice(slot * WIDTH, (slot + 1) * WIDTH)
    ask, start, none = said.ask.copy(), said.start.copy(), said.none.copy()
    vectors = np.eye(WIDTH, dtype=np.float32) * 9
    for row, (part, whole) in enumerate((("3", "12"), ("12", "20"), ("20", "3"))):
        ask[at(made, part), of] = vectors[row]
        start[at(made, whole), of] = vectors[row]
        none[at(made, part), [slot, len(SLOTS) + slot]] = -9.0
    said = Answers(0, said.last, 0, said.last, said.anchor, ask, start, start, none, said.choose)
    found = {
        claim.body.count.low: draft for draft, claim in decide(made, [said], settings()) if isinstance(claim.body, Harm)
    }
    assert found[3].part_of is found[12]
    assert found[12].part_of is found[20]
    assert found[20].part_of is None  # the encoder may say so, but 20 are no part of 3


def test_distances_tell_before_from_behind() -> None:
    classes = distances(5, 0, 10).tolist()
    assert classes[5] == 0
    assert len(set(classes[:5]) & set(classes[6:])) == 0
    assert max(distances(0, 0, 400).tolist()) == len(DISTANCES) - 1


@pytest.mark.parametrize(
    ("report", "modality"),
    [
        ("The Front broke the siege of Orsk on Saturday.", "denied"),
        ("The siege of Orsk was lifted on Saturday.", "denied"),
        ("The Front tightened the siege of Orsk on Saturday.", "asserted"),
        ("The Front broke the army's line and went on with the siege of Orsk.", "asserted"),
    ],
)
def test_nobody_is_besieged_by_a_siege_that_was_broken(report: str, modality: str) -> None:
    made = sketched(report)
    assert made.choice(at(made, "siege"), ("control", "besieged"), "modality") == modality

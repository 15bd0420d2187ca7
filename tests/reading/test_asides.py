"""Asides: what the document itself adds within another's words; each test's docstring is the report that it reads."""

from tests.reading.hearing import report, voice


def test_what_is_known_of_a_person_is_the_document_s_own() -> None:
    """Maro said that the order came from her brother Tavin, who was shot in a raid in May, and that two men obeyed."""
    text = report(test_what_is_known_of_a_person_is_the_document_s_own)
    assert voice(text, "order") == voice(text, "two men") == "Maro"
    assert voice(text, "shot") is None


def test_harm_spoken_of_as_known_is_the_document_s_own() -> None:
    """The envoy said he was alarmed over the murder of two nurses. The monitors denounced summary executions of farmers."""
    text = report(test_harm_spoken_of_as_known_is_the_document_s_own)
    assert voice(text, "murder") is None
    assert voice(text, "alarmed") == "The envoy"


def test_in_a_quotation_nothing_is_the_document_s_own() -> None:
    """ "It was my brother, who was shot in May," Maro said."""
    assert voice(report(test_in_a_quotation_nothing_is_the_document_s_own), "shot") == "Maro"


def test_harm_of_an_attack_that_is_claimed_is_the_document_s_own() -> None:
    """The Column claimed responsibility for the attack at the market that killed nine people."""
    assert voice(report(test_harm_of_an_attack_that_is_claimed_is_the_document_s_own), "killed") is None

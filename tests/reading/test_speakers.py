"""Speakers: by which phrase a voice is named, and whom a pronoun means; each test's docstring is the report that it reads."""

from tests.reading.hearing import report, voice


def test_a_body_named_by_its_town() -> None:
    """ "The siege is the end of a long war," says analyst Ana Maro with the Tolm, D.C.-based Institute for River Towns."""
    text = report(test_a_body_named_by_its_town)
    assert voice(text, "The siege") == "analyst Ana Maro with the Tolm, D.C.-based Institute for River Towns"


def test_he_is_no_country() -> None:
    """Kestria supports the Front. We reached a commander of the Front, who gave no name because he is not an official spokesman.

    "The road comes first," he says.

    He complains that countries supporting the Front – including Kestria but also Lydran – have refused to send guns.
    The Front wants the guns but Kestria and other countries fear that raiders would get them.

    "With guns we would win," he says.
    """
    text = report(test_he_is_no_country)
    commander = "a commander of the Front, who gave no name because he is not an official spokesman"
    assert [voice(text, words) for words in ("The road", "have refused", "With guns")] == [commander] * 3
    assert voice(text, "raiders would get") == "Kestria and other countries"


def test_a_clause_that_gives_the_name() -> None:
    """ "Nothing gets in," said a commander of the Front, who gave only his first name, Rauf. Seven fighters died, he said."""
    text = report(test_a_clause_that_gives_the_name)
    assert voice(text, "Seven") == "a commander of the Front, who gave only his first name, Rauf"


def test_a_clause_about_the_voice_names_it_no_better() -> None:
    """Nine died, a doctor at the Kolsk clinic said. Twenty were hurt, said the doctor, who asked not to be named."""
    text = report(test_a_clause_about_the_voice_names_it_no_better)
    assert voice(text, "Twenty") == "a doctor at the Kolsk clinic"


def test_who_only_passes_on_is_not_meant_by_a_pronoun() -> None:
    """The toll has risen to 14, the Kolsk clinic said on Wednesday, according to Amber News Agency. It said 26 were hurt."""
    text = report(test_who_only_passes_on_is_not_meant_by_a_pronoun)
    assert voice(text, "14") == voice(text, "26") == "the Kolsk clinic"


def test_an_agency_passes_on_what_officials_say() -> None:
    """Kestrian officials say that 45 miners died, according to the Amber News agency, while others put it higher."""
    assert voice(report(test_an_agency_passes_on_what_officials_say), "45") == "Kestrian officials"


def test_a_quotation_before_a_name_is_no_part_of_it() -> None:
    """ "We cannot vouch for them," Linn said. "They shot ten men." """
    assert voice(report(test_a_quotation_before_a_name_is_no_part_of_it), "ten men") == "Linn"


def test_the_issuer_s_own_people_are_the_issuer() -> None:
    """Medical teams of Hands for Relief received 11 bodies. Our monitors counted nine more."""
    text = report(test_the_issuer_s_own_people_are_the_issuer)
    assert voice(text, "11 bodies", "Hands for Relief") is None
    assert voice(text, "nine more", "Hands for Relief") == "Our monitors"

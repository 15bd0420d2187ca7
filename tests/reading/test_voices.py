"""Voices: each test's docstring is the report that it reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.hearing import report, voice

from daftar.model import Passage
from daftar.reading.language.sentences import Text, cut
from daftar.reading.voices.voices import Voices, find_attributions, voices_of


def said(text: Text) -> list[tuple[str | None, str]]:
    """Source and content of each attribution, pieces joined by " … "."""
    return [
        (found.source and found.source.quote, " … ".join(piece.quote for piece in found.content))
        for found in find_attributions(text)
    ]


def test_a_clause_after_the_cue() -> None:
    """The Velmar army said on Monday that it had taken the mill."""
    assert said(report(test_a_clause_after_the_cue)) == [("The Velmar army", "that it had taken the mill")]


def test_a_clause_before_the_cue() -> None:
    """Shells killed four pupils in Kolsk, city hall said on Tuesday."""
    assert said(report(test_a_clause_before_the_cue)) == [("city hall", "Shells killed four pupils in Kolsk")]


def test_a_cue_in_the_middle() -> None:
    """The army, he said, took the town without a shot."""
    assert said(report(test_a_cue_in_the_middle)) == [("he", "The army … took the town without a shot")]


def test_an_inverted_cue_with_a_description() -> None:
    """ "The pass will be sealed off," said Hask Imren, a retired general."""
    text = report(test_an_inverted_cue_with_a_description)
    assert said(text) == [("Hask Imren, a retired general", '"The pass will be sealed off,"')]


def test_a_description_between_name_and_cue() -> None:
    """Eleven people have died of hunger, the parish priest, Father Ignacio Relva, told this newspaper."""
    text = report(test_a_description_between_name_and_cue)
    assert voice(text, "died") == "the parish priest, Father Ignacio Relva"


def test_according_to_first_and_last() -> None:
    """According to the Suqran Monitor for Civil Harm, 26 people died. Ten fled, according to military sources."""
    text = report(test_according_to_first_and_last)
    assert voice(text, "26 people") == "the Suqran Monitor for Civil Harm"
    assert voice(text, "Ten fled") == "military sources"


def test_a_quotation_runs_on() -> None:
    """ "We boil needles in kettles," said Imre Vallot, a nurse in Quessin. "On Sunday a boy of nine died in my arms."

    "Two women followed him before dawn."

    The siege began in March.
    """
    text = report(test_a_quotation_runs_on)
    assert voice(text, "a boy of nine") == "Imre Vallot, a nurse in Quessin"
    assert voice(text, "Two women") == "Imre Vallot, a nurse in Quessin"
    assert voice(text, "The siege began") is None


def test_a_quotation_after_a_sentence_that_only_names_its_speaker() -> None:
    """Ashur Pell was there on Saturday. "Two drivers were dead before anyone came." """
    assert voice(report(test_a_quotation_after_a_sentence_that_only_names_its_speaker), "Two drivers") == "Ashur Pell"


def test_two_voices_in_one_sentence() -> None:
    """The Coastal Medical Union reported 17 dead, while the port authority put the toll at 14; the army denied it."""
    text = report(test_two_voices_in_one_sentence)
    assert voice(text, "17 dead") == "The Coastal Medical Union"
    assert voice(text, "at 14") == "the port authority"


def test_the_innermost_named_voice_and_nameless_reports() -> None:
    """The Courier quoted a customs officer as saying that six men were shot. Local media reports say that two fled."""
    text = report(test_the_innermost_named_voice_and_nameless_reports)
    assert voice(text, "six men") == "a customs officer"
    assert voice(text, "two fled") is None


def test_reported_by_nobody() -> None:
    """It was reported that nine farmers were abducted. Six people reportedly drowned."""
    text = report(test_reported_by_nobody)
    assert voice(text, "nine farmers") is None
    assert voice(text, "Six people") is None


def test_pronouns_and_short_forms_get_the_fullest_phrase() -> None:
    """Analyst Lena Karam with the Northern Institute said that the road was cut. She added that 12 people died.

    The town fell, Karam said. A security source told reporters that four soldiers were captured.
    The source added that two others drowned.
    """
    text = report(test_pronouns_and_short_forms_get_the_fullest_phrase)
    karam = "Analyst Lena Karam with the Northern Institute"
    assert voice(text, "12 people died") == karam
    assert voice(text, "The town fell") == karam
    assert voice(text, "two others") == "A security source"


def test_a_pronoun_means_the_person_just_met() -> None:
    """ "They held out," says analyst Lena Karam with the Tolm, Velmar-based Northern Institute. She says that two died.

    The Courier reached a commander with one faction, who wouldn't give his name.

    "The road is first," he says. He complains that nobody sent food.
    """
    text = report(test_a_pronoun_means_the_person_just_met)
    assert voice(text, "two died") == "analyst Lena Karam with the Tolm, Velmar-based Northern Institute"
    assert voice(text, "The road is first") == "a commander with one faction, who wouldn't give his name"
    assert voice(text, "nobody sent food") == "a commander with one faction, who wouldn't give his name"


def test_what_a_voice_speaks_of() -> None:
    """ "They could not withstand it," says Karam of the Velmar bombardment."""
    text = report(test_what_a_voice_speaks_of)
    assert voice(text, "bombardment") == "Karam"


def test_a_voice_in_a_reckoning() -> None:
    """Nearly 600 had fled by noon, by the count of the Delta Relief Union. Two dozen died, in a forester's guess."""
    text = report(test_a_voice_in_a_reckoning)
    assert voice(text, "600") == "the Delta Relief Union"
    assert voice(text, "Two dozen") == "a forester"


def test_a_report_has_an_author() -> None:
    """The attack left 90 casualties, according to a tally issued today by the Ninth Army. The tally adds that 30 died."""
    text = report(test_a_report_has_an_author)
    assert voice(text, "90 casualties") == "the Ninth Army"
    assert voice(text, "30 died") == "the Ninth Army"


def test_a_relative_pronoun_stands_for_its_antecedent() -> None:
    """The mayor spoke to Ilse Corran, who said that bread would last ten days."""
    assert voice(report(test_a_relative_pronoun_stands_for_its_antecedent), "bread") == "Ilse Corran"


def test_accusation_and_praise() -> None:
    """Zarvand accused Orlu of bombing the ford. The governor condemned the killing of two nurses."""
    text = report(test_accusation_and_praise)
    assert voice(text, "bombing the ford") == "Zarvand"
    assert voice(text, "killing of two nurses") is None


def test_a_passive_with_its_agent() -> None:
    """Judge Toma Resk was killed at noon, it was reported by the national police."""
    assert voice(report(test_a_passive_with_its_agent), "killed") == "the national police"


def test_descriptions_and_tolls_are_no_cues() -> None:
    """Police held a man suspected of setting the fire. The storm claimed 12 lives. The State Police left."""
    assert said(report(test_descriptions_and_tolls_are_no_cues)) == []


def test_turns_of_an_interview() -> None:
    """QUESTION: Your own losses?

    GENERAL HAMARD: Two soldiers fell and up to fifteen were hurt.

    QUESTION: And negotiations?

    GENERAL HAMARD: None is under way.
    """
    text = report(test_turns_of_an_interview)
    assert voice(text, "Two soldiers") == "GENERAL HAMARD"
    assert voice(text, "None is under way") == "GENERAL HAMARD"
    assert voice(text, "negotiations?") is None


def test_headings_are_no_speakers() -> None:
    """Killed: 12 in Tolm.

    Displaced: 400 from Kuvu.

    Killed: 3 in Osande.
    """
    assert said(report(test_headings_are_no_speakers)) == []


def test_a_statement_after_a_colon_goes_on() -> None:
    """Foreign Minister Edda Kroll said:

    The attack on Nuwar was a crime.

    Four workers were killed.
    """
    text = report(test_a_statement_after_a_colon_goes_on)
    assert voice(text, "The attack on Nuwar") == "Foreign Minister Edda Kroll"
    assert voice(text, "Four workers") == "Foreign Minister Edda Kroll"


def test_a_body_and_a_colon() -> None:
    """Army radio: 35 men dead on the hill. Tel Harsa: quiet, with the road open."""
    text = report(test_a_body_and_a_colon)
    assert voice(text, "35 men") == "Army radio"
    assert voice(text, "quiet") is None


def test_two_named_voices_are_two() -> None:
    """The Relief Concord and the Open Hand Federation say that 40 families fled."""
    text = report(test_two_named_voices_are_two)
    offset = text.text.index("40 families")
    voices = voices_of(text, find_attributions(text))
    named = [found.quote for found in voices.all_at(offset, text.sentences[0])]
    assert named == ["The Relief Concord", "the Open Hand Federation"]


def test_the_issuer_of_a_release_is_the_document() -> None:
    """The Joint Relief Office said that its convoy was turned back."""
    text = report(test_the_issuer_of_a_release_is_the_document)
    assert voice(text, "convoy") == "The Joint Relief Office"
    assert voice(text, "convoy", publisher="Joint Relief Office") is None


def test_wire_copy_in_capitals() -> None:
    """TOLM, 7 FEB (NORTH WIRE) -- POLICE SPOKESMEN SAID THAT THREE GUARDS WERE KILLED. THE SOURCES ADDED THAT TWO FLED."""
    text = report(test_wire_copy_in_capitals)
    assert voice(text, "THREE GUARDS") == "POLICE SPOKESMEN"
    assert voice(text, "TWO FLED") == "POLICE SPOKESMEN"


def test_an_unclosed_quotation_hides_no_cue() -> None:
    """tolm: “four people were killed, the collector said. the police said two others drowned in the river."""
    text = report(test_an_unclosed_quotation_hides_no_cue)
    assert voice(text, "two others") == "the police"


def test_quoted_cues_are_part_of_what_is_said() -> None:
    """ "I think they know that we said nothing," the miller said."""
    assert len(said(report(test_quoted_cues_are_part_of_what_is_said))) == 1


def test_a_text_without_voices() -> None:
    """Two men were shot at the ford on Friday."""
    text = report(test_a_text_without_voices)
    assert voices_of(text, ()) == Voices((), ())
    assert voice(text, "shot") is None


def test_nothing_to_read() -> None:
    assert find_attributions(cut("")) == ()


def test_to_maintain_a_siege_is_not_to_say() -> None:
    """The Guard will maintain the siege of Kolsk. The Guard maintains that it shot nobody."""
    assert [source for source, _ in said(report(test_to_maintain_a_siege_is_not_to_say))] == ["The Guard"]


def test_a_verb_that_looks_like_a_noun_before_a_quotation() -> None:
    """And Maro notes, "They also want the southern gate." """
    assert [source for source, _ in said(report(test_a_verb_that_looks_like_a_noun_before_a_quotation))] == ["Maro"]


def test_an_agent_of_a_participle_does_not_go_on_speaking() -> None:
    """The Guard claimed it knew nothing of the clashes announced by the Front and asserted that three men had died."""
    assert voice(report(test_an_agent_of_a_participle_does_not_go_on_speaking), "three") == "The Guard"


def test_according_to_within_what_is_said() -> None:
    """He added that six men died, according to the Kolsk clinic."""
    assert voice(report(test_according_to_within_what_is_said), "six men") == "the Kolsk clinic"


def test_an_agency_at_the_end() -> None:
    """Three were hurt by a mine, which blew up near the city of Kolsk in the hills, reported The Amber Wire."""
    assert voice(report(test_an_agency_at_the_end), "Three") == "The Amber Wire"


def test_where_a_name_begins() -> None:
    """(AMB) Kestria's envoy said two died.

    30 pm – Police said 13 were held.

    Two weeks ago the rebels declared that ten had died.
    """
    sources = [source for source, _ in said(report(test_where_a_name_begins))]
    assert sources == ["Kestria's envoy", "Police", "the rebels"]


def test_an_addressee_and_a_day_after_the_cue() -> None:
    """Strikes in the province killed 20 fighters, press secretary Tavin Rell told reporters today."""
    assert voice(report(test_an_addressee_and_a_day_after_the_cue), "20 fighters") == "press secretary Tavin Rell"


def test_a_hospital_tells_whom_it_received() -> None:
    """The Kolsk morgue received between 15 and 18 bodies from the mill."""
    assert voice(report(test_a_hospital_tells_whom_it_received), "bodies") == "The Kolsk morgue"


def test_no_saying() -> None:
    """Police found him bleeding in a boat. She believed in the cause of ten dead men. They were held as suspects in the raid."""
    assert said(report(test_no_saying)) == []


WORDS = [
    "said",
    "that",
    "The army",
    "he",
    '"',
    "“",
    "”",
    ",",
    ".",
    ":",
    "according",
    "to",
    "Karam",
    "claimed",
    "who",
    "\n\n",
    "five",
    "died",
    "saying",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_every_span_quotes_the_text(words: list[str]) -> None:
    text = cut(" ".join(words))
    found = find_attributions(text)
    voices = voices_of(text, found)
    assert list(voices.starts) == sorted(set(voices.starts))
    parts: list[Passage] = [piece for one in found for piece in one.content]
    parts += [part for one in found for part in (one.source, one.cue) if part is not None]
    parts += [part for who in voices.voices for part in who]
    assert all(part.quote == text.text[part.start : part.end] and part.quote for part in parts)
    assert all(one.content for one in found)


@pytest.mark.parametrize("verb", ["said", "says", "reported", "announced", "warned", "claimed", "added"])
def test_the_plain_verbs(verb: str) -> None:
    text = cut(f"The Hill Guard {verb} that two bridges were blown up.")
    assert voice(text, "two bridges") == "The Hill Guard"

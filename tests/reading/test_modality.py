"""Modality: a sentence each, with the word that carries the claim and what the voice does with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daftar.model.vocabulary import MODALITIES
from daftar.reading.language.sentences import cut
from daftar.reading.voices.modality import modality_at

CASES = [
    ("asserted", "bombed", "Warplanes bombed the mill in Nuwar."),
    ("asserted", "killed", "Ten people were allegedly killed by the Guard."),
    ("asserted", "attack", "The allies condemned the attack on the mill."),
    ("asserted", "murder", "The minister promised to investigate the murder of two nurses."),
    ("asserted", "captured", "The town, which the army had vowed to defend, was captured."),
    ("denied", "shelled", "The Column has not shelled the bakery."),
    ("denied", "shelled", "The Column denied that it shelled the bakery."),
    ("denied", "attack", "No attack took place on Friday."),
    ("denied", "shot", "Nobody shot at the convoy."),
    ("denied", "bombing", "The army denied bombing the clinic."),
    ("denied", "agreed", "There is no evidence that the two sides agreed."),
    ("feared", "attack", "Residents fear an attack on the harbour."),
    ("feared", "captured", "The crest could be captured before the rains."),
    ("feared", "storm", "Aid workers warned that the Guard may storm the camp."),
    ("feared", "assault", "A possible assault on the bridge worries the mayor."),
    ("planned", "attack", "The Front plans to attack the airport."),
    ("planned", "evacuate", "The army will evacuate the wounded on Monday."),
    ("planned", "release", "The Movement demanded that the governor release six men."),
    ("planned", "retake", "Commanders vowed to retake the hill."),
    ("planned", "talks", "The talks will be held in Amberlow."),
    ("planned", "attack", "Police foiled an attack on the station."),
    ("planned", "hand", "The company said that it would hand over the keys by June."),
    ("denied", "severed", "A rumour that raiders had severed the railway proved false."),
    ("denied", "abandoned", "The army denies having abandoned the town."),
    ("planned", "evacuation", "An evacuation of the wounded is planned for Thursday."),
    ("denied", "evacuation", "An evacuation of the wounded is not planned for now."),
    ("planned", "killing", "Raiders intent on killing guests entered the inn."),
    ("feared", "killed", "Two people were feared killed in the blast."),
    ("asserted", "held", "The Guard will probably not be able to storm the quarter held by the Front."),
    ("planned", "open", '"The battle to open the causeway comes first," he says.'),
    ("denied", "deaths", "Reports of dozens of deaths are false."),
    ("denied", "shelled", "Claims that the Guard shelled the bakery are entirely baseless."),
    ("denied", "storm", "The Guard will probably not be able to storm the old town."),
    ("asserted", "shelled", "Villagers fear that the Guard, which shelled the mill last week, will storm the town."),
    ("feared", "storm", "Residents say they fear that the Guard will storm the east and massacre those who stayed."),
    ("feared", "massacre", "Residents say they fear that the Guard will storm the east and massacre those who stayed."),
    ("feared", "surrender", "They fear that the siege will, perhaps after months, force a surrender."),
    ("feared", "siege", "They fear a massacre — or that the Guard will maintain a siege which nobody can lift."),
    ("feared", "fall", "The envoys fear the guns would fall into the hands of raiders."),
    ("asserted", "killed", "The farmers fear the Guard because it killed a herder."),
    ("planned", "break", "To reach our families and break the siege before the winter."),
    (
        "planned",
        "reopen",
        "They also seek to lift the siege and to reopen one of the two gates.",
    ),
    ("hypothetical", "fighting", "That would require house-to-house fighting against thousands."),
    ("hypothetical", "close", "If we had such guns, the Guard would never close this road again."),
    ("hypothetical", "sealed", "If guns were hauled up there, the pass would be sealed off."),
    ("hypothetical", "lost", "Should the marines lose the customs house, the causeway would be lost."),
    ("hypothetical", "sign", '"If they leave the barracks, we will sign a truce."'),
]


@pytest.mark.parametrize(("modality", "word", "sentence"), CASES)
def test_modality(modality: str, word: str, sentence: str) -> None:
    text = cut(sentence)
    assert modality_at(text, text.sentences[0], sentence.index(word)) == modality


@pytest.mark.parametrize(("modality", "word", "sentence"), CASES)
def test_capitals_change_nothing(modality: str, word: str, sentence: str) -> None:
    text = cut(sentence.upper())
    assert modality_at(text, text.sentences[0], sentence.index(word)) == modality


@given(
    st.lists(
        st.sampled_from(["not", "will", "if", "fear", "that", "attack", ",", "to", "plan", "no", "the", ";"]),
        min_size=1,
    )
)
def test_every_word_has_a_modality(words: list[str]) -> None:
    text = cut(" ".join(words))
    for token in text.tokens:
        assert modality_at(text, text.sentence_at(token.start), token.start) in MODALITIES

"""Sources: one name for one voice. Known bodies are only named here; what invented ones say is nowhere real."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daftar.ground.sources import Voice, ground_voice, voice_kind, voice_name
from daftar.model import Speaker

DOCUMENT = "3f2a91bc" + "0" * 56


@pytest.mark.parametrize(
    "words",
    [
        "Syrian Observatory for Human Rights",
        "the exile-leaning Syrian Observatory for Human Rights",
        "the UK-based Syrian Observatory for Human Rights (SOHR)",
        "The Syrian Observatory for Human Rights, which has a network on the ground",
        "THE SYRIAN OBSERVATORY FOR HUMAN RIGHTS",
        "SOHR",
        "المرصد السوري لحقوق الإنسان",
    ],
)
def test_descriptions_are_no_part_of_a_name(words: str) -> None:
    assert ground_voice(words, None) == Voice("Syrian Observatory for Human Rights", Speaker("monitor"))


@pytest.mark.parametrize(
    ("words", "name", "kind", "family"),
    [
        ("Reuters news agency", "Reuters", "wire", None),
        ("U.N.", "United Nations", "un", None),
        ("the UN refugee agency", "UNHCR", "un", "United Nations"),
        ("the White Helmets", "Syria Civil Defence", "ngo", None),
        ("SANA", "SANA", "wire", "government of Syria"),
        ("the rebel-run Nuwar Health Office", "Nuwar Health Office", "unknown", None),
        ("the monitoring group Bridgewatch", "Bridgewatch", "monitor", None),
    ],
)
def test_bodies(words: str, name: str, kind: str, family: str | None) -> None:
    voice = ground_voice(words, None)
    assert voice is not None
    assert (voice.name, voice.speaker.kind, voice.speaker.family) == (name, kind, family)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Gaza's health ministry", "health ministry of Gaza"),
        ("the Front-run health ministry in Gaza", "health ministry of Gaza"),
        ("the Ministry of Health in Gaza", "health ministry of Gaza"),
        ("the Syrian defense ministry", "defence ministry of Syria"),
        ("Syria's Ministry of Defence", "defence ministry of Syria"),
        ("a Syrian defence ministry spokesman", "defence ministry of Syria"),
        ("the Ministry of the Interior", "interior ministry"),
    ],
)
def test_ministries_by_pattern(words: str, name: str) -> None:
    voice = ground_voice(words, None)
    assert voice is not None
    assert (voice.name, voice.speaker.kind) == (name, "government")


@pytest.mark.parametrize(
    ("words", "name", "family"),
    [
        (
            "analyst Runa Okafor with the Kell-based Institute for River Studies",
            "Runa Okafor",
            "Institute for River Studies",
        ),
        ("Runa Okafor, a surgeon at the Saint Orla clinic", "Runa Okafor", "Saint Orla clinic"),
        ("the clinic's director, Dr. Runa Okafor", "Runa Okafor", None),
        ("Gen. Tam Edrich", "Tam Edrich", None),
        ("COLONEL TAM EDRICH", "Tam Edrich", None),
    ],
)
def test_persons_and_their_bodies(words: str, name: str, family: str | None) -> None:
    voice = ground_voice(words, None)
    assert voice is not None
    assert (voice.name, voice.speaker.family) == (name, family)


@pytest.mark.parametrize(
    "words",
    ["a spokesman for the Lantern League", "Lantern League spokeswoman Ilsa Brandt", "a Lantern League statement"],
)
def test_a_spokesman_is_the_voice_of_his_body(words: str) -> None:
    assert voice_name(words, None) == "Lantern League"


def test_a_spokesman_of_nobody_is_no_body() -> None:
    assert voice_name("an official spokesman", None) != "official"
    assert voice_name("the army's spokesman", None) == "army"


def test_short_forms_are_their_documents_full_ones() -> None:
    voices = ("Orsa Rights Desk", "Runa Okafor", "health ministry of Gaza", f"residents (document {DOCUMENT[:8]})")
    for words, name in [
        ("the Desk", "Orsa Rights Desk"),
        ("ORD", "Orsa Rights Desk"),
        ("Okafor", "Runa Okafor"),
        ("Dr Okafor", "Runa Okafor"),
        ("the ministry", "health ministry of Gaza"),
        ("the health ministry", "health ministry of Gaza"),
    ]:
        assert voice_name(words, "Kell Courier", voices, document=DOCUMENT) == name
    assert voice_name("the Desk", None) == "Desk"


def test_the_latest_voice_is_meant() -> None:
    assert voice_name("the Desk", None, ("Orsa Rights Desk", "Kell News Desk")) == "Kell News Desk"


def test_people_without_a_name_are_each_documents_own() -> None:
    one = voice_name("residents", None, document=DOCUMENT)
    assert one == "residents (document 3f2a91bc)"
    assert voice_name("Residents", None, document=DOCUMENT) == one
    assert voice_name("residents", None, document="a" * 64) != one
    assert voice_name("a medic at the Kell clinic", None, document=DOCUMENT) == (
        "medic at the Kell clinic (document 3f2a91bc)"
    )
    assert voice_name("two officials who asked not to be named", None, document=DOCUMENT) == (
        "two officials (document 3f2a91bc)"
    )


def test_bodies_without_a_name_are_not() -> None:
    assert (
        voice_name("the police", None, document=DOCUMENT) == voice_name("Police", None, document="b" * 64) == "police"
    )


def test_the_document_itself_speaks_as_its_publisher() -> None:
    assert voice_name(None, "AFP") == "Agence France-Presse"
    assert voice_name(None, "Kell Courier") == "Kell Courier"
    assert voice_name(None, None) is None
    assert voice_name("  ", "  ") is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("a paramedic", "medic"),
        ("residents of the old quarter", "witness"),
        ("Colonel Tam Edrich", "military"),
        ("the river militia", "armed_group"),
        ("the provincial governor", "official"),
        ("state television", "media"),
        ("sources", "unnamed"),
        ("a charity", "ngo"),
        ("the attorney general", "government"),
        ("the River Guild", "unknown"),
    ],
)
def test_kinds(words: str, kind: str) -> None:
    assert voice_kind(words) == kind


@settings(deadline=None)
@given(st.text(max_size=400), st.none() | st.text(max_size=20), st.lists(st.text(max_size=30), max_size=4))
def test_any_words_have_a_name(words: str, publisher: str | None, voices: list[str]) -> None:
    name = voice_name(words, publisher, voices, document=DOCUMENT)
    assert name is None or name.strip()
    assert name == voice_name(words, publisher, voices, document=DOCUMENT)


PIECES = [
    "spokesman",
    "for",
    "the",
    "army",
    "ministry",
    "of",
    ",",
    "Dr.",
    "Runa",
    "Okafor",
    "'s",
    "a",
    "health",
    "in",
    "(",
    ")",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map(" ".join))
def test_any_noun_phrase_has_a_name(words: str) -> None:
    name = voice_name(words, None, document=DOCUMENT)
    assert name is None or name.strip()

"""Sources: one name for one voice. Known bodies are only named here; what invented ones say is nowhere real."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daftar.ground.registry import Registry, read_registry
from daftar.ground.sources import Voice, ground_voice, voice_kind, voice_name
from daftar.model import Speaker
from ground.registered import registry_in, voices

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


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return registry_in(tmp_path_factory.mktemp("registry"))


def names(found: list[Voice | None]) -> list[str | None]:
    return [voice and voice.name.removesuffix(" (document 3f2a91bc)") for voice in found]


def test_short_forms_lead_to_the_full_name_with_what_the_registry_knows_of_it(registry: Registry) -> None:
    text = "The OOR counted six dead. The Observatory said four were children. The Kell Courier wrote of it."
    found = voices(registry, text, "The OOR", "The Observatory", "The Kell Courier")
    assert names(found) == ["Orsa Observatory for Rights", "Orsa Observatory for Rights", "Kell Courier"]
    assert found[2] == Voice("Kell Courier", Speaker("media", "government of Russia"))
    assert names(voices(registry, "قال مرصد أورسا إن ستة قتلوا", "مرصد أورسا")) == ["Orsa Observatory for Rights"]


def test_a_body_that_the_document_alone_names_is_a_voice_under_its_full_name(registry: Registry) -> None:
    text = "The Marsh River Brigade fired. The group said it had not. A spokesman for the brigade denied it."
    found = voices(registry, text, "The group", "A spokesman for the brigade")
    assert names(found) == ["Marsh River Brigade"] * 2


def test_people_without_a_name_are_distinct_and_the_same_one_goes_on(registry: Registry) -> None:
    text = """A resident of Tarsa heard two blasts. Another resident saw smoke. The resident fled, he said. A doctor counted six.
    A second doctor counted nine. Another doctor would not count. The doctor wept. They were right, residents said; they wept."""
    asked = (
        "A resident of Tarsa",
        "Another resident",
        "The resident",
        "he said",
        "A doctor",
        "A second doctor",
        "Another doctor",
    )
    found = voices(registry, text, *asked[:3], ("he", 3), *asked[4:], "The doctor", "residents", ("they", 0))
    assert names(found) == [
        "resident of Tarsa", "second resident", "second resident", "second resident", "doctor", "second doctor", "third doctor",
        "third doctor", "residents", "residents",
    ]  # fmt: skip
    assert [voice.speaker.kind for voice in found if voice] == ["witness"] * 4 + ["medic"] * 4 + ["witness"] * 2


def test_her_sons_are_not_she(registry: Registry) -> None:
    text = "A mother from Tarsa saw it, and her two sons saw it."
    assert names(voices(registry, text, "A mother from Tarsa", "her two sons")) == ["mother from Tarsa", "two sons"]


def test_an_official_of_a_party_is_a_voice_of_its_kind(registry: Registry) -> None:
    asked = (
        "A Free Kell Front official", "A Kremlin official", "A medic with the FKF", "An official", "A commander of the Lagoon Front",
    )  # fmt: skip
    found = voices(registry, " said so. ".join(asked), *asked)
    assert [(voice.speaker.kind, voice.speaker.family) for voice in found if voice] == [
        ("armed_group", "Free Kell Front"), ("government", "government of Russia"), ("medic", None), ("official", None),
        ("armed_group", "Lagoon Front"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "leaning"),
    [
        ("The pro-opposition Tarsa Desk said so.", "The pro-opposition Tarsa Desk", "pro-opposition"),
        ("The Front-run Tarsa Health Office said so.", "The Front-run Tarsa Health Office", "Front-run"),
        ("The Tarsa Desk, which is close to the rebels, said so.", "The Tarsa Desk", "close to the rebels"),
        (
            "A source close to the Lagoon Front said so.",
            "A source close to the Lagoon Front",
            "close to the Lagoon Front",
        ),
        ("The Tarsa Desk, a group aligned with the League, said so.", "The Tarsa Desk", "aligned with the League"),
        ("A nurse close to the border said so.", "A nurse close to the border", None),
        ("The Kell-based Tarsa Desk said so.", "The Kell-based Tarsa Desk", None),
        ("The Tarsa Desk said the pro-opposition quarter burned.", "The Tarsa Desk", None),
    ],
)
def test_a_leaning_is_the_texts_own_words(registry: Registry, text: str, words: str, leaning: str | None) -> None:
    (voice,) = voices(registry, text, words)
    assert voice is not None
    assert (voice.speaker.leaning and voice.speaker.leaning.quote) == leaning


def test_a_leaning_once_told_stays_with_the_voice(registry: Registry) -> None:
    text = "The Tarsa Desk said so. The pro-rebel Tarsa Desk gave names. The Desk has a list."
    found = voices(registry, text, "The Tarsa Desk", "The pro-rebel Tarsa Desk", "The Desk")
    assert [voice.speaker.leaning is not None for voice in found if voice] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        (
            "A baker who spoke on condition of anonymity because his brother serves there said so.",
            "A baker",
            "because his brother serves there",
        ),
        ("Two officers, who asked not to be named for fear of arrest, said so.", "Two officers", "for fear of arrest"),
        ("A clerk said so. She was not authorised to speak to the press.", "A clerk", None),
        (
            "A clerk who is not authorised to speak to the press said so.",
            "A clerk",
            "who is not authorised to speak to the press",
        ),
        ("A guard, and a driver who asked not to be named as he fears the Front, said so.", "A guard", None),
        ("A clerk who asked not to be named said so.", "A clerk", None),
    ],
)
def test_the_reason_for_not_naming_is_the_texts_own_words(
    registry: Registry, text: str, words: str, reason: str | None
) -> None:
    (voice,) = voices(registry, text, words)
    assert voice is not None
    assert (voice.speaker.unnamed and voice.speaker.unnamed.quote) == reason


def test_each_alias_of_the_shipped_registry_is_one_voices() -> None:
    registry = read_registry()
    for party in registry.parties:
        if party.kind in ("media", "wire", "monitor", "un"):
            assert voice_name(party.name, None) == party.name
            for alias in party.aliases:
                assert registry.find(alias) is None or voice_name(alias, None) == party.name

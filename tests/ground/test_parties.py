"""Whom the words of a claim mean, how that was found, and where nobody is meant rather than guessed."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daftar.ground.bodies import find_bodies
from daftar.ground.names import Names
from daftar.ground.parties import ground_parties, party_phrases
from daftar.ground.registry import Registry, read_registry
from daftar.model import Event, Grounded, Passage, Relation
from daftar.model.identity import decoded, encoded, record_id, written
from ground.registered import claim, meant, phrase, registry_in


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return registry_in(tmp_path_factory.mktemp("registry"))


def one(found: list[tuple[Grounded, ...]], at: int = 0) -> tuple[str, str | None, str] | None:
    return (found[at][0].name, found[at][0].kind, found[at][0].how) if len(found[at]) == 1 else None


@pytest.mark.parametrize(
    ("text", "words", "name", "how"),
    [
        ("Troops of the Free Kell Front fired.", "Troops of the Free Kell Front", "Free Kell Front", "as_written"),
        ("The FKF fired on Tarsa.", "The FKF", "Free Kell Front", "registry"),
        ("Two Jabhat Kell fighters fired.", "Two Jabhat Kell fighters", "Free Kell Front", "registry"),
        ("Lydran-backed Jabhat Kell fired.", "Lydran-backed Jabhat Kell", "Free Kell Front", "registry"),
        ("Shots by Russia's troops hit it.", "Russia's troops", "Russian Armed Forces", "registry"),
        ("Two Russian warplanes came.", "Two Russian warplanes", "Russian Armed Forces", "registry"),
        ("Russian airstrikes hit Tarsa.", "Russian", "Russian Armed Forces", "registry"),
        ("Russian air strikes hit Tarsa.", "Russian air strikes", "Russian Armed Forces", "registry"),
        ("The Russian air force came.", "The Russian air force", "Russian Aerospace Forces", "registry"),
        ("Moscow struck Tarsa.", "Moscow", "government of Russia", "registry"),
        ("Russia struck Tarsa.", "Russia", "government of Russia", "registry"),
        ("قصفت جبهة كل الحرة البلدة", "جبهة كل الحرة", "Free Kell Front", "registry"),
        ("دخلت وأبناء الأهوار البلدة", "وأبناء الأهوار", "Sons of the Marsh", "registry"),
        ("Fire of the Marsh River Brigade hit.", "the Marsh River Brigade", "Marsh River Brigade", "as_written"),
        ("The Lydrani army fired.", "The Lydrani army", "Lydrani army", "as_written"),
        ("New Harbour police fired.", "New Harbour police", "New Harbour police", "as_written"),
        ("Lydrani armed forces fired.", "Lydrani armed forces", "Lydrani armed forces", "as_written"),
    ],
)
def test_a_name_is_found_however_it_is_written(registry: Registry, text: str, words: str, name: str, how: str) -> None:
    (found,) = meant(registry, text, words)
    assert [(party.name, party.how) for party in found] == [(name, how)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Families of the Free Kell Front fled.", "Families of the Free Kell Front"),
        ("Anti-FKF fighters came.", "Anti-FKF fighters"),
        ("Opponents of the FKF fired.", "Opponents of the FKF"),
        ("The FKF's Northern Wing fired.", "The FKF's Northern Wing"),
        ("In Moscow, shots fell.", "Moscow"),
        ("He told us that RL fired.", "us"),
        ("It is said that gunmen fired.", "gunmen"),
        ("Somebody is here.", "is"),
        ("The army fired.", "The army"),
        ("Two Russian drones fell.", "Two Russian drones"),  # whoever sent them
        ("A Russian fighter fell.", "A Russian fighter"),
        ("The RL fired.", "The RL"),  # of two countries
    ],
)
def test_nobody_is_meant_where_the_words_say_something_else(registry: Registry, text: str, words: str) -> None:
    assert meant(registry, text, words) == [()]


def test_the_country_of_the_document_tells_two_parties_of_one_name_apart(registry: Registry) -> None:
    text = "The RL fired. RL fighters left."
    assert one(meant(registry, text, "The RL", country="YE")) == ("Red Lantern", "armed_group", "registry")
    assert one(meant(registry, text, "The RL", country="LY")) == ("Red Lantern of Tarsa", "armed_group", "registry")


def test_a_list_means_each_of_its_parties_and_a_claim_none_of_them_alone(registry: Registry) -> None:
    text = "Jabhat Kell and the Sons of the Marsh fired."
    (found,) = meant(registry, text, "Jabhat Kell and the Sons of the Marsh", slot="holders")
    assert [(party.slot, party.number, party.name) for party in found] == [
        ("holders", 0, "Free Kell Front"),
        ("holders", 0, "Sons of the Marsh"),
    ]
    told = replace(claim(text, "holders", phrase(text, "Jabhat Kell")), parties=found)
    assert told.party("holders") is None
    assert replace(told, parties=found[:1]).party("holders") == found[0]


BRIGADE = """The National Defence Brigade (NDB) shelled Tarsa on Monday. The brigade then took the mill, and NDB gunners
fired from it. The militia left at dusk. Nobody knows why."""


def test_initials_and_short_forms_that_the_document_introduces(registry: Registry) -> None:
    found = meant(registry, BRIGADE, "The National Defence Brigade (NDB)", "The brigade", "NDB gunners", "The militia")
    assert [one(found, at) for at in range(4)] == [
        ("National Defence Brigade", None, "as_written"),
        ("National Defence Brigade", None, "short_form"),
        ("National Defence Brigade", None, "short_form"),
        ("National Defence Brigade", None, "coreference"),
    ]


def test_initials_are_those_of_the_words_before_them(registry: Registry) -> None:
    text = "The Keepers of Orsa and Tarsa (KOT) fired. Then KOT left."
    assert one(meant(registry, text, ("KOT", 1))) == ("Keepers of Orsa and Tarsa", None, "short_form")
    assert meant(registry, "A blast at noon (KOT) was heard. KOT left.", ("KOT", 1)) == [()]


def test_a_name_of_two_is_that_of_the_initials_beside_it(registry: Registry) -> None:
    text = "The National Army (NAM) fired. The National Army left."
    found = meant(registry, text, ("The National Army", 0), ("The National Army", 1))
    assert [one(found, at) for at in (0, 1)] == [("National Army of Mali", "armed_forces", "registry")] * 2


def test_the_group_is_the_one_that_was_named_shortly_before(registry: Registry) -> None:
    text = "Jabhat Kell took the mill. The group fired on Tarsa. It denied that. They left."
    found = meant(registry, text, "The group", "It", "They")
    assert one(found, 0) == ("Free Kell Front", "armed_group", "coreference")
    assert one(found, 1) == ("Free Kell Front", "armed_group", "coreference")
    assert found[2] == ()  # of one, not of many


def test_they_are_the_many_that_were_named(registry: Registry) -> None:
    text = "FKF fighters took the mill. They fired on Tarsa. It burned."
    assert one(meant(registry, text, "They")) == ("Free Kell Front", "armed_group", "coreference")
    assert meant(registry, text, "It", slot="patient") == [()]


@pytest.mark.parametrize(
    "text",
    [
        "Jabhat Kell and the Sons of the Marsh met. The group fired.",  # two
        "The Orsa Observatory for Rights wrote of it. The army fired.",  # of another kind
        "The group fired. Jabhat Kell was there.",  # named after
        "Jabhat Kell was there. " + "Rain fell on the road that day. " * 20 + "The group fired.",  # long ago
    ],
)
def test_no_antecedent_is_guessed(registry: Registry, text: str) -> None:
    words = "The army" if "The army" in text else "The group"
    assert meant(registry, text, words) == [()]


def test_the_army_of_the_country_in_which_all_happens_is_no_foreign_one(registry: Registry) -> None:
    text = "Russian forces came to Tarsa. The army fired."
    assert meant(registry, text, "The army", country="ML") == [()]
    assert one(meant(registry, text, "The army", country="RU")) == (
        "Russian Armed Forces",
        "armed_forces",
        "coreference",
    )


def test_the_front_is_the_only_one_whose_name_has_the_word(registry: Registry) -> None:
    text = (
        "The Lagoon Front fired. " + "Rain fell on the road that day. " * 30 + "Front gunners fled, and the Front left."
    )
    assert one(meant(registry, text, "Front gunners")) == ("Lagoon Front", "armed_group", "short_form")
    both = "The Free Kell Front fired. " + text
    assert meant(registry, both, "the Front") == [()]


def test_a_surname_is_no_short_form_of_a_body(registry: Registry) -> None:
    text = "The Guard of Marsh Chief Tam Edrich left. Then Edrich fired, and the Guard fled."
    found = meant(registry, text, ("Edrich", 1), "the Guard")
    assert found[0] == ()
    assert one(found, 1) == ("Guard of Marsh", None, "short_form")


def test_text_in_capitals_has_no_names_but_the_registrys(registry: Registry) -> None:
    text = "THE FREE KELL FRONT (FKF) IS HERE. THE MARSH BRIGADE FLED. THE FKF FIRED."
    found = meant(registry, text, "THE FREE KELL FRONT (FKF)", "IS", "THE MARSH BRIGADE", "THE FKF")
    assert [one(found, at) for at in range(4)] == [
        ("Free Kell Front", "armed_group", "as_written"), None, None, ("Free Kell Front", "armed_group", "short_form"),
    ]  # fmt: skip


def test_a_spokesman_speaks_for_the_body_and_an_official_for_himself(registry: Registry) -> None:
    text = "A spokesman for the FKF said so. A Free Kell Front official denied it."
    found = meant(registry, text, "A spokesman for the FKF", "A Free Kell Front official", slot="said_by")
    assert one(found, 0) == ("Free Kell Front", "armed_group", "registry")
    assert found[1] == ()


def test_the_shipped_registry_knows_the_parties_of_which_reports_tell() -> None:
    text = "FSA fighters met Russian warplanes and the Syrian army. قصف الجيش السوري البلدة"
    found = meant(read_registry(), text, "FSA fighters", "Russian warplanes", "the Syrian army", "الجيش السوري")
    assert [party.kind for (party,) in found] == ["armed_group", "armed_forces", "armed_forces", "armed_forces"]
    assert found[2][0].name == found[3][0].name


PIECES = (
    "the", "The", "a", "FKF", "Free Kell Front", "Russian", "forces", "Moscow", "group", "army", "it", "they", "(NDB)", "NDB", ",", ".", "and",
    "Marsh Brigade", "fighters", "of", "in", "'s", "جبهة كل الحرة", "و", "\n\n",
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=2, max_size=40), st.data())
def test_grounding_never_changes_a_claims_own_words(words: list[str], data: st.DataObject) -> None:
    registry, text = read_registry(), " ".join(words)
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    claims = []
    for _ in range(data.draw(st.integers(1, 4))):
        first, second = (Passage.of(text, *data.draw(spans)) for _ in range(2))
        body = data.draw(st.sampled_from((Relation("allied", first, second), Event("attack", first, second))))
        claims.append(replace(claim(text, "said_by", first), body=body))
    before = [written(one) for one in claims]
    found = ground_parties(text, claims, registry)
    assert [written(one) for one in claims] == before
    for given_claim, parties in zip(claims, found, strict=True):
        grounded = replace(given_claim, parties=parties)
        assert encoded(replace(grounded, parties=())) == encoded(given_claim)
        assert decoded(type(grounded), encoded(grounded)) == grounded
        phrases = {(slot, number) for slot, number, _ in party_phrases(given_claim)}
        assert {(party.slot, party.number) for party in parties} <= phrases
    assert found == ground_parties(text, claims, registry)


def test_a_claim_without_parties_keeps_its_bytes_and_its_id() -> None:
    text = "The Front fired."
    told = claim(text, "by", phrase(text, "The Front"))
    assert "parties" not in written(told) and "speaker" not in written(told)
    grounded = replace(told, parties=(Grounded("by", 0, "Free Kell Front", "registry"),))
    assert record_id(told) != record_id(grounded)
    assert '"parties":[{"how":"registry","name":"Free Kell Front","number":0,"slot":"by"}]' in written(grounded)


def test_nobody_is_asked_where_nothing_is_claimed(tmp_path: Path) -> None:
    assert ground_parties("The FKF fired.", (), registry_in(tmp_path)) == ()


def test_a_wide_gap_is_passed_over(registry: Registry) -> None:
    text = "Kell" + " " * 300_000 + ". The Free Kell Front fired."
    assert [mention.body.name for mention in find_bodies(text, Names.of(registry))] == ["Free Kell Front"]

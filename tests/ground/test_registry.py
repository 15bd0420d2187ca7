"""Registry: names to parties, dated ties, and a file that is taken whole or not at all."""

import pickle
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daftar.ground.bodies import find_bodies
from daftar.ground.names import Names
from daftar.ground.registry import Registry, Tie, read_registry
from daftar.ground.spelling import fold
from daftar.model.errors import DaftarError, RegistryError
from daftar.vocabulary import vocabulary

DOCS = Path(__file__).parents[2] / "docs" / "registry.md"

KELL = """
[parties."Kell Alliance"]
kind = "coalition"

[parties."Kell Front"]
kind = "armed_group"
country = "SY"
aliases = ["KFR", "Front of Kell", "جبهة كيل", "Daybreak"]
part_of = [{to = "Kell Alliance", from = "2012-08", until = "2014"}]
allied_with = [{to = "Orsa Guard", from = "2013-02-03"}]

[parties."Orsa Guard"]
kind = "armed_group"
country = "IQ"
aliases = ["Daybreak"]

[parties."Kell Radio"]
kind = "media"
family = "Kell Front"
"""

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str) -> Path:
        path = tmp_path / f"parties{len(list(tmp_path.iterdir()))}.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def name_of(registry: Registry, words: str, country: str | None = None) -> str | None:
    party = registry.find(words, country)
    return None if party is None else party.name


@pytest.mark.parametrize(
    "words",
    ["Kell Front", "the Kell Front", "THE KELL FRONT", "Kell-Front", "KFR", "K.F.R.", "front of Kell", "جبهة كيل"],
)
def test_one_party_by_all_its_names(write: Write, words: str) -> None:
    assert name_of(read_registry(write(KELL)), words) == "Kell Front"


@pytest.mark.parametrize("words", ["", "the", "kfr", "Kfr", "kell front", "Kell", "the Front", "Kell Front fighters"])
def test_other_words_are_nobody(write: Write, words: str) -> None:
    assert read_registry(write(KELL)).find(words) is None


def test_a_shared_alias_is_nobodys_without_the_country(write: Write) -> None:
    registry = read_registry(write(KELL))
    assert registry.find("Daybreak") is None
    assert name_of(registry, "Daybreak", "SY") == "Kell Front"
    assert name_of(registry, "Daybreak", "IQ") == "Orsa Guard"
    assert registry.find("Daybreak", "LB") is None
    assert name_of(registry, "Kell Front", "LB") == "Kell Front"


def test_ties_hold_on_their_days(write: Write) -> None:
    registry = read_registry(write(KELL))
    whole = Tie("part_of", "Kell Alliance", date(2012, 8, 1), date(2014, 12, 31))
    ally = Tie("allied_with", "Orsa Guard", date(2013, 2, 3), None)
    assert registry.ties("Kell Front") == (whole, ally)
    assert registry.ties("Kell Front", date(2012, 7, 31)) == ()
    assert registry.ties("Kell Front", date(2012, 8, 1)) == (whole,)
    assert registry.ties("Kell Front", date(2014, 12, 31)) == (whole, ally)
    assert registry.ties("Kell Front", date(2015, 1, 1)) == (ally,)
    assert registry.ties("Orsa Guard") == (Tie("allied_with", "Kell Front", date(2013, 2, 3), None),)
    assert registry.ties("Nobody") == ()


def test_an_alliance_that_both_tell_is_one(write: Write) -> None:
    both = KELL.replace('country = "IQ"', 'country = "IQ"\nallied_with = [{to = "Kell Front", from = "2013-02-03"}]')
    registry = read_registry(write(both))
    assert len(registry.ties("Orsa Guard")) == 1
    assert registry.ties("Kell Front") == read_registry(write(KELL)).ties("Kell Front")


@pytest.mark.parametrize(
    ("given", "start", "end"),
    [
        ('from = "2012"', date(2012, 1, 1), None),
        ('until = "2012"', None, date(2012, 12, 31)),
        ('until = "2012-02"', None, date(2012, 2, 29)),
        ('from = "2012-02-29", until = "2012-02-29"', date(2012, 2, 29), date(2012, 2, 29)),
    ],
)
def test_dates_are_as_long_as_they_say(write: Write, given: str, start: date | None, end: date | None) -> None:
    registry = read_registry(write(KELL + f'side = [{{to = "Kell Front", {given}}}]'))
    assert registry.ties("Kell Radio") == (Tie("side", "Kell Front", start, end),)


def test_version_tells_what_was_read(write: Write) -> None:
    first, own = write(KELL), write('[parties."Ilm Watch"]\nkind = "monitor"')
    versions = {read_registry(first).version, read_registry(first, own).version, read_registry().version}
    assert len(versions) == 3
    assert read_registry(first).version == read_registry(first).version


def test_a_registry_travels(write: Write) -> None:
    registry = read_registry(write(KELL))
    assert pickle.loads(pickle.dumps(registry)) == registry  # noqa: S301 - our own


PARTY = '[parties."Kell Front"]\nkind = "armed_group"\n'
OTHER = '\n[parties."Orsa Guard"]\nkind = "armed_group"\n'
BROKEN = [
    ("broken TOML", 3, PARTY + 'aliases = ["KFR"\n', "Mend"),
    ("broken TOML", 3, PARTY + '[parties."Orsa Guard\n', "Mend"),
    ("broken TOML", 3, PARTY + PARTY, "Mend"),
    ("broken TOML", 3, PARTY + f"from = {'9' * 5000}", "Mend"),
    ("unknown table", 1, '["Kell Front"]\nkind = "armed_group"\n', "Begin each entry"),
    ("unknown table", 1, 'parties = "Kell Front"\n', "Begin each entry"),
    ("no entry", 2, '[parties]\n"Kell Front" = "armed_group"\n', "Begin each entry"),
    ("no entry", 1, '[parties."-"]\nkind = "armed_group"\n', "Begin each entry"),
    ("unknown key", 3, PARTY + 'alias = ["KFR"]\n', "Known are kind, aliases"),
    ("unknown key", 1, '[parties.Kell.Front]\nkind = "armed_group"\n', "Known are"),
    ("no kind", 4, PARTY + '\n[parties."Orsa Guard"]\n', "Write one of armed_forces"),
    ("unknown kind", 2, '[parties."Kell Front"]\nkind = "army"\n', "Write one of armed_forces"),
    ("unknown kind", 2, '[parties."Kell Front"]\nkind = ["ngo"]\n', "Write one of armed_forces"),
    ("bad country", 3, PARTY + 'country = "Syria"\n', '"SY"'),
    ("bad country", 3, PARTY + "country = 7\n", "quotation marks"),
    ("bad family", 3, PARTY + 'family = ["Orsa Guard"]\n' + OTHER, "quotation marks"),
    ("bad aliases", 3, PARTY + 'aliases = "KFR"\n', "Write a list"),
    ("bad aliases", 3, PARTY + "aliases = [7]\n", "Write a list"),
    ("empty alias", 3, PARTY + 'aliases = ["--"]\n', "Take it out"),
    ("alias", 6, PARTY + OTHER + 'aliases = ["Kell front"]\n', "Leave it to one"),
    ("bad part_of", 3, PARTY + 'part_of = "Orsa Guard"\n' + OTHER, "Write part_of = [{to"),
    ("bad allied_with", 3, PARTY + 'allied_with = [{to = "Orsa Guard", til = "2014"}]\n' + OTHER, "Write allied_with"),
    ("bad side", 3, PARTY + 'side = [{from = "2014"}]\n', "Write side"),
    ("bad date", 3, PARTY + 'part_of = [{to = "Orsa Guard", from = "August 2012"}]\n' + OTHER, "2012-08"),
    ("bad date", 3, PARTY + 'part_of = [{to = "Orsa Guard", from = "2013-02-29"}]\n' + OTHER, "2012-08"),
    ("bad date", 3, PARTY + 'part_of = [{to = "Orsa Guard", until = "0000"}]\n' + OTHER, "2012-08"),
    ("bad date", 3, PARTY + 'part_of = [{to = "Orsa Guard", until = 2014}]\n' + OTHER, "quotation marks"),
    (
        "reversed interval",
        3,
        PARTY + 'part_of = [{to = "Orsa Guard", from = "2014", until = "2012"}]\n' + OTHER,
        "Change the two",
    ),
    ("unknown reference", 3, PARTY + 'part_of = [{to = "Orsa Gard"}]\n' + OTHER, 'Is it "Orsa Guard"?'),
    ("unknown reference", 4, PARTY + 'country = "SY"\nfamily = "Kell"\n', 'add [parties."Kell"]'),
    ("cycle in part_of", 3, PARTY + 'part_of = [{to = "Kell Front"}]\n', "Take one of these ties out"),
    (
        "cycle in part_of",
        3,
        PARTY + 'part_of = [{to = "Orsa Guard"}]\n' + OTHER + 'part_of = [{to = "Kell Front", from = "2014"}]\n',
        "Take one of these ties out",
    ),
]


@pytest.mark.parametrize(("problem", "line", "text", "remedy"), BROKEN)
def test_what_is_wrong_is_named_with_its_line(write: Write, problem: str, line: int, text: str, remedy: str) -> None:
    path = write(text)
    with pytest.raises(RegistryError) as raised:
        read_registry(path)
    said = str(raised.value)
    assert said.startswith((f"{path}:{line}: {problem} ", f"{path}:{line}: {problem}: "))
    assert remedy in said
    with pytest.raises(RegistryError, match=re.escape(f"{path}:{line}: {problem}")):
        read_registry(own=path)


def test_the_cycle_is_told_from_part_to_whole(write: Write) -> None:
    text = "".join(
        f'[parties."{part}"]\nkind = "coalition"\npart_of = [{{to = "{whole}"}}]\n'
        for part, whole in [("Kell", "Orsa"), ("Orsa", "Ilm"), ("Ilm", "Kell"), ("Nuwar", "Kell")]
    )
    with pytest.raises(RegistryError) as raised:
        read_registry(write(text))
    told = re.findall(r'"(\w+)"', str(raised.value))
    assert told[0] == told[-1]
    assert "Kell Orsa Ilm Kell Orsa Ilm".find(" ".join(told[:-1])) >= 0


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes('[parties."Café"]'.encode("latin-1"))
    for path in (tmp_path / "none.toml", tmp_path, latin):
        with pytest.raises(DaftarError, match="unreadable file"):
            read_registry(path)


def test_a_mark_before_the_first_letter_is_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "marked.toml"
    path.write_text(KELL, encoding="utf-8-sig")
    assert name_of(read_registry(path), "KFR") == "Kell Front"


def test_the_docs_explain_every_error() -> None:
    said = {problem for problem, *_ in BROKEN} | {"unreadable file"}
    told = {
        name for row in re.findall(r"^\| (`[^|]+) \|", DOCS.read_text(), re.M) for name in re.findall("`([^`]+)`", row)
    }
    keys = {"kind", "aliases", "country", "family", "part_of", "allied_with", "side"}
    assert told - keys - {"of both"} == said
    assert keys <= told


def test_a_broken_own_file_leaves_the_shipped_registry(write: Write) -> None:
    with pytest.raises(RegistryError):
        read_registry(own=write('[parties."Hezbollah"]\nkind = "army"'))
    found = read_registry().find("Hezbollah")
    assert found is not None
    assert found.kind == "armed_group"


def test_an_own_alias_is_its_partys_alone(write: Write) -> None:
    own = write('[parties."River Safety Force"]\nkind = "police"\naliases = ["RSF"]')
    assert read_registry().find("RSF") is None
    assert name_of(read_registry(own=own), "RSF") == "River Safety Force"
    assert name_of(read_registry(own=own), "Rapid Support Forces") == "Rapid Support Forces"


def test_an_own_entry_changes_what_it_says_and_adds_aliases(write: Write) -> None:
    own = write(
        '[parties."Kell Front"]\nkind = "other"\naliases = ["Frontists"]\npart_of = []\n'
        '[parties."Orsa Guard"]\naliases = ["Guardsmen of Orsa"]\npart_of = [{to = "Kell Front"}]\n'
    )
    registry = read_registry(write(KELL), own)
    front, guard = registry.find("Frontists"), registry.find("Guardsmen of Orsa")
    assert front is not None
    assert guard is not None
    assert (front.name, front.kind, front.country) == ("Kell Front", "other", "SY")
    assert registry.find("KFR") == registry.find("Kell Front") == front
    assert [tie.kind for tie in front.ties] == ["allied_with"]
    assert (guard.kind, guard.country) == ("armed_group", "IQ")
    assert [party.name for party in registry.parties] == ["Kell Alliance", "Kell Front", "Orsa Guard", "Kell Radio"]


def test_a_cycle_through_both_files_is_told_at_the_own_one(write: Write) -> None:
    own = write('[parties."Kell Alliance"]\n\npart_of = [{to = "Kell Front"}]\n')
    with pytest.raises(
        RegistryError, match=re.escape(f'{own}:3: cycle in part_of: "Kell Alliance" in "Kell Front" in')
    ):
        read_registry(write(KELL), own)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("SOHR", "Syrian Observatory for Human Rights"),
        ("المرصد السوري لحقوق الإنسان", "Syrian Observatory for Human Rights"),
        ("ISIL", "Islamic State"),
        ("Isis", "Islamic State"),
        ("IS", "Islamic State"),
        ("Da'esh", "Islamic State"),
        ("داعش", "Islamic State"),
        ("the al-Nusra Front", "Nusra Front"),
        ("al-Shabaab", "al-Shabaab"),
        ("Shabaab", "al-Shabaab"),
        ("قوات الدعم السريع", "Rapid Support Forces"),
        ("الحوثيون", "Houthis"),
        ("سپاه پاسداران", "Islamic Revolutionary Guard Corps"),
        ("ЗСУ", "Armed Forces of Ukraine"),
        ("Kurdistan Workers’ Party", "Kurdistan Workers' Party"),
        ("the Israeli military", "Israel Defense Forces"),
        ("الجيش الإسرائيلي", "Israel Defense Forces"),
        ("Médecins sans frontières", "Médecins Sans Frontières"),
        ("WHO", "World Health Organization"),
        ("Nato", "NATO"),
        ("LeT", "Lashkar-e-Taiba"),
        ("Lebanese forces", "Lebanese Armed Forces"),
        ("FMLN", "Farabundo Martí National Liberation Front"),
        ("dpa", "dpa"),
        ("DPA", "dpa"),
    ],
)
def test_well_known_names(words: str, name: str) -> None:
    assert name_of(read_registry(), words) == name


@pytest.mark.parametrize(
    "words",
    [
        "who",
        "Who",
        "us",
        "is",
        "the guardian",
        "amnesty",
        "the army",
        "PDF",
        "KIA",
        "PLC",
        "Police",
        "Front",
        "let",
        "القاعدة",
        "الجيش",
        "Syria",
    ],
)
def test_ordinary_words_are_nobody(words: str) -> None:
    assert read_registry().find(words) is None


@pytest.mark.parametrize("words", ["Indian police", "Pakistani police", "Pakistan's policemen"])
def test_one_force_of_many_is_not_a_countrys_police(words: str) -> None:
    found = find_bodies(f"On Monday {words} fired.", Names.of(read_registry()))
    assert not {mention.body.name for mention in found} & {"Central Reserve Police Force", "Frontier Corps"}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Philippine policemen", "Philippine National Police"),
        ("Chinese warships", "People's Liberation Army"),
        ("Israeli jets", "Israel Defense Forces"),
        ("Chad's soldiers", "Chadian Armed Forces"),
        ("Lebanese police", "Internal Security Forces of Lebanon"),
    ],
)
def test_what_a_country_has_one_of(words: str, name: str) -> None:
    assert [one.body.name for one in find_bodies(f"On Monday {words} fired.", Names.of(read_registry()))] == [name]


def test_the_shipped_registry_is_read_once() -> None:
    assert read_registry() is read_registry()


def test_the_shipped_registry_is_in_order() -> None:
    registry = read_registry()
    names = {party.name for party in registry.parties}
    countries = {*vocabulary("places")["countries"]["names"]}
    assert 400 <= len(names) == len(registry.parties)
    for party in registry.parties:
        forms = [party.name, *party.aliases]
        assert all(len(fold(form)) > 1 for form in forms), party.name
        assert len(set(forms)) == len(forms), party.name
        assert all(name_of(registry, form, party.country) == party.name for form in forms if party.country), party.name
        assert party.country is None or party.country in countries, party.name
        assert party.family in {None, *names - {party.name}}, party.name
        assert all(tie.to in names - {party.name} for tie in party.ties), party.name
        assert party.kind != "un" or party.name == "United Nations" or party.ties, party.name
    arabic = {
        party.name for party in registry.parties if any("\u0600" <= form[0] <= "\u06ff" for form in party.aliases)
    }
    assert len(arabic) > 150


def test_no_shipped_name_is_a_country() -> None:
    """A country's bare name is a place, and its government only where it acts."""
    given = vocabulary("places")["countries"]
    for name in given["names"].values():
        assert read_registry().find(name) is None


@given(st.text(max_size=60), st.none() | st.sampled_from(["SY", "SD", "FR"]))
def test_any_words_can_be_asked(words: str, country: str | None) -> None:
    registry = read_registry()
    party = registry.find(words, country)
    assert party is None or fold(words).removeprefix("the ").removeprefix("al ") in {
        fold(form).removeprefix("the ").removeprefix("al ") for form in (party.name, *party.aliases)
    }

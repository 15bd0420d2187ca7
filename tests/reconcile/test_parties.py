"""The names of one party, under one of them."""

from collections.abc import Mapping

from daftar.reconcile.parties import Party, find_parties


def shown_for(names: list[str], *, short_forms: bool = True) -> Mapping[str, str]:
    found = find_parties(map(Party, names), short_forms=short_forms)
    return {party.words: shown.words for party, shown in found.items()}


def test_names_of_the_same_words_are_one_party_but_for_arms_and_articles():
    shown = shown_for(["The Lydrani air force", "a Lydrani warplane", "Lydrani jets", "the Lydrani air force"])
    assert set(shown.values()) == {"the Lydrani air force"}


def test_one_word_is_short_for_the_one_name_that_holds_it():
    assert shown_for(["the Front", "the Eastern Front"])["the Front"] == "the Eastern Front"
    assert shown_for(["The army", "the Temrik army"])["The army"] == "the Temrik army"
    assert shown_for(["the Front", "the Eastern Front", "the Western Front"])["the Front"] == "the Front"
    assert shown_for(["the Front", "the Eastern Front"], short_forms=False)["the Front"] == "the Front"


def test_a_list_of_parties_is_no_fuller_name():
    shown = shown_for(["the League", "the League and the Guard"])
    assert shown["the League"] == "the League"
    assert shown_for(["Ostrel", "Ostrel and other countries"])["Ostrel and other countries"] == "Ostrel"


def test_those_of_whom_nobody_says_who_they_are_stay_as_they_are_called():
    shown = shown_for(["gunmen", "two gunmen", "a bomber"])
    assert shown == {"gunmen": "gunmen", "two gunmen": "two gunmen", "a bomber": "a bomber"}


def test_names_that_mean_one_party_are_one_and_a_documents_words_are_shown():
    said = [
        Party("FSA fighters", "Free Syrian Army"),
        Party("the Free Syrian Army", "Free Syrian Army"),
        Party("FSA fighters", "Free Syrian Army"),
    ]
    assert {party.words for party in find_parties(said).values()} == {"FSA fighters"}


def test_words_that_could_stand_for_anybody_show_the_party_that_they_mean():
    one, other = Party("the group", "Kell Front"), Party("the group", "Marsh Guard")
    shown = find_parties([one, other, Party("the Kell Front")])
    assert (shown[one].words, shown[other].words) == ("the Kell Front", "Marsh Guard")
    assert find_parties([Party("the group")])[Party("the group")].words == "the group"


def test_of_words_said_as_often_a_name_is_shown_before_what_stands_for_it():
    said = [Party("the FSA", "Free Syrian Army"), Party("rebels", "Free Syrian Army"), Party("the Free Syrian Army")]
    assert {party.words for party in find_parties(said).values()} == {"the Free Syrian Army"}

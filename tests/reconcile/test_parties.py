"""The names of one party, under one of them."""

from daftar.reconcile.parties import find_parties


def test_names_of_the_same_words_are_one_party_but_for_arms_and_articles():
    shown = find_parties(["The Lydrani air force", "a Lydrani warplane", "Lydrani jets", "the Lydrani air force"])
    assert set(shown.values()) == {"the Lydrani air force"}


def test_one_word_is_short_for_the_one_name_that_holds_it():
    assert find_parties(["the Front", "the Eastern Front"])["the Front"] == "the Eastern Front"
    assert find_parties(["The army", "the Temrik army"])["The army"] == "the Temrik army"
    assert find_parties(["the Front", "the Eastern Front", "the Western Front"])["the Front"] == "the Front"
    assert find_parties(["the Front", "the Eastern Front"], short_forms=False)["the Front"] == "the Front"


def test_a_list_of_parties_is_no_fuller_name():
    shown = find_parties(["the League", "the League and the Guard"])
    assert shown["the League"] == "the League"
    assert find_parties(["Ostrel", "Ostrel and other countries"])["Ostrel and other countries"] == "Ostrel"


def test_those_of_whom_nobody_says_who_they_are_stay_as_they_are_called():
    shown = find_parties(["gunmen", "two gunmen", "a bomber"])
    assert shown == {"gunmen": "gunmen", "two gunmen": "two gunmen", "a bomber": "a bomber"}

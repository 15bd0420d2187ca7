"""Places: names and unnamed places in a report. The docstring of a test is its report."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daftar.model import Passage
from daftar.reading.scene.places import find_areas, find_places, place_phrase

TOWNS = frozenset(
    [
        "Nuwar",
        "Kell",
        "Kessra",
        "Jordan",
        "Washington",
        "Paris",
        "Orsa",
        "Tel Harsa",
        "Reading",
        "Holm",
        "Marib",
        "St. Orsa",
        "نوار",
    ]
)


def known(name: str) -> bool:
    return name.title() in TOWNS


@pytest.fixture
def places(request: pytest.FixtureRequest) -> Callable[[], list[str]]:
    """The names that are found in the test's own docstring."""
    return lambda: [passage.quote for passage in find_places(request.function.__doc__, known)]


@pytest.fixture
def areas(request: pytest.FixtureRequest) -> Callable[[], list[str]]:
    return lambda: [passage.quote for passage in find_areas(request.function.__doc__)]


def test_names_after_words_of_place(places: Callable[[], list[str]]) -> None:
    """Nine people were killed in Nuwar and two near Kell, residents said. On Monday the road to Kessra was open."""
    assert places() == ["Nuwar", "Kell", "Kessra"]


def test_what_contains_a_place_is_one_too(places: Callable[[], list[str]]) -> None:
    """The convoy stopped at Tel Harsa, southern Syria, before noon."""
    assert places() == ["Tel Harsa", "Syria"]


def test_peoples_are_names(places: Callable[[], list[str]]) -> None:
    """Syrian soldiers and two Venezuelans were held, U.S. officials said."""
    assert places() == ["Syrian", "Venezuelans", "U.S."]


def test_persons_are_no_places(places: Callable[[], list[str]]) -> None:
    """Sarah Jordan, 34, lives in Nuwar. Jordan said that President Washington had called. Mr. Holm agreed."""
    assert places() == ["Nuwar"]


def test_a_country_that_is_also_a_surname(places: Callable[[], list[str]]) -> None:
    """Refugees crossed into Jordan from Syria. Officials in Jordan counted them."""
    assert places() == ["Jordan", "Syria", "Jordan"]


def test_the_place_of_a_body(places: Callable[[], list[str]]) -> None:
    """The Nuwar Health Directorate and the Kell Police counted the dead."""
    assert places() == ["Nuwar", "Kell"]


def test_a_word_that_is_a_town_elsewhere(places: Callable[[], list[str]]) -> None:
    """Reading the list took an hour. On Sunday the Council met; Fire crews came."""
    assert places() == []


def test_a_dateline(places: Callable[[], list[str]]) -> None:
    """NUWAR, Syria — Shelling went on all night."""
    assert places() == ["NUWAR", "Syria"]


def test_a_name_made_by_its_last_word(places: Callable[[], list[str]]) -> None:
    """Fighting went on along the Sel River and in Karrow District."""
    assert places() == ["Sel River", "Karrow District"]


def test_a_name_on_no_map_that_a_word_of_place_introduces(places: Callable[[], list[str]]) -> None:
    """Four people died in Qesh on Friday. Qesh has been under siege since May. Vorrin denied it."""
    assert places() == ["Qesh", "Qesh"]


def test_abbreviations_do_not_end_a_name(places: Callable[[], list[str]]) -> None:
    """The ship left St. Orsa for Kell. Gen. Paris and Dr. Marib were aboard."""
    assert places() == ["St. Orsa", "Kell"]


def test_postal_codes_after_a_town_only(places: Callable[[], list[str]]) -> None:
    """He was born in Holm, OH, and said OK to it."""
    assert places() == ["Holm", "OH"]


def test_hyphens_and_possessives(places: Callable[[], list[str]]) -> None:
    """The Nuwar-based group denied it; Kell's mayor in Kell did not. U.S.-led jets flew over Marib's hills."""
    assert places() == ["Nuwar", "Kell", "Kell", "U.S.", "Marib"]


def test_capitals_throughout(places: Callable[[], list[str]]) -> None:
    """THE ARMY SAID TODAY THAT NINE GUERRILLAS WERE KILLED IN NUWAR, COLOMBIA. HOLM SAID MORE, AND IT WAS NOT CLEAR WHAT."""
    assert places() == ["NUWAR", "COLOMBIA"]


def test_a_script_without_capitals(places: Callable[[], list[str]]) -> None:
    """قتل خمسة أشخاص في نوار جنوب سوريا"""
    assert places() == ["نوار", "سوريا"]


def test_containment_with_a_direction(places: Callable[[], list[str]]) -> None:
    """Holm, southern Gaza, was shelled."""
    assert places() == ["Holm", "Gaza"]


def test_no_capitals_at_all(places: Callable[[], list[str]]) -> None:
    """nine people were killed when a mob set fire to houses in nuwar on friday, the police in gujarat said in the evening."""
    assert places() == ["nuwar", "gujarat"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Shells fell on eastern Nuwar today.", "eastern Nuwar"),
        ("Shells fell on the outskirts of Nuwar today.", "the outskirts of Nuwar"),
        ("They fled a village near Nuwar today.", "a village near Nuwar"),
        ("They fled the city of Nuwar today.", "the city of Nuwar"),
        ("They fled Nuwar province today.", "Nuwar province"),
        ("They fled rebel-held eastern Nuwar today.", "rebel-held eastern Nuwar"),
        ("They fled the besieged town of Nuwar today.", "the besieged town of Nuwar"),
        ("They fled Nuwar today.", "Nuwar"),
        ("They fled the Nuwar today.", "Nuwar"),
        ("Nuwar", "Nuwar"),
    ],
)
def test_the_phrase_around_a_name(text: str, phrase: str) -> None:
    start = text.index("Nuwar")
    assert place_phrase(text, Passage.of(text, start, start + 5)).quote == phrase


def test_places_without_a_name(areas: Callable[[], list[str]]) -> None:
    """Two were hurt in the rebel-held side of the city. A shell fell near a hospital in the old quarter, behind the mill."""
    assert areas() == ["the rebel-held side of the city", "a hospital in the old quarter", "the mill"]


def test_the_object_of_taking_a_place(areas: Callable[[], list[str]]) -> None:
    """The Front seized the bridge, and its men shelled two villages near Kell. They said the city was calm."""
    assert areas() == ["the bridge", "two villages near Kell"]


def test_no_place_where_no_noun_of_place_is(areas: Callable[[], list[str]]) -> None:
    """In a statement on Monday the spokesman said that in time more would come."""
    assert areas() == []


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_exact_passages_in_order(text: str) -> None:
    for found in (find_places(text, lambda name: True), find_places(text, known), find_areas(text)):
        assert all(text[passage.start : passage.end] == passage.quote for passage in found)
        assert all(one.end <= other.start for one, other in pairwise(found))
    for passage in find_places(text, lambda name: True):
        fuller = place_phrase(text, passage)
        assert fuller.start <= passage.start and passage.end <= fuller.end
        assert text[fuller.start : fuller.end] == fuller.quote


WORDS = [
    "Nuwar",
    "Kell",
    "in",
    "near",
    "the",
    "eastern",
    "city",
    "of",
    "Street",
    "Sarah",
    "Mr.",
    ",",
    "-",
    "NUWAR",
    "St.",
    "\n",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_any_report_gives_exact_passages_in_order(text: str) -> None:
    test_any_text_gives_exact_passages_in_order.hypothesis.inner_test(text)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "piece", ["the old city of ", "Vorrin ", "A", "Nuwar ", "in ", "St. ", "eastern rebel-held ", "A.", "\n"]
)
def test_a_long_monotonous_text_ends(piece: str) -> None:
    """Quadratic reading of 100,000 characters would take minutes: this is not timed, it would simply not end."""
    text = piece * (100_000 // len(piece))
    for passage in find_places(text, known)[:100]:
        place_phrase(text, passage)
    find_areas(text)

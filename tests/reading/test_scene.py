"""Scene: which place and time hold at a point; places and times are given as the words between the marks."""

import re

from hypothesis import given
from hypothesis import strategies as st

from daftar.model import Passage
from daftar.reading.scene import Scene
from daftar.reading.sentences import Text, cut

_MARKED = re.compile(r"\{([^}]*)\}|<([^>]*)>")


def scene_of(report: str) -> tuple[Text, Scene]:
    """The scene of a report with {places} and <times> marked; the marks are taken out."""
    plain, places, times, shift = [], [], [], 0
    last = 0
    for match in _MARKED.finditer(report):
        plain.append(report[last : match.start()])
        start = match.start() - shift
        words = match[1] if match[1] is not None else match[2]
        (places if match[1] is not None else times).append(Passage(start, start + len(words), words))
        plain.append(words)
        shift, last = shift + 2, match.end()
    text = cut("".join([*plain, report[last:]]))
    return text, Scene(text, tuple(places), (), tuple(times))


def at(report: str, word: str) -> tuple[str | None, str | None]:
    """Place and time that hold at the first occurrence of the word."""
    text, scene = scene_of(report)
    anchor = text.text.index(word)
    sentence = text.sentence_at(anchor)
    place, time = scene.place(anchor, sentence), scene.time(anchor, sentence)
    return place and place.quote, time and time.quote


def test_the_nearest_in_the_same_clause() -> None:
    report = "Shells fell on {Nuwar} on <Monday>, while 12 people were killed in {Valdora} on <Tuesday>."
    assert at(report, "killed") == ("Valdora", "Tuesday")
    assert at(report, "fell") == ("Nuwar", "Monday")


def test_carried_from_the_sentence_before() -> None:
    assert at("A bomb went off in {Nuwar} on <Monday>. Twelve people were killed.", "killed") == ("Nuwar", "Monday")


def test_a_turn_ends_what_is_carried() -> None:
    assert at("A bomb went off in {Nuwar} on <Monday>. Meanwhile, 12 people were killed.", "killed") == (None, None)


def test_carried_back_only_from_the_next_sentence() -> None:
    assert at("Twelve people were killed. The bomb went off in {Nuwar}.", "killed") == ("Nuwar", None)
    assert at("Twelve people were killed. It was loud. The bomb went off in {Nuwar}.", "killed") == (None, None)


def test_a_dateline_is_no_place() -> None:
    assert at("{VALDORA} (Courier) - Twelve people were killed.", "killed") == (None, None)
    assert at("{valdora}: twelve people were killed.", "killed") == (None, None)


def test_a_place_led_by_a_preposition_outweighs_a_name_that_qualifies() -> None:
    assert at("{Valdora} police said 12 people were killed in {Nuwar}.", "said") == ("Nuwar", None)


def test_of_an_area_and_a_place_the_longer_stands() -> None:
    text = cut("They were killed in the old town of Nuwar.")
    area = Passage(20, 41, "the old town of Nuwar")
    scene = Scene(text, (Passage(36, 41, "Nuwar"),), (area,), ())
    assert scene.place(10, text.sentences[0]) == area
    assert scene.names_place(36, 41)
    assert not scene.names_place(5, 9)


@given(st.text(max_size=200), st.integers(0, 200))
def test_any_text_has_a_scene(words: str, anchor: int) -> None:
    text = cut(words)
    scene = Scene(text, (), (), ())
    if text.sentences:
        assert scene.place(min(anchor, len(words)), text.sentence_at(anchor)) is None

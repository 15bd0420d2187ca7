"""Scene: which place and time hold at a point; places and times are given as the words between the marks."""

import re

from hypothesis import given
from hypothesis import strategies as st

from daftar.model import Passage
from daftar.reading.language.sentences import Text, cut
from daftar.reading.scene.scene import Scene

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


def test_a_people_an_owner_and_a_hospital_tell_no_place() -> None:
    assert at("{Nuwarian} troops killed two.", "killed") == (None, None)
    assert at("{Nuwar}'s mayor was killed.", "killed") == (None, None)
    assert at("Two were killed and taken to the {hospital}.", "killed") == (None, None)


def test_a_site_with_the_place_around_it() -> None:
    assert at("A bomb killed two at a {checkpoint} south of {Nuwar}.", "killed") == ("checkpoint south of Nuwar", None)


def test_the_object_of_an_attack_outweighs_a_nearer_name() -> None:
    assert at("Shells struck {Nuwar} as men of {Valdora} were killed.", "struck")[0] == "Nuwar"


def test_a_name_that_no_list_knows() -> None:
    assert at("Two men were killed in Tell Hamra.", "killed") == ("Tell Hamra", None)


def test_how_long_is_not_when() -> None:
    assert at("Two were killed <three days> after the truce.", "killed") == (None, None)


def test_a_speaker_has_his_own_place_and_hour() -> None:
    text = cut("Officials in Nuwar said on Monday that two men were killed.")
    place, time, voice = (
        text.passage(start := text.text.index(words), start + len(words))
        for words in ("Nuwar", "Monday", "Officials in Nuwar said on Monday that")
    )
    scene = Scene(text, (place,), (), (time,), (voice,))
    anchor = text.text.index("killed")
    assert scene.place(anchor, text.sentences[0]) is None
    assert scene.time(anchor, text.sentences[0]) is None


def test_the_place_that_was_taken_is_carried() -> None:
    """The Halmar army captured Hill 402 and cut the road. Two were killed."""
    text = cut(test_the_place_that_was_taken_is_carried.__doc__ or "")
    area = text.passage(start := text.text.index("the road"), start + 8)
    scene = Scene(text, (), (area,), ())
    place = scene.place(text.text.index("killed"), text.sentences[-1])
    assert place is not None
    assert place.quote == "Hill 402"

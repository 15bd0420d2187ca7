"""Repetitions: the docstring is the report; each claim is given its voice by the words that the test names."""

from collections.abc import Callable

from daftar.model import Claim
from daftar.reading.harm.counts import find_counts
from daftar.reading.harm.groups import find_groups
from daftar.reading.harm.harm import read_harms
from daftar.reading.harm.repetitions import Voiced, without_repetitions
from daftar.reading.language.sentences import cut
from daftar.reading.scene.scene import Scene


def kept(report: Callable[[], None], *voices: str | None) -> list[int]:
    """The numbers of the claims that remain, their voices being these, in order."""
    text = cut(report.__doc__ or "")
    drafts = read_harms(text, find_groups(text, find_counts(text)), Scene(text, (), (), ()))
    assert len(drafts) == len(voices)
    found: list[Voiced] = []
    for draft, voice in zip(drafts, voices, strict=True):
        start = text.text.index(voice) if voice else 0
        said_by = text.passage(start, start + len(voice)) if voice else None
        found.append((draft, Claim("", 0, draft.sentence, draft.body, said_by)))
    remaining = {id(draft) for draft, _ in without_repetitions(found)}
    return [number for number, draft in enumerate(drafts) if id(draft) in remaining]


def test_the_same_voice_again() -> None:
    """The ministry said 12 people were killed. The ministry repeated that 12 were killed."""
    assert kept(test_the_same_voice_again, "The ministry", "The ministry") == [0]


def test_the_document_repeats_a_voice() -> None:
    """The ministry said 12 people were killed. Those 12 people were killed at dawn."""
    assert kept(test_the_document_repeats_a_voice, "The ministry", None) == [0]


def test_two_voices_are_two_claims() -> None:
    """The ministry said 12 people were killed. The council said 12 people were killed."""
    assert kept(test_two_voices_are_two_claims, "The ministry", "The council") == [0, 1]


def test_another_figure_is_another_claim() -> None:
    """The ministry said 12 people were killed. Later the ministry said that 15 people were killed."""
    assert kept(test_another_figure_is_another_claim, "The ministry", "the ministry") == [0, 1]


def test_other_victims_are_another_claim() -> None:
    """Twelve soldiers were killed on Monday. Twelve children were killed on Tuesday."""
    assert kept(test_other_victims_are_another_claim, None, None) == [0, 1]


def test_a_name_told_before() -> None:
    """Tomas Arden was killed on Monday. The council mourned the killing of Arden."""
    assert kept(test_a_name_told_before, None, None) == [0]


def test_titles_are_no_names() -> None:
    """Minister Tomas Arden was killed on Monday. Minister Mira Oslen was killed on Tuesday."""
    assert kept(test_titles_are_no_names, None, None) == [0, 1]


def test_parts_of_a_whole_told_before_point_to_its_first_telling() -> None:
    """Twelve people were killed. Those 12 people, including three children, were killed at dawn."""
    text = cut(test_parts_of_a_whole_told_before_point_to_its_first_telling.__doc__ or "")
    drafts = read_harms(text, find_groups(text, find_counts(text)), Scene(text, (), (), ()))
    remaining = without_repetitions([(draft, Claim("", 0, draft.sentence, draft.body)) for draft in drafts])
    assert [draft.part_of for draft, _ in remaining] == [None, drafts[0]]

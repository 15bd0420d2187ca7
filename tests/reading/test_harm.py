"""Harm: the docstring of each test is the report that it reads; every person and body in them is invented."""

from collections.abc import Callable

import pytest

from daftar.model import Harm
from daftar.reading.draft import Draft
from daftar.reading.harm.counts import find_counts
from daftar.reading.harm.groups import find_groups
from daftar.reading.harm.harm import read_harms
from daftar.reading.language.sentences import cut
from daftar.reading.scene.scene import Scene


def read(report: str | Callable[[], None]) -> tuple[Draft, ...]:
    text = cut(report if isinstance(report, str) else report.__doc__ or "")
    return read_harms(text, find_groups(text, find_counts(text)), Scene(text, (), (), ()))


def body(draft: Draft) -> Harm:
    assert isinstance(draft.body, Harm)
    return draft.body


def said(report: str | Callable[[], None]) -> list[tuple[str, str, str | None]]:
    """Outcome, bounds and victims of each claim."""
    harms = [body(draft) for draft in read(report)]
    return [(harm.outcome, str(harm.count), harm.victims and harm.victims.quote) for harm in harms]


def test_killed_and_injured_in_one_sentence() -> None:
    """A shell struck the market of Nuwar, killing 12 people and injuring at least 30."""
    assert said(test_killed_and_injured_in_one_sentence) == [
        ("killed", "12", "people"),
        ("injured", "30 or more", "people"),
    ]


def test_a_series_of_subjects() -> None:
    """Two soldiers and three civilians were killed in the clash, and 15 others were wounded."""
    assert said(test_a_series_of_subjects) == [
        ("killed", "2", "soldiers"),
        ("killed", "3", "civilians"),
        ("injured", "15", "others"),
    ]


def test_the_statuses_of_a_series() -> None:
    """Two soldiers and three civilians were killed; four people and a police officer were hurt."""
    assert [body(draft).status for draft in read(test_the_statuses_of_a_series)] == [
        "combatant",
        "civilian",
        "unknown",
        "unknown",
    ]


def test_wire_copy_in_capitals() -> None:
    """THE ARMY REPORTED 13 KILLED, 40 WOUNDED AND 5 MISSING. GUERRILLAS KIDNAPPED MAYOR TOMAS ARDEN."""
    assert said(test_wire_copy_in_capitals) == [
        ("killed", "13", None),
        ("injured", "40", None),
        ("missing", "5", None),
        ("captured", "1", "MAYOR TOMAS ARDEN"),
    ]


def test_text_without_capitals() -> None:
    """nuwar: at least 24 people were killed in fresh attacks while some 40 others, including 10-15 women, were injured."""
    assert said(test_text_without_capitals) == [
        ("killed", "24 or more", "people"),
        ("injured", "40", "others"),
        ("injured", "10 to 15", "women"),
    ]


def test_parts_of_a_whole() -> None:
    """Ten people, including four children and a nurse, were killed. Among the dead were two teachers."""
    drafts = read(test_parts_of_a_whole)
    assert said(test_parts_of_a_whole) == [
        ("killed", "10", "people"),
        ("killed", "4", "children"),
        ("killed", "1", "nurse"),
        ("killed", "2", "teachers"),
    ]
    assert [draft.part_of for draft in drafts] == [None, drafts[0], drafts[0], drafts[0]]


def test_of_whom() -> None:
    """The strike killed 20 people, of whom eight were children."""
    drafts = read(test_of_whom)
    assert said(test_of_whom) == [("killed", "20", "people"), ("killed", "8", "children")]
    assert drafts[1].part_of is drafts[0]


def test_of_the_dead() -> None:
    """The shells killed five people and wounded nine. Two of the dead were girls on their way to school."""
    drafts = read(test_of_the_dead)
    assert said(test_of_the_dead)[2:] == [("killed", "2", "girls")]
    assert drafts[2].part_of is drafts[0]


def test_parts_that_add_up() -> None:
    """Nine bodies were found: five rebels, three soldiers and a nurse."""
    drafts = read(test_parts_that_add_up)
    assert [str(body(draft).count) for draft in drafts] == ["9", "5", "3", "1"]
    assert all(draft.part_of is drafts[0] for draft in drafts[1:])


def test_one_and_others() -> None:
    """The mayor and six others were killed."""
    assert said(test_one_and_others) == [("killed", "1", "mayor"), ("killed", "6", "others")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The blast left 84 dead and more than 600 injured.", [("killed", "84"), ("injured", "600 or more")]),
        ("The death toll rose from 12 to 15.", [("killed", "15")]),
        ("The attack claimed at least nine lives.", [("killed", "9 or more")]),
        ("Forty people lost their lives.", [("killed", "40")]),
        ("The fighting claimed the lives of over 130 villagers.", [("killed", "130 or more")]),
        ("The ambush caused 20 casualties.", [("casualties", "20")]),
        ("The army suffered six deaths.", [("killed", "6")]),
        ("The killing of 37 travellers shocked Valdora.", [("killed", "37")]),
        ("The bodies of 12 men were recovered.", [("killed", "12")]),
        ("A guard was shot dead.", [("killed", "1")]),
        ("Three men were stabbed to death.", [("killed", "3")]),
        ("Two women were shot and wounded.", [("injured", "2")]),
        ("Four teenagers were shot, one fatally.", [("injured", "4"), ("killed", "1")]),
        ("Seven were treated for injuries.", [("injured", "7")]),
        ("Gunmen held 40 workers hostage.", [("captured", "40")]),
        ("Police detained dozens of students.", [("captured", "24 or more")]),
        ("Two men are in custody.", [("captured", "2")]),
        ("More than 300 villagers have disappeared.", [("missing", "300 or more")]),
        ("Some 5,000 residents fled.", [("displaced", "5,000")]),
        ("Thirteen soldiers were either killed or wounded.", [("casualties", "13")]),
        ("They killed and maimed innocent villagers.", [("killed", "2 or more"), ("injured", "2 or more")]),
        ("Two were killed in Nuwar and six others in Ash.", [("killed", "2"), ("killed", "6")]),
        ("The number of people killed now stands at 41.", [("killed", "41")]),
        ("Dozens of women and children were killed.", [("killed", "24 or more")]),
        ("The army had lost four soldiers.", [("killed", "4")]),
        ("Four of the wounded died during the night.", [("killed", "4")]),
        ("The council put the dead from the raid at 14.", [("killed", "14")]),
        ("Civilians were killed.", [("killed", "2 or more")]),
        ("Tomas Arden was killed.", [("killed", "1")]),
        ("No one was injured.", [("injured", "0")]),
        ("There were no casualties.", [("casualties", "0")]),
        ("The governor escaped unhurt.", [("injured", "0")]),
        ("An unknown number of people were injured.", [("injured", "unknown")]),
        ("The village mourns after a tribal elder was seriously wounded.", [("injured", "1")]),
        ("A man was found with a gunshot wound. He was pronounced dead.", [("killed", "1")]),
    ],
)
def test_ways_of_saying_it(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(body(draft).outcome, str(body(draft).count)) for draft in read(sentence)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The council killed the bill and shot down the plan.",
        "The team beat its rivals 3-2 in the hockey final.",
        "Rebels captured the town of Nuwar and three checkpoints.",
        "Ten people died in a bus accident.",
        "The two killings are under inquiry.",
        "They shelled the barracks and burned his house.",
        "The judge may impose the death penalty.",
        "They wanted to kill the governor.",
    ],
)
def test_what_is_no_harm_to_people(sentence: str) -> None:
    assert read(sentence) == ()


def test_who_did_it_and_with_what() -> None:
    """Rebels killed two soldiers with a roadside bomb. Three farmers were shot dead by the army."""
    harms = [body(draft) for draft in read(test_who_did_it_and_with_what)]
    assert [harm.by.quote if harm.by else None for harm in harms] == ["Rebels", "the army"]
    assert [harm.means for harm in harms] == ["explosive", "small_arms"]


def test_sums_and_incidents() -> None:
    """Since 2011 more than 40,000 civilians have been killed across the country. On Friday, a bomb killed three men."""
    assert [body(draft).scope for draft in read(test_sums_and_incidents)] == ["total", "incident"]


def test_the_anchor_is_the_harm_word() -> None:
    """Officials said that 12 people were wounded in Nuwar."""
    report = test_the_anchor_is_the_harm_word.__doc__ or ""
    (draft,) = read(report)
    assert report[draft.anchor :].startswith("wounded")
    assert draft.sentence.quote == report


def test_a_long_run_on_text_is_read_in_order() -> None:
    drafts = read("gunmen killed 12 people and wounded 3 soldiers, including two children, " * 200)
    assert len(drafts) > 200
    assert [draft.anchor for draft in drafts] == sorted(draft.anchor for draft in drafts)


def test_who_all_of_them_are_is_no_part() -> None:
    """Six people, all of them civilians, were killed when mortar rounds hit the street."""
    [draft] = read(test_who_all_of_them_are_is_no_part)
    assert body(draft).status == "civilian"


def test_a_list_of_single_people_explains_the_count() -> None:
    """Two evacuees, a woman and her son, were killed by a shell."""
    assert said(test_a_list_of_single_people_explains_the_count) == [("killed", "2", "evacuees")]


def test_a_unit_loses_fighters() -> None:
    """The unit lost 13 men on Saturday."""
    assert [body(draft).status for draft in read(test_a_unit_loses_fighters)] == ["combatant"]


def test_people_cut_off() -> None:
    """An estimated 40,000 people are cut off from food and medicine."""
    [draft] = read(test_people_cut_off)
    harm = body(draft)
    assert (harm.outcome, harm.count.low, harm.means, harm.scope) == ("other", 40000, "deprivation", "incident")


@pytest.mark.parametrize(
    ("period", "scope"),
    [
        ("from 1 to 19 March", "total"),
        ("between Sunday and Tuesday", "total"),
        ("in the same period", "total"),
        ("on Sunday", "incident"),
        ("in the western districts", "incident"),
    ],
)
def test_a_period_makes_a_sum(period: str, scope: str) -> None:
    [draft] = read(f"Nine people were killed {period}.")
    assert body(draft).scope == scope


def test_a_sum_has_no_single_attack_s_means() -> None:
    """A bomb exploded at the gate. Since January 40 people have been killed in the city."""
    [draft] = read(test_a_sum_has_no_single_attack_s_means)
    assert body(draft).means == "unknown"

"""Totals stand against the incidents and are never added to them."""

from dataclasses import replace

from reconcile_samples import KESH, MONDAY, NARRA, NEXT_MONDAY, ORLAND, TUESDAY, WEDNESDAY, Case, harm, passage

from daftar.model import Count
from daftar.reconcile import derive_gaps

PERIOD = (MONDAY, WEDNESDAY)


def gaps(*told, incidents=True):
    case = Case()
    if incidents:
        case.report("Orland Wire", MONDAY, harm(12))
        case.report("Orland Wire", TUESDAY, harm((3, 5), where=KESH, day=TUESDAY))
        case.report("Orland Wire", NEXT_MONDAY, harm(70, day=NEXT_MONDAY))
    case.report("Narra Post", NEXT_MONDAY, *told)
    return derive_gaps(case.incidents(), case.claims)


def total(count, where=ORLAND, day=PERIOD, **slots):
    return harm(count, where=where, day=day, scope="total", voice="the Lantern Monitor", **slots)


def test_what_a_total_holds_beyond_the_record_is_said_in_words():
    (gap,) = gaps(total((300, None)))
    assert (gap.said, gap.held, gap.missing, len(gap.incidents)) == (Count(300, None), Count(15, 17), 283, 2)
    assert gap.sentence == (
        "the Lantern Monitor says 300 or more killed in Orland, 2031-03-03 to 2031-03-05; "
        "the record holds 2 incidents with 15 to 17: at least 283 are in no incident here"
    )


def test_only_incidents_within_place_and_period_are_held_against_it():
    (gap,) = gaps(total(14, where=NARRA))
    assert (gap.held, gap.missing, len(gap.incidents)) == (Count(12, 12), 2, 1)


def test_a_record_that_holds_more_says_so():
    (gap,) = gaps(total(10))
    assert gap.missing == 0 and gap.sentence.endswith("at least 5 more than that voice says")


def test_a_total_without_place_or_period_is_compared_with_nothing():
    assert gaps(total(300, where=None), total(300, day=None)) == ()


def test_nothing_in_the_record():
    (gap,) = gaps(total(300), incidents=False)
    assert gap.sentence.endswith("the record holds no incident with a figure there and then")


def test_an_open_top_in_the_record_leaves_nothing_surely_missing():
    case = Case()
    case.report("Orland Wire", MONDAY, harm((12, None)))
    case.report("Narra Post", NEXT_MONDAY, total(300))
    (gap,) = derive_gaps(case.incidents(), case.claims)
    assert gap.missing is None and gap.sentence.endswith("the record holds 1 incident with 12 or more")


def test_a_total_of_civilians_may_hold_all_who_are_not_told_apart():
    case = Case()
    case.report("Orland Wire", MONDAY, harm(12), harm(4, words="four", victims="women", status="civilian", part_of=0))
    case.report("Narra Post", NEXT_MONDAY, total(300, status="civilian"))
    (gap,) = derive_gaps(case.incidents(), case.claims)
    assert (gap.status, gap.held, gap.missing) == ("civilian", Count(4, 12), 288)
    assert "300 civilians killed in Orland" in gap.sentence


def test_totals_of_one_report_without_a_place_are_told_apart_by_its_words():
    """Sixty-six died in the east and seventeen in the west: neither number replaces the other."""
    case = Case()
    east, west = (harm(n, scope="total", where=None) for n in (66, 17))
    case.report(
        "Orland Wire", MONDAY, replace(east, place=passage("the east")), replace(west, place=passage("the west"))
    )
    assert sorted(one.figures[0].low for one in case.incidents()) == [17, 66]

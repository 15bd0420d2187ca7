"""Spelling: when two spellings are one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daftar.ground.spelling import LEAST_SKELETON, fold, letters_apart, one_off, skeleton, without_article


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ḩalab", "HALAB"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Deir ez-Zor", "deir ez zor"),
        ("U.S.", "US"),
        ("W. Va.", "W.Va."),
        ("Dara'a", "Daraa"),
        ("Ma’rib", "Marib"),
        ("الفلوجة", "الفلوجه"),
        ("أريحا", "اريحا"),
        ("کوبانی", "كوباني"),
        ("دير حنا\u200e", "دير حنا"),
    ],
)
def test_spellings_that_fold_into_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(max_size=60))
def test_folding_is_stable(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert without_article(fold(name)) in fold(name)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Hodeidah", "Al-Hudaydah", "الحديدة", "Hudaida", "al-Hodeida"),
        ("Deir Ezzor", "Dayr az-Zawr", "Deir al-Zour", "دير الزور", "Deirezzor"),
        ("Maarat al-Numan", "Ma'arrat an Nu'man", "معرة النعمان", "Maaret al-Nuuman"),
        ("Jisr ash-Shughur", "Jisr el-Choghour", "جسر الشغور"),
        ("Khan Younis", "Khān Yūnis", "خان يونس"),
        ("Qamishli", "Al-Qāmishlī", "Kamishly", "القامشلي"),
        ("Beit Lahia", "Bayt Lāhyā", "بيت لاهيا"),
        ("Muadamiya", "Moadamiyah", "Mu'addamiyya", "المعضمية"),
    ],
)
def test_spellings_with_one_skeleton(spellings: tuple[str, ...]) -> None:
    bones = {skeleton(fold(name)) for name in spellings}
    assert len(bones) == 1
    assert None not in bones


@pytest.mark.parametrize(("one", "other"), [("Handarat", "Bhandara"), ("Homs", "Hama"), ("Raqqa", "Rafah")])
def test_names_that_are_not_one(one: str, other: str) -> None:
    assert skeleton(fold(one)) is None or skeleton(fold(one)) != skeleton(fold(other))


def test_too_few_consonants_and_other_scripts_have_no_skeleton() -> None:
    for name in ("Sweida", "السويداء", "", "Aa", "Харьков", "東京"):
        assert skeleton(fold(name)) is None


@given(st.text(alphabet="bdfghjklmnrstz", min_size=LEAST_SKELETON, max_size=6))
def test_what_is_one_off_is_one_letter_apart(bones: str) -> None:
    found = set(one_off(bones))
    assert all(letters_apart(bones, other) == 1 for other in found - {bones})
    assert bones[0] + bones in found
    assert "b" + bones[1:] in found or bones[0] == "b"


def test_letters_apart_counts_what_must_be_put_in_left_out_or_changed() -> None:
    assert letters_apart("handarat", "bhandara") == 2
    assert letters_apart("", "abc") == letters_apart("abc", "") == 3
    assert letters_apart("homs", "homs") == 0

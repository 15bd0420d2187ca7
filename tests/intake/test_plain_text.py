"""Plain text: encodings, header lines, wrapped lines."""

import textwrap
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daftar.intake.text import language_code, read_text, tidied, unwrapped

ARABIC = "قتل خمسة مدنيين في قصف على مدينة حلوة يوم الاثنين، حسب مسؤول محلي في المدينة."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "utf-8"),
        (ARABIC, "utf-8-sig"),
        (ARABIC, "utf-16"),
        (ARABIC, "utf-16-le"),
        (ARABIC, "utf-16-be"),
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859_6"),
        ("Five people were killed.", "utf-16-le"),
        ("Five people were killed.", "utf-32"),
        ("She said “five civilians” had died near the café – again.", "cp1252"),
        ("Cinq civils ont été tués à l’hôpital, a déclaré le ministère.", "cp1252"),
        ("Pazartesi günü beş sivil öldürüldü, yetkili söyledi. Şehir kuşatıldı, açlık başladı.", "cp1254"),
        ("Пять мирных жителей погибли в понедельник, сообщил чиновник.", "cp1251"),
    ],
)
def test_the_encoding_is_found(text, encoding):
    extract = read_text(text.encode(encoding))
    assert (extract.text, extract.troubles) == (text, ())


def test_a_few_damaged_characters_are_named_and_the_rest_is_kept():
    extract = read_text("Été à Varna : cinq tués, où ? À côté de l’école détruite.".encode() + b"\xff End.")
    assert extract.text is not None
    assert extract.text.endswith("détruite.� End.")
    assert [trouble.name for trouble in extract.troubles] == ["text.damaged"]


def test_what_is_no_text_is_not_read():
    extract = read_text(bytes(range(256)) * 8)
    assert extract.text is None
    assert [trouble.name for trouble in extract.troubles] == ["text.unreadable"]


def test_text_that_was_saved_in_the_wrong_encoding_is_named():
    french = "Cinq civils ont été tués à l’hôpital, a déclaré le ministère.".encode().decode("cp1252")
    extract = read_text(french.encode())
    assert extract.text == french
    assert [trouble.name for trouble in extract.troubles] == ["text.mojibake"]


def test_arabic_that_was_saved_in_the_wrong_encoding_is_not_read():
    extract = read_text(ARABIC.encode().decode("cp1252", "replace").encode())
    assert extract.text is None


@pytest.mark.parametrize(
    "header",
    [
        "# id: r-1\n# title: Market hit\n# publisher: Hill Post\n# published: 2031-05-03\n# url: None\n\n",
        "Title: Market hit\nPublisher: Hill Post\nDate: 3 May 2031\nURL:\n\n",
        "\ufeffTITLE: Market hit\r\nSource: Hill Post\r\nPublished: May 3, 2031\r\n\r\n",
    ],
)
def test_header_lines_are_about_the_text_and_no_part_of_it(header):
    extract = read_text((header + "Five people were killed.\n").encode())
    assert extract.text == "Five people were killed."
    assert (extract.title, extract.publisher, extract.published) == ("Market hit", "Hill Post", date(2031, 5, 3))
    assert extract.url is None


@pytest.mark.parametrize(
    "text",
    [
        "Title: one of a kind\nFive people were killed.",  # no blank line
        "Casualties: five killed\n\nThe market was hit.",  # no field of ours
        "Title: Market hit\nWitness: five were killed\n\nThat was all.",  # a line that is no field
        "Language: en\n\nFive were killed.",  # nothing that tells it from text
    ],
)
def test_what_only_looks_like_a_header_stays_in_the_text(text):
    assert read_text(text.encode()).text == text


def test_a_date_with_two_readings_is_left_out_and_named():
    extract = read_text(b"Title: T\nPublished: 03/04/2031\n\nFive were killed.")
    assert extract.published is None
    assert [trouble.name for trouble in extract.troubles] == ["date.unclear"]


@given(st.integers(45, 95))
def test_wrapped_lines_become_one_and_no_offset_moves(width):
    first = (
        "The governor said that five people had been killed when a shell hit the market in the old town of Varna Hills. "
        * 3
    )
    second = "- A doctor at the only hospital that is left said that twelve were wounded, among them three children of a baker."
    wrapped = f"{textwrap.fill(first, width)}\n\n{textwrap.fill(second, width)}"
    assert unwrapped(wrapped) == f"{first.strip()}\n\n{second}"


def test_lines_that_were_meant_stay():
    text = (
        "Five killed in the market, says governor\nTwo wounded\nRoad closed until further notice by the army\nNo power"
    )
    assert unwrapped(text) == text


def test_control_characters_and_line_ends():
    assert tidied("\ufeffa\x00b\r\nc\rd\u2028e\x1b\u00adf\ud800 \n") == "ab\nc\nd\nef\ufffd"


def test_language_tags():
    assert [language_code(words) for words in ("en-GB", "AR", "English", "", None)] == ["en", "ar", None, None, None]


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_trouble(data):
    extract = read_text(data)
    assert extract.text or extract.troubles


@given(st.text(max_size=300))
def test_tidying_and_unwrapping_are_done_once(text):
    tidy = tidied(text)
    assert tidied(tidy) == tidy
    assert len(unwrapped(tidy)) == len(tidy)


def test_a_few_arabic_words_in_english_are_not_taken_for_korean(read):
    text = "The monitoring group المرصد said on Friday that nine people were killed in the shelling of the town. " * 3
    found = read(files={"a.txt": text.encode("cp1256")})
    assert "المرصد" in found.document.text

"""The reader as a whole: what it says of texts that it cannot read."""

import pytest

from daftar.model import Document
from daftar.reading.reader import find_mentions, read_document


def names(text: str) -> list[str]:
    document = Document("d" * 64, text)
    _, findings = read_document(document, find_mentions(document, lambda name: False))
    return [finding.name for finding in findings]


@pytest.mark.parametrize(
    "text",
    [
        "Des tirs de roquettes ont tué au moins quatorze civils mardi sur le marché de la ville, selon une source de "
        "la clinique. Le ministère de la défense n'a pas répondu. Les habitants accusent l'armée, qui tient la rive "
        "ouest du fleuve depuis deux ans.",
        "قتل أربعة عشر مدنيا على الأقل يوم الثلاثاء في قصف صاروخي على سوق المدينة، بحسب مصدر طبي. ولم ترد وزارة الدفاع "
        "على الأسئلة. واتهم السكان الجيش الذي يسيطر على الضفة الغربية للنهر منذ عامين بإطلاق الصواريخ من ثكناته هناك "
        "وقال المصدر إن ستة وعشرين آخرين أصيبوا بجروح",
    ],
)
def test_what_is_not_english_is_said_to_be_not_understood(text: str) -> None:
    assert names(text) == ["reading.not_english"]


def test_english_in_capitals_and_in_short_is_understood() -> None:
    report = (
        "The army said on Tuesday that its forces had taken the bridge from the rebels, who had held it for two years. "
        "Four soldiers were killed in the assault and nine were wounded, a surgeon at the garrison hospital said."
    )
    assert names(report) == names(report.upper()) == names("Four killed in Narra.") == []


def test_nothing_to_read_is_said() -> None:
    assert names(" \n\n ") == ["reading.no_text"]

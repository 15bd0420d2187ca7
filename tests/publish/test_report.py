"""The page: whole, linked, escaped, legible, at any size and whatever the documents hold."""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest
from publish_records import EMPTY, invented_record

from daftar.model import Record
from daftar.publish import summary
from daftar.publish.report import report_page, safe_url

VOID = {"meta", "link", "br", "img", "input", "hr", "path", "rect", "circle"}
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7 * 7 }}\x00\x1b[31m\u202e\ud800"
ARABIC = "مستشفى تل سيرين‏"


class Page(HTMLParser):
    """A page taken apart: its elements, ids, links, headings and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing that is open"

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text.append(data)

    def values(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get(attribute)) is not None]

    def links(self) -> list[str]:
        return [attributes["href"] or "" for tag, attributes in self.elements if tag == "a" and "href" in attributes]


SIZES = {"empty": EMPTY, "three": invented_record(3), "forty": invented_record(40)}


@pytest.fixture(params=SIZES)
def record(request: pytest.FixtureRequest) -> Record:
    return SIZES[request.param]


def test_every_tag_is_closed_every_id_unique_and_every_link_has_its_target(record: Record) -> None:
    page = Page(report_page(record))
    assert page.open == []
    ids = Counter(page.values("id"))
    assert [key for key, times in ids.items() if times > 1] == []
    assert {link[1:] for link in page.links() if link.startswith("#")} - set(ids) == set()
    assert {link for link in page.links() if not link.startswith("#")} == set()


def test_headings_go_down_one_step_at_a_time_and_there_is_one_title(record: Record) -> None:
    page = Page(report_page(record))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_nothing_comes_from_outside_and_nothing_runs(record: Record) -> None:
    html = report_page(record)
    page = Page(html)
    tags = {tag for tag, _ in page.elements}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "form", "base"})
    assert page.values("src") == [] and "@import" not in html and "url(http" not in html
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]


def test_tables_have_captions_and_scopes_and_pictures_have_words_for_those_who_do_not_see_them(record: Record) -> None:
    page = Page(report_page(record))
    tags = Counter(tag for tag, _ in page.elements)
    assert tags["table"] == tags["caption"] and tags["figure"] == tags["figcaption"]
    assert all(attributes.get("scope") for tag, attributes in page.elements if tag == "th")
    assert all(attributes.get("aria-label") for tag, attributes in page.elements if tag == "svg")


def test_every_claim_stands_under_its_sentence_and_every_number_in_the_summary_leads_somewhere() -> None:
    record = invented_record(12)
    html = report_page(record)
    ids = set(Page(html).values("id"))
    assert {f"c-{key[:12]}" for key in record.claims} <= ids
    front = html[html.index('id="h-front"') : html.index('<section id="figures"')]
    unlinked = re.sub(r"<a [^>]*>.*?</a>", "", re.sub(r"\([^()]*\)|published [^,]*,|as of [^.]*\.", "", front))
    assert re.findall(r">[^<]*?(\d+) (?:killed|injured|claim|document|voice|denial)", unlinked) == []
    assert "Unreviewed machine reading" in html and "figure.range.v2" in front and "as of" in front


def test_what_is_denied_feared_or_a_sum_is_shown_apart_and_added_to_nothing() -> None:
    record = invented_record(10)
    html = report_page(record)
    total = next(one for one in record.incidents if one.scope == "total")
    pictures = html[html.index('<figure id="killed"') : html.index('<div id="sums">')]
    assert total.id not in pictures and total.id in html[html.index('<div id="sums">') :]
    added = sum(f.low or 0 for one in record.incidents if one.scope == "incident" and (f := one.figure("killed")))
    assert f"{added} or more killed" in html
    for key, claim in record.claims.items():
        for mood, section in (("denied", "denied"), ("feared", "expected")):
            body = html[html.index(f'<section id="{section}">') :]
            listed = f"#c-{key[:12]}" in body[: body.index("</section>")]
            assert listed == (claim.modality == mood)


def test_an_unsure_reading_is_marked_where_it_stands_and_explained_and_the_others_are_not() -> None:
    record = invented_record(12)
    html = report_page(record)
    doubted = [key for key, claim in record.claims.items() if claim.unsure]
    assert 0 < len(doubted) < len(record.claims)
    assert f"{len(doubted)} claims</a> are read unsurely" in html
    assert "rather a misreading than not: fewer than half of such claims are right" in html
    for key in record.claims:
        line = re.search(rf'<li id="c-{key[:12]}">.*?</li>', html)
        assert line is not None and ("unsure, 33 %" in line[0]) == (key in doubted)
    sure = replace(record, claims={key: replace(claim, confidence=None) for key, claim in record.claims.items()})
    assert 'class="unsure"' not in report_page(sure)


def test_the_largest_figure_told_is_not_a_misreading_where_another_is_surely_read() -> None:
    record = invented_record(6)
    known = [(one, f) for one in record.incidents if (f := one.figure("killed")) is not None]
    largest = max(known, key=lambda pair: pair[1].low or 0)[1].claims[0]

    def front(doubted: set[str]) -> str:
        claims = {k: replace(claim, confidence=0.3 if k in doubted else None) for k, claim in record.claims.items()}
        return " ".join("".join(part.text for part in one) for one in summary.front(replace(record, claims=claims)))

    assert "most in one: 7 to 9 killed" in front(set())
    assert "together, 1 of them by unsure readings only; most in one: 6 to 8 killed" in front({largest})
    assert "together, 5 of them by unsure readings only; most in one: 7 to 9 killed" in front(set(record.claims))


def test_whatever_a_document_holds_is_escaped_and_nothing_unseen_remains() -> None:
    html = report_page(invented_record(12, name=HOSTILE, words=HOSTILE, url="javascript:alert(3)"))
    page = Page(html)
    assert page.open == [] and "script" not in {tag for tag, _ in page.elements}
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert not [link for link in page.links() if not link.startswith("#")]
    assert "<script>alert(1)</script>" in "".join(page.text) and "{{ 7 * 7 }}" in "".join(page.text)
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]", html)
    html.encode("utf-8")


def test_an_address_is_linked_only_where_it_is_one_of_the_web() -> None:
    assert safe_url("https://example.org/a") == "https://example.org/a"
    for address in ("javascript:alert(1)", "data:text/html,x", "//example.org", "http://[", "file:///etc/passwd", None):
        assert safe_url(address) is None
    links = Page(report_page(invented_record(1, url='https://example.org/?a="><b>'))).links()
    assert [link for link in links if link.startswith("https")] == ['https://example.org/?a="><b>']


def test_a_name_of_ten_thousand_characters_does_not_fill_the_page() -> None:
    html = report_page(invented_record(3, words="long " * 2000))
    assert len(html) < 120_000
    assert max(len(value) for value in Page(html).values("title")) < 1500


def test_words_from_right_to_left_keep_to_themselves() -> None:
    """Each name is isolated, each sentence has its own direction: so the English around them stays in order."""
    html = report_page(invented_record(12, name=ARABIC, words=ARABIC))
    assert f"<h1>\u2068{ARABIC}\u2069</h1>" in html and 'blockquote dir="auto"' in html
    marked = r"<blockquote\b[^>]*>.*?</blockquote>|<[^>]*>|\u2068[^\u2069]*\u2069"
    bare = re.sub(marked, "", html[html.index("<main") :], flags=re.DOTALL)
    assert [line for line in bare.splitlines() if ARABIC in line] == []


def test_five_hundred_incidents_and_two_thousand_claims_fit_in_three_megabytes() -> None:
    record = invented_record(500)
    assert len(record.claims) == 2000
    html = report_page(record)
    assert len(html.encode()) < 3_000_000
    assert Page(html).open == []


def test_the_same_record_gives_the_same_page() -> None:
    assert report_page(invented_record(20)) == report_page(invented_record(20))


TEXT = [
    ("ink", "paper"), ("ink", "panel"), ("soft", "paper"), ("soft", "panel"), ("accent", "paper"), ("accent", "panel"),
    ("warn", "warnbg"), ("ink", "bar"), ("paper", "ink"),
    *(("ink", mark) for mark in ("count", "victims", "party", "voice", "place", "time")),
]  # fmt: skip
DRAWN = [(colour, ground) for colour in ("c0", "c1", "c2", "c3", "cx", "accent") for ground in ("paper", "panel")]


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_text_and_pictures_stand_out_from_their_ground(scheme: str) -> None:
    """WCAG 2.2: 4.5 to 1 for text, 3 to 1 for what is drawn."""
    css = (files("daftar.publish") / "templates" / "report.css").read_text()
    opened = {"light": ":root{", "dark": "dark){:root{", "print": "print{:root{"}[scheme]
    start = css.index(opened) + len(opened)
    colours = dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})", css[start : css.index("}", start)]))
    for needed, pairs in ((4.5, TEXT), (3.0, DRAWN)):
        weak = {
            (a, b): _contrast(colours[a], colours[b]) for a, b in pairs if _contrast(colours[a], colours[b]) < needed
        }
        assert weak == {}


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

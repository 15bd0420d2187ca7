"""HTML, PDF, DOCX, mail, feeds and web archives, each made here."""

import io
import json
from datetime import date
from email.message import EmailMessage

import docx
import pytest
from docx.oxml import OxmlElement
from invented_files import MORE, PROSE, RSS, message, packed, page, pdf, web_archive, word

from daftar.intake import Limits


def test_a_page_gives_its_main_text_and_what_it_says_of_itself(read):
    head = '<meta property="og:site_name" content="Hill Post"><meta property="article:published_time" content="2031-05-03T23:10:00Z"><link rel="canonical" href="https://hill.example/a">'
    found = read(files={"a.html": page(head)})
    document = found.document
    assert document.text == f"{PROSE}\n\n{MORE}"
    assert (document.title, document.publisher, document.published) == ("Market hit", "Hill Post", date(2031, 5, 3))
    assert (document.url, document.language, document.media_type) == ("https://hill.example/a", "en", "text/html")
    assert document.made_by == "intake.html.v1"
    assert found.findings == []


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2031-05-03"}</script>', ""),
        ("", '<time datetime="2031-05-03">Saturday</time>'),
        ("", '<p class="byline-date">3 May 2031</p>'),
        ("", "<p>Published: May 3, 2031</p>"),
        ('<link rel="canonical" href="https://hill.example/2031/05/03/market">', ""),
    ],
)
def test_a_date_that_a_page_states(read, head, body):
    assert read(files={"a.html": page(head, body)}).document.published == date(2031, 5, 3)


@pytest.mark.parametrize(
    "body", ["", "<p>On 2031-05-02 an earlier attack, on 1 May 2031, had killed nine people in the same street.</p>"]
)
def test_a_page_that_states_no_date_has_none(read, body):
    assert read(files={"a.html": page("", body)}).document.published is None


def test_the_host_of_a_page_is_no_publisher(read):
    assert (
        read(files={"a.html": page('<link rel="canonical" href="https://hill.example/a">')}).document.publisher is None
    )


def test_a_page_in_windows_1256(read):
    text = "قتل خمسة مدنيين في قصف على السوق يوم الاثنين، حسب ما قال حاكم المنطقة لوسائل الإعلام المحلية."
    source = f'<html lang="ar"><head><meta charset="windows-1256"></head><body><p>{text}</p></body></html>'
    document = read(files={"a.html": source.encode("cp1256")}).document
    assert (document.text, document.language) == (text, "ar")


def test_content_decides_and_not_the_name(read):
    assert read(files={"a.pdf": page()}).document.media_type == "text/html"
    assert read(files={"b.txt": pdf([PROSE])}).document.media_type == "application/pdf"
    assert read(files={"c.html": PROSE}).document.media_type == "text/plain"


def test_a_page_larger_than_its_parser_takes(read):
    assert read(files={"a.html": "<p>" + "five killed " * 1_000_000}).names == ["document.too_complex"]


def test_a_page_without_text(read):
    assert read(files={"a.html": "<!doctype html><html><body><script>go()</script></body></html>"}).names == [
        "html.no_text"
    ]


def test_a_pdf_is_put_back_together(read):
    lines = [
        "Hill Post, report 7",
        "3 May 2031",
        "Five civilians were killed on Monday when shells hit a market in Varna",
        "Hills, the regional governor said. Twelve people were wounded in the bom-",
        "bardment.",
        "A doctor at the only hospital left said that three of them were children",
        "Page 1 of 3",
    ]
    rest = [["Hill Post, report 7", "of a baker.", "2"], ["Hill Post, report 7", "Nobody else was hurt.", "3"]]
    found = read(
        files={"a.pdf": pdf(lines, *rest, about={"/Title": "A market is hit", "/CreationDate": "D:20310601120000Z"})}
    )
    assert found.document.text == (
        "3 May 2031\n\nFive civilians were killed on Monday when shells hit a market in Varna Hills, the regional governor said."
        " Twelve people were wounded in the bombardment.\n\nA doctor at the only hospital left said that three of them were children"
        " of a baker.\n\nNobody else was hurt."
    )
    assert (found.document.title, found.document.published) == ("A market is hit", date(2031, 5, 3))
    assert found.findings == []


def test_the_day_on_which_a_pdf_was_made_is_named_and_not_used(read):
    found = read(
        files={
            "a.pdf": pdf([PROSE], about={"/Title": "Microsoft Word - final.docx", "/CreationDate": "D:20310601120000Z"})
        }
    )
    assert (found.document.title, found.document.published) == (None, None)
    assert found.names == ["pdf.date_of_file"]
    assert "2031-06-01" in found.findings[0].problem


def test_a_pdf_worked_on_for_long_has_no_date(read):
    about = {"/CreationDate": "D:20200101120000Z", "/ModDate": "D:20310601120000Z"}
    assert read(files={"a.pdf": pdf([PROSE], about=about)}).document.published is None


def test_a_locked_pdf_a_scanned_one_and_a_broken_one(read):
    assert read(files={"a.pdf": pdf([PROSE], password="secret")}).names == ["pdf.encrypted"]  # noqa: S106
    assert read(files={"b.pdf": pdf([])}).names == ["pdf.no_text"]
    assert read(files={"c.pdf": b"%PDF-1.7\nnothing"}).names == ["pdf.broken"]
    assert read(files={"d.pdf": pdf([PROSE], password="")}).document.text == PROSE


def test_a_word_file_with_a_table(read):
    document = docx.Document()
    document.add_paragraph(PROSE)
    table = document.add_table(2, 2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells), ("Place", "Killed", "Varna Hills", "5"), strict=True
    ):
        cell.text = words
    document.add_paragraph(MORE)
    document.core_properties.title = "Weekly report"
    out = io.BytesIO()
    document.save(out)
    read_document = read(files={"a.docx": out.getvalue()}).document
    assert read_document.text == f"{PROSE}\n\nPlace | Killed\n\nVarna Hills | 5\n\n{MORE}"
    assert (read_document.title, read_document.published) == ("Weekly report", None)


def test_what_was_inserted_with_tracking_is_text_and_what_was_deleted_is_none(read):
    document = docx.Document()
    paragraph = document.add_paragraph("Five ")._p
    for tag, kept, words in (
        ("w:ins", "w:t", "civilians "),
        ("w:del", "w:delText", "fighters "),
        ("w:hyperlink", "w:t", "were killed."),
    ):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(kept)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph.append(change)
    out = io.BytesIO()
    document.save(out)
    assert read(files={"a.docx": out.getvalue()}).document.text == "Five civilians were killed."


def test_packed_files_that_are_no_word_files(read):
    assert read(files={"a.docx": word()}).names == ["docx.no_text"]
    assert read(files={"b.docx": word(PROSE)[:3000]}).names == ["docx.broken"]
    assert read(files={"c.zip": packed(a=b"x")}).names == ["packed.files"]
    assert read(files={"d.xlsx": packed(**{"[Content_Types].xml": b"x", "xl__workbook.xml": b"x"})}).names == [
        "format.spreadsheet"
    ]
    assert read(files={"e.odt": packed(mimetype=b"x", **{"content.xml": b"x"})}).names == ["format.unknown"]
    locked = bytearray(packed(a=b"x"))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert read(files={"f.zip": bytes(locked)}).names == ["packed.encrypted"]


def test_a_bomb_is_not_unpacked(read):
    bomb = packed(**{"[Content_Types].xml": b"x", "word__document.xml": bytes(3_000_000)})
    assert read(files={"a.docx": bomb}, limits=Limits(max_unpacked_bytes=2_000_000)).names == ["docx.too_large"]


def test_old_and_locked_office_files(read):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert read(files={"a.doc": ole}).names == ["office.legacy"]
    assert read(files={"b.docx": ole + "EncryptedPackage".encode("utf-16-le")}).names == ["docx.encrypted"]


def test_a_message_and_its_attachments(read, archive):
    mail = message()
    mail.add_attachment("Two were killed.", filename="note.txt")
    mail.add_attachment(b"text,title\nSix were killed.,T\n", maintype="text", subtype="csv", filename="t.csv")
    mail.add_attachment(b"\x89PNG....", maintype="image", subtype="png", filename="photo.png")
    found = read(files={"m.eml": mail.as_bytes()})
    first = found.arrivals[0].document
    assert found.texts == [PROSE, "Two were killed.", "Six were killed."]
    assert (first.title, first.publisher, first.published) == ("Tués à Varna", "Café Desk", date(2031, 5, 3))
    assert [(arrival.capture.container, arrival.capture.member) for arrival in found.arrivals[:2]] == [
        (None, None),
        (first.id, "attachment 1 (note.txt)"),
    ]
    assert found.arrivals[2].capture.member == "attachment 2 (t.csv), row 2"
    assert archive.read(first.id) == mail.as_bytes()
    assert [(finding.name, finding.address) for finding in found.findings] == [
        ("format.picture", "m.eml:attachment 3 (photo.png)")
    ]


def test_messages_within_messages_end(read):
    mail = message()
    for _ in range(8):
        outer = EmailMessage()
        outer["From"], outer["Subject"], outer["Message-ID"] = "a@b.example", "Fwd", "<2@b.example>"
        outer.set_content("See below.")
        outer.add_attachment(mail)
        mail = outer
    found = read(files={"m.eml": mail.as_bytes()})
    assert len(found.arrivals) == 6
    assert found.names == ["file.too_deep"]


def test_web_archives_within_web_archives_end(read):
    data = PROSE.encode()
    for _ in range(300):
        head = f"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: {len(data)}\r\n\r\n"
        data = head.encode() + data + b"\r\n\r\n"
    found = read(files={"a.warc": data})
    assert (found.names, found.arrivals) == (["file.too_deep"], [])


def test_a_feed(read, archive):
    found = read(files={"feed": RSS})
    assert found.texts == ["Five killed.\n\nTwo wounded.", "The road was closed."]
    first = found.arrivals[0]
    assert (first.document.title, first.document.publisher, first.document.published) == (
        "Market hit",
        "Hill Post",
        date(2031, 5, 3),
    )
    assert (first.document.url, first.capture.member) == ("https://hill.example/1", "entry 1")
    assert archive.read(first.capture.container) == RSS.encode()
    assert json.loads(archive.read(first.document.id))["url"] == "https://hill.example/1"
    assert found.findings == []


def test_an_atom_feed_with_whole_content(read):
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title><entry><title>T</title><updated>2031-05-03T01:02:03Z</updated><published>2031-05-02T01:02:03Z</published><summary>Short.</summary><content type="html">&lt;p&gt;{PROSE}&lt;/p&gt;</content></entry></feed>'
    document = read(files={"a.xml": atom}).document
    assert (document.text, document.published) == (PROSE, date(2031, 5, 2))


def test_a_feed_that_breaks_off_gives_what_it_has(read):
    found = read(files={"a.xml": RSS[: RSS.index("<item><title>Road")]})
    assert found.texts == ["Five killed.\n\nTwo wounded."]
    assert found.names == ["feed.broken"]
    assert read(files={"b.xml": "<rss><channel><title>Hill Post</title></channel></rss>"}).names == ["feed.empty"]


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive(read, archive, packed):
    data = web_archive(packed=packed)
    found = read(files={"a.warc.gz": data})
    assert found.texts == [f"{PROSE}\n\n{MORE}", MORE, "Two were killed."]
    first = found.arrivals[0].capture
    assert (first.captured_at, first.member) == ("2031-05-03T10:00:00Z", "record 1 (https://hill.example/1)")
    assert archive.read(first.container) == data
    assert archive.read(first.document) == page().encode()
    assert found.names == ["warc.not_read"]
    assert "1 of image/png" in found.findings[0].problem
    assert "1 answers with status 404" in found.findings[0].problem


def test_a_web_archive_that_breaks_off_gives_what_it_has(read):
    whole = web_archive()
    found = read(files={"a.warc": whole[: whole.index(b"https://hill.example/n.txt")] + b"\r\nnonsense\r\n\r\n" * 9})
    assert found.texts == [f"{PROSE}\n\n{MORE}", MORE]
    packed = web_archive(packed=True)
    found = read(files={"b.warc.gz": packed[:-40] + b"nonsense"})
    assert found.texts == [f"{PROSE}\n\n{MORE}", MORE]
    assert "warc.broken" in found.names
    assert "warc.broken" in read(files={"c.warc": whole[:-9]}).names

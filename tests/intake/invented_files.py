"""Files of every format, made here; all that they say is invented."""

import gzip
import io
import zipfile
from email.message import EmailMessage

import docx
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Hill Post</title><item><title>Market hit</title><link>https://hill.example/1</link>
<pubDate>Sat, 03 May 2031 10:00:00 GMT</pubDate><description>&lt;p&gt;Five &lt;b&gt;killed&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Two wounded.&lt;/p&gt;</description></item>
<item><title>Road closed</title><description>The road was closed.</description></item></channel></rss>"""


PROSE = "Five civilians were killed on Monday when shells hit a market in Varna Hills, the regional governor said."
MORE = "A doctor at the only hospital left said that twelve people were wounded, three of them children of a baker."


def page(head: str = "", body: str = "") -> str:
    return (
        f'<!doctype html><html lang="en-GB"><head><title>Market hit</title>{head}</head><body><nav><a href="/">Home</a> <a href="/b">About'
        f"</a></nav><article><h1>Market hit</h1>{body}<p>{PROSE}</p><p>{MORE}</p></article><footer>© 2040 Hill Post</footer></body></html>"
    )


def pdf(*pages: list[str], password: str | None = None, about: dict[str, str] | None = None) -> bytes:
    writer = PdfWriter()
    for lines in pages:
        sheet = writer.add_blank_page(595, 842)
        stream = DecodedStreamObject()
        words = "".join(f"({line}) Tj T*\n" for line in lines)
        stream.set_data(f"BT /F1 11 Tf 14 TL 60 780 Td\n{words}ET".encode("latin-1"))
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): font})
        sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        sheet[NameObject("/Contents")] = stream
    writer.add_metadata(about or {})
    if password is not None:
        writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def message() -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Café Desk <desk@post.example>"
    mail["Date"] = "Sat, 03 May 2031 10:00:00 +0200"
    mail["Subject"] = "Tués à Varna"
    mail["Message-ID"] = "<1@post.example>"
    mail.set_content(f"{PROSE}\n")
    mail.add_alternative(f"<p>{PROSE}</p>", subtype="html")
    return mail


def web_archive(*, packed: bool = False) -> bytes:
    out = b""
    for url, status, kind, data in (
        ("https://hill.example/1", "200 OK", "text/html; charset=utf-8", page().encode()),
        ("https://hill.example/p.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://hill.example/gone", "404 Not Found", "text/html", b"gone"),
        ("https://hill.example/r.pdf", "200 OK", "application/pdf", pdf([MORE])),
        ("https://hill.example/n.txt", "200 OK", "text/plain", b"Two were killed."),
    ):
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + data
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-03T10:00:00Z\r\n"
        head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        record = head.encode() + answer + b"\r\n\r\n"
        out += gzip.compress(record) if packed else record
    return out

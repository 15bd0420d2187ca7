"""PDF: the text of a PDF, its lines put back together into paragraphs.

Takes the bytes of a PDF. Gives an Extract. Promises that what it calls a title or a date looks like one.
"""

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from daftar.intake.dates import dated_line, stated_date
from daftar.intake.extract import Extract, Trouble, nothing
from daftar.intake.limits import Limits
from daftar.intake.text import given, language_code, tidied

if TYPE_CHECKING:
    from pypdf import PdfReader

STEP = "intake.pdf.v1"

_PAGE_NUMBER = re.compile(r"\s*(?:page\s*)?[-–—|]*\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?\s*[-–—|]*\s*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;…؟۔][\"”’»)\]]*$")
_NO_TITLE = re.compile(
    r"untitled|unknown|document\d*|microsoft |powerpoint|slide \d|.*\.(?:docx?|indd|pdf|qxd|xlsx?|pptx?|rtf|odt|txt|html?)$|\w*\d[\w-]*$",
    re.IGNORECASE,
)
_DATELINES = 12  # lines at the top of the first page among which a line that is only a date is the date of the whole


def read_pdf(data: bytes, limits: Limits) -> Extract:
    """The text of all pages. A PDF that opens without a password is read, whatever it says about copying."""
    import io

    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return nothing("pdf.encrypted")
        pages, broken = _pages(reader)
        about = _about(reader)
    except (FileNotDecryptedError, DependencyError):
        return nothing("pdf.encrypted")
    except (PyPdfError, *_BROKEN) as error:
        return nothing("pdf.broken", str(error)[:200] or type(error).__name__)
    paragraphs = _paragraphs(_without_running_lines(pages))
    if not paragraphs:
        return nothing("pdf.broken", "none of its pages can be read") if broken else nothing("pdf.no_text")
    title, made, language = about
    stated = next((day for line in (pages[0] if pages else [])[:_DATELINES] if (day := dated_line(line))), None)
    troubles = []
    if broken:
        numbers = ", ".join(map(str, broken[:20])) + (" …" if len(broken) > 20 else "")
        troubles.append(Trouble("pdf.page_broken", f"Page {numbers}"))
    if stated is None and made is not None:
        troubles.append(Trouble("pdf.date_of_file", made.isoformat()))
    return Extract("\n\n".join(paragraphs), title, None, stated, None, language, troubles=tuple(troubles))


# What pypdf raises on damaged files besides its own errors.
_BROKEN = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OSError,
    ZeroDivisionError,
    AssertionError,
    NotImplementedError,
    OverflowError,
)


def _pages(reader: "PdfReader") -> tuple[list[list[str]], list[int]]:
    """The lines of each page, and the numbers of the pages that cannot be read."""
    from pypdf.errors import PyPdfError

    pages, broken = [], []
    for number in range(len(reader.pages)):
        try:
            pages.append(tidied(reader.pages[number].extract_text()).split("\n"))
        except (PyPdfError, *_BROKEN):
            broken.append(number + 1)
    return pages, broken


def _about(reader: "PdfReader") -> tuple[str | None, date | None, str | None]:
    """Title, day on which the file was made, language; each only where it looks real."""
    about = reader.metadata
    root = reader.root_object
    language = language_code(str(root.get("/Lang"))) if root.get("/Lang") else None
    if about is None:
        return None, None, language
    raw_title = about.get("/Title")
    title = given(str(raw_title)) if raw_title is not None else None
    if title is not None and (_NO_TITLE.match(title) or len(title) < 4 or "�" in title or "\\" in title):
        title = None
    made, changed = _day(about.get("/CreationDate")), _day(about.get("/ModDate"))
    if made is not None and (made.year < 1990 or (changed is not None and abs((changed - made).days) > 31)):
        made = None  # a file worked on for months was not published on its first day
    return title, made, language


def _day(words: object) -> date | None:
    match = re.match(r"(?:D:)?(\d{8})", str(words)) if words is not None else None
    return stated_date(match[1]) if match else None


def _without_running_lines(pages: list[list[str]]) -> list[list[str]]:
    """Pages without page numbers, and without the lines that stand at the top or the bottom of most of them."""
    edges = Counter(key for page in pages for key in {_shape(line) for line in page[:2] + page[-2:]})
    running = {shape for shape, count in edges.items() if count >= 3 and count > 0.5 * len(pages) and len(shape) < 120}
    return [
        [line for number, line in enumerate(page) if 2 <= number < len(page) - 2 or not _is_running(line, running)]
        for page in pages
    ]


def _is_running(line: str, running: set[str]) -> bool:
    return _PAGE_NUMBER.fullmatch(line) is not None or _shape(line) in running


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip())


def _paragraphs(pages: list[list[str]]) -> list[str]:
    """Lines joined where a sentence goes on. A line much shorter than the widest that ends a sentence ends its paragraph."""
    lines = [line.strip() for page in pages for line in page]
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    paragraphs: list[list[str]] = [[]]
    previous = ""
    for line in lines:
        if previous and line and _ends_paragraph(previous, line, width):
            paragraphs.append([])
        if line:
            _append(paragraphs[-1], line)
            previous = line
        elif previous and _SENTENCE_END.search(previous):
            paragraphs.append([])
            previous = ""
    return [" ".join(paragraph) for paragraph in paragraphs if paragraph]


def _ends_paragraph(line: str, after: str, width: int) -> bool:
    if _SENTENCE_END.search(line):
        return len(line) < 0.8 * width
    return len(line) < 0.6 * width and not after[0].islower()  # a heading, or a line of an address


def _append(paragraph: list[str], line: str) -> None:
    """Add a line; a word that was divided at the end of the last one is made whole."""
    if paragraph and re.search(r"[^\W\d_]{2}[-‐]$", paragraph[-1]) and line[0].islower():
        paragraph[-1] = paragraph[-1][:-1] + line
    else:
        paragraph.append(line)

"""DOCX: the paragraphs and tables of a Word file.

Takes the bytes of a packed (zip) file. Gives an Extract; names what else such a file may be. Promises to look at the sizes
before it unpacks anything.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from daftar.intake.extract import Extract, nothing
from daftar.intake.limits import Limits, in_words
from daftar.intake.text import given, tidied

STEP = "intake.docx.v1"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNREAL_TITLE = re.compile(r"word document|untitled|document\d*|.*\.docx?$", re.IGNORECASE)


def read_docx(data: bytes, limits: Limits) -> Extract:
    """Paragraphs apart by blank lines, each row of a table on one, cells apart by " | ". Deleted text is left out."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            refusal = _refusal(packed, limits)
        if refusal is not None:
            return refusal
        document = docx.Document(io.BytesIO(data))
        title = given(document.core_properties.title)
        lines = list(_lines(document.element.body))
    except (OpcError, XMLSyntaxError, zipfile.BadZipFile, zlib.error, *_BROKEN) as error:
        return nothing("docx.broken", str(error)[:200] or type(error).__name__)
    text = "\n\n".join(lines)
    if not text:
        return nothing("docx.no_text")
    return Extract(text, title=None if title is None or _UNREAL_TITLE.match(title) else title)


# What python-docx and zipfile raise on damaged files besides their own errors.
_BROKEN = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)


def _refusal(packed: zipfile.ZipFile, limits: Limits) -> Extract | None:
    """Why this packed file is not read; None for a Word file of a sane size."""
    infos = packed.infolist()
    names = {info.filename for info in infos}
    if any(info.flag_bits & 1 for info in infos):
        return nothing("packed.encrypted")
    if "[Content_Types].xml" not in names:
        if "mimetype" in names and "content.xml" in names:
            return nothing("format.unknown", "an OpenDocument file (LibreOffice)")
        if "META-INF/container.xml" in names:
            return nothing("format.unknown", "an electronic book (EPUB)")
        return nothing("packed.files", "zip")
    if any(name.startswith("xl/") for name in names):
        return nothing("format.spreadsheet", "Excel")
    if any(name.startswith("ppt/") for name in names):
        return nothing("format.unknown", "a presentation (PowerPoint)")
    size = sum(info.file_size for info in infos)
    if size > limits.max_unpacked_bytes:
        return nothing("docx.too_large", f"{in_words(size)}, over the limit of {in_words(limits.max_unpacked_bytes)}")
    return None


def _lines(body: Any) -> Iterator[str]:
    for part in body:
        if part.tag == f"{_W}p":
            yield from _whole_lines(_words(part))
        elif part.tag == f"{_W}tbl":
            for row in part.iter(f"{_W}tr"):
                cells = (" ".join(_words(cell).split()) for cell in row.iterchildren(f"{_W}tc"))
                if line := " | ".join(cell for cell in cells if cell):
                    yield line
        elif part.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            yield from _lines(part)


def _whole_lines(words: str) -> Iterator[str]:
    for line in words.split("\n"):
        if line := " ".join(line.split()):
            yield line


def _words(part: Any) -> str:
    """The text under a node, with what was inserted, linked and boxed (once: a box is there again for old readers)."""
    from lxml.etree import iterwalk

    words: list[str] = []
    walk = iterwalk(part, events=("start",))
    for _, node in walk:
        if node.tag == _FALLBACK:
            walk.skip_subtree()
        elif node.tag == f"{_W}t":
            words.append(node.text or "")
        elif node.tag == f"{_W}tab":
            words.append("\t")
        elif node.tag in (f"{_W}br", f"{_W}cr", f"{_W}p"):
            words.append("\n")
        elif node.tag == f"{_W}noBreakHyphen":
            words.append("-")
    return tidied("".join(words))

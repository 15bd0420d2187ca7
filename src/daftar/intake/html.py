"""HTML: the main text of a page, and what the page says of itself.

Takes the bytes of a page. Gives an Extract, its paragraphs apart by a blank line. Promises not to touch the network nor the
clock: a date is one that the page states in its head, its structured data, its address or a place made for dates.
"""

import re
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING

from daftar.intake.dates import dated_line
from daftar.intake.extract import Extract, Trouble
from daftar.intake.limits import Limits
from daftar.intake.text import decoded, given, language_code, tidied

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

STEP = "intake.html.v1"

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DATED = re.compile(r"date|time|publish|posted|byline|pubdate", re.IGNORECASE)
_DATED_WORDS = re.compile(r"\s*(?:published|posted|date|issued)\b", re.IGNORECASE)
_BLOCKS = frozenset(
    "address article aside blockquote br caption dd div dl dt figcaption footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p"
    " pre section table td th tr ul".split()
)
_SILENT = frozenset(("script", "style", "head", "template", "noscript", "svg", "iframe", "object"))


def read_html(data: bytes, limits: Limits) -> Extract:
    """The main text by trafilatura with a view to recall, else by its baseline."""
    from trafilatura import baseline, load_html
    from trafilatura.core import bare_extraction
    from trafilatura.metadata import extract_metadata

    page, troubles = decoded(data, _declared(data))
    if page is None:
        return Extract(troubles=troubles)
    tree = load_html(_XML_DECLARATION.sub("", page))
    if tree is None:
        return Extract(troubles=(*troubles, _no_text(data)))
    about = extract_metadata(deepcopy(tree), date_config={"extensive_search": False, "max_date": "2100-01-01"})
    published = published_date(tree)
    language = language_code(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
    host_only = about.sitename and about.url and f"//{about.sitename}" in about.url
    document = bare_extraction(
        deepcopy(tree), favor_recall=True, include_comments=False, date_extraction_params={"extensive_search": False}
    )
    text = document.text if document is not None and not isinstance(document, dict) else None
    if not text or not text.strip():
        text = baseline(deepcopy(tree))[1]
    title = given(about.title)
    text = _paragraphs(text or "")
    if title is not None:
        text = text.removeprefix(f"{title}\n\n")  # a headline is no sentence of the report
    if not text:
        return Extract(troubles=(*troubles, _no_text(data)))
    return Extract(
        text=text,
        title=title,
        publisher=None if host_only else given(about.sitename),
        published=published,
        url=given(about.url),
        language=language,
        troubles=troubles,
    )


def _no_text(data: bytes) -> Trouble:
    # Parser and trafilatura say "nothing" where memory or their own limits ran out, too.
    return Trouble("html.no_text" if len(data) < 5_000_000 else "document.too_complex")


def published_date(tree: "HtmlElement") -> date | None:
    """The day of publication that the page states, by htmldate on those parts of the page that are made to state it.

    The prose is kept from it: a date in a sentence is the date of something else.
    """
    from htmldate import find_date
    from lxml.html import document_fromstring

    stating = document_fromstring("<html><head></head><body></body></html>")
    for part in tree.iterfind(".//head/*"):
        if part.tag in ("meta", "link", "title"):
            stating.head.append(deepcopy(part))
    stated: date | None = None
    for part in tree.iter():
        if not isinstance(part.tag, str):
            continue
        if part.tag == "script" and part.get("type") == "application/ld+json":
            stating.head.append(deepcopy(part))
        elif _states_date(part):
            copy = deepcopy(part)
            copy.tail = None
            stating.body.append(copy)
            stated = stated or dated_line("".join(part.itertext()))
    found = find_date(
        stating, extensive_search=False, original_date=True, deferred_url_extractor=True, max_date="2100-01-01"
    )
    return date.fromisoformat(found) if found else stated


def flat_text(page: str) -> str:
    """All visible text of a page or a piece of one, its blocks apart by blank lines: for mail and feeds, which have no frame."""
    from lxml.etree import ParserError  # type: ignore[import-untyped]
    from lxml.html import document_fromstring

    if not page.strip():
        return ""
    try:
        tree = document_fromstring(_XML_DECLARATION.sub("", tidied(page)))
    except (ParserError, ValueError):
        return ""
    parts: list[str] = []
    _collect(tree, parts)
    return _paragraphs("".join(parts))


def _collect(tree: "HtmlElement", parts: list[str]) -> None:
    from lxml.etree import iterwalk

    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        named = isinstance(element.tag, str)
        block = named and element.tag in _BLOCKS
        if block:
            parts.append("\n")
        if event == "start":
            if not named or element.tag in _SILENT:
                walk.skip_subtree()
            else:
                parts.append(re.sub(r"\s+", " ", element.text or ""))
        elif element.tail and element is not tree:
            parts.append(re.sub(r"\s+", " ", element.tail))


def _states_date(part: "HtmlElement") -> bool:
    named = f"{part.get('class', '')} {part.get('id', '')} {part.get('itemprop', '')}"
    if part.tag not in ("time", "abbr") and not _DATED.search(named) and not _DATED_WORDS.match(part.text or ""):
        return False
    return len(part) <= 10 and sum(map(len, part.itertext())) <= 100


def _paragraphs(text: str) -> str:
    lines = (" ".join(line.split()) for line in tidied(text).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _declared(data: bytes) -> str | None:
    match = _XML_CHARSET.match(data[:200]) or _CHARSET.search(data[:4096])
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    return {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(name, name)  # as every browser has it

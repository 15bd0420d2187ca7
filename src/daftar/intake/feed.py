"""Feeds: the entries of RSS and Atom.

Takes the bytes of a feed. Gives an Extract with an Entry for each. Promises that an entry's text is its own: the whole
content where the feed gives it, else the summary, without its tags.
"""

import io
from typing import Any

from daftar.intake.extract import Entry, Extract, Trouble, nothing
from daftar.intake.html import flat_text
from daftar.intake.limits import Limits
from daftar.intake.text import given

STEP = "intake.feed.v1"


def read_feed(data: bytes, limits: Limits) -> Extract:
    """Entries in the feed's order, the feed's title as their publisher. A broken feed gives what it has, and a Trouble."""
    import feedparser

    feed = feedparser.parse(io.BytesIO(data))  # bytes it would first take for the name of a file
    publisher = given(feed.feed.get("title"))
    language = given(feed.feed.get("language"))
    entries = tuple(entry for item in feed.entries if (entry := _entry(item, publisher, language)) is not None)
    broken = bool(feed.bozo) and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride)
    if not entries:
        return nothing("feed.broken", _reason(feed)) if broken else nothing("feed.empty")
    return Extract(entries=entries, troubles=(Trouble("feed.broken", _reason(feed)),) if broken else ())


def _entry(item: Any, publisher: str | None, language: str | None) -> Entry | None:
    contents = [content.get("value", "") for content in item.get("content", ())]
    text = max((flat_text(words) for words in (*contents, item.get("summary", ""))), key=len, default="")
    title = given(flat_text(item.get("title", "")))
    if not text and title is None:
        return None
    return Entry(
        text or title or "",
        title=title,
        publisher=given(item.get("source", {}).get("title")) or publisher,
        date=given(item.get("published")),
        url=given(item.get("link")),
        language=language,
    )


def _reason(feed: Any) -> str:
    return str(feed.bozo_exception)[:200]

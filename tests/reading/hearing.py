"""Hearing: a report given to the finders of voices."""

import inspect

from daftar.reading.language.sentences import Text, cut
from daftar.reading.voices.voices import find_attributions, voices_of


def report(function: object) -> Text:
    """The test's docstring, cut."""
    return cut(inspect.getdoc(function) or "")


def voice(text: Text, words: str, publisher: str | None = None) -> str | None:
    """The voice at the first place where the words stand."""
    offset = text.text.index(words)
    voices = voices_of(text, find_attributions(text), publisher=publisher)
    found = voices.at(offset, text.sentence_at(offset))
    return found.quote if found else None

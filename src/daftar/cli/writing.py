"""Writing: where a command's output goes.

Takes a path, or None for standard output. Gives an open stream. Promises that a file is replaced only when the whole of it is
written: a command that fails leaves what was there, and may read the file that it writes.
"""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, TextIO

from daftar.model.errors import UsageError


@contextmanager
def bytes_to(output: Path | None) -> Iterator[BinaryIO]:
    """A stream of bytes. Raises UsageError where the file cannot be written."""
    if output is None:
        yield sys.stdout.buffer
        return
    try:
        with _opened(output.resolve()) as stream:
            yield stream
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror or error}.") from error


@contextmanager
def text_to(output: Path | None) -> Iterator[TextIO]:
    """A stream of text: UTF-8, and half a character as its JSON escape. Raises UsageError where the file cannot be written."""
    if output is None:
        yield sys.stdout
        return
    with bytes_to(output) as stream:
        text = io.TextIOWrapper(stream, "utf-8", "backslashreplace", newline="\n")
        try:
            yield text
        finally:
            text.detach()


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    if path.exists() and not path.is_file():  # a device or a pipe
        with path.open("wb") as stream:
            yield stream
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{token_hex(8)}.part")
    try:
        with aside.open("xb") as stream:
            yield stream
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)

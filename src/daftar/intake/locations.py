"""Locations: what a person names, as the files that are meant.

Takes a file, a folder or a pattern. Gives its regular files, in the order of their names, or the Finding that says why there are
none. Promises to follow no link to a folder that was not itself named, and so never to go round in a circle. Left out of
folders are names that begin with a dot or "~$", as they are the computer's own, and the files of a case: a book is no report.
"""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from daftar.intake.extract import Trouble
from daftar.intake.findings import finding
from daftar.model import Finding

_PATTERN = re.compile(r"[*?\[]")
_LEDGER = "ledger.sqlite"
_OF_A_CASE = ("archive", "case.toml", "places.csv", _LEDGER, f"{_LEDGER}-wal", f"{_LEDGER}-shm")


def files(location: str, *, apart: Path | None = None) -> Iterator[Path | Finding]:
    """The files that a location names. Where that is a folder, what lies in the folder `apart` is left out."""
    path = Path(location)
    try:
        if "\x00" in location:
            yield _named("path.missing", location.replace("\x00", "�"))
        elif path.exists():
            yield from _within(path, apart)
        elif _PATTERN.search(location):
            yield from _matching(location, apart)
        else:
            yield _named("path.missing", location)
    except OSError as error:
        yield _named("path.unreadable", location, error.strerror or str(error))


def _within(path: Path, apart: Path | None) -> Iterator[Path | Finding]:
    if not path.is_dir():
        yield path if _is_regular(path) else _named("path.not_a_file", str(path))
        return
    empty = True
    for found in _walked(path, apart):
        empty = False
        yield found
    if empty:
        yield _named("folder.empty", str(path))


def _walked(folder: Path, apart: Path | None) -> Iterator[Path | Finding]:
    stack = [folder]
    while stack:
        path = stack.pop()
        try:
            if (
                apart is not None
                and path.name == apart.name
                and path.exists()
                and apart.exists()
                and path.samefile(apart)
            ):
                continue
            if path is folder or (path.is_dir() and not path.is_symlink()):
                stack.extend(path / name for name in sorted(_names(path), reverse=True))
            elif path.is_dir():
                yield _named("folder.link", str(path))
            elif not path.exists():
                yield _named("path.missing", str(path))
            else:
                yield path if _is_regular(path) else _named("path.not_a_file", str(path))
        except OSError as error:
            yield _named("path.unreadable", str(path), error.strerror or str(error))


def _names(folder: Path) -> list[str]:
    """What lies in a folder and may be a report."""
    inside = os.listdir(folder)  # noqa: PTH208 - names only
    ours = _OF_A_CASE if _LEDGER in inside else ()
    return [name for name in inside if not name.startswith((".", "~$")) and name not in ours]


def _matching(location: str, apart: Path | None) -> Iterator[Path | Finding]:
    """The files that match; a folder that matches is read whole. `**` alone at the end stands for all that is below."""
    path = Path(location + "/*" if location.endswith("**") else location)
    base = Path(path.anchor) if path.anchor else Path()
    deep = "**" in path.parts
    hidden = path.name.startswith(".")
    nothing = True
    try:
        matches = sorted(base.glob(str(path.relative_to(path.anchor))))
    except (ValueError, IndexError, re.error):  # a pattern that is none
        matches = []
    for match in matches:
        if match.name.startswith((".", "~$")) and not hidden:
            continue
        if deep and match.is_dir():
            continue  # what is in it matches by itself, where it does
        nothing = False
        yield from _within(match, apart)
    if nothing:
        yield _named("glob.nothing", location)


def _is_regular(path: Path) -> bool:
    return stat.S_ISREG(path.stat().st_mode)


def _named(name: str, address: str, detail: str = "") -> Finding:
    return finding(Trouble(name, detail), address)

"""Registry: the parties and voices of armed conflict, each under one name.

Takes `vocabulary/registry.toml`, and over it a case's own file of the same form. Gives the party of a name and its dated
ties to others. Promises that a file is loaded whole or not at all, that what is wrong in it is named with file, line and
remedy, and that a name which two parties share is nobody's unless the country tells them apart.
"""

import re
import tomllib
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import cache
from graphlib import CycleError, TopologicalSorter
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, get_args

from daftar.ground.spelling import fold
from daftar.model.errors import RegistryError
from daftar.model.vocabulary import PartyKind

TieKind = Literal["part_of", "allied_with", "side"]
KINDS: tuple[PartyKind, ...] = get_args(PartyKind)
TIES: tuple[TieKind, ...] = get_args(TieKind)

_KEYS = ("kind", "aliases", "country", "family", *TIES)
_THE = re.compile(r"\s*the\s+", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_HEAD = re.compile(r"""\s*(?:\[\s*parties\s*\.\s*)?(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*[\]=]""")


@dataclass(frozen=True, slots=True)
class Tie:
    """One dated bond to another party, first and last day inclusive; None where that end is open or unknown."""

    kind: TieKind
    to: str
    start: date | None = None
    end: date | None = None

    def holds(self, on: date | None) -> bool:
        """Whether it holds on that day; where no day is given, whether it may ever have."""
        return on is None or ((self.start is None or self.start <= on) and (self.end is None or on <= self.end))


@dataclass(frozen=True, slots=True)
class Party:
    """A party or a voice. `country` is ISO alpha-2; `family` is the owner, wire or body for which it speaks.

    Alliances are mutual: they are among the ties of both, whichever of the two the file gives them to.
    """

    name: str
    kind: PartyKind
    aliases: tuple[str, ...] = ()
    country: str | None = None
    family: str | None = None
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class Registry:
    """The parties, by any of their names. `version` is a hash of the files that they were read from. Picklable."""

    parties: tuple[Party, ...]
    version: str
    _bearers: Mapping[str, tuple[Party, ...]]
    _named: Mapping[str, Party]

    def find(self, words: str, country: str | None = None) -> Party | None:
        """The party that these words name, whole: case, accents, hyphens and a leading "the" or "al-" apart.

        Words in small letters name nobody ("guardian", "us"). None where nobody is named so, or several are and the
        country (ISO alpha-2) does not tell which.
        """
        bearers = self._bearers.get(_key(words), ())
        if len(bearers) > 1:
            bearers = tuple(party for party in bearers if country is not None and party.country == country)
        return bearers[0] if bearers else None

    def ties(self, name: str, on: date | None = None) -> tuple[Tie, ...]:
        """The ties that the party of this full name has on that day, or ever; none where there is no such party."""
        party = self._named.get(name)
        return () if party is None else tuple(tie for tie in party.ties if tie.holds(on))


def read_registry(path: Path | None = None, own: Path | None = None) -> Registry:
    """The registry in `path`, by default the one that comes with daftar, with a case's `own` over it.

    An own entry of a name that is there already gives its keys in place of the old ones, and adds its aliases; an own
    alias is its party's alone. Raises RegistryError, with file, line and remedy, at the first thing that is wrong.
    """
    if path is None and own is None:
        return _shipped()
    sheets = [_shipped_sheet() if path is None else _sheet(path)]
    return _registry([*sheets, _sheet(own)] if own is not None else sheets)


@cache
def _shipped() -> Registry:
    return _registry([_shipped_sheet()])


@cache
def _shipped_sheet() -> "_Sheet":
    return _sheet(files("daftar.vocabulary") / "registry.toml")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One file as read: its tables, not yet looked into."""

    path: Path | Traversable
    text: str
    rows: Mapping[str, Any]

    def error(self, problem: str, remedy: str, party: str | None = None, words: str = "") -> RegistryError:
        """The error at the line of the party that holds the words, or at the party's first."""
        return RegistryError(f"{self.path}:{self._line(party, words)}: {problem}. {remedy}")

    def _line(self, party: str | None, words: str) -> int:
        first = None
        for number, line in enumerate(self.text.splitlines(), 1):
            head = _HEAD.match(line)
            name = next(filter(None, head.groups()), None) if head else None
            if name in self.rows:
                if first is not None:
                    break
                first = number if name == party else None
            if first is not None and number > first and words and words in line:
                return number
        return first or 1


def _sheet(path: Path | Traversable) -> _Sheet:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(
            f"{path}:1: unreadable file: {error}. Save it as TOML in UTF-8, where it can be read."
        ) from error
    try:
        given = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError is one, a number of thousands of figures another
        found = re.search(r"at line (\d+)", str(error))
        line = found.group(1) if found else len(text.splitlines()) or 1
        raise RegistryError(
            f"{path}:{line}: broken TOML: {error}. Mend that line: brackets, quotation marks, commas."
        ) from error
    rows = given.get("parties", {})
    sheet = _Sheet(path, text, rows if isinstance(rows, dict) else {})
    for name in given:
        if name != "parties" or not isinstance(rows, dict):
            raise sheet.error(f"unknown table {name!r}", 'Begin each entry with a line [parties."Full Name"]')
    for name, row in rows.items():
        if not isinstance(row, dict) or not fold(name):
            raise sheet.error(f"no entry {name!r}", 'Begin each entry with a line [parties."Full Name"]', name)
    return sheet


def _registry(sheets: Iterable[_Sheet]) -> Registry:
    rows: dict[str, dict[str, Any]] = {}
    parties: dict[str, Party] = {}
    bearers: dict[str, list[str]] = {}
    digest = sha256()
    for sheet in sheets:
        for name, row in sheet.rows.items():
            rows[name] = _over(rows.get(name, {}), row)
            parties[name] = _party(name, rows[name], sheet)
        _check_references(sheet, parties)
        _check_cycles(sheet, parties)
        bearers.update(_bearers(sheet, parties))
        digest.update(sheet.text.encode())
    parties = _mutual(parties)
    held = {key: tuple(parties[name] for name in names) for key, names in bearers.items()}
    return Registry(tuple(parties.values()), digest.hexdigest()[:12], held, parties)


def _over(row: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    aliases = own.get("aliases", [])
    if isinstance(aliases, list) and "aliases" in row:
        aliases = [*row["aliases"], *aliases]
    return {**row, **own, "aliases": aliases}


def _party(name: str, row: Mapping[str, Any], sheet: _Sheet) -> Party:
    for key in row:
        if key not in _KEYS:
            raise sheet.error(f'unknown key {key!r} of "{name}"', f"Known are {', '.join(_KEYS)}", name, key)
    kind, country = row.get("kind"), _text(name, row, "country", sheet)
    if kind not in KINDS:
        problem = f'unknown kind {kind!r} of "{name}"' if "kind" in row else f'no kind for "{name}"'
        raise sheet.error(problem, f"Write one of {', '.join(KINDS)}", name, "kind")
    if country is not None and not re.fullmatch("[A-Z]{2}", country):
        raise sheet.error(
            f'bad country {country!r} of "{name}"', 'Write two capitals of ISO 3166: "SY"', name, "country"
        )
    aliases = row["aliases"]
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise sheet.error(f'bad aliases of "{name}"', 'Write a list of names: ["KF", "Kell Front"]', name, "aliases")
    ties = tuple(tie for kind_of_tie in TIES for tie in _ties(name, row, kind_of_tie, sheet))
    return Party(name, kind, tuple(aliases), country, _text(name, row, "family", sheet), ties)


def _text(name: str, row: Mapping[str, Any], key: str, sheet: _Sheet) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise sheet.error(f'bad {key} of "{name}": {value!r}', "Write it in quotation marks", name, key)
    return value


def _ties(name: str, row: Mapping[str, Any], kind: TieKind, sheet: _Sheet) -> Iterator[Tie]:
    given = row.get(kind, [])
    for tie in given if isinstance(given, list) else [given]:
        if not isinstance(tie, dict) or not isinstance(tie.get("to"), str) or not tie.keys() <= {"to", "from", "until"}:
            remedy = f'Write {kind} = [{{to = "Full Name", from = "2012-08", until = "2014"}}]; from and until may be left out'
            raise sheet.error(f'bad {kind} of "{name}": {tie!r}', remedy, name, kind)
        start, end = _day(name, tie, "from", sheet), _day(name, tie, "until", sheet)
        if start is not None and end is not None and end < start:
            problem = f'reversed interval of "{name}": from {start} until {end}'
            raise sheet.error(problem, "Change the two dates about, or mend one", name, tie["to"])
        yield Tie(kind, tie["to"], start, end)


def _day(name: str, tie: Mapping[str, Any], key: str, sheet: _Sheet) -> date | None:
    """The first day of a year, month or day where it is `from`, the last where it is `until`."""
    given = tie.get(key)
    if given is None:
        return None
    found = _DATE.fullmatch(given) if isinstance(given, str) else None
    try:
        if found is None:
            raise ValueError
        year, last = int(found[1]), key == "until"
        month = int(found[2] or (12 if last else 1))
        return date(year, month, int(found[3] or (monthrange(year, month)[1] if last else 1)))
    except ValueError as error:
        remedy = 'Write a year, a month or a day in quotation marks: "2012", "2012-08", "2012-08-19"'
        raise sheet.error(f'bad date {given!r} of "{name}"', remedy, name, str(given)) from error


def _check_references(sheet: _Sheet, parties: Mapping[str, Party]) -> None:
    for name in sheet.rows:
        party = parties[name]
        for to in (party.family, *(tie.to for tie in party.ties)):
            if to is not None and to not in parties:
                near = get_close_matches(to, parties, 1)
                remedy = f'Is it "{near[0]}"? Else' if near else "Write the full name of an entry, or"
                raise sheet.error(f'unknown reference "{to}" of "{name}"', f'{remedy} add [parties."{to}"]', name, to)


def _check_cycles(sheet: _Sheet, parties: Mapping[str, Party]) -> None:
    wholes = {name: [tie.to for tie in party.ties if tie.kind == "part_of"] for name, party in parties.items()}
    try:
        TopologicalSorter(wholes).prepare()
    except CycleError as error:
        # From part to whole, beginning in this file: the files before it had no cycle.
        around = list(reversed(error.args[1][1:]))
        at = next(index for index, name in enumerate(around) if name in sheet.rows)
        around = [*around[at:], *around[: at + 1]]
        problem = "cycle in part_of: " + " in ".join(f'"{name}"' for name in around)
        raise sheet.error(problem, "Take one of these ties out", around[0], around[1]) from error


def _bearers(sheet: _Sheet, parties: Mapping[str, Party]) -> dict[str, list[str]]:
    """The names of the sheet's parties by each of their keys. Raises where two of one country have one."""
    bearers: dict[str, list[str]] = {}
    for name in sheet.rows:
        party = parties[name]
        for alias in (name, *party.aliases):
            key = _key(alias)
            if not key:
                raise sheet.error(f'empty alias {alias!r} of "{name}"', "Take it out", name, f'"{alias}"')
            held = bearers.setdefault(key, [])
            if name in held:
                continue
            for other in held:
                if parties[other].country == party.country:
                    remedy = "Leave it to one of them, or give them their countries"
                    raise sheet.error(f'alias "{alias}" of both "{other}" and "{name}"', remedy, name, alias)
            held.append(name)
    return bearers


def _mutual(parties: Mapping[str, Party]) -> dict[str, Party]:
    returned: dict[str, list[Tie]] = {}
    for party in parties.values():
        for tie in party.ties:
            back = Tie(tie.kind, party.name, tie.start, tie.end)
            if tie.kind == "allied_with" and back not in parties[tie.to].ties:
                returned.setdefault(tie.to, []).append(back)
    return {name: replace(party, ties=(*party.ties, *returned.get(name, ()))) for name, party in parties.items()}


def _key(words: str) -> str:
    """What two writings of a name share: in capitals, unless they are words in small letters ("guardian", "us", "Who").

    So are two or three letters of which the first alone is a capital: initials are not written so.
    """
    bare = _THE.sub("", words, count=1) if _THE.match(words) else words
    key = fold(bare).removeprefix("al ")
    return key if bare.islower() or (len(key) <= 3 and bare[1:].islower()) else key.upper()

"""Case: the folder that holds one record, and its settings.

Takes a folder, or a folder and a database's address. Gives the paths and settings of a case. Promises to write nothing
unless asked to create.

    case/
      ledger.sqlite    the book (or a PostgreSQL address in case.toml)
      archive/         the bytes of every document, under their SHA-256
      case.toml        settings, optional
      places.csv       the case's own places, optional: name, lat, lon, and aliases, precision, within, country
      parties.toml     the case's own parties and voices, optional, in the form of daftar/vocabulary/registry.toml
"""

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from daftar.model.errors import CaseError
from daftar.reading.endpoint.settings import Endpoint, endpoint_of

_CODE = re.compile("[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What `case.toml` may say; every line is optional.

    `independent_voices` is how many independent voices end an incident's *provisional*; `database` is the ledger's
    address where it is not the case's own SQLite file; `countries` (ISO alpha-2) are those that the case is about, asked where a document
    does not tell which of two places of one name it means; `reader` is a language model that reads in place of daftar's own reader.
    """

    name: str | None = None
    database: str | None = None
    independent_voices: int = 2
    countries: tuple[str, ...] = ()
    reader: Endpoint | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A case on disk."""

    folder: Path
    settings: Settings

    @property
    def name(self) -> str:
        """The name in the settings, else the folder's."""
        return self.settings.name or self.folder.resolve().name

    @property
    def ledger_url(self) -> str:
        """The ledger's address: a path for SQLite, a URL for PostgreSQL."""
        return self.settings.database or str(self.folder / "ledger.sqlite")

    @property
    def archive(self) -> Path:
        """The folder of the archived bytes."""
        return self.folder / "archive"

    @property
    def warning(self) -> str | None:
        """What a person must know before reading into the case; None where nothing leaves the machine."""
        return self.settings.reader.warning if self.settings.reader is not None else None

    @property
    def places(self) -> Path | None:
        """The case's own places, if it has any."""
        return self._own("places.csv")

    @property
    def parties(self) -> Path | None:
        """The case's own parties and voices, if it has any."""
        return self._own("parties.toml")

    def _own(self, name: str) -> Path | None:
        path = self.folder / name
        return path if path.exists() else None


def open_case(folder: Path, *, database: str | None = None, create: bool = False) -> Case:
    """The case in that folder. Raises CaseError where there is none and `create` is not set, or its settings are wrong."""
    settings = _settings(folder / "case.toml", database)
    if folder.exists() and not folder.is_dir():
        raise CaseError(f"{folder} is a file, not a case folder. Name another folder with --case.")
    if settings.database is None and not (folder / "ledger.sqlite").exists() and not create:
        raise CaseError(
            f"{folder} holds no case. Make one by reading reports into it: daftar read REPORTS --case {folder}"
        )
    if create:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CaseError(f"{folder} cannot be made: {error.strerror}. Name another folder with --case.") from error
    return Case(folder, settings)


def _settings(path: Path, database: str | None) -> Settings:
    try:
        given: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig")) if path.exists() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise CaseError(f"{path} cannot be read as TOML: {error}. Mend the line or remove the file.") from error
    if database is not None:
        given["database"] = database
    known = {field.name: field.type for field in fields(Settings)}
    for name, value in given.items():
        if name not in known:
            raise CaseError(f"{path}: there is no setting {name!r}. Known are {', '.join(sorted(known))}.")
        if name == "reader":
            given[name] = endpoint_of(value, path)
            continue
        if name == "countries":
            given[name] = _countries(value, path)
            continue
        wanted: type = int if name == "independent_voices" else str
        if not isinstance(value, wanted) or isinstance(value, bool):
            raise CaseError(f"{path}: {name} must be {'a whole number' if wanted is int else 'a text'}, not {value!r}.")
    settings = Settings(**given)
    if settings.independent_voices < 1:
        raise CaseError(f"{path}: independent_voices must be 1 or more.")
    return settings


def _countries(value: Any, path: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and _CODE.fullmatch(one) for one in value):
        raise CaseError(
            f'{path}: countries must be a list of ISO codes of two capitals, as ["SY", "IQ"], not {value!r}.'
        )
    return tuple(dict.fromkeys(value))

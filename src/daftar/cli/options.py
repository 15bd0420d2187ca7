"""Options: what several commands take."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from daftar.model.vocabulary import KINDS, OUTCOMES

DAY = ["%Y-%m-%d"]
STATES = ("control", "access", "relation")

CaseFolder: TypeAlias = Annotated[
    Path, typer.Option("--case", metavar="DIR", envvar="DAFTAR_CASE", help="The folder that holds the case.")
]
Database: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="URL", envvar="DAFTAR_DATABASE", help="The ledger's PostgreSQL address, instead of the case's own file."
    ),
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
AsOf: TypeAlias = Annotated[
    str | None, typer.Option(metavar="TIME", help="The record as it stood then, UTC: 2021-03-05T12:00:00.")
]
Place: TypeAlias = Annotated[str | None, typer.Option(help="Part of a place's name.")]
Since: TypeAlias = Annotated[datetime | None, typer.Option(formats=DAY, metavar="DAY", help="From this day on.")]
Until: TypeAlias = Annotated[datetime | None, typer.Option(formats=DAY, metavar="DAY", help="Up to this day.")]
Party: TypeAlias = Annotated[str | None, typer.Option(help="Part of a party's name.")]
Voice: TypeAlias = Annotated[str | None, typer.Option(help="Part of a voice's name.")]
Limit: TypeAlias = Annotated[int | None, typer.Option(min=1, help="At most so many rows.")]


def one_of(words: tuple[str, ...], value: str | None) -> str | None:
    """The value if it is one of the words. Raises typer.BadParameter naming them otherwise."""
    if value is not None and value not in words:
        raise typer.BadParameter(f"{value!r} is none of {', '.join(words)}")
    return value


def _outcome(value: str | None) -> str | None:
    return one_of(OUTCOMES, value)


def _kind(value: str | None) -> str | None:
    return one_of(KINDS, value)


def _state(value: str | None) -> str | None:
    return one_of(STATES, value)


Outcome: TypeAlias = Annotated[str | None, typer.Option(callback=_outcome, help=f"One of {', '.join(OUTCOMES)}.")]
Kind: TypeAlias = Annotated[str | None, typer.Option(callback=_kind, help=f"One of {', '.join(KINDS)}.")]
StateKind: TypeAlias = Annotated[
    str | None, typer.Option("--kind", callback=_state, help=f"One of {', '.join(STATES)}.")
]


def day(value: datetime | None) -> date | None:
    """The day of an option's value."""
    return value.date() if value is not None else None

"""Settings: which language model reads, where it listens, and whether the text may go there.

Takes the table `[reader]` of a case's settings. Gives an Endpoint. Promises that text leaves the machine only where the
settings say so in so many words, that the key is never held, only the name of the variable that holds it, and that nothing but
`localhost`, 127.0.0.0/8 and ::1 counts as this machine.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from ipaddress import IPv4Network, IPv6Address, ip_address
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from daftar.model.errors import CaseError

ENGINE = "endpoint"
_COMPLETIONS = "/chat/completions"
_LOOPBACK = IPv4Network("127.0.0.0/8")
_BOUNDS = (
    ("timeout_seconds", 0.01, 86_400),
    ("attempts", 1, 20),
    ("pause_seconds", 0, 3600),
    ("part_characters", 500, 1_000_000),
    ("max_answer_bytes", 1000, 100_000_000),
)
"""Settings that are numbers, and what they may be: a part that is too short loses who is spoken of."""
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A language model behind an address that speaks the chat-completions protocol. Raises CaseError where a setting is wrong.

    `url` is what the protocol's paths follow ("http://localhost:11434/v1"). `key_variable` names the environment variable that holds
    the key, where one is wanted. `timeout_seconds` is for one part of a document, all `attempts` together; `pause_seconds` is the
    first pause between them, doubled each time. `part_characters` is how much text is asked about at once.
    """

    url: str
    model: str
    key_variable: str | None = None
    allow_remote: bool = False
    allow_plain_http: bool = False
    timeout_seconds: float = 300.0
    attempts: int = 4
    pause_seconds: float = 1.0
    part_characters: int = 6000
    max_answer_bytes: int = 4_000_000
    seed: int = 0

    def __post_init__(self) -> None:
        parts = _address(self.url)
        if not self.model.isprintable() or not self.model.strip() or len(self.model) > 200:
            raise CaseError("reader.model must be the name by which the endpoint knows its model.")
        for name, low, high in _BOUNDS:
            if not low <= getattr(self, name) <= high:
                raise CaseError(f"reader.{name} must be from {low:g} to {high:g}.")
        if self.key_variable is not None and not _VARIABLE.fullmatch(self.key_variable):
            raise CaseError(
                "reader.key_variable is no name of a variable. The key itself never goes into the settings."
            )
        if not self.is_local and not self.allow_remote:
            raise CaseError(
                f"reader.url names {self.host}, which is another machine: the text of every document would go there. "
                "If that is what you want, add allow_remote = true under [reader]; if not, name a model on localhost."
            )
        if not self.is_local and parts.scheme == "http" and not self.allow_plain_http:
            raise CaseError(
                f"reader.url would send text to {self.host} unencrypted. Give its https address, or add "
                "allow_plain_http = true under [reader] if everything between here and there is yours."
            )

    @property
    def host(self) -> str:
        """The host as a name or a number, without a port."""
        return urlsplit(self.url).hostname or ""

    @property
    def port(self) -> int:
        """The port, the scheme's own where none is given."""
        return urlsplit(self.url).port or (443 if self.is_secure else 80)

    @property
    def is_secure(self) -> bool:
        """Whether it is spoken to over TLS."""
        return urlsplit(self.url).scheme == "https"

    @property
    def path(self) -> str:
        """The path that is asked."""
        path = urlsplit(self.url).path.rstrip("/")
        return path if path.endswith(_COMPLETIONS) else path + _COMPLETIONS

    @property
    def is_local(self) -> bool:
        """Whether the address is this machine's own. No other name is looked up to find out."""
        return self.host == "localhost" or is_loopback(self.host)

    @property
    def warning(self) -> str | None:
        """What a person must know before the first document goes out; None where nothing leaves the machine."""
        if self.is_local:
            return None
        return f"The text of every document that is read goes to {self.host} (reader.url): it leaves this machine."

    def key(self) -> str | None:
        """The key, None where none is wanted. Raises CaseError, which does not tell it, where the variable holds none."""
        if self.key_variable is None:
            return None
        key = os.environ.get(self.key_variable, "").strip()
        if not key:
            raise CaseError("the variable that reader.key_variable names is not set. Set it to the endpoint's key.")
        if not key.isascii() or not key.isprintable() or " " in key:
            raise CaseError(
                "the variable that reader.key_variable names holds more than a key. Set it to the key alone."
            )
        return key

    def masked(self, words: str) -> str:
        """The words without the key, should they repeat it."""
        key = os.environ.get(self.key_variable, "").strip() if self.key_variable is not None else ""
        return words.replace(key, "[key]") if key else words


def is_loopback(address: str) -> bool:
    """Whether the number is one of this machine's own: 127.0.0.0/8 or ::1. A name is none."""
    try:
        number = ip_address(address)
    except ValueError:
        return False
    return number == IPv6Address("::1") if number.version == 6 else number in _LOOPBACK


def endpoint_of(table: Any, path: Path) -> Endpoint:
    """The endpoint of the table `[reader]` of the settings at that path. Raises CaseError, naming the line to mend."""
    if not isinstance(table, Mapping):
        raise CaseError(f"{path}: reader must be a table: [reader], then engine, url and model.")
    if table.get("engine") != ENGINE:
        raise CaseError(
            f'{path}: reader.engine must be "{ENGINE}". Leave [reader] out to read with daftar\'s own reader.'
        )
    given = {name: value for name, value in table.items() if name != "engine"}
    known = {field.name: field.type for field in fields(Endpoint)}
    for name, value in given.items():
        if name not in known:
            raise CaseError(f"{path}: there is no setting reader.{name}. Known are engine, {', '.join(sorted(known))}.")
        kinds, called = _KINDS[known[name]]
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise CaseError(f"{path}: reader.{name} must be {called}.")
    if missing := [name for name in ("url", "model") if name not in given]:
        raise CaseError(f"{path}: [reader] needs {' and '.join(missing)}.")
    try:
        return Endpoint(**given)
    except CaseError as error:
        raise CaseError(f"{path}: {error}") from error


_TEXT: tuple[tuple[type, ...], str] = ((str,), "a text")
_KINDS: dict[object, tuple[tuple[type, ...], str]] = {
    str: _TEXT,
    str | None: _TEXT,
    bool: ((bool,), "true or false"),
    int: ((int,), "a whole number"),
    float: ((int, float), "a number"),
}


def _address(url: str) -> SplitResult:
    """The address in its parts. What is wrong with it is said without repeating it: it might hold a password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise CaseError("reader.url is no web address. Write it as http://localhost:8080/v1.") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise CaseError(
            "reader.url must begin with http:// or https:// and a host. Write it as http://localhost:8080/v1."
        )
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise CaseError(
            "reader.url must hold no name, password, ? or #. A key goes into an environment variable, named by key_variable."
        )
    if not url.isascii() or not url.isprintable() or " " in url:
        raise CaseError("reader.url holds characters that an address has not. Write it as http://localhost:8080/v1.")
    return parts

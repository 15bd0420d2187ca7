"""Asking: one request to the endpoint, bounded in time and size.

Takes an Endpoint and a request's body. Gives the body of the answer, or the Trouble that kept it away. Promises to follow no redirect,
to use no proxy, to send nothing to another machine under a name of this one, and to end by the deadline however slowly a server drips.
"""

import socket
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer

from daftar.reading.endpoint.settings import Endpoint, is_loopback
from daftar.reading.endpoint.troubles import Trouble

_RETRIED = frozenset((429, 500, 502, 503, 504))
_LONGEST_PAUSE = 60.0
_CONNECTING = 20.0


@dataclass(frozen=True, slots=True)
class _Later:
    """An answer that asks for patience; `pause` in seconds where the server says how much."""

    trouble: Trouble
    pause: float | None


def ask(endpoint: Endpoint, body: bytes) -> bytes | Trouble:
    """The answer's body. Tries again, after growing pauses, where the server is too busy or fails. Raises CaseError without a key."""
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Connection": "close",
        "User-Agent": "daftar",
    }
    if (key := endpoint.key()) is not None:
        headers["Authorization"] = f"Bearer {key}"
    end = time.monotonic() + endpoint.timeout_seconds
    tried = 0
    while True:
        answer = _asked(endpoint, body, headers, end)
        if not isinstance(answer, _Later):
            return answer
        pause = endpoint.pause_seconds * 2**tried if answer.pause is None else answer.pause
        tried += 1
        if tried >= endpoint.attempts or time.monotonic() + pause >= end:
            return answer.trouble
        time.sleep(pause)


def _asked(endpoint: Endpoint, body: bytes, headers: dict[str, str], end: float) -> bytes | _Later | Trouble:
    left = end - time.monotonic()
    if left <= 0:
        return Trouble("endpoint.too_slow")
    kind = HTTPSConnection if endpoint.is_secure else HTTPConnection
    connection = kind(endpoint.host, endpoint.port, timeout=min(left, _CONNECTING))
    try:
        connection.connect()
        connection.sock.settimeout(left)
    except TimeoutError:
        connection.close()
        return Trouble("endpoint.too_slow")
    except (OSError, UnicodeError) as error:
        connection.close()
        return Trouble("endpoint.unreachable", getattr(error, "strerror", None) or type(error).__name__)
    if endpoint.is_local and not is_loopback(connection.sock.getpeername()[0]):
        connection.close()
        return Trouble("endpoint.not_local")
    # A socket's own time-out starts anew with every byte that drips; this one does not.
    watch = Timer(max(0.0, end - time.monotonic()), _hang_up, [connection.sock])
    watch.daemon = True
    watch.start()
    try:
        connection.request("POST", endpoint.path, body, headers)
        answer = _answer(connection.getresponse(), endpoint.max_answer_bytes)
    except (OSError, HTTPException, ValueError) as error:
        answer = Trouble("endpoint.broken", type(error).__name__)
    finally:
        watch.cancel()
        connection.close()
    # What was hung up on looks whole, or broken, to the one who read it.
    return Trouble("endpoint.too_slow") if time.monotonic() >= end else answer


def _hang_up(connection: socket.socket) -> None:
    try:
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
    except OSError:
        return  # it was closed in the meantime


def _answer(response: HTTPResponse, most: int) -> bytes | _Later | Trouble:
    status = response.status
    said = f"status {status}"
    if status in _RETRIED:
        return _Later(Trouble("endpoint.busy" if status == 429 else "endpoint.status", said), _pause(response))
    if status in (401, 403):
        return Trouble("endpoint.denied", said)
    if 300 <= status < 400:
        return Trouble("endpoint.redirect")
    if status != 200:
        return Trouble("endpoint.status", said)
    if response.headers.get_content_type() != "application/json":
        return Trouble("endpoint.not_json", f"it sends {response.headers.get_content_type()}")
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        return Trouble("endpoint.not_json", "it packs its answer, which was not asked for")
    body = response.read(most + 1)
    if len(body) > most:
        return Trouble("endpoint.too_large")
    if response.length:
        return Trouble("endpoint.broken", "the answer ends before its end")
    return body


def _pause(response: HTTPResponse) -> float | None:
    asked = response.headers.get("Retry-After", "").strip()
    return min(float(asked), _LONGEST_PAUSE) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None

"""The web: one address, downloaded to a file.

Takes an http or https address that the user gave. Gives a Download, or the Trouble that kept it away. Promises to reach for
nothing else: no picture, no script, no robot's list. An address may lead to any machine that the user can reach, also a local
one: that is the user's own right on their own computer, and no server of ours runs this.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from daftar.intake.extract import Trouble
from daftar.intake.limits import Limits

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_AGENT = "daftar (reads single pages for casualty recording)"


@dataclass(frozen=True, slots=True)
class Download:
    """An open answer: the path of its address (for its ending), its declared type, and its bytes as they come."""

    name: str
    media_type: str | None
    chunks: Iterator[bytes | Trouble]


def download(url: str, limits: Limits) -> Download | Trouble:
    """The answer of the server, after at most `max_redirects` redirects. `chunks` must be read to its end or closed."""
    import urllib3
    from urllib3.util import Timeout

    timeout = Timeout(connect=limits.connect_seconds, read=limits.connect_seconds)
    pool = urllib3.PoolManager(
        timeout=timeout, retries=False, headers={"User-Agent": _AGENT, "Accept-Encoding": "gzip, deflate"}
    )
    for _ in range(limits.max_redirects + 1):
        try:
            parts = urlsplit(url)
        except ValueError as error:
            return Trouble("url.malformed", str(error))
        if parts.scheme.lower() not in ("http", "https"):
            return Trouble("url.scheme", f"{parts.scheme}:")
        answer = _asked(pool, url, limits)
        if isinstance(answer, Trouble):
            return answer
        target = answer.headers.get("Location")
        if answer.status in _REDIRECTS and target:
            answer.close()
            try:
                url = urljoin(url, target)
            except ValueError as error:
                return Trouble("url.malformed", str(error))
        elif answer.status != 200:
            answer.close()
            return Trouble("url.status", f"{answer.status} {answer.reason or ''}".strip())
        else:
            return Download(parts.path, answer.headers.get("Content-Type"), _chunks(pool, answer, limits))
    return Trouble("url.redirects", f"{limits.max_redirects} times")


def _asked(pool: "PoolManager", url: str, limits: Limits) -> "BaseHTTPResponse | Trouble":
    from urllib3 import exceptions

    try:
        return pool.request("GET", url, preload_content=False, redirect=False)
    except exceptions.NameResolutionError:
        return Trouble("url.unknown_host")
    except exceptions.NewConnectionError as error:  # urllib3 has it among the timeouts
        return Trouble("url.refused", str(error).rpartition(": ")[2])
    except exceptions.TimeoutError:
        return Trouble("url.too_slow", f"no answer within {limits.connect_seconds:g} seconds")
    except exceptions.SSLError as error:
        return Trouble("url.tls", str(error)[:200])
    except (exceptions.LocationValueError, UnicodeError, ValueError) as error:
        return Trouble("url.malformed", str(error)[:200])
    except exceptions.HTTPError as error:
        return Trouble("url.broken", str(error)[:200])


def _chunks(pool: "PoolManager", answer: "BaseHTTPResponse", limits: Limits) -> Iterator[bytes | Trouble]:
    """The unpacked bytes; a Trouble, and then nothing, where they stop coming or come too slowly."""
    from urllib3 import exceptions

    end = time.monotonic() + limits.download_seconds
    try:
        # read1 returns what is there: a server that sends a byte a minute cannot hold us in one long read.
        while chunk := answer.read1(1 << 16):
            yield chunk
            if time.monotonic() > end:
                yield Trouble("url.too_slow", f"the download was not done within {limits.download_seconds:g} seconds")
                return
    except exceptions.TimeoutError:
        yield Trouble("url.too_slow", f"nothing came for {limits.connect_seconds:g} seconds")
    except (exceptions.HTTPError, OSError, ValueError) as error:
        yield Trouble("url.broken", str(error)[:200])
    finally:
        answer.close()
        pool.clear()

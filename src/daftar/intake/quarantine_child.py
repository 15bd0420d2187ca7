"""The other side of the quarantine: reads risky formats where a crash, a hang or a bomb costs this process only.

Takes, on standard input, a line of JSON (kind, size, limits, the parent's patience in seconds) and then the bytes. Gives, on
standard output, a line of JSON: an Extract. Promises nothing: it may die at any document, by its memory limit or by an error that nobody foresaw, and its
parent knows what that means.
"""

import faulthandler
import json
import logging
import os
import sys
from typing import Any

from daftar.intake.extract import Extract
from daftar.intake.limits import Limits
from daftar.model.identity import decoded, encoded

TOO_COMPLEX = 77  # the exit status that says that memory or stack ran out


def read(kind: str, data: bytes, limits: Limits) -> Extract:
    """The Extract of one document of a risky kind. Raises whatever the libraries raise."""
    if kind == "html":
        from daftar.intake.html import read_html as reader
    elif kind == "pdf":
        from daftar.intake.pdf import read_pdf as reader
    elif kind == "docx":
        from daftar.intake.docx import read_docx as reader
    elif kind == "mail":
        from daftar.intake.mail import read_mail as reader
    else:
        from daftar.intake.feed import read_feed as reader
    return reader(data, limits)


def main() -> None:
    """Read documents until standard input ends."""
    logging.disable()
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # so that a library that prints does not garble the replies
    limits: Limits | None = None
    while line := sys.stdin.buffer.readline():
        request: dict[str, Any] = json.loads(line)
        if limits is None:
            limits = decoded(Limits, request["limits"])
            _limit_memory(limits.memory_bytes)
        data = sys.stdin.buffer.read(request["size"])
        # The parent keeps the time; this is for the day when the parent was killed and nobody does.
        faulthandler.dump_traceback_later(2 * request["patience"] + 1, exit=True)
        try:
            reply = json.dumps(encoded(read(request["kind"], data, limits))).encode("ascii")
        except (MemoryError, RecursionError):
            os._exit(TOO_COMPLEX)
        faulthandler.cancel_dump_traceback_later()
        replies.write(reply + b"\n")
        replies.flush()


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):  # nor has every Unix this one
        return


if __name__ == "__main__":
    main()

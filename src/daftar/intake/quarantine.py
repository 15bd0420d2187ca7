"""Quarantine: one child process that reads the risky formats, under a limit of time and memory for each document.

Takes the bytes of HTML, PDF, DOCX, mail and feeds. Gives Extracts. Promises that no document can hang or crash the program
or eat its memory: a child that does not answer in time is killed, one that dies is named in a Trouble, and the next
document gets a new one. The child starts with the first document that needs it.
"""

import json
import subprocess
import sys
import threading
from types import TracebackType
from typing import IO

from daftar.intake.extract import Extract, nothing
from daftar.intake.limits import Limits
from daftar.intake.quarantine_child import TOO_COMPLEX
from daftar.model.identity import decoded, encoded

RISKY = frozenset(("html", "pdf", "docx", "mail", "feed"))

_START_SECONDS = 60.0  # a cold disk may need long to load the libraries; that is not the document's fault


class Quarantine:
    """A context manager; `read` may be called any number of times within it, from one thread."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._loaded: set[str] = set()

    def __enter__(self) -> "Quarantine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def read(self, kind: str, data: bytes) -> Extract:
        """The Extract of one document; `document.too_slow`, `.too_complex` or `.broken` where the child did not survive it."""
        child = self._child or self._start()
        patience = self.limits.seconds + (0 if kind in self._loaded else _START_SECONDS)
        late = threading.Event()
        timer = threading.Timer(patience, _kill, (child, late))
        timer.start()
        try:
            reply = _exchange(child, kind, data, self.limits, patience)
        finally:
            timer.cancel()
            timer.join()  # an axe that is falling has fallen: it must not hit the next document
        if reply.endswith(b"\n"):
            self._loaded.add(kind)
            if late.is_set():  # the answer came as the axe fell: the next document must not pay for it
                self._stop()
            return decoded(Extract, json.loads(reply))
        status = self._stop()
        if late.is_set():
            return nothing("document.too_slow", f"{patience:.3g} seconds")
        # A signal (a negative status) is a stack that ran over or the system short of memory.
        return (
            nothing("document.too_complex") if status == TOO_COMPLEX or status < 0 else nothing("document.broken", kind)
        )

    def _start(self) -> "subprocess.Popen[bytes]":
        # -P: the folder that the user stands in may hold a docx.py.
        command = [sys.executable, "-P", "-W", "ignore", "-m", "daftar.intake.quarantine_child"]
        self._child = subprocess.Popen(  # noqa: S603 - our own module, no word of the user's in it
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._loaded.clear()
        return self._child

    def _stop(self) -> int:
        """End the child, and say how it ended: its own exit status if it already had one."""
        child, self._child = self._child, None
        if child is None:
            return 0
        _close(child.stdin)
        _close(child.stdout)
        try:
            return child.wait(timeout=1)
        except subprocess.TimeoutExpired:
            child.kill()
            return child.wait()


def _exchange(child: "subprocess.Popen[bytes]", kind: str, data: bytes, limits: Limits, patience: float) -> bytes:
    """The line of the reply; without its end where the child died before or within it."""
    if child.stdin is None or child.stdout is None:
        return b""
    head = json.dumps({"kind": kind, "size": len(data), "limits": encoded(limits), "patience": patience})
    try:
        child.stdin.write(head.encode("ascii") + b"\n" + data)
        child.stdin.flush()
        return child.stdout.readline()
    except OSError:
        return b""


def _kill(child: "subprocess.Popen[bytes]", late: threading.Event) -> None:
    late.set()
    child.kill()


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is None:
        return
    try:
        pipe.close()
    except OSError:  # bytes that the dead child never took
        return

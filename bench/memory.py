"""How much memory the running process has held at most."""

import re
import resource
import sys
from pathlib import Path


def most_memory() -> int:
    """The most bytes that this process held. Not `getrusage`: on Linux that counts what its parent held, too, when it began it."""
    status = Path("/proc/self/status")
    if status.exists():
        return 1024 * int(re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="ascii"))[1])  # type: ignore[index]
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)

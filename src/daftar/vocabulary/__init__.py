"""Vocabulary: the cue words of reading and grounding, as TOML that a lawyer can read.

Takes the name of a list. Gives its tables, read once, on first use.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """The tables of `daftar/vocabulary/<name>.toml`. Raises FileNotFoundError where there is none."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))

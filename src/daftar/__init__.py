"""daftar: the book of who says what happened to whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

__version__ = "0.1.0"
__all__ = ["annotate"]


def annotate(
    documents: Iterable[Mapping[str, Any]], layers: Sequence[str] = ("claims", "voices", "places", "times")
) -> Iterator[dict[str, Any]]:
    """Annotations of documents, in the same order; see `daftar.work.annotate.annotate` for what goes in and out."""
    from daftar.work.annotate import annotate as annotations

    return annotations(documents, layers)

"""daftar: the book of who says what happened to whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from daftar.version import __version__

__all__ = ["__version__", "annotate"]


def annotate(documents: Iterable[Mapping[str, Any]], layers: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Annotations of documents, in the same order: claims, attributions, toponyms, timexes.

    A document is `{"id", "text", "title"?, "publisher"?, "published"?}`; what comes out, and what is raised, stands in
    `daftar.work.annotate`.
    """
    from daftar.work.annotate import annotate as annotations

    return annotations(documents, layers)

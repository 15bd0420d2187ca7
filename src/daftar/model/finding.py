"""Finding: a problem in the data, with an address and a remedy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem in the data. Never an exception, never only a log line.

    `name` is stable and dotted, the room first (`pdf.encrypted`); `address` is where: a path, a URL, a path with a member
    (`reports.csv:row 12`), or `document:start-end` with offsets into the document's text; `problem` says what is wrong in
    one sentence, `remedy` what a person can do about it.
    """

    name: str
    address: str
    problem: str
    remedy: str

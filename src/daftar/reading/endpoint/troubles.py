"""Troubles: what can go wrong between a document and a language model, with what to do about it.

Takes a Trouble and the span of the document that it is about. Gives a Finding. Promises that no other name leaves this room, that the
table is that of `docs/findings.md`, and that what the model said is shown shortened, printable and without the key.
"""

from dataclasses import dataclass

from daftar.model import Document, Finding
from daftar.reading.endpoint.settings import Endpoint

_LONGEST = 100

UNREAD: dict[str, tuple[str, str]] = {
    "endpoint.unreachable": (
        "The endpoint could not be reached: {detail}. The document is kept, unread.",
        "Check that the model's server runs and that reader.url is its address; then read again.",
    ),
    "endpoint.not_local": (
        "The address names this machine but led to another one; nothing was sent. The document is kept, unread.",
        "Find out who changed what localhost means here, or write 127.0.0.1 in reader.url.",
    ),
    "endpoint.too_slow": (
        "The answer was not there in time. The document is kept, unread.",
        "Read again, raise reader.timeout_seconds, or take a faster model.",
    ),
    "endpoint.broken": (
        "The connection broke off or made no sense: {detail}. The document is kept, unread.",
        "Read again; if it happens again, look into the log of the model's server.",
    ),
    "endpoint.denied": (
        "The endpoint does not let us in: {detail}. The document is kept, unread.",
        "Check the key in the variable that reader.key_variable names, and that it may use this model; then read again.",
    ),
    "endpoint.busy": (
        "The endpoint is too busy: {detail}, and so it stayed. The document is kept, unread.",
        "Read again later; raise reader.timeout_seconds to wait longer.",
    ),
    "endpoint.status": (
        "The endpoint answered with an error: {detail}. The document is kept, unread.",
        "404 means that reader.url or reader.model is wrong, 400 or 422 that the server does not take a JSON schema: use one that does.",
    ),
    "endpoint.redirect": (
        "The endpoint pointed to another address, which was not followed. The document is kept, unread.",
        "Write the address that it should be into reader.url, if you trust it.",
    ),
    "endpoint.not_json": (
        "What answered does not speak the protocol: {detail}. The document is kept, unread.",
        "Check reader.url: it is the address before /chat/completions, often ending in /v1.",
    ),
}
"""Another try may go well: the document is not booked as read."""

LOST: dict[str, tuple[str, str]] = {
    "endpoint.too_large": (
        "The answer is larger than an answer can be; nothing of it was used.",
        "Read this part yourself. If it happens often, take another model.",
    ),
    "endpoint.declined": (
        "The model declined to read this part.",
        "Read this part yourself, or take a model that reads reports of violence.",
    ),
    "endpoint.truncated": (
        "The answer was cut off, however short the part: {detail}.",
        "Read this part yourself, or let the server give longer answers.",
    ),
    "endpoint.malformed": (
        "The answer is not what was asked for: {detail}. Nothing of it was used.",
        "Read this part yourself. If it happens often, use a server that keeps answers to a JSON schema.",
    ),
    "endpoint.long_sentence": (
        "This runs on without an end and was not sent: it is longer than a part may be.",
        "Read it yourself: it may be a table or a list. Or raise reader.part_characters.",
    ),
}
"""The part of the document is lost, the others are read."""

REFUSED: dict[str, tuple[str, str]] = {
    "endpoint.slots": (
        "A claim has not the slots that it should have: {detail}.",
        "Nothing to do, unless it happens often: then use a server that keeps answers to a JSON schema.",
    ),
    "endpoint.vocabulary": (
        "A claim uses a word that is not in the codebook: {detail}.",
        "Code the claim by hand, if it is one.",
    ),
    "endpoint.quote": (
        "A claim quotes what the document does not say: {detail}.",
        "Nothing to do: it was not booked. If it happens often, take a better model.",
    ),
    "endpoint.ambiguous": (
        "A claim quotes what stands there more than once, and which is meant makes a difference: {detail}.",
        "Code the claim by hand, if it is one.",
    ),
    "endpoint.outside": (
        "A claim rests on a sentence of another part of the document than was asked about: {detail}.",
        "Nothing to do: that part is asked about by itself.",
    ),
    "endpoint.evidence": (
        "A claim rests on more sentences than one claim can: {detail}.",
        "Code the claim by hand, if it is one.",
    ),
    "endpoint.pronoun": (
        "A claim names somebody by a pronoun alone: {detail}.",
        "Look up who is meant and code the claim by hand.",
    ),
    "endpoint.nobody": ("A harm has neither victims nor a number.", "Code the claim by hand, if it is one."),
    "endpoint.part": (
        "A claim cannot be a part of what it is said to be a part of: {detail}.",
        "Code the claim by hand: as a claim of its own it might be counted twice.",
    ),
}
"""The claim is not booked, the others of the answer are."""

BOOKED: dict[str, tuple[str, str]] = {
    "endpoint.whole": (
        "The claim was said to be a part of one that was not booked.",
        "Look at the Finding about the whole: coded by hand, it must not be added to its part.",
    ),
    "endpoint.bounds": (
        "The model took a number for other bounds than its words give: {detail}. Those of the words were booked.",
        "Look at the sentence: the model may have meant another number.",
    ),
    "endpoint.uncounted": (
        "Which number is meant cannot be computed from its words: {detail}. The claim was booked without a number.",
        "Look at the sentence and code the number by hand.",
    ),
}
"""The claim is booked; something about it wants a look."""

TABLE = UNREAD | LOST | REFUSED | BOOKED


@dataclass(frozen=True, slots=True)
class Trouble:
    """One problem: its name in TABLE, and what fills the sentence there."""

    name: str
    detail: str = ""


def finding(trouble: Trouble, document: Document, start: int, end: int, endpoint: Endpoint) -> Finding:
    """The Finding of that trouble at that span. Raises KeyError where the table does not know its name."""
    problem, remedy = TABLE[trouble.name]
    detail = quoted(endpoint.masked(trouble.detail))
    return Finding(trouble.name, f"{document.id}:{start}-{end}", problem.replace("{detail}", detail), remedy)


def quoted(words: str) -> str:
    """Words of a stranger as every program can show and store them: printable, on one line, not too long."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in " ".join(words[: 8 * _LONGEST].split()))
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"

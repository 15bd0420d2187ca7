"""Reader: one document through a language model, as claims of the same form as any other reader's.

Takes a Document, its cut text and an Endpoint. Gives its claims in text order, verbatim and ungrounded, and Findings. Promises that nothing is
booked that does not stand in the document. Not that the same document gives the same claims: that is for the model's server to
promise, so that `steps` names engine, model and prompt.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from daftar.model import Claim, Document, Finding, Harm
from daftar.reading.endpoint.answers import read_answer
from daftar.reading.endpoint.asking import ask
from daftar.reading.endpoint.booking import Booked, Pages, book_claims
from daftar.reading.endpoint.bounds import Numbers
from daftar.reading.endpoint.pieces import Piece, find_pieces, halves
from daftar.reading.endpoint.prompt import prompt_version, request
from daftar.reading.endpoint.settings import Endpoint
from daftar.reading.endpoint.slots import Said
from daftar.reading.endpoint.troubles import UNREAD, Trouble, finding
from daftar.reading.harm.counts import find_counts
from daftar.reading.language.sentences import Sentence, Text

ENGINE = "reader.endpoint.v1"
_HALVINGS = 3
"""How often a piece whose answer was cut off is asked about in halves: down to an eighth."""


def steps(endpoint: Endpoint) -> tuple[str, ...]:
    """The steps by which this endpoint reads: other words or another model are another reading."""
    return (
        "sentences.rules.v1",
        "counts.rules.v1",
        ENGINE,
        f"reader.endpoint.model.{endpoint.model}",
        f"reader.endpoint.prompt.{prompt_version(endpoint)}",
    )


def read_by_endpoint(
    document: Document, text: Text, endpoint: Endpoint
) -> tuple[tuple[Claim, ...] | None, tuple[Finding, ...]]:
    """The claims of one document, numbered in text order; None where it could not be read now and should be tried again."""
    numbers = Numbers.of(find_counts(text))
    findings: list[Finding] = []
    answers: list[dict[int, Booked]] = []
    for part, said in _parts(document, text, endpoint):
        if isinstance(said, Trouble):
            findings.append(finding(said, document, *_span(part), endpoint))
            if said.name in UNREAD:
                return None, (findings[-1],)
        elif isinstance(part, Piece):
            booked, told = book_claims(Pages(text, numbers, part), said)
            findings += (finding(trouble, document, *span, endpoint) for span, trouble in told)
            answers.append(booked)
    claims = tuple(_numbered(document, answers, steps(endpoint))) if answers else None
    return claims, tuple(
        dict.fromkeys(findings)
    )  # a model that goes in circles is wrong in the same way again and again


def _parts(
    document: Document, text: Text, endpoint: Endpoint
) -> Iterator[tuple[Piece | Sentence, tuple[Said | Trouble, ...] | Trouble]]:
    for part in find_pieces(text, endpoint.part_characters):
        if isinstance(part, Piece):
            yield from _answers(document, text, part, endpoint, _HALVINGS)
        else:
            yield part, Trouble("endpoint.long_sentence")


def _answers(
    document: Document, text: Text, piece: Piece, endpoint: Endpoint, halvings: int
) -> Iterator[tuple[Piece, tuple[Said | Trouble, ...] | Trouble]]:
    """The answer about the piece; where it is cut off, those about its halves."""
    answer = ask(endpoint, request(endpoint, document, text, piece))
    said = answer if isinstance(answer, Trouble) else read_answer(answer)
    parts = halves(text, piece) if halvings and isinstance(said, Trouble) and said.name == "endpoint.truncated" else ()
    if not parts:
        yield piece, said
    for part in parts:
        yield from _answers(document, text, part, endpoint, halvings - 1)


def _span(part: Piece | Sentence) -> tuple[int, int]:
    return part.span if isinstance(part, Piece) else (part.start, part.end)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a claim stands among all answers."""

    answer: int
    index: int
    booked: Booked


def _numbered(document: Document, answers: list[dict[int, Booked]], made_by: tuple[str, ...]) -> Iterator[Claim]:
    places = [
        _Place(answer, index, booked) for answer, found in enumerate(answers) for index, booked in sorted(found.items())
    ]
    places.sort(key=lambda place: place.booked.claim.sentence.start)
    numbers = {(place.answer, place.index): number for number, place in enumerate(places)}
    for number, place in enumerate(places):
        claim, whole = place.booked.claim, place.booked.whole
        body = claim.body
        if isinstance(body, Harm) and whole is not None:
            body = replace(body, part_of=numbers[place.answer, whole])
        yield replace(claim, document=document.id, number=number, body=body, made_by=made_by)

"""Steps: one document through reading and grounding.

Takes a Document. Gives its grounded Claims and Findings. Promises that the same document and the same places give the same
claims, and that a document on which a step fails gives a Finding instead of ending the run.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TypeVar

from daftar.ground.calendar import days_told, ground_time, tense_at, told_before
from daftar.ground.gazetteer import Gazetteer, open_gazetteer
from daftar.ground.maps.lists import read_places
from daftar.ground.maps.place import Progress
from daftar.ground.parties import ground_parties
from daftar.ground.phrases import ground_body, ground_phrase
from daftar.ground.places import ground_places, propose_places
from daftar.ground.registry import Registry, read_registry
from daftar.ground.sense import Tense
from daftar.ground.sources import ground_voices
from daftar.model import Claim, Document, Finding, Where
from daftar.model.errors import CaseError
from daftar.reading.endpoint import reader as second
from daftar.reading.endpoint.settings import Endpoint
from daftar.reading.reader import Mentions, find_mentions, read_document, reading_steps, skim_document
from daftar.work.case import Case

Result = TypeVar("Result")
AHEAD = ("planned", "feared")
GROUND = ("places.rules.v2", "times.rules.v2", "parties.rules.v1", "sources.rules.v2")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reading and grounding with one gazetteer and one registry. `steps` names the versions of all that makes a claim; picklable.

    Where there is an `endpoint`, a language model makes the claims in place of daftar's own reader; all else is the same.
    """

    gazetteer: Gazetteer
    registry: Registry
    steps: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    countries: tuple[str, ...] = ()
    endpoint: Endpoint | None = None

    @classmethod
    def plain(cls, progress: Progress | None = None) -> "Reader":
        """With the places and parties that everybody has. Raises CaseError where their index can neither be found nor be written."""
        try:
            gazetteer, registry = open_gazetteer(progress=progress), read_registry()
            return cls(gazetteer, registry, (*reading_steps(), *GROUND, *gazetteer.versions, _named(registry)))
        except OSError as error:
            raise CaseError(
                f"the index of places cannot be written: {error}. Name a folder that can be, in XDG_CACHE_HOME."
            ) from error

    @classmethod
    def for_case(cls, case: Case, progress: Progress | None = None) -> "Reader":
        """With the case's own reader, if it names one, and its own places and parties before all others.

        All are part of the steps' names: new places, new reading. Raises CaseError where the reader's key is not set, RegistryError
        where its parties cannot be loaded.
        """
        reader, endpoint = cls.plain(progress), case.settings.reader
        if endpoint is not None:
            endpoint.key()
            steps = (*second.steps(endpoint), *GROUND, *reader.gazetteer.versions, _named(reader.registry))
            reader = replace(reader, steps=steps, endpoint=endpoint)
        if case.parties is not None:
            registry = read_registry(own=case.parties)
            reader = replace(reader, registry=registry, steps=(*reader.steps[:-1], _named(registry)))
        if case.settings.countries:
            countries = case.settings.countries
            reader = replace(reader, countries=countries, steps=(*reader.steps, f"places.of.{'.'.join(countries)}"))
        if case.places is None:
            return reader
        rows, findings = read_places(case.places)
        version = sha256(case.places.read_bytes()).hexdigest()[:12]
        return replace(
            reader,
            gazetteer=reader.gazetteer.with_places(rows),
            steps=(*reader.steps, f"places.case.{version}"),
            findings=findings,
        )

    def mentions(self, document: Document) -> Mentions:
        """What the document names."""
        return find_mentions(document, self.gazetteer.known, self.gazetteer.own_names)

    def toponyms(self, mentions: Mentions) -> tuple[Where | None, ...]:
        """Where each of the named places is."""
        return ground_places(mentions.text.text, mentions.places, self.gazetteer, self.countries)

    def read(self, document: Document) -> tuple[tuple[Claim, ...] | None, tuple[Finding, ...]]:
        """The document's grounded claims, or None where a step failed on it or it could not be read now."""
        read, failed = attempt(document, lambda: self.claims(document))
        return read if read is not None else (None, failed)

    def claims(self, document: Document) -> tuple[tuple[Claim, ...] | None, tuple[Finding, ...]]:
        """The document's grounded claims, or None where it could not be read now."""
        claims: tuple[Claim, ...] | None
        mentions = self.mentions(document if self.endpoint is not None else skim_document(document))
        if self.endpoint is not None and mentions.text.sentences:
            claims, findings = second.read_by_endpoint(document, mentions.text, self.endpoint)
        else:
            claims, findings = read_document(document, mentions)
        if claims is None:
            return None, findings
        where = self.toponyms(mentions)
        grounded = self.grounded(document, mentions, where, claims)
        nowhere = [claim.place for claim in grounded if claim.place is not None and claim.where is None]
        unknown = propose_places(document.id, nowhere, mentions.places, where, self.gazetteer) if nowhere else ()
        return grounded, (*findings, *unknown)

    def grounded(
        self, document: Document, mentions: Mentions, where: Sequence[Where | None], claims: Iterable[Claim]
    ) -> tuple[Claim, ...]:
        """The claims with where, when, parties and voice beside the words; `where` are the places of the mentions."""
        names = mentions.places
        days = days_told(document.text, mentions.times, document.published)
        grounded = []
        for claim in claims:
            when = None
            if claim.time is not None:
                told = told_before(claim.time, claim.sentence, days)
                when = ground_time(claim.time.quote, document.published, told=told, tense=_tense(document.text, claim))
            place = None
            if claim.place is not None:
                place = ground_phrase(
                    claim.place.quote, names, where, start=claim.place.start, gazetteer=self.gazetteer
                )
            elif claim.kind == "harm" and claim.said_by is not None:
                place = ground_body(claim.said_by.quote, names, where, start=claim.said_by.start)
            grounded.append(replace(claim, where=place, when=when, made_by=self.steps))
        return self._with_parties(document, mentions, grounded)

    def _with_parties(self, document: Document, mentions: Mentions, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """The claims with whom their words mean, and with their voices."""
        parties = ground_parties(mentions.text.text, claims, self.registry)  # what was skimmed over names nobody
        voices = ground_voices(document, claims, self.registry, parties)
        return tuple(
            replace(claim, parties=meant, voice=voice.name, speaker=voice.speaker)
            if voice is not None
            else replace(claim, parties=meant)
            for claim, meant, voice in zip(claims, parties, voices, strict=True)
        )


def _named(registry: Registry) -> str:
    return f"parties.registry.{registry.version}"


def _tense(text: str, claim: Claim) -> Tense | None:
    """Which way a claim's time lies: what is said to have happened has, whatever stands beside it."""
    if claim.modality == "asserted" and claim.kind in ("harm", "event"):
        return None
    found = tense_at(text, claim.time) if claim.time is not None else None
    return found or ("future" if claim.modality in AHEAD else None)


def attempt(document: Document, job: Callable[[], Result]) -> tuple[Result | None, tuple[Finding, ...]]:
    """What the job gives, or None and a Finding: one document may fail, and the rest go on."""
    try:
        return job(), ()
    except Exception as error:  # noqa: BLE001 - whatever it was, the Finding says so, with its address
        return None, (_failed(document, error),)


def _failed(document: Document, error: Exception) -> Finding:
    return Finding(
        "reading.failed",
        f"{document.id}:0-{len(document.text)}",
        f"A step failed on this document ({type(error).__name__}: {error}).",
        "The document is kept, unread. Please report it, with the document if you may; read it again with a later version.",
    )

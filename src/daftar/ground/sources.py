"""Sources: the name under which the words for one voice are put together across documents, and what is known of it.

Takes a document, its claims and their parties; or a claim's words for its voice alone. Gives a Voice: name, kind, family,
leaning, reason for not naming. Promises that bodies which the registry knows have one name however they are written, that
descriptions and leanings are no part of a name, that a short form is its document's full one, and that people without a name
stay each document's own, the second resident apart from the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from daftar.ground.bodies import Body, find_bodies, is_plural
from daftar.ground.ministries import ministry
from daftar.ground.names import Names, countries
from daftar.ground.registry import Party, Registry, read_registry
from daftar.ground.speakers import (
    ORDINALS,
    body_name,
    head_word,
    is_people,
    kind_by_words,
    named_part,
    new_among,
    person_and_body,
    plain_words,
    spoken_for,
    without_leaning,
)
from daftar.ground.spelling import fold
from daftar.ground.stances import leaning_of, unnamed_because
from daftar.model import Claim, Document, Grounded, Passage, Speaker
from daftar.model.vocabulary import PartyKind, VoiceKind

LONGEST = 300
"""Characters of a voice's words that are looked at: what is longer is no noun phrase."""
MOST = 40
"""Voices that share a word with a short form and are asked whether they are meant, the latest first."""

KINDS: dict[PartyKind | None, VoiceKind] = {
    "armed_forces": "military", "armed_group": "armed_group", "coalition": "military", "government": "government",
    "police": "official", "un": "un", "igo": "igo", "ngo": "ngo", "monitor": "monitor", "media": "media", "wire": "wire",
}  # fmt: skip
"""The kind of voice that a party of each kind has; of the others nothing is known."""
_OF_A_SIDE = frozenset(("official", "military", "armed_group", "government", "unnamed", "unknown"))
_HIM = frozenset(("he", "she", "him"))
_THEM = frozenset(("they", "them"))


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice. `unnamed` voices are told apart by their document, which stands in their name."""

    name: str
    speaker: Speaker


def ground_voices(
    document: Document,
    claims: Sequence[Claim],
    registry: Registry,
    parties: Sequence[tuple[Grounded, ...]] = (),
) -> tuple[Voice | None, ...]:
    """The voice of each claim, in text order; the publisher's where there are no words, None where that too is unknown.

    `parties` are the claims' own, as `ground_parties` gives them: a voice that is a body has the body's name.
    """
    heard = Heard(Names.of(registry), document.id)
    itself = heard.publisher(document.publisher)
    known: dict[tuple[int, int], Voice | None] = {}
    voices: list[Voice | None] = []
    for number, claim in enumerate(claims):
        said_by = claim.said_by
        if said_by is None:
            voices.append(itself)
            continue
        key = (said_by.start, said_by.end)
        if key not in known:
            body = [party for party in (parties[number] if parties else ()) if party.slot == "said_by"]
            voice = heard.voice(said_by.quote, body[0] if len(body) == 1 else None)
            known[key] = heard.told(document.text, said_by, voice) if voice is not None else itself
        voices.append(known[key])
    return tuple(voices)


def ground_voice(
    words: str | None,
    publisher: str | None,
    document_voices: Sequence[str] = (),
    *,
    document: str | None = None,
    registry: Registry | None = None,
) -> Voice | None:
    """The voice that the words name; the publisher where there are none; None where that too is unknown.

    `document_voices` are the names of the voices met before in the document: short forms ("the Observatory", "Okafor",
    initials) become theirs. `document` is its id, whose first eight digits tell unnamed people of one document from
    those of another: "residents (document 3f2a91bc)".
    """
    heard = Heard(Names.of(registry if registry is not None else read_registry()), document)
    for name in document_voices:
        heard.add(name)
    voice = heard.voice(words) if words is not None else None
    return voice if voice is not None else heard.publisher(publisher)


def voice_name(
    words: str | None, publisher: str | None, document_voices: Sequence[str] = (), *, document: str | None = None
) -> str | None:
    """The name of the voice of these words; see `ground_voice`."""
    voice = ground_voice(words, publisher, document_voices, document=document)
    return None if voice is None else voice.name


def voice_kind(words: str) -> VoiceKind:
    """What kind of voice these words name; "unknown" where nothing in them tells."""
    voice = ground_voice(words, None)
    return "unknown" if voice is None else voice.speaker.kind


@dataclass(slots=True)
class Heard:
    """The voices of one document, as they are met: named ones by their words, people without a name by what they are."""

    names: Names
    document: str | None = None
    _by_word: dict[str, list[str]] = field(default_factory=dict)
    _by_initials: dict[str, str] = field(default_factory=dict)
    _met: dict[str, Speaker] = field(default_factory=dict)
    _people: dict[str, dict[str, None]] = field(default_factory=dict)
    _single: list[str] = field(default_factory=list)
    _many: list[str] = field(default_factory=list)

    def publisher(self, name: str | None) -> Voice | None:
        """The voice of the document itself."""
        if name is None or not fold(name):
            return None
        known = self._known(plain_words(name)) or self._known(name.strip())
        if known is not None:
            return _of_party(known)
        kind = kind_by_words(plain_words(name))
        return Voice(name.strip(), Speaker("media" if kind == "unknown" else kind))

    def voice(self, words: str, body: Grounded | None = None) -> Voice | None:
        """The voice of these words; `body` is the party that they are known to mean. None where there are no words."""
        words = words[:LONGEST]
        if not fold(words):
            return None
        found = self._of_body(words, body) or self._of_words(words)
        if found.name not in self._met:
            self.add(found.name)
            self._met[found.name] = found.speaker
        return found

    def told(self, text: str, phrase: Passage, voice: Voice) -> Voice:
        """The voice with what the text says of it at the phrase, or said before."""
        before, speaker = self._met.get(voice.name, Speaker()), voice.speaker
        speaker = Speaker(
            speaker.kind, speaker.family,
            leaning_of(text, phrase) or before.leaning, unnamed_because(text, phrase) or before.unnamed,
        )  # fmt: skip
        self._met[voice.name] = speaker
        return Voice(voice.name, speaker)

    def add(self, name: str) -> None:
        """Remembers a voice by its name, so that short forms of it are known."""
        if "(document " in name or not fold(name):
            return
        words = fold(name).split()
        for word in set(words):
            self._by_word.setdefault(word, []).append(name)
        capitals = "".join(word[0] for word in name.split() if word[0].isupper())
        for initials in {capitals, "".join(word[0] for word in words).upper()}:
            self._by_initials[initials] = name

    def _of_body(self, words: str, body: Grounded | None) -> Voice | None:
        if body is None:
            return None
        party = self.names.registry.find(body.name)
        if party is not None and party.name == body.name:
            return _of_party(party)
        if body.how == "as_written" or ministry(plain_words(words)) is not None:
            return None
        kind = KINDS.get(body.kind, "unknown")
        return Voice(body.name, Speaker(kind if kind != "unknown" else kind_by_words(body.name)))

    def _of_words(self, words: str) -> Voice:
        plain = plain_words(words)
        known = self._known(plain) or self._known(words.strip())
        if known is not None:
            return _of_party(known)
        office = ministry(plain)
        if office is not None:
            name, country = office
            return Voice(name if country else self._full(name), Speaker("government", self._government(country)))
        body = spoken_for(plain)
        if body is not None:
            return self._of_words(body)
        kind = kind_by_words(without_leaning(plain))
        person, rest = person_and_body(plain)
        if person is not None:
            family = self._known(named_part(rest)) if rest else None
            full = self._full(person)
            self._single.append(full)
            return Voice(full, Speaker(_sided(kind, family), family.name if family else body_name(rest)))
        if is_people(plain) or plain.lower() in _HIM | _THEM:
            return self._unnamed(words, plain, kind)
        full = self._full(named_part(plain) or plain)
        known = self._known(full)
        return _of_party(known) if known is not None else Voice(full, Speaker(kind))

    def _unnamed(self, words: str, plain: str, kind: VoiceKind) -> Voice:
        """People whom nothing names: those met before, where the words go back to them, else new ones."""
        head, said = head_word(plain), words.split()[0].lower()
        met = self._people.setdefault(head, {})
        new = new_among(words)
        if plain.lower() in _HIM | _THEM:
            back = next(reversed(self._single if plain.lower() in _HIM else self._many), None)
        else:
            back = next(reversed(met), None) if said == "the" and plain.lower() == head else None
        if back is not None and new is None:
            return Voice(back, self._met.get(back, Speaker(kind)))
        name = plain
        if new is not None:
            count = max(2, len(met) + 1) if new.number is None else new.number
            name = f"{ORDINALS[count - 2]} {new.rest}" if count < len(ORDINALS) + 2 else f"{new.rest} {count}"
        name = name if self.document is None else f"{name} (document {self.document[:8]})"
        met[name] = None
        (self._many if is_plural(head) else self._single).append(name)
        side = self._side_in(plain) if kind in _OF_A_SIDE else None
        return Voice(name, Speaker(_sided(kind, side), side.name if side is not None else None))

    def _side_in(self, plain: str) -> Body | None:
        """The one party that the words name: whose officials or fighters they are."""
        found = {mention.body for mention in find_bodies(plain, self.names)}
        return found.pop() if len(found) == 1 else None

    def _known(self, name: str) -> Party | None:
        return self.names.find(name, None, "mixed")

    def _government(self, country: str | None) -> str | None:
        if country is None:
            return None
        code = countries().get(fold(country))
        party = self.names.of_country(code, "government") if code is not None else None
        return party.name if party is not None else f"government of {country}"

    def _full(self, name: str) -> str:
        """The latest of the document's voices of which this is a short form, or the name itself."""
        words = fold(name).split()
        if name.isupper() and 2 < len(name) <= 8 and name in self._by_initials:
            return self._by_initials[name]
        if not words or words[-1] in ("of", "for", "the"):
            return name
        rarest = min((self._by_word.get(word, []) for word in words), key=len)
        for voice in reversed(rarest[-MOST:]):
            of_voice = fold(voice).split()
            if len(words) < len(of_voice) and set(words) <= set(of_voice):
                return voice
        return name


def _of_party(party: Party) -> Voice:
    return Voice(party.name, Speaker(KINDS.get(party.kind, "unknown"), party.family))


def _sided(kind: VoiceKind, party: Party | Body | None) -> VoiceKind:
    """The kind of a voice that belongs to a party: an official of an armed group is the armed group's."""
    if party is None or kind not in _OF_A_SIDE:
        return kind
    return KINDS.get(party.kind, kind)

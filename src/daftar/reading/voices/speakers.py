"""Speakers: the fullest phrase of the voice that a word of a text names ("he", "the ministry", "Karam").

Takes a cut Text and the phrases that speak, in text order. Gives for each its fullest phrase in the document so far. Promises to be
plain: surname, head noun, acronym, and the nearest fitting person or body for a pronoun; where nothing fits, the phrase itself.
"""

import re
from dataclasses import dataclass
from functools import cache

from daftar.model import Passage
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.voices.subjects import antecedent, subject_after, subject_before, whole_phrase
from daftar.vocabulary import vocabulary

_HE = frozenset("he his him".split())
_SHE = frozenset("she her".split())
_THEY = frozenset("they their them both".split())
_IT = frozenset("it its".split())
_OWN = frozenset("i we my our you your us me".split())
_SMALL = frozenset(
    "the a an of in on at for to and by with from 's ’s this that these those its his her their , . “ ” \" ( ) [ ] - –".split()
)
_MEMORY = 40  # voices, and tokens of a sentence, that a pronoun can mean


@dataclass(slots=True, eq=False)
class Speaker:
    """One voice while the text is read: its fullest phrase, the words of its name, what it is, where it was last named."""

    phrase: Passage
    words: frozenset[str]
    head: str
    kind: str  # "man", "woman", "person", "body", "many"
    last: int


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in vocabulary("voices")["who"].items()}


def is_vague(text: Text, phrase: Passage) -> bool:
    """Whether nobody in particular stands behind the phrase ("reports", "local media", "it")."""
    words = _lists()["vague"]
    tokens = text.tokens[text.token_at(phrase.start) : text.token_at(phrase.end - 1) + 1]
    ends = next((number for number, token in enumerate(tokens) if token.lower in ("in", "from", "on")), len(tokens))
    tokens = tokens[:ends] or tokens
    if not tokens or tokens[0].lower in ("no", "neither", "nobody", "none"):
        return True
    if tokens[0].lower in ("the", "this", "that") and len(tokens) > 1:
        return False
    return all(token.lower in words for token in tokens)


class Speakers:
    """The voices of one document, as they are met."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._known: list[Speaker] = []
        self._by_word: dict[str, list[Speaker]] = {}
        self._index: dict[str, list[int]] | None = None

    def resolved(self, source: Passage, *, relays: bool = False) -> Passage | None:
        """The fullest phrase of that source; None where it stands for nobody who is named (we, you).

        With `relays`, the source only passes on what another says: a pronoun after it means the other.
        """
        phrase = self._resolved(source)
        if relays and phrase is not None:
            for known in self._known[-_MEMORY:]:
                if known.phrase == phrase:
                    known.last = -1
        return phrase

    def _resolved(self, source: Passage) -> Passage | None:
        text = self._text
        first = text.token_at(source.start)
        last = text.token_at(source.end - 1)
        word = text.tokens[first].lower
        if first == last:
            if text.tags[first] == "rel" or word in ("who", "which", "that", "whose"):
                span = antecedent(text, text.sentence_at(source.start), first)
                return None if span is None else self._named(*span, source.start)
            if word in _OWN:
                return None
            if word in _HE | _SHE | _THEY | _IT:
                return self._pronoun(word, source)
        author = self._author(first, last)
        if author is None:
            return None if is_vague(text, source) else self._named(first, last, source.start)
        phrase = self._named(*author, source.start)
        self._also(text.tokens[self._core(first, last)].lower)
        return phrase

    def _named(self, first: int, last: int, at: int) -> Passage:
        text = self._text
        phrase = text.span(first, last)
        core = self._core(first, last)
        words = frozenset(text.tokens[i].lower for i in range(first, last + 1)) - _SMALL
        head = text.tokens[core].lower
        name = frozenset(text.tokens[i].lower for i in range(first, core + 1) if text.tags[i] != "det") - _SMALL
        joined = core < last and text.tokens[core + 1].lower in ("and", "&")
        known = None if joined else self._match(first, name, head)
        if known is None:
            fuller = self._earlier(first, core, name)
            known = Speaker(phrase, words, head, self._kind(first, core, words), at)
            if fuller is not None:
                known.phrase = fuller
                span = range(text.token_at(fuller.start), text.token_at(fuller.end - 1) + 1)
                known.words |= frozenset(text.tokens[i].lower for i in span) - _SMALL
                known.kind = self._kind(span[0], span[-1], known.words)
            self._known.append(known)
        elif self._names(phrase) > self._names(known.phrase) and len(words) > len(known.words):
            known.phrase = phrase
        known.words |= words
        known.last = at
        for word in known.words:
            entries = self._by_word.setdefault(word, [])
            if known not in entries[-4:]:
                entries.append(known)
        return known.phrase

    def _names(self, phrase: Passage) -> int:
        """How much of a phrase names its voice: its length without the clause that tells something of it (", who asked …")."""
        clause = re.search(r", (?:who|whose|which) ", phrase.quote)
        return len(phrase.quote) if clause is None else clause.start()

    def _also(self, word: str) -> None:
        """The last voice is meant, too, where "the report" is named later."""
        speaker = max(self._known[-_MEMORY:], key=lambda known: known.last)
        speaker.words |= {word}
        self._by_word.setdefault(word, []).append(speaker)

    def _author(self, first: int, last: int) -> tuple[int, int] | None:
        """Of "a report issued today by the army" and "reports by military sources" the army and the sources."""
        text = self._text
        core = self._core(first, last)
        if text.tokens[core].lower not in _lists()["document"]:
            return None
        sentence = text.sentence_at(text.tokens[core].start)
        for at in range(core + 1, min(core + 6, sentence.last - 1)):
            if text.tokens[at].lower in ("by", "from"):
                return subject_after(text, sentence, at + 1)
            if text.tags[at] not in ("verb", "adv", "noun"):
                return None
        return None

    def _core(self, first: int, last: int) -> int:
        """The head: the last naming token before a comma, a preposition or a clause."""
        text = self._text
        at = first
        while at <= last and text.tags[at] in ("det", "adv", "prep", "mark"):
            at += 1
        head = min(at, last)
        while (at <= last and text.tags[at] in ("noun", "num", "clitic", "det")) or (
            at < last and text.tokens[at].text in (".", "-", "&", "”", "“", '"')
        ):
            if text.tags[at] in ("noun", "num"):
                head = at
            at += 1
        return head

    def _kind(self, first: int, core: int, words: frozenset[str]) -> str:
        lists = _lists()
        if words & lists["man"]:
            return "man"
        if words & lists["woman"]:
            return "woman"
        if words & lists["person"]:
            return "person"
        head = self._text.tokens[core].lower
        if head in lists["body"] or words & lists["body"]:
            return "body"
        if head.endswith("s") and not head.endswith("ss") and head[:-1] in lists["person"] | lists["body"]:
            return "many"
        if self._text.case == "mixed" and head.endswith("s") and not self._text.tokens[core].text[:1].isupper():
            return "many"
        if self._text.case == "mixed" and self._is_no_man(first, core):
            return "body"
        return "name"

    def _is_no_man(self, first: int, core: int) -> bool:
        """Whether a name is no person's: "the Observatory", "Kestria and other countries", "U.N."."""
        tokens = self._text.tokens
        joined = core + 1 < len(tokens) and tokens[core + 1].lower in ("and", "&")
        return joined or "." in tokens[core].text or (tokens[first].lower == "the" and tokens[core].text[:1].isupper())

    def _match(self, first: int, name: frozenset[str], head: str) -> Speaker | None:
        """A known voice that this name, short form or definite description plainly means."""
        opens = self._text.tokens[first].lower
        if opens in ("the", "this", "that") and len(name) == 1 and head in _lists()["bare"] and self._known:
            heads = [
                known for known in self._known[-_MEMORY:] if known.head == head and head not in ("source", "sources")
            ]
            return max(heads or self._known[-_MEMORY:], key=lambda known: known.last)
        for known in reversed(self._by_word.get(head, ())):
            if name <= known.words:
                if opens in ("a", "an", "another", "one", "some", "other"):
                    return None
                return known
            if head == known.head and known.words <= name:
                return known
        for known in self._known[-8:]:
            initials = "".join(word[0] for word in known.phrase.quote.split() if word[0].isupper())
            if self._text.case == "mixed" and len(head) > 2 and head.upper() == initials:
                return known
        return None

    def _earlier(self, first: int, core: int, name: frozenset[str]) -> Passage | None:
        """The first mention of the same name or head before, where it says more."""
        text = self._text
        opens = text.tokens[first].lower
        token = text.tokens[core]
        definite = opens in ("the", "this", "that")
        proper = text.case == "mixed" and token.text[:1].isupper() and len(name) <= 2
        if not (definite and len(name) == 1) and not proper:
            return None
        if self._index is None:
            self._index = {}
            for number, tag in enumerate(text.tags):
                if tag == "noun":
                    self._index.setdefault(text.tokens[number].lower, []).append(number)
        mentions = [at for at in self._index.get(token.lower, ()) if at < first]
        if not mentions:
            return None
        at = mentions[-1] if definite and not proper else mentions[0]
        span = whole_phrase(text, at)
        if span is None or not name <= frozenset(t.lower for t in text.tokens[span[0] : span[1] + 1]):
            return None
        said_more = sum(tag == "noun" for tag in text.tags[span[0] : span[1] + 1]) > len(name)
        return text.span(*span) if said_more and self._heads(span, token.lower) else None

    def _heads(self, span: tuple[int, int], word: str) -> bool:
        """Whether the word is the head of the phrase, or ends its name ("the observatory" is no "observatory in X's mayor")."""
        core = self._core(*span)
        return self._text.tokens[core].lower == word

    def _pronoun(self, word: str, source: Passage) -> Passage | None:
        fits = {
            "he": ("man", "person", "name"),
            "she": ("woman", "person", "name"),
            "they": ("many", "body", "name"),
            "it": ("body", "name"),
        }["he" if word in _HE else "she" if word in _SHE else "it" if word in _IT else "they"]
        recent = self._known[-_MEMORY:]
        best = max((known for known in recent if known.kind in fits), key=lambda known: known.last, default=None)
        newer = self._newcomer(source, fits, best.last if best is not None else -1)
        if newer is not None:
            phrase = self._named(*newer, source.start)
            best = max(self._known[-_MEMORY:], key=lambda known: known.last)
        elif best is None:
            best = recent[-1] if recent else None
        if best is None:
            return None
        best.last = source.start
        if best.kind in ("person", "name") and word in _HE | _SHE:
            best.kind = "man" if word in _HE else "woman"
        return phrase if newer is not None else best.phrase

    def _newcomer(self, source: Passage, fits: tuple[str, ...], after: int) -> tuple[int, int] | None:
        """Who was the subject of a sentence, or was met in it ("we reached a commander"), since the last fitting voice spoke."""
        text = self._text
        sentence = text.sentence_at(source.start)
        for number in range(sentence.number, max(-1, sentence.number - 4), -1):
            here = text.sentences[number]
            if here.end <= after:
                return None
            for span in (self._subject(here, source.start), self._introduced(here, source.start)):
                if span is None or text.tokens[span[0]].start <= after:
                    continue
                words = frozenset(text.tokens[i].lower for i in range(span[0], span[1] + 1)) - _SMALL
                kind = self._kind(span[0], self._core(*span), words)
                if kind in fits and (kind != "name" or self._personal(span)):
                    return span
        return None

    def _subject(self, sentence: Sentence, before: int) -> tuple[int, int] | None:
        """The sentence's first subject, if it names somebody."""
        text = self._text
        for at in range(sentence.first + 1, min(sentence.last, sentence.first + _MEMORY)):
            if text.tokens[at].start >= before:
                return None
            if text.tags[at] in ("verb", "aux"):
                span = subject_before(text, sentence, at, sentence.first)
                return None if span is None or text.tags[span[0]] in ("pron", "rel") else span
        return None

    def _introduced(self, sentence: Sentence, before: int) -> tuple[int, int] | None:
        """The last person whom the sentence brings in with "a" or "an"."""
        text = self._text
        persons = _lists()["person"]
        last = min(sentence.last - 1, text.token_at(before))
        for at in range(last, max(sentence.first, last - _MEMORY), -1):
            if (
                text.tokens[at].lower in persons
                and text.tokens[at].start < before
                and text.tokens[at - 1].lower in ("a", "an")
            ):
                span = whole_phrase(text, at)
                if span is not None and not self._within_relative(sentence, at):
                    return span
        return None

    def _within_relative(self, sentence: Sentence, at: int) -> bool:
        return any(
            self._text.tokens[i].lower in ("who", "which", "because", "not")
            for i in range(max(sentence.first, at - 6), at)
        )

    def _personal(self, span: tuple[int, int]) -> bool:
        text = self._text
        names = [text.tokens[i] for i in range(span[0], span[1] + 1) if text.tags[i] == "noun"]
        return text.case == "mixed" and len(names) in (2, 3) and all(token.text[:1].isupper() for token in names)

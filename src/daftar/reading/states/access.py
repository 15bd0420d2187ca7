"""Access: what can get into or out of a place, by which way, and who lets it.

Takes a cut Text, its Scene and the names that it uses for places. Gives Drafts with an Access, the place that is cut off in
`Draft.place`. Promises each status of a way once in a document; goods that the next sentence adds to a cut are part of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from daftar.model import Access
from daftar.reading.draft import Draft
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.scene.scene import Scene
from daftar.reading.states.closures import (
    by_closing_verb,
    curfew,
    kept_out,
    lacking,
    stopped,
    tolled,
    turned_back,
    under_fire,
)
from daftar.reading.states.openings import bulletin, granted, let_pass, lifted, opened, stands_open
from daftar.reading.states.ways import (
    Way,
    access_cues,
)
from daftar.reading.who.parties import head_of

_ADDS = frozenset(("neither", "nor", "can't", "cannot", "means", "also"))


def read_access(text: Text, scene: Scene, names: frozenset[str]) -> tuple[Draft, ...]:
    """The access claims of the text, in text order."""
    found: list[tuple[Way, Sentence, Sentence]] = []  # with the first and the last sentence of its evidence
    seen: set[tuple[str, str]] = set()
    for sentence in text.sentences:
        for way in _of_sentence(text, sentence, names):
            if _continues(text, sentence, way, found):
                earlier, first, _ = found[-1]
                goods = tuple(dict.fromkeys((*earlier.goods, *way.goods)))
                found[-1] = (replace(earlier, goods=goods, place=earlier.place or way.place), first, sentence)
                continue
            key = (way.status, _key(text, way))
            if key not in seen:
                seen.add(key)
                found.append((way, sentence, sentence))
    return tuple(_draft(text, way, first, last, scene) for way, first, last in found)


def _draft(text: Text, way: Way, first: Sentence, last: Sentence, scene: Scene) -> Draft:
    anchor = text.tokens[way.index].start
    place = way.place or (scene.place(anchor, first) if way.route is None else None)
    evidence = text.passage(first.start, last.end)
    return Draft(
        anchor,
        evidence,
        Access(way.status, way.by, way.route, way.goods),
        place,
        scene.time_told(anchor, first, clause=True),
        modality=way.modality,
    )


def _key(text: Text, way: Way) -> str:
    goods = " ".join(sorted(text.tokens[head_of(text, item)].lower for item in way.goods))
    named = way.route or way.place
    return f"{'' if named is None else named.quote.lower()} {goods}"


def _continues(text: Text, sentence: Sentence, way: Way, found: list[tuple[Way, Sentence, Sentence]]) -> bool:
    """Whether the way's goods belong to the cut that the sentence before told: "That means food can't get in"."""
    if not found or way.status != "cut" or way.route is not None or not way.goods:
        return False
    earlier, _, last = found[-1]
    if earlier.status != "cut" or last.number not in (sentence.number - 1, sentence.number):
        return False
    if last.number == sentence.number:
        return earlier.route is None and earlier.place is None
    return text.tokens[sentence.first].lower in ("that", "this", "it", "which", "so") or (
        earlier.route is not None and not earlier.goods
    )


def _of_sentence(text: Text, sentence: Sentence, names: frozenset[str]) -> Iterator[Way]:
    known = access_cues()
    for index in range(sentence.first, sentence.last):
        kind = known.get(text.tokens[index].lower)
        if kind is None:
            continue
        way = _READERS[kind](text, index, names)
        if way is not None:
            yield way


_READERS: dict[str, Callable[[Text, int, frozenset[str]], Way | None]] = {
    "cut": by_closing_verb,
    "reopen": by_closing_verb,
    "restrict": by_closing_verb,
    "stop": stopped,
    "open": opened,
    "open_words": stands_open,
    "passing": let_pass,
    "turned": turned_back,
    "arrive": kept_out,
    "demand": tolled,
    "restricting": curfew,
    "lift": lifted,
    "under": under_fire,
    "access": granted,
    "lack": lacking,
    "colon": bulletin,
}

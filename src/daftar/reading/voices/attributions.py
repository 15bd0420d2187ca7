"""Attributions: who says what, as far as the text shows it by a word of saying or by quotation marks.

Takes a cut Text. Gives Attributions in text order: a source, a cue, and what is said. What counts is drawn after PolNeAR (Newell,
Margolin, Ruths, "An Attribution Relations Corpus for Political News", LREC 2018): speech, writing, thought, intention and documents
that show. Promises exact spans and linear time; the cue words are `vocabulary/voices.toml`.
"""

from dataclasses import replace

from daftar.model import Passage
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.voices.cues import Cue, cues, passes_on
from daftar.reading.voices.namings import according_to, by_colon, by_noun
from daftar.reading.voices.quotations import is_within
from daftar.reading.voices.saying import Attribution
from daftar.reading.voices.turns import with_turns
from daftar.reading.voices.verbs_of_saying import by_verb, is_verb

__all__ = ["Attribution", "find_attributions"]


def find_attributions(text: Text) -> tuple[Attribution, ...]:
    """Every attribution of the text, in the order of their cues; a quotation that runs on over sentences belongs to one."""
    found: list[Attribution] = []
    for sentence in text.sentences:
        found.extend(_apart(text, sentence, _in_sentence(text, sentence)))
    return with_turns(text, found)


def _in_sentence(text: Text, sentence: Sentence) -> list[Attribution]:
    found: list[Attribution] = []
    table = cues()
    floor = sentence.first  # what stands left of it belongs to an earlier cue
    for index in range(sentence.first, sentence.last):
        word = text.tokens[index].lower
        if (word not in table and word != "according") or is_within(text, text.tokens[index].start):
            continue
        if word == "according" and index + 2 < sentence.last and text.tokens[index + 1].lower == "to":
            attribution = _within_said(according_to(text, sentence, index), found)
        else:
            attribution = _cued(text, sentence, index, table.get(word, ()), floor, found)
        if attribution is not None:
            found.append(attribution)
            floor = index + 1
    if not found and (attribution := by_colon(text, sentence)) is not None:
        found.append(attribution)
    return found


def _within_said(attribution: Attribution | None, found: list[Attribution]) -> Attribution | None:
    """ "He added that six died, according to the clinic": what the clinic says begins where his words begin."""
    if attribution is None or not found or attribution.cue is None:
        return attribution
    said, before = attribution.content[0], found[-1]
    outer = before.content[-1]
    named = before.source is not None and before.source.end <= outer.start
    if attribution.source is not None and passes_on(attribution.source.quote):
        return attribution
    if named and before.cue is not None and before.cue.end <= outer.start and outer.end > attribution.cue.start:
        start = outer.start
        if said.start < start < said.end:
            kept = Passage(start, said.end, said.quote[start - said.start :])
            return replace(attribution, content=(kept, *attribution.content[1:]))
    return attribution


def _cued(
    text: Text, sentence: Sentence, index: int, readings: tuple[Cue, ...], floor: int, found: list[Attribution]
) -> Attribution | None:
    noun = next((cue for cue in readings if cue.form == "noun"), None)
    verb = next((cue for cue in readings if cue.form != "noun" and _is_followed(text, sentence, index, cue)), None)
    if verb is not None and is_verb(text, sentence, index, verb):
        return by_verb(text, sentence, index, verb, floor, found)
    return None if noun is None else by_noun(text, sentence, index, noun)


def _is_followed(text: Text, sentence: Sentence, index: int, cue: Cue) -> bool:
    """Whether the word that the cue wants after it is there."""
    if cue.after is None:
        return True
    if index + 1 >= sentence.last:
        return False
    if text.tokens[index + 1].lower in cue.after or ("#" in cue.after and text.tags[index + 1] == "num"):
        return True
    near = range(index + 2, min(index + 12, sentence.last))
    return any("~" + text.tokens[at].lower in cue.after for at in near)


def _apart(text: Text, sentence: Sentence, found: list[Attribution]) -> list[Attribution]:
    """Where a new clause with its own source opens (", while X put it at"), what the one before says ends."""
    for number, attribution in enumerate(found[1:], 1):
        earlier, opening = found[number - 1], attribution.source or attribution.cue
        if opening is None or earlier.source == attribution.source or not earlier.content:
            continue
        piece = earlier.content[-1]
        if not piece.start < opening.start < piece.end:
            continue
        first = text.token_at(opening.start)
        conjunction = first - 1
        if text.tokens[conjunction].lower not in ("and", "but", "while", "whereas", "although", ";", "though"):
            continue
        if text.tokens[conjunction].text != ";" and text.tokens[conjunction - 1].text not in (",", ";", "”", '"'):
            continue
        end = (
            text.tokens[conjunction - 1].start
            if text.tokens[conjunction - 1].text == ","
            else text.tokens[conjunction - 1].end
        )
        if end > piece.start:
            kept = (*earlier.content[:-1], text.passage(piece.start, end))
            found[number - 1] = replace(earlier, content=kept)
    return found

"""Harm: who was killed, injured, taken, driven out, and how many, as the text says it.

Takes a cut Text, its counts and its Scene. Gives Drafts of harm claims in text order, the anchor of each at the harm word. Promises
one draft for each counted, named or plural group that position and grammar tie to a harm word, with the bounds that its words
give; what only a voice or a cue around the anchor can tell (denied, feared, planned) is left to the reader's other steps.
"""

from collections.abc import Sequence

from daftar.model.claim import Harm
from daftar.reading.counts import CountMention
from daftar.reading.draft import Draft
from daftar.reading.groups import by_first_token, find_groups
from daftar.reading.hurts import Hurt, find_cues, read_hurts
from daftar.reading.means import find_means, means_near
from daftar.reading.parts import read_parts
from daftar.reading.persons import phrase_status
from daftar.reading.scene import Scene
from daftar.reading.sentences import Sentence, Text

_RECENT = 3  # sentences over which a part looks back for its whole


def read_harms(text: Text, counts: Sequence[CountMention], scene: Scene) -> tuple[Draft, ...]:
    """The harm claims of the document, in text order."""
    starts = by_first_token(counts)
    drafts: list[Draft] = []
    earlier: list[tuple[int, Hurt]] = []
    made: dict[int, Draft] = {}
    for sentence in text.sentences:
        earlier = [(number, hurt) for number, hurt in earlier if number >= sentence.number - _RECENT]
        cues = find_cues(text, sentence)
        if not cues and not earlier:
            continue
        groups = find_groups(text, sentence, starts)
        hurts = read_hurts(groups, cues, scene)
        parts = read_parts(groups, hurts, [hurt for _, hurt in earlier])
        wholes = {id(part): whole for part, whole in parts}
        every = sorted([*hurts, *(part for part, _ in parts)], key=lambda hurt: (hurt.at, hurt.first))
        for hurt in sorted(every, key=lambda hurt: id(hurt) in wholes):
            whole = wholes.get(id(hurt))
            made[id(hurt)] = _draft(text, sentence, hurt, scene, made.get(id(whole)) if whole is not None else None)
        drafts += [made[id(hurt)] for hurt in every]
        earlier += [(sentence.number, hurt) for hurt in hurts]
    return tuple(drafts)


def _draft(text: Text, sentence: Sentence, hurt: Hurt, scene: Scene, whole: Draft | None) -> Draft:
    means = means_near(find_means(text, sentence), hurt.at)
    status = phrase_status(hurt.victims.quote) if hurt.victims is not None else "unknown"
    body = Harm(hurt.outcome, hurt.words, hurt.count, hurt.victims, status, hurt.by, means)
    anchor = text.tokens[hurt.at].start
    return Draft(
        anchor, text.passage_of(sentence), body, scene.place(anchor, sentence), scene.time(anchor, sentence), whole
    )

"""Harm: who was killed, injured, taken, driven out, and how many, as the text says it.

Takes a cut Text, its counts and its Scene. Gives Drafts of harm claims in text order, the anchor of each at the harm word. Promises
one draft for each counted, named or plural group that position and grammar tie to a harm word, with the bounds that its words
give; what only a voice or a cue around the anchor can tell (denied, feared, planned) is left to the reader's other steps.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from daftar.model import Count
from daftar.model.claim import Harm
from daftar.model.vocabulary import Means, Outcome, Scope, Status
from daftar.reading.draft import Draft
from daftar.reading.harm.conditions import add_ellipses, read_custody, read_state, read_unhurt
from daftar.reading.harm.cues import find_cues, kinds_of, pattern
from daftar.reading.harm.doers import doer
from daftar.reading.harm.groups import Groups
from daftar.reading.harm.hurts import Hurt, Hurts
from daftar.reading.harm.means import find_means, means_near
from daftar.reading.harm.nouns import read_act, read_counted, read_limbs, read_wound
from daftar.reading.harm.parts import read_parts
from daftar.reading.harm.scopes import scope_of, sum_weight
from daftar.reading.harm.tolls import read_bodies, read_lives, read_losses, read_lost, read_toll
from daftar.reading.harm.verbs import read_fatally, read_subject, read_verb, read_wounding
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.scene.scene import Scene
from daftar.reading.who.persons import phrase_status

_GLOSS = re.compile(r"(?:, \d{1,2})?, ((?:an?|the|who was an?|former) [^,;.]{3,60})", re.IGNORECASE)
_WHO_ALL = re.compile(r",? (?:all|both|each)(?: of (?:them|whom))? ((?:[\w-]+ ){0,2}[\w-]+)", re.IGNORECASE)
_RECENT = 3  # sentences over which a part looks back for its whole


def read_harms(text: Text, of_sentences: Sequence[Groups], scene: Scene) -> tuple[Draft, ...]:
    """The harm claims of the document, in text order, from the groups of people of each sentence."""
    drafts: list[Draft] = []
    earlier: list[tuple[int, Hurt]] = []
    made: dict[int, Draft] = {}
    latest: Draft | None = None
    for sentence, groups in zip(text.sentences, of_sentences, strict=True):
        earlier = [(number, hurt) for number, hurt in earlier if number >= sentence.number - _RECENT]
        cues = find_cues(text, sentence)
        if not cues and not earlier:
            continue
        hurts = read_hurts(groups, cues, scene)
        parts = read_parts(groups, hurts, [hurt for _, hurt in earlier])
        wholes = {id(part): whole for part, whole in parts}
        around = _around(text, sentence) if hurts or parts else _Around((), 0.0)
        every = sorted([*hurts, *(part for part, _ in parts)], key=lambda hurt: (hurt.at, hurt.first))
        for hurt in sorted(every, key=lambda hurt: id(hurt) in wholes):
            whole = wholes.get(id(hurt))
            told = made.get(id(whole)) if whole is not None else None
            made[id(hurt)] = latest = _draft(text, sentence, hurt, scene, around, told, latest)
        drafts += [made[id(hurt)] for hurt in every]
        earlier += [(sentence.number, hurt) for hurt in hurts]
    return tuple(_without_later_killed(text, drafts))


def _status(text: Text, sentence: Sentence, hurt: Hurt) -> Status:
    """The status by the victims' own words, else by what the text says of them between commas."""
    own = hurt.head in ("toll", "men", "man") and text.tokens[hurt.at].lower in pattern("own_losses")
    if own:  # "the unit lost 13 men", "put its losses at nine"
        return "combatant"
    if hurt.victims is None:
        return "unknown"
    found = phrase_status(hurt.victims.quote)
    if found == "unknown":
        all_of_them = _WHO_ALL.match(text.text, hurt.victims.end, sentence.end)
        if all_of_them is not None:
            return phrase_status(all_of_them[1])
    if found == "unknown" and hurt.count == Count(1, 1):
        gloss = _GLOSS.match(text.text, hurt.victims.end, sentence.end)
        if gloss is not None:
            return phrase_status(gloss[1])
    return found


@dataclass(frozen=True, slots=True)
class _Around:
    """What a sentence and the two before it say around every harm word in it."""

    means: tuple[tuple[tuple[int, Means], ...], ...]
    weight: float

    def is_another_deed(self, at: int) -> bool:
        """Whether this sentence names other means than those before it: rockets there, an exchange of fire here."""
        here, *before = (means_near(cues, at) for cues in self.means)
        told = next((means for means in before if means != "unknown"), "unknown")
        return "unknown" not in (here, told) and here != told

    def means_at(self, at: int) -> Means:
        """The means by the sentence's cue words, else by those of the sentences before."""
        return next((found for cues in self.means if (found := means_near(cues, at)) != "unknown"), "unknown")


def _around(text: Text, sentence: Sentence) -> _Around:
    near = text.sentences[max(0, sentence.number - 2) : sentence.number + 1]
    return _Around(
        tuple(find_means(text, one) for one in reversed(near)), sum_weight(text.text[sentence.start : sentence.end])
    )


def read_hurts(groups: Groups, cues: Sequence[int], scene: Scene) -> tuple[Hurt, ...]:
    """The groups that the harm words at these tokens of one sentence hurt, in text order."""
    accidental = any(token.lower in pattern("accident") for token in groups.text.tokens_of(groups.sentence))
    if accidental and not find_means(groups.text, groups.sentence):
        return ()
    hurts = Hurts(groups, scene)
    for at in cues:
        if at not in hurts.spent:
            _read_word(hurts, at)
    add_ellipses(hurts)
    return tuple(sorted(hurts.found, key=lambda hurt: (hurt.at, hurt.first)))


def _read_word(hurts: Hurts, at: int) -> None:
    """Reads a harm word as each kind of word that it may be, until one finds people."""
    kinds = kinds_of()[hurts.lower(at)]
    any(kind in kinds and reader(hurts, at, kinds[kind]) for kind, reader in _READERS)


_READERS: tuple[tuple[str, Callable[[Hurts, int, Outcome], bool]], ...] = (
    ("fatally", read_fatally),
    ("toll", read_toll),
    ("lives", read_lives),
    ("bodies", read_bodies),
    ("unhurt", read_unhurt),
    ("state", read_state),
    ("losses", read_losses),
    ("lost", read_lost),
    ("subject", read_subject),
    ("verb", read_verb),
    ("wounding", read_wounding),
    ("act", read_act),
    ("counted", read_counted),
    ("wound_nouns", read_wound),
    ("custody", read_custody),
    ("limbs", read_limbs),
)


def _without_later_killed(text: Text, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Without injuries that a following sentence says killed: "shot in the chest. He was pronounced dead"."""
    wholes = {id(draft.part_of) for draft in drafts}
    for index, draft in enumerate(drafts):
        body = draft.body
        if isinstance(body, Harm) and body.outcome == "injured" and body.count.low == 1 and id(draft) not in wholes:
            if any(_kills(text, draft, later) for later in drafts[index + 1 : index + 8]):
                continue
            if any(_killed_before(text, earlier, draft) for earlier in drafts[max(0, index - 6) : index]):
                continue
        yield draft


def _kills(text: Text, injured: Draft, killed: Draft) -> bool:
    """Whether the later draft is the death of the injured one: said of "he", of "the victim", or by the same words."""
    old, new = injured.body, killed.body
    if not isinstance(old, Harm) or not isinstance(new, Harm) or new.outcome != "killed" or new.count != old.count:
        return False
    near = text.sentence_at(killed.anchor).number - text.sentence_at(injured.anchor).number <= _RECENT
    if not near or old.victims is None or new.victims is None or killed.part_of is not None:
        return False
    if text.tokens[text.token_at(killed.anchor)].lower not in ("died", "dies", "dead", "succumbed", "death"):
        return False
    head, said = old.victims.quote.lower().split()[-1], new.victims.quote.lower().split()
    definite = text.text[: new.victims.start].rstrip().lower().endswith(" the")
    return said[-1] in ("he", "she", "victim", head) or definite or bool({head} & set(said))


def _killed_before(text: Text, killed: Draft, injured: Draft) -> bool:
    """Whether "he had been shot" is said of one who was said to be killed."""
    old, new = killed.body, injured.body
    if not isinstance(old, Harm) or not isinstance(new, Harm) or old.outcome != "killed" or old.count != new.count:
        return False
    anchor = text.tokens[text.token_at(injured.anchor)].lower
    if anchor not in ("shot", "stabbed", "wound", "wounds", "beaten") or old.victims is None or new.victims is None:
        return False
    said = new.victims.quote.lower().split()
    return said[-1] in ("he", "she", "him", "her", "victim") or said[-1] in old.victims.quote.lower().split()


def _draft(
    text: Text, sentence: Sentence, hurt: Hurt, scene: Scene, around: _Around, whole: Draft | None, before: Draft | None
) -> Draft:
    anchor = text.tokens[hurt.at].start
    time = scene.time(anchor, sentence)
    told_before = time is not None and not sentence.start <= time.start < sentence.end
    weight = around.weight + (sum_weight(time.quote) if time is not None and told_before else 0.0)
    of = whole.body if whole is not None and isinstance(whole.body, Harm) else None
    scope = of.scope if of is not None else scope_of(hurt.count, weight)
    means = _means(hurt, around, scope)
    if hurt.outcome == "other" and means == "deprivation":
        scope = "incident"  # a siege is one happening, however many it holds
    status = _status(text, sentence, hurt)
    if status == "unknown" and hurt.head == "others" and before is not None and isinstance(before.body, Harm):
        status = before.body.status
    if status == "unknown" and hurt.victims is None and of is not None:
        status = of.status
    by = doer(text, scene, hurt.by)
    body = Harm(hurt.outcome, hurt.words, hurt.count, hurt.victims, status, by, means, scope)
    place = scene.place_told(anchor, sentence) if around.is_another_deed(hurt.at) else scene.place(anchor, sentence)
    return Draft(anchor, text.passage_of(sentence), body, place, time, whole)


def _means(hurt: Hurt, around: _Around, scope: Scope) -> Means:
    """The means; that of a sum only by its own sentence, as the attack told before it is but one of many."""
    if hurt.outcome in ("captured", "displaced", "missing"):
        return "unknown"
    return means_near(around.means[0], hurt.at) if scope == "total" else around.means_at(hurt.at)

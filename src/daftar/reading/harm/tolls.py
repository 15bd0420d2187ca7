"""Tolls: the dead as a number of something else: a toll, lives, bodies.

Takes the Hurts of one sentence and the token of the word. Adds the dead; tells whether it found any.
"""

from daftar.model.vocabulary import Outcome
from daftar.reading.harm.counts import CountMention
from daftar.reading.harm.cues import pattern
from daftar.reading.harm.hurts import Hurts
from daftar.reading.harm.series import left_of, right_of
from daftar.reading.who.persons import names_person


def read_toll(hurts: Hurts, at: int, outcome: Outcome) -> bool:
    """As in "the death toll rose to 15", "bringing the toll to at least 12"."""
    leads = pattern("toll_leads")
    best: CountMention | None = None
    for index in range(at + 1, min(at + 30, hurts.groups.sentence.last)):
        if hurts.text.tags[index] == "rel" or hurts.lower(index) == ";":
            break
        group = hurts.groups.holding(index)
        mention = group.mention if group is not None and group.first == index else None
        if mention is None:
            continue
        before = hurts.lower(mention.first - 1)
        ending = group is not None and (group.head is None or hurts.groups.people(group))
        if ending and (before in leads or mention.words.quote.lower().startswith("up to")):
            best = mention
            if before in ("to", "at", "of"):
                break
    if best is None:
        return False
    people = hurts.groups.holding(best.first)
    victims = hurts.groups.victims(people) if people is not None else None
    hurts.add("killed", at, best.count, best, victims, None, best.first, best.last, "toll")
    return True


def read_lives(hurts: Hurts, at: int, outcome: Outcome) -> bool:
    """As in "claimed 12 lives", "cost the lives of two men", "lost their lives"."""
    verbs = pattern("lives_verbs")
    verb = next((back for back in range(at - 1, at - 9, -1) if hurts.lower(back) in verbs), None)
    group = hurts.groups.holding(at)
    if group is not None and group.mention is not None and group.mention.count.low != 1 and group.last >= at:
        lost = any(hurts.lower(ahead) in verbs for ahead in range(at + 1, at + 5))
        if verb is None and not lost:
            return False
        hurts.add(
            "killed",
            at,
            group.mention.count,
            group.mention,
            hurts.text.span(at, at),
            None,
            group.first,
            group.last,
            "lives",
        )
        return True
    if verb is None:
        return False
    hurt = hurts.of(at)
    if (
        not hurt
        and hurts.lower(verb) in ("lost", "lose", "losing")
        and hurts.lower(at - 1) in ("their", "his", "her", "life")
    ):
        hurt = hurts.people(left_of(hurts.groups, verb), strict=False)
    hurts.enter("killed", at, hurt, None)
    return bool(hurt)


def read_bodies(hurts: Hurts, at: int, outcome: Outcome) -> bool:
    """As in "the bodies of 12 men were found", "14 bodies recovered"."""
    found = pattern("found")
    sentence = hurts.groups.sentence
    if not any(token.lower in found for token in hurts.text.tokens_of(sentence)):
        return False
    group = hurts.groups.holding(at)
    whom = hurts.of(at)
    if group is not None and group.mention is not None and group.mention.count.known and group.last >= at:
        single = group.mention.words.quote.lower() in ("a", "an")
        victims = hurts.groups.victims(whom[0]) if whom else hurts.text.span(group.noun or at, at)
        if single and not whom:
            return False
        hurts.add("killed", at, group.mention.count, group.mention, victims, None, group.first, group.last, "bodies")
        hurts.spent.update(range(at, (whom[0].last if whom else at) + 1))
        return True
    hurts.enter("killed", at, whom, None)
    return bool(whom)


def read_losses(hurts: Hurts, at: int, outcome: Outcome) -> bool:
    """As in "the port put the dead from Tuesday's shelling at 14", "put its losses at nine"."""
    if not pattern("puts") & {hurts.lower(back) for back in range(at - 4, at)}:
        return False
    for index in range(at + 1, at + 12):
        group = hurts.groups.starting(index)
        if hurts.lower(index - 1) == "at" and group is not None and group.mention is not None and group.head is None:
            mention = group.mention
            hurts.add(outcome, at, mention.count, mention, None, None, mention.first, mention.last, "toll")
            return True
    return False


def read_lost(hurts: Hurts, at: int, outcome: Outcome) -> bool:
    """As in "the army had lost four soldiers": people by number, not ground or an election."""
    lost = tuple(
        group
        for group in right_of(hurts.groups, at)
        if group.mention is not None and group.head is not None and names_person(hurts.text, group.head)
    )
    hurts.enter(outcome, at, lost, None)
    return bool(lost)

"""Hurts: the groups of people hurt in one sentence, gathered as its harm words are read.

Takes the Groups of one sentence and the Scene. Gives a Hurts to which the readers of verbs, nouns and states add. Promises that one group is
hurt once in one way, however many words say so ("shot and killed", "stabbed to death").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from daftar.model import Count, Passage
from daftar.model.vocabulary import Outcome
from daftar.reading.harm.counts import CountMention
from daftar.reading.harm.cues import pattern
from daftar.reading.harm.groups import QUOTES, Group, Groups
from daftar.reading.harm.means import is_weapon
from daftar.reading.harm.series import left_of, right_of
from daftar.reading.language.roles import agent_after
from daftar.reading.language.sentences import Text
from daftar.reading.scene.scene import Scene
from daftar.reading.who.parties import party_before
from daftar.reading.who.persons import names_person, word_status

_BACK = 8  # hurts over which a bare number looks back for its people


@dataclass(frozen=True, slots=True)
class Hurt:
    """One group hurt in one way. `at` is the token of the harm word; `first` and `last` delimit the group's tokens."""

    outcome: Outcome
    at: int
    count: Count
    words: Passage | None
    victims: Passage | None
    by: Passage | None
    first: int
    last: int
    head: str | None


@dataclass(slots=True)
class Hurts:
    """What one sentence says of people hurt. `spent` are harm words that an earlier one took with it."""

    groups: Groups
    scene: Scene
    found: list[Hurt] = field(default_factory=list)
    spent: set[int] = field(default_factory=set)
    _seen: set[tuple[Outcome, int]] = field(default_factory=set)

    @property
    def text(self) -> Text:
        """The document's text."""
        return self.groups.text

    def lower(self, at: int) -> str:
        """The token in lower case; "" beyond the sentence."""
        sentence = self.groups.sentence
        return self.text.tokens[at].lower if sentence.first <= at < sentence.last else ""

    def tag(self, at: int) -> str:
        """The token's word class; a mark beyond the sentence."""
        sentence = self.groups.sentence
        return self.text.tags[at] if sentence.first <= at < sentence.last else "mark"

    def people(self, hurt: Sequence[Group], *, strict: bool) -> tuple[Group, ...]:
        """Of these groups those who may be people: no place, no body, not "how many people", nobody who only speaks."""
        return tuple(
            group
            for number, group in enumerate(hurt)
            if not (0 < number == len(hurt) - 1 and self._speaks(group))
            and self.groups.people(group, strict=strict and group.mention is None)
            and not self.is_place(group)
            and not (
                self.lower(group.first - 1) == "how"
                or (self.lower(group.first - 1) == "many" and self.lower(group.first - 2) == "how")
            )
        )

    def _speaks(self, group: Group) -> bool:
        """As in "killing nine civilians, a doctor said": what follows the series is the speaker."""
        if self.lower(group.first - 1) != ",":
            return False
        words = self.text.span(group.noun if group.noun is not None else group.first, group.last)
        return self.scene.speaks(words.start, words.end)

    def taken(self, group: Group) -> bool:
        """Whether what was captured is people rather than ground: by a word for people, a number or a full name."""
        if (
            group.head is None
            or group.mention is not None
            or names_person(self.text, group.head)
            or self.tag(group.head) == "pron"
        ):
            return True
        return group.noun is not None and group.head > group.noun

    def civil(self, group: Group) -> bool:
        """Whether the group is counted, or named by a word for those who live somewhere: armed men who flee are not displaced."""
        if group.mention is not None or group.head is None:
            return group.mention is not None
        return word_status(self.lower(group.head)) == "civilian" or self.lower(group.head) in pattern("dwellers")

    def is_place(self, group: Group) -> bool:
        """Whether the group is the name of a place."""
        if group.head is None or group.mention is not None or names_person(self.text, group.head):
            return False
        token = self.text.tokens[group.head]
        return self.scene.names_place(token.start, token.end)

    def enter(self, outcome: Outcome, at: int, hurt: Sequence[Group], by: Passage | None) -> None:
        """Adds the groups, hurt in this way by that agent; groups that share a number are one."""
        previous: str | None = None
        for group, last in self._merged(hurt):
            victims = self.groups.victims(group) or self._carried(group)
            if victims is not None and last is not group:
                victims = self.text.span(group.noun if group.noun is not None else group.first, last.last)
            if by is not None and victims is not None and by.start <= victims.start < by.end:
                by = None
            head = self.lower(group.head) if group.head is not None else previous
            count = self.groups.counted(group)
            words = group.mention
            if last is not group and count == Count(1, 1):
                titled = (
                    group.first == group.noun
                    and names_person(self.text, group.head or group.first)
                    and not self.groups.named(group)
                )
                number = (
                    1
                    if titled and self.text.case == "mixed"
                    else max(2, sum(group.first <= one.first <= last.first for one in hurt))
                )
                count, words = Count(number, number), None
            self.add(outcome, at, count, words, victims, by, group.first, last.last, head)
            previous = head

    def _carried(self, group: Group) -> Passage | None:
        """Of "three people were killed and 264 injured", the people for the bare number."""
        before = [
            hurt
            for hurt in self.found[-_BACK:]
            if hurt.last < group.first and hurt.victims is not None and hurt.words is not None
        ]
        return max(before, key=lambda hurt: hurt.last).victims if before else None

    def _merged(self, hurt: Sequence[Group]) -> Iterator[tuple[Group, Group]]:
        """Each group with the last of those that share its number or its determiner: "dozens of women and children"."""
        index = 0
        if len(hurt) > 1 and all(self._single(group) for group in hurt):
            yield hurt[0], hurt[-1]
            return
        while index < len(hurt):
            end = index
            while end + 1 < len(hurt) and self._shares(hurt[index], hurt[end + 1]):
                end += 1
            yield hurt[index], hurt[end]
            index = end + 1

    def _single(self, group: Group) -> bool:
        """One person, by name or by "the", not by number."""
        return group.mention is None and group.head is not None and self.groups.counted(group) == Count(1, 1)

    def _shares(self, group: Group, following: Group) -> bool:
        if (
            following.mention is not None
            or following.head is None
            or group.head is None
            or following.noun != following.first
        ):
            return False
        if self.groups.named(following) or self.groups.named(group) or self.text.tags[following.head] == "pron":
            return False
        plural = self.groups.counted(following).high is None
        many = self.groups.counted(group).low != 1
        if plural:
            return many
        return (
            not many and group.mention is None and group.noun != group.first and names_person(self.text, following.head)
        )

    def add(
        self,
        outcome: Outcome,
        at: int,
        count: Count,
        mention: CountMention | None,
        victims: Passage | None,
        by: Passage | None,
        first: int,
        last: int,
        head: str | None,
    ) -> None:
        """Adds one group, unless it is hurt in this way already."""
        if (outcome, first) in self._seen:
            return
        self._seen.add((outcome, first))
        words = mention.words if mention is not None else None
        self.found.append(Hurt(outcome, at, count, words, victims, by, first, last, head))

    def agent(self, at: int) -> Passage | None:
        """As in "by X" behind the word; "in a clash with X"."""
        found = agent_after(self.text, at)
        if found is not None:
            return found
        for index in range(at + 1, at + 7):
            if self.lower(index) == "with" and self.lower(index - 1) in pattern("fights"):
                against = right_of(self.groups, index)
                return (
                    self.text.span(against[0].first, against[-1].last)
                    if against and self.groups.people(against[0])
                    else None
                )
        return self._in_fire_of(at)

    def _in_fire_of(self, at: int) -> Passage | None:
        """As in "killed in army shelling", "wounded during a rebel attack"."""
        lead = next((index for index in range(at + 1, at + 4) if self.lower(index) in ("in", "during", "under")), None)
        if lead is None:
            return None
        for index in range(lead + 1, lead + 6):
            if self.tag(index) not in ("det", "noun", "clitic", "ing", "num"):
                return None
            if is_weapon(self.lower(index)) or self.lower(index) in pattern("assaults"):
                return party_before(self.text, index)
        return None

    def subject_agent(self, at: int) -> Passage | None:
        """The people who are the subject of the verb, or of the clause that an "-ing" hangs on."""
        series = left_of(self.groups, at)
        if not series and self.lower(at).endswith("ing"):
            verb = next(
                (
                    back
                    for back in range(at - 1, max(self.groups.sentence.first, at - 20), -1)
                    if self.tag(back) == "verb"
                ),
                None,
            )
            series = left_of(self.groups, verb) if verb is not None else ()
            if series and not self.groups.people(series[-1], strict=True):
                return None
        if not series or not self.groups.people(series[-1]):
            return None
        return self.text.span(series[0].first, series[-1].last)

    def of(self, at: int) -> tuple[Group, ...]:
        """The people after "of" or "among" behind the noun."""
        after = at + 1
        while self.lower(after) in QUOTES:
            after += 1
        if self.lower(after) in ("on", "in", "last", "this"):  # "the murder on 3 May of X"
            after = next((index for index in range(after + 1, after + 7) if self.lower(index) == "of"), after)
        if self.lower(after) not in ("of", "among", "to", "by") or (
            self.lower(after) == "by" and self.lower(after - 1) != "suffered"
        ):
            return ()
        if self.lower(after) == "to" and self.lower(at) not in ("injury", "injuries"):
            return ()
        strict = self.lower(at) in ("arrest", "arrests", "capture", "detention", "loss")
        return self.people(right_of(self.groups, after, relative=True), strict=strict)

"""Hurts: the harm words of a sentence and the groups of people that grammar ties to them.

Takes the Groups of one sentence, its harm words and the Scene. Gives Hurts in text order. Promises that one group is hurt once in one
way, however many words say so ("shot and killed", "stabbed to death").
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from daftar.model import Count, Passage
from daftar.model.vocabulary import Outcome
from daftar.reading.counts import CountMention
from daftar.reading.groups import Group, Groups
from daftar.reading.means import find_means
from daftar.reading.persons import names_person
from daftar.reading.roles import agent_after
from daftar.reading.scene import Scene
from daftar.reading.sentences import Sentence, Text
from daftar.vocabulary import vocabulary

_BE = frozenset("is are was were be been being get got gets getting 's 're".split())
_QUOTES = frozenset("\"'“”‘’`")
_HAVE = frozenset("has have had having".split())


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


@dataclass(frozen=True, slots=True)
class _Words:
    """The harm words: each form to the kinds of word that it may be, with the outcome."""

    kinds: Mapping[str, Mapping[str, Outcome]]
    patterns: Mapping[str, frozenset[str]]


@cache
def _words() -> _Words:
    harm = vocabulary("harm")
    kinds: dict[str, dict[str, Outcome]] = {}

    def enter(kind: str, outcome: Outcome, forms: str) -> None:
        for form in forms.split():
            kinds.setdefault(form, {})[kind] = outcome

    for kind, table in (
        ("verb", "verbs"),
        ("subject", "intransitive"),
        ("act", "nouns"),
        ("counted", "counted"),
        ("state", "states"),
    ):
        for name, forms in harm[table].items():
            if name == "wounding":
                enter("wounding", "injured", forms)
            elif name == "wounding_alone":
                enter("alone", "injured", forms)
            elif name == "unhurt":
                enter("unhurt", "injured", forms)
            else:
                enter(kind, name, forms)
    patterns = {name: frozenset(forms.split()) for name, forms in harm["patterns"].items()}
    for name, outcome in (
        ("toll", "killed"),
        ("lives", "killed"),
        ("bodies", "killed"),
        ("wound_nouns", "injured"),
        ("custody", "captured"),
        ("limbs", "injured"),
    ):
        for form in patterns[name]:
            kinds.setdefault(form, {})[name] = outcome  # type: ignore[assignment]
    return _Words(kinds, patterns)


def find_cues(text: Text, sentence: Sentence) -> tuple[int, ...]:
    """The tokens of the sentence that are harm words."""
    kinds = _words().kinds
    return tuple(at for at in range(sentence.first, sentence.last) if text.tokens[at].lower in kinds)


def read_hurts(groups: Groups, cues: Sequence[int], scene: Scene) -> tuple[Hurt, ...]:
    """The groups that these harm words hurt, in text order."""
    accident = _words().patterns["accident"]
    accidental = any(token.lower in accident for token in groups.text.tokens_of(groups.sentence))
    if accidental and not find_means(groups.text, groups.sentence):
        return ()
    reader = _Reader(groups, scene, frozenset(cues))
    for at in cues:
        if at not in reader.spent:
            reader.read(at)
    reader.add_ellipses()
    return tuple(sorted(reader.hurts, key=lambda hurt: (hurt.at, hurt.first)))


@dataclass(slots=True)
class _Reader:
    """Reads one sentence; `spent` are harm words that an earlier one took with it."""

    groups: Groups
    scene: Scene
    cues: frozenset[int]
    hurts: list[Hurt] = field(default_factory=list)
    spent: set[int] = field(default_factory=set)

    @property
    def text(self) -> Text:
        return self.groups.text

    def lower(self, at: int) -> str:
        """The token in lower case; "" beyond the sentence."""
        sentence = self.groups.sentence
        return self.text.tokens[at].lower if sentence.first <= at < sentence.last else ""

    def tag(self, at: int) -> str:
        sentence = self.groups.sentence
        return self.text.tags[at] if sentence.first <= at < sentence.last else "mark"

    def read(self, at: int) -> None:
        """Reads what the harm word at this token says."""
        kinds = _words().kinds[self.lower(at)]
        if kinds.get("fatally"):
            self._fatally(at)
            return
        for kind, reader in (
            ("toll", self._toll),
            ("lives", self._lives),
            ("bodies", self._bodies),
            ("unhurt", self._unhurt),
            ("state", self._state),
            ("subject", self._subject),
            ("verb", self._verb),
            ("wounding", self._wounding),
            ("act", self._act),
            ("counted", self._counted),
            ("wound_nouns", self._wound),
            ("custody", self._custody),
            ("limbs", self._limbs),
        ):
            if kind in kinds and reader(at, kinds[kind]):
                return

    def add_ellipses(self) -> None:
        """ "Two were killed in one village and six others in another", "43 in the north, 27 in the south"."""
        for group in self.groups.found:
            bare = group.head is None or self.lower(group.head) in ("others", "people", "persons", "more")
            if group.mention is None or not bare or any(old.first <= group.first <= old.last for old in self.hurts):
                continue
            before = [hurt for hurt in self.hurts if hurt.last < group.first and hurt.words is not None]
            joined = self.lower(group.first - 1) in (",", "and", "while", ";")
            if (
                before
                and joined
                and self.lower(group.last + 1) in ("in", "at", "near", "from", "outside")
                and not self._verb_follows(group.last)
            ):
                whole = max(before, key=lambda hurt: hurt.last)
                self._enter(whole.outcome, whole.at, (group,), None)

    def _verb_follows(self, at: int) -> bool:
        for index in range(at + 1, at + 12):
            if self.lower(index) in (",", ";", "and", ".", ""):
                return False
            if self.tag(index) in ("verb", "aux"):
                return True
        return False

    # --- verbs ---

    def _verb(self, at: int, outcome: Outcome) -> bool:
        if self._noun(at):
            return False
        end, others = self._paired(at)
        hurt, by = self._arguments(
            at, end, strict=outcome in ("displaced", "other") or self.lower(at).startswith("captur")
        )
        if not hurt:
            return False
        if self.lower(at).startswith("captur"):
            hurt = tuple(group for group in hurt if self._taken(group))
        outcomes = [outcome, *others]
        if "casualties" in outcomes:
            outcomes = ["casualties"]
        elif set(outcomes) == {"killed", "injured"} and hurt[0].mention is not None and hurt[0].mention.count.low != 1:
            outcomes = ["casualties"]
        for one in dict.fromkeys(outcomes):
            self._enter(one, at, hurt, by)
        return True

    def _wounding(self, at: int, outcome: Outcome) -> bool:
        """A verb that wounds, or kills where another word says so."""
        if self._noun(at) and not (self.lower(at).endswith("ing") and self.groups.starting(at + 1)):
            whom = self._of(at) if self.lower(at) in ("shooting", "stabbing", "beating", "burning") else ()
            fatal = self.lower(at - 1) in ("fatal", "deadly")
            self._enter(
                "killed" if fatal else "injured",
                at,
                tuple(group for group in whom if self.groups.people(group, strict=True)),
                None,
            )
            return bool(whom)
        kinds = _words().kinds
        lethal = _words().patterns["lethal"]
        end, found, others = at, "", list[Outcome]()
        if self.lower(at - 1) in lethal:
            found = "killed"
        elif self.lower(at + 1) == "to" and self.lower(at + 2) in lethal:
            found, end = "killed", at + 2
        elif self.lower(at + 1) in lethal or (self.lower(at + 1) == "him" and self.lower(at + 2) in lethal):
            found, end = "killed", at + 1
        else:
            end, others = self._paired(at)
            if others:
                found = others[0]
        self.spent.update(range(at + 1, end + 1))
        if not found:
            if (
                "alone" not in kinds[self.lower(at)]
                or self.lower(at + 1) in ("at", "down", "off", "in", "up")
                and self.tag(at) != "verb"
            ):
                return False
            found = outcome
        hurt, by = self._arguments(at, end, strict=found == "injured" and not others)
        if hurt and found == "injured" and self._later(end, "dead"):
            return False
        self._enter(found, at, hurt, by)  # type: ignore[arg-type]
        return bool(hurt)

    def _fatally(self, at: int) -> None:
        """"Four were shot, one fatally"."""
        group = self.groups.holding(at - 1)
        if group is not None and group.last == at - 1 and group.mention is not None and group.head is None:
            self._enter("killed", at, (group,), None)

    def _later(self, at: int, word: str) -> bool:
        return any(self.lower(index) == word for index in range(at + 1, at + 8)) and self.lower(at) in (
            "shot",
            "shooting",
        )

    def _arguments(self, at: int, end: int, *, strict: bool) -> tuple[tuple[Group, ...], Passage | None]:
        """Who is hurt by the verb chain from `at` to `end`, and by whom."""
        groups = self.groups
        back = at - 1
        while self.tag(back) == "adv" or self.lower(back) in ("either", "all", "both", "also"):
            back -= 1
        passive = self.lower(back) in _BE
        word = self.lower(at)
        if not passive:
            if self.lower(end + 1) in ("himself", "herself", "themselves"):
                return self._people(groups.left_of(at), strict=strict), None
            following = groups.right_of(end)
            objects = self._people(following, strict=strict)
            if self.lower(back) == "to" and self.lower(back - 1) not in (
                "managed",
                "able",
                "went",
                "used",
                "continued",
                "continue",
            ):
                return (), None  # what was only meant
            if following and not objects and following[0].first == end + 1 and not self._timely(following[0]):
                return (), None  # "who shelled his house"
            if objects and not (
                self.tag(at) == "noun" and groups.holding(at) is not None and objects[0].mention is None
            ):
                return objects, self._subject_agent(at)
            if word.endswith("ing") or self.lower(back) == "to" or self._modal(back):
                return (), None
            if self.lower(back) in _HAVE:
                return (), None
            if self.groups.holding(at) is not None and groups.holding(at).last > at:  # type: ignore[union-attr]
                return self._modified(at), self._agent(end)  # "wounded soldiers"
        if not passive and not self._participle(word):
            return (), None
        near = groups.holding(back) if not passive else None
        direct = near is not None and near.last == back and groups.people(near, strict=near.mention is None)
        if direct and near is not None and self.lower(near.first - 1) == "among":
            return (), None
        left = groups.series_to(near) if direct and near is not None else groups.left_of(at)
        counted = self._numbered(left, end) if not passive else None
        if counted is not None:
            left = (counted,)
        self._along(at, end)
        subject = self._people(left, strict=strict and not passive)
        if (
            not passive
            and subject
            and self.lower(at - 1) in (",", "and")
            and self.lower(end + 1) not in ("by", "in", "on", "during", "when", "at", ",", ".", "")
        ):
            return (), None
        return subject, self._agent(end)

    def _numbered(self, left: Sequence[Group], end: int) -> Group | None:
        """ "The number of people killed now stands at 18,000", "raised to 36 the number of people killed"."""
        if len(left) != 1 or left[0].mention is not None or self.lower(left[0].first - 1) != "of":
            return None
        of = left[0].first - 1
        if not {"number", "total", "toll"} & {self.lower(of - 1), self.lower(of - 2)}:
            return None
        leads = _words().patterns["toll_leads"]
        candidates = [
            group
            for group in self.groups.found
            if group.mention is not None
            and group.head is None
            and (
                self.lower(group.first - 1) in leads
                or self.lower(group.first - 1) in ("totals", "totaled", "totalled")
                or self.lower(group.first) == "up"
            )
        ]
        after = [group for group in candidates if group.first > end] or [
            group for group in candidates if group.last < of
        ]
        if not after:
            return None
        return Group(left[0].first, left[0].last, after[0].mention, left[0].noun, left[0].head)

    def _along(self, at: int, end: int) -> None:
        """ "Was killed along with his son and 15 bodyguards": those named after "along with"."""
        outcome = _words().kinds.get(self.lower(at), {}).get("verb")
        if outcome is not None:
            self._enter(outcome, at, self._people(self._joined(end), strict=False), None)

    def _joined(self, end: int) -> tuple[Group, ...]:
        for at in range(end + 1, end + 7):
            if self.lower(at) in ("along", "together") and self.lower(at + 1) == "with":
                return self.groups.right_of(at + 1)
        return ()

    def _timely(self, group: Group) -> bool:
        return group.head is not None and self.lower(group.first) in _times()

    def _modified(self, at: int) -> tuple[Group, ...]:
        """The group that the participle stands within: "three wounded soldiers"."""
        group = self.groups.holding(at)
        return (group,) if group is not None and group.mention is not None else ()

    def _participle(self, word: str) -> bool:
        return word.endswith(("ed", "n", "t", "d")) and word not in ("behead",)

    def _modal(self, at: int) -> bool:
        return self.lower(at) in (
            "will",
            "would",
            "could",
            "can",
            "may",
            "might",
            "should",
            "must",
            "did",
            "do",
            "does",
            "not",
        )

    def _noun(self, at: int) -> bool:
        """Whether a form that may be a noun is one here: "the killing of", "two murders"."""
        word = self.lower(at)
        if word not in _nouns():
            return False
        before = self.lower(at - 1)
        following = self.groups.starting(at + 1)
        if word in _gerunds() and following is not None and following.mention is not None:
            return False
        if (
            word in _gerunds()
            and self.lower(at + 1) != "of"
            and self.tag(at - 1) not in ("det", "clitic", "num", "noun")
        ):
            return False
        if self.lower(at + 1) == "of" and word.endswith("ing") and before in ("and", "or", ",", "for", "after"):
            return True
        return (
            self.tag(at) == "noun"
            or self.tag(at - 1) in ("det", "clitic")
            or (self.lower(at + 1) == "of" and self.tag(at - 1) != "aux")
        )

    def _paired(self, at: int) -> tuple[int, list[Outcome]]:
        """The last of a chain of harm verbs ("killed or wounded") and the further outcomes that it brings."""
        kinds, outcomes, end = _words().kinds, list[Outcome](), at
        while True:
            after = end + 1
            if self.lower(after) == ",":
                after += 1
            joint = self.lower(after)
            if joint in ("and", "or", "/", "&", "then"):
                after += 1
            elif after == end + 1:
                break
            while self.tag(after) == "adv" or self.lower(after) in ("then", "either"):
                after += 1
            kind = kinds.get(self.lower(after), {})
            outcome = kind.get("verb")
            if outcome is None and "wounding" in kind and joint in ("and", ","):
                outcome = kind["wounding"] if "alone" in kind else None
            if (
                outcome is None
                or self._noun(after)
                or self.lower(after).endswith("ing") != self.lower(at).endswith("ing")
            ):
                break
            if joint in ("or", "/"):
                outcomes.append("casualties" if outcome in ("injured", "killed") else outcome)
            else:
                outcomes.append(outcome)
            self.spent.add(after)
            end = after
        return end, outcomes

    def _subject(self, at: int, outcome: Outcome) -> bool:
        """ "Three people died", "who disappeared", "residents fled"."""
        word = self.lower(at)
        if word in ("dying", "fleeing", "die", "perish", "flee", "succumb", "disappear") and self.lower(
            at - 1
        ) not in _BE | {"did", "who", "people"}:
            group = self.groups.holding(at - 1)
            if not (word in ("die", "flee", "perish") and group is not None and group.mention is not None):
                return False
        if self.lower(at - 1) in ("to", "will", "would", "could", "may", "might"):
            return False
        hurt = self._people(self.groups.left_of(at), strict=outcome == "displaced")
        if outcome == "displaced":
            hurt = tuple(group for group in hurt if group.mention is not None and group.mention.count.low != 1)
        self._enter(outcome, at, hurt, None)
        return bool(hurt)

    # --- nouns ---

    def _act(self, at: int, outcome: Outcome) -> bool:
        """ "The killing of X", "X's murder", "the deaths of 12 people"."""
        if self._toll_word(at + 1):
            return False
        if self.lower(at - 1) == "to" and self.lower(at - 2) == "put":
            hurt, by = self._arguments(at - 2, at, strict=False)
            self._enter(outcome, at, hurt, by)
            return bool(hurt)
        if self.lower(at) == "loss" and not (self.lower(at + 1) == "of" and self.groups.starting(at + 2)):
            return False
        after = at
        if self.lower(after + 1) in ("and", "or") and "act" in _words().kinds.get(self.lower(after + 2), {}):
            other = _words().kinds[self.lower(after + 2)]["act"]
            hurt = self._of(after + 2)
            if hurt:
                self.spent.add(after + 2)
                self._enter(outcome, at, hurt, None)
                self._enter(other, after + 2, hurt, self._agent(after + 2))
                return True
        hurt = self._of(at)
        if hurt:
            self._enter(outcome, at, hurt, self._agent(at))
            return True
        return self._possessive(at, outcome)

    def _of(self, at: int) -> tuple[Group, ...]:
        """The people after "of" or "among" behind the noun."""
        after = at + 1
        while self.lower(after) in _QUOTES:
            after += 1
        if self.lower(after) in ("on", "in", "last", "this"):  # "the murder on 26 February of X"
            after = next((index for index in range(after + 1, after + 7) if self.lower(index) == "of"), after)
        if self.lower(after) not in ("of", "among", "to", "by") or (
            self.lower(after) == "by" and self.lower(after - 1) != "suffered"
        ):
            return ()
        if self.lower(after) == "to" and self.lower(at) not in ("injury", "injuries"):
            return ()
        strict = self.lower(at) in ("arrest", "arrests", "capture", "detention", "loss")
        return self._people(self.groups.right_of(after, relative=True), strict=strict)

    def _possessive(self, at: int, outcome: Outcome) -> bool:
        group = self.groups.holding(at)
        if group is None or group.noun is None or self.lower(at).endswith("s"):
            return False
        clitic = next((index for index in range(at - 1, group.noun, -1) if self.tag(index) == "clitic"), None)
        if clitic is None:
            return False
        head = clitic - 1
        owner = Group(group.first, head, group.mention, group.noun, head)
        hurt = self._people((owner,), strict=True)
        self._enter(outcome, at, hurt, self._agent(at))
        return bool(hurt)

    def _counted(self, at: int, outcome: Outcome) -> bool:
        """ "Six deaths", "20 casualties", "no injuries"; "suffered casualties"."""
        group = self.groups.holding(at)
        if self._toll_word(at + 1):
            return False
        whom = self._of(at) or self._on(at)
        near = [self.lower(back) for back in range(at - 1, at - 6, -1)]
        if outcome in ("casualties", "injured", "killed") and (
            ("any" in near and {"not", "without"} & {*near, *(self.lower(back) for back in range(at - 6, at - 10, -1))})
            or ("no" in near and {"reports", "report", "word"} & set(near))
        ):
            victims = self.groups.victims(whom[0]) if whom else None
            self._add(outcome, at, Count(0, 0), None, victims, None, at, at, None)
            return True
        if group is None or group.mention is None or group.last < at:
            if outcome == "casualties" and whom:
                self._enter(outcome, at, whom, None)
                return True
            if outcome == "injured" and whom:
                self._enter(outcome, at, whom, None)
                return True
            return self._wound(at, outcome) if outcome == "injured" else False
        if (
            group.mention.count.low == 1
            and group.mention.words.quote.lower() in ("a", "an")
            and self.lower(at) not in ("hostage",)
        ):
            return False
        if (
            any(self.lower(ahead) in ("each", "per", "average", "daily") for ahead in range(at + 1, at + 3))
            or self.lower(group.first - 2) == "average"
        ):
            return False
        if (
            group.mention is not None
            and self.text.tokens[group.first].lower in ("the", "these", "those")
            and outcome == "killed"
            and not whom
        ):
            return False  # "the two killings": told before
        if outcome == "captured" and group.mention.count.low == 0:
            return False
        if outcome == "displaced" and (group.mention.count.low or 0) < 2:
            return False
        sufferer = self._sufferer(at) if outcome in ("casualties", "injured") else ()
        victims = None
        if group.noun is not None and group.noun < at:
            victims = self.text.span(group.noun, at if outcome in ("captured", "displaced", "casualties") else at - 1)
        if whom:
            victims = self.groups.victims(whom[0])
        elif victims is None and sufferer:
            victims = self.groups.victims(sufferer[0])
        elif victims is None and outcome in ("captured", "displaced"):
            victims = self.text.span(at, at)
        self._add(
            outcome,
            at,
            group.mention.count,
            group.mention,
            victims,
            self._agent(at),
            group.first,
            group.last,
            self.lower(at),
        )
        return True

    def _on(self, at: int) -> tuple[Group, ...]:
        """ "Inflicted on the enemy", "casualties on civilians"."""
        after = at + 1
        if self.lower(after) == "inflicted":
            after += 1
        if self.lower(after) != "on":
            return ()
        return tuple(group for group in self.groups.right_of(after) if not self._place(group))[:1]

    def _wound(self, at: int, outcome: Outcome) -> bool:
        """ "Suffered serious injuries", "treated for burns", "a man with a gunshot wound"."""
        sufferer = self._sufferer(at)
        hurt = tuple(group for group in sufferer if not any(old.first == group.first for old in self.hurts))
        if any(self.lower(back) in ("no", "any") for back in range(at - 1, at - 4, -1)):
            for group in hurt[:1]:
                self._add("injured", at, Count(0, 0), None, self.groups.victims(group), None, group.first, group.last, None)
            return bool(hurt)
        self._enter("injured", at, hurt, None)
        return bool(hurt)

    def _limbs(self, at: int, outcome: Outcome) -> bool:
        """ "Lost both legs"."""
        verb = next(
            (back for back in range(at - 1, at - 5, -1) if self.lower(back) in ("lost", "lose", "losing", "severed")),
            None,
        )
        hurt = () if verb is None else self._people(self.groups.left_of(verb), strict=True)
        self._enter("injured", at, hurt, None)
        return bool(hurt)

    def _sufferer(self, at: int) -> tuple[Group, ...]:
        """The people who suffer what this noun names."""
        sustain = _words().patterns["sustain"]
        for back in range(at - 1, max(self.groups.sentence.first, at - 9) - 1, -1):
            lower = self.lower(back)
            if lower in ("of", "from", "to") and self.lower(back - 1) in (
                "died",
                "dead",
                "succumbed",
                "dies",
                "die",
                "death",
            ):
                return ()
            if lower not in sustain or (
                lower == "from" and self.lower(back - 1) not in ("recovering", "suffering", "bleeding", "suffered")
            ):
                if self.tag(back) in ("rel",) or lower == ";":
                    return ()
                continue
            if lower in ("cause", "causes", "caused", "causing", "inflict", "inflicts", "inflicted", "inflicting"):
                return ()
            start = back
            while self.lower(start - 1) in sustain or self.tag(start - 1) in ("aux", "adv"):
                start -= 1
            found = self._people(self.groups.left_of(start), strict=True)
            verb = next((index for index in range(start - 1, start - 8, -1) if self.tag(index) == "verb"), None)
            if not found and verb is not None and lower in ("with", "for"):
                found = self._people(self.groups.left_of(verb), strict=True)
            return tuple(
                group
                for group in found
                if group.head is None or self.lower(group.head) not in _words().patterns["bodies"] | {"life", "soul"}
            )
        return ()

    def _toll_word(self, at: int) -> bool:
        return self.lower(at) in _words().patterns["toll"] | {
            "penalty",
            "threats",
            "threat",
            "squad",
            "squads",
            "sentence",
            "row",
            "camp",
            "warrant",
            "warrants",
            "certificate",
            "toll",
        }

    def _toll(self, at: int, outcome: Outcome) -> bool:
        """ "The death toll rose to 15", "bringing the toll to at least 12"."""
        leads = _words().patterns["toll_leads"]
        best: CountMention | None = None
        for index in range(at + 1, min(at + 30, self.groups.sentence.last)):
            if self.text.tags[index] == "rel" or self.lower(index) == ";":
                break
            group = self.groups.holding(index)
            mention = group.mention if group is not None and group.first == index else None
            if mention is None:
                continue
            before = self.lower(mention.first - 1)
            ending = group is not None and (group.head is None or self.groups.people(group))
            if ending and (before in leads or mention.words.quote.lower().startswith("up to")):
                best = mention
                if before in ("to", "at", "of"):
                    break
        if best is None:
            return False
        people = self.groups.holding(best.first)
        victims = self.groups.victims(people) if people is not None else None
        self._add("killed", at, best.count, best, victims, None, best.first, best.last, "toll")
        return True

    def _lives(self, at: int, outcome: Outcome) -> bool:
        """ "Claimed 12 lives", "cost the lives of two men", "lost their lives"."""
        verbs = _words().patterns["lives_verbs"]
        verb = next((back for back in range(at - 1, at - 9, -1) if self.lower(back) in verbs), None)
        group = self.groups.holding(at)
        if group is not None and group.mention is not None and group.mention.count.low != 1 and group.last >= at:
            lost = any(self.lower(ahead) in verbs for ahead in range(at + 1, at + 5))
            if verb is None and not lost:
                return False
            self._add(
                "killed",
                at,
                group.mention.count,
                group.mention,
                self.text.span(at, at),
                None,
                group.first,
                group.last,
                "lives",
            )
            return True
        if verb is None:
            return False
        hurt = self._of(at)
        if (
            not hurt
            and self.lower(verb) in ("lost", "lose", "losing")
            and self.lower(at - 1) in ("their", "his", "her", "life")
        ):
            hurt = self._people(self.groups.left_of(verb), strict=False)
        self._enter("killed", at, hurt, None)
        return bool(hurt)

    def _bodies(self, at: int, outcome: Outcome) -> bool:
        """ "The bodies of 12 men were found", "14 bodies recovered"."""
        found = _words().patterns["found"]
        sentence = self.groups.sentence
        if not any(token.lower in found for token in self.text.tokens_of(sentence)):
            return False
        group = self.groups.holding(at)
        whom = self._of(at)
        if group is not None and group.mention is not None and group.mention.count.known and group.last >= at:
            single = group.mention.words.quote.lower() in ("a", "an")
            victims = self.groups.victims(whom[0]) if whom else self.text.span(group.noun or at, at)
            if single and not whom:
                return False
            self._add(
                "killed", at, group.mention.count, group.mention, victims, None, group.first, group.last, "bodies"
            )
            self.spent.update(range(at, (whom[0].last if whom else at) + 1))
            return True
        self._enter("killed", at, whom, None)
        return bool(whom)

    # --- adjectives ---

    def _state(self, at: int, outcome: Outcome) -> bool:
        """ "Left 12 people dead", "29 dead", "was found dead", "three still missing", "held 40 hostage"."""
        before = at - 1
        while self.tag(before) == "adv":
            before -= 1
        group = self.groups.holding(before)
        if group is not None and group.last == before:
            if group.mention is None and self.lower(group.first) == "the" and group.head is None:
                return False
            hurt = self._people(self.groups.series_to(group), strict=False)
        elif self.groups.holding(at) is not None and self.groups.holding(at).last > at:  # type: ignore[union-attr]
            hurt = self._modified(at) if outcome in ("killed",) else ()
        elif self.lower(before) in _BE | _words().patterns["reporting"] | {
            "went",
            "gone",
            "go",
            "found",
            "held",
            "taken",
        }:
            if (
                self.lower(at) in ("hostage", "captive")
                and self.lower(before) in ("held", "taken")
                and self.lower(before - 1) not in _BE
            ):
                return False
            hurt = self._people(self.groups.left_of(before), strict=outcome in ("missing",))
        elif self.lower(at) in ("hostage", "captive") and self.lower(before) == ",":
            hurt = self._people(self.groups.left_of(at), strict=True)
        elif self.lower(before) in ("him", "her", "them"):
            hurt = self._people(self.groups.right_of(before - 1), strict=False)
        else:
            hurt = ()
        self._enter(outcome, at, hurt, self._agent(at))
        return bool(hurt)

    def _unhurt(self, at: int, outcome: Outcome) -> bool:
        """ "Escaped unhurt": injured, none."""
        hurt = self._people(self.groups.left_of(at), strict=False)
        for group in hurt[:1]:
            self._add("injured", at, Count(0, 0), None, self.groups.victims(group), None, group.first, group.last, None)
        return bool(hurt)

    def _custody(self, at: int, outcome: Outcome) -> bool:
        """ "Is in custody", "under house arrest", "remains in detention"."""
        verbs = _words().patterns["custody_verbs"]
        lead = next((back for back in range(at - 1, at - 5, -1) if self.lower(back) in ("in", "under", "into")), None)
        if lead is None:
            return False
        verb = lead - 1
        while self.tag(verb) == "adv":
            verb -= 1
        group = self.groups.holding(verb)
        if group is not None and group.last == verb and group.mention is not None:
            hurt = self._people((group,), strict=True)
        elif self.lower(verb) in verbs:
            hurt = self._people(self.groups.left_of(verb), strict=True)
        else:
            hurt = ()
        self._enter("captured", at, hurt, None)
        return bool(hurt)

    # --- entering ---

    def _people(self, hurt: Sequence[Group], *, strict: bool) -> tuple[Group, ...]:
        """Of these groups those who may be people: no place, no body, not "how many people"."""
        return tuple(
            group
            for group in hurt
            if self.groups.people(group, strict=strict and group.mention is None)
            and not self._place(group)
            and not (
                self.lower(group.first - 1) == "how"
                or (self.lower(group.first - 1) == "many" and self.lower(group.first - 2) == "how")
            )
        )

    def _taken(self, group: Group) -> bool:
        """Whether what was captured is people rather than ground: by a word for people, a number or a full name."""
        if (
            group.head is None
            or group.mention is not None
            or names_person(self.text, group.head)
            or self.tag(group.head) == "pron"
        ):
            return True
        return group.noun is not None and group.head > group.noun

    def _place(self, group: Group) -> bool:
        if group.head is None or group.mention is not None or names_person(self.text, group.head):
            return False
        token = self.text.tokens[group.head]
        return self.scene.names_place(token.start, token.end)

    def _enter(self, outcome: Outcome, at: int, hurt: Sequence[Group], by: Passage | None) -> None:
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
                titled = group.first == group.noun and names_person(self.text, group.head or group.first) and not self.groups.named(group)
                number = 1 if titled and self.text.case == "mixed" else max(2, sum(group.first <= one.first <= last.first for one in hurt))
                count, words = Count(number, number), None
            self._add(outcome, at, count, words, victims, by, group.first, last.last, head)
            previous = head

    def _carried(self, group: Group) -> Passage | None:
        """Of "three people were killed and 264 injured", the people for the bare number."""
        before = [hurt for hurt in self.hurts if hurt.last < group.first and hurt.victims is not None and hurt.words is not None]
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

    def _add(
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
        if any(old.first == first and old.outcome == outcome for old in self.hurts):
            return
        words = mention.words if mention is not None else None
        self.hurts.append(Hurt(outcome, at, count, words, victims, by, first, last, head))

    def _agent(self, at: int) -> Passage | None:
        """"By X" behind the word; "in a clash with X"."""
        found = agent_after(self.text, at)
        if found is not None:
            return None if self.lower(self.text.token_at(found.start)) in _words().patterns["by_not"] else found
        for index in range(at + 1, at + 7):
            if self.lower(index) == "with" and self.lower(index - 1) in _words().patterns["fights"]:
                against = self.groups.right_of(index)
                return self.text.span(against[0].first, against[-1].last) if against and self.groups.people(against[0]) else None
        return None

    def _subject_agent(self, at: int) -> Passage | None:
        series = self.groups.left_of(at)
        if not series and self.lower(at).endswith("ing"):
            verb = next((back for back in range(at - 1, max(self.groups.sentence.first, at - 20), -1) if self.tag(back) == "verb"), None)
            series = self.groups.left_of(verb) if verb is not None else ()
            if series and not self.groups.people(series[-1], strict=True):
                return None
        if not series or not self.groups.people(series[-1]):
            return None
        return self.text.span(series[0].first, series[-1].last)


@cache
def _times() -> frozenset[str]:
    return frozenset(vocabulary("harm")["groups"]["time"].split())


@cache
def _gerunds() -> frozenset[str]:
    return frozenset(vocabulary("harm")["groups"]["gerund"].split())


@cache
def _nouns() -> frozenset[str]:
    harm = vocabulary("harm")
    return frozenset(
        word for table in ("nouns", "counted") for forms in harm[table].values() for word in forms.split()
    ) | {"shot", "beating", "shooting", "stabbing", "bombing", "burning"}

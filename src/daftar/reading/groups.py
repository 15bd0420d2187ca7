"""Groups: the noun phrases of one sentence as counted groups, and which of them stand left and right of a word.

Takes a cut Text, one of its sentences and the text's counts. Gives Groups in order and the series ("two soldiers and three
civilians") that a verb or a noun governs. Promises to stay within the sentence; where position cannot tell, an empty series.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from daftar.model import Count, Passage
from daftar.reading.counts import CountMention
from daftar.reading.persons import is_plural, names_person
from daftar.reading.sentences import Sentence, Text
from daftar.vocabulary import vocabulary

_SKIPPED = frozenset("of the these those his her its their our other more additional further such this".split())
_QUOTES = frozenset("\"'“”‘’`")
_JOINTS = frozenset(["and", "&", "plus", "or"])
_TITLES_END = 4  # letters of the longest abbreviation that does not end a name: "Lt. Gen."
_SINGULAR_DETERMINERS = frozenset("a an the this that his her its their our my your whose".split())


@dataclass(frozen=True, slots=True)
class Group:
    """One noun phrase, `first` to `last` (tokens, inclusive), with the number that it opens with.

    `noun` is the first token after determiner and number, None where the number stands alone ("killed 12"); `head` the noun that
    says what they are, None alike.
    """

    first: int
    last: int
    mention: CountMention | None
    noun: int | None
    head: int | None


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of one sentence."""

    text: Text
    sentence: Sentence
    found: tuple[Group, ...]
    firsts: tuple[int, ...]

    def holding(self, token: int) -> Group | None:
        """The group that holds the token."""
        at = bisect_left(self.firsts, token + 1) - 1
        return self.found[at] if at >= 0 and self.found[at].last >= token else None

    def starting(self, token: int) -> Group | None:
        """The group that begins at the token."""
        at = bisect_left(self.firsts, token)
        return self.found[at] if at < len(self.found) and self.firsts[at] == token else None

    def before(self, token: int) -> Group | None:
        """The last group that ends before the token."""
        at = bisect_left(self.firsts, token) - 1
        return self.found[at] if at >= 0 else None

    # --- what groups are ---

    def counted(self, group: Group) -> Count:
        """How many the group says that it is: its number, else one for a name or a singular, two or more for a plural."""
        if group.mention is not None:
            return group.mention.count
        if group.head is None:
            return Count()
        lower = self.text.tokens[group.head].lower
        if lower in _words("collective"):
            return Count()
        if self.text.tags[group.head] == "pron":
            return Count(2, None) if lower in _words("plural_pronoun") else Count(1, 1)
        if lower == "couple":
            return Count(2, 2)
        if lower in ("those", "these"):
            return Count(2, None)
        if self.named(group) or (self.text.case != "mixed" and not names_person(self.text, group.head) and self.text.tags[group.first] != "det"):
            return Count(1, 1)
        return Count(2, None) if is_plural(lower) else Count(1, 1)

    def named(self, group: Group) -> bool:
        """Whether the group is headed by a name in a text where capitals tell."""
        if group.head is None or self.text.case != "mixed":
            return False
        word = self.text.tokens[group.head].text
        if group.head == self.sentence.first and (
            word.lower() in _words("things") or word.endswith(("ing", "ion", "s"))
        ):
            return False
        return word[:1].isupper() and not (len(word) > 3 and word.isupper()) and not names_person(self.text, group.head)

    def people(self, group: Group, *, strict: bool = False) -> bool:
        """Whether the group may be people. `strict` wants a word for people, a name of two words or a bare number."""
        if group.head is None:
            return group.mention is not None
        lower = self.text.tokens[group.head].lower
        if self.text.tags[group.head] == "pron":
            return lower in _words("pronoun")
        if lower in _words("time") or self._owns(group):
            return False
        if names_person(self.text, group.head) or lower in ("those",):
            return True
        if lower in _words("things") or (lower.endswith("s") and lower[:-1] in _words("things")):
            return False
        if (
            group.noun is not None
            and any(names_person(self.text, at) for at in range(group.noun, group.head))
            and not strict
        ):
            return True
        if self.text.case == "mixed" and not strict:
            return (
                self.named(group)
                or group.head == self.sentence.first
                or lower.endswith("s")
                and group.mention is not None
            )
        if strict and self.text.case != "mixed" and group.noun is not None:
            return any(names_person(self.text, at) for at in range(group.noun, group.head))
        return not strict or self.named(group)

    def _owns(self, group: Group) -> bool:
        """ "The murdered peasants' houses": the people own what follows."""
        after = group.last + 1
        return (
            after + 1 < self.sentence.last
            and self.text.tokens[after].text in ("'", "’")  # noqa: RUF001
            and self.text.tokens[group.last].lower.endswith("s")
            and self.text.tags[after + 1] == "noun"
            and self.text.tokens[after].start == self.text.tokens[group.last].end
        )

    def victims(self, group: Group) -> Passage | None:
        """Who they are, verbatim, without the number."""
        if group.noun is None:
            return None
        return self.text.span(group.noun, group.last)

    # --- where groups stand ---

    def series_from(self, group: Group, *, relative: bool = False) -> tuple[Group, ...]:
        """The group and those joined to it on its right; in a relative clause the verb behind them is the main clause's."""
        members = [group]
        text, last = self.text, group.last
        pending: list[Group] = []
        while True:
            at, joint = self._past_joint(self._past_aside(last + 1))
            following = self.starting(at) if joint else None
            if following is None or not self._member(following) or (not relative and self._governs(following)):
                break
            last = following.last
            if joint == "," and self._apposed(members[-1], following):
                continue
            pending.append(following)
            if joint == "and":
                members += pending
                pending = []
        if pending and all(member.mention is not None for member in pending):
            members += pending
        return tuple(members)

    def series_to(self, group: Group) -> tuple[Group, ...]:
        """The group and those joined to it on its left, in order."""
        members = [group]
        joined = False
        while True:
            at = members[0].first - 1
            joint = self._joint_before(at)
            if joint is None:
                break
            kind, end = joint
            before = self.holding(end)
            if before is None or before.last != end or not self._member(before) or self._named_part(before):
                break
            if kind == "and":
                joined = True
            if not joined or self._prepositional(before):
                break
            members.insert(0, before)
        for earlier, later in zip(members, members[1:], strict=False):  # "X, an official and leader of the party"
            if self._apposed(earlier, later) and self.text.tokens[later.first - 1].text == ",":
                return (members[0],) if earlier is members[0] else tuple(members[: members.index(later)])
        return tuple(members)

    def right_of(self, index: int, *, relative: bool = False) -> tuple[Group, ...]:
        """The series that begins right after the token (adverbs skipped)."""
        at = index + 1
        while (
            at < self.sentence.last
            and self.starting(at) is None
            and (
                self.text.tags[at] == "adv"
                or self.text.tokens[at].lower in ("up", "off", "either", "outright")
                or self.text.tokens[at].text in _QUOTES
            )
        ):
            at += 1
        group = self.starting(at)
        if group is None:
            return ()
        relative = relative or (
            index > self.sentence.first and self.text.tokens[index - 1].lower in ("that", "which", "who")
        )
        return self.series_from(group, relative=relative)

    def left_of(self, index: int, depth: int = 0) -> tuple[Group, ...]:
        """The series that is the subject of the verb or the predicate at the token, by position."""
        text, first = self.text, self.sentence.first
        at = index - 1
        while at >= first and self._skips(at):
            at -= 1
        if at < first or depth > 4:
            return ()
        token, tag = text.tokens[at], text.tags[at]
        if token.text in "])":
            opening = next(
                (back for back in range(at - 1, max(first, at - 25), -1) if text.tokens[back].text in "[("), None
            )
            return () if opening is None else self.left_of(opening, depth + 1)
        group = self.holding(at)
        if group is not None and group.last == at:
            return self._past_prepositions(group, depth)
        if tag == "rel":
            end = at - 1 if text.tokens[at - 1].text == "," else at
            if text.tags[end - 1] == "prep" and end - 1 > first:
                end -= 1
            return self._antecedent(end)
        if token.text in (",", "--", "—", "–", "-", ")"):  # noqa: RUF001
            return self._before_aside(at, depth)
        if token.lower in ("and", "but", "or", "then"):
            verb = self._verb_before(at)
            return () if verb is None else self.left_of(verb, depth + 1)
        if tag == "prep" and token.lower in ("before", "after", "while", "without", "and") and depth < 2:
            verb = self._verb_before(at)
            return () if verb is None else self.left_of(verb, depth + 1)
        if tag in ("verb", "ing") and depth < 3:
            return self.left_of(at, depth + 1)
        return ()

    # --- steps ---

    def _skips(self, at: int) -> bool:
        token = self.text.tokens[at]
        if self.holding(at) is not None:
            return False
        return self.text.tags[at] in ("aux", "adv") or token.lower in _words("skipped") or token.text in _QUOTES

    def _past_prepositions(self, group: Group, depth: int) -> tuple[Group, ...]:
        """ "Two people in the car": of groups chained by prepositions, the first."""
        steps, nearest = 0, None
        while self._prepositional(group) and steps < 4:
            before = self.before(group.first)
            if before is None or before.last < group.first - 6 or not self._modifies(before, group):
                return () if not self.people(group, strict=True) else self.series_to(group)
            nearest = nearest or (group if self.people(group, strict=True) else None)
            group, steps = before, steps + 1
        if nearest is not None and not self.people(group):
            return self.series_to(nearest)
        return self.series_to(group)

    def _modifies(self, group: Group, following: Group) -> bool:
        """Whether what follows hangs on the group: "people in the car", "men implicated in the attack"."""
        start = group.last + 1
        if self.text.tags[start] == "rel":  # "people who are apparently involved in"
            start += 1
            while self.text.tags[start] in ("aux", "adv"):
                start += 1
            return all(self.text.tags[at] in ("prep", "adv", "verb", "ing") for at in range(start, following.first))
        between = range(start, following.first)
        verbs = [at for at in between if self.text.tags[at] in ("verb", "ing")]
        return verbs in ([], [group.last + 1]) and all(
            self.text.tags[at] in ("prep", "adv", "num", "verb", "ing") for at in between
        )

    def _prepositional(self, group: Group) -> bool:
        before = group.first - 1
        return before >= self.sentence.first and self.text.tags[before] == "prep" and self.text.tokens[before].lower not in (
            "including", "and", "than", "as", "plus", "despite", "like", "after", "before", "since", "until", "till", "because",
        )  # fmt: skip

    def _antecedent(self, end: int) -> tuple[Group, ...]:
        """The people nearest before a relative pronoun."""
        group = self.before(end)
        for _ in range(4):
            if group is None or group.first < end - 15:
                return ()
            if self.people(group):
                return self.series_to(group) if group.last >= end - 2 else (group,)
            group = self.before(group.first)
        return ()

    def _before_aside(self, at: int, depth: int) -> tuple[Group, ...]:
        """The subject before an aside that closes at this mark: "Ten people, including a child, were"."""
        text, steps = self.text, 0
        opening = at - 1
        best: tuple[Group, ...] = ()
        while opening > self.sentence.first and steps < 40:
            if text.tokens[opening].text in (",", "--", "—", "–", "-", "("):  # noqa: RUF001
                group = self.holding(opening - 1)
                following = text.tokens[opening + 1].lower
                if group is not None and group.last == opening - 1:
                    aside = text.tags[opening + 1] in (
                        "rel",
                        "det",
                        "num",
                        "prep",
                        "ing",
                        "verb",
                    ) or following in _words("aside")
                    found = self._past_prepositions(group, depth)
                    if found and any(self.people(one) for one in found) and (aside or not best):
                        best = found
                        if following in _words("aside") or text.tags[opening + 1] in ("rel", "num"):
                            return best
            elif text.tags[opening] in ("aux",) and best:
                return best
            opening -= 1
            steps += 1
        if not best:
            opener = self.starting(self.sentence.first)
            if opener is not None and self.people(opener):
                return (opener,)
        return best

    def _verb_before(self, at: int) -> int | None:
        for back in range(at - 1, max(self.sentence.first, at - 25) - 1, -1):
            if self.text.tags[back] in ("verb", "aux"):
                while back > self.sentence.first and self.text.tags[back - 1] in ("aux", "adv"):
                    back -= 1
                return back
            if self.text.tokens[back].text == ";":
                return None
        return None

    def _past_aside(self, at: int) -> int:
        """Past an age between commas and a gloss in brackets."""
        text, end = self.text, self.sentence.last
        if (
            at + 2 < end
            and text.tokens[at].text == ","
            and text.tags[at + 1] == "num"
            and text.tokens[at + 2].text in (",", ";")
        ):
            if self.starting(at + 1) is None or text.tokens[at + 1].lower.isdigit():
                return at + 2
        return at

    def _past_joint(self, at: int) -> tuple[int, str]:
        """The token after "," or "and" and which it was: "," or "and"; ("" where there is no joint)."""
        joint = ""
        while at < self.sentence.last and joint != "and":
            lower = self.text.tokens[at].lower
            if lower in _JOINTS:
                joint, at = "and", at + 1
            elif lower in (",", ";") and not joint:
                joint, at = ",", at + 1
            elif lower in ("as", "along", "together") and self.text.tokens[
                min(at + 2, len(self.text.tokens) - 1)
            ].lower in ("as", "with"):
                joint, at = "and", at + 3
            elif lower in ("along", "together") and self.text.tokens[at + 1].lower == "with":
                joint, at = "and", at + 2
            else:
                break
        while (
            joint
            and at < self.sentence.last
            and self.starting(at) is None
            and (self.text.tags[at] == "adv" or self.text.tokens[at].lower in ("also", "both", "another"))
        ):
            at += 1
        return at, joint

    def _joint_before(self, at: int) -> tuple[str, int] | None:
        """The kind of joint that ends at this token and the token before it."""
        if at <= self.sentence.first:
            return None
        lower = self.text.tokens[at].lower
        if lower in _JOINTS:
            at -= 1
            return "and", at - 1 if self.text.tokens[at].text == "," else at
        if lower == ",":
            return ",", at - 1
        return None

    def _named_part(self, group: Group) -> bool:
        """Whether the group is named as a part of another: "including X"."""
        return group.first > self.sentence.first and self.text.tokens[group.first - 1].lower in (
            "including",
            "include",
            "includes",
        )

    def _apposed(self, name: Group, gloss: Group) -> bool:
        """Whether the second group says who the first is: "X, a nurse"."""
        if (
            name.mention is not None
            or name.head is None
            or self.text.tags[name.first] == "det"
            or self.text.tokens[gloss.first].lower not in ("a", "an", "the")
        ):
            return False
        return not is_plural(self.text.tokens[name.head].lower) or self.named(name)

    def _member(self, group: Group) -> bool:
        return self.people(group) and not (
            group.head is not None and self.text.tags[group.head] == "pron" and group.mention is None
        )

    def _governs(self, group: Group) -> bool:
        """Whether the group is the subject of a clause of its own: "and three civilians were injured"."""
        at = group.last + 1
        while at < self.sentence.last and self.text.tags[at] == "adv":
            at += 1
        if at >= self.sentence.last:
            return False
        lower = self.text.tokens[at].lower
        return self.text.tags[at] in ("aux", "verb") or lower in _words("participle")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(vocabulary("harm")["groups"][name].split())


def find_groups(text: Text, sentence: Sentence, counts: Mapping[int, CountMention]) -> Groups:
    """The groups of the sentence; `counts` are the text's CountMentions by first token."""
    found: list[Group] = []
    at = sentence.first
    while at < sentence.last:
        group = _group_at(text, sentence, counts, at)
        if group is None:
            at += 1
        else:
            found.append(group)
            at = group.last + 1
    return Groups(text, sentence, tuple(found), tuple(group.first for group in found))


def _group_at(text: Text, sentence: Sentence, counts: Mapping[int, CountMention], first: int) -> Group | None:
    at, end = first, sentence.last
    tags, tokens = text.tags, text.tokens
    mention = counts.get(at)
    if (
        mention is None
        and tokens[at].lower in _words("gerund")
        and (at == sentence.first or tags[at - 1] not in ("det", "num", "clitic", "noun"))
    ):
        return None  # "for killing X"
    if mention is None and tags[at] not in ("det", "noun", "pron", "num") and tokens[at].lower not in ("those",):
        return None
    if mention is None and tags[at] == "pron":
        return Group(at, at, None, at, at)
    while mention is None and at < end and tags[at] == "det":
        at += 1
        mention = counts.get(at)
    if mention is not None:
        at = mention.last + 1
        while at + 1 < end and tokens[at].text in _QUOTES:
            at += 1
        hurt = _past_participles(text, sentence, at)
        if hurt > at:
            stop = _noun_run(text, sentence, counts, hurt)
            return Group(first, stop - 1, mention, at, stop - 1)
        while (
            at < end
            and (tokens[at].lower in _SKIPPED or (tags[at] == "adv" and tokens[at].lower in ("more", "most")))
            and counts.get(at) is None
        ):
            at += 1
    stop = _noun_run(text, sentence, counts, at)
    if stop == at:  # a number or a determiner alone
        if mention is not None:
            return Group(
                first,
                at - 1 if tokens[at - 1].lower in ("more", "other", "additional", "further") else mention.last,
                mention,
                None,
                None,
            )
        if tokens[first].lower in ("those", "others") or (
            tags[first] == "det" and tokens[at - 1].lower in ("those", "these")
        ):
            return Group(first, at - 1, None, first, at - 1 if at > first else first)
        return None
    head = stop - 1
    while head > at and (tags[head] in ("num", "clitic")):
        head -= 1
    last = _past_of(text, sentence, counts, stop, head)
    return Group(first, last, mention, at, head)


def _past_participles(text: Text, sentence: Sentence, at: int) -> int:
    """The token after "dead and wounded" where people follow it: "several dead and wounded civilians"."""
    after = at
    while after + 1 < sentence.last and (text.tokens[after].lower in _words("participle") or (after > at and text.tokens[after].lower in ("and", "or"))):
        after += 1
    return after if after > at and text.tags[after] == "noun" and _heads_people(text, sentence, after) else at


def _noun_run(text: Text, sentence: Sentence, counts: Mapping[int, CountMention], at: int) -> int:
    """The token after the run of nouns that begins here."""
    tags, tokens, start = text.tags, text.tokens, at
    while at < sentence.last:
        tag, lower = tags[at], tokens[at].lower
        if at > start and at in counts:
            break
        if lower in _words("participle"):
            following = at + 1
            if (
                following >= sentence.last
                or tags[following] != "noun"
                or tokens[following].lower in _words("participle")
                or not _heads_people(text, sentence, following)
            ):
                break
        elif lower == "(" and at > start and at + 3 < sentence.last and tokens[at + 2].text == ")" and tags[at + 3] == "noun":
            at += 2  # "Liberation Front (FLN) guerrillas"
        elif tag == "mark":
            abbreviated = (
                lower == "." and at > start and len(tokens[at - 1].text) <= _TITLES_END and at + 1 < sentence.last
            )
            if not (
                abbreviated
                and tags[at + 1] == "noun"
                and tokens[at - 1].text[:1].isupper()
                and tokens[at + 1].text[:1].isupper()
            ):
                break
        elif at > start and lower in _words("time"):
            break
        elif at > start and tag == "verb" and tags[at - 2] == "det" and names_person(text, at):
            pass  # "the second suspect"
        elif tag not in ("noun", "num", "clitic") and not (
            at == start and tag in ("ing", "verb") and start > sentence.first and tags[at - 1] in ("det", "num")
        ):
            if not (
                tag == "adv"
                and at + 1 < sentence.last
                and tags[at + 1] == "noun"
                and at == start
                and lower.endswith("ly")
            ):
                break
        at += 1
    return at


def _heads_people(text: Text, sentence: Sentence, at: int) -> bool:
    """Whether the noun run that begins here is headed by a word for people: "wounded soldiers"."""
    while (
        at + 1 < sentence.last and text.tags[at + 1] == "noun" and text.tokens[at + 1].lower not in _words("participle")
    ):
        at += 1
    return names_person(text, at) and text.tokens[at].lower not in ("police",)


def _past_of(text: Text, sentence: Sentence, counts: Mapping[int, CountMention], stop: int, head: int) -> int:
    """The last token of the group with what "of" adds: "members of the security forces"."""
    last = stop - 1
    capital = text.case == "mixed" and text.tokens[head].text[:1].isupper() and head > sentence.first
    if not capital and not names_person(text, head) and text.tokens[head].lower not in _words("collective"):
        return last
    while (
        last + 2 < sentence.last
        and text.tokens[last + 1].lower == "of"
        and text.tokens[head].lower not in _words("act_noun")
    ):
        at = last + 2
        while at < sentence.last and (text.tags[at] == "det" or text.tokens[at].text in _QUOTES):
            at += 1
        if at in counts or at - 1 in counts:
            break
        end = _noun_run(text, sentence, counts, at)
        if end == at:
            break
        last = end - 1
    return last


def by_first_token(counts: Sequence[CountMention]) -> dict[int, CountMention]:
    """The counts by the token that they begin with."""
    return {mention.first: mention for mention in counts}

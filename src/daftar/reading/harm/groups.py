"""Groups: the noun phrases of one sentence as counted groups, and which of them stand left and right of a word.

Takes a cut Text, one of its sentences and the text's counts. Gives Groups in order and the series ("two soldiers and three
civilians") that a verb or a noun governs. Promises to stay within the sentence; where position cannot tell, an empty series.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from daftar.model import Count, Passage
from daftar.reading.harm.counts import CountMention
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.who.persons import is_plural, names_person
from daftar.vocabulary import vocabulary

_SKIPPED = frozenset("of the these those his her its their our other more additional further such this".split())
QUOTES = frozenset("\"'“”‘’`")
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

    def counted(self, group: Group) -> Count:
        """How many the group says that it is: its number, else one for a name or a singular, two or more for a plural."""
        if group.mention is not None:
            return group.mention.count
        if group.head is None:
            return Count()
        lower = self.text.tokens[group.head].lower
        if lower in group_words("collective"):
            return Count()
        if self.text.tags[group.head] == "pron":
            return Count(2, None) if lower in group_words("plural_pronoun") else Count(1, 1)
        if lower == "couple":
            return Count(2, 2)
        if lower in ("those", "these"):
            return Count(2, None)
        if self.named(group) or (
            self.text.case != "mixed"
            and not names_person(self.text, group.head)
            and self.text.tags[group.first] != "det"
        ):
            return Count(1, 1)
        return Count(2, None) if is_plural(lower) else Count(1, 1)

    def named(self, group: Group) -> bool:
        """Whether the group is headed by a name in a text where capitals tell."""
        if group.head is None or self.text.case != "mixed":
            return False
        word = self.text.tokens[group.head].text
        if group.head == self.sentence.first and (
            word.lower() in group_words("things") or word.endswith(("ing", "ion", "s"))
        ):
            return False
        return word[:1].isupper() and not (len(word) > 3 and word.isupper()) and not names_person(self.text, group.head)

    def people(self, group: Group, *, strict: bool = False) -> bool:
        """Whether the group may be people. `strict` wants a word for people, a name of two words or a bare number."""
        if group.head is None:
            return group.mention is not None
        lower = self.text.tokens[group.head].lower
        if self.text.tags[group.head] == "pron":
            return lower in group_words("pronoun")
        if lower in group_words("time") or self._owns(group):
            return False
        if names_person(self.text, group.head) or lower in ("those",):
            return True
        if lower in group_words("things") or (lower.endswith("s") and lower[:-1] in group_words("things")):
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
                or (lower.endswith("s") and group.mention is not None)
            )
        if strict and self.text.case != "mixed" and group.noun is not None:
            return any(names_person(self.text, at) for at in range(group.noun, group.head))
        return not strict or self.named(group)

    def _owns(self, group: Group) -> bool:
        """As in "the murdered farmers' houses": the people own what follows."""
        after = group.last + 1
        return (
            after + 1 < self.sentence.last
            and self.text.tokens[after].text in ("'", "’")
            and self.text.tokens[group.last].lower.endswith("s")
            and self.text.tags[after + 1] == "noun"
            and self.text.tokens[after].start == self.text.tokens[group.last].end
        )

    def victims(self, group: Group) -> Passage | None:
        """Who they are, verbatim, without the number."""
        if group.noun is None:
            return None
        return self.text.span(group.noun, group.last)


@cache
def group_words(name: str) -> frozenset[str]:
    """A list of `[groups]` of `vocabulary/harm.toml` by its name."""
    return frozenset(vocabulary("harm")["groups"][name].split())


def find_groups(text: Text, counts: Sequence[CountMention]) -> tuple[Groups, ...]:
    """The groups of each sentence; `counts` are the text's."""
    starts = {mention.first: mention for mention in counts}
    return tuple(_of_sentence(text, sentence, starts) for sentence in text.sentences)


def _of_sentence(text: Text, sentence: Sentence, counts: Mapping[int, CountMention]) -> Groups:
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
        and tokens[at].lower in group_words("gerund")
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
        while at + 1 < end and tokens[at].text in QUOTES:
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
    if (
        stop == at
        and mention is not None
        and at < end
        and tokens[at - 1].lower == "the"
        and tokens[at].lower in group_words("hurt")
    ):
        return Group(first, at, mention, at, at)  # "four of the wounded"
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
    while after + 1 < sentence.last and (
        (text.tokens[after].lower in group_words("participle") and text.tags[after] != "aux")
        or (after > at and text.tokens[after].lower in ("and", "or"))
    ):
        after += 1
    return after if after > at and text.tags[after] == "noun" and _heads_people(text, sentence, after) else at


def _noun_run(text: Text, sentence: Sentence, counts: Mapping[int, CountMention], at: int) -> int:
    """The token after the run of nouns that begins here."""
    tags, tokens, start = text.tags, text.tokens, at
    while at < sentence.last:
        tag, lower = tags[at], tokens[at].lower
        if at > start and at in counts:
            break
        if lower in group_words("participle"):
            following = at + 1
            if (
                following >= sentence.last
                or tags[following] != "noun"
                or tokens[following].lower in group_words("participle")
                or not _heads_people(text, sentence, following)
            ):
                break
        elif (
            lower == "("
            and at > start
            and at + 3 < sentence.last
            and tokens[at + 2].text == ")"
            and tags[at + 3] == "noun"
        ):
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
        elif at > start and lower in group_words("time"):
            break
        elif at > start and tag == "verb" and tags[at - 2] == "det" and names_person(text, at):
            pass  # "the second suspect"
        elif tag not in ("noun", "num", "clitic") and not (at == start and _modifies(text, sentence, at)):
            break
        at += 1
    return at


def _modifies(text: Text, sentence: Sentence, at: int) -> bool:
    """Whether a verb form or an adverb opens the nouns after it: "the remaining men", "heavily armed rebels"."""
    tag = text.tags[at]
    if tag in ("ing", "verb"):
        return at > sentence.first and text.tags[at - 1] in ("det", "num")
    return (
        tag == "adv" and text.tokens[at].lower.endswith("ly") and at + 1 < sentence.last and text.tags[at + 1] == "noun"
    )


def _heads_people(text: Text, sentence: Sentence, at: int) -> bool:
    """Whether the noun run that begins here is headed by a word for people: "wounded soldiers"."""
    while (
        at + 1 < sentence.last
        and text.tags[at + 1] == "noun"
        and text.tokens[at + 1].lower not in group_words("participle")
    ):
        at += 1
    return names_person(text, at) and text.tokens[at].lower not in ("police",)


def _past_of(text: Text, sentence: Sentence, counts: Mapping[int, CountMention], stop: int, head: int) -> int:
    """The last token of the group with what "of" adds: "members of the security forces"."""
    last = stop - 1
    capital = text.case == "mixed" and text.tokens[head].text[:1].isupper() and head > sentence.first
    if not capital and not names_person(text, head) and text.tokens[head].lower not in group_words("collective"):
        return last
    while (
        last + 2 < sentence.last
        and text.tokens[last + 1].lower == "of"
        and text.tokens[head].lower not in group_words("act_noun")
    ):
        at = last + 2
        while at < sentence.last and (text.tags[at] == "det" or text.tokens[at].text in QUOTES):
            at += 1
        if at in counts or at - 1 in counts:
            break
        end = _noun_run(text, sentence, counts, at)
        if end == at:
            break
        last = end - 1
    return last

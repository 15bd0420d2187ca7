"""Counts: the number phrases of a text that may count people, with the bounds that their words give.

Takes a cut Text. Gives CountMentions in text order. Promises the bounds of the codebook ("at least 12" is 12 and open, "up to
12" is open and 12, "about 12" is 12 and 12), and that years, dates, ages, times, distances, sums of money, calibres, percentages,
ordinals, labels and street numbers are no counts. Deterministic; a learned reader keeps it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from daftar.model import Count, Passage
from daftar.reading.harm.numbers import LONGEST, Bounds, bounding, opening, read_number, read_range
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.who.persons import names_person, word_status
from daftar.vocabulary import vocabulary

# A toll goes "up to 12": no bound there.
_RISES = frozenset(["gone", "went", "go", "goes", "going", "risen", "rose", "climbed", "shot", "taken", "taking"])
_SOFT = frozenset(["a", "an", "another", "no", "many"])  # words that may as well belong to a number behind them
_SINGLE = frozenset(["a", "an", "one", "another", "no", "both", "double", "triple", "neither"])


@dataclass(frozen=True, slots=True)
class CountMention:
    """One number phrase: its words, its bounds, and its first and last token (inclusive)."""

    words: Passage
    count: Count
    first: int
    last: int


@cache
def _excluding(name: str) -> frozenset[str]:
    """A list of words that say that a number counts no people."""
    return frozenset(vocabulary("counts")["not_people"][name].split())


@cache
def _harms() -> frozenset[str]:
    """Nouns of harm that a number counts as it counts people."""
    return frozenset(vocabulary("counts")["harm"]["nouns"].split())


def find_counts(text: Text) -> tuple[CountMention, ...]:
    """Every number phrase that may count people, in text order, none within another."""
    found: list[CountMention] = []
    done = -1
    for sentence in text.sentences:
        for index in range(sentence.first, sentence.last):
            lower = text.tokens[index].lower
            if index <= done or not (lower[0].isdigit() or lower in opening() or "-" in lower):
                continue
            words = [token.lower for token in text.tokens[index : min(index + 12, sentence.last)]]
            read = read_number(words)
            if read is None or _opens_modifier(words):
                continue
            last, mention = _mention(text, sentence, index, max(done + 1, sentence.first), words, read)
            if mention is not None:
                found.append(mention)
            if mention is not None or words[0] not in _SOFT:
                done = last
    return tuple(found)


def _mention(
    text: Text, sentence: Sentence, index: int, left: int, words: Sequence[str], read: tuple[Bounds, int]
) -> tuple[int, CountMention | None]:
    """The last token of the number that begins at `index`, and its mention unless it counts no people."""
    (low, high), length = read
    first, last = index, index + length - 1
    ranged = read_range(words, length, low, text.tokens[index - 1].lower if index > left else "")
    if ranged is not None:
        low, high, length = ranged
        last = index + length - 1
        if index > left and text.tokens[index - 1].lower == "between":
            first = index - 1
    first, side = _modified(text, first, left)
    behind, extra = _postfix(words, length)
    side, last = behind or side, last + extra
    if _excluded(text, sentence, index, last, first):
        return last, None
    if side == "low":
        high = None
    elif side in ("high", "below") and ranged is None:
        low, high = None, high if high is not None else low
        if side == "below" and high:
            high -= 1
    if last + 1 < sentence.last and text.tokens[last + 1].lower == "of" and _takes_of(words[:length]):
        last += 1
    return last, CountMention(text.span(first, last), Count(low, high), first, last)


def _opens_modifier(words: Sequence[str]) -> bool:
    """Whether the word opens a phrase that bounds a number behind it: "a further 20", "no fewer than 5", "another 12"."""
    opens = (length for length in (1, 2, 3) if tuple(words[:length]) in bounding("before") and len(words) > length)
    return words[0] in _SOFT and any(read_number(words[length:]) for length in opens)


def _takes_of(words: Sequence[str]) -> bool:
    """As in "dozens of", "a number of", "a couple of": the "of" belongs to the number; in "two of the dead" it does not."""
    return words[-1] in (
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "millions",
        "tens",
        "couple",
        "pair",
        "number",
        "numbers",
        "handful",
        "lakhs",
    )


# --- the number itself -------------------------------------------------------------------------------------------


# --- the words around it -----------------------------------------------------------------------------------------


def _modified(text: Text, first: int, left: int) -> tuple[int, str]:
    """The first token with the words before the number that bound it, and their side: low, high or same."""
    side = "same"
    moved = True
    while moved:
        moved = False
        for length in range(min(LONGEST, first - left), 0, -1):
            if (
                length == 2
                and text.tokens[first - length].lower == "up"
                and first - 3 >= left
                and text.tokens[first - 3].lower in _RISES
            ):
                return first, side
            phrase = tuple(token.lower for token in text.tokens[first - length : first])
            found = bounding("before").get(phrase)
            if found is not None:
                side = found if side == "same" else side
                first, moved = first - length, True
                break
    return first, side


def _postfix(words: Sequence[str], length: int) -> tuple[str, int]:
    for extra in range(min(3, len(words) - length), 0, -1):
        side = bounding("behind").get(tuple(words[length : length + extra]))
        if side is not None:
            return side, extra
    return "", 0


# --- what is no count of people ----------------------------------------------------------------------------------


def _excluded(text: Text, sentence: Sentence, index: int, last: int, first: int) -> bool:
    before = [token.lower for token in text.tokens[max(sentence.first, first - 3) : first]]
    after = [token.lower for token in text.tokens[last + 1 : min(last + 5, sentence.last)]]
    word = text.tokens[index].lower
    previous, following = before[-1] if before else "", after[0] if after else ""
    if (
        not _excluding("ages").isdisjoint(before[-1:] + before[-3:-2])  # "aged 12", "ages 4 and 5"
        or following in _excluding("units")
        or (following == "-" and len(after) > 1 and after[1] in _excluding("units"))
    ):
        return True
    if word in _SINGLE and index == last:
        return not _counts_one(text, sentence, index, previous)
    if word == "many" and previous in ("how", "so", "as", "too"):
        return True
    if word == "score" or (
        word == "scores"
        and not ({"of", "more", "other", "dead", "still", "were"} & set(after[:1]) or following in _harms())
    ):
        return True
    if not word[0].isdigit():
        person = last + 1 < sentence.last and names_person(text, last + 1)
        return following in _excluding("months") or (previous in _excluding("months") and not person)
    named = _nouns_after(text, sentence, last)
    return (
        _is_label(word, before, named, after)
        or _is_date(text, index, last, before, after)
        or _is_age(text, index, last)
    )


def _counts_one(text: Text, sentence: Sentence, index: int, previous: str) -> bool:
    """Whether "a", "one", "another", "no", "both" stands before a person or a harm, or by itself for a person."""
    word = text.tokens[index].lower
    if word == "one" and (
        previous in ("this", "that", "which", "any", "every", "each", "no", ",")
        and text.tokens[min(index + 1, sentence.last - 1)].lower not in ("of", "fatally", "critically", "seriously")
        and not _person_ahead(text, sentence, index)
    ):
        return False
    if index + 1 >= sentence.last:
        return word in ("another", "both", "one")
    following = text.tokens[index + 1].lower
    if following == "of":
        apposed = previous == "," and text.tags[sentence.first] not in (
            "prep",
            "adv",
            "rel",
            "num",
        )  # "X, one of the leaders"
        return word in ("one", "both") and not apposed and _person_ahead(text, sentence, index + 1)
    if following in _harms() or _person_ahead(text, sentence, index):
        return True
    return word in ("one", "another", "both") and text.tags[index + 1] in ("aux", "verb", "mark", "conj", "adv", "prep")


def _person_ahead(text: Text, sentence: Sentence, index: int) -> bool:
    """Whether the noun phrase that begins after token `index` is headed by a word for people."""
    head = None
    for at in range(index + 1, min(index + 10, sentence.last)):
        tag, lower = text.tags[at], text.tokens[at].lower
        if lower in _excluding("units") or lower in _excluding("months") or lower in _excluding("ages"):
            break
        if lower == "." and len(text.tokens[at - 1].lower) == 1:  # "a U. S. officer"
            continue
        if lower in ("dead", "wounded", "injured", "killed") and head is None and text.tags[at - 1] == "det":
            return True
        if tag in ("noun", "num") and lower not in ("killed", "injured", "wounded"):
            head = at
        elif head is None and (tag in ("det", "adv") or (tag in ("verb", "ing") and at == index + 1)):
            continue
        elif tag == "pron" and head is None:
            return lower in ("them", "us", "those", "these")
        else:
            break
    return head is not None and names_person(text, head)


def _nouns_after(text: Text, sentence: Sentence, last: int) -> Sequence[str]:
    """The nouns that follow the number directly, in lower case."""
    end = last + 1
    while end < min(last + 5, sentence.last) and text.tags[end] == "noun":
        end += 1
    return [token.lower for token in text.tokens[last + 1 : end]]


def _is_label(word: str, before: Sequence[str], named: Sequence[str], after: Sequence[str]) -> bool:
    """A label, a sum of money, a street number, a time of day, a number of some other kind."""
    previous, following = before[-1] if before else "", after[0] if after else ""
    if previous == "." and len(before) > 1 and before[-2] in ("no", "rs"):
        return True
    counted = bool(named) and (named[0] in _harms() or word_status(named[0]) is not None)
    if (
        (previous in _excluding("labels") and not counted)
        or previous in _excluding("money")
        or previous in ("#", "/", "(")
        or following in ("/", "%")
    ):
        return not (previous == "(" and following not in (")", "/"))
    if word.startswith("0") or (previous == "at" and len(word) == 4):
        return True
    if (following == ":" and len(after) > 1 and after[1][0].isdigit()) or (
        previous == ":" and len(before) > 1 and before[-2].isdigit()
    ):
        return True
    return not counted and any(noun in _excluding("streets") for noun in named)


def _is_date(text: Text, index: int, last: int, before: Sequence[str], after: Sequence[str]) -> bool:
    """A year, or a day beside its month ("29 and 30 January")."""
    word = text.tokens[index].lower
    near = [ahead for ahead in after if ahead != "."]
    behind = [ahead for ahead in before if ahead != "."]
    day = len(word) <= 2 and int(word) <= 31
    if behind and behind[-1] in _excluding("months") and day and not (len(behind) > 1 and behind[-2].isdigit()):
        return True
    if near and near[0] in _excluding("months") and day:
        return True
    if (
        len(near) > 2
        and near[0] in ("and", "to", "or", ",", "-")
        and near[1].isdigit()
        and near[2] in _excluding("months")
    ):
        return True
    if len(word) != 4 or not "1800" <= word <= "2099" or index != last:
        return False
    bounded = bool(before) and before[-1] in ("least", "than", "some", "about", "nearly")
    return not (bounded or (last + 1 < len(text.tokens) and names_person(text, last + 1)))


def _is_age(text: Text, index: int, last: int) -> bool:
    """An age beside a name: "the driver, 42, was", "aged 42"."""
    if index == 0:
        return False
    before, after = text.tokens[index - 1].lower, text.tokens[last + 1].lower if last + 1 < len(text.tokens) else "."
    number = text.tokens[index].lower
    if before != "," or after not in (",", ";", ".", ")", "and") or len(number) > 3 or index != last or index < 2:
        return False
    named = text.tags[index - 2] == "noun" and (
        text.case != "mixed" or text.tokens[index - 2].text[:1].isupper() or names_person(text, index - 2)
    )
    return named and text.tokens[index - 2].lower not in _harms() and after != "and"

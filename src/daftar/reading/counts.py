"""Counts: the number phrases of a text that may count people, with the bounds that their words give.

Takes a cut Text. Gives CountMentions in text order. Promises the bounds of the codebook ("at least 12" is 12 and open, "up to
12" is open and 12, "about 12" is 12 and 12), and that years, dates, ages, times, distances, sums of money, calibres, percentages,
ordinals, labels and street numbers are no counts. Deterministic; a learned reader keeps it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from daftar.model import Count, Passage
from daftar.reading.persons import names_person, word_status
from daftar.reading.sentences import Sentence, Text
from daftar.vocabulary import vocabulary

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_ODD = re.compile(r"(\d+)-odd")
_DECIMAL = re.compile(r"\d+\.\d+")
_LONGEST = 4  # words of the longest phrase in the vocabulary's lists
_DASHES = frozenset("-–—‐‑")  # noqa: RUF001
_RISES = frozenset(
    ["gone", "went", "go", "goes", "going", "risen", "rose", "climbed", "shot", "taken", "taking"]
)  # a toll goes "up to 12"
_SINGLE = frozenset(["a", "an", "one", "another", "no", "both", "double", "triple", "neither"])

Bounds = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class CountMention:
    """One number phrase: its words, its bounds, and its first and last token (inclusive)."""

    words: Passage
    count: Count
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Lists:
    numbers: dict[str, int]
    multipliers: dict[str, int]
    phrases: dict[tuple[str, ...], Bounds]
    before: dict[tuple[str, ...], str]
    behind: dict[tuple[str, ...], str]
    starts: frozenset[str]
    units: frozenset[str]
    months: frozenset[str]
    labels: frozenset[str]
    money: frozenset[str]
    streets: frozenset[str]
    ages: frozenset[str]
    harms: frozenset[str]


@cache
def _lists() -> _Lists:
    words = vocabulary("counts")
    bounds: dict[str, list[int]] = words["bounds"]
    phrases: dict[tuple[str, ...], Bounds] = {}
    for phrase, (low, high) in bounds.items():
        phrases[tuple(phrase.split())] = (None if low < 0 else low, None if high < 0 else high)
    numbers, multipliers = words["numbers"], words["multipliers"]
    starts = {phrase[0] for phrase in phrases} | numbers.keys() | multipliers.keys() | {"a", "an", "another"}
    sides = [
        {tuple(phrase.split()): side for side, listed in words[where].items() for phrase in listed}
        for where in ("before", "behind")
    ]
    excluded = {name: frozenset(listed.split()) for name, listed in words["not_people"].items()}
    harms = frozenset(words["harm"]["nouns"].split())
    return _Lists(numbers, multipliers, phrases, *sides, frozenset(starts), **excluded, harms=harms)


def find_counts(text: Text) -> tuple[CountMention, ...]:
    """Every number phrase that may count people, in text order, none within another."""
    lists = _lists()
    found: list[CountMention] = []
    done = -1
    for sentence in text.sentences:
        for index in range(sentence.first, sentence.last):
            lower = text.tokens[index].lower
            if index <= done or not (lower[0].isdigit() or lower in lists.starts or "-" in lower):
                continue
            words = [token.lower for token in text.tokens[index : min(index + 12, sentence.last)]]
            read = _value(words, lists)
            if read is None or _opens_modifier(words, lists):
                continue
            done, mention = _mention(text, sentence, index, max(done + 1, sentence.first), words, read, lists)
            if mention is not None:
                found.append(mention)
    return tuple(found)


def _mention(
    text: Text, sentence: Sentence, index: int, left: int, words: Sequence[str], read: tuple[Bounds, int], lists: _Lists
) -> tuple[int, CountMention | None]:
    """The last token of the number that begins at `index`, and its mention unless it counts no people."""
    (low, high), length = read
    first, last = index, index + length - 1
    ranged = _range(words, length, low, text.tokens[index - 1].lower if index > left else "", lists)
    if ranged is not None:
        high, length = ranged
        last = index + length - 1
        if index > left and text.tokens[index - 1].lower == "between":
            first = index - 1
    first, side = _modified(text, first, left, lists)
    behind, extra = _postfix(words, length, lists)
    side, last = behind or side, last + extra
    if _excluded(text, sentence, index, last, first, lists):
        return last, None
    if side == "low":
        high = None
    elif side == "high" and ranged is None:
        low, high = None, high if high is not None else low
    if last + 1 < sentence.last and text.tokens[last + 1].lower == "of" and _takes_of(words[:length]):
        last += 1
    return last, CountMention(text.span(first, last), Count(low, high), first, last)


def _opens_modifier(words: Sequence[str], lists: _Lists) -> bool:
    """Whether the article is that of "a further 20", "an estimated 300"."""
    opens = (length for length in (2, 3) if tuple(words[:length]) in lists.before and len(words) > length)
    return words[0] in ("a", "an") and any(_value(words[length:], lists) for length in opens)


def _takes_of(words: Sequence[str]) -> bool:
    """ "Dozens of", "a number of", "a couple of": the "of" belongs to the number; in "two of the dead" it does not."""
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


def _value(words: Sequence[str], lists: _Lists) -> tuple[Bounds, int] | None:
    """The bounds of the number that these words begin with, and how many of the words it takes."""
    for length in range(min(_LONGEST, len(words)), 0, -1):
        bounds = lists.phrases.get(tuple(words[:length]))
        if bounds is not None:
            return _multiplied(bounds, words, length, lists)
    number = _cardinal(words, lists)
    if number is not None:
        value, length = number
        return (value, value), length
    if words[0] in ("a", "an", "another"):
        return (1, 1), 1
    return None


def _multiplied(bounds: Bounds, words: Sequence[str], length: int, lists: _Lists) -> tuple[Bounds, int]:
    """ "Several hundred", "a couple of dozen"."""
    after = length + (len(words) > length and words[length] == "of")
    times = lists.multipliers.get(words[after]) if after < len(words) else None
    if times is None or bounds[0] in (None, 0):
        return bounds, length
    return (bounds[0] and bounds[0] * times, bounds[1] and bounds[1] * times), after + 1


def _cardinal(words: Sequence[str], lists: _Lists) -> tuple[int, int] | None:
    """The value of a number in digits or words, and how many of the words it takes."""
    if words[0][0].isdigit():
        return _digits(words, lists)
    total, current, length, seen = 0, 0, 0, False
    while length < len(words):
        word = words[length]
        value = _small(word, lists)
        times = lists.multipliers.get(word)
        if value is not None and (
            not seen or current % 100 == 0 or (20 <= current % 100 and current % 10 == 0 and value < 10)
        ):
            current += value
        elif times is not None and word not in ("thousands", "millions"):
            if not seen and word == "score":
                return None
            current = max(current, 1) * times
            if times >= 1000:
                total, current = total + current, 0
        elif word == "and" and seen and _joins(words, length, lists):
            length += 1
            continue
        elif word in ("a", "an") and not seen and length + 1 < len(words) and words[length + 1] in lists.multipliers:
            length += 1
            continue
        else:
            break
        seen, length = True, length + 1
    return (total + current, length) if seen else None


def _joins(words: Sequence[str], index: int, lists: _Lists) -> bool:
    """Whether this "and" stands within a number: "two hundred and five", not "two and five"."""
    after = index + 1 < len(words) and _small(words[index + 1], lists)
    return bool(after) and words[index - 1] in ("hundred", "thousand", "million", "lakh")


def _small(word: str, lists: _Lists) -> int | None:
    """A number below 100 in one word: "five", "twenty-three"."""
    if "-" in word:
        tens, _, ones = word.partition("-")
        high, low = lists.numbers.get(tens), lists.numbers.get(ones)
        return high + low if high is not None and low is not None and high >= 20 and low < 10 else None
    return lists.numbers.get(word)


def _digits(words: Sequence[str], lists: _Lists) -> tuple[int, int] | None:
    odd = _ODD.fullmatch(words[0])
    word, length = odd[1] if odd else words[0], 1
    decimal = _DECIMAL.fullmatch(word) is not None
    if not decimal and not _DIGITS.fullmatch(word):
        return None
    value = float(word.replace(",", ""))
    if len(word) <= 3 and not word.startswith("0"):  # "32, 600" and "120 000", as some wires set them
        at = 2 if len(words) > 2 and words[1] == "," else 1
        if len(words) > at and re.fullmatch(r"\d{3}", words[at]):
            value, length = value * 1000 + int(words[at]), at + 1
    times = lists.multipliers.get(words[length]) if length < len(words) else None
    if times is not None:
        return round(value * times), length + 1
    return None if decimal else (int(value), length)


def _range(words: Sequence[str], length: int, low: int | None, before: str, lists: _Lists) -> tuple[int, int] | None:
    """The upper bound of "10-15", "10 to 15", "two or three", "between 10 and 15", and how many of the words all of it takes."""
    if low is None or length + 1 >= len(words):
        return None
    joint = words[length]
    if joint not in _DASHES and joint not in ("to", "or") and not (joint == "and" and before == "between"):
        return None
    upper = _cardinal(words[length + 1 :], lists)
    if upper is None or upper[0] <= low or (joint == "to" and before == "from"):  # a toll rises "from 10 to 15"
        return None
    return upper[0], length + 1 + upper[1]


# --- the words around it -----------------------------------------------------------------------------------------


def _modified(text: Text, first: int, left: int, lists: _Lists) -> tuple[int, str]:
    """The first token with the words before the number that bound it, and their side: low, high or same."""
    side = "same"
    moved = True
    while moved:
        moved = False
        for length in range(min(_LONGEST, first - left), 0, -1):
            if (
                length == 2
                and text.tokens[first - length].lower == "up"
                and first - 3 >= left
                and text.tokens[first - 3].lower in _RISES
            ):
                return first, side
            phrase = tuple(token.lower for token in text.tokens[first - length : first])
            found = lists.before.get(phrase)
            if found is not None:
                side = found if side == "same" else side
                first, moved = first - length, True
                break
    return first, side


def _postfix(words: Sequence[str], length: int, lists: _Lists) -> tuple[str, int]:
    for extra in range(min(3, len(words) - length), 0, -1):
        side = lists.behind.get(tuple(words[length : length + extra]))
        if side is not None:
            return side, extra
    return "", 0


# --- what is no count of people ----------------------------------------------------------------------------------


def _excluded(text: Text, sentence: Sentence, index: int, last: int, first: int, lists: _Lists) -> bool:
    before = [token.lower for token in text.tokens[max(sentence.first, first - 3) : first]]
    after = [token.lower for token in text.tokens[last + 1 : min(last + 5, sentence.last)]]
    word = text.tokens[index].lower
    previous, following = before[-1] if before else "", after[0] if after else ""
    if (
        previous in lists.ages
        or following in lists.units
        or (following == "-" and len(after) > 1 and after[1] in lists.units)
    ):
        return True
    if word in _SINGLE and index == last:
        return not _counts_one(text, sentence, index, previous, lists)
    if word == "many" and previous in ("how", "so", "as", "too"):
        return True
    if word == "score" or (
        word == "scores"
        and not ({"of", "more", "other", "dead", "still", "were"} & set(after[:1]) or following in lists.harms)
    ):
        return True
    if not word[0].isdigit():
        return previous in lists.months or following in lists.months
    named = _nouns_after(text, sentence, last)
    return (
        _is_label(word, before, named, after, lists)
        or _is_date(text, index, last, before, after, lists)
        or _is_age(text, index, last)
    )


def _counts_one(text: Text, sentence: Sentence, index: int, previous: str, lists: _Lists) -> bool:
    """Whether "a", "one", "another", "no", "both" stands before a person or a harm, or by itself for a person."""
    word = text.tokens[index].lower
    if word == "one" and (
        previous in ("this", "that", "which", "any", "every", "each", "no", ",")
        and text.tokens[min(index + 1, sentence.last - 1)].lower != "of"
        and not _person_ahead(text, sentence, index)
    ):
        return False
    if index + 1 >= sentence.last:
        return word in ("another", "both", "one")
    following = text.tokens[index + 1].lower
    if following == "of":
        apposed = previous == "," and text.tags[sentence.first] not in ("prep", "adv", "rel", "num")  # "X, one of the leaders"
        return word in ("one", "both") and not apposed and _person_ahead(text, sentence, index + 1)
    if following in lists.harms or _person_ahead(text, sentence, index):
        return True
    return word in ("one", "another", "both") and text.tags[index + 1] in ("aux", "verb", "mark", "conj", "adv", "prep")


def _person_ahead(text: Text, sentence: Sentence, index: int) -> bool:
    """Whether the noun phrase that begins after token `index` is headed by a word for people."""
    lists, head = _lists(), None
    for at in range(index + 1, min(index + 10, sentence.last)):
        tag, lower = text.tags[at], text.tokens[at].lower
        if lower in lists.units or lower in lists.months or lower in lists.ages:
            break
        if lower == "." and len(text.tokens[at - 1].lower) == 1:  # "a U. S. contractor"
            continue
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


def _is_label(word: str, before: Sequence[str], named: Sequence[str], after: Sequence[str], lists: _Lists) -> bool:
    """A label, a sum of money, a street number, a time of day, a number of some other kind."""
    previous, following = before[-1] if before else "", after[0] if after else ""
    if previous == "." and len(before) > 1 and before[-2] in ("no", "rs"):
        return True
    counted = bool(named) and (named[0] in lists.harms or word_status(named[0]) is not None)
    if (
        (previous in lists.labels and not counted)
        or previous in lists.money
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
    return not counted and any(noun in lists.streets for noun in named)


def _is_date(text: Text, index: int, last: int, before: Sequence[str], after: Sequence[str], lists: _Lists) -> bool:
    """A year, or a day beside its month ("29 and 30 January")."""
    word = text.tokens[index].lower
    near = [ahead for ahead in after if ahead != "."]
    behind = [ahead for ahead in before if ahead != "."]
    day = len(word) <= 2 and int(word) <= 31
    if behind and behind[-1] in lists.months and day and not (len(behind) > 1 and behind[-2].isdigit()):
        return True
    if near and near[0] in lists.months and day:
        return True
    if len(near) > 2 and near[0] in ("and", "to", "or", ",", "-") and near[1].isdigit() and near[2] in lists.months:
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
    return named and text.tokens[index - 2].lower not in _lists().harms and after != "and"

"""Times: every time expression of an English news text.

Takes any text: mixed case, wire copy in capitals, lower case. Gives exact Passages, in order, that do not overlap. Promises
the extent of TIMEX3 (without the leading preposition; `when_phrase` takes it in, as the codebook's `when` does), time linear
in the text's length, and no judgement about which day is meant: that is `ground.calendar`.
"""

import re
from collections.abc import Iterable
from functools import cache

from daftar.model import Passage
from daftar.vocabulary import vocabulary

# One space, or one line break with its indentation: an expression may be wrapped but never crosses a paragraph.
_GAP = r"(?:[^\S\n]{1,4}|[^\S\n]{0,8}\n[^\S\n]{0,8})"

# The grammar, over lower-case text. A space is a gap, `<name>` a piece or a word list of times.toml; no repetition is unbounded.
_PIECES = {
    "hyphen": r"[-‐‑–]| ",  # a space in a class of characters would not be widened
    "dash": r" ?[-–—] ?| (?:to|and|or|until|through) ",
    "day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:/]\d|[a-z])",
    "year": r"(?:1[5-9]|20)\d\d(?!\d|,\d\d\d)|['’]\d\d\b",
    "month": r"<full_months>\b|<any_month>\b\.?",
    "dayname": r"<weekdays>\b|<any_weekday>\b\.?",
    "nth": r"\d{1,2}(?:st|nd|rd|th|d)|<ordinals>",
    "number": r"\d{1,3}(?:,\d{3}){1,3}|\d{1,6}(?:\.\d{1,2})?|<tens>(?:<hyphen><numbers>)?|<numbers>|<vague>|another|half an?|an?",
    "unit": r"(?:<plural_units>|seconds|<units>)\b['’]?",
    "span": r"(?:<units>|weekend|period|quarter)s?\b|<parts>\b",
    "phase": r"early|late|mid|earlier|later",
    "which": r"(?:(?:the|this|these|those|that|his|her|their|its) )?(?:very )?"
    r"(?:last|past|next|previous|preceding|following|coming|recent|same|current|latest|ensuing|subsequent|intervening)",
    "this": r"this|that|these|those|all|all this",
    "meridiem": r"[ap]\.[^\S\n]?m\b\.?|[ap]m\b",
    "zone": r" ?[(\[]?(?:local time|local|gmt|utc|est|edt|cet|ist|bst|hours|hrs)\b[)\]]?(?: [(\[]\d{4} gmt[)\]])?",
    "hour": r"[01]?\d|2[0-4]",
    "clock": r"(?:<hour>)[:.][^\S\n]?[0-5]\d[^\S\n]?<meridiem><zone>?|(?:<hour>)(?::[^\S\n]?[0-5]\d){1,2}(?![\d:])<zone>?"
    r"|(?:<hour>) ?<meridiem><zone>?|(?:[01]\d|2[0-4])[0-5]\d<zone>|(?:(?<=at\s)|(?<=approximately\s)|(?<=from\s)|(?<=until\s)|(?<=of\s)|(?<=between\s)|(?<=and\s))0\d[0-5]\d(?!\d)"
    r"|(?:(?<=at\s)|(?<=approximately\s))(?:1\d|2[0-3])[0-5]\d(?!\d)(?: [(\[]\d{4} gmt[)\]])?",
    # 6 October 2016; 18 APR 89; 1-18 August; October 6th; November 18-19
    "date": r"<day>(?:<dash><day>)?(?: of)?<hyphen>?<month>(?:[-,]? ?<year>| \d\d(?!\d|,\d| [a-z]))?"
    r"|<month> ?<day>(?:<dash><day>)?(?! <no_day>)(?:,? <year>)?"
    r"|\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?!\d)|\d{1,2}\.\d{1,2}\.\d{4}(?!\d)"
    r"|(?:the )?<nth> of (?:<month>(?:,? <year>)?|(?:the|this|last) month\b)",
    "on_day": r"(?:<dayname>,? (?:the )?)?<date>|(?:<which> |this )?<weekdays>\b(?: (?:last|next|this) week\b)?(?:,? <date>)?"
    r"|(?:today|yesterday|tomorrow)\b(?:,? <date>)?",
    "day_part": r"(?:the )?(?:<phase> )?(?:in the )?<parts> (?:(?:of|on) )?<on_day>"
    r"|(?:<phase> (?:on |in the )?)?<on_day>(?:,? (?:at )?<parts>\b)?",
    "fraction": r"<nth> (?:half|week|quarter|days?|(?:<numbers>|\d) days)|<fractions>",
    "after": r" (?:ago|earlier|later|afterwards|beforehand|from now|now)\b| to <date>",
    "not_age": r"(?!<hyphen>(?:old|of age)\b)",
}
_EXPRESSIONS = (
    # 15:00 GMT Saturday; 8:30pm on Saturday; 0430 this morning; Friday night; the early hours of 27 January
    r"<clock>(?:,? (?:on )?<day_part>|,? (?:this|that|the same|the next|in the) <parts>\b)?",
    r"<day_part>(?:,? <clock>)?",
    r"(?:the )?(?:night before last|day (?:before|after) (?:yesterday|tomorrow)|(?:day|night|week|month|year|evening) (?:before|after)\b)",
    # the early 1990s; the 20th century
    r"(?:the )?(?:<phase><hyphen>)?(?:(?:1[5-9]|20)\d0['’]?s|['’]\d0s)\b",
    r"(?:the )?(?:<phase><hyphen>)?<nth><hyphen>century\b",
    # the first half of June; the end of this year; the summer of 2017; early November; May 2013; March this year
    r"(?:the )?<fraction> of (?:(?:the|this|last|next) (?:<units>|<seasons>)\b|<month>(?:,? <year>)?|<year>)",
    r"(?:the )?<seasons> (?:of )?<year>",
    r"(?:<phase> )?(?:<which>|this|every|each) <seasons>\b",
    r"(?:(?<=in\s)|(?<=in\sthe\s)|(?<=since\s)|(?<=since\sthe\s)|(?<=during\sthe\s)|(?<=until\s)|(?<=by\s)|(?<=all\s)|(?<=before\s)|(?<=the\s))"
    r"(?:spring|summer|autumn|winter)\b(?!['’])",
    r"(?:<phase><hyphen>(?:in )?)(?:<month>(?:,? (?:of )?<year>)?|<year>|(?:last|this|next|the) (?:<month>|<units>|<seasons>)\b|<parts>\b)",
    r"(?:<which>|this) <any_month>\b(?! of)",
    r"<month>(?:,? (?:of )?<year>| (?:of )?(?:this|last|next) year\b)",
    r"<months>\b",
    r"(?P<month><doubtful_months>)\b",
    # the last two weeks; recent days; this week; that evening; later this year; the third day
    r"(?:(?:<phase>|all|all of) )?(?:<which>|<this>|(?:the )?late last) (?:(?:<number>|fiscal|financial|past)(?:-plus|-odd)?<hyphen>)?<span><not_age>",
    r"the weekend\b|(?<=during\s)the (?:week|month|year)\b|(?:day|week|month|year)-long\b",
    r"(?:the|a) <nth> (?:consecutive |straight )?(?:day|night|week|month|year)\b(?: running)?",
    # every day; each Friday; daily
    r"(?:every|each) (?:(?:other|single|<nth>|<number>) )?(?:<weekdays>s?|<unit>|<parts>|weekend|<months>)\b",
    r"(?P<adverb><sets>)\b",
    # two days ago; almost seven years; four-week; the six months to June 30; weeks earlier; for days
    r"(?:the )?(?:<approximators> )?<number>(?:-plus|-odd)?<hyphen>(?:(?:full|long|consecutive|straight|whole|more|short|or so) )?<unit>"
    r"(?:-long\b|-plus\b| or so\b| and a half\b)?<after>?<not_age>",
    r"<plural_units> (?:ago|earlier|later|afterwards)\b",
    r"<plural_units>(?= (?:after|before)\b)",
    r"(?:(?<=for\s)|(?<=within\s)|(?<=in\s)|(?<=over\s)|(?<=lasted\s)|(?<=took\s)|(?<=just\s)|(?<=take\s))(?:<plural_units>)\b",
    # tonight; overnight; in the morning; Easter Sunday; on the 13th; now
    r"(?:tonight|overnight|midday|midnight|noon|dawn|dusk|nightfall|daybreak|sunset|sunrise)\b(?!-)",
    r"(?:(?<=in\sthe\s)|(?<=at\s)|(?<=by\s)|(?<=during\sthe\s))(?:<phase> )?<parts>\b",
    r"<feasts>\b(?:,? <year>)?",
    r"<vague_times>\b(?! as\b)",
    r"(?:(?<=on\s)|(?<=from\s)|(?<=by\s)|(?<=since\s))the <nth>(?=[.,;:)]|\s(?:and|to|at|when|as|in|after|by|that|near|with|but|the|they|he|she|it|we|his|their|an?|government|troops|rebels)\b|\s*\Z)",
    r"(?P<year>(?:1[5-9]|20)\d\d(?:[-–](?:(?:1[5-9]|20)\d\d|\d\d))?(?![\w/-]|[.:,]\d))",
)


def find_times(text: str) -> tuple[Passage, ...]:
    """Every time expression of the text. Ages ("23-year-old"), counts and verbs that look like months are none."""
    lowered = _lowered(text)
    return tuple(
        Passage.of(text, match.start(), match.end())
        for match in _grammar().finditer(lowered)
        if _is_time(text, lowered, match)
    )


def when_phrase(text: str, passage: Passage) -> Passage:
    """The passage with the words that lead it: "in the last two weeks", "since 2011".

    Of a range, either end gives the whole: "between 22 September and 6 October", "from Monday to Wednesday".
    """
    offset = max(0, passage.start - 120)
    lowered = _lowered(text[offset : passage.end + 80])
    start, end = passage.start - offset, passage.end - offset
    opened, joined = _leads("range").search(lowered, 0, start), _joint().match(lowered, end)
    if opened is not None and joined is not None and (other := _grammar().match(lowered, joined.end())) is not None:
        return Passage.of(text, offset + opened.start(), offset + other.end())
    for first in _grammar().finditer(lowered, 0, start):
        opened = _leads("range").search(lowered, 0, first.start())
        if opened is not None and _joint().fullmatch(lowered, first.end(), start):
            return Passage.of(text, offset + opened.start(), passage.end)
    lead = _leads("prepositions").search(lowered, 0, start)
    return passage if lead is None else Passage.of(text, offset + lead.start(), passage.end)


def _lowered(text: str) -> str:
    """The text in lower case, at the same offsets: a letter whose lower case is longer stays as it is."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _is_time(text: str, lowered: str, match: re.Match[str]) -> bool:
    """Whether what stands around a word that is often something else lets it be a time."""
    start, end = match.span()
    if match.lastgroup == "month":
        return _leads("leads").search(lowered, 0, start) is not None
    if match.lastgroup == "year":
        return _counted("counted_before").search(lowered, max(0, start - 24), start) is None and not _counted(
            "counted_after"
        ).match(lowered, end)
    if match.lastgroup == "adverb":  # the name of a newspaper
        return not (text[start:end].istitle() and text[end + 1 : end + 2].isupper())
    return True


def _any(words: Iterable[str]) -> str:
    """An alternation of these words, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("\\ ", _GAP).replace("'", "['’]") for word in ordered) + ")"


@cache
def _leads(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_any(vocabulary('times')[name])}{_GAP}\Z")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"{_GAP}(?:to|and|until|till|through){_GAP}(?:(?:the|on){_GAP})?|[^\S\n]?[-–—][^\S\n]?")


@cache
def _counted(name: str) -> re.Pattern[str]:
    """What stands before or after a number of four digits that counts something and is no year."""
    words = _any(vocabulary("times")[name])
    return re.compile(rf"(?:[$£€#.,:/\d-]|\b{words}\s)\Z" if name == "counted_before" else rf"\s{words}\b|%")


@cache
def _grammar() -> re.Pattern[str]:
    """The expressions as one pattern, tried only at a word that can open one."""
    words = vocabulary("times")
    lists: dict[str, Iterable[str]] = {
        "any_month": [name for names in words["months"] for name in names],
        "full_months": [names[0] for names in words["months"]],
        "months": [names[0] for names in words["months"] if names[0] not in words["doubtful_months"]],
        "doubtful_months": words["doubtful_months"],
        "any_weekday": [name for names in words["weekdays"] for name in names],
        "weekdays": [names[0] for names in words["weekdays"]],
        "units": [unit for unit in words["units"] if unit != "second"],  # the ordinal, far more often
        "plural_units": [words["plurals"].get(unit, unit + "s") for unit in words["units"] if unit != "second"],
        "tens": [name for name, value in words["numbers"].items() if value >= 20],
        "vague": [*words["vague"], *words["pairs"]],
        "vague_times": [word for kind in words["vague_times"].values() for word in kind],
        "no_day": words["counted_after"],
        "feasts": [*words["feasts"], *words["hijri"]],
        **{name: words[name] for name in ("numbers", "ordinals", "parts", "seasons", "sets", "fractions", "approximators")},
    }  # fmt: skip
    pieces = {name: _any(values) for name, values in lists.items()}

    def spelled(form: str) -> str:
        named = re.sub(r"(?<!P)<([a-z_]+)>", lambda match: pieces[match[1]], form.replace(" ", _GAP))
        return f"(?:{named})"

    for name, form in _PIECES.items():
        pieces[name] = spelled(form)
    expressions = "|".join(map(spelled, _EXPRESSIONS))
    openers = {word.split()[0] for values in lists.values() for word in values} | set(words["openers"])
    opening, article = rf"(?:\d|{_by_letter(openers)})", _any(words["articles"])
    gate = spelled(rf"(?!{article}\b)(?:['’]|{opening})|{article} {opening}")
    return re.compile(rf"(?<![\w$£€])(?<!\d[.,:/])(?:(?<!\d-)|(?=[a-z]))(?={gate})(?<!aged\s)(?:{expressions})(?!\w)")


def _by_letter(words: Iterable[str]) -> str:
    """An alternation of the words by their first letter, which turns most words of a text away after one comparison."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(rf"{letter}(?:{'|'.join(rest)})" for letter, rest in sorted(rests.items()))

"""Plain text: bytes to text, and the lines at its top that say what it is.

Takes bytes in any encoding. Gives an Extract. Promises the least change that lets every later step count characters: line
ends become `\\n`, lines that were only wrapped become one, control characters and soft hyphens go; nothing else is touched
(no Unicode normalisation), for Passages are offsets into this text.
"""

import codecs
import re
from datetime import date
from itertools import pairwise

from daftar.intake.dates import stated_date
from daftar.intake.extract import Extract, Trouble, nothing

STEP = "intake.text.v1"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = ["cp1252", "cp1256", "iso8859_6", "cp1251", "cp1254", "koi8_r"]
_EAST_ASIAN = ["gb18030", "shift_jis", "euc_kr", "big5"]
_SAMPLE = 50_000
_MOSTLY = 0.05  # above this share of characters that are none, a text is not worth reading

_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029\f\v]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\ufeff\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]")
_MOJIBAKE = re.compile("[ÃÂâØÙÐÑ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")

_HEADER_LINE = re.compile(r"(?:#[ \t]*)?([A-Za-z][A-Za-z _-]{1,24}?)[ \t]*:(?:[ \t]+(.*))?")
_HEADERS = {
    "title": "title", "headline": "title",
    "publisher": "publisher", "source": "publisher", "outlet": "publisher",
    "published": "published", "date": "published", "publication date": "published",
    "url": "url", "link": "url",
    "language": "language", "lang": "language",
    "id": "", "author": "", "byline": "", "tags": "", "category": "", "section": "", "retrieved": "", "accessed": "",
}  # fmt: skip
_ABSENT = frozenset({"", "none", "null", "unknown", "n/a", "-"})
_LONGEST_HEADER = 30


def read_text(data: bytes) -> Extract:
    """The text without the header lines (`# title: …` or `Title: …`, then a blank line), and what these say."""
    text, troubles = decoded(data)
    if text is None:
        return Extract(troubles=troubles)
    fields, text = _without_header(tidied(text))
    if not text:
        return nothing("file.empty")
    published, unclear = published_on(fields.get("published"))
    return Extract(
        text=unwrapped(text),
        title=fields.get("title"),
        publisher=fields.get("publisher"),
        published=published,
        url=fields.get("url"),
        language=language_code(fields.get("language")),
        troubles=troubles + unclear,
    )


def encoding_of(data: bytes, declared: str | None = None) -> str:
    """The encoding of these bytes: a byte order mark, then UTF-16 by its zeros, UTF-8, the declared one, the likeliest one.

    Only the first million bytes count. Never raises: the last resort is Windows-1252.
    """
    data = data[:1_000_000]
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    if (wide := _wide(data)) is not None:
        return wide
    good, bad = _utf8_balance(data)
    if not bad or good > bad:
        return "utf-8"
    if declared is not None:
        try:
            return (
                codecs.lookup(declared).name if "\ufffd" not in data.decode(declared, "replace") else _likeliest(data)
            )
        except (LookupError, UnicodeError, ValueError):
            pass
    return _likeliest(data)


def decoded(data: bytes, declared: str | None = None) -> tuple[str | None, tuple[Trouble, ...]]:
    """The text of these bytes, None where most of it is unreadable, and what was wrong with it."""
    return judged(data.decode(encoding_of(data, declared), "replace"))


def judged(text: str) -> tuple[str | None, tuple[Trouble, ...]]:
    """The text, None where most of it is unreadable, and what is wrong with it."""
    none = sum(1 for _ in _NO_TEXT.finditer(text))
    if none > _MOSTLY * len(text):
        return None, (Trouble("text.unreadable", f"{none:,} of {len(text):,} characters are none"),)
    garbled = sum(1 for _ in _MOJIBAKE.finditer(text))
    if garbled > 0.15 * len(text):
        return None, (Trouble("text.unreadable", "it was saved in the wrong encoding (mojibake)"),)
    if garbled >= 2 and garbled > 0.5 * sum(1 for char in text if "\u0080" <= char <= "\u02ff") / 2:
        example = next(_MOJIBAKE.finditer(text))
        around = text[max(0, example.start() - 10) : example.end() + 10].strip()
        return text, (Trouble("text.mojibake", f"{garbled:,} characters such as in “{around}”"),)
    lost = text.count("\ufffd")
    return text, (Trouble("text.damaged", f"{lost:,} of {len(text):,} characters"),) if lost else ()


def tidied(text: str) -> str:
    """Line ends as `\\n`; without control characters, soft hyphens, lone surrogates, and white space at either end."""
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    return _SURROGATES.sub("\ufffd", text).strip()


def unwrapped(text: str) -> str:
    """The text with lines that were wrapped at some width joined by a space, where it is plain that it was wrapped.

    That is: no line is longer than 100 characters, and of the lines that have another after them in their paragraph four
    in five are so long that its first word would not have fitted. A newline becomes a space: no offset moves.
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    followed = [(line, after) for line, after in pairwise(lines) if line.strip() and after.strip()]
    if not 40 <= width <= 100 or len(followed) < 2:
        return text
    if sum(_is_full(line, after, width) for line, after in followed) < 0.8 * len(followed):
        return text
    joined = [lines[0]]
    for line, after in pairwise(lines):
        joined += (" " if line.strip() and after.strip() and _is_full(line, after, width) else "\n", after)
    return "".join(joined)


def published_on(words: str | None) -> tuple[date | None, tuple[Trouble, ...]]:
    """The date that the words state, and a Trouble where they are there and state none."""
    if words is None:
        return None, ()
    day = stated_date(words)
    return day, () if day else (Trouble("date.unclear", f"“{words[:60]}”"),)


def language_code(words: str | None) -> str | None:
    """The primary code of a language tag: "en-GB" is "en"; None for what is no tag."""
    match = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_].*)?", words.strip()) if words else None
    return match[1].lower() if match else None


def given(words: str | None) -> str | None:
    """The words on one line; None for empty ones and for words such as "None" and "unknown"."""
    line = " ".join(tidied(words).split()) if words else ""
    return None if line.lower() in _ABSENT else line


def _without_header(text: str) -> tuple[dict[str, str], str]:
    """Fields and the text after them. Without one known field, or with a line that is none, there is no header."""
    fields: dict[str, str] = {}
    lines = text.split("\n", _LONGEST_HEADER)
    known = False
    for number, line in enumerate(lines):
        if not line.strip():
            return (fields, "\n".join(lines[number + 1 :]).strip()) if known else ({}, text)
        match = _HEADER_LINE.fullmatch(line.rstrip())
        field = _HEADERS.get(match[1].lower().replace("_", " ").replace("-", " ")) if match else None
        if match is None or field is None:
            return {}, text
        known = known or field in ("title", "publisher", "published")
        value = given(match[2])
        if field and value is not None:
            fields.setdefault(field, value)
    return (fields, "") if known and len(lines) <= _LONGEST_HEADER else ({}, text)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte of Latin text is zero, and Arabic's high bytes are all 06."""
    if len(data) < 4 or (len(data) % 2 and len(data) < 1000):
        return None
    sample = data[: _SAMPLE // 2 * 2]
    half = len(sample) / 2
    for encoding, high, low in (("utf-16-le", sample[1::2], sample[0::2]), ("utf-16-be", sample[0::2], sample[1::2])):
        page = high.count(0) + high.count(4) + high.count(6)
        if page > 0.9 * half and low.count(0) < 0.05 * half:
            return encoding
    return None


def _utf8_balance(data: bytes) -> tuple[int, int]:
    """How many characters beyond ASCII are good UTF-8, and how many bytes are not; a character cut off at the end is neither."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(data)
    bad = text.count("\ufffd")
    return sum(1 for char in text if char > "\x7f") - bad, bad


def _likeliest(data: bytes) -> str:
    from charset_normalizer import from_bytes

    # Most of a text is ASCII and says nothing: the stretch around the first other byte does.
    first = next((index for index, byte in enumerate(data) if byte > 127), 0)
    start = max(0, first - _SAMPLE // 2)
    sample = data[start : start + _SAMPLE]
    # A few bytes beyond ASCII fit any encoding by chance: whole words of them in a Western text are told by their letters.
    dense = sum(byte > 127 for byte in sample) > len(sample) / 4
    if not dense and (foreign := re.findall(rb"(?<![a-zA-Z\x80-\xff])[\x80-\xff]{3,}(?![a-zA-Z\x80-\xff])", sample)):
        return "cp1251" if all(_is_cased(word.decode("cp1251", "replace")) for word in foreign) else "cp1256"
    best = from_bytes(sample, cp_isolation=[*_LEGACY, *(_EAST_ASIAN if dense else [])]).best()
    encoding = best.encoding if best is not None else "cp1252"
    if encoding == "cp1252" and len(re.findall(rb"[\xdd\xde\xf0\xfd\xfe]", sample)) >= 3:
        return "cp1254"  # the two differ in six letters, which Turkish uses all the time and Western languages never
    return encoding


def _is_cased(word: str) -> bool:
    """Whether the letters of a word are small after the first, or all capitals, as in Cyrillic writing."""
    return word[1:].islower() or word.isupper()


def _is_full(line: str, after: str, width: int) -> bool:
    return len(line.rstrip()) + 1 + len(after.split(maxsplit=1)[0]) > width - 2 and not _new_item(after)


def _new_item(line: str) -> bool:
    return re.match(r"\s*(?:[-*•–—#>|]|\d+[.)]\s)|\s{2,}", line) is not None

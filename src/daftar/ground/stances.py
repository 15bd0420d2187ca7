"""Stances: what a text says of a voice beside its name.

Takes a text and the Passage that names the voice. Gives the words for whose side it is on ("pro-opposition", "close to the
rebels") and the reason that is given for not naming it. Promises passages of the text as it stands, and None where it says
nothing: no leaning is known by the name alone.
"""

import re

from daftar.model import Passage

AHEAD = 240
"""Characters after the voice's words in which what is said of it stands."""
LONGEST = 300
"""Characters of the voice's own words that are looked at."""

_SIDE = re.compile(
    r"\b(?:(?:pro|anti)[-‐‑]\w[\w-]*|\w[\w.]*(?:[-‐‑]\w+)?[-‐‑](?:leaning|aligned|linked|affiliated|backed|allied|run|led|controlled|friendly|"
    r"sympathetic|funded|supporting))\b",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"\b(?:close|sympathetic|loyal|linked|allied|aligned|affiliated|opposed|hostile|friendly)\s+(?:to|with)\s+"
    r"(?!(?:the\s+|its\s+)?(?:scene|site|area|border|front|frontline|river|town|city|village|camp|road|coast|airport|base|centre|center|"
    r"hospital|school|market|bridge|blast|explosion|fighting|attack)\b)(?:the\s+|its\s+)?[\w'’-]+(?:\s+(?!said|says|told|who|which|and|that|in|on|at|reported|was|were|has|had)[\w'’-]+){0,4}",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    r"\s*(?:[,(–—]\s*)?(?:(?:which|who|that)\s+(?:is|are|was|were)\s+|(?=(?:an?|the)\s|close|sympathetic|loyal|linked|allied))"
)
_SENTENCE_END = re.compile(r"[.!?](?=\s+[\"“A-Z]|\s*$)|\n\n")
_NAMELESS = re.compile(
    r"(?:on|under|requested|requesting|asked for|insisted on|citing)\s+(?:the\s+)?(?:condition of\s+)?anonymity"
    r"|not\s+(?:to\s+)?be\s+(?:further\s+)?(?:named|identified|quoted(?:\s+by\s+name)?)|no[tr]?\s+to\s+be\s+(?:named|identified)"
    r"|(?:declined|refused)\s+to\s+(?:be\s+(?:named|identified)|give\s+(?:his|her|their|a)\s+(?:full\s+)?names?)"
    r"|gave\s+only\s+(?:the|a|his|her|their)\s+(?:first\s+)?(?:names?|nickname)(?:\s+[A-Z]\w+)?",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"[^.;!?\n]{0,40}?\b((?:because|since|as|fearing|for\s+fear|out\s+of\s+fear|citing|due\s+to|owing\s+to|for\s+(?:security|safety)|"
    r"for\s+(?:his|her|their)\s+(?:own\s+)?safety)\b[^,;\n\"”]{3,160}?)(?=[,;\n\"”]|\.(?:\s|$)|$|\s+(?:said|told)\b)",
    re.IGNORECASE,
)
_SOMEBODY_ELSE = re.compile(
    r"\band\s+(?!asked|requested|insisted|declined|refused|would|wished|wanted|spoke|gave|who\b)", re.IGNORECASE
)
_UNALLOWED = re.compile(
    r"\b(?:who\s+)?(?:(?:is|are|was|were)\s+not|(?:isn|aren|wasn|weren)['’]t)\s+(?:authori[sz]ed|allowed|permitted)\s+to\s+"
    r"(?:speak|brief|talk|comment|discuss)\b[^,;.\n\"”]{0,80}?(?=\s+(?:said|told|says)\b|[,;.\n\"”]|$)",
    re.IGNORECASE,
)


def leaning_of(text: str, voice: Passage) -> Passage | None:
    """Whose side the voice is on, in the text's own words, from its phrase or the clause that describes it."""
    last = min(voice.end, voice.start + LONGEST)
    found = _SIDE.search(text, voice.start, last) or _CLOSE.search(text, voice.start, last)
    described = _DESCRIBED.match(text, voice.end, _end(text, voice)) if found is None else None
    if described is not None:
        clause = re.compile(r"[^,;)–—]*").match(text, described.end(), _end(text, voice))
        stop = clause.end() if clause is not None else described.end()
        found = _SIDE.search(text, described.end(), stop) or _CLOSE.search(text, described.end(), stop)
    return Passage.of(text, found.start(), found.end()) if found is not None else None


def unnamed_because(text: str, voice: Passage) -> Passage | None:
    """The reason given for not naming the voice: "because his brother serves there"; None where none is."""
    end = _end(text, voice)
    unallowed, asked = (
        found if found is not None and not _SOMEBODY_ELSE.search(text, voice.end, found.start()) else None
        for found in (_UNALLOWED.search(text, voice.start, end), _NAMELESS.search(text, voice.start, end))
    )
    reason = _REASON.match(text, asked.end(), end) if asked is not None else None
    if reason is not None:
        return Passage.of(text, reason.start(1), reason.end(1))
    return Passage.of(text, unallowed.start(), unallowed.end()) if unallowed is not None else None


def _end(text: str, voice: Passage) -> int:
    """The end of the sentence in which the voice is named, at most `AHEAD` further on."""
    stop = _SENTENCE_END.search(text, voice.end, voice.end + AHEAD)
    return stop.start() if stop is not None else min(len(text), voice.end + AHEAD)

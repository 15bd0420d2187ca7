"""Ministries: by what they are for and whose they are.

Takes the words for a voice. Gives the ministry's name and the country that it is of. Promises that "Ministry of Health in
Gaza" and "Gaza's health ministry" are one, whoever is said to run it.
"""

import re
from functools import cache

from daftar.ground.speakers import is_people, without_leaning
from daftar.ground.spelling import fold
from daftar.vocabulary import vocabulary

_PLACED = r"(?:\s+(?:in|of)\s+(?:the\s+)?(?P<place>[\w' -]+))?$"
_MINISTRIES = (
    re.compile(
        rf"(?P<lead>.*?)\s*\bministry\s+(?:of|for)\s+(?P<subject>(?:the\s+)?\w+(?:\s+affairs)?){_PLACED}", re.IGNORECASE
    ),
    re.compile(rf"(?P<lead>.*?)\s*\b(?P<subject>[\w ]+?)\s+ministry{_PLACED}", re.IGNORECASE),
)


def ministry(plain: str) -> tuple[str, str | None] | None:
    """The name of the ministry that the words name and its country, None where none is said; None where they name none."""
    if "ministry" not in plain.lower() or is_people(plain):
        return None
    spoken = _OWNED.sub("", without_leaning(plain.split(",")[0]))
    for pattern in _MINISTRIES:
        found = pattern.match(spoken)
        if found is None:
            continue
        subject = found.group("subject").split()
        for size in (3, 2, 1):
            name = _ministries().get(" ".join(subject[-size:]).lower())
            if name is not None:
                country = _country(found.group("place") or " ".join([found.group("lead"), *subject[:-size]]))
                if country is None:
                    return f"{name} ministry", None
                return f"{name} ministry of {country}", country
    return None


_OWNED = re.compile(r"['’]s?\b|['’](?=\s)")


@cache
def _ministries() -> dict[str, str]:
    return {form: name for name, forms in vocabulary("sources")["ministries"].items() for form in forms}


def _country(whose: str) -> str | None:
    """The country that an adjective or a name means; other names as they are, descriptions not."""
    tokens = [token for token in whose.split() if token[0].isupper()]
    if not tokens:
        return None
    name = " ".join(tokens)
    return _countries().get(fold(name), name)


@cache
def _countries() -> dict[str, str]:
    given = vocabulary("places")["countries"]
    names: dict[str, str] = {}
    for code, name in given["names"].items():
        for form in (name, *given["aliases"].get(code, ()), *given["demonyms"].get(code, ())):
            names[fold(form)] = name
    return names

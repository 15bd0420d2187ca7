"""Harm words: the words by which a report says that people were hurt, and where a sentence has one.

Takes a cut Text. Gives the harm words of a sentence and the kinds of word that each may be. Promises the lists of `vocabulary/harm.toml`, read once.
"""

from collections.abc import Mapping
from functools import cache

from daftar.model.vocabulary import Outcome
from daftar.reading.language.sentences import Sentence, Text
from daftar.vocabulary import vocabulary

_KINDS = (("verb", "verbs"), ("subject", "intransitive"), ("act", "nouns"), ("counted", "counted"), ("state", "states"))
_OWN_KINDS = {
    "wounding": "wounding",
    "wounding_alone": "alone",
    "unhurt": "unhurt",
}  # of a table, lists with a reader of their own
_PATTERNS: tuple[tuple[str, Outcome], ...] = (
    ("toll", "killed"), ("lives", "killed"), ("bodies", "killed"), ("wound_nouns", "injured"), ("custody", "captured"),
    ("limbs", "injured"), ("fatally", "killed"), ("losses", "killed"), ("lost", "killed"),
)  # fmt: skip


@cache
def kinds_of() -> Mapping[str, Mapping[str, Outcome]]:
    """Each harm word, in lower case, to the kinds of word that it may be, with the outcome."""
    harm = vocabulary("harm")
    kinds: dict[str, dict[str, Outcome]] = {}
    for kind, table in _KINDS:
        for name, forms in harm[table].items():
            own = _OWN_KINDS.get(name)
            for form in forms.split():
                kinds.setdefault(form, {})[own or kind] = "injured" if own else name
    for name, outcome in _PATTERNS:
        for form in pattern(name):
            kinds.setdefault(form, {})[name] = outcome
    return kinds


@cache
def pattern(name: str) -> frozenset[str]:
    """A list of `[patterns]` or `[groups]` by its name."""
    harm = vocabulary("harm")
    return frozenset((harm["patterns"].get(name) or harm["groups"][name]).split())


@cache
def act_nouns() -> frozenset[str]:
    """Forms that may be nouns: "killing", "arrests", "shot"."""
    harm = vocabulary("harm")
    listed = (word for table in ("nouns", "counted") for forms in harm[table].values() for word in forms.split())
    return frozenset(listed) | pattern("wounding_nouns")


def find_cues(text: Text, sentence: Sentence) -> tuple[int, ...]:
    """The tokens of the sentence that are harm words."""
    kinds = kinds_of()
    return tuple(at for at in range(sentence.first, sentence.last) if text.tokens[at].lower in kinds)

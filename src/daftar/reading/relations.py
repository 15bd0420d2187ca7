"""Relations: who stands with or against whom, or belongs to whom, as the text states it.

Takes a cut Text and its Scene. Gives Drafts with a Relation, each pair of parties once for its type. Promises claims only of
parties and of those who lead or speak for them; the staff of observers and of the press are none.
"""

from collections.abc import Iterator
from functools import cache

from daftar.model import Passage, Relation
from daftar.model.vocabulary import RelationType
from daftar.reading.actors import object_after_preposition, parts_of_verb, phrase_from
from daftar.reading.antecedents import nearest_before, party_of
from daftar.reading.draft import Draft
from daftar.reading.parties import head_of, is_armed, is_name, is_party, is_people, words_of
from daftar.reading.phrases import phrase_at, phrase_bounds
from daftar.reading.roles import is_passive
from daftar.reading.scene import Scene
from daftar.reading.sentences import Sentence, Text
from daftar.reading.words import forms_of
from daftar.vocabulary import vocabulary

Pair = tuple[int, RelationType, Passage, Passage]  # token, type, a, b
_TYPES: tuple[RelationType, ...] = ("supports", "allied", "opposes", "supplies", "member_of", "negotiates_with")
_OBSERVERS = frozenset(
    "observatory watch office agency news press court university hospital fund ministry department embassy centre center institute school".split()
)


def read_relations(text: Text, scene: Scene) -> tuple[Draft, ...]:
    """The relation claims of the text, in text order."""
    found: list[Draft] = []
    seen: set[tuple[str, str, str]] = set()
    for sentence in text.sentences:
        for index, type_, a, b in _of_sentence(text, sentence):
            key = (type_, _key(text, a), _key(text, b))
            if key in seen or key[1] == key[2]:
                continue
            seen.add(key)
            anchor = text.tokens[index].start
            found.append(
                Draft(anchor, text.passage_of(sentence), Relation(type_, a, b), None, scene.time(anchor, sentence))
            )
    return tuple(found)


def _key(text: Text, phrase: Passage) -> str:
    return text.tokens[head_of(text, phrase)].lower


@cache
def _words(table: str, name: str) -> frozenset[str]:
    return frozenset(vocabulary("relations").get(table, {}).get(name, "").split())


@cache
def _cues() -> dict[str, tuple[tuple[RelationType, str, tuple[str, ...]], ...]]:
    """Every first word by which a relation is told, to (type, kind of wording, the words that must follow)."""
    found: dict[str, list[tuple[RelationType, str, tuple[str, ...]]]] = {}
    for type_ in _TYPES:
        table: dict[str, str] = vocabulary("relations")[type_]
        for base in table.get("verbs", "").split():
            for form in forms_of(base):
                found.setdefault(form, []).append((type_, "verb", ()))
        for phrase in table.get("verb_phrases", "").split(";"):
            if phrase.strip():
                first, *rest = phrase.split()
                for form in forms_of(first):
                    found.setdefault(form, []).append((type_, "verb", tuple(rest)))
        for kind in ("beaten", "leading"):
            for base in table.get(kind, "").split():
                for form in forms_of(base):
                    found.setdefault(form, []).append((type_, kind, ()))
        for phrase in table.get("speaking", "").split(";"):
            if phrase.strip():
                found.setdefault(phrase.split()[0], []).append((type_, "leading", tuple(phrase.split()[1:])))
        for kind in ("nouns", "support_nouns", "against_nouns", "lead_titles", "part", "get", "with_nouns"):
            for word in table.get(kind, "").split():
                found.setdefault(word, []).append((type_, kind, ()))
    for form in forms_of("include"):
        found.setdefault(form, []).append(("member_of", "include", ()))
    for base in vocabulary("events")["words"]["give"].split():
        for form in forms_of(base):
            found.setdefault(form, []).append(("supplies", "give", ()))
    for form in ("refused", "refuses", "refuse", "declined", "declines"):
        found.setdefault(form, []).append(("refuses_to_supply", "refuse", ()))
    found["alongside"] = [("allied", "alongside", ())]
    return {word: tuple(sorted(cues, key=lambda cue: -len(cue[2]))) for word, cues in found.items()}


@cache
def _compounds() -> dict[str, RelationType]:
    return {word: type_ for type_ in _TYPES for word in _words(type_, "compounds")}


def _of_sentence(text: Text, sentence: Sentence) -> Iterator[Pair]:
    known = _cues()
    for index in range(sentence.first, sentence.last):
        word = text.tokens[index].lower
        cues = known.get(word, ())
        if not cues and "-" in word and word.rpartition("-")[2] in _compounds():
            yield from _by_compound(text, index)
        for type_, kind, rest in cues:
            if tuple(token.lower for token in text.tokens[index + 1 : index + 1 + len(rest)]) != rest:
                continue
            pairs = tuple(_READERS[kind](text, index, index + len(rest), type_))
            yield from pairs
            if pairs:
                break


def _stands(text: Text, phrase: Passage | None) -> bool:
    """Whether the phrase may be one side of a relation: a party, or a name that no list knows for something else."""
    return phrase is not None and (is_party(text, phrase) or is_name(text, phrase)) and not is_people(text, phrase)


def _by_compound(text: Text, index: int) -> Iterator[Pair]:
    """ "Iran-backed militias": the first half supports what follows."""
    token = text.tokens[index]
    split = token.text.rindex("-")
    type_ = _compounds()[token.lower.rpartition("-")[2]]
    _, last = phrase_bounds(text, index, of=False)
    if last <= index:
        return
    a, b = text.passage(token.start, token.start + split), text.span(index + 1, last)
    if is_party(text, b) and (
        text.case != "mixed" or token.text[:1].isupper() or token.lower.split("-")[0] in words_of("adjectives")
    ):
        yield index, type_, a, b


def _by_verb(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "Russia supports the government", "rebels backed by Turkey", "the party sides with the army"."""
    if text.tags[index] not in ("verb", "ing") and last == index:
        return
    word = text.tokens[index].lower
    if word == "armed" and not is_passive(text, index) and text.tags[index + 1] != "det":  # "the armed forces"
        return
    if last == index and word == "fought" and text.tags[index - 1] != "aux":  # one fight is an event
        return
    parts = parts_of_verb(text, index, last)
    a, b = parts.agent, parts.patient
    if last > index:
        a, b = parts.agent or (parts.patient if is_passive(text, index) else None), phrase_from(text, last + 1)
    if a is None or not _stands(text, a):
        a = _party_before(text, index) if a is None else a
    if (
        a is None
        or b is None
        or not _stands(text, b)
        or not _stands(text, a)
        or not (is_party(text, b) or is_party(text, a))
    ):
        return
    if (type_ == "opposes" or word.startswith(("support", "assist", "train"))) and not is_party(text, b):
        return
    for one in _each(text, a):
        yield index, type_, one, b


def _party_before(text: Text, index: int) -> Passage | None:
    """The nearest party before the word in its sentence: whose effort, task or wish it is."""
    sentence = text.sentence_at(text.tokens[index].start)
    found = nearest_before(text, index, lambda phrase: is_party(text, phrase))
    return found if found is not None and found.start >= sentence.start else None


def _beaten(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "the campaign to defeat ISIL", "forces working to degrade the group": those before it oppose an armed group."""
    if text.tags[index] not in ("verb", "ing") or is_passive(text, index):
        return
    parts = parts_of_verb(text, index)
    b = parts.patient
    if b is None or not (is_armed(text, b) and is_party(text, b)):
        return
    a = parts.agent if parts.agent is not None and is_party(text, parts.agent) else _party_before(text, index)
    if a is not None:
        yield index, type_, a, b


def _with(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "the militia entered an alliance with the League"."""
    sentence = text.sentence_at(text.tokens[index].start)
    if index + 2 >= sentence.last or text.tokens[index + 1].lower != "with":
        return
    first, _ = phrase_bounds(text, index, of=False)
    a, b = _giver(text, first, sentence), phrase_from(text, index + 2)
    if a is not None and b is not None and _stands(text, a) and _stands(text, b):
        yield index, type_, a, b


def _leads(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "Teko Wamba, who leads the column", "a militia led by Osk": the person belongs to the force."""
    if text.tags[index] not in ("verb", "ing"):
        return
    parts = parts_of_verb(text, index)
    a, b = parts.agent, parts.patient if last == index else phrase_from(text, last + 1)
    if a is not None and b is not None and is_name(text, a) and not is_party(text, a) and _may_have_members(text, b):
        yield index, type_, a, b


def _gives(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "Orlu supplies the rebels with drones", "sends rockets to the marines": only arms and the like."""
    sentence = text.sentence_at(text.tokens[index].start)
    if text.tags[index] not in ("verb", "ing") or not _names_arms(text, index, min(index + 9, sentence.last)):
        return
    parts = parts_of_verb(text, index)
    b = parts.patient
    if b is None or not is_party(text, b):
        b = object_after_preposition(text, index, frozenset(("to",)))
    if parts.agent is not None and b is not None and _stands(text, parts.agent) and is_party(text, b):
        before = {token.lower for token in text.tokens[max(sentence.first, index - 3) : index]}
        yield (
            index,
            "refuses_to_supply" if before & {"not", "never", "stop", "stopped", "no"} else type_,
            parts.agent,
            b,
        )


def _gets(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "the Front, which gets its mortars from Ostrel": Ostrel supplies the Front."""
    sentence = text.sentence_at(text.tokens[index].start)
    end = min(index + 10, sentence.last)
    if not _names_arms(text, index, end):
        return
    giver = next((phrase_from(text, at + 1) for at in range(index + 1, end) if text.tokens[at].lower == "from"), None)
    taker = parts_of_verb(text, index).agent
    if giver is not None and taker is not None and _stands(text, giver) and is_party(text, taker):
        yield index, type_, giver, taker


def _names_arms(text: Text, first: int, end: int) -> bool:
    arms = vocabulary("events")["words"]["arms"].split()
    return any(text.tokens[at].lower in arms for at in range(first, end))


def _each(text: Text, phrase: Passage) -> Iterator[Passage]:
    """Those whom the subject's "including" names, each by itself; else the phrase: "countries – including the U.S. but also Turkey"."""
    sentence = text.sentence_at(phrase.start)
    if text.tokens[head_of(text, phrase)].lower in _words("lists", "generic"):
        after = text.token_at(phrase.end - 1)
        for at in range(after + 1, min(after + 8, sentence.last - 1)):
            if text.tokens[at].lower in _words("lists", "opening"):
                yield from _listed(text, at + 1, sentence)
                return
    yield phrase


def _listed(text: Text, index: int, sentence: Sentence) -> Iterator[Passage]:
    """The parties of a list from token `index` on, joined by commas, "and", "but also"."""
    while index < sentence.last:
        phrase = phrase_from(text, index)
        if phrase is None or not is_party(text, phrase):
            return
        yield phrase
        index = text.token_at(phrase.end - 1) + 1
        joined = index
        while index < sentence.last and text.tokens[index].lower in (",", "and", "but", "also", "as", "well"):
            index += 1
        if index == joined:
            return


def _by_noun(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "Russia is among the supporters of the president", "the president's ally Russia", "its main backer, Belmarch"."""
    sentence = text.sentence_at(text.tokens[index].start)
    first, _ = phrase_bounds(text, index, of=False)
    b: Passage | None = None
    if index + 2 < sentence.last and text.tokens[index + 1].lower == "of":
        b = phrase_from(text, index + 2)
    owner = _owner(text, first, index)
    b = b or owner
    if (
        type_ == "allied"
        and text.tokens[first].lower in ("its", "their")
        and text.tokens[first - 1].lower == "and"
        and first - 2 >= sentence.first
    ):
        if text.tags[first - 2] == "noun":  # "government forces and their Hezbollah allies"
            yield index, type_, phrase_at(text, first - 2), text.span(first, index)
        return
    if b is None or not _stands(text, b):
        return
    a = _named_beside(text, index, sentence) or _copula_subject(text, first)
    if a is not None and _stands(text, a):
        yield index, type_, a, b


def _owner(text: Text, first: int, index: int) -> Passage | None:
    """The possessor within the phrase that ends at `index`: "the regime" in "the regime's main ally", "its" replaced."""
    for at in range(first, index):
        if text.tags[at] == "clitic":
            start, _ = phrase_bounds(text, at - 1)
            return text.span(min(start, at - 1), at - 1)
    if text.tokens[first].lower in ("its", "their"):
        return party_of(text, first)
    return None


def _named_beside(text: Text, index: int, sentence: Sentence) -> Passage | None:
    """The name that follows the noun in apposition: "its main backer, Belmarch", "ally Russia", "allies such as Iran"."""
    at = index + 1
    if at < sentence.last and text.tokens[at].text == ",":
        at += 1
    if at < sentence.last and text.tokens[at].lower in ("notably", "including", "chiefly", "especially"):
        at += 1
    if at >= sentence.last or at == index + 1 or text.tags[at] not in ("noun", "det"):
        return None
    name = phrase_from(text, at)
    after = None if name is None else text.token_at(name.end - 1) + 1
    return (
        name
        if name is not None
        and after is not None
        and _stands(text, name)
        and text.tokens[min(after, sentence.last - 1)].text in (",", ".", ")", ";")
        else None
    )


def _copula_subject(text: Text, first: int) -> Passage | None:
    """The subject of "is (among) …", or the name that the noun's phrase explains after a comma."""
    sentence = text.sentence_at(text.tokens[first].start)
    at = first - 1
    while at > sentence.first and (
        text.tokens[at].lower in ("among", "one", "of", "as", "also", "be", "been") or text.tags[at] == "adv"
    ):
        at -= 1
    if at > sentence.first and text.tokens[at].lower in (
        "is",
        "are",
        "was",
        "were",
        "remain",
        "remains",
        "be",
        "being",
        ",",
    ):
        before = at - 1
        if text.tags[before] in ("noun", "num"):
            start, end = phrase_bounds(text, before)
            return text.span(start, min(end, before))
    return None


def _by_support(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "Russia's support for the regime", "the support of the coalition for …", "UK support for Iraq"."""
    if text.tags[index] == "verb":
        return
    sentence = text.sentence_at(text.tokens[index].start)
    first, _ = phrase_bounds(text, index, of=False)
    b = object_after_preposition(text, index, frozenset(("for", "to")))
    if b is None and index + 2 < sentence.last and text.tokens[index + 1].lower == "of":  # "enjoys the backing of"
        b, a = _giver(text, first, sentence), phrase_from(text, index + 2)
        if a is not None and b is not None and _stands(text, a) and is_party(text, b):
            yield index, type_, a, b
        return
    a = _owner(text, first, index) or _leading_party(text, first, index)
    if a is None and first - 1 >= sentence.first:
        a = _giver(text, first, sentence)
    if a is not None and b is not None and _stands(text, a) and is_party(text, b):
        yield index, type_, a, b


def _giver(text: Text, first: int, sentence: Sentence) -> Passage | None:
    """The subject of the verb before the noun: "the UK reiterates its support for"."""
    at = first - 1
    while at > sentence.first and text.tags[at] in ("det", "adv", "noun"):
        at -= 1
    return parts_of_verb(text, at).agent if text.tags[at] in ("verb", "ing") else None


def _leading_party(text: Text, first: int, index: int) -> Passage | None:
    while first < index and text.tags[first] == "det":
        first += 1
    for end in range(first, index):
        phrase = text.span(first, end)
        if is_party(text, phrase):
            return phrase
    return None


def _against(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "Iraq's fight against ISIL", "join the fight against": the owner or the subject stands against whom it is."""
    sentence = text.sentence_at(text.tokens[index].start)
    if index + 2 >= sentence.last or text.tokens[index + 1].lower != "against" or text.tags[index] == "verb":
        return
    b = phrase_from(text, index + 2)
    first, _ = phrase_bounds(text, index, of=False)
    a = _owner(text, first, index) or _leading_party(text, first, index) or _giver(text, first, sentence)
    a = a if a is not None and is_party(text, a) else _party_before(text, index)
    if a is not None and b is not None and _stands(text, a) and is_party(text, b):
        yield index, type_, a, b


def _by_title(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "Brigades commander Orsin Tal", "Josiah Takolo, leader of the Reef Army", "Colonel Arral of the Lesk Brigade"."""
    sentence = text.sentence_at(text.tokens[index].start)
    if text.tags[index] not in ("noun", "mark"):
        return
    first, _ = phrase_bounds(text, index, of=False)
    name = _name_after(text, index, sentence)
    body: Passage | None = None
    after = text.token_at(name.end - 1) + 1 if name is not None else index + 1
    for at in (index + 1, after):
        if body is None and at + 1 < sentence.last and text.tokens[at].lower in ("of", "for", "with", "from"):
            body = phrase_from(text, at + 1)
            if body is not None and text.tokens[at + 1].lower == "staff" and text.tokens[at + 2].lower == "of":
                body = phrase_from(text, at + 3)  # chief of staff of
    body = body or _owner(text, first, index) or _leading_party(text, first, index)
    if body is None or not (_may_have_members(text, body) or (_in_arms(text, index) and _is_bare_name(text, body))):
        return
    name = name or _copula_subject(text, first) or _nickname(text, index, sentence)
    if name is not None and is_name(text, name) and (not is_party(text, name) or _titled(text, name)):
        yield index, type_, name, body


def _in_arms(text: Text, index: int) -> bool:
    return text.tokens[index].lower in _ARMED_TITLES


_ARMED_TITLES = frozenset(
    "commander commanders lt lt. col col. captain capt capt. colonel lieutenant liaison spokesman fighter".split()
)


def _is_bare_name(text: Text, body: Passage) -> bool:
    """Whether the body is one name without more, no observer's and no state's: "Juniper's Lt. Mores"."""
    words = {word.lower() for word in body.quote.split()}
    return is_name(text, body) and not words & (_OBSERVERS | _words("member_of", "no_body") | words_of("states"))


def _titled(text: Text, name: Passage) -> bool:
    first, last = text.token_at(name.start), text.token_at(max(name.start, name.end - 1))
    return any(text.tokens[at].lower in _words("member_of", "lead_titles") for at in range(first, last + 1))


def _nickname(text: Text, index: int, sentence: Sentence) -> Passage | None:
    """The name by which one is known: "who goes by the name of Marlo", "known as Uncle Tovo", "calls himself Osk"."""
    for at in range(index + 1, min(index + 14, sentence.last - 1)):
        here, after = text.tokens[at].lower, text.tokens[at + 1].lower
        called = here in ("as", "himself", "herself", "by") or (here == "of" and text.tokens[at - 1].lower == "name")
        if called and text.tags[at + 1] == "noun" and text.tokens[at + 1].text[:1].isupper() and after != "the":
            return _name_after(text, at, sentence)
    return None


def _name_after(text: Text, index: int, sentence: Sentence) -> Passage | None:
    """The person's name right after a title, or after a comma: "commander Orsin Tal", "the leader, Osk"."""
    at = index + 1
    while at < sentence.last and text.tokens[at].text in (",", "."):
        at += 1
    if at >= sentence.last or text.tags[at] != "noun" or not _capital(text, at):
        return None
    _, last = phrase_bounds(text, at, of=False)
    while last > at and not _capital(text, last):
        last -= 1
    return text.span(at, last)


def _capital(text: Text, at: int) -> bool:
    token = text.tokens[at]
    return text.case != "mixed" or token.text[:1].isupper() or token.lower.startswith(("al-", "el-"))


def _may_have_members(text: Text, body: Passage) -> bool:
    """Whether the body is a force or the like, and no observer, police force or bare state."""
    head = text.tokens[head_of(text, body)].lower
    first, last = text.token_at(body.start), text.token_at(max(body.start, body.end - 1))
    words = {token.lower for token in text.tokens[first : last + 1]}
    if words & _OBSERVERS or words & _words("member_of", "no_body") or head in words_of("states"):
        return False
    return head in words_of("armed") or is_party(text, body)


def _is_part(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "the UK, as part of the Global Coalition", "units that are part of the Guard"."""
    sentence = text.sentence_at(text.tokens[index].start)
    if index + 2 >= sentence.last or text.tokens[index + 1].lower != "of":
        return
    b = phrase_from(text, index + 2)
    first, _ = phrase_bounds(text, index, of=False)
    a = _copula_subject(text, first)
    if a is not None and b is not None and _stands(text, a) and is_party(text, b):
        yield index, type_, a, b


def _includes(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "the SDF, which includes the Syrian Arab Coalition", "coalition nations include Australia, …": each is a member."""
    if text.tags[index] != "verb":
        return
    sentence = text.sentence_at(text.tokens[index].start)
    whole = parts_of_verb(text, index).agent
    if whole is None or not is_party(text, whole):
        return
    for part in _listed(text, index + 1, sentence):
        yield index, type_, part, whole


def _refuses(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "have refused to supply them with weapons": refused by each whom the subject names."""
    sentence = text.sentence_at(text.tokens[index].start)
    gives = vocabulary("events")["words"]["give"].split()
    for at in range(index + 1, min(index + 4, sentence.last - 1)):
        if text.tokens[at].lower in gives:
            a = parts_of_verb(text, index).agent
            sides = () if a is None else tuple(_each(text, a))
            b = phrase_from(text, at + 1)
            if text.tags[at + 1] == "pron":
                b = nearest_before(text, at, lambda phrase: is_party(text, phrase) and is_armed(text, phrase))
            for side in sides:
                if b is not None and is_party(text, b):
                    yield index, type_, side, b
            return


def _alongside(text: Text, index: int, last: int, type_: RelationType) -> Iterator[Pair]:
    """ "regional allies fighting alongside them"."""
    at = index - 1
    if text.tokens[at].lower not in ("fighting", "fight", "fights", "fought", "operating", "serving", "battling"):
        return
    head = at - 1
    while text.tags[head] in ("aux", "adv", "verb"):
        head -= 1
    if text.tags[head] not in ("noun", "num"):
        return
    first, end = phrase_bounds(text, head)
    a, b = text.span(first, min(end, at - 1)), phrase_from(text, index + 1)
    if text.tags[index + 1] == "pron":
        b = nearest_before(text, first, lambda phrase: is_party(text, phrase))
    if b is not None and _stands(text, a) and _stands(text, b):
        yield index, type_, a, b


_READERS = {
    "verb": _by_verb,
    "nouns": _by_noun,
    "support_nouns": _by_support,
    "against_nouns": _against,
    "lead_titles": _by_title,
    "part": _is_part,
    "with_nouns": _with,
    "beaten": _beaten,
    "leading": _leads,
    "give": _gives,
    "get": _gets,
    "include": _includes,
    "refuse": _refuses,
    "alongside": _alongside,
}

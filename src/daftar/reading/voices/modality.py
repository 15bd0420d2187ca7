"""Modality: whether the voice asserts, denies, fears, plans or only supposes what stands at an offset.

Takes a cut Text, a sentence and the offset of the word that carries the claim. Gives the codebook's modality. Promises to look only
within that sentence, from the claim's own clause outwards; cue words are `vocabulary/modality.toml`; without a cue it is asserted.
"""

from daftar.model.vocabulary import Modality
from daftar.reading.language.sentences import Sentence, Text
from daftar.reading.voices.moods import moods

_REACH = 25  # tokens to the left in which a cue may govern
_FAR = 60  # tokens in which an if-clause is sought
_WALLS = frozenset((";", ":", "—", "--", "–"))
_BEING = frozenset("is are was were proved prove proves".split())
_CONTRARY = frozenset("but while whereas although though because".split())
_CONTRAST = _CONTRARY | frozenset("after since as when where before who which whose".split())


def modality_at(text: Text, sentence: Sentence, anchor: int) -> Modality:
    """The modality of the claim whose carrying word stands at offset `anchor` in `sentence`."""
    at = min(max(text.token_at(anchor), sentence.first), sentence.last - 1)
    if is_presupposed(text, sentence, anchor):
        return "asserted"
    if at > sentence.first and text.tokens[at - 1].lower == "feared":
        return "feared"  # "two are feared killed"
    if _is_held_by(text, sentence, at):
        return "asserted"
    if _is_refuted(text, sentence, at):
        return "denied"
    own = _described(text, sentence, at) or _own(text, sentence, at)
    if own is not None:
        return own
    if _is_definite(text, sentence, at):
        return "asserted"
    governed = _governed(text, sentence, at)
    if governed is not None:
        return governed
    if _is_aim(text, sentence, at):
        return "planned"
    return "hypothetical" if _supposed(text, sentence, at) else "asserted"


def _is_held_by(text: Text, sentence: Sentence, at: int) -> bool:
    """Whether a participle describes the noun before it: "storm the quarter held by the Guard" leaves no doubt who holds it."""
    if text.tags[at] != "verb" or not sentence.first < at < sentence.last - 1 or text.tokens[at + 1].lower != "by":
        return False
    return text.tags[at - 1] == "noun" and text.tokens[at].lower not in moods().verbs


def _is_refuted(text: Text, sentence: Sentence, at: int) -> bool:
    """Whether the claim is what was told, and that is said to be wrong: "Reports of dozens of deaths are false"."""
    cues = moods()
    if not any(text.tokens[back].lower in cues.told for back in range(max(sentence.first, at - 12), at)):
        return False
    for ahead in range(at + 1, min(sentence.last, at + 20)):
        if text.tags[ahead] == "mark" and text.tokens[ahead].text not in "“”\"'":
            return False
        if text.tokens[ahead].lower in _BEING:
            rest = [text.tokens[i].lower for i in range(ahead + 1, min(ahead + 4, sentence.last))]
            if "not" in rest or "n't" in rest:
                return "true" in rest
            if cues.refuting.intersection(rest):
                return True
    return False


def _is_aim(text: Text, sentence: Sentence, at: int) -> bool:
    """Whether the sentence opens with the infinitive that holds the claim: "To break the siege for our people."."""
    first = sentence.first
    while first < at and text.tokens[first].text in '“"':
        first += 1
    if text.tokens[first].lower != "to" or first + 1 >= sentence.last or text.tags[first + 1] not in ("verb", "aux"):
        return False
    return first < at and not any(text.tokens[i].text == "," or text.tags[i] == "rel" for i in range(first, at))


def _described(text: Text, sentence: Sentence, at: int) -> Modality | None:
    """What an adjective by the act noun says: "a planned attack", "the attack plotted by"."""
    if text.tags[at] in ("verb", "aux"):
        return None
    adjectives = moods().adjectives
    for near in (at - 1, at - 2, at + 1):
        if sentence.first <= near < sentence.last and text.tokens[near].lower in adjectives:
            if near == at - 2 and text.tags[at - 1] not in ("noun", "ing"):
                continue
            if near > at and (near + 1 >= sentence.last or text.tags[near + 1] != "prep"):
                continue
            return adjectives[text.tokens[near].lower]
    return None


def is_presupposed(text: Text, sentence: Sentence, anchor: int) -> bool:
    """Whether what stands at the offset is a noun that words of looking back govern ("investigate the murder of", "regret over the death")."""
    at = min(max(text.token_at(anchor), sentence.first), sentence.last - 1)
    if text.tags[at] in ("verb", "aux"):
        return False
    for back in range(at - 1, max(sentence.first, at - 12) - 1, -1):
        tag, word = text.tags[back], text.tokens[back].lower
        if word in moods().presupposing and text.tags[back + 1] in ("det", "noun", "num", "prep", "adv"):
            return True
        if tag in ("verb", "ing", "rel", "aux", "pron", "mark"):
            return False
    return False


def _is_definite(text: Text, sentence: Sentence, at: int) -> bool:
    """Whether the claim is a definite act ("the murder of", "Thursday's killing") that no cue takes as its own object."""
    if text.tags[at] in ("verb", "aux", "ing"):
        return False
    first = at
    while first > sentence.first and text.tags[first - 1] in ("noun", "num"):
        first -= 1
    definite = first > sentence.first and (
        text.tags[first - 1] == "clitic" or text.tokens[first - 1].lower in ("the", "this", "that", "these", "those")
    )
    verb = _verb_before(text, sentence, at)
    return definite and verb is not None and text.tokens[verb].lower not in moods().verbs and first - verb > 2


def _verb_before(text: Text, sentence: Sentence, at: int) -> int | None:
    """The verb whose object the noun at `at` is, or stands in."""
    led = False  # by a preposition: what an auxiliary further left says is of something else
    for back in range(at - 1, max(sentence.first, at - 12) - 1, -1):
        if text.tags[back] in ("verb", "ing"):
            return back
        if text.tags[back] == "aux" and not led and text.tokens[back].lower in moods().auxiliaries:
            return back + 1  # "would require": a verb in no list
        if text.tags[back] in ("rel", "aux") or text.tokens[back].text in _WALLS:
            return None
        led = led or (text.tags[back] == "prep" and not _in_aside(text, sentence, back))
    return None


def _in_aside(text: Text, sentence: Sentence, at: int) -> bool:
    """Whether the token stands between commas right after an auxiliary ("which will, perhaps after months, force a surrender")."""
    for back in range(at - 1, max(sentence.first, at - 6), -1):
        if text.tokens[back].text == ",":
            return text.tags[back - 1] == "aux"
    return False


def _own(text: Text, sentence: Sentence, at: int) -> Modality | None:
    """What the claim's own verb says by its auxiliaries and negation."""
    cues = moods()
    modal = at > sentence.first and text.tokens[at - 1].lower in cues.auxiliaries  # "would hand": a verb in no list
    noun = (text.tags[at] not in ("verb", "ing", "aux") or _is_act_noun(text, sentence, at)) and not modal
    verb = (_verb_after(text, sentence, at) or _verb_before(text, sentence, at)) if noun else at
    if text.tags[at] not in ("verb", "ing") and (kind := _negated(text, sentence, at)) is not None:
        return kind
    if verb is None:
        return None
    found: Modality | None = None
    negated = False
    back = verb - 1
    while (back >= sentence.first and text.tags[back] in ("aux", "adv", "verb", "ing")) or (
        back >= sentence.first and text.tokens[back].lower in ("be", "been", "being", "n't", "and", "or", "to")
    ):
        word = text.tokens[back].lower
        kind = cues.auxiliaries.get(word)
        if kind == "denied":
            negated = True
        elif kind is not None:
            found = kind
        if text.tags[back] in ("verb", "ing") and word not in ("be", "been", "being"):
            break
        if word == "to":
            if text.tokens[back - 1].lower not in ("able", "unable"):
                break
            negated = negated or text.tokens[back - 1].lower == "unable"
            back -= 1
        back -= 1
    if noun and (announced := _announced(text, verb, at)) is not None:
        return "denied" if negated else announced
    if negated:
        return "hypothetical" if found is not None and _supposed(text, sentence, at, whole=True) else "denied"
    if found is not None:
        return _weighed(text, sentence, at, found)
    if (
        back - 1 > sentence.first
        and text.tokens[back].lower == "to"
        and text.tokens[back + 1].lower == "be"
        and text.tags[back - 1] == "noun"
    ):
        return "planned"  # "the people to be evacuated"
    subject = _subject_negated(text, sentence, verb)
    return "denied" if subject else None


def _weighed(text: Text, sentence: Sentence, at: int, found: Modality) -> Modality:
    """A modal in its sentence: "would" is planned after "said", supposed beside "if"; so are "could" and "will" beside "if"."""
    if found in ("hypothetical", "feared", "planned") and _supposed(text, sentence, at, whole=True):
        return "hypothetical"
    if found in ("hypothetical", "planned") and _is_feared(text, sentence, at):
        return "feared"
    if found == "hypothetical":
        words = (text.tokens[back].lower for back in range(sentence.first, at))
        return "planned" if any(word in moods().reporting for word in words) else "hypothetical"
    return found


def _announced(text: Text, verb: int, at: int) -> Modality | None:
    """What is said of the act itself: "an evacuation is planned for Thursday", "a landing was feared"."""
    passive = verb > at and any(text.tokens[i].lower in _BEING for i in range(max(at, verb - 3), verb))
    kind = moods().verbs.get(text.tokens[verb].lower) if passive else None
    return kind if kind in ("planned", "feared") else None


def _is_feared(text: Text, sentence: Sentence, at: int) -> bool:
    """Whether what will or would be stands in the clause that somebody fears, however far back the fear was named."""
    fears = moods().fears
    for back in range(at - 1, max(sentence.first, at - _FAR) - 1, -1):
        word = text.tokens[back].lower
        if word in _CONTRARY or text.tokens[back].text == ";":
            return False
        if word in fears and text.tags[back] in ("verb", "ing", "noun"):
            ahead = back + 1
            while ahead < at and text.tags[ahead] == "adv":
                ahead += 1
            clause = any(text.tags[i] == "aux" for i in range(ahead, min(ahead + 8, at)))
            return text.tokens[ahead].lower in ("that", "either") or clause
    return False


def _is_act_noun(text: Text, sentence: Sentence, at: int) -> bool:
    """Whether a word in -ing names an act ("street fighting") and is no participle with its object ("forces shelling the town")."""
    if text.tags[at] != "ing" or at == sentence.first or text.tags[at - 1] not in ("noun", "num", "det"):
        return False
    return at + 1 >= sentence.last or text.tags[at + 1] not in ("det", "num", "pron", "noun", "clitic")


def _verb_after(text: Text, sentence: Sentence, at: int) -> int | None:
    """The finite verb of which the act noun at `at` is the subject ("an attack could begin"): none where it is an object."""
    for back in range(at - 1, max(sentence.first, at - 8) - 1, -1):
        if text.tags[back] in ("verb", "aux", "prep", "ing"):
            return None
        if text.tags[back] in ("mark", "rel", "conj"):
            break
    for ahead in range(at + 1, min(sentence.last, at + 15)):
        if text.tags[ahead] in ("mark", "rel"):
            return None
        if text.tags[ahead] in ("verb", "aux"):
            while (
                ahead + 1 < sentence.last
                and text.tags[ahead] in ("aux", "adv")
                and text.tags[ahead + 1] in ("verb", "aux", "adv")
            ):
                ahead += 1
            return ahead
    return None


def _negated(text: Text, sentence: Sentence, at: int) -> Modality | None:
    """Whether the act noun's own phrase opens with "no"."""
    back = at - 1
    while back >= sentence.first and text.tags[back] in ("noun", "num", "verb", "ing") and at - back < 4:
        back -= 1
    return "denied" if back >= sentence.first and text.tokens[back].lower == "no" else None


def _subject_negated(text: Text, sentence: Sentence, verb: int) -> bool:
    """Whether the verb's subject is "nobody" or "no fighter"."""
    determiners = moods().determiners
    for back in range(verb - 1, max(sentence.first, verb - 8) - 1, -1):
        if text.tokens[back].lower in determiners:
            return True
        if text.tags[back] in ("mark", "rel", "conj", "verb"):
            return False
    return False


def _governed(text: Text, sentence: Sentence, at: int) -> Modality | None:
    """The nearest cue to the left whose clause or object holds the claim."""
    cues = moods()
    crossed = False  # a wall of the claim's own clause lies between
    for back in range(at - 1, max(sentence.first, at - _REACH) - 1, -1):
        word = text.tokens[back].lower
        if text.tokens[back].text in _WALLS or (word == "," and _opens_clause(text, back + 1)):
            return None
        if word in _CONTRAST and word not in cues.phrases:
            crossed = True
        if crossed:
            continue
        for words, kind in cues.phrases.get(word, ()):
            if kind != "hypothetical" and _stands(text, back, words):
                return kind
        governing = _cue_at(text, sentence, back, at)
        if governing is not None:
            return governing
    return None


def _opens_clause(text: Text, at: int) -> bool:
    """Whether a clause of its own opens here: not "and to …", which goes on with the infinitives before."""
    following = text.tokens[at + 1].lower if at + 1 < len(text.tokens) else ""
    return text.tags[at] in ("conj", "pron", "rel") and following != "to"


def _cue_at(text: Text, sentence: Sentence, back: int, at: int) -> Modality | None:
    cues = moods()
    word = text.tokens[back].lower
    following = text.tokens[back + 1].lower
    tag = text.tags[back]
    kind = cues.verbs.get(word)
    if word in cues.with_for and following not in ("for", "on", "upon", "to"):
        return None
    if kind is not None and tag in ("verb", "ing"):
        negated = any(
            cues.auxiliaries.get(text.tokens[i].lower) == "denied" for i in range(max(sentence.first, back - 3), back)
        )
        complement = following in ("to", "that", "the", "a", "an", "any", "for", "on", "of") or text.tags[back + 1] in (
            "ing",
            "det",
            "noun",
            "num",
            "pron",
            "aux",
        )
        if complement and _reaches(text, back, at, following):
            return "denied" if negated and kind == "planned" else kind
    if word in cues.efforts and tag == "noun" and following == "to" and text.tags[back + 2] in ("verb", "aux"):
        return "planned" if _reaches(text, back, at, following) else None
    kind = cues.nouns.get(word)
    if (
        kind is not None
        and tag == "noun"
        and following in ("to", "that", "of", "for")
        and _reaches(text, back, at, following)
    ):
        return kind
    return None


def _reaches(text: Text, cue: int, at: int, following: str) -> bool:
    """Whether the cue's complement holds the claim: by its infinitive or clause, or as its direct object."""
    between = range(cue + 1, at)
    coordinated = text.tokens[at - 1].lower == "to" and text.tokens[at - 2].lower in ("and", "or")
    if following == "to" and coordinated and not any(text.tags[i] == "rel" for i in between):
        return True
    if following == "that":
        return not any(text.tokens[i].text == "," and text.tags[i + 1] == "conj" for i in between)
    comma = next((i for i in between if text.tokens[i].text == ","), None)
    if comma is not None and any(text.tags[i] in ("verb", "aux", "ing") for i in range(comma, at)):
        return False
    if following == "to" or any(text.tokens[i].lower == "to" and text.tags[i + 1] in ("verb", "aux") for i in between):
        chained = sum(text.tags[i] == "verb" for i in between) <= 2
        return chained and not any(text.tags[i] == "rel" for i in between)
    if following == "having":
        return at - cue <= 4
    verbs = [i for i in between if text.tags[i] in ("verb", "aux")]
    if not verbs:
        return text.tags[at] not in ("verb",) or at - cue <= 4 or text.tags[at] == "ing"
    return text.tags[cue + 1] in ("det", "noun", "pron", "num") and len(verbs) <= 2 and text.tags[at] == "verb"


def _supposed(text: Text, sentence: Sentence, at: int, *, whole: bool = False) -> bool:
    """Whether an if-clause holds the claim, or (with `whole`) stands anywhere in the sentence beside the claim's modal."""
    cues = moods()
    if not whole and any(
        text.tokens[i].lower in ("has", "have", "had", "was", "were") for i in range(max(sentence.first, at - 3), at)
    ):
        return False
    first = text.tokens[sentence.first].lower
    if first in ('"', "“") and sentence.first + 1 < sentence.last:
        first = text.tokens[sentence.first + 1].lower
    opens = first in cues.openings and text.tags[min(sentence.first + 1, sentence.last - 1)] in (
        "det",
        "noun",
        "pron",
        "num",
    )
    ends_with_question = text.tokens[sentence.last - 1].text.startswith("?")
    if opens and not ends_with_question:
        return True
    bound = min(sentence.last, at + _FAR) if whole else at
    for i in range(max(sentence.first, at - _FAR), bound):
        supposes = any(
            kind == "hypothetical" and _stands(text, i, words)
            for words, kind in cues.phrases.get(text.tokens[i].lower, ())
        )
        if supposes and (whole or not any(text.tokens[j].text in (",", ";") for j in range(i, at))):
            return True
    return False


def _stands(text: Text, at: int, words: tuple[str, ...]) -> bool:
    return all(at + i < len(text.tokens) and text.tokens[at + i].lower == word for i, word in enumerate(words))

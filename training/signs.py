"""Signs: the words by which a skimming reader knows that a sentence may tell something.

Takes the training documents and general news. Gives each word's weight, the logarithm of how much more often it stands in a sentence
that carries a claim than in one of general news, and the least weight of a sentence at which MOST_LOST of the claims would be missed.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from gold import Annotated

from daftar.reading.judge.skim import HALF, skimmed, words_of
from daftar.reading.language.sentences import case_of, cut

FEWEST, LEAST_WEIGHT, MOST_LOST = 4, 1.0, 0.01


def signs(documents: Sequence[Annotated], gold: Path) -> tuple[dict[str, float], float]:
    """The weights and the least weight of a sentence."""
    telling, other = Counter[str](), Counter[str]()
    sentences, others, small = 0, 0, set[str]()
    for one in documents:
        for sentence in {claim["sentence"] for claim in one.claims}:
            telling.update(words_of(sentence))
            sentences += 1
        small |= _small(one.text)
    with (gold / "voices" / "polnear_train.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            text = cut(json.loads(line)["text"])
            small |= _small(text.text)
            for part in text.sentences:
                other.update(words_of(text.text[part.start : part.end]))
                others += 1
    weights = {}
    for word, count in telling.items():
        weight = math.log((count + 0.5) / sentences) - math.log((other[word] + 0.5) / others)
        if count >= FEWEST and weight > LEAST_WEIGHT and word in small:
            weights[word] = round(weight, 2)
    # The greatest threshold, by halves of ten steps, at which few enough claims lie in what would be skipped.
    # Texts of which half tells are read whole, so that less is missed than this says; it is the others that it must hold for.
    low, high = 0.0, 12.0
    for _ in range(10):
        middle = (low + high) / 2
        low, high = (middle, high) if lost(documents, weights, middle, half=2.0) <= MOST_LOST else (low, middle)
    return weights, round(low, 2)


def _small(text: str) -> set[str]:
    """The words that stand in small letters in a text that has both: names are no signs."""
    return {word for word in re.findall(r"[\w’'-]+", text) if word.islower()} if case_of(text) == "mixed" else set()


def lost(documents: Sequence[Annotated], weights: dict[str, float], least: float, half: float = HALF) -> float:
    """The share of claims whose evidence a skimming reader would not see."""
    missed = total = 0
    for one in documents:
        read = "".join(skimmed(one.text, weights, least, half).split())
        missed += sum("".join(claim["sentence"].split()) not in read for claim in one.claims)
        total += len(one.claims)
    return missed / max(1, total)

"""An invented registry, and claims whose phrases are found in a text."""

from pathlib import Path

from daftar.ground.parties import ground_parties
from daftar.ground.registry import Registry, read_registry
from daftar.ground.sources import Voice, ground_voices
from daftar.model import Claim, Control, Document, Event, Grounded, Harm, Passage, Where

REGISTRY = """
[parties."Free Kell Front"]
kind = "armed_group"
aliases = ["FKF", "Jabhat Kell", "جبهة كل الحرة"]

[parties."Sons of the Marsh"]
kind = "armed_group"
aliases = ["أبناء الأهوار"]

[parties."Red Lantern"]
kind = "armed_group"
aliases = ["RL", "IS"]
country = "YE"

[parties."Red Lantern of Tarsa"]
kind = "armed_group"
aliases = ["RL"]
country = "LY"

[parties."Russian Armed Forces"]
kind = "armed_forces"
country = "RU"

[parties."Russian Aerospace Forces"]
kind = "armed_forces"
country = "RU"
aliases = ["Russian air force"]
part_of = [{to = "Russian Armed Forces"}]

[parties."government of Russia"]
kind = "government"
country = "RU"
aliases = ["Russia", "Kremlin"]

[parties."National Army of Mali"]
kind = "armed_forces"
country = "ML"
aliases = ["NAM", "National Army"]

[parties."National Army of Niger"]
kind = "armed_forces"
country = "NE"
aliases = ["National Army"]

[parties."Orsa Observatory for Rights"]
kind = "monitor"
aliases = ["OOR", "مرصد أورسا"]

[parties."Kell Courier"]
kind = "media"
family = "government of Russia"
"""


def registry_in(folder: Path) -> Registry:
    path = folder / "registry.toml"
    path.write_text(REGISTRY, encoding="utf-8")
    return read_registry(path)


def phrase(text: str, words: str, nth: int = 0) -> Passage:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Passage.of(text, start, start + len(words))


def claim(text: str, slot: str, passage: Passage, country: str | None = None) -> Claim:
    where = Where("x", "x", country=country) if country else None
    said_by = passage if slot == "said_by" else None
    body = {
        "by": Harm("killed", by=passage),
        "agent": Event("attack", agent=passage),
        "patient": Event("attack", patient=passage),
        "holders": Control("held", holders=(passage,)),
        "said_by": Harm("killed"),
    }[slot]
    return Claim("d" * 64, 0, Passage.of(text, 0, len(text)), body, said_by, where=where)


def meant(
    registry: Registry, text: str, *phrases: str | tuple[str, int], slot: str = "by", country: str | None = None
) -> list[tuple[Grounded, ...]]:
    asked = [(words, 0) if isinstance(words, str) else words for words in phrases]
    claims = [claim(text, slot, phrase(text, *words), country) for words in asked]
    return list(ground_parties(text, claims, registry))


def voices(registry: Registry, text: str, *phrases: str | tuple[str, int]) -> list[Voice | None]:
    asked = [(words, 0) if isinstance(words, str) else words for words in phrases]
    claims = [claim(text, "said_by", phrase(text, *words)) for words in asked]
    document = Document("3f2a91bc" + "0" * 56, text)
    return list(ground_voices(document, claims, registry, ground_parties(text, claims, registry)))

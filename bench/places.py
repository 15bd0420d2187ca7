"""Measures the places: looking a name up, opening the index, building it, and importing a large file of GeoNames.

Takes nothing from outside: the names are the index's own, the file is made up. Gives a piece of Markdown; every number was
measured by this run.
"""

import json
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from memory import most_memory

from daftar.ground.gazetteer import Gazetteer, open_gazetteer
from daftar.ground.maps.imports import import_places

ALL_COUNTRIES = 12_000_000
"""Lines of GeoNames' allCountries.txt."""

SIZES = (100_000, 300_000)
PARTS = "bar dul kef mor nas qal rub sim tal war yad zen hur gha shi kho"


def places_speed() -> str:
    """Microseconds a look-up, seconds of first and later use, rows imported a second."""
    from reader import median  # here, as the processes measured below import this file, and that one is heavy

    with tempfile.TemporaryDirectory() as folder:
        built, _, _ = _alone("--open", folder)
        opened = median(lambda: _alone("--open", folder), 5)
        gazetteer, index = open_gazetteer(Path(folder)), Path(folder) / "gazetteer.sqlite"
        names = _names(index, 20_000)
        exact = _microseconds(gazetteer, names)
        size = index.stat().st_size
        made = [(number, *_alone("--import", folder, str(number))) for number in SIZES]
    rows = "\n".join(
        f"| {number:,} | {seconds:.1f} s | {number / seconds:,.0f} | {memory / 1e6:.0f} MB | {size_made / 1e6:.0f} MB |"
        for number, seconds, memory, size_made in made
    )
    (few, first, small, _), (many, second, large, disk) = made
    minutes = second / many * ALL_COUNTRIES / 60
    return (
        "## Places\n\n| what | value |\n| --- | --- |\n"
        f"| a name looked up that was not looked up before, median | {exact:.0f} µs |\n"
        f"| first use: the index is built | {built:.1f} s |\n"
        f"| later use: a whole process that opens it and looks one name up | {opened:.2f} s |\n"
        f"| index on disk | {size / 1e6:.0f} MB |\n\n"
        "A file of GeoNames, made up, imported by a process of its own:\n\n"
        "| rows | time | rows a second | memory at most | index |\n| --- | --- | --- | --- | --- |\n" + rows + "\n\n"
        f"{many / few:.0f} times the rows take {second / first:.1f} times as long and {large / small:.2f} times the memory. At the rate of the larger file"
        f" {ALL_COUNTRIES:,} rows are {minutes:.0f} minutes and {disk / many * ALL_COUNTRIES / 1e9:.1f} GB on disk, beside as much"
        " temporary space while they are sorted.\n"
    )


def _alone(*arguments: str) -> tuple[float, int, int]:
    """Seconds, peak memory in bytes and a size, as a process of its own tells them."""
    told = subprocess.run([sys.executable, __file__, *arguments], capture_output=True, text=True, check=True)
    seconds, memory, size = json.loads(told.stdout)
    return seconds, memory, size


def _microseconds(gazetteer: Gazetteer, names: list[str]) -> float:
    taken = []
    for name in names:
        started = time.perf_counter()
        gazetteer.places(name)
        taken.append(time.perf_counter() - started)
    return 1e6 * statistics.median(taken)


def _names(index: Path, number: int) -> list[str]:
    """Names of the index, each once, in no order."""
    with sqlite3.connect(index) as book:
        found = [name for (name,) in book.execute("SELECT DISTINCT name FROM places ORDER BY id")]
    random.Random(1).shuffle(found)  # noqa: S311
    return found[:number]


def _lines(number: int) -> Iterator[str]:
    """Lines as GeoNames writes them, three names a place, of invented places."""
    dice, parts = random.Random(number), PARTS.split()  # noqa: S311
    for key in range(1, number + 1):
        name = "".join(dice.choices(parts, k=dice.randint(2, 3))).title()
        other = f"Al {name}ah" if key % 3 else f"Tall {name}"
        lat, lon = dice.uniform(-60, 70), dice.uniform(-180, 180)
        place = (
            key,
            name,
            name,
            f"{other},{name}iyah",
            f"{lat:.5f}",
            f"{lon:.5f}",
            dice.choice("PPPASTHL"),
            "PPL",
            "SY",
        )
        yield (
            "\t".join(map(str, (*place, "", "09", "", "", "", dice.randint(0, 9000), "", "1", "", "2020-01-01"))) + "\n"
        )


def _open(folder: str) -> int:
    open_gazetteer(Path(folder)).places("Damascus")
    return 0


def _import(folder: str, number: str) -> int:
    source = Path(folder) / "made.txt"
    import_places(source, f"made-{number}", Path(folder))
    return (Path(folder) / "imports" / f"made-{number}.sqlite").stat().st_size


if __name__ == "__main__":
    job, *given = sys.argv[1:]
    if job == "--import":
        with (Path(given[0]) / "made.txt").open("w", encoding="utf-8") as file:
            file.writelines(_lines(int(given[1])))
    started = time.perf_counter()
    size = _open(*given) if job == "--open" else _import(*given)
    seconds = time.perf_counter() - started
    print(json.dumps((seconds, most_memory(), size)))

"""Agreement: how far two annotators who read the same documents apart say the same.

Takes the gold folder and its scorer's. Prints the scorer's figures for the second annotations against the first, both ways of reading averaged.
"""

import argparse
import sys
from pathlib import Path

from gold import annotated


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--score", type=Path, required=True)
    options = parser.parse_args()
    sys.path.insert(0, str(options.score))
    import claims as scorer

    second = {one.id: list(one.claims) for one in annotated(options.gold, "second")}
    first = {one.id: list(one.claims) for one in annotated(options.gold, "own") if one.id in second}
    report, _ = scorer.score(first, second)
    print(f"{len(first)} documents read twice, apart")
    for name, row in report.items():
        if name != "harm.slots":
            print(f"{name:16} F1 {row['f1']:.3f}   ({row['gold']} and {row['guessed']} claims)")
    print(
        "slots of found harm claims: "
        + ", ".join(f"{slot} {value:.2f}" for slot, value in report["harm.slots"].items())
    )


if __name__ == "__main__":
    main()

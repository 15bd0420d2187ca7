"""Books the reports FIRST to LAST of the samples, one transaction each, telling each on standard output.

Usage: python book_reports.py LEDGER FIRST LAST
"""

import sys

from ledger_samples import report

from daftar.ledger import Ledger


def main(address: str, first: int, last: int) -> None:
    with Ledger.open(address) as ledger:
        for number in range(first, last):
            ledger.append(report(number))
            print(number, flush=True)  # noqa: T201


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

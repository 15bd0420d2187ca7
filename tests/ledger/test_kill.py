"""Killed at any moment, a ledger opens whole, and the work goes on to the same end."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ledger_samples import report

from daftar.ledger import Ledger, check_ledger

WRITER = Path(__file__).with_name("book_reports.py")
REPORTS = 1000


def book_until_killed(url, after, delay):
    with subprocess.Popen(
        [sys.executable, WRITER, url, "0", str(REPORTS)], stdout=subprocess.PIPE, text=True
    ) as writer:
        for line in writer.stdout:
            if int(line) >= after:
                break
        time.sleep(delay)  # Into the middle of one of the next transactions.
        writer.kill()
    return writer.returncode


@pytest.mark.parametrize("seed", [20310302])
def test_a_batch_of_a_thousand_killed_in_the_middle_goes_on(ledger_url, seed):
    chance = random.Random(seed)  # noqa: S311
    booked = 0
    for _ in range(3):
        after = booked + chance.randrange(5, 60)
        assert book_until_killed(ledger_url, after, chance.uniform(0, 0.02)) < 0, "it ended before it was killed"
        with Ledger.open(ledger_url, create=False) as ledger:
            assert check_ledger(ledger) == ()
            kinds = [entry.kind for entry in ledger.entries()]
            booked = kinds.count("document")
            assert after < booked < REPORTS and kinds == ["document", "capture", "claim", "claim", "reading"] * booked
    with Ledger.open(ledger_url) as ledger:
        uninterrupted = [record for number in range(REPORTS) for record in report(number)]
        assert ledger.append(uninterrupted) == len(uninterrupted) - len(kinds)
        assert [entry.record for entry in ledger.entries()] == uninterrupted
        assert check_ledger(ledger) == ()

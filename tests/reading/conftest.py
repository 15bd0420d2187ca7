"""The known misses of the casebook are expected, strictly: one that is read now must leave the list."""

import pytest
from tests.casebook import KNOWN_MISSES


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        why = KNOWN_MISSES.get(item.name)
        if why is not None and item.path.name == "test_casebook.py":
            item.add_marker(pytest.mark.xfail(strict=True, reason=why))

"""Servers that are run for real, once for all tests."""

from collections.abc import Iterator

import pytest

from tests.real import wordpress


@pytest.fixture(scope="session")
def site() -> Iterator[wordpress.Site]:
    """A running WordPress; without its packages the test is skipped, with a line that says which."""
    if lacking := wordpress.missing():
        pytest.skip(lacking)
    with wordpress.running() as running:
        yield running

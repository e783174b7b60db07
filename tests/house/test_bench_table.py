"""The table of `make bench` can be made: every job that it names is there and gives rows. Nothing is measured here."""

import inspect
from collections.abc import Iterator

import pytest

from tests.bench import table
from tests.bench.timing import Row


@pytest.mark.parametrize("job", table.JOBS)
def test_a_job_of_the_table_can_be_asked(job: str) -> None:
    measure = table.JOBS[job]
    needed = [one for one in inspect.signature(measure).parameters.values() if one.default is one.empty]
    assert not needed, "the table gives no arguments"
    assert inspect.signature(measure).return_annotation in (list[Row], Iterator[Row])


def test_a_row_knows_whether_it_was_reached() -> None:
    assert Row("a job", 1.0, 2.0, 0.5).reached
    assert not Row("a job", 1.1, 2.0, 0.5).reached

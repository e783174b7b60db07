"""The stock list, the calendar month and the publishing plan over years of data against an empty page of the same app.

    python -m tests.bench.opening

Each page is open in a tab of its own; the tabs ask for a run in turns, so that a slow moment of the machine hits all.
The figure is the time on the server and on the wire: from sending the rerun until the browser would be told that it
has all of the page.
"""

import asyncio
import statistics
import tempfile
from pathlib import Path

import pytest

from lib import clock
from lib.i18n import t
from tests.bench import decade, stories
from tests.bench.timing import Row
from tests.living import app
from tests.living.client import Answer, Session

LIMIT = 2.0
RUNS = 40
EMPTY = "nenalezeno"
STORIES = 5_000
PAGES = {
    "sklad": "open the stock list, 10 years",
    "kalendar": "month view of 10 years: 12 000 events, 400 series",
    "redakcni-plan": "publishing plan (board), 5 000 posts in the store",
}
HEADS = {
    EMPTY: "Page not found",
    "sklad": "Stock of items",
    "kalendar": "Event calendar",
    "redakcni-plan": "Publishing plan",
}


def measure(runs: int = RUNS) -> list[Row]:
    """One line for each page: medians of its reruns and of the empty page's."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch, clock.fixed(decade.NOW):
        patch.setenv("KANCELAR_DATA", folder)
        decade.fill()
        stories.fill(STORIES)
        with app.running(Path(folder), KANCELAR_NOW=decade.NOW, KANCELAR_DEMO="0") as living:
            times = asyncio.run(in_turns(living, runs))
    return [Row(job, times[page], times[EMPTY], LIMIT, "s") for page, job in PAGES.items()]


async def in_turns(living: app.App, runs: int) -> dict[str, float]:
    """Median seconds of a rerun of each page, after a few that nobody counts."""
    tabs = {page: Session(living.port, living.token(decade.HEAD), page) for page in (EMPTY, *PAGES)}
    for tab in tabs.values():
        await tab.open()
    taken: dict[str, list[float]] = {page: [] for page in tabs}
    for turn in range(runs + 5):
        for page, tab in tabs.items():
            answer = await tab.run()
            _hold(page, answer)
            if turn >= 5:
                taken[page].append(answer.seconds)
    for tab in tabs.values():
        await tab.close()
    return {page: statistics.median(times) for page, times in taken.items()}


def _hold(page: str, answer: Answer) -> None:
    """A page that failed or was not the one we asked for would be fast for nothing."""
    wanted = t(HEADS[page])
    assert not answer.exceptions, answer.exceptions
    assert wanted in answer.texts, answer.texts


if __name__ == "__main__":
    for line in measure():
        print(f"{line.job}: {1e3 * line.ours:.1f} ms, empty {1e3 * line.peer:.1f} ms, ratio {line.ratio:.2f}")

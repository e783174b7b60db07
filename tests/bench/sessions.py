"""Twenty-five people on Today, each asking for a run every two seconds, against one person alone.

    python -m tests.bench.sessions

Both 95th percentiles come from the same running app with the made-up town: first one session, then all together, each
beginning at a moment of its own. The single one asks more often, so that its percentile stands on enough runs.
"""

import asyncio
import math
import random
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from lib import clock
from lib.flows import installation, sample_town
from lib.i18n import t
from tests.bench import decade
from tests.bench.timing import Row
from tests.living import app
from tests.living.client import Answer, Session

LIMIT = 4.0
PEOPLE, PAUSE, RUNS = 25, 2.0, 12
PAUSE_ALONE, RUNS_ALONE = 0.5, 40


def measure() -> list[Row]:
    """One line: 95th percentiles in seconds; its name says the medians too. A failed run is an AssertionError."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch, clock.fixed(decade.NOW):
        patch.setenv("KANCELAR_DATA", folder)
        installation.open_store()
        sample_town.build(lambda sentence: None)
        with app.running(Path(folder), KANCELAR_NOW=decade.NOW, KANCELAR_DEMO="1") as living:
            alone = asyncio.run(together(living, 1, PAUSE_ALONE, RUNS_ALONE))
            crowd = asyncio.run(together(living, PEOPLE, PAUSE, RUNS))
    medians = f"medians {1e3 * statistics.median(crowd):.0f} and {1e3 * statistics.median(alone):.0f} ms"
    return [Row(f"{PEOPLE} sessions on Today, p95 ({medians})", p95(crowd), p95(alone), LIMIT, "s")]


async def together(living: app.App, people: int, pause: float, runs: int) -> list[float]:
    """Seconds of every run but the first of each tab."""
    tabs = [Session(living.port, living.token(decade.HEAD), "") for _ in range(people)]
    for tab in tabs:
        hold(await tab.open())
        hold(await tab.run())
    taken = await asyncio.gather(*(_work(tab, number, pause, runs) for number, tab in enumerate(tabs)))
    for tab in tabs:
        await tab.close()
    return [seconds for times in taken for seconds in times]


async def _work(tab: Session, number: int, pause: float, runs: int) -> list[float]:
    await asyncio.sleep(random.Random(number).uniform(0, pause))
    loop, taken = asyncio.get_running_loop(), []
    for _ in range(runs):
        began = loop.time()
        answer = await tab.run()
        hold(answer)
        taken.append(answer.seconds)
        await asyncio.sleep(max(0.0, began + pause - loop.time()))
    return taken


def hold(answer: Answer) -> None:
    """Every run shows Today and raises nothing."""
    assert not answer.exceptions, answer.exceptions
    assert t("Waits for somebody") in answer.texts, answer.texts


def p95(times: Sequence[float]) -> float:
    """The 95th percentile by the nearest rank."""
    return sorted(times)[math.ceil(0.95 * len(times)) - 1]


if __name__ == "__main__":
    for line in measure():
        print(f"{line.job}: {1e3 * line.ours:.1f} ms, alone {1e3 * line.peer:.1f} ms, ratio {line.ratio:.2f}")

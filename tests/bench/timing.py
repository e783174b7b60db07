"""How things are timed: CPU seconds of this process and its children, medians of paired runs."""

import resource
import statistics
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table: what was done, our median and the peer's, their ratio and what it must reach."""

    job: str
    ours: float
    peer: float
    limit: float
    unit: str = "s CPU"

    @property
    def ratio(self) -> float:
        return self.ours / self.peer

    @property
    def reached(self) -> bool:
        return self.ratio <= self.limit


def cpu() -> float:
    """CPU seconds that this process and its finished children have used, to the microsecond."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def seconds_of(job: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    before = cpu()
    job()
    return cpu() - before


def paired(job: str, ours: Callable[[], object], peer: Callable[[], object], limit: float, runs: int = 5) -> Row:
    """Both in turn, after one warm-up each; the medians."""
    ours(), peer()
    mine, theirs = [], []
    for _ in range(runs):
        mine.append(seconds_of(ours))
        theirs.append(seconds_of(peer))
    return Row(job, statistics.median(mine), statistics.median(theirs), limit)

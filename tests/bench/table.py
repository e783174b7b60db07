"""`make bench`: every measured promise in one table, each against its peer in the same run."""

import sys
import time
from collections.abc import Callable, Iterable

from tests.bench import (
    balances,
    bank,
    checks,
    clashes,
    events_feed,
    invoices,
    opening,
    outbox,
    protocols,
    revenue,
    sessions,
    sheet_import,
)
from tests.bench.timing import Row

JOBS: dict[str, Callable[[], Iterable[Row]]] = {
    "import": sheet_import.measure,
    "opening": opening.measure,
    "balances": balances.measure,
    "bank": bank.measure,
    "clashes": clashes.measure,
    "checks": checks.measure,
    "events_feed": events_feed.measure,
    "outbox": outbox.measure,
    "protocols": protocols.measure,
    "invoices": invoices.measure,
    "revenue": revenue.measure,
    "sessions": sessions.measure,
}


WIDTH = 64


def main() -> int:
    """Print each line as soon as it is measured (all jobs, or those named on the command line); the exit code says
    whether all was reached."""
    reached = True
    print(f"{'job':{WIDTH}}  {'ours':>10}  {'peer':>10}  {'ratio':>7}  {'limit':>7}", flush=True)
    for name in sys.argv[1:] or list(JOBS):
        began = time.perf_counter()
        for row in JOBS[name]():
            print(line(row), flush=True)
            reached = reached and row.reached
        print(f"… {name}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return 0 if reached else 1


def line(row: Row) -> str:
    """One line of the table."""
    mark = "" if row.reached else "  NOT REACHED"
    figures = f"{row.ours:10.4f}  {row.peer:10.4f}  {row.ratio:7.3f}  {row.limit:7.3f}"
    return f"{row.job:{WIDTH}}  {figures}  {row.unit}{mark}"


if __name__ == "__main__":
    sys.exit(main())

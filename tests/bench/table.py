"""`make bench`: every measured promise in one table, each against its peer in the same run."""

import sys

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

JOBS = {
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


def main() -> int:
    """Print the table (all jobs, or those named on the command line); the exit code says whether all was reached."""
    wanted = sys.argv[1:] or list(JOBS)
    rows: list[Row] = []
    for name in wanted:
        print(f"… {name}", file=sys.stderr, flush=True)
        rows += JOBS[name]()
    width = max(len(row.job) for row in rows)
    print(f"{'job':{width}}  {'ours':>10}  {'peer':>10}  {'ratio':>7}  {'limit':>7}")
    for row in rows:
        mark = "" if row.reached else "  NOT REACHED"
        ours, peer = f"{row.ours:.4f}", f"{row.peer:.4f}"
        print(f"{row.job:{width}}  {ours:>10}  {peer:>10}  {row.ratio:7.3f}  {row.limit:7.3f}  {row.unit}{mark}")
    return 0 if all(row.reached for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())

"""The worker: one process that does long and regular work. `python -m lib.worker`, or `--once` for a timer."""

import fcntl
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from lib import config
from lib.flows import installation, work

PAUSE_SECONDS = 1.0


@contextmanager
def only_one() -> Iterator[bool]:
    """True for the process that holds the lock file; the system frees it even when the process is killed."""
    folder = config.current().data
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "worker.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def turn(by_the_clock: work.ByTheClock) -> None:
    """One turn: regular duties, then every job that waits. Trouble is printed; the next turn tries again."""
    try:
        by_the_clock.run()
        while work.run_one_job():
            by_the_clock.run()
    except Exception:
        traceback.print_exc()


def main() -> int:
    """Work until a signal comes (or once)."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with only_one() as mine:
        if not mine:
            print("Another worker is running.", flush=True)
            return 0
        installation.open_store()
        work.start()
        by_the_clock, parent = work.ByTheClock(), os.getppid()
        turn(by_the_clock)
        # An app that was killed leaves the worker to another parent; a new app must not meet the old worker's lock.
        while "--once" not in sys.argv and os.getppid() == parent and not stop.wait(PAUSE_SECONDS):
            turn(by_the_clock)
    return 0


if __name__ == "__main__":
    sys.exit(main())

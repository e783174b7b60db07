"""What the worker does: jobs that people asked for, and what is done by the clock."""

import datetime as dt
import traceback
from collections.abc import Callable
from typing import Any

from lib import __version__, backups, clock, jobs, store
from lib.errors import OfficeError
from lib.flows import (
    analyses,
    bank_folder,
    caldav_sync,
    daily,
    deliver,
    issue_invoices,
    munipolis,
    publishing_duties,
    publishing_last_look,
    reach_pull,
    sheet_jobs,
    sheet_sync,
)
from lib.i18n import t
from lib.jobs import Job
from lib.store import Database

Progress = Callable[[int, int, str], None]
KINDS: dict[str, Callable[[Job, Progress], dict[str, Any]]] = {
    analyses.KIND: analyses.run,
    issue_invoices.KIND: issue_invoices.run,
    sheet_jobs.KIND: sheet_jobs.run,
}
"""Job kind → `run(job, progress) -> result`; each opens its own units of work."""

SYNC_EVERY = dt.timedelta(seconds=60)
BEAT_EVERY = dt.timedelta(seconds=15)
COPY_AGAIN = dt.timedelta(hours=1)
"""After a failed copy of the store: a full disk is not filled again every second."""


def start() -> int:
    """After the worker's start: jobs that a dead worker left running have failed. Gives how many."""
    with store.write() as db:
        jobs.beat(db, __version__)
        return _fail_interrupted(db)


def _fail_interrupted(db: Database) -> int:
    return jobs.fail_interrupted(db, t("The worker was stopped in the middle. Start it again."))


def beat() -> None:
    """Say that the worker lives."""
    with store.write() as db:
        jobs.beat(db, __version__)


def send(between: Callable[[], None] = lambda: None) -> None:
    """Send whatever is due in the outbox. A fault here must keep neither people's jobs nor other duties waiting."""
    try:
        deliver.turn(between=between)
    except Exception:
        traceback.print_exc()


def run_one_job() -> bool:
    """Do the oldest job that waits; False when there is none. A failing job never takes the worker down."""
    with store.read() as db:
        if not jobs.waiting(db):
            return False
    with store.write() as db:
        # There is one worker and it is idle now: whatever still says that it runs could not be closed (a locked store).
        _fail_interrupted(db)
        job = jobs.claim(db)
    if job is None:
        return False
    try:
        result = KINDS[job.kind](job, _reporter(job))
    except OfficeError as error:
        _close_failed(job, str(error))
    except Exception:
        traceback.print_exc()
        _close_failed(job, "")
    else:
        with store.write() as db:
            jobs.finish(db, job.id, result)
    return True


def _reporter(job: Job) -> Progress:
    def report(done: int, total: int, message: str) -> None:
        with store.write() as db:
            jobs.progress(db, job.id, done, total, message)
            jobs.beat(db, __version__)
        # A long job must not make a post late.
        send()

    return report


def _close_failed(job: Job, sentence: str) -> None:
    with store.write() as db:
        jobs.fail(db, job.id, sentence or t("Something unexpected went wrong; the record is in the worker's log."))


class ByTheClock:
    """Remembers when each regular duty was last done by this worker, and what it has looked at."""

    def __init__(self) -> None:
        self._beat: dt.datetime | None = None
        self._synced: dt.datetime | None = None
        self._copied: dt.datetime | None = None
        self._daily: dt.date | None = None
        self._ahead = publishing_last_look.LookAhead()

    def run(self) -> None:
        """Do what is due now."""
        now = clock.now()
        self._live()
        send(self._live)
        publishing_duties.run()
        if self._synced is None or now - self._synced >= SYNC_EVERY:
            self._synced = now
            sheet_sync.sync_due()
            caldav_sync.sync_due()
            bank_folder.look()
            munipolis.check_due()
            deliver.check_channels()
            reach_pull.go_on()
            self._ahead.hold_lapsed()
        if backups.due() and (self._copied is None or now - self._copied >= COPY_AGAIN):
            self._copied = now
            _copy()
        if self._daily != clock.today():
            self._daily = clock.today()
            daily.run()
            reach_pull.run()

    def _live(self) -> None:
        now = clock.now()
        if self._beat is None or now - self._beat >= BEAT_EVERY:
            self._beat = now
            beat()


def _copy() -> None:
    """Copy the store; a copy that fails (a full disk) must not keep people's jobs waiting."""
    try:
        backups.make()
    except Exception:
        traceback.print_exc()

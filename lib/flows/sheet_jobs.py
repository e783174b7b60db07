"""Synchronising shared spreadsheets on request: somebody asks, the worker does it, everybody sees how far it is."""

import json
from typing import Any

from lib import access, jobs, store
from lib.access import User, needs
from lib.errors import Refused, SignedOut
from lib.flows import sheet_sync
from lib.flows.sheet_kinds import kind_of
from lib.i18n import t
from lib.jobs import Job
from lib.sheets import runs, sources
from lib.sheets.sources import Source
from lib.store import Database, rows

KIND = "sheets.sync"
OUTCOMES = ("imported", "unchanged", "failed", "not_allowed")


@needs("sheets.sync")
def ask(db: Database, source_id: int | None = None, *, by: User) -> int:
    """Queue the synchronisation of one source, or of all that need no upload; gives the job."""
    if not _wanted(db, source_id):
        raise Refused("There is no spreadsheet that could be fetched. Uploaded ones are brought anew on their page.")
    last = _newest(db)
    if last is not None and not last.finished and last.argument("source") == source_id:
        return last.id
    return jobs.ask(db, KIND, {"source": source_id}, by=by)


@needs("sheets.read")
def newest(db: Database, *, by: User) -> Job | None:
    """The job that was asked for last, or None."""
    return _newest(db)


@needs("sheets.read")
def worker(db: Database, *, by: User) -> tuple[bool, str | None]:
    """Whether the worker lives, and when it last said so (a stored moment)."""
    return jobs.worker_alive(db), jobs.last_beat(db)


def _newest(db: Database) -> Job | None:
    return next(iter(jobs.latest(db, KIND, 1)), None)


def _wanted(db: Database, source_id: int | None) -> list[Source]:
    """The sources to look at: the one, or every active one that the worker can fetch."""
    if source_id is not None:
        one = sources.load(db, source_id)
        return [one] if one.active and one.storage != "upload" else []
    found = rows(db, "select id from source where active and storage <> 'upload' order by name collate czech")
    return [sources.load(db, row["id"]) for row in found]


def run(job: Job, progress: sheet_sync.Progress) -> dict[str, Any]:
    """The worker's part: the names of the sources by outcome. A source that fails stops no other."""
    with store.read() as db:
        wanted = _wanted(db, job.argument("source"))
        by = access.user(db, job.asked_by)
    if by is None:
        raise SignedOut("This account is closed. Ask the head of the office.")
    found: dict[str, list[str]] = {outcome: [] for outcome in OUTCOMES}
    for done, source in enumerate(wanted):
        progress(done, len(wanted), source.name)
        found[_outcome(source, by)].append(source.name)
    progress(len(wanted), len(wanted), "")
    return found


def _outcome(source: Source, by: User) -> str:
    if not by.may(kind_of(source.sheet_kind).permission):
        return "not_allowed"
    run_id = sheet_sync.sync(source, by)
    with store.read() as db:
        last = runs.last(db, source.id)
        failed = last is not None and runs.load(db, last).state in ("failed", "refused")
    if failed:
        return "failed"
    return "unchanged" if run_id is None else "imported"


def summary(job: Job) -> str:
    """What a finished job did, in one sentence."""
    if job.result is None:
        return t(job.message)
    found = json.loads(job.result)
    said = [
        t("Imported: {names}.", names=", ".join(found["imported"])) if found["imported"] else "",
        t("Nothing new: {count}.", count=len(found["unchanged"])) if found["unchanged"] else "",
        t("Not read: {names}.", names=", ".join(found["failed"])) if found["failed"] else "",
        t("Left to those who may change them: {names}.", names=", ".join(found["not_allowed"]))
        if found["not_allowed"]
        else "",
    ]
    return " ".join(filter(None, said))

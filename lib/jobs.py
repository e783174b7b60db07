"""Long work as rows: a page asks for it, the worker does it, anybody can watch the progress and leave."""

import json
from dataclasses import dataclass
from typing import Any

from lib import audit, clock
from lib.access import User
from lib.store import Database, Migrations, one

migrations = Migrations("jobs")
ALIVE_SECONDS = 60


@migrations()
def m001_jobs(db: Database) -> None:
    for statement in (
        """create table job (
            id integer primary key,
            kind text not null,
            arguments text not null check (json_valid(arguments)),
            asked_by text not null,
            asked_at text not null,
            state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
            done integer not null default 0,
            total integer not null default 0,
            message text not null default '',
            result text check (result is null or json_valid(result)),
            started_at text,
            finished_at text
        ) strict""",
        "create index job_waiting on job (id) where state = 'queued'",
        """create table heartbeat (
            worker integer primary key check (worker = 1),
            at text not null,
            version text not null
        ) strict""",
    ):
        db.conn.execute(statement)


@dataclass(frozen=True)
class Job:
    """One piece of long work; `message` says what is being done or what went wrong."""

    id: int
    kind: str
    arguments: str
    asked_by: str
    asked_at: str
    state: str
    done: int
    total: int
    message: str
    result: str | None
    started_at: str | None
    finished_at: str | None

    def argument(self, name: str) -> Any:
        return json.loads(self.arguments).get(name)

    @property
    def finished(self) -> bool:
        return self.state in ("done", "failed")


def ask(db: Database, kind: str, arguments: dict[str, Any], *, by: User) -> int:
    """Queue a job and give its number. The action that asks has already checked the permission."""
    row = db.conn.execute(
        "insert into job (kind, arguments, asked_by, asked_at) values (?, ?, ?, ?) returning id",
        (kind, json.dumps(arguments, ensure_ascii=False), by.login, clock.stamp()),
    ).fetchone()
    audit.record(db, by, f"jobs.{kind}", f"job:{row[0]}", arguments)
    return int(row[0])


def get(db: Database, job_id: int) -> Job | None:
    return one(db, Job, "select * from job where id = ?", (job_id,))


def latest(db: Database, kind: str, limit: int = 20) -> list[Job]:
    """The newest jobs of a kind."""
    found = db.conn.execute("select id from job where kind = ? order by id desc limit ?", (kind, limit)).fetchall()
    return [job for (job_id,) in found if (job := get(db, job_id)) is not None]


def waiting(db: Database) -> bool:
    """Whether a job waits for the worker."""
    return db.conn.execute("select 1 from job where state = 'queued' limit 1").fetchone() is not None


def claim(db: Database) -> Job | None:
    """Take the oldest waiting job, or None."""
    row = db.conn.execute(
        "update job set state = 'running', started_at = ? where id ="
        " (select id from job where state = 'queued' order by id limit 1) returning id",
        (clock.stamp(),),
    ).fetchone()
    return get(db, row[0]) if row else None


def progress(db: Database, job_id: int, done: int, total: int, message: str) -> None:
    """Say how far a running job is."""
    db.conn.execute("update job set done = ?, total = ?, message = ? where id = ?", (done, total, message, job_id))


def finish(db: Database, job_id: int, result: dict[str, Any]) -> None:
    """Close a job that succeeded."""
    _close(db, job_id, "done", "", result)


def fail(db: Database, job_id: int, message: str) -> None:
    """Close a job that did not, with a sentence for whoever asked."""
    _close(db, job_id, "failed", message, None)


def _close(db: Database, job_id: int, state: str, message: str, result: dict[str, Any] | None) -> None:
    db.conn.execute(
        "update job set state = ?, message = ?, result = ?, finished_at = ? where id = ?",
        (state, message, None if result is None else json.dumps(result, ensure_ascii=False), clock.stamp(), job_id),
    )


def fail_interrupted(db: Database, message: str) -> int:
    """After a start: whatever was running when the worker died has failed; give how many there were."""
    cursor = db.conn.execute(
        "update job set state = 'failed', message = ?, finished_at = ? where state = 'running'",
        (message, clock.stamp()),
    )
    return int(cursor.rowcount)


def beat(db: Database, version: str) -> None:
    """The worker says that it lives."""
    db.conn.execute(
        "insert into heartbeat values (1, ?, ?) on conflict (worker) do update set at = excluded.at,"
        " version = excluded.version",
        (clock.stamp(), version),
    )


def last_beat(db: Database) -> str | None:
    """When the worker last said that it lives, as a stored moment."""
    row = db.conn.execute("select at from heartbeat").fetchone()
    return row[0] if row else None


def worker_alive(db: Database) -> bool:
    """Whether the worker spoke within the last minute."""
    return is_alive(last_beat(db))


def is_alive(at: str | None) -> bool:
    """Whether a worker whose last beat this was still lives."""
    return at is not None and (clock.now() - clock.parse(at)).total_seconds() <= ALIVE_SECONDS

"""`GET /healthz`: whether the database answers and the worker lives; open to everybody, so it says nothing else."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from lib import __version__, config, jobs, store
from lib.errors import OfficeError
from lib.store import scalar
from lib.web import readiness


def health() -> tuple[bool, dict[str, Any]]:
    """Whether all is well, and version, database (its SQLite and number of migrations) and worker."""
    database: dict[str, Any] = {"ok": False, "sqlite": store.driver.sqlite_version, "schema": None}
    worker: dict[str, Any] = {"alive": False, "last_beat": None}
    try:
        if readiness.problem() is None:
            with store.read() as db:
                database["schema"] = scalar(db, "select count(*) from _sqlite_migrations")
                worker = {"alive": jobs.worker_alive(db), "last_beat": jobs.last_beat(db)}
            database["ok"] = True
    except (OfficeError, store.driver.Error):
        pass
    well = database["ok"] and (worker["alive"] or not config.current().worker)
    return well, {"version": __version__, "database": database, "worker": worker}


def healthz(request: Request) -> JSONResponse:
    """200 when all is well, 503 when not."""
    well, report = health()
    return JSONResponse(report, 200 if well else 503, headers={"Cache-Control": "no-store"})

"""How feeds are served: with the mark of their content, so that whoever has it already is told only that."""

import datetime as dt
import hashlib
from collections.abc import Callable
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

from starlette import convertors
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from lib import clock, config, files, store
from lib.store import Database

NEVER = "1970-01-01T00:00:00Z"


class _Id(convertors.IntegerConvertor):
    """A number of a record in an address; longer ones the store does not have."""

    regex = "[0-9]{1,18}"


convertors.register_url_convertor("id", _Id())
Feeder = Callable[[Request, Database], tuple[bytes, str]]
"""The content, and the stamp of its last change."""


def served(feeder: Feeder, kind: str) -> Callable[[Request], Any]:
    """An endpoint that answers 304 when the reader has the same already."""

    def answer(request: Request) -> Response:
        with store.read() as db:
            content, changed = feeder(request, db)
        headers = {
            "ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"',
            "Last-Modified": format_datetime(clock.parse(changed), usegmt=True),
            "Cache-Control": "public, max-age=300",
            "Vary": "Host",
        }
        if _has_it(request, headers["ETag"], clock.parse(changed)):
            return Response(status_code=304, headers=headers)
        return Response(content, media_type=f"{kind}; charset=utf-8", headers=headers)

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(answer, request)

    return endpoint


def picture(request: Request, name: str, kind: str) -> Response:
    """A public picture. Whoever keeps it asks each time whether it may still be shown: one that was withdrawn must not
    live on in caches."""
    headers = {"ETag": f'"{name.partition(".")[0][:32]}"', "Cache-Control": "public, no-cache"}
    if _is_known(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(files.read(name), media_type=kind, headers=headers)


def _has_it(request: Request, etag: str, changed: dt.datetime) -> bool:
    """If-None-Match decides; If-Modified-Since only where it is missing (RFC 9110, 13.2.2)."""
    known = request.headers.get("if-none-match")
    if known is not None:
        return _is_known(known, etag)
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except (TypeError, ValueError):
        return False
    return since.tzinfo is not None and changed <= since


def _is_known(known: str, etag: str) -> bool:
    return known.strip() == "*" or etag in [tag.strip().removeprefix("W/") for tag in known.split(",")]


def url(request: Request, path: str) -> str:
    """An absolute address: of the installation's public name, else of the host that was asked."""
    public = config.current().public_url
    return f"{public.rstrip('/')}{path}" if public else str(request.url.replace(path=path, query=""))


def last_deed(db: Database) -> str:
    """When anybody did anything: an event that was removed leaves no date of its own behind."""
    row = db.conn.execute("select at from audit order by id desc limit 1").fetchone()
    return str(row[0]) if row else NEVER

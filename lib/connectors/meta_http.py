"""Talking to the Graph API of Meta (Facebook, Instagram): requests, public addresses, metrics.

The token goes in a header, so it is in no address and no log.
"""

import datetime as dt
from collections.abc import Mapping
from functools import partial
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from lib.connectors.channel_http import Answer, Wire
from lib.connectors.meta_codes import Missing, RetiredMetric, judged
from lib.connectors.metric import Metric
from lib.outbox.records import NoAnswer, Transient

BASE = "https://graph.facebook.com"
VERSION = "v25.0"
_INSIDE = (".local", ".localhost", ".internal", ".lan", ".home.arpa")


class Graph:
    """The Graph API under one token. `get` and `upload` may be repeated; `change` may not, once its body left."""

    def __init__(self, token: str, *, base: str = BASE, version: str = VERSION) -> None:
        self.version = version
        wire = partial(Wire, f"{base.rstrip('/')}/{version}", {"authorization": f"Bearer {token}"}, secrets=(token,))
        self._reading = wire(judge=partial(judged, lost=Transient))
        self._changing = wire(judge=partial(judged, lost=NoAnswer))

    def get(self, path: str, **query: str) -> Answer:
        """What is there."""
        return self._reading.ask("GET", f"/{path}", params=query)

    def upload(self, path: str, **request: Any) -> Answer:
        """Something that nobody sees yet (an unpublished photo, a container), so that doing it twice is harmless."""
        return self._reading.ask("POST", f"/{path}", **request)

    def change(self, method: str, path: str, **request: Any) -> Answer:
        """The one irreversible call."""
        return self._changing.send(method, f"/{path}", **request)


def text_of(answer: Answer, name: str) -> str:
    """A text field of an answer, "" when it is not there."""
    value = answer.data.get(name) if isinstance(answer.data, dict) else None
    return value if isinstance(value, str) else ""


def rows_of(answer: Answer) -> list[Mapping[str, Any]]:
    """The records of an answer that is a list (`data`)."""
    rows = answer.data.get("data") if isinstance(answer.data, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def is_public(url: str) -> bool:
    """Whether Meta can download from this address: https, and no name or number of an inner network."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    try:
        reachable = ip_address(host).is_global
    except ValueError:
        reachable = "." in host and not host.endswith(_INSIDE)
    return parts.scheme == "https" and reachable and not parts.username


def metrics(graph: Graph, path: str, names: tuple[str, ...], **query: str) -> list[Metric]:
    """The numbers that the API still has: all at once, and one by one when it no longer knows one of them. Of a post
    that is gone there are none."""
    try:
        rows = rows_of(graph.get(f"{path}/insights", metric=",".join(names), **query))
    except Missing:
        return []
    except RetiredMetric:
        if len(names) == 1:
            return []
        return [metric for name in names for metric in metrics(graph, path, (name,), **query)]
    return [
        Metric(str(row.get("name")), value["value"], graph.version, _day(value))
        for row in rows
        for value in row.get("values", ())
        if isinstance(value.get("value"), int)
    ]


def _day(value: Mapping[str, Any]) -> dt.date | None:
    """The day of a daily number: `end_time` is the midnight after it."""
    ends = value.get("end_time")
    return dt.date.fromisoformat(str(ends)[:10]) - dt.timedelta(days=1) if ends else None

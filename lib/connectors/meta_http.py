"""Talking to the Graph API of Meta (Facebook, Instagram): requests, public addresses, metrics.

The token goes in a header, so it is in no address and no log.
"""

from collections.abc import Mapping
from functools import partial
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from lib.connectors.channel_http import Answer, Wire
from lib.connectors.meta_codes import Missing, RetiredMetric, judged
from lib.connectors.metric import Metric, is_count
from lib.i18n import N
from lib.outbox.records import Asked, NoAnswer, Transient

BASE = "https://graph.facebook.com"
VERSION = "v25.0"
FIELDS = (
    Asked("token", N("Token of the page"), "secret"),
    Asked("version", N("Version of the Graph API"), default=VERSION),
    Asked("base", N("Address of the Graph API"), "url", default=BASE),
)
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


def set_up(options: Mapping[str, Any], secrets: Mapping[str, str]) -> Graph:
    """The Graph API by the settings of a channel (`FIELDS`)."""
    base, version = options.get("base") or BASE, options.get("version") or VERSION
    return Graph(secrets.get("token", ""), base=str(base), version=str(version))


def rows_of(answer: Answer) -> list[Mapping[str, Any]]:
    """The records of an answer that is a list (`data`)."""
    return _records(answer.fields.get("data"))


def _records(said: Any) -> list[Mapping[str, Any]]:
    return [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []


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


def metrics(graph: Graph, post_id: str, names: tuple[str, ...]) -> list[Metric]:
    """The numbers that the API still has: all at once, and one by one when it no longer knows one of them. Of a post
    that is gone there are none."""
    try:
        rows = rows_of(graph.get(f"{post_id}/insights", metric=",".join(names)))
    except Missing:
        return []
    except RetiredMetric:
        if len(names) == 1:
            return []
        return [metric for name in names for metric in metrics(graph, post_id, (name,))]
    return [
        Metric(str(row.get("name")), value["value"], graph.version)
        for row in rows
        for value in _records(row.get("values"))
        if is_count(value.get("value"))
    ]

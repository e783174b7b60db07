"""Addresses that lead nowhere: our own page instead of Streamlit's English dialog."""

from urllib.parse import urlencode

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.ui import menu

SERVED = (
    "/_stcore/", "/akce-verejne/", "/assets/", "/app/", "/component/", "/feeds/", "/files/", "/media/", "/newsletter/",
    "/prihlaseni/", "/schvaleni/", "/static/",
)  # fmt: skip
SERVED_EXACTLY = ("/", "/healthz", "/newsletter", "/odhlaseni", "/prihlaseni")
MISSING = f"/{menu.of('pages/admin/missing.py').address}"
LONGEST = 200


def target(path: str, query: str = "") -> str | None:
    """Where a page that somebody asks for really is; None when it is where he looks."""
    if path in SERVED_EXACTLY or path.startswith(SERVED):
        return None
    if path.removeprefix("/") in menu.addresses():
        return None
    if path.strip("/") in menu.addresses():
        return f"/{path.strip('/')}" + (f"?{query}" if query else "")
    return f"{MISSING}?{urlencode({'adresa': path[:LONGEST]})}"


class UnknownPages:
    """ASGI middleware behind the gate: a browser that opens an unknown address is led to the page that says so."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        where = target(scope["path"], scope["query_string"].decode("latin-1")) if _opens_a_page(scope) else None
        if where is None:
            await self.app(scope, receive, send)
        else:
            await RedirectResponse(where, 303)(scope, receive, send)


def _opens_a_page(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] in ("GET", "HEAD")
        and "text/html" in Headers(scope=scope).get("accept", "")
    )

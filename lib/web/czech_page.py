"""Streamlit's page in Czech: language, title, icon, and a script that translates the words fixed in its interface."""

import functools

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.web import assets

CONDITIONAL = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"})
MARK = "<title>Streamlit</title>"


@functools.lru_cache(maxsize=4)
def rewritten(page: str, language: str) -> str:
    """Streamlit's index page with our title and icon, in Czech unless the reader wants English."""
    head = f'<link rel="icon" href="{assets.url("favicon.svg")}" type="image/svg+xml" />'
    czech = [] if language == "en" else ["czech.js"]
    scripts = ["root.js", *czech, "session.js", "dialog.js", "press.js", "paper.js"]
    head += "".join(f'<script src="{assets.url(name)}"></script>' for name in scripts)
    page = page.replace('<html lang="en">', f'<html lang="{language}">')
    page = page.replace('<link rel="shortcut icon" href="./favicon.png" />', "")
    return page.replace(MARK, f"<title>Kancelář</title>{head}").replace(
        "You need to enable JavaScript to run this app.", "Kancelář potřebuje zapnutý JavaScript."
    )


class CzechPage:
    """ASGI middleware between the gate and Streamlit; only Streamlit's own index page is changed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        # The whole page, uncompressed and never "not modified": its content depends on the reader.
        headers = [(name, value) for name, value in scope["headers"] if name not in CONDITIONAL]
        user = scope.get("kancelar.user")
        sender = _Sender(send, user.language if user else "cs")
        await self.app({**scope, "headers": headers, "extensions": {}}, receive, sender)


class _Sender:
    """Holds an HTML response until it is complete, then sends it rewritten."""

    def __init__(self, send: Send, language: str) -> None:
        self._send, self._language = send, language
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if not Headers(raw=message["headers"]).get("content-type", "").startswith("text/html"):
                await self._send(message)
            else:
                self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        page = self._body.decode()
        if MARK in page:
            self._body = rewritten(page, self._language).encode()
            headers = MutableHeaders(raw=start["headers"])
            headers["content-length"] = str(len(self._body))
            headers["cache-control"] = "no-store"
            for name in ("etag", "last-modified", "accept-ranges"):
                del headers[name]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": self._body})

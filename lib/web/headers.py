"""What browsers may do with our pages: a strict content security policy and its companions on every response."""

import base64
import functools
import hashlib
import re
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from lib import config

INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
PERMISSIONS = ", ".join(
    f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)


@functools.cache
def inline_scripts() -> tuple[str, ...]:
    """The CSP sources of the scripts written into the installed Streamlit's page, as `'sha256-…'`."""
    scripts = INLINE_SCRIPT.findall((Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8"))
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    return tuple(f"'sha256-{digest}'" for digest in digests)


@functools.cache
def policy() -> str:
    """The content security policy.

    `blob:` scripts: Streamlit turns the JavaScript of a v2 component into a blob and imports it; only a script that
    already runs can make a blob. Inline styles: Streamlit styles its elements so. No eval, no foreign host.
    """
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", "blob:", *inline_scripts()]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "media-src": "'self' blob:",
        "worker-src": "'self' blob:",
        "manifest-src": "'self'",
        "frame-src": "'self' blob:",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class SecureHeaders:
    """ASGI middleware in front of everything, so that refusals carry the headers too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(scope=message), scope["path"])
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def _add(headers: MutableHeaders, path: str) -> None:
    headers.setdefault("Content-Security-Policy", policy())  # a page of ours may be stricter
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Permissions-Policy"] = PERMISSIONS
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if path.startswith(("/media/", "/_stcore/")):
        headers["Cache-Control"] = "no-store, private"
    if config.current().https:
        headers["Strict-Transport-Security"] = "max-age=31536000"

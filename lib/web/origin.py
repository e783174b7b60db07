"""Where a request comes from: our own pages or foreign ones, this machine or another."""

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def is_foreign(kind: str, method: str, headers: Headers) -> bool:
    """Whether a foreign page is behind a websocket or a changing request: `Origin` and `Host` differ, port included.

    Browsers always name the origin of a websocket, so one without it is refused. Older browsers may leave it out of
    a form; then `Sec-Fetch-Site` decides, and the cookie's SameSite=Lax stands behind it.
    """
    if kind == "http" and method in SAFE_METHODS:
        return False
    origin = headers.get("origin")
    if origin is None:
        return kind == "websocket" or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
    return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


def on_this_machine(request: HTTPConnection) -> bool:
    """Whether the browser runs on the same machine and asked for it by a loopback name, with no proxy between."""
    if any(name in request.headers for name in FORWARDED) or request.client is None:
        return False
    asked = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    return _is_loopback(request.client.host) and (asked == "localhost" or _is_loopback(asked))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def own_path(target: str) -> str:
    """The target when it is a path of this app, otherwise `/`: nobody is sent to a foreign site after signing in."""
    parts = urlsplit(target)
    odd = "\\" in target or any(ord(character) < 33 for character in target)
    if odd or parts.scheme or parts.netloc or not target.startswith("/") or target.startswith("//"):
        return "/"
    return target

"""The gate in front of everything: pages, the websocket, uploads, media and files only for a live session."""

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib import access, config, store
from lib.access import User
from lib.errors import OfficeError, Unavailable
from lib.i18n import t
from lib.web import origin, readiness, templating

USER_HEADER = b"x-kancelar-user"
"""The login, for `server.trustedUserHeaders`: Streamlit then refuses to resume a session of somebody else."""
SIGN_IN = "/prihlaseni"
OPEN = ("/akce-verejne/", "/assets/", "/feeds/", "/newsletter/", "/schvaleni/", f"{SIGN_IN}/")
OPEN_EXACTLY = (SIGN_IN, "/healthz", "/newsletter", "/odhlaseni")
SIGNED_OUT, FOREIGN, TRY_LATER = 4401, 4403, 1013
"""Codes with which a websocket is closed."""


def is_open(path: str) -> bool:
    """Whether a path may be asked for without a session."""
    return path in OPEN_EXACTLY or path.startswith(OPEN)


def user_of(request: HTTPConnection) -> User | None:
    """Who is behind the request, from its cookie; None when there is no live session. Keeps the session alive."""
    token = request.cookies.get(access.cookie_name(https=config.current().https))
    if not token:
        return None
    session = access.token_hash(token)
    with store.read() as db:
        user = access.session_user(db, session)
        due = user is not None and access.seen_long_ago(db, session)
    if due and not config.current().read_only:
        with store.write() as db:
            access.touch_session(db, session)
    return user


class Gate:
    """ASGI middleware; `scope["kancelar.user"]` tells those behind it who is signed in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers, path = Headers(scope=scope), scope["path"]
        user = None
        if origin.is_foreign(scope["type"], scope.get("method", ""), headers):
            await _refuse(
                scope, receive, send, FOREIGN, PlainTextResponse(t("The request came from a foreign page."), 403)
            )
            return
        try:
            if path != "/healthz" and not path.startswith("/assets/"):
                user = await _signed_in(scope)
        except (OfficeError, store.driver.Error) as error:
            await _refuse(scope, receive, send, TRY_LATER, _out_of_order(error))
            return
        if user is None and not is_open(path):
            await _refuse(scope, receive, send, SIGNED_OUT, _sign_in_first(scope, headers))
            return
        behind = _named(scope, user)
        if scope["type"] == "websocket":
            line = _Line(scope, receive, send)
            await self.app(behind, line.receive, line.send)
        else:
            await self.app(behind, receive, send)


async def _signed_in(scope: Scope) -> User | None:
    if problem := readiness.problem():
        raise problem
    return await run_in_threadpool(user_of, HTTPConnection(scope))


def _named(scope: Scope, user: User | None) -> Scope:
    """The scope with our own word on who it is; what the client sent under that name is dropped."""
    headers = [(name, value) for name, value in scope["headers"] if name.lower() != USER_HEADER]
    if user is not None:
        headers.append((USER_HEADER, quote(user.login).encode()))
    return {**scope, "headers": headers, "kancelar.user": user}


def _sign_in_first(scope: Scope, headers: Headers) -> Response:
    if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and "text/html" in headers.get("accept", ""):
        query = scope["query_string"].decode("latin-1")
        asked = scope["path"] + (f"?{query}" if query else "")
        return RedirectResponse(f"{SIGN_IN}?next={quote(asked, safe='/')}" if asked != "/" else SIGN_IN, 303)
    return PlainTextResponse(t("Sign in first."), 401)


def _out_of_order(error: Exception) -> Response:
    problem = (
        error if isinstance(error, OfficeError) else Unavailable("The database does not answer. Try again shortly.")
    )
    return templating.sentence(t("Kancelář is out of order"), str(problem), 503)


async def _refuse(scope: Scope, receive: Receive, send: Send, code: int, response: Response) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": code})
    else:
        await response(scope, receive, send)


class _Line:
    """An open websocket that is hung up as soon as its session is over.

    It happens before Streamlit runs the page, so the browser keeps everything typed, and sends it again
    when the person has signed in anew.
    """

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._hung_up = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "websocket.receive" and not await self._alive():
            self._hung_up = True
            await self._send({"type": "websocket.close", "code": SIGNED_OUT})
            return {"type": "websocket.disconnect", "code": SIGNED_OUT}
        return message

    async def send(self, message: Message) -> None:
        if not self._hung_up:
            await self._send(message)

    async def _alive(self) -> bool:
        try:
            return await run_in_threadpool(_lives, HTTPConnection(self._scope))
        except (OfficeError, store.driver.Error):
            return True  # a busy store is no reason to hang up; the page will say what is wrong


def _lives(request: HTTPConnection) -> bool:
    token = request.cookies.get(access.cookie_name(https=config.current().https), "")
    with store.read() as db:
        return access.session_user(db, access.token_hash(token)) is not None

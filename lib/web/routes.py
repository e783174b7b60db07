"""Everything that the app serves beside Streamlit, and the layers around both."""

import importlib
import importlib.util
import mimetypes
import re

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from lib import config
from lib.errors import NotAllowed, NotFound, OfficeError, Unavailable
from lib.i18n import t
from lib.web import assets, diary_feed, health, newsletter, public_event, review, signin, templating
from lib.web.czech_page import CzechPage
from lib.web.gate import Gate
from lib.web.headers import SecureHeaders
from lib.web.unknown import UnknownPages

FOR_EVER = "max-age=31536000, immutable"
STORED_NAME = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,5}")
SHOWN_IN_BROWSER = ("image/png", "image/jpeg", "image/webp", "application/pdf")


class Assets(StaticFiles):
    """Our scripts, styles and fonts; kept for ever when the address carries the version of the content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        versioned = scope["query_string"].startswith(b"v=") or path.startswith("fonts/")
        response.headers["Cache-Control"] = f"public, {FOR_EVER}" if versioned else "no-cache"
        return response


def stored_file(request: Request) -> Response:
    """A photo or a frozen paper, named by the SHA-256 of its content."""
    name = request.path_params["name"]
    path = config.current().files / name
    if not STORED_NAME.fullmatch(name) or not path.is_file():
        raise HTTPException(404)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    shown = "inline" if kind in SHOWN_IN_BROWSER else "attachment"
    headers = {"Cache-Control": f"private, {FOR_EVER}"}
    return FileResponse(path, media_type=kind, filename=name, content_disposition_type=shown, headers=headers)


def explain(request: Request, error: Exception) -> Response:
    """An error that reached the edge, as a page with one sentence."""
    if not isinstance(error, OfficeError):
        text = t("Something failed on our side. Try again; if it does not help, tell whoever looks after Kancelář.")
        return templating.sentence(t("This did not work"), text, 500, (t("Back to Kancelář"), "/"))
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
    return templating.sentence(t("This did not work"), str(error), status, (t("To signing in"), "/prihlaseni"))


STATUS: dict[type[OfficeError], int] = {NotAllowed: 403, NotFound: 404, Unavailable: 503}


def routes() -> list[BaseRoute]:
    """All own routes. `lib.web.feeds` adds its `ROUTES` under `/feeds/`, which the gate leaves open."""
    found: list[BaseRoute] = [
        Route("/healthz", health.healthz),
        Mount(assets.MOUNT, Assets(directory=assets.FOLDER)),
        Route("/files/{name}", stored_file),
        *signin.ROUTES,
        *diary_feed.ROUTES,
        *public_event.ROUTES,
        *newsletter.ROUTES,
        *review.ROUTES,
    ]
    if importlib.util.find_spec("lib.web.feeds"):
        found += importlib.import_module("lib.web.feeds").ROUTES
    return found


def middleware() -> list[Middleware]:
    """The layers from the outside in: headers on everything, the gate, unknown addresses, Streamlit's page in Czech."""
    return [Middleware(SecureHeaders), Middleware(Gate), Middleware(UnknownPages), Middleware(CzechPage)]


EXCEPTION_HANDLERS = {OfficeError: explain, Exception: explain}

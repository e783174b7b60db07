"""The public pages of the newsletter: ask for it, confirm by the link in the letter, leave. No session and no script.

A link alone changes nothing (programs that check mail open links); its page has a button. The one exception is what
RFC 8058 wants: a POST to the address in List-Unsubscribe, which mail programs send without any page.
"""

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from lib import newsletter, settings, store
from lib.errors import BadInput, OfficeError
from lib.i18n import t
from lib.newsletter import queries
from lib.web import templating
from lib.web.forms import fields

PATH = "/newsletter"
OPEN = f"{PATH}/"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)
HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


def _page(title: str, text: str, *, button: str = "", status: int = 200, **asked: str) -> Response:
    """A page with one sentence and at most one form: a field for the address, or only a button."""
    with store.read() as db:
        office = str(settings.value(db, "town.office"))
    words = {"email": t("Your e-mail address"), "hint": t("For example jana@example.com"), "empty": t("Leave empty")}
    values = {"ask": "", "email": "", "error": "", "notice": ""} | asked
    rendered = templating.rendered(
        "newsletter.html", title, office=office, text=text, button=button, words=words, **values
    )
    return HTMLResponse(rendered, status, headers=HEADERS)


def show(request: Request) -> Response:
    """The form that asks for the newsletter."""
    return _form()


def _form(email: str = "", error: str = "", notice: str = "", status: int = 200) -> Response:
    text = t(
        "News of the town by e-mail. We will send you a letter with a link to confirm that the address is yours. We use"
        " it for the newsletter only, and you can leave at any time by the link in each letter."
    )
    return _page(
        t("Newsletter"), text, button=t("Ask for the newsletter"), status=status, ask="yes", email=email, error=error,
        notice=notice,
    )  # fmt: skip


async def ask(request: Request) -> Response:
    """Take an address. The answer is the same whether the address is known or not."""
    given = await fields(request, "email", "web")
    return await run_in_threadpool(_ask, given, request.client.host if request.client else "?")


def _ask(given: dict[str, str], network_address: str) -> Response:
    if not given["web"]:  # a field that people do not see; only machines fill it in
        try:
            with store.write() as db:
                newsletter.ask(db, given["email"], network_address)
        except BadInput as error:
            return _form(given["email"], error=str(error), status=400)
        except OfficeError as error:
            return _form(given["email"], notice=str(error), status=503)
    return _page(
        t("Look into your mailbox"),
        t(
            "If {email} can receive the newsletter, a letter is on its way to it. Press the button in it; without that"
            " nothing will be sent.",
            email=given["email"].strip(),
        ),
    )


def show_confirm(request: Request) -> Response:
    """The page behind the link in the request to confirm."""
    with store.read() as db:
        reader = queries.by_confirm_token(db, request.path_params["token"])
    if reader is None:
        return _gone()
    text = t("Press the button and the newsletter will come to {email}.", email=reader.email)
    return _page(t("Confirm the newsletter"), text, button=t("Yes, send me the newsletter"))


def confirm(request: Request) -> Response:
    """The button was pressed."""
    try:
        with store.write() as db:
            newsletter.confirm(db, request.path_params["token"])
    except OfficeError:
        return _gone()
    return _page(t("Thank you"), t("The newsletter will come to you from now on."))


def show_leave(request: Request) -> Response:
    """The page where a reader leaves."""
    with store.read() as db:
        reader = queries.by_token(db, request.path_params["token"])
    if reader is None:
        return _gone()
    text = t("No more letters will come to {email}.", email=reader.email)
    if reader.state == "left":
        return _page(t("You have left the newsletter"), text)
    return _page(t("Leave the newsletter"), text, button=t("Leave the newsletter"))


def leave(request: Request) -> Response:
    """The button was pressed, or a mail program does it for the reader (RFC 8058)."""
    try:
        with store.write() as db:
            newsletter.leave(db, request.path_params["token"])
    except OfficeError:
        return _gone()
    return _page(
        t("You have left the newsletter"), t("No more letters will come. You can ask for them again any time.")
    )


def _gone() -> Response:
    return _page(t("This link does not work"), t("This link is not valid any more. Write to us and we will help."),
                 status=404)  # fmt: skip


def unknown(request: Request) -> Response:
    """No such page; without this a citizen would be asked to sign in."""
    raise HTTPException(404)


ROUTES = [
    Route(PATH, show, methods=["GET"]),
    Route(PATH, ask, methods=["POST"]),
    Route(f"{OPEN}potvrdit/{{token}}", show_confirm, methods=["GET"]),
    Route(f"{OPEN}potvrdit/{{token}}", confirm, methods=["POST"]),
    Route(f"{OPEN}odhlasit/{{token}}", show_leave, methods=["GET"]),
    Route(f"{OPEN}odhlasit/{{token}}", leave, methods=["POST"]),
    Route(f"{OPEN}{{unknown:path}}", unknown),
]

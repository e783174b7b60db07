"""The pages at which people sign in, sign out and set their first password."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from lib import access, accounts, config, invitations, settings, sign_in, store
from lib.access import ROLES
from lib.errors import BadInput, NotAllowed, OfficeError
from lib.i18n import t
from lib.invitations import Invitation
from lib.web import oidc, origin, templating
from lib.web.forms import fields


def with_session(token: str, target: str) -> Response:
    """Lead the browser, which now holds the session's cookie, to a page of the app."""
    response = RedirectResponse(origin.own_path(target), 303)
    https = config.current().https
    response.set_cookie(
        access.cookie_name(https=https),
        token,
        max_age=access.ABSOLUTE_SECONDS,
        path="/",
        secure=https,
        httponly=True,
        samesite="lax",
    )
    return response


def demo_roles(request: Request) -> list[tuple[str, str]]:
    """Codes and names of the roles offered with one click: only on this machine, in demo mode, in a made-up town."""
    if not config.current().demo or not origin.on_this_machine(request):
        return []
    with store.read() as db:
        if not settings.value(db, "town.made_up"):
            return []
    return [(role, t(ROLES[role][0])) for role in accounts.DEMO_PEOPLE]


def form(request: Request, status: int = 200, **given: str) -> Response:
    """The sign-in page; `login`, `next`, `error` and `notice` as given."""
    words = {
        "demo": t("Try Kancelář"),
        "demo_hint": t("The town and its people are made up. Choose as whom to enter."),
        "account": t("With your own account"),
        "login": t("Name or e-mail"),
        "password": t("Password"),
        "code": t("Code from the phone"),
        "code_hint": t("Only if you have turned it on."),
        "enter": t("Sign in"),
        "or": t("or"),
    }
    values = {"login": "", "next": "/", "error": "", "notice": ""} | given
    provider = oidc.label() if oidc.is_on() else ""
    title = t("Signing in")
    return templating.page(
        "sign_in.html", title, status, words=words, demo=demo_roles(request), provider=provider, **values
    )


def show(request: Request) -> Response:
    """The sign-in page, or straight on for whoever is signed in."""
    target = origin.own_path(request.query_params.get("next", "/"))
    if request.scope.get("kancelar.user"):
        return RedirectResponse(target, 303)
    return form(request, next=target)


async def enter(request: Request) -> Response:
    """Sign in by name, password and code. One answer for every failure."""
    given = await fields(request, "login", "password", "code", "next")
    address = request.client.host if request.client else "?"
    token = await run_in_threadpool(sign_in.by_password, given["login"], given["password"], given["code"], address)
    if token:
        return with_session(token, given["next"])
    error = t("Signing in failed. Check the name, the password and the code; after five failures wait 15 minutes.")
    return await run_in_threadpool(
        form, request, 401, login=given["login"], next=origin.own_path(given["next"]), error=error
    )


async def enter_demo(request: Request) -> Response:
    """Sign in as one of the made-up people with one click."""
    given = await fields(request, "role", "next")
    return await run_in_threadpool(_enter_demo, request, given["role"], given["next"])


def _enter_demo(request: Request, role: str, target: str) -> Response:
    if role not in dict(demo_roles(request)):
        raise NotAllowed("One-click signing in is only for the demo of a made-up town, on the same machine.")
    with store.write() as db:
        accounts.ensure_demo_accounts(db)
        return with_session(sign_in.start(db, accounts.DEMO_PEOPLE[role][0], "demo"), target)


def ask_to_leave(request: Request) -> Response:
    """A page with the button that signs out; a mere link must not."""
    if not request.scope.get("kancelar.user"):
        return RedirectResponse("/prihlaseni", 303)
    text = t("Work that is not saved stays unsaved.")
    return templating.page("leave.html", t("Sign out"), text=text, enter=t("Sign out"), back=t("Back to Kancelář"))


def leave(request: Request) -> Response:
    """Sign out in every tab of this browser."""
    user = request.scope.get("kancelar.user")
    if user:
        with store.write() as db:
            sign_in.leave(db, user.session)
    response = RedirectResponse("/prihlaseni", 303)
    https = config.current().https
    response.delete_cookie(access.cookie_name(https=https), path="/", secure=https, httponly=True, samesite="lax")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def state(request: Request) -> Response:
    """204 while the session lives, 401 when it is over; asked by a page whose connection broke."""
    return Response(
        status_code=204 if request.scope.get("kancelar.user") else 401, headers={"Cache-Control": "no-store"}
    )


def show_invitation(request: Request) -> Response:
    """The page of a one-time link."""
    return _invitation(request.path_params["token"])


def _invitation(token: str, errors: dict[str, str] | None = None, name: str = "", login: str = "") -> Response:
    with store.read() as db:
        invitation = invitations.opened(db, token)
    first = invitation.login is None
    return templating.page(
        "invitation.html",
        t("First account") if first else t("New password"),
        400 if errors else 200,
        lead=_lead(invitation),
        words=_invitation_words(first),
        first=first,
        name=name,
        login=invitation.login or login,
        errors=dict.fromkeys(("name", "login", "password", "again"), "") | (errors or {}),
    )


def _lead(invitation: Invitation) -> str:
    if invitation.login is None:
        return t("You set up Kancelář. The first account belongs to the head of the office, who then opens all others.")
    return t("{name}, choose a password for your account {login}.", name=invitation.name, login=invitation.login)


def _invitation_words(first: bool) -> dict[str, str]:
    least = sign_in.SHORTEST_PASSWORD
    return {
        "name": t("Name and surname"),
        "login": t("Name for signing in"),
        "login_hint": t("Without diacritics and spaces, e.g. jana.ticha"),
        "password": t("Password"),
        "password_hint": t("At least {least} characters; four words are easy to remember.", least=least),
        "again": t("Password once more"),
        "enter": t("Set up and sign in") if first else t("Set the password and sign in"),
    }


async def use_invitation(request: Request) -> Response:
    """Set the password behind a one-time link and sign in."""
    given = await fields(request, "name", "login", "password", "again")
    return await run_in_threadpool(_use_invitation, request.path_params["token"], given)


def _use_invitation(token: str, given: dict[str, str]) -> Response:
    try:
        if given["password"] != given["again"]:
            raise BadInput("The passwords differ. Write the same one twice.", field="again")
        with store.write() as db:
            session = invitations.accept(
                db, token, login=given["login"], name=given["name"], password=given["password"]
            )
    except BadInput as error:
        return _invitation(token, {error.field or "password": str(error)}, given["name"], given["login"])
    return with_session(session, "/")


async def to_provider(request: Request) -> Response:
    """Send the browser to the office's own account service."""
    request.session["next"] = origin.own_path(request.query_params.get("next", "/"))
    return await oidc.to_provider(request)


async def from_provider(request: Request) -> Response:
    """The browser comes back from the account service: open a session, or say why not."""
    target = request.session.pop("next", "/")
    try:
        email = await oidc.email_of(request)
        token = await run_in_threadpool(_by_email, email)
    except OfficeError as error:
        return await run_in_threadpool(form, request, 403, notice=str(error), next=target)
    return with_session(token, target)


def _by_email(email: str) -> str:
    with store.write() as db:
        return sign_in.by_email(db, email, "oidc")


ROUTES = [
    Route("/prihlaseni", show, methods=["GET"]),
    Route("/prihlaseni", enter, methods=["POST"]),
    Route("/prihlaseni/stav", state, methods=["GET"]),
    Route("/prihlaseni/ukazka", enter_demo, methods=["POST"]),
    Route("/prihlaseni/ucet-uradu", to_provider, methods=["GET"], middleware=oidc.browser_bound()),
    Route("/prihlaseni/zpet", from_provider, methods=["GET"], middleware=oidc.browser_bound()),
    Route("/prihlaseni/odkaz/{token}", show_invitation, methods=["GET"]),
    Route("/prihlaseni/odkaz/{token}", use_invitation, methods=["POST"]),
    Route("/odhlaseni", ask_to_leave, methods=["GET"]),
    Route("/odhlaseni", leave, methods=["POST"]),
]

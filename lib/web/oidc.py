"""Signing in with the office's own account: OpenID Connect, code flow with state, nonce and PKCE (Authlib)."""

import functools
import secrets

import httpx2
from authlib.integrations.starlette_client import OAuth, OAuthError
from joserfc.errors import JoseError
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from lib import config
from lib.errors import NotAllowed, Unavailable
from lib.i18n import t

REQUIRED = ("metadata", "client_id", "client_secret")
SECONDS_TO_RETURN = 600
_SECRET = secrets.token_hex(32)


class _Apart(SessionMiddleware):
    """A signed cookie that ties the provider's answer to the browser that asked; apart from Streamlit's own one."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await super().__call__(dict(scope), receive, send)


def browser_bound() -> list[Middleware]:
    """What the two routes of the flow need around them."""
    return [
        Middleware(
            _Apart,
            secret_key=_SECRET,
            session_cookie="kancelar-oidc",
            max_age=SECONDS_TO_RETURN,
            path="/prihlaseni",
            https_only=config.current().https,
        )
    ]


def is_on() -> bool:
    """Whether the installation names a provider."""
    return all(config.current().oidc.get(name) for name in REQUIRED)


def label() -> str:
    """What the button says."""
    return config.current().oidc.get("label") or t("Office account")


@functools.lru_cache(maxsize=2)
def _provider(metadata: str, client_id: str, client_secret: str) -> OAuth:
    oauth = OAuth()
    oauth.register(
        "office",
        server_metadata_url=metadata,
        client_id=client_id,
        client_secret=client_secret,
        client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256", "timeout": 10},
    )
    return oauth


def _configured() -> OAuth:
    if not is_on():
        raise NotAllowed("Signing in with the office account is not set up here.")
    return _provider(*(config.current().oidc[name] for name in REQUIRED))


def _unreachable() -> Unavailable:
    return Unavailable("The office's account service does not answer now. Sign in with a name and password, or later.")


async def to_provider(request: Request) -> Response:
    """The redirect to the provider; Unavailable when it does not answer."""
    base = config.current().public_url or str(request.base_url)
    try:
        return await _configured().office.authorize_redirect(request, f"{base.rstrip('/')}/prihlaseni/zpet")
    except httpx2.HTTPError as error:
        raise _unreachable() from error


async def email_of(request: Request) -> str:
    """The verified e-mail address for which the provider vouches, or NotAllowed."""
    try:
        token = await _configured().office.authorize_access_token(request)
    except httpx2.HTTPError as error:
        raise _unreachable() from error
    except (OAuthError, JoseError) as error:
        raise NotAllowed("The office's account service did not confirm who you are. Try to sign in again.") from error
    claims = token.get("userinfo") or {}
    if not claims.get("email") or claims.get("email_verified") is False:
        raise NotAllowed("The office's account service gave no verified e-mail address.")
    return str(claims["email"])

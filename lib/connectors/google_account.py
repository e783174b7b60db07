"""The service account that reads shared spreadsheets: its key file and its access token.

A service account is a robot of a Google Cloud project. People share a spreadsheet with its e-mail address as they
would with a colleague; the office proves who it is with the private key in a JSON file kept outside git.
"""

import datetime as dt
import json
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from google.auth import crypt, jwt
from google.auth.credentials import Credentials

from lib import clock
from lib.errors import NotAllowed, Unavailable

SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets.readonly",
    "https://www.googleapis.com/auth/drive.metadata.readonly",
)
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LIFETIME = dt.timedelta(hours=1)  # Google refuses an assertion that is valid for longer
MARGIN = dt.timedelta(minutes=1)  # a token about to run out would end in the middle of a reading


class BusyError(Exception):
    """The service asks to be left alone for a while; `retry_after` is its header of that name, if it sent one."""

    def __init__(self, retry_after: str | None) -> None:
        super().__init__("busy")
        self.retry_after = retry_after


@dataclass(frozen=True)
class Key:
    """What the key file says. The signer does not show the private key when printed."""

    email: str
    token_uri: str
    signer: Any = field(repr=False)


def read_key(credentials_file: Path) -> Key:
    """The key as Google's console gave it out. `Unavailable` says what is wrong with the file."""
    try:
        content = json.loads(credentials_file.read_text("utf-8"))
    except OSError as error:
        raise Unavailable(
            "The Google key file {file} cannot be read. Put the service account's JSON key there.",
            file=credentials_file.name,
        ) from error
    except ValueError as error:
        raise _not_a_key(credentials_file) from error
    if not isinstance(content, dict) or content.get("type") != "service_account":
        raise _not_a_key(credentials_file)
    try:
        signer = crypt.RSASigner.from_service_account_info(content)
        return Key(str(content["client_email"]), str(content["token_uri"]), signer)
    except (KeyError, TypeError, ValueError):
        # `from None`: the parser's complaint may quote the key itself, and the chain ends in a log.
        raise _not_a_key(credentials_file) from None


def _not_a_key(credentials_file: Path) -> Unavailable:
    return Unavailable(
        "{file} is not a key of a Google service account. Create a JSON key for the account in Google Cloud Console "
        "(IAM and Admin, Service accounts, Keys) and put it there.",
        file=credentials_file.name,
    )


def service_account_email(credentials_file: Path) -> str:
    """The address with which people share their spreadsheets."""
    return read_key(credentials_file).email


class Robot(Credentials):
    """Access tokens by a signed assertion (RFC 7523), two scopes, read only.

    google-auth has a class for this, but since 2.55 that one also asks iamcredentials.googleapis.com in a thread of
    its own (it cannot be switched off), and it repeats token requests with its own sleep, deaf to `Retry-After`.
    """

    def __init__(self, key: Key) -> None:
        super().__init__()
        self._key = key
        self._until: dt.datetime | None = None

    @property
    def expired(self) -> bool:
        return self._until is not None and clock.now() >= self._until

    def refresh(self, request: Any) -> None:
        """Ask for a token. `BusyError` when Google is overloaded, `NotAllowed` when it does not accept the key."""
        form = urllib.parse.urlencode({"grant_type": GRANT, "assertion": self._assertion()})
        headers = {"content-type": "application/x-www-form-urlencoded"}
        response = request(url=self._key.token_uri, method="POST", headers=headers, body=form)
        if response.status == 429 or response.status >= 500:
            raise BusyError(response.headers.get("retry-after"))
        if response.status != 200:
            raise key_refused(self._key.email)
        self._keep(response.data)

    def _assertion(self) -> bytes:
        issued = int(clock.now().timestamp())
        claims = {"iss": self._key.email, "aud": self._key.token_uri, "scope": " ".join(SCOPES), "iat": issued}
        return bytes(jwt.encode(self._key.signer, {**claims, "exp": issued + int(LIFETIME.total_seconds())}))

    def _keep(self, data: bytes) -> None:
        try:
            answer = json.loads(data)
            self.token, seconds = str(answer["access_token"]), int(answer["expires_in"])
        except (ValueError, KeyError, TypeError):
            raise BusyError(None) from None  # cut on the way; without the chain, which would hold the token
        self._until = clock.now() + dt.timedelta(seconds=seconds) - MARGIN


def key_refused(email: str) -> NotAllowed:
    """The sentence for a key that Google no longer accepts."""
    return NotAllowed(
        "Google does not accept the key of {email}. Check the clock of the server; if it is right, create a new key "
        "in Google Cloud Console and replace the file.",
        email=email,
    )

"""One question to Google: asked again while waiting can help, and its troubles told as sentences for people."""

import email.utils
import itertools
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

import google_auth_httplib2
import httplib2
from google.auth.exceptions import TransportError
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError
from httplib2.decode import DecodeLimitError

from lib import clock
from lib.connectors.google_account import BusyError, Key, Robot, key_refused
from lib.errors import NotAllowed, OfficeError, Unavailable

ATTEMPTS = 6
PATIENCE = 120.0  # seconds for one question with all its repetitions; a sync waits no longer
LARGEST = 512 << 20  # bytes of one answer, unpacked
LATER = {408, 429, 500, 502, 503, 504}
LIMITED = {"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"}  # a limit that Drive sends as 403
SWITCHED_OFF = {"accessNotConfigured", "SERVICE_DISABLED"}
LOST = (TimeoutError, OSError, HTTPException, httplib2.HttpLib2Error, TransportError, UnicodeDecodeError)


@dataclass(frozen=True)
class Later:
    """A trouble that may pass: what to say if it does not, and for how many seconds Google asked to be left alone."""

    problem: OfficeError
    asked: float = 0.0


class Wire:
    """The connection of one thread (httplib2 is not thread-safe) on behalf of one service account."""

    def __init__(
        self,
        key: Key,
        endpoint: str | None,
        sleep: Callable[[float], None],
        timer: Callable[[], float],
        timeout: float,
    ) -> None:
        self._email, self._endpoint = key.email, endpoint
        self._sleep, self._timer = sleep, timer
        # The limit of 100 : 1 for compression would refuse a long, repetitive but honest sheet.
        plain = httplib2.Http(timeout=timeout, decode_limit_ratio=0.0, decode_limit_hard=LARGEST)
        self._http = google_auth_httplib2.AuthorizedHttp(Robot(key), http=plain)
        self._services: dict[str, Any] = {}

    def service(self, name: str) -> Any:
        """`sheets` or `drive`, built from the discovery document in the wheel, so without the network."""
        if name not in self._services:
            version, path = {"sheets": ("v4", "/"), "drive": ("v3", "/drive/v3/")}[name]
            self._services[name] = build(
                name,
                version,
                http=self._http,
                client_options={"api_endpoint": self._endpoint.rstrip("/") + path} if self._endpoint else None,
                static_discovery=True,
                cache_discovery=False,
            )
        return self._services[name]

    def ask(self, request: Any, wanted: str) -> dict[str, Any]:
        """The answer to one question, which must contain `wanted`; asked again while waiting can help."""
        deadline = self._timer() + PATIENCE
        for attempt in itertools.count(1):
            answer = self._once(request, wanted)
            if isinstance(answer, dict):
                return answer
            wait = max(answer.asked, min(2.0**attempt, 32.0) * random.uniform(0.25, 0.5))
            if attempt == ATTEMPTS or self._timer() + wait > deadline:
                raise answer.problem
            self._sleep(wait)
        raise AssertionError("The loop above ends by an answer or an error.")

    def _once(self, request: Any, wanted: str) -> "dict[str, Any] | Later":
        try:
            # num_retries stays 0: the client's own loop does not listen to Retry-After.
            answer = request.execute(num_retries=0)
        except BusyError as busy:
            return Later(_busy(), _seconds(busy.retry_after))
        except HttpError as error:
            return self._explained(error)
        except DecodeLimitError as error:
            raise Unavailable("The Google spreadsheet is too large to be read. Split it into several.") from error
        except LOST as error:
            return Later(_unreachable(error))
        finally:
            self._http.close()  # a connection kept until the next poll would be stale
        # The client hands over text when JSON does not parse, and a proxy's page comes with status 200 too.
        return answer if isinstance(answer, dict) and wanted in answer else Later(_garbled())

    def _explained(self, error: HttpError) -> "Later":
        """When to ask again; otherwise the error for people is raised."""
        status, reasons = int(error.resp.status), _reasons(error.content)
        if status in LATER or (status == 403 and reasons & LIMITED):
            return Later(_busy(), _seconds(error.resp.get("retry-after")))
        raise self._refusal(status, reasons) from error

    def _refusal(self, status: int, reasons: set[str]) -> OfficeError:
        if status == 401:
            return key_refused(self._email)
        if status == 403 and reasons & SWITCHED_OFF:
            return Unavailable(
                "Google Sheets API and Google Drive API are not enabled for the project of {email}. Enable both in "
                "Google Cloud Console.",
                email=self._email,
            )
        if status in {403, 404}:  # Drive answers 404 and Sheets 403 when a spreadsheet is not shared
            return NotAllowed(
                "Google does not show this spreadsheet to the office. Share it with {email} (viewer is enough) and "
                "check its address.",
                email=self._email,
            )
        if "FAILED_PRECONDITION" in reasons:
            return Unavailable(
                "This is an Excel file stored in Google Drive. Open it there and choose File, Save as Google Sheets; "
                "then add the new spreadsheet."
            )
        return Unavailable("Google refused to read the spreadsheet (code {status}). Try again later.", status=status)


def _busy() -> Unavailable:
    return Unavailable("Google is overloaded or limits how often it may be asked. The next sync will try again.")


def _garbled() -> Unavailable:
    return Unavailable("Google's answer arrived incomplete. Nothing was imported; the next sync will try again.")


def _unreachable(error: BaseException) -> Unavailable:
    if isinstance(error, TransportError) and error.args:
        error = error.args[0]  # the real trouble of the token request
    if isinstance(error, TimeoutError):
        return Unavailable("Google did not answer in time. Nothing was imported; the next sync will try again.")
    if isinstance(error, HTTPException | UnicodeDecodeError | httplib2.FailedToDecompressContent):
        return _garbled()
    return Unavailable("Google cannot be reached. Check the internet connection of the server.")


def _seconds(retry_after: str | None) -> float:
    """`Retry-After` as seconds from now; it is a number or a date (RFC 9110, 10.2.3). 0 when it says nothing."""
    try:
        if (retry_after or "").strip().isdigit():
            return float(str(retry_after))
        return max(0.0, (email.utils.parsedate_to_datetime(retry_after or "") - clock.now()).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def _reasons(content: bytes) -> set[str]:
    """The machine words in Google's error: Drive puts them into `errors`, Sheets into `status` and `details`."""
    try:
        error = json.loads(content)["error"]
        listed = [*error.get("errors", []), *error.get("details", [])]
        return {str(error.get("status"))} | {str(one.get("reason")) for one in listed}
    except (ValueError, KeyError, TypeError, AttributeError):
        return set()

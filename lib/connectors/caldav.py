"""One calendar on a CalDAV server (RFC 4791): what lies there, and changes that never overwrite somebody else's.

Every write says which version it replaces (ETag); the server answers 412 when somebody was faster, and that is a
`ChangedThere`, for a person to decide. The calendar is written by whole resources, one UID each.
"""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx

from lib.errors import NotAllowed, NotFound, OfficeError, Unavailable

DAV, CAL = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
SECONDS = 20
AT_ONCE = 100
"""Resources asked for in one question."""
LARGEST = 50 << 20
PROPERTIES = '<propfind xmlns="DAV:"><prop><getetag/><resourcetype/></prop></propfind>'
MULTIGET = (
    '<C:calendar-multiget xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><prop><getetag/><C:calendar-data/>'
    "</prop>{hrefs}</C:calendar-multiget>"
)
XML = {"content-type": "application/xml; charset=utf-8"}


class ChangedThere(Exception):
    """The resource is not the version that was to be replaced (412), or exists where a new one was to be made."""


@dataclass(frozen=True)
class Account:
    """Where the calendar is and who writes into it. The password is not shown when printed."""

    url: str
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Resource:
    """One event or series as it lies on the server."""

    href: str
    etag: str
    data: str


def read_account(file: Path) -> Account | None:
    """The account in a JSON file (url, user, password), None when there is no file; Unavailable when it is wrong."""
    try:
        content = json.loads(file.read_text("utf-8"))
        account = Account(str(content["url"]), str(content["user"]), str(content["password"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        # `from None`: the parser's complaint may quote the password, and the chain ends in a log.
        raise Unavailable(
            'The file {file} is not right. It holds {{"url": …, "user": …, "password": …}} of the shared calendar.',
            file=file.name,
        ) from None
    if urlsplit(account.url).scheme not in ("http", "https"):
        raise Unavailable("The address of the shared calendar in {file} has to begin with https://.", file=file.name)
    return account


class CalendarThere:
    """The calendar of an account; a context manager. Unavailable, NotAllowed and NotFound say what is wrong."""

    def __init__(self, account: Account) -> None:
        self._url = account.url.rstrip("/") + "/"
        self._client = httpx.Client(
            auth=(account.user, account.password), timeout=SECONDS, follow_redirects=False, trust_env=False
        )

    def __enter__(self) -> "CalendarThere":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def versions(self) -> dict[str, str]:
        """Every resource and its version: href → ETag."""
        answer = self._asked("PROPFIND", self._url, PROPERTIES, {"depth": "1", **XML})
        found = {}
        for response in _responses(answer):
            etag = response.findtext(f".//{DAV}getetag")
            if etag and response.find(f".//{DAV}collection") is None:
                found[_href(response)] = etag
        return found

    def fetch(self, hrefs: Iterable[str]) -> list[Resource]:
        """The resources of these hrefs that are there."""
        wanted, found = list(hrefs), list[Resource]()
        for start in range(0, len(wanted), AT_ONCE):
            lines = "".join(f"<href>{_escaped(href)}</href>" for href in wanted[start : start + AT_ONCE])
            answer = self._asked("REPORT", self._url, MULTIGET.format(hrefs=lines), {"depth": "1", **XML})
            for response in _responses(answer):
                data, etag = response.findtext(f".//{CAL}calendar-data"), response.findtext(f".//{DAV}getetag")
                if data and etag:
                    found.append(Resource(_href(response), etag, data))
        return found

    def create(self, name: str, data: bytes) -> tuple[str, str]:
        """Put a new resource there; its href and version. ChangedThere when one of that name exists."""
        href = urlsplit(urljoin(self._url, name)).path
        return href, self._put(href, data, {"if-none-match": "*"})

    def change(self, href: str, etag: str, data: bytes) -> str:
        """Replace this version of a resource; the new version. ChangedThere when it is another one or gone."""
        return self._put(href, data, {"if-match": etag})

    def remove(self, href: str, etag: str) -> None:
        """Take this version of a resource away; one that is gone already is fine."""
        self._asked("DELETE", urljoin(self._url, href), "", {"if-match": etag}, gone_is_fine=True)

    def _put(self, href: str, data: bytes, headers: dict[str, str]) -> str:
        kind = {"content-type": "text/calendar; charset=utf-8"}
        answer = self._asked("PUT", urljoin(self._url, href), data, {**headers, **kind})
        if etag := answer.headers.get("etag"):
            return str(etag)
        return next((one.etag for one in self.fetch([href])), "")  # a server that rewrites what it gets says none

    def _asked(
        self, method: str, url: str, body: str | bytes, headers: dict[str, str], *, gone_is_fine: bool = False
    ) -> httpx.Response:
        try:
            answer = self._client.request(method, url, content=body, headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise Unavailable(
                "The shared calendar at {host} does not answer. It will be tried again.", host=self._host
            ) from error
        if answer.is_success and len(answer.content) <= LARGEST:
            return answer
        if gone_is_fine and answer.status_code in (404, 410):
            return answer
        if answer.status_code == 412:
            raise ChangedThere(url)
        raise self._problem(answer.status_code)

    @property
    def _host(self) -> str:
        return urlsplit(self._url).netloc.rpartition("@")[2]

    def _problem(self, status: int) -> OfficeError:
        if status in (401, 403):
            return NotAllowed(
                "The shared calendar at {host} does not accept our name and password. Check them in the file.",
                host=self._host,
            )
        if status in (404, 405, 410):
            return NotFound(
                "There is no calendar at this address of {host}. Check the address in the file.", host=self._host
            )
        return Unavailable(
            "The shared calendar at {host} answered with error {status}. It will be tried again.",
            host=self._host,
            status=status,
        )


def _responses(answer: httpx.Response) -> list[ET.Element]:
    if b"<!DOCTYPE" in answer.content[:1000] or b"<!ENTITY" in answer.content:
        raise Unavailable("The shared calendar answered with something that is no calendar. Check its address.")
    try:
        return ET.fromstring(answer.content).findall(f"{DAV}response")
    except ET.ParseError:
        raise Unavailable(
            "The shared calendar answered with something that is no calendar. Check its address."
        ) from None


def _href(response: ET.Element) -> str:
    return urlsplit(response.findtext(f"{DAV}href") or "").path


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")

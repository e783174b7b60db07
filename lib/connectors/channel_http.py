"""The way of a message to a channel over HTTP: what certainly did not go out, what may be out, what was refused.

`ask` is for whatever may be repeated (reading, uploading a picture): a lost answer is `Transient`. `send` is for the
one irreversible call: once its body may have left, a lost or unreadable answer is `NoAnswer`. Redirects are never
followed and proxies of the environment never used. A private address is fine: a person who may edit channels typed it,
and the office's own servers lie inside.
"""

import json
import logging
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx

from lib.connectors.channel_limits import until
from lib.errors import BadInput
from lib.i18n import N
from lib.outbox.records import Disconnected, NoAnswer, RateLimited, Reauth, Sent, Transient, Trouble, WrongContent

TIMEOUT = httpx.Timeout(connect=10, read=30, write=30, pool=5)
SECONDS = 60.0
"""For the whole answer of one call, so that a server that drips outlives no lease."""
LARGEST = 4 << 20
KEPT_BODY = 4096
KEPT_HEADERS = ("content-type", "date", "retry-after", "server", "x-app-usage", "x-business-use-case-usage",
                "x-fb-trace-id", "x-page-usage", "x-request-id")  # fmt: skip
UNREACHABLE = N("{host} cannot be reached. Nothing was sent; it will be tried again.")
SILENT = N("{host} did not answer in time. Nothing was published; it will be tried again.")
LIMITED = N("{host} wants us to wait. It will go on by itself.")
LIMIT_HEADERS = ("x-ratelimit-", "ratelimit-")
BEFORE_THE_BODY = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError,
                   httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.InvalidURL)  # fmt: skip

# httpx writes every address into its log, and Telegram's tokens are part of the address.
logging.getLogger("httpx").setLevel(logging.WARNING)

T = TypeVar("T", bound=Trouble)
Judge = Callable[["Answer"], Trouble | None]


@dataclass(frozen=True)
class Answer:
    """What the channel said. `data` is its JSON, None when there is none; `body` and `headers` hold no tokens, and
    `blotted` takes them out of any other text."""

    host: str
    status: int
    headers: Mapping[str, str]
    body: str
    data: Any = None
    blotted: Callable[[str], str] = field(default=str, repr=False, compare=False)

    @property
    def fine(self) -> bool:
        return 200 <= self.status < 300

    @property
    def fields(self) -> Mapping[str, Any]:
        """Its JSON object, empty when it is something else."""
        return self.data if isinstance(self.data, dict) else {}

    def text(self, name: str) -> str:
        """A text field of its JSON object, "" when it is not there."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def trouble(self, kind: type[T], sentence: str, **values: Any) -> T:
        """A trouble of this kind with the raw answer; the sentence may use {host} and {status}."""
        told = {name: self.blotted(value) if isinstance(value, str) else value for name, value in values.items()}
        known = {"host": self.host, "code": self.status} | told
        return kind(sentence, status=self.status, headers=kept(self.headers), body=self.body[:KEPT_BODY], **known)

    def limited(self, seconds: float | None = None) -> RateLimited:
        """Too much at once: until when, by `seconds` or by what the headers say."""
        moment = until(self.headers, seconds)
        return self.trouble(RateLimited, LIMITED, until=moment)

    def unplaced(self) -> NoAnswer:
        """The channel took the message and gives nothing by which it can be found."""
        return self.trouble(NoAnswer, N("{host} took the message and did not say where it is. It may be out."))

    def sent(self, remote_id: str, url: str = "") -> Sent:
        """The message as the channel keeps it, with the raw answer."""
        return Sent(remote_id, url, self.status, kept(self.headers), self.body[:KEPT_BODY])


def kept(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers worth keeping with an attempt."""
    return {name: value for name, value in headers.items() if name in KEPT_HEADERS or name.startswith(LIMIT_HEADERS)}


def address(text: str, field_name: str = "url") -> str:
    """A server's address as it is used: http or https, no name or password in it, no slash at its end; BadInput."""
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise BadInput("The address has to look like https://www.example.com.", field=field_name)
    if parts.username or parts.password:
        raise BadInput("Leave the name and password out of the address; they have fields of their own.",
                       field=field_name)  # fmt: skip
    return text.strip().rstrip("/")


@dataclass(frozen=True)
class Wire:
    """Calls to one server. `judge` knows the channel's own codes and is asked before the general rules.

    `secrets` are blotted out of everything that is kept. `speaks` is "text" for gateways that do not answer in JSON.
    """

    base: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    auth: tuple[str, str] | None = field(default=None, repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    judge: Judge | None = None
    speaks: str = "json"

    def with_headers(self, headers: Mapping[str, str], *secrets: str) -> "Wire":
        """The same server with further headers, and what in them is secret."""
        return replace(self, headers={**self.headers, **headers}, secrets=(*self.secrets, *secrets))

    def ask(self, method: str, path: str, **request: Any) -> Answer:
        """A call that may be repeated; `request` is what httpx takes (json, data, files, params, content, headers)."""
        return self._called(Transient, method, path, request)

    def send(self, method: str, path: str, **request: Any) -> Answer:
        """The irreversible call. NoAnswer when it may be out."""
        return self._called(NoAnswer, method, path, request)

    @property
    def host(self) -> str:
        return urlsplit(self.base).netloc.rpartition("@")[2]

    def _called(self, lost: type[Trouble], method: str, path: str, request: dict[str, Any]) -> Answer:
        try:
            answer = self._exchanged(method, path, request)
        except BEFORE_THE_BODY as error:
            raised = self._blotted(f"{type(error).__name__}: {error}")
            raise Transient(UNREACHABLE, host=self.host, body=raised) from None
        except (httpx.HTTPError, OSError) as error:
            raise lost(_silence(lost), host=self.host, body=self._blotted(f"{type(error).__name__}: {error}")) from None
        judged = self.judge(answer) if self.judge else None
        if problem := judged or verdict(answer, lost, self.speaks):
            raise problem
        return answer

    def _exchanged(self, method: str, path: str, request: dict[str, Any]) -> Answer:
        named = {"user-agent": "Kancelar", **self.headers, **request.get("headers", {})}
        # As bytes, because a token that was pasted with a foreign letter has to be refused by the server, in its words.
        request = request | {"headers": {name: value.encode() for name, value in named.items()}}
        # A client for each call: a connection kept until the next message may be half dead, and nobody could tell
        # whether the message went out through it.
        with (
            httpx.Client(
                auth=self.auth, timeout=TIMEOUT, follow_redirects=False, trust_env=False, verify=_trusted()
            ) as client,
            client.stream(method, self.base + path, **request) as response,
        ):
            content = _content(response)
        found = {name.lower(): self._blotted(value) for name, value in response.headers.items()}
        body = self._blotted(content.decode("utf-8", "replace"))
        return Answer(self.host, response.status_code, found, body, _json(content), self._blotted)

    def _blotted(self, text: str) -> str:
        for secret in self.secrets:
            text = text.replace(secret, "•••") if secret else text
        return text


def verdict(answer: Answer, lost: type[Trouble], speaks: str = "json") -> Trouble | None:
    """What a status means where the channel's own code says nothing better; None when the answer is usable."""
    status, page = answer.status, answer.data is None and speaks == "json"
    if answer.fine:
        garbled = N("{host} answered with a page instead of data. A guard of the server may stand in the way.")
        return answer.trouble(lost, garbled) if page and status != 204 else None
    if status == 429:
        return answer.limited()
    if status < 400:
        return answer.trouble(Disconnected, N("{host} sends us to another address. Enter the final one."))
    if status >= 500 or status in (408, 425):
        return answer.trouble(lost, N("{host} answered with error {code}."))
    if status == 401 or (status == 403 and not page):
        return answer.trouble(Reauth, N("{host} does not accept our token or password. Connect the channel again."))
    if page:
        return answer.trouble(Disconnected, N("{host} does not let us in (code {code}). Check the address."))
    return answer.trouble(WrongContent, N("{host} refused this content (code {code})."))


@cache
def _trusted() -> ssl.SSLContext:
    """Read once: loading the certificates costs more than the rest of a call."""
    return httpx.create_ssl_context(trust_env=False)


def _silence(lost: type[Trouble]) -> str:
    if lost is NoAnswer:
        return N("{host} took the message and did not answer. It may be out.")
    return SILENT


def _content(response: httpx.Response) -> bytes:
    """The whole answer; an httpx error when it is too long or takes too long."""
    end, found = time.monotonic() + SECONDS, bytearray()
    for chunk in response.iter_bytes():
        found += chunk
        if len(found) > LARGEST:
            raise httpx.ReadError("the answer is too long")
        if time.monotonic() > end:
            raise httpx.ReadTimeout("the answer drips")
    return bytes(found)


def _json(content: bytes) -> Any:
    """The JSON of an answer (an object or a list), None when it is something else."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict | list) else None

"""Is a link in a text alive: asked of the foreign server, and only of a public one.

Whoever writes a text must not be able to make the office's server ask its own network (SSRF, OWASP). So the name is
resolved here, every address that comes back must be public, and the connection goes to the very address that was
checked: a name server that answers otherwise a moment later changes nothing. Each redirect is checked anew.

Never called while a page is drawn: the worker does it, or a person who pressed a button.
"""

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import httpx

from lib.i18n import N, t

SECONDS = 5.0
"""How long one address may take, its redirects, name servers and trickling answers included."""
LARGEST = 64 * 1024
REDIRECTS = 3
PORTS = {"http": 80, "https": 443}
AT_ONCE = 4
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")
_NEEDS_GET = (400, 403, 404, 405, 406, 410, 429, 500, 501, 502, 503)
"""Answers to HEAD that are not believed: many servers know only GET."""

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True)
class Tried:
    """What became of a link. `unsure`: the server is there but refuses machines, or it did not answer now. `refused`:
    it was not asked, because it does not lead to the public internet. `final` is the last address."""

    url: str
    state: Literal["alive", "dead", "unsure", "refused"]
    sentence: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    final: str = ""

    def __str__(self) -> str:
        return t(self.sentence, **self.values) if self.sentence else ""


class _Refused(Exception):
    """The address must not be asked."""


def resolved(host: str, port: int) -> Sequence[str]:
    """The IP addresses of a host, as the system resolves it (also `2130706433` and `0177.0.0.1`)."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def try_all(
    urls: Collection[str], *, allow: Collection[tuple[str, int]] = (), resolve: Resolve = resolved
) -> list[Tried]:
    """Each address once, a few at a time, in their order."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda url: try_one(url, allow=allow, resolve=resolve), dict.fromkeys(urls)))


def try_one(
    url: str,
    *,
    allow: Collection[tuple[str, int]] = (),
    resolve: Resolve = resolved,
    seconds: float = SECONDS,
    trusted: ssl.SSLContext | None = None,
) -> Tried:
    """What became of one link. `allow` are pairs (IP, port) that may be asked although they are not public: for tests
    and for a town's own web in an inner network. `trusted` are other authorities than the usual ones."""
    answers: queue.Queue[Tried] = queue.Queue()
    walk = _Walk(url, frozenset(allow), resolve, time.monotonic() + seconds, trusted)
    # A thread, because name servers obey no time-out of ours.
    threading.Thread(target=lambda: answers.put(walk.go()), daemon=True).start()
    try:
        return answers.get(timeout=seconds + 0.5)
    except queue.Empty:
        return _silent(url)


@dataclass(frozen=True)
class _Walk:
    url: str
    allow: frozenset[tuple[str, int]]
    resolve: Resolve
    until: float
    trusted: ssl.SSLContext | None

    def go(self) -> Tried:
        address = self.url if "//" in self.url else f"https://{self.url}"
        try:
            return self._follow(httpx.URL(address))
        except _Refused:
            return Tried(self.url, "refused", N("{link} does not lead to the public internet."), {"link": self.url})
        except (httpx.InvalidURL, UnicodeError, ValueError):
            return Tried(self.url, "refused", N("{link} is not an address."), {"link": self.url})
        except (httpx.ConnectError, socket.gaierror):
            return Tried(self.url, "dead", N("{link} does not answer."), {"link": self.url})
        except (httpx.HTTPError, OSError):
            return _silent(self.url)

    def _follow(self, address: httpx.URL) -> Tried:
        for _ in range(REDIRECTS + 1):
            status, location = self._ask("HEAD", address)
            if status in _NEEDS_GET:
                status, location = self._ask("GET", address)
            if not location:
                return self._judged(status, address)
            address = address.join(location)
        return Tried(self.url, "dead", N("{link} leads from one address to another without end."), {"link": self.url})

    def _judged(self, status: int, address: httpx.URL) -> Tried:
        values = {"link": self.url, "status": status}
        if 200 <= status < 400:
            return Tried(self.url, "alive", final=str(address))
        if status in (404, 410):
            return Tried(self.url, "dead", N("{link}: the page is not there ({status})."), values, str(address))
        return Tried(self.url, "unsure", N("{link} could not be checked ({status})."), values, str(address))

    def _ask(self, method: str, address: httpx.URL) -> tuple[int, str]:
        """The status and, for a redirect, where it leads. At most `LARGEST` bytes are read."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpx.ReadTimeout("")
        pinned = address.copy_with(host=self._checked(address))
        host = address.netloc.decode()
        name = {"sni_hostname": address.raw_host.decode()}  # the certificate is held against the name, not the IP
        headers = {"host": host, "user-agent": "Kancelar (link check)", "accept": "*/*"}
        with (
            httpx.Client(
                trust_env=False, follow_redirects=False, timeout=left, verify=self.trusted or _trusted()
            ) as client,
            client.stream(method, pinned, headers=headers, extensions=name) as response,
        ):
            self._read_a_little(response)
            location = response.headers.get("location", "") if response.has_redirect_location else ""
            return response.status_code, location

    def _read_a_little(self, response: httpx.Response) -> None:
        size = 0
        for chunk in response.iter_raw(4096):
            size += len(chunk)
            if size >= LARGEST or time.monotonic() > self.until:
                return

    def _checked(self, address: httpx.URL) -> str:
        """The IP to which the connection goes, after all that the name has were found public."""
        if address.scheme not in PORTS or not address.raw_host or address.userinfo:
            raise _Refused
        port = address.port or PORTS[address.scheme]
        found = self.resolve(address.raw_host.decode().strip("[]"), port)
        if not found:
            raise socket.gaierror
        for one in found:
            if (one, port) not in self.allow and (port != PORTS[address.scheme] or not is_public(one)):
                raise _Refused
        return found[0]


def is_public(ip: str) -> bool:
    """Whether an IP address is one of the public internet, also what is hidden inside an IPv6 address (mapped, 6to4,
    Teredo, NAT64). Private, loopback, link-local, CGNAT, multicast and reserved ones are not."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return False
    inner = _inside(address)
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in inner or (address,))


def _inside(address: IP) -> list[IP]:
    if isinstance(address, ipaddress.IPv4Address):
        return []
    hidden: list[IP | None] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        hidden.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in hidden if one is not None]


@cache
def _trusted() -> ssl.SSLContext:
    """Read once: the certificates of all authorities take longer to read than most pages to answer."""
    return httpx.create_ssl_context()


def _silent(url: str) -> Tried:
    return Tried(url, "unsure", N("{link} did not answer in time."), {"link": url})

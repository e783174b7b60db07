"""Addresses in a text: written so that they lead somewhere, public, not hidden behind a stranger's shortener.

Whether a page answers is found out by `lib.connectors.links`, never while a page is drawn.
"""

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lib import clock
from lib.czech import dates
from lib.i18n import N
from lib.publishing.checks.check import Check
from lib.publishing.checks.context import Context

_LINK = re.compile(r"(?:\b[a-zA-Z][a-zA-Z+.-]{1,11}:/{1,3}|\bwww\.)[^\s<>\"„“”‚‘]+", re.IGNORECASE)
_BROKEN = re.compile(
    r"\b(?:h{1,2}t{1,3}ps?|htpp?s?|htt|http|https)(?:;//|:/(?!/)|//|:\\\\|: //)\S+|\bwww[,;]\s?\w+\.\w{2,3}\b", re.I
)
_ENDS = ".,;:!?)…]'"
SHORTENERS = frozenset(
    [
        "bit.ly",
        "bitly.com",
        "tinyurl.com",
        "t.co",
        "goo.gl",
        "ow.ly",
        "is.gd",
        "v.gd",
        "buff.ly",
        "cutt.ly",
        "rb.gy",
        "shorturl.at",
        "tiny.cc",
        "rebrand.ly",
        "t.ly",
        "s.id",
        "lnkd.in",
        "1url.cz",
        "jdem.cz",
        "zkr.cz",
        "url.cz",
        "zkrat.me",
        "qrco.de",
        "linktr.ee",
        "surl.li",
        "shorter.me",
        "adf.ly",
        "shorte.st",
    ]
)
_TRACKING = re.compile(r"^(?:fbclid|gclid|igshid|igsh|mc_eid|msclkid|yclid|_ga|si)$")
_NAME = re.compile(r"(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})")
_NUMBERS = re.compile(r"(?:0x[\da-f]+|\d+)(?:\.(?:0x[\da-f]+|\d+)){0,3}")
_INNER = (".local", ".localhost", ".internal", ".lan", ".intranet", ".home", ".corp", ".home.arpa", ".onion")


def addresses(text: str) -> list[str]:
    """The addresses of a text in their order, without the sign that ends a sentence."""
    found = (one.rstrip(_ENDS) if "(" not in one else one.rstrip(".,;:!?…") for one in _LINK.findall(text))
    return list(dict.fromkeys(found))


def links(text: str, context: Context) -> Iterator[Check]:
    """What is wrong with the addresses of a text; `context.links` says what was found when they were tried."""
    broken = _BROKEN.search(text)
    if broken:
        yield Check("link", True, N("“{link}” is not an address that can be opened."), {"link": broken[0][:80]},
                    advice=N("Write it like https://www.brazdov.example."))  # fmt: skip
    for link in addresses(text):
        if not (broken and broken[0].startswith(link)):
            yield from _one(link, context)
    if (shorter := without_tracking(text)) != text:
        yield Check("tracking", False, N("An address carries a mark by which its readers are watched."), {}, shorter)


def leads_to(link: str, context: Context) -> Iterator[Check]:
    """The link of a post, which goes out with its texts: the same rules, and it is an address and nothing more."""
    if not link.strip():
        return
    if "//" not in link or re.search(r"\s", link.strip()):
        yield Check("link", True, N("“{link}” is not an address that can be opened."), {"link": link[:80]},
                    advice=N("Write it like https://www.brazdov.example."))  # fmt: skip
    else:
        yield from _one(link.strip(), context)


def _one(link: str, context: Context) -> Iterator[Check]:
    host = host_of(link)
    if host is None:
        yield Check("link", True, N("“{link}” is not an address that can be opened."), {"link": link[:80]},
                    advice=N("Write it like https://www.brazdov.example."))  # fmt: skip
    elif not is_public(host):
        yield Check("link_private", True, N("“{link}” leads into an inner network; the public does not get there."),
                    {"link": link[:80]}, advice=N("Give an address on the town's web."))  # fmt: skip
    elif host.removeprefix("www.") in SHORTENERS:
        yield Check("shortener", True, N("“{link}” hides where it leads, and its owner may change that."),
                    {"link": link[:80]}, advice=N("Write the whole address."))  # fmt: skip
    elif context.links.get(link):
        yield _dead(context.links[link], context.links_at)


def _dead(said: str, at: str | None) -> Check:
    """What was found when the link was tried, with the day: it may have been mended since."""
    advice = N("Open it and check where it should lead.")
    if at is None:
        return Check("link_dead", False, N("{said}"), {"said": said}, advice=advice)
    values = {"said": said, "date": dates.date(clock.prague(at).date())}
    return Check("link_dead", False, N("{said} Tried on {date}."), values, advice=advice)


def host_of(link: str) -> str | None:
    """The host of an http or https address, None when it is none: another scheme, a name and password, a bad port."""
    try:
        parts = urlsplit(link if "//" in link else f"https://{link}")
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc or port == 0:
        return None
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return _name(host)
    return host


def _name(host: str) -> str | None:
    if _NUMBERS.fullmatch(host):
        return host  # another way of writing an IP address; `is_public` refuses it
    if host == "localhost":
        return host
    try:
        ascii_name = host.encode("idna").decode()
    except UnicodeError:
        return None
    return host if _NAME.fullmatch(ascii_name) else None


def is_public(host: str) -> bool:
    """Whether a host can be reached from outside: a name of the public tree, or a global IP address written plainly."""
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return "." in host and not _NUMBERS.fullmatch(host) and not f".{host}".endswith(_INNER)
    inner = getattr(ip, "ipv4_mapped", None) or ip
    return bool(inner.is_global and not inner.is_multicast)


def without_tracking(text: str) -> str:
    """The text with addresses that lost fbclid, gclid and the like; other parameters stay as they are."""
    return _LINK.sub(lambda found: _bare(found[0]), text)


def _bare(link: str) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return link
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in asked if not _TRACKING.match(name)]
    return link if len(kept) == len(asked) else urlunsplit(parts._replace(query=urlencode(kept)))

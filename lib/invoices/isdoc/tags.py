"""Elements as text: half the time of a tree of objects, and 500 invoices are issued at once."""

import datetime as dt
import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tag(name: str, text: str) -> str:
    """An element with a text; characters that XML forbids are left out."""
    return f"<{name}>{escape(_UNPRINTABLE.sub('', text))}</{name}>"


def tags(name: str, *content: str) -> str:
    """An element around others."""
    return f"<{name}>{''.join(content)}</{name}>"


def optional(name: str, text: str) -> str:
    """An element, or nothing when there is no text."""
    return tag(name, text) if text else ""


def day(name: str, date: dt.date | None) -> str:
    """A date, or nothing."""
    return f"<{name}>{date.isoformat()}</{name}>" if date else ""


def money(name: str, halere: int) -> str:
    """An amount in koruny: `1815.00`."""
    sign = "-" if halere < 0 else ""
    return f"<{name}>{sign}{abs(halere) // 100}.{abs(halere) % 100:02d}</{name}>"


def monies(pairs: Iterable[tuple[str, int]]) -> str:
    """Amounts one after another."""
    return "".join(money(name, halere) for name, halere in pairs)

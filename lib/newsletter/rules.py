"""What the office holds about readers of its newsletter, as pure functions."""

import datetime as dt
import re

from lib.errors import BadInput
from lib.i18n import N

STATES = {
    "asked": (N("not confirmed yet"), "planned"),
    "confirmed": (N("reads"), "done"),
    "left": (N("has left"), "info"),
    "refused": (N("mailbox refuses"), "late"),
}
CONFIRM_WITHIN = dt.timedelta(days=7)
ASK_AGAIN_AFTER = dt.timedelta(minutes=10)
ASKED_TIMES = 5
"""So many letters with a request to confirm go to one address; more would be a nuisance to a stranger."""
REQUESTS_AN_HOUR = 20
"""From one network address."""
ALL_REQUESTS_AN_HOUR = 300
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_BETWEEN = re.compile(r"[\s,;<>\"()]+")


def address(text: str) -> str:
    """An e-mail address as it was typed, without spaces around it; BadInput when it cannot be one."""
    found = text.strip()
    if len(found) > 254 or not _ADDRESS.fullmatch(found):
        raise BadInput("Write an e-mail address, for example jana@example.com.", field="email")
    return found


def addresses(text: str) -> tuple[list[str], list[str]]:
    """Addresses in a pasted text (a column, a list with names), each once, and the words with @ that are none."""
    words = dict.fromkeys(word.strip(".:") for word in _BETWEEN.split(text) if "@" in word)
    good: dict[str, str] = {}
    bad = []
    for word in words:
        if len(word) <= 254 and _ADDRESS.fullmatch(word):
            good.setdefault(word.lower(), word)
        else:
            bad.append(word[:100])
    return list(good.values()), bad


def is_mailbox_gone(answer: str) -> bool:
    """Whether a server refused the address for good (RFC 3463: 5.1.x, 5.2.1; or 550, 551, 553 without more words).
    A letter refused for its content or size says nothing about the reader."""
    found = re.match(r"(5\d\d)(?:\s+(5\.\d{1,3}\.\d{1,3}))?", answer)
    if found is None:
        return False
    return found[2].startswith("5.1.") or found[2] == "5.2.1" if found[2] else found[1] in ("550", "551", "553")

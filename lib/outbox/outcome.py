"""How one delivery ended: what the channel was asked and answered each time, and what is to become of the message."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from lib.outbox.records import Sent, State, Trouble

Phase = Literal["prepare", "submit", "confirm", "find"]
KEPT_HEADERS = re.compile(
    r"(x-app-usage|x-business-use-case-usage|x-page-usage|x-fb-.*|x-ratelimit-.*|ratelimit-.*|retry-after|date"
    r"|content-type|etag|x-request-id|x-wp-.*)\Z",
    re.IGNORECASE,
)
"""What an answer's headers may say for the record; cookies and the like are nobody's business."""
LONGEST_BODY = 4096
HIDDEN = "•••"
_TOKENS = (
    re.compile(r"""(["'][\w-]*(?:token|jwt|secret|password|api_?key)["']\s*:\s*["'])[^"']*""", re.IGNORECASE),
    re.compile(r"((?:[\w-]*token|api_?key|password|secret)=)[^&\s\"'<>]+", re.IGNORECASE),
    re.compile(r"((?:Bearer|Basic)\s+)[\w.~+/=-]{6,}", re.IGNORECASE),
    re.compile(r"(/bot)\d+:[\w-]{10,}"),
)


@dataclass(frozen=True)
class Attempt:
    """One call of the channel: when, how it ended (`ok`, `absent` or the kind of trouble), the raw answer."""

    phase: Phase
    at: dt.datetime
    outcome: str
    milliseconds: int
    status: int | None = None
    headers: str = ""
    body: str = ""


@dataclass(frozen=True)
class Outcome:
    """What is to become of a message. `next_try_at` None means never by itself; `may_be_out` that it can be published
    without our knowing; `absent` that the channel has just denied it for the first time; `counted` that it failed."""

    state: State
    next_try_at: dt.datetime | None = None
    sent: Sent | None = None
    trouble: Trouble | None = None
    may_be_out: bool = False
    absent: bool = False
    counted: bool = False
    attempts: tuple[Attempt, ...] = ()

    def after(self, attempts: Iterable[Attempt]) -> "Outcome":
        return replace(self, attempts=tuple(attempts))


def headers(given: Mapping[str, str], secrets: Iterable[str] = ()) -> str:
    """The headers worth keeping, a line each."""
    return without_tokens("\n".join(f"{name}: {value}" for name, value in given.items() if KEPT_HEADERS.match(name)),
                          secrets)  # fmt: skip


def without_tokens(text: str, secrets: Iterable[str] = ()) -> str:
    """The text of at most 4 kB, without the channel's secrets and whatever else looks like one."""
    if not text:
        return ""
    for secret in secrets:
        if len(secret) >= 4:
            text = text.replace(secret, HIDDEN)
    for pattern in _TOKENS:
        text = pattern.sub(rf"\1{HIDDEN}", text)
    return text.encode()[:LONGEST_BODY].decode(errors="ignore")

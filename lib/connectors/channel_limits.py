"""When a channel that limits us may be asked again, by the headers in use."""

import datetime as dt
import email.utils
from collections.abc import Mapping

from lib import clock

UNSAID = dt.timedelta(minutes=5)
SHORTEST, LONGEST = dt.timedelta(seconds=1), dt.timedelta(days=1)
RESETS = ("x-ratelimit-reset", "ratelimit-reset")
A_MOMENT = 10**9
"""From here a number is seconds since 1970, below it seconds from now."""


def until(headers: Mapping[str, str], seconds: float | None = None) -> dt.datetime:
    """When to go on: after `seconds`, or by Retry-After (RFC 9110, 10.2.3), X-RateLimit-Reset (Mastodon: ISO 8601;
    elsewhere seconds) or RateLimit-Reset; five minutes when nothing is said. Never in the past, never over a day."""
    now = clock.now()
    asked = dt.timedelta(seconds=min(seconds, 1e6)) if seconds is not None else _said(headers, now)
    return now + min(max(asked, SHORTEST), LONGEST)


def _said(headers: Mapping[str, str], now: dt.datetime) -> dt.timedelta:
    for name in ("retry-after", *RESETS):
        found = _read(headers.get(name, "").strip(), now)
        if found is not None:
            return found
    return UNSAID


def _read(text: str, now: dt.datetime) -> dt.timedelta | None:
    if text.replace(".", "", 1).isdecimal() and len(text) <= 15:
        number = float(text)
        return dt.timedelta(seconds=number - now.timestamp() if number >= A_MOMENT else number)
    for reading in (dt.datetime.fromisoformat, email.utils.parsedate_to_datetime):
        try:
            moment = reading(text)
        except (ValueError, TypeError, IndexError):
            continue
        return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)) - now
    return None

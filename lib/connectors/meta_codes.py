"""What Meta's error codes mean for a post, by Graph API v25.0 and by what publishing tools meet in practice.

`{"error": {"message", "type", "code", "error_subcode", "fbtrace_id"}}`; Instagram puts its own number into the subcode.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any

from lib import clock
from lib.connectors.channel_http import Answer
from lib.i18n import N
from lib.outbox.records import Disconnected, RateLimited, Reauth, Transient, Trouble, WrongContent

REAUTH = {102, 190, 463, 467, 490, 1404078}
LIMITED = {4, 17, 32, 613, 1390008}
DAILY, DAILY_SECONDS = 2207042, 86_400.0
TRANSIENT = {1363047, 1609010, 2207003, 2207008, 2207020, 2207052}
PERSON = {4854002, 2207050, 2207051}
CONTENT = {
    1366046: N("Facebook does not take this picture. Use a JPG or PNG under 4 MB."),
    1366051: N("These pictures were already posted. Choose others."),
    1346003: N("Facebook says that the post is against its rules."),
    1404102: N("Facebook says that the post is against its rules."),
    1609008: N("Facebook does not take links to facebook.com in a post. Leave the link out."),
    2061006: N("Facebook cannot open the link. Check its address."),
    2207001: N("Instagram takes the post for spam. Change the text."),
    2207009: N("Instagram does not take a picture of this shape. It must be between 4:5 and 1.91:1."),
}
USAGE = ("x-app-usage", "x-business-use-case-usage")
SHARES = ("call_count", "total_time", "total_cputime")
NEARLY_ALL = 95
"""Per cent of the hourly share after which we stop by ourselves."""
_HOUR = 60
_TOKEN = N("Meta no longer accepts the token. Connect the channel again.")
_FAILED = N("Something failed at Meta: {text}")


class RetiredMetric(Trouble):
    """Meta no longer has a metric that was asked for; one such name fails the whole request."""

    kind = "content"


class Missing(WrongContent):
    """There is nothing under this id (any more)."""


def judged(answer: Answer, lost: type[Trouble]) -> Trouble | None:
    """The error in our words: by the subcode, the code, the text; None when the answer holds no error of Meta.
    `lost` is what a failure at Meta's end means: NoAnswer for a change, Transient for reading."""
    error = answer.data.get("error") if isinstance(answer.data, dict) else None
    if not isinstance(error, dict):
        return None
    text, code, subcode = str(error.get("message", ""))[:300], _number(error, "code"), _number(error, "error_subcode")
    for number in (subcode, code):
        if found := _by_code(answer, number, text):
            return found
    if found := _by_text(answer, text):
        return found
    if answer.status >= 500 or code in (1, 2):
        return answer.trouble(lost, _FAILED, text=text)
    if subcode == 33:
        return answer.trouble(Missing, N("Meta does not have this post (any more)."))
    if code in (10, 200):
        return answer.trouble(
            Disconnected, N("The token may not do this. Connect the channel with all permissions: {text}"), text=text
        )
    return answer.trouble(WrongContent, N("Meta refuses the post: {text}"), text=text)


def _by_code(answer: Answer, code: int, text: str) -> Trouble | None:
    if code in REAUTH:
        return answer.trouble(Reauth, _TOKEN)
    if code == DAILY:
        return answer.limited(DAILY_SECONDS)
    if code in LIMITED:
        return answer.limited(_minutes(answer.headers) * 60)
    if code in TRANSIENT:
        return answer.trouble(Transient, _FAILED, text=text)
    if code in PERSON:
        return answer.trouble(Disconnected, N("Meta wants the owner of the account to sign in and confirm something."))
    return answer.trouble(WrongContent, CONTENT[code]) if code in CONTENT else None


def _by_text(answer: Answer, text: str) -> Trouble | None:
    if "valid insights metric" in text:
        return answer.trouble(RetiredMetric, N("Meta no longer has this metric."))
    if "as the page itself" in text:
        return answer.trouble(
            Disconnected, N("This is a token of a person. Connect the channel with the token of the page.")
        )
    if "Error validating access token" in text or "REVOKED_ACCESS_TOKEN" in text:
        return answer.trouble(Reauth, _TOKEN)
    return None


def spare(answer: Answer) -> None:
    """RateLimited when nearly all of our share is used up, so that the post itself is not the one refused."""
    used = max((_number(row, name) for row in _rows(answer.headers) for name in SHARES), default=0)
    if used >= NEARLY_ALL:
        until = clock.now() + dt.timedelta(minutes=_minutes(answer.headers))
        raise answer.trouble(RateLimited, N("Our share of calls to Meta is used up."), until=until)


def _minutes(headers: Mapping[str, str]) -> int:
    """How long to wait: what Meta says in the header, an hour when it does not."""
    said = [_number(row, "estimated_time_to_regain_access") for row in _rows(headers)]
    return max(said, default=0) or _HOUR


def _rows(headers: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    """The counts in both headers; the second keeps them in lists by account."""
    for name in USAGE:
        try:
            said = json.loads(headers.get(name, "null"))
        except ValueError:
            continue
        if isinstance(said, dict):
            yield said
            for rows in said.values():
                yield from (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()


def _number(row: Mapping[str, Any], name: str) -> int:
    value = row.get(name)
    return int(value) if isinstance(value, int | float) or (isinstance(value, str) and value.isdecimal()) else 0

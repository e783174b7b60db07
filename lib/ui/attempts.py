"""One try to send a message, in words."""

from collections.abc import Mapping
from typing import Any

from lib import clock
from lib.czech import dates
from lib.i18n import N, t

PHASES = {
    "prepare": N("preparation"), "submit": N("handing it to the channel"), "confirm": N("confirmation"),
    "find": N("asking whether it is out"),
}  # fmt: skip
OUTCOMES = {
    "ok": N("in order"), "absent": N("it is not there"), "reauth": N("we were not let in"),
    "content": N("the content was refused"), "rate_limited": N("too much at once"), "transient": N("did not work now"),
    "unknown": N("no clear answer"), "disconnected": N("the account is gone"),
}  # fmt: skip


def attempt_words(row: Mapping[str, Any]) -> str:
    """`23. 11. 2026 8:00:05 · předání kanálu · v pořádku · kód 201 · 84 ms`."""
    at = clock.prague(row["at"])
    words = (
        f"{dates.date(at.date())} {at:%H:%M:%S}",
        t(PHASES.get(row["phase"], row["phase"])),
        t(OUTCOMES.get(row["outcome"], row["outcome"])),
        t("code {code}", code=row["status"]) if row["status"] else "",
        f"{row['milliseconds']} ms",
    )
    return " · ".join(filter(None, words))

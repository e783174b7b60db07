"""The desk of channels: setting one up by its kind, what waits in each, who changed what.

Channels served by hand need no account anywhere, so each office has one of each kind from its first start.
"""

from collections.abc import Mapping
from typing import Any

from lib import audit, outbox, store
from lib.access import SYSTEM, User, needs
from lib.errors import Unavailable
from lib.flows import channel_kinds, press_mail
from lib.i18n import speaking, t
from lib.outbox import Kind, Message, parts
from lib.outbox.channels import looks_like
from lib.publishing import actions
from lib.store import Database

_UNSURE = (
    "select channel, count(*) as n from outbox_part join outbox on outbox.key = outbox_part.key"
    " where outbox_part.state = 'unknown' group by channel"
)


@needs("channels.edit")
def add(
    db: Database, kind: Kind, name: str, options: Mapping[str, Any], secrets: Mapping[str, str], *, by: User
) -> str:
    """Set a new channel up and give its code: that of its kind, with a number when there is one already."""
    taken = {row["code"] for row in store.rows(db, "select code from channel")}
    code = next(code for code in (kind.code, *(f"{kind.code}-{n}" for n in range(2, 10_000))) if code not in taken)
    outbox.save_channel(db, code, kind, name, options, secrets, by=by)
    return code


def served_by_hand(db: Database) -> None:
    """One channel of each kind that a person serves; what the office has is left as it is."""
    there = store.rows(db, "select kind, name from channel")
    kinds, names = {row["kind"] for row in there}, {looks_like(row["name"]) for row in there}
    with speaking("cs"):
        for kind in channel_kinds.BY_HAND:
            if kind.code not in kinds:
                name = t(kind.title)
                add(db, kind, f"{name} ({kind.code})" if looks_like(name) in names else name, {}, {}, by=SYSTEM)


@needs("channels.edit")
def kept_secrets(db: Database, code: str, *, by: User) -> frozenset[str] | None:
    """Which secrets of a channel are kept, never what they are; None when they cannot be read."""
    try:
        return frozenset(outbox.secrets_of(code))
    except Unavailable:
        return None


@needs("channels.read")
def counts(db: Database, *, by: User) -> dict[str, dict[str, int]]:
    """Channel → state → how many messages are not settled; `recipients` counts those without an answer."""
    found: dict[str, dict[str, int]] = {}
    for channel, state, n in outbox.waiting(db, by=by).group_by("channel", "state").len().iter_rows():
        found.setdefault(channel, {})[state] = n
    for row in store.rows(db, _UNSURE):
        found.setdefault(row["channel"], {})["recipients"] = row["n"]
    return found


@needs("channels.read")
def message(db: Database, message_id: int, *, by: User) -> tuple[Message, int | None]:
    """A message of the outbox in any state, and the post (story) that it carries; NotFound."""
    story = store.scalar(db, "select story_id from post where message_id = ?", (message_id,))
    return outbox.get(db, message_id), story


@needs("publishing.publish")
def cancel(db: Database, message_id: int, *, by: User) -> None:
    """Take a message back, and say so with the post that it carries."""
    post = store.scalar(db, "select id from post where message_id = ?", (message_id,))
    if post is None:
        outbox.cancel(db, message_id, by=by)
    else:
        actions.cancel_post(db, post, by=by)


@needs("publishing.publish")
def decide(db: Database, key: str, part: str, *, arrived: bool, by: User) -> None:
    """As `parts.decide`; a release that arrived is written down with its contact, as any other."""
    parts.decide(db, key, part, arrived=arrived, by=by)
    if arrived:
        press_mail.keep(db, key, by)


@needs("channels.read")
def history(db: Database, code: str, *, by: User) -> list[dict[str, Any]]:
    """Who did what with a channel, newest first."""
    return audit.history(db, f"channel:{code}")

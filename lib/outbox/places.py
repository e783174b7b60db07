"""Where a channel leads: a post that is out is mended only there, not where the channel leads since."""

from collections.abc import Mapping
from typing import Any

from lib import store
from lib.outbox.records import Kind, Message

NOW = "(select now.place from channel now where now.code = outbox.channel)"
"""SQL: the place of a message's channel as it is set up now; null where there is none."""
_ELSEWHERE = f"""
select 1 from outbox where place is not null and place is not {NOW} and (id = :id and left_at is not null
    or :mends and channel = :channel and remote_id = :remote_id and operation = 'publish')
"""


def place(kind: Kind, options: Mapping[str, Any]) -> str | None:
    """To which site or account posts of a channel go with these settings, by the fields that say so (`Asked.leads`);
    None for a kind without any."""
    said = [str(options[one.name]).lower().rstrip("/") for one in kind.fields if one.leads]
    return " ".join(said) if said else None


def elsewhere(message: Message) -> bool:
    """Whether the channel leads elsewhere since this message left, or since the post left that it mends: there its id
    belongs to nobody, or to somebody else's post."""
    mends = message.operation != "publish"
    if not mends and not message.left_at:
        return False
    values = {"id": message.id, "mends": mends, "channel": message.channel, "remote_id": message.remote_id}
    with store.read() as db:
        return db.conn.execute(_ELSEWHERE, values).fetchone() is not None

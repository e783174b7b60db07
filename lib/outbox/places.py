"""Where a channel leads: a post that is out is mended only there, not where the channel leads since."""

from lib import store
from lib.outbox.records import Message

FIELDS = (
    "bluesky.url", "bluesky.user", "facebook.page", "instagram.account", "mastodon.url", "telegram.chat",
    "wordpress.url",
)  # fmt: skip
"""Settings (kind.field) that say to which site or account posts go; a new token of the same one changes nothing."""
NOW = (
    "(select group_concat(lower(rtrim(asked.value, '/')), ' ' order by asked.key) from channel c, json_each(c.options)"
    f" asked where c.code = outbox.channel and c.kind || '.' || asked.key in {FIELDS})"
)
"""SQL: the place of a message's channel as it is set up now; null where there is none."""
_ELSEWHERE = f"""
select 1 from outbox where place is not null and place is not {NOW} and (id = :id and left_at is not null
    or :mends and channel = :channel and remote_id = :remote_id and operation = 'publish')
"""


def elsewhere(message: Message) -> bool:
    """Whether the channel leads elsewhere since this message left, or since the post left that it mends: there its id
    belongs to nobody, or to somebody else's post."""
    mends = message.operation != "publish"
    if not mends and not message.left_at:
        return False
    values = {"id": message.id, "mends": mends, "channel": message.channel, "remote_id": message.remote_id}
    with store.read() as db:
        return db.conn.execute(_ELSEWHERE, values).fetchone() is not None

"""That a message is really in its channel, found by somebody else than its sender."""

from lib import audit
from lib.access import User, needs
from lib.outbox.queue import get
from lib.store import Database


@needs("publishing.publish")
def seen(db: Database, message_id: int, link: str, *, by: User) -> None:
    """The message was seen in its channel at a link. One that waits for a person goes on waiting: to how many people
    it went, only he knows."""
    message = get(db, message_id)
    db.conn.execute("update outbox set remote_url = ? where id = ?", (link, message_id))
    audit.record(db, by, "outbox.seen", f"outbox:{message_id}", {"channel": message.channel, "link": link})

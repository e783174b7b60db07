"""Channels of the made-up office: those that a person serves, and two that wait switched off for their settings."""

from lib import outbox, store
from lib.access import SYSTEM
from lib.flows import channel_desk
from lib.flows.channel_kinds import KINDS
from lib.store import Database

OFF = (
    ("wordpress", "Web města", {"url": "https://www.brazdov.example", "user": "redakce"}),
    ("newsletter", "Zpravodaj Brázdova",
     {"host": "smtp.brazdov.example", "address": "zpravodaj@brazdov.example", "name": "Město Brázdov"}),
)  # fmt: skip
"""Kind, name, settings. Nothing goes there by itself: the town is made up, and so are its servers."""


def fill(db: Database) -> None:
    """A second run changes nothing."""
    channel_desk.served_by_hand(db)
    for kind, name, options in OFF:
        if store.scalar(db, "select 1 from channel where kind = ?", (kind,)):
            continue
        code = channel_desk.add(db, KINDS[kind], name, options, {}, by=SYSTEM)
        outbox.switch(db, code, False, by=SYSTEM)

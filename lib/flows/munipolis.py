"""Whether what was sent through MUNIPOLIS can be seen: the town's RSS is asked and its news matched with what was sent.

What was sent are messages to citizens and posts that a person hands over to the channel MUNIPOLIS.

It is asked only while a message of the last days has no proof, and at most once in ten minutes. A piece of news proves
a message when its title or its text is the same but for case, marks and diacritics, or nearly so, and it came out
around the moment of sending.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from lib import clock, settings, store
from lib.access import SYSTEM
from lib.connectors import rss
from lib.connectors.rss import Item
from lib.errors import OfficeError
from lib.i18n import speaking
from lib.outbox import Parcel, proof
from lib.press.actions import messages as actions
from lib.press.queries import messages as queries
from lib.press.queries.messages import Feed, Kept
from lib.press.rules.messages import normal
from lib.store import Database

EVERY = dt.timedelta(minutes=10)
BEFORE, AFTER = dt.timedelta(hours=1), dt.timedelta(days=2)
"""News may be dated a little before the operator wrote the sending down, and up to two days after it."""
ALIKE = 0.85
LONG_ENOUGH = 20
"""A text of fewer characters proves nothing when it is found within another one."""


_POSTS = """
select outbox.id, payload, publish_at, settled_at from outbox join channel on channel.code = outbox.channel
where channel.kind = 'munipolis' and outbox.operation <> 'withdraw' and outbox.state in ('handover', 'published')
    and remote_url is null and max(coalesce(settled_at, ''), publish_at) >= ? order by publish_at
"""
_POST_LINKS = """
select remote_url from outbox join channel on channel.code = outbox.channel
where channel.kind = 'munipolis' and remote_url is not null
"""


@dataclass(frozen=True)
class Waiting:
    """What was sent, or waits to be sent by a person, and was not seen yet: its number among messages or in the outbox,
    whether it is a post, the moment of sending, what it says, and when somebody touched it last (UTC text)."""

    id: int
    is_post: bool
    sent_at: str
    title: str
    texts: tuple[str, ...]
    touched_at: str


def waiting(db: Database) -> list[Waiting]:
    """Everything of the last days that has no proof: messages and posts, the oldest first of each."""
    since = clock.stamp(clock.now() - dt.timedelta(days=queries.PROOF_DAYS))
    return [*map(_message, queries.unproved(db, by=SYSTEM)), *map(_post, store.rows(db, _POSTS, (since,)))]


def _message(kept: Kept) -> Waiting:
    said = kept.message
    texts = (said.text_app, said.text_email, said.text_sms)
    return Waiting(kept.id, False, str(kept.sent_at), said.title, texts, kept.updated_at)


def _post(row: dict[str, Any]) -> Waiting:
    """Somebody may send it as soon as it is due, and say so later."""
    moment, parcel = row["settled_at"] or row["publish_at"], Parcel.from_json(row["payload"])
    return Waiting(row["id"], True, moment, parcel.title, (parcel.text,), max(moment, row["publish_at"]))


def check_due() -> None:
    """Ask the town's RSS when something waits for a proof and it was not asked for a while."""
    with store.read() as db:
        url = str(settings.value(db, "munipolis.rss"))
        unseen = [] if url == "-" else waiting(db)
        known = queries.feed(db, url, by=SYSTEM)
    if any(known.worked_at is None or one.touched_at >= known.worked_at for one in unseen):
        # The news may be in the answer that was read before anybody said that the message went out.
        known = replace(known, etag="", modified="")
    if unseen and (known.checked_at is None or clock.now() - clock.parse(known.checked_at) >= EVERY):
        check(known)


def check(known: Feed) -> int:
    """Ask the RSS and write down what it proves; gives how many proofs. Its trouble is kept, not raised."""
    now = clock.stamp()
    try:
        answer = rss.ask(known.url, known.etag, known.modified)
    except OfficeError as error:
        with speaking("cs"), store.write() as db:
            actions.remember_feed(db, replace(known, checked_at=now, error=str(error)))
        return 0
    fresh = Feed(known.url, answer.etag, answer.modified, checked_at=now, worked_at=now)
    with store.write() as db:
        proofs = matched(waiting(db), answer.items or (), _taken(db))
        for one, link in proofs:
            (proof.seen if one.is_post else actions.proved)(db, one.id, link, by=SYSTEM)
        actions.remember_feed(db, fresh)
    return len(proofs)


def _taken(db: Database) -> frozenset[str]:
    """Links that prove something already."""
    posts = (str(row["remote_url"]) for row in store.rows(db, _POST_LINKS))
    return queries.links(db, by=SYSTEM).union(posts)


def matched(
    unseen: Iterable[Waiting], items: Iterable[Item], taken: frozenset[str] = frozenset()
) -> list[tuple[Waiting, str]]:
    """What is proved and the link of the news that proves it; a piece of news proves one thing, the oldest."""
    free = [item for item in items if item.link and item.link not in taken]
    found = []
    for one in unseen:
        proof = next((item for item in free if _proves(item, one)), None)
        if proof:
            found.append((one, proof.link))
            free.remove(proof)
    return found


def _proves(item: Item, sent: Waiting) -> bool:
    moment = clock.parse(sent.sent_at)
    if item.published and not moment - BEFORE <= item.published <= moment + AFTER:
        return False
    title, text = normal(item.title), normal(item.text)
    ours = normal(sent.title)
    if title and (title == ours or SequenceMatcher(None, title, ours).ratio() >= ALIKE):
        return True
    return any(len(said) >= LONG_ENOUGH and (said in text or text == said) for said in map(normal, sent.texts))

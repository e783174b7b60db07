"""Whether what was sent through MUNIPOLIS can be seen: the town's RSS is asked and its news matched with messages.

It is asked only while a message of the last days has no proof, and at most once in ten minutes. A piece of news proves
a message when its title or its text is the same but for case, marks and diacritics, or nearly so, and it came out
around the moment of sending.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from lib import clock, settings, store
from lib.access import SYSTEM
from lib.connectors import rss
from lib.connectors.rss import Item
from lib.errors import OfficeError
from lib.i18n import speaking
from lib.press.actions import messages as actions
from lib.press.queries import messages as queries
from lib.press.queries.messages import Feed, Kept
from lib.press.rules.messages import normal

EVERY = dt.timedelta(minutes=10)
BEFORE, AFTER = dt.timedelta(hours=1), dt.timedelta(days=2)
"""News may be dated a little before the operator wrote the sending down, and up to two days after it."""
ALIKE = 0.85
LONG_ENOUGH = 20
"""A text of fewer characters proves nothing when it is found within another one."""


def check_due() -> None:
    """Ask the town's RSS when something waits for a proof and it was not asked for a while."""
    with store.read() as db:
        url = str(settings.value(db, "munipolis.rss"))
        waiting = [] if url == "-" else queries.unproved(db, by=SYSTEM)
        known = queries.feed(db, url, by=SYSTEM)
    if any(known.worked_at is None or one.updated_at >= known.worked_at for one in waiting):
        # The news may be in the answer that was read before anybody said that the message went out.
        known = replace(known, etag="", modified="")
    if waiting and (known.checked_at is None or clock.now() - clock.parse(known.checked_at) >= EVERY):
        check(known)


def check(known: Feed) -> int:
    """Ask the RSS and write down what it proves; gives how many messages. Its trouble is kept, not raised."""
    now = clock.stamp()
    try:
        answer = rss.ask(known.url, known.etag, known.modified)
    except OfficeError as error:
        with speaking("cs"), store.write() as db:
            actions.remember_feed(db, replace(known, checked_at=now, error=str(error)))
        return 0
    fresh = Feed(known.url, answer.etag, answer.modified, checked_at=now, worked_at=now)
    with store.write() as db:
        waiting, taken = queries.unproved(db, by=SYSTEM), queries.links(db, by=SYSTEM)
        proofs = matched(waiting, answer.items or (), taken)
        for message_id, link in proofs.items():
            actions.proved(db, message_id, link, by=SYSTEM)
        actions.remember_feed(db, fresh)
    return len(proofs)


def matched(waiting: Iterable[Kept], items: Iterable[Item], taken: frozenset[str] = frozenset()) -> dict[int, str]:
    """Message → the link of the news that proves it; a piece of news proves one message, the oldest."""
    free = [item for item in items if item.link and item.link not in taken]
    found: dict[int, str] = {}
    for message in waiting:
        proof = next((item for item in free if _proves(item, message)), None)
        if proof:
            found[message.id] = proof.link
            free.remove(proof)
    return found


def _proves(item: Item, sent: Kept) -> bool:
    moment = clock.parse(str(sent.sent_at))
    if item.published and not moment - BEFORE <= item.published <= moment + AFTER:
        return False
    title, text = normal(item.title), normal(item.text)
    ours = normal(sent.message.title)
    if title and (title == ours or SequenceMatcher(None, title, ours).ratio() >= ALIKE):
        return True
    texts = (sent.message.text_app, sent.message.text_email, sent.message.text_sms)
    return any(len(said) >= LONG_ENOUGH and (said in text or text == said) for said in map(normal, texts))

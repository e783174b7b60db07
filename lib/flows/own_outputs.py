"""The town's own outputs, RSS, Atom and ICS: where they are, how many entries they have, when they last changed."""

import datetime as dt
from dataclasses import dataclass

from lib import clock
from lib.access import User, needs
from lib.flows import public_events
from lib.i18n import N
from lib.publishing import queries
from lib.store import Database

POSTS = ((N("Posts (RSS)"), "/feeds/prispevky.rss"), (N("Posts (Atom)"), "/feeds/prispevky.atom"))
EVENTS = (N("Events (ICS)"), "/feeds/akce.ics")
PAST = dt.timedelta(days=30)
"""So far back the calendar goes."""


@dataclass(frozen=True)
class Output:
    """One output: its name (to be translated), its address on this server, entries, the last change (UTC text, None
    when it has never had anything)."""

    name: str
    path: str
    entries: int
    changed_at: str | None


@needs("channels.read")
def own_outputs(db: Database, *, by: User) -> list[Output]:
    """What the office itself gives out at public addresses; nothing is set up and nobody has to send it."""
    posts, events = len(queries.out(db)), public_events.since(db, clock.today() - PAST)
    changed = max((one.updated_at for one in events), default=None)
    return [
        *(Output(name, path, posts, queries.last_change(db)) for name, path in POSTS),
        Output(*EVENTS, len(events), changed),
    ]

"""An event to write posts from, ways to change and store it, and a photograph for posts."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from lib import store
from lib.access import SYSTEM, User
from lib.czech.sorting import fold
from lib.events import Event
from lib.photos import Facts
from lib.photos import actions as photo_actions
from lib.pictures.reading import Picture
from lib.publishing import actions, queries
from lib.publishing.drafts import Town
from lib.store import Database

TOWN = Town("Brázdov", "https://www.brazdov.example")
MARKET = Event(
    id=1, code="A-2026-300", uid="akce-1@kancelar", sequence=0, title="Farmářský trh", kind="town",
    starts_on="2026-11-28", ends_on="2026-11-28", starts_at="09:00", ends_at="15:00", venue="náměstí Svobody",
    organiser="Technické služby Brázdov", description="Akce města, fotografie zajistí kancelář.",
    audience="veřejnost", admission="vstup volný", attended_by="", state="confirmed", note="",
    updated_at="2026-11-01T07:00:00Z",
)  # fmt: skip


def like(**changes: Any) -> Event:
    """The market with something else about it."""
    return replace(MARKET, **changes)


def do(action: Callable[..., Any], *args: Any, **more: Any) -> Any:
    """What an action gives, done in a unit of work of its own."""
    with store.write() as db:
        return action(db, *args, **more)


def posts(story_id: int) -> list[dict[str, Any]]:
    """Where a post goes and how it stands there: rows of `posts_of_story`."""
    with store.read() as db:
        return queries.posts_of_story(db, story_id, by=SYSTEM).rows(named=True)


def from_event(db: Database, event_id: int, *, by: User) -> int:
    """Store the first draft of an event with a text for each channel; gives the post's id."""
    first = actions.draft(db, queries.event_of(db, event_id, by=by), by=by)
    texts = {**first.texts, "web": first.for_web}
    return actions.save(db, None, replace(first, texts=texts, body=""), event_id=event_id, by=by)


def keep(event: Event) -> int:
    """Store an event; gives its id."""
    with store.write() as db:
        names = {"venue": event.venue, "party": event.organiser}
        db.conn.execute("insert or ignore into venue (name, folded) values (:venue, :venue)", names)
        db.conn.execute(
            "insert into party (name, folded, created_at) select :party, :folded, :at"
            " where :party is not null and not exists (select 1 from party where name = :party)",
            {**names, "folded": fold(event.organiser or ""), "at": event.updated_at},
        )
        row = db.conn.execute(
            "insert into event (uid, sequence, title, kind, starts_on, ends_on, starts_at, ends_at, venue_id,"
            " organiser_id, description, audience, admission, state, public, created_at, updated_at) values"
            " (:uid || (select count(*) from event), :sequence, :title, :kind, :starts_on, :ends_on, :starts_at,"
            " :ends_at, (select id from venue where name = :venue), (select id from party where name = :organiser),"
            " :description, :audience, :admission, :state, :kind not in ('visit', 'ceremony'), :updated_at,"
            " :updated_at) returning id",
            vars(event),
        ).fetchone()
    return int(row[0])


def photograph(db: Database, name: str = "trh.jpg", *, by: User, **facts: Any) -> int:
    """A photograph in the register that is no picture; gives its id."""
    content = name.encode()
    picture = Picture(content, 1, 1, hashlib.sha256(content).hexdigest(), "0" * 16, None, ())
    said = Facts(**{"credit": "Jana Tichá", "alt": "Lidé mezi stánky", **facts})
    return photo_actions.add(db, picture, name, said, by=by).id

"""Campaigns: sets of steps by days from an event, kept by the office."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from lib import audit, clock, store
from lib.access import User, needs
from lib.errors import BadInput, Conflict, Refused
from lib.lengths import refuse_longer
from lib.publishing import moments
from lib.publishing.queries.campaigns import Campaign, kept_campaign
from lib.store import Database


@needs("publishing.publish")
def save_campaign(
    db: Database,
    campaign_id: int | None,
    name: str,
    steps: Sequence[Mapping[str, Any]],
    *,
    was: Campaign | None = None,
    by: User,
) -> int:
    """A set of steps (`kind`, `days`, `at`) by days from an event; gives its id. Conflict when it no longer says what
    it said when it `was` read."""
    said = " ".join(name.split())
    if not said:
        raise BadInput("Give the campaign a name.", field="name")
    refuse_longer(said, "name")
    if campaign_id is not None:
        _refuse_changed(kept_campaign(db, campaign_id), was)
    found = store.scalar(db, "select id from campaign where name = ?", (said,))
    if found is not None and found != campaign_id:
        raise BadInput("A campaign of this name already exists.", field="name")
    text = json.dumps([asdict(step) for step in moments.checked_steps(steps)])
    row = db.conn.execute(
        "insert into campaign (id, name, steps, updated_by, updated_at) values (?, ?, ?, ?, ?)"
        " on conflict (id) do update set name = excluded.name, steps = excluded.steps,"
        " updated_by = excluded.updated_by, updated_at = excluded.updated_at returning id",
        (campaign_id, said, text, by.login, clock.stamp()),
    ).fetchone()
    audit.record(db, by, "publishing.campaign", f"campaign:{row[0]}", {"name": said, "count": len(steps)})
    return int(row[0])


@needs("publishing.publish")
def copy_campaign(db: Database, campaign_id: int, name: str, *, by: User) -> int:
    """A new campaign with the steps that this one has now; gives its id."""
    steps = [asdict(step) for step in kept_campaign(db, campaign_id).steps]
    return save_campaign(db, None, name, steps, by=by)


@needs("publishing.publish")
def remove_campaign(db: Database, campaign_id: int, *, by: User) -> None:
    """Remove a campaign by which nothing was planned; Refused otherwise, what was planned remembers it."""
    now = kept_campaign(db, campaign_id)
    if now.uses:
        raise Refused("Posts were planned by the campaign {name}, so it stays. Put it away.", name=now.name)
    db.conn.execute("delete from campaign where id = ?", (campaign_id,))
    audit.record(db, by, "publishing.campaign_removed", f"campaign:{campaign_id}", {"name": now.name})


@needs("publishing.publish")
def put_away(db: Database, campaign_id: int, away: bool = True, *, by: User) -> None:
    """Offer a campaign no more, or again; posts that were planned by it stay as they are."""
    now = kept_campaign(db, campaign_id)
    if now.put_away == away:
        return
    db.conn.execute("update campaign set put_away = ? where id = ?", (away, campaign_id))
    deed = "publishing.campaign_away" if away else "publishing.campaign_back"
    audit.record(db, by, deed, f"campaign:{campaign_id}", {"name": now.name})


def used(db: Database, campaign_id: int, story_id: int, by: User, *, photos: int | None = None) -> None:
    """Remember that a post was planned by a campaign, and the post for its photographs; what was planned is in the
    record of changes by itself."""
    db.conn.execute(
        "insert into campaign_use (campaign_id, story_id, by_login, at, photos_id) values (?, ?, ?, ?, ?)"
        " on conflict (campaign_id, story_id) do update set photos_id = coalesce(excluded.photos_id, photos_id)",
        (campaign_id, story_id, by.login, clock.stamp(), photos),
    )


def photos_planned(db: Database, story_id: int) -> bool:
    """Whether a campaign has already planned a post for the photographs, and nobody has withdrawn it."""
    sql = (
        "select exists (select 1 from campaign_use join story on story.id = photos_id"
        " where story_id = ? and state <> 'withdrawn')"
    )
    return bool(store.scalar(db, sql, (story_id,)))


def _refuse_changed(now: Campaign, was: Campaign | None) -> None:
    if was is not None and not now.says(was):
        raise Conflict(
            "{who} has changed this campaign in the meantime. Nothing was saved; look at both and load it anew.",
            who=now.updated_by,
        )

"""Campaigns: their steps, how many posts went out by each, who changed it last."""

import json
from dataclasses import dataclass

import polars as pl

from lib import store
from lib.access import User, needs
from lib.publishing import moments
from lib.publishing.moments import Step
from lib.store import Database

CAMPAIGNS = {
    "id": pl.Int64,
    "name": pl.String,
    "steps": pl.String,
    "uses": pl.Int64,
    "updated_by": pl.String,
    "updated_at": pl.String,
    "put_away": pl.Boolean,
}
_CAMPAIGNS = """
select id, name, steps, (select count(*) from campaign_use where campaign_id = campaign.id) as uses, updated_by,
    updated_at, put_away from campaign
"""


@dataclass(frozen=True)
class Campaign:
    """A campaign as it is kept; `uses` counts the posts that were planned by it. What is `put_away` is not offered."""

    id: int
    name: str
    steps: tuple[Step, ...]
    uses: int
    updated_by: str
    put_away: bool

    def says(self, other: "Campaign") -> bool:
        """Whether another reading of it has the same name and steps."""
        return (self.name, self.steps) == (other.name, other.steps)


@needs("publishing.read")
def campaigns(db: Database, *, by: User) -> pl.DataFrame:
    """The campaigns by name, at the end those that are put away (they are not offered); `steps` is JSON: kind, days
    from the event, time; `uses` counts posts planned by it."""
    return store.frame(db, f"{_CAMPAIGNS} order by put_away, name collate CZECH", CAMPAIGNS)


@needs("publishing.read")
def campaign(db: Database, campaign_id: int, *, by: User) -> Campaign:
    """One campaign, or NotFound."""
    return kept_campaign(db, campaign_id)


def kept_campaign(db: Database, campaign_id: int) -> Campaign:
    """The same for the room's own actions."""
    found = store.rows(db, f"{_CAMPAIGNS} where id = ?", (campaign_id,))
    row = store.existing(found[0] if found else None, "This campaign does not exist.")
    steps = tuple(moments.checked_steps(json.loads(row["steps"])))
    return Campaign(row["id"], row["name"], steps, row["uses"], row["updated_by"], bool(row["put_away"]))

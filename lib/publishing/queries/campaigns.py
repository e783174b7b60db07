"""One campaign: its steps, how many posts went out by it, who changed it last."""

import json
from dataclasses import dataclass

from lib import store
from lib.access import User, needs
from lib.publishing import moments
from lib.publishing.moments import Step
from lib.store import Database


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
def campaign(db: Database, campaign_id: int, *, by: User) -> Campaign:
    """One campaign, or NotFound."""
    return kept_campaign(db, campaign_id)


def kept_campaign(db: Database, campaign_id: int) -> Campaign:
    """The same for the room's own actions."""
    sql = """select id, name, steps, (select count(*) from campaign_use where campaign_id = campaign.id) as uses,
        updated_by, put_away from campaign where id = ?"""
    row = store.existing(next(iter(store.rows(db, sql, (campaign_id,))), None), "This campaign does not exist.")
    steps = tuple(moments.checked_steps(json.loads(row["steps"])))
    return Campaign(row["id"], row["name"], steps, row["uses"], row["updated_by"], bool(row["put_away"]))

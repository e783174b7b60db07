"""Questions about posts. Permission: publishing.read; what the feeds show (`out`) is public."""

from lib.publishing.queries.board import Weekend, board, missing_for_weekend, of_day, to_check, waits_for_approval
from lib.publishing.queries.campaigns import Campaign, campaign, campaigns
from lib.publishing.queries.feed import is_out, is_shown, last_change, out
from lib.publishing.queries.held import looked_at_for
from lib.publishing.queries.listed import posts, posts_of, stage_of
from lib.publishing.queries.one import (
    Again,
    again,
    event_of,
    history,
    sms_prices,
    story,
    town,
    town_of,
    venues,
)
from lib.publishing.queries.way import (
    approvals,
    approvals_needed,
    approved,
    approved_usually,
    findings,
    is_approved,
    links,
    needed,
    needed_for,
    one_more_helps,
    part_names,
    posts_of_story,
    verdicts,
    version,
    versions,
)

__all__ = [
    "Again", "Campaign", "Weekend", "again", "approvals", "approvals_needed", "approved", "approved_usually", "board",
    "campaign", "campaigns", "event_of", "findings", "history", "is_approved", "is_out", "is_shown", "last_change",
    "links", "looked_at_for", "missing_for_weekend", "needed", "needed_for", "of_day", "one_more_helps", "out",
    "part_names", "posts", "posts_of", "posts_of_story", "sms_prices", "stage_of", "story", "to_check", "town",
    "town_of", "venues", "verdicts", "version", "versions", "waits_for_approval",
]  # fmt: skip

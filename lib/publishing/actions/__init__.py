"""Writing posts, having them approved, putting them out: what was typed is never lost, what is out is frozen."""

from lib.publishing.actions.approving import approve, approved_on_paper, consent_back, return_to_writing, to_review
from lib.publishing.actions.articles import from_article
from lib.publishing.actions.campaigns import copy_campaign, put_away, remove_campaign, save_campaign
from lib.publishing.actions.feed import come_out, correct, plan_feed, publish
from lib.publishing.actions.links import open_link, review_link, revoke_link, verdict_by_link
from lib.publishing.actions.planning import (
    add_idea,
    arrange,
    checked,
    come_again,
    give_to,
    plan,
    repeat,
    stop_repeat,
)
from lib.publishing.actions.posts import cancel_post, confirm_by_hand
from lib.publishing.actions.writing import (
    cards,
    draft,
    duplicate,
    make_cards,
    mended,
    save,
)

__all__ = [
    "add_idea", "approve", "approved_on_paper", "arrange", "cancel_post", "cards", "checked", "come_again", "come_out",
    "confirm_by_hand", "consent_back", "copy_campaign", "correct", "draft", "duplicate",
    "from_article", "give_to", "make_cards", "mended", "open_link", "plan", "plan_feed", "publish",
    "put_away", "remove_campaign", "repeat", "return_to_writing", "review_link", "revoke_link", "save", "save_campaign",
    "stop_repeat", "to_review", "verdict_by_link",
]  # fmt: skip

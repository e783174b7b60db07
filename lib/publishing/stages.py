"""The way of a post over the board: what its stages are called, when it is approved, what each step asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.errors import Refused
from lib.i18n import N
from lib.publishing.records import Story

STAGES = {
    "idea": (N("idea"), "planned"),
    "planned": (N("planned"), "planned"),
    "writing": (N("being written"), "info"),
    "review": (N("to be approved"), "due"),
    "approved": (N("approved"), "info"),
    "queued": (N("waits for its time"), "info"),
    "out": (N("is out"), "done"),
    "out_review": (N("is out, to be approved again"), "due"),
    "out_writing": (N("is out, being rewritten"), "due"),
    "out_older": (N("is out with an older text"), "due"),
    "withdrawn": (N("withdrawn"), "late"),
    "handover": (N("to be handed over"), "due"),
    "trouble": (N("to be decided"), "late"),
}
"""Stage of the board → (word, tone of the badge). From `queued` on it is what became of its posts; the last two stand
over the others where it is said in one word."""
WRITTEN = ("idea", "planned", "writing", "review", "approved")
SECTIONS = {
    "news": N("News"),
    "culture": N("Culture"),
    "sport": N("Sport"),
    "notice": N("Notices"),
    "safety": N("Safety"),
}
CHANGED = N("the text has changed and has to be approved again")
"""Why a message is held back after an edit; other reasons are people's own words."""
OPEN = ("queued", "missed", "failed", "handover")
"""States of the outbox in which a post is not out and can be taken back."""


@dataclass(frozen=True)
class Verdict:
    """What somebody said about a post: `by_login` entered it (None: the reviewer himself, by a link that `link_by` and
    by name `link_by_name` made)."""

    id: int
    verdict: str
    content_hash: str
    by_login: str | None
    by_name: str
    via: str
    note: str
    at: str
    link_by: str | None = None
    link_by_name: str | None = None


def standing(verdicts: Sequence[Verdict], content_hash: str) -> list[Verdict]:
    """The approvals that hold: of this content, and not before it was returned."""
    here = [one for one in verdicts if one.content_hash == content_hash]
    returned = max((one.id for one in here if one.verdict == "returned"), default=0)
    return [one for one in here if one.verdict == "approved" and one.id > returned]


def enough(approvals: Sequence[Verdict], needed: int) -> bool:
    """Whether as many people as needed have approved, and no single person stands behind all that was said.

    So where two are needed, an author's own approval does not become two by a paper that he alone has seen, nor by a
    link that he made and nobody else saw used.
    """
    entered = {one.by_login or one.link_by for one in approvals}
    return min(len({one.by_name for one in approvals}), len(entered)) >= needed


def refuse_withdrawn(story: Story) -> None:
    if story.state == "withdrawn":
        raise Refused("The post was withdrawn and stays as it was. Make a copy and change that.")


def refuse_not_in_review(story: Story) -> None:
    """Refused unless the post waits for approval."""
    refuse_withdrawn(story)
    if story.stage == "approved":
        raise Refused("The post is already approved.")
    if story.stage != "review":
        raise Refused("The post is still being written. Its author hands it over for approval first.")

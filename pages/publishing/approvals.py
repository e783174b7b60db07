"""What waits for this person's approval: each text as it would go out, what the checks say, yes or back."""

from lib.i18n import t, tn
from lib.publishing import queries
from lib.ui import cached, story_approvals
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("publishing.read")
waiting = cached.fresh(queries.waits_for_approval, by=user)
head(
    t("To be approved"),
    tn("{n} post waits for approval", "{n} posts wait for approval", waiting.height),
    others=(Link(t("Publishing plan"), "pages/publishing/board.py", ":material/view_kanban:"),),
)
if waiting.is_empty():
    story_approvals.nothing()
else:
    story_approvals.show(waiting, chosen_id(), user)

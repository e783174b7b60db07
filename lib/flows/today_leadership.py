"""What waits on the secretary's desk: invitations whose answer is late or due, and those that nobody was offered."""

import datetime as dt
from typing import Any

from lib import clock
from lib.access import User, needs
from lib.czech import dates
from lib.diary import queries, rules
from lib.flows.today import Matter
from lib.i18n import t
from lib.store import Database

PAGE = "pages/diary/invitation.py"


@needs("diary.edit")
def matters(db: Database, *, by: User) -> list[Matter]:
    """One line an invitation, the most urgent first."""
    today = clock.today()
    return [_matter(row, today) for row in queries.waiting(db, by=by).iter_rows(named=True)]


def _matter(row: dict[str, Any], today: dt.date) -> Matter:
    late = row["until"] < today
    word = t("the answer is late") if late else t(rules.STATES[row["state"]][0])
    next_step = {
        "came": t("Offer it to somebody."),
        "offered": t("Ask for a decision."),
    }.get(row["state"], t("Send the answer."))
    until = t("answer until {day}", day=dates.short_date(row["until"]))
    detail = f"{row['sender']}, {until}. {next_step}"
    return Matter("late" if late else "due", word, row["title"], detail, PAGE, {"id": str(row["id"])})

"""What waits on Today about events themselves: places to correct, acts to sign off, guests without an answer, and
reservations that ended by themselves."""

import datetime as dt
from typing import Any

from lib import clock
from lib.access import User, needs
from lib.czech import dates
from lib.events import outlets
from lib.flows.today import Matter
from lib.guests import queries as guests
from lib.i18n import t, tn
from lib.memorial import queries as memorial
from lib.stock import queries as stock
from lib.store import Database

EVENT = "pages/events/event.py"
SIGN_AHEAD = 2
"""Days before an act from which on it should be signed off: the day before, and the evening before that."""
TOLD_FOR = dt.timedelta(days=5)


@needs("events.read")
def matters(db: Database, *, by: User) -> list[Matter]:
    """Everything about events that waits, the worst first; lists of guests only for those who may see them."""
    told = clock.stamp(clock.now() - TOLD_FOR)
    return [
        *[_outlet(row) for row in outlets.stale(db, by=by).iter_rows(named=True)],
        *[_act(row) for row in memorial.unsigned(db, SIGN_AHEAD, by=by).iter_rows(named=True)],
        *(
            [_guests(row) for row in guests.unanswered(db, by=by).iter_rows(named=True)]
            if by.may("guests.read")
            else []
        ),
        *[_reservation(row) for row in stock.closed_by_themselves(db, told, by=by).iter_rows(named=True)],
    ]


def _outlet(row: dict[str, Any]) -> Matter:
    what = t("{outlet}: {event}", outlet=row["label"], event=row["title"])
    return Matter("late", t("to be corrected"), what, row["said"], EVENT, _part(row["event_id"], "vysledek"))


def _act(row: dict[str, Any]) -> Matter:
    word = t("changed after signing off") if row["standing"] == "changed" else t("not signed off")
    detail = t("{day}: lock the script and sign it off.", day=dates.short_date(row["starts_on"]))
    return Matter("late", word, row["title"], detail, "pages/memorial/act.py", {"id": str(row["id"])})


def _guests(row: dict[str, Any]) -> Matter:
    waiting = tn("{n} guest has not answered", "{n} guests have not answered", row["waiting"])
    detail = t("{waiting}; answers were due by {day}.", waiting=waiting, day=dates.date(row["reply_by"]))
    query = {"id": str(row["id"]), "cast": "odpovedi"}
    return Matter("due", t("waiting"), row["title"], detail, "pages/guests/guests.py", query)


def _reservation(row: dict[str, Any]) -> Matter:
    what = t("{quantity} × {item} for {event}", quantity=row["quantity"], item=row["item"], event=row["event"])
    return Matter("due", t("released"), what, t(row["reason"]), EVENT, _part(row["event_id"], "darky"))


def _part(event_id: int, part: str) -> dict[str, str]:
    return {"id": str(event_id), "cast": part}

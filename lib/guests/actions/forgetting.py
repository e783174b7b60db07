"""Forgetting: so many days after an event nobody knows any more who was on its list; how many came stays."""

import datetime as dt

from lib import audit, clock, settings, store
from lib.access import User, needs
from lib.guests.actions.salutations import person
from lib.i18n import speaking, t
from lib.store import Database

ERASED = ("title_before", "title_after", "organisation", "office", "salutation", "email", "phone", "street", "zip",
          "town", "pronunciation", "diet", "seat", "note", "to_tell")  # fmt: skip
_OLD = "select g.event_id, count(*) as guests from guest g join event e on e.id = g.event_id"


@needs("guests.edit")
def forget_old(db: Database, *, by: User) -> int:
    """Erase who the guests of events were that ended more than `guests.keep_days` ago, and give how many.

    The attendance list promises it (D17). The group, the answer and the number of people stay, for statistics; the
    name becomes “host”. Salutations confirmed that long ago go too, unless the person is on a list that is kept.
    """
    today = clock.today()
    last = today - dt.timedelta(days=settings.value(db, "guests.keep_days"))
    found = store.rows(
        db, f"{_OLD} where e.ends_on < ? and g.forgotten_on is null group by g.event_id", (last.isoformat(),)
    )
    empty = ", ".join(f"{name} = ''" for name in ERASED)
    with speaking("cs"):
        nobody = t("guest of the event")
    for row in found:
        db.conn.execute(
            f"update guest set name = ?, {empty}, woman = null,"
            " salutation_by = null, forgotten_on = ? where event_id = ? and forgotten_on is null",
            (nobody, today.isoformat(), row["event_id"]),
        )
        audit.record(db, by, "guests.forget", f"event:{row['event_id']}", {"guests": row["guests"]})
    _forget_salutations(db, last)
    return sum(row["guests"] for row in found)


def _forget_salutations(db: Database, last: dt.date) -> None:
    kept = store.rows(db, "select name, office, title_before from guest where forgotten_on is null")
    known = {person(row["name"], row["office"], row["title_before"]) for row in kept}
    old = store.rows(db, "select folded from known_salutation where at < ?", (last.isoformat(),))
    gone = [(row["folded"],) for row in old if row["folded"] not in known]
    db.conn.executemany("delete from known_salutation where folded = ?", gone)

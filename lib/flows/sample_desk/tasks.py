"""Tasks of the made-up office: templates used for what is coming, most of what was due done, a few things late."""

import datetime as dt

from lib import access, clock, store
from lib.access import User
from lib.accounts import DEMO_PEOPLE
from lib.czech import dates
from lib.store import Database
from lib.tasks import actions, rules

AHEAD = 10
"""Days before an event at least, so that it has something left to prepare."""
EVENTS = (
    ("town_event", "kind = 'town'", 2),
    ("memorial", "kind = 'memorial'", 1),
    ("welcoming", "kind = 'ceremony' and title like 'Vítání%'", 1),
    ("jubilee_wedding", "kind = 'ceremony' and title like '%svatba%'", 1),
)
"""Template, which events, how many of them."""
RESULTS = ("", "Domluveno telefonem.", "Odesláno e-mailem.", "", "Objednáno, faktura přijde do konce měsíce.")
OWN = (
    ("Poslat televizi termíny akcí na příští měsíc", -1, "spokesperson", "", ""),
    (
        "Odpovědět na dotaz deníku k opravě mostu",
        0,
        "spokesperson",
        "odbor investic",
        "Lhůta novináře je dnes do 16 h.",
    ),
    ("Připravit podklady k ceníku inzerce pro radu", 2, "editor", "", ""),
    ("Objednat květiny pro jubilantku (100 let)", 1, "secretary", "", "Bílé růže, doručit do vestibulu."),
    ("Spočítat hrnky a tašky ve skladu", 3, "storekeeper", "", ""),
    ("Rozeslat pozvánky na setkání s podnikateli", 6, "secretary", "vedoucí kanceláře", ""),
    ("Zkontrolovat adresář médií", 8, None, "", ""),
)
"""Title, working days from today, role, with whom, note."""


def fill(db: Database) -> None:
    """Tasks by the head of the office. A second run changes nothing."""
    if store.scalar(db, "select 1 from task"):
        return
    head = access.user(db, DEMO_PEOPLE["head"][0])
    if head is None:
        return
    for template, which, how_many in EVENTS:
        for event_id, day in _coming(db, which, how_many):
            _in_time(db, template, f"event:{event_id}", day, head)
    today = clock.today()
    month = (today.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    _in_time(db, "issue", rules.subject("issue", month), month, head)
    _in_time(db, "jubilees", rules.subject("month", month), month, head)
    for title, days, role, with_whom, note in OWN:
        due = dates.add_working_days(today, days)
        login = DEMO_PEOPLE[role][0] if role else None
        actions.add(db, title, due_on=due, assignee=login, with_whom=with_whom, note=note, by=head)


def _coming(db: Database, which: str, how_many: int) -> list[tuple[int, dt.date]]:
    since = (clock.today() + dt.timedelta(days=AHEAD)).isoformat()
    found = store.rows(
        db,
        f"select id, starts_on from event where {which} and state in ('proposed', 'confirmed') and starts_on >= ?"
        " order by starts_on, id limit ?",
        (since, how_many),
    )
    return [(row["id"], dt.date.fromisoformat(row["starts_on"])) for row in found]


def _in_time(db: Database, template: str, subject: str, day: dt.date, by: User) -> None:
    """The tasks of a template as if they had been set in time: what was due is done, but for the last such thing."""
    made = actions.from_template(db, template, subject=subject, anchor=day, assignee=by.login, by=by)
    marks = ", ".join("?" * len(made))
    due = store.rows(
        db,
        f"select id from task where id in ({marks}) and planned_on < ? order by planned_on, id",
        (*made, clock.today().isoformat()),
    )
    # A deed is always of today; the made-up office did these on their days.
    db.conn.execute(
        f"update task set due_on = planned_on, set_on = min(set_on, planned_on) where id in ({marks})", made
    )
    for place, row in enumerate(due[:-1] if template == "town_event" else due):
        actions.finish(db, row["id"], RESULTS[place % len(RESULTS)], by=by)
    db.conn.execute(f"update task set closed_on = planned_on where id in ({marks}) and state = 'done'", made)

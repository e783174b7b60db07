"""Templates of events, and a new event after an old one."""

import dataclasses
import datetime as dt
import json

from lib import audit, clock, store
from lib.access import User, needs
from lib.errors import BadInput
from lib.events.actions.entering import add
from lib.events.entry import Attendee, Entry, plain, tidy
from lib.events.queries.one import entry
from lib.events.queries.places import template
from lib.store import Database


@needs("events.edit")
def save_template(
    db: Database,
    name: str,
    entry: Entry,
    *,
    template_id: int | None = None,
    task_template: str | None = None,
    by: User,
) -> int:
    """Keep an entry as a template (over an older one when its id is given) and give its id.

    Its day is forgotten, how long it lasts is not; those who attend are to be asked anew. `task_template` is the
    code of the tasks that come with it. BadInput when another template has the name.
    """
    name = " ".join(name.split())
    if not name:
        raise BadInput("Give the template a name.", field="name")
    other = store.scalar(db, "select 1 from event_template where name = ? and id is not ?", (name, template_id))
    if other:
        raise BadInput("There is already a template {name}. Give this one another name.", name=name, field="name")
    text = json.dumps(plain(tidy(_anew(entry))), ensure_ascii=False)
    if template_id is None:
        row = (name, text, task_template, clock.stamp())
        store.insert_many(db, "event_template", ("name", "entry", "task_template", "created_at"), [row])
        template_id = int(store.scalar(db, "select last_insert_rowid()"))
    else:
        template(db, template_id, by=by)
        db.conn.execute(
            "update event_template set name = ?, entry = ?, task_template = ? where id = ?",
            (name, text, task_template, template_id),
        )
    audit.record(db, by, "events.save_template", f"event_template:{template_id}", {"name": name})
    return template_id


@needs("events.edit")
def remove_template(db: Database, template_id: int, *, by: User) -> None:
    """Remove a template; events that were entered by it stay. NotFound when it is gone already."""
    name = template(db, template_id, by=by).name
    db.conn.execute("delete from event_template where id = ?", (template_id,))
    audit.record(db, by, "events.remove_template", f"event_template:{template_id}", {"name": name})


@needs("events.edit")
def duplicate(db: Database, event_id: int, starts_on: dt.date, *, by: User) -> int:
    """Propose the same event on another day and give its id: the words and those who attend, who are asked anew.

    State, number, note, web page and issue of the newspaper belong to the old one.
    """
    old = entry(db, event_id, by=by)
    lasts = old.last_day - old.starts_on
    return add(db, dataclasses.replace(_anew(old), starts_on=starts_on, ends_on=starts_on + lasts, web=""), by=by)


def _anew(old: Entry) -> Entry:
    asked = tuple(Attendee(one.holder_id, speaks=one.speaks) for one in old.attendees)
    return dataclasses.replace(old, attendees=asked, note="", paper_issue="")

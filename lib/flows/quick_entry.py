"""The names that a quickly typed line may use, from all rooms; and taking back what was just entered by mistake."""

from lib import audit, contacts, tasks
from lib.access import User, needs
from lib.errors import Refused
from lib.events import queries
from lib.events.actions import occurrences
from lib.events.quick import Colleague, InOffice, Vocabulary
from lib.store import Database


@needs("events.edit")
def vocabulary(db: Database, *, by: User) -> Vocabulary:
    """Venues (the often used first), everybody who ever held an office, by rank, and colleagues with accounts."""
    venues = queries.venues(db, by=by).sort("events", descending=True, maintain_order=True)
    leadership = contacts.holders(db, by=by).select("id", "name", "office", "valid_from", "valid_to")
    staff = tasks.queries.staff(db, by=by)
    return Vocabulary(
        tuple(venues["name"]),
        tuple(InOffice(*row) for row in leadership.iter_rows()),
        tuple(Colleague(login, name) for login, name in staff.items()),
    )


@needs("events.edit")
def take_back(db: Database, event_id: int, *, by: User) -> str:
    """Remove an event that was only just entered and give its title. Refused when somebody has worked on it since."""
    event = queries.event(db, event_id, by=by)
    if event.state != "proposed" or queries.changes(db, event_id, by=by).height > 1:
        raise Refused("{title} has been worked on since. Call it off instead.", title=event.title)
    occurrences.remove(db, [event_id])
    audit.record(db, by, "events.take_back", f"event:{event_id}", {"title": event.title})
    return event.title

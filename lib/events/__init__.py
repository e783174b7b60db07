"""Room of events: the calendar of the town, entered once for everything that hangs on it."""

from lib.events.entry import Attendee, Entry
from lib.events.queries import Event, event

__all__ = ["Attendee", "Entry", "Event", "event"]

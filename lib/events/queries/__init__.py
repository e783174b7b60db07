"""Questions about events. Permission: events.read."""

from lib.events.queries.calendar import attendance, between, clashes, clashes_of, events, ghosts
from lib.events.queries.one import Event, Step, attendees, changes, entry, event, steps
from lib.events.queries.places import Template, Venue, special_days, template, templates, venue, venues
from lib.events.queries.series import Series, SeriesFeed, occurrences, series, series_in_feed

__all__ = [
    "Event",
    "Series",
    "SeriesFeed",
    "Step",
    "Template",
    "Venue",
    "attendance",
    "attendees",
    "between",
    "changes",
    "clashes",
    "clashes_of",
    "entry",
    "event",
    "events",
    "ghosts",
    "occurrences",
    "series",
    "series_in_feed",
    "special_days",
    "steps",
    "template",
    "templates",
    "venue",
    "venues",
]

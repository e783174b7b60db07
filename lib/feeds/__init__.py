"""What others may subscribe to: posts as RSS 2.0 and Atom, events as iCalendar. Records in, bytes out."""

from lib.feeds.calendar import CalendarEvent, calendar, resource
from lib.feeds.posts import Entry, Feed, Picture, atom, rss

__all__ = ["CalendarEvent", "Entry", "Feed", "Picture", "atom", "calendar", "resource", "rss"]

"""Room of events: the calendar of the town and of the house of culture."""

from lib.events.queries import Event, event, for_feed

__all__ = ["Event", "event", "for_feed"]

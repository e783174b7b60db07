"""Room of guests: who is invited to an event, who comes, and the papers for them."""

from lib.guests.actions import to_be_told, to_tell_count
from lib.guests.queries import of

__all__ = ["of", "to_be_told", "to_tell_count"]

"""Room of guests: who is invited to an event, who comes, and the papers for them."""

from lib.guests.actions import forget_old, to_be_told, to_tell_count
from lib.guests.queries import of

__all__ = ["forget_old", "of", "to_be_told", "to_tell_count"]

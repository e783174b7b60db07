"""What came of an event, as a part of its page."""

from lib.access import User
from lib.events import Event


def panel(event: Event, user: User) -> None:
    """Draw the part."""

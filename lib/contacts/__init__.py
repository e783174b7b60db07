"""Room of organisations and people. Others use `find_or_add`, `find_or_add_many` and `Party`."""

from lib.contacts.actions import find_or_add, find_or_add_many
from lib.contacts.queries import Party, get

__all__ = ["Party", "find_or_add", "find_or_add_many", "get"]

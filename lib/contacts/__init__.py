"""Room of organisations and people, and of who holds which office.

Others use `find_or_add`, `find_or_add_many`, `Party`, and of the leadership `holders`, `holder`, `Holder`.
"""

from lib.contacts.actions import find_or_add, find_or_add_many
from lib.contacts.queries import Holder, Party, get, holder, holders, known_holder

__all__ = ["Holder", "Party", "find_or_add", "find_or_add_many", "get", "holder", "holders", "known_holder"]

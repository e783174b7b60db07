"""Everything that changes the leadership's diary."""

from lib.diary.actions.attendance import brief, remove_attendee, set_attendee
from lib.diary.actions.blocks import add_block, change_block, remove_block
from lib.diary.actions.invitations import answered, correct, decide, link, make_event, offer, record

__all__ = [
    "add_block",
    "answered",
    "brief",
    "change_block",
    "correct",
    "decide",
    "link",
    "make_event",
    "offer",
    "record",
    "remove_attendee",
    "remove_block",
    "set_attendee",
]

"""Everything that changes lists of guests: cards, salutations that somebody confirmed, invitations, answers, who came,
and forgetting. The record of changes names guests by number (`guest:12`): it is kept longer than their names may be.
"""

from lib.guests.actions.cards import Added, add, add_many, card_of, change, copy_list, remove
from lib.guests.actions.forgetting import forget_old
from lib.guests.actions.inviting import (
    OUTLET,
    answer,
    attended,
    invite,
    save_details,
    take_answer_back,
    take_invitation_back,
    to_be_told,
    to_tell_count,
    told,
)
from lib.guests.actions.salutations import confirm_salutation, confirm_salutations

__all__ = [
    "OUTLET",
    "Added",
    "add",
    "add_many",
    "answer",
    "attended",
    "card_of",
    "change",
    "confirm_salutation",
    "confirm_salutations",
    "copy_list",
    "forget_old",
    "invite",
    "remove",
    "save_details",
    "take_answer_back",
    "take_invitation_back",
    "to_be_told",
    "to_tell_count",
    "told",
]

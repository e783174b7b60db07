"""Everything that changes statements and what payments paid."""

from lib.bank.actions.matching import Confirmed, bring_back, confirm, confirm_all, returned, set_aside, undo
from lib.bank.actions.taking import forget_refused, refuse, take_in, try_again

__all__ = [
    "Confirmed",
    "bring_back",
    "confirm",
    "confirm_all",
    "forget_refused",
    "refuse",
    "returned",
    "set_aside",
    "take_in",
    "try_again",
    "undo",
]

"""Everything that changes tasks and their templates."""

from lib.tasks.actions.keeping import add, assign, change, drop, edit, finish, hand_over, reopen
from lib.tasks.actions.planning import drop_of, from_template, replan
from lib.tasks.actions.templates import copy_template, new_template, remove_template, save_items, save_template

__all__ = [
    "add",
    "assign",
    "change",
    "copy_template",
    "drop",
    "drop_of",
    "edit",
    "finish",
    "from_template",
    "hand_over",
    "new_template",
    "remove_template",
    "reopen",
    "replan",
    "save_items",
    "save_template",
]

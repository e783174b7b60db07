"""Room of tasks: what somebody is to do until when, by templates with days before and after an event."""

from lib.tasks.actions import add, drop, drop_of, edit, finish, from_template, reopen, replan
from lib.tasks.queries import of, open_tasks, templates

__all__ = [
    "add",
    "drop",
    "drop_of",
    "edit",
    "finish",
    "from_template",
    "of",
    "open_tasks",
    "reopen",
    "replan",
    "templates",
]

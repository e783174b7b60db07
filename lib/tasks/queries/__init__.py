"""Questions about tasks and their templates. Permission: tasks.read."""

from lib.tasks.queries.tasks import TASKS, Task, due, existing, history, of, open_tasks, staff, task, tasks, week
from lib.tasks.queries.templates import Template, known, preview, template, templates, whole

__all__ = [
    "TASKS",
    "Task",
    "Template",
    "due",
    "existing",
    "history",
    "known",
    "of",
    "open_tasks",
    "preview",
    "staff",
    "task",
    "tasks",
    "template",
    "templates",
    "week",
    "whole",
]

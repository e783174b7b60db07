"""Everything that changes events: entering, editing, moving, their steps, imports."""

from lib.events.actions.entering import add, edit, move
from lib.events.actions.imported import insert_imported, remove_imported, set_note, update_imported
from lib.events.actions.steps import step

__all__ = [
    "add",
    "edit",
    "insert_imported",
    "move",
    "remove_imported",
    "set_note",
    "step",
    "update_imported",
]

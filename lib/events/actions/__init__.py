"""Everything that changes events: entering, editing, moving, their steps, series, templates, venues, imports."""

from lib.events.actions.entering import Scope, add, edit, move
from lib.events.actions.imported import insert_imported, remove_imported, set_note, update_imported
from lib.events.actions.places import (
    VenueCard,
    add_special_day,
    edit_venue,
    merge_venues,
    remove_special_day,
    venue_id_of,
)
from lib.events.actions.series import change_rule, fill_series, remove_occurrence, repeat, stop
from lib.events.actions.steps import step
from lib.events.actions.templates import duplicate, remove_template, save_template

__all__ = [
    "Scope",
    "VenueCard",
    "add",
    "add_special_day",
    "change_rule",
    "duplicate",
    "edit",
    "edit_venue",
    "fill_series",
    "insert_imported",
    "merge_venues",
    "move",
    "remove_imported",
    "remove_occurrence",
    "remove_special_day",
    "remove_template",
    "repeat",
    "save_template",
    "set_note",
    "step",
    "stop",
    "update_imported",
    "venue_id_of",
]

"""Everything that changes ads and their orders."""

from lib.ads.actions.mending import (
    TEXTS,
    change,
    insert_imported,
    mark_paid,
    mark_unpaid,
    remove_imported,
    set_note,
    update_imported,
)
from lib.ads.actions.money import invoice_undone, invoiced, paid

__all__ = [
    "TEXTS", "change", "insert_imported", "invoice_undone", "invoiced", "mark_paid", "mark_unpaid", "paid",
    "remove_imported", "set_note", "update_imported",
]  # fmt: skip

"""Everything that changes ads and their orders."""

from lib.ads.actions.imported import write_imported
from lib.ads.actions.mending import change, mark_paid, mark_unpaid, set_note
from lib.ads.actions.money import asked_ahead, invoice_undone, invoiced, paid
from lib.ads.actions.ordering import add_order, edit_order
from lib.ads.actions.papers import add_issue, edit_issue, fill_year
from lib.ads.actions.rows import TEXTS, insert_imported, remove_imported, update_imported
from lib.ads.actions.steps import approve, cancel, charged_back, come_out, end_run, set_page, step

__all__ = [
    "TEXTS", "add_issue", "add_order", "approve", "asked_ahead", "cancel", "change", "charged_back", "come_out",
    "edit_issue", "edit_order", "end_run", "fill_year", "insert_imported", "invoice_undone", "invoiced", "mark_paid",
    "mark_unpaid", "paid", "remove_imported", "set_note", "set_page", "step", "update_imported", "write_imported",
]  # fmt: skip

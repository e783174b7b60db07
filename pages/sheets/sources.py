"""Shared spreadsheets: every source with its last import, and one button that fetches them all."""

from lib.flows import sheet_jobs
from lib.i18n import t
from lib.sheets import sources
from lib.ui import cached, shared_calendar, sheet_progress, sheets
from lib.ui.forms import act
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("sheets.read")
found = cached.fresh(sources.listing, by=user)
add = Link(t("Add a shared spreadsheet"), sheets.ADD, ":material/add:")

head(
    t("Shared spreadsheets"),
    sheets.sources_sentence(found) if found.height else "",
    primary=add if found.height and user.may("sheets.manage") else None,
)
if found.height:
    sheet_progress.worker_state(by=user)
    sheet_progress.progress(by=user)
    if user.may("sheets.sync"):
        act(
            t("Synchronise all"),
            lambda db: sheet_jobs.ask(db, by=user),
            said=lambda _: t("The synchronisation is asked for. You may leave this page."),
            key="sheets.sync_all",
            icon=":material/sync:",
        )
sheets.sources(found, by=user)
shared_calendar.panel(user)

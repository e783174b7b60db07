"""One shared spreadsheet: its problems and what to do, a new import after a dry run, its history, its columns."""

import streamlit as st

from lib.flows.sheet_kinds import kind_of
from lib.i18n import t
from lib.sheets import runs, sources
from lib.ui import badges, cached, sheet_columns, sheet_source, sheets
from lib.ui.facts import facts
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("sheets.read")
source = cached.fresh(sources.get, chosen_id() or 0, by=user)
run = sheets.newest_run(source, by=user)

head(
    source.name,
    sheets.source_sentence(source, run),
    others=(Link(t("Shared spreadsheets"), sheets.SOURCES),),
)
badges.show(sheets.state_of(sheets.state_code(run and run.state, run and run.problems, source.active)))
views = st.tabs(
    [t("Problems"), t("Import now"), t("Imports"), t("Columns"), t("Settings")],
    key="pohled", on_change="rerun", bind="query-params",
)  # fmt: skip
mend, bring, past, columns, about = views
if mend.open:
    with mend:
        if run is None:
            st.caption(t("Nothing was imported from this spreadsheet yet."))
        else:
            sheets.notes(run.remarks)
            sheets.problems("sheets.problems", cached.read(runs.problems_of, run.id, by=user), by=user)
if bring.open:
    with bring:
        sheet_source.bring(source, by=user)
if past.open:
    with past:
        sheets.history(cached.fresh(runs.history, source.id, by=user), by=user)
        for one in sheet_source.to_undo(source, by=user):
            sheets.undo(one, source, by=user)
if columns.open:
    with columns:
        sheet_columns.remembered(kind_of(source.sheet_kind), source.mapping)
        sheet_source.change_columns(source, run, by=user)
if about.open:
    with about:
        facts(sheets.about(source))
        sheet_source.settings(source, by=user)

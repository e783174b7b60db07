"""What can be done with one shared spreadsheet: bring it anew, map its columns, set it, stop reading it."""

import streamlit as st

from lib import store
from lib.access import User
from lib.connectors.google_sheets import spreadsheet_id
from lib.errors import OfficeError
from lib.flows import sheet_fetch, sheet_new, sheet_plan, sheet_sync
from lib.flows.sheet_kinds import kind_of
from lib.flows.sheet_new import Peek
from lib.i18n import t, tn
from lib.sheets import fetch, runs, sources
from lib.sheets.runs import Run
from lib.sheets.sources import MASTERS, Source
from lib.ui import cached, forms, sheet_columns, sheet_trial
from lib.ui.forms import Form
from lib.ui.sheet_wizard import READABLE

UNDO_OFFERED = 1
"""Imports offered for taking back; an older one has to wait until the newer ones are taken back."""


def bring(source: Source, *, by: User) -> None:
    """Fetch or upload, show the dry run, apply it."""
    if not by.may("sheets.sync") or not by.may(kind_of(source.sheet_kind).permission):
        st.caption(t("Importing this spreadsheet is up to those who may change what is in it."))
        return
    if not source.active:
        st.caption(t("This spreadsheet is no longer read. Read it again under Settings."))
        return
    form = Form(f"sheets.bring.{source.id}", live=True)
    with form.body():
        upload = _upload(form) if source.storage == "upload" else None
        _ask_for_plan(form, source, upload, by)
        plan = sheet_trial.known(form.key("plan"))
        if plan is None:
            return
        choices = sheet_trial.show(plan, f"sheets.bring.{source.id}.trial", by=by)
        if form.submit(
            t("Record the check") if plan.nothing_to_do else t("Write into Kancelář"), icon=":material/check:"
        ):
            form.save(
                lambda db: runs.load(db, sheet_sync.apply(db, plan, choices=choices, by=by)),
                said=lambda run: _imported(run, form.key("plan")),
            )


def _imported(run: Run, plan: str) -> str:
    sheet_trial.forget(plan)
    return t(
        "Imported: {new}, {changed}, {problems}.",
        new=tn("{n} new", "{n} new", run.new),
        changed=tn("{n} changed", "{n} changed", run.changed),
        problems=tn("{n} problem", "{n} problems", run.problems),
    )


def _upload(form: Form) -> tuple[str, bytes] | None:
    file = st.file_uploader(t("Spreadsheet"), type=READABLE, key=form.key("upload"))
    return (file.name, file.getvalue()) if file is not None else None


def _ask_for_plan(form: Form, source: Source, upload: tuple[str, bytes] | None, by: User) -> None:
    """The button that fetches and compares; an upload is compared as soon as it is there."""
    key = form.key("plan")
    st.caption(t("First a dry run: nothing is written until you say so."))
    parts = (upload[0], fetch.content_hash(upload[1])) if upload else source.id
    ready = source.storage != "upload" or upload is not None
    again = ready and st.button(
        t("Compare again") if sheet_trial.known(key) else t("Fetch and compare"),
        icon=":material/sync:",
        key=form.key("fetch"),
    )
    if again:
        sheet_trial.forget(key)
    if again or upload is not None:
        sheet_trial.kept(key, parts, lambda db: sheet_plan.plan(db, source.id, upload=upload, by=by))


def to_undo(source: Source, *, by: User) -> list[Run]:
    """The imports that are offered for taking back: the newest one that was applied."""
    found = cached.fresh(runs.history, source.id, by=by).filter(state="applied").head(UNDO_OFFERED)
    return [cached.fresh(runs.get, run_id, by=by) for run_id in found["id"]]


def change_columns(source: Source, run: Run | None, *, by: User) -> None:
    """Map the columns anew, by the headings that the spreadsheet has now."""
    if not by.may("sheets.manage"):
        return
    form = Form(f"sheets.columns.{source.id}", live=True)
    key = form.key("peek")
    if st.button(t("Change the columns"), icon=":material/edit:", key=form.key("start")):
        st.session_state[key] = _peek(source, run, by)
    peek: Peek | None = st.session_state.get(key)
    if peek is None:
        return
    with form.body():
        columns = sheet_columns.ask(
            form, kind_of(source.sheet_kind), peek.headings, {**peek.suggestion, **source.mapping}
        )
        sheet_columns.unused(peek.headings, columns)
        sheet_columns.sample(peek.sample)
        if form.submit(t("Save the columns")):
            form.save(
                lambda db: sources.change(db, source.id, mapping=columns, by=by),
                said=lambda _: t("The columns are saved. The next import reads by them."),
            )


def _peek(source: Source, run: Run | None, by: User) -> Peek | None:
    """The spreadsheet as it is now; an upload as it last came."""
    upload = None
    try:
        if source.storage == "upload" and run is not None and run.raw_path:
            upload = (run.file_name, fetch.kept(run.raw_path))
        with st.spinner(t("Reading the spreadsheet …")), store.read() as db:
            came = sheet_fetch.fetch_from(source.storage, source.location, upload)
            return sheet_new.peek(
                db, source.sheet_kind, source.storage, source.location, fetched=came,
                sheet_pattern=source.sheet_pattern, by=by,
            )  # fmt: skip
    except OfficeError as error:
        forms.speak(error)
        return None


def settings(source: Source, *, by: User) -> None:
    """Name, place, sheets, who is right; stop reading the spreadsheet or read it again."""
    if not by.may("sheets.manage"):
        return
    form = Form(f"sheets.settings.{source.id}")
    with form.body():
        values = _values(form, source)
        if form.submit(t("Save")):
            form.save(
                lambda db: sources.change(db, source.id, **_checked(source, values), by=by),
                said=lambda _: t("The settings of “{name}” are saved.", name=values["name"]),
            )
    if source.active:
        forms.confirm(
            t("Stop reading"),
            t("Stop reading “{name}”?", name=source.name),
            t("Nothing more is imported from it. Its records and its history stay, and it can be read again."),
            lambda db: sources.deactivate(db, source.id, by=by),
            said=lambda _: t("“{name}” is no longer read.", name=source.name),
            key="sheets.stop",
            icon=":material/link_off:",
        )
    else:
        forms.act(
            t("Read again"),
            lambda db: sources.change(db, source.id, active=True, by=by),
            said=lambda _: t("“{name}” is read again.", name=source.name),
            key="sheets.start",
            icon=":material/link:",
        )


def _values(form: Form, source: Source) -> dict[str, object]:
    values: dict[str, object] = {
        "name": form.ask("name", st.text_input, t("Name of the spreadsheet"), value=source.name)
    }
    if source.storage == "file":
        files = sorted({*fetch.shared_files(), source.location})
        values["location"] = form.ask("location", st.selectbox, t("File in the shared folder"), options=files,
                                      index=files.index(source.location))  # fmt: skip
    if source.storage == "google":
        values["location"] = form.ask("location", st.text_input, t("Address of the Google spreadsheet"),
                                      value=source.location)  # fmt: skip
    values["sheet_pattern"] = form.ask("pattern", st.text_input, t("Only these sheets"), value=source.sheet_pattern,
                                       placeholder=t("all that look alike"))  # fmt: skip
    values["master"] = form.ask("master", st.radio, t("Who is right when both change"), options=list(MASTERS),
                                index=list(MASTERS).index(source.master), format_func=lambda code: t(MASTERS[code]),
                                horizontal=True)  # fmt: skip
    if source.storage != "upload":
        values["watch"] = form.ask("watch", st.checkbox, t("Read it by itself whenever it changes"), value=source.watch)
    return values


def _checked(source: Source, values: dict[str, object]) -> dict[str, object]:
    """The values as the source keeps them: of a Google address its identifier."""
    if source.storage == "google":
        return values | {"location": spreadsheet_id(str(values["location"]))}
    return values

"""The wizard that adds a shared spreadsheet: where it lies, its columns, a dry run, the first import.

Each step keeps what was chosen (uploaded bytes too) in the session, so that going back and forth loses nothing.
"""

from dataclasses import dataclass, field
from pathlib import PurePath

import streamlit as st

from lib import store
from lib.access import User
from lib.connectors.google_sheets import service_account_email, spreadsheet_id
from lib.errors import BadInput, OfficeError
from lib.flows import sheet_fetch, sheet_new
from lib.flows.sheet_kinds import KINDS, kind_of
from lib.flows.sheet_new import Peek
from lib.i18n import N, t
from lib.sheets import fetch
from lib.sheets.sources import MASTERS, STORAGES
from lib.ui import sheet_columns, sheet_trial, sheets
from lib.ui.forms import Form

STEPS = (N("Where it lies"), N("Columns"), N("Dry run"))
PATTERN_HELP = N("Names with commas; a star stands for anything, for example 2024*, 2025*.")
READABLE = [ending.removeprefix(".") for ending in fetch.READABLE]


@dataclass
class Asked:
    """What was chosen so far; `step` is the one that is shown."""

    step: int = 0
    kind: str = ""
    storage: str = ""
    location: str = ""
    upload: tuple[str, bytes] | None = None
    pattern: str = ""
    columns: dict[str, str | None] = field(default_factory=dict)
    peek: Peek | None = None


class Wizard:
    """The wizard of one person; `draw` shows the step at which he is."""

    def __init__(self, by: User) -> None:
        self.by = by
        self.form = Form("sheets.add", live=True)
        self.asked: Asked = st.session_state.setdefault(self.form.key("asked"), Asked())

    def sentence(self) -> str:
        """Where in the wizard the person is."""
        step = self.asked.step
        return t("Step {step} of {steps}: {name}", step=step + 1, steps=len(STEPS), name=t(STEPS[step]))

    def draw(self) -> None:
        """The fields of the present step and its buttons."""
        with self.form.body():
            (self._place, self._columns, self._trial)[self.asked.step]()

    def _place(self) -> None:
        allowed = [code for code, kind in KINDS.items() if self.by.may(kind.permission)]
        kind = self.form.ask("kind", st.selectbox, t("What it is"), options=allowed, format_func=sheets.kind_word,
                             index=None, placeholder=t("Choose"))  # fmt: skip
        storage = self.form.ask("storage", st.segmented_control, t("Where it is"), options=list(STORAGES),
                                format_func=lambda code: t(STORAGES[code]), default="file", required=True)  # fmt: skip
        location = self._location(storage)
        pattern = self.form.ask("pattern", st.text_input, t("Only these sheets"), help=t(PATTERN_HELP),
                                placeholder=t("all that look alike"))  # fmt: skip
        if self.form.submit(t("Continue"), icon=":material/arrow_forward:"):
            self._look(kind, storage, location, pattern)

    def _location(self, storage: str) -> str:
        if storage == "google":
            _robot()
            return self.form.ask("address", st.text_input, t("Address of the Google spreadsheet"))
        if storage == "upload":
            return self._upload()
        files = fetch.shared_files()
        if not files:
            st.info(t("The shared folder is empty. Save the spreadsheet there, or upload it."), icon=":material/info:")
        chosen = self.form.ask("file", st.selectbox, t("File in the shared folder"), options=files, index=None,
                               placeholder=t("Choose"))  # fmt: skip
        return chosen or ""

    def _upload(self) -> str:
        file = st.file_uploader(t("Spreadsheet"), type=READABLE, key=self.form.key("upload"))
        if file is not None:
            self.asked.upload = (file.name, file.getvalue())
        elif self.asked.upload:
            st.caption(t("Uploaded: {name}", name=self.asked.upload[0]))
        return ""

    def _look(self, kind: str | None, storage: str, location: str, pattern: str) -> None:
        """Fetch the spreadsheet and go on to its columns, or say why not."""
        asked = self.asked
        upload = asked.upload if storage == "upload" else None
        try:
            if kind is None:
                raise BadInput("Choose what the spreadsheet is.", field="kind")
            place = spreadsheet_id(location) if storage == "google" else location
            if storage == "file" and not place:
                raise BadInput("Choose the file.", field="file")
            with st.spinner(t("Reading the spreadsheet …")), store.read() as db:
                peek = sheet_new.peek(db, kind, storage, place, upload=upload, sheet_pattern=pattern, by=self.by)
        except OfficeError as error:
            error.field = "address" if error.field == "location" else error.field
            self.form.refuse(error)
            return
        if (kind, peek.headings) != (asked.kind, asked.peek.headings if asked.peek else None):
            asked.columns = dict(peek.suggestion)
        asked.kind, asked.storage, asked.location, asked.pattern, asked.peek = kind, storage, place, pattern, peek
        self._go(1)

    def _columns(self) -> None:
        asked, peek = self.asked, self.asked.peek
        assert peek is not None
        st.caption(t("Sheets: {names}", names=", ".join(peek.sheets)))
        sheets.notes(peek.notes)
        columns = sheet_columns.ask(self.form, kind_of(asked.kind), peek.headings, asked.columns)
        sheet_columns.unused(peek.headings, columns)
        sheet_columns.sample(peek.sample)
        asked.columns = columns
        self._back()
        if self.form.submit(t("Try it"), icon=":material/arrow_forward:"):
            missing = [t(one.label) for one in kind_of(asked.kind).fields if one.required and not columns[one.name]]
            if missing:
                self.form.refuse(BadInput("These fields need a column: {names}.", names=", ".join(missing)))
            else:
                self._go(2)

    def _trial(self) -> None:
        asked, peek = self.asked, self.asked.peek
        assert peek is not None
        draft = sheet_new.draft(asked.kind, asked.storage, asked.location, asked.pattern, asked.columns)
        plan = sheet_trial.kept(
            self.form.key("plan"), draft, lambda db: sheet_new.trial(db, draft, peek.fetched, by=self.by)
        )
        self._back()
        if plan is None:
            return
        choices = sheet_trial.show(plan, "sheets.trial", by=self.by)
        name = self.form.ask("name", st.text_input, t("Name of the spreadsheet"), value=_name(peek.fetched.name))
        master = self.form.ask("master", st.radio, t("Who is right when both change"), options=list(MASTERS),
                               format_func=lambda code: t(MASTERS[code]), horizontal=True)  # fmt: skip
        watch = asked.storage != "upload" and self.form.ask(
            "watch", st.checkbox, t("Read it by itself whenever it changes"), value=True
        )
        if self.form.submit(t("Add and import"), icon=":material/check:"):
            self.form.save(
                lambda db: sheet_new.adopt(db, plan, name, str(master), watch=watch, choices=choices, by=self.by),
                said=lambda _: self._added(name),
                go=sheets.SOURCE,
                query=lambda source_id: {"id": str(source_id)},
            )

    def _added(self, name: str) -> str:
        """What is said at the end; the bytes and the dry run are let go."""
        for key in (self.form.key("asked"), self.form.key("plan")):
            st.session_state.pop(key, None)
        return t("“{name}” is added and imported.", name=" ".join(name.split()))

    def _back(self) -> None:
        if st.button(t("Back"), icon=":material/arrow_back:", key=self.form.key("back")):
            self._go(self.asked.step - 1)

    def _go(self, step: int) -> None:
        self.asked.step = step
        st.rerun()


def _robot() -> None:
    """With whom a Google spreadsheet must be shared."""
    try:
        email = service_account_email(sheet_fetch.google_key())
    except OfficeError as error:
        st.warning(str(error), icon=":material/key_off:")
        return
    st.caption(t("Share the spreadsheet with this address as a reader:"))
    st.code(email, language=None)


def _name(file: str) -> str:
    """A readable name from that of the file."""
    stem = PurePath(file).stem if "." in file else file
    return stem.replace("-", " ").replace("_", " ").strip().capitalize()[:100]

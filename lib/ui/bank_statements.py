"""Statements on the screen: bringing one, what the watched folder could not read, one statement in facts."""

import streamlit as st

from lib.access import User
from lib.bank import actions, queries
from lib.bank.queries import Read
from lib.czech import dates, numbers
from lib.errors import BadInput
from lib.flows import bank_folder
from lib.i18n import t
from lib.store import Database
from lib.ui import bank as look
from lib.ui import cached
from lib.ui.forms import Form, act
from lib.ui.plain import plain

READABLE = ["gpc", "abo", "xml", "txt"]


def bring(user: User) -> None:
    """The form that takes statements in: all of the chosen files or none."""
    form = Form("bank.bring")
    with form.body():
        files = st.file_uploader(
            t("Statements from the bank (GPC or camt.053)"), type=READABLE, accept_multiple_files=True,
            key=form.key("file"),
        )  # fmt: skip
        if form.submit(t("Read the statements"), icon=":material/upload:"):
            form.save(lambda db: _take(db, [(one.name, one.getvalue()) for one in files or []], user), said=str)
    st.caption(
        t(
            "What is put into the folder {folder} is read by itself within a minute.",
            folder=f"shared/{bank_folder.FOLDER}",
        )
    )


def _take(db: Database, files: list[tuple[str, bytes]], user: User) -> str:
    """Take the files in and say what came of it."""
    if not files:
        raise BadInput("Choose the file of a statement.", field="file")
    taken = [actions.take_in(db, data, name, by=user) for name, data in files]
    said = t("Read: {new}.", new=look.movements(sum(one.new for one in taken)))
    return " ".join([said, *(str(note) for one in taken for note in one.notes)])


def problems(user: User) -> None:
    """Files of the watched folder that could not be read: why, and the button that tries again."""
    for refusal in cached.fresh(queries.refused, by=user):
        with st.container(border=True, key=f"refused.{refusal.file_name}"):
            st.warning(plain(str(refusal.note)), icon=":material/error:")
            if user.may("bank.match"):
                _again(refusal.file_name, user)


def _again(name: str, user: User) -> None:
    act(
        t("Read it again"), lambda db: actions.try_again(db, name, by=user),
        said=lambda _: t("The file is read again within a minute."), key=f"bank.again.{name}",
        icon=":material/refresh:",
    )  # fmt: skip


def about(read: Read) -> dict[str, str | None]:
    """What a statement says of itself."""
    money = {name: None if value is None else numbers.money(value)
             for name, value in (("opening", read.opening), ("closing", read.closing))}  # fmt: skip
    return {
        t("Account"): read.account,
        t("Days"): days(read),
        t("Opening balance"): money["opening"],
        t("Closing balance"): money["closing"],
        t("What came"): numbers.money(read.came),
        t("File"): read.file_name,
        t("Format"): read.format.upper() if read.format == "gpc" else read.format,
        t("Read by"): read.read_by,
    }


def days(read: Read) -> str:
    """The days of the statement as a range."""
    return dates.span(read.first_day, read.last_day) if read.first_day and read.last_day else ""


def notes(read: Read) -> None:
    """What should be known about a statement."""
    for note in read.notes:
        st.info(plain(str(note)), icon=":material/info:")

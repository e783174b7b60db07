"""How far the synchronisation of shared spreadsheets is, and whether the worker that does it lives."""

import streamlit as st

from lib.access import User
from lib.czech import dates
from lib.errors import OfficeError
from lib.flows import sheet_jobs
from lib.i18n import t
from lib.jobs import Job
from lib.ui import badges, cached, forms


def worker_state(*, by: User) -> None:
    """Whether the worker lives; without it nothing comes by itself."""
    alive, last = cached.fresh(sheet_jobs.worker, by=by)
    if alive:
        st.caption(badges.inline(badges.state(t("the background worker runs"), "done")))
        return
    since = dates.moment(last) if last else t("never since the installation")
    st.warning(
        t("The background worker does not run (last seen: {since}). Start Kancelář again; until then bring"
          " spreadsheets on their own pages.", since=since), icon=":material/warning:")  # fmt: skip


def progress(*, by: User) -> None:
    """How far the newest synchronisation is, every second; when it ends the page is drawn anew with what it did."""
    newest = cached.fresh(sheet_jobs.newest, by=by)
    if newest is None:
        return
    if newest.finished:
        _ended(newest)
        return

    @st.fragment(run_every=1.0)
    def watch() -> None:
        try:
            job = cached.fresh(sheet_jobs.newest, by=by)
        except OfficeError as error:
            forms.speak(error)
            return
        if job is None or job.finished:
            st.rerun()
        st.progress(job.done / job.total if job.total else 0.0, text=_words(job))
        st.caption(t("You may leave this page; the result waits here."))

    watch()


def _words(job: Job) -> str:
    if job.state == "queued":
        return t("Waiting for the worker")
    return t("{done} of {total}: {name}", done=job.done, total=job.total, name=job.message)


def _ended(job: Job) -> None:
    said = t(
        "Synchronised on {at}. {summary}",
        at=dates.moment(job.finished_at or job.asked_at),
        summary=sheet_jobs.summary(job),
    )
    (st.warning if job.state == "failed" else st.caption)(said)

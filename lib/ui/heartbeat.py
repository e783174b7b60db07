"""Whether the worker lives, on every screen that depends on it: a dead one would mean that nothing is sent."""

import datetime as dt

import streamlit as st

from lib import clock, jobs, store
from lib.czech import dates
from lib.i18n import t
from lib.ui.head import Link


def heartbeat() -> None:
    """One quiet line while all is well, an alarm with the way out when nothing would be sent."""
    with store.read() as db:
        last, alive = jobs.last_beat(db), jobs.worker_alive(db)
    if alive and last:
        st.caption(t("The sending service was last seen at {time}.", time=dates.time(clock.prague(last))))
        return
    seen = (
        t("The sending service has stood since {when}: nothing is sent, what waits is kept.", when=_moment(last))
        if last
        else t("The sending service does not run: nothing is sent, what waits is kept.")
    )
    st.error(seen, icon=":material/cloud_off:")
    Link(t("How to start the service"), "pages/admin/guide.py", ":material/menu_book:").draw(key="heartbeat")


def _moment(stamp: str) -> str:
    at = clock.prague(stamp)
    if clock.today() - at.date() < dt.timedelta(days=1):
        return dates.time(at)
    return f"{dates.short_date(at.date())} {dates.time(at)}"

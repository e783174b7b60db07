"""Whether the worker lives, on every screen that depends on it: a dead one would mean that nothing is sent."""

import datetime as dt

import streamlit as st

from lib import clock, jobs, store
from lib.czech import dates
from lib.i18n import t
from lib.ui.head import Link


def heartbeat() -> None:
    """One quiet line while all is well, an alarm with the way out when nothing would be sent."""
    quiet(alarm())


def quiet(last: str | None) -> None:
    """When the service was seen, as `alarm` gave it, while it lives."""
    if last and jobs.is_alive(last):
        st.caption(t("The sending service was last seen at {time}.", time=dates.time(clock.prague(last))))


def alarm() -> str | None:
    """The alarm where the service stands; gives when it was seen."""
    with store.read() as db:
        last = jobs.last_beat(db)
    if jobs.is_alive(last):
        return last
    said = (
        t("The sending service has stood since {when}: nothing is sent, what waits is kept.", when=_moment(last))
        if last
        else t("The sending service does not run: nothing is sent, what waits is kept.")
    )
    st.error(said, icon=":material/cloud_off:")
    Link(t("How to start the service"), "pages/admin/guide.py", ":material/menu_book:").draw(key="heartbeat")
    return last


def _moment(stamp: str) -> str:
    at = clock.prague(stamp)
    if clock.today() - at.date() < dt.timedelta(days=1):
        return dates.time(at)
    return dates.short_moment(at)

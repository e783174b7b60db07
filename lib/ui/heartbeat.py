"""Whether the worker lives, on every screen that depends on it: a dead one would mean that nothing is sent."""

import datetime as dt

import streamlit as st

from lib import clock, jobs, store
from lib.czech import dates
from lib.i18n import t
from lib.ui.head import Link


def heartbeat() -> None:
    """One quiet line while all is well, an alarm with the way out when nothing would be sent."""
    if not alarm():
        quiet()


def quiet() -> None:
    """When the service was seen, while it lives."""
    last, alive = _seen()
    if alive and last:
        st.caption(t("The sending service was last seen at {time}.", time=dates.time(clock.prague(last))))


def alarm() -> bool:
    """The alarm where the service stands; whether it was raised."""
    last, alive = _seen()
    if alive:
        return False
    seen = (
        t("The sending service has stood since {when}: nothing is sent, what waits is kept.", when=_moment(last))
        if last
        else t("The sending service does not run: nothing is sent, what waits is kept.")
    )
    st.error(seen, icon=":material/cloud_off:")
    Link(t("How to start the service"), "pages/admin/guide.py", ":material/menu_book:").draw(key="heartbeat")
    return True


def _seen() -> tuple[str | None, bool]:
    with store.read() as db:
        return jobs.last_beat(db), jobs.worker_alive(db)


def _moment(stamp: str) -> str:
    at = clock.prague(stamp)
    if clock.today() - at.date() < dt.timedelta(days=1):
        return dates.time(at)
    return dates.short_moment(at)

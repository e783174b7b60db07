"""The shared calendar on the screen: when it was looked at, what went wrong, and what a person has to decide."""

import streamlit as st

from lib.access import User
from lib.czech import dates
from lib.flows import caldav_decide, caldav_links, caldav_sync
from lib.flows.caldav_decide import Shown
from lib.i18n import N, t
from lib.ui import cached
from lib.ui.forms import act
from lib.ui.plain import plain

WHY = {
    "changed": N("“{title}” was changed here and in the shared calendar."),
    "deleted": N("“{title}” was deleted in the shared calendar."),
    "refused": N("“{title}” was changed in the shared calendar in a way that cannot be taken over."),
}
SIDES = {
    "changed": (N("Ours holds"), N("Theirs holds")),
    "deleted": (N("Put it back there"), N("Call it off here")),
    "refused": (N("Leave ours"), N("Try theirs again")),
}


def panel(user: User) -> None:
    """Draws nothing where the shared calendar is not turned on."""
    if not caldav_sync.is_on():
        return
    st.subheader(t("Shared calendar"), anchor=False)
    run = cached.fresh(caldav_links.last_run, by=user)
    if run is None:
        st.caption(t("It will be looked at within a minute."))
    elif run[1]:
        st.warning(plain(run[1]), icon=":material/error:")
    else:
        st.caption(plain(t("last looked at {when}", when=dates.moment(run[0]))))
    for one in cached.fresh(caldav_decide.waiting, by=user):
        with st.container(border=True, gap="small", key=f"shared-calendar-{one.subject.replace(':', '-')}"):
            _decision(one, user)


def _decision(one: Shown, user: User) -> None:
    st.text(t(WHY[one.waits], title=one.title))
    if one.why:
        st.text(one.why)
    for what, theirs, ours in one.differs:
        st.text(t("{what}: the shared calendar says {theirs}, we say {ours}.", what=what, theirs=theirs, ours=ours))
    if user.may("events.edit"):
        with st.container(horizontal=True, gap="small"):
            for side, label in zip(("ours", "theirs"), SIDES[one.waits], strict=True):
                _step(one, side, t(label), user)


def _step(one: Shown, side: str, label: str, user: User) -> None:
    act(
        label, lambda db: caldav_decide.decide(db, one.subject, side, by=user),  # type: ignore[arg-type]
        said=lambda _: t("Settled: “{title}”.", title=one.title), key=f"shared.{one.subject}.{side}",
    )  # fmt: skip

"""What happens next with a price list: put in force, end, withdraw, throw a draft away."""

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates
from lib.errors import BadInput
from lib.i18n import t
from lib.tariffs import actions
from lib.tariffs.records import PriceList
from lib.tariffs.rules.validity import Gap, standing
from lib.ui import tariffs as look
from lib.ui.forms import Form, confirm

DAY = dt.timedelta(1)


def steps(one: PriceList, before: PriceList | None, user: User) -> None:
    """The buttons of a list as it stands; `before` is the list that holds on its first day."""
    now = standing(one.state, one.valid_from, one.valid_to, clock.today())
    if now == "draft":
        _put_in_force(one, before, user)
        confirm(
            t("Throw the draft away"), t("Throw away {name}?", name=one.name), t("The draft will be gone for good."),
            lambda db: actions.remove_draft(db, one.id, by=user), said=lambda _: t("The draft is gone."),
            key="tariffs.remove", go=look.LIST, icon=":material/delete:",
        )  # fmt: skip
    elif now == "ahead":
        confirm(
            t("Withdraw the price list"), t("Withdraw {name}?", name=one.name),
            t("It will not begin to hold. The list that was ended for it does not come back by itself."),
            lambda db: actions.withdraw(db, one.id, by=user), said=lambda _: t("The price list is withdrawn."),
            key="tariffs.withdraw", icon=":material/undo:",
        )  # fmt: skip
    if now in ("in_force", "ahead"):
        _end(one, user)


def _put_in_force(one: PriceList, before: PriceList | None, user: User) -> None:
    first = dates.date(one.valid_from)
    ends = before is not None and before.valid_from < one.valid_from >= clock.today()
    consequence = t("It will hold from {first} and nobody will be able to change it, only end it.", first=first)
    if before is not None and ends:
        consequence += " " + t("“{name}” ends on {day}.", name=before.name, day=dates.date(one.valid_from - DAY))
    confirm(
        t("Put in force"), t("Put {name} in force?", name=one.name), consequence,
        lambda db: actions.put_in_force(db, one.id, end_previous=ends, by=user), said=lambda gaps: _told(one, gaps),
        key="tariffs.force", type="primary", icon=":material/gavel:",
    )  # fmt: skip


def _told(one: PriceList, gaps: Sequence[Gap]) -> str:
    said = [t("{name} holds from {first}.", name=one.name, first=dates.date(one.valid_from))]
    said += [
        t("No price list holds from {first} to {last}.", first=dates.date(gap.first), last=dates.date(gap.last))
        for gap in gaps
    ]
    return " ".join(said)


def _end(one: PriceList, user: User) -> None:
    form = Form(f"tariffs.{one.id}.end")
    with st.expander(t("End the price list"), icon=":material/event_busy:"), form.body():
        usual = one.valid_to or max(one.valid_from, dt.date(clock.today().year, 12, 31))
        day = form.ask("last_day", st.date_input, t("Last day on which it holds"), value=usual, format="DD.MM.YYYY")
        if form.submit(t("Set the last day")):
            form.save(lambda db: actions.end(db, one.id, _day(day), by=user),
                      said=lambda _: t("The last day is set. Prepare the next price list in time."))  # fmt: skip


def _day(day: dt.date | None) -> dt.date:
    if day is None:
        raise BadInput("Choose the last day.", field="last_day")
    return day

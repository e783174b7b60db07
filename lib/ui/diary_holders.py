"""Office-holders on the screen: the form of one, the end of the term, the secret link of the calendar."""

import datetime as dt
from typing import Any

import streamlit as st

from lib import clock, config
from lib.access import User
from lib.contacts import actions
from lib.contacts.queries import Holder
from lib.contacts.rules import HolderCard
from lib.czech import dates
from lib.i18n import t
from lib.store import Database
from lib.tasks import queries as tasks
from lib.ui import cached
from lib.ui.copy import copy_box
from lib.ui.forms import Form, act, confirm
from lib.ui.plain import plain

PAGE = "pages/diary/holders.py"
_MADE = "diary.feed.made"


def fields(
    form: Form, holder: Holder | None, successors_of: dict[int, str], user: User
) -> tuple[HolderCard, int | None]:
    """The card as it is typed, and whom a new holder succeeds."""
    name = form.ask("name", st.text_input, t("Name"), value=holder.name if holder else "")
    office = form.ask("office", st.text_input, t("Office"), value=holder.office if holder else "")
    succeeds = None
    if not holder and successors_of:
        succeeds = form.ask(
            "succeeds", st.selectbox, t("Takes over from"), options=list(successors_of), index=None,
            format_func=successors_of.__getitem__, placeholder=t("Nobody; the office is new"),
        )  # fmt: skip
    left, right = st.columns(2)
    with left:
        first = form.ask("valid_from", st.date_input, t("Since"), value=_day(holder.valid_from if holder else None),
                         format="DD.MM.YYYY")  # fmt: skip
    with right:
        ends = dt.date.fromisoformat(holder.valid_to) if holder and holder.valid_to else None
        last = form.ask("valid_to", st.date_input, t("Until (the last day)"), value=ends, format="DD.MM.YYYY")
    return HolderCard(name, office, first, last, **_more(form, holder, user)), succeeds


def _day(text: str | None) -> dt.date:
    return dt.date.fromisoformat(text) if text else clock.today()


def _more(form: Form, holder: Holder | None, user: User) -> dict[str, Any]:
    staff = cached.read(tasks.staff, by=user)
    kept: dict[str, Any] = {"rank": holder.rank if holder else 50}
    for field in ("title_before", "salutation", "phone", "email"):
        kept[field] = getattr(holder, field) if holder else ""
    login = holder.login if holder else None
    return {
        "rank": form.ask("rank", st.number_input, t("Order; the mayor has 1"), min_value=1, max_value=99,
                         value=kept["rank"]),
        "title_before": form.ask("title_before", st.text_input, t("Academic title"), value=kept["title_before"]),
        "salutation": form.ask("salutation", st.text_input, t("Salutation"), value=kept["salutation"],
                               placeholder=t("“Vážená paní starostko”, as it was confirmed")),
        "phone": form.ask("phone", st.text_input, t("Phone"), value=kept["phone"]),
        "email": form.ask("email", st.text_input, t("E-mail"), value=kept["email"]),
        "login": form.ask("login", st.selectbox, t("Account here"), options=list(staff), format_func=staff.get,
                          index=list(staff).index(login) if login in staff else None, placeholder=t("no account")),
    }  # fmt: skip


def save(db: Database, holder: Holder | None, card: HolderCard, succeeds: int | None, user: User) -> int:
    """Add the holder, or correct the known one; gives the id."""
    if holder is None:
        return actions.add_holder(db, card, succeeds=succeeds, by=user)
    actions.change_holder(db, holder.id, card, by=user)
    return holder.id


def feed(holder: Holder, user: User) -> None:
    """The link of the person's calendar: made, shown once, renewed, turned off."""
    st.subheader(t("Calendar in the phone"), anchor=False)
    made = st.session_state.pop(_MADE, None)
    if made and made[0] == holder.id:
        st.warning(t("Copy the link now; it is shown only once. Whoever has it reads the calendar."))
        copy_box(t("Link of the calendar"), made[1], key="feed.link")
    elif holder.has_feed and holder.feed_made_at:
        since = dates.date(clock.prague(holder.feed_made_at).date())
        shows = t("it shows private entries") if holder.feed_private else t("private entries are “Obsazeno” in it")
        st.text(t("The link was made on {day}; {shows}.", day=since, shows=shows))
    else:
        st.text(t("A secret link brings events and the diary into the calendar of a phone, without signing in."))
    if user.may("diary.edit"):
        _feed_buttons(holder, user)


def _feed_buttons(holder: Holder, user: User) -> None:
    private = False
    if user.may("diary.private"):
        private = st.checkbox(t("Show the words of private entries in it"), key=f"feed.private.{holder.id}")
    label = t("Make a new link") if holder.has_feed else t("Make a link")
    if holder.has_feed:
        confirm(
            label, t("Make a new link?"), t("The link that is used now stops working; the phone needs the new one."),
            lambda db: _make(db, holder.id, private, user), said=lambda _: t("The new link is made."), key="feed.renew",
            go=PAGE, query=lambda _: {"id": str(holder.id)}, icon=":material/sync:",
        )  # fmt: skip
        act(t("Turn the link off"), lambda db: actions.close_feed(db, holder.id, by=user), key="feed.off",
            said=lambda _: t("The link no longer works."), icon=":material/link_off:")  # fmt: skip
        return
    act(label, lambda db: _make(db, holder.id, private, user), said=lambda _: t("The link is made."), key="feed.make",
        icon=":material/link:")  # fmt: skip


def _make(db: Database, holder_id: int, private: bool, user: User) -> None:
    secret = actions.new_feed(db, holder_id, shows_private=private, by=user)
    root = config.current().public_url or str(st.context.url or "").split("/", 3)[:3]
    base = root if isinstance(root, str) else "/".join(root)
    st.session_state[_MADE] = (holder_id, f"{base.rstrip('/')}/feeds/diar/{secret}.ics")


def title(holder: Holder) -> str:
    """`starostka Mgr. Alena Dvorská`."""
    return f"{holder.office} {holder.full_name}"


def contact(holder: Holder) -> None:
    """What everybody may see of an office-holder."""
    for value in filter(None, (holder.phone, holder.email, holder.salutation)):
        st.markdown(plain(value))

"""Office-holders: who holds which office since when; the form of one (`?id=3`, `?nove=1`) and the calendar link."""

import streamlit as st

from lib import clock
from lib.contacts import queries
from lib.flows import attendance
from lib.i18n import t, tn
from lib.ui import cached
from lib.ui import diary_holders as ask
from lib.ui.forms import Form, act
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head
from lib.ui.lists import Column, Empty, show_list

user = guard("diary.read")
holder_id, may_edit = chosen_id(), user.may("diary.edit")
holder = cached.read(queries.holder, holder_id, by=user) if holder_id else None
now = cached.read(queries.holders, clock.today(), by=user)
add = Link(t("Add an office-holder"), ask.PAGE, ":material/add:", {"nove": "1"})
everybody = Link(t("Office-holders"), ask.PAGE, ":material/badge:")

if holder or (may_edit and "nove" in st.query_params):
    head(ask.title(holder) if holder else t("Add an office-holder"), others=(everybody,))
    if holder:
        ask.contact(holder)
    if may_edit:
        form = Form(f"diary.holder.{holder_id or 'new'}")
        with form.body():
            known = dict(now.select("id", "office").iter_rows())
            card, succeeds = ask.fields(form, holder, known, user)
            if form.submit(t("Save the office-holder"), icon=":material/save:"):
                form.save(
                    lambda db: ask.save(db, holder, card, succeeds, user),
                    said=lambda _: t("{name} is saved.", name=card.name),
                    go=ask.PAGE,
                )
    if holder:
        ask.feed(holder, user)
    st.stop()
head(
    t("Office-holders"), tn("{n} in office today", "{n} in office today", now.height), primary=add if may_edit else None
)
unread = cached.read(attendance.unread, by=user) if may_edit else None
if unread is not None and unread.height:
    named = tn(
        "{n} event names the leadership in words only", "{n} events name the leadership in words only", unread.height
    )
    st.info(t("{events}, as the shared calendar says.", events=named), icon=":material/group_add:")
    act(t("Put the leadership on the events"), lambda db: attendance.read_all(db, by=user), key="read",
        said=lambda n: tn("The leadership is on {n} event.", "The leadership is on {n} events.", n))  # fmt: skip
show_list(
    "holders",
    cached.read(queries.holders, by=user),
    [
        Column("office", t("Office")),
        Column("name", t("Name")),
        Column("valid_from", t("Since"), "date", on_phone=False),
        Column("valid_to", t("Until"), "date"),
        Column("phone", t("Phone"), "phone"),
        Column("email", t("E-mail"), on_phone=False),
        Column("salutation", t("Salutation"), shown=False),
        Column("login", t("Account here"), shown=False),
        Column("has_feed", t("Calendar link"), "yes_no", on_phone=False),
    ],
    search=("name", "office"),
    row_page=ask.PAGE,
    empty=Empty(t("Nobody of the leadership is entered yet."), add if may_edit else None),
    by=user,
    count=lambda n: tn("{n} office-holder", "{n} office-holders", n),
    title=t("Office-holders"),
)

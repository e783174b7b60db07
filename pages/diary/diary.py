"""The leadership's diary: events, entries and holidays per person; when they have time."""

import streamlit as st

from lib.i18n import t, tn
from lib.ui import diary, in_address
from lib.ui.calendar import May, Picked, Wanted, calendar
from lib.ui.calendar_days import shown
from lib.ui.forms import go_to
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("diary.read")
offices = diary.in_office(user)
now = shown("diar", "week")
may_edit = user.may("diary.edit")

head(
    t("Leadership's diary"),
    tn("{n} office-holder", "{n} office-holders", len(offices)),
    primary=Link(t("Enter into the diary"), "pages/diary/entry.py", ":material/add:") if may_edit else None,
    others=(
        Link(t("Day sheet"), "pages/diary/day.py", ":material/today:"),
        Link(t("Invitations"), "pages/diary/invitations.py", ":material/mail:"),
    ),
)
if not offices:
    diary.nobody_yet(user)
parts = {"diar": t("Diary"), "volno": t("When they have time")}
part = in_address.one_of("cast", t("What to show"), parts, "diar")
chosen = diary.choose(offices)
if part == "volno":
    for holder_id in chosen:
        diary.free(holder_id, offices[holder_id], user)
    st.stop()
done = calendar(
    diary.shown(now, chosen, offices, user),
    key="diar",
    view="week",
    states=diary.states(),
    off=("cancelled", "postponed"),
    may=May(add=may_edit, share=True),
)
if isinstance(done, Picked):
    page = "pages/events/event.py" if done.id > 0 else "pages/diary/entry.py"
    go_to(page, id=str(abs(done.id)))
if isinstance(done, Wanted):
    about = {"den": done.day.isoformat(), "cas": done.at or ""} | (
        {"osoba": offices[chosen[0]]} if len(chosen) == 1 else {}
    )
    go_to("pages/diary/entry.py", **about)

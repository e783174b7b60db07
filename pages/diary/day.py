"""The day sheet of an office-holder: what, where, who meets her, what to say, what to bring."""

import streamlit as st

from lib.czech import dates
from lib.i18n import t
from lib.ui import diary
from lib.ui import diary_day as look
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("diary.read")
on = look.day()
offices = diary.in_office(user, on)

head(
    t("Day sheet"),
    dates.long_date(on),
    others=(Link(t("Leadership's diary"), "pages/diary/diary.py", query={"den": on.isoformat(), "pohled": "den"}),),
)
if not offices:
    diary.nobody_yet(user)
holder_id = diary.choose_one(offices)
look.turn(on)
sheet = look.sheet(holder_id, on, user)
st.caption(look.state(sheet))
with st.container(horizontal=True, gap="small"):
    look.papers(sheet)
look.draw(sheet, user)

"""What came out about the town in the media; `?id=` opens one, `?cast=novy` or an event (`?akce=`) begins one."""

import polars as pl
import streamlit as st

from lib import clock
from lib.czech import dates
from lib.i18n import t, tn
from lib.press.queries import questions, releases
from lib.ui import cached, in_address
from lib.ui import press as look
from lib.ui import press_outputs as parts
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("press.read")
edits, number, event_id = user.may("press.edit"), chosen_id(), in_address.number("akce")
found = cached.read(questions.outputs, by=user)
everything = (Link(t("Media outputs"), look.OUTPUTS, ":material/breaking_news:"),)
if number is not None:
    now = cached.read(questions.output, number, by=user)
    row = found.row(by_predicate=pl.col("id") == number, named=True)
    head(row["title"], f"{row['medium']} · {dates.short_date(row['on_day'])}", others=everything)
    parts.one(row)
    if edits:
        parts.correct(number, now, cached.read(releases.releases, by=user), user)
        parts.remove(number, row["title"], user)
    st.stop()
if edits and (event_id or st.query_params.get("cast") == "novy"):
    head(t("New output"), t("What the media published or broadcast about the town."), others=everything)
    parts.add(cached.read(releases.releases, by=user), user, event_id=event_id)
    st.stop()

month = found.filter(found["on_day"] >= clock.today().replace(day=1)).height
new = Link(t("Add an output"), look.OUTPUTS, ":material/add:", {"cast": "novy"}) if edits else None
head(
    t("Media outputs"),
    tn("{n} this month", "{n} this month", month),
    primary=new,
    others=(Link(t("Questions of the media"), look.QUESTIONS, ":material/contact_support:"),),
)
parts.show(found, new, user)

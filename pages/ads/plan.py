"""The plan of revenue from ads beside fact, and what issues earned against their print and distribution."""

import streamlit as st

from lib import clock
from lib.ads import queries
from lib.ads.queries import planned
from lib.i18n import t
from lib.ui import cached
from lib.ui import plan as parts
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("ads.read")
this_year = clock.today().year
years = sorted({this_year + 1, this_year, *cached.read(queries.years, by=user)}, reverse=True)
chosen = st.query_params.get("rok", "")
year = int(chosen) if chosen.isdecimal() and int(chosen) in years else this_year
found = cached.read(planned.plan, year, by=user)
head(
    t("Plan and result of {year}", year=year),
    parts.sentence(found),
    others=(Link(t("Revenue from ads"), "pages/ads/revenue.py", ":material/payments:"),),
)
st.segmented_control(
    t("Year"), [str(one) for one in years], default=str(year), required=True, key="rok", bind="query-params",
    label_visibility="collapsed",
)  # fmt: skip
parts.fact(found, year)
if user.may("ads.edit"):
    parts.form(found, year, user)
st.header(t("What issues earned against their cost"), anchor=False)
parts.results(cached.read(planned.results, year, by=user), year, user)

"""What the paper earns from ads: months, issues, advertisers, sizes, years; who owes and who has not come back."""

import streamlit as st

from lib import clock
from lib.ads import queries
from lib.ads.queries import planned
from lib.i18n import t
from lib.ui import ads as look
from lib.ui import cached
from lib.ui import revenue as parts
from lib.ui.columns import Column
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import show_list

user = guard("ads.read")
years = cached.read(queries.years, by=user)
if not years:
    head(t("Revenue from ads"))
    show_list("ads.none", cached.read(queries.ads, by=user), [], empty=look.empty(), by=user)
    st.stop()

chosen = st.query_params.get("rok", "")
usual = max((one for one in years if one <= clock.today().year), default=years[0])
year = int(chosen) if chosen.isdecimal() and int(chosen) in years else usual
of_year = cached.read(queries.of_year, year, by=user)
waiting = cached.read(queries.unpaid, by=user)
head(
    t("Revenue from ads in {year}", year=year),
    look.year_sentence(of_year),
    others=(
        Link(t("Ads"), "pages/ads/ads.py", ":material/list:"),
        Link(t("Plan and result"), "pages/ads/plan.py", ":material/flag:"),
    ),
)
st.segmented_control(
    t("Year"), [str(one) for one in years], default=str(year), required=True, key="rok", bind="query-params",
    label_visibility="collapsed",
)  # fmt: skip
views = st.tabs(
    [t("Months"), t("Issues"), t("Advertisers"), t("Sizes"), t("Pages of the paper"), t("Unpaid"),
     t("Have not come back"), t("Years")],
    key="pohled", on_change="rerun", bind="query-params",
)  # fmt: skip
by_month, by_issue, by_advertiser, by_format, by_page, unpaid, not_back, by_year = views
if by_month.open:
    with by_month:
        parts.months(cached.read(queries.by_month, year, by=user), of_year)
if by_issue.open:
    with by_issue:
        issues = cached.read(queries.by_issue, year, by=user)
        parts.totals("ads.issues", issues, [Column("issue", t("Issue"))], year, t("Revenue by issue"), user)
if by_advertiser.open:
    with by_advertiser:
        best = cached.read(queries.by_advertiser, year, by=user)
        parts.best(best, of_year)
        name = [Column("advertiser", t("Advertiser"))]
        parts.totals("ads.advertisers", best, name, year, t("Revenue by advertiser"), user)
if by_format.open:
    with by_format:
        sizes = [Column("kind", t("Kind of ad")), Column("format", t("Size"))]
        sold = cached.read(queries.by_format, year, by=user)
        parts.totals("ads.formats", sold, sizes, year, t("Revenue by size"), user)
        parts.sizes_by_month(cached.read(planned.by_month_and_format, year, by=user), year)
if by_page.open:
    with by_page:
        pages = cached.read(planned.by_page, year, by=user)
        parts.totals("ads.pages", pages, [Column("page", t("Page of the paper"))], year, t("Revenue by page"), user)
if unpaid.open:
    with unpaid:
        parts.unpaid(waiting, user)
if not_back.open:
    with not_back:
        parts.not_back(cached.read(queries.not_back, year, by=user), year, user)
if by_year.open:
    with by_year:
        parts.years(cached.read(queries.by_year, by=user))

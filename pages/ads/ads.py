"""All ads as a list; the editor mends the day of payment and the note in place."""

from lib.ads import actions, queries
from lib.i18n import t
from lib.ui import ads as look
from lib.ui import cached
from lib.ui.columns import Column, Edit, Filter
from lib.ui.guard import guard
from lib.ui.head import Link, head
from lib.ui.lists import show_list

user = guard("ads.read")
ads = cached.read(queries.ads, by=user)
overdue = cached.made("ads.overdue", lambda: ads.filter(state="overdue"))

head(
    t("Ads"),
    t("{ads} overdue, {sum} with VAT", ads=look.count(overdue.height), sum=look.koruny(overdue["receivable"].sum())),
    primary=Link(t("Revenue from ads"), "pages/ads/revenue.py", ":material/payments:"),
)
show_list(
    "ads",
    cached.made("ads.list", lambda: look.for_list(ads), user.language),
    [
        Column("order_number", t("Order number")),
        Column("advertiser", t("Advertiser")),
        Column("issue", t("Issue")),
        Column("kind", t("Kind of ad")),
        Column("revenue", t("Price without VAT"), "money"),
        Column("state", t("Payment"), "state", look.states()),
        Column("paid_on", t("Paid on"), "date"),
        Column("note", t("Note")),
        Column("format", t("Size"), shown=False),
        Column("due_on", t("Due on"), "date", shown=False),
        Column("receivable", t("Price with VAT"), "money", shown=False),
        Column("days_overdue", t("Days overdue"), "whole", shown=False),
        Column("invoice_number", t("Invoice number"), shown=False),
        Column("issued_on", t("Issued on"), "date", shown=False),
        Column("page", t("Page of the paper"), shown=False),
        Column("issue_day", t("Month of the issue"), "date", shown=False),
    ],
    search=("order_number", "advertiser", "invoice_number", "note"),
    filters=(
        Filter("issue_day", t("Year"), by="year"),
        Filter("kind", t("Kind of ad")),
        Filter("state", t("Payment"), "pills"),
    ),
    sort="-issue_day",
    row_page="pages/ads/ad.py",
    empty=look.empty(),
    edit=Edit(("paid_on", "note"), lambda db, ad_id, changes, by: actions.change(db, ad_id, changes, by=by))
    if user.may("ads.edit")
    else None,
    by=user,
    count=look.count,
    title=t("Ads"),
)

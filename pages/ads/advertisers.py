"""Everybody who advertises: what they owe, when they advertised last, who pays first."""

import streamlit as st

from lib.flows import advertisers
from lib.i18n import language, t
from lib.ui import advertisers as look
from lib.ui import cached
from lib.ui.columns import Column, Filter
from lib.ui.guard import guard
from lib.ui.head import head
from lib.ui.lists import show_list

user = guard("ads.read")
top = st.container()
everybody = st.toggle(t("Also who only got gifts or holds events"), key="vsichni", bind="query-params")
found = cached.read(advertisers.advertisers, everybody, by=user)

with top:
    head(t("Advertisers"), look.sentence(found), primary=look.new_link(user))
show_list(
    "advertisers",
    cached.made("advertisers.list", lambda: look.in_words(found), everybody, language()),
    [
        Column("name", t("Advertiser")),
        Column("owed", t("Owes"), "money"),
        Column("state", t("State"), "state", look.states()),
        Column("last_issue", t("Last issue"), "date"),
        Column("ads", t("Number of ads"), "whole"),
        Column("kind", t("Class of advertiser"), on_phone=False),
        Column("ico", t("Company ID"), on_phone=False),
        Column("overdue", t("Overdue sum"), "money", shown=False),
        Column("dic", t("Tax ID (DIČ)"), shown=False),
        Column("address", t("Address"), shown=False),
        Column("email", t("E-mail"), shown=False),
        Column("phone", t("Phone"), "phone", shown=False),
        Column("contact_person", t("Contact person"), shown=False),
        Column("account", t("Bank account"), shown=False),
        Column("pays_first", t("Needs payment first, because"), shown=False),
        Column("ended_on", t("Dissolved on"), "date", shown=False),
    ],
    search=("name", "ico", "address", "email", "phone", "contact_person"),
    filters=(Filter("state", t("State"), "pills"), Filter("kind", t("Class of advertiser"))),
    sort="-owed",
    row_page=look.PAGE,
    empty=look.empty(user),
    by=user,
    count=look.count,
    title=t("Advertisers"),
)

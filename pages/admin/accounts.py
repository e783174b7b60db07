"""Accounts of the people in the office: open, change, close, hand over a link for a password."""

import streamlit as st

from lib import accounts
from lib.i18n import t, tn
from lib.ui import accounts as look
from lib.ui import badges, cached
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("users.manage")
login = st.query_params.get("id", "")

if login:
    one = cached.fresh(accounts.account, login, by=user)
    head(one.name, look.role_words(one.roles), others=(Link(t("Accounts"), look.PAGE),))
    badges.show(look.states()["open" if one.active else "closed"])
    look.link()
    what, next_steps = st.columns([3, 2], gap="large")
    with what:
        look.change(one, by=user)
    with next_steps:
        look.steps(one, by=user)
else:
    found = cached.fresh(accounts.accounts, by=user)
    active = found.filter("active").height
    head(t("Accounts"), tn("{n} open account", "{n} open accounts", active))
    look.link()
    look.open_new(by=user)
    look.show(found, by=user)

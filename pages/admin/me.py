"""My account: language, password, one-time code, signing out."""

import streamlit as st

from lib import accounts
from lib.i18n import t
from lib.ui import accounts as look
from lib.ui import cached
from lib.ui.guard import guard
from lib.ui.head import head

user = guard("events.read")
account = cached.fresh(accounts.own_account, by=user)

head(account.name, look.role_words(account.roles))
st.link_button(t("Sign out"), "/odhlaseni", icon=":material/logout:")
left, right = st.columns(2, gap="large")
with left:
    st.subheader(t("Language"), anchor=False)
    look.language(user)
    st.subheader(t("Password"), anchor=False)
    look.password(user)
with right:
    st.subheader(t("One-time code"), anchor=False)
    look.code(user, account)

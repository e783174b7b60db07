"""A new price list: empty, by a public list of another town, or a copy (`?podle=3`)."""

import streamlit as st

from lib.i18n import t
from lib.tariffs import queries
from lib.ui import cached, tariffs_edit
from lib.ui import tariffs as look
from lib.ui.guard import guard
from lib.ui.head import Link, head

user = guard("tariffs.edit")
found = cached.read(queries.price_lists, by=user)
head(
    t("New price list"),
    t("It is a draft: nothing holds until you put it in force."),
    others=(Link(t("Price lists"), look.LIST),),
)
tariffs_edit.new(dict(found.select("id", "name").iter_rows()), st.query_params.get("podle", ""), user)

"""One price list: what it says and what happens next with it; a draft is written here in tables."""

import streamlit as st

from lib import clock
from lib.i18n import t
from lib.tariffs import queries
from lib.tariffs.rules.validity import standing
from lib.ui import badges, cached, in_address, tariffs_edit, tariffs_steps, tariffs_tables
from lib.ui import tariffs as look
from lib.ui.facts import history
from lib.ui.guard import guard
from lib.ui.head import Link, chosen_id, head

user = guard("tariffs.read")
one = cached.fresh(queries.price_list, chosen_id() or 0, by=user)
before = cached.fresh(queries.in_force, one.valid_from, by=user) if one.state == "draft" else None
edits = user.may("tariffs.edit")

head(
    one.name,
    " · ".join(filter(None, (look.days(one), one.resolution))),
    others=(
        Link(t("Price lists"), look.LIST),
        Link(t("Count a price"), look.CALCULATOR, ":material/calculate:", {"id": str(one.id)}),
        *((Link(t("Copy"), look.NEW, ":material/content_copy:", {"podle": str(one.id)}),) if edits else ()),
    ),
)
badges.show(look.standings()[standing(one.state, one.valid_from, one.valid_to, clock.today())])
parts = {"prehled": t("Overview")}
if edits and one.state == "draft":
    parts |= {"hlavicka": t("Days and resolution")}
    parts |= {name: t(table.title) for name, table in tariffs_tables.TABLES.items()} | {"pravidla": t("Rules")}
part = in_address.one_of("cast", t("Part of the page"), parts, "prehled") if len(parts) > 1 else "prehled"

if part == "hlavicka":
    tariffs_edit.heading(one, user)
elif part == "pravidla":
    tariffs_edit.rules(one, user)
elif part in tariffs_tables.TABLES:
    tariffs_edit.table(one, part, user)
else:
    if edits:
        with st.container(horizontal=True, key="price-list-steps"):
            tariffs_steps.steps(one, before, user)
    look.shown(one)
    history(cached.fresh(queries.history, one.id, by=user))

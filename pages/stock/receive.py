"""Receive, move, take back, write off, count: what happens to goods without a new protocol."""

import streamlit as st

from lib import clock
from lib.czech import numbers
from lib.i18n import t
from lib.stock import actions, queries
from lib.ui import cached
from lib.ui import stock as look
from lib.ui import stock_forms as ask
from lib.ui.forms import Form
from lib.ui.guard import guard
from lib.ui.head import chosen_id, head

user = guard("stock.move")
names = ask.labels(cached.read(queries.items, by=user).filter(retired=False))
places = cached.read(queries.place_names, by=user)
kinds = {"P": t("Receive"), "T": t("Move"), "R": t("Take back"), "Z": t("Write off"), "I": t("Count")}

head(t("Receive, move, write off"), t("Handing out has a page of its own, with a protocol."))
form = Form(f"stock.receive.{chosen_id() or 'any'}", live=True)
with form.body():
    options = {"options": list(kinds), "format_func": kinds.get, "default": "P", "required": True}
    kind = form.ask("kind", st.segmented_control, t("What happened"), **options)
    if kind == "R":
        ask.choose_protocol(cached.read(queries.handovers, by=user))
        st.stop()
    item = ask.item(form, names, chosen_id())
    label, least = (t("Counted pieces"), 0) if kind == "I" else (t("Quantity"), 1)
    pieces = form.ask("quantity", st.number_input, label, min_value=least, value=None, step=1) or 0
    source = ask.place(form, "from_place", t("From place"), places) if kind in "TZ" else 0
    target = ask.place(form, "to_place", t("To place"), places, int(kind == "T")) if kind in "PT" else 0
    place = ask.place(form, "place", t("Place"), places) if kind == "I" else 0
    card = t("as on the card")
    price = form.ask("unit_price", st.text_input, t("Unit price"), placeholder=card) if kind == "P" else ""
    supplier = form.ask("supplier", st.text_input, t("Supplier")) if kind == "P" else ""
    note = form.ask("note", st.text_input, t("What happened to it") if kind == "Z" else t("Note"))
    day = form.ask("day", st.date_input, t("Date"), value=clock.today(), format="DD.MM.YYYY", max_value=clock.today())
    if form.submit(t("Record")):
        deeds = {
            "P": lambda db: actions.receive(
                db, item or 0, pieces, to_place=target, day=day, supplier=supplier, note=note, by=user,
                unit_price=numbers.parse_money(price) if price.strip() else None,
            ),
            "T": lambda db: actions.move(
                db, item or 0, pieces, from_place=source, to_place=target, day=day, note=note, by=user
            ),
            "Z": lambda db: actions.write_off(
                db, item or 0, pieces, from_place=source, reason=note, day=day, by=user
            ),
            "I": lambda db: actions.stocktake(db, item or 0, pieces, place=place, day=day, note=note, by=user),
        }  # fmt: skip
        form.save(
            deeds[kind],
            said=lambda done: look.recorded(kind, names[item or 0], pieces, done),
            go="pages/stock/item.py",
            query=lambda _: {"id": str(item)},
        )

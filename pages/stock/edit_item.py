"""The card of an item in writing: a new one, or the corrections of one that is there."""

import streamlit as st

from lib.czech import dates, numbers
from lib.i18n import t
from lib.stock import actions, queries
from lib.stock.rules import Card
from lib.ui import cached
from lib.ui import stock as look
from lib.ui.forms import Form, act
from lib.ui.guard import guard
from lib.ui.head import chosen_id, head

user = guard("stock.edit")
item_id = chosen_id()
item = cached.read(queries.item, item_id, by=user) if item_id else look.NEW_ITEM
places = cached.read(queries.place_names, by=user)
categories = cached.read(queries.categories, by=user)

head(item.name or t("New item"), item.code)
form = Form(f"stock.item.{item_id or 'new'}")
with form.body():
    code = form.ask("code", st.text_input, t("Code"), value=item.code)
    name = form.ask("name", st.text_input, t("Item"), value=item.name)
    category = form.ask(
        "category", st.selectbox, t("Category"), options=categories, accept_new_options=True,
        index=categories.index(item.category) if item.category in categories else None,
    )  # fmt: skip
    price = form.ask("purchase_price", st.text_input, t("Purchase price"), value=look.price_text(item))
    minimum = form.ask("minimum", st.number_input, t("Minimum"), min_value=0, step=1, value=item.minimum)
    place = form.ask(
        "place", st.selectbox, t("Default place"), options=list(places.values()), accept_new_options=True,
        index=list(places).index(item.default_place_id) if item.default_place_id in places else None,
    )  # fmt: skip
    with st.expander(t("More details")):
        unit = form.ask("unit", st.text_input, t("Unit"), value=item.unit)
        supplier = form.ask("supplier", st.text_input, t("Supplier"), value=item.supplier)
        expires = dates.parse_date(item.expires_on) if item.expires_on else None
        expires_on = form.ask("expires_on", st.date_input, t("Expires on"), value=expires, format="DD.MM.YYYY")
        for_children = form.ask("for_children", st.checkbox, t("Suitable for children"), value=bool(item.for_children))
        sold = form.ask("sold", st.checkbox, t("Sold in the info centre"), value=bool(item.sold_at_info_centre))
        note = form.ask("note", st.text_area, t("Note"), value=item.note)
    photo = st.file_uploader(t("Photo"), key=form.key("photo"), type=["jpg", "jpeg", "png", "webp"])
    if form.submit(t("Save the card")):
        picture = (photo.getvalue(), photo.name) if photo else None
        form.save(
            lambda db: actions.save_item(
                db,
                item_id,
                Card(
                    code, name, category or "", unit, numbers.parse_money(price or "0"), minimum, supplier,
                    actions.add_place(db, place, by=user) if place else None, for_children, sold, expires_on, note,
                ),
                picture,
                by=user,
            ),
            said=lambda _: t("The card of {name} is saved.", name=name),
            go="pages/stock/item.py",
            query=lambda saved: {"id": str(saved)},
        )  # fmt: skip
if item_id and item.retired:
    act(t("Put back into use"), lambda db: actions.put_back(db, item_id, by=user), key="put_back",
        said=lambda _: t("The item is in use again."))  # fmt: skip
elif item_id:
    act(t("Retire the item"), lambda db: actions.retire_item(db, item_id, by=user), key="retire",
        said=lambda _: t("The item is retired."))  # fmt: skip

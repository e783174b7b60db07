"""Price lists on the screen: how a list reads, what is priced, what is added and taken off, and its days."""

import polars as pl
import streamlit as st

from lib.czech import dates, numbers
from lib.i18n import t, tn
from lib.tariffs.records import Conditions, Content, Discount, Item, PeoplePrice, PriceList, Surcharge
from lib.tariffs.rules import CLIENTS, COUNTS, ROUNDING_OF, ROUNDING_WAYS, percent_words
from lib.tariffs.rules.validity import STANDINGS
from lib.ui.badges import State
from lib.ui.columns import Column
from lib.ui.facts import facts
from lib.ui.lists import draw_table
from lib.ui.plain import plain

LIST = "pages/tariffs/price_lists.py"
PAGE = "pages/tariffs/price_list.py"
NEW = "pages/tariffs/new.py"
CALCULATOR = "pages/tariffs/calculator.py"


def standings() -> dict[str, State]:
    """Standing → its badge."""
    return {code: State(t(word), tone) for code, (word, tone) in STANDINGS.items()}  # type: ignore[arg-type]


def count(n: int) -> str:
    """`3 ceníky`."""
    return tn("{n} price list", "{n} price lists", n)


def days(one: PriceList) -> str:
    """`od 1. 1. 2026 do odvolání`."""
    last = t("to {day}", day=dates.date(one.valid_to)) if one.valid_to else t("until further notice")
    return t("from {first} {last}", first=dates.date(one.valid_from), last=last)


def shown(one: PriceList) -> None:
    """The whole list to be read, also on a phone: items, surcharges, discounts, rules, note."""
    content = one.content
    if not content.items:
        st.caption(t("The price list has no items yet."))
    columns = [Column("name", t("Item of the price list")), Column("price", t("Price")),
               Column("size", t("Size in mm")), Column("who", t("For whom")), Column("vat", t("VAT")),
               Column("code", t("Code"))]  # fmt: skip
    _table("items", t("Items"), [_item(content, item) for item in content.items], columns)
    columns = [Column("name", t("Surcharge")), Column("price", t("How much")), Column("items", t("To which items"))]
    _table("surcharges", t("Surcharges"), [_surcharge(each) for each in content.surcharges], columns)
    columns = [Column("name", t("Discount")), Column("price", t("How much")), Column("counts", t("What counts")),
               Column("rules", t("Conditions")), Column("items", t("To which items"))]  # fmt: skip
    _table("discounts", t("Discounts"), [_discount(each) for each in content.discounts], columns)
    facts(_rules(content))
    if content.note:
        st.caption(plain(content.note))


def _table(name: str, title: str, rows: list[dict[str, str]], columns: list[Column]) -> None:
    """A table with a heading; columns in which no row says anything are left out."""
    said = [column for column in columns if any(row[column.name] for row in rows)]
    if rows:
        st.subheader(title, anchor=False)
        draw_table(f"tariffs.{name}", title, pl.DataFrame(rows), said)


def _item(content: Content, item: Item) -> dict[str, str]:
    with_vat = content.with_vat if item.with_vat is None else item.with_vat
    size = f"{item.width_mm} × {item.height_mm} mm" if item.width_mm and item.height_mm else ""
    return {
        "name": item.name,
        "price": price(item),
        "size": size,
        "who": ", ".join(t(CLIENTS[client]) for client in item.clients),
        "vat": t("with VAT") if with_vat else t("without VAT"),
        "code": item.code,
    }


def price(item: Item) -> str:
    """`18 Kč za začatých 30 znaků, nejméně 60 Kč`."""
    money = numbers.money(item.price)
    if item.unit == "people":
        return "; ".join(map(_people, item.table))
    said = money
    if item.unit == "characters":
        said = t("{price} for each started {per} characters", price=money, per=item.per)
    elif item.unit == "area":
        said = t("{price} a cm²", price=money)
    return t("{price}, at least {minimum}", price=said, minimum=numbers.money(item.minimum)) if item.minimum else said


def _people(row: PeoplePrice) -> str:
    photos = tn("with {n} photo", "with {n} photos", row.photos) if row.photos else t("without a photo")
    persons = tn("{n} person", "{n} persons", row.persons)
    return t("{people} and {photos}: {price}", people=persons, photos=photos, price=numbers.money(row.price))


def _surcharge(one: Surcharge) -> dict[str, str]:
    much = percent_words(one.percent) if one.percent else numbers.money(one.amount)
    return {"name": one.name, "price": much, "items": ", ".join(one.items)}


def _discount(one: Discount) -> dict[str, str]:
    steps = [
        t("from {least}: {percent}", least=tier.least, percent=percent_words(tier.percent))
        if tier.least > 1
        else percent_words(tier.percent)
        for tier in one.tiers
    ]
    said = [
        "" if one.retroactive else t("only from the issue that reached it"),
        t("charged back when fewer come out") if one.charge_back else "",
        t("paid ahead only") if one.prepaid else "",
        *(t(CLIENTS[client]) for client in one.clients),
    ]
    return {
        "name": one.name, "price": ", ".join(steps), "counts": t(COUNTS[one.counts]),
        "rules": ", ".join(filter(None, said)), "items": ", ".join(one.items),
    }  # fmt: skip


def _rules(content: Content) -> dict[str, str | None]:
    rounding = content.rounding
    rounded = t("{way} to {to}, {of}", way=t(ROUNDING_WAYS[rounding.way]), to=numbers.money(rounding.to),
                of=t(ROUNDING_OF[rounding.of]))  # fmt: skip
    said = {
        t("VAT"): f"{content.rate}\u00a0%",
        t("Spaces in line ads"): t("are counted") if content.spaces else t("are not counted"),
        t("Rounding"): rounded if rounding.to > 1 else None,
        t("Conditions"): " ".join(conditions(content.conditions)),
    }
    return dict(said)


def conditions(said: Conditions) -> list[str]:
    """What a list says beside prices, a sentence each."""
    sentences = []
    if said.ad_pages:
        sentences.append(
            tn("At most {n} page of ads in an issue.", "At most {n} pages of ads in an issue.", said.ad_pages)
        )
    if said.closing_days:
        sentences.append(
            tn("Material {n} day before the closing.", "Material {n} days before the closing.", said.closing_days)
        )
    if said.closing_table:
        sentences.append(t("Each issue has its closing in a table."))
    if said.paid_first:
        sentences.append(t("What is not paid is not printed."))
    if said.consent:
        sentences.append(t("The editorial board agrees before invoicing."))
    if said.no_political:
        sentences.append(t("No political ads."))
    return sentences

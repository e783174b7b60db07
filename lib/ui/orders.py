"""How orders of ads look: words of states, the list, what is known of one, its papers."""

import json
from functools import partial

import polars as pl
import streamlit as st

from lib import clock, files
from lib.access import User
from lib.ads import documents, pictures, queries, rules
from lib.ads.documents import Printed
from lib.ads.queries.orders import Order
from lib.ads.words import field_word
from lib.czech import dates, numbers
from lib.errors import OfficeError
from lib.i18n import t, tn
from lib.sender import letterhead
from lib.ui import cached
from lib.ui.ads import kind_word
from lib.ui.badges import State
from lib.ui.columns import Column
from lib.ui.facts import facts
from lib.ui.forms import speak
from lib.ui.head import Link
from lib.ui.plain import plain

LIST, ORDER, NEW = "pages/ads/orders.py", "pages/ads/order.py", "pages/ads/new_order.py"
CLOSING, ISSUES = "pages/ads/closing.py", "pages/ads/issues.py"
ADVERTISER = "pages/ads/advertiser.py"
WAITING = ("enquiry", "ordered", "reserved", "material", "preview", "approved")
"""States in which somebody of the office or of the firm is to do something before the closing."""


def states() -> dict[str, State]:
    """State of an order → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in rules.ORDER_STATES.items()}  # type: ignore[arg-type]


def state_word(code: str) -> str:
    """`rezervováno místo`."""
    return t(rules.ORDER_STATES[code][0])


def count(n: int) -> str:
    """`3 objednávky`."""
    return tn("{n} order", "{n} orders", n)


def for_list(orders: pl.DataFrame) -> pl.DataFrame:
    """Orders with `kind` and `source` in words and issues like `12/2026` of enquiries too."""
    sources = {"office": t("Kancelář"), "sheet": t("the spreadsheet")}
    kinds = {code: kind_word(code) for code in rules.KINDS}
    said = pl.col("issues").str.replace_all(r"(\d{4})-0?(\d{1,2})", "${2}/${1}")
    return orders.with_columns(
        issues=said, kind=pl.col("kind").replace_strict(kinds), source=pl.col("source").replace_strict(sources)
    )


def columns() -> list[Column]:
    """The columns of a list of orders."""
    return [
        Column("number", t("Order number")),
        Column("advertiser", t("Advertiser")),
        Column("issues", t("Issues")),
        Column("item", t("Size")),
        Column("with_vat", t("Price with VAT"), "money"),
        Column("state", t("State"), "state", states()),
        Column("placement", t("Wished placement"), on_phone=False),
        Column("kind", t("Kind of ad"), shown=False),
        Column("ads", t("Number of ads"), "whole", shown=False),
        Column("without_vat", t("Price without VAT"), "money", shown=False),
        Column("ordered_on", t("Ordered on"), "date", shown=False),
        Column("first_issue", t("First issue"), "date", shown=False),
        Column("prepaid", t("Payment first"), "yes_no", shown=False),
        Column("source", t("Kept in"), shown=False),
        Column("contact", t("Contact"), shown=False),
        Column("note", t("Note"), shown=False),
    ]


def ways(order: Order, *, edits: bool) -> tuple[Link, ...]:
    """Where one goes from an order: the list, its advertiser, its form."""
    there = (
        Link(t("Orders of ads"), LIST, ":material/list:"),
        Link(t("Advertiser"), ADVERTISER, ":material/storefront:", {"id": str(order.party_id)}),
    )
    return (*there, Link(t("Change the order"), NEW, ":material/edit:", {"id": str(order.id)})) if edits else there


def known(order: Order) -> None:
    """What is known of an order."""
    days = {name: dates.short_date(day) if day else None for name, day in
            (("ordered", order.ordered_on), ("sent", order.preview_sent_on), ("until", order.preview_until),
             ("approved", order.approved_on))}  # fmt: skip
    approved = ", ".join(filter(None, (days["approved"], order.approved_by, order.approved_how)))
    marks = [t("Paid advertising")] if order.marked else []
    marks += [t("Payment first")] if order.prepaid or order.pays_first else []
    facts(
        {
            t("Price without VAT"): _money(order.without_vat),
            t("Price with VAT"): _money(order.with_vat),
            t("What is ordered"): f"{kind_word(order.kind)} {order.item}",
            t("Wished placement"): order.placement,
            t("Way of payment"): t(documents.PAYMENTS[order.payment]),
            t("Watch out"): ", ".join(marks),
            t("Ordered on"): days["ordered"],
            t("Preview sent"): days["sent"],
            t("Answer by"): days["until"] if order.state == "preview" else None,
            t("Approved"): approved,
            t("Contact"): ", ".join(filter(None, (order.contact, order.email, order.phone))),
            t("Advertiser's IČO"): order.ico,
            t("Needs payment first because"): order.pays_first,
            t("Link to the register of contracts"): order.register_link,
            t("Note"): order.note,
        }
    )
    if order.text:
        st.caption(t("Text of the ad"))
        st.text(order.text)


def picture(order: Order, size: tuple[int, int] | None) -> None:
    """The picture with what is wrong with it at the printed size."""
    if order.picture is None:
        return
    try:
        one, content = pictures.kept(order.picture), files.read(order.picture)
    except OfficeError as error:
        speak(error)
        return
    st.image(content, width=320)
    sharp(one, size)


def sharp(one: pictures.Picture, size: tuple[int, int] | None) -> None:
    """How sharp a picture will be when printed; a warning below 300 dpi and for another shape."""
    if size is None:
        return
    dpi = one.dpi(*size)
    said = t("{wide} × {high} points are {dpi} dpi at {width} × {height} mm.", wide=one.wide, high=one.high, dpi=dpi,
             width=size[0], height=size[1])  # fmt: skip
    if dpi < pictures.LEAST_DPI:
        st.warning(plain(t("{said} Print needs {least}; ask for a better picture.", said=said,
                           least=pictures.LEAST_DPI)), icon=":material/image:")  # fmt: skip
    else:
        st.caption(plain(said))
    if not one.fits(*size):
        st.warning(t("The picture has another shape than the ad: it would be stretched or cut."),
                   icon=":material/aspect_ratio:")  # fmt: skip


def ads(order: Order) -> None:
    """The ads of an order, an issue a line."""
    for ad in order.ads:
        word = t("cancelled ad") if ad.cancelled else t("paid") if ad.paid_on else ""
        said = [
            t("issue {issue}", issue=ad.issue) if not ad.extra else t("charged on top"),
            dates.short_date(ad.out_on),
            _money(ad.with_vat) or "",
            t("page {page}", page=ad.page) if ad.page else "",
            t("invoice {number}", number=ad.invoice_number) if ad.invoice_number else "",
            word,
        ]
        st.text(" · ".join(filter(None, said)))


def papers(order: Order, user: User) -> None:
    """The confirmation and the preview: made when asked for, and the letter that goes with each."""
    size, by_characters, closes_at = cached.fresh(queries.size, order, by=user)
    letter = cached.read(queries.letter, by=user)
    head = cached.fresh(letterhead)
    given = Printed(head, letter.paper, size, by_characters, closes_at, clock.today(), user.name)
    kinds = {"confirmation": (t("Confirmation of the order"), "objednavka"),
             "preview": (t("Preview for approval"), "nahled")}  # fmt: skip
    for kind, (word, name) in kinds.items():
        with st.container(horizontal=True):
            st.download_button(word, partial(_paper, kind, order, given), f"{name}-{order.number}.pdf",
                               mime="application/pdf", icon=":material/print:", on_click="ignore",
                               key=f"order.paper.{kind}")  # fmt: skip
            st.link_button(t("Write an e-mail"), documents.order_letter(kind, order, letter, closes_at),
                           icon=":material/mail:")  # fmt: skip


def history(steps: pl.DataFrame) -> None:
    """Every step with who and why, newest first."""
    with st.expander(t("History")):
        for row in steps.iter_rows(named=True):
            said = [dates.moment(row["at"]), row["name"], _said(row), row["reason"]]
            st.caption(plain(" · ".join(filter(None, said))))


def _said(row: dict[str, str]) -> str:
    changes = json.loads(row["changes"])
    if row["what"] == "edited":
        return t("changed: {fields}", fields=", ".join(field_word(name) for name in changes))
    if row["what"] == "consent":
        return t("approved: {what}", what=", ".join(t(rules.ABOUT[about]) for about in changes))
    if row["what"] == "money":
        return t("invoice or payment: {what}", what=", ".join(filter(None, changes.values())) or "–")
    late = f", {t('after the closing')}" if changes.get("after_closing") else ""
    return state_word(row["state"]) + late


def _paper(kind: str, order: Order, given: Printed) -> bytes:
    if kind == "confirmation":
        return documents.confirmation(order, given)
    return documents.preview(order, given, files.read(order.picture) if order.picture else None)


def _money(value: int | None) -> str | None:
    return None if value is None else numbers.money(value)

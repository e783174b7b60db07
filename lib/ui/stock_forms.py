"""Fields that the cupboard's pages share: pickers of items, lines that grow, returns, corrections, the year."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates
from lib.i18n import t, tn
from lib.stock import queries, rules
from lib.stock.rules import Line
from lib.store import Database
from lib.ui import cached
from lib.ui.forms import Form, go_to

MOST_LINES = 30
OLDEST = 10
"""Years that a picker of years goes back."""


def year() -> int:
    """The year of a page; it stands in the address (`?rok=2026`)."""
    this = clock.today().year
    years = [str(year) for year in range(this, this - OLDEST - 1, -1)]
    return int(st.selectbox(t("Year"), years, key="rok", bind="query-params", width=140))


def place(form: Form, field: str, label: str, places: dict[int, str], first: int = 0) -> int:
    """One of the places, chosen by a click; the `first` one is chosen already."""
    options = {"options": list(places), "format_func": places.__getitem__, "required": True}
    chosen: int = form.ask(field, st.segmented_control, label, default=list(places)[first], **options)
    return chosen


def item(form: Form, names: dict[int, str], first: int | None) -> int | None:
    """One item, found by writing a part of its name or code; `first` is chosen already."""
    return form.ask(
        "item",
        st.selectbox,
        t("Which item"),
        options=list(names),
        format_func=names.__getitem__,
        placeholder=t("Search by name or code"),
        index=list(names).index(first) if first in names else None,
    )


def receiver(form: Form, known: dict[str, int]) -> str:
    """Who takes the items: somebody known, or a new name."""
    chosen = form.ask(
        "receiver",
        st.selectbox,
        t("To whom"),
        options=list(known),
        index=None,
        accept_new_options=True,
        placeholder=t("Choose, or write a new name"),
    )
    return chosen or ""


def labels(items: pl.DataFrame) -> dict[int, str]:
    """Item id → `Hrnek se znakem (KER-01)`, for pickers."""
    return {item_id: f"{name} ({code})" for item_id, name, code in items.select("id", "name", "code").iter_rows()}


@dataclass(frozen=True)
class Promised:
    """What the address says the items are for: an event and what is reserved for it."""

    event_id: int | None = None
    event: str = ""
    lines: tuple[tuple[int, int], ...] = ()


def promised(user: User) -> Promised:
    """What is reserved for the event in the address (`?akce=12`), to be handed out now."""
    text = st.query_params.get("akce", "")
    if not text.isdecimal():
        return Promised()
    found = cached.read(queries.reservations_of, int(text), by=user).filter(pl.col("state") == "held")
    if found.is_empty():
        return Promised()
    sums = found.group_by("item_id", maintain_order=True).agg(pl.col("quantity").sum())
    return Promised(int(text), found["event"][0], tuple(sums.iter_rows()))


def origin(promised: Promised, item_id: int | None) -> str:
    """The end of a form's name: a draft for one event or item does not come back when another one is handed out."""
    return f".event{promised.event_id}" if promised.event_id else f".{item_id}" if item_id else ""


def purpose(promised: Promised) -> str:
    """What the items are usually for."""
    if promised.event:
        return t("gifts for the event {event}", event=promised.event)
    return t("promotion of the town")


def lines(form: Form, items: pl.DataFrame, held: str, first: Sequence[tuple[int | None, int]]) -> list[Line]:
    """Items and their quantities; a line for another item appears by itself. `held` is the column of what there is,
    `first` are lines that stand there already: item and pieces."""
    offered = items.filter((pl.col(held) > 0) & ~pl.col("retired"))
    names = labels(offered)
    left = dict(offered.select("id", held).iter_rows())
    found: list[Line] = []
    while len(found) < MOST_LINES:
        n = len(found)
        known, many = first[n] if n < len(first) else (None, 1)
        place = list(names).index(known) if known in names else None
        with st.container(horizontal=True, vertical_alignment="bottom"):
            item = form.ask(
                f"item{n}",
                st.selectbox,
                t("Another item") if n else t("Which item"),
                options=list(names),
                format_func=names.__getitem__,
                index=place,
                placeholder=t("Search by name or code"),
            )
            if item is None:
                break
            label = t("Pieces (of {left})", left=left[item])
            found.append(Line(item, form.ask(f"quantity{n}", st.number_input, label, min_value=1, value=many, step=1)))
    return found


def pieces(lines: list[Line]) -> str:
    """`3 kusy`."""
    return tn("{n} piece", "{n} pieces", sum(line.quantity for line in lines))


def worth(items: pl.DataFrame, lines: list[Line]) -> int:
    """The lines at purchase prices, haléře."""
    prices = dict(items.select("id", "purchase_price").iter_rows())
    return sum(prices[line.item_id] * line.quantity for line in lines)


def receivers(parties: pl.DataFrame) -> dict[str, int]:
    """What a picker of receivers says → party id: the name, with IČO where it is known."""
    rows = parties.select("id", "name", "ico").iter_rows()
    return {f"{name} · {t('Company ID {ico}', ico=ico)}" if ico else name: party_id for party_id, name, ico in rows}


def returned(form: Form, lines: pl.DataFrame) -> list[Line]:
    """How many of each line of a protocol came back."""
    found = []
    for line in lines.filter(pl.col("returned") < pl.col("quantity")).iter_rows(named=True):
        out = line["quantity"] - line["returned"]
        back = form.ask(
            f"back{line['item_id']}", st.number_input, line["item"], min_value=0, max_value=out, value=0, step=1
        )
        if back:
            found.append(Line(line["item_id"], back))
    return found


def choose_protocol(handovers: pl.DataFrame) -> None:
    """Lead to the protocol on which goods come back."""
    out = handovers.filter(pl.col("state").is_in(["given", "lent", "late"]))
    names = {row["id"]: f"{row['number']} · {row['receiver']}" for row in out.iter_rows(named=True)}
    st.caption(t("Goods come back on the protocol on which they were handed out."))
    chosen = st.selectbox(t("Protocol"), list(names), format_func=names.__getitem__, index=None, key="protocol")
    if chosen:
        go_to("pages/stock/handover.py", id=str(chosen))


def reversal(movements: pl.DataFrame, reverse: Callable[[Database, int, str], Any]) -> None:
    """Choose a movement that was a mistake and take it back."""
    names = {row["id"]: _named(row) for row in movements.filter("reversible").head(200).iter_rows(named=True)}
    with st.expander(t("Take a movement back"), icon=":material/undo:"):
        st.caption(t("A mistake is taken back by a row that names it; nothing is erased. A protocol has its own way."))
        form = Form("stock.reverse")
        with form.body():
            chosen = form.ask(
                "movement", st.selectbox, t("Movement"), options=list(names), format_func=names.__getitem__, index=None
            )
            reason = form.ask("reason", st.text_input, t("Reason"))
            if form.submit(t("Take a movement back")):
                form.save(lambda db: reverse(db, chosen or 0, reason), said=lambda _: t("The movement is taken back."))


def _named(row: Mapping[str, Any]) -> str:
    kind = t(rules.KINDS[row["kind"]])
    return f"{dates.date(row['day'])} · {kind} · {row['item']} · {row['quantity']} {row['unit']}"

"""Television on the screen: the counter of a contract, requests of an event, forms of a request and of its steps."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.coverage.queries.television import Agreed, Request
from lib.coverage.rules import television as rules
from lib.coverage.rules.television import Contract, Counter, Order
from lib.czech import dates, reading
from lib.errors import BadInput
from lib.i18n import t, tn
from lib.ui import badges, rows
from lib.ui.badges import State
from lib.ui.columns import Column
from lib.ui.forms import Form
from lib.ui.head import Link
from lib.ui.plain import plain
from lib.ui.rows import Row

LIST = "pages/coverage/tv.py"
PAGE = "pages/coverage/tv_request.py"
OFF = "off"


def states() -> dict[str, State]:
    """State of a request → its word and tone."""
    known = {code: State(t(word), tone) for code, (word, tone) in rules.STATES.items()}  # type: ignore[arg-type]
    return {**known, OFF: State(t("the event is on another day"), "late")}


def counted(counter: Counter) -> str:
    """`Využito 12, čeká 1, zbývá 167 ze 180 reportáží.`"""
    return t(
        "{used} used, {held} waiting for an answer, {left} left of {reports} reports",
        used=counter.used, held=counter.held, left=max(counter.left, 0), reports=counter.reports,
    )  # fmt: skip


def contracts(found: Sequence[tuple[Agreed, Counter]]) -> None:
    """Each contract that holds, with its counter."""
    for contract, counter in found:
        with st.container(border=True, gap="small"):
            st.markdown(f"**{plain(contract.television)}** · {dates.span(counter.first_on, counter.last_on)}")
            st.progress(min(1.0, (counter.used + counter.held) / counter.reports))
            reach = (contract.contact, contract.email, contract.phone, contract.price_note)
            st.caption(plain(" · ".join(filter(None, (counted(counter), *reach)))))


def columns() -> list[Column]:
    """The columns of the list of requests."""
    return [
        Column("topic", t("Topic")),
        Column("number", t("Number")),
        Column("shoot_on", t("Shooting"), "date"),
        Column("shoot_at", t("Time"), "time"),
        Column("shown_state", t("State"), "state", states()),
        Column("place", t("Place"), on_phone=False),
        Column("event", t("Event"), shown=False),
        Column("broadcast_on", t("Broadcast on"), "date"),
        Column("seconds", t("Length (s)"), "whole", on_phone=False),
        Column("views", t("Times watched"), "whole", on_phone=False),
        Column("television", t("Television"), shown=False),
        Column("over_by", t("Over the contract, allowed by"), shown=False),
    ]


def for_list(found: pl.DataFrame) -> pl.DataFrame:
    """Requests with `shown_state`: one whose event is on another day says so."""
    off = pl.when(pl.col("off_day") == 1).then(pl.lit(OFF)).otherwise(pl.col("state"))
    return found.with_columns(shown_state=off)


def of_event(found: pl.DataFrame, event_id: int, *, wanted: bool, by: User) -> None:
    """Requests made for an event, and the way to a new one, filled in from it."""
    if not wanted and found.is_empty():
        return
    st.subheader(t("Television"), anchor=False)
    known = states()
    shown = [
        Row(row["topic"], row["number"] or "", PAGE, {"id": str(row["id"])}, known[row["shown_state"]],
            dates.short_date(row["shoot_on"]).rsplit(" ", 1)[0])
        for row in for_list(found).iter_rows(named=True)
    ]  # fmt: skip
    rows.rows("event.television", shown, empty=t("No report has been ordered."))
    if by.may("coverage.edit"):
        Link(t("Order a report"), PAGE, ":material/videocam:", {"akce": str(event_id)}).draw(key="event.television")


def order(form: Form, known: Order) -> Order:
    """The fields of a request, filled in with what is known (as `shown`); the rest under More details."""
    topic = form.ask("topic", st.text_input, t("Topic"), value=known.topic)
    with st.container(horizontal=True):
        day = form.ask("shoot_on", st.date_input, t("Day of shooting"), value=known.shoot_on, format="DD.MM.YYYY")
        at = form.ask("shoot_at", st.text_input, t("Time"), value=known.shoot_at)
    pairs = (
        {"place": t("Place"), "meeting": t("Meeting point")},
        {"contact_name": t("Contact on the spot"), "contact_phone": t("Phone")},
        {"speaker_name": t("Speaker"), "speaker_office": t("Office of the speaker")},
    )
    said = {}
    for pair in pairs:
        with st.container(horizontal=True):
            for name, label in pair.items():
                said[name] = form.ask(name, st.text_input, label, value=getattr(known, name))
    consents = form.ask("speaker_consents", st.checkbox, t("The speaker consents to be recorded"),
                        value=known.speaker_consents)  # fmt: skip
    what = form.ask("what", st.text_area, t("What to shoot"), value=known.what, height=96)
    with st.expander(t("More details")):
        event = form.ask("event", st.text_input, t("Event"), value=known.event)
        embargo = form.ask("embargo", st.text_input, t("Embargo"), value=known.embargo)
    return Order(topic, day, at, event, known.event_id, speaker_consents=bool(consents), what=what,
                 embargo=embargo, **said)  # fmt: skip


def as_order(request: Request) -> Order:
    """A kept request as what its form asks."""
    return Order(
        request.topic, request.day, request.shoot_at, request.event, request.event_id, request.place, request.meeting,
        request.contact_name, request.contact_phone, request.speaker_name, request.speaker_office,
        bool(request.speaker_consents), request.what, request.embargo,
    )  # fmt: skip


def new_contract(form: Form, days_ahead: int) -> Contract:
    """The fields of a contract."""
    today = clock.today()
    name = form.ask("television", st.text_input, t("Television"))
    with st.container(horizontal=True):
        first = form.ask("first_on", st.date_input, t("Holds from"), value=today.replace(month=1, day=1),
                         format="DD.MM.YYYY")  # fmt: skip
        last = form.ask("last_on", st.date_input, t("To"), value=today.replace(month=12, day=31),
                        format="DD.MM.YYYY")  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        reports = form.ask("reports", st.number_input, t("Reports a year"), min_value=1, value=120, step=1)
        ahead = form.ask("days_ahead", st.number_input, t("Order how many days ahead"), min_value=0, value=days_ahead,
                         step=1)  # fmt: skip
    price = form.ask("price_note", st.text_input, t("Price"))
    contact = form.ask("contact", st.text_input, t("Contact"))
    email = form.ask("email", st.text_input, t("E-mail"))
    phone = form.ask("phone", st.text_input, t("Phone"))
    return Contract(name, first, last, reports, ahead, price, contact, email, phone)


def mail(request: Request, contract: Agreed, sender: str) -> str:
    """A `mailto:` to television with the request in words; the paper is attached by hand."""
    subject = f"{request.number or t('Request')}: {request.topic}"
    at = f", {dates.time(request.shoot_at)}" if request.shoot_at else ""
    speaker = ", ".join(filter(None, (request.speaker_name, request.speaker_office)))
    contact = ", ".join(filter(None, (request.contact_name, request.contact_phone)))
    facts = {
        t("Shooting"): f"{dates.short_date(request.day)}{at}", t("Place"): request.place,
        t("Meeting point"): request.meeting, t("Contact on the spot"): contact, t("Speaker"): speaker,
        t("What to shoot"): request.what, t("Embargo"): request.embargo,
    }  # fmt: skip
    lines = [f"{label}: {value}" for label, value in facts.items() if value]
    body = "\r\n".join([request.topic, "", *lines, "", sender])
    return f"mailto:{quote(contract.email, safe='@')}?subject={quote(subject)}&body={quote(body)}"


def facts(request: Request) -> Mapping[str, str | None]:
    """What a request says beside its paper."""
    days = {name: dates.date(dates.parse_date(value)) if value else None
            for name, value in (("ordered", request.ordered_on), ("on", request.broadcast_on))}  # fmt: skip
    return {
        t("Ordered on"): days["ordered"],
        t("Confirmed by the editor"): request.editor,
        t("Over the contract, allowed by"): request.over_by,
        t("Broadcast on"): days["on"],
        t("Length"): t("{seconds} s", seconds=request.seconds) if request.seconds else None,
        t("Times watched"): str(request.views) if request.views is not None else None,
        t("Why"): request.reason,
    }


def state(request: Request) -> None:
    """The badge of a request, with a mark of short notice."""
    late = [badges.state(t("short notice"), "due")] if request.short_notice and request.state in rules.OPEN else []
    badges.show(states()[request.state], *late)


def left_sentence(found: Sequence[tuple[Any, Counter]]) -> str:
    """The sentence under the title: how many reports are left."""
    left = sum(max(counter.left, 0) for _, counter in found)
    return tn("{n} report left this year", "{n} reports left this year", left) if found else t("No contract holds now.")


def shown(order: Order) -> Order:
    """The order with its time as people write it, `9:00`; the other way round is `timed`."""
    return replace(order, shoot_at=dates.time(order.shoot_at) if order.shoot_at else "")


def timed(order: Order) -> Order:
    """The order with the typed day and time read; BadInput beside their fields."""
    if order.shoot_on is None:
        raise BadInput("Say on which day.", field="shoot_on")
    typed = (order.shoot_at or "").strip()
    begins = reading.parse_time_span(typed)[0] if typed else None
    if typed and not begins:
        raise BadInput("“{typed}” is not a time. Write it like 17:00.", typed=typed, field="shoot_at")
    return replace(order, shoot_at=begins)

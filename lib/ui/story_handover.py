"""What a person sends by hand (MUNIPOLIS, the radio, television): the texts to copy, and writing down that it went."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from lib import clock, outbox, store
from lib.access import User
from lib.czech import dates, numbers, sms
from lib.i18n import t, tn
from lib.publishing import actions, moments, queries
from lib.ui import cached
from lib.ui.copy import copy_box
from lib.ui.forms import Form, act
from lib.ui.photos import to_hand_over


def sheet(row: Mapping[str, Any], user: User, *, quiet: bool) -> None:
    """The texts of one message, ready to be copied, and under them when it was sent and to how many people. What is to
    be withdrawn is removed by a person, there is nothing to copy."""
    if row["operation"] == "withdraw":
        st.markdown(t("Remove it there by hand, then write it down here."))
        _confirm_withdrawal(row, user, quiet)
        return
    with store.read() as db:
        parcel = outbox.get(db, row["message_id"]).parcel
    key = f"handover.{row['message_id']}"
    if parcel.title:
        copy_box(t("Title"), parcel.title, key=f"{key}.title")
    copy_box(t("Text"), parcel.text, key=f"{key}.text", note=_measured(parcel.text, user))
    if parcel.link:
        copy_box(t("Link"), parcel.link, key=f"{key}.link")
    for place, picture in enumerate(parcel.pictures):
        to_hand_over(picture.file, picture.alt, picture.credit, f"{key}.picture{place}")
    _confirm(row, user, quiet)


def _measured(text: str, user: User) -> str:
    told = sms.measure(text)
    price, recipients = cached.read(queries.sms_prices, by=user)
    parts = tn("{n} part", "{n} parts", told.parts)
    cost = numbers.money(sms.price(told.parts, recipients, price))
    return t("{length} characters, as an SMS {parts} and {cost}", length=len(text), parts=parts, cost=cost)


def _confirm(row: Mapping[str, Any], user: User, quiet: bool) -> None:
    now = clock.now().astimezone(clock.PRAGUE)
    form = Form(f"handover.{row['message_id']}")
    with form.body():
        with st.container(horizontal=True, gap="small"):
            day = form.ask("day", st.date_input, t("Sent on"), value=now.date(), format="DD.MM.YYYY")
            at = form.ask("at", st.time_input, t("Sent at"), value=now.time().replace(second=0, microsecond=0))
            people = form.ask("recipients", st.number_input, t("Recipients (may stay empty)"), value=None,
                              min_value=0, step=1)  # fmt: skip
        if form.submit(t("Write down that it was sent"), quiet=quiet):
            form.save(
                lambda db: actions.confirm_by_hand(
                    db, row["id"], people, moments.of_wall(dt.datetime.combine(day, at)).at, by=user
                ),
                said=lambda _: t(
                    "It is written down: sent on {day} at {time}.", day=dates.date(day), time=dates.time(at)
                ),
            )


def _confirm_withdrawal(row: Mapping[str, Any], user: User, quiet: bool) -> None:
    act(
        t("Write down that it is removed"),
        lambda db: actions.confirm_by_hand(db, row["id"], None, clock.now(), by=user),
        said=lambda _: t("It is written down that it is removed."),
        key=f"handover.{row['message_id']}.removed",
        type="secondary" if quiet else "primary",
    )

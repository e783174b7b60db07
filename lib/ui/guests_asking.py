"""Asking guests to come: salutations to confirm, invitations that went out, answers, who has to be told of a change."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import polars as pl
import streamlit as st

from lib.access import User
from lib.czech.sorting import fold
from lib.events import Event
from lib.guests import actions, rules
from lib.guests.queries import Guest
from lib.i18n import t, tn
from lib.ui import badges
from lib.ui import guests as look
from lib.ui.forms import Form, act, confirm
from lib.ui.plain import plain

AT_ONCE = 40
"""So many salutations or answers are drawn at a time; the others follow, or are found by their name."""
FEW = 8
"""A list that is seen at once needs no search."""
LONGEST_ADDRESS = 1900
"""Characters of a mailto link that mail programs take."""


def salutations(event: Event, guests: pl.DataFrame, user: User) -> None:
    """The salutations that nobody has confirmed, read through and confirmed together."""
    unsure = guests.filter(pl.col("salutation_by").is_null() & ~pl.col("state").is_in(["excused", "absent"]))
    if unsure.is_empty():
        st.caption(t("All salutations are confirmed.") if guests.height else look.nobody())
        return
    st.caption(t("Suggestions may be wrong. Read them, correct them and confirm all; next time they will be known."))
    form, shown = Form(f"guests.salutations.{event.id}"), unsure.head(AT_ONCE)
    with form.body():
        said = {
            row["id"]: form.ask(f"salutation.{row['id']}", st.text_input, plain(called(row)), value=row["salutation"])
            for row in shown.iter_rows(named=True)
        }
        if form.submit(tn("Confirm {n} salutation", "Confirm {n} salutations", shown.height)):
            form.save(
                lambda db: actions.confirm_salutations(db, said, by=user),
                said=lambda n: tn("{n} salutation confirmed.", "{n} salutations confirmed.", n),
            )
    if unsure.height > AT_ONCE:
        st.caption(tn("{n} more follows.", "{n} more follow.", unsure.height - AT_ONCE))


def called(row: Mapping[str, Any]) -> str:
    """`Mgr. Eva Koudelová, ředitelka, ZŠ Školní`."""
    name = rules.full_name(row["title_before"], row["name"], row["title_after"])
    return ", ".join(filter(None, (name, row["office"], row["organisation"])))


def invite(event: Event, guests: pl.DataFrame, user: User) -> None:
    """Record that invitations went out to those who have none yet."""
    new = guests.filter(pl.col("state") == "listed")
    if new.is_empty():
        st.caption(t("Everybody on the list was invited.") if guests.height else look.nobody())
        return
    names = {row["id"]: called(row) for row in new.iter_rows(named=True)}
    st.text(tn("{n} guest has no invitation yet.", "{n} guests have no invitation yet.", new.height))
    mail(event.title, new)
    form = Form(f"guests.invite.{event.id}")
    with form.body():
        without = form.ask("without", st.multiselect, t("All but (may stay empty)"), options=list(names),
                           format_func=names.__getitem__, placeholder=t("Nobody is left out"))  # fmt: skip
        way = form.ask("way", st.segmented_control, t("How"), options=list(rules.WAYS), default="post",
                       format_func=lambda code: t(rules.WAYS[code]))  # fmt: skip
        chosen = [one for one in names if one not in without]
        if form.submit(t("Record the invitations")):
            form.save(
                lambda db: actions.invite(db, chosen, way or "", by=user),
                said=lambda n: tn("{n} guest invited.", "{n} guests invited.", n),
            )


def mail(subject: str, guests: pl.DataFrame) -> None:
    """A letter to all who have an e-mail, each hidden from the others; a list to be copied when it would be too long
    for a link."""
    addresses = guests.filter(pl.col("email") != "")["email"].to_list()
    if not addresses:
        return
    link = mailto(subject, addresses)
    label = tn("Mail {n} guest (hidden copies)", "Mail {n} guests (hidden copies)", len(addresses))
    if len(link) <= LONGEST_ADDRESS:
        st.link_button(label, link, icon=":material/mail:")
        return
    with st.expander(label, icon=":material/mail:"):
        st.caption(t("There are too many for a link. Copy the addresses into the hidden copy (Bcc)."))
        st.code("; ".join(addresses), language=None, wrap_lines=True)


def mailto(subject: str, addresses: Sequence[str]) -> str:
    """The link that opens the mail program."""
    return f"mailto:?bcc={quote(','.join(addresses), safe='@,')}&subject={quote(subject, safe='')}"


def answers(event: Event, guests: pl.DataFrame, user: User) -> None:
    """Those who have not answered, one tap for each answer; below those who have, to be corrected."""
    if guests.is_empty():
        st.caption(look.nobody())
        return
    typed = ""
    if guests.height > FEW:
        typed = st.text_input(t("Find a guest"), key=f"answers.{event.id}", icon=":material/search:")
    found = guests.filter(pl.Series([fold(typed) in fold(called(row)) for row in guests.iter_rows(named=True)]))
    waiting = found.filter(pl.col("state") == "invited")
    if waiting.is_empty():
        st.caption(t("Nobody is waited for."))
    for row in waiting.head(AT_ONCE).iter_rows(named=True):
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            st.text(called(row), width="stretch")
            answer_buttons(row, user)
    if waiting.height > AT_ONCE:
        st.caption(tn("{n} more follows.", "{n} more follow.", waiting.height - AT_ONCE))
    _answered(found.filter(pl.col("state").is_in(["accepted", "excused"])), user)


def _answered(found: pl.DataFrame, user: User) -> None:
    if found.is_empty():
        return
    with st.expander(tn("{n} guest has answered", "{n} guests have answered", found.height)):
        for row in found.head(AT_ONCE).iter_rows(named=True):
            with st.container(horizontal=True, vertical_alignment="center"):
                badges.show(look.states()[row["state"]])
                st.text(called(row), width="stretch")
                take_back(row["id"], row["name"], user)


def answer_buttons(row: Mapping[str, Any], user: User) -> None:
    """“Přijde”, “Přijde sám(a)” for one who may bring somebody, “Omlouvá se”."""
    people = row["companions"] + 1
    if people > 1:
        _answer(tn("Comes, {n} person", "Comes, {n} people", people), "accepted", row, people, user)
        _answer(t("Comes alone"), "accepted", row, 1, user)
    else:
        _answer(t("Comes"), "accepted", row, 1, user)
    _answer(t("Is excused"), "excused", row, 0, user)


def _answer(label: str, code: Any, row: Mapping[str, Any], people: int, user: User) -> None:
    act(
        label,
        lambda db: actions.answer(db, row["id"], code, coming=people, by=user),
        said=lambda _: f"{row['name']}: {look.states()[code].word}.",
        key=f"guest.{row['id']}.{code}.{people}",
    )


def take_back(guest_id: int, name: str, user: User) -> None:
    """The way back from an answer."""
    act(
        t("Take the answer back"),
        lambda db: actions.take_answer_back(db, guest_id, by=user),
        said=lambda _: t("{name} is waited for again.", name=name),
        key=f"back.{guest_id}",
        type="tertiary",
    )


def to_be_told(event: Event, guests: pl.DataFrame, user: User) -> None:
    """Guests who were invited and do not know yet what has changed."""
    waiting = guests.filter(pl.col("to_tell") != "")
    if waiting.is_empty():
        return
    st.warning(
        tn("{n} guest has to be told about the change: {what}.", "{n} guests have to be told about the change: {what}.",
           waiting.height, what=plain(waiting["to_tell"][0])),
        icon=":material/campaign:",
    )  # fmt: skip
    if not user.may("guests.edit"):
        return
    mail(event.title, waiting)
    names = {row["id"]: called(row) for row in waiting.iter_rows(named=True)}
    form = Form(f"guests.told.{event.id}")
    with form.body():
        chosen = form.ask("guests", st.multiselect, t("Who does not know yet (may stay empty)"), options=list(names),
                          format_func=names.__getitem__, placeholder=t("Everybody knows"))  # fmt: skip
        if form.submit(t("The others know")):
            form.save(
                lambda db: actions.told(db, event.id, [one for one in names if one not in chosen], by=user),
                said=lambda _: t("Noted. Whoever is left stays here."),
            )


def next_step(guest: Guest, user: User) -> None:
    """What can be done with one guest now, and the way back."""
    if guest.state == "listed":
        confirm(
            t("Take off the list"), t("Take {name} off the list?", name=guest.name),
            t("What is written on the card goes with it."),
            lambda db: actions.remove(db, guest.id, by=user),
            said=lambda _: t("{name} is off the list.", name=guest.name),
            key="remove", go="pages/guests/guests.py", query=lambda _: {"id": str(guest.event_id)},
        )  # fmt: skip
    elif guest.state == "invited":
        answer_buttons(dataclasses.asdict(guest), user)
        act(
            t("The invitation has not gone out"),
            lambda db: actions.take_invitation_back(db, guest.id, by=user),
            said=lambda _: t("{name} has no invitation again.", name=guest.name),
            key="uninvite",
            type="tertiary",
        )
    else:
        take_back(guest.id, guest.name, user)

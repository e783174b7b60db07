"""Contacts to the media on the screen: the list, the card, pasting from a spreadsheet."""

from dataclasses import replace

import polars as pl
import streamlit as st

from lib.access import User
from lib.czech import dates
from lib.i18n import t, tn
from lib.press.actions import contacts as actions
from lib.press.queries import contacts
from lib.press.rules import contacts as rules
from lib.press.rules.contacts import Card
from lib.store import Database
from lib.ui import meanwhile
from lib.ui import press as look
from lib.ui.badges import State
from lib.ui.facts import facts
from lib.ui.forms import Form
from lib.ui.head import Link
from lib.ui.lists import Column, Empty, Filter, show_list


def show(found: pl.DataFrame, new: Link | None, user: User) -> None:
    """Everybody, with a search over topics too; a row leads to the card."""
    kinds = {code: t(word) for code, word in rules.KINDS.items()}
    shown = found.with_columns(pl.col("kind").replace_strict(kinds, return_dtype=pl.String))
    validity = {True: State(t("holds"), "done"), False: State(t("does not hold"), "planned")}
    show_list(
        "press.contacts",
        shown,
        [
            Column("medium", t("Medium")),
            Column("kind", t("Kind"), on_phone=False),
            Column("name", t("Name")),
            Column("role", t("Office"), shown=False),
            Column("email", t("E-mail")),
            Column("phone", t("Phone"), "phone"),
            Column("topics", t("Topics"), on_phone=False),
            Column("valid_to", t("Holds until"), "date", shown=False),
            Column("valid", t("State"), "state", states=validity, on_phone=False),
        ],
        search=("medium", "name", "email", "topics"),
        filters=(Filter("kind", t("Kind")), Filter("valid", t("State"))),
        sort="medium",
        row_page=look.CONTACT,
        empty=Empty(t("No contact yet. Add one, or paste your list from a spreadsheet."), new),
        by=user,
        count=lambda n: tn("{n} contact", "{n} contacts", n),
        title=t("Media contacts"),
    )


def ask_card(form: Form, now: Card, user: User) -> Card:
    """The fields of a card."""
    kinds = list(rules.KINDS)
    medium = look.ask_medium(form, now.medium, user)
    kind = form.ask("kind", st.selectbox, t("Kind"), options=kinds, index=kinds.index(now.kind),
                    format_func=lambda code: t(rules.KINDS[code]))  # fmt: skip
    labels = {"name": t("Name"), "role": t("Office"), "email": t("E-mail"), "phone": t("Phone"),
              "topics": t("Topics")}  # fmt: skip
    texts = {field: form.ask(field, st.text_input, label, value=getattr(now, field)) for field, label in labels.items()}
    until = form.ask("valid_to", st.date_input, t("Holds until"), value=now.valid_to, format="DD.MM.YYYY")
    return Card(medium, str(kind), valid_to=until, **texts)


def known(card: Card) -> None:
    """A contact in facts."""
    facts({
        t("E-mail"): card.email, t("Phone"): card.phone, t("Office"): card.role, t("Topics"): card.topics,
        t("Kind"): t(rules.KINDS[card.kind]), t("Holds until"): dates.date(card.valid_to) if card.valid_to else None,
    })  # fmt: skip


def correct(number: int, now: Card, user: User) -> None:
    """Correct a contact; what somebody else has changed meanwhile stays, the same field is asked about."""
    form = Form(f"press.contact.{number}", live=True)
    begun = Card(**meanwhile.began(form, vars(now)))
    if begun != now:
        known(now)
    with form.body():
        said = ask_card(form, begun, user)
        if form.submit(t("Save the contact")):
            form.save(lambda db: _correct(db, number, form, said, user), said=lambda _: t("The contact is saved."),
                      go=look.CONTACTS)  # fmt: skip


def _correct(db: Database, number: int, form: Form, said: Card, user: User) -> None:
    now = contacts.contact(db, number, by=user)
    card = replace(now.card, **meanwhile.chosen(form, vars(now.card), vars(said)))
    actions.correct(db, number, card, now.version, by=user)


def add(user: User) -> None:
    """A new contact."""
    form = Form("press.contact.new")
    with form.body():
        card = ask_card(form, Card(""), user)
        if form.submit(t("Save the contact")):
            form.save(lambda db: actions.add(db, card, by=user), said=lambda _: t("The contact is saved."),
                      go=look.CONTACTS)  # fmt: skip


def paste(user: User) -> None:
    """Many contacts, pasted as lines."""
    form = Form("press.contact.paste")
    with form.body():
        lines = form.ask("lines", st.text_area, t("Lines"), height=240,
                         placeholder=t("medium; name; office; e-mail; phone; topics"))  # fmt: skip
        if form.submit(t("Add all")):
            form.save(
                lambda db: actions.paste(db, lines, by=user),
                said=lambda n: tn("{n} contact added.", "{n} contacts added.", n),
                go=look.CONTACTS,
            )

"""How guests look, and the forms of what is written about them: a card, and what the invitation says."""

import datetime as dt

import polars as pl
import streamlit as st

from lib.access import User
from lib.contacts import queries as contacts
from lib.czech import numbers
from lib.events import Event
from lib.guests import actions, queries, rules
from lib.guests.queries import Counts, Details, Guest
from lib.guests.rules import Card
from lib.i18n import t, tn
from lib.ui import cached
from lib.ui.badges import State
from lib.ui.forms import Form


def states() -> dict[str, State]:
    """State of a guest → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in rules.STATES.items()}  # type: ignore[arg-type]


def category(code: str) -> str:
    """A group of guests as people call it."""
    return t(rules.CATEGORIES[code][0])


def for_list(guests: pl.DataFrame) -> pl.DataFrame:
    """Guests with `category` in words, `person` with titles, and `confirmed` salutations."""
    words = {code: category(code) for code in rules.CATEGORIES}
    names = [rules.full_name(*row) for row in guests.select("title_before", "name", "title_after").iter_rows()]
    return guests.with_columns(
        pl.col("category").replace_strict(words, return_dtype=pl.String),
        person=pl.Series(names, dtype=pl.String),
        confirmed=pl.col("salutation_by").is_not_null(),
    )


def nobody() -> str:
    """What is said of an empty list."""
    return t("Nobody is on the list yet. Paste guests from a spreadsheet, or add them one by one.")


def sums(counts: Counts) -> str:
    """`41 hostů · 12 přijde (18 osob) · 20 čeká`, for the head of a page; groups of nobody are left out."""
    groups = (
        (counts.accepted, t("{n} come ({people} with companions)", n=counts.accepted, people=counts.coming)),
        (counts.waiting, t("{n} have not answered", n=counts.waiting)),
        (counts.excused, t("{n} excused", n=counts.excused)),
        (counts.listed, t("{n} not invited yet", n=counts.listed)),
    )
    return " · ".join([tn("{n} guest", "{n} guests", counts.guests), *(said for n, said in groups if n)])


def ask_card(form: Form, now: Card) -> Card:
    """The fields of a guest's card; what is rarely needed is folded away."""
    name = form.ask("name", st.text_input, t("Name and surname"), value=now.name)
    organisation = form.ask("organisation", st.text_input, t("Organisation"), value=now.organisation)
    office = form.ask("office", st.text_input, t("Office"), value=now.office, placeholder=t("mayor, headmistress…"))
    groups = list(rules.CATEGORIES)
    group = form.ask("category", st.selectbox, t("Group"), options=groups, format_func=category,
                     index=groups.index(now.category))  # fmt: skip
    with st.expander(t("More details")):
        texts = {
            field: form.ask(field, st.text_input, label, value=getattr(now, field)) for field, label in _texts().items()
        }
        sex = form.ask("woman", st.selectbox, t("Addressed as"), options=[None, True, False], index=_sex(now.woman),
                       format_func=_sex_word)  # fmt: skip
        companions = form.ask("companions", st.number_input, t("May bring people"), min_value=0, max_value=20,
                              value=now.companions, step=1)  # fmt: skip
        rank = form.ask("rank", st.number_input, t("Rank in the protocol (empty = by the group)"), min_value=1,
                        max_value=999, value=now.rank, step=1)  # fmt: skip
    return Card(
        name, str(group), rank, organisation=organisation, office=office, woman=sex, companions=companions, **texts
    )


def _texts() -> dict[str, str]:
    return {
        "title_before": t("Title before the name"), "title_after": t("Title after the name"), "email": t("E-mail"),
        "phone": t("Phone"), "street": t("Street and number"), "zip": t("Postal code"), "town": t("Town"),
        "pronunciation": t("Pronunciation"), "diet": t("Diet"), "seat": t("Seat"), "note": t("Note"),
    }  # fmt: skip


def _sex(woman: bool | None) -> int:
    return [None, True, False].index(woman)


def _sex_word(woman: bool | None) -> str:
    return {None: t("by the name"), True: "Vážená paní", False: "Vážený pane"}[woman]


def invitation(event: Event, user: User) -> None:
    """What the invitation says beside the event."""
    now = cached.read(queries.details, event.id, by=user)
    holders = cached.read(contacts.holders, event.day, by=user)
    names = {None: t("the office")} | {row["id"]: row["name"] for row in holders.iter_rows(named=True)}
    form = Form(f"guests.details.{event.id}")
    with form.body():
        known = now.inviting_id if now.inviting_id in names else None
        host = form.ask("inviting", st.selectbox, t("Who invites"), options=list(names),
                        format_func=names.__getitem__, index=list(names).index(known))  # fmt: skip
        day = dt.date.fromisoformat(now.reply_by) if now.reply_by else None
        reply_by = form.ask("reply_by", st.date_input, t("Answers until"), value=day, format="DD.MM.YYYY")
        reply_to = form.ask("reply_to", st.text_input, t("Answers to (phone, e-mail)"), value=now.reply_to)
        text = form.ask("text", st.text_area, t("Opening"), value=now.text, height=80,
                        placeholder=t("I cordially invite you to"))  # fmt: skip
        programme = form.ask("programme", st.text_area, t("Programme"), value=now.programme, height=120)
        dress = form.ask("dress", st.text_input, t("Dress"), value=now.dress)
        parking = form.ask("parking", st.text_input, t("Parking"), value=now.parking)
        transferable = form.ask("transferable", st.checkbox, t("The invitation may be passed on"),
                                value=now.transferable)  # fmt: skip
        if form.submit(t("Save the invitation")):
            until = reply_by.isoformat() if reply_by else None
            said = Details(event.id, host, until, reply_to, programme, dress, parking, text, transferable)
            form.save(lambda db: actions.save_details(db, said, by=user), said=lambda _: t("The invitation is saved."))


def known(one: Guest) -> dict[str, str | None]:
    """What is known of a guest, to be read; empty things are left out."""
    address = " ".join(filter(None, (one.zip and f"{one.zip[:3]}\u00a0{one.zip[3:]}", one.town)))
    return {
        t("Salutation"): one.salutation,
        t("Confirmed by"): one.salutation_by or t("nobody yet"),
        t("Office"): one.office,
        t("Organisation"): one.organisation,
        t("E-mail"): one.email,
        t("Phone"): one.phone,
        t("Address"): ", ".join(filter(None, (one.street, address))),
        t("People coming"): numbers.number(one.coming) if one.coming else None,
        t("May bring people"): numbers.number(one.companions) if one.companions else None,
        t("Pronunciation"): one.pronunciation,
        t("Diet"): one.diet,
        t("Seat"): one.seat,
        t("Note"): one.note,
    }

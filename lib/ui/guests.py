"""How guests look, and the forms about them: a card, the invitation, salutations to confirm, answers, papers."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

import polars as pl
import streamlit as st

from lib.access import User
from lib.contacts import queries as contacts
from lib.czech import numbers
from lib.errors import OfficeError
from lib.events import Event
from lib.flows import guest_papers
from lib.guests import actions, queries, rules
from lib.guests.queries import Counts, Details
from lib.guests.rules import Card
from lib.i18n import t, tn
from lib.ui import cached, forms
from lib.ui.badges import State
from lib.ui.facts import facts
from lib.ui.forms import Form, act
from lib.ui.plain import plain


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


def sums(counts: Counts) -> str:
    """`41 hostů · 12 přijde (18 osob) · 20 čeká`, for the head of a page."""
    return " · ".join(
        [
            tn("{n} guest", "{n} guests", counts.guests),
            t("{n} come ({people} with companions)", n=counts.accepted, people=counts.coming),
            t("{n} have not answered", n=counts.waiting),
            t("{n} excused", n=counts.excused),
        ]
    )


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


def salutations(guests: pl.DataFrame, user: User) -> None:
    """The salutations that nobody has confirmed, each with its suggestion to be corrected."""
    unsure = guests.filter(pl.col("salutation_by").is_null() & ~pl.col("state").is_in(["excused", "absent"]))
    if unsure.is_empty():
        st.caption(t("All salutations are confirmed."))
        return
    st.caption(t("The suggestion may be wrong. Confirm it, or write the right one; it will be known next time."))
    for row in unsure.iter_rows(named=True):
        _confirm(row["id"], row["name"], _called(row), row["salutation"], user)


def _confirm(guest_id: int, name: str, called: str, suggested: str, user: User) -> None:
    form = Form(f"guests.salutation.{guest_id}")
    with form.body(), st.container(horizontal=True, vertical_alignment="bottom"):
        said = form.ask("salutation", st.text_input, called, value=suggested)
        if form.submit(t("It is right")):
            form.save(
                lambda db: actions.confirm_salutation(db, guest_id, said, by=user),
                said=lambda _: t("The salutation of {name} is confirmed.", name=name),
            )


def _called(row: Mapping[str, Any]) -> str:
    name = rules.full_name(row["title_before"], row["name"], row["title_after"])
    return ", ".join(filter(None, (name, row["office"], row["organisation"])))


def invite(guests: pl.DataFrame, user: User) -> None:
    """Record that invitations went out to those who have none yet."""
    new = guests.filter(pl.col("state") == "listed")
    if new.is_empty():
        st.caption(t("Everybody on the list was invited."))
        return
    names = dict(new.select("id", "name").iter_rows())
    form = Form("guests.invite")
    with form.body():
        chosen = form.ask("guests", st.multiselect, t("Whom"), options=list(names), default=list(names),
                          format_func=names.__getitem__)  # fmt: skip
        way = form.ask("way", st.segmented_control, t("How"), options=list(rules.WAYS), default="post",
                       format_func=lambda code: t(rules.WAYS[code]))  # fmt: skip
        if form.submit(t("Record the invitations")):
            form.save(
                lambda db: actions.invite(db, chosen, way or "", by=user),
                said=lambda n: tn("{n} guest invited.", "{n} guests invited.", n),
            )


def answers(guests: pl.DataFrame, user: User) -> None:
    """Those who have not answered: one tap for each answer."""
    waiting = guests.filter(pl.col("state") == "invited")
    if waiting.is_empty():
        st.caption(t("Nobody is waited for."))
    for row in waiting.iter_rows(named=True):
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            st.text(_called(row), width="stretch")
            answer_buttons(row["id"], row["name"], user)


def answer_buttons(guest_id: int, name: str, user: User) -> None:
    """“Přijde” and “Omlouvá se”."""
    _answer_button(t("Comes"), "accepted", guest_id, name, user)
    _answer_button(t("Is excused"), "excused", guest_id, name, user)


def _answer_button(label: str, code: Literal["accepted", "excused"], guest_id: int, name: str, user: User) -> None:
    act(
        label,
        lambda db: actions.answer(db, guest_id, code, by=user),
        said=lambda _: f"{name}: {states()[code].word}.",
        key=f"guest.{guest_id}.{code}",
    )


def catering(event_id: int, counts: Counts, user: User) -> None:
    """How many people come and what they eat."""
    found = cached.read(queries.catering, event_id, by=user)
    diets = {diet or t("without a special diet"): numbers.number(people) for diet, people in found.iter_rows()}
    facts({t("People coming"): numbers.number(counts.coming)} | diets)


def papers(event: Event, user: User) -> None:
    """One paper at a time: chosen, made, downloaded; what is missing for it is said."""
    kinds = guest_papers.KINDS
    kind = st.segmented_control(t("Paper"), list(kinds), format_func=lambda code: t(kinds[code]), key="tisk")
    if kind is None:
        st.caption(t("Choose what to print."))
        return
    try:
        pdf = cached.read(guest_papers.paper, event.id, kind, by=user)
    except OfficeError as error:
        forms.speak(error)
        return
    name = f"{guest_papers.FILES[kind]}-{event.starts_on}.pdf"
    st.download_button(t("Download and print"), pdf, name, mime="application/pdf", type="primary",
                       icon=":material/print:", on_click="ignore")  # fmt: skip
    st.pdf(pdf, height=520, key="paper", alt=plain(t(kinds[kind])))


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
    names = dict(waiting.select("id", "name").iter_rows())
    mails = ",".join(waiting.filter(pl.col("email") != "")["email"])
    if mails:
        st.link_button(t("Mail them"), f"mailto:?bcc={mails}&subject={event.title}", icon=":material/mail:")
    form = Form(f"guests.told.{event.id}")
    with form.body():
        chosen = form.ask("guests", st.multiselect, t("Who knows already"), options=list(names), default=list(names),
                          format_func=names.__getitem__)  # fmt: skip
        if form.submit(t("They know")):
            form.save(
                lambda db: actions.told(db, event.id, chosen, by=user),
                said=lambda _: t("Noted. Whoever is left stays here."),
            )

"""Readers of the newsletter on the screen: lists, what is done with one of them, pasting, letters for a person."""

import polars as pl
import streamlit as st

from lib import config
from lib.access import User
from lib.czech import dates
from lib.i18n import t, tn
from lib.newsletter import actions, queries, rules
from lib.ui import cached, unsure
from lib.ui.badges import State
from lib.ui.copy import copy_box
from lib.ui.facts import facts
from lib.ui.forms import Form, act, confirm
from lib.ui.head import Link
from lib.ui.lists import Column, Empty, Filter, show_list

PAGE = "pages/newsletter/readers.py"
PUBLIC = "/newsletter"


def other_states() -> dict[str, str]:
    """States beside reading, in words for the head of the page."""
    return {code: t(word) for code, (word, _) in rules.STATES.items() if code != "confirmed"}


def where_to_ask() -> None:
    """The public page, to be put on the web of the town."""
    root = config.current().public_url
    if root:
        copy_box(t("Page where people ask for it"), root.rstrip("/") + PUBLIC, key="newsletter.public")
    else:
        st.info(t("Letters need our public address. Whoever looks after Kancelář sets KANCELAR_URL."))


def readers(known: pl.DataFrame, add: Link | None, user: User) -> None:
    """Everybody, with a search; the list can be exported."""
    states = {code: State(t(word), tone) for code, (word, tone) in rules.STATES.items()}  # type: ignore[arg-type]
    sources = {"web": t("on the web"), "office": t("by the office")}
    frame = known.with_columns(pl.col("source").replace_strict(sources, return_dtype=pl.String))
    show_list(
        "newsletter.readers",
        frame,
        [
            Column("email", t("E-mail")),
            Column("state", t("State"), "state", states=states),
            Column("source", t("How he came"), on_phone=False),
            Column("basis", t("Basis of the consent"), on_phone=False),
            Column("confirmed_on", t("Reads since"), "date", on_phone=False),
            Column("left_on", t("Left on"), "date", on_phone=False),
            Column("refused_text", t("What the mailbox says"), shown=False),
        ],
        search=("email", "basis"),
        filters=(Filter("source", t("How he came")),),
        sort="email",
        row_page=PAGE if user.may("newsletter.edit") else None,
        empty=Empty(
            t("Nobody reads the newsletter yet. Put the page where people ask for it on the web of the town."), add
        ),
        by=user,
        count=lambda n: tn("{n} reader", "{n} readers", n),
        title=t("Readers of the newsletter"),
    )


def one(known: pl.DataFrame, reader_id: int, user: User) -> None:
    """One reader: what is known, taking out, forgetting."""
    found = known.filter(pl.col("id") == reader_id).to_dicts()
    if not found:
        st.info(t("This reader is not in the list any more."))
        return
    row = found[0]
    days = {name: dates.date(row[name]) if row[name] else None for name in ("asked_on", "confirmed_on", "left_on")}
    facts({
        t("E-mail"): row["email"], t("State"): t(rules.STATES[row["state"]][0]), t("Asked on"): days["asked_on"],
        t("Reads since"): days["confirmed_on"], t("Left on"): days["left_on"],
        t("Basis of the consent"): row["basis"], t("What the mailbox says"): row["refused_text"],
    })  # fmt: skip
    with st.container(horizontal=True):
        if row["state"] != "left":
            act(t("Take out"), lambda db: actions.take_out(db, reader_id, by=user), key="take_out", go=PAGE,
                said=lambda _: t("{email} gets no more letters.", email=row["email"]))  # fmt: skip
        confirm(
            t("Erase"), t("Erase {email}?", email=row["email"]),
            t("The address disappears altogether. Whoever left should stay as somebody who left, so that he is not"
              " brought in again by mistake."),
            lambda db: actions.erase(db, reader_id, by=user), key="erase", go=PAGE,
            said=lambda _: t("The address is erased."),
        )  # fmt: skip


def bring_in(user: User) -> None:
    """Pasting addresses with the basis of their consent."""
    form = Form("newsletter.bring_in")
    with form.body():
        hint = t("One below another or with commas between; names around them do not matter.")
        text = form.ask("text", st.text_area, t("E-mail addresses"), height=160, help=hint)
        basis = form.ask("basis", st.text_input, t("Where their consent comes from"),
                         placeholder=t("sign-up sheet of 12. 11. 2026"))  # fmt: skip
        if form.submit(t("Bring them in"), icon=":material/person_add:"):
            form.save(lambda db: actions.bring_in(db, text, basis, by=user), said=_brought, go=PAGE)


def _brought(done: tuple[int, int]) -> str:
    new, known = done
    said = tn("{n} reader was added.", "{n} readers were added.", new)
    return f"{said} {tn('{n} was known already.', '{n} were known already.', known)}" if known else said


def letters(user: User) -> None:
    """What was sent and how many have it, and letters about which a person has to decide."""
    if user.may("channels.read"):
        names = {f"reader:{row['id']}": row["email"] for row in cached.read(queries.readers, by=user).to_dicts()}
        unsure.ask(user, names)
    show_list(
        "newsletter.letters",
        cached.read(queries.letters, by=user),
        [
            Column("title", t("Title")),
            Column("sent_on", t("Day"), "date"),
            Column("accepted", t("Delivered"), "whole"),
            Column("refused", t("Refused"), "whole"),
            Column("postponed", t("Later"), "whole", on_phone=False),
            Column("unknown", t("Not known"), "whole", on_phone=False),
        ],
        sort="-sent_on",
        empty=Empty(t("No letter was sent yet. Write a story and send it to the newsletter's channel.")),
        by=user,
        count=lambda n: tn("{n} letter", "{n} letters", n),
        title=t("Letters"),
    )

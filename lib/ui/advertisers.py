"""How advertisers look: words of their states, facts of a card, what to be careful about."""

from urllib.parse import quote

import polars as pl
import streamlit as st

from lib.access import User
from lib.contacts.queries import Known
from lib.contacts.rules import personal
from lib.czech import dates, numbers
from lib.flows import ares_look_up
from lib.i18n import t, tn
from lib.tariffs.rules import CLIENTS
from lib.ui import badges, cached
from lib.ui.badges import State
from lib.ui.columns import Empty
from lib.ui.facts import facts
from lib.ui.head import Link

LIST = "pages/ads/advertisers.py"
PAGE = "pages/ads/advertiser.py"


def states() -> dict[str, State]:
    """State of an advertiser → its word and tone, in the order in which somebody should look at them."""
    return {
        "overdue": State(t("overdue"), "late"),
        "ended": State(t("dissolved"), "late"),
        "owes": State(t("awaiting payment"), "due"),
        "pays_first": State(t("pays first"), "due"),
        "fine": State(t("nothing owed"), "planned"),
    }


def count(n: int) -> str:
    """`3 inzerenti`."""
    return tn("{n} advertiser", "{n} advertisers", n)


def new_link(user: User) -> Link | None:
    """The way to a new card, for those who may write it."""
    return Link(t("New advertiser"), PAGE, ":material/add:") if user.may("contacts.edit") else None


def empty(user: User) -> Empty:
    """What the list says before anybody advertises."""
    return Empty(
        t("No advertisers yet. They come with the shared spreadsheet of the paper, or are written here."),
        new_link(user),
    )


def in_words(found: pl.DataFrame) -> pl.DataFrame:
    """The list with its class as people call it, and without zeros where nothing is owed."""
    kinds = {code: t(word) for code, word in CLIENTS.items()}
    owed = [pl.when(pl.col(name) > 0).then(pl.col(name)).alias(name) for name in ("owed", "overdue")]
    return found.with_columns(pl.col("kind").replace_strict(kinds, return_dtype=pl.String), *owed)


def sentence(found: pl.DataFrame) -> str:
    """How many there are and what they owe."""
    owed, overdue = int(found["owed"].sum()), int(found["overdue"].sum())
    if not owed:
        return f"{count(found.height)} · {t('nobody owes anything')}"
    said = t("{owed} waits for payment, {overdue} of it is overdue", owed=numbers.money(owed),
             overdue=numbers.money(overdue))  # fmt: skip
    return f"{count(found.height)} · {said}"


def owing(owed: int, overdue: int) -> str:
    """What one advertiser owes."""
    if not owed:
        return t("Owes nothing.")
    said = t("Owes {owed}.", owed=numbers.money(owed))
    return said if not overdue else f"{said} {t('{overdue} is overdue.', overdue=numbers.money(overdue))}"


def about(known: Known, user: User) -> None:
    """What is known of an advertiser, first what to be careful about."""
    card, found = known.card, _from_ares(known, user)
    shown = [badges.state(t(CLIENTS[card.kind]), "planned")]
    if card.pays_first:
        shown.append(states()["pays_first"])
    if found and found.subject.ended_on:
        shown.append(states()["ended"])
    badges.show(*shown)
    if found and found.subject.ended_on:
        st.warning(dissolved(found.subject.ended_on), icon=":material/warning:")
    facts(
        {
            t("Needs payment first, because"): card.pays_first,
            t("Company ID"): card.ico,
            t("Tax ID (DIČ)"): card.dic,
            t("VAT payer"): _payer(found),
            t("Address"): card.address,
            t("Country"): card.country if card.country != "CZ" else None,
            t("Contact person"): card.contact_person,
            t("Phone"): card.phone,
            t("E-mail"): card.email,
            t("Bank account"): card.account,
            t("Data box"): card.data_box,
            t("Also written as"): ", ".join(known.spellings),
            t("Note"): card.note,
        }
    )
    if personal(card.dic):
        st.caption(t("The DIČ is a birth number. It is on invoices only; lists, exports and records leave it out."))
    if found:
        st.caption(t("ARES said so on {day}.", day=dates.date(found.on)))
    if card.email:
        st.link_button(t("Write an e-mail"), f"mailto:{quote(card.email, safe='@')}", icon=":material/mail:")


def dissolved(day: str) -> str:
    """The warning about a subject that does not exist any more."""
    return t("According to ARES the company was dissolved on {day}. Find out who is its successor before you invoice.",
             day=dates.date(dates.parse_date(day)))  # fmt: skip


def _from_ares(known: Known, user: User) -> ares_look_up.Found | None:
    return cached.read(ares_look_up.known, known.card.ico, by=user) if known.card.ico else None


def _payer(found: ares_look_up.Found | None) -> str | None:
    if found is None or found.subject.vat_payer is None:
        return None
    return t("yes") if found.subject.vat_payer else t("no")

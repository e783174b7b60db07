"""Material for the radio on the screen: the list, a period, its items with their seconds, the steps."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import dates, numbers
from lib.flows import press_posts
from lib.i18n import t, tn
from lib.press.actions import radio as actions
from lib.press.queries import radio
from lib.press.queries.radio import Kept
from lib.press.rules import radio as rules
from lib.press.rules.radio import Brief, Item
from lib.store import Database
from lib.ui import badges, meanwhile
from lib.ui import press as look
from lib.ui.facts import facts
from lib.ui.forms import Form, act, confirm
from lib.ui.head import Link
from lib.ui.lists import Column, Empty, Filter, show_list
from lib.ui.plain import plain


def show(found: pl.DataFrame, new: Link | None, user: User) -> None:
    """All material, the newest period first."""
    periods = [dates.span(row["starts_on"], row["ends_on"]) for row in found.iter_rows(named=True)]
    in_order = list(dict.fromkeys(reversed(periods)))
    show_list(
        "press.radio",
        found.with_columns(period=pl.Series(periods, dtype=pl.Enum(in_order))),
        [
            Column("period", t("Period")),
            Column("due_on", t("To be delivered"), "date"),
            Column("state", t("State"), "state", states=look.states(rules.STATES)),
            Column("items", t("Items to read"), "whole"),
            Column("guest", t("Guest in the studio"), on_phone=False),
            Column("handed_at", t("Handed over at"), "moment", on_phone=False),
            Column("headlines", t("What is read"), shown=False),
        ],
        search=("period", "guest", "headlines"),
        filters=(Filter("state", t("State")), Filter("starts_on", t("Year"), by="year")),
        sort="-period",
        row_page=look.BRIEF,
        empty=Empty(t("No material for the radio yet. Begin with the coming week: its events are taken at once."), new),
        by=user,
        count=lambda n: tn("{n} material", "{n} materials", n),
        title=t("Materials for the radio"),
    )


def begin(suggested: Brief, user: User) -> None:
    """Material for a new period."""
    form = Form("press.brief.new")
    with form.body():
        brief = ask_brief(form, suggested)
        events = form.ask("events", st.checkbox, t("Take the public events of the period at once"), value=True)
        if form.submit(t("Begin the material"), icon=":material/radio:"):
            form.save(
                lambda db: press_posts.begin(db, brief(), with_events=bool(events), by=user),
                said=lambda _: t("The material is begun. Read it aloud and hand it over."),
                go=look.BRIEF,
                query=lambda new: {"id": str(new)},
            )


def ask_brief(form: Form, now: Brief) -> Callable[[], Brief]:
    """The fields of a period; gives what reads them."""
    with st.container(horizontal=True):
        first = form.ask("first", st.date_input, t("From"), value=now.first, format="DD.MM.YYYY")
        last = form.ask("last", st.date_input, t("To"), value=now.last, format="DD.MM.YYYY")
        due = form.ask("due", st.date_input, t("To be delivered"), value=now.due, format="DD.MM.YYYY")
    with st.container(horizontal=True):
        guest = form.ask("guest", st.text_input, t("Guest in the studio"), value=now.guest)
        phone = form.ask("guest_phone", st.text_input, t("Phone"), value=now.guest_phone)
    return lambda: Brief(look.needed(first, "first"), look.needed(last, "last"), look.needed(due, "due"), guest, phone)


def items(kept: Kept, rate: float, user: User) -> None:
    """The items as they are read, each opened for a change."""
    total = rules.seconds((item for _, item in kept.items), rate)
    st.caption(
        t("{items}, read in {seconds} at {rate} words a second.",
          items=tn("{n} item to read", "{n} items to read", len(kept.items)),
          seconds=tn("{n} second", "{n} seconds", total), rate=numbers.number(rate))
    )  # fmt: skip
    may = user.may("press.edit") and kept.state == "draft"
    for item_id, item in kept.items:
        seconds = tn("{n} second", "{n} seconds", rules.seconds([item], rate))
        with st.expander(f"{plain(item.headline)} · {t(rules.PRIORITIES[item.priority])} · {seconds}"):
            st.text(rules.read_aloud(item))
            facts({t("Pronunciation"): item.pronunciation, t("Contact"): item.contact})
            if may:
                _edit(kept, item_id, item, user)
    if may:
        with st.expander(t("Add an item"), icon=":material/add:", expanded=not kept.items):
            form = Form(f"press.item.new.{kept.id}")
            with form.body():
                item = ask_item(form, Item(""))
                if form.submit(t("Add the item"), quiet=True):
                    form.save(lambda db: actions.add_item(db, kept.id, item, by=user),
                              said=lambda _: t("The item is there."))  # fmt: skip


def ask_item(form: Form, now: Item) -> Item:
    """The fields of an item."""
    headline = form.ask("headline", st.text_input, t("Headline"), value=now.headline)
    text = form.ask("text", st.text_area, t("One to three sentences"), value=now.text, height=100)
    happens = form.ask("happens", st.text_input, t("When and where"), value=now.happens,
                       placeholder=t("On Saturday the twelfth of December at ten, Linden Park"))  # fmt: skip
    contact = form.ask("contact", st.text_input, t("Contact"), value=now.contact)
    sound = form.ask("pronunciation", st.text_input, t("Pronunciation"), value=now.pronunciation)
    priorities = list(rules.PRIORITIES)
    priority = form.ask("priority", st.segmented_control, t("Priority"), options=priorities, default=now.priority,
                        format_func=lambda code: t(rules.PRIORITIES[code]))  # fmt: skip
    return Item(headline, text, happens, contact, sound, priority or now.priority, now.event_id,
                now.story_id)  # fmt: skip


def _edit(kept: Kept, item_id: int, item: Item, user: User) -> None:
    form = Form(f"press.item.{item_id}", live=True)
    begun = Item(**meanwhile.began(form, vars(item)))
    with form.body():
        changed = ask_item(form, begun)
        if form.submit(t("Save"), quiet=True):
            form.save(lambda db: _save_item(db, kept.id, item_id, form, changed, user), said=lambda _: t("Saved."))
    act(t("Leave out"), lambda db: actions.remove_item(db, item_id, by=user),
        said=lambda _: t("{title} is left out.", title=item.headline), key=f"out.{item_id}",
        icon=":material/remove:")  # fmt: skip


def _save_item(db: Database, brief_id: int, item_id: int, form: Form, said: Item, user: User) -> None:
    """Save an item; what somebody else has changed meanwhile stays, the same field is asked about."""
    now = dict(radio.brief(db, brief_id, by=user).items).get(item_id, said)
    actions.save_item(db, item_id, replace(now, **meanwhile.chosen(form, vars(now), vars(said))), by=user)


def steps(kept: Kept, offered: pl.DataFrame, posts: pl.DataFrame | None, user: User) -> None:
    """Events and posts to be taken, numbers into words, handing over, what was on the air."""
    badges.show(look.states(rules.STATES)[kept.state])
    facts(
        {
            t("To be delivered"): dates.date(kept.brief.due),
            t("Guest in the studio"): ", ".join(filter(None, (kept.brief.guest, kept.brief.guest_phone))),
            t("Handed over at"): look.written(kept.handed_at),
            t("Broadcast"): look.written(kept.broadcast_at),
            t("Recording"): kept.recording,
        }
    )
    if not user.may("press.edit"):
        return
    if kept.state == "draft":
        _prepare(kept, offered, user)
        _posts(kept, posts, user)
    else:
        _after(kept, user)


def _prepare(kept: Kept, offered: pl.DataFrame, user: User) -> None:
    confirm(
        t("Hand over to the radio"),
        t("Hand over to the radio?"),
        t("The material is kept as it is now and cannot be changed any more. Send the PDF to the radio."),
        lambda db: press_posts.hand_over(db, kept.id, by=user),
        said=_handed,
        key="hand", type="primary", icon=":material/radio:",
    )  # fmt: skip
    if offered.height:
        ids = offered["id"].to_list()
        act(tn("Take {n} event of the period", "Take {n} events of the period", offered.height),
            lambda db: actions.take_events(db, kept.id, ids, by=user),
            said=lambda n: tn("{n} event taken.", "{n} events taken.", n), key="take",
            icon=":material/event:")  # fmt: skip
    act(t("Put numbers into words"), lambda db: actions.in_words(db, kept.id, by=user),
        said=lambda n: tn("{n} item changed. Read it aloud.", "{n} items changed. Read them aloud.", n), key="words",
        icon=":material/record_voice_over:")  # fmt: skip
    _period(kept, user)


def _period(kept: Kept, user: User) -> None:
    form = Form(f"press.brief.{kept.id}", live=True)
    begun = Brief(**meanwhile.began(form, vars(kept.brief)))
    with st.expander(t("Period and guest"), icon=":material/edit:"), form.body():
        changed = ask_brief(form, begun)
        if form.submit(t("Save"), quiet=True):
            form.save(lambda db: _save(db, kept.id, form, changed(), user), said=lambda _: t("Saved."))


def _save(db: Database, brief_id: int, form: Form, said: Brief, user: User) -> None:
    now = radio.brief(db, brief_id, by=user)
    brief = replace(now.brief, **meanwhile.chosen(form, vars(now.brief), vars(said)))
    actions.save(db, brief_id, brief, now.version, by=user)


def _handed(posts: int) -> str:
    said = t("Handed over. The events know that the radio was told.")
    return f"{said} {tn('{n} post is confirmed.', '{n} posts are confirmed.', posts)}" if posts else said


def _posts(kept: Kept, found: pl.DataFrame | None, user: User) -> None:
    """Posts for the radio that wait to be handed over."""
    if found is None or found.is_empty():
        return
    act(tn("Take {n} post for the radio", "Take {n} posts for the radio", found.height),
        lambda db: press_posts.take(db, kept.id, by=user),
        said=lambda n: tn("{n} post taken.", "{n} posts taken.", n), key="take.posts",
        icon=":material/edit_note:", help=plain(", ".join(found["title"])))  # fmt: skip


def _after(kept: Kept, user: User) -> None:
    form = Form(f"press.broadcast.{kept.id}", live=True)
    begun = meanwhile.began(form, {"recording": kept.recording})
    with form.body():
        link = form.ask("recording", st.text_input, t("Link to the recording"), value=begun["recording"])
        if form.submit(t("It was on the air") if kept.state == "handed" else t("Save the link")):
            form.save(lambda db: _broadcast(db, kept.id, form, link, user), said=lambda _: t("Written down."))


def _broadcast(db: Database, brief_id: int, form: Form, link: str, user: User) -> None:
    now = {"recording": radio.brief(db, brief_id, by=user).recording}
    actions.broadcast(db, brief_id, **(now | meanwhile.chosen(form, now, {"recording": link})), by=user)


def due(missing: dt.date | None) -> None:
    """What the radio waits for."""
    if missing is not None:
        days = (missing - clock.today()).days
        when = t("today") if days == 0 else tn("in {n} day", "in {n} days", days)
        st.info(t("The radio wants the material of the coming week {when}.", when=when), icon=":material/radio:")

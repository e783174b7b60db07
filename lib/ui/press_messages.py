"""Messages to citizens on the screen: the list, the texts as they are copied, handing over to MUNIPOLIS."""

from collections.abc import Mapping

import polars as pl
import streamlit as st

from lib import clock
from lib.access import User
from lib.czech import numbers, sms
from lib.flows import press_approval
from lib.i18n import t, tn
from lib.outbox.letters import with_link
from lib.photos import queries as photos
from lib.press.actions import messages as actions
from lib.press.queries.messages import Feed, Kept
from lib.press.rules import messages as rules
from lib.press.rules.messages import Sent
from lib.ui import badges, cached
from lib.ui import press as look
from lib.ui.copy import copy_box
from lib.ui.facts import facts
from lib.ui.forms import Form, act, confirm
from lib.ui.head import Link
from lib.ui.lists import Column, Empty, Filter, show_list
from lib.ui.photos import to_hand_over
from lib.ui.plain import plain
from lib.ui.press_message_form import in_parts


def show(found: pl.DataFrame, new: Link | None, user: User) -> None:
    """All messages, what is not sent first."""
    words = {code: t(word) for code, (word, _) in rules.CATEGORIES.items()}
    show_list(
        "press.messages",
        found.with_columns(pl.col("category").replace_strict(words, return_dtype=pl.String)),
        [
            Column("title", t("Title")),
            Column("number", t("Number"), on_phone=False),
            Column("category", t("Category"), on_phone=False),
            Column("state", t("State"), "state", states=look.states(rules.STATES)),
            Column("sent_at", t("Sent at"), "moment"),
            Column("recipients", t("Recipients"), "whole"),
            Column("cost", t("Price"), "money"),
            Column("link", t("Link"), shown=False),
        ],
        search=("title", "number"),
        filters=(Filter("state", t("State")), Filter("category", t("Category"))),
        row_page=look.MESSAGE,
        empty=Empty(t("No message to citizens yet."), new),
        by=user,
        count=lambda n: tn("{n} message", "{n} messages", n),
        title=t("Messages to citizens"),
    )


def texts(kept: Kept, user: User) -> None:
    """The texts as they are copied into MUNIPOLIS, and where they are meant to go."""
    said = kept.message
    if "sms" in said.channels:
        text = rules.sms_sent(said)
        measured = sms.measure(text)
        note = f"{tn('{n} character', '{n} characters', measured.characters)}, {in_parts(measured.parts)}"
        copy_box(t("SMS"), text, key="sms", note=note)
    for channel, text in (("email", said.text_email), ("app", said.text_app)):
        if channel in said.channels:
            copy_box(t(rules.CHANNELS[channel]), with_link(f"{said.title}\n\n{text}", said.link), key=channel)
    if said.photo_id is not None:
        photo = cached.read(photos.photo, said.photo_id, by=user)
        if obstacle := photo.obstacle(promotion=False):
            st.warning(plain(t(obstacle)))
        else:
            to_hand_over(photo.file, photo.alt, photo.credit, "photo")
    streets = t("The whole town") if said.whole_town else said.streets
    facts({t("Where to"): streets, t("Groups"): said.groups, t("Who asked for it"): said.source})


def known(kept: Kept) -> None:
    """The state and what is known of the sending."""
    badges.show(look.states(rules.STATES)[kept.state])
    counts = ", ".join(
        f"{t(rules.CHANNELS[channel])} {numbers.number(count)}" for channel, count in kept.recipients.items()
    )
    facts(
        {
            t("Category"): t(rules.CATEGORIES[kept.message.category][0]),
            t("Approved at"): look.written(kept.approved_at),
            t("Sent at"): look.written(kept.sent_at),
            t("Recipients"): counts,
            t("Price"): numbers.money(kept.cost) if kept.cost is not None else None,
            t("Corrects"): kept.corrects,
            t("Corrected by"): kept.corrected_by,
        }
    )
    if kept.rss_link:
        st.link_button(t("Seen on the web"), kept.rss_link, icon=":material/open_in_new:")


def steps(kept: Kept, halere: int, user: User) -> None:
    """What happens next: approval, confirmation of the sending, a correction."""
    now = cached.fresh(press_approval.of_message, kept.id, by=user)
    look.approved_by(now)
    mine = user.login in now.logins and not now.enough
    waits = kept.state == "draft" or (kept.state == "approved" and look.one_is_missing(now))
    if waits and user.may("publishing.approve") and not mine:
        act(t("Approve"), lambda db: press_approval.approve_message(db, kept.id, kept.version, by=user),
            said=lambda done: t("Approved. Copy the texts into MUNIPOLIS, send them and confirm it here.") if done
            else look.yes(done),
            key="approve", type="primary", icon=":material/verified:")  # fmt: skip
    if kept.state == "approved" and user.may("press.edit"):
        _confirm_sending(kept, halere, user)
    if kept.sent_at and user.may("press.edit"):
        act(t("Send a correction"), lambda db: actions.correction_of(db, kept.id, by=user),
            said=lambda _: t("Change the texts and have them approved."), key="correct", go=look.MESSAGE,
            query=lambda new: {"id": str(new)}, icon=":material/edit_document:")  # fmt: skip
    elif user.may("press.edit"):
        confirm(t("Throw it away"), t("Throw the message away?"), t("What is written is lost."),
                lambda db: actions.remove(db, kept.id, by=user), said=lambda _: t("The message is gone."),
                key="remove", go=look.MESSAGES, icon=":material/delete:")  # fmt: skip


def _confirm_sending(kept: Kept, halere: int, user: User) -> None:
    form = Form(f"press.message.sent.{kept.id}")
    with form.body():
        st.caption(t("What MUNIPOLIS said after sending:"))
        counts = {
            channel: form.ask(f"recipients_{channel}", st.number_input,
                              t("Recipients: {channel}", channel=t(rules.CHANNELS[channel])), min_value=0, value=None,
                              step=1)
            for channel in kept.message.channels
        }  # fmt: skip
        cost = form.ask("cost", st.text_input, t("Price"), value=_usual_cost(kept, halere))
        at = look.ask_moment(form, "at", t("Sent at"), clock.stamp())
        if form.submit(t("It was sent"), icon=":material/send:"):
            form.save(
                lambda db: press_approval.message_sent(
                    db, kept.id, _said(counts, cost), at=look.moment(at, "at"), by=user
                ),
                said=lambda number: t("{number} is written down.", number=number),
            )  # fmt: skip


def _said(counts: Mapping[str, int | None], cost: str) -> Sent:
    people = {channel: count for channel, count in counts.items() if count is not None}
    return Sent(people, numbers.parse_money(cost) if cost.strip() else None)


def _usual_cost(kept: Kept, halere: int) -> str:
    if "sms" not in kept.message.channels or not kept.message.expected:
        return ""
    parts = sms.measure(rules.sms_sent(kept.message)).parts
    return numbers.money(sms.price(parts, kept.message.expected, halere)).replace(numbers.NBSP, " ")


def proof(feed: Feed, url: str, waiting: int) -> None:
    """What the town's RSS says: not set up, in trouble, when it was asked."""
    if url == "-":
        st.caption(t("The address of the town's RSS is not in the settings, so nothing proves that a message is out."))
    elif feed.error:
        st.warning(plain(feed.error), icon=":material/rss_feed:")
    elif feed.worked_at:
        st.caption(t("The town's RSS was asked {moment}.", moment=look.written(feed.worked_at)))
    if waiting and url != "-":
        st.caption(tn("{n} message is not seen in it yet.", "{n} messages are not seen in it yet.", waiting))

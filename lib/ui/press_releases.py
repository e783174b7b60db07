"""Press releases and invitations on the screen: the list, the steps, who got them."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from lib.access import User
from lib.flows import press_approval, press_mail, release_to_post
from lib.i18n import t, tn
from lib.press.actions import releases as actions
from lib.press.queries.releases import Kept
from lib.press.rules import releases as rules
from lib.press.rules.approving import Standing, content_hash
from lib.ui import badges, cached
from lib.ui import press as look
from lib.ui.columns import Column, Empty, Filter
from lib.ui.facts import facts
from lib.ui.forms import Form, act, confirm
from lib.ui.head import Link
from lib.ui.lists import show_list
from lib.ui.plain import plain


def show(found: pl.DataFrame, new: Link | None, user: User) -> None:
    """All of them, what is being written first."""
    kinds = {code: t(word) for code, word in rules.KINDS.items()}
    show_list(
        "press.releases",
        found.with_columns(pl.col("kind").replace_strict(kinds, return_dtype=pl.String)),
        [
            Column("title", t("Headline")),
            Column("number", t("Number")),
            Column("kind", t("Kind"), on_phone=False),
            Column("state", t("State"), "state", states=look.states(rules.STATES)),
            Column("issued_at", t("Released"), "moment"),
            Column("sent", t("Contacts that have it"), "whole", on_phone=False),
            Column("outputs", t("What came out"), "whole", on_phone=False),
            Column("event", t("Event"), shown=False),
        ],
        search=("title", "number", "event"),
        filters=(Filter("state", t("State"), "pills"), Filter("kind", t("Kind"))),
        row_page=look.RELEASE,
        empty=Empty(t("No press release yet."), new),
        by=user,
        count=lambda n: tn("{n} release", "{n} releases", n),
        title=t("Press releases"),
    )


def known(kept: Kept) -> dict[str, str | None]:
    """What is known of a release beside its paper."""
    return {
        t("Released"): look.written(kept.issued_at),
        t("Released by"): kept.issuer,
        t("Embargo until"): look.written(kept.release.embargo_until),
        t("Corrects"): kept.corrects,
        t("Corrected by"): kept.corrected_by,
        t("Why it was taken back"): kept.withdrawn_reason,
    }


def before_issue(kept: Kept, user: User) -> None:
    """What an editor would say, the release itself, throwing the draft away."""
    badges.show(look.states(rules.STATES)[kept.state])
    for sentence in rules.warnings(kept.release):
        st.warning(plain(sentence), icon=":material/edit_note:")
    now = approval(kept, user)
    if now.needed < 2 or now.enough:
        confirm(
            t("Release it"),
            t("Release {title}?", title=kept.release.title),
            t("It gets a number and its text cannot be changed any more; a mistake is mended by a correction."),
            lambda db: press_approval.issue(db, kept.id, kept.version, by=user),
            said=lambda number: t("{number} is released. Hand it over to the media.", number=number),
            key="issue",
            type="primary",
            icon=":material/verified:",
        )
    _throw_away(kept, user)


def approval(kept: Kept, user: User) -> Standing:
    """Who has approved it as it is now, and the yes of this person where two are needed; gives how it stands."""
    now = cached.fresh(press_approval.of_release, kept.id, by=user)
    look.approved_by(now)
    if now.needed > 1 and not now.enough and user.may("publishing.approve") and user.login not in now.logins:
        act(t("Approve the text"),
            lambda db: press_approval.approve_release(db, kept.id, content_hash(kept.release), by=user),
            said=look.yes, key="press.approve", icon=":material/check:")  # fmt: skip
    return now


def _throw_away(kept: Kept, user: User) -> None:
    confirm(
        t("Throw the draft away"),
        t("Throw the draft away?"),
        t("What is written is lost."),
        lambda db: actions.remove(db, kept.id, by=user),
        said=lambda _: t("The draft is gone."),
        key="remove",
        go=look.RELEASES,
        icon=":material/delete:",
    )


def hand_over(kept: Kept, waiting: pl.DataFrame, user: User) -> None:
    """Choose contacts, write to them, and write down that they have it."""
    if waiting.is_empty():
        st.caption(t("Everybody who can be reached has it."))
        return
    names = {row["id"]: ", ".join(filter(None, (row["medium"], row["name"]))) for row in waiting.iter_rows(named=True)}
    form = Form(f"press.hand_over.{kept.id}", live=True)
    with form.body():
        chosen = form.ask("contacts", st.multiselect, t("Who gets it"), options=list(names), default=list(names),
                          format_func=names.__getitem__)  # fmt: skip
        mails = waiting.filter(pl.col("id").is_in(chosen) & (pl.col("email") != ""))
        if cached.read(press_mail.channel, by=user):
            _send(kept, mails["id"].to_list(), user)
        else:
            look.mail(f"{kept.number}: {kept.release.title}", mails["email"].to_list())
        way = form.ask("way", st.segmented_control, t("How"), options=list(rules.WAYS), default="mail",
                       format_func=lambda code: t(rules.WAYS[code]))  # fmt: skip
        if form.submit(t("Write down that they have it"), icon=":material/done_all:"):
            form.save(
                lambda db: actions.hand_over(db, kept.id, chosen, way or "", by=user),
                said=lambda n: tn("{n} contact has it.", "{n} contacts have it.", n),
            )


def _send(kept: Kept, chosen: Sequence[int], user: User) -> None:
    """By the office's own mail, each letter with the PDF."""
    act(t("Send by e-mail with the PDF"), lambda db: press_mail.send(db, kept.id, chosen, by=user),
        said=lambda n: tn("{n} letter goes out.", "{n} letters go out.", n), key="press.mail",
        icon=":material/outgoing_mail:")  # fmt: skip


def on_the_way(found: pl.DataFrame) -> None:
    """Letters that wait, were refused, or of which nobody knows."""
    for row in found.filter(pl.col("state") != "accepted").iter_rows(named=True):
        who = ", ".join(filter(None, (row["medium"], row["name"], row["address"])))
        said = {"refused": t("The letter was refused"), "failed": t("The letter was not sent"),
                "unknown": t("Nobody knows whether the letter arrived")}  # fmt: skip
        st.caption(plain(": ".join(filter(None, (
            who, said.get(row["state"], t("The letter is on its way")), row["answer"],
        )))))  # fmt: skip


def got_it(sent: pl.DataFrame) -> None:
    """Who got it, when and by which way."""
    if sent.is_empty():
        st.caption(t("Nobody has it yet."))
        return
    with st.expander(tn("{n} contact has it", "{n} contacts have it", sent["contact_id"].n_unique())):
        for row in sent.iter_rows(named=True):
            who = ", ".join(filter(None, (row["medium"], row["name"])))
            st.caption(plain(f"{look.written(row['at'])} · {who} · {t(rules.WAYS[row['way']])} · {row['by_name']}"))


def tell_citizens(kept: Kept, user: User) -> None:
    """The same for citizens: a draft of a post."""
    if user.may("publishing.write") and kept.state == "issued" and kept.release.kind == "release":
        act(t("Write a post from it"), lambda db: release_to_post.post_from(db, kept.id, by=user),
            said=lambda _: t("The post has the words of the release; shorten them for the networks."),
            key="post", go="pages/publishing/new.py", query=lambda new: {"id": str(new)},
            icon=":material/edit_note:")  # fmt: skip


def mistakes(kept: Kept, user: User) -> None:
    """The ways to mend what was released: a correction, taking it back."""
    act(
        t("Write a correction"),
        lambda db: actions.correction_of(db, kept.id, by=user),
        said=lambda _: t("The correction names what it corrects. Change the text and release it."),
        key="correct",
        go=look.RELEASE,
        query=lambda new: {"id": str(new)},
        icon=":material/edit_document:",
    )
    if kept.state != "issued":
        return
    with st.expander(t("Withdraw it…"), icon=":material/undo:"):
        form = Form(f"press.withdraw.{kept.id}")
        with form.body():
            why = form.ask("reason", st.text_input, t("Reason"))
            if form.submit(t("Withdraw it"), quiet=True):
                form.save(
                    lambda db: actions.withdraw(db, kept.id, why, by=user),
                    said=lambda _: t("Taken back. Tell those who have it; their list is here."),
                )


def side(kept: Kept, user: User) -> None:
    """The state and what is known, beside the paper."""
    badges.show(look.states(rules.STATES)[kept.state])
    facts(known(kept))
    if kept.state == "issued":
        approval(kept, user)

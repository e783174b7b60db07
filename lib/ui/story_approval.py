"""Approving a post: handed over, approved or given back; a link and a paper for somebody without an account."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

import streamlit as st

from lib import clock, config, sender, store
from lib.access import User
from lib.czech import dates
from lib.flows import publishing_approval
from lib.i18n import t, tn
from lib.publishing import Story, actions, queries
from lib.publishing.documents.paper_to_sign import paper_to_sign
from lib.publishing.stages import Verdict, enough, standing
from lib.ui import badges, cached, story_checks
from lib.ui.badges import State, Tone
from lib.ui.copy import copy_box
from lib.ui.forms import Form, act
from lib.ui.plain import plain

REVIEW = "/schvaleni/"
DAYS = (3, 7, 14)


def panel(story: Story, names: dict[str, str], user: User) -> None:
    """All of it on the post's own page: how it stands, what can be said now, ways for others, what was said before."""
    needed = cached.fresh(queries.approvals_needed, story.id, by=user)
    said = cached.fresh(queries.approvals, story.id, by=user)
    _standing(story, said, needed)
    if story.stage in ("idea", "planned", "writing"):
        hand_over(story, user)
    elif story.stage == "review" and user.may("publishing.approve"):
        decide(story, user)
    elif story.stage == "review":
        st.caption(t("Posts are approved by those who have the permission for it."))
    if story.stage == "review":
        with st.expander(t("Approval by somebody without an account"), icon=":material/forward_to_inbox:"):
            _outside(story, names, user)
    if user.may("publishing.approve") and cached.fresh(queries.one_more_helps, story.id, by=user):
        st.caption(t("To go out in the election regime ahead it needs one more approval, because it names somebody."))
        _yes(story, user)
    if story.stage == "approved" and user.may("publishing.approve"):
        with st.expander(t("Return to writing"), icon=":material/undo:"):
            give_back(story.id, user)
    _said(said, story.approval_hash)


def hand_over(story: Story, user: User, kind: str = "primary") -> None:
    """The author's step."""
    if user.may("publishing.write") and story.state != "withdrawn":
        act(
            t("Hand over for approval"),
            lambda db: publishing_approval.to_review(db, story.id, by=user),
            key="story.review",
            type=kind,
            icon=":material/rule:",
            said=lambda _: f"{t('The post waits for approval.')} {story_checks.to_mend_in(story, user)}".strip(),
        )


def decide(story: Story, user: User) -> None:
    """Yes with a note, or back with a reason; both hold for the text as it is shown."""
    _yes(story, user)
    with st.expander(t("Return to writing"), icon=":material/undo:"):
        give_back(story.id, user)


def _yes(story: Story, user: User) -> None:
    form = Form(f"story.approve.{story.id}.{story.version}")
    with form.body():
        note = form.ask("note", st.text_input, t("Note (may stay empty)"))
        if form.submit(t("Approve the post"), icon=":material/check:"):
            form.save(
                lambda db: publishing_approval.approve(db, story.id, story.approval_hash, note, by=user),
                said=lambda done: t("The post is approved.") if done else t("Approved; it waits for another person."),
            )


def give_back(story_id: int, user: User) -> None:
    """What is to be mended, and back to the author."""
    form = Form(f"story.return.{story_id}")
    with form.body():
        reason = form.ask("reason", st.text_area, t("What is to be mended"), height=100)
        if form.submit(t("Return the post"), quiet=True):
            form.save(
                lambda db: actions.return_to_writing(db, story_id, reason, by=user),
                said=lambda _: t("The post is back with its author."),
            )


def ask(story: Story, user: User) -> None:
    """The question of the board: the text once more, and yes or back."""

    @st.dialog(t("Approve the post?"), icon=":material/rule:", width="large", on_dismiss="rerun")
    def question() -> None:
        st.subheader(plain(story.title), anchor=False)
        for text in (story.perex, story.body or story.texts.get("web", "")):
            if text:
                st.text(text)
        st.caption(t("Other wordings and pictures are on the post's page."))
        decide(story, user)

    question()


def _standing(story: Story, said: list[Verdict], needed: int) -> None:
    here = standing(said[::-1], story.approval_hash)
    who = ", ".join(one.by_name for one in here)
    if story.stage == "approved":
        st.caption(
            plain(t("Approved as it is now: {who}.", who=who)) if who else t("Published before approvals were kept.")
        )
    elif story.stage == "review":
        st.caption(plain(asked(here, needed)))
    else:
        st.caption(t("The post is being written. Approval begins when its author hands it over."))


def asked(here: list[Verdict], needed: int) -> str:
    """How many have to approve, who has, and why those are not enough where they seem to be."""
    said = [tn("{n} person has to approve it.", "{n} people have to approve it.", needed)]
    if here:
        said.append(t("So far: {who}.", who=", ".join(one.by_name for one in here)))
    if len(here) >= needed and not enough(here, needed):
        said.append(t("One person stands behind all of it; somebody else has to approve it too."))
    return " ".join(said)


def _outside(story: Story, names: dict[str, str], user: User) -> None:
    if user.may("publishing.write"):
        _new_link(story, user)
        _links(story, user)
    _paper(story, names)
    if user.may("publishing.approve"):
        _signed(story, user)


def _new_link(story: Story, user: User) -> None:
    if cached.fresh(queries.approvals_needed, story.id, by=user) > 1:
        st.caption(t("Two approvals are needed. One given by your link and your own count as one together; the other"
                     " has to come from a colleague, or by a link that he makes."))  # fmt: skip
    form = Form(f"story.link.{story.id}")
    with form.body():
        reviewer = form.ask("reviewer", st.text_input, t("Who approves"), placeholder=t("Name and office"))
        email = form.ask("email", st.text_input, t("E-mail (may stay empty)"))
        days: Any = form.ask("days", st.selectbox, t("Valid"), options=DAYS, index=1,
                        format_func=lambda n: tn("{n} day", "{n} days", n))  # fmt: skip
        if form.submit(t("Make a one-time link"), quiet=True):
            form.save(
                lambda db: actions.review_link(db, story.id, reviewer, email, days, by=user),
                said=lambda token: _kept(story, token, reviewer, email),
            )
    made = st.session_state.get(f"story.link.made.{story.id}")
    if made:
        _show_link(story, *made)


def _kept(story: Story, token: str, reviewer: str, email: str) -> str:
    """The token is told once and kept by nobody but this screen."""
    st.session_state[f"story.link.made.{story.id}"] = (token, reviewer, email)
    return t("The link for {who} is ready; copy it or send it.", who=reviewer)


def _show_link(story: Story, token: str, reviewer: str, email: str) -> None:
    address = f"{_root()}{REVIEW}{token}"
    copy_box(t("One-time link for {who}", who=reviewer), address, key=f"story.link.{token[:8]}")
    body = t(
        "Good day,\n\nplease read the text and approve or return it here:\n{address}\n\nThank you", address=address
    )
    subject = t("To be approved: {title}", title=story.title)
    st.link_button(t("Send by e-mail"), f"mailto:{quote(email, safe='@')}?subject={quote(subject)}&body={quote(body)}",
                   icon=":material/mail:")  # fmt: skip


def _root() -> str:
    here = urlsplit(st.context.url or "")
    return config.current().public_url or f"{here.scheme}://{here.netloc}"


def _links(story: Story, user: User) -> None:
    links = cached.fresh(queries.links, story.id, by=user)
    for row in links.iter_rows(named=True):
        _link(row, story, user)


def _link(row: Mapping[str, Any], story: Story, user: User) -> None:
    word, tone = _link_state(row, story)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"{badges.inline(State(word, tone))} {plain(row['reviewer'])}", width="stretch")
        if tone == "info":
            act(
                t("Cancel the link"),
                lambda db: actions.revoke_link(db, row["id"], by=user),
                key=f"story.link.revoke.{row['id']}",
                type="tertiary",
                said=lambda _: t("The link is cancelled."),
            )


def _link_state(row: Mapping[str, Any], story: Story) -> tuple[str, Tone]:
    if row["used_at"]:
        return t("used"), "done"
    if row["revoked_at"]:
        return t("cancelled link"), "planned"
    if row["content_hash"] != story.approval_hash:
        return t("for an older text"), "planned"
    if str(row["expires_at"]) < clock.stamp():
        return t("expired"), "planned"
    return (t("opened"), "info") if row["opened_at"] else (t("sent"), "info")


def _paper(story: Story, names: dict[str, str]) -> None:
    def made() -> bytes:
        with store.read() as db:
            return paper_to_sign(story, names, sender.letterhead(db), "", clock.today())

    st.download_button(
        t("Print to be signed (PDF)"),
        made,
        file_name=f"ke-schvaleni-{story.id}-{story.version}.pdf",
        mime="application/pdf",
        icon=":material/print:",
        on_click="ignore",
        key="story.paper",
    )


def _signed(story: Story, user: User) -> None:
    form = Form(f"story.signed.{story.id}.{story.version}")
    with form.body():
        who = form.ask("reviewer", st.text_input, t("Who signed the paper"))
        if form.submit(t("Write the signature down"), quiet=True):
            form.save(
                lambda db: publishing_approval.approved_on_paper(db, story.id, story.approval_hash, who, by=user),
                said=lambda done: t("The post is approved.") if done else t("Approved; it waits for another person."),
            )


def _said(said: list[Verdict], content_hash: str) -> None:
    for one in said:
        via = {"office": "", "link": t("by a link from {who}", who=one.link_by_name), "paper": t("on paper")}
        word, tone = (t("approved"), "done") if one.verdict == "approved" else (t("returned"), "due")
        older = "" if one.content_hash == content_hash else t("an older text")
        facts = [dates.moment(one.at), one.by_name, via[one.via], older]
        st.markdown(f"{badges.inline(State(word, tone))} {plain(' · '.join(filter(None, facts)))}")  # type: ignore[arg-type]
        if one.note:
            st.text(one.note)

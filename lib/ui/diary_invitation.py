"""An invitation on the screen: its form, to whom it is offered and who has time, the decision, and the answer."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import polars as pl
import streamlit as st

from lib import audit, clock, contacts, settings, store
from lib.access import User
from lib.contacts.queries import Holder
from lib.czech import dates
from lib.diary import actions, rules
from lib.diary.queries import Invitation
from lib.diary.rules import Card, Reply
from lib.errors import BadInput
from lib.flows.elsewhere import elsewhere
from lib.i18n import speaking, t
from lib.ui import badges, cached, diary, facts
from lib.ui.badges import State
from lib.ui.event_entry import read_day, read_times
from lib.ui.forms import Form, act
from lib.ui.head import Link
from lib.ui.plain import plain

PAGE = "pages/diary/invitation.py"
Typed = dict[str, Any]
_TEXTS = ("sender", "title", "place", "reference", "email", "phone", "salutation", "gift", "note")


def states() -> dict[str, State]:
    """State of an invitation → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in rules.STATES.items()}  # type: ignore[arg-type]


def urgencies() -> dict[str, State]:
    """How urgent an answer is → its word and tone; what is calm says nothing."""
    return {"late": State(t("past its day"), "late"), "due": State(t("urgent"), "due")}


def for_list(found: pl.DataFrame) -> pl.DataFrame:
    """Invitations with `urgency`, a key of `urgencies` or None."""
    today = clock.today()
    rows = found.select("state", "starts_on", "answer_by").rows()
    said = [rules.urgency(state, day, until, today) for state, day, until in rows]
    urgent = pl.Series(["" if one not in urgencies() else one for one in said], dtype=pl.String)
    return found.with_columns(urgency=urgent.replace("", None))


def fields(form: Form, now: Invitation | None, offices: Mapping[int, str]) -> Typed:
    """The fields; a new invitation may be offered in the same step."""
    card = now.card if now else None
    first = {name: getattr(card, name) if card else "" for name in _TEXTS}
    typed: Typed = {"sender": form.ask("sender", st.text_input, t("From whom"), value=first["sender"])}
    typed["title"] = form.ask("title", st.text_input, t("To what"), value=first["title"])
    left, right = st.columns(2)
    with left:
        day = dates.short_date(card.starts_on) if card else ""
        typed["day"] = form.ask("starts_on", st.text_input, t("Date"), value=day, placeholder=t("12. 12. 2026"))
    with right:
        span = dates.span(card.starts_at, card.ends_at) if card and card.starts_at else ""
        typed["time"] = form.ask("starts_at", st.text_input, t("Time"), value=span)
    left, right = st.columns(2)
    with left:
        typed["place"] = form.ask("place", st.text_input, t("Place"), value=first["place"])
    with right:
        until = dates.short_date(card.answer_by) if card and card.answer_by else ""
        typed["answer_by"] = form.ask("answer_by", st.text_input, t("Answer until"), value=until)
    typed["holder_id"] = None
    if now is None:
        typed["holder_id"] = form.ask("holder_id", st.segmented_control, t("Offer to"), options=list(offices),
                                      format_func=offices.get)  # fmt: skip
    return typed | _more(form, card, first)


def _more(form: Form, card: Card | None, first: Typed) -> Typed:
    typed: Typed = {}
    with st.expander(t("More details"), icon=":material/tune:", expanded=bool(card and (card.email or card.gift))):
        received = dates.short_date(card.received_on if card else clock.today())
        typed["received_on"] = form.ask("received_on", st.text_input, t("Came on"), value=received)
        hint = t("“Vážený pane řediteli”, only when it is certain")
        labels = {"reference": t("Reference number"), "email": t("E-mail"), "phone": t("Phone"),
                  "salutation": t("Salutation of the host"), "gift": t("Gift wanted")}  # fmt: skip
        for field, label in labels.items():
            typed[field] = form.ask(field, st.text_input, label, value=first[field],
                                    placeholder=hint if field == "salutation" else "")  # fmt: skip
        typed["note"] = form.ask("note", st.text_area, t("Note"), value=first["note"], height=96)
    return typed


def card(typed: Typed) -> Card:
    """The card that was typed, or BadInput that names its field."""
    day = read_day(typed["day"], "starts_on")
    try:
        starts_at, ends_at = read_times(typed["time"]) if typed["time"].strip() else (None, None)
    except BadInput as error:
        error.field = "starts_at"
        raise
    until = read_day(typed["answer_by"], "answer_by") if typed["answer_by"].strip() else None
    received = read_day(typed["received_on"], "received_on")
    words = {name: typed[name] for name in _TEXTS if name not in ("sender", "title")}
    return Card(typed["sender"], typed["title"], day, received, until, starts_at, ends_at, **words)


def overview(now: Invitation, user: User) -> None:
    """What came, and how it stands."""
    badges.show(states()[now.shown_state], *_late(now))
    people = diary.names(user)
    time = dates.span(now.starts_at, now.ends_at) if now.starts_at else t("time not given")
    facts.facts(
        {
            t("When"): f"{dates.short_date(now.day)}, {time}",
            t("Place"): now.place,
            t("Offered to"): people.get(now.holder_id or 0),
            t("Stands in"): people.get(now.deputy_id or 0),
            t("Answer until"): dates.short_date(now.until) if now.until else None,
            t("Answer sent"): dates.date(dates.parse_date(now.sent_on)) if now.sent_on else None,
            t("Gift wanted"): now.gift,
            t("Reference number"): now.reference,
            t("E-mail"): now.email,
            t("Phone"): now.phone,
            t("Note"): now.note,
        }
    )
    if now.reply:
        with st.expander(t("The answer that was sent")):
            st.text(now.reply)


def _late(now: Invitation) -> list[State]:
    urgent = rules.urgency(now.shown_state, now.day, now.until, clock.today())
    words = {"late": State(t("the answer is late"), "late"), "due": State(t("the answer is due"), "due")}
    return [words[urgent]] if urgent in words else []


def decide(now: Invitation, offices: Mapping[int, str], user: User) -> None:
    """Who of the leadership has time then, to whom to offer it, and what was decided."""
    st.subheader(t("Who goes"), anchor=False)
    offered = now.holder_id in offices
    for holder_id, office in offices.items():
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            _has_time(now, holder_id, office, user)
            if not offered:
                _offer_one(now, holder_id, office, user)
    if offered:
        _decision(now, offices, user)


def _has_time(now: Invitation, holder_id: int, office: str, user: User) -> None:
    busy = _elsewhere(now, holder_id, user)
    icon = ":material/warning:" if busy else ":material/check_circle:"
    mine = "**" if holder_id == now.holder_id else ""
    said = " ".join(busy) or t("has time")
    st.markdown(f"{icon} {mine}{plain(office)}{mine}: {plain(said)}", width="content")


def _elsewhere(now: Invitation, holder_id: int, user: User) -> list[str]:
    this = [f"event:{now.event_id}", f"block:{now.block_id}"]
    times = (now.day, None, now.starts_at, now.ends_at, now.place)
    return cached.fresh(elsewhere, holder_id, *times, without=this, by=user)


def _decision(now: Invitation, offices: Mapping[int, str], user: User) -> None:
    with st.container(horizontal=True, gap="small"):
        for decision, label in (("accepted", t("Accept")), ("excused", t("Excuse"))):
            kind = "primary" if decision == "accepted" and now.state == "offered" else "secondary"
            _step(now, label, decision, None, user, type=kind, disabled=now.state == decision)
        with st.popover(t("Somebody else goes"), icon=":material/swap_horiz:"):
            others = {number: office for number, office in offices.items() if number != now.holder_id}
            for holder_id, office in others.items():
                _step(now, t("Stands in: {office}", office=office), "deputy", holder_id, user)
            for holder_id, office in others.items():
                _offer_one(now, holder_id, office, user)


def _step(now: Invitation, label: str, decision: str, deputy_id: int | None, user: User, **button: Any) -> None:
    act(label, lambda db: actions.decide(db, now.id, decision, deputy_id=deputy_id, by=user),
        said=lambda _: t("Decided. Now send the answer."), key=f"decide.{decision}.{deputy_id}", **button)  # fmt: skip


def _offer_one(now: Invitation, holder_id: int, office: str, user: User) -> None:
    act(t("Offer to: {office}", office=office), lambda db: actions.offer(db, now.id, holder_id, by=user),
        said=lambda _: t("Offered: {office}.", office=office), key=f"offer.{holder_id}")  # fmt: skip


def answer(now: Invitation, user: User) -> None:
    """The draft of the answer, mailed by the person's own mail; then it is written down that it went out."""
    if now.state not in rules.DECISIONS or now.sent_on:
        return
    st.subheader(t("Answer"), anchor=False)
    draft = _draft(now, user)
    form = Form(f"diary.answer.{now.id}.{now.state}.{now.deputy_id}", live=True)
    with form.body():
        text = form.ask("reply", st.text_area, draft.subject, value=draft.text, height=240)
        mail = f"mailto:{quote(now.email)}?subject={quote(draft.subject)}&body={quote(text)}"
        st.link_button(t("Open in the mail"), mail, icon=":material/mail:")
        if form.submit(t("The answer was sent"), icon=":material/send:"):
            form.save(
                lambda db: actions.answered(db, now.id, text, by=user),
                said=lambda _: t("The answer is written down as sent today."),
            )


def _draft(now: Invitation, user: User) -> Reply:
    with store.read() as db:
        holder = contacts.known_holder(db, now.holder_id or 0)
        deputy = contacts.known_holder(db, now.deputy_id) if now.deputy_id else None
        office = settings.value(db, "town.office")
    with speaking("cs"):
        return rules.reply(now.state, now.card, _named(holder), _named(deputy), f"{user.name}\n{office}")


def _named(holder: Holder | None) -> str:
    return f"{holder.office} {holder.full_name}" if holder else ""


def event(now: Invitation, user: User) -> None:
    """The event of the calendar: the way to it, or one made of the invitation so that nothing is typed twice."""
    if now.event_id:
        query = {"id": str(now.event_id), "cast": "vedeni"}
        Link(t("Open the event"), "pages/events/event.py", ":material/event:", query).draw()
        return
    if user.may("diary.edit") and user.may("events.edit"):
        act(t("Make an event"), lambda db: actions.make_event(db, now.id, by=user), key="make_event",
            said=lambda _: t("The event is in the calendar of the leadership."), go="pages/events/event.py",
            query=lambda made: {"id": str(made)}, icon=":material/calendar_add_on:")  # fmt: skip


def history(now: Invitation) -> None:
    """Who did what with the invitation."""
    with store.read() as db:
        facts.history(audit.history(db, f"invitation:{now.id}"))

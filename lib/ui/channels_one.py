"""One channel: how it does, the test, switching it on and off, what waits in it, who changed what."""

from typing import Any

import streamlit as st

from lib import clock, outbox
from lib.access import User
from lib.changes_deeds import WHAT
from lib.czech import dates
from lib.errors import OfficeError
from lib.flows import channel_desk, channel_kinds
from lib.flows.channel_kinds import KINDS
from lib.i18n import t, tn
from lib.outbox import Asked, Health, Kind, SetUp
from lib.store import Database
from lib.ui import badges, cached, channels_form
from lib.ui import channels as look
from lib.ui.facts import facts, history
from lib.ui.forms import act, speak, tell
from lib.ui.head import Link
from lib.ui.plain import plain


def code() -> str | None:
    """The channel that the address names: `?kod=`; lists lead here with `?id=`."""
    return st.query_params.get("kod") or st.query_params.get("id")


def add(user: User) -> None:
    """Setting a new one up: its kind, then what the kind asks for."""
    kind = channels_form.choose_kind()
    st.caption(look.takes(kind))
    channels_form.new(kind, user)


def panel(now: SetUp, user: User) -> None:
    """All of it: on the left what it is, on the right what happens next."""
    kind = KINDS.get(now.kind)
    left, right = st.columns([3, 2], gap="large")
    with left:
        if kind is None:
            st.warning(t("This version of Kancelář does not know channels of the kind “{kind}”. What waits for it"
                         " stays; switch it off, or update Kancelář.", kind=plain(now.kind)))  # fmt: skip
        elif user.may("channels.edit"):
            _settings(now, kind, user)
        else:
            _read(now, kind)
        if kind:
            st.subheader(t("What the channel takes"), anchor=False)
            st.text(look.takes(kind) or t("Texts of any length, any pictures."))
        history(cached.read(channel_desk.history, now.code, by=user), WHAT)
    with right:
        place = st.container()
        if user.may("channels.edit"):
            _steps(now, kind, user)
        with place:
            # Drawn after the test, which may have changed it.
            _state(cached.fresh(outbox.channel, now.code, by=user), user)


def _settings(now: SetUp, kind: Kind, user: User) -> None:
    kept = cached.fresh(channel_desk.kept_secrets, now.code, by=user)
    asked = [one for one in kind.fields if one.kind == "secret"]
    if kept is None:
        st.warning(t("The kept token or password cannot be read. Enter it again."), icon=":material/key_off:")
    elif missing := [t(one.label) for one in asked if one.name not in kept and not one.optional]:
        st.info(plain(t("Still to be entered: {what}.", what=", ".join(missing))), icon=":material/key:")
    channels_form.change(now, kind, kept or frozenset(), user)


def _read(now: SetUp, kind: Kind) -> None:
    """The settings for those who may not change them; secrets are left out altogether."""
    st.caption(t("Only those who set channels up may change this."))
    facts({t(one.label): _said(one, now.options.get(one.name, "")) for one in kind.fields if one.kind != "secret"})


def _said(one: Asked, value: Any) -> str:
    if one.kind == "flag":
        return t("yes") if value is True else t("no")
    return t(dict(one.choices)[value]) if value in dict(one.choices) else str(value)


def _state(now: SetUp, user: User) -> None:
    badges.show(look.health(now))
    if now.error:
        show = st.error if user.may("channels.edit") else st.warning
        show(plain(now.error), icon=":material/error:")
    if now.limited:
        st.info(t("The channel takes no more for now. It goes on by itself: {when}.",
                  when=dates.short_moment(str(now.limited_until))))  # fmt: skip
    if now.switched_on and now.token_expires_on and now.ends_soon:
        day = dates.date(now.token_expires_on)
        ended = now.token_expires_on < clock.today()
        st.warning(t("The token ended on {day}. Enter a new one.", day=day) if ended
                   else t("The token ends on {day}. Enter a new one in time.", day=day))  # fmt: skip
    facts({
        t("Worked last"): dates.short_moment(now.worked_at) if now.worked_at else None,
        t("Tested"): dates.short_moment(now.checked_at) if now.checked_at else None,
        t("Token until"): dates.date(now.token_expires_on) if now.token_expires_on else None,
        t("Asked for reach again"): dates.short_moment(now.reach_from) if now.reach_from else None,
        t("Waiting"): look.waits(cached.fresh(channel_desk.counts, by=user).get(now.code, {})) or t("nothing"),
    })  # fmt: skip
    Link(t("Everything that waits"), look.OUTBOX, ":material/outbox:").draw("tertiary")


def _steps(now: SetUp, kind: Kind | None, user: User) -> None:
    with st.container(horizontal=True, gap="small"):
        if kind is not None and kind.make is not None:
            _test(now, user)
        _switch(now, user)


def _test(now: SetUp, user: User) -> None:
    """Ask the channel who we are there; the network is asked outside any transaction."""
    if not st.button(t("Test the channel"), key="channel.test", icon=":material/network_check:"):
        return
    try:
        with st.spinner(t("Asking the channel …")):
            found = channel_kinds.check(now.code, by=user)
    except OfficeError as error:
        if str(error) != cached.fresh(outbox.channel, now.code, by=user).error:
            speak(error)
        return
    tell(_works(found))
    st.rerun()


def _works(found: Health) -> str:
    works = t("The channel works. We are there as {account}.", account=found.account)
    if found.token_expires_on is None:
        return works
    return f"{works} {t('The token ends on {day}.', day=dates.date(found.token_expires_on))}"


def _switch(now: SetUp, user: User) -> None:
    waiting = sum(cached.fresh(channel_desk.counts, by=user).get(now.code, {}).get(one, 0)
                  for one in ("queued", "unknown"))  # fmt: skip

    def turn(db: Database) -> None:
        outbox.switch(db, now.code, not now.switched_on, by=user)

    def said(_: None) -> str:
        channels_form.follow(now.code, now.version)
        if not now.switched_on:
            return t("The channel is switched on. What waited and is late asks you first.")
        off = t("The channel is switched off.")
        return f"{off} {tn('{n} message waits.', '{n} messages wait.', waiting)}" if waiting else off

    act(t("Switch off") if now.switched_on else t("Switch on"), turn, said=said, key="channel.switch",
        help=_consequence(now, waiting))  # fmt: skip
    if waiting and now.switched_on:
        st.caption(_consequence(now, waiting))


def _consequence(now: SetUp, waiting: int) -> str | None:
    if not now.switched_on or not waiting:
        return None
    return tn("When you switch it off, {n} message will wait.", "When you switch it off, {n} messages will wait.",
              waiting)  # fmt: skip

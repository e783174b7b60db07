"""Accounts on the screen: the list, a person's account, the one-time link to be handed over, one's own account."""

import io

import polars as pl
import segno
import streamlit as st

from lib import accounts, config
from lib.access import ROLES, User
from lib.accounts import Account
from lib.i18n import LANGUAGES, t, tn
from lib.ui import forms
from lib.ui.badges import State
from lib.ui.columns import Column, Filter
from lib.ui.forms import Form
from lib.ui.lists import show_list

PAGE = "pages/admin/accounts.py"
LINK = "accounts.link"
SECRET = "accounts.secret"


def role_words(roles: str | None) -> str:
    """Roles as people call them."""
    return ", ".join(t(ROLES[role][0]) for role in (roles or "").split() if role in ROLES)


def show(found: pl.DataFrame, *, by: User) -> None:
    """Everybody with an account."""
    shown = found.with_columns(
        role_words=pl.Series([role_words(roles) for roles in found["roles"]], dtype=pl.String),
        state=pl.when("active").then(pl.lit("open")).otherwise(pl.lit("closed")),
    )
    columns = [
        Column("name", t("Name and surname")),
        Column("login", t("Sign-in name")),
        Column("role_words", t("Roles")),
        Column("state", t("State"), "state", states()),
        Column("seen_at", t("Last seen"), "moment"),
        Column("has_code", t("One-time code"), "yes_no", on_phone=False),
        Column("has_password", t("Has a password"), "yes_no", on_phone=False),
        Column("email", t("E-mail")),
    ]
    show_list("accounts", shown, columns, search=("name", "login", "email", "role_words"), id_column="login",
              filters=(Filter("state", t("State"), "pills"),), sort="name", row_page=PAGE, by=by,
              count=lambda n: tn("{n} account", "{n} accounts", n), title=t("Accounts"))  # fmt: skip


def states() -> dict[str, State]:
    """The pills of accounts."""
    return {"open": State(t("open"), "done"), "closed": State(t("closed account"), "planned")}


def open_new(*, by: User) -> None:
    """The form that opens an account and gives the link for its first password."""
    form = Form("accounts.open")
    with st.expander(t("Open an account"), icon=":material/person_add:"), form.body():
        name = form.ask("name", st.text_input, t("Name and surname"))
        login = form.ask("login", st.text_input, t("Sign-in name"), placeholder="jana.ticha")
        email = form.ask("email", st.text_input, t("E-mail"))
        roles = form.ask("roles", st.multiselect, t("Roles"), options=list(ROLES), format_func=role_words)
        if form.submit(t("Open the account")):
            form.save(
                lambda db: accounts.open_account(db, login=login, name=name, roles=roles, email=email, by=by),
                said=lambda path: _keep_link(path, t("The account of {name} is open.", name=name)),
            )


def _keep_link(path: str, sentence: str) -> str:
    st.session_state[LINK] = path
    return sentence


def link() -> None:
    """The one-time link that was just made, until it is put away; it is shown nowhere else."""
    path = st.session_state.get(LINK)
    if not path:
        return
    with st.container(border=True, key="one-time-link"):
        st.text(t("Give this link to the person. It sets a password once and holds for seven days."))
        st.code((config.current().public_url or _here()).rstrip("/") + path, language=None)
        if st.button(t("Put the link away"), key="accounts.link.done"):
            st.session_state.pop(LINK)
            st.rerun()


def _here() -> str:
    """The address that the browser uses."""
    address = st.context.url or ""
    return "/".join(address.split("/")[:3])


def change(one: Account, *, by: User) -> None:
    """The form of name, address and roles."""
    form = Form(f"accounts.change.{one.login}")
    with form.body():
        name = form.ask("name", st.text_input, t("Name and surname"), value=one.name)
        email = form.ask("email", st.text_input, t("E-mail"), value=one.email or "")
        roles = form.ask(
            "roles", st.multiselect, t("Roles"), options=list(ROLES), default=one.roles.split(), format_func=role_words
        )
        if form.submit(t("Save")):
            form.save(
                lambda db: accounts.change_account(db, one.login, name=name, roles=roles, email=email, by=by),
                said=lambda _: t("The account of {name} is changed.", name=name),
            )


def steps(one: Account, *, by: User) -> None:
    """What else can be done with an account."""
    if not one.active:
        forms.act(t("Reopen the account"), lambda db: accounts.reopen_account(db, one.login, by=by),
                  said=lambda _: t("{name} may sign in again.", name=one.name), key="accounts.reopen")  # fmt: skip
        return
    forms.act(t("Link for a new password"), lambda db: accounts.new_password_link(db, one.login, by=by),
              said=lambda path: _keep_link(path, t("The link for {name} is ready.", name=one.name)),
              key="accounts.new_link", icon=":material/link:")  # fmt: skip
    forms.act(t("Sign out everywhere"), lambda db: accounts.sign_out_everywhere(db, one.login, by=by),
              said=lambda _: t("{name} is signed out everywhere.", name=one.name), key="accounts.sign_out",
              icon=":material/logout:")  # fmt: skip
    if one.has_code:
        forms.confirm(t("Turn the one-time code off"), t("Turn the one-time code of {name} off?", name=one.name),
                      t("Only the password will be asked for, until the person turns the code on again."),
                      lambda db: accounts.remove_code(db, one.login, by=by),
                      said=lambda _: t("No code is asked of {name} any more.", name=one.name),
                      key="accounts.remove_code", icon=":material/phonelink_erase:")  # fmt: skip
    forms.confirm(t("Close the account"), t("Close the account of {name}?", name=one.name),
                  t("The person is signed out at once and cannot sign in. What was done stays in the record."),
                  lambda db: accounts.close_account(db, one.login, by=by),
                  said=lambda _: t("The account of {name} is closed.", name=one.name),
                  key="accounts.close", icon=":material/person_off:")  # fmt: skip


def language(one: User) -> None:
    """The language of one's own screen."""
    form = Form("me.language")
    with form.body():
        chosen = form.ask("language", st.segmented_control, t("Language"), options=list(LANGUAGES), required=True,
                          default=one.language, format_func=LANGUAGES.__getitem__)  # fmt: skip
        if form.submit(t("Save the language"), quiet=True):
            form.save(lambda db: accounts.change_language(db, str(chosen), by=one),
                      said=lambda _: t("The language is changed."))  # fmt: skip


def password(one: User) -> None:
    """The form of one's own password."""
    form = Form("me.password")
    with form.body():
        old = form.ask("old", st.text_input, t("Present password"), type="password")
        new = form.ask("password", st.text_input, t("New password"), type="password",
                       help=t("At least 12 characters; a sentence of four words will do."))  # fmt: skip
        if form.submit(t("Change the password")):
            form.save(lambda db: accounts.change_password(db, old, new, by=one),
                      said=lambda _: t("The password is changed. Other devices are signed out."))  # fmt: skip


def code(one: User, account: Account) -> None:
    """Turning one's own one-time code on by a QR code, or off by the password."""
    if account.has_code:
        _turn_off(one)
        return
    if SECRET not in st.session_state:
        st.caption(t("A code from the phone is asked for beside the password. Nobody enters with the password alone."))
        if st.button(t("Turn the one-time code on"), key="me.code.start", icon=":material/qr_code:"):
            st.session_state[SECRET] = accounts.new_code(one.login)
            st.rerun()
        return
    _turn_on(one, *st.session_state[SECRET])


def _turn_on(one: User, secret: str, address: str) -> None:
    form = Form("me.code.on")
    with form.body():
        st.text(t("Read the picture with the authenticator on the phone, then write the code that it shows."))
        st.image(picture(address), width=220, output_format="PNG")
        st.caption(t("Or type this secret into the authenticator:"))
        st.code(secret, language=None)
        typed = form.ask("code", st.text_input, t("Code from the phone"))
        if form.submit(t("Turn on")):
            form.save(lambda db: accounts.turn_on_code(db, secret, typed, by=one), said=_turned_on)


def _turned_on(_: object) -> str:
    st.session_state.pop(SECRET, None)
    return t("The one-time code is on. From now on it is asked for at every sign-in.")


def picture(address: str) -> bytes:
    """The QR code as PNG, with its quiet zone (ISO/IEC 18004)."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="png", scale=6, border=4)
    return out.getvalue()


def _turn_off(one: User) -> None:
    form = Form("me.code.off")
    with form.body():
        st.text(t("The one-time code is on."))
        typed = form.ask("password", st.text_input, t("Present password"), type="password")
        if form.submit(t("Turn the one-time code off")):
            form.save(lambda db: accounts.turn_off_code(db, typed, by=one),
                      said=lambda _: t("The one-time code is off."))  # fmt: skip

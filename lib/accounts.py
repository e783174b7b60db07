"""Accounts of the people in the office: the head opens, changes and closes them; people keep their own password."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
import pyotp

from lib import access, audit, invitations, sign_in
from lib.access import ROLES, User, needs
from lib.errors import BadInput, NotFound, Refused, SignedOut
from lib.i18n import LANGUAGES
from lib.invitations import setup_link as setup_link
from lib.store import Database, frame, one, scalar

ISSUER = "Kancelář"
DEMO_PEOPLE = {
    "spokesperson": ("jana.ticha", "Jana Tichá"),
    "editor": ("petra.dlouha", "Petra Dlouhá"),
    "secretary": ("hana.bila", "Hana Bílá"),
    "storekeeper": ("vera.mala", "Věra Malá"),
    "head": ("karel.hora", "Karel Hora"),
    "reader": ("ivo.host", "Ivo Host"),
}
"""Made-up people of the made-up town, one for each role: login and name."""

SCHEMA = {
    "login": pl.String,
    "name": pl.String,
    "email": pl.String,
    "roles": pl.String,
    "active": pl.Boolean,
    "has_password": pl.Boolean,
    "has_code": pl.Boolean,
    "seen_at": pl.String,
}
_ALL = """
select login, name, email,
    (select group_concat(role, ' ' order by role) from user_role where user_role.login = user.login) as roles,
    active, password_hash is not null as has_password, totp_secret is not null as has_code,
    (select max(seen_at) from session where session.login = user.login) as seen_at
from user
"""


@dataclass(frozen=True)
class Account:
    """An account as the head of office sees it; `roles` are codes of `access.ROLES` joined by a space."""

    login: str
    name: str
    email: str | None
    roles: str
    active: int
    has_password: int
    has_code: int
    seen_at: str | None


@needs("users.manage")
def accounts(db: Database, *, by: User) -> pl.DataFrame:
    """All accounts by name; `roles` are codes joined by a space, `seen_at` a stored moment or null."""
    found = frame(db, f"{_ALL} order by name collate czech", {**SCHEMA, **dict.fromkeys(_FLAGS, pl.Int64)})
    return found.with_columns(pl.col(_FLAGS).cast(pl.Boolean))


_FLAGS = ["active", "has_password", "has_code"]


@needs("users.manage")
def account(db: Database, login: str, *, by: User) -> Account:
    """One account, or NotFound."""
    return _existing(db, login)


def _existing(db: Database, login: str) -> Account:
    found = one(db, Account, f"{_ALL} where login = ?", (login,))
    if found is None:
        raise NotFound("There is no account {login}.", login=login)
    return found


@needs("users.manage")
def open_account(
    db: Database, *, login: str, name: str, roles: Sequence[str], email: str | None = None, by: User
) -> str:
    """Open an account and give the path of the one-time link at which the person sets a password."""
    checked = invitations.checked_login(db, login)
    address = _checked_email(db, email, checked)
    invitations.add_account(db, checked, invitations.checked_name(name), address, _checked_roles(roles))
    audit.record(db, by, "users.open", f"user:{checked}", {"name": name, "roles": sorted(roles), "email": address})
    return invitations.password_link(db, checked)


def _checked_roles(roles: Sequence[str]) -> list[str]:
    unknown = sorted(set(roles) - set(ROLES))
    if unknown or not roles:
        raise BadInput("Choose at least one role.", field="roles")
    return sorted(set(roles))


def _checked_email(db: Database, email: str | None, login: str) -> str | None:
    address = (email or "").strip().lower()
    if not address:
        return None
    name, _, domain = address.partition("@")
    if not name or "." not in domain or any(character.isspace() for character in address):
        raise BadInput("{email} is not an e-mail address.", field="email", email=address)
    if scalar(db, "select 1 from user where email = ? and login <> ?", (address, login)):
        raise BadInput("Another account has the address {email}.", field="email", email=address)
    return address


@needs("users.manage")
def change_account(
    db: Database, login: str, *, name: str, roles: Sequence[str], email: str | None = None, by: User
) -> None:
    """Change the name, the e-mail address and the roles; the office keeps at least one head."""
    before = _existing(db, login)
    wanted, address = _checked_roles(roles), _checked_email(db, email, login)
    if "head" not in wanted:
        _keep_a_head(db, login)
    db.conn.execute(
        "update user set name = ?, email = ? where login = ?", (invitations.checked_name(name), address, login)
    )
    db.conn.execute("delete from user_role where login = ?", (login,))
    db.conn.executemany("insert into user_role values (?, ?)", [(login, role) for role in wanted])
    detail = {"name": [before.name, name], "roles": [before.roles, " ".join(wanted)], "email": [before.email, address]}
    audit.record(db, by, "users.change", f"user:{login}", detail)


def _keep_a_head(db: Database, login: str) -> None:
    others = "select 1 from user join user_role using (login) where role = 'head' and active and login <> ?"
    if not scalar(db, others, (login,)):
        raise Refused("{login} is the last head of the office. Give the role to somebody else first.", login=login)


@needs("users.manage")
def close_account(db: Database, login: str, *, by: User) -> None:
    """Let nobody sign in as this person any more and sign him out everywhere; his deeds stay in the record."""
    _existing(db, login)
    _keep_a_head(db, login)
    db.conn.execute("update user set active = 0 where login = ?", (login,))
    db.conn.execute("delete from setup_link where login = ?", (login,))
    access.end_sessions_of(db, login)
    audit.record(db, by, "users.close", f"user:{login}")


@needs("users.manage")
def reopen_account(db: Database, login: str, *, by: User) -> None:
    """Let the person sign in again."""
    _existing(db, login)
    db.conn.execute("update user set active = 1 where login = ?", (login,))
    audit.record(db, by, "users.reopen", f"user:{login}")


@needs("users.manage")
def new_password_link(db: Database, login: str, *, by: User) -> str:
    """The path of a one-time link at which the person sets a new password; the old one works until then."""
    if not _existing(db, login).active:
        raise Refused("The account {login} is closed. Reopen it first.", login=login)
    audit.record(db, by, "users.link", f"user:{login}")
    return invitations.password_link(db, login)


@needs("users.manage")
def sign_out_everywhere(db: Database, login: str, *, by: User) -> None:
    """End all sessions of the person (a lost laptop)."""
    _existing(db, login)
    access.end_sessions_of(db, login)
    audit.record(db, by, "users.sign_out", f"user:{login}")


@needs("users.manage")
def remove_code(db: Database, login: str, *, by: User) -> None:
    """Stop asking the person for a one-time code (a lost phone)."""
    _existing(db, login)
    db.conn.execute("update user set totp_secret = null where login = ?", (login,))
    audit.record(db, by, "users.remove_code", f"user:{login}")


def own_account(db: Database, *, by: User) -> Account:
    """The account of whoever asks, or SignedOut."""
    if by.session is None or access.session_user(db, by.session) is None:
        raise SignedOut("You have been signed out. Sign in again; what you typed stays on the screen.")
    return _existing(db, by.login)


def change_password(db: Database, old: str, new: str, *, by: User) -> None:
    """Change one's own password; all other sessions of the person end."""
    own_account(db, by=by)
    kept = scalar(db, "select password_hash from user where login = ?", (by.login,))
    if kept is not None and not sign_in.matches(kept, old):
        raise BadInput("The present password is not right.", field="old")
    db.conn.execute("update user set password_hash = ? where login = ?", (sign_in.hashed(new), by.login))
    db.conn.execute("delete from session where login = ? and hash <> ?", (by.login, by.session))
    audit.record(db, by, "users.password", f"user:{by.login}", {"by": "self"})


def new_code(login: str) -> tuple[str, str]:
    """A secret for one-time codes and the address that an authenticator reads from a QR code; nothing is stored yet."""
    secret = pyotp.random_base32()
    return secret, pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def turn_on_code(db: Database, secret: str, code: str, *, by: User) -> None:
    """Ask for a one-time code at every sign-in from now on, once the person has shown that the codes arrive."""
    own_account(db, by=by)
    step = sign_in.step_of(secret, code)
    if step is None:
        raise BadInput("The code does not fit. Check the time on the phone and write the newest code.", field="code")
    db.conn.execute("update user set totp_secret = ?, totp_last = ? where login = ?", (secret, step, by.login))
    audit.record(db, by, "users.turn_on_code", f"user:{by.login}")


def turn_off_code(db: Database, password: str, *, by: User) -> None:
    """Ask for no code any more; the password shows that it is the person who wants it."""
    own_account(db, by=by)
    if not sign_in.matches(scalar(db, "select password_hash from user where login = ?", (by.login,)), password):
        raise BadInput("The present password is not right.", field="password")
    db.conn.execute("update user set totp_secret = null where login = ?", (by.login,))
    audit.record(db, by, "users.turn_off_code", f"user:{by.login}")


def change_language(db: Database, language: str, *, by: User) -> None:
    """Choose the language of one's own screen, a code of `i18n.LANGUAGES`."""
    own_account(db, by=by)
    if language not in LANGUAGES:
        raise BadInput("Choose one of the languages offered.", field="language")
    db.conn.execute("update user set language = ? where login = ?", (language, by.login))


def ensure_demo_accounts(db: Database) -> None:
    """Make the made-up people, one per role, without passwords; those who exist stay as they are."""
    for role, (login, name) in DEMO_PEOPLE.items():
        if not scalar(db, "select 1 from user where login = ?", (login,)):
            invitations.add_account(db, login, name, None, [role])

"""One-time links: the first head of office sets up an account with one, others get their first password with one.

The store keeps only the hash of a link. Whoever holds the link may set the password once.
"""

import secrets
from dataclasses import dataclass

from lib import access, audit, clock, sign_in
from lib.access import SYSTEM
from lib.errors import BadInput, NotFound
from lib.i18n import N
from lib.store import Database, scalar

VALID_SECONDS = 7 * 24 * 3600
PATH = "/prihlaseni/odkaz/"
_GONE = N("This link was already used or is too old. Ask the head of the office for a new one.")


@dataclass(frozen=True)
class Invitation:
    """Whom a link lets in; without a login it makes the first account, that of the head of office."""

    hash: bytes
    login: str | None
    name: str | None


def setup_link(db: Database) -> str | None:
    """The path at which the first head of office sets up an account; None when somebody can already sign in.

    Every start may print another one; all of them end with the first account.
    """
    return None if _somebody_can_sign_in(db) else _new(db, None)


def _somebody_can_sign_in(db: Database) -> bool:
    found = scalar(db, "select 1 from user where active and (password_hash is not null or email is not null)")
    return found is not None


def password_link(db: Database, login: str) -> str:
    """The path at which the person sets a password; each call ends the link before."""
    db.conn.execute("delete from setup_link where login = ?", (login,))
    return _new(db, login)


def _new(db: Database, login: str | None) -> str:
    token = secrets.token_urlsafe(24)
    db.conn.execute("insert into setup_link values (?, ?, ?)", (access.token_hash(token), login, clock.stamp()))
    return PATH + token


def opened(db: Database, token: str) -> Invitation:
    """What a link opens, or NotFound when it was used, replaced or is older than a week."""
    row = db.conn.execute(
        "select hash, setup_link.login, name, setup_link.created_at from setup_link left join user using (login)"
        " where hash = ?",
        (access.token_hash(token),),
    ).fetchone()
    if row is None or (clock.now() - clock.parse(row[3])).total_seconds() > VALID_SECONDS:
        raise NotFound(_GONE)
    if row[1] is None and _somebody_can_sign_in(db):
        raise NotFound(_GONE)
    return Invitation(*row[:3])


def accept(db: Database, token: str, *, login: str, name: str, password: str) -> str:
    """Set the password (and make the first account), end the link, give the token of a session."""
    invitation = opened(db, token)
    password_hash = sign_in.hashed(password)
    if invitation.login is None:
        login = checked_login(db, login)
        add_account(db, login, checked_name(name), None, ["head"])
    else:
        login = invitation.login
    db.conn.execute("update user set password_hash = ? where login = ?", (password_hash, login))
    db.conn.execute("delete from setup_link where login is null or hash = ?", (invitation.hash,))
    access.end_sessions_of(db, login)
    audit.record(db, SYSTEM, "users.password", f"user:{login}", {"by": "link"})
    return sign_in.start(db, login, "link")


def checked_login(db: Database, login: str) -> str:
    """A name to sign in with that nobody has: 2–40 of a–z, 0–9, dot, hyphen; or BadInput."""
    plain = login.strip().lower()
    if not 2 <= len(plain) <= 40 or not set(plain) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-"):
        raise BadInput("Use 2 to 40 of these: letters without diacritics, digits, dot, hyphen.", field="login")
    if plain == SYSTEM.login or scalar(db, "select 1 from user where login = ?", (plain,)):
        raise BadInput("The name {login} is taken. Choose another.", field="login", login=plain)
    return plain


def checked_name(name: str) -> str:
    """A person's name as it will be shown, or BadInput."""
    if not name.strip():
        raise BadInput("Write the name and surname as others will see it.", field="name")
    return " ".join(name.split())[:100]


def add_account(db: Database, login: str, name: str, email: str | None, roles: list[str]) -> None:
    """Write a checked account and its roles."""
    db.conn.execute(
        "insert into user (login, name, email, created_at) values (?, ?, ?, ?)", (login, name, email, clock.stamp())
    )
    db.conn.executemany("insert into user_role values (?, ?)", [(login, role) for role in roles])

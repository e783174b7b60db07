"""Who people are and what they may do: accounts, sessions, roles, and the decorator that guards every action and query.

The menu shows, the page guards, but the action and the query decide: `@needs("stock.hand_out")` checks in the same
transaction that the account is active, the session still lives and the role allows it.
"""

import functools
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from lib import clock
from lib.errors import NotAllowed, SignedOut
from lib.roles import PERMISSIONS, ROLES
from lib.store import Database, Migrations

migrations = Migrations("access")
IDLE_SECONDS = 30 * 60
ABSOLUTE_SECONDS = 12 * 3600
SEEN_EVERY_SECONDS = 60


@migrations()
def m001_accounts(db: Database) -> None:
    for statement in (
        """create table user (
            login text primary key check (length(login) between 2 and 100),
            name text not null check (length(name) > 0),
            email text,
            password_hash text,
            totp_secret text,
            totp_last integer not null default 0,
            language text not null default 'cs' check (language in ('cs', 'en')),
            active integer not null default 1 check (active in (0, 1)),
            created_at text not null
        ) strict""",
        "create unique index user_email on user (email) where email is not null",
        """create table user_role (
            login text not null references user (login),
            role text not null,
            primary key (login, role)
        ) strict, without rowid""",
        """create table session (
            hash blob primary key,
            login text not null references user (login),
            created_at text not null,
            seen_at text not null,
            provider text
        ) strict, without rowid""",
        """create table sign_in_attempt (
            id integer primary key,
            at text not null,
            key text not null,
            ok integer not null default 0 check (ok in (0, 1))
        ) strict""",
        "create index sign_in_attempt_key on sign_in_attempt (key, at)",
        """create table setup_link (
            hash blob primary key,
            login text references user (login),
            created_at text not null
        ) strict, without rowid""",
    ):
        db.conn.execute(statement)


@dataclass(frozen=True)
class User:
    """Somebody signed in. `session` is the hash of the session; a worker's deeds have none."""

    login: str
    name: str
    roles: tuple[str, ...]
    session: bytes | None = None
    language: str = "cs"

    def may(self, permission: str) -> bool:
        """What the menu asks. The action asks `require`."""
        return self.login == SYSTEM.login or any(permission in ROLES[role][1] for role in self.roles if role in ROLES)


SYSTEM = User("system", "Kancelář", ())
"""The worker and the first import. No account has this login; nobody can sign in as it."""

Given = ParamSpec("Given")
Result = TypeVar("Result")
GUARDED: dict[str, str] = {}
"""Every guarded function by its full name and the permission it needs, for the tests that try each with each role."""


def require(db: Database, by: User, permission: str) -> None:
    """Nothing, or SignedOut or NotAllowed: by the account and the session as they are now, not as the page saw them."""
    if by is SYSTEM:
        return
    current = user(db, by.login) if by.session is None else session_user(db, by.session)
    if current is None and by.session is not None:
        raise SignedOut("You have been signed out. Sign in again; what you typed stays on the screen.")
    if current is None:
        raise SignedOut("This account is closed. Ask the head of the office.")
    if not current.may(permission):
        raise NotAllowed(
            "This needs the permission “{permission}”. Ask the head of the office for access.",
            permission=PERMISSIONS[permission],
        )


def needs(
    permission: str,
) -> Callable[[Callable[Concatenate[Database, Given], Result]], Callable[Concatenate[Database, Given], Result]]:
    """Guard a query or an action `fn(db, …, *, by: User)`; `fn.permission` names what it needs."""
    if permission not in PERMISSIONS:
        raise KeyError(permission)

    def guard(fn: Callable[Concatenate[Database, Given], Result]) -> Callable[Concatenate[Database, Given], Result]:
        @functools.wraps(fn)
        def guarded(db: Database, *args: Given.args, **kwargs: Given.kwargs) -> Result:
            by: Any = kwargs["by"]
            require(db, by, permission)
            return fn(db, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        GUARDED[f"{fn.__module__}.{fn.__qualname__}"] = permission
        return guarded

    return guard


def user(db: Database, login: str, session: bytes | None = None) -> User | None:
    """The active account of this login, or None."""
    row = db.conn.execute(
        "select name, language, (select group_concat(role order by role) from user_role where login = user.login)"
        " from user where login = ? and active",
        (login,),
    ).fetchone()
    return User(login, row[0], tuple(row[2].split(",")) if row[2] else (), session, row[1]) if row else None


def cookie_name(*, https: bool) -> str:
    """The name of the session's cookie; the `__Host-` prefix binds it to this host but needs https."""
    return "__Host-kancelar" if https else "kancelar"


def token_hash(token: str) -> bytes:
    """What the store keeps of a session's token."""
    return hashlib.sha256(token.encode()).digest()


def start_session(db: Database, login: str, provider: str | None = None) -> str:
    """Open a session and give its token, which only the browser's cookie holds."""
    token, now = secrets.token_urlsafe(32), clock.stamp()
    db.conn.execute("insert into session values (?, ?, ?, ?, ?)", (token_hash(token), login, now, now, provider))
    return token


def session_user(db: Database, session: bytes) -> User | None:
    """The user of a live session: neither revoked, nor idle for 30 minutes, nor older than 12 hours."""
    row = db.conn.execute("select login, created_at, seen_at from session where hash = ?", (session,)).fetchone()
    if row is None:
        return None
    login, created_at, seen_at = row
    idle = (clock.now() - clock.parse(seen_at)).total_seconds()
    age = (clock.now() - clock.parse(created_at)).total_seconds()
    return None if idle > IDLE_SECONDS or age > ABSOLUTE_SECONDS else user(db, login, session)


def seen_long_ago(db: Database, session: bytes) -> bool:
    """Whether the session's last-seen time is due to be written again (not at every click)."""
    row = db.conn.execute("select seen_at from session where hash = ?", (session,)).fetchone()
    return row is not None and (clock.now() - clock.parse(row[0])).total_seconds() > SEEN_EVERY_SECONDS


def touch_session(db: Database, session: bytes) -> None:
    """Keep an active session alive."""
    db.conn.execute("update session set seen_at = ? where hash = ?", (clock.stamp(), session))


def end_session(db: Database, session: bytes) -> None:
    """Sign out: the session is gone at once, in every tab."""
    db.conn.execute("delete from session where hash = ?", (session,))


def end_sessions_of(db: Database, login: str) -> None:
    """Sign a person out everywhere."""
    db.conn.execute("delete from session where login = ?", (login,))

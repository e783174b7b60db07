"""Signing in: passwords (argon2id), one-time codes (TOTP, RFC 6238) and the lock-out after too many failures.

Every failure looks the same: it is not said whether the name, the password or the code was wrong or the account is
locked. Attempts are counted before anything is verified, so that a burst of parallel guesses gets none for free.
"""

import datetime as dt
import functools
import hmac
import secrets
import threading
from dataclasses import dataclass

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from lib import access, audit, clock, store
from lib.access import SYSTEM
from lib.errors import BadInput, NotAllowed
from lib.store import Database, scalar

WINDOW_SECONDS = 15 * 60
FAILURES_PER_ACCOUNT = 5
FAILURES_PER_ADDRESS = 50
CODE_SECONDS = 30
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200

_HASHER = PasswordHasher()
# 64 MiB and a core each (RFC 9106, low memory): a flood of attempts queues instead of exhausting the machine.
_SLOTS = threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class _Known:
    """What the store knows of whoever wants in; without an account everything is empty but the name."""

    login: str
    password_hash: str | None = None
    secret: str | None = None
    last_step: int = 0


def hashed(password: str) -> str:
    """What the store keeps of a password, or BadInput when it is too weak (length as NÚKIB asks of users)."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise BadInput(
            "The password needs {least} to {most} characters. A sentence of four words will do.",
            field="password",
            least=SHORTEST_PASSWORD,
            most=LONGEST_PASSWORD,
        )
    if len(set(password)) < 5:
        raise BadInput("The password repeats a few characters. Use at least five different ones.", field="password")
    with _SLOTS:
        return _HASHER.hash(password)


@functools.cache
def _hash_of_nobody() -> str:
    return _HASHER.hash(secrets.token_hex(16))


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is right; the same work is done when there is none."""
    with _SLOTS:
        try:
            return _HASHER.verify(password_hash or _hash_of_nobody(), password) and password_hash is not None
        except (VerificationError, InvalidHashError):
            return False


def by_password(login: str, password: str, code: str, address: str) -> str | None:
    """The token of a new session, or None. `login` may be the e-mail address; `address` is the client's.

    Two short transactions with the costly verification between them, so that nobody waits for the write lock.
    """
    with store.write() as db:
        known = _known(db, login.strip().lower())
        attempts = _count(db, known.login, address)
    right = matches(known.password_hash if attempts else None, password)
    if not right:
        return None
    with store.write() as db:
        if _known(db, known.login).password_hash != known.password_hash or not code_is_right(db, known.login, code):
            return None
        _forgive(db, known.login, attempts)
        if known.password_hash and _HASHER.check_needs_rehash(known.password_hash):
            db.conn.execute("update user set password_hash = ? where login = ?", (hashed(password), known.login))
        return start(db, known.login, "password")


def _known(db: Database, name: str) -> _Known:
    row = db.conn.execute(
        "select login, password_hash, totp_secret, totp_last from user where (login = ? or email = ?) and active",
        (name, name),
    ).fetchone()
    return _Known(*row) if row else _Known(name)


def _count(db: Database, login: str, address: str) -> list[int]:
    """The numbers of the attempts written down, none when the account or the address has failed too often."""
    since = clock.stamp(clock.now() - dt.timedelta(seconds=WINDOW_SECONDS))
    db.conn.execute("delete from sign_in_attempt where at < ?", (since,))
    limits = {f"account:{login}": FAILURES_PER_ACCOUNT, f"address:{address}": FAILURES_PER_ADDRESS}
    failures = {key: _failures(db, key) for key in limits}
    if any(failures[key] >= limit for key, limit in limits.items()):
        return []
    if failures[f"account:{login}"] == FAILURES_PER_ACCOUNT - 1 and access.user(db, login):
        audit.record(db, SYSTEM, "sign_in.last_attempt", f"user:{login}")
    return [_attempt(db, key) for key in limits]


def _failures(db: Database, key: str) -> int:
    return int(scalar(db, "select count(*) from sign_in_attempt where key = ? and ok = 0", (key,)))


def _attempt(db: Database, key: str) -> int:
    row = db.conn.execute("insert into sign_in_attempt (at, key) values (?, ?) returning id", (clock.stamp(), key))
    return int(row.fetchone()[0])


def _forgive(db: Database, login: str, attempts: list[int]) -> None:
    """Who got in starts anew; the failures of the address stay, the account's own are forgotten."""
    db.conn.executemany("update sign_in_attempt set ok = 1 where id = ?", [(number,) for number in attempts])
    db.conn.execute("delete from sign_in_attempt where key = ?", (f"account:{login}",))


def code_is_right(db: Database, login: str, code: str) -> bool:
    """Whether the one-time code fits; true when the account asks for none. A code works once."""
    secret, last = db.conn.execute("select totp_secret, totp_last from user where login = ?", (login,)).fetchone()
    if secret is None:
        return True
    step = step_of(secret, code)
    if step is None or step <= last:
        return False
    db.conn.execute("update user set totp_last = ? where login = ?", (step, login))
    return True


def step_of(secret: str, code: str) -> int | None:
    """The half-minute to which a code belongs: now, the one before or the one after (clocks differ), or None."""
    now = int(clock.now().timestamp()) // CODE_SECONDS
    typed = "".join(code.split()).encode()
    codes = {step: pyotp.TOTP(secret).generate_otp(step).encode() for step in (now - 1, now, now + 1)}
    return next((step for step, right in codes.items() if hmac.compare_digest(right, typed)), None)


def start(db: Database, login: str, provider: str) -> str:
    """Open a session, forget those that are over, write down who came, and give the token."""
    over = clock.stamp(clock.now() - dt.timedelta(seconds=access.ABSOLUTE_SECONDS))
    db.conn.execute("delete from session where created_at < ?", (over,))
    person = access.user(db, login)
    if person is None:
        raise NotAllowed("This account is closed. Ask the head of the office.")
    audit.record(db, person, "session.start", f"user:{login}", {"by": provider})
    return access.start_session(db, login, provider)


def by_email(db: Database, email: str, provider: str) -> str:
    """The token of a session for whom the office's own account service vouches, or NotAllowed."""
    login = scalar(db, "select login from user where email = ? and active", (email.strip().lower(),))
    if login is None:
        raise NotAllowed(
            "The address {email} has no account in Kancelář. Ask the head of the office to open one.",
            email=email,
        )
    return start(db, login, provider)


def leave(db: Database, session: bytes) -> None:
    """Sign out: end the session and write it down."""
    person = access.session_user(db, session)
    if person is not None:
        audit.record(db, person, "session.end", f"user:{person.login}")
    access.end_session(db, session)

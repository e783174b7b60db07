"""Passwords, one-time codes, the lock-out, one-time links."""

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pyotp
import pytest

from lib import access, accounts, clock, invitations, sign_in, store
from lib.access import User
from lib.errors import BadInput, NotAllowed, NotFound

PASSWORD = "čtyři slova v řadě"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@contextmanager
def after(**span: float) -> Iterator[None]:
    with clock.fixed(clock.now() + dt.timedelta(**span)):
        yield


@pytest.fixture(autouse=True)
def _with_password(people: dict[str, User], cheap_hashes: None) -> None:
    with store.write() as db:
        db.conn.execute("update user set password_hash = ?", (sign_in.hashed(PASSWORD),))


def enter(login: str = "editor", password: str = PASSWORD, code: str = "", address: str = "192.0.2.1") -> str | None:
    return sign_in.by_password(login, password, code, address)


def code_now() -> str:
    return pyotp.TOTP(SECRET).at(clock.now())


@pytest.mark.parametrize("login", ["editor", " Editor ", "editor@brazdov.example", "EDITOR@brazdov.example"])
def test_name_or_email_with_the_password_opens_a_session(login: str) -> None:
    token = enter(login)
    assert token is not None
    with store.read() as db:
        user = access.session_user(db, access.token_hash(token))
        assert user is not None
        assert user.login == "editor"
        assert store.scalar(db, "select what from audit order by id desc limit 1") == "session.start"


def test_a_wrong_name_password_or_closed_account_opens_none() -> None:
    assert enter(password="čtyři jiná slova") is None
    assert enter("nikdo") is None
    assert enter("") is None
    with store.write() as db:
        db.conn.execute("update user set active = 0 where login = 'editor'")
    assert enter() is None


def test_an_account_without_a_password_cannot_be_entered_by_any() -> None:
    with store.write() as db:
        db.conn.execute("update user set password_hash = null where login = 'editor'")
    assert enter(password="") is None
    assert enter() is None


def test_five_failures_lock_the_account_for_a_quarter_of_an_hour() -> None:
    for _ in range(5):
        assert enter(password="špatné") is None
    assert enter() is None, "the sixth attempt is refused though the password is right"
    assert enter("head", address="192.0.2.1") is not None, "others are not locked"
    with after(minutes=14):
        assert enter() is None
    with after(minutes=16):
        assert enter() is not None


def test_trying_while_locked_does_not_lock_for_longer() -> None:
    for _ in range(5):
        enter(password="špatné")
    with after(minutes=14):
        assert enter() is None
    with after(minutes=15, seconds=1):
        assert enter() is not None


def test_the_email_does_not_get_five_attempts_of_its_own() -> None:
    for name in ("editor", "editor@brazdov.example", "Editor", "EDITOR@brazdov.example", "editor"):
        assert enter(name, password="špatné") is None
    assert enter() is None


def test_success_forgets_the_failures_of_the_account() -> None:
    for _ in range(4):
        enter(password="špatné")
    assert enter() is not None
    for _ in range(4):
        enter(password="špatné")
    assert enter() is not None


def test_fifty_failures_lock_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sign_in, "matches", lambda password_hash, password: False)
        for number in range(50):
            assert enter(f"kdosi{number}") is None
    assert enter() is None
    assert enter(address="192.0.2.2") is not None


def test_a_parallel_burst_gets_no_free_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[bool] = []

    def matches(password_hash: str | None, password: str) -> bool:
        verified.append(password_hash is not None)
        return False

    monkeypatch.setattr(sign_in, "matches", matches)
    threads = [threading.Thread(target=enter, kwargs={"password": f"hádám {n}"}) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(verified) == 5
    assert len(verified) == 20, "the same work is done for each"


def test_a_code_is_asked_for_once_it_is_on() -> None:
    with store.write() as db:
        db.conn.execute("update user set totp_secret = ? where login = 'editor'", (SECRET,))
    assert enter() is None
    assert enter(code="000000") is None
    assert enter(code="číslo") is None
    assert enter(code=f"{code_now()[:3]} {code_now()[3:]}") is not None


def test_a_code_works_once_and_never_goes_back() -> None:
    with store.write() as db:
        db.conn.execute("update user set totp_secret = ? where login = 'editor'", (SECRET,))
    before = pyotp.TOTP(SECRET).at(clock.now() - dt.timedelta(seconds=30))
    assert enter(code=code_now()) is not None
    assert enter(code=code_now()) is None
    assert enter(code=before) is None
    with after(seconds=30):
        assert enter(code=code_now()) is not None
    with after(seconds=120):
        assert enter(code=before) is None


def test_the_old_password_is_of_no_use_when_it_changes_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    right = sign_in.matches

    def slow(password_hash: str | None, password: str) -> bool:
        with store.write() as db:
            db.conn.execute("update user set password_hash = ?", (sign_in.hashed("úplně jiné heslo"),))
        return right(password_hash, password)

    monkeypatch.setattr(sign_in, "matches", slow)
    assert enter() is None


@pytest.mark.parametrize("weak", ["krátké", "x" * 201, "ababababababab"])
def test_weak_passwords_are_refused(weak: str) -> None:
    with pytest.raises(BadInput):
        sign_in.hashed(weak)


def test_provider_lets_in_known_addresses_only() -> None:
    with store.write() as db:
        assert sign_in.by_email(db, "Editor@Brazdov.example", "oidc")
        with pytest.raises(NotAllowed, match=r"cizi@brazdov\.example"):
            sign_in.by_email(db, "cizi@brazdov.example", "oidc")
        db.conn.execute("update user set active = 0 where login = 'editor'")
        with pytest.raises(NotAllowed):
            sign_in.by_email(db, "editor@brazdov.example", "oidc")


def test_old_sessions_are_cleared_away() -> None:
    with after(hours=13):
        enter()
    with store.read() as db:
        assert store.scalar(db, "select count(*) from session") == 1


@pytest.fixture
def _empty(people: dict[str, User]) -> None:
    with store.write() as db:
        for table in ("session", "user_role", "user"):
            db.conn.execute(f"delete from {table}")


@pytest.mark.usefixtures("_empty")
def test_the_first_head_is_made_by_a_link_that_works_once() -> None:
    with store.write() as db:
        old, path = invitations.setup_link(db), invitations.setup_link(db)
    assert old
    assert path
    token = path.removeprefix(invitations.PATH)
    with store.write() as db:
        assert invitations.opened(db, old.removeprefix(invitations.PATH)).login is None
        session = invitations.accept(db, token, login="Jana.Ticha", name="  Jana  Tichá ", password=PASSWORD)
        user = access.session_user(db, access.token_hash(session))
        assert user is not None
        assert (user.login, user.name, user.roles) == ("jana.ticha", "Jana Tichá", ("head",))
        with pytest.raises(NotFound):
            invitations.accept(db, token, login="x.y", name="X", password=PASSWORD)
        with pytest.raises(NotFound):
            invitations.opened(db, old.removeprefix(invitations.PATH))
        assert invitations.setup_link(db) is None


@pytest.mark.usefixtures("_empty")
def test_demo_people_do_not_stand_in_for_the_first_account() -> None:
    with store.write() as db:
        accounts.ensure_demo_accounts(db)
        accounts.ensure_demo_accounts(db)
        assert store.scalar(db, "select count(*) from user") == 6
        assert invitations.setup_link(db)
    assert enter("karel.hora", password="") is None


@pytest.mark.usefixtures("_empty")
@pytest.mark.parametrize(
    ("login", "name", "password", "field"),
    [("j", "Jana", PASSWORD, "login"), ("jan á", "Jana", PASSWORD, "login"), ("system", "Jana", PASSWORD, "login"),
     ("jana", " ", PASSWORD, "name"), ("jana", "Jana", "krátké", "password")],
)  # fmt: skip
def test_a_refused_first_account_leaves_the_link_whole(login: str, name: str, password: str, field: str) -> None:
    with store.write() as db:
        token = str(invitations.setup_link(db)).removeprefix(invitations.PATH)
    with pytest.raises(BadInput) as refused, store.write() as db:
        invitations.accept(db, token, login=login, name=name, password=password)
    assert refused.value.field == field
    with store.read() as db:
        assert invitations.opened(db, token).login is None


def test_a_link_is_good_for_a_week(people: dict[str, User]) -> None:
    with store.write() as db:
        token = invitations.password_link(db, "reader").removeprefix(invitations.PATH)
        with after(days=7):
            assert invitations.opened(db, token).login == "reader"
        with after(days=7, seconds=1), pytest.raises(NotFound):
            invitations.opened(db, token)
        invitations.accept(db, token, login="", name="", password="nové heslo pro čtení")
        assert access.session_user(db, people["reader"].session or b"") is None, "old sessions are over"
    assert enter("reader", password="nové heslo pro čtení") is not None


def test_leaving_ends_the_session(people: dict[str, User]) -> None:
    session = people["reader"].session
    assert session
    with store.write() as db:
        sign_in.leave(db, session)
        sign_in.leave(db, session)
        assert access.session_user(db, session) is None
        assert store.scalar(db, "select count(*) from audit where what = 'session.end'") == 1

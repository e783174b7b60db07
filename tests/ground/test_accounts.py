"""What the head of the office does with accounts, and what people do with their own."""

import pyotp
import pytest

from lib import access, accounts, audit, clock, invitations, sign_in, store
from lib.access import GUARDED, ROLES, User
from lib.errors import BadInput, NotAllowed, NotFound, Refused, SignedOut

People = dict[str, User]
PASSWORD = "čtyři slova v řadě"
pytestmark = pytest.mark.usefixtures("cheap_hashes")


def test_every_action_is_for_the_head_alone(people: People) -> None:
    calls = {
        "accounts": {}, "account": {"login": "reader"},
        "open_account": {"login": "x.y", "name": "X", "roles": ["reader"]},
        "change_account": {"login": "reader", "name": "X", "roles": ["reader"]}, "close_account": {"login": "reader"},
        "reopen_account": {"login": "reader"}, "new_password_link": {"login": "reader"},
        "sign_out_everywhere": {"login": "editor"}, "remove_code": {"login": "reader"},
    }  # fmt: skip
    assert {name.removeprefix("lib.accounts.") for name in GUARDED if name.startswith("lib.accounts.")} == set(calls)
    for name, values in calls.items():
        for role in ROLES:
            with store.write() as db:
                if role == "head":
                    getattr(accounts, name)(db, **values, by=people[role])
                else:
                    with pytest.raises(NotAllowed):
                        getattr(accounts, name)(db, **values, by=people[role])


def test_a_revoked_head_manages_nothing(people: People) -> None:
    with store.write() as db:
        access.end_sessions_of(db, "head")
        with pytest.raises(SignedOut):
            accounts.close_account(db, "reader", by=people["head"])


def test_an_opened_account_waits_for_its_password(people: People) -> None:
    with store.write() as db:
        path = accounts.open_account(
            db,
            login="Eva.Nova",
            name="Eva Nová",
            roles=["reader", "editor"],
            email=" Eva@Brazdov.example",
            by=people["head"],
        )
        shown = accounts.account(db, "eva.nova", by=people["head"])
        assert (shown.roles, shown.email, shown.has_password) == ("editor reader", "eva@brazdov.example", 0)
        assert audit.history(db, "user:eva.nova")[0]["what"] == "users.open"
        invitations.accept(db, path.removeprefix(invitations.PATH), login="", name="", password=PASSWORD)
    assert sign_in.by_password("eva.nova", PASSWORD, "", "192.0.2.1")


@pytest.mark.parametrize(
    ("given", "field"),
    [({"login": "reader"}, "login"), ({"login": "ěva"}, "login"), ({"name": ""}, "name"), ({"roles": []}, "roles"),
     ({"roles": ["king"]}, "roles"), ({"email": "head@brazdov.example"}, "email"),
     ({"email": "bez-zavinace"}, "email")],
)  # fmt: skip
def test_what_cannot_be_an_account(people: People, given: dict[str, object], field: str) -> None:
    values = {"login": "eva.nova", "name": "Eva Nová", "roles": ["reader"], "email": None} | given
    with pytest.raises(BadInput) as refused, store.write() as db:
        accounts.open_account(db, **values, by=people["head"])  # type: ignore[arg-type]
    assert refused.value.field == field


def test_the_list_says_who_has_what(people: People) -> None:
    with store.read() as db:
        listed = accounts.accounts(db, by=people["head"])
    assert dict(listed.schema) == accounts.SCHEMA
    assert listed["name"].to_list() == [
        "Hana Bílá", "Ivo Host", "Jana Tichá", "Karel Hora", "Petra Dlouhá", "Věra Malá",
    ]  # fmt: skip
    assert listed["active"].all()


def test_roles_change_at_once(people: People) -> None:
    with store.write() as db:
        accounts.change_account(db, "reader", name="Ivo Host", roles=["storekeeper"], by=people["head"])
        access.require(db, people["reader"], "stock.move")


def test_the_office_keeps_a_head(people: People) -> None:
    with store.write() as db:
        with pytest.raises(Refused):
            accounts.change_account(db, "head", name="Karel Hora", roles=["reader"], by=people["head"])
        with pytest.raises(Refused):
            accounts.close_account(db, "head", by=people["head"])
        accounts.change_account(db, "editor", name="Petra Dlouhá", roles=["editor", "head"], by=people["head"])
        accounts.close_account(db, "head", by=people["editor"])


def test_a_closed_account_is_out_until_reopened(people: People) -> None:
    session = people["reader"].session or b""
    with store.write() as db:
        accounts.close_account(db, "reader", by=people["head"])
        assert access.session_user(db, session) is None
        with pytest.raises(Refused):
            accounts.new_password_link(db, "reader", by=people["head"])
        accounts.reopen_account(db, "reader", by=people["head"])
        assert accounts.new_password_link(db, "reader", by=people["head"]).startswith(invitations.PATH)


def test_signing_out_everywhere(people: People) -> None:
    with store.write() as db:
        accounts.sign_out_everywhere(db, "reader", by=people["head"])
        with pytest.raises(SignedOut):
            accounts.own_account(db, by=people["reader"])
        with pytest.raises(NotFound):
            accounts.sign_out_everywhere(db, "nikdo", by=people["head"])


def test_own_password(people: People) -> None:
    with store.write() as db:
        accounts.change_password(db, "", PASSWORD, by=people["reader"])
        other = access.token_hash(access.start_session(db, "reader"))
        with pytest.raises(BadInput):
            accounts.change_password(db, "špatné", "úplně nové heslo", by=people["reader"])
        accounts.change_password(db, PASSWORD, "úplně nové heslo", by=people["reader"])
        assert access.session_user(db, other) is None, "other sessions end"
        assert accounts.own_account(db, by=people["reader"]).has_password
    assert sign_in.by_password("reader", "úplně nové heslo", "", "192.0.2.1")


def test_own_code(people: People) -> None:
    secret, address = accounts.new_code("reader")
    assert address.startswith("otpauth://totp/Kancel")
    with store.write() as db:
        accounts.change_password(db, "", PASSWORD, by=people["reader"])
        with pytest.raises(BadInput):
            accounts.turn_on_code(db, secret, "000000x", by=people["reader"])
        accounts.turn_on_code(db, secret, pyotp.TOTP(secret).at(clock.now()), by=people["reader"])
    assert sign_in.by_password("reader", PASSWORD, pyotp.TOTP(secret).at(clock.now()), "192.0.2.1") is None, "used"
    with store.write() as db:
        with pytest.raises(BadInput):
            accounts.turn_off_code(db, "špatné", by=people["reader"])
        accounts.turn_off_code(db, PASSWORD, by=people["reader"])
    assert sign_in.by_password("reader", PASSWORD, "", "192.0.2.1")


def test_the_head_removes_the_code_of_a_lost_phone(people: People) -> None:
    secret, _ = accounts.new_code("reader")
    with store.write() as db:
        accounts.turn_on_code(db, secret, pyotp.TOTP(secret).at(clock.now()), by=people["reader"])
        assert accounts.account(db, "reader", by=people["head"]).has_code
        accounts.remove_code(db, "reader", by=people["head"])
        assert not accounts.account(db, "reader", by=people["head"]).has_code


def test_own_language(people: People) -> None:
    with store.write() as db:
        accounts.change_language(db, "en", by=people["reader"])
        with pytest.raises(BadInput):
            accounts.change_language(db, "xx", by=people["reader"])
        found = access.user(db, "reader")
    assert found is not None
    assert found.language == "en"

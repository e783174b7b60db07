"""Administration: accounts, settings, the record of changes, one's own account."""

import datetime as dt
from collections.abc import Callable

import pyotp
import pytest
from streamlit.testing.v1 import AppTest

from lib import accounts, audit, clock, invitations, settings, sign_in, store
from lib.access import SYSTEM, User
from lib.flows import record_of_changes
from lib.publishing import actions
from lib.ui import changes as concerns
from lib.ui import settings as look
from lib.ui.accounts import picture
from tests.pages.conftest import press, words

Open = Callable[..., AppTest]
PASSWORD = "čtyři slova v řadě"


def account(login: str) -> accounts.Account:
    with store.read() as db:
        return accounts.account(db, login, by=SYSTEM)


@pytest.mark.parametrize("page", ["accounts", "settings", "changes"])
def test_administration_is_for_the_head_only(open_page: Open, page: str, caplog: pytest.LogCaptureFixture) -> None:
    words(open_page(page))
    assert open_page(page, "spokesperson").exception  # the frame, which is not here, makes a sentence of it
    assert "NotAllowed" in caplog.text


def test_an_account_is_opened_and_its_link_stays_until_it_is_put_away(open_page: Open) -> None:
    app = open_page("accounts")
    assert "6 otevřených účtů" in words(app)
    app.text_input[0].set_value("Eva Nová")
    app.text_input[1].set_value("Eva Nová")
    app.multiselect[0].set_value(["editor"])
    app = press(app, "Založit účet")
    assert "bez diakritiky" in app.error[0].value
    assert app.text_input[0].value == "Eva Nová", "what was typed stays"
    app.text_input[1].set_value("eva.nova")
    app = press(app, "Založit účet")
    assert invitations.PATH in app.code[0].value
    assert account("eva.nova").roles == "editor"
    app = press(app.run(), "Skrýt odkaz")
    assert not app.code


def test_an_account_is_changed(open_page: Open) -> None:
    app = open_page("accounts", id="editor")
    app.multiselect[0].set_value(["editor", "storekeeper"])
    press(app, "Uložit")
    assert account("editor").roles == "editor storekeeper"


def test_the_last_head_stays(open_page: Open) -> None:
    app = open_page("accounts", id="head")
    app.multiselect[0].set_value(["reader"])
    assert "posled" in press(app, "Uložit").error[0].value
    assert account("head").roles == "head"


@pytest.mark.usefixtures("without_asking")
def test_an_account_is_closed_and_reopened(open_page: Open) -> None:
    app = press(open_page("accounts", id="editor"), "Uzavřít účet")
    assert not account("editor").active
    press(app, "Znovu otevřít účet")
    assert account("editor").active


def test_a_link_for_a_new_password_is_shown_for_copying(open_page: Open) -> None:
    app = press(open_page("accounts", id="editor"), "Odkaz k novému heslu")
    token = app.code[0].value.partition(invitations.PATH)[2]
    with store.read() as db:
        assert invitations.opened(db, token).login == "editor"


def test_somebody_is_signed_out_everywhere(open_page: Open, people: dict[str, User]) -> None:
    press(open_page("accounts", id="editor"), "Odhlásit všude")
    with store.read() as db:
        assert not store.scalar(db, "select count(*) from session where login = 'editor'")


@pytest.mark.usefixtures("without_asking")
def test_a_lost_phone_is_forgotten(open_page: Open) -> None:
    with store.write() as db:
        db.conn.execute("update user set totp_secret = 'x' where login = 'editor'")
    press(open_page("accounts", id="editor"), "Vypnout jednorázový kód")
    assert not account("editor").has_code


def test_every_setting_has_a_name_and_its_value_is_read_as_it_is_written() -> None:
    assert set(look.LABELS) == set(settings.DEFAULTS)
    for code, value in settings.DEFAULTS.items():
        if not isinstance(value, bool):
            assert look.read(code, look.written(code, value)) == value


def test_a_setting_is_changed_from_a_day_on(open_page: Open, gone: list[tuple[str, dict[str, str]]]) -> None:
    app = open_page("settings", id="sms.price_per_part")
    assert app.text_input[0].value == "1,21 Kč"
    app.text_input[0].set_value("1,45")
    app.date_input[0].set_value(dt.date(2027, 1, 1))
    press(app, "Uložit")
    assert gone[0][0] == "settings.py"
    with store.read() as db:
        assert settings.value(db, "sms.price_per_part") == 121
        assert settings.value(db, "sms.price_per_part", dt.date(2027, 1, 1)) == 145
    assert "1,45 Kč od 1. 1. 2027" in words(open_page("settings"))


@pytest.mark.parametrize(
    ("code", "typed"),
    [("sms.price_per_part", "asi koruna"), ("sms.recipients", "-3"), ("events.evening_from", "večer"),
     ("town.ico", "12345678"), ("town.name", " ")],
)  # fmt: skip
def test_a_value_that_cannot_be_used_is_refused_and_stays_typed(open_page: Open, code: str, typed: str) -> None:
    app = open_page("settings", id=code)
    app.text_input[0].set_value(typed)
    app = press(app, "Uložit")
    assert len(app.error) == 1
    assert app.text_input[0].value == typed
    with store.read() as db:
        assert settings.value(db, code) == settings.DEFAULTS[code]


def test_the_record_names_deeds_and_says_that_the_chain_is_whole(open_page: Open, people: dict[str, User]) -> None:
    with store.write() as db:
        settings.change(db, "sms.recipients", 10, valid_from=clock.today(), by=people["head"])
        audit.record(db, SYSTEM, "something.new", "x:1", {"a": [1]})
    shown = words(open_page("changes"))
    assert "Záznam je úplný a neporušený (2 záznamy)" in shown
    assert "změnil(a) nastavení" in shown
    assert "Karel Hora" in shown
    assert "something.new" in shown


def test_the_record_says_what_it_concerns_by_name_and_leads_there(open_page: Open, people: dict[str, User]) -> None:
    with store.write() as db:
        number = actions.add_idea(db, "Trh na náměstí", by=people["head"])
        settings.change(db, "sms.recipients", 10, valid_from=clock.today(), by=people["head"])
        for subject in ("event:7", "user:editor", "block:3", "month:2026-12", "x:1"):
            audit.record(db, SYSTEM, "something.new", subject)
        found = concerns.named(record_of_changes.entries(db, by=people["head"]))
    said = {row["about"]: (row["subject"], concerns.place(row)) for row in found.iter_rows(named=True)}
    assert said == {
        f"story:{number}": ("Příspěvek: Trh na náměstí", ("pages/publishing/post.py", str(number))),
        "setting:sms.recipients": (f"Nastavení: {look.label('sms.recipients')}",
                                   ("pages/admin/settings.py", "sms.recipients")),
        "event:7": ("Akce č. 7", None),
        "user:editor": ("Účet: Petra Dlouhá", ("pages/admin/accounts.py", "editor")),
        "block:3": ("Záznam v diáři č. 3", None),
        "month:2026-12": ("prosinec 2026", None),
        "x:1": ("x:1", None),
    }  # fmt: skip
    shown = words(open_page("changes"))
    assert "Příspěvek: Trh na náměstí" in shown
    assert f"/prispevek?id={number}" in shown


def test_every_subject_with_a_name_is_called_something(office: object) -> None:
    assert set(record_of_changes.NAMES) | set(record_of_changes.KEYS) <= set(concerns.PAGES) | set(concerns.WORDS)
    with store.read() as db:
        for kind in (*record_of_changes.NAMES, *record_of_changes.KEYS):
            assert record_of_changes._names(db, [f"{kind}:0"]) == {}


def test_the_record_of_a_day(open_page: Open, people: dict[str, User]) -> None:
    with clock.fixed("2026-11-20T23:30:00+01:00"), store.write() as db:
        audit.record(db, people["head"], "something.old", "x:1")
    assert "something.old" in words(open_page("changes", den="2026-11-20"))
    assert "something.old" not in words(open_page("changes", den="2026-11-21"))


def test_a_broken_chain_is_told(open_page: Open) -> None:
    with store.write() as db:
        audit.record(db, SYSTEM, "something.new", "x:1", {"a": 1})
        db.conn.execute("update audit_detail set detail = '{}'")
    assert "Záznam změn je porušený od položky 1" in words(open_page("changes"))


@pytest.mark.usefixtures("cheap_hashes")
def test_one_changes_ones_password(open_page: Open) -> None:
    app = open_page("me", "reader")
    app.text_input[1].set_value("krátké")
    app = press(app, "Změnit heslo")
    assert "12" in app.error[0].value
    app.text_input[1].set_value(PASSWORD)
    press(app, "Změnit heslo")
    with store.read() as db:
        kept = store.scalar(db, "select password_hash from user where login = 'reader'")
    assert sign_in.matches(kept, PASSWORD)


def test_one_chooses_a_language(open_page: Open) -> None:
    app = open_page("me", "reader")
    app.get("button_group")[0].set_value("en")
    press(app, "Uložit jazyk")
    with store.read() as db:
        assert store.scalar(db, "select language from user where login = 'reader'") == "en"


@pytest.mark.usefixtures("cheap_hashes")
def test_a_one_time_code_is_turned_on_and_off(open_page: Open) -> None:
    app = press(open_page("me", "reader"), "Zapnout jednorázový kód")
    secret = app.code[0].value
    app.text_input[-1].set_value("000000")
    app = press(app, "Zapnout")
    assert len(app.error) == 1
    assert app.code[0].value == secret, "the same secret until the code fits"
    app.text_input[-1].set_value(pyotp.TOTP(secret).at(clock.now()))
    app = press(app, "Zapnout")
    assert account("reader").has_code
    with store.write() as db:
        db.conn.execute("update user set password_hash = ? where login = 'reader'", (sign_in.hashed(PASSWORD),))
    app = open_page("me", "reader")
    app.text_input[-1].set_value(PASSWORD)
    press(app, "Vypnout jednorázový kód")
    assert not account("reader").has_code


def test_the_qr_code_is_a_picture() -> None:
    assert picture("otpauth://totp/x?secret=ABC").startswith(b"\x89PNG")

"""The screens of coverage, each drawn and used the way people use it."""

import datetime as dt
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from lib import coverage, store
from lib.access import SYSTEM
from lib.coverage.actions import absence
from lib.coverage.actions import television as tv
from lib.coverage.queries import people as asks
from lib.coverage.queries import plan
from lib.coverage.queries import television as queries
from lib.coverage.rules.people import Absence
from lib.coverage.rules.television import Contract, Order
from tests.pages.conftest import press

Page = Callable[..., AppTest]
Gone = list[tuple[str, dict[str, str]]]


def field(app: AppTest, kind: str, label: str) -> object:
    return next(one for one in getattr(app, kind) if one.label == label)


def state_of(event_id: int = 1) -> str:
    with store.read() as db:
        return str(coverage.of(db, event_id, by=SYSTEM)["state"][0])


def test_an_assignment_is_accepted_by_one_touch_and_delivered_by_three(page: Page, photo: int) -> None:
    with store.write() as db:
        coverage.assign(db, photo, login="editor", by=SYSTEM)
    app = page("coverage/coverage", "editor")
    assert "1\u00a0výstup" in app.caption[0].value
    press(app, "Přijmout")
    assert state_of() == "accepted"
    app.pills(key="mine.1").set_value("deliver").run()
    field(app, "text_input", "Odkaz").set_value("https://foto.example/strom")  # type: ignore[attr-defined]
    press(app, "Odevzdat")
    assert state_of() == "delivered"


def test_declining_wants_a_reason(page: Page, photo: int) -> None:
    with store.write() as db:
        coverage.assign(db, photo, login="editor", by=SYSTEM)
    app = page("coverage/coverage", "editor", kdo="ja")
    app.pills(key="mine.1").set_value("decline").run()
    press(app, "Odmítnout")
    assert app.error[0].value == "Napište, proč to nejde."
    assert state_of() == "offered"


def test_the_plan_the_undecided_and_the_missing_are_drawn(page: Page, photo: int, event: Callable[..., int]) -> None:
    event("Beze všeho", "2026-11-24")
    missing = event("Bez fotografií", "2026-11-16")
    with store.write() as db:
        coverage.want(db, missing, "photo", by=SYSTEM)
    for scope in ("vsichni", "nerozhodnuto", "nedodano"):
        app = page("coverage/coverage", "reader", kdo=scope)
        assert not app.caption[0].value.startswith("na vás čekají")
        assert "1\u00a0výstup neodevzdán" in app.caption[0].value


def test_the_event_decides_assigns_and_warns(page: Page, photo: int) -> None:
    with store.write() as db:
        absence.be_away(db, Absence("editor", dt.date(2026, 11, 28), dt.date(2026, 11, 28)), by=SYSTEM)
    app = page("events/event", id=1, cast="dokumentace")
    app.pills(key="coverage.step.1").set_value("assign").run()
    who = field(app, "selectbox", "Kdo")
    assert "Petra Dlouhá – nepřítomnost" in who.options  # type: ignore[attr-defined]
    who.set_value("editor").run()  # type: ignore[attr-defined]
    press(app, "Přidělit")
    assert app.error[0].value.startswith("Petra Dlouhá v té době chybí. Volno mají:")
    app.checkbox[0].check().run()
    press(app, "Přidělit")
    with store.read() as db:
        assert plan.assignments(db, 1, by=SYSTEM)["login"].to_list() == ["editor"]


def test_what_is_wanted_is_decided_on_the_event(page: Page, event: Callable[..., int]) -> None:
    event()
    app = page("events/event", id=1, cast="dokumentace")
    press(app, "Rozhodnout")
    assert app.error[0].value == "Vyberte, co se má rozhodnout."
    field(app, "button_group", "Co").set_value(["text", "photo"])  # type: ignore[attr-defined]
    press(app, "Rozhodnout")
    with store.read() as db:
        assert coverage.of(db, 1, by=SYSTEM)["kind"].to_list() == ["text", "photo"]


def test_an_absence_is_recorded_with_what_is_filled_in(page: Page) -> None:
    app = page("coverage/away", "editor")
    press(app, "Zapsat nepřítomnost")
    assert not app.error, app.error[0].value
    with store.read() as db:
        found = asks.absences(db, dt.date(2026, 11, 23), dt.date(2026, 11, 23), by=SYSTEM)
    assert found.select("login", "reason").rows() == [("editor", "holiday")]
    app = page("coverage/away", "reader")
    assert "Petra Dlouhá" in app.caption[0].value


def test_a_contract_and_a_request_from_an_event(page: Page, event: Callable[..., int], gone: Gone) -> None:
    event(starts_on="2026-12-05", venue="náměstí")
    press(page("coverage/tv"), "Nová smlouva")
    assert gone == [("tv.py", {"cast": "smlouva"})], "the first thing to do"
    app = page("coverage/tv", cast="smlouva")
    field(app, "text_input", "Televize").set_value("TV Beskyd")  # type: ignore[attr-defined]
    press(app, "Uložit smlouvu")
    gone.clear()
    app = page("coverage/tv_request", akce=1)
    assert field(app, "text_input", "Téma").value == "Rozsvícení stromu"  # type: ignore[attr-defined]
    press(app, "Uložit požadavek")
    assert gone == [("tv_request.py", {"id": "1"})]
    app = page("coverage/tv_request", id=1)
    press(app, "Přidělit číslo a odeslat")
    with store.read() as db:
        assert queries.request(db, 1, by=SYSTEM).number == "TV-2026-001"
    assert "čeká na potvrzení 1" in page("coverage/tv", "reader").caption[1].value


def test_a_new_request_offers_a_day_that_television_takes(page: Page) -> None:
    assert page("coverage/tv_request").date_input[0].value == dt.date(2026, 11, 30), "a week, as the settings say"
    with store.write() as db:
        for television, last, ahead in (("TV Beskyd", dt.date(2026, 12, 31), 10), ("TV Ves", dt.date(2026, 11, 30), 3)):
            tv.save_contract(db, Contract(television, dt.date(2026, 1, 1), last, 120, ahead), by=SYSTEM)
    assert page("coverage/tv_request").date_input[0].value == dt.date(2026, 12, 3)


def test_short_notice_is_confirmed_and_a_wrong_time_is_said(page: Page) -> None:
    contract = Contract("TV", dt.date(2026, 1, 1), dt.date(2026, 12, 31), 1)
    with store.write() as db:
        tv.save_contract(db, contract, by=SYSTEM)
        tv.draft(db, Order("Most", dt.date(2026, 11, 25)), by=SYSTEM)
    app = page("coverage/tv_request", id=1)
    press(app, "Přidělit číslo a odeslat")
    assert app.error[0].value.startswith("Televize chce vědět 7\u00a0dní předem")
    app.checkbox[0].check()
    press(app, "Přidělit číslo a odeslat")
    with store.read() as db:
        assert queries.request(db, 1, by=SYSTEM).short_notice
    field(app, "text_input", "Čas").set_value("odpoledne")  # type: ignore[attr-defined]
    press(app, "Uložit")
    assert "odpoledne" in app.error[0].value

"""The pages of orders and issues: what they say, how an order is written down and moved on, what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib import clock, store
from lib.access import SYSTEM
from lib.ads import actions, queries
from lib.errors import BadInput
from lib.i18n import t
from lib.tariffs import actions as tariffs
from lib.ui import issues as look
from tests.ads.orders import order, plan_paper

Open = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def paper(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A planned year with a price list; pages that lead elsewhere only stop."""
    plan_paper()
    monkeypatch.setattr(st, "switch_page", lambda *_, **__: st.stop())


def _words(app: AppTest) -> str:
    kinds = ("title", "subheader", "caption", "markdown", "text", "error", "warning", "info", "success", "metric")
    return " ".join(str(one.value) for kind in kinds for one in app.get(kind)).replace("\u00a0", " ")


def _press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception, app.exception
    return app


def _state(order_id: int) -> str:
    with store.read() as db:
        return queries.order(db, order_id, by=SYSTEM).state


def test_the_list_says_what_waits(open_page: Open) -> None:
    app = open_page("orders")
    assert "Zatím tu není žádná objednávka" in _words(app)
    order()
    order("enquiry")
    app = open_page("orders", "editor")
    assert not app.exception
    assert "2 rozpracované objednávky" in _words(app)


def test_an_order_is_written_down_with_its_price_at_once(open_page: Open) -> None:
    order("enquiry")
    app = open_page("new_order", "editor")
    assert not app.exception, app.exception
    assert "Ceník" in _words(app)
    next(one for one in app.selectbox if one.label == t("What is ordered")).select("1/8").run()
    assert "1 089 Kč" in _words(app)
    _press(app, t("Write the order down"))
    assert "Vyberte inzerenta" in _words(app)
    next(one for one in app.selectbox if one.label == t("Advertiser")).select("Truhlářství Javorek").run()
    assert not app.exception, app.exception
    _press(app, t("Write the order down"))
    with store.read() as db:
        found = queries.orders(db, by=SYSTEM)
    assert found.select("advertiser", "state", "item", "issues").row(0) == (
        "Truhlářství Javorek",
        "ordered",
        "1/8",
        "12/2026",
    )


def test_an_order_is_changed_unless_somebody_was_faster(open_page: Open) -> None:
    order_id = order()
    app = open_page("new_order", "editor", id=str(order_id))
    assert not app.exception, app.exception
    next(one for one in app.text_input if one.label == t("Wished placement")).set_value("strana 3").run()
    with store.write() as db:
        actions.step(db, order_id, "reserved", by=SYSTEM)
    _press(app, t("Save the order"))
    assert "Objednávku mezitím v 8:00 změnil(a) Kancelář: Stav" in _words(app)
    app = open_page("new_order", "editor", id=str(order_id))
    next(one for one in app.text_input if one.label == t("Wished placement")).set_value("strana 3").run()
    _press(app, t("Save the order"))
    with store.read() as db:
        assert queries.order(db, order_id, by=SYSTEM).placement == "strana 3"


def test_without_a_plan_or_a_list_the_form_says_what_to_do(open_page: Open) -> None:
    with store.write() as db:
        db.conn.execute("delete from paper_issue")
    assert t("Issues of the paper") in [one.label for one in open_page("new_order", "editor").button]
    with store.write() as db:
        tariffs.end(db, 1, clock.today(), by=SYSTEM)
    with clock.fixed("2026-11-24T08:00:00+01:00"):
        assert "neplatí žádný ceník" in _words(open_page("new_order", "editor"))


def test_an_order_goes_on_by_its_buttons(open_page: Open) -> None:
    order_id = order()
    app = open_page("order", "editor", id=str(order_id))
    assert not app.exception, app.exception
    words = _words(app)
    for said in ("Truhlářství Javorek", "1 815 Kč", "číslo 12/2026", "Kuchyně na míru"):
        assert said in words, said
    _press(app, "Rezervovat místo")
    assert _state(order_id) == "reserved"
    app = open_page("order", "editor", id=str(order_id))
    next(one for one in app.pills if one.label == t("Next step")).set_value("cancelled").run()
    _press(app, "Stornovat objednávku")
    assert "Napište, proč se objednávka stornuje" in _words(app)
    assert _state(order_id) == "reserved"


def test_a_reader_sees_and_the_head_approves(open_page: Open) -> None:
    order_id = order()
    app = open_page("order", "reader", id=str(order_id))
    assert not app.exception
    assert "Rezervovat místo" not in [one.label for one in app.button]
    app = open_page("order", "head", id=str(order_id))
    next(one for one in app.text_input if one.label == t("Why")).set_value("dohoda")
    _press(app, t("Approve"))
    with store.read() as db:
        assert [one.by for one in queries.order(db, order_id, by=SYSTEM).consents] == ["head"]


def test_a_closing_says_what_is_missing_and_how_full_it_is(open_page: Open) -> None:
    order("enquiry")
    order_id = order()
    with store.write() as db:
        actions.step(db, order_id, "reserved", by=SYSTEM)
    app = open_page("closing", "editor")
    assert not app.exception, app.exception
    words = _words(app)
    assert "Uzávěrka čísla 12/2026" in words
    assert "2 objednávky na něco čekají" in words
    with store.read() as db:
        found = queries.closing(db, queries.to_order(db, by=SYSTEM)[0].id, by=SYSTEM)
    assert (found.taken_mm2, found.asked_mm2) == (86 * 125, 2 * 86 * 125)
    assert found.orders["missing"].to_list() == ["order", "material"]
    with store.write() as db:
        look.put_on_page(found, db, order_id, {"page": "5"}, SYSTEM)
        assert queries.order(db, order_id, by=SYSTEM).ads[0].page == "5"
        with pytest.raises(BadInput):
            look.put_on_page(found, db, found.orders["order_id"][0], {"page": "5"}, SYSTEM)


def test_issues_are_planned_and_changed(open_page: Open) -> None:
    with store.write() as db:
        db.conn.execute("delete from paper_issue where year = 2027")
    app = open_page("issues", "editor")
    assert not app.exception, app.exception
    _press(app, "Naplánovat rok 2027")
    with store.read() as db:
        issues = queries.paper_issues(db, by=SYSTEM)
    assert issues.height == 22
    app = open_page("issues", "editor", id=str(issues["id"][0]))
    next(one for one in app.text_input if one.label == t("Copies")).set_value("13 000")
    _press(app, t("Save the issue"))
    with store.read() as db:
        assert queries.paper_issue(db, issues["id"][0], by=SYSTEM).copies == 13000
    assert "nova" not in [one.label for one in open_page("issues").button]

"""Two people correct one request for a report at once: what is typed stays, what the other has changed is not lost."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from streamlit.testing.v1 import AppTest

from lib import store
from lib.access import SYSTEM
from lib.coverage.actions import television as tv
from lib.coverage.queries import television as queries
from lib.coverage.rules.television import Contract, Order
from lib.ui.coverage_tv import as_order
from tests.pages.conftest import press


def test_a_request_keeps_what_is_typed_when_a_colleague_saves_first(page: Callable[..., AppTest]) -> None:
    before = Order("Most", dt.date(2026, 12, 12), "09:00", place="u řeky")
    with store.write() as db:
        contract = Contract("TV", dt.date(2026, 1, 1), dt.date(2026, 12, 31), 9)
        tv.save_contract(db, contract, by=SYSTEM)
        tv.send(db, tv.draft(db, before, by=SYSTEM), by=SYSTEM)
    app = page("coverage/tv_request", id=1)
    next(one for one in app.text_input if one.label == "Místo").set_value("na mostě")
    theirs = replace(before, shoot_at="10:00", place="u lávky")
    with store.write() as db:
        tv.edit(db, 1, theirs, by=SYSTEM)
    assert "změnil" in press(app, "Uložit").error[0].value, "the same field is asked about"
    press(app, "Uložit")
    with store.read() as db:
        assert as_order(queries.request(db, 1, by=SYSTEM)) == replace(theirs, place="na mostě"), "the hour stays theirs"
    with store.write() as db:
        tv.edit(db, 1, replace(theirs, shoot_at="11:30"), by=SYSTEM)
    assert "11:30" in {one.value for one in app.run().text_input}, "who typed nothing reads what holds now"

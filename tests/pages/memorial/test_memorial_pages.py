"""A memorial act on the screen: begun, written, its ribbon checked, signed off, printed."""

import dataclasses
import datetime as dt

import pytest
from streamlit.testing.v1 import AppTest

from lib import access, store
from lib.access import User
from lib.events import Entry
from lib.events import actions as events
from lib.memorial import actions, queries
from lib.memorial.rules import Line, Wreath
from lib.ui import guard, menu
from tests.pages.conftest import press


@pytest.fixture
def event(office: object, people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> int:
    with store.write() as db:
        token = access.start_session(db, "spokesperson")
        monkeypatch.setattr(guard, "cookie_token", lambda: token)
        entry = Entry("Pietní akt", dt.date(2027, 1, 26), kind="memorial", starts_at="11:00")
        return events.add(db, entry, state="confirmed", by=people["spokesperson"])


def page(event: int, part: str = "") -> AppTest:
    shown = AppTest.from_file(menu.file("pages/memorial/act.py"), default_timeout=60)
    shown.query_params["id"] = str(event)
    if part:
        shown.query_params["cast"] = part
    shown.run()
    assert not shown.exception, shown.exception
    return shown


def test_an_act_goes_from_the_usual_script_to_the_signature(event: int, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    press(page(event), "Začít obvyklým scénářem")
    shown = page(event, "udaje")
    next(box for box in shown.text_area if box.label == "Varianta pro déšť").set_value("Stan u brány")
    shown.date_input[0].set_value(dt.date(1919, 1, 26))
    press(shown, "Uložit pietní akt")
    with store.write() as db:
        kept = queries.kept(db, event, by=by)
        act = dataclasses.replace(
            kept.act, script=(Line(0, "Zahájení", 1, "Jana", "500"),), wreaths=(Wreath("Sokol", "Bratřím"),)
        )
        actions.save(db, event, act, started_from=kept.version, by=by)
    shown = page(event)
    assert not [one for one in shown.button if one.label == "Uzamknout a podepsat"], "something is missing"
    assert any("Sokol" in one.value for one in shown.text), "and it is said what"
    press(page(event, "stuhy"), "Stuha souhlasí s objednávkou")
    press(page(event, "stuhy"), "Vzít kontrolu zpět")
    press(page(event, "stuhy"), "Stuha souhlasí s objednávkou")
    press(page(event), "Uzamknout a podepsat")
    with store.read() as db:
        assert queries.kept(db, event, by=by).lock is not None
    for part in ("scenar", "recnici", "vence", "kontakty", "tisk", "verze"):
        page(event, part)


def test_the_second_of_two_people_keeps_what_he_typed(event: int, people: dict[str, User]) -> None:
    shown = page(event, "udaje")
    with store.write() as db:
        actions.begin_script(db, event, by=people["head"])
    next(box for box in shown.text_input if box.label == "Co se připomíná").set_value("Sedmidenní válka")
    press(shown, "Uložit pietní akt")
    assert any("mezitím změnil" in one.value for one in shown.error)
    assert next(box for box in shown.text_input if box.label == "Co se připomíná").value == "Sedmidenní válka"
    press(shown, "Uložit pietní akt")
    with store.read() as db:
        kept = queries.kept(db, event, by=people["head"])
    assert kept.act.occasion == "Sedmidenní válka"
    assert kept.act.script, "and the colleague's script is still there"


def test_all_acts_stand_in_one_list(event: int) -> None:
    shown = AppTest.from_file(menu.file("pages/memorial/acts.py"), default_timeout=60).run()
    assert not shown.exception, shown.exception

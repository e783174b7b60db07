"""The page of an event, its steps, the list, venues, templates and special days."""

import datetime as dt
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from lib import store
from lib.access import SYSTEM, User
from lib.events import Entry, actions, queries
from lib.flows import cancel_event
from tests.pages.events.test_event_form import enter, field, press

Open = Callable[..., AppTest]


def texts(app: AppTest) -> str:
    return "\n".join(str(one.value) for one in (*app.text, *app.caption, *app.markdown))


def dialog(name: str, event_id: int, *more: object) -> AppTest:
    """What a dialog of the page asks; AppTest knows no dialogs that stay open."""

    def script(name: str, event_id: int, more: tuple[object, ...]) -> None:
        from importlib import import_module

        from lib import store
        from lib.events import queries
        from lib.ui.guard import guard

        user = guard("events.edit")
        with store.read() as db:
            event = queries.event(db, event_id, by=user)
        import_module(f"lib.ui.{name}").question(event, *more, user)

    kwargs = {"name": name, "event_id": event_id, "more": more}
    app = AppTest.from_function(script, kwargs=kwargs, default_timeout=60).run()
    assert not app.exception, app.exception
    return app


def test_a_proposal_is_confirmed_by_a_click(open_page: Open, people: dict[str, User]) -> None:
    event_id = enter()
    press(open_page("event", id=str(event_id)), "Potvrdit")
    with store.read() as db:
        assert queries.event(db, event_id, by=people["reader"]).state == "confirmed"


def test_a_page_colours_one_action_and_a_postponed_event_has_two_ways_to_be_confirmed(open_page: Open) -> None:
    def coloured(event_id: int, **part: str) -> list[str]:
        app = open_page("event", id=str(event_id), **part)
        assert not app.exception
        return [button.label for button in app.button if button.proto.type == "primary"]

    event_id = enter()
    assert coloured(event_id) == ["Potvrdit"]
    with store.write() as db:
        actions.step(db, event_id, "confirmed", by=SYSTEM)
    assert coloured(event_id) == ["Upravit"]
    assert coloured(event_id, cast="vysledek") == ["Zapsat"]
    with store.write() as db:
        cancel_event.postpone(db, event_id, "nemoc", by=SYSTEM)
    assert coloured(event_id) == ["Potvrdit"]


def test_calling_off_asks_why_first(open_page: Open, people: dict[str, User]) -> None:
    event_id = enter()
    open_page("event", id=str(event_id))
    with store.read() as db:
        off = next(one for one in queries.steps(db, event_id, by=people["editor"]) if one.to == "cancelled")
    app = press(dialog("event_steps", event_id, off), "Zrušit akci")
    assert app.error[0].value
    field(app, "Důvod").set_value("výluka proudu")
    press(app, "Zrušit akci")
    with store.read() as db:
        assert queries.event(db, event_id, by=people["reader"]).state == "cancelled"
        assert queries.changes(db, event_id, by=people["reader"])["reason"][0] == "výluka proudu"


def test_a_moved_event_says_where_it_was(open_page: Open, people: dict[str, User]) -> None:
    event_id = enter()
    open_page("event", id=str(event_id))
    app = dialog("event_move", event_id)
    field(app, "Nové datum").set_value("út 13. 12.")
    assert "neděle" in press(app, "Přesunout akci").error[0].value
    field(app, "Nové datum").set_value("ne 13. 12.")
    field(app, "Důvod").set_value("déšť")
    press(app, "Přesunout akci")
    with store.read() as db:
        moved = queries.event(db, event_id, by=people["reader"])
    assert (moved.starts_on, moved.starts_at, moved.venue) == ("2026-12-13", "17:00", "Náměstí")
    assert "původně so 12.\u00a012. 2026" in texts(open_page("event", id=str(event_id)))


def test_a_reader_sees_the_event_and_no_buttons(open_page: Open) -> None:
    app = open_page("event", role="reader", id=str(enter()))
    assert not app.exception
    assert not {"Upravit", "Potvrdit", "Přesunout…", "Uložit poznámku"} & {one.label for one in app.button}


def test_the_list_begins_with_what_is_ahead(open_page: Open) -> None:
    enter()
    with store.write() as db:
        actions.add(db, Entry("Loňský ples", dt.date(2025, 12, 12)), by=SYSTEM)
    app = open_page("events", role="reader")
    assert "1\u00a0akce" in app.caption[0].value.replace(" ", "\u00a0")
    assert open_page("events", obdobi="past").segmented_control[0].value == "past"


def test_two_spellings_of_a_venue_become_one(open_page: Open, people: dict[str, User]) -> None:
    enter()
    with store.write() as db:
        other = actions.add(db, Entry("Trh", dt.date(2026, 12, 5), venue="Hlavní plocha"), by=SYSTEM)
        venues = {name: number for number, name in queries.venues(db, by=SYSTEM).select("id", "name").iter_rows()}
    app = open_page("venue", id=str(venues["Náměstí"]))
    field(app, "Druhý zápis téhož místa").set_value(venues["Hlavní plocha"])
    press(app, "Sloučit")
    with store.read() as db:
        assert queries.event(db, other, by=people["reader"]).venue == "Náměstí"
        assert queries.venues(db, by=people["reader"]).height == 1


def test_a_venue_is_described_and_wrong_coordinates_stay_typed(open_page: Open, people: dict[str, User]) -> None:
    enter()
    app = open_page("venue", id="1")
    field(app, "Souřadnice").set_value("49,8 18,4")
    press(app, "Uložit místo")
    assert "49.8468, 18.4302" in app.error[0].value
    field(app, "Souřadnice").set_value("49.8468N, 18.4302E")
    press(app, "Uložit místo")
    with store.read() as db:
        saved = queries.venue(db, 1, by=people["reader"])
    assert (saved.latitude, saved.longitude) == (49.8468, 18.4302)


def test_the_templates_are_shown_with_what_can_be_done(open_page: Open) -> None:
    event_id = enter()
    assert "Zatím tu není žádná šablona" in texts(open_page("templates"))
    with store.write() as db:
        actions.save_template(db, "Strom", queries.entry(db, event_id, by=SYSTEM), by=SYSTEM)
    app = open_page("templates")
    assert app.subheader[0].value == "Strom"
    assert {"Nová akce podle šablony", "Přejmenovat…", "Odstranit…"} <= {one.label for one in app.button}


def test_the_summer_holidays_are_a_click(open_page: Open, people: dict[str, User]) -> None:
    app = press(open_page("special_days"), "Hlavní prázdniny 1. 7.–31. 8. 2027")
    press(app, "Přidat")
    with store.read() as db:
        days = queries.special_days(db, dt.date(2027, 1, 1), dt.date(2027, 12, 31), by=people["reader"])
    assert days.select("name", "first_on", "last_on").row(0) == (
        "Hlavní prázdniny", dt.date(2027, 7, 1), dt.date(2027, 8, 31),
    )  # fmt: skip

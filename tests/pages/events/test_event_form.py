"""The form of an event: quick to fill in, hard to lose, honest when two people save at once."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib import store
from lib.access import SYSTEM, User
from lib.events import Entry, actions, queries
from tests.pages.conftest import press

Open = Callable[..., AppTest]
Gone = list[tuple[str, dict[str, str]]]
DAY = dt.date(2026, 12, 12)


def field(app: AppTest, label: str) -> Any:
    """The field of this label, whatever kind it is."""
    everything = (
        *app.text_input,
        *app.selectbox,
        *app.multiselect,
        *app.text_area,
        *app.segmented_control,
        *app.toggle,
    )
    return next(one for one in everything if one.label == label)


def enter(title: str = "Rozsvícení stromu", **words: Any) -> int:
    with store.write() as db:
        return actions.add(db, Entry(title, DAY, starts_at="17:00", venue="Náměstí", **words), by=SYSTEM)


def test_an_event_is_entered_in_six_touches(open_page: Open, gone: Gone, people: dict[str, User]) -> None:
    enter("Jarmark")
    app = open_page("edit", den="2026-12-12")
    assert field(app, "Datum").value == "so 12.\u00a012. 2026"
    field(app, "Název").set_value("Rozsvícení stromu").run()
    field(app, "Čas").set_value("17–19.30").run()
    field(app, "Místo konání").set_value("Náměstí").run()
    press(app, "Uložit akci")
    assert gone == [("event.py", {"id": "2"})]
    with store.read() as db:
        saved = queries.event(db, 2, by=people["editor"])
    assert (saved.title, saved.starts_on, saved.starts_at, saved.ends_at, saved.venue, saved.state) == (
        "Rozsvícení stromu", "2026-12-12", "17:00", "19:30", "Náměstí", "proposed",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("label", "typed", "said"),
    [
        ("Datum", "31. 4. 2027", "31.\u00a04. 2027 neexistuje"),
        ("Datum", "pá 12. 12. 2026", "je sobota"),
        ("Čas", "17:00–15:00", "není po začátku"),
        ("Poslední den", "11. 12. 2026", "11.\u00a012. 2026"),
        ("Perex", "x" * 301, "301"),
    ],
)
def test_what_cannot_be_is_said_while_typing_and_stays(
    open_page: Open, gone: Gone, label: str, typed: str, said: str
) -> None:
    app = open_page("edit", den="2026-12-12")
    field(app, "Název").set_value("Ples").run()
    field(app, label).set_value(typed).run()
    assert said in app.error[0].value
    press(app, "Uložit akci")
    assert said in app.error[0].value
    assert field(app, label).value == typed
    assert field(app, "Název").value == "Ples"
    assert not gone


def test_a_new_event_repeats_and_says_how(open_page: Open, gone: Gone, people: dict[str, User]) -> None:
    app = open_page("edit", den="2026-12-08")
    field(app, "Název").set_value("Kurz češtiny").run()
    field(app, "Opakovat").set_value("month_week").run()
    field(app, "Do kdy").set_value("31. 3. 2027").run()
    assert any("2. úterý" in one.value and "31.\u00a03. 2027" in one.value for one in app.caption)
    press(app, "Uložit akci")
    with store.read() as db:
        days = queries.events(db, by=people["editor"])["starts_on"].to_list()
    assert days == [dt.date(2026, 12, 8), dt.date(2027, 1, 12), dt.date(2027, 2, 9), dt.date(2027, 3, 9)]


def test_one_of_a_series_is_edited_with_all_that_follow(open_page: Open, gone: Gone, people: dict[str, User]) -> None:
    first = enter("Kurz")
    with store.write() as db:
        actions.repeat(db, first, "FREQ=WEEKLY;COUNT=4", by=people["editor"])
        second = queries.occurrences(db, 1, by=people["editor"])["id"][1]
    app = open_page("edit", id=str(second))
    field(app, "Název").set_value("Kurz pro pokročilé").run()
    field(app, "Které akce se změna týká").set_value("following").run()
    press(app, "Uložit akci")
    with store.read() as db:
        titles = queries.events(db, by=people["editor"])["title"].to_list()
    assert titles == ["Kurz"] + 3 * ["Kurz pro pokročilé"]


def test_a_template_and_a_copy_fill_the_form(open_page: Open, gone: Gone, people: dict[str, User]) -> None:
    event_id = enter(description="Zpívá sbor.", note="klíče má pan Malý")
    with store.write() as db:
        entry = queries.entry(db, event_id, by=people["editor"])
        actions.save_template(db, "Strom", entry, by=people["editor"])
    for origin in ({"sablona": "1"}, {"kopie": str(event_id)}):
        app = open_page("edit", **origin)
        typed = [field(app, label).value for label in ("Název", "Datum", "Čas", "Místo konání", "Popis", "Poznámka")]
        assert typed == ["Rozsvícení stromu", "", "17:00", "Náměstí", "Zpívá sbor.", ""]


def test_the_last_day_of_a_copy_goes_with_the_first(open_page: Open, gone: Gone, people: dict[str, User]) -> None:
    app = open_page("edit", kopie=str(enter(ends_on=DAY + dt.timedelta(days=2))))
    field(app, "Datum").set_value("so 9. 1. 2027").run()
    assert field(app, "Poslední den").value == "po 11.\u00a01. 2027"
    field(app, "Datum").set_value("so 16. 1. 2027").run()
    assert field(app, "Poslední den").value == "po 18.\u00a01. 2027"
    field(app, "Poslední den").set_value("17. 1. 2027").run()
    field(app, "Datum").set_value("pá 15. 1. 2027").run()
    press(app, "Uložit akci")
    with store.read() as db:
        ends = queries.events(db, by=people["editor"])["ends_on"].to_list()
    assert ends == [DAY + dt.timedelta(days=2), dt.date(2027, 1, 17)]


def test_an_edited_event_keeps_what_was_not_touched(open_page: Open, gone: Gone, people: dict[str, User]) -> None:
    event_id = enter(description="Zpívá sbor.", publish_to=("web", "facebook"), for_children=True)
    app = open_page("edit", id=str(event_id))
    field(app, "Místo konání").set_value(None).run()
    field(app, "Čas").set_value("celý den").run()
    press(app, "Uložit akci")
    with store.read() as db:
        saved = queries.entry(db, event_id, by=people["editor"])
    expected = Entry("Rozsvícení stromu", DAY, description="Zpívá sbor.", publish_to=("web", "facebook"),
                     for_children=True, all_day=True, calendar="town", ends_on=DAY, public=True)  # fmt: skip
    assert saved == expected


def test_the_second_of_two_sees_what_the_first_changed_and_goes_on(
    open_page: Open, gone: Gone, people: dict[str, User]
) -> None:
    event_id = enter()
    app = open_page("edit", id=str(event_id))
    field(app, "Název").set_value("Rozsvícení vánočního stromu").run()
    field(app, "Čas").set_value("17:30").run()
    with store.write() as db:
        theirs = Entry("Rozsvícení stromu", DAY, starts_at="16:00", venue="Lipový park")
        actions.edit(db, event_id, theirs, started_from=0, by=people["secretary"])
    press(app, "Uložit akci")
    assert not gone
    told = "\n".join(one.value for one in (*app.error, *app.warning, *app.caption, *app.markdown))
    for said in ("Hana Bílá", "Lipový park", "17:30", "16:00"):
        assert said in told
    press(app, "Ponechat, co píšu, ostatní převzít")
    assert (field(app, "Čas").value, field(app, "Místo konání").value) == ("17:30", "Lipový park")
    press(app, "Uložit akci")
    with store.read() as db:
        saved = queries.event(db, event_id, by=people["editor"])
    assert (saved.title, saved.starts_at, saved.venue) == ("Rozsvícení vánočního stromu", "17:30", "Lipový park")

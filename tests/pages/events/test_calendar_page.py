"""The calendar and its prints: filters of the address, who sees the leadership, the question before a move."""

import datetime as dt
import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from lib import access, coverage, store
from lib.access import SYSTEM, User
from lib.events import Entry, actions, queries
from lib.ui import guard

Open = Callable[..., AppTest]
SATURDAY, SUNDAY = dt.date(2026, 11, 28), dt.date(2026, 11, 29)


@pytest.fixture
def events(people: dict[str, User]) -> dict[str, int]:
    with store.write() as db:
        add = {
            "Jarmark": Entry("Jarmark", SATURDAY, starts_at="09:00", ends_at="15:00", venue="náměstí"),
            "Ples": Entry("Ples", SATURDAY, kind="culture_house", starts_at="20:00", venue="Dům kultury"),
            "Jednání": Entry("Jednání", SATURDAY, kind="visit", public=True, responsible="editor"),
            "Porada": Entry("Porada", SUNDAY, public=False),
            "Koncert": Entry("Koncert", SUNDAY, starts_at="10:00", ends_at="12:00", venue="náměstí"),
        }
        return {name: actions.add(db, entry, state="confirmed", by=SYSTEM) for name, entry in add.items()}


def shown(app: AppTest) -> set[str]:
    """Titles in the calendar."""
    assert not app.exception, app.exception
    data = json.loads(next(node for node in app.main if node.type == "bidi_component").proto.json)
    return {event["title"] for event in json.loads(data["events"])}


def pdf_text(app: AppTest) -> str:
    """The text for a mail, which says what the paper says."""
    assert not app.exception, app.exception
    boxes = [json.loads(node.proto.json) for node in app.main if node.type == "bidi_component"]
    return str(next(box["text"] for box in boxes if "text" in box))


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"kalendare": "Program domu kultury"}, {"Ples"}),
        ({"misto": "náměstí", "pohled": "den", "den": "2026-11-28"}, {"Jarmark"}),
        ({"misto": "Dům kultury", "pohled": "den", "den": "2026-11-29"}, set()),
        ({"moje": "true"}, {"Jednání"}),
    ],
)
def test_a_mailed_address_shows_the_same(
    open_page: Open, events: dict[str, int], query: dict[str, str], titles: set[str]
) -> None:
    assert shown(open_page("calendar", "editor", **query)) == titles


def test_the_calendar_of_the_leadership_needs_its_diary(
    open_page: Open, events: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    name, may = access.ROLES["reader"]
    monkeypatch.setitem(access.ROLES, "reader", (name, may - {"diary.read"}))
    app = open_page("calendar", "reader")
    assert "Jednání" not in shown(app)
    assert "Vedení města" not in app.button_group[0].options


def test_only_editors_drag_and_add(open_page: Open, events: dict[str, int]) -> None:
    for role, rights in (("reader", {"drag": False, "add": False}), ("editor", {"drag": True, "add": True})):
        app = open_page("calendar", role)
        data = json.loads(next(node for node in app.main if node.type == "bidi_component").proto.json)
        assert data["may"] == rights | {"share": True}
        assert data["address"] == "/akce-karta?id="
        assert any(event.get("editable") for event in json.loads(data["events"])) is rights["drag"]


def ask(event_id: int) -> None:
    import datetime as dt

    from lib.ui import calendar_move
    from lib.ui.calendar import Dropped
    from lib.ui.guard import guard

    calendar_move.ask(Dropped(event_id, dt.date(2026, 11, 29), "09:00"), guard("events.read"))


@pytest.fixture
def asked(people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> Callable[[int], AppTest]:
    """`asked(event_id)`: the question after the event was dropped on Sunday at nine."""
    with store.write() as db:
        token = access.start_session(db, "editor")
    monkeypatch.setattr(guard, "cookie_token", lambda: token)
    return drop


def drop(event_id: int) -> AppTest:
    app = AppTest.from_function(ask, kwargs={"event_id": event_id}, default_timeout=30).run()
    assert not app.exception, app.exception
    return app


def move_here(app: AppTest) -> None:
    next(one for one in app.button if one.label == "Přesunout sem").click().run()


def test_a_move_says_from_when_to_when_and_what_collides(
    asked: Callable[[int], AppTest], events: dict[str, int]
) -> None:
    app = asked(events["Jarmark"])
    texts = [text.value.replace("\u00a0", " ") for text in app.text]
    assert texts == ["so 28. 11. 2026, 9:00–15:00", "ne 29. 11. 2026, 9:00–15:00"]
    assert any("Koncert" in line.value for line in app.markdown)


def test_a_published_event_moves_with_a_reason_only(
    asked: Callable[[int], AppTest], events: dict[str, int], people: dict[str, User]
) -> None:
    app = asked(events["Jarmark"])
    assert "veřejném kalendáři" in app.caption[-1].value
    move_here(app)
    assert "proč se přesouvá" in app.error[0].value
    app.text_input[0].set_value("Oprava náměstí")
    move_here(app)
    assert not app.error
    with store.read() as db:
        moved = queries.event(db, events["Jarmark"], by=people["editor"])
        last = queries.changes(db, events["Jarmark"], by=people["editor"]).row(0, named=True)
    assert (moved.starts_on, moved.starts_at, moved.ends_at) == ("2026-11-29", "09:00", "15:00")
    assert (last["reason"], last["moved_from"]) == ("Oprava náměstí", SATURDAY)


def test_the_public_print_keeps_what_is_inside(open_page: Open, events: dict[str, int]) -> None:
    text = pdf_text(open_page("prints", "editor", od="2026-11-23", do="2026-11-29"))
    assert "Jarmark" in text
    assert "Jednání" not in text
    assert "Porada" not in text


def test_colleagues_print_everything_with_filters(open_page: Open, events: dict[str, int]) -> None:
    with store.write() as db:
        coverage.want(db, events["Jednání"], "photo", "intended", by=SYSTEM)
    span = {"od": "2026-11-23", "do": "2026-11-29", "vnitrni": "true"}
    text = pdf_text(open_page("prints", "editor", **span))
    assert "Jednání" in text
    assert "Dokumentace: fotografie – zatím nikdo" in text
    assert "Jednání" not in pdf_text(open_page("prints", "reader", **span))
    filtered = pdf_text(open_page("prints", "editor", **span, kalendare="Program domu kultury", tisk="Plakát A3"))
    assert "Ples" in filtered
    assert "Jarmark" not in filtered


def test_an_impossible_span_is_said(open_page: Open) -> None:
    assert "Poslední den" in open_page("prints", "reader", od="2026-11-29", do="2026-11-23").error[0].value

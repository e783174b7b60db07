"""The house of culture and us: whose each event is, what is said otherwise, what collides, one tap each."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib import store
from lib.access import SYSTEM, User
from lib.coverage.queries import plan
from lib.errors import NotAllowed
from lib.events import actions, queries
from lib.events.entry import Entry
from lib.flows import programme, sheet_sync
from lib.sheets import sources

Open = Callable[..., AppTest]
DAY = dt.date(2026, 11, 28)
HALL = "Dům kultury – velký sál"


def ics(*shows: str) -> bytes:
    blocks = [f"BEGIN:VEVENT\r\n{show}\r\nLOCATION:velký sál\r\nEND:VEVENT" for show in shows]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *blocks, "END:VCALENDAR", ""]).encode()


@pytest.fixture
def house(office: Path) -> int:
    """The programme after an import: one event that we have too, one of theirs, one that wants our hall."""
    with store.write() as db:
        ours = Entry("Vánoční koncert", DAY, starts_at="17:00", ends_at="18:00", venue=HALL)
        actions.add(db, ours, state="confirmed", by=SYSTEM)
        hall = Entry("Zasedání redakce", dt.date(2026, 12, 3), starts_at="19:30", ends_at="20:00", venue=HALL)
        actions.add(db, hall, state="confirmed", by=SYSTEM)
        number = sources.add(
            db, "Program DK", "events.culture_house_ics", "file", "program.ics", master="office", by=SYSTEM
        )
    (office / "shared").mkdir()
    (office / "shared/program.ics").write_bytes(
        ics(
            "UID:1\r\nDTSTART:20261128T172000\r\nSUMMARY:Vánoční koncert sboru Lilie",
            "UID:2\r\nDTSTART:20261130T190000\r\nSUMMARY:Komedie",
            "UID:3\r\nDTSTART:20261203T190000\r\nDTEND:20261203T210000\r\nSUMMARY:Drama",
            "UID:4\r\nDTSTART:20261204T190000\r\nSUMMARY:Kouzelník\r\nSTATUS:CANCELLED",
        )
    )
    sheet_sync.import_source(number, by=SYSTEM)
    return number


def shows(people: dict[str, User]) -> dict[str, programme.Show]:
    with store.read() as db:
        found = programme.shows(db, DAY, DAY + dt.timedelta(weeks=4), by=people["reader"])
    return {show.title: show for show in found}


def test_whose_each_event_is_and_what_has_to_be_settled(house: int, people: dict[str, User]) -> None:
    found = shows(people)
    assert {title: show.shared for title, show in found.items()} == {
        "Vánoční koncert": True, "Komedie": False, "Drama": False, "Kouzelník": False,
    }  # fmt: skip
    differs = [(one.what, one.house, one.ours) for one in found["Vánoční koncert"].differs]
    assert differs == [
        ("Název", "Vánoční koncert sboru Lilie", "Vánoční koncert"),
        ("Začátek", "17:20", "17:00"),
    ]
    assert any("Zasedání redakce" in sentence for sentence in found["Drama"].collides)
    assert found["Komedie"].differs == found["Komedie"].collides == ()


def test_what_the_house_called_off_and_we_did_not_is_told(house: int, people: dict[str, User]) -> None:
    event_id = shows(people)["Kouzelník"].id
    with store.write() as db:
        db.conn.execute("update event set state = 'confirmed' where id = ?", (event_id,))
    (told,) = shows(people)["Kouzelník"].differs
    assert (told.house, told.ours) == ("zrušeno", "koná se")


def test_one_tap_takes_part_and_one_documents(house: int, people: dict[str, User]) -> None:
    event_id = shows(people)["Komedie"].id
    with store.write() as db:
        programme.take_part(db, event_id, True, by=people["editor"])
        programme.document(db, event_id, by=people["editor"])
    with store.read() as db:
        assert queries.event(db, event_id, by=SYSTEM).responsible == "editor"
        assert set(plan.of(db, event_id, by=SYSTEM)["kind"]) == {"text", "photo"}
    show = shows(people)["Komedie"]
    assert (show.responsible, show.documented, show.shared) == ("editor", True, False)
    with store.write() as db, pytest.raises(NotAllowed):
        programme.take_part(db, event_id, False, by=people["reader"])


def _words(app: AppTest) -> str:
    said = [one.value for kind in ("title", "caption", "text", "markdown") for one in app.get(kind)]
    return " ".join(str(word) for word in said).replace("\u00a0", " ")


def test_the_page_shows_the_programme_and_taps_once(open_page: Open, house: int, people: dict[str, User]) -> None:
    app = open_page("programme")
    assert not app.exception
    assert "4 akce domu kultury, z toho u nás 1, k vyřešení 2" in _words(app)
    assert "Začátek: dům kultury uvádí 17:20, my 17:00." in _words(app)
    event_id = shows(people)["Komedie"].id
    app.button(key=f"programme.{event_id}.cover").click().run()
    assert not app.exception
    assert shows(people)["Komedie"].documented


def test_the_page_may_show_only_what_has_to_be_settled_and_readers_only_read(open_page: Open, house: int) -> None:
    app = open_page("programme", role="reader", co="collides")
    assert not app.exception
    assert "Komedie" not in " ".join(button.label for button in app.button)
    assert not [button for button in app.button if "Účastníme" in button.label]


def test_an_office_without_the_programme_is_told_where_it_comes_from(open_page: Open) -> None:
    app = open_page("programme")
    assert not app.exception
    assert "Zatím tu žádný zdroj není" in _words(app)

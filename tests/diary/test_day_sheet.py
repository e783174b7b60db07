"""The day sheet: everything of a day in order of time, nothing of it private, on A4 and A5."""

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from lib import store
from lib.access import ROLES, SYSTEM, User
from lib.diary import actions
from lib.diary.documents import day_sheet
from lib.diary.queries import Briefing
from lib.diary.rules import Card, Entry
from lib.errors import NotAllowed, NotFound
from lib.events import actions as event_actions
from lib.events.entry import Attendee
from lib.events.entry import Entry as EventEntry
from lib.flows import day_sheet as flow
from lib.stock import actions as stock
from lib.stock.rules import Card as ItemCard

DAY = dt.date(2026, 11, 24)


@pytest.fixture
def full_day(mayor: int) -> int:
    """An event at 10 with all that is known, a private entry at 8, one of the whole day; tomorrow a meeting at 9."""
    with store.write() as db:
        ball = EventEntry("Otevření školky", DAY, starts_at="10:00", ends_at="11:30", venue="MŠ Slunečnice")
        event_id = event_actions.add(db, ball, by=SYSTEM)
        actions.set_attendee(db, event_id, Attendee(mayor, "confirmed", speaks=True), by=SYSTEM)
        actions.brief(
            db,
            Briefing(
                None,
                mayor,
                event_id,
                meets="Jan Kos",
                meets_phone="+420 500 000 200",
                parking="za školkou",
                driver="Ivo Sova",
            ),
            by=SYSTEM,
        )
        mug = stock.add_item(db, ItemCard("KER-01", "Hrnek se znakem", "keramika"), by=SYSTEM)
        stock.receive(db, mug, 5, to_place=1, by=SYSTEM)
        stock.reserve(db, mug, 2, event_id=event_id, until=DAY, by=SYSTEM)
        entry = Entry(mayor, DAY, "private", "Kardiologie", starts_at="08:00", ends_at="09:00")
        actions.add_block(db, entry, by=SYSTEM)
        actions.add_block(db, Entry(mayor, DAY, title="Den otevřených dveří"), by=SYSTEM)
        actions.add_block(db, Entry(mayor, DAY + dt.timedelta(days=1), title="Porada", starts_at="09:00"), by=SYSTEM)
    return mayor


def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\u00a0", " ")


def test_the_whole_day_in_order_with_all_that_is_known(full_day: int) -> None:
    with store.read() as db:
        sheet = flow.gather(db, full_day, DAY, by=SYSTEM)
    assert [(item.time, item.title) for item in sheet.items] == [
        ("celý den", "Den otevřených dveří"),
        ("8:00–9:00", "obsazeno"),
        ("10:00–11:30", "Otevření školky"),
    ]
    assert dict(sheet.items[2].facts()) == {
        "Kde": "MŠ Slunečnice",
        "Odchod": "9:30 (cesta se počítá 30 minut)",
        "Řidič": "Ivo Sova",
        "Kdo vás přivítá": "Jan Kos, +420 500 000 200",
        "Co říct": "Má projev; podklady zatím nikdo nenapsal.",
        "Dárek": "2× Hrnek se znakem",
        "Parkování": "za školkou",
    }
    assert sheet.tomorrow == "st 25.\u00a011. 2026, 9:00 Porada"


@pytest.mark.parametrize("format", ["A4", "A5"])
def test_the_paper_can_be_copied_from_and_is_the_same_each_time(full_day: int, format: str) -> None:
    with store.read() as db:
        sheet = flow.gather(db, full_day, DAY, by=SYSTEM)
    paper = day_sheet(sheet, format)
    text = _text(paper)
    for said in ("úterý 24. listopadu 2026", "Alena Dvorská", "10:00–11:30 Otevření školky", "Jan Kos", "Zítra"):
        assert said in " ".join(text.split())
    assert paper == day_sheet(sheet, format)


@pytest.mark.parametrize("role", ROLES)
def test_a_private_word_is_on_no_sheet_of_who_may_not_see_it(full_day: int, people: dict[str, User], role: str) -> None:
    by = people[role]
    with store.read() as db:
        assert "Kardiologie" not in str(flow.gather(db, full_day, DAY, by=by))
        if by.may("diary.private"):
            assert "Kardiologie" in _text(day_sheet(flow.gather_in_full(db, full_day, DAY, by=by)))
        else:
            with pytest.raises(NotAllowed):
                flow.gather_in_full(db, full_day, DAY, by=by)


def test_an_empty_day_says_so(mayor: int) -> None:
    with store.read() as db:
        sheet = flow.gather(db, mayor, dt.date(2026, 12, 24), by=SYSTEM)
        assert sheet.holiday == "Štědrý den"
        with pytest.raises(NotFound):
            flow.gather(db, 99, DAY, by=SYSTEM)
    text = _text(day_sheet(sheet))
    assert "Na tento den není nic naplánováno." in text
    assert "Nic není naplánováno." in text


def test_what_is_off_or_unanswered_is_said_and_an_invitation_brings_its_gift(mayor: int) -> None:
    card = Card("Spolek", "Výročí", DAY, DAY, starts_at="15:00", gift="květina")
    with store.write() as db:
        off = event_actions.add(db, EventEntry("Ples", DAY, starts_at="19:00"), by=SYSTEM)
        actions.set_attendee(db, off, Attendee(mayor), by=SYSTEM)
        event_actions.step(db, off, "cancelled", "nemoc", by=SYSTEM)
        asked = event_actions.add(db, EventEntry("Křest", DAY, starts_at="17:00"), by=SYSTEM)
        actions.set_attendee(db, asked, Attendee(mayor), by=SYSTEM)
        one = actions.record(db, card, holder_id=mayor, by=SYSTEM)
        actions.decide(db, one, "accepted", by=SYSTEM)
        sheet = flow.gather(db, mayor, DAY, by=SYSTEM)
        before = flow.gather(db, mayor, DAY - dt.timedelta(days=1), by=SYSTEM)
    assert [(item.title, item.state, item.gift) for item in sheet.items] == [
        ("Výročí", "", "květina"),
        ("Křest", "účast zatím nepotvrzena", ""),
        ("Ples", "zrušeno", ""),
    ]
    assert before.tomorrow.endswith("15:00 Výročí")

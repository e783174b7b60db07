"""Material for the radio: from events in one step, in words, with seconds; the list for television."""

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from lib import clock, store
from lib.access import SYSTEM, User
from lib.errors import BadInput, Refused
from lib.events import Entry, outlets
from lib.events import actions as events
from lib.flows import press_sources
from lib.press.actions import radio as actions
from lib.press.queries import radio as queries
from lib.press.rules import radio as rules
from lib.press.rules.radio import Brief, Item

WEEK = Brief(dt.date(2026, 12, 7), dt.date(2026, 12, 13), dt.date(2026, 12, 3), "Jana Tichá", "500 000 101")


@pytest.fixture
def event(office: object, people: dict[str, User]) -> int:
    park = Entry(
        "3. ročník běhu", dt.date(2026, 12, 12), starts_at="10:00", ends_at="12:30", venue="Lipový park",
        summary="Běží se 5 km (od parku). Startovné je 120 Kč. Třetí věta.", contact="Eva, 500 000 100",
    )  # fmt: skip
    with store.write() as db:
        events.add(db, Entry("Návrh", dt.date(2026, 12, 8)), by=people["head"])
        events.add(db, Entry("Interní", dt.date(2026, 12, 8), public=False), state="confirmed", by=people["head"])
        return events.add(db, park, state="confirmed", by=people["head"])


def test_events_of_the_week_become_items_in_words(event: int, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    with store.write() as db:
        brief = actions.begin(db, WEEK, by=by)
        ((item_id, item),) = queries.brief(db, brief, by=by).items
        assert (item.headline, item.text) == (
            "Třetí ročník běhu", "Běží se pět kilometrů, od parku. Startovné je sto dvacet korun.",
        )  # fmt: skip
        assert item.happens == (
            "V sobotu dvanáctého prosince od deseti do dvanácti hodin třiceti minut, Lipový park"
        )  # fmt: skip
        assert actions.offered(db, brief, by=by).is_empty()
        assert rules.seconds([item], 2.3) == 12
        actions.add_item(db, brief, Item("Hosté z Rydułtow", "Přijedou v 9:00.", priority=1), by=by)
        assert actions.in_words(db, brief, by=by) == 1
        assert actions.in_words(db, brief, by=by) == 0
        db.conn.execute("insert into setting values ('press.pronunciations', '2020-01-01', ?, null)",
                        ('"Rydułtow = ryduutof"',))  # fmt: skip
        actions.hand_over(db, brief, by=by)
        pages = PdfReader(io.BytesIO(actions.paper(db, brief, by=by))).pages
        said = " ".join("\n".join(page.extract_text() for page in pages).replace("\u00a0", " ").split())
        assert said.index("Rydułtow") < said.index("ročník běhu"), "what must be read comes first"
        assert "Rydułtow [ryduutof]" in said
        assert "V sobotu dvanáctého prosince" in said
        assert outlets.of(db, event, by=by)["label"].to_list() == ["Podklad pro rozhlas"]
        for refused in (
            lambda: actions.hand_over(db, brief, by=by),
            lambda: actions.save_item(db, item_id, item, by=by),
            lambda: actions.remove_item(db, item_id, by=by),
            lambda: actions.save(db, brief, WEEK, 1, by=by),
        ):
            with pytest.raises(Refused):
                refused()
        actions.broadcast(db, brief, "radio.example/porad", by=by)
        kept = queries.brief(db, brief, by=by)
        assert (kept.state, kept.recording) == ("broadcast", "https://radio.example/porad")


def test_material_without_news_is_not_handed_over(event: int, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    with store.write() as db:
        brief = actions.begin(db, WEEK, with_events=False, by=by)
        with pytest.raises(Refused):
            actions.hand_over(db, brief, by=by)
        with pytest.raises(Refused):
            actions.broadcast(db, brief, by=by)
        assert actions.take_events(db, brief, [event], by=by) == 1
        ((item_id, _),) = queries.brief(db, brief, by=by).items
        actions.remove_item(db, item_id, by=by)
        with pytest.raises(BadInput):
            actions.add_item(db, brief, Item(" "), by=by)
        with pytest.raises(BadInput):
            actions.begin(db, Brief(WEEK.last, WEEK.first, WEEK.due), by=by)
        with pytest.raises(BadInput):
            actions.begin(db, Brief(WEEK.first, WEEK.last + dt.timedelta(days=90), WEEK.due), by=by)


def test_the_next_one_is_due_on_the_agreed_day(office: object, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    with store.write() as db:
        assert queries.missing(db, by=by) == dt.date(2026, 11, 26)
        suggested = queries.suggested(db, by=by)
        assert (suggested.first, suggested.last) == (dt.date(2026, 11, 30), dt.date(2026, 12, 6))
        actions.begin(db, suggested, by=by)
        assert queries.missing(db, by=by) is None
    with clock.fixed("2026-11-27T08:00:00+01:00"), store.write() as db:
        assert queries.missing(db, by=SYSTEM) == dt.date(2026, 12, 3)
        db.conn.execute("insert into setting values ('press.radio_weekday', '2020-01-01', '\"-\"', null)")
        assert queries.missing(db, by=SYSTEM) is None


def test_television_gets_the_events_of_a_month(event: int, people: dict[str, User]) -> None:
    with store.read() as db:
        paper = press_sources.month_for_television(db, dt.date(2026, 12, 1), by=people["spokesperson"])
        empty = press_sources.month_for_television(db, dt.date(2027, 2, 1), by=people["spokesperson"])
    said = " ".join(PdfReader(io.BytesIO(paper)).pages[0].extract_text().replace("\u00a0", " ").split())
    assert "3. ročník běhu" in said
    assert "Eva, 500 000 100" in said
    assert "Interní" not in said
    assert "Návrh" not in said
    assert "není nic naplánováno" in " ".join(PdfReader(io.BytesIO(empty)).pages[0].extract_text().split())

"""Today over the sample town: every kind of matter is there, each leads to an existing page."""

from pathlib import Path

import polars as pl

from lib import clock, jobs, store
from lib.access import SYSTEM, User
from lib.flows import sheet_sync, today
from lib.sheets import sources
from lib.ui import menu


def test_what_is_on_today_and_in_the_days_to_come(town: Path) -> None:
    with store.read() as db:
        week = today.week(db, by=SYSTEM)
    assert week.today.height >= 3
    assert week.ahead["starts_on"].min() > clock.today()  # type: ignore[operator]
    assert week.ahead["starts_on"].max().isoformat() == "2026-11-29"  # type: ignore[union-attr]
    assert week.holidays == {}


def test_from_friday_on_the_next_week_is_shown_too(town: Path) -> None:
    with clock.fixed("2026-12-18T08:00:00+01:00"), store.read() as db:
        week = today.week(db, by=SYSTEM)
    assert [day.isoformat() for day in week.holidays] == ["2026-12-24", "2026-12-25", "2026-12-26"]


def test_every_kind_of_matter_waits_and_leads_somewhere(town: Path) -> None:
    with store.read() as db:
        found = {
            "clash": today.clashes(db, by=SYSTEM),
            "stock": today.stock_matters(db, by=SYSTEM),
            "ads": today.ads_matters(db, by=SYSTEM),
            "sheets": today.sheet_matters(db, by=SYSTEM),
            "worker": today.worker_matters(db, by=SYSTEM),
        }
    assert all(found.values()), {kind: len(matters) for kind, matters in found.items()}
    for matter in (one for matters in found.values() for one in matters):
        assert menu.of(matter.page)
        assert matter.what
        assert matter.detail


def test_the_worst_comes_first(town: Path) -> None:
    with store.read() as db:
        tones = [matter.tone for matter in today.stock_matters(db, by=SYSTEM)]
    assert tones == sorted(tones, key=["late", "due"].index)
    assert tones[0] == "late"


def test_a_living_worker_is_no_matter(town: Path) -> None:
    with store.write() as db:
        jobs.beat(db, "0.1.0")
    with store.read() as db:
        assert today.worker_matters(db, by=SYSTEM) == []


def test_a_spreadsheet_that_cannot_be_read_is_late_and_says_why(town: Path, people_of_town: dict[str, User]) -> None:
    with store.read() as db:
        source = next(one for one in sources.watched(db) if one.sheet_kind == "ads.ads")
    (town / "shared" / source.location).write_bytes(b"%PDF-1.7 to neni tabulka")
    sheet_sync.sync_due()
    with store.read() as db:
        first = today.sheet_matters(db, by=people_of_town["reader"])[0]
    assert (first.tone, first.what) == ("late", source.name)
    assert "PDF" in first.detail or "tabulka" in first.detail


def test_an_empty_office_has_nothing_but_the_silent_worker(office: Path) -> None:
    with store.read() as db:
        week = today.week(db, by=SYSTEM)
        assert today.clashes(db, by=SYSTEM) == today.stock_matters(db, by=SYSTEM) == []
        assert today.ads_matters(db, by=SYSTEM) == today.sheet_matters(db, by=SYSTEM) == []
        assert len(today.worker_matters(db, by=SYSTEM)) == 1
    assert pl.concat([week.today, week.ahead]).is_empty()

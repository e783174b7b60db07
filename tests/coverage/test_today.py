"""What coverage puts on Today: what waits for me, and what did not come from others."""

from lib import clock, coverage, store
from lib.access import SYSTEM, User
from lib.flows import today_coverage
from tests.coverage.conftest import Event

People = dict[str, User]


def test_today_shows_mine_that_is_due_and_what_did_not_come(event: Event, people: People) -> None:
    editor, asked, late = people["editor"], event(), event("Bez fotografií", "2026-11-16")
    done = [event(f"Minulá {n}", "2026-11-1" + str(n)) for n in range(5)]
    accepted = event("Přijatá", "2026-12-05")
    with store.write() as db:
        coverage.assign(db, coverage.want(db, asked, "photo", by=SYSTEM), login="editor", by=SYSTEM)
        coverage.assign(db, coverage.want(db, late, "photo", by=SYSTEM), login="editor", by=editor)
        coverage.assign(db, coverage.want(db, accepted, "text", by=SYSTEM), login="editor", by=editor)
        for one in done:
            coverage.want(db, one, "text", by=SYSTEM)
        found = today_coverage.matters(db, "editor", by=editor)
    assert [(one.tone, one.what) for one in found[:2]] == [
        ("late", "Fotografie: Bez fotografií"),
        ("due", "Fotografie: Rozsvícení stromu"),
    ]
    assert [one.what for one in found[2:]] == [
        *(f"Článek: Minulá {n}" for n in range(4)),
        "1\u00a0další neodevzdaný výstup",
    ]
    assert found[0].query == {"kdo": "ja"}
    assert found[2].query == {"id": str(done[0]), "cast": "dokumentace"}
    with clock.fixed("2026-12-07T13:00+01:00"), store.read() as db:
        soon = today_coverage.matters(db, "editor", by=SYSTEM)
    assert ("due", "Článek: Přijatá") in [(one.tone, one.what) for one in soon]

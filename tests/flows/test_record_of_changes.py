"""The record of changes calls what it is about as the rooms do."""

import pytest

from lib import audit, store
from lib.access import SYSTEM
from lib.flows import record_of_changes
from tests.publishing.sample import keep, like


@pytest.mark.usefixtures("office")
def test_a_series_is_called_as_its_last_event_and_a_channel_by_its_kind() -> None:
    event = keep(like(title="Farmářské trhy"))
    with store.write() as db:
        (series,) = db.conn.execute(
            "insert into event_series (uid, rule, starts_on, filled_until, created_at, updated_at)"
            " values ('rada', 'FREQ=WEEKLY', '2026-11-28', '2028-11-28', '', '') returning id"
        ).fetchone()
        db.conn.execute("update event set series_id = ?, occurs_on = starts_on where id = ?", (series, event))
        audit.record(db, SYSTEM, "events.stop_series", f"event_series:{series}")
        audit.record(db, SYSTEM, "publishing.cancel", "story:1", {"channel": "wordpress"})
        found = record_of_changes.entries(db, by=SYSTEM).head(2).rows(named=True)
    assert found[0]["detail"] == "Kanál: Web (WordPress)"
    assert found[1]["called"] == "Farmářské trhy"

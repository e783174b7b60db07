"""The town's own outputs are counted as they stand at their addresses."""

import pytest

from lib import store
from lib.access import User
from lib.flows.own_outputs import own_outputs
from lib.publishing import Content, actions
from tests.publishing.sample import keep, like


@pytest.mark.usefixtures("office")
def test_entries_and_the_last_change(people: dict[str, User]) -> None:
    with store.read() as db:
        assert [(one.entries, one.changed_at) for one in own_outputs(db, by=people["head"])] == [(0, None)] * 3
    keep(like())
    with store.write() as db:
        story_id = actions.save(db, None, Content("Trh", texts={"web": "Trh je v sobotu."}), by=people["head"])
        actions.publish(db, story_id, by=people["head"])
    with store.read() as db:
        rss, atom, ics = own_outputs(db, by=people["head"])
        assert (rss.entries, rss.changed_at) == (atom.entries, atom.changed_at) == (1, "2026-11-23T07:00:00Z")
        assert (ics.path, ics.entries, ics.changed_at) == ("/feeds/akce.ics", 1, "2026-11-01T07:00:00Z")

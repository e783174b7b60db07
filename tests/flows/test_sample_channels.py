"""The made-up town has channels to look at, and none of them goes anywhere by itself."""

from pathlib import Path

from lib import outbox, store
from lib.access import SYSTEM
from lib.flows.sample_desk import channels


def test_channels_of_the_made_up_town_send_nothing_by_themselves(office: Path) -> None:
    for _ in range(2):
        with store.write() as db:
            channels.fill(db)
    with store.read() as db:
        found = outbox.channels(db, by=SYSTEM)
    assert len(found) == 6
    assert all(one.by_hand or not one.switched_on for one in found)

"""Two channels do not bear the same name: nobody could tell them apart where a post is sent."""

import unicodedata

import pytest

from lib import outbox, store
from lib.access import SYSTEM
from lib.errors import BadInput
from lib.flows import channel_desk
from lib.flows.channel_kinds import KINDS
from lib.store import Database

pytestmark = pytest.mark.usefixtures("office")
NAME = "Televize Podhůří"


def _add(db: Database, name: str) -> str:
    return channel_desk.add(db, KINDS["tv"], name, {}, {}, by=SYSTEM)


def _rename(db: Database, code: str, name: str) -> None:
    now = outbox.channel(db, code, by=SYSTEM)
    outbox.save_channel(db, code, KINDS["tv"], name, {}, {}, version=now.version, by=SYSTEM)


def test_a_second_one_of_the_name_is_refused() -> None:
    with store.write() as db:
        _add(db, NAME)
        for name in (NAME, " televize PODHŮŘÍ", "Televize \u00a0Podhůří", unicodedata.normalize("NFD", NAME)):
            with pytest.raises(BadInput, match="už má jiný kanál") as wrong:
                _add(db, name)
            assert wrong.value.field == "name"
        code = _add(db, "Televize Brázdov")
        with pytest.raises(BadInput, match="už má jiný kanál"):
            _rename(db, code, NAME)


def test_twins_of_old_are_saved_as_they_are_and_can_be_renamed() -> None:
    with store.write() as db:
        first, twin = _add(db, "Televize A"), _add(db, "Televize B")
        db.conn.execute("update channel set name = 'Televize A' where code = ?", (twin,))
        _rename(db, twin, "Televize A")
        _rename(db, first, "Televize C")
        assert {one.name for one in outbox.channels(db, by=SYSTEM)} >= {"Televize A", "Televize C"}


def test_a_channel_served_by_hand_comes_beside_one_of_its_name() -> None:
    with store.write() as db:
        db.conn.execute("delete from channel")
        _add(db, "Rádio")
        _add(db, "tisková  zpráva")
        channel_desk.served_by_hand(db)
        assert {"Rádio", "Rádio (radio)", "Tisková zpráva (press)"} <= {
            one.name for one in outbox.channels(db, by=SYSTEM)
        }

"""What Today says about events: each matter leads to the place where it is mended."""

import dataclasses
import datetime as dt

from lib import clock, stock, store
from lib.access import SYSTEM, User
from lib.events import Entry, actions, outlets, queries
from lib.flows import today_events
from lib.guests import actions as inviting
from lib.guests.queries import Details
from lib.guests.rules import Card as Guest
from lib.memorial import actions as memorial
from lib.stock import actions as cupboard
from lib.stock.rules import Card

DAY = dt.date(2026, 12, 12)


def told(on: str, by: User = SYSTEM) -> list[tuple[str, str]]:
    with clock.fixed(f"{on}T08:00:00+01:00"), store.read() as db:
        return [(one.word, one.query.get("cast", one.page)) for one in today_events.matters(db, by=by)]


def test_every_matter_has_its_place(office: object, people: dict[str, User]) -> None:
    by = people["head"]
    with store.write() as db:
        event = actions.add(db, Entry("Pietní akt", DAY, kind="memorial", starts_at="11:00"), state="confirmed", by=by)
        outlets.add_by_hand(db, event, "Plakáty", by=by)
        memorial.begin_script(db, event, by=by)
        guest = inviting.add(db, event, Guest("Jan Novák"), by=by)
        inviting.confirm_salutation(db, guest, "Vážený pane Nováku", by=by)
        inviting.invite(db, [guest], "post", by=by)
        inviting.save_details(db, Details(event, reply_by="2026-12-04"), by=by)
        mug = cupboard.add_item(db, Card("KER-01", "Hrnek"), by=by)
        cupboard.receive(db, mug, 50, to_place=1, by=by)
        stock.reserve(db, mug, 20, event_id=event, by=by)
    assert told("2026-11-24") == []
    with store.write() as db:
        entry = dataclasses.replace(queries.entry(db, event, by=by), starts_at="12:00")
        actions.edit(db, event, entry, started_from=queries.event(db, event, by=by).sequence, by=by)
        inviting.told(db, event, [guest], by=by)
    assert told("2026-12-11") == [
        ("opravit", "vysledek"),
        ("nepodepsáno", "pages/memorial/act.py"),
        ("čeká", "odpovedi"),
    ]
    with clock.fixed("2026-12-21T08:00:00+01:00"), store.write() as db:
        stock.release_past(db, by=SYSTEM)
    assert told("2026-12-21") == [("uvolněno", "darky")]
    assert told("2026-12-28") == [], "told for five days"

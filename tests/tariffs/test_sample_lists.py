"""The made-up town's lists: last year's has ended, this one holds, the next is a draft; a second run adds nothing."""

import datetime as dt

from lib import store
from lib.access import User
from lib.flows.sample_desk import price_lists
from lib.tariffs import queries
from lib.tariffs.records import Wanted
from lib.tariffs.rules import quote


def test_the_made_up_town_has_its_lists(people: dict[str, User]) -> None:
    for _ in range(2):
        with store.write() as db:
            price_lists.fill(db)
    by = people["reader"]
    with store.read() as db:
        found = queries.price_lists(db, by=by)
        now = queries.in_force(db, dt.date(2026, 11, 23), by=by)
    assert found["standing"].to_list() == ["draft", "in_force", "ended"]
    assert now is not None
    quarter = quote(now, Wanted("1/4", "organisation", issues=3))
    assert (quarter.without_vat, quarter.per_issue[0].without_vat) == (729_000, 243_000)
    assert quote(now, Wanted("RS", "person", text="Prodám kolo")).with_vat == 6_000

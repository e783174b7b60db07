"""What is missing for the weekend says each post once."""

import datetime as dt

from lib import store
from lib.access import User
from lib.publishing import actions, queries
from tests.publishing.sample import keep, like


def test_a_post_of_an_event_that_is_missing_is_not_said_twice(people: dict[str, User]) -> None:
    saturday, by = dt.date(2026, 11, 28), people["spokesperson"]
    event = keep(like())
    with store.write() as db:
        of_event = actions.add_idea(db, "Pozvánka", event_id=event, plan_on=saturday, by=by)
        alone = actions.add_idea(db, "O sobotě", plan_on=saturday, by=by)
        found = queries.missing_for_weekend(db, dt.date(2026, 11, 23), by=by)
    assert found.events["story_id"].to_list() == [of_event]
    assert found.stories["id"].to_list() == [alone]

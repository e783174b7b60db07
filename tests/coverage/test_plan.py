"""What is wanted, by when, what happens to it when the event moves or is called off."""

import datetime as dt

import pytest

from lib import clock, coverage, store
from lib.access import SYSTEM, User
from lib.coverage.actions import delivery, plan
from lib.coverage.actions import people as answers
from lib.coverage.queries import plan as queries
from lib.coverage.rules.plan import Delivered
from lib.errors import BadInput, Refused
from tests.coverage.conftest import Event

People = dict[str, User]
NOON = dt.datetime(2026, 11, 30, 12)


def rows(event_id: int, by: User) -> list[dict[str, object]]:
    with store.read() as db:
        return coverage.of(db, event_id, by=by).to_dicts()


def want(event_id: int, by: User, kind: str = "photo", intent: str = "intended", **more: object) -> int:
    with store.write() as db:
        return coverage.want(db, event_id, kind, intent, by=by, **more)  # type: ignore[arg-type]


def move(event_id: int, day: str, by: User, at: str = "17:00") -> list[tuple[int, str, str]]:
    with store.write() as db:
        db.conn.execute(
            "update event set starts_on = ?, ends_on = ?, starts_at = ? where id = ?", (day, day, at, event_id)
        )
        return coverage.replan(db, event_id, by=by)


def test_the_usual_terms_follow_working_days(event: Event, people: People) -> None:
    """Saturday's photographs are due on Monday noon, the article on Tuesday (duties §2.5)."""
    by, saturday = people["spokesperson"], event()
    want(saturday, by, "text")
    want(saturday, by)
    assert [(row["kind"], row["due_at"]) for row in rows(saturday, by)] == [
        ("text", dt.datetime(2026, 12, 1, 12)),
        ("photo", NOON),
    ]
    over_holiday = event("Silvestr", "2026-12-31")
    want(over_holiday, by)
    assert rows(over_holiday, by)[0]["due_at"] == dt.datetime(2027, 1, 4, 12)


def test_a_decision_changes_and_keeps_the_term_that_somebody_set(event: Event, people: People) -> None:
    by, one = people["spokesperson"], event()
    first = want(one, by, due_at=dt.datetime(2026, 11, 29, 9))
    assert want(one, by, intent="on_request", note="jen na výzvu") == first
    (row,) = rows(one, by)
    assert (row["state"], row["due_at"], row["note"]) == ("on_request", dt.datetime(2026, 11, 29, 9), "jen na výzvu")
    want(one, by, due_at=NOON)
    (row,) = rows(one, by)
    assert (row["due_given"], row["due_at"], row["note"]) == (0, NOON, "jen na výzvu")


@pytest.mark.parametrize(("kind", "intent"), [("smell", "intended"), ("photo", "maybe")])
def test_what_does_not_exist_is_refused(event: Event, people: People, kind: str, intent: str) -> None:
    with pytest.raises(BadInput):
        want(event(), people["spokesperson"], kind, intent)


def test_nothing_is_wanted_from_an_event_that_is_called_off(event: Event, people: People) -> None:
    with pytest.raises(Refused):
        want(event(state="cancelled"), people["spokesperson"])


def test_the_state_is_read_from_what_happened(event: Event, people: People) -> None:
    by, other, one = people["spokesperson"], people["editor"], event()
    photo = want(one, by)
    said = [rows(one, by)[0]["state"]]
    with store.write() as db:
        assigned = coverage.assign(db, photo, login="editor", by=by)
    said.append(rows(one, by)[0]["state"])
    with store.write() as db:
        answers.accept(db, assigned, by=other)
    said.append(rows(one, by)[0]["state"])
    with clock.fixed("2026-11-30T12:01+01:00"):
        said.append(rows(one, SYSTEM)[0]["state"])
    with store.write() as db:
        brought = delivery.deliver(db, photo, Delivered("", count=24), by=other)
    said.append(rows(one, by)[0]["state"])
    with store.write() as db:
        delivery.take_back(db, brought, "cizí fotografie", by=other)
    said.append(rows(one, by)[0]["state"])
    assert said == ["nobody", "offered", "accepted", "late", "delivered", "accepted"]


def test_a_move_takes_the_terms_along(event: Event, people: People) -> None:
    by, one = people["spokesperson"], event()
    photo = want(one, by)
    text = want(one, by, "text", due_at=dt.datetime(2026, 12, 3, 8))
    assert move(one, "2026-12-12", by) == [
        (photo, "2026-11-30 12:00", "2026-12-14 12:00"),
        (text, "2026-12-03 08:00", "2026-12-17 08:00"),
    ]
    with store.write() as db:
        assert coverage.replan(db, one, by=by) == []


def test_a_term_that_would_fall_on_a_free_day_waits(event: Event, people: People) -> None:
    by, one = people["spokesperson"], event(starts_on="2026-11-23")
    want(one, by, due_at=dt.datetime(2026, 11, 24, 8))
    assert move(one, "2026-12-23", by)[0][2] == "2026-12-28 08:00"


def test_whoever_accepted_another_time_is_asked_again(event: Event, people: People) -> None:
    by, one = people["spokesperson"], event()
    photo = want(one, by)
    with store.write() as db:
        coverage.assign(db, photo, login="spokesperson", by=by)
    assert rows(one, by)[0]["state"] == "accepted"
    move(one, "2026-11-28", by, at="15:00")
    assert rows(one, by)[0]["state"] == "offered"


def test_calling_an_event_off_leaves_what_was_delivered(event: Event, people: People) -> None:
    by, one = people["spokesperson"], event()
    photo, _ = want(one, by), want(one, by, "text")
    with store.write() as db:
        delivery.deliver(db, photo, Delivered("plakát"), by=by)
        assert coverage.drop_of(db, one, "vichřice", by=by) == 1
        assert coverage.drop_of(db, one, "vichřice", by=by) == 0
    assert [(row["state"], row["cancelled_because"]) for row in rows(one, by)] == [
        ("cancelled", "vichřice"),
        ("delivered", ""),
    ]
    want(one, by, "text")
    assert rows(one, by)[0]["state"] == "nobody"


def test_one_coverage_is_called_off_with_a_reason(event: Event, people: People) -> None:
    by, one = people["spokesperson"], event()
    photo = want(one, by)
    with store.write() as db:
        with pytest.raises(BadInput):
            plan.drop(db, photo, " ", by=by)
        plan.drop(db, photo, "fotí škola", by=by)
        with pytest.raises(Refused):
            plan.drop(db, photo, "podruhé", by=by)


def test_what_was_wanted_and_did_not_come_is_visible(event: Event, people: People) -> None:
    by = people["spokesperson"]
    late, closed = event(starts_on="2026-11-16"), event(starts_on="2026-11-22", state="closed")
    fine, off = event(starts_on="2026-11-16"), event(starts_on="2026-11-16")
    ahead, undecided = event(), event(starts_on="2026-11-16")
    for one in (late, closed, fine, off, ahead):
        want(one, by)
    want(undecided, by, intent="undecided")
    with store.write() as db:
        delivery.deliver(db, rows(fine, by)[0]["id"], Delivered("", link="https://foto.example/1"), by=by)  # type: ignore[arg-type]
        db.conn.execute("update event set state = 'cancelled' where id = ?", (off,))
    with store.read() as db:
        found = coverage.undelivered(db, by=by)
        nothing = queries.without_decision(db, dt.date(2026, 11, 16), dt.date(2026, 11, 22), by=by)
    assert set(found["event_id"]) == {late, closed}
    assert set(found["state"]) == {"late"}
    assert nothing["id"].to_list() == [undecided]


def test_who_covers_what_is_said_for_clashes(event: Event, people: People) -> None:
    by, one = people["spokesperson"], event()
    photo, text = want(one, by), want(one, by, "text")
    with store.write() as db:
        for coverage_id in (photo, text):
            coverage.assign(db, coverage_id, login="editor", by=by)
        coverage.assign(db, photo, name="Fotoklub", phone="602 000 000", by=by)
    with store.read() as db:
        found = coverage.assigned_between(db, dt.date(2026, 11, 28), dt.date(2026, 11, 28), by=by).rows()
    assert found == [("editor", "Petra Dlouhá", one)]

"""Who can come, who cannot and why, who answers, what is brought, and who may know why somebody is away."""

import datetime as dt

import pytest

from lib import audit, coverage, store
from lib.access import User
from lib.coverage.actions import absence, delivery
from lib.coverage.actions import people as answers
from lib.coverage.queries import people as asks
from lib.coverage.queries import plan as queries
from lib.coverage.rules.people import Absence
from lib.coverage.rules.plan import Delivered
from lib.errors import BadInput, NotFound, Refused
from tests.coverage.conftest import Event

People = dict[str, User]
SATURDAY = dt.date(2026, 11, 28)


@pytest.fixture
def photo(event: Event, people: People) -> int:
    """Photographs wanted from Saturday's event, 17:00–18:30 on the square."""
    on_square = event(venue="náměstí")
    with store.write() as db:
        return coverage.want(db, on_square, "photo", by=people["spokesperson"])


def assign(coverage_id: int, by: User, **more: object) -> int:
    with store.write() as db:
        return coverage.assign(db, coverage_id, by=by, **more)  # type: ignore[arg-type]


def away(login: str, by: User, **more: object) -> int:
    with store.write() as db:
        return absence.be_away(db, Absence(login, SATURDAY, SATURDAY, **more), by=by)  # type: ignore[arg-type]


def on(event_id: int, by: User) -> list[tuple[str, str]]:
    with store.read() as db:
        return list(queries.assignments(db, event_id, by=by).select("name", "state").iter_rows())


def test_somebody_is_asked_and_answers(photo: int, people: People) -> None:
    by, editor = people["spokesperson"], people["editor"]
    first = assign(photo, by, login="editor")
    with store.write() as db:
        with pytest.raises(Refused, match="Petra Dlouhá"):
            answers.accept(db, first, by=by)
        with pytest.raises(BadInput):
            answers.decline(db, first, "", by=editor)
        answers.decline(db, first, "vezu děti na zápas", by=editor)
        with pytest.raises(Refused):
            answers.accept(db, first, by=editor)
        with pytest.raises(NotFound):
            answers.accept(db, 99, by=editor)
    assert on(1, by) == [("Petra Dlouhá", "declined")]
    with store.read() as db:
        assert coverage.of(db, 1, by=by)["state"].item() == "declined"


def test_who_takes_it_for_himself_has_accepted(photo: int, people: People) -> None:
    assign(photo, people["editor"], login="editor")
    assert on(1, people["editor"]) == [("Petra Dlouhá", "accepted")]
    with pytest.raises(Refused, match="už"):
        assign(photo, people["spokesperson"], login="editor")


def test_somebody_outside_needs_a_phone_or_an_address(photo: int, people: People) -> None:
    by = people["spokesperson"]
    with pytest.raises(BadInput):
        assign(photo, by, name=" ", phone="602")
    with pytest.raises(BadInput, match="Fotoklub"):
        assign(photo, by, name="Fotoklub")
    club = assign(photo, by, name="Fotoklub", phone="602 000 000")
    with store.write() as db:
        answers.accept(db, club, by=people["editor"])
        answers.release(db, club, by=by)
    assert on(1, by) == [("Fotoklub", "released")]


def test_a_reader_and_a_stranger_cannot_be_sent(photo: int, people: People) -> None:
    for login in ("reader", "nikdo"):
        with pytest.raises(BadInput):
            assign(photo, people["spokesperson"], login=login)


def test_somebody_away_is_a_warning_with_who_is_free(photo: int, people: People) -> None:
    by = people["spokesperson"]
    away("editor", by, reason="illness")
    with pytest.raises(Refused, match=r"Petra Dlouhá.*Volno mají: .*Jana Tichá") as refused:
        assign(photo, by, login="editor")
    assert "Petra" not in str(refused.value).partition("Volno")[2]
    assign(photo, by, login="editor", aware=True)


@pytest.mark.parametrize(
    ("hours", "free"),
    [(("00:00", "12:00"), True), (("12:00", "23:59"), False), (("18:30", "20:00"), True), (("16:00", "17:01"), False)],
)
def test_hours_away_count_only_while_the_event_lasts(
    photo: int, people: People, hours: tuple[str, str], free: bool
) -> None:
    away("editor", people["editor"], starts_at=hours[0], ends_at=hours[1])
    with store.read() as db:
        assert ("editor" not in asks.obstacles(db, 1, by=people["editor"])) is free


@pytest.mark.parametrize(
    ("starts", "ends", "venue", "free"),
    [
        ("15:00", "16:30", "Dům kultury", True),
        ("15:00", "16:31", "Dům kultury", False),
        ("15:00", "17:00", "náměstí", True),
        ("15:00", "17:01", "náměstí", False),
        ("18:59", "20:00", "", False),
        ("19:00", "20:00", "", True),
        ("15:30", None, "náměstí", False),
        (None, None, "Dům kultury", True),
    ],
)
def test_nobody_is_at_two_places_the_way_included(
    photo: int, event: Event, people: People, starts: str | None, ends: str | None, venue: str, free: bool
) -> None:
    """The way takes 30 minutes, none within one venue; an event without an end lasts two hours."""
    by = people["spokesperson"]
    other = event("Výstava", "2026-11-28", starts, ends, venue=venue)
    with store.write() as db:
        coverage.assign(db, coverage.want(db, other, "text", by=by), login="editor", by=by)
    if free:
        assign(photo, by, login="editor")
        return
    with pytest.raises(Refused, match="Výstava"):
        assign(photo, by, login="editor", aware=True)
    assign(photo, by, login="editor", despite="jen otevření")


def test_photographs_and_text_of_one_event_go_together(photo: int, people: People) -> None:
    by = people["spokesperson"]
    with store.write() as db:
        coverage.assign(db, coverage.want(db, 1, "text", by=by), login="editor", by=by)
        coverage.assign(db, photo, login="editor", by=by)


def test_deliveries_add_up_and_belong_to_whom_they_should(photo: int, people: People) -> None:
    by, editor = people["spokesperson"], people["editor"]
    assign(photo, by, login="editor")
    with store.write() as db:
        delivery.deliver(db, photo, Delivered("výběr", "https://foto.example/1", 24), by=by)
        delivery.deliver(db, photo, Delivered("", count=6, author="Fotoklub", licence="consent"), by=editor)
    with store.read() as db:
        row = coverage.of(db, 1, by=by).row(0, named=True)
        brought = queries.deliveries(db, 1, by=by).select("author", "count", "delivered_by").rows()
        assert queries.mine(db, "editor", by=by).is_empty()
    assert (row["state"], row["deliveries"], row["pieces"]) == ("delivered", 2, 30)
    assert brought == [("Fotoklub", 6, "editor"), ("Petra Dlouhá", 24, "spokesperson")]


@pytest.mark.parametrize(
    "wrong", [Delivered(" "), Delivered("", link="cosi"), Delivered("foto", count=0), Delivered("foto", licence="x")]
)
def test_a_delivery_says_something(photo: int, people: People, wrong: Delivered) -> None:
    with store.write() as db, pytest.raises(BadInput):
        delivery.deliver(db, photo, wrong, by=people["editor"])


def test_a_delivery_is_taken_back_only_with_a_reason(photo: int, people: People) -> None:
    by = people["editor"]
    with store.write() as db:
        brought = delivery.deliver(db, photo, Delivered("foto"), by=by)
        with pytest.raises(BadInput):
            delivery.take_back(db, brought, "", by=by)
        delivery.take_back(db, brought, "jiná akce", by=by)
        with pytest.raises(NotFound):
            delivery.take_back(db, brought, "znovu", by=by)


def test_my_assignments_are_those_that_wait_for_me(photo: int, event: Event, people: People) -> None:
    by, editor = people["spokesperson"], people["editor"]
    first = assign(photo, by, login="editor")
    postponed = event("Odložená", "2026-12-05", state="postponed")
    with store.write() as db:
        off = coverage.want(db, postponed, "text", by=by)
        coverage.assign(db, off, login="editor", by=by)
    with store.read() as db:
        mine = queries.mine(db, "editor", by=editor)
        nothing = queries.mine(db, "storekeeper", by=editor)
    assert mine.select("assignment_id", "answer", "title").rows() == [(first, "offered", "Rozsvícení stromu")]
    assert nothing.is_empty()


def test_why_somebody_is_away_is_for_him_and_the_head(people: People) -> None:
    recorded = away("editor", people["secretary"], reason="illness")
    with store.read() as db:
        seen = {
            role: asks.absences(db, SATURDAY, SATURDAY, by=people[role])["reason"].item()
            for role in ("editor", "head", "secretary", "reader")
        }
        kept = audit.history(db, f"absence:{recorded}")
    assert seen == {"editor": "illness", "head": "illness", "secretary": None, "reader": None}
    assert "illness" not in str(kept)


def test_an_absence_is_taken_back_by_those_whom_it_concerns(people: People) -> None:
    recorded = away("editor", people["secretary"])
    with store.write() as db:
        with pytest.raises(Refused):
            absence.be_back(db, recorded, by=people["storekeeper"])
        with pytest.raises(Refused):
            absence.be_away(db, Absence("editor", SATURDAY, SATURDAY), by=people["editor"])
        absence.be_back(db, recorded, by=people["editor"])
        with pytest.raises(NotFound):
            absence.be_back(db, recorded, by=people["editor"])


@pytest.mark.parametrize(
    "wrong",
    [
        Absence("editor", SATURDAY, SATURDAY - dt.timedelta(days=1)),
        Absence("editor", SATURDAY, SATURDAY, "10:00", None),
        Absence("editor", SATURDAY, SATURDAY, "10:00", "10:00"),
        Absence("editor", SATURDAY, SATURDAY + dt.timedelta(days=1), "10:00", "11:00"),
        Absence("editor", SATURDAY, SATURDAY, reason="lenost"),
        Absence("reader", SATURDAY, SATURDAY),
    ],
)
def test_an_absence_makes_sense(people: People, wrong: Absence) -> None:
    with store.write() as db, pytest.raises(BadInput):
        absence.be_away(db, wrong, by=people["head"])

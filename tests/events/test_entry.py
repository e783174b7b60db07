"""What a person fills in about an event: what is refused beside which field, what is kept as it was meant."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import store
from lib.access import SYSTEM
from lib.czech import dates
from lib.errors import BadInput
from lib.events import Attendee, Entry, actions, queries
from lib.events.entry import plain, read_entry, tidy
from lib.events.rules import KINDS
from tests.events.sample import SATURDAY, entered, entry, holder, like, one

SUNDAY = SATURDAY + dt.timedelta(days=1)
SPRING, AUTUMN = dt.date(2026, 3, 29), dt.date(2026, 10, 25)


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"title": "  "}, "title", "název"),
        ({"kind": "party"}, "kind", "druh"),
        ({"calendar": "mine"}, "calendar", "kalendář"),
        ({"ends_on": dt.date(2026, 12, 11)}, "ends_on", "dřív než první den"),
        ({"ends_at": "16:00"}, "ends_at", "následující"),
        ({"ends_at": "17:00"}, "ends_at", "následující"),
        ({"starts_at": None}, "starts_at", "konec bez začátku"),
        ({"starts_at": "25:00"}, "starts_at", "25:00"),
        ({"ends_at": "večer"}, "ends_at", "večer"),
        ({"starts_at": "17:00–18:00"}, "starts_at", "jeden čas"),
        ({"all_day": True}, "all_day", "nemá hodiny"),
        ({"starts_on": SPRING, "starts_at": "02:30", "ends_at": None}, "starts_at", "2:30"),
        ({"starts_on": dt.date(2026, 3, 28), "ends_on": SPRING, "ends_at": "02:30"}, "ends_at", "2:30"),
        ({"summary": "x" * 301}, "summary", "301"),
        ({"organiser_ico": "99000017"}, "organiser_ico", "99000017"),
        ({"organiser": "", "organiser_ico": "99000016"}, "organiser", "bez názvu"),
        ({"web": "javascript:alert(1)"}, "web", "javascript"),
        ({"web": "někde na webu"}, "web", "někde"),
        ({"picture": "a.jpg"}, "picture_alt", "obrázek"),
        ({"publish_to": ("letter",)}, "publish_to", "zveřejnit"),
        ({"attendees": (Attendee(1), Attendee(1))}, "attendees", "dvakrát"),
        ({"attendees": (Attendee(1, "maybe"),)}, "attendees", "odpověděl"),
        ({"attendees": (Attendee(1, "deputy"),)}, "attendees", "místo"),
        ({"attendees": (Attendee(1, "deputy", deputy_id=1),)}, "attendees", "místo"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(changes: dict[str, Any], field: str, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        tidy(like(**changes))
    assert refused.value.field == field
    assert says in str(refused.value).replace("\u00a0", " ")


def test_a_party_over_midnight_ends_on_the_next_day() -> None:
    kept = tidy(like(starts_at="20:00", ends_at="2:00", ends_on=SUNDAY))
    assert (kept.starts_at, kept.ends_at, kept.ends_on) == ("20:00", "02:00", SUNDAY)


def test_a_time_that_comes_twice_is_the_first_one() -> None:
    kept = tidy(like(starts_on=AUTUMN, starts_at="02:30", ends_at=None))
    assert dates.wall(kept.starts_on, str(kept.starts_at)).isoformat() == "2026-10-25T02:30:00+02:00"


def test_what_was_left_open_is_what_is_usual_of_the_kind() -> None:
    usual = {kind: (kept.calendar, kept.public) for kind in KINDS for kept in [tidy(like(kind=kind))]}
    assert usual["memorial"] == ("memorial", True)
    assert usual["visit"] == ("leadership", False)
    assert usual["ceremony"] == ("ceremonies", False)
    assert usual["culture_house"] == ("culture_house", True)
    assert usual["school"] == ("town", True)
    kept = tidy(like(kind="visit", calendar="town", public=True))
    assert (kept.calendar, kept.public) == ("town", True)


def test_words_are_kept_without_loose_spaces() -> None:
    kept = tidy(like(title=" Rozsvícení \n stromu ", description=" první\nřádek ", web="www.brazdov.example/a"))
    assert (kept.title, kept.description) == ("Rozsvícení stromu", "první\nřádek")
    assert kept.web == "https://www.brazdov.example/a"


times = st.none() | st.times().map(lambda at: f"{at:%H:%M}")
days = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))


@given(days, st.none() | days, times, times, st.booleans())
def test_whatever_is_let_through_begins_before_it_ends(
    first: dt.date, last: dt.date | None, starts_at: str | None, ends_at: str | None, all_day: bool
) -> None:
    try:
        kept = tidy(Entry("Akce", first, ends_on=last, starts_at=starts_at, ends_at=ends_at, all_day=all_day))
    except BadInput:
        return
    assert kept.last_day >= kept.starts_on
    if kept.starts_at and kept.ends_at:
        assert (kept.last_day, kept.ends_at) > (kept.starts_on, kept.starts_at)
    assert tidy(kept) == kept


def test_an_event_is_read_back_as_it_was_entered(office: Path) -> None:
    mayor, deputy = holder(), holder("Petr Starý", "místostarosta", 20)
    with store.write() as db:
        db.conn.execute("insert into user (login, name, created_at) values ('jana', 'Jana', '2026-01-01T00:00:00Z')")
    wanted = like(
        kind="memorial", organiser_ico="99000016", co_organisers="Sokol", summary="Krátce", description="Dlouze",
        audience="veřejnost", for_children=False, admission="zdarma", contact="500 000 100", patronage="starostka",
        attendees=(Attendee(mayor, "deputy", True, deputy, "omluví se"), Attendee(deputy)), web="https://b.example",
        publish_to=("web", "sms"), paper_issue="12/2026", public=False, picture="a.jpg", picture_alt="Strom",
        picture_credit="J. Tichá", responsible="jana", deputy="jana", note="ozvučení",
    )  # fmt: skip
    event_id = entered(**{name: value for name, value in vars(wanted).items() if value is not None})
    assert entry(event_id) == tidy(wanted)
    kept = one(event_id)
    assert (kept.uid, kept.code, kept.sequence, kept.state) == (f"akce-{event_id}@brazdov.example", None, 0, "proposed")
    with store.read() as db:
        attending = queries.attendees(db, event_id, by=SYSTEM)
        answers = queries.attendance(db, SATURDAY, SATURDAY, by=SYSTEM)
    assert attending.select("name", "answer", "deputy").rows() == [
        ("Jana Nová", "deputy", "Petr Starý"), ("Petr Starý", "asked", None),
    ]  # fmt: skip
    assert answers.select("event_id", "holder_id", "answer", "speaks").rows() == [
        (event_id, mayor, "deputy", True),
        (event_id, deputy, "asked", False),
    ]


def test_somebody_unknown_is_refused_beside_the_field(office: Path) -> None:
    for field, value in [("responsible", "nikdo"), ("deputy", "nikdo"), ("attendees", (Attendee(77),))]:
        with store.write() as db, pytest.raises(BadInput) as refused:
            actions.add(db, like(**{field: value}), by=SYSTEM)
        assert refused.value.field == field


def test_a_venue_is_one_however_it_is_spelled(office: Path) -> None:
    first, second = entered(), entered(venue="nám. Svobody")
    assert one(first).venue_id == one(second).venue_id
    assert one(second).venue == "náměstí Svobody"


def test_a_template_remembers_how_long_an_event_lasts() -> None:
    wanted = tidy(like(ends_on=SUNDAY, publish_to=("web",), attendees=(Attendee(3, speaks=True),)))
    later = dt.date(2027, 12, 11)
    again = read_entry(plain(wanted) | {"forgotten": 1}, later)
    assert again.ends_on == later + dt.timedelta(days=1)
    assert tidy(again).attendees == wanted.attendees
    assert (again.publish_to, again.title) == (("web",), wanted.title)

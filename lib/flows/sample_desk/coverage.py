"""Coverage of the made-up office: who brings what from the events around today, who is away, a contract with TV."""

import datetime as dt

from lib import access, clock, store
from lib.access import User
from lib.accounts import DEMO_PEOPLE
from lib.coverage.actions import absence, delivery, people, plan, television
from lib.coverage.queries import people as asks
from lib.coverage.queries import television as ordered
from lib.coverage.rules.people import Absence
from lib.coverage.rules.plan import Delivered
from lib.coverage.rules.television import Contract
from lib.czech import dates
from lib.store import Database

KINDS = ("town", "culture_house", "memorial", "club")
BACK, AHEAD = 6, 8
"""How many events behind and ahead of today are planned."""
TEAM = ("spokesperson", "editor", "secretary")
EDITOR_OF_TV = "Radka Malíková"


def fill(db: Database) -> None:
    """By the spokesperson, answered by those whom she asks. A second run changes nothing."""
    if store.scalar(db, "select 1 from coverage"):
        return
    team = [one for role in TEAM if (one := access.user(db, DEMO_PEOPLE[role][0]))]
    if len(team) < len(TEAM):
        return
    _away(db, team)
    for place, event_id in enumerate(_events(db, "<", "desc", BACK)):
        _past(db, event_id, place, team)
    coming = _events(db, ">=", "asc", AHEAD)
    for place, event_id in enumerate(coming):
        _coming(db, event_id, place, team)
    _television(db, team[0])


def _away(db: Database, team: list[User]) -> None:
    head, (_, editor, secretary) = access.user(db, DEMO_PEOPLE["head"][0]), team
    today = clock.today()
    leave = dates.add_working_days(today, 6)
    absence.be_away(db, Absence(editor.login, leave, leave + dt.timedelta(days=1), reason="holiday"), by=editor)
    trip = dates.next_working_day(today)
    hours = Absence(secretary.login, trip, trip, "00:00", "12:00", "business_trip")
    absence.be_away(db, hours, by=secretary)
    if head:
        month = dates.add_working_days(today, 15)
        absence.be_away(db, Absence(head.login, month, month, reason="other"), by=head)


def _events(db: Database, side: str, order: str, most: int) -> list[int]:
    marks = ", ".join("?" * len(KINDS))
    found = store.rows(
        db,
        f"select id from event where kind in ({marks}) and ends_on = starts_on and starts_on {side} ?"
        f" and state not in ('cancelled', 'postponed', 'proposed') order by starts_on {order}, id limit ?",
        (*KINDS, clock.today().isoformat(), most),
    )
    return [row["id"] for row in found]


def _past(db: Database, event_id: int, place: int, team: list[User]) -> None:
    """Photographs of all, articles of most; the second event from today is still without its article."""
    planner = team[0]
    if place == 3:
        return  # nobody decided about this one
    for kind in ("photo", "text") if place != 4 else ("photo",):
        coverage_id = plan.want(db, event_id, kind, by=planner)
        person = _somebody(db, event_id, coverage_id, team[place % 2], planner)
        if person and not (kind == "text" and place == 1):
            what = (
                Delivered("výběr do galerie", count=18 + 7 * place) if kind == "photo" else Delivered("článek na web")
            )
            delivery.deliver(db, coverage_id, what, by=person)


def _coming(db: Database, event_id: int, place: int, team: list[User]) -> None:
    planner, editor, secretary = team
    if place in (4, 7):
        return
    photo = plan.want(db, event_id, "photo", by=planner)
    text = plan.want(db, event_id, "text", "intended" if place < 6 else "undecided", by=planner)
    if place == 2:
        outside = people.assign(db, photo, name="Fotoklub Brázdov", phone="+420 602 000 310", by=planner)
        people.accept(db, outside, by=planner)
        plan.want(db, event_id, "radio", "on_request", by=planner)
    elif place == 3:
        asked = _ask(db, event_id, photo, secretary, planner)
        if asked:
            people.decline(db, asked, "mám v tu dobu obřad", by=secretary)
    elif place < 6:
        _somebody(db, event_id, photo, editor if place % 2 else planner, planner)
    if place in (0, 1):
        _ask(db, event_id, text, editor, planner)


def _ask(db: Database, event_id: int, coverage_id: int, person: User, planner: User) -> int | None:
    """The assignment, unless the person has no time then."""
    if person.login in asks.in_the_way(db, event_id):
        return None
    return people.assign(db, coverage_id, login=person.login, by=planner)


def _somebody(db: Database, event_id: int, coverage_id: int, person: User, planner: User) -> User | None:
    """The person once he or she has accepted, unless there is no time then."""
    asked = _ask(db, event_id, coverage_id, person, planner)
    if asked is None:
        return None
    if person.login != planner.login:
        people.accept(db, asked, by=person)
    return person


def _television(db: Database, by: User) -> None:
    """A contract for this year and the next, one report confirmed and one ordered as far ahead as television wants."""
    today = clock.today()
    agreed = Contract(
        "Televize Podhůří", today.replace(month=1, day=1), today.replace(year=today.year + 1, month=12, day=31), 120,
        price_note="5 100 Kč za reportáž do 120 s", contact="redakce", email="redakce@tv-podhuri.example",
        phone="+420 500 000 900",
    )  # fmt: skip
    contract_id = television.save_contract(db, agreed, by=by)
    since = (today + dt.timedelta(days=7)).isoformat()
    until = (today + dt.timedelta(days=60)).isoformat()
    found = store.rows(
        db,
        "select id from event where kind in ('town', 'memorial') and state = 'confirmed' and starts_on between ? and ?"
        " order by starts_on, id limit 3",
        (since, until),
    )
    for place, row in enumerate(found):
        order = ordered.from_event(db, row["id"], by=by)
        request_id = television.draft(db, order, contract_id, by=by)
        if place < 2:
            television.send(db, request_id, by=by)
        if place == 0:
            television.confirm(db, request_id, EDITOR_OF_TV, by=by)

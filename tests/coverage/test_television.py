"""The contract's counter, the way of a request, and its paper."""

import dataclasses
import datetime as dt
import threading

import pytest

from lib import clock, coverage, store
from lib.access import SYSTEM, User
from lib.coverage.actions import television as tv
from lib.coverage.queries import television as queries
from lib.coverage.rules import television as rules
from lib.coverage.rules.television import Contract, Order
from lib.errors import BadInput, NotFound, OfficeError, Refused
from lib.events import Entry, outlets
from lib.events import actions as events
from tests.coverage.conftest import Event
from tests.paper import printed

People = dict[str, User]
AGREED = Contract("TV Beskyd", dt.date(2026, 1, 1), dt.date(2026, 12, 31), 2, email="redakce@tv.example")
ADVENT = Order("Rozsvícení stromu", dt.date(2026, 12, 5), "17:00")


@pytest.fixture
def contract(people: People) -> int:
    with store.write() as db:
        return tv.save_contract(db, AGREED, by=people["spokesperson"])


def drafted(order: Order = ADVENT) -> int:
    with store.write() as db:
        return tv.draft(db, order, by=SYSTEM)


def sent(order: Order = ADVENT, **more: object) -> int:
    request_id = drafted(order)
    with store.write() as db:
        tv.send(db, request_id, by=SYSTEM, **more)  # type: ignore[arg-type]
    return request_id


def counted() -> tuple[int, int, int]:
    with store.read() as db:
        counter = queries.counter(db, 1, by=SYSTEM)
    return counter.used, counter.held, counter.left


def test_the_counter_says_used_held_and_left(contract: int) -> None:
    seen = [counted()]
    first, second = sent(), sent()
    seen.append(counted())
    with store.write() as db:
        tv.confirm(db, first, "Alena Ráčková", by=SYSTEM)
        tv.refuse(db, second, "nemají štáb", by=SYSTEM)
    seen.append(counted())
    with store.write() as db:
        tv.shot(db, first, by=SYSTEM)
    seen.append(counted())
    with store.write() as db:
        tv.broadcast(db, first, on=clock.today(), seconds=102, link="https://tv.example/1", by=SYSTEM)
    seen.append(counted())
    assert seen == [(0, 0, 2), (0, 2, 0), (1, 0, 1), (1, 0, 1), (1, 0, 1)]


def test_two_who_send_the_last_report_at_once_do_not_both_get_it(contract: int) -> None:
    sent()
    waiting = [drafted(), drafted()]
    gate, ends = threading.Barrier(2), []

    def send(request_id: int) -> None:
        gate.wait()
        try:
            with clock.fixed("2026-11-23T08:00+01:00"), store.write() as db:
                ends.append(tv.send(db, request_id, by=SYSTEM))
        except Refused as refused:
            ends.append(refused.field)

    threads = [threading.Thread(target=send, args=(one,)) for one in waiting]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(map(str, ends)) == ["TV-2026-002", "over_by"]
    assert counted() == (0, 2, 0)


def test_one_over_the_contract_is_allowed_by_name(contract: int) -> None:
    sent(), sent()
    with pytest.raises(Refused) as refused:
        sent()
    assert refused.value.field == "over_by"
    over = sent(over_by="Karel Hora")
    with store.read() as db:
        assert queries.request(db, over, by=SYSTEM).over_by == "Karel Hora"


@pytest.mark.parametrize(("day", "aware", "short"), [("2026-11-30", False, 0), ("2026-11-29", True, 1)])
def test_short_notice_must_be_known(contract: int, day: str, aware: bool, short: int) -> None:
    """Seven days ahead: Monday 30 November is just in time, the day before is not."""
    order = dataclasses.replace(ADVENT, shoot_on=dt.date.fromisoformat(day))
    if short:
        with pytest.raises(Refused) as refused:
            sent(order)
        assert refused.value.field == "aware"
    request_id = sent(order, aware=aware)
    with store.read() as db:
        assert queries.request(db, request_id, by=SYSTEM).short_notice == short


def test_a_past_day_cannot_be_ordered(contract: int) -> None:
    with pytest.raises(Refused):
        sent(dataclasses.replace(ADVENT, shoot_on=dt.date(2026, 11, 22)), aware=True)


@pytest.mark.parametrize(
    ("first", "last", "day", "year"),
    [
        ("2026-01-01", "2026-12-31", "2026-12-31", ("2026-01-01", "2026-12-31")),
        ("2025-04-01", "2027-03-31", "2026-03-31", ("2025-04-01", "2026-03-31")),
        ("2025-04-01", "2027-03-31", "2026-04-01", ("2026-04-01", "2027-03-31")),
        ("2025-04-01", "2026-06-30", "2026-05-01", ("2026-04-01", "2026-06-30")),
        ("2024-02-29", "2028-12-31", "2026-02-28", ("2025-03-01", "2026-02-28")),
    ],
)
def test_the_year_of_a_contract(first: str, last: str, day: str, year: tuple[str, str]) -> None:
    found = rules.year_of(*map(dt.date.fromisoformat, (first, last, day)))
    assert tuple(map(str, found)) == year


def test_a_day_without_a_contract_is_refused(contract: int, people: People) -> None:
    with pytest.raises(Refused):
        drafted(dataclasses.replace(ADVENT, shoot_on=dt.date(2027, 1, 1)))
    with store.write() as db, pytest.raises(Refused):
        tv.draft(db, dataclasses.replace(ADVENT, shoot_on=dt.date(2027, 1, 1)), contract, by=SYSTEM)


@pytest.mark.parametrize(
    "wrong",
    [
        dataclasses.replace(AGREED, television=" "),
        dataclasses.replace(AGREED, reports=0),
        dataclasses.replace(AGREED, last_on=dt.date(2025, 1, 1)),
    ],
)
def test_a_contract_makes_sense(people: People, wrong: Contract) -> None:
    with store.write() as db, pytest.raises(BadInput):
        tv.save_contract(db, wrong, by=people["head"])


def test_steps_out_of_order_and_without_words_are_refused(contract: int) -> None:
    one = drafted()
    with store.write() as db:
        for step in (lambda: tv.shot(db, one, by=SYSTEM), lambda: tv.confirm(db, one, "x", by=SYSTEM)):
            with pytest.raises(Refused):
                step()
        tv.send(db, one, by=SYSTEM)
        for step in (
            lambda: tv.confirm(db, one, " ", by=SYSTEM),
            lambda: tv.cancel(db, one, "", by=SYSTEM),
            lambda: tv.draft(db, Order(" ", ADVENT.shoot_on), by=SYSTEM),
        ):
            with pytest.raises(BadInput):
                step()
        tv.confirm(db, one, "Alena", by=SYSTEM)
        with pytest.raises(BadInput):
            tv.broadcast(db, one, on=dt.date(2026, 12, 6), by=SYSTEM)
        tv.cancel(db, one, "sněhová kalamita", by=SYSTEM)
        with pytest.raises(Refused):
            tv.edit(db, one, ADVENT, by=SYSTEM)
        with pytest.raises(NotFound):
            tv.shot(db, 99, by=SYSTEM)


def test_a_sent_request_that_changes_says_so(contract: int) -> None:
    one = sent()
    with store.write() as db:
        with pytest.raises(Refused):
            tv.edit(db, one, dataclasses.replace(ADVENT, shoot_on=dt.date(2026, 11, 24)), by=SYSTEM)
        tv.edit(db, one, dataclasses.replace(ADVENT, shoot_at="16:30"), by=SYSTEM)
    with store.read() as db:
        request = queries.request(db, one, by=SYSTEM)
        (page,) = printed.pages(tv.paper(db, one, by=SYSTEM))
    assert (request.version, request.shoot_at) == (2, "16:30")
    assert "so 5. 12. 2026, 16:30" in page
    assert "verze 2" in page


def test_a_request_from_an_event_is_filled_in_and_its_report_is_a_delivery(
    contract: int, event: Event, people: People
) -> None:
    one = event(starts_on="2026-12-05", venue="náměstí Svobody")
    with store.write() as db:
        db.conn.execute(
            "update event set contact = 'Eva Krátká, +420 602 000 111', summary = 'Průvod a zpěv' where id = ?", (one,)
        )
        db.conn.execute(
            "insert into office_holder (name, title_before, office, rank, valid_from, created_at)"
            " values ('Marie Nová', 'Mgr.', 'starostka', 1, '2026-01-01', '')"
        )
        db.conn.execute("insert into event_attendee (event_id, holder_id, speaks) values (?, 1, 1)", (one,))
        order = queries.from_event(db, one, by=people["reader"])
        assert order == Order(
            "Rozsvícení stromu", dt.date(2026, 12, 5), "17:00", "Rozsvícení stromu", one, "náměstí Svobody", "",
            "Eva Krátká", "+420 602 000 111", "Mgr. Marie Nová", "starostka", what="Průvod a zpěv",
        )  # fmt: skip
        request_id = tv.draft(db, order, by=people["spokesperson"])
        said = [coverage.of(db, one, by=SYSTEM).select("state", "assignees").row(0)]
        tv.send(db, request_id, by=people["spokesperson"])
        said.append(coverage.of(db, one, by=SYSTEM).select("state", "assignees").row(0))
        tv.confirm(db, request_id, "Alena", by=people["spokesperson"])
        said.append(coverage.of(db, one, by=SYSTEM).select("state", "assignees").row(0))
    assert said == [("nobody", ""), ("offered", "TV Beskyd"), ("accepted", "TV Beskyd")]
    with clock.fixed("2026-12-07T08:00+01:00"), store.write() as db:
        for views in (None, 812):
            tv.broadcast(db, request_id, on=dt.date(2026, 12, 6), link="https://tv.example/2", views=views, by=SYSTEM)
        (row,) = coverage.of(db, one, by=SYSTEM).to_dicts()
        assert queries.request(db, request_id, by=SYSTEM).views == 812
    assert (row["kind"], row["state"], row["deliveries"]) == ("tv", "delivered", 1)


def test_an_event_that_moves_or_falls_shows_its_request(contract: int, event: Event) -> None:
    one = event(starts_on="2026-12-05")
    request_id = sent(dataclasses.replace(ADVENT, event_id=one))
    with store.write() as db:
        assert not queries.requests_of(db, one, by=SYSTEM)["off_day"].item()
        db.conn.execute("update event set starts_on = '2026-12-12', ends_on = '2026-12-12' where id = ?", (one,))
        assert queries.requests_of(db, one, by=SYSTEM)["off_day"].item()
        assert coverage.drop_of(db, one, "vichřice", by=SYSTEM) == 2
        assert queries.request(db, request_id, by=SYSTEM).state == "cancelled"
    assert counted() == (0, 0, 2)


def told(event_id: int) -> list[tuple[str, bool]]:
    with store.read() as db:
        return outlets.of(db, event_id, by=SYSTEM).select("label", "stale").rows()


def test_a_changed_event_lists_the_request_that_television_has(contract: int, office: object) -> None:
    kept = Entry("Rozsvícení stromu", dt.date(2026, 12, 5), starts_at="17:00", public=True)
    with store.write() as db:
        one = events.add(db, kept, state="confirmed", by=SYSTEM)
    order = dataclasses.replace(ADVENT, event_id=one)
    drafted(order)
    assert told(one) == [], "a draft has gone nowhere"
    request_id = sent(order)
    label = "Požadavek TV-2026-001, TV Beskyd"
    assert told(one) == [(label, False)]
    with store.write() as db:
        events.edit(db, one, dataclasses.replace(kept, starts_at="18:00"), started_from=0, by=SYSTEM)
    assert told(one) == [(label, True)]
    with store.write() as db:
        tv.edit(db, request_id, dataclasses.replace(order, embargo="do 18:00"), by=SYSTEM)
    assert told(one) == [(label, True)], "an embargo says nothing of the new time"
    with store.write() as db:
        tv.edit(db, request_id, dataclasses.replace(order, shoot_at="18:00"), by=SYSTEM)
    assert told(one) == [(label, False)]
    with store.write() as db:
        tv.cancel(db, request_id, "přijede jiná televize", by=SYSTEM)
    assert told(one) == []


def test_the_paper_has_every_field(contract: int, people: People) -> None:
    whole = Order(
        "Nový most", dt.date(2026, 12, 3), "10:00", "Otevření mostu", None, "most u Żwirek", "parkoviště za poštou",
        "Jan Łęcki", "602 000 222", "Marie Nová", "starostka", True, "přestřižení pásky", "do 3. 12. 12:00",
    )  # fmt: skip
    with store.write() as db:
        one = tv.draft(db, whole, by=people["spokesperson"])
        draft = tv.paper(db, one, by=people["reader"])
        tv.send(db, one, by=people["spokesperson"])
        papers = {tv.paper(db, one, by=people["reader"]) for _ in range(2)}
    assert len(papers) == 1
    (page,) = printed.pages(papers.pop())
    for said in (
        "Požadavek na televizní reportáž", "č. TV-2026-001", "TV Beskyd", "redakce@tv.example", "Jana Tichá",
        "Téma Nový most", "Akce Otevření mostu", "čt 3. 12. 2026, 10:00", "most u Żwirek", "Sraz parkoviště za poštou",
        "Jan Łęcki, 602 000 222", "Marie Nová, starostka (se záznamem souhlasí)", "přestřižení pásky",
        "Embargo do 3. 12. 12:00", "Zadáno dne 23. 11. 2026", "Potvrzeno redaktorem", "Odvysíláno", "Délka", "Odkaz",
        "Zhlédnutí",
    ):  # fmt: skip
        assert said in page, said
    assert "koncept" in printed.pages(draft)[0]


@pytest.mark.parametrize(
    ("contact", "parts"),
    [
        ("Jan Novák, 602 111 222", ("Jan Novák", "602 111 222")),
        ("Jan Novák (+420 602111222)", ("Jan Novák", "+420 602111222")),
        ("infocentrum", ("infocentrum", "")),
        ("", ("", "")),
    ],
)
def test_a_contact_is_a_name_and_a_phone(contact: str, parts: tuple[str, str]) -> None:
    assert rules.contact_parts(contact) == parts


def test_what_is_refused_is_a_sentence(contract: int) -> None:
    with pytest.raises(OfficeError, match="Televize chce vědět 7\u00a0dní předem"):
        sent(dataclasses.replace(ADVENT, shoot_on=dt.date(2026, 11, 25)))

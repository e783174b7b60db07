"""Advertisers over all rooms: debts counted once, merged cards, history, what ARES says, on the fake only."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace

import polars as pl
import pytest

from lib import clock, settings, store
from lib.access import SYSTEM, User
from lib.contacts import actions, find_or_add
from lib.contacts.rules import Card
from lib.errors import BadInput, NotAllowed, NotFound, Refused, Unavailable
from lib.flows import advertisers, ares_look_up
from tests.ads.orders import add
from tests.fakes.ares import FARM, GONE, PATH, TAILOR, WORKSHOP, Ares, ares_fake

LATE = {"advertiser": "Klas"}
WAITING = {"advertiser": "Klas", "issue": "12/2026", "issued_on": dt.date(2026, 11, 20), "invoice_number": "26110001",
           "due_on": dt.date(2026, 12, 4)}  # fmt: skip
PAID = {"advertiser": "Kino", "paid_on": dt.date(2026, 4, 20)}


def _list(everybody: bool = False) -> pl.DataFrame:
    with store.read() as db:
        return advertisers.advertisers(db, everybody, by=SYSTEM)


def _card(card: Card) -> int:
    with store.write() as db:
        return actions.add(db, card, by=SYSTEM)


def _set(code: str, value: object) -> None:
    with store.write() as db:
        settings.change(db, code, value, valid_from=dt.date(2026, 1, 1), by=SYSTEM)


@pytest.fixture
def register(office: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ares]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ares_fake() as fake:
        fake.put(WORKSHOP, FARM, TAILOR, GONE)
        _set("ares.url", fake.url)
        yield fake


def test_the_list_says_who_owes_and_how_late(office: object) -> None:
    add(LATE, WAITING, PAID)
    _card(Card("Nový inzerent", pays_first="loni nezaplatil"))
    found = {row["name"]: row for row in _list().iter_rows(named=True)}
    assert (found["Klas"]["owed"], found["Klas"]["overdue"], found["Klas"]["ads"]) == (653400, 326700, 2)
    assert found["Klas"]["last_issue"] == dt.date(2026, 12, 1)
    assert {name: row["state"] for name, row in found.items()} == {
        "Kino": "fine", "Klas": "overdue", "Nový inzerent": "pays_first"
    }  # fmt: skip


def test_who_only_got_a_gift_is_no_advertiser(office: object) -> None:
    add(PAID)
    with store.write() as db:
        party = find_or_add(db, "SDH Brázdov", by=SYSTEM)
        db.conn.execute("insert into item (code, name, created_at) values ('a', 'Hrnek', '')")
        db.conn.execute(
            "insert into movement (kind, day, item_id, quantity, unit_price, to_place_id, party_id, created_at)"
            " values ('P', '2026-11-01', 1, 1, 0, 1, ?, '')", (party,)
        )  # fmt: skip
    assert _list()["name"].to_list() == ["Kino"]
    assert _list(everybody=True)["name"].to_list() == ["Kino", "SDH Brázdov"]


def _invoice(party_id: int, number: str, kind: str = "invoice", total: int = 326700, due: str = "2026-11-30") -> None:
    with store.write() as db:
        db.conn.execute(
            "insert into invoice (kind, series, year, serial, number, vs, party_id, issued_on, due_on, base, vat,"
            " total, lines, supplier, customer, pdf, hash, issued_at, issued_by) values (?, ?, 2026, ?, ?, ?, ?,"
            " '2026-11-16', ?, ?, 0, ?, 1, '{}', '{}', '', ?, '', '')",
            (kind, kind, int(number), number, number, party_id, due, total, total, "0" * 64),
        )  # fmt: skip


def test_an_ad_of_our_invoice_is_owed_once(office: object) -> None:
    add({**LATE, "invoice_number": "2026110001"}, {**LATE, "invoice_number": "26040007"})
    with store.read() as db:
        party_id = store.scalar(db, "select id from party")
    _invoice(party_id, "2026110001")
    _invoice(party_id, "2026110002", kind="advance")
    with store.read() as db:
        found = advertisers.debts(db, by=SYSTEM)
    assert found.select("place", "number", "open", "overdue").rows() == [
        ("ad", "26040007", 326700, True), ("invoice", "2026110001", 326700, False)
    ]  # fmt: skip


def test_what_a_merged_card_owes_is_owed_by_the_kept_one(office: object) -> None:
    add(WAITING, PAID)
    with store.read() as db:
        parties = dict(db.conn.execute("select name, id from party").fetchall())
    _invoice(parties["Klas"], "2026110001", total=100)
    with store.write() as db:
        db.conn.execute(
            "insert into payment (invoice_id, amount, paid_on, source, at, by) values (1, 40, '2026-11-20', 'hand', '',"
            " '')"
        )
        actions.merge(db, parties["Kino"], parties["Klas"], by=SYSTEM)
    (row,) = _list().rows(named=True)
    assert (row["name"], row["owed"], row["ads"]) == ("Kino", 326700 + 60, 2)
    for party_id in parties.values():
        with store.read() as db:
            found = advertisers.history(db, party_id, by=SYSTEM)
        assert (found.ads.height, found.invoices.height, found.owed) == (2, 1, 326760)
        assert found.money.select("day", "what", "number", "amount").rows() == [
            (dt.date(2026, 11, 20), "payment", "2026110001", 40)
        ]


def test_the_number_of_a_person_is_not_in_the_list(office: object) -> None:
    _card(Card("Marie Vzorová", ico="99000121", dic="CZ7103192745"))
    assert _list()["dic"].to_list() == [""]


def test_ares_is_asked_once_for_a_client(register: Ares) -> None:
    first, second = (ares_look_up.look_up("99000105", by=SYSTEM) for _ in range(2))
    assert first == second
    assert first.subject.dic == "CZ99000105"
    assert register.calls == [f"{PATH}/99000105"]
    with pytest.raises(Refused):
        ares_look_up.look_up("99000105", again=True, by=SYSTEM)
    with clock.fixed("2026-11-25T08:00+01:00"):
        assert ares_look_up.look_up("99000105", again=True, by=SYSTEM).on == dt.date(2026, 11, 25)
    assert len(register.calls) == 2


def test_what_ares_does_not_know_is_believed_for_a_day(register: Ares) -> None:
    for _ in range(2):
        with pytest.raises(NotFound):
            ares_look_up.look_up("99000148", by=SYSTEM)
    assert len(register.calls) == 1
    register.put({**WORKSHOP, "ico": "99000148"})
    with clock.fixed("2026-11-25T08:00+01:00"):
        assert ares_look_up.look_up("99000148", by=SYSTEM).subject.ico == "99000148"


def test_a_trouble_is_not_remembered(register: Ares) -> None:
    register.fail(503)
    with pytest.raises(Unavailable):
        ares_look_up.look_up("99000105", by=SYSTEM)
    register.status = None
    assert ares_look_up.look_up("99000105", by=SYSTEM).subject.name == "Truhlářství Javorek s.r.o."


def test_the_birth_number_in_an_answer_is_told_once(register: Ares) -> None:
    assert ares_look_up.look_up("99000121", by=SYSTEM).subject.dic == "CZ7103192745"
    later = ares_look_up.look_up("99000121", by=SYSTEM)
    assert (later.subject.dic, later.hidden) == ("", True)


def test_a_dissolved_firm_is_seen_in_the_list(register: Ares) -> None:
    _card(Card("Pekařství Klas", ico="99000130"))
    assert ares_look_up.look_up("99000130", by=SYSTEM).subject.ended_on == "2025-03-31"
    assert _list().select("state", "ended_on").rows() == [("ended", dt.date(2025, 3, 31))]


def test_a_closed_network_pastes(register: Ares, people: dict[str, User]) -> None:
    _set("ares.online", False)
    with pytest.raises(Unavailable):
        ares_look_up.look_up("99000113", by=SYSTEM)
    with store.write() as db:
        with pytest.raises(BadInput):
            ares_look_up.take_pasted(db, json.dumps(FARM), "99000105", by=SYSTEM)
        found = ares_look_up.take_pasted(db, json.dumps(FARM), "99000113", by=people["editor"])
        assert ares_look_up.address_of(db, "99000113", by=SYSTEM) == f"{register.url}/99000113"
        assert ares_look_up.known(db, "99000105", by=SYSTEM) is None
    assert ares_look_up.look_up("99000113", by=SYSTEM) == found
    assert not register.calls


def test_a_reader_does_not_ask_ares(register: Ares, people: dict[str, User]) -> None:
    with pytest.raises(NotAllowed):
        ares_look_up.look_up("99000105", by=people["reader"])
    assert not register.calls


def test_a_card_from_ares_is_a_card(register: Ares) -> None:
    subject = ares_look_up.look_up("99000113", by=SYSTEM).subject
    card = Card(subject.name, ico=subject.ico, dic=subject.dic, address=subject.address)
    party_id = _card(card)
    with store.write() as db:
        actions.change(db, party_id, replace(card, phone="1"), started_from=card, by=SYSTEM)

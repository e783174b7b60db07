"""Cards of organisations and people: what is refused, what is left out, who may be the same, merging."""

import dataclasses
import json
from dataclasses import replace

import pytest
import stdnum.cz.bankaccount
import stdnum.iban
import stdnum.sk.dph
from hypothesis import given
from hypothesis import strategies as st

from lib import audit, store
from lib.access import SYSTEM, User
from lib.contacts import actions, find_or_add, queries
from lib.contacts.rules import Card, alike, checked, covered, likeness, personal, tax
from lib.czech import identifiers
from lib.errors import BadInput, Conflict, NotAllowed, NotFound, Refused

WORKSHOP = Card("Truhlářství  Javorek s.r.o.", ico="990 00 105", dic="cz99000105", address="Polní 12, 739 99 Brázdov",
                account="19-2000145399/0800", email="javorek@brazdov.example")  # fmt: skip
TAILOR = Card("Marie Vzorová", ico="99000121", dic="CZ7103192745")


def _add(card: Card = WORKSHOP, by: User = SYSTEM) -> int:
    with store.write() as db:
        return actions.add(db, card, by=by)


def _card(party_id: int) -> queries.Known:
    with store.read() as db:
        return queries.card(db, party_id, by=SYSTEM)


def test_a_card_is_kept_in_one_form(office: object) -> None:
    kept = _card(_add()).card
    assert (kept.name, kept.ico, kept.dic) == ("Truhlářství Javorek s.r.o.", "99000105", "CZ99000105")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"kind": "firm"}, "kind"),
        ({"ico": "99000106"}, "ico"),
        ({"kind": "person"}, "ico"),
        ({"dic": "CZ99000106"}, "dic"),
        ({"country": "SK"}, "dic"),
        ({"country": "Česko"}, "country"),
        ({"account": "19-2000145398/0800"}, "account"),
        ({"account": "CZ6608000000192000145399"}, "account"),
        ({"data_box": "abc"}, "data_box"),
        ({"email": "javorek"}, "email"),
        ({"note": "r. č. 710319/2745"}, "note"),
        ({"dic": "CZ7103192745", "note": "RČ 7103192745"}, "note"),
        ({"dic": "CZ7103192745", "pays_first": "710319 2745"}, "pays_first"),
    ],
)
def test_a_wrong_card_names_its_field(wrong: dict[str, str], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        checked(replace(WORKSHOP, **wrong))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [
        ("SK", "SK 2020 202020", "SK2020202020"),
        ("SK", "2020202020", "SK2020202020"),
        ("GR", "EL123456789", "EL123456789"),
        ("AT", "U12345678", "ATU12345678"),
        ("UA", "1234567890", "1234567890"),
        ("CZ", "", ""),
    ],
)
def test_a_number_from_abroad(country: str, typed: str, kept: str) -> None:
    assert tax.dic(typed, country) == kept


@given(st.from_regex(r"\A[1-9][0-9][2-47-9][0-9]{7}\Z"))
def test_whatever_stdnum_knows_as_slovak_is_accepted(digits: str) -> None:
    if stdnum.sk.dph.is_valid(digits):
        assert tax.dic(digits, "SK") == f"SK{digits}"


@given(st.integers(0, 999_999), st.integers(10, 9_999_999_999))
def test_accounts_agree_with_stdnum(prefix: int, number: int) -> None:
    typed = f"{prefix}-{number}/0800"
    try:
        ours = tax.account(typed)
    except BadInput:
        assert not stdnum.cz.bankaccount.is_valid(typed)
        return
    assert stdnum.cz.bankaccount.is_valid(typed)
    iban = identifiers.iban(ours)
    assert stdnum.iban.is_valid(iban)
    assert tax.account(iban) == ours


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("CZ65 0800 0000 1920 0014 5399", "19-2000145399/0800"),
        ("SK31 1200 0000 1987 4263 7541", "SK3112000000198742637541"),
        (" 0019-2000145399/0800", "19-2000145399/0800"),
        ("", ""),
    ],
)
def test_an_account_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert tax.account(typed) == kept
    assert not kept.startswith("SK") or stdnum.iban.is_valid(kept)


def test_a_birth_number_stands_on_the_card_and_nowhere_else(office: object) -> None:
    party_id = _add(TAILOR)
    before = _card(party_id).card
    with store.write() as db:
        actions.change(db, party_id, replace(before, dic="", phone="1"), started_from=before, by=SYSTEM)
        actions.change(db, party_id, before, started_from=replace(before, dic="", phone="1"), by=SYSTEM)
        answer = {"ico": "99000121", "obchodniJmeno": "Marie Vzorová", "dic": "CZ7103192745"}
        actions.keep_answer(db, "99000121", answer, by=SYSTEM)
        other = actions.add(db, Card("Krejčovství Vzorová", dic="CZ7103192745"), by=SYSTEM)
        actions.merge(db, party_id, other, by=SYSTEM)
    with store.read() as db:
        holding = []
        for (table,) in db.conn.execute("select name from sqlite_schema where type = 'table'").fetchall():
            rows = db.conn.execute(f"select * from {table}").fetchall()
            holding += [table for row in rows for value in row if "7103192745" in str(value)]
    assert holding == ["party"]
    assert personal("CZ7103192745")
    assert covered("CZ7103192745") == ""
    assert not personal("CZ99000105")
    assert not personal("CZ699000001")
    assert not personal("SK2020202020")


def test_an_ico_belongs_to_one_card(office: object) -> None:
    first, second = _add(), _add(Card("Jiná firma"))
    with pytest.raises(Refused) as refused:
        _add(Card("Truhlář", ico="99000105"))
    assert refused.value.field == "ico"
    now = _card(second).card
    with store.write() as db, pytest.raises(Refused):
        actions.change(db, second, replace(now, ico="99000105"), started_from=now, by=SYSTEM)
    assert _card(first).card.ico == "99000105"


def test_two_people_correct_a_card(office: object) -> None:
    party_id = _add()
    start = _card(party_id).card
    with store.write() as db:
        actions.change(db, party_id, replace(start, phone="777"), started_from=start, by=SYSTEM)
        actions.change(db, party_id, replace(start, note="volat ráno"), started_from=start, by=SYSTEM)
    assert (_card(party_id).card.phone, _card(party_id).card.note) == ("777", "volat ráno")
    with store.write() as db, pytest.raises(Conflict):
        actions.change(db, party_id, replace(start, phone="608"), started_from=start, by=SYSTEM)
    with store.read() as db:
        entries = len(audit.history(db, f"party:{party_id}"))
    with store.write() as db:  # the same again is no deed
        now = _card(party_id).card
        actions.change(db, party_id, now, started_from=now, by=SYSTEM)
        assert len(audit.history(db, f"party:{party_id}")) == entries


def test_only_those_who_edit_change_cards(people: dict[str, User]) -> None:
    with pytest.raises(NotAllowed):
        _add(by=people["reader"])
    assert _add(by=people["editor"])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Pekařství Klas, s.r.o.", "Pekarstvi KLAS s. r. o.", True),
        ("Klas pekařství", "Pekařství Klas", True),
        ("Pekařství Klas", "Pekařství Klas Brázdov", True),
        ("Truhlářství Javorek", "Truhlářtsví Javorek", True),
        ("Pekařství", "Pekařství Klas", False),
        ("Pekařství Klas", "Pekařství Novák", False),
        ("", "Klas", False),
    ],
)
def test_names_that_may_be_one(one: str, other: str, same: bool) -> None:
    assert alike(likeness(one), likeness(other)) is same
    assert alike(likeness(other), likeness(one)) is same


def test_duplicates_are_offered_and_different_ico_are_two(office: object) -> None:
    first = _add()
    second = _add(Card("Javorek, truhlarstvi"))
    third = _add(Card("Truhlářství Javorek", ico="99000113"))
    with store.read() as db:
        found = queries.duplicates(db, "TRUHLARSTVI JAVOREK", "99000105", by=SYSTEM)
        assert [(row[0], row[3]) for row in found.rows()] == [(first, "ico"), (second, "name")]
        assert set(queries.duplicates(db, "Javorek truhlářství", None, second, by=SYSTEM)["id"]) == {first, third}


def _rows_everywhere(first: int, second: int) -> None:
    """An event, an ad and a gift (frozen) of the second one."""
    with store.write() as db:
        db.conn.execute(
            "insert into event (uid, title, kind, starts_on, ends_on, organiser_id, state, created_at, updated_at)"
            " values ('a', 'Jarmark', 'town', '2026-12-01', '2026-12-01', ?, 'confirmed', '', '')", (second,)
        )  # fmt: skip
        db.conn.execute(
            "insert into ad (order_number, issue_year, issue_number, issue_first, party_id, kind, created_at,"
            " updated_at) values ('1', 2026, '11', 11, ?, 'display', '', '')", (second,)
        )  # fmt: skip
        db.conn.execute("insert into item (code, name, created_at) values ('a', 'Hrnek', '')")
        db.conn.execute(
            "insert into movement (kind, day, item_id, quantity, unit_price, to_place_id, party_id, created_at)"
            " values ('P', '2026-11-01', 1, 1, 0, 1, ?, '')", (second,)
        )  # fmt: skip


def test_merging_re_points_what_may_change_and_keeps_what_is_frozen(office: object) -> None:
    first, second = _add(replace(WORKSHOP, email="")), _add(Card("Javorek", email="j@brazdov.example", note="dílna"))
    _rows_everywhere(first, second)
    with store.write() as db:
        assert actions.merge(db, first, second, by=SYSTEM) == 2
    with store.read() as db:
        assert store.scalar(db, "select organiser_id from event") == first
        assert store.scalar(db, "select party_id from ad") == first
        assert store.scalar(db, "select party_id from movement") == second
        assert queries.means(db, by=SYSTEM) == {second: first}
        used = queries.used(db, by=SYSTEM)
        assert used.rows() == [(first, "ad"), (first, "event"), (first, "movement")]
        assert queries.parties(db, by=SYSTEM)["id"].to_list() == [first]
        assert queries.find(db, "JAVOREK", None) == first
        assert queries.find(db, "Javorek", "99000113") is None
        detail = audit.history(db, f"party:{first}")[0]["detail"]
    assert json.dumps(detail["rows"]) == '{"ad.party_id": 1, "event.organiser_id": 1}'
    known = _card(second)
    assert (known.id, known.spellings) == (first, ("Javorek",))
    assert (known.card.email, known.card.note) == ("j@brazdov.example", "dílna")
    with store.write() as db:
        assert find_or_add(db, "Javorek", by=SYSTEM) == first


def test_merging_a_merged_one_on(office: object) -> None:
    first, second, third = _add(Card("Klas")), _add(Card("Pekárna")), _add(Card("Pekař", ico="99000130"))
    with store.write() as db:
        actions.merge(db, second, first, by=SYSTEM)
        actions.merge(db, third, first, by=SYSTEM)  # the first one means the second by now
        assert queries.means(db, by=SYSTEM) == {first: third, second: third}
        with pytest.raises(BadInput):
            actions.merge(db, third, second, by=SYSTEM)
    assert _card(first).spellings == ("Klas", "Pekárna")


def test_merging_takes_the_ico_over_and_refuses_two(office: object) -> None:
    first, second = _add(Card("Klas", kind="person")), _add(Card("Pekařství Klas", ico="99000130"))
    with store.write() as db:
        actions.merge(db, first, second, by=SYSTEM)
    assert (_card(first).card.ico, _card(first).card.kind) == ("99000130", "organisation")
    other = _add(Card("Pekařství", ico="99000113"))
    with store.write() as db, pytest.raises(Refused, match="IČO"):
        actions.merge(db, first, other, by=SYSTEM)


def test_a_card_that_is_not_there(office: object) -> None:
    with store.read() as db, pytest.raises(NotFound):
        queries.card(db, 77, by=SYSTEM)
    assert {one.name for one in dataclasses.fields(Card)} <= _columns()


def _columns() -> set[str]:
    with store.read() as db:
        return {name for _, name, *_ in db.conn.execute("pragma table_info(party)")}

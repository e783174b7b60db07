"""Reminding: whose turn it is, what the letters say, what is written down and cannot be changed."""

import io

import pytest
from pypdf import PdfReader

from lib import clock, settings, store
from lib.access import SYSTEM, User
from lib.errors import BadInput, NotAllowed, NotFound, Refused
from lib.flows import reminders
from lib.flows.reminders import turns
from lib.invoices import actions, queries
from tests.flows.money import invoice

DAY = "T08:00:00+01:00"


def _claims() -> dict[str, dict[str, object]]:
    with store.read() as db:
        return {row["number"]: row for row in reminders.claims(db, by=SYSTEM).iter_rows(named=True)}


def _text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def three(people: dict[str, User]) -> tuple[int, int, int]:
    """Two late invoices of one debtor, one late of another; none was reminded yet."""
    first, _, party = invoice("Pekařství Klas s.r.o.", "99000024", "OBJ-1", "2026-09-01", "2026-09-15")
    second, _, _ = invoice("", "", "", "2026-10-01", "2026-10-15", party=party)
    third, _, _ = invoice("Květiny Lípa", "99000032", "OBJ-2", "2026-10-20", "2026-11-10")
    return first, second, third


def _send(ids: tuple[int, ...], by: User) -> reminders.Sent:
    with store.write() as db:
        return reminders.send(db, ids, by=by)


def test_the_turn_comes_so_many_days_after_the_term(people: dict[str, User]) -> None:
    invoice("Pekařství Klas s.r.o.", "99000024", "OBJ-1", "2026-11-01", "2026-11-16")
    invoice("Květiny Lípa", "99000032", "OBJ-2", "2026-11-01", "2026-11-17")
    invoice("Sokol", "99000040", "OBJ-3", "2026-11-01", "2026-11-23")
    assert [row["turn"] for row in _claims().values()] == ["waiting", "ready"]
    with store.write() as db:
        settings.change(db, "reminders.first_days", 6, valid_from=clock.today(), by=SYSTEM)
    assert [row["turn"] for row in _claims().values()] == ["ready", "ready"]


def test_one_letter_for_all_invoices_of_a_debtor(three: tuple[int, int, int], people: dict[str, User]) -> None:
    sent = _send(three, people["editor"])
    assert (sent.letters, sent.invoices) == (2, 3)
    with store.read() as db:
        found = reminders.sent(db, by=SYSTEM)
        whole = turns.paper(db, sent.file, by=people["reader"])
        mine = turns.paper(db, found.filter(invoice_id=three[0])["pdf"][0], by=SYSTEM)
        number = queries.existing(db, three[0]).number
        entries = queries.history(db, three[0], by=SYSTEM)
    assert len(PdfReader(io.BytesIO(whole)).pages) == 2
    assert "Pekařství Klas" in _text(mine)
    assert "Květiny" not in _text(mine)
    assert number in _text(mine)
    assert found.sort("invoice_id")["open"].to_list() == [121_000] * 3
    assert found["level"].to_list() == [1, 1, 1]
    assert found["pdf"].n_unique() == 2
    assert found["letters"].n_unique() == 1
    assert entries[0]["what"] == "invoices.remind"
    assert entries[0]["detail"]["open"] == 121_000


def test_the_advertiser_has_it_in_his_history(three: tuple[int, int, int], people: dict[str, User]) -> None:
    _send(three[:2], people["editor"])
    with store.read() as db:
        party = queries.existing(db, three[0]).party_id
        assert reminders.sent(db, party_id=party, by=SYSTEM).height == 2
        assert reminders.sent(db, invoice_id=three[2], by=SYSTEM).is_empty()
        subject = store.rows(db, "select subject, what from audit where subject = ?", (f"party:{party}",))
    assert subject == [{"subject": f"party:{party}", "what": "invoices.remind"}]


def test_three_levels_each_after_the_term_of_the_last(three: tuple[int, int, int], people: dict[str, User]) -> None:
    one = three[:1]
    _send(one, SYSTEM)  # 23. 11. + 10 days = 3. 12.; the second may go 7 days later
    with clock.fixed(f"2026-12-09{DAY}"), pytest.raises(Refused, match=r"10\..12\. 2026"):
        _send(one, SYSTEM)
    with clock.fixed(f"2026-12-10{DAY}"):
        _send(one, SYSTEM)  # + 10 days is a Sunday: 21. 12.; the demand 14 days later
    with clock.fixed(f"2027-01-04{DAY}"):
        assert [row["level"] for row in _claims().values() if row["id"] == one[0]] == [3]
        sent = _send(one, SYSTEM)
        with store.read() as db:
            letters = reminders.sent(db, invoice_id=one[0], by=SYSTEM)
            said = _text(turns.paper(db, sent.file, by=SYSTEM))
    assert letters["level"].to_list() == [3, 2, 1]
    assert "142a" in said
    assert letters["due_on"].to_list()[0].isoformat() == "2027-01-18"
    with clock.fixed(f"2027-03-01{DAY}"), pytest.raises(Refused):
        _send(one, SYSTEM)


def test_a_demand_gives_seven_days_whatever_the_setting_says(
    three: tuple[int, int, int], people: dict[str, User]
) -> None:
    with store.write() as db:
        settings.change(db, "reminders.lawsuit_days", 1, valid_from=clock.today(), by=SYSTEM)
        settings.change(db, "reminders.term_days", 0, valid_from=clock.today(), by=SYSTEM)
        settings.change(db, "reminders.second_days", 0, valid_from=clock.today(), by=SYSTEM)
        settings.change(db, "reminders.third_days", 0, valid_from=clock.today(), by=SYSTEM)
        for _ in range(3):
            reminders.send(db, three[:1], by=people["editor"])
        found = reminders.sent(db, invoice_id=three[0], by=SYSTEM)
    assert (found["due_on"][0] - found["sent_on"][0]).days == 7


def test_a_stopped_invoice_is_left_alone(three: tuple[int, int, int], people: dict[str, User]) -> None:
    with store.write() as db:
        actions.hold(db, three[0], "Dohoda o splátkách", by=people["editor"])
        with pytest.raises(Refused, match="splátkách"):
            reminders.send(db, three, by=people["editor"])
        assert reminders.sent(db, by=SYSTEM).is_empty()
        ready = reminders.letters_of(reminders.claims(db, by=SYSTEM))
    assert ready.explode("ids")["ids"].sort().to_list() == sorted(three[1:])


def test_what_was_paid_meanwhile_stops_the_whole_sending(three: tuple[int, int, int], people: dict[str, User]) -> None:
    with store.write() as db:
        actions.pay(db, three[2], 121_000, clock.today(), "hand", by=people["editor"])
    with pytest.raises(Refused, match="uhrazená"):
        _send(three, people["editor"])
    assert all(row["sent"] == 0 for row in _claims().values())


def test_a_part_that_was_paid_or_credited_is_not_asked_for(
    three: tuple[int, int, int], people: dict[str, User]
) -> None:
    with store.write() as db:
        actions.pay(db, three[2], 100_000, clock.today(), "hand", by=people["editor"])
        said = _text(reminders.draft(db, [three[2]], by=people["editor"]))
    assert "210,00" in said
    assert next(row["open"] for row in _claims().values() if row["id"] == three[2]) == 21_000


def test_two_people_send_the_same_letters_once(three: tuple[int, int, int], people: dict[str, User]) -> None:
    _send(three, people["editor"])
    with pytest.raises(Refused):
        _send(three, people["head"])
    with store.read() as db:
        assert reminders.sent(db, by=SYSTEM).height == 3


def test_a_draft_writes_nothing_down(three: tuple[int, int, int], people: dict[str, User]) -> None:
    with store.read() as db:
        assert reminders.draft(db, three, by=people["editor"]).startswith(b"%PDF")
        assert reminders.sent(db, by=SYSTEM).is_empty()


def test_a_letter_sent_by_mistake_stays_and_stops_the_next(
    three: tuple[int, int, int], people: dict[str, User]
) -> None:
    with store.write() as db, pytest.raises(Refused):
        reminders.sent_by_mistake(db, three[0], "Zaplaceno hotově", by=people["editor"])
    _send(three[:1], people["editor"])
    with store.write() as db:
        with pytest.raises(BadInput):
            reminders.sent_by_mistake(db, three[0], " ", by=people["editor"])
        reminders.sent_by_mistake(db, three[0], "Zaplaceno hotově", by=people["editor"])
        assert "omylem" in queries.existing(db, three[0]).held
        assert reminders.sent(db, invoice_id=three[0], by=SYSTEM).height == 1
    assert {row["turn"] for row in _claims().values() if row["id"] == three[0]} == {"held"}


def test_bad_wishes(three: tuple[int, int, int], people: dict[str, User]) -> None:
    with pytest.raises(BadInput):
        _send((), people["editor"])
    with pytest.raises(NotFound):
        _send((999,), people["editor"])
    with pytest.raises(NotAllowed):
        _send(three, people["reader"])
    with store.read() as db, pytest.raises(NotFound):
        turns.paper(db, f"{'0' * 64}.pdf", by=SYSTEM)


def test_an_advance_is_no_debt_and_a_basis_is_one_with_its_number(people: dict[str, User]) -> None:
    with store.write() as db:
        settings.change(db, "invoices.numbered_by", "finance", valid_from=clock.today().replace(year=2020), by=SYSTEM)
    basis, _, _ = invoice("Pekařství Klas s.r.o.", "99000024", "OBJ-1", "2026-09-01", "2026-09-15")
    assert not _claims()
    with store.write() as db:
        actions.number_by_finance(db, basis, "26FV0042", by=people["editor"])
    assert list(_claims()) == ["26FV0042"]

"""Issuing: the number in the transaction, the frozen rows and bytes, and every reason why it is refused."""

import datetime as dt
import hashlib
from dataclasses import replace

import pytest

from lib import audit, clock, config, files, settings, store
from lib.access import SYSTEM
from lib.errors import BadInput, Refused, Unavailable
from lib.invoices import actions, isdoc, queries, rules
from lib.invoices.actions.freezing import identity
from lib.invoices.records import Draft
from lib.store import driver
from lib.ui import settings as look_of_settings
from tests.invoices.conftest import Desk
from tests.invoices.orders import add_order


def issue(desk: Desk, *args: object, **changes: object) -> queries.Invoice:
    with store.write() as db:
        invoice_id = actions.issue(db, desk.draft(*args, **changes), by=desk.by)  # type: ignore[arg-type]
        return queries.existing(db, invoice_id)


def test_an_invoice_is_numbered_and_says_how_it_stands(desk: Desk) -> None:
    found = issue(desk, "invoice", (0, 1))
    assert (found.number, found.vs, found.kind) == ("2026100001", "2026100001", "invoice")
    assert (found.base, found.vat, found.total, found.open) == (200_000, 42_000, 242_000, 242_000)
    assert found.due_on == dt.date(2026, 12, 7)
    assert (found.state, found.customer.dic, found.issued_by) == ("open", "CZ99000024", "Petra Dlouhá")
    with store.read() as db:
        listed = queries.invoices(db, by=desk.by).row(0, named=True)
        assert {name: listed[name] for name in ("number", "customer", "ico", "open", "state", "order_number")} == {
            "number": "2026100001", "customer": "Pekařství Klas s.r.o.", "ico": "99000024", "open": 242_000,
            "state": "open", "order_number": "OBJ-2026-001",
        }  # fmt: skip
        ad = store.rows(db, "select invoice_number, due_on, paid_on from ad order by id")
    assert [row["invoice_number"] for row in ad] == ["2026100001", "2026100001", ""]


def test_the_papers_are_frozen_and_say_the_same_as_the_rows(desk: Desk) -> None:
    found = issue(desk)
    with store.read() as db:
        pdf, xml = queries.paper(db, found.id, by=desk.by), queries.xml(db, found.id, by=desk.by)
        again = queries.document(db, found.id)
        assert isdoc.xml(again, identity(db, found.number)) == xml
    assert hashlib.sha256(pdf).hexdigest() == found.hash
    assert pdf.startswith(b"%PDF")
    assert found.number.encode() in xml
    assert again.customer == found.customer
    assert again.lines == desk.lines[:1]


def test_what_is_issued_is_never_changed(desk: Desk) -> None:
    found = issue(desk)
    deeds = (
        "update invoice set total = 0, base = 0, vat = 0", "delete from invoice", "update invoice_line set text = 'x'",
        "delete from invoice_line",
        "insert into invoice_line (invoice_id, position, text, unit_price, rate, base, vat, total)"
        f" values ({found.id}, 2, 'x', 1, 21, 1, 0, 1)",
    )  # fmt: skip
    for deed in deeds:
        with pytest.raises(driver.IntegrityError), store.write() as db:
            db.conn.execute(deed)
    with store.write() as db:
        db.conn.execute("update party set name = 'Jiný název', address = 'jinde'")
        settings.change(db, "town.address", "Jinde 9", valid_from=dt.date(2026, 1, 1), by=SYSTEM)
        assert queries.existing(db, found.id).customer.name == "Pekařství Klas s.r.o."
        assert queries.document(db, found.id).supplier.address == "Náměstí 1, 739 99 Brázdov"


def test_replaced_bytes_are_noticed(desk: Desk) -> None:
    found = issue(desk)
    files.path(found.pdf).write_bytes(b"%PDF-1.4 another")
    with store.read() as db, pytest.raises(Unavailable):
        queries.paper(db, found.id, by=desk.by)


def test_a_draft_that_is_refused_gives_its_number_back(desk: Desk) -> None:
    with pytest.raises(RuntimeError), store.write() as db:
        actions.issue(db, desk.draft(), by=desk.by)
        raise RuntimeError("the page fell")
    assert issue(desk).number == "2026100001"


def test_a_full_disk_leaves_nothing_and_gives_the_number_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = config.current().files
    folder.mkdir(exist_ok=True)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(Unavailable, match="No space left"):
            issue(desk)
    assert list(folder.iterdir()) == []
    with store.read() as db:
        assert store.scalar(db, "select count(*) from invoice") == 0
        assert store.scalar(db, "select invoice_number from ad") == ""
    assert issue(desk).number == "2026100001"


def test_an_ad_stands_on_one_invoice(desk: Desk) -> None:
    issue(desk)
    with pytest.raises(Refused, match="2026100001"):
        issue(desk)
    with pytest.raises(Refused):
        issue(desk, "cash")
    with pytest.raises(Refused):
        issue(desk, "invoice", (1, 1))
    assert issue(desk, "invoice", (1,)).number == "2026100002"


def test_the_database_itself_keeps_an_ad_from_a_second_invoice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    issue(desk)
    monkeypatch.setattr(queries, "invoiced_on", lambda db, ad_ids: None)
    with pytest.raises(driver.IntegrityError, match="on an invoice already"):
        issue(desk)


def test_series_are_of_kinds_and_years(desk: Desk) -> None:
    numbers = [
        issue(desk, "advance").number,
        issue(desk).number,
        issue(desk, "cash", (1,)).number,
        issue(desk, "basis", (2,)).number,
    ]
    assert numbers == ["2026200001", "2026100001", "2026500001", "2026600001"]
    with store.read() as db:
        assert {row["serial"] for row in store.rows(db, "select serial from invoice")} == {1}


def test_the_year_changes_at_midnight_in_prague(desk: Desk) -> None:
    desk = replace(desk, by=SYSTEM)  # nobody's session is that old
    with clock.fixed("2026-12-31T23:59:59+01:00"):
        assert issue(desk).number == "2026100001"
    with clock.fixed("2027-01-01T00:00:00+01:00"):
        new = issue(desk, "invoice", (1,))
        late = issue(desk, "invoice", (2,), tax_point_on=dt.date(2026, 12, 28))
    assert (new.number, new.issued_on) == ("2027100001", dt.date(2027, 1, 1))
    assert (late.number, late.issued_on) == ("2026100002", dt.date(2027, 1, 1))


def test_a_cash_receipt_is_paid_and_rounded_beside_the_base(desk: Desk) -> None:
    with store.write() as db:
        party, order, ads = add_order(db, "Jan Novák", None, price=12_345, number="OBJ-2")
        line = rules.line("Řádková inzerce", 12_345, 21, ad_id=ads[0])
        found = queries.existing(db, actions.issue(db, Draft("cash", party, (line,), order_id=order), by=desk.by))
        assert (found.base, found.vat, found.total) == (12_345, 2_592, 14_937)
        assert (found.rounding, found.to_pay, found.paid, found.open, found.state) == (-37, 14_900, 14_900, 0, "paid")
        assert store.scalar(db, "select paid_on from ad where id = ?", (ads[0],)) == "2026-11-23"
        assert queries.document(db, found.id).to_pay == 14_900


def test_an_invoice_by_transfer_is_not_rounded(desk: Desk) -> None:
    with store.write() as db:
        draft = Draft("invoice", desk.party, (rules.line("Inzerce", 12_345, 21),))
        found = queries.existing(db, actions.issue(db, draft, by=desk.by))
    assert (found.rounding, found.open) == (0, 14_937)


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ("update party set country = 'SK', dic = 'SK2020999999'", "zahraničí"),
        ("update party set address = ''", "nemá zapsané sídlo"),
    ],
)
def test_what_a_person_must_mend_stops_it(desk: Desk, change: str, part: str) -> None:
    with store.write() as db:
        db.conn.execute(change)
    draft = Draft("invoice", desk.party, (rules.line("Inzerce", 1_000_000, 21),))
    with store.write() as db, pytest.raises(Refused, match=part):
        actions.issue(db, draft, by=desk.by)
    with store.write() as db:
        assert actions.issue(db, replace(draft, kind="basis"), by=desk.by)


def test_refused_amounts_and_terms(desk: Desk) -> None:
    for lines in ((), (rules.line("Inzerce", 0, 21),), (rules.line("Inzerce", -5, 21),)):
        with store.write() as db, pytest.raises(BadInput):
            actions.issue(db, Draft("invoice", desk.party, lines), by=desk.by)
    with pytest.raises(BadInput):
        issue(desk, due_on=dt.date(2026, 11, 22))
    with pytest.raises(KeyError), store.write() as db:
        actions.issue(db, desk.draft("credit"), by=desk.by)


def test_a_birth_number_lies_on_the_document_and_nowhere_else(desk: Desk) -> None:
    with store.write() as db:
        db.conn.execute("update party set dic = 'CZ7001011234', ico = null, kind = 'person'")
    found = issue(desk)
    assert found.customer.dic == "CZ7001011234"
    with store.read() as db:
        assert queries.remarks(db, desk.draft(ads=(1,)), by=desk.by)[0].said().startswith("DIČ odběratele")
        tables = [row["name"] for row in store.rows(db, "select name from sqlite_master where type = 'table'")]
        holding = {
            table for table in tables for row in db.conn.execute(f'select * from "{table}"') if "7001011234" in str(row)
        }
    assert holding == {"party", "invoice"}


def test_where_the_finance_department_numbers_a_basis_is_made(desk: Desk) -> None:
    with store.write() as db:
        settings.change(db, "invoices.numbered_by", "finance", valid_from=dt.date(2026, 1, 1), by=SYSTEM)
    found = issue(desk)
    assert (found.kind, found.number, found.isdoc, found.open) == ("basis", "2026600001", "", 121_000)
    with store.write() as db:
        actions.number_by_finance(db, found.id, "FV 2026/0815", by=desk.by)
        assert queries.existing(db, found.id).finance_number == "FV 2026/0815"
        assert queries.open_invoices(db, by=desk.by)["vs"].to_list() == ["20260815"]
        actions.number_by_finance(db, found.id, "FV 2026/0816", by=desk.by)
        other = actions.issue(db, desk.draft(ads=(1,)), by=desk.by)
    for wrong, trouble in (("FV 2026/0816", BadInput), (" - ", BadInput)):
        with pytest.raises(trouble), store.write() as db:
            actions.number_by_finance(db, other, wrong, by=desk.by)
    with pytest.raises(Refused, match="FV 2026/0816"), store.write() as db:
        actions.withdraw(db, found.id, "omyl", by=desk.by)


def test_a_withdrawn_basis_lets_its_ads_be_invoiced_anew(desk: Desk) -> None:
    basis = issue(desk, "basis")
    with store.write() as db, pytest.raises(BadInput):
        actions.withdraw(db, basis.id, " ", by=desk.by)
    with store.write() as db:
        actions.withdraw(db, basis.id, "chybná cena", by=desk.by)
        assert queries.existing(db, basis.id).state == "withdrawn"
        assert store.scalar(db, "select invoice_number from ad") == ""
        assert queries.open_invoices(db, by=desk.by).is_empty()
    with store.write() as db, pytest.raises(Refused):
        actions.withdraw(db, basis.id, "podruhé", by=desk.by)
    invoice = issue(desk)
    with store.write() as db, pytest.raises(Refused, match="opravný daňový doklad"):
        actions.withdraw(db, invoice.id, "omyl", by=desk.by)


def test_the_deed_is_in_the_record_of_changes(desk: Desk) -> None:
    found = issue(desk)
    with store.read() as db:
        assert [entry["what"] for entry in queries.history(db, found.id, by=desk.by)] == ["invoices.issue"]
        assert audit.verify(db).fault is None


def test_reminders_are_stopped_and_sent_again(desk: Desk) -> None:
    found = issue(desk)
    with store.write() as db, pytest.raises(BadInput):
        actions.hold(db, found.id, "", by=desk.by)
    with store.write() as db:
        actions.hold(db, found.id, "reklamace barvy", by=desk.by)
        assert queries.existing(db, found.id).held == "reklamace barvy"
        actions.release(db, found.id, by=desk.by)
        with pytest.raises(Refused):
            actions.release(db, found.id, by=desk.by)


def test_who_numbers_the_invoices_is_chosen_by_its_words() -> None:
    assert look_of_settings.read("invoices.numbered_by", "finanční odbor") == "finance"
    assert look_of_settings.written("invoices.numbered_by", "office") == "naše kancelář"
    with pytest.raises(BadInput, match="finanční odbor"):
        look_of_settings.read("invoices.numbered_by", "nikdo")

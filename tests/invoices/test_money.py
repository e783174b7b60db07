"""Money: parts, too much, cash, taking back, giving back; credit notes; advances from the paper to the deduction."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from lib import settings, store
from lib.access import SYSTEM
from lib.contacts import actions as contacts
from lib.errors import BadInput, NotFound, Refused
from lib.invoices import actions, queries, rules
from lib.invoices.records import Draft
from lib.store import Database, driver
from tests.invoices.conftest import Desk
from tests.invoices.orders import add_order
from tests.laws import examples

TODAY = dt.date(2026, 11, 23)


def issued(db: Database, desk: Desk, *args: object, **changes: object) -> queries.Invoice:
    return queries.existing(db, actions.issue(db, desk.draft(*args, **changes), by=desk.by))  # type: ignore[arg-type]


def now(db: Database, found: queries.Invoice) -> queries.Invoice:
    return queries.existing(db, found.id)


def paid_on(db: Database, desk: Desk, n: int = 0) -> str | None:
    return store.scalar(db, "select paid_on from ad where id = ?", (desk.ads[n],))  # type: ignore[no-any-return]


def test_a_part_then_the_rest_and_one_taken_back(desk: Desk) -> None:
    with store.write() as db:
        invoice = issued(db, desk)
        actions.pay(db, invoice.id, 21_000, TODAY, "bank", by=desk.by)
        assert (now(db, invoice).open, now(db, invoice).state, paid_on(db, desk)) == (100_000, "part", None)
        rest = actions.pay(db, invoice.id, 100_000, TODAY, "hand", note="složenka", by=desk.by)
        assert (now(db, invoice).open, now(db, invoice).state, paid_on(db, desk)) == (0, "paid", "2026-11-23")
        assert queries.open_invoices(db, by=desk.by).is_empty()
        back = actions.take_back(db, rest, "patřila jiné faktuře", by=desk.by)
        assert (now(db, invoice).open, paid_on(db, desk)) == (100_000, None)
        rows = queries.payments(db, invoice.id, by=desk.by)
    assert rows["amount"].to_list() == [21_000, 100_000, -100_000]
    assert rows["reverses"].to_list() == [None, None, rest]
    assert rows["taken_back"].to_list() == [False, True, False]
    for payment, trouble in ((rest, Refused), (back, Refused), (999, NotFound)):
        with pytest.raises(trouble), store.write() as db:
            actions.take_back(db, payment, "podruhé", by=desk.by)


def test_money_is_only_added(desk: Desk) -> None:
    with store.write() as db:
        invoice = issued(db, desk)
        actions.pay(db, invoice.id, 1_000, TODAY, "bank", by=desk.by)
    for deed in ("update payment set amount = 5", "delete from payment"):
        with pytest.raises(driver.IntegrityError), store.write() as db:
            db.conn.execute(deed)


@pytest.mark.parametrize("amount", [0, -100])
def test_a_payment_of_nothing_or_less_is_refused(desk: Desk, amount: int) -> None:
    with store.write() as db:
        invoice = issued(db, desk)
        with pytest.raises(BadInput):
            actions.pay(db, invoice.id, amount, TODAY, "bank", by=desk.by)
        with pytest.raises(BadInput):
            actions.pay(db, invoice.id, 100, TODAY + dt.timedelta(days=1), "bank", by=desk.by)
        with pytest.raises(KeyError):
            actions.pay(db, invoice.id, 100, TODAY, "advance", by=desk.by)
        assert now(db, invoice).paid == 0


def test_what_is_overpaid_is_given_back_and_no_more(desk: Desk) -> None:
    with store.write() as db:
        invoice = issued(db, desk)
        actions.pay(db, invoice.id, 131_000, TODAY, "bank", by=desk.by)
        assert (now(db, invoice).open, now(db, invoice).state) == (-10_000, "over")
        with pytest.raises(Refused):
            actions.refund(db, invoice.id, 10_001, TODAY, "bank", by=desk.by)
        actions.refund(db, invoice.id, 10_000, TODAY, "bank", by=desk.by)
        assert (now(db, invoice).open, now(db, invoice).state) == (0, "paid")


def test_an_invoice_is_paid_in_cash_in_whole_koruny(desk: Desk) -> None:
    with store.write() as db:
        draft = Draft("invoice", desk.party, (rules.line("Inzerce", 12_345, 21),))
        invoice = queries.existing(db, actions.issue(db, draft, by=desk.by))
        payment = actions.pay_in_cash(db, invoice.id, by=desk.by)
        rows = queries.payments(db, invoice.id, by=desk.by)
        assert rows.select("amount", "source").rows() == [(14_900, "cash"), (37, "rounding")]
        assert now(db, invoice).state == "paid"
        with pytest.raises(Refused):
            actions.take_back(db, rows["id"][1], "haléře", by=desk.by)
        actions.take_back(db, payment, "storno v pokladně", by=desk.by)
        assert now(db, invoice).open == 14_937


def test_halere_are_written_off_and_a_koruna_is_not(desk: Desk) -> None:
    with store.write() as db:
        invoice = issued(db, desk)
        actions.pay(db, invoice.id, 120_900, TODAY, "bank", by=desk.by)
        with pytest.raises(Refused):
            actions.write_off_halere(db, invoice.id, by=desk.by)
        actions.pay(db, invoice.id, 140, TODAY, "bank", by=desk.by)
        actions.write_off_halere(db, invoice.id, by=desk.by)
        assert (now(db, invoice).open, paid_on(db, desk)) == (0, "2026-11-23")


def test_a_credit_note_takes_a_part_and_the_rest(desk: Desk) -> None:
    with store.write() as db:
        invoice = issued(db, desk, "invoice", (0, 1))
        first, _ = queries.lines(db, invoice.id, by=desk.by)["id"]
        note = queries.existing(db, actions.credit(db, invoice.id, {first: 12_100}, "chybná barva", by=desk.by))
        assert (note.number, note.original, note.total) == ("2026400001", invoice.number, -12_100)
        assert (note.base, note.vat, note.state) == (-10_000, -2_100, "issued")
        assert now(db, invoice).open == 229_900
        with pytest.raises(Refused):
            actions.issue(db, desk.draft(), by=desk.by)
        with pytest.raises(Refused, match="lze opravit už jen"):
            actions.credit(db, invoice.id, {first: 108_901}, "víc než zbývá", by=desk.by)
        actions.credit_all(db, invoice.id, "inzerát nevyšel", by=desk.by)
        assert (now(db, invoice).open, now(db, invoice).state) == (0, "credited")
        with pytest.raises(Refused):
            actions.credit_all(db, invoice.id, "ještě jednou", by=desk.by)
        assert store.scalar(db, "select group_concat(invoice_number) from ad where id in (?, ?)", desk.ads[:2]) == ","
        again = issued(db, desk, "invoice", (0, 1))
        assert again.number == "2026100002"
        numbers = queries.related(db, invoice.id, by=desk.by)["number"].to_list()
    assert numbers == ["2026400001", "2026400002"]


def test_the_database_itself_refuses_a_credit_over_its_original(desk: Desk) -> None:
    with store.write() as db:
        invoice = issued(db, desk)
        line = queries.lines(db, invoice.id, by=desk.by)["id"][0]
        note = actions.credit(db, invoice.id, {line: 100_000}, "sleva", by=desk.by)
        sql = (
            "insert into invoice_line (invoice_id, position, text, unit_price, rate, base, vat, total, corrects)"
            f" values ({note}, 1, 'x', -1, 21, -21001, 0, -21001, {line})"
        )
        with pytest.raises(driver.IntegrityError, match="over its original"):
            db.conn.execute(sql)


@pytest.mark.parametrize(("amounts", "reason"), [({}, "sleva"), ({1: 0}, "sleva"), ({1: -5}, "sleva"), ({1: 5}, " ")])
def test_a_credit_note_without_sense_is_refused(desk: Desk, amounts: dict[int, int], reason: str) -> None:
    with store.write() as db:
        invoice = issued(db, desk)
        with pytest.raises(BadInput):
            actions.credit(db, invoice.id, amounts, reason, by=desk.by)


def test_a_paid_invoice_that_is_credited_is_to_be_given_back(desk: Desk) -> None:
    with store.write() as db:
        invoice = issued(db, desk)
        actions.pay(db, invoice.id, 121_000, TODAY, "bank", by=desk.by)
        note = actions.credit_all(db, invoice.id, "inzerát nevyšel", by=desk.by)
        assert (now(db, invoice).open, now(db, invoice).state, paid_on(db, desk)) == (-121_000, "over", None)
        with pytest.raises(Refused):
            actions.pay(db, note, 100, TODAY, "bank", by=desk.by)
        actions.refund(db, invoice.id, 121_000, TODAY, "bank", by=desk.by)
        assert now(db, invoice).open == 0


def test_crediting_cash_takes_its_rounding_back(desk: Desk) -> None:
    with store.write() as db:
        draft = Draft("cash", desk.party, (rules.line("Řádková inzerce", 12_345, 21),))
        receipt = queries.existing(db, actions.issue(db, draft, by=desk.by))
        note = queries.existing(db, actions.credit_all(db, receipt.id, "nevyšlo", by=desk.by))
        assert (note.total, note.rounding, note.to_pay) == (-14_937, 37, -14_900)
        assert now(db, receipt).open == -14_900


@hypothesis(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(15))
@given(prices=st.lists(st.integers(1, 5_000_000), min_size=1, max_size=4), data=st.data())
def test_credits_of_any_parts_never_pass_their_original(desk: Desk, prices: list[int], data: st.DataObject) -> None:
    """The law of the whole: the invoice less its credit notes is what is left of its lines, to the haléř."""
    with store.write() as db:
        lines = tuple(rules.line(f"Inzerce {n}", price, 21) for n, price in enumerate(prices))
        invoice = queries.existing(db, actions.issue(db, Draft("invoice", desk.party, lines), by=desk.by))
        for _ in range(3):
            left = queries.lines(db, invoice.id, by=desk.by)
            rest = {row["id"]: row["left_base"] + row["left_vat"] for row in left.iter_rows(named=True)}
            rest = {line: most for line, most in rest.items() if most}
            if not rest:
                break
            line = data.draw(st.sampled_from(sorted(rest)))
            actions.credit(db, invoice.id, {line: data.draw(st.integers(1, rest[line]))}, "sleva", by=desk.by)
        left = queries.lines(db, invoice.id, by=desk.by)
        assert left["left_base"].min() >= 0
        assert left["left_vat"].min() >= 0
        assert now(db, invoice).open == left["left_base"].sum() + left["left_vat"].sum()
        if now(db, invoice).open:
            actions.credit_all(db, invoice.id, "zbytek", by=desk.by)
        zero = store.rows(
            db,
            "select sum(base) as base, sum(vat) as vat from invoice where id = ?1 or original_id = ?1",
            (invoice.id,),
        )
        assert now(db, invoice).state == "credited"
        assert zero == [{"base": 0, "vat": 0}]


def test_an_advance_from_the_paper_to_the_deduction(desk: Desk) -> None:
    """Advance over three issues → paid → its tax document → each issue's invoice deducts its part, nothing to pay."""
    with store.write() as db:
        advance = issued(db, desk, "advance", (0, 1, 2))
        assert (advance.number, advance.tax_point_on, advance.open) == ("2026200001", None, 363_000)
        with pytest.raises(Refused):
            issued(db, desk, "advance", (0,))
        payment = actions.pay(db, advance.id, 363_000, dt.date(2026, 11, 20), "bank", by=desk.by)
        assert paid_on(db, desk, 2) == "2026-11-20"
        waiting = queries.to_tax(db, by=desk.by).row(0, named=True)
        assert (waiting["payment_id"], waiting["until"]) == (payment, dt.date(2026, 12, 5))
        tax = queries.existing(db, actions.tax_payment(db, payment, by=desk.by))
        assert (tax.kind, tax.tax_point_on, tax.base, tax.vat) == (
            "advance_tax",
            dt.date(2026, 11, 20),
            300_000,
            63_000,
        )
        with pytest.raises(Refused):
            actions.tax_payment(db, payment, by=desk.by)
        with pytest.raises(Refused, match=tax.number):
            actions.take_back(db, payment, "omyl", by=desk.by)
        finals = [issued(db, desk, "invoice", (n,)) for n in range(3)]
        assert [one.open for one in finals] == [0, 0, 0]
        assert [one.state for one in finals] == ["paid"] * 3
        document = queries.document(db, finals[0].id)
        assert (document.paid_ahead, document.to_pay, document.deposits[0].number) == (121_000, 0, tax.number)
        assert queries.deposits_left(db, desk.order) == []
        assert queries.to_tax(db, by=desk.by).is_empty()
        deducted = queries.payments(db, finals[0].id, by=desk.by).row(0, named=True)
        with pytest.raises(Refused):
            actions.take_back(db, deducted["id"], "omyl", by=desk.by)


def test_who_pays_a_whole_advance_pays_its_vat_to_the_haler(desk: Desk) -> None:
    """Two lines whose VAT is rounded up each: counted from the sum it would be a haléř less."""
    with store.write() as db:
        lines = (rules.line("Inzerce 1", 50, 21), rules.line("Inzerce 2", 50, 21))
        advance = actions.issue(db, Draft("advance", desk.party, lines, order_id=desk.order), by=desk.by)
        tax = queries.existing(
            db, actions.tax_payment(db, actions.pay(db, advance, 122, TODAY, "bank", by=desk.by), by=desk.by)
        )
        assert (tax.base, tax.vat, rules.vat_of_total(122, 21)) == (100, 22, 21)


def test_what_came_ahead_is_taxed_before_the_final_invoice_and_the_rest_is_asked_for(desk: Desk) -> None:
    with store.write() as db:
        advance = issued(db, desk, "advance")
        actions.pay(db, advance.id, 60_000, TODAY, "bank", by=desk.by)
        final = issued(db, desk)
        assert (final.total, final.paid, final.open, final.state) == (121_000, 60_000, 61_000, "part")
        (tax,) = [row for row in queries.invoices(db, by=desk.by).iter_rows(named=True) if row["kind"] == "advance_tax"]
        assert (tax["base"], tax["vat"]) == (49_587, 10_413)
        with pytest.raises(Refused):
            actions.withdraw(db, advance.id, "omyl", by=desk.by)


def test_a_taxed_advance_that_is_credited_can_be_taken_back(desk: Desk) -> None:
    with store.write() as db:
        advance = issued(db, desk, "advance")
        payment = actions.pay(db, advance.id, 121_000, TODAY, "bank", by=desk.by)
        tax = actions.tax_payment(db, payment, by=desk.by)
        actions.credit_all(db, tax, "objednávka zrušena", by=desk.by)
        assert queries.deposits_left(db, desk.order) == []
        actions.take_back(db, payment, "vráceno", by=desk.by)
        actions.withdraw(db, advance.id, "objednávka zrušena", by=desk.by)
        assert queries.existing(db, advance.id).state == "withdrawn"
        assert queries.open_invoices(db, by=desk.by).is_empty()


def test_credit_is_not_for_papers_that_are_no_tax_documents(desk: Desk) -> None:
    with store.write() as db:
        for kind, ads in (("advance", (0,)), ("basis", (1,))):
            paper = issued(db, desk, kind, ads)
            with pytest.raises(Refused):
                actions.credit_all(db, paper.id, "omyl", by=desk.by)


def test_an_unknown_invoice_is_said_so(desk: Desk) -> None:
    for ask in (queries.invoice, queries.paper, queries.xml):
        with store.read() as db, pytest.raises(NotFound):
            ask(db, 999, by=desk.by)


def test_an_advance_that_an_invoice_deducted_is_not_given_back_twice(desk: Desk) -> None:
    with store.write() as db:
        advance = issued(db, desk, "advance", (0, 1))
        payment = actions.pay(db, advance.id, 242_000, TODAY, "bank", by=desk.by)
        tax = actions.tax_payment(db, payment, by=desk.by)
        assert issued(db, desk, "invoice", (0,)).state == "paid"
        (line,) = queries.lines(db, tax, by=desk.by)["id"]
        with pytest.raises(Refused, match="2026100001"):
            actions.credit(db, tax, {line: 121_001}, "omyl", by=desk.by)
        actions.credit(db, tax, {line: 121_000}, "druhý inzerát nevyjde", by=desk.by)
        with pytest.raises(Refused, match="2026100001"):
            actions.credit_all(db, tax, "omyl", by=desk.by)
        with pytest.raises(Refused):
            actions.take_back(db, payment, "omyl", by=desk.by)


def test_a_cash_receipt_is_not_paid_over_an_advance(desk: Desk) -> None:
    with store.write() as db:
        advance = issued(db, desk, "advance", (0, 1))
        payment = actions.pay(db, advance.id, 60_000, TODAY, "bank", by=desk.by)
        with pytest.raises(Refused, match="zálohu odečte"):
            issued(db, desk, "cash")
        actions.tax_payment(db, payment, by=desk.by)
        with pytest.raises(Refused, match="zálohu odečte"):
            issued(db, desk, "cash")
        assert issued(db, desk).paid == 60_000
        assert issued(db, desk, "cash", (1,)).state == "paid"


def test_no_advance_is_asked_of_a_buyer_to_whom_no_tax_document_may_be_issued(desk: Desk) -> None:
    for changed in ("country = 'SK', ico = null, dic = ''", "address = ''"):
        with pytest.raises(Refused), store.write() as db:
            db.conn.execute(f"update party set {changed} where id = ?", (desk.party,))
            dear = Draft("advance", desk.party, (rules.line("Inzerce", 1_000_000, 21),), order_id=desk.order)
            actions.issue(db, dear, by=desk.by)


def test_an_advance_that_nobody_paid_waits_for_nothing_once_its_ads_are_invoiced(desk: Desk) -> None:
    with store.write() as db:
        advance = issued(db, desk, "advance", (0, 1))
        first = issued(db, desk, "invoice", (0,))
        half = actions.pay(db, advance.id, 121_000, TODAY, "bank", by=desk.by)
        actions.pay(db, advance.id, 121_000, TODAY, "bank", by=desk.by)
        assert [paid_on(db, desk, n) for n in (0, 1)] == [None, "2026-11-23"]
        actions.take_back(db, half, "patří k faktuře", by=desk.by)
        last = issued(db, desk, "invoice", (1,))
        assert (last.open, paid_on(db, desk, 1)) == (0, "2026-11-23")
        assert queries.open_invoices(db, by=desk.by)["id"].to_list() == [first.id]
        with pytest.raises(Refused, match=last.number):
            actions.pay(db, advance.id, 121_000, TODAY, "bank", by=desk.by)
        with pytest.raises(Refused, match=last.number):
            actions.pay_in_cash(db, advance.id, by=desk.by)


def test_a_basis_for_the_finance_department_asks_nobody_for_what_came_ahead(desk: Desk) -> None:
    with store.write() as db:
        settings.change(db, "invoices.numbered_by", "finance", valid_from=dt.date(2026, 1, 1), by=SYSTEM)
        advance = issued(db, desk, "advance", (0, 1))
        payment = actions.pay(db, advance.id, 242_000, TODAY, "bank", by=desk.by)
        basis = issued(db, desk)
        assert (basis.kind, basis.state, paid_on(db, desk)) == ("basis", "paid", "2026-11-23")
        assert basis.note == "Na zálohovou fakturu 2026200001 už přišlo 2\xa0420\xa0Kč."
        with pytest.raises(Refused, match="podklad k fakturaci"):
            actions.take_back(db, payment, "omyl", by=desk.by)
        actions.withdraw(db, basis.id, "špatný text", by=desk.by)
        assert paid_on(db, desk) == "2026-11-23"
        again, second = issued(db, desk), issued(db, desk, "invoice", (1,))
        assert (again.open, second.open) == (0, 0)
        assert queries.open_invoices(db, by=desk.by).is_empty()
        assert issued(db, desk, "invoice", (2,)).open == 121_000


def test_an_advance_pays_only_the_invoice_of_who_paid_it(desk: Desk) -> None:
    with store.write() as db:
        other, *_ = add_order(db, "Cirkus Humberto", None, number="OBJ-2026-002")
        advance = issued(db, desk, "advance")
        actions.pay(db, advance.id, 60_000, TODAY, "bank", by=desk.by)
        with pytest.raises(Refused, match="Cirkus Humberto"):
            actions.issue(db, replace(desk.draft(), party_id=other), by=desk.by)
        contacts.merge(db, other, desk.party, by=SYSTEM)
        final = actions.issue(db, replace(desk.draft(), party_id=other), by=desk.by)
        assert queries.existing(db, final).open == 61_000

"""From an issued invoice over the bank to a paid ad, through the real rooms; the worker looks into the folder."""

from lib import store
from lib.access import SYSTEM
from lib.bank import actions, queries
from lib.flows import bank_folder, work
from lib.invoices import actions as invoices
from tests.bank.by_hand import statement
from tests.bank.test_confirming import do, suggested
from tests.invoices.conftest import Desk, desk

__all__ = ["desk"]


def test_the_worker_reads_a_statement_and_the_ad_is_paid_when_a_person_confirms(desk: Desk) -> None:
    with store.write() as db:
        invoice = invoices.issue(db, desk.draft(), by=desk.by)
        vs = str(store.scalar(db, "select vs from invoice where id = ?", (invoice,)))
    bank_folder.folder().mkdir(parents=True)
    (bank_folder.folder() / "vypis.gpc").write_bytes(statement((121_000, {"vs": vs, "text": "PEKARSTVI KLAS"})))
    work.ByTheClock().run()
    (payment,) = suggested()
    assert suggested() == {payment: {invoice: 121_000}}
    assert _paid_on(desk) is None
    do(actions.confirm, payment, {invoice: 121_000}, by=desk.by)
    assert _paid_on(desk) == "2026-11-23"
    do(actions.undo, payment, "omyl", by=desk.by)
    assert _paid_on(desk) is None
    with store.read() as db:
        assert queries.line(db, payment, by=SYSTEM).state == "waiting"


def _paid_on(desk: Desk) -> str | None:
    with store.read() as db:
        return store.scalar(db, "select paid_on from ad where id = ?", (desk.ads[0],))

"""The statement of the made-up town: it adds up, it has a payment of every kind, and is made once."""

from lib import config, store
from lib.access import SYSTEM
from lib.bank import queries
from lib.flows import bank_folder
from lib.flows.sample_desk import bank
from tests.bank.conftest import Owing


def fill() -> None:
    with store.write() as db:
        bank.fill(db)


def test_it_has_every_kind_of_payment(owing: Owing) -> None:
    for number in range(8):
        owing(100_000 + 1_000 * number, f"Inzerent {'ABCDEFGH'[number] * 5}")
    fill()
    fill()
    with store.read() as db:
        assert queries.statements(db, by=SYSTEM).height == 1
        found = queries.suggestions(db, by=SYSTEM)
        assert set(found["kind"]) == {"exact", "part", "over"}
        assert queries.unmatched(db, by=SYSTEM)["counter_name"].to_list() == ["ALENA BEZEJMENNA"]
    assert list((config.current().shared / bank_folder.FOLDER).iterdir())
    assert bank_folder.look() == 0


def test_without_invoices_there_is_no_statement(owing: Owing) -> None:
    fill()
    with store.read() as db:
        assert queries.statements(db, by=SYSTEM).is_empty()

"""An office that waits for money: invoices as rows, without their papers."""

import json
from collections.abc import Iterator

import pytest

from lib import clock, i18n, store
from lib.access import User


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Sentences are held to as they are written in the code; how they sound in Czech is not the matter here."""
    with i18n.speaking("en"):
        yield


class Owing:
    """Invoices of made-up advertisers: `owing(121_000)` gives the id of a new one, its symbol is `owing.vs[id]`."""

    def __init__(self) -> None:
        self.vs: dict[int, str] = {}
        self._parties: dict[str, int] = {}

    def __call__(self, total: int, customer: str = "Květinářství Šťastná s.r.o.", due_on: str = "2026-11-30") -> int:
        serial = len(self.vs) + 1
        number = f"20261{serial:05d}"
        with store.write() as db:
            party = self._parties.get(customer) or self._party(db, customer)
            row = {
                "kind": "invoice", "series": "1", "year": 2026, "serial": serial, "number": number, "vs": number,
                "party_id": party, "issued_on": "2026-11-16", "due_on": due_on, "base": total, "vat": 0,
                "total": total, "lines": 1, "supplier": "{}", "customer": json.dumps({"name": customer}), "pdf": "x",
                "hash": "0" * 64, "issued_at": clock.stamp(), "issued_by": "editor",
            }  # fmt: skip
            store.insert_many(db, "invoice", tuple(row), [tuple(row.values())])
            invoice = int(store.scalar(db, "select last_insert_rowid()"))
        self.vs[invoice] = number
        return invoice

    def _party(self, db: store.Database, name: str) -> int:
        store.insert_many(db, "party", ("name", "folded", "created_at"), [(name, name.lower(), clock.stamp())])
        self._parties[name] = int(store.scalar(db, "select last_insert_rowid()"))
        return self._parties[name]


@pytest.fixture
def owing(people: dict[str, User]) -> Owing:
    return Owing()

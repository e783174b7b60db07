"""50 000 orders of ads: revenue month × format and aging against one pass by SQL, their workbook against polars.

    python -m tests.bench.revenue

The answers of both are compared before anything is timed. `write_excel` gets the same columns as they stand in the
file: money as koruny, dates as dates.
"""

import io
import random
import tempfile
from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

from lib import clock, store, xlsx
from lib.access import SYSTEM
from lib.ads.queries import planned
from lib.flows import installation, receivables
from lib.store import Database
from tests.bench import decade
from tests.bench.timing import Row, paired

ORDERS, ADVERTISERS, OURS = 50_000, 3_000, 30_000
"""Of the orders so many stand on invoices of ours, the others only in the spreadsheet; one in five waits for money."""
LIMIT, BOOK_LIMIT, RUNS = 1.5, 0.2, 7
FORMATS = ("1/1 A4", "1/2 A4", "1/4 A4", "1/8 A4", "1/16 A4", "vizitka")
MONTH_BY_FORMAT = """select issue_first, kind, format, count(*), sum(revenue) from ad
    where issue_year = 2026 and not cancelled group by 1, 2, 3"""
AGING = """
select party_id, sum(open) filter (where due_on >= :today), sum(open) filter (where due_on < :today and late <= 30),
    sum(open) filter (where late between 31 and 60), sum(open) filter (where late between 61 and 90),
    sum(open) filter (where late > 90), sum(open) as owed, count(*)
from (select party_id, due_on, open, julianday(:today) - julianday(due_on) as late from (
    select i.party_id, i.due_on, i.total + i.rounding
        - coalesce((select sum(amount) from payment p where p.invoice_id = i.id), 0)
        + coalesce((select sum(total) from invoice c where c.original_id = i.id and c.kind = 'credit'), 0) as open
    from invoice i where i.kind in ('invoice', 'cash', 'basis')
    union all
    select party_id, due_on, receivable from ad
    where order_id is null and paid_on is null and not cancelled and invoice_number <> ''))
where open > 0 group by party_id
"""
COLUMNS = (
    xlsx.Column("order_number", "Číslo objednávky"), xlsx.Column("advertiser", "Inzerent", width=32),
    xlsx.Column("ico", "IČO"), xlsx.Column("issue", "Číslo"), xlsx.Column("kind", "Druh"),
    xlsx.Column("format", "Rozměr"), xlsx.Column("page", "Strana"),
    xlsx.Column("price_without_vat", "Bez DPH", "money"), xlsx.Column("vat", "DPH", "money"),
    xlsx.Column("price_with_vat", "S DPH", "money"), xlsx.Column("invoice_number", "Faktura"),
    xlsx.Column("issued_on", "Vystaveno", "date"), xlsx.Column("due_on", "Splatnost", "date"),
    xlsx.Column("paid_on", "Uhrazeno", "date"), xlsx.Column("note", "Poznámka", width=40),
)  # fmt: skip


def measure() -> Iterator[Row]:
    """Four lines of the table."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch, clock.fixed(decade.NOW):
        patch.setenv("KANCELAR_DATA", folder)
        installation.open_store()
        with store.write() as db:
            fill(db)
        with store.read() as db:
            yield from _questions(db)
            yield _book(db)


def _questions(db: Database) -> Iterator[Row]:
    today = {"today": decade.TODAY.isoformat()}

    def months() -> Any:
        return planned.by_month_and_format(db, 2026, by=SYSTEM)

    def aged() -> Any:
        return receivables.aging(db, by=SYSTEM)

    def bare(sql: str, params: dict[str, str]) -> list[tuple[Any, ...]]:
        return db.conn.execute(sql, params).fetchall()

    assert sorted(months().rows()) == sorted(bare(MONTH_BY_FORMAT, {}))
    mine = aged().by_advertiser.select("party_id", *receivables.BUCKETS, "owed", "claims").rows()
    assert sorted(mine) == sorted(tuple(one or 0 for one in row) for row in bare(AGING, today))
    yield paired(f"revenue month × format of {ORDERS} ads", months, lambda: bare(MONTH_BY_FORMAT, {}), LIMIT, RUNS)
    yield paired(f"aging of {ORDERS} orders by advertiser", aged, lambda: bare(AGING, today), LIMIT, RUNS)


def _book(db: Database) -> Row:
    found = orders(db)
    money = [column.name for column in COLUMNS if column.kind == "money"]
    plain = found.with_columns(pl.col(money) / 100)

    def ours() -> None:
        xlsx.book(xlsx.Sheet("Objednávky", found, COLUMNS))

    def polars() -> None:
        plain.write_excel(io.BytesIO(), "Objednávky")

    return paired(f"xlsx of {ORDERS} orders, {len(COLUMNS)} columns", ours, polars, BOOK_LIMIT, 3)


def orders(db: Database) -> pl.DataFrame:
    """The ads as a list has them."""
    named = {column.name: pl.Date if column.kind == "date" else pl.Int64 if column.kind == "money" else pl.String
             for column in COLUMNS}  # fmt: skip
    sql = """select order_number, name as advertiser, ico, issue_number || '/' || issue_year as issue, ad.kind, format,
        page, price_without_vat, vat, price_with_vat, invoice_number, issued_on, due_on, paid_on, ad.note
        from ad join party on party.id = party_id order by ad.id"""
    return store.frame(db, sql, named)


def fill(db: Database) -> None:
    """Advertisers, orders with an ad each, invoices with a line each, payments."""
    chance, stamp = random.Random(3), clock.stamp()
    columns = ("id", "kind", "name", "folded", "ico", "created_at")
    store.insert_many(db, "party", columns, ((n, "organisation", f"Firma & syn {n}, s.r.o.", f"firma {n}", f"{n:08}",
                                              stamp) for n in range(1, ADVERTISERS + 1)))  # fmt: skip
    rows = [_order(n, chance) for n in range(1, ORDERS + 1)]
    ours = rows[:OURS]
    _insert(db, "ad_order", [
        {"id": row["id"], "number": row["order_number"], "party_id": row["party_id"], "kind": "display",
         "created_at": stamp, "created_by": "system", "updated_at": stamp} for row in ours
    ])  # fmt: skip
    _insert(db, "ad", [row | {"order_id": row["id"] if row["id"] <= OURS else None, "created_at": stamp,
                              "updated_at": stamp} for row in rows])  # fmt: skip
    _insert(db, "invoice", [_invoice(row, stamp) for row in ours])
    _insert(db, "invoice_line", [
        {"invoice_id": row["id"], "position": 1, "text": "Inzerce", "unit_price": row["price_without_vat"], "rate": 21,
         "base": row["price_without_vat"], "vat": row["vat"], "total": row["price_with_vat"], "ad_id": row["id"]}
        for row in ours
    ])  # fmt: skip
    _insert(db, "payment", [
        {"invoice_id": row["id"], "amount": row["price_with_vat"], "paid_on": row["paid_on"], "source": "bank",
         "at": stamp, "by": "system"} for row in ours if row["paid_on"]
    ])  # fmt: skip


def _order(n: int, chance: random.Random) -> dict[str, Any]:
    month, price = n % 12 + 1, chance.randint(50_000, 2_500_000)
    vat = (price * 21 + 50) // 100
    day = f"2026-{month:02}-{n % 28 + 1:02}"
    return {
        "id": n, "order_number": f"OBJ-2026-{n:05}", "issue_year": 2026, "issue_number": str(month),
        "issue_first": month, "party_id": chance.randint(1, ADVERTISERS), "kind": "display",
        "format": chance.choice(FORMATS), "page": str(n % 24), "price_without_vat": price, "vat": vat,
        "price_with_vat": price + vat, "invoice_number": f"20261{n:05}" if n <= OURS else f"26FV{n:05}",
        "issued_on": day, "due_on": day, "paid_on": day if n % 5 else None, "note": "vpravo nahoře" if n % 7 else "",
    }  # fmt: skip


def _invoice(row: dict[str, Any], stamp: str) -> dict[str, Any]:
    return {
        "id": row["id"], "kind": "invoice", "series": "faktury", "year": 2026, "serial": row["id"],
        "number": row["invoice_number"], "vs": row["invoice_number"], "party_id": row["party_id"],
        "order_id": row["id"], "issued_on": row["issued_on"], "tax_point_on": row["issued_on"],
        "due_on": row["due_on"], "base": row["price_without_vat"], "vat": row["vat"], "total": row["price_with_vat"],
        "lines": 1, "supplier": "{}", "customer": "{}", "pdf": "", "hash": "0" * 64, "issued_at": stamp,
        "issued_by": "system",
    }  # fmt: skip


def _insert(db: Database, table: str, rows: list[dict[str, Any]]) -> None:
    store.insert_many(db, table, tuple(rows[0]), [tuple(row.values()) for row in rows])


if __name__ == "__main__":
    for line in measure():
        print(f"{line.job}: {1e3 * line.ours:.1f} ms, peer {1e3 * line.peer:.1f} ms, ratio {line.ratio:.3f}")

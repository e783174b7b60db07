"""What is owed, when money comes, what was planned and what issues earned: counted once, to the haléř."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import audit, clock, store
from lib.access import SYSTEM, User
from lib.ads.actions import planning
from lib.ads.queries import planned
from lib.ads.rules.planning import spread
from lib.errors import BadInput, NotAllowed
from lib.flows import advertisers, receivables
from lib.flows.receivables.aging import bucket
from lib.invoices import actions, queries
from tests.flows.money import invoice
from tests.invoices.orders import add_order

TODAY = dt.date(2026, 11, 23)


def _days_ago(days: int) -> str:
    return (TODAY - dt.timedelta(days=days)).isoformat()


def _sheet_ad(party: int, number: str, **values: object) -> int:
    """An ad that only the spreadsheet knows, 1 210 Kč with VAT."""
    row = {"order_number": number, "issue_year": 2026, "issue_number": "9", "issue_first": 9, "party_id": party,
           "kind": "display", "price_without_vat": 100_000, "vat": 21_000, "price_with_vat": 121_000,
           "created_at": clock.stamp(), "updated_at": clock.stamp(), **values}  # fmt: skip
    with store.write() as db:
        store.insert_many(db, "ad", tuple(row), [tuple(row.values())])
        audit.record(db, SYSTEM, "test", "ad:0")
        return int(store.scalar(db, "select max(id) from ad"))


def _aging() -> receivables.Aging:
    with store.read() as db:
        return receivables.aging(db, by=SYSTEM)


def _sums(found: dict[str, int]) -> list[int]:
    return [found[name] for name in receivables.BUCKETS]


@pytest.mark.parametrize(
    ("days", "name"),
    [(-5, "not_due"), (0, "not_due"), (1, "to_30"), (30, "to_30"), (31, "to_60"), (60, "to_60"), (61, "to_90"),
     (90, "to_90"), (91, "over_90"), (400, "over_90")],
)  # fmt: skip
def test_how_late_a_claim_is(people: dict[str, User], days: int, name: str) -> None:
    invoice("Pekařství Klas s.r.o.", "99000024", "OBJ-1", _days_ago(420), _days_ago(days))
    party = store_party("Květiny Lípa", "99000032")
    _sheet_ad(party, "T-1", invoice_number="250001", due_on=_days_ago(days))
    found = _aging()
    assert _sums(found.total) == [242_000 if one == name else 0 for one in receivables.BUCKETS]
    assert bucket(days if days > 0 else None) == name
    assert found.overdue == (0 if name == "not_due" else 242_000)


def store_party(name: str, ico: str) -> int:
    with store.write() as db:
        return add_order(db, name, ico, issues=0, number=f"X-{ico}")[0]


def test_nothing_is_counted_twice(people: dict[str, User]) -> None:
    """Our invoice of an ad; the same ad typed again in the spreadsheet with our number; an ad only there."""
    from lib.invoices import rules
    from lib.invoices.records import Draft

    with store.write() as db:
        party, order, ads = add_order(db, "Pekařství Klas s.r.o.", "99000024")
        line = rules.line("Inzerce", 100_000, 21, ad_id=ads[0])
        number = queries.existing(
            db, actions.issue(db, Draft("invoice", party, (line,), order_id=order), by=SYSTEM)
        ).number
        actions.issue(db, Draft("advance", party, (line,)), by=SYSTEM)
    _sheet_ad(party, "T-1", invoice_number=number, issued_on="2026-11-23")
    _sheet_ad(party, "T-2", invoice_number="250001", issued_on="2026-11-01")
    _sheet_ad(party, "T-3")
    _sheet_ad(party, "T-4", invoice_number="250002", issued_on="2026-10-01", paid_on="2026-10-02")
    _sheet_ad(party, "T-5", invoice_number="250003", issued_on="2026-10-01", cancelled=1)
    found = _aging()
    assert (found.total["owed"], found.total["claims"], found.total["from_sheet"]) == (242_000, 2, 1)
    with store.read() as db:
        owed = receivables.owed(db, party, by=SYSTEM)
        assert owed.select("source", "number", "days_overdue").rows() == [
            ("sheet", "250001", 8),
            ("invoice", number, None),
        ]
        assert advertisers.debts(db, by=SYSTEM)["open"].sum() == found.total["owed"]


def test_what_was_paid_in_part_or_credited_is_owed_less(people: dict[str, User]) -> None:
    one, _, party = invoice("Pekařství Klas s.r.o.", "99000024", "OBJ-1", "2026-11-01", "2026-11-10")
    two, _, _ = invoice("", "", "", "2026-11-02", "2026-11-30", party=party)
    with store.write() as db:
        actions.pay(db, one, 21_000, TODAY, "hand", by=SYSTEM)
        actions.credit(db, two, {queries.lines(db, two, by=SYSTEM)["id"][0]: 60_500}, "Sleva", by=SYSTEM)
    found = _aging()
    assert _sums(found.total) == [60_500, 100_000, 0, 0, 0]
    assert found.by_advertiser["owed"].to_list() == [160_500]
    with store.write() as db:
        actions.pay(db, one, 150_000, TODAY, "hand", by=SYSTEM)
    assert _sums(_aging().total) == [60_500, 0, 0, 0, 0]


def test_an_advertiser_that_was_merged_owes_as_the_one_that_was_kept(people: dict[str, User]) -> None:
    _, _, party = invoice("Pekařství Klas s.r.o.", "99000024", "OBJ-1", "2026-11-01", "2026-11-10")
    _, _, kept = invoice("Klas", None, "OBJ-2", "2026-11-01", "2026-12-10")  # type: ignore[arg-type]
    with store.write() as db:
        db.conn.execute("update party set merged_into = ? where id = ?", (kept, party))
    rows = _aging().by_advertiser.select("party_id", "advertiser", "owed", "to_30", "not_due").rows()
    assert rows == [(kept, "Klas", 242_000, 121_000, 121_000)]


def test_nobody_owes_anything(office: object) -> None:
    found = _aging()
    assert found.by_advertiser.is_empty()
    assert found.total == dict.fromkeys((*receivables.BUCKETS, "owed", "claims", "from_sheet"), 0)


def _expected(weeks: int = 8) -> receivables.Expected:
    with store.read() as db:
        return receivables.expected(db, weeks, by=SYSTEM)


def test_money_of_the_next_weeks(people: dict[str, User]) -> None:
    _, _, party = invoice("Pekařství Klas s.r.o.", "99000024", "OBJ-1", "2026-11-01", "2026-11-10")
    for due in ("2026-11-23", "2026-11-29", "2026-11-30", "2027-03-01"):
        invoice("", "", "", "2026-11-02", due, party=party)
    found = _expected()
    assert found.weeks.head(2).rows() == [(TODAY, 242_000, None), (dt.date(2026, 11, 30), 121_000, None)]
    assert (found.overdue, found.later, found.delay) == (121_000, 121_000, None)
    assert found.weeks["due"].sum() + found.overdue + found.later == _aging().total["owed"]


def test_how_late_people_usually_pay_is_said_only_from_enough_payments(people: dict[str, User]) -> None:
    party = store_party("Květiny Lípa", "99000032")
    for n in range(9):
        _sheet_ad(party, f"T-{n}", invoice_number=f"25{n}", due_on="2026-10-01", paid_on="2026-10-09")
    invoice("", "", "", "2026-11-02", "2026-11-24", party=party)
    assert _expected().delay is None
    _sheet_ad(party, "T-9", invoice_number="259", due_on="2026-10-01", paid_on="2026-10-09")
    found = _expected()
    assert found.delay == receivables.Delay(8, 10)
    assert found.weeks["due"].head(2).to_list() == [121_000, 0]
    assert found.weeks["usual"].head(2).to_list() == [0, 121_000]  # 24. 11. + 8 days = 2. 12.


@given(st.integers(0, 10**10), st.lists(st.integers(0, 10**9), min_size=12, max_size=12))
def test_a_year_is_spread_to_the_haler(amount: int, weights: list[int]) -> None:
    parts = spread(amount, weights)
    assert sum(parts) == amount
    assert all(part >= 0 for part in parts)
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if not weight and any(weights))


def test_a_plan_is_spread_by_last_year_and_mended_by_month(people: dict[str, User]) -> None:
    party = store_party("Květiny Lípa", "99000032")
    _sheet_ad(party, "T-1", issue_year=2025, issue_first=9, price_without_vat=300_000)
    _sheet_ad(party, "T-2", issue_year=2025, issue_first=12, price_without_vat=100_000)
    _sheet_ad(party, "T-3", issue_year=2026, issue_first=9, price_without_vat=250_000)
    with store.write() as db:
        planning.plan_year(db, 2026, 800_000, by=people["editor"])
        planning.plan_months(db, 2026, {1: None, 10: 5_000}, by=people["editor"])
        found = planned.plan(db, 2026, by=people["reader"])
        rows = {row["month"]: row for row in found.iter_rows(named=True)}
    assert [rows[month]["plan"] for month in (1, 9, 10, 12)] == [None, 600_000, 5_000, 200_000]
    assert (rows[9]["revenue"], rows[9]["less"], rows[1]["less"]) == (250_000, -350_000, None)
    assert planned.planned_by_now(found) == (605_000, 250_000)


def test_a_plan_that_makes_no_sense(people: dict[str, User]) -> None:
    with store.write() as db:
        with pytest.raises(BadInput):
            planning.plan_year(db, 2026, -1, by=people["editor"])
        with pytest.raises(BadInput):
            planning.plan_months(db, 2026, {1: -1}, by=people["editor"])
        with pytest.raises(BadInput):
            planning.plan_year(db, 26, 100, by=people["editor"])
        with pytest.raises(NotAllowed):
            planning.plan_year(db, 2026, 100, by=people["reader"])


def test_what_issues_earned_against_their_cost(people: dict[str, User]) -> None:
    party = store_party("Květiny Lípa", "99000032")
    _sheet_ad(party, "T-1", issue_first=9, issue_number="9")
    _sheet_ad(party, "T-2", issue_first=10, issue_number="10")
    _sheet_ad(party, "T-3", issue_first=12, issue_number="12")
    columns = ("year", "first", "number", "closes_at", "out_on", "copies", "print_cost", "distribution_cost")
    with store.write() as db:
        store.insert_many(db, "paper_issue", columns, [
            (2026, 9, "9", "2026-08-20T12:00", "2026-08-30", 12_000, 9_000_000, 1_500_000),
            (2026, 8, "8", "2026-07-20T12:00", "2026-07-30", 12_000, 100, None),
        ])  # fmt: skip
        found = planned.results(db, 2026, by=SYSTEM)
    assert found.select("issue", "ads", "revenue", "result").rows() == [
        ("8", 0, 0, -100), ("9", 1, 100_000, -10_400_000), ("10", 1, 100_000, None),
    ]  # fmt: skip


def test_sizes_by_months_and_pages(people: dict[str, User]) -> None:
    party = store_party("Květiny Lípa", "99000032")
    _sheet_ad(party, "T-1", format="1/4", page="3")
    _sheet_ad(party, "T-2", format="1/4", page="3")
    _sheet_ad(party, "T-3", format="1/8", issue_first=12, issue_number="12", page="5")
    _sheet_ad(party, "T-4", format="1/8", issue_year=2025, page="3")
    _sheet_ad(party, "T-5", format="1/8", cancelled=1)
    with store.read() as db:
        grid = planned.by_month_and_format(db, 2026, by=SYSTEM)
        pages = planned.by_page(db, 2026, by=SYSTEM)
    assert grid.rows() == [(9, "display", "1/4", 2, 200_000), (12, "display", "1/8", 1, 100_000)]
    assert pages.rows() == [("3", 2, 200_000, 100_000)]
    assert pages.schema["revenue"] == pl.Int64

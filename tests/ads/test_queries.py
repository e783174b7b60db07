"""What ads earn: the parts give the whole, a running year is compared with the same days, nothing counts twice."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import clock, store
from lib.access import SYSTEM
from lib.ads import queries
from lib.errors import NotFound
from tests.ads.orders import add
from tests.laws import examples

YEAR = 2026


def test_revenue_is_without_vat_and_nothing_of_a_cancelled_ad(office: Path) -> None:
    add(
        {},
        {"note": "STORNO", "price_without_vat": 99999900},
        {"price_with_vat": 336700},  # the sum is wrong, the price without VAT still counts
        {"price_without_vat": None, "vat": 21000, "price_with_vat": 121000},
        {"price_without_vat": None, "vat": None},
    )
    with store.read() as db:
        assert queries.of_year(db, YEAR, by=SYSTEM).revenue == 270000 + 270000 + 100000
        assert queries.ads(db, by=SYSTEM).filter("cancelled")["revenue"].to_list() == [0]
        assert queries.ads(db, by=SYSTEM)["receivable"].sum() == 326700 + 336700 + 121000 + 326700


def test_a_running_year_counts_issues_that_are_out_and_so_does_the_last_one(office: Path) -> None:
    add({"issue": "11/2026"}, {"issue": "12/2026"}, {"issue": "11/2025"}, {"issue": "12/2025"})
    with store.read() as db:
        now = queries.of_year(db, YEAR, by=SYSTEM)
        last = queries.of_year(db, YEAR - 1, by=SYSTEM)
    assert (now.revenue, now.last_year, now.ordered, now.ordered_ads) == (270000, 270000, 270000, 1)
    assert (now.whole_last_year, now.change) == (540000, 0)
    assert (last.revenue, last.last_year, last.change) == (540000, 0, None)


def test_months_keep_orders_ahead_apart(office: Path) -> None:
    add({"issue": "7–8/2026"}, {"issue": "12/2026"}, {"issue": "12/2025"})
    with store.read() as db:
        months = queries.by_month(db, YEAR, by=SYSTEM)
    assert months["month"].to_list() == list(range(1, 13))
    assert months.row(6) == (7, 270000, 0, 0)
    assert months.row(11) == (12, 0, 270000, 270000)


def test_issues_stand_beside_those_of_last_year(office: Path) -> None:
    add({"issue": "7–8/2026"}, {"issue": "7/2025"}, {"issue": "3/2025"})
    with store.read() as db:
        assert queries.by_issue(db, YEAR, by=SYSTEM).rows() == [(3, "3", 0, 0, 270000), (7, "7–8", 1, 270000, 270000)]


def test_unpaid_ads_come_the_latest_first_with_how_late_they_are(office: Path) -> None:
    add(
        {"due_on": dt.date(2026, 12, 1)},
        {"due_on": dt.date(2026, 11, 20)},
        {"due_on": dt.date(2026, 5, 1)},
        {"due_on": dt.date(2026, 5, 1), "paid_on": dt.date(2026, 5, 2)},
        {"due_on": dt.date(2026, 5, 1), "note": "storno"},
        {"due_on": None, "issued_on": dt.date(2026, 11, 1)},  # due after ads.due_days
        {"due_on": None, "issued_on": None, "invoice_number": None},
    )
    with store.read() as db:
        found = queries.unpaid(db, by=SYSTEM).select("id", "due_on", "days_overdue", "bucket", "state").rows()
    assert found == [
        (3, dt.date(2026, 5, 1), 206, "over 90 days", "overdue"),
        (6, dt.date(2026, 11, 15), 8, "up to 30 days", "overdue"),
        (2, dt.date(2026, 11, 20), 3, "up to 30 days", "overdue"),
        (1, dt.date(2026, 12, 1), None, None, "unpaid"),
    ]


def test_who_has_not_come_back_are_firms_that_advertised_last_year_only(office: Path) -> None:
    add(
        {"advertiser": "Pekařství Klas", "issue": "5/2025"},
        {"advertiser": "Optika", "issue": "5/2025"},
        {"advertiser": "Optika", "issue": "12/2026"},
        {"advertiser": "Kino", "issue": "5/2025"},
        {"advertiser": "Kino", "issue": "6/2026", "note": "STORNO"},
        {"advertiser": "Jan Novák", "issue": "5/2025", "kind": "kronika"},
        {"advertiser": "Dávná firma", "issue": "5/2024"},
    )
    with store.read() as db:
        found = queries.not_back(db, YEAR, by=SYSTEM)
    assert found.select("advertiser", "ads", "last_issue_day").rows() == [
        ("Kino", 1, dt.date(2025, 5, 1)),
        ("Pekařství Klas", 1, dt.date(2025, 5, 1)),
    ]


def test_years_and_their_totals(office: Path) -> None:
    add({}, {"issue": "12/2026"}, {"issue": "1/2024"}, {"issue": "1/2024", "note": "storno"})
    with store.read() as db:
        assert queries.years(db, by=SYSTEM) == [2026, 2024]
        assert queries.by_year(db, by=SYSTEM).rows() == [(2024, 1, 270000), (2026, 2, 540000)]
        assert queries.issues(db, by=SYSTEM)["revenue"].sum() == 810000


def test_an_empty_office_answers_too(office: Path) -> None:
    with store.read() as db:
        year = queries.of_year(db, YEAR, by=SYSTEM)
        assert (year.ads, year.revenue, year.change) == (0, 0, None)
        assert queries.by_month(db, YEAR, by=SYSTEM)["revenue"].sum() == 0
        assert queries.unpaid(db, by=SYSTEM).is_empty()
        assert queries.years(db, by=SYSTEM) == []


def test_an_ad_that_is_not_there(office: Path) -> None:
    with store.read() as db, pytest.raises(NotFound):
        queries.ad(db, 77, by=SYSTEM)


_ADS = st.lists(
    st.fixed_dictionaries(
        {
            "issue": st.builds("{}/{}".format, st.integers(1, 12), st.integers(YEAR - 2, YEAR)),
            "advertiser": st.sampled_from(("Optika", "Kino", "Pekařství Klas", "Jan Novák")),
            "kind": st.sampled_from(("plošná", "řádková soukromá", "kronika", None)),
            "format": st.sampled_from(("1/4", "1/8", None)),
            "price_without_vat": st.none() | st.integers(0, 10**7),
            "note": st.sampled_from((None, "STORNO", "hotově")),
        }
    ),
    max_size=25,
)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ads=_ADS, year=st.integers(YEAR - 2, YEAR), month=st.integers(1, 12))
def test_the_parts_give_the_whole(office: Path, ads: list[dict[str, Any]], year: int, month: int) -> None:
    with store.write() as db:
        db.conn.execute("delete from ad")
    add(*ads)
    with store.read() as db, clock.fixed(f"{YEAR}-{month:02}-15T08:00:00+01:00"):
        total = queries.of_year(db, year, by=SYSTEM)
        parts = [query(db, year, by=SYSTEM) for query in (queries.by_issue, queries.by_advertiser, queries.by_format)]
        months = queries.by_month(db, year, by=SYSTEM)
        whole = dict(queries.by_year(db, by=SYSTEM).select("year", "revenue").iter_rows())
    for part in parts:
        assert (part["revenue"].sum(), part["last_year"].sum()) == (total.revenue, total.last_year)
        assert part["ads"].sum() == total.ads
    assert (months["revenue"].sum(), months["ordered"].sum()) == (total.revenue, total.ordered)
    assert months["last_year"].sum() == total.whole_last_year == whole.get(year - 1, 0)
    assert total.revenue + total.ordered == whole.get(year, 0)

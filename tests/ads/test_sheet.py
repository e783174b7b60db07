"""The office's spreadsheets of ads come in exactly: what is right, what is told, what is left out."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from data.samples.expected import EXPECTED
from lib import store
from lib.access import SYSTEM
from lib.ads import queries, sheet
from lib.flows import sheet_sync
from lib.sheets import runs, sources
from tests.ads.orders import add, rows

WANTED = EXPECTED["ads"]
TOLERATED = ("bad_ico", "impossible_dates", "wrong_sums", "cancelled")
Again = Callable[[], dict[str, int]]


def test_the_sample_files_come_in_with_the_expected_problems(imported: Again) -> None:
    with store.read() as db:
        ads = queries.ads(db, by=SYSTEM)
        told = Counter(
            row["sentence"] for row in store.rows(db, "select sentence from import_problem where sheet <> ''")
        )
        blocking = store.scalar(db, "select count(*) from import_problem where blocks")
    assert ads.height == WANTED["good"] + sum(WANTED[name] for name in TOLERATED)
    assert ads["cancelled"].sum() == WANTED["cancelled"]
    assert told[sheet.WRONG_SUM] == WANTED["wrong_sums"]
    assert told[sheet.NO_ISSUE] == blocking == WANTED["unknown_issues"]
    assert sum(count for sentence, count in told.items() if "does not exist" in sentence) == WANTED["impossible_dates"]
    assert sum(count for sentence, count in told.items() if sentence.startswith("IČO")) == WANTED["bad_ico"]
    assert sum(told.values()) == sum(WANTED[name] for name in (*TOLERATED[:3], "unknown_issues"))


def test_the_overdue_ones_are_those_and_the_one_whose_payment_cannot_be_read(imported: Again) -> None:
    with store.read() as db:
        overdue = queries.unpaid(db, by=SYSTEM).filter(state="overdue")
        unreadable = store.scalar(db, "select count(*) from import_problem where heading = 'Uhrazeno dne'")
    assert unreadable == 1
    assert overdue.height == WANTED["overdue"] + unreadable


def test_a_second_import_doubles_nothing(imported: Again) -> None:
    ids = imported()
    with store.read() as db:
        assert queries.ads(db, by=SYSTEM).height == WANTED["good"] + sum(WANTED[name] for name in TOLERATED)
        last = runs.load(db, runs.last(db, ids["inzerce-bn.xlsx"]))
    assert (last.new, last.changed) == (0, 0)


def test_an_undone_import_leaves_no_ad(imported: Again) -> None:
    ids = imported()
    with store.write() as db:
        for source_id in ids.values():
            first = store.scalar(db, "select min(id) from import_run where source_id = ?", (source_id,))
            sheet_sync.undo(db, first, by=SYSTEM)
        assert queries.ads(db, by=SYSTEM).is_empty()


def test_firms_are_organisations_and_citizens_are_people(imported: Again) -> None:
    with store.read() as db:
        kinds = store.rows(
            db, "select distinct ad.kind as ad, party.kind as party from ad join party on party.id = party_id"
        )
    assert {(row["ad"], row["party"]) for row in kinds} == {
        ("display", "organisation"),
        ("business_line", "organisation"),
        ("private_line", "person"),
        ("chronicle", "person"),
    }


def test_another_spreadsheet_with_the_same_order_is_tied_to_the_ad_there_is(office: Path) -> None:
    (_, ad_id) = add({"order_number": "OI-7"}, {"order_number": "OI-7", "issue": "5/2026"})
    text = "Obj. č.;Číslo BN;Inzerent;Cena bez DPH\noi-7;05/2026;Truhlářství Javorek;3000\n"
    with store.write() as db:
        source_id = sources.add(db, "kopie", "ads.ads", "upload", "", by=SYSTEM)
    sheet_sync.import_source(source_id, by=SYSTEM, upload=("kopie.csv", text.encode()))
    with store.read() as db:
        assert queries.ads(db, by=SYSTEM).height == 2
        assert queries.ad(db, ad_id, by=SYSTEM).price_without_vat == 300000


def test_what_the_store_says_now_goes_back_unchanged(office: Path) -> None:
    ids = add(
        {}, {"issue": "7–8/2026", "kind": "společenská kronika", "note": "STORNO"}, {"kind": "něco", "page": None}
    )
    with store.write() as db:
        before = sheet.ADS.current(db, ids)
        sheet.ADS.update(db, before, SYSTEM)
        assert sheet.ADS.current(db, ids).equals(before)


def test_what_was_read_is_what_the_store_says(office: Path) -> None:
    said = rows({"paid_on": dt.date(2026, 4, 20), "note": "hotově"}, {"advertiser": "  Optika   U Mostu "})
    with store.write() as db:
        ids = sheet.ADS.insert(db, said, SYSTEM)
        assert sheet.ADS.current(db, ids).drop("record_id").equals(said)


@pytest.mark.parametrize(
    ("change", "field", "blocks"),
    [
        ({}, None, False),
        ({"issue": "13/2026"}, "issue", True),
        ({"price_with_vat": 336700}, "price_with_vat", False),
        ({"price_without_vat": None}, "price_without_vat", False),
        ({"price_without_vat": None, "vat": None, "note": "storno"}, None, False),
    ],
)
def test_what_is_told_of_a_row(office: Path, change: dict[str, object], field: str | None, blocks: bool) -> None:
    with store.read() as db:
        told = sheet.ADS.check(db, rows({}, change))
    expected = [(1, field, blocks)] if field else []
    assert told.select("position", "field", "blocks").rows() == expected


def test_the_kind_follows_what_people_call_it() -> None:
    said = rows(*({"kind": word} for word in ("PLOŠNÁ ", "řádková soukromá", "Řádková komerční", "kronika", "?", None)))
    assert said["kind"].to_list() == ["display", "private_line", "business_line", "chronicle", "other", "other"]

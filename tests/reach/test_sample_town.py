"""The sample town's files become readings: each encoding, each number that the samples promise."""

import datetime as dt
from pathlib import Path

import pytest

from data.samples.expected import EXPECTED, ON_DEFAULT_DAY
from lib import store
from lib.access import SYSTEM
from lib.flows import sheet_sync
from lib.reach import queries
from tests.reach import exports

pytestmark = pytest.mark.usefixtures("office")
NEW = {
    "dosah-rucne.xlsx": EXPECTED["reach_by_hand"]["good"],
    "meta-facebook-obsah-2026-10.csv": ON_DEFAULT_DAY["facebook_rows"]["2026-10"],
    "meta-facebook-obsah-2026-11.csv": ON_DEFAULT_DAY["facebook_rows"]["2026-11"],
    "meta-instagram-obsah-2026-11.csv": EXPECTED["posts"]["instagram"],
    "facebook-sledujici.csv": None,
    "matomo-stranky-2026-09.csv": ON_DEFAULT_DAY["matomo_rows"]["2026-09"],
    "matomo-stranky-2026-10.csv": ON_DEFAULT_DAY["matomo_rows"]["2026-10"],
}


def test_everything_is_read_once_and_a_second_import_changes_nothing() -> None:
    imported = {name: exports.sample(kind, name) for kind, name in exports.SAMPLE_FILES}
    for name, (_, run) in imported.items():
        assert run.new == (NEW[name] or run.new), name
        assert (run.changed, run.conflicts) == (0, 0)
        assert run.problems == (EXPECTED["reach_by_hand"]["values_in_words"] if name == "dosah-rucne.xlsx" else 0)
    before = exports.scalar("select count(*) || '/' || max(id) from reading")
    for name, (source_id, first) in imported.items():
        again = exports.take(source_id, name, (exports.SAMPLES / name).read_bytes())
        assert (again.new, again.changed, again.unchanged) == (0, 0, first.new), name
    assert exports.scalar("select count(*) || '/' || max(id) from reading") == before
    for channel, count in EXPECTED["posts"].items():
        found = exports.scalar("select count(*) from media_post where channel = ? and kind <> 'page'", channel)
        assert found == count, channel
    days = "select group_concat(distinct snapshot_on) from reading where channel = 'facebook' and post_id is not null"
    assert exports.scalar(days) == "2026-10-31,2026-11-22"


def test_words_instead_of_numbers_are_told_and_missing_months_offered() -> None:
    source_id, run = exports.sample("reach.by_hand", "dosah-rucne.xlsx")
    with store.read() as db:
        plan = sheet_sync.plan(db, source_id, by=SYSTEM, upload=("d.xlsx", _bytes("dosah-rucne.xlsx")))
        gaps = queries.missing(db, dt.date(2026, 10, 1), by=SYSTEM)
    assert run.problems == 3
    assert sorted(plan.problems()["value"]) == ["1,2 tis.", "cca 3 200", "nezjištěno"]
    assert gaps.rows() == [("radio", "broadcasts", dt.date(2026, 7, 1))]


def test_the_daily_series_is_utf16_with_sep_and_a_title() -> None:
    data = _bytes("facebook-sledujici.csv")
    lines = data.decode("utf-16").splitlines()
    assert data[:2] == b"\xff\xfe"
    assert lines[0] == "sep=,"
    exports.sample("reach.page_series", "facebook-sledujici.csv")
    with store.read() as db:
        daily = queries.daily(db, "facebook", "new_followers", by=SYSTEM)
        month = queries.series(db, by=SYSTEM).filter(month=dt.date(2026, 10, 1))
    assert daily.height == len(lines) - 3
    october = [int(line.split('"')[3]) for line in lines[3:] if line.startswith('"2026-10-')]
    assert month.select("metric", "value", "days").rows() == [("new_followers", sum(october), len(october))]


def test_two_exports_are_two_snapshots() -> None:
    for month in ("10", "11"):
        exports.sample("reach.facebook", f"meta-facebook-obsah-2026-{month}.csv")
    with store.read() as db:
        october = queries.posts(db, dt.date(2026, 10, 1), dt.date(2026, 10, 31), by=SYSTEM)
    assert october["snapshot_on"].unique().to_list() == [dt.date(2026, 11, 22)]
    assert october["before_on"].unique().to_list() == [dt.date(2026, 10, 31)]
    assert october["reach_growth"].min() >= 0
    assert october["reach_growth"].max() > 0
    newest = exports.scalar(
        "select sum(value) from reading where metric = 'reach' and snapshot_on = '2026-11-22' and post_id in"
        " (select id from media_post where published_on like '2026-10-%')"
    )
    assert october["reach"].sum() == newest


def _bytes(name: str) -> bytes:
    return (Path(exports.SAMPLES) / name).read_bytes()

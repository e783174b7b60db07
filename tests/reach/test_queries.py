"""Channels side by side: what is compared, what is missing, and that nothing is added up across channels."""

import datetime as dt
import re
from pathlib import Path

import polars as pl
import pytest

from lib import clock, settings, store
from lib.access import SYSTEM, User
from lib.reach import actions, queries, rules
from tests.reach import exports
from tests.reach.exports import hand, meta, post, source, take

pytestmark = pytest.mark.usefixtures("office")
ROOT = Path(__file__).resolve().parent.parent.parent
OCTOBER = dt.date(2026, 10, 1)


def _kept(*lines: str) -> None:
    take(source("reach.by_hand"), "r.csv", hand(*lines))


def _overview(month: dt.date = OCTOBER) -> dict[tuple[str, str], dict[str, object]]:
    with store.read() as db:
        found = queries.overview(db, month, by=SYSTEM)
    return {(row["channel"], row["metric"]): row for row in found.iter_rows(named=True)}


def test_a_month_stands_beside_the_one_before_and_the_same_last_year() -> None:
    _kept("10/2026;Web;návštěvy;120;;;", "9/2026;Web;návštěvy;100;;;", "10/2025;Web;návštěvy;240;;;")
    row = _overview()["web", "visits"]
    assert (row["value"], row["previous"], row["last_year"]) == (120, 100, 240)
    assert row["previous_change"] == pytest.approx(0.2)
    assert row["last_year_change"] == pytest.approx(-0.5)


def test_a_break_in_measuring_is_told_and_not_compared() -> None:
    _kept("10/2026;Facebook;dosah;120;;;", "9/2026;Facebook;dosah;100;;;", "10/2025;Facebook;dosah;240;;;")
    row = _overview()["facebook", "reach"]
    assert row["previous_change"] == pytest.approx(0.2)
    assert (row["last_year"], row["last_year_change"], row["last_year_break"]) == (240, None, dt.date(2026, 6, 15))


def test_numbers_under_another_name_are_not_compared() -> None:
    take(source("reach.page_series"), "f.csv", b'"Facebook follows"\n"Date","Primary"\n"2026-09-05","4"\n')
    _kept("10/2026;Facebook;nov\u00ed sleduj\u00edc\u00ed;8;;;")
    row = _overview()["facebook", "new_followers"]
    assert (row["value"], row["previous"], row["previous_change"]) == (8, 4, None)


def test_a_missing_number_leaves_its_card() -> None:
    _kept("9/2026;Web;návštěvy;100;;;", "10/2026;TV;reportáže;4;;;")
    assert _overview()["web", "visits"]["value"] is None
    with store.read() as db:
        gaps = queries.missing(db, OCTOBER, by=SYSTEM)
    assert gaps.rows() == [("web", "visits", OCTOBER)]


def test_readers_of_the_paper_are_an_estimate_of_their_time(people: dict[str, User]) -> None:
    _kept("9/2026;Brázdovské noviny;náklad;12800;;;", "10/2026;Brázdovské noviny;náklad;12800;;;")
    with store.write() as db:
        settings.change(db, "reach.readers_per_copy", 2.0, valid_from=dt.date(2026, 10, 15), by=people["head"])
    row = _overview()["paper", "readers"]
    assert (row["value"], row["previous"], row["estimated"]) == (25600, 28160, True)
    assert row["previous_change"] is None, "another number of readers per copy is another way of measuring"
    assert _overview()["paper", "copies"]["estimated"] is False


def test_days_make_a_month_only_where_they_may_be_added() -> None:
    text = '"Facebook follows"\n"Date","Primary"\n"2026-10-01","2"\n"2026-10-31","3"\n'
    text += '"Facebook reach"\n"Date","Primary"\n"2026-10-01","900"\n"2026-10-02","800"\n'
    take(source("reach.page_series"), "f.csv", text.encode())
    found = _overview()
    assert found["facebook", "new_followers"]["value"] == 5
    assert ("facebook", "reach") not in found, "people reached on two days are the same people"


def test_a_month_typed_by_the_office_beats_the_sum_of_days(people: dict[str, User]) -> None:
    take(source("reach.page_series"), "f.csv", b'"Facebook follows"\n"Date","Primary"\n"2026-10-05","4"\n')
    with store.write() as db:
        actions.record(db, "facebook", "new_followers", OCTOBER, 9, by=people["editor"])
    assert _overview()["facebook", "new_followers"]["value"] == 9


def test_best_posts_of_one_channel() -> None:
    take(source("reach.facebook"), "a.csv", meta([post("1", 10), post("2", 500), post("3", 40)]))
    take(source("reach.instagram"), "a.csv", meta([post("9", 9000)]))
    with store.read() as db:
        found = queries.best(db, "facebook", OCTOBER, rules.month_end(OCTOBER), 2, by=SYSTEM)
        assert queries.span(db, by=SYSTEM) == [2026]
    assert found["reach"].to_list() == [500, 40]
    assert found["interactions"].to_list() == [8, 8]
    assert found["rate"].to_list() == pytest.approx([8 / 500, 0.2])


def test_no_number_is_ever_the_sum_of_two_channels() -> None:
    """Prime numbers: a sum of any two channels would be none of them."""
    values = {"Web;návštěvy": 101, "Facebook;dosah": 1009, "Instagram;dosah": 10007, "TV;diváci": 100003}
    _kept(*[f"10/2026;{name};{value};;;" for name, value in values.items()])
    take(source("reach.facebook"), "a.csv", meta([post("1", 31)]))
    take(source("reach.instagram"), "a.csv", meta([post("1", 61)]))
    with store.read() as db:
        frames = [
            queries.overview(db, OCTOBER, by=SYSTEM), queries.series(db, by=SYSTEM),
            queries.posts(db, OCTOBER, dt.date(2026, 12, 31), by=SYSTEM),
        ]  # fmt: skip
    allowed = set(values.values()) | {31, 61}
    for frame in frames:
        told = frame["value" if "value" in frame.columns else "reach"].drop_nulls().to_list()
        assert set(told) <= allowed


def test_queries_add_only_within_a_channel() -> None:
    """Read the source: every sum of SQL groups by channel first, no frame is summed by column anywhere in reach."""
    files = [
        *(ROOT / "lib/reach").rglob("*.py"),
        *(ROOT / "pages/reach").glob("*.py"),
        *(ROOT / "lib/ui").glob("reach*.py"),
    ]
    assert len(files) > 10
    for file in files:
        text = file.read_text(encoding="utf-8")
        for found in re.finditer(r"[^_.\w]sum\([a-z]", text):
            grouped = re.search(r"group by ([\w, ]+)", text[found.start() :])
            assert grouped, f"{file.name}: a sum without groups"
            assert grouped[1].startswith("channel, metric"), f"{file.name}: a sum across channels"
        assert ".sum(" not in text, f"{file.name}: a column of numbers is added up"


def test_a_fresh_office_has_nothing_and_says_so() -> None:
    with store.read() as db:
        assert queries.overview(db, OCTOBER, by=SYSTEM).is_empty()
        assert queries.missing(db, OCTOBER, by=SYSTEM).is_empty()
        assert queries.posts(db, OCTOBER, clock.today(), by=SYSTEM).is_empty()
        assert queries.span(db, by=SYSTEM) == []
        assert queries.daily(db, "facebook", "reach", by=SYSTEM).is_empty()
        assert isinstance(queries.series(db, by=SYSTEM).schema["estimated"], pl.Boolean)


def test_the_growing_store_keeps_the_newest_snapshot_only_on_screen() -> None:
    facebook = exports.source("reach.facebook")
    for day in (10, 20, 30):
        take(facebook, f"e-2026-10-{day}.csv", meta([post("1", day * 10, at="10/01/2026 08:00")]))
    with store.read() as db:
        row = queries.posts(db, OCTOBER, rules.month_end(OCTOBER), by=SYSTEM).row(0, named=True)
    assert (row["reach"], row["reach_growth"], row["before_on"]) == (300, 100, dt.date(2026, 10, 20))

"""Exports and the hand-kept sheet in their odd forms: days, months, captions, corrections, undo."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import store
from lib.access import SYSTEM, User
from lib.errors import BadInput
from lib.flows import sheet_sync
from lib.reach import actions, queries
from lib.reach.sheet import channels, prepared
from tests.laws import examples
from tests.reach import exports
from tests.reach.exports import hand, meta, post, scalar, source, take

pytestmark = pytest.mark.usefixtures("office")
OCTOBER = dt.date(2026, 10, 1)


def _posts(first: str = "2026-01-01", last: str = "2026-12-31") -> pl.DataFrame:
    with store.read() as db:
        return queries.posts(db, dt.date.fromisoformat(first), dt.date.fromisoformat(last), by=SYSTEM)


def test_a_later_export_adds_a_snapshot_and_undo_takes_only_that_away() -> None:
    facebook = source("reach.facebook")
    take(facebook, "export.csv", meta([post("1", 100), post("2", 50)]))
    later = take(facebook, "export.csv", meta([post("1", 160), post("3", 10, at="11/20/2026 09:00")]))
    assert (later.new, later.changed) == (2, 0)
    one = _posts().filter(title="Den dětí", reach=160)
    assert one.select("reach", "reach_growth", "snapshot_on").rows() == [(160, 60, dt.date(2026, 11, 20))]
    with store.write() as db:
        sheet_sync.undo(db, later.id, by=SYSTEM)
    assert sorted(_posts()["reach"]) == [50, 100]
    assert scalar("select count(*) from media_post") == 2


def test_an_older_export_that_comes_later_does_not_win() -> None:
    facebook = source("reach.facebook")
    take(facebook, "obsah-2026-11-22.csv", meta([post("1", 160)]))
    take(facebook, "obsah-2026-11-01.csv", meta([post("1", 100)]))
    assert _posts().select("reach", "reach_growth").rows() == [(160, 60)]


def test_the_same_day_exported_again_corrects_the_numbers() -> None:
    facebook = source("reach.facebook")
    take(facebook, "a.csv", meta([post("1", 100)]))
    again = take(facebook, "a.csv", meta([post("1", 130)]))
    assert (again.new, again.changed) == (0, 1)
    assert _posts().select("reach", "reach_growth", "views").rows() == [(130, None, 260)]
    assert scalar("select count(*) from reading where metric = 'reach' and corrects_id is not null") == 1
    with store.write() as db:
        sheet_sync.undo(db, again.id, by=SYSTEM)
    assert _posts()["reach"].to_list() == [100]


@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.integers(1, 60), st.integers(0, 9_000_000), min_size=1, max_size=8))
def test_importing_twice_is_importing_once(reaches: dict[int, int]) -> None:
    data = meta([post(str(number), reach) for number, reach in reaches.items()])
    facebook = source("reach.facebook")
    take(facebook, "x-2026-11-01.csv", data)
    before = scalar("select count(*) || '/' || max(id) from reading")
    again = take(facebook, "x-2026-11-01.csv", data)
    assert (again.new, again.changed, again.unchanged) == (0, 0, len(reaches))
    assert scalar("select count(*) || '/' || max(id) from reading") == before


def test_the_longer_text_is_the_caption_and_its_letters_are_plain() -> None:
    bold = "✨ 𝗗𝗲𝗻 𝗱𝗲̌𝘁𝗶́ ✨\nPřijďte"
    rows = [["1", "Krátký", bold, *post("1", 9)[3:]], ["2", "Delší titulek", "", *post("2", 8)[3:]], post("3", 7, "")]
    take(source("reach.facebook"), "a.csv", meta(rows))
    assert _posts().sort("reach", descending=True)["title"].to_list() == ["Den dětí", "Delší titulek", ""]
    assert scalar("select caption from media_post where remote_id = '1'") == "✨ Den dětí ✨\nPřijďte"


def test_columns_are_found_in_czech_in_any_order_and_case() -> None:
    header = "DOSAH,id příspěvku,Popis,Čas zveřejnění,Zobrazení"
    take(source("reach.facebook"), "a.csv", meta([[77, "1", "Ahoj", "2026-10-31T23:30:00", 90]], header))
    assert _posts().select("reach", "views", "published_on").rows() == [(77, 90, dt.date(2026, 10, 31))]
    assert scalar("select published_at from media_post") == "2026-10-31T22:30:00Z"


@pytest.mark.parametrize(
    ("said", "stamp"),
    [("03/29/2026 02:30", "2026-03-29T01:30:00Z"), ("10/25/2026 02:30", "2026-10-25T00:30:00Z")],
)
def test_hours_of_the_change_of_time_are_taken(said: str, stamp: str) -> None:
    take(source("reach.facebook"), "a.csv", meta([post("1", 5, at=said)]))
    assert scalar("select published_at from media_post") == stamp


def test_rows_without_numbers_or_time_are_left_out_and_told() -> None:
    empty = ["1", "", "Nic", "10/31/2026 18:05", "", "Photos", "", "", "", "", ""]
    run = take(source("reach.facebook"), "a.csv", meta([empty, post("2", 5, at="včera"), post("3", 6)]))
    assert (run.new, run.problems) == (1, 2)


def test_an_export_without_any_day_is_refused_with_advice() -> None:
    with pytest.raises(BadInput, match=r"Write the day|Napište den"):
        take(source("reach.facebook"), "a.csv", meta([post("1", 5, at="včera")]))


@pytest.mark.parametrize(
    ("name", "day"),
    [("e-2026-11-22.csv", "2026-11-22"), ("2026-10-01_2026-10-31.csv", "2026-10-31"), ("2026-13-40.csv", None)],
)
def test_the_day_of_an_export_is_read_from_its_name(name: str, day: str | None) -> None:
    assert prepared.day_in(name) == (dt.date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("matomo-2026-10.csv", OCTOBER),
        ("10-2026 stranky.csv", OCTOBER),
        ("stránky říjen 2026.csv", OCTOBER),
        ("2026-10-01,2026-10-31.csv", OCTOBER),
        ("2026-10-01,2026-10-15.csv", None),
        ("stranky.csv", None),
        ("matomo-2026-13.csv", None),
    ],
)
def test_the_month_is_read_from_the_name(name: str, month: dt.date | None) -> None:
    assert prepared.month_in(name) == month


def test_pages_of_the_web_need_a_month() -> None:
    data = "label,nb_visits,nb_uniq_visitors,nb_hits,url\n/aktuality/2026/10/1-den-deti,9,7,11,\n/kontakty,3,2,4,\n"
    web = source("reach.matomo")
    with pytest.raises(BadInput, match=r"month|měsíc"):
        take(web, "stranky.csv", data.encode())
    run = take(web, "stranky-2026-10.csv", data.encode("utf-16"))
    assert run.new == 2
    assert _posts().sort("reach")[["title", "kind", "reach", "views", "month"]].rows() == [
        ("/kontakty", "page", 2, 4, OCTOBER),
        ("Den deti", "article", 7, 11, OCTOBER),
    ]


def test_blocks_stacked_in_one_file_are_separate_series() -> None:
    text = '"Facebook follows"\n"Date","Primary"\n"2026-10-01T00:00:00","2"\n\n"Instagram follows"\n"Date","Primary"\n'
    text += '"2026-10-01T00:00:00","5"\n"Age & gender"\n"Age","Women","Men"\n"18-24","3","4"\n'
    run = take(source("reach.page_series"), "Audience.csv", text.encode("utf-16"))
    assert (run.new, run.problems) == (2, 0)
    with store.read() as db:
        assert queries.daily(db, "instagram", "new_followers", by=SYSTEM)["value"].to_list() == [5]


@pytest.mark.parametrize(
    ("said", "pair"),
    [
        ("Facebook follows", ("facebook", "new_followers")),
        ("Instagram reach", ("instagram", "reach")),
        ("Reach", ("facebook", "reach")),
        ("Moonshine", None),
    ],
)
def test_series_are_known_by_the_words_of_meta(said: str, pair: tuple[str, str] | None) -> None:
    assert channels.series_of(said) == pair


def test_the_hand_kept_sheet_says_months_in_every_way() -> None:
    lines = [
        f"{month};Web;návštěvy;{n}00;Matomo;;" for n, month in enumerate(("leden 2026", "2/2026", "2026-03-01"), 1)
    ]
    run = take(source("reach.by_hand"), "r.csv", hand(*lines))
    assert (run.new, run.problems) == (3, 0)
    with store.read() as db:
        found = queries.series(db, by=SYSTEM).select("month", "value", "snapshot_on").rows()
    assert found == [(dt.date(2026, n, 1), 100 * n, end) for n, end in enumerate(_ends(), 1)]


def _ends() -> list[dt.date]:
    return [dt.date(2026, 1, 31), dt.date(2026, 2, 28), dt.date(2026, 3, 31)]


def test_rows_that_nobody_understands_are_left_out_and_told() -> None:
    lines = ["10/2026;Holubí pošta;dosah;5;;;", "10/2026;Web;veselost;5;;;", "12/2026;Web;návštěvy;5;;;"]
    lines += ["jindy;Web;návštěvy;5;;;", "10/2026;TV;reportáže;-3;;;", "10/2026;TV;diváci;30;;;"]
    run = take(source("reach.by_hand"), "r.csv", hand(*lines))
    assert (run.new, run.problems) == (1, 5)


def test_a_number_recorded_in_the_app_meets_the_sheet(people: dict[str, User]) -> None:
    with store.write() as db:
        actions.record(db, "web", "visits", OCTOBER, 18000, source="Matomo", by=people["editor"])
    by_hand = source("reach.by_hand")
    run = take(by_hand, "r.csv", hand("10/2026;Web;návštěvy;18000;Matomo;23. 11. 2026;"))
    assert (run.new, run.changed, run.conflicts) == (0, 0, 0)
    changed = take(by_hand, "r.csv", hand("10/2026;Web;návštěvy;18 500;Matomo;5. 11. 2026;"))
    assert changed.changed == 1
    with store.read() as db:
        known = queries.known(db, "web", "visits", OCTOBER, by=SYSTEM)
    assert known is not None
    assert (known.value, known.snapshot_on) == (18500, "2026-11-05")


def test_a_correction_in_the_app_is_not_undone_by_the_same_sheet(people: dict[str, User]) -> None:
    by_hand, data = source("reach.by_hand"), hand("10/2026;Web;návštěvy;18000;Matomo;5. 11. 2026;")
    take(by_hand, "r.csv", data)
    with store.write() as db:
        known = queries.known(db, "web", "visits", OCTOBER, by=SYSTEM)
        assert known is not None
        actions.correct(db, known.id, 17500, by=people["editor"])
    assert take(by_hand, "r.csv", data).unchanged == 1
    assert exports.scalar("select value from reading order by id desc") == 17500

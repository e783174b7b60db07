"""The pages of reach: channels side by side, posts by their newest snapshot, a number recorded in six touches."""

import datetime as dt
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from lib import store
from lib.access import SYSTEM
from lib.i18n import t
from lib.reach import queries
from lib.ui import reach as look
from tests.reach.exports import hand, meta, post, source, take

Open = Callable[..., AppTest]
OCTOBER = dt.date(2026, 10, 1)


@pytest.fixture
def filled(office: object) -> None:
    """A small office: three channels by hand, one month missing, two snapshots of two posts."""
    lines = ["10/2026;Web;návštěvy;18680;Matomo;3. 11. 2026;", "9/2026;Web;návštěvy;16953;Matomo;3. 10. 2026;"]
    lines += ["10/2026;Facebook;dosah;46748;Meta;5. 11. 2026;", "10/2025;Facebook;dosah;48101;Meta;5. 11. 2025;"]
    lines += ["9/2026;TV;reportáže;10;;;", "10/2026;Noviny;náklad;12800;tiskárna;5. 11. 2026;"]
    take(source("reach.by_hand"), "r.csv", hand(*lines))
    take(source("reach.facebook"), "e-2026-11-01.csv", meta([post("1", 100), post("2", 50, "Svoz odpadu")]))
    take(source("reach.facebook"), "e-2026-11-20.csv", meta([post("1", 160)]))


def _words(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "caption", "markdown", "text", "info", "metric")
    parts = [element.value for kind in kinds for element in app.get(kind)]
    return " ".join(str(part) for part in parts).replace("\u00a0", " ")


def _plain(sentence: str, **values: object) -> str:
    """A sentence as the reader's language has it, with plain spaces."""
    return t(sentence, **values).replace("\u00a0", " ")


def _said(app: AppTest) -> str:
    return str(app.session_state["said"]).replace("\u00a0", " ")


def test_an_empty_office_is_told_what_to_do(open_page: Open) -> None:
    for page in ("overview", "posts"):
        app = open_page(page)
        assert not app.exception
        assert t(
            "No reach is known yet. Import an export of Facebook or Matomo, or record the first number."
        ) in _words(app)


@pytest.mark.usefixtures("filled")
def test_channels_stand_side_by_side_with_day_source_and_change(open_page: Open) -> None:
    app = open_page("overview")
    assert not app.exception
    said = _words(app)
    assert t("Reach of different channels is not added up.") in said
    assert "18 680" in said
    assert _plain("▲ {share} more than {month}", share="10 %", month="září 2026") in said
    assert _plain("as of {day}", day="3. 11. 2026") + " · Matomo" in said
    assert "28 160" in said
    assert _plain("estimate: {how}", how="náklad × 2,2") in said
    broken = "{month}: {number}, counted in another way until {day}, not comparable"
    assert _plain(broken, month="říjen 2025", number="48 101", day="15. 6. 2026") in said


@pytest.mark.usefixtures("filled")
def test_the_month_stands_in_the_address(open_page: Open) -> None:
    app = open_page("overview", mesic="2026-09")
    assert not app.exception
    assert "16 953" in _words(app)
    app.selectbox[0].select("2026-10").run()
    assert "18 680" in _words(app)
    assert not app.exception


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("role", "buttons"), [("editor", True), ("reader", False)])
def test_a_missing_number_has_a_button_for_those_who_may(open_page: Open, role: str, buttons: bool) -> None:
    app = open_page("overview", role)
    assert f"TV, {t('TV reports')}, říjen 2026" in _words(app)
    assert any(button.label == t("Record") for button in app.button) is buttons


@pytest.mark.usefixtures("filled")
def test_posts_come_with_their_newest_snapshot(open_page: Open) -> None:
    app = open_page("posts")
    assert not app.exception
    assert t("Best posts of {year}", year=2026) in _words(app)
    with store.read() as db:
        found = queries.posts(db, OCTOBER, dt.date(2026, 10, 31), by=SYSTEM)
    assert found["reach"].to_list() == [50, 160]


@pytest.mark.usefixtures("filled")
def test_a_post_of_the_address_shows_its_snapshots_and_its_link(open_page: Open) -> None:
    app = open_page("posts", id="1")
    assert not app.exception
    assert "Den dětí" in _words(app)
    assert app.get("link_button")[0].proto.url == "https://fb.example/1"


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("said", "shown"),
    [("Videos", "video"), ("IG carousel", "karusel"), ("ig IMAGE", "fotografie"), ("Hlasování", "Hlasování")],
)
def test_the_kind_of_a_post_is_said_in_czech_and_an_unknown_one_as_it_came(
    open_page: Open, said: str, shown: str
) -> None:
    row = post("1", 100)
    row[5] = said
    take(source("reach.facebook"), "e-2026-11-01.csv", meta([row]))
    assert shown in _words(open_page("posts", id="1"))
    with store.read() as db:
        found = queries.posts(db, OCTOBER, dt.date(2026, 10, 31), by=SYSTEM)
    assert look.for_list(found)["kind"].to_list() == [shown]


@pytest.mark.usefixtures("office")
def test_a_post_that_is_gone_says_so(open_page: Open) -> None:
    assert open_page("posts", id="99").exception, "the frame shows the sentence"


def test_a_number_is_recorded_from_the_button_of_a_gap(open_page: Open) -> None:
    app = open_page("record", "editor", kanal="tv", metrika="reports", mesic="2026-10")
    assert not app.exception
    app.text_input[0].set_value("11").run()
    _submit(app, "Record")
    what = {"channel": "TV", "metric": t("TV reports"), "month": "říjen 2026", "value": "11"}
    assert _plain("Recorded: {channel}, {metric}, {month}: {value}.", **what) in _said(app)
    with store.read() as db:
        known = queries.known(db, "tv", "reports", OCTOBER, by=SYSTEM)
    assert known is not None
    assert known.value == 11


def test_a_refused_value_stays_as_typed(open_page: Open) -> None:
    app = open_page("record", "editor")
    app.text_input[0].set_value("asi 30").run()
    _submit(app, "Record")
    assert app.error
    assert app.text_input[0].value == "asi 30"


@pytest.mark.usefixtures("filled")
def test_a_known_number_is_corrected(open_page: Open) -> None:
    app = open_page("record", "editor", kanal="web", metrika="visits", mesic="2026-10")
    assert _plain("Recorded: {value}, as of {day}.", value="18 680", day="3. 11. 2026") in _words(app)
    app.text_input[0].set_value("18 700").run()
    _submit(app, "Correct")
    with store.read() as db:
        history = queries.history(db, "web", "visits", OCTOBER, by=SYSTEM)
    assert [one["value"] for one in history] == [18700, 18680]
    assert history[0]["source"] == "Matomo"


def test_another_channel_offers_its_own_metrics(open_page: Open) -> None:
    app = open_page("record", "editor")
    app.pills[0].set_value("paper").run()
    assert not app.exception
    assert app.pills[1].value == "copies"


def test_who_may_only_read_cannot_record(open_page: Open) -> None:
    assert open_page("record", "reader").exception


def _submit(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == t(label)).click().run()

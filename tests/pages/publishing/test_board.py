"""The board: where each post stands, what a move does, what is asked first, what is refused, what the weekend lacks."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from lib import clock, store
from lib.access import SYSTEM, User
from lib.events import queries as events
from lib.publishing import actions, queries
from lib.ui import board as drawn
from lib.ui import board_cards, board_filters
from lib.ui.board import Moved
from tests.pages.publishing.test_publishing_pages import drafted, in_review, labels, press, words
from tests.publishing.sample import keep, like

Open = Callable[..., AppTest]
NAMES = {"feed": "RSS města"}
WEEK = (dt.date(2026, 11, 23), dt.date(2026, 11, 29))


def board(first: dt.date = WEEK[0], last: dt.date = WEEK[1]) -> pl.DataFrame:
    with store.read() as db:
        return queries.board(db, first, last, by=SYSTEM)


def lanes(user: User) -> dict[str, dict[str, Any]]:
    """The lanes as the browser gets them, by their id."""
    sent = board_cards.stages_of(board(), user, NAMES).replace("\u00a0", " ")
    return {lane["id"]: lane for lane in json.loads(sent)}


def days(user: User, **around: Any) -> dict[str, Any]:
    empty = pl.DataFrame(schema={"first_on": pl.Date, "last_on": pl.Date, "name": pl.String})
    with store.read() as db:
        held = events.between(db, *WEEK, by=SYSTEM)
    beside = board_cards.Around(held, around.get("special", empty), around.get("closings", {}))
    return {lane["id"]: lane for lane in json.loads(board_cards.week(board(), WEEK[0], beside, user, NAMES))}


def idea(title: str, day: dt.date | None = None) -> int:
    with store.write() as db:
        return actions.add_idea(db, title, plan_on=day, by=SYSTEM)


def story(story_id: int) -> Any:
    with store.read() as db:
        return queries.story(db, story_id, by=SYSTEM)


@pytest.fixture
def move(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """`move(3, "review")`: the page on which somebody has just dropped a card, and the run after it."""

    def drop(story_id: int, to: str, role: str = "spokesperson", beside: int | None = None, **query: str) -> AppTest:
        asked = [Moved(story_id, to, beside=beside)]
        monkeypatch.setattr(drawn, "board", lambda *_, said="", **__: asked.pop() if asked else said_of(said))
        return open_page("board", role, **query)

    said: list[str] = []

    def said_of(text: str) -> None:
        said.append(text.replace("\u00a0", " "))

    drop.said = said  # type: ignore[attr-defined]
    return drop


def test_each_post_stands_in_its_stage_and_says_where_it_may_go(people: dict[str, User]) -> None:
    idea("Námět")
    idea("Naplánovaný", dt.date(2026, 11, 26))
    drafted(title="Psaný")
    in_review()
    published = drafted(title="Venku")
    with store.write() as db:
        actions.publish(db, published, by=SYSTEM)
    here = lanes(people["spokesperson"])
    assert {code: [card["title"] for card in lane["cards"]] for code, lane in here.items() if lane["cards"]} == {
        "idea": ["Námět"],
        "planned": ["Naplánovaný"],
        "writing": ["Psaný"],
        "review": ["Farmářský trh"],
        "out": ["Venku"],
    }
    assert here["idea"]["cards"][0]["to"] == ["planned", "writing"]
    assert here["planned"]["cards"][0]["plan"] == "čt 26. 11."
    assert here["review"]["cards"][0]["to"] == ["writing", "approved"]
    assert here["out"]["cards"][0]["publish"] == "po 23. 11. 8:00"
    assert (here["out"]["cards"][0]["to"], here["out"]["cards"][0]["channels"]) == ([], ["RSS města"])
    assert here["writing"]["cards"][0]["event"] == ""


def test_a_reader_moves_nothing(people: dict[str, User]) -> None:
    idea("Námět")
    assert lanes(people["reader"])["idea"]["cards"][0]["to"] == []
    assert all(not (card["to"] or card["among"]) for lane in days(people["reader"]).values() for card in lane["cards"])


def test_posts_of_a_day_stand_among_each_other_and_those_with_an_hour_do_not(people: dict[str, User]) -> None:
    idea("Námět")
    idea("Naplánovaný", dt.date(2026, 11, 26))
    published = drafted(title="Venku")
    with store.write() as db:
        actions.publish(db, published, by=SYSTEM)
    for here in (lanes(people["spokesperson"]), days(people["spokesperson"])):
        among = {card["title"]: card["among"] for lane in here.values() for card in lane["cards"]}
        assert among == {"Námět": "tray", "Naplánovaný": "2026-11-26", "Venku": ""}


def test_what_is_out_for_long_leaves_the_board_and_a_full_lane_counts_the_rest(people: dict[str, User]) -> None:
    published = drafted()
    with store.write() as db:
        actions.publish(db, published, by=SYSTEM)
    for number in range(34):
        idea(f"Námět {number}")
    with clock.fixed("2026-12-05T08:00:00+01:00"):
        here = {lane["id"]: lane for lane in json.loads(board_cards.stages_of(board(), people["head"], NAMES))}
    assert here["out"]["cards"] == []
    assert (len(here["idea"]["cards"]), here["idea"]["count"]) == (30, 34)
    assert here["idea"]["more"].replace("\u00a0", " ") == "další 4 příspěvky v seznamu"


def test_a_week_has_events_closings_and_the_tray(people: dict[str, User]) -> None:
    keep(like())
    idea("Bez dne")
    planned = idea("Ve středu", dt.date(2026, 11, 25))
    special = pl.DataFrame(
        {"first_on": [dt.date(2026, 11, 24)], "last_on": [dt.date(2026, 11, 25)], "name": ["Podzimní prázdniny"]}
    )
    here = days(people["spokesperson"], special=special, closings={dt.date(2026, 11, 27): "12/2026"})
    assert [card["title"] for card in here["tray"]["cards"]] == ["Bez dne"]
    wednesday = here["2026-11-25"]
    assert [(card["id"], card["plan"]) for card in wednesday["cards"]] == [(str(planned), "")]
    assert "2026-11-25" not in wednesday["cards"][0]["to"]
    assert "tray" in wednesday["cards"][0]["to"]
    assert [note["text"] for note in wednesday["notes"]] == ["Podzimní prázdniny"]
    assert here["2026-11-27"]["notes"][0]["text"] == "uzávěrka novin 12/2026"
    assert here["2026-11-28"]["notes"][-1]["text"] == "9:00 Farmářský trh"
    assert (here["2026-11-23"]["today"], here["2026-11-28"]["off"]) == (True, True)


def test_titles_with_script_stay_text(people: dict[str, User]) -> None:
    idea("</script><img src=x onerror=alert(1)>")
    assert lanes(people["head"])["idea"]["cards"][0]["title"] == "</script><img src=x onerror=alert(1)>"


def test_filters_find_by_words_owner_and_channel(people: dict[str, User]) -> None:
    one = idea("Třídění bioodpadu")
    published = drafted()
    with store.write() as db:
        actions.give_to(db, one, "editor", by=SYSTEM)
        actions.publish(db, published, by=SYSTEM)
    posts = board()
    assert board_filters.fitting(posts, "BIOODPAD trid", [], [])["id"].to_list() == [one]
    assert board_filters.fitting(posts, "", ["editor"], [])["id"].to_list() == [one]
    assert board_filters.fitting(posts, "", [], ["feed"])["id"].to_list() == [published]
    assert board_filters.fitting(posts, "bioodpad", [], ["feed"]).is_empty()
    assert board_filters.fitting(posts, " ", [], []) is posts


@pytest.mark.parametrize(
    "query", [{}, {"pohled": "week", "tyden": "9999-12-31"}, {"pohled": "week", "tyden": "nesmysl"}, {"hledat": "nic"}]
)
def test_the_page_in_both_views_and_empty(open_page: Open, query: dict[str, str]) -> None:
    app = open_page("board", "reader", **query)
    assert not app.exception
    assert "Zatím není nic naplánováno" in words(app)
    assert "Služba neběží" in words(app)
    assert "Nový příspěvek" not in labels(app)


def test_a_channel_in_the_address_is_offered_once(open_page: Open) -> None:
    """Streamlit keeps the words in the address, not the code."""
    choice = open_page("board", "reader", kanal="RSS města").multiselect(key="kanal")
    assert (choice.options, choice.value) == (["RSS města"], ["feed"])


def test_a_drop_on_a_day_plans_and_the_board_says_so(move: Any) -> None:
    story_id = idea("Námět")
    app = move(story_id, "2026-11-26", pohled="week")
    assert not app.exception
    assert (story(story_id).plan_on, story(story_id).stage) == ("2026-11-26", "planned")
    assert move.said == ["Námět: naplánováno na čt 26. 11. 2026."]
    move(story_id, "tray", pohled="week")
    assert (story(story_id).plan_on, story(story_id).stage) == (None, "idea")


def test_a_drop_beside_a_post_lays_it_there_and_says_so(move: Any) -> None:
    first, second = idea("První"), idea("Druhý")
    assert not move(second, "", beside=first).exception
    assert move.said == ["Druhý: před příspěvkem První."]
    assert board()["id"].to_list() == [second, first]


def test_a_post_that_does_not_fit_is_refused_in_words(move: Any) -> None:
    story_id = drafted()
    move(story_id, "review")
    assert story(story_id).stage == "review"
    app = move(story_id, "review")
    assert not app.exception
    assert move.said[-1] == "Příspěvek už je předaný ke schválení."


def test_planning_asks_for_a_day_and_returning_for_a_reason(move: Any) -> None:
    story_id = idea("Námět")
    app = move(story_id, "planned")
    assert app.date_input
    waiting = in_review()
    app = move(waiting, "writing")
    assert [area.label for area in app.text_area] == ["Co je třeba upravit"]
    press(app, "Vrátit příspěvek")
    assert story(waiting).stage == "review"


def test_a_drop_on_approved_shows_the_text_first(move: Any) -> None:
    waiting = in_review()
    app = move(waiting, "approved")
    assert "Farmářský trh" in words(app)
    assert story(waiting).stage == "review"


def test_the_weekend_box_names_what_is_missing(open_page: Open) -> None:
    keep(like())
    app = open_page("board")
    assert [one.label.replace("\u00a0", " ") for one in app.expander] == ["Na víkend 28.–29. 11. 2026 chybí 1 věc"]

"""Posts that a person hands over to the media: typed once, proved by themselves, said once on Today."""

import datetime as dt
import json
from collections.abc import Iterator

import pytest

from lib import clock, outbox, store
from lib.access import User
from lib.events import Entry
from lib.events import actions as events
from lib.events import queries as known
from lib.flows import came_of_it, channel_kinds, munipolis, press_posts, today_press, today_publishing
from lib.flows import publishing_sending as sending
from lib.press.actions import questions, radio, releases
from lib.press.queries import radio as briefs
from lib.press.rules.questions import Output
from lib.press.rules.radio import Brief
from lib.publishing import Content, actions, queries
from tests.fakes.munipolis import Town

DAY = dt.date(2026, 12, 5)
TEXT = "Kluziště za sokolovnou otevíráme. Bruslit se bude do konce února. Vstup je volný. Led upravujeme každé ráno."


@pytest.fixture
def event(people: dict[str, User]) -> int:
    with store.write() as db:
        entry = Entry("Otevření kluziště", DAY, starts_at="15:00", venue="kluziště", public=True)
        return events.add(db, entry, state="confirmed", by=people["spokesperson"])


@pytest.fixture
def handed(event: int, people: dict[str, User]) -> int:
    """A post about the event that waits for a person in every medium; gives its id."""
    by = people["spokesperson"]
    with store.write() as db:
        for kind in press_posts.MEDIA:
            outbox.save_channel(db, kind, channel_kinds.KINDS[kind], kind.upper(), {}, {}, by=people["head"])
        content = Content("Kluziště otevírá", "Zima začíná.", {"sms": "Kluziste otevira v sobotu 5. 12."}, body=TEXT)
        story_id = actions.save(db, None, content, event_id=event, by=by)
        actions.to_review(db, story_id, by=by)
        db.conn.execute("update story set stage = 'approved' where id = ?", (story_id,))
        now = queries.story(db, story_id, by=by)
        sql = "insert into approval values (null, ?, ?, 'approved', 'head', 'Karel Hora', 'office', null, '', ?)"
        db.conn.execute(sql, (story_id, now.approval_hash, clock.stamp()))
        for kind in press_posts.MEDIA:
            sending.send_now(db, story_id, kind, by=by)
        assert outbox.hand_over(db) == 4
    return story_id


def states() -> dict[str, tuple[str, str | None]]:
    with store.read() as db:
        return {row["channel"]: (row["state"], row["remote_url"]) for row in store.rows(db, "select * from outbox")}


@pytest.fixture
def town() -> Iterator[Town]:
    served = Town()
    yield served
    served.close()


def test_the_rss_proves_a_post_once(handed: int, town: Town) -> None:
    link = "https://brazdov.munipolis.cz/12"
    town.items = [("KLUZIŠTĚ otevírá!", link, "Mon, 23 Nov 2026 08:05:00 +0100", "")]
    with store.write() as db:
        db.conn.execute("insert into setting values ('munipolis.rss', '2000-01-01', ?, null)", (json.dumps(town.url),))
    munipolis.check_due()
    assert states()["munipolis"] == ("handover", link), "how many people it reached, only a person knows"
    with clock.fixed("2026-11-23T08:20:00+01:00"):
        munipolis.check_due()
    assert len(town.asked) == 1, "nothing waits for a proof any more"


def test_a_confirmed_post_is_proved_too(handed: int, town: Town, people: dict[str, User]) -> None:
    with store.write() as db:
        db.conn.execute("insert into setting values ('munipolis.rss', '2000-01-01', ?, null)", (json.dumps(town.url),))
        post = store.scalar(db, "select id from post where channel = 'munipolis'")
        actions.confirm_by_hand(db, post, 1200, clock.now(), by=people["spokesperson"])
    text = "Kluziste otevira v sobotu 5. 12. Těšíme se."
    town.items = [("Zima", "https://brazdov.munipolis.cz/1", "Mon, 23 Nov 2026 08:05:00 +0100", text)]
    munipolis.check_due()
    assert states()["munipolis"] == ("published", "https://brazdov.munipolis.cz/1")


def test_the_radio_reads_the_post_instead_of_the_event(handed: int, event: int, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    brief = Brief(dt.date(2026, 11, 30), dt.date(2026, 12, 6), dt.date(2026, 11, 26))
    with store.write() as db:
        empty = radio.begin(db, brief, with_events=False, by=by)
        assert press_posts.offered(db, empty, by=by)["title"].to_list() == ["Kluziště otevírá"]
        radio.remove_item(db, radio.add_item(db, empty, briefs.Item("Omyl"), by=by), by=by)
        brief_id = press_posts.begin(db, brief, by=by)
        [(_, item)] = briefs.brief(db, brief_id, by=by).items
        assert (item.event_id, item.story_id, item.headline) == (event, handed, "Kluziště otevírá")
        assert item.text.endswith("Vstup je volný.")
        assert "patnáct" in item.happens
        assert press_posts.take(db, brief_id, by=by) == 0
        assert press_posts.hand_over(db, brief_id, by=by) == 1
        assert press_posts.offered(db, empty, by=by).is_empty()
    assert states()["radio"][0] == "published"
    assert states()["press"][0] == "handover"


def test_who_may_not_publish_hands_the_material_over_and_leaves_the_post(handed: int, people: dict[str, User]) -> None:
    brief = Brief(dt.date(2026, 11, 30), dt.date(2026, 12, 6), dt.date(2026, 11, 26))
    with store.write() as db:
        brief_id = press_posts.begin(db, brief, with_events=False, by=people["editor"])
        assert press_posts.hand_over(db, brief_id, by=people["editor"]) == 0
    assert states()["radio"][0] == "handover"


def test_a_release_is_made_of_a_post(handed: int, event: int, people: dict[str, User]) -> None:
    with store.write() as db:
        db.conn.execute("update story set embargo_until = '2026-12-01T08:00:00Z'")
        made = press_posts.release(db, handed, by=people["editor"])
    assert (made.title, made.perex, made.body, made.event_id) == ("Kluziště otevírá", "Zima začíná.", TEXT, event)
    assert made.embargo_until == "2026-12-01T08:00:00Z"
    assert "kluziště" in made.facts
    assert made.place == "Brázdov"


def test_today_says_each_hand_over_once(handed: int, people: dict[str, User]) -> None:
    for role in ("spokesperson", "editor"):
        with store.read() as db:
            by = people[role]
            told = [*today_press.matters(db, by=by), *today_publishing.matters(db, by=by)]
        assert [one.word for one in told].count("k předání") == 4, role


def test_what_came_of_the_event_holds_all_of_it(handed: int, event: int, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    with store.write() as db:
        release_id = releases.draft(db, press_posts.release(db, handed, by=by), by=by)
        questions.came_out(db, Output(clock.today(), "Deník", "Kluziště", release_id=release_id), by=by)
        found = came_of_it.outcome(db, known.event(db, event, by=by), by=by)
    assert set(found.channels["channel"]) == {"MUNIPOLIS", "RADIO", "TV", "PRESS"}
    assert found.releases["title"].to_list() == ["Kluziště otevírá"]
    assert found.media["medium"].to_list() == ["Deník"]
    said = " ".join(one.sentence for one in found.missing)
    assert "čeká na ruční odeslání: MUNIPOLIS, RADIO, TV, PRESS" in said
    assert "nevydaná" in said

"""Reach asked from the channels: once a day a post, under the API's own name, shown per story beside other channels."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from lib import clock, store
from lib.access import SYSTEM, User
from lib.connectors import bluesky, facebook, mastodon, sms_gateway, telegram
from lib.connectors.meta_http import Graph
from lib.connectors.metric import Metric
from lib.flows import channel_kinds, deliver, publishing_mending, publishing_sending, reach_pull
from lib.outbox import Kind, RateLimited
from lib.publishing import Story
from lib.reach import queries
from lib.ui import reach as look
from lib.ui.channels import takes
from tests.fakes import bluesky as sky_fake
from tests.fakes import mastodon as masto_fake
from tests.fakes.channel_server import running
from tests.fakes.meta import PAGE, PAGE_TOKEN, MetaFake, meta_fake

pytestmark = pytest.mark.usefixtures("channels")
Made = Callable[..., Story]


@pytest.fixture
def meta() -> Iterator[MetaFake]:
    with meta_fake() as server:
        yield server


@pytest.fixture
def kinds(meta: MetaFake) -> dict[str, Kind]:
    """Facebook is the server at hand."""
    graph = Graph(PAGE_TOKEN, base=meta.url)
    return channel_kinds.KINDS | {
        "facebook": replace(facebook.KIND, make=lambda options, secrets: facebook.Facebook(graph, PAGE))
    }


@pytest.fixture
def out(approved: Made, people: dict[str, User], kinds: dict[str, Kind]) -> int:
    """The id of a story whose post is on Facebook."""
    now = approved()
    with store.write() as db:
        publishing_sending.send_now(db, now.id, "facebook", by=people["spokesperson"])
    deliver.turn(kinds=kinds)
    return now.id


def _set_up(kind: Kind, options: dict[str, str], secrets: dict[str, str]) -> Kind:
    """A kind whose server is at hand; it sends the words of Facebook, which the post has."""
    make = kind.make
    assert make is not None
    return replace(kind, wording="facebook", make=lambda *_: make(options, secrets))


def _told(story_id: int) -> list[tuple[str, str, int, str]]:
    with store.read() as db:
        found = queries.of_story(db, story_id, by=SYSTEM)
    return list(found.select("channel", "metric", "value", "named").iter_rows())


def test_a_post_is_asked_for_once_a_day_and_kept_under_the_name_of_the_api(out: int, kinds: dict[str, Kind]) -> None:
    assert _told(out) == []
    assert reach_pull.run(kinds) == 1
    assert _told(out) == [
        ("facebook", "reach", 812, "post_total_media_view_unique (v25.0)"),
        ("facebook", "views", 1040, "post_media_view (v25.0)"),
    ]
    assert reach_pull.run(kinds) == 0
    with clock.fixed("2026-11-24T08:00:00+01:00"):
        assert reach_pull.run(kinds) == 1


def test_after_a_month_nobody_asks_any_more(out: int, kinds: dict[str, Kind]) -> None:
    with clock.fixed("2026-12-30T08:00:00+01:00"):
        assert reach_pull.run(kinds) == 0


def test_a_retired_metric_takes_none_of_the_others_along(
    out: int, kinds: dict[str, Kind], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facebook, "POST_METRICS", ("post_impressions", "post_media_view"))
    assert reach_pull.run(kinds) == 1
    assert [row[1] for row in _told(out)] == ["views"]


def test_a_channel_that_refuses_leaves_what_is_known(
    out: int, kinds: dict[str, Kind], meta: MetaFake, capfd: pytest.CaptureFixture[str]
) -> None:
    meta.fail("insights", code=190)
    assert reach_pull.run(kinds) == 0
    assert "Traceback" in capfd.readouterr().err
    assert (reach_pull.go_on(kinds), reach_pull.run(kinds)) == (0, 0), "not again at once"
    with clock.fixed("2026-11-23T09:00:00+01:00"):
        assert reach_pull.go_on(kinds) == 1


def test_what_a_channel_gives_beside_reach_stands_in_czech(
    out: int, people: dict[str, User], kinds: dict[str, Kind], monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(masto_fake.MastodonFake()) as masto, running(sky_fake.BlueskyFake()) as sky:
        more = {
            "mastodon": _set_up(mastodon.KIND, {"url": masto.url}, {"token": masto_fake.TOKEN}),
            "bluesky": _set_up(bluesky.KIND, {"url": sky.url, "user": sky_fake.HANDLE}, {"password": sky.password}),
        }
        for code, kind in more.items():
            monkeypatch.setitem(channel_kinds.KINDS, code, kind)
        with store.write() as db:
            for code in more:
                db.conn.execute("insert into channel (code, kind, name) values (?, ?, ?)", (code, code, code))
                publishing_sending.send_now(db, out, code, by=people["spokesperson"])
        deliver.turn(kinds=kinds | more)
        assert reach_pull.run(kinds | more) == 3
    told = {(channel, metric): (value, named) for channel, metric, value, named in _told(out)}
    assert told["mastodon", "reactions"] == (12, "favourites_count (v1)")
    assert told["bluesky", "quotes"] == (2, "quoteCount (app.bsky.feed.getPosts)")
    assert len(told) == 2 + 4 + 5
    assert {look.metric_word(metric) for _, metric in told} == {
        "dosah", "zobrazení", "reakce", "komentáře", "sdílení", "citace", "uložení",
    }  # fmt: skip
    assert look.channel_word("mastodon") == "Mastodon"
    with store.read() as db:
        assert store.scalar(db, "select count(distinct source) from reading where source like 'Mastodon API v1'") == 1


def test_a_post_that_is_gone_does_not_stop_the_others(
    out: int, approved: Made, people: dict[str, User], kinds: dict[str, Kind], meta: MetaFake,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    other = approved(title="Jiná zpráva")
    with store.write() as db:
        publishing_sending.send_now(db, other.id, "facebook", by=people["spokesperson"])
    deliver.turn(kinds=kinds)
    first, _ = meta.posts
    del meta.posts[first]
    assert reach_pull.run(kinds) == 1
    assert _told(other.id)
    assert capfd.readouterr().err == ""
    meta.fail("insights", code=100)
    assert reach_pull.run(kinds) == 0, "only the one that was not told today is asked for"
    with clock.fixed("2026-11-24T08:00:00+01:00"):
        meta.fail("insights", code=100)
        assert reach_pull.run(kinds) == 1


def test_an_answer_that_nobody_can_read_stops_neither_other_posts_nor_the_worker(
    out: int, approved: Made, people: dict[str, User], kinds: dict[str, Kind], monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    other = approved(title="Jiná zpráva")
    with store.write() as db:
        publishing_sending.send_now(db, other.id, "facebook", by=people["spokesperson"])
    deliver.turn(kinds=kinds)
    answers, whole = iter([KeyError("values")]), facebook.Facebook.insights

    def odd(self: facebook.Facebook, post_id: str) -> list[Metric]:
        for trouble in answers:
            raise trouble
        return whole(self, post_id)

    monkeypatch.setattr(facebook.Facebook, "insights", odd)
    assert reach_pull.run(kinds) == 1
    assert (bool(_told(out)), bool(_told(other.id))) == (False, True)
    assert "KeyError" in capfd.readouterr().err


def test_a_channel_that_takes_no_more_for_now_is_asked_for_the_rest_the_same_day(
    out: int, approved: Made, people: dict[str, User], kinds: dict[str, Kind], monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [approved(title=f"Zpráva {n}").id for n in (2, 3)]
    with store.write() as db:
        for one in others:
            publishing_sending.send_now(db, one, "facebook", by=people["spokesperson"])
    deliver.turn(kinds=kinds)
    asked: list[str] = []
    whole, limited = facebook.Facebook.insights, [None, RateLimited("", clock.now() + dt.timedelta(minutes=20))]

    def slow(self: facebook.Facebook, post_id: str) -> list[Metric]:
        asked.append(post_id)
        if limited and (trouble := limited.pop(0)):
            raise trouble
        return whole(self, post_id)

    monkeypatch.setattr(facebook.Facebook, "insights", slow)
    assert (reach_pull.run(kinds), len(asked)) == (1, 2)
    with clock.fixed("2026-11-23T08:19:59+01:00"):
        assert (reach_pull.go_on(kinds), reach_pull.run(kinds)) == (0, 0)
    with clock.fixed("2026-11-23T08:20:00+01:00"):
        assert (reach_pull.go_on(kinds), len(asked)) == (2, 4)
        assert asked.count(asked[0]) == 1
    with clock.fixed("2026-11-24T08:00:00+01:00"):
        assert (reach_pull.go_on(kinds), reach_pull.run(kinds)) == (0, 3)


def test_a_post_that_we_withdrew_is_not_asked_for(
    out: int, people: dict[str, User], kinds: dict[str, Kind], meta: MetaFake
) -> None:
    with store.write() as db:
        publishing_mending.withdraw_everywhere(db, out, "Nekoná se.", by=people["spokesperson"])
    deliver.turn(kinds=kinds)
    assert meta.posts == {}
    assert reach_pull.run(kinds) == 0
    assert not [path for _, path, _ in meta.calls if path.endswith("insights")]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (facebook.KIND, "kolik lidí vidělo"),
        (mastodon.KIND, "na reakce, sdílení a komentáře"),
        (bluesky.KIND, "na reakce, sdílení a komentáře"),
        (telegram.KIND, "Telegram robotovi neřekne, kolik lidí příspěvek vidělo."),
        (sms_gateway.KIND, ""),
    ],
)
def test_the_page_of_a_channel_says_what_it_is_asked(kind: Kind, said: str) -> None:
    assert said in takes(kind)


def test_all_posts_about_an_event_stand_together(out: int, kinds: dict[str, Kind]) -> None:
    reach_pull.run(kinds)
    with store.read() as db:
        event_id = store.scalar(db, "select event_id from story where id = ?", (out,))
        assert queries.of_event(db, event_id, by=SYSTEM).height == 2

"""Instagram without a public address of Kancelář: the website goes first and its pictures are fetched from there."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from lib import clock, outbox, store
from lib.access import SYSTEM, User
from lib.connectors import instagram, wordpress
from lib.errors import Refused
from lib.flows import deliver, publishing_mending, publishing_sending
from lib.publishing import Story, actions, queries
from tests.fakes.channel_server import running
from tests.fakes.meta import ACCOUNT, PAGE_TOKEN, MetaFake, meta_fake
from tests.fakes.wordpress import PASSWORD, USER, WordPressFake

Made = Callable[..., Story]
FRIDAY = dt.datetime(2026, 11, 27, 9, 0)
PUBLIC = "https://www.brazdov.example"
pytestmark = pytest.mark.usefixtures("channels")


class EveryPicture(dict[str, tuple[str, int, int]]):
    """What Meta can fetch: all that the website shows."""

    def get(self, url: str, default: object = None) -> tuple[str, int, int] | None:  # type: ignore[override]
        return ("JPEG", 1080, 1080) if url.startswith(PUBLIC) else None


@pytest.fixture
def site(channels: None) -> Iterator[WordPressFake]:
    with store.write() as db:
        db.conn.execute("insert into channel (code, kind, name) values ('web', 'wordpress', 'Web města')")
    with running(WordPressFake()) as fake:
        fake.shows_at = PUBLIC
        yield fake


@pytest.fixture
def meta() -> Iterator[MetaFake]:
    with meta_fake() as fake:
        fake.pictures = EveryPicture()
        yield fake


def _turn(site: WordPressFake, meta: MetaFake) -> int:
    made = wordpress.WordPress(site.url, USER, PASSWORD)
    account = instagram.KIND.make({"account": ACCOUNT, "base": meta.url}, {"token": PAGE_TOKEN})  # type: ignore[misc]
    kinds = {
        "wordpress": replace(wordpress.KIND, make=lambda options, secrets: made),
        "instagram": replace(instagram.KIND, make=lambda options, secrets: account),
    }
    return deliver.turn(kinds=kinds)


def _schedule(now: Story, channel: str, at: dt.datetime, by: User) -> int:
    with store.write() as db:
        return publishing_sending.schedule(db, now.id, channel, at, by=by) or 0


def _states(now: Story) -> dict[str, tuple[str, str | None]]:
    with store.read() as db:
        found = queries.posts_of_story(db, now.id, by=SYSTEM)
    return {row["channel"]: (row["state"], row["error"]) for row in found.rows(named=True)}


def test_instagram_waits_for_the_website_and_takes_its_pictures(
    approved: Made, spokesperson: User, site: WordPressFake, meta: MetaFake
) -> None:
    now = approved()
    _schedule(now, "web", FRIDAY, spokesperson)
    _schedule(now, "instagram", FRIDAY, spokesperson)
    with clock.fixed("2026-11-27T09:00:30+01:00"):
        site.fail("503", on="POST /wp-json/wp/v2/media")
        assert _turn(site, meta) == 1
        assert _states(now)["instagram"] == ("queued", "Čeká, až bude obrázek na webu.")
        with store.read() as db:
            (row,) = outbox.waiting(db, by=SYSTEM).filter(channel="instagram").rows(named=True)
        assert row["why"] == "Čeká, až bude obrázek na webu."
    with clock.fixed("2026-11-27T09:30:00+01:00"):
        assert _turn(site, meta) == 2
    assert {state for state, _ in _states(now).values()} == {"published"}
    (container,) = meta.containers.values()
    assert container["image_url"].startswith(f"{PUBLIC}/wp-content/uploads/k-")
    assert container["alt_text"]
    assert len(site.media) == 2
    assert site.out()[0]["content"].count("<img") == 0


def test_without_a_post_on_the_website_nothing_is_planned(
    approved: Made, spokesperson: User, site: WordPressFake
) -> None:
    now = approved()
    with pytest.raises(Refused, match=r"Instagram města: .*naplánujte příspěvek na web"):
        _schedule(now, "instagram", FRIDAY, spokesperson)
    web = _schedule(now, "web", FRIDAY, spokesperson)
    with pytest.raises(Refused, match=r"až 27\.\s11\. 2026 9:00 \(Web města\)"):
        _schedule(now, "instagram", FRIDAY - dt.timedelta(minutes=1), spokesperson)
    _state_of_web("failed")
    with pytest.raises(Refused, match="neodešel"):
        _schedule(now, "instagram", FRIDAY, spokesperson)
    with store.write() as db:
        db.conn.execute("update outbox set payload = json_remove(payload, '$.extra.hosted'), state = 'published'")
    with pytest.raises(Refused, match="ve tvaru pro tento kanál"):
        _schedule(now, "instagram", FRIDAY, spokesperson)
    assert web


def test_what_waits_for_a_website_that_failed_says_so_and_follows_the_next_post(
    approved: Made, spokesperson: User, site: WordPressFake, meta: MetaFake
) -> None:
    now = approved()
    _schedule(now, "web", FRIDAY, spokesperson)
    _schedule(now, "instagram", FRIDAY, spokesperson)
    _state_of_web("failed")
    assert "na web nedostal" in (_states(now)["instagram"][1] or "")
    with clock.fixed("2026-11-27T09:00:30+01:00"):
        assert _turn(site, meta) == 0
        with store.write() as db:
            publishing_sending.send_now(db, now.id, "web", by=replace(spokesperson, session=None))
        assert _turn(site, meta) == 2
    assert len(meta.media) == 1


def test_a_campaign_puts_the_website_first(approved: Made, spokesperson: User, site: WordPressFake) -> None:
    now = approved()
    steps = [{"kind": kind, "days": -1, "at": "09:00"} for kind in ("instagram", "wordpress")]
    with store.write() as db:
        number = actions.save_campaign(db, None, "Web a Instagram", steps, by=spokesperson)
        seen = publishing_sending.preview(db, now.id, number, by=spokesperson)
        planned = publishing_sending.campaign(db, now.id, number, by=spokesperson)
    assert seen["problem"].to_list() == ["", ""]
    assert planned.left_out == ()
    with store.read() as db:
        rows = db.conn.execute("select channel, after_id from outbox order by id").fetchall()
        first = store.scalar(db, "select id from outbox where channel = 'web'")
    assert rows == [("web", None), ("instagram", first)]


def test_a_campaign_without_a_website_leaves_instagram_out(approved: Made, spokesperson: User) -> None:
    now = approved()
    steps = [{"kind": "instagram", "days": -1, "at": "09:00"}]
    with store.write() as db:
        number = actions.save_campaign(db, None, "Jen Instagram", steps, by=spokesperson)
        (said,) = publishing_sending.preview(db, now.id, number, by=spokesperson)["problem"]
        planned = publishing_sending.campaign(db, now.id, number, by=spokesperson)
    assert "naplánujte příspěvek na web" in said
    assert [name for name, _ in planned.left_out] == ["Instagram města"]


def test_what_is_out_on_both_is_withdrawn(approved: Made, spokesperson: User, site: WordPressFake) -> None:
    now = approved()
    for channel in ("web", "instagram"):
        _schedule(now, channel, FRIDAY, spokesperson)
    with store.write() as db:
        db.conn.execute("update outbox set state = 'published', remote_id = 'r-' || id")
        done = publishing_mending.withdraw_everywhere(db, now.id, "Zrušeno.", by=spokesperson)
    assert (done.by_itself, done.by_person) == (("Web města",), ("Instagram města",))


def _state_of_web(state: str) -> None:
    with store.write() as db:
        db.conn.execute("update outbox set state = ?, next_try_at = null where channel = 'web'", (state,))

"""What an edit took back is queued again once the new text is approved, as it was planned."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from lib import clock, outbox, store
from lib.access import SYSTEM, User
from lib.errors import NotAllowed, Refused
from lib.flows import publishing_held, publishing_sending
from lib.publishing import Story, actions, queries
from lib.publishing.actions import posts
from lib.store import Database

Made = Callable[..., Story]
TUESDAY, FRIDAY = dt.datetime(2026, 11, 24, 9, 0), dt.datetime(2026, 11, 27, 9, 0)
pytestmark = pytest.mark.usefixtures("channels")


@pytest.fixture
def held(approved: Made, people: dict[str, User]) -> Story:
    """A post planned for Facebook twice, MUNIPOLIS and the feeds, edited and approved again."""
    now, by = approved(), people["spokesperson"]
    with store.write() as db:
        publishing_sending.schedule(db, now.id, "facebook", TUESDAY, by=by)
        publishing_sending.schedule(db, now.id, "facebook", FRIDAY, again=True, by=by)
        publishing_sending.schedule(db, now.id, "munipolis", FRIDAY, by=by)
        publishing_sending.schedule(db, now.id, "feed", FRIDAY, by=by)
    _edit(now, people, "Jinak a lépe.")
    return now


def _edit(now: Story, people: dict[str, User], text: str) -> None:
    with store.write() as db:
        texts = {**now.texts, "facebook": f"{now.texts['facebook']}\n{text}"}
        actions.save(db, now.id, replace(now.content, texts=texts), by=people["spokesperson"])
        changed = queries.story(db, now.id, by=SYSTEM)
        assert actions.approve(db, now.id, changed.approval_hash, by=people["editor"])


def _offered(now: Story) -> list[tuple[str, str, str]]:
    with store.read() as db:
        found = publishing_held.held_back(db, now.id, by=SYSTEM)
    return [(row["channel"], row["wall_time"][5:], row["problem"]) for row in found.iter_rows(named=True)]


def _waits(now: Story) -> list[tuple[str, str, str]]:
    with store.read() as db:
        found = queries.posts_of_story(db, now.id, by=SYSTEM).filter(state="queued").rows(named=True)
        return sorted(
            (row["channel"], row["wall_time"][5:],
             outbox.get(db, row["message_id"]).parcel.text.splitlines()[-1] if row["message_id"] else "")
            for row in found
        )  # fmt: skip


def test_it_is_queued_again_with_the_new_text_where_the_time_is_ahead(held: Story, people: dict[str, User]) -> None:
    by = replace(people["spokesperson"], session=None)
    with clock.fixed("2026-11-25T08:00:00+01:00"):
        assert [(row[0], row[2]) for row in _offered(held)] == [
            ("facebook", "Ten čas už uplynul."), ("facebook", ""), ("feed", ""), ("munipolis", ""),
        ]  # fmt: skip
        with store.write() as db:
            done = publishing_held.queue_again(db, held.id, by=by)
        assert (len(done.posts), done.feed, [name for name, _ in done.left_out]) == (2, True, ["Facebook města"])
        assert [row[:2] for row in _waits(held)] == [
            (name, "11-27T09:00") for name in ("facebook", "feed", "munipolis")
        ]
        assert _waits(held)[0][2] == "Jinak a lépe."
        assert _offered(held) == []


def _munipolis_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes to MUNIPOLIS is refused only once it is in the outbox."""
    queue = posts.queue

    def late(db: Database, now: Story, channel: str, *rest: Any, **more: Any) -> int:
        post = queue(db, now, channel, *rest, **more)
        if channel == "munipolis":
            raise Refused("Not there.")
        return post

    monkeypatch.setattr(posts, "queue", late)


def test_a_channel_that_refuses_in_the_middle_leaves_nothing_of_its_own(
    held: Story, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    by = people["spokesperson"]
    _munipolis_refuses(monkeypatch)
    with store.write() as db:
        before = store.scalar(db, "select count(*) from outbox")
        done = publishing_held.queue_again(db, held.id, by=by)
        assert store.scalar(db, "select count(*) from outbox") == before + 2
    assert (len(done.posts), done.left_out) == (2, (("MUNIPOLIS", "Not there."),))
    assert [row[0] for row in _waits(held)] == ["facebook", "facebook", "feed"]


def test_a_campaign_goes_on_after_a_channel_that_refuses_in_the_middle(
    approved: Made, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    now, by = approved(), people["spokesperson"]
    _munipolis_refuses(monkeypatch)
    steps = [{"kind": kind, "days": -1, "at": "09:00"} for kind in ("munipolis", "facebook")]
    with store.write() as db:
        number = actions.save_campaign(db, None, "Dva kanály", steps, by=by)
        done = publishing_sending.campaign(db, now.id, number, by=by)
    assert (len(done.posts), done.left_out) == (1, (("MUNIPOLIS", "Not there."),))
    assert [row[0] for row in _waits(now)] == ["facebook"]
    with store.read() as db:
        assert store.scalar(db, "select count(*) from outbox") == 1


def test_only_what_the_last_edit_took_and_nobody_sent_since_is_offered(held: Story, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    with store.write() as db:
        publishing_sending.send_now(db, held.id, "feed", by=by)
        publishing_sending.schedule(db, held.id, "munipolis", TUESDAY, by=by)
    assert [row[0] for row in _offered(held)] == ["facebook", "facebook"]
    _edit(held, people, "Ještě jinak.")
    assert _offered(held) == [("munipolis", "11-24T09:00", "")]


def test_when_it_is_not_queued_again(held: Story, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    with store.write() as db, pytest.raises(NotAllowed):
        publishing_held.queue_again(db, held.id, by=people["editor"])
    with clock.fixed("2026-11-28T08:00:00+01:00"), store.write() as db, pytest.raises(Refused, match="Nic z toho"):
        publishing_held.queue_again(db, held.id, by=replace(by, session=None))
    with store.write() as db:
        actions.return_to_writing(db, held.id, "Chybí cena.", by=people["editor"])
        with pytest.raises(Refused, match="není schválený"):
            publishing_held.queue_again(db, held.id, by=by)

"""Posts whose text ceases to hold while they are just being sent, or may be out."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from lib import clock, outbox, store
from lib.access import SYSTEM, User
from lib.errors import Refused
from lib.flows import cancel_event, publishing_duties, publishing_mending, publishing_sending
from lib.outbox import Message, NoAnswer, Outcome, RateLimited, Sent
from lib.publishing import Story, actions, queries
from tests.publishing.sample import do, posts

Made = Callable[..., Story]
pytestmark = pytest.mark.usefixtures("channels")


def _states(story_id: int) -> list[tuple[str, str]]:
    found = sorted((row for row in posts(story_id) if row["id"]), key=lambda row: row["id"])
    return [(row["operation"], row["state"]) for row in found]


def _leaves(now: Story, by: User) -> Message:
    """A worker has taken the post, and its body has left."""
    do(publishing_sending.send_now, now.id, "facebook", by=by)
    with store.write() as db:
        message = outbox.claim(db)
        assert message is not None
        assert outbox.queue.leaves(db, message)
    return message


def _ends(message: Message, outcome: Outcome) -> None:
    with store.write() as db:
        outbox.settle(db, message, outcome)


def _limited() -> Outcome:
    until = clock.now() + dt.timedelta(minutes=30)
    return Outcome("queued", until, trouble=RateLimited("slowly", until))


def test_an_edit_while_it_is_being_sent(approved: Made, people: dict[str, User]) -> None:
    now, by = approved(), people["spokesperson"]
    message = _leaves(now, by)
    do(actions.save, now.id, replace(now.content, perex="Jinak."), by=by)
    _ends(message, _limited())
    assert _states(now.id) == [("publish", "cancelled")]


def test_an_event_called_off_while_it_is_being_sent(approved: Made, people: dict[str, User]) -> None:
    now, by = approved(), people["spokesperson"]
    message = _leaves(now, by)
    do(cancel_event.cancel, now.event_id, "Bouřka.", by=people["head"])
    _ends(message, _limited())
    assert _states(now.id) == [("publish", "cancelled")]


def test_a_withdrawn_post_that_was_unknown_and_is_out_is_withdrawn(approved: Made, people: dict[str, User]) -> None:
    now, by = approved(), people["spokesperson"]
    message = _leaves(now, by)
    _ends(message, Outcome("unknown", clock.now(), trouble=NoAnswer("silence"), may_be_out=True))
    told = do(publishing_mending.withdraw_everywhere, now.id, "Chyba.", by=by)
    assert told.unknown == ("Facebook města",)
    _ends(message, Outcome("published", sent=Sent("fb-1")))
    publishing_duties.run()
    publishing_duties.run()
    assert _states(now.id) == [("publish", "published"), ("withdraw", "queued")]


def test_a_withdrawn_post_that_a_person_did_not_find_is_not_sent_again(approved: Made, people: dict[str, User]) -> None:
    now, by = approved(), people["spokesperson"]
    message = _leaves(now, by)
    _ends(message, Outcome("unknown", trouble=NoAnswer("silence"), may_be_out=True))
    do(publishing_mending.withdraw_everywhere, now.id, "Chyba.", by=by)
    do(outbox.resolve, message.id, was_published=False, by=by)
    publishing_duties.run()
    assert _states(now.id) == [("publish", "cancelled")]


def test_a_post_under_embargo_is_not_sent_before_its_time(in_review: Made, people: dict[str, User]) -> None:
    now, by = in_review(), people["spokesperson"]
    do(actions.save, now.id, replace(now.content, embargo_until="2026-11-26T08:00:00Z"), by=by)
    with store.write() as db:
        now = queries.story(db, now.id, by=by)
        actions.approve(db, now.id, now.approval_hash, by=people["editor"])
    do(publishing_sending.schedule, now.id, "facebook", dt.datetime(2026, 11, 27, 9, 0), by=by)
    with pytest.raises(Refused, match="embargo"):
        do(outbox.send_now, 1, by=by)
    with clock.fixed(clock.parse("2026-11-26T08:00:00Z")):
        do(outbox.send_now, 1, by=SYSTEM)


def test_a_campaign_sends_nothing_once_more(approved: Made, people: dict[str, User]) -> None:
    now, by = approved(starts_on="2026-12-12", ends_on="2026-12-12"), people["spokesperson"]
    do(publishing_sending.send_now, now.id, "facebook", by=by)
    first = do(publishing_sending.campaign, now.id, 1, by=by)
    assert any(name == "Facebook města" for name, _ in first.left_out)
    again = do(publishing_sending.campaign, now.id, 1, dt.date(2026, 12, 13), by=by)
    assert again.posts == ()
    with store.read() as db:
        sent = queries.posts_of_story(db, now.id, by=by)["channel"].to_list()
    assert len(sent) == len(set(sent))


def test_what_is_late_for_the_feeds_waits_for_a_person(approved: Made, people: dict[str, User]) -> None:
    now, by = approved(), people["spokesperson"]
    do(publishing_sending.schedule, now.id, "feed", dt.datetime(2026, 11, 24, 9, 0), by=by)
    with clock.fixed(clock.parse("2026-11-24T10:00:01Z")):
        assert publishing_duties.run() == 0
    with store.read() as db:
        (row,) = queries.posts_of_story(db, now.id, by=by).rows(named=True)
    assert row["state"] == "failed"
    assert row["error"] or row["trouble"]
    do(publishing_sending.send_now, now.id, "feed", by=by)
    with store.read() as db:
        assert queries.story(db, now.id, by=by).state == "published"


def test_what_went_to_one_channel_twice_is_corrected_and_withdrawn_twice(
    approved: Made, people: dict[str, User]
) -> None:
    now, by = approved(), people["spokesperson"]
    do(publishing_sending.send_now, now.id, "facebook", by=by)
    with clock.fixed(clock.now() + dt.timedelta(minutes=5)):
        do(publishing_sending.schedule, now.id, "facebook", clock.now(), again=True, by=by)
    with store.write() as db:
        db.conn.execute("update outbox set state = 'published', remote_id = 'fb-' || id")
        actions.save(db, now.id, replace(now.content, perex="Jinak."), by=by)
        actions.approve(db, now.id, queries.story(db, now.id, by=by).approval_hash, by=people["editor"])
    assert len(do(publishing_mending.correct_everywhere, now.id, "Jiný čas.", by=by).by_itself) == 2
    assert len(do(publishing_mending.withdraw_everywhere, now.id, "Chyba.", by=by).by_itself) == 2

"""Letting posts go: each way it ends, and that nothing goes out with a text that nobody approved."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from lib import clock, outbox, store
from lib.access import SYSTEM, User
from lib.errors import BadInput, NotAllowed, NotFound, Refused
from lib.events import outlets
from lib.flows import (
    cancel_event,
    move_event,
    publishing_approval,
    publishing_duties,
    publishing_mending,
    publishing_sending,
    today_publishing,
)
from lib.publishing import Content, Story, actions, queries
from lib.publishing.actions import feed
from tests.publishing.sample import do, posts

Made = Callable[..., Story]
FRIDAY = dt.datetime(2026, 11, 27, 9, 0)
pytestmark = pytest.mark.usefixtures("channels")


def _states(story_id: int) -> list[tuple[str, str, str]]:
    return [(row["channel"], row["operation"], row["state"]) for row in posts(story_id)]


def _goes_out(story_id: int) -> None:
    """The channels have confirmed all that waited."""
    with store.write() as db:
        db.conn.execute(
            "update outbox set state = 'published', remote_id = 'remote-' || id where state in ('queued', 'handover')"
        )
    publishing_duties.run()


def _change(now: Story, by: User, **changes: Any) -> Story:
    do(actions.save, now.id, replace(now.content, **changes), by=by)
    with store.read() as db:
        return queries.story(db, now.id, by=by)


def _approve(now: Story, by: User) -> None:
    with store.write() as db:
        if queries.story(db, now.id, by=by).stage == "writing":
            actions.to_review(db, now.id, by=by)
        actions.approve(db, now.id, queries.story(db, now.id, by=by).approval_hash, by=by)


def test_an_approved_post_waits_for_its_time(approved: Made, people: dict[str, User]) -> None:
    now, by = approved(), people["spokesperson"]
    do(publishing_sending.schedule, now.id, "facebook", FRIDAY, by=by)
    (row,) = posts(now.id)
    assert (row["channel_name"], row["wall_time"], row["publish_at"], row["state"]) == (
        "Facebook města", "2026-11-27T09:00", "2026-11-27T08:00:00Z", "queued",
    )  # fmt: skip
    with store.read() as db:
        parcel = outbox.get(db, row["message_id"]).parcel
    assert parcel.text == now.texts["facebook"]
    assert [(picture.file, picture.alt) for picture in parcel.pictures] == [(now.cards[1].file, now.cards[1].alt)]


def test_what_is_not_approved_does_not_go(in_review: Made, people: dict[str, User]) -> None:
    now = in_review()
    with pytest.raises(Refused, match="není schválený"):
        do(publishing_sending.schedule, now.id, "facebook", FRIDAY, by=people["spokesperson"])
    with pytest.raises(Refused, match="není schválený"):
        do(publishing_sending.schedule, now.id, "feed", FRIDAY, by=people["spokesperson"])
    with pytest.raises(Refused, match="není schválený"):
        do(publishing_sending.campaign, now.id, 1, by=people["spokesperson"])


def test_who_may_send(approved: Made, people: dict[str, User]) -> None:
    now = approved()
    with pytest.raises(NotAllowed):
        do(publishing_sending.schedule, now.id, "facebook", FRIDAY, by=people["editor"])
    with pytest.raises(NotAllowed):
        do(publishing_mending.withdraw_everywhere, now.id, "x", by=people["editor"])


def test_times_that_cannot_be(approved: Made, spokesperson: User) -> None:
    now = approved()
    with pytest.raises(Refused, match="uplynul"):
        do(publishing_sending.schedule, now.id, "facebook", dt.datetime(2026, 11, 23, 7, 59), by=spokesperson)
    with pytest.raises(BadInput, match="neexistuje"):
        do(publishing_sending.schedule, now.id, "facebook", dt.datetime(2027, 3, 28, 2, 30), by=spokesperson)


def test_the_same_post_goes_to_a_channel_once_unless_on_purpose(approved: Made, spokesperson: User) -> None:
    now = approved()
    first = do(publishing_sending.send_now, now.id, "facebook", by=spokesperson)
    with pytest.raises(Refused, match="už do tohoto kanálu jde"):
        do(publishing_sending.send_now, now.id, "facebook", by=spokesperson)
    do(publishing_sending.schedule, now.id, "facebook", FRIDAY, again=True, by=spokesperson)
    do(actions.cancel_post, first, by=spokesperson)
    assert sorted(_states(now.id)) == [("facebook", "publish", "cancelled"), ("facebook", "publish", "queued")]
    with pytest.raises(Refused, match="nejde vzít zpět"):
        do(actions.cancel_post, first, by=spokesperson)
    with pytest.raises(NotFound):
        do(actions.cancel_post, 77, by=spokesperson)


def test_channels_that_cannot_be_sent_to(approved: Made, spokesperson: User) -> None:
    now = approved()
    with pytest.raises(NotFound):
        do(publishing_sending.send_now, now.id, "telegram", by=spokesperson)
    with store.write() as db:
        db.conn.execute("update channel set switched_on = 0 where code = 'facebook'")
    with pytest.raises(Refused, match="je vypnutý"):
        do(publishing_sending.send_now, now.id, "facebook", by=spokesperson)
    with pytest.raises(Refused, match=r"Instagram města.*veřejnou adresu"):
        do(publishing_sending.send_now, now.id, "instagram", by=spokesperson)


def test_a_post_says_why_it_does_not_leave(approved: Made, spokesperson: User) -> None:
    now = approved()
    do(publishing_sending.send_now, now.id, "facebook", by=spokesperson)
    for changed, said in (("switched_on = 0", "vypnutý"), ("switched_on = 1, trouble = 'reauth'", "připojit"),
                          ("trouble = null, limited_until = '2027-01-01T00:00:00Z'", "nepřijímá")):  # fmt: skip
        with store.write() as db:
            db.conn.execute(f"update channel set {changed} where code = 'facebook'")
            (row,) = queries.posts_of_story(db, now.id, by=spokesperson).rows(named=True)
            assert said in row["error"]


def test_a_channel_without_a_text_or_with_too_long_a_one(in_review: Made, people: dict[str, User]) -> None:
    now = in_review()
    by, head = people["spokesperson"], people["head"]
    now = _change(now, by, texts={**now.texts, "instagram": "#trh " * 31, "facebook": ""}, alts={})
    with pytest.raises(Refused, match=r"Instagram města.*31"):
        do(publishing_approval.approve, now.id, now.approval_hash, by=head)
    now = _change(now, by, texts={**now.texts, "instagram": "x" * 2201})
    with pytest.raises(Refused, match=r"2201.*2200"):
        do(publishing_approval.approve, now.id, now.approval_hash, by=head)
    now = _change(now, by, texts={**now.texts, "instagram": now.texts["web"]})
    assert do(publishing_approval.approve, now.id, now.approval_hash, by=head)
    with pytest.raises(Refused, match="není žádný text"):
        do(publishing_sending.send_now, now.id, "facebook", by=by)
    with pytest.raises(Refused, match="Bez obrázku"):
        do(publishing_sending.send_now, now.id, "instagram", by=by)


def test_nothing_goes_out_before_the_embargo(in_review: Made, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    now = _change(in_review(), by, embargo_until="2026-11-27T09:00:00Z")
    _approve(now, by)
    for action, args in (
        (publishing_sending.send_now, ("facebook",)),
        (publishing_sending.send_now, ("feed",)),
        (publishing_sending.schedule, ("facebook", FRIDAY)),
        (publishing_sending.schedule, ("feed", FRIDAY)),
    ):
        with pytest.raises(Refused, match="embargo do 27"):
            do(action, now.id, *args, by=by)
    assert do(publishing_sending.schedule, now.id, "facebook", dt.datetime(2026, 11, 27, 10, 0), by=by)


def test_an_edit_holds_back_what_waits_and_says_so(approved: Made, people: dict[str, User]) -> None:
    now, by = approved(), people["spokesperson"]
    do(publishing_sending.schedule, now.id, "facebook", FRIDAY, by=by)
    do(publishing_sending.schedule, now.id, "feed", FRIDAY, by=by)
    _change(now, people["editor"], title="Vánoční trh")
    (row,) = posts(now.id)
    assert (row["state"], row["held_back"]) == ("cancelled", "text se změnil a musí se znovu schválit")
    _approve(now, people["editor"])
    assert do(publishing_sending.schedule, now.id, "facebook", FRIDAY, by=by)
    assert [row["state"] for row in posts(now.id)] == ["queued", "cancelled"]


def test_a_return_holds_back_too(approved: Made, people: dict[str, User]) -> None:
    now = approved()
    do(publishing_sending.schedule, now.id, "facebook", FRIDAY, by=people["spokesperson"])
    do(actions.return_to_writing, now.id, "Chybí cena.", by=people["editor"])
    assert [row["held_back"] for row in posts(now.id)] == ["Chybí cena."]


def test_what_is_handed_over_is_confirmed_by_a_person(approved: Made, spokesperson: User) -> None:
    now = approved()
    post = do(publishing_sending.send_now, now.id, "munipolis", by=spokesperson)
    with pytest.raises(Refused, match="předává ručně"):
        do(actions.confirm_by_hand, post, 1200, clock.now(), by=spokesperson)
    do(outbox.hand_over)
    do(actions.confirm_by_hand, post, 1200, clock.now(), by=spokesperson)
    (row,) = posts(now.id)
    assert (row["state"], row["recipients"], row["settled_at"]) == ("published", 1200, "2026-11-23T07:00:00Z")


def test_the_feeds_wait_for_their_time(approved: Made, spokesperson: User) -> None:
    now = approved()
    do(publishing_sending.schedule, now.id, "feed", FRIDAY, by=spokesperson)
    assert publishing_duties.run() == 0
    with clock.fixed("2026-11-27T09:00:00+01:00"):
        assert publishing_duties.run() == 1
        assert publishing_duties.run() == 0
    with store.read() as db:
        assert [post.title for post in queries.out(db)] == [now.title]
        assert store.rows(db, "select by_login from publication") == [{"by_login": "spokesperson"}]
    with pytest.raises(Refused, match="už je zveřejněný"):
        do(publishing_sending.schedule, now.id, "feed", FRIDAY, by=spokesperson)


def test_a_planned_post_that_may_not_come_out_keeps_the_reason(approved: Made, people: dict[str, User]) -> None:
    now = approved()
    do(publishing_sending.schedule, now.id, "feed", FRIDAY, by=people["spokesperson"])
    with store.write() as db:
        db.conn.execute("update event set state = 'cancelled'")
    with clock.fixed("2026-11-27T09:00:00+01:00"):
        assert publishing_duties.run() == 0
    (row,) = posts(now.id)
    assert (row["state"], "zrušená" in row["error"]) == ("failed", True)
    do(feed.unplan_feed, now.id, by=people["spokesperson"])
    with pytest.raises(Refused, match="nečeká"):
        do(feed.unplan_feed, now.id, by=people["spokesperson"])


def test_a_campaign_goes_by_days_from_the_event(approved: Made, spokesperson: User) -> None:
    now = approved()
    steps = [
        {"kind": "tv", "days": -14, "at": "09:00"}, {"kind": "munipolis", "days": -7, "at": "09:00"},
        {"kind": "facebook", "days": -2, "at": "16:00"}, {"kind": "feed", "days": 0, "at": "08:00"},
        {"kind": "instagram", "days": 0, "at": "08:00"}, {"kind": "photos", "days": 1, "at": "10:00"},
    ]  # fmt: skip
    number = do(actions.save_campaign, None, "Krátká", steps, by=spokesperson)
    with store.read() as db:
        seen = publishing_sending.preview(db, now.id, number, by=spokesperson)
    planned = do(publishing_sending.campaign, now.id, number, by=spokesperson)
    assert {name for name, _ in planned.left_out} == {"Televize", "MUNIPOLIS", "Instagram města"}
    assert set(seen.filter(seen["problem"] != "")["name"]) == {name for name, _ in planned.left_out}
    assert [(row["channel"], row["wall_time"]) for row in posts(now.id)] == [
        ("feed", "2026-11-28T08:00"), ("facebook", "2026-11-26T16:00"),
    ]  # fmt: skip
    with store.read() as db:
        photos = queries.story(db, planned.photos or 0, by=SYSTEM)
    assert (photos.stage, photos.plan_on, photos.event_id) == ("planned", "2026-11-29", now.event_id)
    again = do(publishing_sending.campaign, now.id, number, by=spokesperson)
    assert (again.posts, again.photos) == ((), None)
    do(publishing_sending.send_now, now.id, "feed", by=spokesperson)
    with store.read() as db:
        seen = publishing_sending.preview(db, now.id, number, by=spokesperson)
        assert seen.filter(pl.col("problem") == "").is_empty(), "it is out in the feeds"
        assert queries.campaign(db, number, by=SYSTEM).uses == 1, "a post counts once"


def test_campaigns_that_cannot_be(approved: Made, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    with pytest.raises(NotFound):
        do(publishing_sending.campaign, approved().id, 77, by=by)
    story_id = do(actions.save, None, Content("Trh", texts={"web": "Trh."}), by=by)
    with pytest.raises(Refused, match="Zvolte den"):
        do(publishing_sending.campaign, story_id, 1, by=by)
    step = [{"kind": "sms", "days": 0, "at": "08:00"}]
    for name, field in ((" ", "name"), ("Pozvánka na akci", "name")):
        with pytest.raises(BadInput) as wrong:
            do(actions.save_campaign, None, name, step, by=by)
        assert wrong.value.field == field
    do(actions.save_campaign, 1, "Pozvánka na akci", step, by=by)
    with store.read() as db:
        (row,) = queries.campaigns(db, by=people["reader"]).rows(named=True)
    assert row["steps"] == '[{"kind": "sms", "days": 0, "at": "08:00"}]'


def test_a_correction_goes_where_the_old_text_is(approved: Made, people: dict[str, User]) -> None:
    now, by = approved(), people["spokesperson"]
    for channel in ("facebook", "munipolis", "feed"):
        do(publishing_sending.send_now, now.id, channel, by=by)
    _goes_out(now.id)
    with pytest.raises(Refused, match="už říkají"):
        do(publishing_mending.correct_everywhere, now.id, "Chyba", by=by)
    _change(now, by, title="Vánoční trh")
    with pytest.raises(Refused, match="není schválený"):
        do(publishing_mending.correct_everywhere, now.id, "Chyba", by=by)
    _approve(now, people["editor"])
    done = do(publishing_mending.correct_everywhere, now.id, "Chyba v názvu", by=by)
    assert (done.by_itself, done.by_person) == (("Facebook města",), ("MUNIPOLIS",))
    with store.read() as db:
        assert [post.title for post in queries.out(db)] == ["Vánoční trh"]
        (message,) = [
            outbox.get(db, row["message_id"])
            for row in posts(now.id)
            if (row["channel"], row["operation"]) == ("facebook", "correct")
        ]
    assert (message.operation, message.parcel.title, message.remote_id) == ("correct", "Vánoční trh", "remote-1")
    with pytest.raises(Refused, match="už říkají"):
        do(publishing_mending.correct_everywhere, now.id, "Znovu", by=by)


def test_a_withdrawal_goes_everywhere(approved: Made, people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    now, by = approved(), people["spokesperson"]
    with pytest.raises(Refused, match="Stáhnout lze jen"):
        do(publishing_mending.withdraw_everywhere, now.id, "Chyba", by=by)
    monkeypatch.setenv("KANCELAR_URL", "https://kancelar.brazdov.example")
    for channel in ("facebook", "instagram"):
        do(publishing_sending.send_now, now.id, channel, by=by)
    _goes_out(now.id)
    do(publishing_sending.schedule, now.id, "munipolis", FRIDAY, by=by)
    with pytest.raises(Refused, match="Napište"):
        do(publishing_mending.withdraw_everywhere, now.id, " ", by=by)
    done = do(publishing_mending.withdraw_everywhere, now.id, "Akce se nekoná.", by=by)
    assert (done.by_itself, done.by_person, done.held_back) == (("Facebook města",), ("Instagram města",), 1)
    found = {(row["channel"], row["operation"]): row["state"] for row in posts(now.id)}
    assert found[("facebook", "withdraw")] == "queued"
    assert found[("instagram", "withdraw")] == "handover"
    assert found[("munipolis", "publish")] == "cancelled"
    with pytest.raises(Refused, match="už je stažený"):
        do(publishing_mending.withdraw_everywhere, now.id, "Znovu", by=by)


def test_a_post_that_may_be_out_is_told(approved: Made, spokesperson: User) -> None:
    now = approved()
    do(publishing_sending.send_now, now.id, "facebook", by=spokesperson)
    with store.write() as db:
        db.conn.execute("update outbox set state = 'unknown'")
    done = do(publishing_mending.withdraw_everywhere, now.id, "Chyba", by=spokesperson)
    assert (done.by_itself, done.unknown) == ((), ("Facebook města",))


def test_a_moved_event_holds_its_posts_back(approved: Made, people: dict[str, User]) -> None:
    now, by = approved(), people["spokesperson"]
    do(publishing_sending.send_now, now.id, "facebook", by=by)
    _goes_out(now.id)
    do(publishing_sending.schedule, now.id, "munipolis", FRIDAY, by=by)
    assert now.event_id is not None
    followed = do(
        move_event.move,
        now.event_id,
        starts_on=dt.date(2026, 12, 5),
        reason="Počasí",
        started_from=0,
        by=people["head"],
    )
    assert followed.posts == 1
    assert "Facebook města" in str(followed)
    with store.read() as db:
        after = queries.story(db, now.id, by=by)
        assert not queries.is_approved(db, now.id, by=by)
        out = outlets.of(db, now.event_id, by=by)
    assert after.stage == "review"
    assert [row["held_back"] != "" for row in posts(now.id) if row["channel"] == "munipolis"] == [True]
    assert out.filter("stale")["outlet"].to_list() == [f"post:{now.id}:facebook"]


def test_an_event_that_is_called_off_or_waits_holds_its_posts_back(approved: Made, people: dict[str, User]) -> None:
    by, head = people["spokesperson"], people["head"]
    for number, flow in enumerate((cancel_event.cancel, cancel_event.postpone)):
        now = approved(title=f"Trh {number}", venue=f"Místo {number}")
        do(publishing_sending.schedule, now.id, "facebook", FRIDAY, by=by)
        do(flow, now.event_id, "Nemoc", by=head)
        (row,) = posts(now.id)
        assert (row["state"], "Nemoc" in row["held_back"]) == ("cancelled", True)
        with store.read() as db:
            assert queries.story(db, now.id, by=by).stage == "review"


def test_pictures_are_served_only_when_they_are_due(
    approved: Made, spokesperson: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KANCELAR_URL", "https://kancelar.brazdov.example/")
    now = approved()
    do(publishing_sending.schedule, now.id, "instagram", FRIDAY, by=spokesperson)
    with store.read() as db:
        (picture,) = outbox.get(db, posts(now.id)[0]["message_id"]).parcel.pictures
        assert not queries.is_shown(db, picture.file)
    assert picture.url == f"https://kancelar.brazdov.example/feeds/obrazek/{picture.file}"
    assert picture.file.endswith(".jpg")
    with store.read() as db:
        (original,) = store.rows(db, "select original from post_picture where file = ?", (picture.file,))
        assert original["original"] in {card.file for card in queries.story(db, now.id, by=spokesperson).cards}
    with clock.fixed("2026-11-27T09:00:00+01:00"), store.read() as db:
        assert queries.is_shown(db, picture.file)


def test_today_says_what_waits(approved: Made, in_review: Made, people: dict[str, User]) -> None:
    by = people["spokesperson"]
    now = approved()
    for channel in ("facebook", "munipolis"):
        do(publishing_sending.send_now, now.id, channel, by=by)
    with store.write() as db:
        db.conn.execute("update outbox set state = iif(channel = 'facebook', 'unknown', 'handover')")
    old = do(actions.publish, approved(title="Starý", venue="A").id, by=by)
    do(actions.checked, old.id, dt.date(2026, 11, 20), dt.date(2026, 11, 22), by=by)
    again = do(actions.publish, approved(title="Znovu", venue="C").id, by=by)
    do(actions.checked, again.id, dt.date(2026, 11, 23), None, by=by)
    in_review(title="Ke schválení", venue="B")
    with store.write() as db:
        db.conn.execute("update channel set trouble = 'reauth' where code = 'facebook'")
        db.conn.execute("update channel set token_expires_on = '2026-12-07' where code in ('munipolis', 'instagram')")

    def told(who: str) -> list[tuple[str, str, str]]:
        with store.read() as db:
            found = today_publishing.matters(db, by=people[who])
        return [(one.word, one.what, one.query.get("cast", "")) for one in found]

    assert told("spokesperson") == [
        ("znovu připojit", "Facebook města", ""), ("přístup brzy skončí", "Instagram města", ""),
        ("možná je venku", "Farmářský trh", "odeslani"), ("k předání", "Farmářský trh", "odeslani"),
        ("ke schválení", "Ke schválení", ""), ("už neplatí", "Starý", "dalsi"), ("zkontrolovat", "Znovu", "dalsi"),
    ]  # fmt: skip
    assert told("reader") == []
    with clock.fixed("2026-11-26T08:00:00+01:00"):
        people["editor"] = replace(people["editor"], session=None)
        assert told("editor")[-1] == ("víkend", "1 akce o víkendu nemá příspěvek", "")

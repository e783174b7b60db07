"""A right that ends after the approval (a photograph withdrawn, a consent taken back or ended): nothing goes out."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from lib import store
from lib.access import User
from lib.errors import Refused
from lib.flows import photo_uses, publishing_approval, publishing_channels, publishing_mending, publishing_sending
from lib.publishing import Story, actions, queries
from lib.publishing.actions import consents
from tests.publishing.sample import do, photograph, posts

Made = Callable[..., Story]
FRIDAY, DECEMBER = dt.datetime(2026, 11, 27, 9), dt.datetime(2026, 12, 4, 9)
pytestmark = pytest.mark.usefixtures("channels")


def _with_photo(now: Story, by: User, until: dt.date | None = None) -> Story:
    """The post with the first photograph of the register, approved."""
    with store.write() as db:
        photo = photograph(db, licence_until=until, by=by)
        actions.save(db, now.id, replace(now.content, photos={photo: ""}), by=by)
        now = queries.story(db, now.id, by=by)
        assert actions.approve(db, now.id, now.approval_hash, by=by)
        return queries.story(db, now.id, by=by)


def test_a_withdrawn_photograph_holds_back_what_waits(in_review: Made, people: dict[str, User]) -> None:
    by = people["editor"]
    now = _with_photo(in_review(), by)
    do(publishing_sending.schedule, now.id, "facebook", FRIDAY, by=people["spokesperson"])
    do(photo_uses.withdraw, 1, "Rodiče odvolali souhlas", by=people["spokesperson"])
    assert [(row["state"], row["held_back"]) for row in posts(now.id)] == [
        ("cancelled", "fotografie trh.jpg byla stažena")
    ]
    with store.write() as db:
        assert queries.story(db, now.id, by=by).stage == "review"
        with pytest.raises(Refused, match="není schválený"):
            publishing_sending.schedule(db, now.id, "facebook", FRIDAY, by=people["spokesperson"])
        with pytest.raises(Refused, match="Lidé mezi stánky"):
            actions.approve(db, now.id, now.approval_hash, by=by)


def test_a_consent_taken_back_holds_back_what_waits(approved: Made, people: dict[str, User]) -> None:
    now, by = approved(), people["editor"]
    said = {"scope": ["facebook"], "reference": "složka 3", "by": people["spokesperson"]}
    consent = do(consents.add, now.id, "Jan Novák", "consent", **said)
    do(publishing_sending.schedule, now.id, "facebook", FRIDAY, by=people["spokesperson"])
    assert do(actions.consent_back, consent, by=people["spokesperson"]) == 1
    assert [row["state"] for row in posts(now.id)] == ["cancelled"]
    with store.read() as db:
        assert not queries.is_approved(db, now.id, by=by)


def test_a_licence_that_will_have_ended_by_then(in_review: Made, people: dict[str, User]) -> None:
    by = people["editor"]
    now = _with_photo(in_review(starts_on="2026-12-12", ends_on="2026-12-12"), by, until=dt.date(2026, 11, 30))
    do(publishing_sending.schedule, now.id, "facebook", FRIDAY, by=people["spokesperson"])
    with pytest.raises(Refused, match="30"):
        do(publishing_sending.schedule, now.id, "facebook", DECEMBER, again=True, by=people["spokesperson"])


def test_a_text_that_does_not_fit_is_approved_by_no_way(
    in_review: Made, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    now, by = in_review(), people["editor"]
    token = do(actions.review_link, now.id, "Jan Host", by=by)
    monkeypatch.setattr(publishing_channels, "_too_much", lambda parcel, kind: "Je moc dlouhý.")
    for ask in (
        lambda: do(publishing_approval.verdict_by_link, token, approved=True),
        lambda: do(publishing_approval.approved_on_paper, now.id, now.approval_hash, "Starosta", by=by),
    ):
        with pytest.raises(Refused, match="moc dlouhý"):
            ask()
    assert not do(publishing_approval.verdict_by_link, token, approved=False, note="Zkrátit.")


def test_a_mailing_stopped_on_the_way_says_that_it_is_out_in_part(approved: Made, people: dict[str, User]) -> None:
    now, by = approved(), people["spokesperson"]
    do(publishing_sending.schedule, now.id, "facebook", FRIDAY, by=by)
    with store.write() as db:
        db.conn.execute("update outbox set addressed = 3")
        db.conn.execute("insert into outbox_part select key, 'a', 'accepted', '', '' from outbox")
        actions.cancel_post(db, 1, by=by)
        (row,) = queries.posts_of_story(db, now.id, by=by).rows(named=True)
    assert (row["state"], row["partly"], row["recipients"]) == ("published", True, 1)
    assert row["error"] == "Odesláno 1 z 3 příjemců, zbytek zastaven."


@pytest.mark.parametrize(("page", "by_person"), [("brazdov", False), ("jina", True)])
def test_a_post_is_not_withdrawn_from_another_page_than_where_it_is(
    approved: Made, people: dict[str, User], page: str, by_person: bool
) -> None:
    now, by = approved(), people["spokesperson"]
    do(publishing_sending.schedule, now.id, "facebook", FRIDAY, by=by)
    with store.write() as db:
        db.conn.execute("update outbox set state = 'published', remote_id = 'r', place = 'brazdov', next_try_at = null")
        db.conn.execute("update channel set place = ? where code = 'facebook'", (page,))
        done = publishing_mending.withdraw_everywhere(db, now.id, "Zrušeno.", by=by)
    assert (done.by_itself, done.by_person)[by_person] == ("Facebook města",)

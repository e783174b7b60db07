"""What was right when it was queued is looked at once more before it leaves, and never leaves silently."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from lib import clock, outbox, store
from lib import settings as values
from lib.access import SYSTEM, User
from lib.errors import Refused
from lib.flows import deliver, publishing_last_look, publishing_sending
from lib.flows.publishing_last_look import LookAhead
from lib.photos import actions as photo_actions
from lib.publishing import Story, actions, queries
from lib.publishing.actions import consents
from tests.outbox.conftest import KIND, Scripted
from tests.publishing.sample import do, photograph, posts

Made = Callable[..., Story]
TUESDAY, FRIDAY = dt.datetime(2026, 11, 24, 7), dt.datetime(2026, 11, 27, 9)
ON_FRIDAY, ON_MONDAY = "2026-11-27T09:00:00+01:00", "2026-11-30T09:00:00+01:00"
pytestmark = pytest.mark.usefixtures("channels")


@pytest.fixture
def send() -> Callable[[str], list[str]]:
    """`send(moment)`: the worker's turn then; what is in the channel."""
    there = Scripted()
    kinds = {"facebook": replace(KIND, make=lambda options, secrets: there)}

    def turn(moment: str) -> list[str]:
        with clock.fixed(moment):
            deliver.turn(kinds=kinds)
        return there.out

    return turn


def _saved(now: Story, by: User, **changes: Any) -> Story:
    """The post with other content, approved."""
    with store.write() as db:
        actions.save(db, now.id, replace(now.content, **changes), by=by)
        now = queries.story(db, now.id, by=SYSTEM)
        assert actions.approve(db, now.id, now.approval_hash, by=by)
        return queries.story(db, now.id, by=SYSTEM)


def _named(now: Story, text: str) -> dict[str, str]:
    return {code: f"{said} {text}" for code, said in now.texts.items()}


def _regime(by: User) -> None:
    for code, value in (("from", "27. 11. 2026"), ("to", "30. 11. 2026"), ("words", "Hnutí Lípa")):
        do(values.change, f"publishing.election_{code}", value, valid_from=dt.date(2026, 1, 1), by=by)


def _waits(now: Story) -> list[tuple[str, str]]:
    return [(row["state"], row["held_back"]) for row in posts(now.id)]


def _stage(now: Story) -> str:
    with store.read() as db:
        return queries.story(db, now.id, by=SYSTEM).stage


@pytest.fixture
def queued(in_review: Made, people: dict[str, User]) -> Callable[..., Story]:
    """`queued(text=…)`: a post for Friday to Facebook with more content, approved by the editor."""

    def make(channel: str = "facebook", text: str = "", **changes: Any) -> Story:
        # The day of the event is after all the others: a photograph of news may invite to nothing.
        now = in_review(starts_on="2026-12-12", ends_on="2026-12-12")
        if text:
            changes["texts"] = _named(now, text)
        now = _saved(now, people["editor"], **changes)
        do(publishing_sending.schedule, now.id, channel, FRIDAY, by=people["spokesperson"])
        return now

    return make


def test_what_is_as_it_was_goes_out(queued: Callable[..., Story], send: Callable[[str], list[str]]) -> None:
    queued(text="Hnutí Lípa.")
    assert len(send(ON_FRIDAY)) == 1


def test_a_regime_that_has_begun_since_holds_a_post_until_another_person_approves(
    queued: Callable[..., Story], send: Callable[[str], list[str]], people: dict[str, User]
) -> None:
    now = queued(text="Hnutí Lípa.")
    _regime(people["head"])
    assert send(ON_FRIDAY) == []
    ((state, why),) = _waits(now)
    assert (state, _stage(now)) == ("cancelled", "review")
    assert "platí volební režim" in why
    with clock.fixed(ON_FRIDAY):
        editor, head = (replace(people[role], session=None) for role in ("editor", "head"))
        with pytest.raises(Refused, match="čeká na další"):
            do(actions.approve, now.id, now.approval_hash, by=editor)
        assert do(actions.approve, now.id, now.approval_hash, by=head)
        by = replace(people["spokesperson"], session=None)
        do(publishing_sending.send_now, now.id, "facebook", by=by)
    assert len(send(ON_FRIDAY)) == 1


def test_a_regime_that_names_nobody_of_the_post_holds_nothing(
    queued: Callable[..., Story], send: Callable[[str], list[str]], people: dict[str, User]
) -> None:
    queued()
    _regime(people["head"])
    assert LookAhead().hold_lapsed() == 0
    assert len(send(ON_FRIDAY)) == 1


def test_what_a_person_hands_over_is_held_as_soon_as_the_regime_is_set(
    queued: Callable[..., Story], send: Callable[[str], list[str]], people: dict[str, User]
) -> None:
    now = queued("munipolis", "Hnutí Lípa.")
    assert LookAhead().hold_lapsed() == 0
    send(ON_FRIDAY)
    assert _waits(now) == [("handover", "")]
    _regime(people["head"])
    with clock.fixed(ON_FRIDAY):
        assert LookAhead().hold_lapsed() == 1
        assert LookAhead().hold_lapsed() == 0
        ((state, why),) = _waits(now)
        assert (state, "volební režim" in why) == ("cancelled", True)


def test_each_day_of_a_post_is_looked_at(queued: Callable[..., Story], people: dict[str, User]) -> None:
    """On Tuesday it may go out, on Friday it may not."""
    now = queued(text="Hnutí Lípa.")
    do(publishing_sending.schedule, now.id, "munipolis", TUESDAY, by=people["spokesperson"])
    _regime(people["head"])
    assert LookAhead().hold_lapsed() == 1


def test_nothing_is_looked_at_again_without_need(
    queued: Callable[..., Story], people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    now, ahead, looks = queued(), LookAhead(), []
    for channel in ("facebook", "munipolis"):
        do(publishing_sending.schedule, now.id, channel, TUESDAY, again=True, by=people["spokesperson"])
    monkeypatch.setattr(publishing_last_look, "_wrong", lambda db, story_id, at: looks.append(at.day))

    def looked() -> list[int]:
        looks.clear()
        ahead.hold_lapsed()
        return sorted(looks)

    assert looked() == [24, 27], "each day once"
    assert looked() == []
    _regime(people["head"])
    assert looked() == [24], "what goes soon"
    with clock.fixed("2026-11-23T09:00:00+01:00"):
        assert looked() == [27], "the rest once an hour"


def test_a_consent_that_ended_before_a_late_post_holds_it(
    in_review: Made, send: Callable[[str], list[str]], people: dict[str, User]
) -> None:
    now, by = in_review(), people["spokesperson"]
    said = {"scope": ["*"], "reference": "složka 3", "valid_until": dt.date(2026, 11, 27), "by": by}
    do(consents.add, now.id, "Jan Novák", "consent", **said)
    now = _saved(now, people["editor"], texts=_named(now, "Jan Novák oslavil 80. narozeniny."))
    do(publishing_sending.schedule, now.id, "facebook", FRIDAY, by=by)
    assert send(ON_MONDAY) == []
    assert _waits(now)[0][0] == "missed"
    (row,) = posts(now.id)
    with clock.fixed(ON_MONDAY):
        do(outbox.send_now, row["message_id"], by=replace(by, session=None))
    assert send(ON_MONDAY) == []
    ((state, why),) = _waits(now)
    assert (state, _stage(now), "souhlas" in why) == ("cancelled", "review", True)


def test_a_photograph_whose_right_was_shortened_since_holds_the_post(
    queued: Callable[..., Story], send: Callable[[str], list[str]], people: dict[str, User]
) -> None:
    by = people["editor"]
    photo = do(photograph, by=by)
    now = queued(photos={photo: ""})
    assert LookAhead().hold_lapsed() == 0
    do(photo_actions.edit, [photo], {"licence_until": dt.date(2026, 11, 25)}, by=by)
    assert send(ON_FRIDAY) == []
    ((state, why),) = _waits(now)
    assert (state, "skončilo 25" in why) == ("cancelled", True)


def test_an_embargo_set_since_holds_the_post(
    queued: Callable[..., Story], send: Callable[[str], list[str]], people: dict[str, User]
) -> None:
    now = queued()
    content = replace(now.content, embargo_until="2026-11-28T08:00:00Z")
    do(actions.save, now.id, content, by=people["spokesperson"])
    assert send(ON_FRIDAY) == []
    assert (_waits(now)[0][0], _stage(now)) == ("cancelled", "review")


def test_what_takes_a_post_back_and_what_may_be_out_goes_on(
    queued: Callable[..., Story], people: dict[str, User]
) -> None:
    now = queued(text="Hnutí Lípa.")
    _regime(people["head"])
    with clock.fixed(ON_FRIDAY), store.write() as db:
        message = outbox.claim(db)
        assert message is not None
        for same in (replace(message, operation="withdraw"), replace(message, left_at=clock.stamp())):
            assert publishing_last_look.may_go(db, same)
        assert not publishing_last_look.may_go(db, message)
    assert _waits(now)[0][0] == "cancelled"

"""Checks and approvals are asked for the day on which a post is to go, wherever somebody is told how it stands."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from lib import clock, store
from lib import settings as values
from lib.access import SYSTEM, User
from lib.errors import Refused
from lib.flows import publishing_held, publishing_sending
from lib.flows.publishing_last_look import LookAhead
from lib.publishing import Story, actions, queries
from lib.publishing.actions import consents, feed
from tests.publishing.sample import do

Made = Callable[..., Story]
WEDNESDAY, FRIDAY = dt.datetime(2026, 11, 25, 9), dt.datetime(2026, 11, 27, 9)
pytestmark = pytest.mark.usefixtures("channels")


@pytest.fixture
def written(in_review: Made, people: dict[str, User]) -> Callable[[str], Story]:
    """`written(text)`: a post to be approved that says this in each of its texts."""

    def write(text: str) -> Story:
        now, by = in_review(), people["spokesperson"]
        texts = {code: f"{said} {text}" for code, said in now.texts.items()}
        do(actions.save, now.id, replace(now.content, texts=texts), by=by)
        return _again(now)

    return write


def _again(now: Story) -> Story:
    with store.read() as db:
        return queries.story(db, now.id, by=SYSTEM)


def _ask(query: Callable[..., Any], *args: Any) -> Any:
    with store.read() as db:
        return query(db, *args, by=SYSTEM)


def _problems(now: Story) -> list[str]:
    return [str(why) for why in _ask(publishing_held.held_back, now.id)["problem"]]


def _regime(by: User) -> None:
    for code, value in (("from", "27. 11. 2026"), ("to", "30. 11. 2026"), ("words", "Hnutí Lípa")):
        do(values.change, f"publishing.election_{code}", value, valid_from=dt.date(2026, 1, 1), by=by)


def test_a_regime_of_that_day_asks_for_two_until_nobody_wants_it_then(
    written: Callable[[str], Story], people: dict[str, User]
) -> None:
    now = written("Hnutí Lípa.")
    assert do(actions.approve, now.id, now.approval_hash, by=people["editor"])
    do(publishing_sending.schedule, now.id, "facebook", FRIDAY, by=people["spokesperson"])
    _regime(people["head"])
    assert LookAhead().hold_lapsed() == 1
    assert _ask(queries.looked_at_for, now.id) == FRIDAY.date()
    assert _ask(queries.approvals_needed, now.id) == 2
    with pytest.raises(Refused, match="čeká na další"):
        do(actions.approve, now.id, now.approval_hash, by=people["editor"])
    do(publishing_held.let_be, now.id, by=people["spokesperson"])
    assert _ask(queries.approvals_needed, now.id) == 1
    assert do(actions.approve, now.id, now.approval_hash, by=people["editor"])
    with pytest.raises(Refused, match="nic pozdrženého"):
        do(publishing_held.let_be, now.id, by=people["spokesperson"])


def test_what_cannot_go_then_is_not_promised(written: Callable[[str], Story], people: dict[str, User]) -> None:
    now, by = written("Jan Novák oslavil 80. narozeniny."), people["spokesperson"]
    said = {"scope": ["*"], "reference": "složka 3", "valid_until": dt.date(2026, 11, 26), "by": by}
    do(consents.add, now.id, "Jan Novák", "consent", **said)
    assert do(actions.approve, now.id, now.approval_hash, by=people["editor"])
    for channel, at in (("facebook", WEDNESDAY), ("munipolis", WEDNESDAY)):
        do(publishing_sending.schedule, now.id, channel, at, by=by)
    do(actions.return_to_writing, now.id, "Chybí cena.", by=people["editor"])
    with store.write() as db:
        db.conn.execute("update held_back set wall_time = '2026-11-27T09:00' where channel = 'munipolis'")
    do(actions.to_review, now.id, by=by)
    assert do(actions.approve, now.id, now.approval_hash, by=people["editor"]), "on Wednesday it may go"
    first, then = _problems(now)
    assert (first, "souhlas" in then) == ("", True)
    assert do(publishing_held.queue_again, now.id, by=by).left_out == (("MUNIPOLIS", then),)


def test_a_time_that_is_past_asks_for_today(written: Callable[[str], Story], people: dict[str, User]) -> None:
    now = written("")
    assert do(actions.approve, now.id, now.approval_hash, by=people["editor"])
    do(publishing_sending.schedule, now.id, "facebook", WEDNESDAY, by=people["spokesperson"])
    do(actions.return_to_writing, now.id, "Chybí cena.", by=people["editor"])
    assert _ask(queries.looked_at_for, now.id) == WEDNESDAY.date()
    with clock.fixed("2026-11-26T08:00:00+01:00"):
        assert _ask(queries.looked_at_for, now.id) == dt.date(2026, 11, 26)
        assert _problems(now) == ["Ten čas už uplynul."]


def test_why_it_cannot_go_is_a_list_that_says_each_thing_once(
    written: Callable[[str], Story], people: dict[str, User]
) -> None:
    now = written("Jan Novák oslavil 80. narozeniny. Eva Malá oslavila 85. narozeniny.")
    with pytest.raises(Refused) as wrong:
        do(actions.approve, now.id, now.approval_hash, by=people["editor"])
    first, *listed, mend = str(wrong.value).splitlines()
    assert (first.strip(), mend[:14]) == ("Příspěvek zatím nelze zveřejnit.", "Zapište souhla")
    assert [("Jan Novák" in line, "Eva Malá" in line) for line in listed] == [(True, False), (False, True)]
    assert all(line.startswith("• ") for line in listed)


def test_the_feeds_are_asked_for_the_day_on_which_it_comes_out(
    written: Callable[[str], Story], people: dict[str, User]
) -> None:
    now, by = written("Jan Novák oslavil 80. narozeniny."), people["spokesperson"]
    said = {"scope": ["*"], "reference": "složka 3", "valid_until": dt.date(2026, 11, 26), "by": by}
    do(consents.add, now.id, "Jan Novák", "consent", **said)
    assert do(actions.approve, now.id, now.approval_hash, by=people["editor"])
    do(publishing_sending.schedule, now.id, "feed", WEDNESDAY, by=by)
    do(actions.plan, now.id, FRIDAY.date(), by=by)
    with clock.fixed("2026-11-25T09:00:30+01:00"):
        assert do(feed.come_out, by=SYSTEM) == 1

"""A text is counted as it goes out: with its link, marked, where the channel adds it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from lib import store
from lib.access import User
from lib.errors import Refused
from lib.flows import publishing_approval, publishing_sending
from lib.outbox.records import Limits
from lib.publishing import Content, Story, actions, checks, queries
from lib.publishing.checks import Context
from lib.publishing.parcels import WIDEST, below, counted, marked

LINK = "https://www.brazdov.example/trh"
WIDE = f"{LINK}?z={WIDEST}"


def test_some_channels_have_another_place_for_the_link_or_none() -> None:
    assert below("Trh.", LINK, "mastodon") == f"Trh.\n\n{LINK}"
    assert [below("Trh.", LINK, name) for name in ("web", "sms", "instagram")] == ["Trh."] * 3


def test_it_is_counted_as_long_as_it_may_become() -> None:
    assert counted("Trh.", LINK, "mastodon") == f"Trh.\n\n{WIDE}"
    assert counted(f"Trh {LINK}.", LINK, "sms") == f"Trh {WIDE}."
    assert counted("", LINK, "mastodon") == ""
    assert counted("Trh.", "http://[", "mastodon") == "Trh.\n\nhttp://["
    assert marked("mailto:urad@brazdov.example", WIDEST) == "mailto:urad@brazdov.example"


@pytest.mark.parametrize(("spare", "found"), [(0, []), (-1, ["too_long"])])
def test_a_text_with_its_link_is_held_against_the_limit(spare: int, found: list[str]) -> None:
    context = Context(limits={"mastodon": Limits(len(f"Trh je dnes.\n\n{WIDE}") + spare, "graphemes")})
    content = Content("Trh", texts={"web": "Trh je dnes.", "mastodon": "Trh je dnes."}, link=LINK)
    assert [check.code for check in checks.found(content, context)["mastodon"]] == found


def test_the_parts_of_an_sms_are_those_with_its_link() -> None:
    context = Context(limits={"sms": Limits(1, "sms parts")})
    text = "a" * (160 - len(f" {WIDE}"))
    content = Content("Trh", texts={"web": "Trh.", "sms": f"{text} {LINK}"}, link=LINK)
    assert checks.found(content, context)["sms"] == []
    longer = replace(content, texts={"web": "Trh.", "sms": f"{text}a {LINK}"})
    assert [check.code for check in checks.found(longer, context)["sms"]] == ["too_long"]


def test_what_people_copy_by_hand_fits_too(in_review: Callable[..., Story], people: dict[str, User]) -> None:
    by, now = people["spokesperson"], in_review()
    with store.write() as db:
        actions.save(db, now.id, replace(now.content, texts={**now.texts, "instagram": "a" * 2_201}), by=by)
        changed = queries.story(db, now.id, by=by)
        with pytest.raises(Refused, match="Instagram jich dovolí 2200"):
            publishing_approval.approve(db, now.id, changed.approval_hash, by=people["editor"])


def test_what_was_approved_fits_when_it_is_sent(in_review: Callable[..., Story], people: dict[str, User]) -> None:
    """The mark is added at the sending; a text that fits only without it is told before anybody approves it."""
    by, now = people["spokesperson"], in_review()
    start = "V sobotu 28. listopadu v 9 hodin je na náměstí Svobody trh. "
    room = 475 - len(f"\n\n{WIDE}")
    with store.write() as db:
        db.conn.execute("insert into channel (code, kind, name, by_hand) values ('masto', 'mastodon', 'Mastodon', 0)")
        for length in (room + 1, room):
            texts = {**now.texts, "mastodon": start + "a" * (length - len(start))}
            actions.save(db, now.id, replace(now.content, link=LINK, texts=texts), by=by)
            now = queries.story(db, now.id, by=by)
            if length > room:
                with pytest.raises(Refused, match="476"):
                    publishing_approval.approve(db, now.id, now.approval_hash, by=by)
        assert publishing_approval.approve(db, now.id, now.approval_hash, by=by)
        assert publishing_sending.schedule(db, now.id, "masto", dt.datetime(2026, 11, 27, 9, 0), by=by)

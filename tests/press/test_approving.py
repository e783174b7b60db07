"""What goes to the media and to citizens is approved as posts are: by as many people, for the words that they read."""

import dataclasses
import json

import pytest

from lib import clock, store
from lib.access import User
from lib.errors import Conflict, Refused
from lib.flows import press_approval, press_mail
from lib.press.actions import contacts as book
from lib.press.actions import messages, releases
from lib.press.queries import messages as kept_messages
from lib.press.rules.approving import content_hash
from lib.press.rules.contacts import Card
from lib.press.rules.messages import Message, Sent
from lib.press.rules.releases import Release
from tests.publishing.sample import photograph

WHOLE = Release("Park", perex="V sobotu.", body="Otevře se park.", place="Brázdov", contact="Jana Tichá, 500 000 101")
WATER = Message("emergency", "Voda", text_sms="Voda nepoteče.", channels=("sms",), expected=3000)


def _set(db: store.Database, **values: object) -> None:
    for name, value in values.items():
        db.conn.execute(
            "insert into setting values (?, '2000-01-01', ?, null)", (f"publishing.{name}", json.dumps(value))
        )


def test_a_release_needs_two_where_two_are_needed(people: dict[str, User]) -> None:
    author, editor = people["spokesperson"], people["editor"]
    with store.write() as db:
        _set(db, approvals=2)
        number = releases.draft(db, WHOLE, by=author)
        read = content_hash(WHOLE)
        assert press_approval.approve_release(db, number, read, by=author) is False
        with pytest.raises(Refused, match="zatím: 1"):
            press_approval.issue(db, number, 1, by=author)
        with pytest.raises(Refused, match="zatím: 1"):
            releases.issue(db, number, 1, by=author)
        with pytest.raises(Refused, match="někoho dalšího"):
            press_approval.approve_release(db, number, read, by=author)
        releases.save(db, number, dataclasses.replace(WHOLE, body="Otevře se jiný park."), 1, by=author)
        with pytest.raises(Conflict):
            press_approval.approve_release(db, number, read, by=editor)
        releases.save(db, number, WHOLE, 2, by=author)
        assert press_approval.approve_release(db, number, read, by=editor) is True
        assert press_approval.of_release(db, number, by=author).names == ("Jana Tichá", "Petra Dlouhá")
        assert press_approval.issue(db, number, 3, by=author) == "TZ 1/2026"


def test_one_is_enough_usually_and_it_is_kept_who(people: dict[str, User]) -> None:
    by = people["spokesperson"]
    with store.write() as db:
        number = releases.draft(db, WHOLE, by=by)
        press_approval.issue(db, number, 1, by=by)
        assert press_approval.of_release(db, number, by=by).names == ("Jana Tichá",)


def test_the_election_regime_asks_for_two_when_somebody_is_named(people: dict[str, User]) -> None:
    """When it is released, and when what was released before is sent by e-mail."""
    by, editor = people["spokesperson"], people["editor"]
    named = dataclasses.replace(WHOLE, body="Park otevře strana Lepší Brázdov.")
    with store.write() as db:
        before = releases.draft(db, named, by=by)
        press_approval.issue(db, before, 1, by=by)
        contact = book.add(db, Card("Deník", "web", "Petr Novák", email="petr@denik.example"), by=by)
        db.conn.execute("insert into channel (code, kind, name, switched_on) values ('mail', 'mail', 'E-mail', 1)")
        _set(db, election_from="2026-11-01", election_to="2026-12-01", election_words="Lepší Brázdov")
        with pytest.raises(Refused, match="volební režim"):
            press_mail.send(db, before, [contact], by=by)
        press_approval.approve_release(db, before, content_hash(named), by=editor)
        assert press_mail.send(db, before, [contact], by=by) == 1
        now = releases.draft(db, named, by=by)
        with pytest.raises(Refused, match="není schválené"):
            press_approval.issue(db, releases.draft(db, dataclasses.replace(named, title="Jiný"), by=by), 1, by=by)
        assert press_approval.of_release(db, now, by=by).enough is False
        assert press_approval.of_release(db, releases.draft(db, WHOLE, by=by), by=by).needed == 1


def test_a_message_to_citizens_waits_for_the_second_person(people: dict[str, User]) -> None:
    by, editor = people["spokesperson"], people["editor"]
    with store.write() as db:
        _set(db, approvals=2)
        number = messages.draft(db, WATER, by=by)
        assert press_approval.approve_message(db, number, 1, by=by) is False
        assert kept_messages.kept(db, number).state == "draft"
        messages.save(db, number, dataclasses.replace(WATER, text_sms="Voda poteče."), 2, by=by)
        assert press_approval.approve_message(db, number, 3, by=editor) is False
        with pytest.raises(Refused):
            press_approval.approve_message(db, number, 4, by=editor)
        assert press_approval.approve_message(db, number, 4, by=by) is True
        assert kept_messages.kept(db, number).state == "approved"


def test_a_message_approved_before_the_regime_is_sent_only_with_another_approval(people: dict[str, User]) -> None:
    by, editor = people["spokesperson"], people["editor"]
    named = dataclasses.replace(WATER, text_sms="Vodu pustí strana Lepší Brázdov.")
    people_reached = Sent(dict.fromkeys(named.channels, 10))
    with store.write() as db:
        numbers = [messages.draft(db, named, by=by) for _ in range(2)]
        for number in numbers:
            assert press_approval.approve_message(db, number, 1, by=by)
        _set(db, election_from="2026-11-23", election_to="2026-12-01", election_words="Lepší Brázdov")
        with pytest.raises(Refused, match="ještě jedno schválení"):
            press_approval.message_sent(db, numbers[0], people_reached, by=by)
        assert press_approval.approve_message(db, numbers[0], 2, by=editor)
        assert press_approval.message_sent(db, numbers[0], people_reached, by=by) == "MZ 1/2026"
        yesterday = "2026-11-22T09:00:00Z"
        assert press_approval.message_sent(db, numbers[1], people_reached, at=yesterday, by=by) == "MZ 2/2026"


def test_a_message_is_not_sent_with_a_photograph_whose_right_has_ended(people: dict[str, User]) -> None:
    by = people["spokesperson"]
    with store.write() as db:
        photo = photograph(db, licence_until=clock.today(), by=by)
        number = messages.draft(db, dataclasses.replace(WATER, photo_id=photo), by=by)
        press_approval.approve_message(db, number, 1, by=by)
        db.conn.execute("update photo set licence_until = '2026-11-22'")
        with pytest.raises(Refused, match="fotografi"):
            press_approval.message_sent(db, number, Sent(dict.fromkeys(WATER.channels, 10)), by=by)

"""A channel that leads elsewhere than when a message left: nothing there is touched, a person is asked."""

from dataclasses import replace

import pytest

from lib import outbox, store
from lib.access import SYSTEM, User
from lib.outbox import Asked, Kind, NoAnswer
from tests.outbox.conftest import KIND, Scripted, claimed, delivered, got, later, put

OTHER = "https://novy.brazdov.example"
SITE = replace(KIND, code="site", fields=(Asked("url", "Address", "url", leads=True), Asked("user", "Account")))


def _leads(url: str, user: str = "kancelar", kind: Kind = SITE) -> None:
    """The channel as a person sets it up anew."""
    with store.write() as db:
        version = outbox.set_up(db, "web").version
        outbox.save_channel(db, "web", kind, "Web", {"url": url, "user": user}, {}, version=version, by=SYSTEM)


@pytest.mark.parametrize("operation", ["correct", "withdraw"])
def test_what_is_out_is_not_mended_on_another_site(people: dict[str, User], channel: Scripted, operation: str) -> None:
    _leads("https://www.brazdov.example/")
    put(people)
    delivered(channel)
    put(people, "k-2", operation=operation, remote_id="r-1")
    _leads(OTHER)
    delivered(channel)
    assert (got(2).state, channel.out) == ("handover", ["k-1"])
    assert "jinou adresu" in str(got(2).error)
    assert claimed() is None


def test_what_is_out_is_not_mended_by_another_kind_of_channel(people: dict[str, User], channel: Scripted) -> None:
    _leads("https://www.brazdov.example/")
    put(people)
    delivered(channel)
    put(people, "k-2", operation="correct", remote_id="r-1")
    _leads("", kind=KIND)
    delivered(channel)
    assert (got(2).state, channel.out) == ("handover", ["k-1"])


def test_a_new_user_of_the_same_site_mends_it(people: dict[str, User], channel: Scripted) -> None:
    _leads("https://www.brazdov.example/")
    put(people)
    delivered(channel)
    put(people, "k-2", operation="correct", remote_id="r-1")
    _leads("https://www.brazdov.example", "jina")
    delivered(channel)
    assert (got(2).state, channel.out) == ("published", ["k-1", "k-2"])


def test_what_may_be_out_is_not_sent_to_another_site_by_itself(people: dict[str, User], channel: Scripted) -> None:
    _leads("https://www.brazdov.example")
    put(people)
    channel.said["submit"] = [NoAnswer("silence")]
    delivered(channel)
    _leads(OTHER)
    with later(minutes=10):
        delivered(channel)
        assert claimed() is None
    assert (got().state, channel.out, "find" in channel.calls) == ("unknown", [], False)

"""Messages sent by hand in MUNIPOLIS and their proof in the town's RSS."""

import json
from collections.abc import Iterator

import pytest

from lib import clock, store
from lib.access import SYSTEM, User
from lib.flows import munipolis
from lib.press.actions import messages as actions
from lib.press.queries import messages as queries
from lib.press.rules.messages import Message, Sent
from tests.fakes.munipolis import Town

AT = "Mon, 23 Nov 2026 08:03:00 +0100"


@pytest.fixture
def town() -> Iterator[Town]:
    served = Town()
    yield served
    served.close()


@pytest.fixture
def message(office: object, people: dict[str, User], town: Town) -> int:
    with store.write() as db:
        db.conn.execute("insert into setting values ('munipolis.rss', '2000-01-01', ?, null)", (json.dumps(town.url),))
        return sent(db, people["spokesperson"], "Odstávka vody v ulici Polní")


def sent(db: store.Database, by: User, title: str) -> int:
    said = Message("emergency", title, text_sms="Voda nepoteče dnes od 9 do 14 hodin, ulice Polní.", channels=("sms",),
                   whole_town=False, streets="Polní")  # fmt: skip
    message_id = actions.draft(db, said, by=by)
    actions.approve(db, message_id, 1, by=by)
    actions.sent(db, message_id, Sent({"sms": 120}, 14520), by=by)
    return message_id


def kept(message_id: int) -> queries.Kept:
    with store.read() as db:
        return queries.message(db, message_id, by=SYSTEM)


def test_the_rss_proves_what_was_sent(message: int, town: Town, people: dict[str, User]) -> None:
    town.items = [
        ("Koncert", "https://brazdov.munipolis.cz/9", AT, "V sobotu v 17 hodin"),
        ("ODSTÁVKA VODY v ulici Polní!", "https://brazdov.munipolis.cz/7", AT, "…"),
    ]
    munipolis.check_due()
    assert (kept(message).state, kept(message).rss_link) == ("proved", "https://brazdov.munipolis.cz/7")
    munipolis.check_due()
    assert len(town.asked) == 1, "nothing waits, so nobody is asked"
    with store.write() as db:
        second = sent(db, people["spokesperson"], "Odstávka vody v ulici Polní")
    with clock.fixed("2026-11-23T08:20:00+01:00"):
        munipolis.check_due()
    assert kept(second).state == "sent", "one piece of news proves one message"


def test_it_is_asked_every_ten_minutes_and_its_trouble_is_kept(message: int, town: Town) -> None:
    town.trouble = "off"
    munipolis.check_due()
    munipolis.check_due()
    assert len(town.asked) == 1
    with store.read() as db:
        assert "503" in queries.feed(db, town.url, by=SYSTEM).error
    town.trouble = ""
    with clock.fixed("2026-11-23T08:11:00+01:00"):
        munipolis.check_due()
    with clock.fixed("2026-11-23T08:22:00+01:00"):
        munipolis.check_due()
    assert "if-none-match" in town.asked[-1], "unchanged since it was read after the sending"
    with store.read() as db:
        assert queries.feed(db, town.url, by=SYSTEM).error == ""
    with clock.fixed("2026-11-27T08:22:00+01:00"):
        munipolis.check_due()
    assert len(town.asked) == 3, "after three days nobody waits any more"


def test_news_read_before_the_operator_said_so_still_count(message: int, town: Town, people: dict[str, User]) -> None:
    town.items = [("Uzavírka náměstí", "https://brazdov.munipolis.cz/8", AT, "")]
    munipolis.check_due()
    with clock.fixed("2026-11-23T08:15:00+01:00"):
        with store.write() as db:
            later = sent(db, people["spokesperson"], "Uzavírka náměstí")
        munipolis.check_due()
    assert kept(later).state == "proved"


@pytest.mark.parametrize(
    ("title", "text", "published", "proves"),
    [
        ("Odstavka vody v ulici Polni", "", AT, True),
        ("Voda", "Zpráva: voda nepoteče dnes od 9 do 14 hodin, ulice Polní. Děkujeme.", AT, True),
        ("Odstávka vody v ulici Polní", "", "Mon, 23 Nov 2026 05:03:00 +0100", False),
        ("Odstávka plynu na náměstí", "Plyn", AT, False),
        ("", "", AT, False),
    ],
)
def test_what_proves_and_what_does_not(
    message: int, town: Town, title: str, text: str, published: str, proves: bool
) -> None:
    town.items = [(title, "https://brazdov.munipolis.cz/1", published, text)]
    munipolis.check_due()
    assert (kept(message).rss_link is not None) == proves

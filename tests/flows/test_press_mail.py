"""A press release by e-mail: to each contact a letter with the PDF, and the record of who has it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from lib import audit, outbox, store
from lib.access import User
from lib.errors import BadInput, Refused
from lib.flows import channel_desk, channel_kinds, deliver, press_mail, publishing_targets, wordings
from lib.press.actions import contacts
from lib.press.actions import releases as actions
from lib.press.queries import releases
from lib.press.rules.contacts import Card
from lib.press.rules.releases import Release
from tests.fakes.smtp import Post, smtp_server

WHOLE = Release("Park", perex="V sobotu.", body="Otevře se park.", place="Brázdov", contact="Jana Tichá, 500 000 101")


@pytest.fixture
def by(people: dict[str, User]) -> User:
    return replace(people["spokesperson"], session=None)


@pytest.fixture
def post(office: object) -> Iterator[Post]:
    with smtp_server() as server:
        yield server


@pytest.fixture
def release(post: Post, by: User) -> tuple[int, list[int]]:
    """A released one, three contacts, a channel of mail."""
    with store.write() as db:
        cards = [Card("Brázdovský týdeník", "press", name, "", email, "500 000 102")
                 for name, email in (("Jan Malý", "maly@tydenik.example"), ("Eva Nová", "neexistuje@tydenik.example"),
                                     ("Petr Bez", ""))]  # fmt: skip
        people = [contacts.add(db, card, by=by) for card in cards]
        number = actions.draft(db, WHOLE, by=by)
        db.conn.execute(
            "insert into channel (code, kind, name, options) values ('mail', 'mail', 'E-mail', json_object('host',"
            " 'localhost', 'port', ?, 'security', 'none', 'address', 'tisk@brazdov.example'))",
            (str(post.port),),
        )
    return number, people


def _send(number: int, to: list[int], by: User) -> int:
    with store.write() as db:
        return press_mail.send(db, number, to, by=by)


def _letters(number: int, by: User) -> dict[str, tuple[str, str]]:
    with store.read() as db:
        rows: list[dict[str, Any]] = press_mail.letters(db, number, by=by).rows(named=True)
    return {row["name"]: (row["state"], row["answer"]) for row in rows}


def test_each_contact_gets_a_letter_with_the_pdf(release: tuple[int, list[int]], post: Post, by: User) -> None:
    number, (jan, eva, petr) = release
    with pytest.raises(Refused, match="byla vydána"):
        _send(number, [jan], by)
    with store.write() as db:
        actions.issue(db, number, 1, by=by)
    with pytest.raises(BadInput, match="Bez e-mailové adresy: Petr Bez"):
        _send(number, [jan, petr], by)
    with pytest.raises(BadInput, match="Vyberte"):
        _send(number, [], by)
    assert _send(number, [jan, eva], by) == 2
    assert {state for state, _ in _letters(number, by).values()} == {"queued"}
    with pytest.raises(Refused, match="na cestě nebo doručen: Jan Malý"):
        _send(number, [jan], by)
    assert deliver.turn() == 1
    ((to, letter),) = post.letters
    assert (to, letter["Subject"]) == (["maly@tydenik.example"], "TZ 1/2026: Park")
    (paper,) = letter.iter_attachments()
    assert (paper.get_filename(), paper.get_content()[:5]) == ("TZ-1-2026.pdf", b"%PDF-")
    assert "Otevře se park." in letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    found = _letters(number, by)
    assert found["Jan Malý"][0] == "accepted"
    assert found["Eva Nová"][0] == "refused"
    assert "User unknown" in found["Eva Nová"][1]
    with store.read() as db:
        (row,) = releases.sent(db, number, by=by).rows(named=True)
    assert (row["contact_id"], row["way"], row["by_name"]) == (jan, "mail", "Jana Tichá")
    assert _send(number, [eva], by) == 1, "who was refused may be written to again"


def test_a_letter_that_arrived_after_all_is_written_down_with_its_contact(
    release: tuple[int, list[int]], by: User
) -> None:
    number, (jan, *_) = release
    with store.write() as db:
        actions.issue(db, number, 1, by=by)
        press_mail.send(db, number, [jan], by=by)
        db.conn.execute("update outbox set state = 'published'")
        db.conn.execute(
            "insert into outbox_part (key, part, state, at) select key, 'maly@tydenik.example', 'unknown',"
            " '2026-11-20T09:00:00Z' from outbox"
        )
        key = store.scalar(db, "select key from outbox")
        channel_desk.decide(db, key, "maly@tydenik.example", arrived=True, by=by)
        (row,) = releases.sent(db, number, by=by).rows(named=True)
        assert (row["contact_id"], row["way"]) == (jan, "mail")
        at = store.scalar(db, "select at from press_release_sent")
        last = audit.history(db, f"press_release:{number}")[0]
    assert at == "2026-11-20T09:00:00Z", "he has it since it was sent"
    assert (last["what"], last["who"]) == ("press.hand_over", by.login)


def test_what_was_taken_back_is_not_sent(release: tuple[int, list[int]], post: Post, by: User) -> None:
    number, (jan, *_) = release
    with store.write() as db:
        actions.issue(db, number, 1, by=by)
        press_mail.send(db, number, [jan], by=by)
        actions.withdraw(db, number, "chybné datum", by=by)
    deliver.turn()
    assert post.letters == []
    assert _letters(number, by)["Jan Malý"][0] == "failed"


def test_without_a_channel_of_mail_there_is_nothing_to_send_by(release: tuple[int, list[int]], by: User) -> None:
    number, (jan, *_) = release
    with store.write() as db:
        actions.issue(db, number, 1, by=by)
        db.conn.execute("update channel set switched_on = 0")
        assert press_mail.channel(db, by=by) == ""
    with pytest.raises(Refused, match="e-mailový kanál"):
        _send(number, [jan], by)
    with store.read() as db:
        assert isinstance(channel_kinds.connected(db, "mail"), press_mail.PressMail)
        assert outbox.waiting(db, by=by).is_empty()


def test_a_post_has_no_recipients_so_it_is_not_offered_the_channel_of_letters(
    release: tuple[int, list[int]], by: User
) -> None:
    with store.write() as db:
        channel_desk.served_by_hand(db)
        assert set(wordings.offered(db, by=by)) == {"feed", "munipolis", "radio", "tv", "press"}
        assert wordings.names(wordings.wordings(db, by=by))["press"] == "Tisková zpráva"
        with pytest.raises(Refused, match="nepřijímá příspěvky"):
            publishing_targets.target(db, "mail")

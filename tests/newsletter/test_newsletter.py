"""Readers of the newsletter and their letters, over a real mail server."""

import dataclasses

import pytest

from lib import access, audit, clock, newsletter, outbox, store
from lib.access import SYSTEM
from lib.errors import BadInput, NotFound, Refused, Unavailable
from lib.flows import newsletter_send
from lib.i18n import speaking
from lib.newsletter import documents, queries, rules
from lib.newsletter.documents import Content, Town
from lib.outbox import Parcel
from tests.newsletter.desk import NEWS, PUBLIC, asked, confirmed, queue, reader, turn

LATER = "2026-11-23T08:11:00+01:00"


def body(letter, kind="plain"):
    return letter.get_body((kind,)).get_content().replace("\r\n", "\n")


def act(action, *args, **named):
    with store.write() as db:
        return action(db, *args, **named)


def test_a_reader_confirms_by_a_letter_and_gets_the_next_one(post):
    known = asked()
    turn()
    letter = post.letters[0][1]
    assert (post.to(), letter["Subject"]) == (["jana@posta.example"], "Potvrďte prosím odběr zpravodaje")
    assert f"{PUBLIC}/newsletter/potvrdit/{known.confirm_token}" in body(letter)
    assert letter["List-Unsubscribe"] is None
    queue()
    turn()
    assert len(post.letters) == 1  # nobody confirmed yet
    act(newsletter.confirm, known.confirm_token)
    act(newsletter.confirm, known.confirm_token)
    queue(key="news-2")
    turn()
    news, out = post.letters[1][1], f"{PUBLIC}/newsletter/odhlasit/{known.token}"
    assert news["Subject"] == NEWS.title
    assert news["List-Unsubscribe"] == f"<{out}>"
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert out in body(news)
    assert out in body(news, "html")
    assert "Zítra trhy." in body(news, "html")


def test_no_address_and_no_token_waits_in_the_outbox(post):
    known = asked()
    with store.read() as db:
        (payload,) = db.conn.execute("select payload from outbox").fetchone()
    assert known.email not in payload
    assert known.confirm_token not in payload


def test_who_leaves_gets_nothing_more_even_of_what_waits(post):
    confirmed("jana@posta.example", "petr@posta.example")
    turn()
    queue()
    act(newsletter.leave, reader().token)
    act(newsletter.leave, reader().token)
    turn()
    assert post.to() == ["petr@posta.example"]
    with pytest.raises(NotFound):
        act(newsletter.leave, "nothing")
    with store.read() as db:
        assert [one["what"] for one in audit.history(db, f"reader:{reader().id}")] == [
            "newsletter.leave", "newsletter.confirm", "newsletter.ask",
        ]  # fmt: skip


def test_a_mailbox_that_is_gone_ends_the_reading_and_a_full_one_gets_it_later(post, people):
    act(newsletter.bring_in, "neexistuje@posta.example plno@posta.example jana@posta.example", "papír 12. 11. 2026",
        by=people["spokesperson"])  # fmt: skip
    queue()
    turn()
    assert post.to() == ["jana@posta.example"]
    assert (reader("neexistuje@posta.example").state, reader("plno@posta.example").state) == ("refused", "confirmed")
    post.room = True
    with clock.fixed(LATER):
        turn()
    assert post.to() == ["jana@posta.example", "plno@posta.example"]
    with store.read() as db:
        (row,) = queries.letters(db, by=people["spokesperson"]).to_dicts()
    assert (row["accepted"], row["refused"], row["postponed"], row["state"]) == (2, 1, 0, "published")


def test_killed_in_the_middle_nobody_gets_it_twice(post):
    confirmed("jana@posta.example", "petr@posta.example", "eva@posta.example")
    turn()
    post.letters.clear()
    queue()
    with store.write() as db:
        message = outbox.claim(db)
        assert outbox.parts.begin(db, "news-1", f"reader:{reader().id}")
        db.conn.execute("update outbox set left_at = ?, first_left_at = ? where id = ?",
                        (clock.stamp(), clock.stamp(), message.id))  # fmt: skip
    for minutes in ("08:05", "08:11", "08:30"):
        with clock.fixed(f"2026-11-23T{minutes}:00+01:00"):
            turn()
    assert post.to() == ["petr@posta.example", "eva@posta.example"]
    with store.read() as db:
        assert outbox.parts.unsure(db, by=SYSTEM)["part"].to_list() == [f"reader:{reader().id}"]


def test_a_trial_letter_goes_to_named_addresses_only(post):
    confirmed("jana@posta.example")
    turn()
    queue(dataclasses.replace(NEWS, recipients=("kancelar@brazdov.example",)))
    turn()
    assert post.to() == ["kancelar@brazdov.example"]
    assert post.letters[0][1]["List-Unsubscribe"] is None


def test_without_a_public_address_nothing_goes(post, monkeypatch):
    monkeypatch.delenv("KANCELAR_URL")
    asked()
    turn()
    with store.read() as db:
        assert store.scalar(db, "select trouble from channel") == "disconnected"
    assert not post.letters


def test_a_request_that_nobody_waits_for_is_not_sent(post):
    known = asked()
    act(newsletter.confirm, known.confirm_token)
    turn()
    assert not post.letters
    for operation in ("correct", "withdraw"):
        with pytest.raises(outbox.WrongContent):
            newsletter_send.Newsletter(None).prepare(_changed(operation))


def _changed(operation):
    with store.read() as db:
        return dataclasses.replace(outbox.get(db, 1), operation=operation)


def test_the_same_address_is_asked_again_only_after_a_while_and_not_for_ever(post):
    first = asked()
    assert asked("JANA@posta.example").confirm_token == first.confirm_token
    for hour in range(9, 20):
        with clock.fixed(f"2026-11-23T{hour:02}:00:00+01:00"):
            asked()
    assert reader().asked_times == rules.ASKED_TIMES
    assert reader().token == first.token
    with pytest.raises(NotFound):
        act(newsletter.confirm, first.confirm_token)


def test_a_reader_is_not_asked_again_and_one_who_left_may_come_back(post):
    confirmed("jana@posta.example")
    with clock.fixed("2026-11-24T08:00:00+01:00"):
        assert asked().asked_times == 0
        act(newsletter.leave, reader().token)
        again = asked()
        assert again.state == "left"
        act(newsletter.confirm, again.confirm_token)
    assert reader().state == "confirmed"


def test_a_link_to_confirm_holds_for_a_week(post):
    known = asked()
    with clock.fixed("2026-12-01T08:00:01+01:00"):
        with pytest.raises(NotFound):
            act(newsletter.confirm, known.confirm_token)
        assert act(newsletter.forget_unconfirmed, by=SYSTEM) == 1
        assert act(newsletter.forget_unconfirmed, by=SYSTEM) == 0


def test_one_machine_cannot_ask_for_everybody(post, monkeypatch):
    monkeypatch.setattr(rules, "REQUESTS_AN_HOUR", 2)
    monkeypatch.setattr(rules, "ALL_REQUESTS_AN_HOUR", 3)
    for number in (1, 2):
        asked(f"a{number}@posta.example")
    with pytest.raises(Unavailable):
        asked("a3@posta.example")
    asked("a3@posta.example", "192.0.2.2")
    with pytest.raises(Unavailable):
        asked("a4@posta.example", "192.0.2.3")
    with clock.fixed("2026-11-23T09:00:01+01:00"):
        asked("a4@posta.example")


def test_what_cannot_be_asked_for(office):
    with pytest.raises(Unavailable):
        asked()
    for wrong in (
        "",
        "jana",
        "jana@posta",
        "ja na@posta.example",
        "žába@posta.example",
        "a@b.cz\nBcc: c@d.cz",
        "a" * 255,
    ):
        with pytest.raises(BadInput):
            asked(wrong)


def test_the_office_brings_readers_in_and_takes_them_out(post, people):
    by = people["spokesperson"]
    pasted = "Jana Tichá <jana@posta.example>;\npetr@posta.example, PETR@posta.example"
    assert act(newsletter.bring_in, pasted, "podpisový arch 12. 11. 2026", by=by) == (2, 0)
    assert act(newsletter.bring_in, pasted + " eva@posta.example", "podpisový arch 12. 11. 2026", by=by) == (1, 2)
    act(newsletter.take_out, reader().id, by=by)
    with pytest.raises(Refused):
        act(newsletter.take_out, reader().id, by=by)
    assert act(newsletter.bring_in, pasted, "podpisový arch 12. 11. 2026", by=by) == (0, 2)
    assert reader().state == "left"
    act(newsletter.erase, reader("petr@posta.example").id, by=by)
    with pytest.raises(NotFound):
        act(newsletter.erase, 999, by=by)
    with store.read() as db:
        found = queries.readers(db, by=by)
    assert found["email"].to_list() == ["eva@posta.example", "jana@posta.example"]
    assert found["left_by"].to_list() == ["", "spokesperson"]
    assert access.GUARDED["lib.newsletter.queries.readers"] == "newsletter.read"


@pytest.mark.parametrize(
    ("text", "basis", "field"),
    [("jana@posta", "podpisový arch", "text"), ("nobody", "podpisový arch", "text"), ("a@b.cz", "arch", "basis")],
)
def test_what_cannot_be_brought_in(people, text, basis, field):
    with pytest.raises(BadInput) as raised:
        act(newsletter.bring_in, text, basis, by=people["spokesperson"])
    assert raised.value.field == field


@pytest.mark.parametrize(
    ("answer", "gone"),
    [
        ("550 5.1.1 User unknown", True), ("550 no such user", True), ("550 5.7.1 rejected as spam", False),
        ("552 5.2.2 full", False), ("550 5.2.1 disabled", True), ("452 4.2.2 full", False), ("DATA 554 5.7.1", False),
        ("554 no", False), ("", False),
    ],
)  # fmt: skip
def test_what_says_that_a_mailbox_is_gone(answer, gone):
    assert rules.is_mailbox_gone(answer) is gone


def test_nothing_typed_runs_in_a_letter():
    odd = Content("<script>x</script>", 'A & B\n<img onerror="x">\n\nhttps://www.brazdov.example/?a=1&b=2.', pictures=(
        ("https://www.brazdov.example/a.jpg", 'Alt "s" <uvozovkami>'),))  # fmt: skip
    with speaking("en"):
        text, page = documents.letter(odd, Town("Úřad", "Náměstí 1", ""), "https://k.example/o?x=1&y=2")
    assert "<script" not in page
    assert "<img onerror" not in page
    assert 'href="https://www.brazdov.example/?a=1&amp;b=2"' in page
    assert 'alt="Alt &quot;s&quot; &lt;uvozovkami&gt;"' in page
    assert "Odhlásit" in page  # letters are Czech whoever sends them
    assert text.endswith("https://k.example/o?x=1&y=2\n")


def test_a_parcel_becomes_a_letter_with_public_pictures_only():
    parcel = Parcel(
        "T", "x", pictures=(outbox.Picture("a.jpg", "A", "https://w.example/a.jpg"), outbox.Picture("b.jpg", "B"))
    )
    content = newsletter_send.content_of(parcel)
    assert (content.pictures, content.button) == ((("https://w.example/a.jpg", "A"),), None)

import dataclasses
import json
import ssl

import pytest

from lib import store
from lib.connectors import mail, mail_server
from lib.connectors.mail import KIND, Letter, Sender
from lib.errors import BadInput
from lib.outbox import parts
from lib.outbox.records import Disconnected, Parcel, Reauth, Transient, WrongContent
from tests.connectors.sending import message
from tests.fakes.smtp import PASSWORD, USER, certificate, smtp_server

WHO = ("jana@posta.example", "petr@posta.example", "eva@posta.example")
NEWS = Parcel("Zprávy z Brázdova", "Dobrý den,\n.tečka na začátku\n\nzítra trhy.", html="<p>Zítra <b>trhy</b>.</p>",
              link="https://www.brazdov.example/trhy", recipients=WHO)  # fmt: skip


@pytest.fixture
def post(office):
    with smtp_server() as server:
        yield server


def connected(post, **changed):
    options = {"host": "localhost", "port": str(post.port), "security": "none", "address": "noviny@brazdov.example",
               "name": "Město Brázdov, noviny", **changed}  # fmt: skip
    return KIND.make(options, {"password": changed.get("password", "")})


def send(channel, parcel=NEWS, **changed):
    one = message(parcel, **changed)
    return channel.confirm(one, channel.submit(one, channel.prepare(one)))


def states():
    with store.read() as db:
        return {part: state for part, (state, _) in parts.known(db, "story-1-c-1").items()}


def test_each_gets_a_letter_of_his_own(post):
    assert json.loads(send(connected(post, reply_to="kancelar@brazdov.example")).body) == {"accepted": 3}
    assert [envelope for envelope, _ in post.letters] == [[address] for address in WHO]
    letter = post.letters[0][1]
    assert letter["From"] == '"Město Brázdov, noviny" <noviny@brazdov.example>'
    assert (letter["To"], letter["Subject"], letter["Bcc"]) == (WHO[0], "Zprávy z Brázdova", None)
    assert letter["Reply-To"] == "kancelar@brazdov.example"
    assert letter["Date"] == "Mon, 23 Nov 2026 07:00:00 +0000"
    assert letter.get_content_type() == "multipart/alternative"
    text = letter.get_body(("plain",)).get_content()
    assert text.splitlines() == [*NEWS.text.splitlines(), "", NEWS.link]
    assert "<b>trhy</b>" in letter.get_body(("html",)).get_content()
    assert len({one["Message-ID"] for _, one in post.letters}) == 3


def test_the_way_out_stands_in_the_head():
    letter = Letter(
        "reader:1", "jana@posta.example", "x\r\nBcc: everybody@posta.example", "text", "", "https://w.example/o/1"
    )
    made = mail.written("k", letter, Sender("a@b.example")).decode()
    assert "List-Unsubscribe: <https://w.example/o/1>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click" in made
    assert "\nBcc" not in made
    assert mail.message_id("k", "reader:1", "a@b.example") in made
    again = [
        mail.message_id(*of) for of in (("k", "reader:1", "a@b"), ("k", "reader:2", "a@b"), ("l", "reader:1", "a@b"))
    ]
    assert len(set(again)) == 3


def test_refused_for_good_and_refused_for_now(post):
    mixed = dataclasses.replace(NEWS, recipients=("neexistuje@posta.example", "plno@posta.example", WHO[0]))
    with pytest.raises(Transient) as raised:
        send(connected(post), mixed)
    assert raised.value.values == {"there": 1, "all": 3, "left": 1}
    assert list(states().values()) == ["accepted", "refused", "postponed"]
    post.room = True
    assert json.loads(send(connected(post), mixed).body) == {"refused": 1, "accepted": 2}
    assert post.to() == [WHO[0], "plno@posta.example"]
    send(connected(post), mixed)
    assert len(post.letters) == 2


def test_a_line_that_breaks_after_the_letter_is_for_a_person(post):
    post.data = "hang up"
    assert json.loads(send(connected(post)).body) == {"unknown": 3}
    post.data = "250 2.0.0 queued"
    send(connected(post))
    assert post.to() == list(WHO)


def test_a_letter_that_is_refused_for_its_content(post):
    post.data = "554 5.7.1 spam"
    with pytest.raises(WrongContent, match="Nobody") as raised:
        send(connected(post))
    assert raised.value.values["answers"] == "DATA 554 5.7.1 spam"


def test_a_server_that_closes_stops_the_round(post):
    post.refuse = {WHO[0]: "421 4.3.2 closing"}
    with pytest.raises(Transient, match="closed"):
        send(connected(post))
    post.refuse.clear()
    assert json.loads(send(connected(post)).body) == {"accepted": 3}


def test_nobody_is_there(office):
    away = KIND.make({"host": "127.0.0.1", "port": "9", "security": "none", "address": "a@b.example"}, {})
    with pytest.raises(Transient):
        send(away)
    assert list(states().values()) == ["postponed"]


@pytest.fixture
def guarded(office, tmp_path, monkeypatch):
    keys = certificate(tmp_path)
    with smtp_server(keys) as server:
        monkeypatch.setattr(mail_server, "trusted", lambda: ssl.create_default_context(cafile=str(keys[0])))
        yield server


def test_encrypted_and_signed_in(guarded):
    channel = connected(guarded, security="starttls", username=USER, password=PASSWORD)
    assert channel.check().account == "noviny@brazdov.example"
    assert json.loads(send(channel).body) == {"accepted": 3}


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"security": "starttls", "username": USER, "password": "jiné"}, Reauth),
        ({"security": "starttls"}, Reauth),
        ({"security": "starttls", "host": "127.0.0.1"}, Disconnected),
        ({"security": "ssl"}, Disconnected),
    ],
)
def test_what_a_person_has_to_mend(guarded, changed, kind):
    with pytest.raises(kind):
        send(connected(guarded, **changed))
    assert not guarded.letters


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"address": "noviny"}, "address"), ({"reply_to": "a b@c.cz"}, "address"), ({"host": ""}, "host"),
        ({"security": "x"}, "security"), ({"host": "smtp.example.com", "password": "x"}, "security"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be(post, changed, field):
    with pytest.raises(BadInput) as raised:
        connected(post, **changed)
    assert raised.value.field == field


@pytest.mark.parametrize(
    "changed",
    [{"recipients": ()}, {"recipients": ("a@b.example>\r\nRCPT TO:<c@d.example",)}, {"recipients": ("Jana",)}],
)
def test_what_never_leaves(post, changed):
    with pytest.raises(WrongContent):
        send(connected(post), dataclasses.replace(NEWS, **changed))
    with pytest.raises(WrongContent, match="cannot be changed"):
        send(connected(post), operation="correct")
    assert not post.letters

import dataclasses
import json

import pytest

from lib import clock, store
from lib.connectors.sms_gateway import KIND, number
from lib.czech import sms
from lib.errors import BadInput, NotAllowed, Refused
from lib.outbox import parts
from lib.outbox.records import Disconnected, Parcel, Reauth, Transient, WrongContent
from tests.connectors.sending import message
from tests.fakes.sms import PASSWORD, USER, kannel, missing, sms_fake

ONE, TWO, THREE = "+420777000001", "+420777000002", "+420777000003"
NIGHT = Parcel("Odstávka", "Upozorneni: dnes 18-22 h odstavka vody.")
TABLE = [
    "Upozorneni: dnes 18-22 h odstavka vody, Masarykova trida.",
    "Upozornění: dnes 18–22 h odstávka vody, Masarykova třída.",
    "Kafé", "Kavárna", "dnes 18–22 h", "dnes 18-22 h", "„Den města“", "v\u00a0Praze", "cena 100 €",
    *("a" * n for n in (160, 161, 306, 307)), *("ě" * n for n in (70, 71, 134, 135)), "a" * 159 + "€", "§",
    "°", "×", "…", "–", "a" * 300, "ě" * 204,
]  # fmt: skip


@pytest.fixture
def gateway(office):
    with sms_fake() as server:
        yield server


def connected(gateway, **secrets):
    known = {"password": PASSWORD, "numbers": f"{ONE}, {TWO}\n777 000 003; {ONE}"} | secrets
    return KIND.make({"url": gateway.url, "username": USER, "sender": "BRAZDOV"}, known)


def send(channel, parcel=NIGHT, **changed):
    one = message(parcel, **changed)
    return channel.confirm(one, channel.submit(one, channel.prepare(one)))


def states(key="story-1-c-1"):
    with store.read() as db:
        return {part: state for part, (state, _) in parts.known(db, key).items()}


def to(gateway):
    return [one["to"] for one in gateway.sent]


def test_each_number_gets_one_sms(gateway):
    sent = send(connected(gateway))
    assert to(gateway) == [ONE, TWO, THREE]
    assert json.loads(sent.body) == {"accepted": 3}
    assert gateway.sent[0]["from"] == "BRAZDOV"
    assert (gateway.sent[0]["coding"], gateway.sent[0]["text"]) == ("0", NIGHT.text)


def test_czech_letters_go_as_ucs_2_and_a_message_may_name_its_own_numbers(gateway):
    send(connected(gateway), Parcel("x", "Kavárna „U\u00a0kašny“", recipients=("777 000 009",)))
    assert (gateway.sent[0]["to"], gateway.sent[0]["coding"]) == ("+420777000009", "2")
    assert gateway.sent[0]["text"] == "Kavárna „U\u00a0kašny“"


def test_sent_again_it_goes_only_to_those_who_do_not_have_it(gateway):
    gateway.answer = {ONE: (400, "Number rejected"), TWO: (503, "Temporal failure, try again later.")}
    with pytest.raises(Transient, match="recipients have it") as raised:
        send(connected(gateway))
    assert raised.value.values == {"there": 1, "all": 3, "left": 1}
    gateway.answer.clear()
    assert json.loads(send(connected(gateway)).body) == {"refused": 1, "accepted": 2}
    assert to(gateway) == [THREE, TWO]
    send(connected(gateway))
    assert to(gateway) == [THREE, TWO]


def test_who_may_have_it_waits_for_a_person(gateway, people):
    gateway.answer = {TWO: "reset"}
    assert json.loads(send(connected(gateway)).body) == {"accepted": 2, "unknown": 1}
    send(connected(gateway))
    assert to(gateway) == [ONE, TWO, THREE]
    with store.write() as db:
        assert parts.unsure(db, by=people["head"])["part"].to_list() == [TWO]
        with pytest.raises(NotAllowed):
            parts.decide(db, "story-1-c-1", TWO, arrived=True, by=people["reader"])
        parts.decide(db, "story-1-c-1", TWO, arrived=False, by=people["head"])
        with pytest.raises(Refused):
            parts.decide(db, "story-1-c-1", TWO, arrived=True, by=people["head"])
    gateway.answer.clear()
    send(connected(gateway))
    assert to(gateway) == [ONE, TWO, THREE, TWO]


def test_a_sender_that_died_leaves_one_number_to_a_person(gateway, people):
    with store.write() as db:
        assert parts.begin(db, "story-1-c-1", ONE)
        assert not parts.begin(db, "story-1-c-1", ONE)
    with pytest.raises(Transient):
        send(connected(gateway))
    with clock.fixed("2026-11-23T08:11:00+01:00"):
        send(connected(gateway))
    assert to(gateway) == [TWO, THREE]
    assert states()[ONE] == "unknown"
    with store.write() as db:
        parts.decide(db, "story-1-c-1", ONE, arrived=True, by=people["head"])
    assert states()[ONE] == "accepted"


def test_a_gateway_that_puts_everybody_off_is_left_alone(gateway):
    many = dataclasses.replace(NIGHT, recipients=tuple(f"77700{n:04}" for n in range(9)))
    gateway.answer = {number(one): (503, "Temporal failure, try again later.") for one in many.recipients}
    with pytest.raises(Transient):
        send(connected(gateway), many)
    assert len(states()) == 3


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ((403, "Authorization failed for sendsms"), Reauth), ((302, "elsewhere"), Disconnected),
        ((404, "<html>Not found</html>"), Disconnected),
    ],
)  # fmt: skip
def test_what_stops_the_round(gateway, answer, kind):
    gateway.answer = dict.fromkeys((ONE, TWO, THREE), answer)
    with pytest.raises(kind):
        send(connected(gateway))
    assert not to(gateway)


def test_an_answer_in_other_words_is_no_yes(gateway):
    gateway.answer = dict.fromkeys((ONE, TWO, THREE), (202, "Hello"))
    assert json.loads(send(connected(gateway)).body) == {"unknown": 3}


def test_nobody_accepted(gateway):
    gateway.answer = dict.fromkeys((ONE, TWO, THREE), (400, "Number rejected"))
    with pytest.raises(WrongContent) as raised:
        send(connected(gateway))
    assert "rejected" in raised.value.values["answers"]


@pytest.mark.parametrize(
    ("parcel", "operation"), [(Parcel("x", ""), "publish"), (Parcel("x", "ě" * 671), "publish"), (NIGHT, "correct")]
)
def test_what_never_leaves(gateway, parcel, operation):
    with pytest.raises(WrongContent):
        send(connected(gateway), parcel, operation=operation)
    with pytest.raises(WrongContent, match="Nobody"):
        send(connected(gateway, numbers=" "))
    assert not to(gateway)


@pytest.mark.parametrize(("typed", "read"), [("777 123 456", "+420777123456"), ("00421 905-123-456", "+421905123456")])
def test_numbers_as_people_write_them(typed, read):
    assert number(typed) == read


@pytest.mark.parametrize("typed", ["12", "abc", "+0777123456", "777 123 45"])
def test_what_is_no_number(typed):
    with pytest.raises(BadInput):
        number(typed)


def test_the_settings_are_tried_without_sending(gateway):
    assert connected(gateway).check().account == USER
    with pytest.raises(Reauth) as raised:
        connected(gateway, password="jiné heslo").check()
    assert "heslo" not in raised.value.body
    assert not to(gateway)
    with pytest.raises(Disconnected):
        KIND.make({"url": gateway.url.replace("sendsms", "other"), "username": USER}, {}).check()


@pytest.mark.slow
@pytest.mark.skipif(bool(missing()), reason=missing())
def test_a_real_gateway_counts_the_parts_of_the_table_as_we_do(office, tmp_path):
    with kannel(tmp_path) as real:
        channel = connected(real)
        assert channel.check().account == USER
        for row, text in enumerate(TABLE):
            recipient = f"+4207770001{row:02}"
            send(channel, Parcel("x", text, recipients=(recipient,)), key=f"row-{row}")
        found = {text: real.parts(f"+4207770001{row:02}", sms.measure(text).parts) for row, text in enumerate(TABLE)}
        assert found == {text: sms.measure(text).parts for text in TABLE}
        with pytest.raises(Reauth):
            send(connected(real, password="jiné"), key="row-wrong")

"""What is read from ARES, and that no trouble of it holds a person up. Only the fake is asked."""

import json
from collections.abc import Iterator

import pytest

from lib.connectors import ares
from lib.czech import addresses
from lib.errors import BadInput, NotFound, Unavailable
from tests.fakes.ares import FARM, GONE, PATH, TAILOR, WORKSHOP, Ares, ares_fake


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ares]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ares_fake() as fake:
        fake.put(WORKSHOP, FARM, TAILOR, GONE)
        yield fake


def _subject(fake: Ares, ico: str) -> ares.Subject:
    return ares.read(ares.ask(fake.url, ico))


def test_a_firm_in_a_town(register: Ares) -> None:
    found = _subject(register, "99000105")
    assert (found.name, found.dic) == ("Truhlářství Javorek s.r.o.", "CZ99000105")
    assert found.address == "Polní 12/3a, 739 99 Brázdov"
    assert (found.vat_payer, found.person, found.ended_on) == (True, False, "")


def test_a_village_without_streets(register: Ares) -> None:
    found = _subject(register, "99000113")
    assert found.address == "č.p. 7, 739 98 Lhotka"
    assert (found.dic, found.vat_payer) == ("", False)
    assert addresses.split(found.address).number == "7"


def test_somebody_who_does_business_and_a_dissolved_firm(register: Ares) -> None:
    tailor, gone = _subject(register, "99000121"), _subject(register, "99000130")
    assert tailor.person
    assert tailor.vat_payer is False
    assert tailor.address == "Podlesí č.p. 4, 739 99 Brázdov"
    assert gone.ended_on == "2025-03-31"
    assert gone.address == "Dlouhá 1, Město, 739 99 Brázdov"


@pytest.mark.parametrize(
    ("seat", "address"),
    [
        ({"nazevObce": "Lhotka", "typCisloDomovni": "2", "cisloDomovni": 9, "psc": 73998}, "č.ev. 9, 739 98 Lhotka"),
        (
            {"nazevUlice": "Nová", "cisloDomovni": 8, "nazevCastiObce": "Smíchov", "nazevObce": "Praha",
             "nazevMestskehoObvodu": "Praha 5", "psc": 15000},
            "Nová 8, Smíchov, 150 00 Praha 5",
        ),
        ({"kodStatu": "SK", "textovaAdresa": "Hlavná 1, 01001 Žilina", "nazevObce": "Žilina", "cisloDomovni": 1,
          "psc": 10010}, "Hlavná 1, 010 01 Žilina"),
        ({"textovaAdresa": "Pod lipou, 73999 Brázdov"}, "Pod lipou, 739 99 Brázdov"),
        ({"nazevObce": "Brázdov", "cisloDomovni": 5, "psc": 1}, ""),
        ({}, ""),
    ],
)  # fmt: skip
def test_seats_of_every_shape(seat: dict[str, object], address: str) -> None:
    assert ares.address(seat) == address


def test_a_group_of_payers_has_the_number_of_the_group() -> None:
    assert ares.read({**WORKSHOP, "dicSkDph": "CZ699000001"}).dic == "CZ699000001"


def test_an_unknown_ico_is_told_apart_from_a_trouble(register: Ares) -> None:
    with pytest.raises(NotFound, match="ARES"):
        _subject(register, "99000148")
    with pytest.raises(Unavailable):  # a wrong address answers 404 too
        ares.ask(register.url.replace(PATH, "/jinam"), "99000105")


@pytest.mark.parametrize("status", [400, 403, 429, 500, 503])
def test_a_trouble_of_the_server_is_said(register: Ares, status: int) -> None:
    register.fail(status)
    with pytest.raises(Unavailable, match="ARES"):
        ares.ask(register.url, "99000105")


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b"null", b"{}", b'{"ico": 99000105, "obchodniJmeno": "A"}', b"\xff\xfe",
     json.dumps(FARM).encode(), b'{"x": "' + b"a" * ares.LARGEST + b'"}'],
)  # fmt: skip
def test_an_answer_without_sense_is_refused(register: Ares, body: bytes) -> None:
    register.garble(body)
    with pytest.raises(Unavailable):
        ares.ask(register.url, "99000105")


def test_nobody_waits_longer_than_the_limit(register: Ares, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ares.SECONDS == 3
    monkeypatch.setattr(ares, "SECONDS", 0.05)
    register.slow()
    with pytest.raises(Unavailable):
        ares.ask(register.url, "99000105")
    register.waits = False
    register.drip()
    with pytest.raises(Unavailable):
        ares.ask(register.url, "99000105")
    assert not register.released.is_set()


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/ares", "nic", "", "ftp://127.0.0.1/"])
def test_no_connection_is_no_error_of_the_program(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with pytest.raises(Unavailable):
        ares.ask(url, "99000105")


def test_an_answer_copied_elsewhere_is_read() -> None:
    text = json.dumps(WORKSHOP)
    found = ares.pasted(f"\ufeff {text}\n", "99000105")
    assert ares.read(found).name == "Truhlářství Javorek s.r.o."
    assert "icoId" not in found
    searched = {"pocetCelkem": 1, "ekonomickeSubjekty": [WORKSHOP]}
    assert ares.pasted(json.dumps(searched)) == found


@pytest.mark.parametrize(
    "text",
    ["", "Truhlářství", "[]", "3", '{"kod": "NENALEZENO"}', json.dumps({"ekonomickeSubjekty": [WORKSHOP, FARM]}),
     json.dumps(FARM)],
)  # fmt: skip
def test_a_wrong_paste_says_what_is_wrong(text: str) -> None:
    with pytest.raises(BadInput):
        ares.pasted(text, "99000105")

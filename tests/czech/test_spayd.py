"""QR Platba, read back by a second implementation of the format."""

import datetime as dt
import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban as other_iban
from stdnum.cz import bankaccount

from lib.czech import identifiers
from lib.czech.spayd import payload
from lib.errors import BadInput

IBAN = "CZ6508000000192000145399"
LONGEST = {"ACC": 46, "AM": 10, "CC": 3, "RN": 35, "DT": 8, "MSG": 60, "X-VS": 10, "CRC32": 8}
ALPHANUMERIC = re.compile(r"[0-9A-Z $%*+\-./:]*")


def crc(content: bytes) -> str:
    """CRC-32 bit by bit (polynomial 0xEDB88320)."""
    rest = 0xFFFFFFFF
    for byte in content:
        rest ^= byte
        for _ in range(8):
            rest = (rest >> 1) ^ (0xEDB88320 if rest & 1 else 0)
    return f"{rest ^ 0xFFFFFFFF:08X}"


def parsed(text: str) -> dict[str, str]:
    """The pairs of a payment code, refused when anything is not as the standard says."""
    head, version, *pairs = text.split("*")
    assert (head, version) == ("SPD", "1.0")
    found = dict(pair.split(":", 1) for pair in pairs)
    assert len(found) == len(pairs)
    for key, value in found.items():
        assert re.fullmatch("[A-Z0-9-]+", key)
        assert 0 < len(value) <= LONGEST[key]
    assert other_iban.is_valid(found["ACC"])
    assert re.fullmatch(r"\d{1,7}\.\d\d", found["AM"])
    if "CRC32" in found:
        plain = sorted(pair for pair in pairs if not pair.startswith("CRC32:"))
        assert found["CRC32"] == crc("*".join(["SPD*1.0", *plain]).encode())
    return {key: unquote(value) for key, value in found.items()}


def test_the_vector_of_the_checksum() -> None:
    assert payload("CZ5855000000001265098001", 10000, checked=True).endswith("*CC:CZK*CRC32:AAD80227")


def test_everything_that_a_payment_says() -> None:
    said = payload(IBAN, 181500, "2026040012", "Inzerce ON 4/2026", dt.date(2026, 4, 14), "Město Orlová")
    assert said == (
        "SPD*1.0*ACC:CZ6508000000192000145399*AM:1815.00*CC:CZK*RN:MESTO ORLOVA*DT:20260414*MSG:INZERCE ON 4/2026"
        "*X-VS:2026040012"
    )


def test_what_is_not_known_is_left_out() -> None:
    assert payload(IBAN, 5) == f"SPD*1.0*ACC:{IBAN}*AM:0.05*CC:CZK"


def test_a_star_and_a_percent_sign_cannot_end_a_value() -> None:
    said = payload(IBAN, 100, message="sleva 50 %* „říjen“", name="A*B")
    assert parsed(said)["MSG"] == "SLEVA 50 %* RIJEN"
    assert parsed(said)["RN"] == "A*B"
    assert "%2A" in said
    assert "%25" in said


def test_letters_of_the_neighbours_lose_their_marks() -> None:
    assert parsed(payload(IBAN, 100, name="Łódź & Straße – Đorđe"))["RN"] == "LODZ STRASSE - DORDE"


@given(
    st.integers(1, 999_999_999),
    st.text(alphabet="0123456789", max_size=10),
    st.text(max_size=90),
    st.text(max_size=60),
    st.booleans(),
)
def test_whatever_is_written_the_code_can_be_read(amount: int, vs: str, message: str, name: str, checked: bool) -> None:
    said = payload(IBAN, amount, vs, message, dt.date(2026, 12, 7), name, checked=checked)
    found = parsed(said)
    assert ALPHANUMERIC.fullmatch(said)
    assert round(float(found["AM"]) * 100) == amount
    assert found.get("X-VS", "") == vs


@pytest.mark.parametrize("account", ["19-2000145399/0800", "27-16060243/0300", "1265098001/5500"])
def test_another_library_agrees_with_our_iban(account: str) -> None:
    assert bankaccount.is_valid(account)
    ours = identifiers.iban(account)
    assert other_iban.validate(ours) == ours
    assert other_iban.calc_check_digits(ours) == ours[2:4]
    assert parsed(payload(ours, 100))["ACC"] == ours


@pytest.mark.parametrize("wrong", ["CZ6508000000192000145398", "", "CZ65", "SK6508000000192000145399"])
def test_a_wrong_iban_is_refused(wrong: str) -> None:
    with pytest.raises(BadInput, match="IBAN"):
        payload(wrong, 100)


@pytest.mark.parametrize("amount", [0, -100, 1_000_000_000])
def test_an_amount_that_cannot_be_paid_is_refused(amount: int) -> None:
    with pytest.raises(BadInput):
        payload(IBAN, amount)


@pytest.mark.parametrize("vs", ["12345678901", "A1", "1 2"])
def test_a_wrong_symbol_is_refused(vs: str) -> None:
    with pytest.raises(BadInput):
        payload(IBAN, 100, vs)

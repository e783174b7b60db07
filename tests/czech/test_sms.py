import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.czech import sms

CZECH = "aábcčdďeéěfghiíjklmnňoópqrřsštťuúůvwxyýzž"


TABLE = [
    ("Upozorneni: dnes 18-22 h odstavka vody, Masarykova trida.", "GSM-7", 1),
    ("Upozornění: dnes 18–22 h odstávka vody, Masarykova třída.", "UCS-2", 1),
    ("Kafé", "GSM-7", 1),
    ("Kavárna", "UCS-2", 1),
    ("dnes 18–22 h", "UCS-2", 1),
    ("dnes 18-22 h", "GSM-7", 1),
    ("„Den města“", "UCS-2", 1),
    ("v\u00a0Praze", "UCS-2", 1),
    ("cena 100 €", "GSM-7", 1),
    ("a" * 160, "GSM-7", 1),
    ("a" * 161, "GSM-7", 2),
    ("a" * 306, "GSM-7", 2),
    ("a" * 307, "GSM-7", 3),
    ("ě" * 70, "UCS-2", 1),
    ("ě" * 71, "UCS-2", 2),
    ("ě" * 134, "UCS-2", 2),
    ("ě" * 135, "UCS-2", 3),
    ("a" * 159 + "€", "GSM-7", 2),
    ("§", "GSM-7", 1),
    ("°", "UCS-2", 1),
    ("×", "UCS-2", 1),
    ("…", "UCS-2", 1),
    ("–", "UCS-2", 1),
    ("a" * 300, "GSM-7", 2),
    ("ě" * 204, "UCS-2", 4),
]
"""Text, encoding, parts. The browser counts the same ones (tests/browser/test_posts.py)."""


@pytest.mark.parametrize(("text", "encoding", "parts"), TABLE)
def test_the_table_that_gateways_agree_on(text, encoding, parts):
    measured = sms.measure(text)
    assert (measured.encoding, measured.parts) == (encoding, parts)


def test_what_is_left_in_the_part():
    assert sms.measure("a" * 150).left_in_part == 10
    assert sms.measure("a" * 161).left_in_part == 145
    assert sms.measure("ě" * 70).left_in_part == 0


def test_a_double_character_is_not_torn_between_parts():
    assert sms.measure("a" * 152 + "€" + "a" * 152) == sms.Sms("GSM-7", 306, 3, 152)
    assert sms.measure("ě" * 66 + "😀" + "ě" * 66) == sms.Sms("UCS-2", 134, 3, 66)


def test_an_empty_text_costs_nothing():
    assert sms.measure("") == sms.Sms("GSM-7", 0, 0, 160)


def test_plain_replaces_typography_by_what_a_phone_has():
    assert sms.plain("„Příliš žluťoučký kůň“ …\u00a018–22 h, 25 °C × 3, Łódź, 5 €") == (
        '"Prilis zlutoucky kun" ... 18-22 h, 25 C x 3, Lodz, 5 €'
    )


def test_plain_keeps_what_it_cannot_replace_and_the_measure_shows_it():
    assert sms.plain("Ahoj 😀") == "Ahoj 😀"
    assert sms.measure(sms.plain("Ahoj 😀")).encoding == "UCS-2"


@given(
    st.text(alphabet=CZECH + CZECH.upper() + "łŁńśźż„“‚‘–—−…×°½²\u00a0\u202f\u2009€§%&@\n 0123456789.,!?:;()[]{}'\"/+*")
)
def test_plain_czech_always_fits_the_cheap_encoding(text):
    assert sms.measure(sms.plain(text)).encoding == "GSM-7"
    assert sms.plain(sms.plain(text)) == sms.plain(text)


def test_the_price_is_parts_times_recipients():
    assert sms.price(2, 350, 121) == 84_700

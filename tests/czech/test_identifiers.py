import pytest
import stdnum.cz.dic
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban as stdnum_iban

from lib.czech import identifiers
from lib.errors import BadInput


@pytest.mark.parametrize(
    "valid", ["00297577", "00297534", "29198950", "25596641", "00000001", "00000060", "00000019", "99000016"]
)
def test_valid_ico(valid):
    assert identifiers.ico(valid) == valid


@pytest.mark.parametrize("typed", ["297577", " 002 97 577 ", "IČO: 00297577", "IČ 297577", "297577.0", "00297577"])
def test_ico_is_padded_and_cleaned(typed):
    assert identifiers.ico(typed) == "00297577"


def test_a_wrong_ico_says_which_digit_was_expected():
    with pytest.raises(BadInput, match="12345678 nesedí: kontrolní číslice má být 9"):
        identifiers.ico("12345678")


@pytest.mark.parametrize("typed", ["", "123456789", "abc", "00000000", "1-2"])
def test_what_is_no_ico(typed):
    assert not identifiers.is_ico(typed)


@given(st.integers(0, 89_999_999).map("{:08d}".format))
def test_ico_agrees_with_stdnum(digits):
    assert identifiers.is_ico(digits) == stdnum.cz.dic.is_valid(digits)


YEAR_MONTH_DAY_REST = r"\A[0-9]{2}(0[0-9]|1[0-3]|5[0-9]|6[0-3])[0-3][0-9]{4,5}\Z"
GROUP = r"\A6[0-9]{8}\Z"


@given(st.from_regex(YEAR_MONTH_DAY_REST).filter(str.isascii) | st.from_regex(GROUP).filter(str.isascii))
def test_dic_of_persons_and_groups_agrees_with_stdnum(digits):
    try:
        ours = bool(identifiers.dic("CZ" + digits))
    except BadInput:
        ours = False
    assert ours == stdnum.cz.dic.is_valid(digits)


def test_months_above_twenty_belong_to_births_since_2004():
    assert identifiers.dic("CZ0421010007") == "CZ0421010007"
    with pytest.raises(BadInput, match="nesedí"):
        identifiers.dic("CZ9021010009")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("CZ00297577", "CZ00297577"),
        ("cz 002 97 577", "CZ00297577"),
        ("CZ7103192745", "CZ7103192745"),
        ("640903926", "CZ640903926"),
    ],
)
def test_valid_dic(typed, kept):
    assert identifiers.dic(typed) == kept


@pytest.mark.parametrize("typed", ["CZ12345678", "CZ7103192746", "CZ7113192745", "CZ1234567", "SK2020202020", ""])
def test_wrong_dic_is_refused(typed):
    with pytest.raises(BadInput, match="DIČ"):
        identifiers.dic(typed)


@pytest.mark.parametrize("typed", ["73514", "735 14", "735\u00a014", "CZ-735 14"])
def test_psc_is_kept_in_one_form(typed):
    assert identifiers.psc(typed) == "735 14"


@pytest.mark.parametrize("typed", ["7351", "735145", "Orlová", ""])
def test_wrong_psc_is_refused(typed):
    with pytest.raises(BadInput, match="PSČ má pět číslic"):
        identifiers.psc(typed)


@pytest.mark.parametrize(
    ("account", "iban"),
    [
        ("19-2000145399/0800", "CZ6508000000192000145399"),
        ("27-16060243/0300", "CZ3103000000270016060243"),
        ("1265098001/5500", "CZ5855000000001265098001"),
    ],
)
def test_accounts_and_their_iban(account, iban):
    assert identifiers.account(f" {account} ") == account
    assert identifiers.iban(account) == iban
    assert stdnum_iban.is_valid(iban)


@pytest.mark.parametrize(
    ("typed", "part"),
    [("2400222233/2010", "2400222233"), ("18-2000145399/0800", "18"), ("19-2000145398/0800", "2000145398")],
)
def test_an_account_that_does_not_check_names_the_part(typed, part):
    with pytest.raises(BadInput, match=f"část {part} nesedí"):
        identifiers.account(typed)


def test_needless_zeros_of_an_account_are_dropped():
    assert identifiers.account("000019-2000145399/0800") == "19-2000145399/0800"
    assert identifiers.account("000000 - 1265098001 / 5500") == "1265098001/5500"


@pytest.mark.parametrize("typed", ["", "19-2000145399", "0/0800", "00/0800", "účet", "1265098001/55"])
def test_what_is_no_account(typed):
    with pytest.raises(BadInput, match="nelze přečíst číslo účtu"):
        identifiers.iban(typed)

"""GPC as banks write it: every field at its place, every dialect that we know, every damage said in a sentence."""

import datetime as dt

import pytest

from lib.bank.reading import read
from lib.errors import BadInput
from tests.bank.by_hand import OURS, gpc, head, item, statement

# fmt: off
WHOLE = (
    b"074" b"0000192000145399" b"M\xecsto Br\xe1zdov       " b"221126" b"00000000100000" b"+" b"00000000345650" b"+"
    b"00000000004900" b"0" b"00000000250550" b"0" b"226" b"231126" b"              " b"\r\n"
    b"075" b"0000192000145399" b"0000192000145399" b"0000000000017" b"000000250550" b"2" b"0000026001" b"00" b"0800"
    b"0308" b"0000000007" b"231126" b"KVETINARSTVI \x8aTASTN\xc9" b"0" b"0203" b"231126" b"\r\n"
    b"075" b"0000192000145399" b"0000000000000000" b"0000000000018" b"000000004900" b"1" b"0000000000" b"00" b"0000"
    b"0008" b"0000000000" b"231126" b"POPLATEK            " b"0" b"0203" b"231126" b"\r\n"
)
# fmt: on
"""A statement typed out field by field; the closing balance counts 2 505,50 in and 49,00 out."""


def test_each_field_lies_where_the_format_says() -> None:
    found = read(WHOLE, "vypis.gpc")
    (part,) = found.parts
    assert (part.account, part.number, part.opening, part.closing) == ("19-2000145399", "226", 100_000, 345_650)
    assert (part.first_day, part.last_day) == (dt.date(2026, 11, 22), dt.date(2026, 11, 23))
    came, went = found.lines.rows(named=True)
    assert came == {
        "part": 0, "document_no": "17", "amount": 250_550, "currency": "CZK", "booked_on": dt.date(2026, 11, 23),
        "value_on": dt.date(2026, 11, 23), "counter_account": "19-2000145399/0800",
        "counter_name": "KVETINARSTVI ŠTASTNÉ", "vs": "26001", "ks": "0308", "ss": "7", "message": "",
        "reversal": False,
    }  # fmt: skip
    assert (went["amount"], went["vs"], went["counter_account"], went["ks"]) == (-4_900, "", "", "0008")
    assert found.notes == ()


def test_the_same_by_the_table_of_positions() -> None:
    data = statement((2_505_50, {"vs": "2026000001", "counter": "0000002600001234", "bank": "2010", "text": "ČÁP"}))
    (line,) = read(data, "vypis.gpc").lines.rows(named=True)
    assert (line["amount"], line["vs"], line["counter_account"]) == (250_550, "2026000001", "2600001234/2010")
    assert line["counter_name"] == "ČÁP"


def test_a_statement_saved_again_in_utf_8_reads_alike() -> None:
    data = statement((100, {"text": "Květinářství Šťastná", "vs": "77"}))
    (line,) = read(data.decode("cp1250").encode(), "vypis.gpc").lines.rows(named=True)
    assert (line["counter_name"], line["vs"], line["amount"]) == ("Květinářství Šťastná", "77", 100)


def _permuted(plain: str) -> str:
    prefix, number = plain[:6], plain[6:]
    return "".join(number[place] for place in (9, 7, 8, 5, 0, 1, 2, 3, 4, 6)) + prefix


PREFIXED = "1234572000145399"
"""Both parts check: 1·10 + 2·5 + 3·8 + 4·4 + 5·2 + 7 = 77 = 7·11."""


def test_ends_of_lines_and_of_files_may_differ() -> None:
    data = statement((100, {"text": "ČÁP"}))
    for other in (data.replace(b"\r\n", b"\n"), data.rstrip(b"\r\n"), data + b"\r\n\x1a", b"\xef\xbb\xbf" + data):
        assert read(other, "vypis.gpc").lines["counter_name"].to_list() == ["ČÁP"]


def test_the_internal_format_of_accounts_is_known_by_its_check_digits() -> None:
    assert _permuted(OURS) == "9394200015000019"  # 2000145399 is C0…C9, written C9 C7 C8 C5 C0 C1 C2 C3 C4 C6
    own = _permuted(OURS)
    data = gpc(head(0, 500, account=own), item(500, account=own, counter=_permuted(PREFIXED), bank="2010"))
    found = read(data, "vypis.gpc")
    assert found.parts[0].account == "19-2000145399"
    assert found.lines["counter_account"].to_list() == ["123457-2000145399/2010"]


def test_one_account_written_the_other_way_is_read_by_its_check_digits() -> None:
    data = gpc(head(0, 500), item(500, counter=_permuted(PREFIXED), bank="2010"))
    assert read(data, "vypis.gpc").lines["counter_account"].to_list() == ["123457-2000145399/2010"]


def test_when_check_digits_do_not_tell_our_own_account_does() -> None:
    """A made-up account that checks neither way: plain unless we say that it is ours permuted."""
    plain = "0000002600001234"
    data = gpc(head(0, 500, account=_permuted(plain)), item(500))
    assert read(data, "v").parts[0].account != "2600001234"
    assert read(data, "v", ours="2600001234/2010").parts[0].account == "2600001234"


@pytest.mark.parametrize(
    ("opening", "closing", "codes", "amounts"),
    [
        (10_000, 10_700, ("2", "4"), [500, 200]),  # most banks: 4 gives back what a debit took
        (10_000, 10_300, ("2", "4"), [500, -200]),  # some: 4 takes back what a credit gave
        (10_000, 10_300, ("2", "5"), [500, -200]),
        (10_000, 10_700, ("2", "3"), [500, 200]),
    ],
)
def test_the_balances_say_what_a_reversal_means(
    opening: int, closing: int, codes: tuple[str, str], amounts: list[int]
) -> None:
    data = gpc(head(opening, closing), item(500, code=codes[0]), item(200, code=codes[1], document="2"))
    lines = read(data, "vypis.gpc").lines
    assert lines["amount"].to_list() == amounts
    assert lines["reversal"].to_list() == [False, True]


def test_an_overdrawn_account_has_its_minus() -> None:
    found = read(gpc(head(-1_000, -1_500), item(500, code="1")), "vypis.gpc")
    assert (found.parts[0].opening, found.parts[0].closing) == (-1_000, -1_500)


def test_extended_movements_bring_their_message() -> None:
    long = item(500, vs="1") + "FAKTURA 2026100001".ljust(35) + "DEKUJEME".ljust(35) + " " * 1_600
    (line,) = read(gpc(head(0, 500), long), "vypis.gpc").lines.rows(named=True)
    assert (line["message"], line["vs"], line["amount"]) == ("FAKTURA 2026100001 DEKUJEME", "1", 500)


def test_messages_in_their_own_lines_belong_to_the_movement_above() -> None:
    data = gpc(
        head(0, 900), item(500), "076INFO 1234", "078PLATBA ZA", "079FAKTURU 2026100001", item(400, document="2")
    )
    assert read(data, "vypis.gpc").lines["message"].to_list() == ["PLATBA ZA FAKTURU 2026100001", ""]


def test_several_statements_of_one_file_add_up_each() -> None:
    data = gpc(head(0, 500, number="001"), item(500), head(500, 800, number="002"), item(300, document="2"))
    found = read(data, "mesic.gpc")
    assert [part.number for part in found.parts] == ["1", "2"]
    assert found.lines["part"].to_list() == [0, 1]
    wrong = gpc(head(0, 500), item(500), head(500, 900), item(300, document="2"))
    with pytest.raises(BadInput, match="does not add up"):
        read(wrong, "mesic.gpc")


def test_a_bank_that_states_no_balances_is_read_with_a_note() -> None:
    found = read(gpc(head(0, 0), item(500)), "vypis.gpc")
    assert found.lines["amount"].to_list() == [500]
    assert len(found.notes) == 1
    assert not found.parts[0].stated
    assert read(gpc(head(0, 0)), "vypis.gpc").parts[0].stated, "a day without movements"


def test_a_currency_of_a_movement_is_seen() -> None:
    assert read(gpc(head(0, 500), item(500, kind="0978")), "v").lines["currency"].to_list() == ["EUR"]
    assert read(gpc(head(0, 500), item(500, kind="1102")), "v").lines["currency"].to_list() == ["CZK"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \r\n ", "is empty"),
        (b"%PDF-1.7 ...", "is not a bank statement"),
        (b"Datum;Castka\n1.1.2026;5", "is not a bank statement"),
        (item(500).encode(), "has no beginning"),
        (statement((500, {}), (700, {}))[:-60], "line 3"),
        (gpc(head(0, 1_200), item(500)), "does not add up"),
        (gpc(head(0, 500), item(500), "obrázek"), "line 3"),
        (gpc(head(0, 500), item(500).replace("000000000500", "00000000O500")), "line 2"),
        (gpc(head(0, 500), item(500, code="9")), "line 2"),
        (gpc(head(0, 500).replace("00000000000500", "0000000000050O"), item(500)), "line 1"),
        (gpc(head(0, 500, day="999999"), item(500, day="320126")), "line 2"),
    ],
)  # fmt: skip
def test_damage_is_said_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read(data, "vypis.gpc")
    assert said in str(refusal.value)
    assert "vypis.gpc" in str(refusal.value)
    assert refusal.value.field == "file"

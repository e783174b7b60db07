"""Letters to debtors: what they demand, by when, and how to pay it."""

import datetime as dt
from dataclasses import replace

import pytest
import zxingcpp

from lib.errors import BadInput
from lib.invoices import paper
from lib.invoices.records import Owed, Reminder
from tests.czech.test_spayd import parsed
from tests.invoices.papers import DAY, FLORIST, PERSON, TOWN
from tests.paper import printed
from tests.paper.test_archive import check_archive

OWED = tuple(
    Owed(f"20261000{n}", f"20261000{n}", dt.date(2026, 9, 1), dt.date(2026, 9, n), 181500, 181500 - n * 100)
    for n in (11, 12, 13, 14, 15)
)


def letter(level: int = 1, count: int = 2, **said: object) -> Reminder:
    plain = Reminder(
        level=level,
        supplier=TOWN,
        customer=FLORIST,
        invoices=OWED[:count],
        day=DAY,
        due_on=dt.date(2026, 12, 7),
        account="19-2000145399/0800",
        bank="Banka Brázdov",
        issued_by="Jana Tichá",
    )
    return replace(plain, **said)  # type: ignore[arg-type]


def text(pdf: bytes) -> str:
    return " ".join(" ".join(printed.pages(pdf)).split())


LEVELS = {
    1: ("Upomínka o zaplacení", "považujte tuto upomínku za bezpředmětnou"),
    2: ("Druhá upomínka o zaplacení", "zákonný úrok z prodlení podle § 1970"),
    3: ("Předžalobní výzva k plnění", "podle § 142a zákona č. 99/1963 Sb."),
}


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_has_its_words(level: int) -> None:
    pdf = paper.reminder(letter(level))
    check_archive(pdf)
    said = text(pdf)
    for needed in LEVELS[level]:
        assert needed in said
    for needed in (
        "Květinářství Šťastná, s. r. o.",
        "Vážení obchodní partneři,",
        "2026100011 1. 9. 2026 11. 9. 2026 73 1 815,00 1 804,00",
        "Zbývá uhradit celkem 3 607,00 Kč",
        "3 607,00 Kč uhraďte",
        "do 7. 12. 2026 na účet 19-2000145399/0800",
        "S pozdravem Město Brázdov",
        "Jana Tichá",
    ):
        assert needed in said
    assert printed.overruns(pdf, 20, 14, 297 - 16 + 8) == []


def test_a_person_is_greeted_and_a_number_of_the_record_system_is_only_written_down() -> None:
    said = text(paper.reminder(letter(customer=PERSON, reference="MUBR/1234/2026")))
    assert "Vážená paní, vážený pane," in said
    assert "Naše zn. (č. j.) MUBR/1234/2026" in said
    assert "Naše zn. (č. j.) Datum dopisu" in text(paper.reminder(letter()))


def test_each_invoice_has_a_payment_code_of_its_own() -> None:
    codes = zxingcpp.read_barcodes(printed.picture(paper.reminder(letter(count=4))))
    asked = sorted((parsed(code.text)["X-VS"], parsed(code.text)["AM"]) for code in codes)
    assert asked == [(one.vs, f"{one.open / 100:.2f}") for one in OWED[:4]]


def test_more_invoices_than_fit_side_by_side_have_none() -> None:
    assert zxingcpp.read_barcodes(printed.picture(paper.reminder(letter(count=5)))) == []


def test_many_letters_are_one_file_with_pages_of_their_own() -> None:
    pdf = paper.reminders([letter(), letter(2, customer=PERSON), letter(3)])
    check_archive(pdf)
    pages = printed.pages(pdf)
    assert len(pages) == 3
    assert all("strana 1/1" in page for page in pages)
    assert printed.reader(pdf).metadata["/Title"] == "3 upomínky"


def test_the_same_letters_give_the_same_bytes() -> None:
    assert paper.reminders([letter(), letter(3)]) == paper.reminders([letter(), letter(3)])


def test_a_demand_before_a_lawsuit_gives_seven_days() -> None:
    assert paper.reminder(letter(3, due_on=dt.date(2026, 11, 30)))
    with pytest.raises(BadInput, match="sedm"):
        paper.reminder(letter(3, due_on=dt.date(2026, 11, 29)))


def test_nobody_and_nothing_is_not_reminded() -> None:
    with pytest.raises(BadInput, match="koho"):
        paper.reminders([])
    with pytest.raises(BadInput, match="Květinářství"):
        paper.reminder(letter(count=0))

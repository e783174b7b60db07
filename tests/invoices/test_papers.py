"""What a person, a bank and an accounting program read on the papers of invoices."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import zxingcpp

from lib import i18n
from lib.errors import BadInput
from lib.invoices import isdoc, paper
from lib.invoices.records import Document, Side
from lib.invoices.rules import line
from tests.czech.test_spayd import parsed
from tests.invoices.papers import DOCUMENTS, FLORIST, QUARTER, credit, document
from tests.paper import printed
from tests.paper.test_archive import check_archive

UUID = "2f7a6c1e-6b0b-4c6e-9b6b-3c9c5a0e1d11"
BASIS = document("basis", "2026600001", vs="", budget_item="3349 / 2111")
ALL = {**DOCUMENTS, "basis": BASIS}


def made(one: Document) -> bytes:
    return paper.pdf(one, isdoc.xml(one, UUID) if isdoc.has(one) else None)


def text(one: Document) -> str:
    """Everything on the paper in one line."""
    return " ".join(" ".join(printed.pages(made(one))).split())


@pytest.mark.parametrize("name", ALL)
def test_every_paper_is_pdf_a_with_its_isdoc_inside(name: str) -> None:
    one = ALL[name]
    pdf = made(one)
    check_archive(pdf)
    inside = printed.reader(pdf).attachments
    assert inside == ({"invoice.isdoc": [isdoc.xml(one, UUID)]} if isdoc.has(one) else {})
    assert paper.file_name(one).endswith("-isdoc.pdf") == isdoc.has(one)


@pytest.mark.parametrize("name", [name for name in ALL if "cash" not in name or name == "paid in cash"])
def test_no_paper_leaves_its_margins(name: str) -> None:
    assert printed.overruns(made(ALL[name]), 20, 14, 297 - 16 + 8) == []


def test_an_invoice_says_what_the_vat_act_asks_for() -> None:
    """§ 29 (1) a–l."""
    said = text(document())
    for needed in (
        "Faktura – daňový doklad",
        "Město Brázdov",
        "Náměstí 1",
        "DIČ CZ99000016",
        "Květinářství Šťastná, s. r. o.",
        "Masarykova třída 12/3a",
        "DIČ CZ99012340",
        "č. 2026100012",
        "Plošná inzerce 1/4 strany, barevně, Brázdovské noviny č. 12/2026",
        "1 ks",
        "Datum vystavení 23. 11. 2026",
        "Datum plnění (DUZP) 23. 11. 2026",
        "Cena za MJ bez DPH",
        "Základ daně",
        "1 500,00 1 500,00 21 % 315,00 1 815,00",
        "Sazba 21 % 1 500,00 315,00 1 815,00",
        "K úhradě 1 815,00 Kč",
    ):
        assert needed in said


def test_an_invoice_says_how_to_pay_and_who_issued_it() -> None:
    said = text(document())
    for needed in (
        "převodem na účet",
        "19-2000145399/0800",
        "CZ65 0800 0000 1920 0014 5399",
        "Variabilní symbol 2026100012",
        "Datum splatnosti 7. 12. 2026",
        "QR Platba",
        "Objednávka č. OB-2026-041",
        "Vystavil(a) Jana Tichá",
        "není zapsáno v obchodním rejstříku",
    ):
        assert needed in said


def test_vat_is_summed_by_rates_and_a_discount_is_told() -> None:
    said = text(DOCUMENTS["several rates"])
    assert "Sazba 21 % 4 335,00 910,35 5 245,35" in said
    assert "Sazba 0 % 641,00 0,00 641,00" in said
    assert "Sleva 300,00 Kč" in said


def test_the_payment_code_is_read_by_another_reader() -> None:
    pdf = made(document())
    (code,) = zxingcpp.read_barcodes(printed.picture(pdf))
    assert code.format == zxingcpp.BarcodeFormat.QRCode
    assert parsed(code.text) == {
        "ACC": "CZ6508000000192000145399",
        "AM": "1815.00",
        "CC": "CZK",
        "RN": "MESTO BRAZDOV",
        "DT": "20261207",
        "MSG": "FAKTURA 2026100012",
        "X-VS": "2026100012",
    }
    corners = [(point.x, point.y) for point in (code.position.top_left, code.position.bottom_right)]
    assert (corners[1][0] - corners[0][0]) / 8 >= 29.5  # a square less than 30 mm, as the reader puts its corners
    assert (corners[1][1] - corners[0][1]) / 8 >= 29.5


NOT_PAID = ("credit", "advance tax", "wholly paid ahead", "paid in cash", "cash")


@pytest.mark.parametrize("name", NOT_PAID)
def test_what_is_not_paid_by_transfer_has_no_code(name: str) -> None:
    pdf = made(DOCUMENTS[name])
    assert zxingcpp.read_barcodes(printed.picture(pdf)) == []
    assert "QR Platba" not in " ".join(printed.pages(pdf))


def test_the_code_asks_for_what_is_left_after_the_advances() -> None:
    (code,) = zxingcpp.read_barcodes(printed.picture(made(DOCUMENTS["both advances"])))
    assert parsed(code.text)["AM"] == "1105.00"


def test_a_taxed_advance_is_deducted_by_its_tax_document() -> None:
    said = text(DOCUMENTS["taxed advance"])
    assert "Záloha 2026300001, 21 % –1 000,00 –210,00 –1 210,00" in said
    assert "Zbývá zdanit, 21 % 500,00 105,00 605,00" in said
    assert "Uhrazeno zálohou –1 210,00 Kč" in said
    assert "K úhradě 605,00 Kč" in said


def test_what_was_paid_ahead_whole_is_not_to_be_paid() -> None:
    said = text(DOCUMENTS["wholly paid ahead"])
    assert "K úhradě 0,00 Kč" in said
    assert "Neplaťte, cena byla uhrazena předem." in said


def test_an_advance_invoice_is_no_tax_document() -> None:
    said = text(DOCUMENTS["advance"])
    assert "Zálohová faktura" in said
    assert "Není daňovým dokladem." in said
    assert "Základ daně" not in said
    assert "DUZP" not in said
    (code,) = zxingcpp.read_barcodes(printed.picture(made(DOCUMENTS["advance"])))
    assert parsed(code.text)["MSG"] == "ZALOHOVA FAKTURA 2026200001"


def test_a_tax_document_for_a_payment_names_the_day_of_the_payment() -> None:
    said = text(DOCUMENTS["advance tax"])
    assert "Daňový doklad k přijaté platbě" in said
    assert "Datum přijetí úplaty 23. 11. 2026" in said
    assert "Záloha č. 2026200001" in said
    assert "Neplaťte" in said


def test_a_credit_note_says_what_it_corrects_and_why() -> None:
    """§ 45 (1): both sides, both numbers, the reason, the differences."""
    said = text(credit())
    for needed in (
        "Opravný daňový doklad č. 2026400003",
        "Opravuje doklad č. 2026100012 ze dne 23. 11. 2026",
        "Důvod opravy Inzerát vyšel v jiné barvě, než bylo objednáno.",
        "Sazba 21 % –500,00 –105,00 –605,00",
        "Rozdíl ceny s DPH –605,00 Kč",
        "K vrácení nebo zápočtu 605,00 Kč",
    ):
        assert needed in said


def test_a_foreign_buyer_has_the_country_and_the_note() -> None:
    said = text(DOCUMENTS["foreign buyer"])
    assert "Slovensko" in said
    assert "Daň odvede zákazník." in said


def test_a_cash_receipt_stands_twice_on_its_sheet() -> None:
    said = text(DOCUMENTS["cash"])
    for needed in (
        "Příjmový pokladní doklad",
        "zjednodušený daňový doklad",
        "č. 2026500007",
        "DIČ CZ99000016",
        "Sazba 21 %: základ 135,00, DPH",
        "Zaokrouhlení",
        "163,00 Kč",
        "Přijal(a): Jana Tichá",
    ):
        assert said.count(needed) == 2
    assert said.count("pro plátce") == said.count("kopie pro pokladnu") == 1
    assert printed.overruns(made(DOCUMENTS["cash"]), 8, 8, 140) == []


def test_a_cash_receipt_needs_no_buyer() -> None:
    assert "Přijato od" not in text(DOCUMENTS["cash of nobody"])


def test_a_cash_receipt_with_too_many_lines_is_refused() -> None:
    many = replace(DOCUMENTS["cash"], lines=tuple(line(f"Řádková inzerce {n}", 100, 21) for n in range(20)))
    with pytest.raises(BadInput, match="pokladní doklad"):
        made(many)


def test_a_basis_for_invoicing_is_signed_three_times() -> None:
    said = text(BASIS)
    for needed in (
        "Podklad k fakturaci",
        "Příkazce operace",
        "Správce rozpočtu",
        "Hlavní účetní",
        "Rozpočtová položka 3349 / 2111",
        "Není daňovým dokladem.",
        "K fakturaci 1 815,00 Kč",
    ):
        assert needed in said


@pytest.mark.slow
def test_many_lines_continue_on_the_next_page_and_sums_stay_together() -> None:
    for count in (11, 12, 13, 14, 15, 16, 30):
        one = document(lines=(QUARTER,) * count)
        pages = printed.pages(made(one))
        assert zxingcpp.read_barcodes(printed.picture(made(one), len(pages) - 1))
        assert "K úhradě" in pages[-1]
        assert "Rekapitulace DPH" in pages[-1]
        assert printed.overruns(made(one), 20, 14, 297 - 16 + 8) == []


def test_a_long_name_and_note_stay_on_the_paper() -> None:
    long = Side(
        "Společenství vlastníků jednotek domu " * 6, "Velmi dlouhá ulice " * 8 + "1, 739 99 Brázdov", "99012340"
    )
    one = document(customer=long, note="Slovo " * 300, lines=(line("Plošná inzerce " * 30, 999_999_900, 21),))
    assert printed.overruns(made(one), 20, 14, 297 - 16 + 8) == []


def test_ten_millions_are_invoiced_without_a_payment_code() -> None:
    pdf = made(document(lines=(line("Inzerce", 1_000_000_000, 0),)))
    assert "K úhradě 10 000 000,00 Kč" in " ".join(" ".join(printed.pages(pdf)).split())
    assert zxingcpp.read_barcodes(printed.picture(pdf)) == []


def test_a_wrong_account_is_told() -> None:
    with pytest.raises(BadInput, match="2400222233"):
        made(document(account="2400222233/2010"))


def test_a_letter_that_no_font_has_is_told_by_name() -> None:
    with pytest.raises(BadInput, match="U\\+0416"):
        made(document(customer=replace(FLORIST, name="Жанна")))


def test_papers_are_czech_and_the_same_in_every_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = made(document())
    monkeypatch.setattr(i18n, "_language", lambda: "en")
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(lambda _: made(document()), range(12))) == {alone}


def test_a_file_has_a_name_that_people_understand() -> None:
    assert paper.file_name(document()) == "faktura-2026100012-isdoc.pdf"
    assert paper.file_name(BASIS) == "podklad-k-fakturaci-2026600001.pdf"


def test_dates_that_are_not_known_are_left_out() -> None:
    said = text(document(due_on=None, tax_point_on=dt.date(2026, 12, 1)))
    assert "splatnosti" not in said
    assert "1. 12. 2026" in said

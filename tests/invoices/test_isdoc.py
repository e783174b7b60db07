"""Every kind of document as ISDOC: by the schema, by the rules of the format, and to the haléř."""

from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from saxonche import PySaxonProcessor

from lib.invoices import isdoc
from lib.invoices.rules import line
from tests import standards
from tests.invoices.papers import DOCUMENTS, document

UUID = "2f7a6c1e-6b0b-4c6e-9b6b-3c9c5a0e1d11"
NAMES = {"i": "http://isdoc.cz/namespace/2013", "sch": "http://purl.oclc.org/dsdl/schematron"}
TYPES = {
    "invoice": 1,
    "credit": 2,
    "advance": 4,
    "advance tax": 5,
    "credit of advance tax": 6,
    "cash": 7,
}


def read(written: bytes, path: str) -> str:
    """The text at a path such as `i:ID`; fails when it is not there once."""
    (found,) = etree.fromstring(written).xpath(path, namespaces=NAMES)
    return found.text or ""


def amount(written: bytes, path: str) -> int:
    return int(Decimal(read(written, path)) * 100)


@cache
def rules() -> list[tuple[str, str]]:
    """(context, test) of each assertion. The published file writes `satisfied` for XPath's `satisfies` once."""
    tree = etree.parse(standards.folder("isdoc") / "isdoc-6.0.2.sch")
    return [
        (rule.get("context"), one.get("test").replace(" satisfied ", " satisfies "))
        for rule in tree.iterfind(".//sch:rule", NAMES)
        for one in rule.iterfind("sch:assert", NAMES)
    ]


def broken(written: bytes) -> list[str]:
    """The assertions of the Schematron that the document breaks, by an XPath 2 engine."""
    with PySaxonProcessor(license=False) as saxon:
        xpath = saxon.new_xpath_processor()
        xpath.declare_namespace("isdoc", NAMES["i"])
        xpath.set_context(xdm_item=saxon.parse_xml(xml_text=written.decode()))
        return [
            test
            for context, test in rules()
            if xpath.evaluate_single(f"count((//{context})[not({test})])").integer_value
        ]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_follows_the_schema_and_the_rules(name: str) -> None:
    written = isdoc.xml(DOCUMENTS[name], UUID)
    assert standards.faults(written) == ""
    assert broken(written) == []


@pytest.mark.parametrize(("name", "number"), TYPES.items())
def test_each_kind_has_its_type(name: str, number: int) -> None:
    assert read(isdoc.xml(DOCUMENTS[name], UUID), "i:DocumentType") == str(number)


def test_the_rules_notice_a_credit_note_without_its_original() -> None:
    written = isdoc.xml(DOCUMENTS["credit"], UUID)
    start, rest = written.split(b"<OriginalDocumentReferences>")
    assert broken(start + rest.split(b"</OriginalDocumentReferences>")[1]) == ["isdoc:OriginalDocumentReferences/*"]


def test_the_rules_notice_vat_on_a_document_without_vat() -> None:
    written = isdoc.xml(DOCUMENTS["advance"], UUID)
    assert (
        len(
            broken(
                written.replace(b"<VATApplicable>false</VATApplicable></Cl", b"<VATApplicable>true</VATApplicable></Cl")
            )
        )
        == 1
    )


def test_the_schema_notices_a_wrong_day() -> None:
    written = isdoc.xml(document(), UUID)
    assert "IssueDate" in standards.faults(written.replace(b"<IssueDate>2026-11-23", b"<IssueDate>23. 11. 2026"))


def test_a_credit_note_has_positive_sums_and_no_tax_point() -> None:
    written = isdoc.xml(DOCUMENTS["credit"], UUID)
    assert amount(written, "i:LegalMonetaryTotal/i:TaxInclusiveAmount") == 60500
    assert amount(written, "i:InvoiceLines/i:InvoiceLine/i:UnitPrice") == 50000
    assert read(written, "i:OriginalDocumentReferences/i:OriginalDocumentReference/i:ID") == "2026100012"
    assert b"TaxPointDate" not in written
    assert b"PaymentMeans" not in written


def test_an_advance_invoice_says_nothing_of_vat() -> None:
    written = isdoc.xml(DOCUMENTS["advance"], UUID)
    assert read(written, "i:VATApplicable") == "false"
    assert amount(written, "i:TaxTotal/i:TaxAmount") == 0
    assert amount(written, "i:LegalMonetaryTotal/i:PayableAmount") == 181500
    assert b"TaxPointDate" not in written


def test_a_tax_document_for_a_payment_is_not_to_be_paid() -> None:
    written = isdoc.xml(DOCUMENTS["advance tax"], UUID)
    assert read(written, "i:NonTaxedDeposits/i:NonTaxedDeposit/i:ID") == "2026200001"
    assert amount(written, "i:LegalMonetaryTotal/i:PayableAmount") == 0
    assert b"PaymentMeans" not in written


def test_taxed_and_untaxed_advances_are_deducted_once() -> None:
    written = isdoc.xml(DOCUMENTS["both advances"], UUID)
    total = "i:LegalMonetaryTotal/i:"
    assert amount(written, total + "TaxInclusiveAmount") == 181500
    assert amount(written, total + "AlreadyClaimedTaxInclusiveAmount") == 60500
    assert amount(written, total + "DifferenceTaxInclusiveAmount") == 121000
    assert amount(written, total + "PaidDepositsAmount") == 10500
    assert amount(written, total + "PayableAmount") == 110500 == DOCUMENTS["both advances"].to_pay


def test_what_was_paid_ahead_whole_gives_no_order_to_pay() -> None:
    assert b"PaymentMeans" not in isdoc.xml(DOCUMENTS["wholly paid ahead"], UUID)


def test_cash_is_rounded_outside_the_base() -> None:
    written = isdoc.xml(DOCUMENTS["cash"], UUID)
    assert amount(written, "i:LegalMonetaryTotal/i:TaxInclusiveAmount") == 16335
    assert amount(written, "i:LegalMonetaryTotal/i:PayableRoundingAmount") == -35
    assert amount(written, "i:LegalMonetaryTotal/i:PayableAmount") == 16300
    assert amount(written, "i:PaymentMeans/i:Payment/i:PaidAmount") == 16300
    assert read(written, "i:PaymentMeans/i:Payment/i:PaymentMeansCode") == "10"


def test_a_person_has_no_ico_and_nobody_is_anonymous() -> None:
    person, nobody = isdoc.xml(DOCUMENTS["private person"], UUID), isdoc.xml(DOCUMENTS["cash of nobody"], UUID)
    assert read(person, "i:AccountingCustomerParty/i:Party/i:PartyIdentification/i:ID") == ""
    assert b"PartyTaxScheme" not in person.split(b"AccountingCustomerParty")[1]
    assert read(nobody, "i:AnonymousCustomerParty/i:ID") == "2026500008"


def test_addresses_are_taken_apart_and_countries_named() -> None:
    written = isdoc.xml(DOCUMENTS["foreign buyer"], UUID)
    at = "i:AccountingCustomerParty/i:Party/i:PostalAddress/i:"
    said = [read(written, at + name) for name in ("StreetName", "BuildingNumber", "CityName", "PostalZone")]
    assert said == ["Hlavná", "7", "Bratislava", "81101"]
    assert read(written, at + "Country/i:Name") == "Slovensko"
    assert read(written, "i:AccountingSupplierParty/i:Party/i:PostalAddress/i:StreetName") == "Náměstí"


def test_a_discount_is_told_beside_the_price_of_the_unit() -> None:
    written = isdoc.xml(DOCUMENTS["several rates"], UUID)
    at = "i:InvoiceLines/i:InvoiceLine[i:ID='4']/i:"
    assert amount(written, at + "LineExtensionAmountBeforeDiscount") == 300000
    assert amount(written, at + "LineExtensionAmount") == 270000
    assert written.count(b"BeforeDiscount>") == 2


def test_signs_of_xml_and_strange_characters_do_not_break_it() -> None:
    said = 'A & B <c> "d"\x0b – ř'
    written = isdoc.xml(document(lines=(line(said, 100, 21, unit='k"s'),), note=said), UUID)
    assert standards.faults(written) == ""
    assert read(written, "i:Note").startswith('A & B <c> "d" – ř')


LINES = st.lists(
    st.builds(
        lambda price, rate, quantity: line("Inzerce", price, rate, quantity=quantity),
        st.integers(1, 10**8),
        st.sampled_from([0, 12, 21]),
        st.integers(1, 99),
    ),
    min_size=1,
    max_size=8,
)


@given(LINES, st.integers(0, 100))
def test_sums_of_the_format_agree_with_the_document(lines: list, share: int) -> None:
    """Appendix A.6, A.10 and A.11, to the haléř."""
    one = document(lines=tuple(lines))
    one = document(lines=tuple(lines), paid_ahead=one.total * share // 100, original="2026200001")
    written = isdoc.xml(one, UUID)
    assert standards.faults(written) == ""
    tree = etree.fromstring(written)

    def total(path: str) -> int:
        return sum(int(Decimal(found.text) * 100) for found in tree.findall(path, {"": NAMES["i"]}))

    assert total("LegalMonetaryTotal/PayableAmount") == one.to_pay
    assert total("TaxTotal/TaxSubTotal/TaxableAmount") == total("InvoiceLines/InvoiceLine/LineExtensionAmount")
    assert total("TaxTotal/TaxSubTotal/TaxAmount") == total("TaxTotal/TaxAmount") == one.vat
    assert total("LegalMonetaryTotal/TaxInclusiveAmount") == total("TaxTotal/TaxSubTotal/TaxInclusiveAmount")
    assert total("LegalMonetaryTotal/DifferenceTaxInclusiveAmount") == one.total

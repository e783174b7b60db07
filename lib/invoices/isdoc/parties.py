"""Who supplies and who buys. A private person has no IČO: the element stays, empty."""

from functools import cache

from babel import Locale

from lib.czech import addresses
from lib.invoices.isdoc.tags import optional, tag, tags
from lib.invoices.records import Document, Side

NOBODY = "urn:isdoc:anonymous"


def supplier(document: Document) -> str:
    """The town, and who in it issued the document."""
    return tags("AccountingSupplierParty", _party(document.supplier, document.issued_by))


def customer(document: Document) -> str:
    """The buyer; a simplified document does not need to name him (§ 30a of the VAT Act)."""
    if document.customer.name:
        return tags("AccountingCustomerParty", _party(document.customer))
    return tags("AnonymousCustomerParty", tag("ID", document.number), tag("IDScheme", NOBODY))


def _party(side: Side, contact: str = "") -> str:
    address, country = addresses.split(side.address), side.country.upper()
    said = [optional("Name", contact), optional("Telephone", side.phone), optional("ElectronicMail", side.email)]
    return tags(
        "Party",
        tags("PartyIdentification", tag("ID", side.ico)),
        tags("PartyName", tag("Name", side.name)),
        tags(
            "PostalAddress",
            tag("StreetName", address.street),
            tag("BuildingNumber", address.number),
            tag("CityName", address.city),
            tag("PostalZone", address.post_code.replace(" ", "")),
            tags("Country", tag("IdentificationCode", country), tag("Name", _countries().get(country, country))),
        ),
        tags("PartyTaxScheme", tag("CompanyID", side.dic), tag("TaxScheme", "VAT")) if side.dic else "",
        tags("Contact", *said) if any(said) else "",
    )


@cache
def _countries() -> dict[str, str]:
    return dict(Locale("cs").territories)

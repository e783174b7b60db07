"""Words for the fields of an order, as the ledger and the screen call them."""

from lib.i18n import N, t

FIELDS = {
    "party": N("Advertiser"),
    "issues": N("Issues"),
    "item": N("What is ordered"),
    "text": N("Text of the ad"),
    "width_mm": N("Width (mm)"),
    "height_mm": N("Height (mm)"),
    "persons": N("Persons"),
    "photos": N("Photos"),
    "surcharges": N("Surcharges"),
    "placement": N("Wished placement"),
    "picture": N("Picture"),
    "political": N("Political advertising"),
    "advertorial": N("Paid article (PR)"),
    "contact": N("Contact"),
    "payment": N("Way of payment"),
    "prepaid": N("Payment first"),
    "register_link": N("Link to the register of contracts"),
    "note": N("Note"),
    "price": N("Price"),
    "state": N("State"),
    "money": N("Invoice or payment"),
}


def field_word(name: str) -> str:
    """A field of an order as people call it."""
    return t(FIELDS[name]) if name in FIELDS else name

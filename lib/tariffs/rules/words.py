"""The words of price lists as people read them: units, kinds of ads, classes of clients, what a discount counts."""

from lib.i18n import N

UNITS = {
    "size": N("by size"),
    "characters": N("by characters"),
    "area": N("by cm²"),
    "people": N("by persons and photos"),
    "flat": N("fixed price"),
}
KINDS = {
    "display": N("display ad"),
    "private_line": N("private line ad"),
    "business_line": N("business line ad"),
    "chronicle": N("social chronicle"),
    "other": N("other ad"),
}
"""Kinds of ads as the ads room keeps them; a list may not invent its own."""
CLIENTS = {
    "person": N("citizen"),
    "organisation": N("company or organisation"),
    "own": N("town's own organisation"),
}
COUNTS = {
    "order": N("issues of the order"),
    "run": N("issues of the order in a row"),
    "run_year": N("issues in a row, also from other orders of the year"),
    "year": N("all ads of the year, also from other orders"),
}
ROUNDING_WAYS = {"nearest": N("to the nearest"), "up": N("up"), "down": N("down")}
ROUNDING_OF = {"issue": N("each issue"), "total": N("the whole order")}

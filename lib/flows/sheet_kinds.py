"""Every kind of shared spreadsheet that a room reads."""

from lib.ads import sheet as ads
from lib.errors import NotFound
from lib.events import sheet as events
from lib.flows.imported_events import followed
from lib.reach import sheet as reach
from lib.sheets.kind import SheetKind
from lib.stock import sheet as stock

KINDS: dict[str, SheetKind] = {
    kind.code: kind
    for kind in (
        *map(followed, (events.OFFICE, events.CULTURE_HOUSE, events.CULTURE_HOUSE_ICS)),
        *(stock.ITEMS, stock.MOVEMENTS),
        ads.ADS,
        *(reach.BY_HAND, reach.FACEBOOK, reach.INSTAGRAM, reach.PAGE_SERIES, reach.MATOMO),
    )
}
"""Every kind of shared spreadsheet by its code; a room that reads spreadsheets adds its kinds here."""


def kind_of(code: str) -> SheetKind:
    """The kind of spreadsheet; NotFound for one that no room reads (any more)."""
    if code not in KINDS:
        raise NotFound("No room reads spreadsheets of the kind “{kind}”.", kind=code)
    return KINDS[code]

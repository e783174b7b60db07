"""The shared spreadsheet of the cupboard: a sheet of cards and a sheet of movements."""

from lib.i18n import N
from lib.sheets.kind import SheetKind
from lib.stock.sheet import cards, ledger

ITEMS = SheetKind(
    code="stock.items",
    label=N("Promotional items"),
    permission="stock.edit",
    fields=cards.FIELDS,
    key=("code",),
    current=cards.current,
    insert=cards.insert,
    update=cards.update,
    remove=cards.remove,
    check=cards.check,
    find=cards.find,
)
MOVEMENTS = SheetKind(
    code="stock.movements",
    label=N("Movements of promotional items"),
    permission="stock.move",
    fields=ledger.FIELDS,
    key=("number",),
    current=ledger.current,
    insert=ledger.insert,
    update=ledger.update,
    remove=ledger.remove,
    write=ledger.write,
    check=ledger.check,
    find=ledger.find,
)

__all__ = ["ITEMS", "MOVEMENTS"]

"""What a tax document says, as it is printed, exported and kept: one shape for the draft, the paper and ISDOC."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Side:
    """A party as the document names it (R-DPH-29 a–d: name, seat, DIČ). `address` is one line as people write it."""

    name: str
    address: str = ""
    ico: str = ""
    dic: str = ""
    country: str = "CZ"
    email: str = ""
    phone: str = ""
    person: bool = False


@dataclass(frozen=True)
class Line:
    """One line. Money in haléře; `unit_price` and `base` without VAT, `rate` in per cent."""

    text: str
    unit_price: int
    rate: int
    base: int
    vat: int
    quantity: int = 1
    unit: str = "ks"
    ad_id: int | None = None

    @property
    def total(self) -> int:
        return self.base + self.vat


@dataclass(frozen=True)
class Deposit:
    """What an earlier tax document for a received payment is deducted with (§ 37a of the VAT act), haléře, one rate."""

    number: str
    rate: int
    base: int
    vat: int

    @property
    def total(self) -> int:
        return self.base + self.vat


@dataclass(frozen=True)
class Draft:
    """What somebody wants to issue; numbers, sides and sums come with issuing."""

    kind: str
    party_id: int
    lines: tuple[Line, ...]
    tax_point_on: dt.date | None = None
    due_on: dt.date | None = None
    payment: str = "transfer"
    original_id: int | None = None
    order_id: int | None = None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class Document:
    """A document with its number, ready to be printed. `original` is the number of the document it corrects or settles,
    `paid_ahead` what advances have paid of it (haléře), `account` is `19-2000145399/0800`.

    `original_kind` is the kind of `original`. `deposits` are those advances that were taxed, by tax document and rate;
    what of `paid_ahead` is not among them was paid on the advance invoice `original`. `rounding` (−50…50 haléřů,
    only when paid in cash) is a line of its own outside the base (§ 36/5): neither in `lines` nor in `total`, but in
    `to_pay`.
    """

    kind: str
    number: str
    vs: str
    supplier: Side
    customer: Side
    lines: tuple[Line, ...]
    issued_on: dt.date
    tax_point_on: dt.date | None
    due_on: dt.date | None
    payment: str
    account: str
    bank: str
    issued_by: str
    original: str = ""
    original_on: dt.date | None = None
    reason: str = ""
    note: str = ""
    order: str = ""
    paid_ahead: int = 0
    budget_item: str = ""
    supplier_note: str = field(default="")
    original_kind: str = ""
    deposits: tuple[Deposit, ...] = ()
    rounding: int = 0

    @property
    def base(self) -> int:
        return sum(line.base for line in self.lines)

    @property
    def vat(self) -> int:
        return sum(line.vat for line in self.lines)

    @property
    def total(self) -> int:
        return self.base + self.vat

    @property
    def to_pay(self) -> int:
        return self.total + self.rounding - self.paid_ahead


@dataclass(frozen=True)
class Owed:
    """An invoice on a reminder: what is still open of it, in haléře."""

    number: str
    vs: str
    issued_on: dt.date
    due_on: dt.date
    total: int
    open: int


@dataclass(frozen=True)
class Reminder:
    """A letter to one debtor. `level` 1 and 2 are reminders, 3 the demand before a lawsuit; `due_on` the new term.
    `reference` is the number of the record system (č. j.), never made up here; empty leaves a line to write on."""

    level: int
    supplier: Side
    customer: Side
    invoices: tuple[Owed, ...]
    day: dt.date
    due_on: dt.date
    account: str
    bank: str
    issued_by: str
    reference: str = ""

    @property
    def open(self) -> int:
        return sum(invoice.open for invoice in self.invoices)

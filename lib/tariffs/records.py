"""What a price list says, what somebody wants to print, and the price with every step that led to it.

Money is whole haléře, `percent` a Decimal (10 is 10 %), the rate of VAT whole per cent. A price is on the side of its
item: with VAT or without it. All records are frozen; `lib.tariffs.rules` reads a list from JSON and counts with it.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from lib import i18n

Client = Literal["person", "organisation", "own"]
Unit = Literal["size", "characters", "area", "people", "flat"]
Counts = Literal["order", "run", "run_year", "year"]


@dataclass(frozen=True)
class PeoplePrice:
    """A row of the table of a social chronicle: so many persons with so many photos."""

    persons: int
    photos: int
    price: int


@dataclass(frozen=True)
class Item:
    """Something that can be ordered. `kind` is a key of the ads room's kinds, `unit` says how the price is counted:

    size (fixed mm), characters (each started `per` of them, at least `minimum`), area (a cm²), people (the table),
    flat. `clients` are those it is for, everybody when empty. `with_vat` None is as the list says.
    """

    code: str
    name: str
    kind: str
    unit: Unit
    price: int = 0
    width_mm: int | None = None
    height_mm: int | None = None
    per: int = 0
    minimum: int = 0
    table: tuple[PeoplePrice, ...] = ()
    clients: tuple[Client, ...] = ()
    with_vat: bool | None = None


@dataclass(frozen=True)
class Surcharge:
    """A per cent of the item's price, or a fixed `amount` an issue. `items` are the codes it is for, all when empty."""

    code: str
    name: str
    percent: Decimal = Decimal(0)
    amount: int = 0
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tier:
    """From so many issues up, so many per cent."""

    least: int
    percent: Decimal


@dataclass(frozen=True)
class Discount:
    """A discount by the number of issues. `counts` says which of them:

    order (ordered at once), run (in a row, ordered at once), run_year (in a row, also from separate orders of the
    year), year (all of the year, also from separate orders). `retroactive`: every issue of the order gets it; else only
    those from the one that reached the tier. `charge_back`: what was given is charged when fewer come out.
    """

    code: str
    name: str
    tiers: tuple[Tier, ...]
    counts: Counts = "order"
    retroactive: bool = True
    charge_back: bool = False
    prepaid: bool = False
    items: tuple[str, ...] = ()
    clients: tuple[Client, ...] = ()


@dataclass(frozen=True)
class Rounding:
    """To how many haléře (1 is no rounding), which way, and whether each issue or the whole order is rounded."""

    to: int = 1
    way: Literal["nearest", "up", "down"] = "nearest"
    of: Literal["issue", "total"] = "issue"


@dataclass(frozen=True)
class Conditions:
    """What a list says beside prices: pages of ads in an issue, days before the closing, a table of closings, payment
    first, the editorial board's consent, political ads refused."""

    ad_pages: int | None = None
    closing_days: int | None = None
    closing_table: bool = False
    paid_first: bool = False
    consent: bool = False
    no_political: bool = False


@dataclass(frozen=True)
class Content:
    """Everything a price list says. `spaces`: whether spaces count as characters."""

    rate: int
    with_vat: bool
    items: tuple[Item, ...]
    surcharges: tuple[Surcharge, ...] = ()
    discounts: tuple[Discount, ...] = ()
    rounding: Rounding = Rounding()
    spaces: bool = True
    conditions: Conditions = Conditions()
    note: str = ""


@dataclass(frozen=True)
class PriceList:
    """A price list of the paper. `state` is draft, in_force or withdrawn; `valid_to` None is until further notice."""

    id: int
    name: str
    valid_from: dt.date
    valid_to: dt.date | None
    resolution: str
    state: str
    content: Content


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to print. `item` is a code, or codes of sizes joined by `+` (`1/4+1/8`): prices add up.

    `issues` are ordered at once, one after another when `in_row`; `earlier_in_year` ads of this advertiser are already
    in the year, `run_before` issues came in a row just before, both across orders. `surcharges` are codes.
    """

    item: str
    client: Client
    text: str = ""
    width_mm: int | None = None
    height_mm: int | None = None
    persons: int = 1
    photos: int = 0
    surcharges: tuple[str, ...] = ()
    issues: int = 1
    in_row: bool = True
    earlier_in_year: int = 0
    run_before: int = 0
    prepaid: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of `item`, one by one."""
        return tuple(code.strip() for code in self.item.split("+"))


@dataclass(frozen=True)
class Step:
    """One step of a price. `text` is a marked text, `amount` what it adds to the price of the whole order: the amounts
    of all steps add up to the price with VAT. `said` is the Czech sentence of a frozen price, as it was said then."""

    text: str
    fields: Mapping[str, str] = field(default_factory=dict)
    amount: int = 0
    said: str = field(default="", compare=False)

    def sentence(self) -> str:
        """The step in the reader's language."""
        return self.said if self.said and i18n.language() == "cs" else i18n.t(self.text, **self.fields)


@dataclass(frozen=True)
class Share:
    """What one issue costs; its VAT is counted from the issue's own price, because each is invoiced by itself."""

    without_vat: int
    vat: int
    with_vat: int


@dataclass(frozen=True)
class Quote:
    """A price: sums of the issues' shares, and the steps that explain it."""

    without_vat: int
    vat: int
    with_vat: int
    rate: int
    steps: tuple[Step, ...]
    per_issue: tuple[Share, ...]
    price_list_id: int

    def to_json(self) -> str:
        """The quote as it is frozen with an order; its sentences stay as they are said today."""
        with i18n.speaking("cs"):
            steps = tuple(replace(step, said=step.sentence()) for step in self.steps)
        return json.dumps(asdict(replace(self, steps=steps)), ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> "Quote":
        """The quote that was frozen."""
        said: dict[str, Any] = json.loads(text)
        steps = tuple(Step(**step) for step in said.pop("steps"))
        shares = tuple(Share(**one) for one in said.pop("per_issue"))
        return Quote(**said, steps=steps, per_issue=shares)


@dataclass(frozen=True)
class Offer:
    """An item of a list for those who choose from it; `size` is `176 × 255 mm` or empty."""

    code: str
    name: str
    kind: str
    unit: Unit
    width_mm: int | None
    height_mm: int | None
    clients: tuple[Client, ...] = ()

    @property
    def size(self) -> str:
        if self.width_mm is None or self.height_mm is None:
            return ""
        return f"{self.width_mm}\u00a0×\u00a0{self.height_mm}\u00a0mm"

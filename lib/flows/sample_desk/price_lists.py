"""Price lists of the made-up town: last year's, this year's and the draft for the next.

Line ads and the chronicle are as in Orlová's public tariff. Sizes, surcharges, discount and resolutions are made up;
the prices of sizes are those by which the made-up ads were counted.
"""

import dataclasses
import datetime as dt
from decimal import Decimal

from data.samples.ads import SIZES
from lib import clock, store
from lib.access import SYSTEM
from lib.store import Database
from lib.tariffs import actions
from lib.tariffs.records import Content, Discount, Item, Surcharge, Tier
from lib.tariffs.templates import template

MILLIMETRES = {"1/1": (190, 270), "1/2": (190, 133), "1/4": (93, 133), "1/8": (93, 65)}
NAMES = {"1/1": "celá strana", "1/2": "půl strany", "1/4": "čtvrt strany", "1/8": "osmina strany"}
A_YEAR_BEFORE = 96
"""Per cents of this year's prices a year ago."""
NEXT_YEAR = 105


def fill(db: Database) -> None:
    """Put last year's and this year's list in force and begin the next one. A second run changes nothing."""
    if store.scalar(db, "select 1 from price_list"):
        return
    year = clock.today().year
    before = _add(db, year - 1, A_YEAR_BEFORE, f"RM 412/{year - 2}", dt.date(year - 1, 12, 31))
    now = _add(db, year, 100, f"RM 587/{year - 1}")
    for price_list_id in (before, now):
        actions.put_in_force(db, price_list_id, by=SYSTEM)
    _add(db, year + 1, NEXT_YEAR)


def _add(db: Database, year: int, percent: int, resolution: str = "", last: dt.date | None = None) -> int:
    name = f"Ceník inzerce Brázdovských novin {year}"
    first = dt.date(year, 1, 1)
    return actions.add(db, name, first, _content(percent), valid_to=last, resolution=resolution, by=SYSTEM)


def _content(percent: int) -> Content:
    public = template("orlova").content
    sizes = tuple(
        Item(code, NAMES[code], "display", "size", koruny * percent, *MILLIMETRES[code], with_vat=False)
        for code, koruny in SIZES.items()
    )
    codes = tuple(size.code for size in sizes)
    return dataclasses.replace(
        public,
        items=(*sizes, *public.items),
        surcharges=(
            Surcharge("posledni", "poslední strana", percent=Decimal(20), items=codes),
            Surcharge("umisteni", "umístění na přání", amount=30_000, items=codes),
        ),
        discounts=(
            Discount("rada", "nejméně 3 čísla po sobě", (Tier(3, Decimal(10)), Tier(6, Decimal(15))), "run",
                     charge_back=True, items=codes),
            Discount("mesto", "městské organizace", (Tier(1, Decimal(50)),), items=codes, clients=("own",)),
        ),
        note="Plošná inzerce je bez DPH, řádková inzerce a společenská kronika s DPH.",
    )  # fmt: skip

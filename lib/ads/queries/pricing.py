"""What an order costs: by the list in force today, or by the list that its price is frozen with."""

from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from lib import clock, store
from lib.access import User, needs
from lib.ads.rules.entry import OrderEntry
from lib.contacts import queries as known_parties
from lib.errors import BadInput
from lib.store import Database
from lib.tariffs import queries as tariffs
from lib.tariffs import rules as counting
from lib.tariffs.records import Client, Item, PriceList, Quote, Wanted

_KEYS = """
select distinct printf('%04d-%02d', year, first) as key from (
    select year, first from paper_issue union select issue_year, issue_first from ad) order by key
"""
_EARLIER = """
select distinct printf('%04d-%02d', issue_year, issue_first) as key, count(*) as ads from ad
where party_id = ? and not cancelled and order_id is not ? group by issue_year, issue_first
"""


@dataclass(frozen=True)
class Priced:
    """A price with the list it was counted by, the kind of ad, what is printed of its size, and mm² in one issue."""

    quote: Quote
    kind: str
    format: str
    area_mm2: int


@needs("ads.read")
def price(db: Database, entry: OrderEntry, order_id: int | None = None, *, by: User) -> Priced:
    """What an order as typed would cost when saved: a new one or an enquiry by today's list, others by their
    own. BadInput or Refused beside the field."""
    frozen = store.scalar(db, "select price_list_id from ad_order where id = ? and state <> 'enquiry'", (order_id,))
    return priced(db, entry, list_of(db, frozen, by), order_id)


def list_of(db: Database, price_list_id: int | None, by: User) -> PriceList:
    """The list that an order was priced by, or the one in force today."""
    if price_list_id is not None:
        return tariffs.current(db, price_list_id)
    found = tariffs.in_force(db, clock.today(), by=by)
    if found is None:
        raise BadInput("No price list is in force today. Put one in force first.", field="item")
    return found


def priced(db: Database, entry: OrderEntry, price_list: PriceList, order_id: int | None = None) -> Priced:
    """The price of an entry by a list; ads of the advertiser's other orders count for discounts."""
    asked = wanted(db, entry, order_id)
    quote = counting.quote(price_list, asked)
    items = [item for item in price_list.content.items if item.code in asked.codes]
    return Priced(quote, items[0].kind, _format(entry, items), _area(entry, items))


def wanted(db: Database, entry: OrderEntry, order_id: int | None = None) -> Wanted:
    """What the tariff is asked: the order with what the advertiser has in the paper besides."""
    earlier, run = _besides(db, entry, order_id)
    return Wanted(
        item=entry.item, client=_client(db, entry), text=entry.text, width_mm=entry.width_mm,
        height_mm=entry.height_mm, persons=entry.persons, photos=entry.photos, surcharges=entry.surcharges,
        issues=len(entry.issues), in_row=_in_row(db, entry.issues), earlier_in_year=earlier, run_before=run,
        prepaid=entry.prepaid,
    )  # fmt: skip


def party_of(db: Database, entry: OrderEntry) -> int | None:
    """The advertiser that the entry names, if the office knows it."""
    if entry.party_id is not None or not entry.advertiser:
        return entry.party_id
    return known_parties.find(db, entry.advertiser, entry.ico or None)


def _client(db: Database, entry: OrderEntry) -> Client:
    party_id = party_of(db, entry)
    known = store.scalar(db, "select kind from party where id = ?", (party_id,)) if party_id else None
    if known in ("person", "organisation", "own"):
        return cast(Client, known)
    return "person" if entry.person and not entry.ico else "organisation"


def _in_row(db: Database, issues: tuple[str, ...]) -> bool:
    keys = [row["key"] for row in store.rows(db, _KEYS)]
    places = [keys.index(issue) for issue in issues if issue in keys]
    return all(after == before + 1 for before, after in pairwise(places))


def _besides(db: Database, entry: OrderEntry, order_id: int | None) -> tuple[int, int]:
    """How many ads the advertiser has earlier in the year, and in how many issues in a row just before."""
    party_id = party_of(db, entry)
    if party_id is None or not entry.issues:
        return 0, 0
    first = entry.issues[0]
    has = {row["key"]: row["ads"] for row in store.rows(db, _EARLIER, (party_id, order_id))}
    earlier = sum(ads for key, ads in has.items() if key[:4] == first[:4] and key < first)
    run = 0
    for key in (row["key"] for row in reversed(store.rows(db, _KEYS)) if row["key"] < first):
        if key not in has:
            break
        run += 1
    return earlier, run


def _format(entry: OrderEntry, items: list[Item]) -> str:
    if items[0].unit == "area":
        return f"{entry.width_mm} × {entry.height_mm} mm"
    return entry.item if items[0].unit == "size" else items[0].name


def _area(entry: OrderEntry, items: list[Item]) -> int:
    """mm² of the ad in an issue; ads without a size (lines, chronicle) have their own columns and take none here."""
    if items[0].unit == "area":
        return (entry.width_mm or 0) * (entry.height_mm or 0)
    known = {item.code: (item.width_mm or 0) * (item.height_mm or 0) for item in items}
    return sum(known.get(code.strip(), 0) for code in entry.item.split("+"))

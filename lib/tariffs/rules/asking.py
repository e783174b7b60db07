"""What somebody wants, held against the list: items and surcharges that it has, for this client, on one side of VAT."""

from lib.errors import BadInput, Refused
from lib.i18n import t
from lib.tariffs.records import Content, Item, Offer, PriceList, Surcharge, Wanted
from lib.tariffs.rules.words import CLIENTS


def items(price_list: PriceList, client: str = "") -> list[Offer]:
    """What the list offers, in its order; with a client only what is for that class."""
    return [
        Offer(one.code, one.name, one.kind, one.unit, one.width_mm, one.height_mm, one.clients)
        for one in price_list.content.items
        if not client or not one.clients or client in one.clients
    ]


def surcharges(price_list: PriceList, item: str) -> list[Surcharge]:
    """The surcharges that an item (or sizes joined by +) can have."""
    codes = Wanted(item, "person").codes
    return [one for one in price_list.content.surcharges if _is_for(one, codes)]


def chosen(price_list: PriceList, wanted: Wanted) -> list[Item]:
    """The items that are wanted, each priced the same way about VAT; BadInput or Refused with what to do."""
    if wanted.issues < 1:
        raise BadInput("Choose at least one issue.", field="issues")
    if min(wanted.earlier_in_year, wanted.run_before) < 0:
        raise BadInput("The number of earlier ads must not be less than zero.", field="earlier_in_year")
    found = [_item(price_list, code) for code in wanted.codes]
    for item in found:
        if item.clients and wanted.client not in item.clients:
            known = ", ".join(t(CLIENTS[one]) for one in item.clients)
            raise Refused("“{name}” is only for: {clients}.", name=item.name, clients=known, field="item")
    if len(found) > 1 and any(item.unit != "size" for item in found):
        raise Refused("Only sizes are put together. Order “{name}” by itself.", name=_odd(found).name, field="item")
    if len({_item_side(price_list.content, item) for item in found}) > 1:
        raise Refused("Prices with VAT and without it do not add up. Order each size by itself.", field="item")
    return found


def side(price_list: PriceList, wanted: Wanted) -> bool:
    """Whether the prices of what is wanted are with VAT."""
    return _item_side(price_list.content, chosen(price_list, wanted)[0])


def chosen_surcharges(content: Content, wanted: Wanted) -> list[Surcharge]:
    """The wanted surcharges in the order of the list, each once."""
    known = {one.code: one for one in content.surcharges}
    for code in wanted.surcharges:
        if code not in known:
            raise BadInput("The price list has no surcharge “{code}”.", code=code, field="surcharges")
        if not _is_for(known[code], wanted.codes):
            raise Refused("The surcharge “{name}” is not for this item.", name=known[code].name, field="surcharges")
    return [one for one in content.surcharges if one.code in wanted.surcharges]


def _is_for(surcharge: Surcharge, codes: tuple[str, ...]) -> bool:
    return not surcharge.items or set(codes) <= set(surcharge.items)


def _item(price_list: PriceList, code: str) -> Item:
    found = next((item for item in price_list.content.items if item.code == code), None)
    if found is None:
        known = ", ".join(item.code for item in price_list.content.items) or t("nothing yet")
        raise BadInput("“{name}” has no item “{code}”. It has: {known}.", name=price_list.name, code=code,
                       known=known, field="item")  # fmt: skip
    return found


def _odd(found: list[Item]) -> Item:
    return next(item for item in found if item.unit != "size")


def _item_side(content: Content, item: Item) -> bool:
    return content.with_vat if item.with_vat is None else item.with_vat

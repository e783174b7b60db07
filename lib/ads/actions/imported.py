"""Orders of the office's old spreadsheet of ads: made, updated and taken away with its rows, all at once in SQL.

Their state is what their ads say: cancelled, paid, invoiced, out, or ordered. An order of the office is never touched.
"""

import json
from collections.abc import Iterable, Sequence

import polars as pl

from lib import clock, store
from lib.access import User, needs
from lib.ads.actions.rows import insert_imported, remove_imported, update_imported
from lib.store import Database

_THESE = "select value from json_each(:numbers)"
_MAKE = f"""
insert into ad_order (number, party_id, source, state, kind, item, without_vat, vat, with_vat, created_at, created_by,
    updated_at)
select order_number, min(party_id), 'sheet',
    case when min(cancelled) then 'cancelled'
        when not sum(not cancelled and paid_on is null) then 'paid'
        when not sum(not cancelled and invoice_number = '' and issued_on is null and due_on is null) then 'invoiced'
        when max(case when not cancelled then issue_day end) <= :today then 'out'
        else 'ordered' end,
    max(kind), max(format), sum(revenue), sum(case when not cancelled then vat end), sum(receivable), :now, :by, :now
from ad where order_number in ({_THESE})
    and (order_id is null or (select source from ad_order where id = order_id) = 'sheet')
group by order_number
on conflict (number) do update set party_id = excluded.party_id, state = excluded.state, kind = excluded.kind,
    item = excluded.item, without_vat = excluded.without_vat, vat = excluded.vat, with_vat = excluded.with_vat,
    updated_at = excluded.updated_at where source = 'sheet'
"""
_TIE = f"""
update ad set order_id = (select id from ad_order where number = ad.order_number and source = 'sheet')
where order_id is null and order_number in ({_THESE})
"""
_EMPTY = f"""
delete from ad_order where source = 'sheet' and number in ({_THESE})
    and not exists (select 1 from ad where order_id = ad_order.id)
"""
_NUMBERS = "select distinct order_number from ad where id in (select value from json_each(?))"


@needs("sheets.sync")
def write_imported(
    db: Database, new: pl.DataFrame, changed: pl.DataFrame, gone: Sequence[int], *, by: User
) -> list[int]:
    """Ads of an import with their orders: removed, added, updated; gives the ids of the new ads in their order."""
    touched = {*_numbers(db, [*gone, *changed["record_id"]]), *new["order_number"], *changed["order_number"]}
    if gone:
        remove_imported(db, gone, by=by)
    added = insert_imported(db, new, by=by) if new.height else []
    if changed.height:
        update_imported(db, changed, by=by)
    derive(db, touched, by)
    return added


def derive(db: Database, numbers: Iterable[str], by: User) -> None:
    """Let the spreadsheet's orders of these numbers be what their ads say now."""
    given = {
        "numbers": json.dumps(sorted(numbers), ensure_ascii=False), "today": clock.today().isoformat(),
        "now": clock.stamp(), "by": by.login,
    }  # fmt: skip
    db.conn.execute(_MAKE, given)
    db.conn.execute(_TIE, {"numbers": given["numbers"]})
    db.conn.execute(_EMPTY, {"numbers": given["numbers"]})


def _numbers(db: Database, ad_ids: Sequence[int]) -> list[str]:
    return [row["order_number"] for row in store.rows(db, _NUMBERS, (json.dumps(ad_ids),))] if ad_ids else []

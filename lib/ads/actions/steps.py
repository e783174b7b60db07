"""The steps of an order: each with who and why; what a rule forbids is refused or approved by name."""

import datetime as dt
import json
from typing import Any

from lib import access, audit, clock, settings, store
from lib.access import User, needs
from lib.ads import rules
from lib.ads.actions import gates, ledger, money, printing
from lib.ads.actions.ordering import refuse_sheet, to_ordered
from lib.ads.queries.orders import Order, entry_of, existing
from lib.ads.queries.papers import wall
from lib.ads.queries.pricing import wanted
from lib.czech import dates
from lib.errors import BadInput, Refused
from lib.i18n import t
from lib.store import Database
from lib.tariffs import queries as tariffs
from lib.tariffs import rules as counting
from lib.tariffs.records import Quote

_NOT_APPROVED = {"approved_on": None, "approved_by": "", "approved_how": ""}


@needs("ads.edit")
def step(
    db: Database,
    order_id: int,
    to: str,
    reason: str = "",
    *,
    who: str = "",
    how: str = "",
    until: dt.date | None = None,
    by: User,
) -> None:
    """Take an order to another state. `who` approved the preview and `how`; `until` when it is waited for.

    Refused when the step does not follow, or when a rule stands in the way; a complaint and its end need a reason.
    """
    now = existing(db, order_id)
    refuse_sheet(now)
    _refuse_step(now, to)
    if to == "cancelled":
        _cancel(db, now, reason, by)
    elif to == "ordered":
        to_ordered(db, now, reason, by)
    elif to == "enquiry":
        _back_to_enquiry(db, now, reason, by)
    else:
        gates.check(db, now, to)
        _set(db, order_id, {"state": to} | _said(db, now, to, reason, who, how, until))
        ledger.write(db, order_id, "step", to, reason=_reason(to, reason, who, how), by=by)
        if to == "out":
            money.settle(db, order_id, reason, by)
    audit.record(db, by, "ads.step", f"order:{order_id}", {"from": now.state, "to": to, "reason": reason.strip()})


@needs("ads.edit")
def cancel(db: Database, order_id: int, reason: str, *, by: User) -> None:
    """Cancel an order and its ads. Refused once an ad is invoiced or paid: a credit note goes first."""
    step(db, order_id, "cancelled", reason, by=by)


@needs("ads.edit")
def approve(db: Database, order_id: int, about: str, reason: str, *, by: User) -> None:
    """Allow by name what a rule forbids otherwise; late orders and quotas only by those who may approve them.

    Political ads need two people, one of whom may approve.
    """
    now = existing(db, order_id)
    refuse_sheet(now)
    if about not in rules.ABOUT:
        raise BadInput("Say what is approved: the late order, the quota, or political advertising.", field="about")
    if not reason.strip():
        raise BadInput("Say why it is approved.", field="reason")
    if about != "political":
        access.require(db, by, "ads.approve")
    values = (order_id, about, by.login, clock.stamp(), reason.strip(), int(by.may("ads.approve")))
    db.conn.execute("insert or replace into ad_order_consent values (?, ?, ?, ?, ?, ?)", values)
    ledger.write(db, order_id, "consent", now.state, changes={about: True}, reason=reason, by=by)
    audit.record(db, by, "ads.approve", f"order:{order_id}", {"about": about, "reason": reason.strip()})


@needs("ads.edit")
def end_run(db: Database, order_id: int, reason: str, *, charge: bool = True, by: User) -> Quote | None:
    """End a run of issues early: ads that are not out yet are cancelled. With `charge` what the discount gave for them
    is charged on top, when the price list says so; gives that quote. Refused once one of them is invoiced or paid."""
    now = existing(db, order_id)
    refuse_sheet(now)
    if not reason.strip():
        raise BadInput("Say why the run ends.", field="reason")
    coming = [ad for ad in now.printed if ad.out_on > clock.today()]
    if not coming or len(coming) == len(now.printed):
        raise Refused("A run ends early when a part of its issues is out and another is not.")
    _refuse_money(coming)
    back = charged_back(db, now)
    printing.drop(db, now, tuple(ad.id for ad in coming))
    left = existing(db, order_id)
    if charge and back and back.with_vat:
        printing.charge(db, left, back)
    printing.count_sums(db, order_id)
    changes = {"issues": [ad.issue for ad in coming], "price": back.with_vat if back and charge else 0}
    ledger.write(db, order_id, "edited", now.state, changes=changes, reason=reason, by=by)
    audit.record(db, by, "ads.end_run", f"order:{order_id}", changes | {"reason": reason.strip()})
    return back if charge else None


def charged_back(db: Database, order: Order) -> Quote | None:
    """What would be charged if the run ended today, None for an order without a price of a list."""
    if order.quote is None or order.price_list_id is None:
        return None
    out = sum(ad.out_on <= clock.today() for ad in order.printed)
    asked = wanted(db, entry_of(order), order.id)
    return counting.charge_back(tariffs.current(db, order.price_list_id), asked, out)


@needs("ads.edit")
def set_page(db: Database, ad_id: int, page: str, *, by: User) -> None:
    """Write on which page of the issue an ad is."""
    found = store.rows(db, "select order_id, page from ad where id = ?", (ad_id,))
    row = store.existing(
        found[0] if found else None, "This ad does not exist. It may have been removed with an import."
    )
    if row["page"] != page.strip():
        db.conn.execute("update ad set page = ?, updated_at = ? where id = ?", (page.strip(), clock.stamp(), ad_id))
        audit.record(db, by, "ads.page", f"ad:{ad_id}", {"before": row["page"], "after": page.strip()})


@needs("ads.edit")
def come_out(db: Database, *, by: User) -> int:
    """Placed orders whose last issue is out become so, and their invoices and payments count; gives how many."""
    today = clock.today().isoformat()
    found = store.rows(
        db,
        "select o.id from ad_order o join ad on ad.order_id = o.id and not ad.cancelled"
        " left join paper_issue i on i.year = ad.issue_year and i.first = ad.issue_first"
        " where o.state = 'placed' and o.source = 'office'"
        " group by o.id having max(coalesce(i.out_on, ad.issue_day)) <= ?",
        (today,),
    )
    for row in found:
        step(db, row["id"], "out", by=by)
    db.conn.execute(
        "update ad_order set state = 'out' where source = 'sheet' and state = 'ordered'"
        " and (select max(issue_day) from ad where order_id = ad_order.id and not cancelled) <= ?",
        (today,),
    )
    return len(found)


def _refuse_step(now: Order, to: str) -> None:
    if to in rules.next_states(now.state):
        return
    if to == "cancelled":
        _refuse_money(now.ads)
    raise Refused(
        "The order is now: {state}. What may follow: {steps}.",
        state=t(rules.ORDER_STATES[now.state][0]),
        steps=", ".join(t(rules.ORDER_STATES[one][0]) for one in rules.next_states(now.state)),
    )


def _said(db: Database, now: Order, to: str, reason: str, who: str, how: str, until: dt.date | None) -> dict[str, Any]:
    """What a step writes into the order besides its state; BadInput beside what is missing."""
    if (to == "complaint" or now.state == "complaint") and not reason.strip():
        raise BadInput("Write what the complaint is about, or how it ended.", field="reason")
    if to == "preview":
        until = until or dates.add_working_days(clock.today(), int(settings.value(db, "ads.preview_days")))
        return {"preview_sent_on": clock.today().isoformat(), "preview_until": until.isoformat(), **_NOT_APPROVED}
    if to == "approved" and now.state != "placed":
        if not who.strip():
            raise BadInput("Write who approved the ad for the advertiser.", field="who")
        day = clock.today().isoformat()
        return {"approved_on": day, "approved_by": who.strip(), "approved_how": how.strip()}
    return dict(_NOT_APPROVED) if to == "material" else {}


def _reason(to: str, reason: str, who: str, how: str) -> str:
    parts = [who, how, reason] if to == "approved" else [reason]
    return ", ".join(part.strip() for part in parts if part.strip())


def _cancel(db: Database, now: Order, reason: str, by: User) -> None:
    if not reason.strip():
        raise BadInput("Say why the order is cancelled.", field="reason")
    _refuse_money(now.ads)
    late = any(ad.closes_at and ad.closes_at <= wall() for ad in now.printed)
    db.conn.execute("update ad set cancelled = 1, updated_at = ? where order_id = ?", (clock.stamp(), now.id))
    _set(db, now.id, {"state": "cancelled"})
    ledger.write(db, now.id, "step", "cancelled", changes={"after_closing": late}, reason=reason, by=by)


def _refuse_money(ads: Any) -> None:
    for ad in ads:
        if ad.invoice_number:
            raise Refused("The ad in issue {issue} is on the invoice {invoice}. Issue a credit note first.",
                          issue=ad.issue, invoice=ad.invoice_number)  # fmt: skip
        if ad.paid_on:
            raise Refused("The ad in issue {issue} is paid. Return the payment with a credit note first.",
                          issue=ad.issue)  # fmt: skip


def _back_to_enquiry(db: Database, now: Order, reason: str, by: User) -> None:
    _refuse_money(now.ads)
    issues = now.issues
    printing.drop(db, now, tuple(ad.id for ad in now.ads))
    _set(db, now.id, {"state": "enquiry", "wanted_issues": json.dumps(issues), "ordered_on": None, **_NOT_APPROVED})
    ledger.write(db, now.id, "step", "enquiry", reason=reason, by=by)


def _set(db: Database, order_id: int, values: dict[str, Any]) -> None:
    columns = ", ".join(f"{name} = ?" for name in values)
    db.conn.execute(f"update ad_order set {columns} where id = ?", (*values.values(), order_id))

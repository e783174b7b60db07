"""The plan of revenue from ads: a year's sum spread over months, or a month's own sum. Permission: ads.edit."""

from lib import audit
from lib.access import User, needs
from lib.ads.queries import planned
from lib.ads.rules import planning
from lib.errors import BadInput
from lib.store import Database

FIRST, LAST = 1990, 2100


@needs("ads.edit")
def plan_year(db: Database, year: int, amount: int, *, by: User) -> None:
    """Spread a year's sum (haléře) over its months as the year before earned it; evenly when it earned nothing."""
    months = planning.spread(amount, planned.usual_months(db, year, by=by))
    plan_months(db, year, dict(zip(planning.MONTHS, months, strict=True)), by=by)


@needs("ads.edit")
def plan_months(db: Database, year: int, amounts: dict[int, int | None], *, by: User) -> None:
    """Write what is wanted of months (haléře without VAT); None takes a month's plan away, other months stay."""
    if not FIRST <= year <= LAST:
        raise BadInput("Write the year like 2026.", field="year")
    for month, amount in amounts.items():
        if amount is None:
            db.conn.execute("delete from ad_plan where year = ? and month = ?", (year, month))
            continue
        if amount < 0:
            raise BadInput("A plan is not less than zero.", field=f"month.{month}")
        db.conn.execute("insert or replace into ad_plan (year, month, amount) values (?, ?, ?)", (year, month, amount))
    audit.record(db, by, "ads.plan", f"ad_plan:{year}", {str(month): amount for month, amount in amounts.items()})

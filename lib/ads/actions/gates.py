"""What an order must pass on its way: closing, quota, elections, material, payment. Refused says what to do."""

import datetime as dt

from lib import clock, settings
from lib.ads.queries.orders import Order
from lib.ads.queries.papers import Issue, issues_of
from lib.ads.rules.entry import Consent
from lib.ads.rules.steps import crosses
from lib.czech import dates, numbers, reading
from lib.errors import OfficeError, Refused
from lib.store import Database

PEOPLE_FOR_POLITICAL = 2
_MM2_PER_CM2 = 100


def check(db: Database, order: Order, to: str) -> None:
    """Nothing, or Refused with the first rule that the step would break."""
    issues = issues_of(db, order.issues) if order.issues else {}
    if crosses(order.state, to, "ordered"):
        check_ordered(db, order, tuple(issues.values()))
    if crosses(order.state, to, "reserved"):
        check_quota(order, tuple(issues.values()))
    if crosses(order.state, to, "material"):
        _check_material(order)
    if crosses(order.state, to, "placed"):
        _check_placed(order)
    if to == "out":
        _check_out(order)


def check_ordered(db: Database, order: Order, issues: tuple[Issue, ...]) -> None:
    """The order has its price, comes before the closing or with a consent, and politics only before elections."""
    if order.quote is None:
        raise Refused("The order has no price yet. Complete it and save it, then it can be ordered.", field="item")
    check_closing(order.consents, issues)
    check_political(db, order, issues)


def check_closing(consents: tuple[Consent, ...], issues: tuple[Issue, ...]) -> None:
    """Refused for an issue that is out, and for one that has closed unless somebody allowed it by name."""
    today = clock.today()
    for one in issues:
        if one.out_on <= today:
            raise Refused("Issue {issue} came out on {day}. Choose another issue.", issue=one.name,
                          day=dates.date(one.out_on), field="issues")  # fmt: skip
        if one.closed and not any(consent.about == "late" for consent in consents):
            raise Refused(
                "Ads for issue {issue} closed on {day} at {time}. Save it as an enquiry; somebody who may approve late"
                " orders can allow it.",
                issue=one.name,
                day=dates.date(dt.date.fromisoformat(one.closes_at[:10])),
                time=dates.time(one.closes_at[11:]),
                field="issues",
            )


def check_quota(order: Order, issues: tuple[Issue, ...]) -> None:
    """Refused when the ad does not fit into the area for ads of an issue, unless somebody allowed it by name."""
    if any(consent.about == "quota" for consent in order.consents):
        return
    for one in issues:
        over = one.area_mm2 + order.area_mm2 - (one.ad_area or 0) * _MM2_PER_CM2
        if one.ad_area and order.area_mm2 > 0 and over > 0:
            raise Refused(
                "Issue {issue} has {area} cm² for ads and this one is {over} cm² over it. Choose another issue or size,"
                " or let it be approved.",
                issue=one.name,
                area=numbers.number(one.ad_area),
                over=numbers.number(-(-over // _MM2_PER_CM2)),
                field="issues",
            )


def check_political(db: Database, order: Order, issues: tuple[Issue, ...]) -> None:
    """Political ads only in issues of the election regime, approved by two people, one with `ads.approve` (R-VOLBY)."""
    if not order.political:
        return
    first, last = election(db)
    for one in issues:
        if first is None or last is None or not first <= one.out_on <= last:
            raise Refused("Political ads are taken only before elections, and issue {issue} is outside of that time.",
                          issue=one.name, field="political")  # fmt: skip
    people = {consent.by for consent in order.consents if consent.about == "political"}
    if len(people) < PEOPLE_FOR_POLITICAL or not any(
        consent.may_approve for consent in order.consents if consent.about == "political"
    ):
        raise Refused(
            "Political ads are approved by two people, one of whom may approve late orders. Save it as an enquiry.",
            field="political",
        )


def election(db: Database) -> tuple[dt.date | None, dt.date | None]:
    """From when to when political ads are taken; None where the settings have no date."""
    first, last = (_day(str(settings.value(db, f"ads.election_{end}"))) for end in ("from", "to"))
    return first, last


def _day(text: str) -> dt.date | None:
    try:
        return reading.parse_date(text)
    except OfficeError:
        return None


def _check_material(order: Order) -> None:
    if not (order.text or order.picture):
        raise Refused("There is neither a text nor a picture yet. Add it to the order first.", field="text")


def _check_placed(order: Order) -> None:
    waits = [ad for ad in order.printed if ad.paid_on is None and ad.with_vat]
    if (order.prepaid or order.pays_first) and waits:
        raise Refused("This order needs payment first: {sum} has not come yet.",
                      sum=numbers.money(sum(ad.with_vat or 0 for ad in waits)))  # fmt: skip


def _check_out(order: Order) -> None:
    late = [ad for ad in order.printed if ad.out_on > clock.today()]
    if late and order.state != "complaint":
        raise Refused("Issue {issue} comes out on {day}; until then the order is placed.", issue=late[-1].issue,
                      day=dates.date(late[-1].out_on))  # fmt: skip

"""Letters to advertisers. The wording lies in `wording/`, where people polish it."""

import datetime as dt
from pathlib import Path
from urllib.parse import quote

from lib.ads.queries.orders import Order
from lib.ads.records import Ad, Letter
from lib.czech import dates, numbers

WORDING = Path(__file__).parent.parent / "wording"


def reminder(ad: Ad, letter: Letter) -> str:
    """A polite reminder of an unpaid invoice as a `mailto:` link with subject and text; a person sends it (RFC 6068).

    Always in Czech: it is the office's letter. Without a known address the recipient is left empty.
    """
    return _mailto(ad.email, _filled("reminder.md", ad, letter))


def order_letter(name: str, order: Order, letter: Letter, closes_at: str = "") -> str:
    """The letter that goes with a paper of an order, `confirmation` or `preview`, as a `mailto:` link in Czech."""
    wording = (WORDING / f"{name}.md").read_text(encoding="utf-8")
    closing = dt.date.fromisoformat(closes_at[:10]) if closes_at else None
    filled = wording.format(
        number=order.number,
        what=order.item,
        issues=", ".join(ad.issue for ad in order.printed) or ", ".join(order.issues),
        sum=numbers.money(order.with_vat or 0),
        closing=f"{dates.date(closing)} {dates.time(closes_at[11:])}" if closing else "uzávěrky",
        until=dates.date(order.preview_until) if order.preview_until else "uzávěrky",
        **vars(letter),
    )
    return _mailto(order.email, filled)


def _mailto(email: str, text: str) -> str:
    subject, _, body = text.partition("\n\n")
    lines = "\r\n".join(body.strip().splitlines())
    return f"mailto:{quote(email, safe='@')}?subject={quote(subject)}&body={quote(lines)}"


def _filled(name: str, ad: Ad, letter: Letter) -> str:
    wording = (WORDING / name).read_text(encoding="utf-8")
    return wording.format(
        advertiser=ad.advertiser,
        invoice=ad.invoice_number or ad.order_number,
        order=ad.order_number,
        issue=ad.issue,
        amount=numbers.money(ad.receivable),
        due=dates.date(ad.due_on) if ad.due_on else "",
        paper=letter.paper,
        office=letter.office,
        phone=letter.phone,
        email=letter.email,
    )

"""Letters to advertisers. The wording lies in `wording/`, where people polish it."""

from pathlib import Path
from urllib.parse import quote

from lib.ads.records import Ad, Letter
from lib.czech import dates, numbers

WORDING = Path(__file__).parent.parent / "wording"


def reminder(ad: Ad, letter: Letter) -> str:
    """A polite reminder of an unpaid invoice as a `mailto:` link with subject and text; a person sends it (RFC 6068).

    Always in Czech: it is the office's letter. Without a known address the recipient is left empty.
    """
    subject, _, body = _filled("reminder.md", ad, letter).partition("\n\n")
    lines = "\r\n".join(body.strip().splitlines())
    return f"mailto:{quote(ad.email, safe='@')}?subject={quote(subject)}&body={quote(lines)}"


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

"""The mail with which a document goes to the advertiser. The wording lies in `wording/`, where people polish it."""

from pathlib import Path
from urllib.parse import quote

from lib.czech import dates, numbers
from lib.i18n import speaking, t
from lib.invoices import rules
from lib.invoices.records import Document

WORDING = Path(__file__).parent / "wording"
_PAY = "K úhradě je {sum} do {due} na účet {account}, variabilní symbol {vs}."
_PAID = "Podle tohoto dokladu se nic neplatí."


@speaking("cs")
def covering(document: Document, open_: int, *, paper: str, office: str, phone: str) -> str:
    """A `mailto:` link with subject and text (RFC 6068); the PDF is attached by hand. `open_` is still owed (haléře).

    Always in Czech: it is the office's letter. Without a known address the recipient is left empty.
    """
    pay = _PAID
    if open_ > 0 and document.due_on:
        due = dates.date(document.due_on)
        pay = _PAY.format(sum=numbers.money(open_), due=due, account=document.account, vs=document.vs)
    filled = (WORDING / "covering.md").read_text(encoding="utf-8").format(
        subject=t(rules.title(document.kind), number=document.number),
        number=document.number,
        paper=paper,
        total=numbers.money(document.total + document.rounding),
        pay=pay,
        office=office,
        phone=phone,
    )  # fmt: skip
    subject, _, body = filled.partition("\n\n")
    lines = "\r\n".join(body.strip().splitlines())
    return f"mailto:{quote(document.customer.email, safe='@')}?subject={quote(subject)}&body={quote(lines)}"

"""How statements and payments look: words of states, one line a payment whatever it pays, sentences in figures."""

import polars as pl

from lib.bank import rules
from lib.bank.matching import rules as matching
from lib.bank.queries import Line
from lib.czech import dates, numbers
from lib.i18n import t, tn
from lib.ui.badges import State
from lib.ui.columns import Column

STATEMENTS, STATEMENT = "pages/bank/statements.py", "pages/bank/statement.py"
INVOICE = "pages/invoices/invoice.py"
PAYMENTS, PAYMENT = "pages/bank/payments.py", "pages/bank/payment.py"


def states() -> dict[str, State]:
    """State of a movement → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in rules.STATES.items()}  # type: ignore[arg-type]


def kinds() -> dict[str, State]:
    """Kind of a suggestion → its word and tone."""
    return {code: State(t(word), tone) for code, (word, tone) in rules.KINDS.items()}  # type: ignore[arg-type]


def certainty() -> dict[str, State]:
    """Whether a suggestion is certain → its word and tone."""
    return {"certain": State(t("certain"), "done"), "unsure": State(t("to be considered"), "due")}


def one_a_line(found: pl.DataFrame) -> pl.DataFrame:
    """Suggestions with one row a payment: what it pays joined in `invoices`, `shares` together, why in `reason`."""
    joined = found.group_by("id", maintain_order=True).agg(
        pl.col("booked_on", "counter_name", "amount", "free", "vs", "message", "customer", "kind", "points", "rules",
               "certain").first(),
        invoices=pl.col("number").str.join(", "), shares=pl.col("share").sum(),
    )  # fmt: skip
    reasons = [matching.briefly(fired) for fired in joined["rules"].to_list()]
    sure = pl.when("certain").then(pl.lit("certain")).otherwise(pl.lit("unsure"))
    return joined.with_columns(reason=pl.Series(reasons, dtype=pl.String), sure=sure)


def shares_of(found: pl.DataFrame) -> dict[int, dict[int, int]]:
    """Suggestions as they are confirmed: payment → invoice → haléře."""
    shares: dict[int, dict[int, int]] = {}
    for line_id, invoice_id, share in found.select("id", "invoice_id", "share").iter_rows():
        shares.setdefault(line_id, {})[invoice_id] = share
    return shares


def payment_columns() -> list[Column]:
    """Columns of a movement in any list."""
    return [
        Column("counter_name", t("Payer")),
        Column("amount", t("Amount"), "money"),
        Column("booked_on", t("Day"), "date"),
        Column("vs", t("Variable symbol"), on_phone=False),
        Column("message", t("Message"), on_phone=False),
    ]


def count(n: int) -> str:
    """`3 platby`."""
    return tn("{n} payment", "{n} payments", n)


def movements(n: int) -> str:
    """`3 pohyby`."""
    return tn("{n} movement", "{n} movements", n)


def title(line: Line) -> str:
    """Who paid, or that the bank does not say."""
    return line.counter_name or t("Payment without a name")


def sentence(line: Line) -> str:
    """What came and when, and how much of it waits."""
    said = t("{amount} on {day}", amount=_amount(line.amount, line.currency), day=dates.short_date(line.booked_on))
    if line.used and line.free >= rules.SMALL_CHANGE:
        return f"{said}, {t('{free} is left', free=numbers.money(line.free))}"
    return said


def _amount(halere: int, currency: str) -> str:
    crowns = numbers.money(halere)
    return crowns if currency == "CZK" else crowns.replace("Kč", currency)


def facts_of(line: Line) -> dict[str, str | None]:
    """What the bank said of a movement."""
    return {
        t("Counter-account"): line.counter_account,
        t("Variable symbol"): line.vs,
        t("Specific symbol"): line.ss,
        t("Constant symbol"): line.ks,
        t("Message"): line.message,
        t("Document of the bank"): line.document_no,
    }

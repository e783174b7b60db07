"""Which invoices a payment may belong to: pairs found by joins, each with the mask of the rules that speak for it.

What is common tells nothing: a word or a price that more than `CROWD` invoices share makes no pair, so the number of
pairs grows with the payments and not with their square.
"""

import polars as pl

from lib.bank.matching import names
from lib.bank.matching.rules import BIT, CROWN

CROWD = 12
PAIR = ("line_id", "invoice_id")
_NUMBERS = r"\d{5,10}"


def pairs(lines: pl.DataFrame, invoices: pl.DataFrame, known: pl.DataFrame, called: pl.DataFrame) -> pl.DataFrame:
    """line_id, invoice_id, free, open, booked_on, due_on, party_id, mask: everything worth weighing.

    `lines` and `invoices` as `suggest` has them; `known`: party_id and account from which the advertiser pays;
    `called`: names made comparable (`names.keys`).
    """
    named = _named(lines, invoices)
    settled = _with(named, lines, invoices).filter(pl.col("free") == pl.col("open"))
    rest = lines.join(settled.select(id="line_id"), on="id", how="anti")
    wide = pl.concat([named.select(PAIR), _by_account(rest, invoices, known), _by_name(rest, invoices, called),
                      _by_amount(rest, invoices)]).unique()  # fmt: skip
    wide = wide.join(named.filter("number").select(*PAIR, number=True), on=PAIR, how="left")
    return _weighed(_with(wide, lines, invoices), invoices, known, called)


def _with(found: pl.DataFrame, lines: pl.DataFrame, invoices: pl.DataFrame) -> pl.DataFrame:
    of_line = lines.select("free", "booked_on", "counter_account", "counter_name", line_id="id", line_vs="vs")
    of_invoice = invoices.select("open", "due_on", "party_id", name="customer", invoice_id="id", invoice_vs="vs")
    return found.join(of_line, on="line_id").join(of_invoice, on="invoice_id")


def _named(lines: pl.DataFrame, invoices: pl.DataFrame) -> pl.DataFrame:
    """Pairs by variable symbol, and by our numbers in the message: line_id, invoice_id, number."""
    by_vs = lines.drop_nulls("vs").select("vs", line_id="id")
    symbols = invoices.drop_nulls("vs").select("vs", invoice_id="id")
    said = pl.concat_str("message", "counter_name", "ss", separator=" ")
    speaking = lines.select(line_id="id", vs=said.str.extract_all(_NUMBERS)).filter(pl.col("vs").list.len() > 0)
    told = speaking.explode("vs").with_columns(pl.col("vs").cast(pl.Int64))
    return pl.concat(
        [
            by_vs.join(symbols, on="vs").select(*PAIR, number=False),
            told.join(symbols, on="vs").select(*PAIR, number=True),
        ]
    ).unique()


def accounts(invoices: pl.DataFrame, seen: pl.DataFrame) -> pl.DataFrame:
    """party_id, account: from which the advertisers have paid before, or which they gave."""
    own = invoices.select("party_id", "account")
    return pl.concat([own, seen.select("party_id", "account")]).filter(pl.col("account") != "").unique()


def _by_account(lines: pl.DataFrame, invoices: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The advertiser's open invoices of that amount; any amount when he has just one."""
    ours = lines.filter(pl.col("counter_account") != "").select("free", line_id="id", account="counter_account")
    ours = ours.join(known, on="account")
    invoices = invoices.join(ours.select("party_id").unique(), on="party_id", how="semi")
    few = invoices.filter(pl.col("due_on").rank("ordinal").over("party_id", "open") <= CROWD)
    exact = ours.join(few.select("party_id", free="open", invoice_id="id"), on=("party_id", "free"))
    single = invoices.filter(pl.len().over("party_id") == 1).select("party_id", invoice_id="id")
    return pl.concat([exact.select(PAIR), ours.join(single, on="party_id").select(PAIR)])


def _by_name(lines: pl.DataFrame, invoices: pl.DataFrame, called: pl.DataFrame) -> pl.DataFrame:
    """Invoices of that amount whose customer shares a telling word with the payer."""
    near = invoices.filter(pl.col("open").is_in(lines["free"].unique().implode()))
    theirs = near.select("open", name="customer", invoice_id="id").join(called, on="name")
    theirs = theirs.select("open", "invoice_id", word=names.words()).explode("word").drop_nulls().unique()
    theirs = theirs.filter(pl.len().over("open", "word") <= CROWD)
    ours = lines.select(open="free", name="counter_name", line_id="id").join(called, on="name")
    ours = ours.select("open", "line_id", word=names.words()).explode("word").drop_nulls()
    return ours.join(theirs, on=("open", "word")).select(PAIR)


def _by_amount(lines: pl.DataFrame, invoices: pl.DataFrame) -> pl.DataFrame:
    alone = _alone(invoices).select(free="open", invoice_id="id")
    return lines.select("free", line_id="id").join(alone, on="free").select(PAIR)


def _alone(invoices: pl.DataFrame) -> pl.DataFrame:
    return invoices.filter(pl.len().over("open") == 1)


def _weighed(found: pl.DataFrame, invoices: pl.DataFrame, known: pl.DataFrame, called: pl.DataFrame) -> pl.DataFrame:
    exact = pl.col("free") == pl.col("open")
    near = ((pl.col("free") - pl.col("open")).abs() < CROWN) & (pl.col("free") % CROWN == 0) & ~exact
    paid_before = known.select("party_id", counter_account="account", paid_before=True)
    found = (
        found.join(called.select(counter_name="name", payer="key"), on="counter_name", how="left")
        .join(called.select(name="name", customer="key"), on="name", how="left")
        .join(paid_before, on=("party_id", "counter_account"), how="left")
        .join(_alone(invoices).select(invoice_id="id", alone=True), on="invoice_id", how="left")
    )
    found = names.compared(found)
    fired = {
        "vs": (pl.col("line_vs") == pl.col("invoice_vs")).fill_null(False),
        "number": pl.col("number").fill_null(False) & pl.col("line_vs").ne_missing(pl.col("invoice_vs")),
        "amount": exact,
        "rounded": near,
        "only": exact & pl.col("alone").fill_null(False),
        "account": pl.col("paid_before").fill_null(False),
        "name": pl.col("same"),
        "name_part": pl.col("alike"),
        "part": (pl.col("free") < pl.col("open")) & ~near,
        "over": (pl.col("free") > pl.col("open")) & ~near,
    }
    mask = pl.sum_horizontal([fires.cast(pl.Int64) * BIT[code] for code, fires in fired.items()])
    return found.select(*PAIR, "free", "open", "booked_on", "due_on", "party_id", mask=mask)

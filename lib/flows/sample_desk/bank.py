"""A bank statement of the made-up town, with payments for the invoices that wait: most as they should be, some not.

Some advertisers pay a part, forget the symbol or send more; somebody pays what no invoice asks for, the bank takes its
fee. Nothing is confirmed: that is left to the person at the desk.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import count
from typing import Any

from lib import clock, config, settings
from lib.access import SYSTEM
from lib.bank import actions
from lib.czech import dates, identifiers
from lib.czech.sorting import fold
from lib.errors import BadInput
from lib.flows.bank_folder import FOLDER
from lib.invoices.queries import open_invoices
from lib.store import Database, scalar

PAID = 12
"""Invoices that are paid by the statement at most; the others go on waiting."""
OPENING = 48_250_00
STRAY = 1_500_00
FEE = 49_00
HEAD = (
    "074{account}{name:20}{before:%d%m%y}{opening:014d}+{closing:014d}+{fee:014d}0{came:014d}0{number:03d}"
    "{day:%d%m%y}{end:14}"
)
ITEM = (
    "075{account}{counter}{document:013d}{amount:012d}{code}{vs:0>10}00{bank}{ks}{ss:010d}{day:%d%m%y}{text:20}"
    "00203{day:%d%m%y}"
)


def fill(db: Database) -> None:
    """Put the statement into the watched folder and take it in. Nothing where no invoice waits, or at a second run."""
    waiting = open_invoices(db, by=SYSTEM).head(PAID).rows(named=True)
    if not waiting or scalar(db, "select 1 from bank_statement"):
        return
    day = dates.previous_working_day(clock.today())
    data = _statement(list(_payments(waiting)), day, str(settings.value(db, "town.account")))
    name = f"vypis-{day:%Y-%m-%d}.gpc"
    folder = config.current().shared / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    actions.take_in(db, data, name, by=SYSTEM)


def _payments(waiting: list[dict[str, Any]]) -> Iterator[tuple[int, str, str, int]]:
    """Amount, symbol, payer and his account, from the invoices: each by its place, so that every kind is there."""
    for place, row in enumerate(waiting):
        amount, vs, payer, account = row["open"], row["vs"], row["customer"], row["party_id"]
        if place % 6 == 2:
            amount //= 2
        elif place % 6 == 3:
            vs = "0"
        elif place % 6 == 5:
            amount += 10_000
        yield amount, vs, payer, account
    yield STRAY, "0", "Alena Bezejmenná", 9_999


def _statement(payments: list[tuple[int, str, str, int]], day: dt.date, ours: str) -> bytes:
    account = _sixteen(ours.partition("/")[0])
    came = sum(amount for amount, *_ in payments)
    about = {"account": account, "day": day}
    head = HEAD.format(
        **about, name="MESTO BRAZDOV", before=dates.previous_working_day(day), opening=OPENING,
        closing=OPENING + came - FEE, fee=FEE, came=came, number=day.timetuple().tm_yday, end="",
    )  # fmt: skip
    lines = [
        ITEM.format(**about, counter=_sixteen(_made_up(payer)), document=document, amount=amount, code=2, vs=vs,
                    bank="0800", ks="0308", ss=0, text=_cut(name))
        for document, (amount, vs, name, payer) in enumerate(payments, 1)
    ]  # fmt: skip
    fee = ITEM.format(**about, counter="0" * 16, document=len(lines) + 1, amount=FEE, code=1, vs="0", bank="0000",
                      ks="0000", ss=0, text="VEDENI UCTU")  # fmt: skip
    return "".join(f"{line}\r\n" for line in [head, *lines, fee]).encode("cp1250")


def _cut(name: str) -> str:
    """The name as banks send it: twenty capitals without diacritics."""
    return fold(name).upper()[:20]


def _sixteen(number: str) -> str:
    prefix, _, rest = number.rpartition("-")
    return f"{prefix:0>6}{rest:0>10}"


def _made_up(party: int) -> str:
    """An account of nobody whose check digit fits, always the same for an advertiser."""
    return next(str(number) for number in count(2_900_000_000 + 100 * party) if _fits(number))


def _fits(number: int) -> bool:
    try:
        return bool(identifiers.account(f"{number}/0800"))
    except BadInput:
        return False

"""Bank lines read and matched to as many open invoices: 10 000 in 0.3 s, and hardly more than twice for twice as many.

    python -m tests.bench.bank

Nine payments of ten have the right variable symbol, the others none, a wrong one, a part of the amount, or pay several
invoices at once; prices are those of a price list, so many invoices cost the same. An advertiser has three invoices.
The first row is against 0.3 s of processor time, the others against half as many, in turn.
"""

import datetime as dt
import random
import statistics
from collections.abc import Iterator

import polars as pl

from lib.bank.matching import suggest
from lib.bank.reading import read
from tests.bench.timing import Row, paired, seconds_of

LIMIT, GROWTH, RUNS = 0.3, 2.2, 5
SIZES = (10_000, 20_000, 40_000, 80_000)
Made = tuple[bytes, pl.DataFrame]
OURS = "0000192000145399"
DAY = "231126"
PRICES = (60_500, 121_000, 181_500, 242_000, 363_000)
WORDS = ("Květinářství", "Pekařství", "Truhlářství", "Kino", "Pohřební služba", "Autoservis", "Čistírna", "Řeznictví")


def measure() -> Iterator[Row]:
    """A row for each size."""
    half = made(SIZES[0])
    once(*half)
    took = statistics.median(seconds_of(lambda: once(*half)) for _ in range(RUNS))
    yield Row(_job(SIZES[0]), took, LIMIT, 1.0)
    for size in SIZES[1:]:
        whole = made(size)
        yield _doubled(size, whole, half)
        half = whole


def _doubled(size: int, whole: Made, half: Made) -> Row:
    """In turn with half as many, so that whatever else the machine does weighs on both."""
    return paired(_job(size), lambda: once(*whole), lambda: once(*half), GROWTH, RUNS)


def _job(size: int) -> str:
    return f"{size} bank lines read and matched"


def once(data: bytes, invoices: pl.DataFrame) -> pl.DataFrame:
    """What a page does with a new statement: bytes in, suggestions out; more than nine of ten must be found."""
    lines = read(data, "vypis.gpc").lines
    waiting = lines.filter(pl.col("amount") > 0).with_row_index("id", 1).rename({"amount": "free"})
    found = suggest(waiting.with_columns(pl.col("id").cast(pl.Int64)), invoices)
    assert found.filter("certain").height > 0.85 * lines.height, found.height
    return found


def made(size: int) -> Made:
    """A statement and the invoices it pays, always the same for a size."""
    chance = random.Random(5)
    invoices = [_invoice(place, chance) for place in range(size)]
    paid = [_line(place, invoices, chance) for place in range(size)]
    opening, closing = 5_000_000, 5_000_000 + sum(amount for amount, _ in paid)
    head = f"074{OURS}{'MESTO BRAZDOV':20}221126{opening:014d}+{closing:014d}+{0:014d}0{0:014d}0001{DAY}{'':14}"
    data = "\r\n".join([head, *(text for _, text in paid), ""]).encode("cp1250")
    schema = {"id": pl.Int64, "vs": pl.String, "party_id": pl.Int64, "customer": pl.String, "account": pl.String,
              "open": pl.Int64, "due_on": pl.Date}  # fmt: skip
    return data, pl.DataFrame(invoices, schema=schema, orient="row")


def _invoice(place: int, chance: random.Random) -> tuple[int, str, int, str, str, int, dt.date]:
    party = place // 3
    name = f"{WORDS[party % len(WORDS)]} {_surname(party)} s.r.o."
    price = chance.choice(PRICES) if place % 2 else chance.randint(25_000, 2_500_000)
    return place + 1, str(2026100000 + place), party, name, "", price, dt.date(2026, 11, 30)


def _surname(party: int) -> str:
    """A made-up name that tells advertisers apart."""
    letters = "abcdefghijklmnop"
    return "".join(letters[(party >> shift) & 15] for shift in (12, 8, 4, 0)).capitalize() + "ová"


def _line(
    place: int, invoices: list[tuple[int, str, int, str, str, int, dt.date]], chance: random.Random
) -> tuple[int, str]:
    _, vs, _, name, _, amount, _ = invoices[place]
    kind = chance.random()
    if kind > 0.99 and place + 1 < len(invoices):
        amount += invoices[place + 1][5]  # with the next one, of the same advertiser two times of three
    elif kind > 0.97:
        vs = str(int(vs) + 5_000_000)
    elif kind > 0.94:
        amount -= 10_000
    elif kind > 0.9:
        vs = "0"
    payer = name.upper()[:20]
    counter = f"{chance.randint(1, 10**15):016d}"
    return amount, f"075{OURS}{counter}{place:013d}{amount:012d}2{vs:0>10}0008000308{0:010d}{DAY}{payer:20}00203{DAY}"


if __name__ == "__main__":
    for line in measure():
        print(f"{line.job}: {line.ours:.3f} s, against {line.peer:.3f} s, ratio {line.ratio:.2f}, limit {line.limit}")

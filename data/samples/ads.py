"""Ads of Brázdovské noviny for three years: who ordered what for which issue, what it cost and whether it is paid."""

import datetime as dt
from dataclasses import dataclass, replace
from random import Random

from data.samples.days import working
from data.samples.expected import EXPECTED
from data.samples.people import FIRMS, Organisation, person

DISPLAY, PRIVATE, COMMERCIAL, CHRONICLE = "plošná", "řádková soukromá", "řádková komerční", "společenská kronika"
ISSUES = (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12)  # 7 is the double issue 7–8
SIZES = {"1/1": 9000, "1/2": 4800, "1/4": 2700, "1/8": 1500}  # crowns without VAT, this year
VAT = 21
DUE_DAYS = 21
DAY = dt.timedelta(1)


@dataclass(frozen=True)
class Ad:
    """One ordered ad. Prices in haléře. No `invoice`: paid in cash, or not out yet."""

    order: str
    year: int
    issue: int
    customer: Organisation | str
    kind: str
    size: str
    page: int
    net: int
    vat: int
    invoice: str = ""
    issued: dt.date | None = None
    due: dt.date | None = None
    paid: dt.date | None = None
    note: str = ""
    flaw: str = ""

    @property
    def gross(self) -> int:
        """Price with VAT."""
        return self.net + self.vat


def published(year: int, issue: int) -> dt.date:
    """The day an issue comes out: the first working day of its month."""
    return working(dt.date(year, issue, 1))


def ads(as_of: dt.date, rng: Random) -> list[Ad]:
    """All ads by issue, flawed ones included, numbered; unpaid ones as many as expected."""
    wanted = EXPECTED["ads"]
    flaws = {
        "bad_ico": "ico",
        "impossible_dates": "date",
        "wrong_sums": "sum",
        "unknown_issues": "issue",
        "cancelled": "off",
    }
    total = wanted["good"] + sum(wanted[name] for name in flaws)
    issues = [(y, i) for y in range(as_of.year - 2, as_of.year + 1) for i in ISSUES if _selling(y, i, as_of)]
    found: list[Ad] = []
    for (year, issue), count in zip(issues, _shares(issues, total), strict=True):
        found += _issue(year, issue, count, as_of, rng)
    found = _owing(_flawed(found, {flaws[k]: wanted[k] for k in flaws}, as_of, rng), as_of, rng)
    return _numbered(found)


def _selling(year: int, issue: int, as_of: dt.date) -> bool:
    """Are orders for the issue already coming in? They do five weeks before it."""
    return published(year, issue) - 35 * DAY <= as_of


def _shares(issues: list[tuple[int, int]], total: int) -> list[int]:
    """How many ads each issue has: more before Christmas and in spring, a little more each year."""
    season = {1: 0.8, 2: 0.85, 7: 0.9, 11: 1.15, 12: 1.35, 4: 1.1, 5: 1.1}
    weights = [season.get(issue, 1.0) * 1.04 ** (year - issues[0][0]) for year, issue in issues]
    shares = [int(total * weight / sum(weights)) for weight in weights]
    for n in range(total - sum(shares)):
        shares[n % len(shares)] += 1
    return shares


def _issue(year: int, issue: int, count: int, as_of: dt.date, rng: Random) -> list[Ad]:
    """The ads of one issue: regular firms first, then what comes in over the counter."""
    kinds = rng.choices((DISPLAY, COMMERCIAL, PRIVATE, CHRONICLE), (34, 14, 30, 22), k=count)
    firms = rng.sample(FIRMS, len(FIRMS))
    firms.sort(key=lambda firm: FIRMS.index(firm) > 20 or rng.random() < 0.3)
    sequence = 0
    found: list[Ad] = []
    for kind in sorted(kinds, key=(DISPLAY, COMMERCIAL, PRIVATE, CHRONICLE).index):
        firm = firms[len(found) % len(firms)]
        ad = _ad(year, issue, kind, firm, as_of, rng)
        if kind in (DISPLAY, COMMERCIAL) and published(year, issue) + 3 * DAY <= as_of:
            sequence += 1
            ad = _invoiced(ad, sequence, as_of, rng)
        found.append(ad)
    return found


def _ad(year: int, issue: int, kind: str, firm: Organisation, as_of: dt.date, rng: Random) -> Ad:
    size, net, vat, note = "řádkový", 0, 0, ""
    if kind == DISPLAY:
        size = rng.choices(tuple(SIZES), (4, 14, 34, 48))[0]
        net = SIZES[size] * 100 * (100 - 4 * (as_of.year - year)) // 100
        if FIRMS.index(firm) % 4 == 0:
            net, note = net * 9 // 10, "opakovaná inzerce, sleva 10 %"
        vat = round(net * VAT / 100)
    else:
        gross = _line_price(kind, rng) * 100
        vat = round(gross * VAT / (100 + VAT))
        net = gross - vat
    if kind in (PRIVATE, CHRONICLE):
        paid = working(published(year, issue) - rng.randint(22, 34) * DAY, -1)
        note = f"hotově, PD {rng.randint(100, 999)}/{paid.year}"
        who: Organisation | str = person(rng.randrange(500))
        return Ad("", year, issue, who, kind, size, rng.randint(14, 22), net, vat, paid=min(paid, as_of), note=note)
    page = rng.choice((2, 4, 6, 8, 10, 12, 23, 24)) if kind == DISPLAY else rng.randint(18, 22)
    return Ad("", year, issue, firm, kind, size, page, net, vat, note=note)


def _line_price(kind: str, rng: Random) -> int:
    """Crowns with VAT: per started 30 characters with a minimum, or a fixed price by persons and photos."""
    thirties = rng.randint(1, 9)
    if kind == CHRONICLE:
        return rng.choice((100, 160, 160, 160, 220, 300))
    return max(60, 18 * thirties) if kind == PRIVATE else max(80, 39 * thirties)


def _invoiced(ad: Ad, sequence: int, as_of: dt.date, rng: Random) -> Ad:
    """Invoiced three days after the issue came out, paid within the term, sometimes later."""
    issued = working(published(ad.year, ad.issue) + 3 * DAY, -1)
    paid = working(issued + rng.choices((rng.randint(3, DUE_DAYS), rng.randint(DUE_DAYS, 45)), (88, 12))[0] * DAY)
    number = f"{ad.year}{ad.issue:02}{sequence:04}"
    due = issued + DUE_DAYS * DAY
    return replace(ad, invoice=number, issued=issued, due=due, paid=paid if paid < as_of else None)


def _owing(found: list[Ad], as_of: dt.date, rng: Random) -> list[Ad]:
    """Everything due is paid, but for as many as expected: three from last year, the others from the last weeks."""
    due = [n for n, ad in enumerate(found) if ad.due and ad.due < as_of and not ad.flaw]
    last_year = [n for n in due if found[n].year == as_of.year - 1]
    recent = [n for n in due if n not in last_year][-45:]
    unpaid = set(rng.sample(last_year, 3))
    unpaid |= set(rng.sample([n for n in recent or due if n not in unpaid], EXPECTED["ads"]["overdue"] - 3))
    for n in due:
        ad = found[n]
        late = {"note": rng.choice(("upomínka odeslána", "slíbili do konce měsíce", "vrací se pošta", ""))}
        settled = {"paid": ad.paid or working(as_of - 2 * DAY, -1)}
        found[n] = replace(ad, **({"paid": None, **late} if n in unpaid else settled))
    return found


def _flawed(found: list[Ad], flaws: dict[str, int], as_of: dt.date, rng: Random) -> list[Ad]:
    """Mark settled ads of the last two years that will be wrong, as many of each kind as expected."""
    pool = [n for n, ad in enumerate(found) if ad.paid and ad.due and ad.due < as_of and ad.year > as_of.year - 2]
    chosen = iter(rng.sample([n for n in pool if isinstance(found[n].customer, Organisation)], sum(flaws.values())))
    for flaw, count in flaws.items():
        for _ in range(count):
            n = next(chosen)
            found[n] = replace(found[n], flaw=flaw)
            if flaw == "off":
                found[n] = replace(
                    found[n], invoice="", issued=None, due=None, paid=None, note="STORNO – nevyšlo, nefakturovat"
                )
    return found


def _numbered(found: list[Ad]) -> list[Ad]:
    counts: dict[int, int] = {}
    numbered = []
    for ad in found:
        counts[ad.year] = counts.get(ad.year, 0) + 1
        numbered.append(replace(ad, order=f"OI-{ad.year}-{counts[ad.year]:04}"))
    return numbered

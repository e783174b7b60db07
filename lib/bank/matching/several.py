"""One payment for several invoices of one advertiser: those that it names, or those whose sum it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import polars as pl

from lib.bank.matching import names
from lib.bank.matching.rules import BIT

MOST = 10
"""Open invoices of an advertiser among which a sum is looked for: 1 013 sums at most."""
BEGINNING = 16
"""Letters by which a name is looked up, as many as a bank surely leaves; the whole names are compared then."""
_NAMED = BIT["vs"] | BIT["number"]
_WHO = BIT["account"] | BIT["name"] | BIT["name_part"]


@dataclass(frozen=True)
class Bundle:
    """A line that may pay several invoices in full: (invoice, haléře) each. `alone` when it names every one of them: a
    sum that only happens to fit is never certain."""

    line_id: int
    shares: tuple[tuple[int, int], ...]
    mask: int
    alone: bool


def bundles(
    pairs: pl.DataFrame, lines: pl.DataFrame, invoices: pl.DataFrame, known: pl.DataFrame, called: pl.DataFrame
) -> list[Bundle]:
    """A bundle for each line that no single invoice settles and several invoices of one advertiser do."""
    settled = pairs.filter((pl.col("free") == pl.col("open")) & ((pl.col("mask") & (_NAMED | _WHO)) > 0))
    unsettled = lines.join(settled.select(id="line_id"), on="id", how="anti")
    hits = _hits(pairs, unsettled)
    by_account = unsettled.join(known, left_on="counter_account", right_on="account").select("id", "party_id")
    payers: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for rule, payer in {"account": by_account, "name": _namesakes(unsettled, invoices, called)}.items():
        for line_id, party_id in payer.iter_rows():
            payers[line_id][party_id] |= BIT[rule]
    parties = {party for found in hits.values() for party in found} | {
        party for who in payers.values() for party in who
    }
    owing = _owing(invoices, parties)
    made = (
        _bundle(line_id, free, hits.get(line_id, {}), payers.get(line_id, {}), owing)
        for line_id, free in unsettled.select("id", "free").iter_rows()
    )
    return [bundle for bundle in made if bundle]


def _namesakes(lines: pl.DataFrame, invoices: pl.DataFrame, called: pl.DataFrame) -> pl.DataFrame:
    """line, advertiser: called the same, also when the bank cut the name."""
    keys = called.filter(pl.col("key") != "").with_columns(begins=pl.col("key").str.slice(0, BEGINNING))
    customers = keys.select("begins", name="name", customer="key")
    theirs = invoices.select("party_id", name="customer").unique().join(customers, on="name")
    theirs = theirs.filter(pl.len().over("begins") <= MOST)
    ours = lines.select("id", name="counter_name").join(keys.select("begins", name="name", payer="key"), on="name")
    found = names.compared(ours.join(theirs, on="begins")).filter("same").select("id", "party_id").unique()
    return found.filter(pl.len().over("id") <= MOST)


def _hits(pairs: pl.DataFrame, lines: pl.DataFrame) -> dict[int, dict[int, dict[int, int]]]:
    """line → advertiser → invoice → mask, of the pairs that name an invoice or know the payer."""
    telling = pairs.filter((pl.col("mask") & (_NAMED | _WHO)) > 0).join(lines.select(line_id="id"), on="line_id")
    found: dict[int, dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for line_id, party_id, invoice_id, mask in telling.select("line_id", "party_id", "invoice_id", "mask").iter_rows():
        found[line_id][party_id][invoice_id] = mask
    return found


def _owing(invoices: pl.DataFrame, parties: Iterable[int]) -> dict[int, list[tuple[int, int]]]:
    """Advertiser → (invoice, open), the oldest first."""
    wanted = invoices.filter(pl.col("party_id").is_in(list(parties))).sort("due_on", "id", nulls_last=True)
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for party_id, invoice_id, left in wanted.select("party_id", "id", "open").iter_rows():
        found[party_id].append((invoice_id, left))
    return found


def _bundle(
    line_id: int,
    free: int,
    hits: Mapping[int, Mapping[int, int]],
    payers: Mapping[int, int],
    owing: Mapping[int, list[tuple[int, int]]],
) -> Bundle | None:
    """Of the advertiser whom most speaks for, if his invoices make the sum."""
    parties = sorted(hits, key=lambda party: -len(_told(hits[party])))
    for party_id in dict.fromkeys([*parties, *payers]):
        masks = hits.get(party_id, {})
        told = _told(masks)
        who = _joined(masks.values(), _WHO) | payers.get(party_id, 0)
        named = [one for one in owing[party_id] if one[0] in told]
        if len(named) > 1 and sum(left for _, left in named) == free:
            return Bundle(line_id, tuple(named), _joined(told.values(), _NAMED) | who | BIT["sum"], alone=True)
        shares = _sum(free, named, [one for one in owing[party_id] if one[0] not in told])
        if shares:
            return Bundle(line_id, shares, _joined(told.values(), BIT["vs"]) | who | BIT["sum"], alone=False)
    return None


def _told(hits: Mapping[int, int]) -> dict[int, int]:
    return {invoice_id: mask for invoice_id, mask in hits.items() if mask & _NAMED}


def _joined(masks: Iterable[int], wanted: int) -> int:
    """The wanted rules that fired for any of the invoices."""
    found = 0
    for mask in masks:
        found |= mask & wanted
    return found


def _sum(free: int, named: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The smallest set of invoices that makes the sum with all that are named, the oldest of equally small ones."""
    rest = free - sum(left for _, left in named)
    near = [one for one in others if one[1] <= rest][: max(0, MOST - len(named))]
    for size in range(max(1, 2 - len(named)), len(near) + 1):
        for chosen in combinations(near, size):
            if sum(left for _, left in chosen) == rest:
                return (*named, *chosen)
    return ()

"""Movements of the gift cupboard: demand first, then receipts and transfers so that no place ever goes below zero."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from random import Random

from data.samples.days import beginning, working
from data.samples.events import Event
from data.samples.expected import EXPECTED
from data.samples.people import TOWN, person
from data.samples.stock_items import INFO, SECRETARIAT, STORE, Item

KINDS = "PTRVZ"  # on one day goods come in, move and return before they leave
DAY = dt.timedelta(1)
SOME_RETURNS = 40
OCCASIONS = {  # what is given on one occasion only
    **dict.fromkeys(("PAM-01", "DET-03", "DET-04"), "Vítání občánků"),
    "PAM-02": "Zlatá svatba",
    "ODZ-09": "Den dětí",
    "SVI-03": "Vánoční setkání seniorů",
    "TIS-09": "Vánoční setkání seniorů",
}


@dataclass(frozen=True)
class Move:
    """One movement: P receipt, T transfer, R return, V issue, Z loss. `flaw` says what its row will have wrong."""

    day: dt.date
    kind: str
    item: Item
    count: int
    source: str = ""
    target: str = ""
    whom: str = ""
    ico: str = ""
    purpose: str = ""
    note: str = ""
    number: str = ""
    flaw: str = ""


def movements(items: list[Item], events: list[Event], as_of: dt.date, rng: Random) -> list[Move]:
    """All good movements, exactly as many as expected, in the order of the ledger and numbered `V-2026-0007`."""
    wanted, seed = EXPECTED["movements"]["good"], rng.randrange(10**9)
    demand = wanted - wanted // 5
    while True:
        moves = _attempt(items, events, as_of, demand, Random(seed))
        surplus = len(moves) - (wanted - SOME_RETURNS)
        if surplus <= 0:
            break
        demand -= max(1, surplus // 2)
    moves += _returns(moves, wanted - len(moves), as_of, rng)
    return _numbered(moves)


def _attempt(items: list[Item], events: list[Event], as_of: dt.date, demand: int, rng: Random) -> list[Move]:
    past = [e for e in events if e.day <= as_of and not e.flaw and e.state == "proběhlo" and e.kind != "zasedání"]
    by_item: dict[str, list[Move]] = defaultdict(list)
    ordinary = [item for item in items if item.fate != "soon"]
    weights = [6 if item.minimum >= 100 else 4 if item.minimum >= 30 else 2 for item in ordinary]
    for item in items:
        if item.fate == "soon":
            by_item[item.code] = _steady(item, as_of, rng)
    for _ in range(demand - sum(map(len, by_item.values()))):
        item = rng.choices(ordinary, weights)[0]
        fitting = [event for event in past if event.title == OCCASIONS[item.code]] if item.code in OCCASIONS else past
        by_item[item.code].append(_issue(item, rng.choice(fitting), as_of, rng))
    return [move for item in items for move in _supplied(item, by_item[item.code], as_of, rng)]


def _steady(item: Item, as_of: dt.date, rng: Random) -> list[Move]:
    """An issue every week for half a year: what is left lasts three weeks."""
    weekly, found = max(2, item.minimum // 2), []
    for week in range(26, 0, -1):
        day = working(as_of - 7 * week * DAY + rng.randrange(4) * DAY, -1)
        found.append(Move(day, "V", item, weekly, STORE, "", "Infocentrum Brázdov", "", "prodej a propagace v IC"))
    return found


def _issue(item: Item, event: Event, as_of: dt.date, rng: Random) -> Move:
    """An issue for an event (on one of the two working days before it) or, rarely, a loss."""
    day = max(working(event.day - rng.randrange(3) * DAY, -1), working(beginning(as_of) + 14 * DAY))
    place = rng.choices((STORE, INFO if item.sold else STORE, SECRETARIAT), (70, 18, 12))[0]
    place = STORE if item.fate else place
    if rng.random() < 0.015:
        return Move(day, "Z", item, rng.randint(1, 2), place, note=rng.choice(("rozbité", "poškozeno vodou", "ztráta")))
    most = 3 if item.price > 30000 else 10 if item.price > 9000 else 40 if item.price > 2500 else 80
    count = rng.randint(1, most) if most < 40 else rng.randrange(5, most + 1, 5)
    whom, ico, purpose = _receiver(event, place, rng)
    return Move(day, "V", item, count, place, "", whom, ico, purpose)


def _receiver(event: Event, place: str, rng: Random) -> tuple[str, str, str]:
    """Who takes the goods, their IČO and what for."""
    occasion = f"{event.title} {event.day.day}. {event.day.month}. {event.day.year}"
    if place == INFO:
        return "Infocentrum Brázdov", "", "prodej v IC"
    if event.kind == "návštěva":
        return event.title.replace("Návštěva z partnerského města", "delegace"), "", occasion
    if event.organiser == TOWN or rng.random() < 0.1:
        return rng.choice(("účastníci akce", "soutěžící", f"{person(event.day.toordinal())}", "hosté")), "", occasion
    return event.organiser.name, event.organiser.ico, occasion


def _supplied(item: Item, demand: list[Move], as_of: dt.date, rng: Random) -> list[Move]:
    """The demand with the receipts and transfers it needs, ending at the balance the item's fate wants."""
    demand = sorted(demand, key=lambda move: (move.day, KINDS.index(move.kind)))
    final, first = _final(item, rng), working(beginning(as_of) + DAY)
    if item.fate or len(demand) < 6:
        return _two_receipts(item, demand, final, first)
    lot, left = _lot(item, demand), sum(move.count for move in demand)
    moves, held, last = [_receipt(item, first, lot, "počáteční stav")], lot, first
    places: dict[str, int] = defaultdict(int)
    for move in demand:
        if held < left + final and held - move.count < item.minimum:
            more = lot if held + lot < left + final else left + final - held
            day = max(last, working(move.day - rng.randint(1, 6) * DAY, -1))
            moves.append(_receipt(item, day, more))
            held += more
        moves += _transfer(move, places, held, rng)
        moves.append(move)
        held, left, last = held - move.count, left - move.count, move.day
        places[move.source] -= move.count if move.source != STORE else 0
    return moves


def _transfer(move: Move, places: dict[str, int], held: int, rng: Random) -> list[Move]:
    """What must be carried to the place first; a little more than asked for, if the cupboard has it."""
    if move.source == STORE:
        short = move.count - (held - sum(places.values()))
        return _carry_back(move, places, short) if short > 0 else []
    short = move.count - places[move.source]
    if short <= 0:
        return []
    spare = held - sum(places.values())
    count = min(spare, short + rng.choice((0, 5, 10, 20)))
    extra = _carry_back(move, places, short - count) if count < short else []
    count = max(count, short)
    places[move.source] += count
    return [*extra, Move(move.day, "T", move.item, count, STORE, move.source, purpose=f"doplnění – {move.source}")]


def _carry_back(move: Move, places: dict[str, int], short: int) -> list[Move]:
    """Bring pieces to the cupboard from the other places, when it has too few itself."""
    back = []
    for place in (INFO, SECRETARIAT):
        count = min(short, places[place]) if place != move.source else 0
        if count > 0:
            back.append(Move(move.day, "T", move.item, count, place, STORE, purpose="vráceno do skladu"))
            places[place] -= count
            short -= count
    return back


def _two_receipts(item: Item, demand: list[Move], final: int, first: dt.date) -> list[Move]:
    """One delivery at the start, one later, whose size makes the end exact; all of it in the cupboard."""
    demand = [replace(move, source=STORE) for move in demand]
    half, total = len(demand) * 2 // 3, sum(move.count for move in demand) + final
    early = sum(move.count for move in demand[:half]) + min(item.minimum, final)
    moves = [_receipt(item, first, early, "počáteční stav")] if early else []
    if total > early:
        day = demand[half].day - 3 * DAY if half < len(demand) else first
        moves.append(_receipt(item, max(first, working(day, -1)), total - early))
    return moves + demand


def _final(item: Item, rng: Random) -> int:
    if item.fate == "zero":
        return 0
    if item.fate == "low":
        return max(1, item.minimum // 3)
    return max(2, item.minimum // 2) * 3 if item.fate == "soon" else item.minimum + rng.randint(2, 2 * item.minimum)


def _lot(item: Item, demand: list[Move]) -> int:
    """About a third of the demand, rounded as suppliers pack."""
    pack = 100 if item.minimum >= 100 else 50 if item.minimum >= 30 else 10
    biggest = max(move.count for move in demand) + item.minimum
    return -(-max(sum(move.count for move in demand) // 4, biggest) // pack) * pack


def _receipt(item: Item, day: dt.date, count: int, note: str = "") -> Move:
    return Move(day, "P", item, count, "", STORE, item.supplier if not note else "", "", note if note else "nákup")


def _returns(moves: list[Move], count: int, as_of: dt.date, rng: Random) -> list[Move]:
    """Pieces that came back after an event; they only add, so they can never break a balance."""
    pool = [m for m in moves if m.kind == "V" and m.count >= 5 and not m.item.fate and m.day < as_of - 9 * DAY]
    return [
        replace(
            m, day=working(m.day + 2 * DAY), kind="R", count=rng.randint(1, m.count // 3), source="", target=m.source
        )
        for m in rng.sample(pool, count)
    ]


def _numbered(moves: list[Move]) -> list[Move]:
    counts: dict[tuple[str, int], int] = defaultdict(int)
    found = []
    for move in sorted(moves, key=lambda m: (m.day, KINDS.index(m.kind))):
        counts[move.kind, move.day.year] += 1
        number = f"{move.kind}-{move.day.year}-{counts[move.kind, move.day.year]:04}"
        found.append(replace(move, number=number))
    return found

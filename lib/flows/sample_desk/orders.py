"""Orders of ads in the made-up town: issues of this year and the next, orders on their way into the next issue in every
state, one that came late and was allowed by name, and those of the two issues that came out last.
"""

import datetime as dt
from dataclasses import replace

from data.samples.people import ico
from lib import access, clock, store
from lib.access import User
from lib.accounts import DEMO_PEOPLE
from lib.ads import actions, queries
from lib.ads.queries.papers import Issue, existing_issue
from lib.ads.rules import OrderEntry
from lib.store import Database

COPIES, PRINT, DISTRIBUTION = 13_000, 118_000_00, 39_000_00
WAY = ("reserved", "material", "preview", "approved", "placed")
FIRMS = (
    ("Pekárna U Kašny", "1/4", "Vánoční cukroví na objednávku"),
    ("Optika Jasnozraká", "1/8", "Měření zraku zdarma do konce měsíce"),
    ("Autoservis Habr", "1/2", "Přezutí bez objednání, každou sobotu"),
    ("Zahradnictví Bezinka", "1/8", "Vánoční stromky z vlastní školky"),
    ("Realitní kancelář Podkroví", "1/4", "Hledáme byty pro naše klienty"),
    ("Kavárna Zrnko", "1/8", "Nově snídaně od sedmi hodin"),
    ("Stavebniny Cihelna", "1/1", "Zimní výprodej dlažby"),
    ("Jazyková škola Slovíčko", "1/4", "Zápis do kurzů pro dospělé"),
    ("Kolovna Brázdov", "1/8", "Servis kol v zimě o třetinu levněji"),
    ("Truhlářství Javorek", "1/4", "Kuchyně na míru"),
)
STATES = (
    "enquiry", "ordered", "reserved", "material", "preview", "approved", "placed", "placed", "cancelled", "enquiry",
)  # fmt: skip
PRINTED = 6
"""Orders of an issue that is out."""


def fill(db: Database) -> None:
    """By the editor, approved by the head. Nothing without a price list in force, or at a second run."""
    people = [access.user(db, DEMO_PEOPLE[role][0]) for role in ("editor", "head")]
    if store.scalar(db, "select 1 from paper_issue") or None in people:
        return
    editor, head = (one for one in people if one)
    year = clock.today().year
    for one in (year - 1, year, year + 1):
        actions.fill_year(db, one, by=editor)
    db.conn.execute(
        "update paper_issue set copies = ?, print_cost = ?, distribution_cost = ?", (COPIES, PRINT, DISTRIBUTION)
    )
    if store.scalar(db, "select 1 from price_list where state = 'in_force'") is None:
        return
    for issue in _out(db):
        _printed(db, issue, editor)
    coming = queries.to_order(db, by=editor)
    following = [issue for issue in coming if not issue.closed]
    for place, state in enumerate(STATES):
        _to(db, _entry(place, following[: 3 if place == 2 else 1]), state, editor)
    _late(db, coming[0], editor, head)


def _out(db: Database) -> list[Issue]:
    """The two issues that came out last, the older first."""
    sql = "select id from paper_issue where out_on <= ? order by out_on desc limit 2"
    return [existing_issue(db, row["id"]) for row in reversed(store.rows(db, sql, (clock.today().isoformat(),)))]


def _entry(place: int, issues: list[Issue]) -> OrderEntry:
    name, item, text = FIRMS[place % len(FIRMS)]
    return OrderEntry(
        tuple(issue.key for issue in issues), item, advertiser=name, ico=ico(f"99005{place % len(FIRMS):02d}"),
        text=text, contact=f"tel. 602 000 {400 + place}", placement="strana 3" if place == 6 else "",
        prepaid=place == 5,
    )  # fmt: skip


def _to(db: Database, entry: OrderEntry, state: str, by: User) -> int:
    """An order taken step by step to its state."""
    order_id = actions.add_order(db, entry, state="enquiry" if state == "enquiry" else "ordered", by=by)
    if state == "cancelled":
        actions.cancel(db, order_id, "inzerent akci odložil", by=by)
    elif state in WAY:
        for step in WAY[: WAY.index(state) + 1]:
            who, how = (entry.contact, "e-mailem") if step == "approved" else ("", "")
            actions.step(db, order_id, step, who=who, how=how, by=by)
    return order_id


def _printed(db: Database, issue: Issue, by: User) -> None:
    """Orders as they were taken before the closing of an issue that is out by now."""
    before = dt.datetime.combine(issue.closes_on - dt.timedelta(days=4), dt.time(9), clock.PRAGUE)
    with clock.fixed(before):
        taken = [
            _to(db, replace(_entry(place, [issue]), prepaid=False), "placed", by)
            for place in range(len(FIRMS) - PRINTED, len(FIRMS))
        ]
    for order_id in taken:
        actions.step(db, order_id, "out", by=by)


def _late(db: Database, issue: Issue, editor: User, head: User) -> None:
    """An order after the closing, allowed by the head; before the closing an order like the others."""
    entry = replace(_entry(1, [issue]), item="1/8", text="Otevíráme novou provozovnu")
    order_id = actions.add_order(db, entry, state="enquiry", by=editor)
    if issue.closed:
        actions.approve(db, order_id, "late", "uvolnilo se místo po stornu", by=head)
    actions.step(db, order_id, "ordered", by=editor)

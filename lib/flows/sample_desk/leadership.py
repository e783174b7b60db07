"""The leadership of the made-up town, its diary, and the invitations on the secretary's desk."""

import datetime as dt

from lib import clock, store
from lib.access import SYSTEM
from lib.contacts import actions as contacts
from lib.contacts.rules import HolderCard
from lib.flows import attendance
from lib.store import Database

SINCE = dt.date(2022, 10, 19)
"""The day on which the council of the made-up town elected its leadership."""

CARDS = (
    HolderCard(
        "Alena Dvorská", "starostka", SINCE, rank=1, title_before="Mgr.", salutation="Vážená paní starostko",
        email="starostka@brazdov.example", phone="+420 500 000 101",
    ),
    HolderCard(
        "Martin Kubík", "1. místostarosta", SINCE, rank=2, title_before="Ing.",
        salutation="Vážený pane místostarosto", email="kubik@brazdov.example", phone="+420 500 000 102",
    ),
    HolderCard(
        "Ivana Plachá", "2. místostarostka", SINCE, rank=3, title_before="Bc.",
        salutation="Vážená paní místostarostko", email="placha@brazdov.example", phone="+420 500 000 103",
    ),
)  # fmt: skip


def fill(db: Database) -> None:
    """The three office-holders and whom the office's calendar says they meet. A second run changes nothing."""
    if store.scalar(db, "select 1 from office_holder"):
        return
    for card in CARDS:
        contacts.add_holder(db, card, by=SYSTEM)
    attendance.read_all(db, by=SYSTEM)


def holder(db: Database, office: str) -> int:
    """The id of who holds an office in the made-up town."""
    today = clock.today().isoformat()
    return int(store.scalar(db, "select id from office_holder where office = ? and valid_from <= ?", (office, today)))

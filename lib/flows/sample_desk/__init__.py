"""What the made-up office has on its desk besides spreadsheets: the same deeds that people do on the screen."""

from collections.abc import Callable

from lib.flows.sample_desk import (
    bank,
    ceremony,
    channels,
    coverage,
    invoices,
    leadership,
    media,
    orders,
    posts,
    price_lists,
    tasks,
)
from lib.store import Database

FILLERS: tuple[Callable[[Database], None], ...] = (
    leadership.fill,
    tasks.fill,
    coverage.fill,
    ceremony.fill,
    price_lists.fill,
    orders.fill,
    invoices.fill,
    bank.fill,
    media.fill,
    posts.fill,
    channels.fill,
)
"""One function a room, in the order of the rooms; each is run once, after the spreadsheets were imported."""


def fill(db: Database) -> None:
    """Do everything in one transaction."""
    for filler in FILLERS:
        filler(db)

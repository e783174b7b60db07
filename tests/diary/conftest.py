"""An office with a mayor and a deputy."""

import datetime as dt

import pytest

from lib import store
from lib.access import SYSTEM
from lib.contacts import actions
from lib.contacts.rules import HolderCard

ELECTED = dt.date(2022, 10, 19)


@pytest.fixture
def mayor(office: object) -> int:
    card = HolderCard("Alena Dvorská", "starostka", ELECTED, rank=1, phone="+420 500 000 101")
    with store.write() as db:
        return actions.add_holder(db, card, by=SYSTEM)


@pytest.fixture
def deputy(mayor: int) -> int:
    card = HolderCard("Martin Kubík", "1. místostarosta", ELECTED, rank=2)
    with store.write() as db:
        return actions.add_holder(db, card, by=SYSTEM)

"""Pages of price lists run by AppTest as somebody who is signed in, over the made-up town's three lists."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from lib import store
from lib.access import User
from lib.flows.sample_desk import price_lists
from lib.tariffs import queries
from lib.ui import forms, tariffs_steps
from tests.pages.conftest import Page


@dataclass(frozen=True)
class Lists:
    """Ids of the made-up town's lists and whose desk they lie on."""

    draft: int
    now: int
    ended: int
    by: User


@pytest.fixture
def lists(people: dict[str, User]) -> Lists:
    with store.write() as db:
        price_lists.fill(db)
    with store.read() as db:
        ids = queries.price_lists(db, by=people["editor"])["id"].to_list()
    return Lists(*ids, people["editor"])


@pytest.fixture
def without_asking(without_asking: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The room's own screens ask by a name that they took."""
    monkeypatch.setattr(tariffs_steps, "confirm", forms.confirm)


@pytest.fixture
def page(people: object, room: Callable[..., Page]) -> Page:
    """`page("price_list", role="reader", id=1)`: the page after its first run, which must not fail."""
    return room("tariffs", "editor")

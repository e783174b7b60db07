"""A paper of the made-up town to print on."""

import datetime as dt
from collections.abc import Callable

import pytest

from lib.i18n import speaking
from lib.paper import A4, Document, Footer, Format, Letterhead

DAY = dt.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _czech():
    with speaking("cs"):
        yield


@pytest.fixture
def letterhead() -> Letterhead:
    return Letterhead(
        town="město Brázdov",
        office="Městský úřad Brázdov, Kancelář starosty",
        address="náměstí Svobody 1, 739 99 Brázdov",
        ico="99000016",
        phone="+420 599 000 111",
        email="kancelar@brazdov.example",
        web="www.brazdov.example",
    )


@pytest.fixture
def paper(letterhead: Letterhead) -> Callable[..., Document]:
    """`paper()` starts a new A4 document."""

    def start(title: str = "Zkušební list", number: str = "ZL-2026-001", format: Format = A4) -> Document:
        return Document(letterhead, title, number, Footer("Z1", "2", DAY), format)

    return start

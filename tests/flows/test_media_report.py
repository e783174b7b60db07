"""The monthly report D29: every room says its part, nothing is added across channels, gaps are told."""

import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader

from lib import store
from lib.access import SYSTEM, User
from lib.flows import media_report
from tests.reach.exports import hand, meta, post, source, take

OCTOBER = dt.date(2026, 10, 1)


@pytest.fixture
def kept(people: dict[str, User]) -> dict[str, User]:
    """Two channels with a gap, two posts of October."""
    lines = ["10/2026;Web;návštěvy;120;Matomo;3. 11. 2026;", "9/2026;Web;návštěvy;100;Matomo;3. 10. 2026;"]
    lines += ["9/2026;TV;reportáže;10;;;", "10/2026;Noviny;náklad;12800;tiskárna;5. 11. 2026;"]
    take(source("reach.by_hand"), "r.csv", hand(*lines))
    take(source("reach.facebook"), "e-2026-11-01.csv", meta([post("1", 160), post("2", 50, "Svoz odpadu")]))
    return people


def _text(by: User, month: dt.date = OCTOBER) -> str:
    with store.read() as db:
        pdf = media_report.paper(db, month, by=by)
    pages = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(" ".join(pages).replace("\u00a0", " ").split())


def test_each_channel_says_its_numbers_its_change_and_its_best_posts(kept: dict[str, User]) -> None:
    said = _text(kept["head"])
    assert "Měsíční zpráva o médiích: říjen 2026" in said
    assert "120 100 +20 %" in said
    assert "Svoz odpadu" in said
    assert "chybí" in said
    assert "odhad: náklad × 2,2" in said
    assert "nikdy se nesčítají" in said


def test_every_room_says_its_part(kept: dict[str, User]) -> None:
    said = _text(kept["reader"])
    for room in ("Noviny: příjmy z inzerce", "MUNIPOLIS", "Co o městě napsala a odvysílala média"):
        assert room in said


def test_an_empty_month_is_a_paper_too(people: dict[str, User]) -> None:
    assert "Jak se počítalo" in _text(people["reader"], dt.date(2026, 3, 1))


def test_the_same_month_gives_the_same_bytes(kept: dict[str, User]) -> None:
    with store.read() as db:
        assert media_report.paper(db, OCTOBER, by=SYSTEM) == media_report.paper(db, OCTOBER, by=SYSTEM)

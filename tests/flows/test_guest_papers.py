"""The papers for guests filled from an event: when it is in words, and everything that an invitation must say."""

import datetime as dt
import io
import re
from typing import Any

import pytest
from pypdf import PdfReader

from lib import contacts, store
from lib.access import SYSTEM, User
from lib.contacts.rules import HolderCard
from lib.events import Entry
from lib.events import actions as events
from lib.flows import guest_papers
from lib.guests import actions
from lib.guests.queries import Details
from lib.guests.rules import Card

DAY = dt.date(2026, 12, 12)


def entered(by: User, **more: Any) -> int:
    """An event with one guest whose salutation is confirmed."""
    with store.write() as db:
        event = events.add(db, Entry("Ples města", DAY, venue="Dům kultury", **more), state="confirmed", by=by)
        guest = actions.add(db, event, Card("Josef Němec", "veterans"), by=by)
        actions.confirm_salutation(db, guest, "Vážený pane Němče", by=by)
    return event


def said(event: int, kind: str, by: User) -> str:
    with store.read() as db:
        pdf = guest_papers.paper(db, event, kind, by=by)
    return re.sub(r"\s+", " ", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


@pytest.mark.parametrize(
    ("more", "when"),
    [
        ({}, "sobota 12. prosince 2026 Místo"),
        ({"starts_at": "17:00"}, "sobota 12. prosince 2026 od 17:00 Místo"),
        ({"starts_at": "20:00", "ends_at": "02:00", "ends_on": DAY + dt.timedelta(1)},
         "sobota 12. prosince 2026 od 20:00 Místo"),
        ({"starts_at": "09:00", "ends_at": "15:00", "ends_on": DAY + dt.timedelta(2)},
         "sobota 12. prosince 2026 od 9:00 – pondělí 14. prosince 2026 Místo"),
    ],
)  # fmt: skip
def test_when_it_is_in_words(office: object, people: dict[str, User], more: dict[str, Any], when: str) -> None:
    by = people["secretary"]
    assert when in said(entered(by, **more), "attendance", by)


def test_an_invitation_says_all_that_it_must(office: object, people: dict[str, User]) -> None:
    by = people["secretary"]
    event = entered(by, starts_at="20:00", ends_at="02:00", ends_on=DAY + dt.timedelta(1))
    with store.write() as db:
        card = HolderCard("Alena Dvorská", "starostka města", dt.date(2022, 10, 19), title_before="Mgr.")
        mayor = contacts.actions.add_holder(db, card, by=SYSTEM)
        details = Details(event, mayor, "2026-12-04", "tel. 500 000 100", "polonéza, tombola", "večerní oděv",
                          "dvůr radnice", transferable=True)  # fmt: skip
        actions.save_details(db, details, by=by)
    text = said(event, "invitations", by)
    for part in ("Vážený pane Němče,", "Ples města", "sobota 12. prosince 2026 od 20:00", "Dům kultury", "polonéza",
                 "do 4. 12. 2026, tel. 500 000 100", "večerní oděv", "dvůr radnice", "přenosná", "Mgr. Alena Dvorská",
                 "starostka města", "fotografie"):  # fmt: skip
        assert part in text

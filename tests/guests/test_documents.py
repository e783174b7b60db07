"""Papers for guests are read back: everybody is on them once, with letters of three languages, the same each time."""

import dataclasses
import datetime as dt
import io
import re

import pytest
from pypdf import PdfReader

from lib.errors import BadInput
from lib.guests import documents
from lib.guests.documents import AttendanceList, Invitation, Invited
from lib.paper import Letterhead

DAY = dt.date(2026, 11, 23)
HEAD = Letterhead("Město Brázdov", "Kancelář starosty", "Náměstí 1, 739 99 Brázdov")
GUESTS = [
    Invited("Ing. Jan Novák, Ph.D.", "Vážený pane inženýre", "ZŠ Školní", ("Školní 5", "739 99 Brázdov"), 1),
    Invited("Wójcik Żaneta", "Vážená paní Wójcik", "Źródła Małe", ("ul. Łąkowa 1", "44-280 Rydułtowy")),
]
SAID = Invitation(
    "Den válečných veteránů", "sobota 12. prosince 2026 v 11:00", "pomník padlých", "Mgr. Alena Dvorská",
    "starostka města", HEAD, programme="Státní hymna, projevy, kladení věnců", reply="do 4. 12. 2026",
)  # fmt: skip


def pages(pdf: bytes) -> list[str]:
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_an_invitation_for_everybody() -> None:
    first, second = pages(documents.invitations(SAID, GUESTS, DAY))
    for said in ("Vážený pane inženýre,", SAID.title, SAID.when, "do 4. 12. 2026", "pro 2 osoby", "Alena Dvorská"):
        assert said in first
    assert "Vážená paní Wójcik," in second
    assert "pro jednu osobu, nepřenosná" in second


def test_journalists_are_invited_with_their_newsroom() -> None:
    press = dataclasses.replace(GUESTS[0], press=True)
    ours, theirs = pages(documents.invitations(SAID, [GUESTS[0], press], DAY))
    assert "redakci" not in ours
    assert "zvu Vaši redakci i Vás osobně na akci" in theirs
    (own,) = pages(documents.invitations(dataclasses.replace(SAID, text="zveme Vás na"), [press], DAY))
    assert "redakci" not in own


def test_a_batch_has_as_many_pages_as_guests_and_the_same_bytes() -> None:
    many = GUESTS * 60
    pdf = documents.invitations(SAID, many, DAY)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 120
    assert pdf == documents.invitations(SAID, many, DAY)


def test_the_attendance_list_has_no_addresses_and_room_for_those_who_come_besides() -> None:
    record = AttendanceList(SAID.title, SAID.when, SAID.place, tuple(GUESTS), HEAD, DAY, dt.date(2027, 12, 31))
    (text,) = pages(documents.attendance_list(record))
    assert "Ing. Jan Novák, Ph.D." in text
    assert "31. 12. 2027" in text
    assert "Školní 5" not in text


def test_labels_tags_and_envelopes() -> None:
    assert len(pages(documents.labels("Den", GUESTS * 7, DAY))) == 2, "twelve on a sheet"
    assert len(pages(documents.name_tags("Den", GUESTS * 5, DAY))) == 1, "ten on a sheet"
    first, second = pages(documents.envelopes("Den", HEAD, GUESTS, DAY))
    assert "Školní 5 739 99 Brázdov" in first
    assert "ul. Łąkowa 1" in second


def test_what_cannot_be_printed_says_why() -> None:
    with pytest.raises(BadInput, match="Jan Bez"):
        documents.labels("Den", [Invited("Jan Bez")], DAY)
    with pytest.raises(BadInput, match="Jan Bez"):
        documents.invitations(SAID, [Invited("Jan Bez")], DAY)
    with pytest.raises(BadInput, match="nikdo"):
        documents.name_tags("Den", [], DAY)
    with pytest.raises(BadInput, match="nevejde"):
        long = Invitation("A", "B", "C", "D", "E", HEAD, programme="projev\n" * 60)
        documents.invitations(long, GUESTS, DAY)

"""The diary: what is private stays private everywhere; an invitation leads to an answer and the day sheet."""

import io
import re
import urllib.request

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.screen import Crowd, Person

SECRET = "Oslava s rodinou"
"""Without accents, which JSON on the wire writes in another way."""
DAY, BUSY = "2026-12-03", "obsazeno"
MEETING = "Setkání s partnerskou obcí"
INVITATION = "/pozvanka?id=2"


def test_what_is_private_is_only_taken_time_for_everybody_else(crowd: Crowd) -> None:
    secretary, editor = crowd.person("secretary"), crowd.person("editor")
    told, heard = _listen(secretary), _listen(editor)
    _enter_private(secretary)
    feed = _feed_of_the_mayor(secretary)

    editor.open(f"/diar?den={DAY}&pohled=tyden")
    editor.drawn()
    expect(editor.main.get_by_text(BUSY).first).to_be_visible()
    editor.turn(f"/akce-upravit?den={DAY}")
    editor.write("Název", MEETING)
    editor.write("Čas", "11:00–12:00")
    editor.choose("Účast vedení", "Alena Dvorská", several=True)
    editor.sees(re.compile("Alena Dvorská je v tu dobu jinde: obsazeno"))
    editor.press("Uložit akci")
    expect(editor.heading(MEETING)).to_be_visible()
    editor.turn("/kolize")
    editor.press("Stáhnout")
    _, table = editor.take(editor.page.get_by_role("button", name=re.compile("csv")))
    assert re.search(f"{MEETING}.*{BUSY}|{BUSY}.*{MEETING}", table.decode("utf-8-sig"))
    editor.turn(f"/denni-list?den={DAY}")
    _, paper = editor.take("Stáhnout A4")
    assert re.search(rf"10:00–12:00\s+{BUSY}", _text(paper))

    assert BUSY.encode() in heard
    assert b"DTSTART;TZID=Europe/Prague:20261203T100000" in feed
    assert b"SUMMARY:Obsazeno" in feed
    assert SECRET.encode() in told, "what is listened to is what the pages show"
    for one in (heard, feed, table, _text(paper).encode()):
        assert SECRET.encode() not in one


def _listen(one: Person) -> bytearray:
    """Everything that the server tells this browser, not only what its pages draw."""
    heard = bytearray()

    def hear(said: str | bytes) -> None:
        heard.extend(said.encode() if isinstance(said, str) else said)

    one.page.on("websocket", lambda socket: socket.on("framereceived", hear))
    return heard


def _enter_private(one: Person) -> None:
    one.open(f"/zaznam-diare?osoba=starostka&den={DAY}&cas=10:00")
    one.write("Co", SECRET)
    one.write("Čas", "10:00–12:00")
    one.press(one.main.get_by_role("radio", name="soukromé"))
    one.press("Uložit do diáře")
    one.sees("Diář je uložen.", re.compile(SECRET))


def _feed_of_the_mayor(one: Person) -> bytes:
    one.turn("/funkcionari?id=1")
    one.press("Vytvořit odkaz")
    one.sees(re.compile("ukáže se jen jednou"))
    link = one.main.get_by_label("Odkaz na kalendář").input_value()
    with urllib.request.urlopen(link, timeout=20) as answer:
        return bytes(answer.read())


def _text(paper: bytes) -> str:
    return re.sub(r"\s+", " ", "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages))


def test_an_invitation_is_accepted_answered_and_stands_on_the_day_sheet(crowd: Crowd) -> None:
    one = crowd.person("secretary")
    one.open(INVITATION)
    one.sees(re.compile("starostka: má volno"))
    one.press("Přijmout")
    one.sees("Rozhodnuto. Zbývá odeslat odpověď.", "přijato")
    expect(one.main.get_by_role("link", name="Otevřít v poště")).to_have_attribute("href", re.compile("^mailto:"))
    one.press("Odpověď odešla")
    one.sees("Zapsáno: odpověď odešla dnes.")
    one.turn("/denni-list?den=2026-12-13")
    name, paper = one.take("Stáhnout A4")
    assert name == "denni-list-starostka-2026-12-13-a4.pdf"
    said = _text(paper)
    for word in ("neděle 13. prosince 2026", "Alena Dvorská", "17:00", "Výroční valná hromada", "hasičská zbrojnice"):
        assert word in said
    _, small = one.take("Stáhnout A5")
    assert "Výroční valná hromada" in _text(small)

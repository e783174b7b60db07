"""A memorial act is prepared, signed off and changed all the same; guests are addressed, invited and printed."""

import io
import re

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.screen import Crowd, Person

SAVE = re.compile("^Uložit (řádky|pietní akt)")
LINE_WITHOUT_ANYBODY = 5
"""Projevy: the sample leaves its responsible person for somebody to fill in."""
TALK = "/hoste?id=805"
GUESTS = (
    "Mgr. Blanka Tesařová; Spolek Lípa; předsedkyně; tesarova@lipa.example; ; Lipová 3; 739 99; Brázdov\n"
    "Ing. Oto Chaloupka; Sokol Brázdov; starosta Sokola"
)


def test_what_changes_after_an_act_is_signed_off_is_shown_to_everybody(crowd: Crowd) -> None:
    one, other = crowd.person("spokesperson"), crowd.person("reader")
    act = f"/pietni-akt?id={one.town.act}"
    one.open(act)
    one.sees("Podepsat půjde, až nic z toho nebude chybět.", re.compile("Projevy"))
    _fill_in(one, act)
    one.open(f"{act}&cast=stuhy")
    for institution in ("Svaz veteránů", "ZŠ Školní"):
        one.press("Stuha souhlasí s objednávkou")
        one.sees(f"Stuha je zkontrolovaná: {institution}.")
    one.open(act)
    one.press("Uzamknout a podepsat")
    one.sees("podepsáno", re.compile("Jana Tichá, 23"))

    one.open(f"{act}&cast=udaje")
    one.write("Varianta pro déšť", "Vše v obřadní síni radnice")
    one.press(SAVE)
    one.sees("Pietní akt je podepsaný. Napište, proč se mění; uvidí to všichni ze scénáře.")
    one.write("Proč se mění po podpisu", "hlásí vichřici")
    one.press(SAVE)
    one.sees(re.compile(r"Uloženo jako verze \d"))
    other.open(act)
    other.sees("změněno po podpisu", re.compile("Varianta pro déšť: Řeči .+ → Vše v obřadní síni radnice"))
    one.open(f"{act}&cast=tisk")
    name, paper = one.take("Stáhnout a vytisknout")
    text = re.sub(r"\s+", " ", PdfReader(io.BytesIO(paper)).pages[0].extract_text())
    assert name == "scenar-2026-12-18.pdf"
    assert "Podepsáno: Jana Tichá" in text
    assert re.search("Změněno po podpisu: Varianta pro déšť: Řeči .+, nově Vše v obřadní síni radnice", text)


def _fill_in(one: Person, act: str) -> None:
    """Write into a table of fields as into a spreadsheet: arrows, text, Tab; pressing elsewhere ends the last one."""
    one.open(f"{act}&cast=scenar")
    one.press(one.main.get_by_text("Upravit řádky"))
    table = one.main.get_by_test_id("stDataFrame")
    table.locator("canvas").first.wait_for()
    table.click(position={"x": 60, "y": 52})
    keys = one.page.keyboard
    for key in ["ArrowDown"] * LINE_WITHOUT_ANYBODY + ["ArrowRight"] * 3:
        keys.press(key)
    cell = one.page.locator("#portal textarea")
    keys.press("Enter")
    cell.fill("Hana Bílá")
    cell.press("Tab")
    expect(cell).to_have_count(0)
    keys.press("Enter")
    cell.fill("+420 500 000 120")
    one.press(SAVE)
    one.sees(re.compile(r"Uloženo jako verze \d"))


def test_guests_are_invited_by_letters_that_address_them_as_was_confirmed(crowd: Crowd) -> None:
    one = crowd.person("secretary")
    one.open(TALK)
    one.press(one.main.get_by_text("Vložit hosty z tabulky"))
    one.write("Řádky", GUESTS)
    one.press(re.compile("^Přidat všechny|^Přidat vše"))
    one.sees(re.compile("Přidáni"))
    one.open(f"{TALK}&cast=tisk")
    one.sees(re.compile("Ověřte oslovení: Blanka Tesařová, Oto Chaloupka"))
    one.open(f"{TALK}&cast=osloveni")
    one.write(re.compile("Blanka"), "Vážená paní magistro")
    one.press(re.compile("^Ověřit 2"))
    one.sees(re.compile("oslovení"))
    one.open(f"{TALK}&cast=tisk")
    name, paper = one.take("Stáhnout a vytisknout")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages]
    assert name == "pozvanky-2026-12-10.pdf"
    assert ["Vážená paní magistro," in pages[0], "Vážený pane starosto," in pages[1], len(pages)] == [True, True, 2]
    assert all("Beseda s občany" in page for page in pages)
    one.open(f"{TALK}&cast=pozvat")
    one.press(re.compile("^Zapsat"))
    one.sees("Pozváni 2 hosté.")
    one.open(f"{TALK}&cast=odpovedi")
    one.press(re.compile("^Přijde"))
    one.sees(re.compile("přijde 1"))

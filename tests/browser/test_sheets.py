"""Shared spreadsheets: a new one through the wizard, its differences and problems, taken back; a broken one refused."""

import re
from pathlib import Path

from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from tests.browser.screen import Crowd, Person

NAME = "Novy sklad"
FILE = "novy-sklad.xlsx"


def _write(path: Path, price: str = "25,00 Kč") -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["Kód", "Název", "Kategorie", "Min. zásoba", "Nákupní cena s DPH", "MJ"])
    sheet.append(["ZKO-01", "Zkušební hrnek", "keramika", "10", price, "ks"])
    sheet.append(["ZKO-02", "Zkušební odznak", "drobnosti", "mnoho", "5,00 Kč", "ks"])
    book.save(path)


def test_a_spreadsheet_is_added_corrected_and_taken_back(crowd: Crowd) -> None:
    one = crowd.person("head")
    path = one.town.shared / FILE
    _write(path)
    one.open("/nova-tabulka")
    one.choose("Co to je", "Propagační předměty")
    one.choose("Soubor ve sdílené složce", FILE)
    one.press(re.compile("^Pokračovat"))
    one.sees("Krok 2 ze 3: Sloupce", "Zkušební hrnek")
    one.press(re.compile("^Vyzkoušet"))
    one.sees(re.compile("Krok 3 ze 3"), "Co se nepodařilo přečíst", "mnoho")
    one.write("Název tabulky", NAME)
    one.press(re.compile("^Přidat a načíst"))
    one.sees(f"Tabulka „{NAME}“ je přidaná a načtená.")
    one.stands_at("/tabulka")
    problem = one.main.get_by_role("table", name="Problémy").get_by_role("row").nth(1)
    expect(problem).to_contain_text("Min. zásoba")
    expect(problem).to_contain_text("3")
    expect(problem).to_contain_text("mnoho")

    _write(path, "30,00 Kč")
    one.press(one.main.get_by_role("tab", name="Načíst teď"))
    one.press("Načíst a porovnat")
    one.sees("Co se změní", re.compile("30"))
    one.press(re.compile("^Zapsat do Kanceláře"))
    one.sees(re.compile("^Načteno: "))
    _undo(one)
    _undo(one)
    one.turn("/sklad?stock.items.q=zkusebni")
    expect(one.main.get_by_text("Zkušební hrnek")).to_have_count(0)
    assert load_workbook(path).active["A2"].value == "ZKO-01"


def _undo(one: Person) -> None:
    one.press(one.main.get_by_role("tab", name="Importy"))
    one.press("Vrátit celý import")
    dialog = one.page.get_by_role("dialog")
    expect(dialog).to_contain_text(re.compile("Soubor zůstane"))
    one.press(dialog.get_by_role("button", name="Vrátit celý import"))
    one.sees(re.compile("^Import z .+ je vrácený"))


def test_a_broken_file_is_one_sentence_and_the_office_goes_on(crowd: Crowd) -> None:
    one = crowd.person("head")
    one.open("/nova-tabulka")
    one.choose("Co to je", "Propagační předměty")
    one.press(one.main.get_by_role("radio", name="Nahraný soubor"))
    broken = {"name": "sklad.xlsx", "mimeType": "application/octet-stream", "buffer": b"PK\x03\x04 this is no zip"}
    one.page.locator("input[type=file]").set_input_files(broken)
    expect(one.main.get_by_text("sklad.xlsx").first).to_be_visible()
    one.press(re.compile("^Pokračovat"))
    alert = one.main.get_by_role("alert")
    expect(alert).to_have_count(1)
    expect(alert).to_contain_text(re.compile(r"^(error)?Soubor sklad\.xlsx [^.]+\. [^.]+\.$"))
    one.turn("/sklad")
    one.sees(re.compile(r"^1\d\d\spředmět"))

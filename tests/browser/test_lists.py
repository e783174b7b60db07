"""Lists behave alike: searched without diacritics, filtered, sorted, kept as a view for colleagues, taken to Excel."""

import csv
import io
import re

from openpyxl import load_workbook
from playwright.sync_api import Locator, expect

from tests.browser.screen import Crowd, Person

VIEW = "Hrnky podle hodnoty"


def _table(one: Person) -> Locator:
    return one.main.get_by_role("table", name="Sklad předmětů")


def _names(one: Person) -> list[str]:
    expect(_table(one).get_by_role("link").first).to_be_visible()
    return _table(one).get_by_role("link").all_inner_texts()


def test_a_list_is_searched_sorted_shared_and_downloaded(crowd: Crowd) -> None:
    one = crowd.person("storekeeper")
    one.open("/sklad")
    one.main.get_by_role("searchbox", name="Hledat").fill("detsky")
    expect(_table(one).get_by_role("link", name="Hrnek dětský")).to_be_visible()
    expect(_table(one).get_by_role("link", name="Balonky 10 ks")).to_have_count(0)
    one.press(_table(one).get_by_role("button", name="Hodnota"))
    expect(_table(one).get_by_role("columnheader", name="Hodnota")).to_have_attribute("aria-sort", "ascending")
    one.press(_table(one).get_by_role("button", name="Hodnota"))
    expect(_table(one).get_by_role("columnheader", name="Hodnota")).to_have_attribute("aria-sort", "descending")
    found = _names(one)
    assert len(found) > 2

    one.press("Zobrazení")
    box = one.page.get_by_role("combobox", name="Sloupce")
    box.fill("Dodavatel")
    expect(one.page.get_by_role("option", name="Dodavatel")).to_be_visible()
    box.press("Enter")
    box.press("Escape")
    expect(one.main.locator("thead").get_by_text("Dodavatel")).to_be_visible()
    one.page.get_by_label("Název zobrazení", exact=True).fill(VIEW)
    one.press(one.page.get_by_text(re.compile("Sdílet s .*kanceláří")))
    one.press(one.page.get_by_role("button", name=re.compile("^Uložit zobrazení")))
    expect(one.page.get_by_text(re.compile(f"„{VIEW}“")).first).to_be_visible()
    mailed = one.page.url.removeprefix(one.town.url)

    one.press("Stáhnout")
    name, content = one.take(one.page.get_by_role("button", name=re.compile("xlsx")))
    assert re.fullmatch(r"sklad-predmetu-2026-11-23\.xlsx", name)
    sheet = load_workbook(io.BytesIO(content)).active
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert [row[rows[0].index("Název")] for row in rows[1 : len(found) + 1]] == found
    name, content = one.take(one.page.get_by_role("button", name=re.compile("csv")))
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert "Dodavatel" in lines[0]
    assert len(lines) == len(found) + 1

    colleague = crowd.person("reader")
    colleague.open(mailed)
    assert _names(colleague) == found
    expect(_table(colleague).get_by_role("columnheader", name="Dodavatel")).to_be_visible()
    colleague.open("/sklad")
    colleague.press("Zobrazení")
    colleague.press(colleague.page.get_by_role("button", name=VIEW))
    expect(_table(colleague).get_by_role("columnheader", name="Dodavatel")).to_be_visible()
    assert _names(colleague) == found

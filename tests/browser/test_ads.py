"""Revenue from ads: years side by side, an unpaid row leads to its ad, a payment is recorded in the list itself."""

import re

from playwright.sync_api import expect

from tests.browser.screen import Crowd, Person


def test_revenue_turns_years_and_an_unpaid_row_leads_to_its_ad(crowd: Crowd) -> None:
    one = crowd.person("editor")
    one.open("/prijmy-z-inzerce")
    one.sees(re.compile("Kč bez DPH z .+ inzerátů"), re.compile("(víc|méně) než"))
    expect(one.main.locator(".js-plotly-plot").first).to_be_visible()
    one.press(one.main.get_by_text("2025", exact=True).first)
    expect(one.heading("Příjmy z inzerce 2025")).to_be_visible()
    expect(one.page).to_have_url(re.compile("rok=2025"))
    for tab in ("Čísla novin", "Inzerenti", "Formáty", "Roky"):
        one.press(one.main.get_by_role("tab", name=tab))
        panel = one.main.get_by_role("tabpanel", name=tab)
        expect(panel.get_by_text(re.compile(r"\d\sKč")).first).to_be_attached()
    one.press(one.main.get_by_role("tab", name="Neuhrazené"))
    table = one.main.get_by_role("table", name=re.compile("[Nn]euhrazené"))
    first = table.get_by_role("link").first
    advertiser = first.inner_text()
    one.press(first)
    one.stands_at("/inzerat")
    expect(one.heading(advertiser)).to_be_visible()
    one.press(re.compile("Zapsat úhradu"))
    one.sees(re.compile("[Úú]hrada"))
    expect(one.button(re.compile("Zrušit zápis úhrady|úhradu"))).to_be_visible()


def test_a_payment_is_recorded_in_the_list(crowd: Crowd) -> None:
    one = crowd.person("editor")
    one.open("/inzeraty?ads.state=po+splatnosti")
    table = one.main.get_by_role("table", name="Inzeráty")
    order = table.get_by_role("link").first.inner_text()
    headings = table.get_by_role("columnheader").all_inner_texts()
    one.press("Upravit v tabulce")
    one.sees("Měnit lze jen sloupce s tužkou.")
    _write_into_first_row(one, headings.index("Poznámka"), "zaplatí v pondělí")
    one.press(re.compile("^Uložit změny"))
    one.sees(re.compile(r"Uložen 1\sřádek\."))
    one.open(f"/inzeraty?ads.q={order}")
    one.sees("zaplatí v pondělí")


def _write_into_first_row(one: Person, column: int, text: str) -> None:
    """The table of fields is a canvas, reached from its first cell by the keyboard. The field stays open: pressing
    elsewhere closes and sends it."""
    cells = one.main.locator(".stDataFrameGlideDataEditor").first
    expect(cells).to_be_visible()
    cells.click(position={"x": 40, "y": 55})
    for _ in range(column):
        one.page.keyboard.press("ArrowRight")
    one.page.keyboard.press("Enter")
    cell = one.page.locator("#portal textarea")
    expect(cell).to_be_visible()
    cell.fill(text)

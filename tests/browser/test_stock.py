"""The cupboard: hand out in four touches with a protocol, refused without loss, received, taken back, cancelled."""

import io
import re

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.screen import Crowd, Person

ITEM, CODE, ITEM_ID = "Hrnek se znakem", "KER-01", 1
PIECES = re.compile(r"^Kusů \(z \d+\)$")


def balance(one: Person) -> int:
    """The pieces that the item's card speaks of."""
    one.open(f"/predmet?id={ITEM_ID}")
    said = one.main.get_by_text(re.compile(rf"{CODE} · ")).inner_text()
    found = re.search(r"(\d+)\s+kus", said.replace("\u00a0", " "))
    assert found, said
    return int(found[1])


def test_an_item_is_handed_out_in_six_touches_and_less(crowd: Crowd) -> None:
    one = crowd.person("storekeeper")
    before = balance(one)
    one.open("/vydej")
    one.touches = 0
    one.choose("Předmět", CODE)
    one.write(PIECES, "3")
    one.choose("Komu", "Spolek přátel Brázdova", new=True)
    one.press("Vydat předměty")
    one.sees(re.compile(r"Vydány 3\skusy\. Protokol PP-2026-0\d\d je připraven"))
    number = one.heading(re.compile(r"PP-2026-0\d\d")).inner_text().split()[-1]
    name, paper = one.take("Stáhnout a vytisknout")
    assert one.touches <= 6
    assert name == f"{number}.pdf"
    text = PdfReader(io.BytesIO(paper)).pages[0].extract_text()
    for word in (number, ITEM, "Spolek přátel Brázdova", "Věra Malá", "Brázdov"):
        assert word in text
    assert balance(one) == before - 3


def test_a_refused_handing_out_keeps_everything_that_was_typed(crowd: Crowd) -> None:
    one = crowd.person("storekeeper")
    one.open(f"/vydej?id={ITEM_ID}")
    one.write(PIECES, "5000")
    one.choose("Komu", "Pan Novotný", new=True)
    one.write("Účel", "dárek pro hosta")
    one.press("Vydat předměty")
    one.sees(re.compile(r"Hrnek se znakem|kusů"))
    expect(one.main.get_by_role("alert").first).to_be_visible()
    expect(one.main.get_by_label(PIECES).first).to_have_value("5000")
    expect(one.main.get_by_role("combobox", name="Komu")).to_have_value("Pan Novotný")
    expect(one.main.get_by_label("Účel")).to_have_value("dárek pro hosta")
    one.stands_at("/vydej")


def test_goods_come_in_come_back_and_a_protocol_is_cancelled(crowd: Crowd) -> None:
    one = crowd.person("storekeeper")
    before = balance(one)
    one.press("Příjem, převod, odpis")
    one.heading("Příjem, převod, odpis").wait_for()
    one.write("Množství", "20")
    one.write("Poznámka", "dodávka z dílny")
    one.press("Zapsat")
    one.sees(re.compile(r"Příjem: Hrnek se znakem.*20\skusů"))
    assert balance(one) == before + 20

    one.open(f"/vydej?id={ITEM_ID}")
    one.write(PIECES, "4")
    one.choose("Komu", "Klub přátel hrnků", new=True)
    one.press("Vydat předměty")
    one.heading(re.compile(r"PP-2026-0\d\d")).wait_for()
    protocol = one.page.url.removeprefix(one.town.url)
    one.press(one.main.get_by_text("Zapsat vrácení").first)
    one.write(ITEM, "1")
    one.press(one.main.get_by_role("button", name="Zapsat vrácení").last)
    one.sees("Předměty jsou zpět (Sklad kanceláře).")
    assert balance(one) == before + 17
    one.open(protocol)
    one.press(one.main.get_by_text("Stornovat protokol").first)
    one.write("Důvod", "vydáno omylem")
    one.press(one.main.get_by_role("button", name="Stornovat protokol").last)
    one.sees(re.compile("Protokol PP-.+ je stornovaný"))
    assert balance(one) == before + 20


def test_the_card_the_past_and_the_receivers_answer(crowd: Crowd) -> None:
    one = crowd.person("reader")
    one.open("/predmet?id=66")
    expect(one.heading(re.compile(r"Dojde \d+\. \d+\. 20\d\d, pokud se bude vydávat jako dosud"))).to_be_visible()
    expect(one.main.locator(".js-plotly-plot").first).to_be_visible()
    one.turn("/sklad?ke-dni=2025-01-15&stock.items.q=KER-01")
    past = one.main.get_by_role("row", name=re.compile(ITEM)).inner_text()
    one.open("/sklad?stock.items.q=KER-01")
    now = one.main.get_by_role("row", name=re.compile(ITEM)).inner_text()
    assert past != now
    one.turn("/kdo-co-dostal?rok=2026")
    expect(one.heading(re.compile("Nejvíc dostal příjemce .+ hodnoty"))).to_be_visible()
    expect(one.main.get_by_role("table", name="Kdo co dostal").get_by_role("row").nth(1)).to_be_visible()

"""A session that ends while a form is half filled loses nothing: it says so, and saves after signing in anew."""

import re

from playwright.sync_api import expect

from lib import access
from tests.browser.screen import Crowd


def test_what_was_typed_outlives_the_session(crowd: Crowd) -> None:
    one = crowd.person("storekeeper")
    one.quiet = False
    one.open("/pohyb?id=66")
    one.write("Množství", "7")
    note = one.main.get_by_label("Poznámka", exact=True)
    note.fill("sedm sklenic od včelařů")
    one.town.end_sessions("storekeeper")
    one.page.keyboard.press("Tab")
    bar = one.page.get_by_role("alert").filter(has_text="Byli jste odhlášeni. Co jste napsali, zůstalo na obrazovce.")
    expect(bar).to_be_visible()
    link = bar.get_by_role("link", name="Přihlásit se")
    expect(link).to_have_attribute("target", "_blank")
    door = one.context.new_page()
    door.goto(one.town.url + (link.get_attribute("href") or ""))
    door.get_by_role("button", name="Skladnice").click()
    door.get_by_test_id("stApp").wait_for()
    door.close()
    expect(bar).to_have_count(0)
    one.settled()
    expect(one.main.get_by_label("Množství", exact=True)).to_have_value("7")
    expect(note).to_have_value("sedm sklenic od včelařů")
    one.press("Zapsat")
    one.sees(re.compile(r"Příjem: Med květový 250 g.+7\skusů"))
    assert access.cookie_name(https=False) in {cookie["name"] for cookie in one.context.cookies()}

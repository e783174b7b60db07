"""People sign in, see what is theirs, sign out; a link waits for them; a wrong or forbidden address is explained."""

import re

from playwright.sync_api import expect

from lib import accounts
from tests.browser.conftest import OFFICE_MAIL, STRANGER
from tests.browser.screen import Crowd

EVERYBODY = {"Dnes", "Kalendář akcí", "Akce", "Sklad předmětů", "Příjmy z inzerce", "Dosah médií", "Sdílené tabulky"}
ONLY = {
    "spokesperson": ({"Příspěvky"}, {"Výdej", "Účty", "Nastavení"}),
    "editor": ({"Inzeráty"}, {"Výdej", "Účty", "Nastavení"}),
    "storekeeper": ({"Výdej", "Příjem, převod, odpis"}, {"Účty", "Nastavení"}),
    "head": ({"Výdej", "Účty", "Nastavení", "Záznam změn"}, set()),
    "reader": (set(), {"Výdej", "Příjem, převod, odpis", "Účty", "Záznam změn"}),
}
"""Role → what its menu has beside what everybody has, and what it must not have."""
STYLES_OF_PROVIDER = "cdn.jsdelivr.net"
"""The provider's own page asks for its styles there."""
BUTTONS = {
    "spokesperson": "Tisková mluvčí",
    "editor": "Redaktorka novin",
    "storekeeper": "Skladnice",
    "head": "Vedoucí",
    "reader": "Jen čtení",
}


def test_one_click_lets_each_role_in_and_out(crowd: Crowd) -> None:
    one = crowd.person(None)
    for role, label in BUTTONS.items():
        one.page.goto(one.town.url)
        expect(one.page.get_by_role("heading", name="Vyzkoušet Kancelář")).to_be_visible()
        one.page.get_by_role("button", name=label).click()
        one.settled()
        expect(one.heading("Pondělí 23. listopadu 2026")).to_be_visible()
        has, lacks = ONLY[role]
        assert EVERYBODY | has <= set(one.menu)
        assert not lacks & set(one.menu)
        expect(one.page.get_by_role("link", name=accounts.DEMO_PEOPLE[role][1])).to_be_visible()
        one.page.goto(f"{one.town.url}/odhlaseni")
        one.page.get_by_role("button", name="Odhlásit se").click()
        expect(one.page.get_by_role("heading", name="Přihlášení", exact=True)).to_be_visible()
        one.page.goto(f"{one.town.url}/sklad")
        expect(one.page).to_have_url(re.compile("/prihlaseni"))


def test_a_mailed_link_waits_for_signing_in(crowd: Crowd) -> None:
    one = crowd.person(None)
    one.page.goto(f"{one.town.url}/predmet?id=66")
    expect(one.page).to_have_url(re.compile(r"/prihlaseni\?next="))
    one.page.get_by_role("button", name="Skladnice").click()
    one.settled()
    expect(one.heading("Med květový 250 g")).to_be_visible()
    one.stands_at("/predmet")


def test_a_wrong_and_a_forbidden_address_are_explained(crowd: Crowd) -> None:
    one = crowd.person("reader")
    one.open("/vydej")
    one.sees(re.compile("Na tuto stránku je potřeba oprávnění „.+“. O přístup požádejte vedoucí"))
    expect(one.main.get_by_role("link", name="Zpět na stránku Dnes")).to_be_visible()
    one.page.goto(f"{one.town.url}/takova-stranka-neni")
    one.settled()
    one.sees(re.compile("neexistuje|není"))
    expect(one.page.get_by_role("dialog")).to_have_count(0)


def test_the_office_account_signs_in_through_its_provider(crowd: Crowd, provider: str) -> None:
    one = crowd.person(None)
    one.foreign |= {provider.removeprefix("http://"), STYLES_OF_PROVIDER}
    one.page.goto(f"{one.town.url}/predmet?id=66")
    one.page.get_by_role("link", name="Účet města Brázdova").click()
    one.page.get_by_role("button", name=OFFICE_MAIL).click()
    one.settled()
    expect(one.heading("Med květový 250 g")).to_be_visible()
    expect(one.page.get_by_role("link", name="Věra Malá")).to_be_visible()


def test_the_provider_vouches_in_vain_for_somebody_without_an_account(crowd: Crowd, provider: str) -> None:
    one = crowd.person(None)
    one.quiet = False  # the refusal is a 403
    one.foreign |= {provider.removeprefix("http://"), STYLES_OF_PROVIDER}
    one.page.goto(f"{one.town.url}/prihlaseni")
    one.page.get_by_role("link", name="Účet města Brázdova").click()
    one.page.get_by_role("button", name=STRANGER).click()
    expect(one.page.get_by_text(re.compile("účet"))).not_to_have_count(0)
    one.page.goto(f"{one.town.url}/sklad")
    expect(one.page).to_have_url(re.compile("/prihlaseni"))

"""Today leads to where things are mended; the calendar shows months, weeks, holidays and clashes, also on a phone."""

import re
from urllib.parse import unquote

from playwright.sync_api import Locator, expect

from tests.browser.screen import PHONE, Crowd, Person

CLASH = "Setkání s podnikateli"
DRAGGED = "Trénink paměti"


def test_each_kind_of_row_on_today_leads_to_its_mending(crowd: Crowd) -> None:
    one = crowd.person("head")
    for row, address, heading in (
        ("Schůze rady města", "/akce-karta", "Schůze rady města"),
        (f"{CLASH} × ", "/akce-karta", CLASH),
        ("faktur za inzerci", "/pohledavky", "Pohledávky"),
        ("Svíčka s městským znakem", "/predmet", "Svíčka s městským znakem"),
        ("problémů v tabulce", "/tabulka", ""),
        ("Služba na pozadí neběží", "/tabulky", "Sdílené tabulky"),
    ):
        one.turn("/")
        one.press(one.main.get_by_text("méně naléhavých věcí"))
        one.press(one.main.get_by_role("link", name=row).first)
        one.stands_at(address)
        expect(one.main.get_by_role("heading", level=1, name=heading)).to_be_visible()


def test_the_calendar_turns_filters_and_opens_an_event(crowd: Crowd) -> None:
    one = crowd.person("reader")
    one.open("/kalendar")
    expect(one.heading("listopad 2026")).to_be_visible()
    expect(one.main.get_by_text("Den boje za svobodu a demokracii").first).to_be_visible()
    expect(one.main.get_by_text("kolize").first).to_be_visible()
    one.press(one.main.get_by_role("tab", name="Týden"))
    expect(one.heading(re.compile(r"23\.–29\. 11\. 2026"))).to_be_visible()
    one.press(one.main.get_by_role("tab", name="Přehled"))
    one.press(one.button("Další období"))
    expect(one.main.get_by_text("Štědrý den").first).to_be_visible()
    one.press(one.button("Předchozí období"))
    expect(one.main.get_by_text("Rozsvícení vánočního stromu").first).to_be_visible()
    one.press(one.main.get_by_role("tab", name="Měsíc"))
    expect(one.heading("listopad 2026")).to_be_visible()
    expect(one.main.get_by_role("gridcell").get_by_role("link").first).to_be_visible()
    one.settled()
    everything = one.main.locator(".k-event").count()  # a link that is just being measured is no link for a moment
    one.press("Filtry")
    one.choose("Druh", "jednání rady a zastupitelstva", several=True)
    expect(one.page).to_have_url(re.compile("druh="))
    expect(one.main.get_by_role("link", name=re.compile("[Zz]astupitelstv|Schůze rady")).first).to_be_visible()

    mailed = one.page.url.removeprefix(one.town.url)
    other = crowd.person("editor")
    other.open(mailed)
    link = other.main.get_by_role("gridcell").get_by_role("link")
    expect(link.first).to_be_visible()
    assert 0 < other.main.locator(".k-event").count() < everything, unquote(mailed)
    name = link.first.locator(".k-event-title").inner_text()
    other.press(link.first)
    other.stands_at("/akce-karta")
    expect(other.heading(name)).to_be_visible()


def test_dragging_asks_why_and_what_is_left_returns_to_its_place(crowd: Crowd) -> None:
    one = crowd.person("editor", size=(1280, 1500))
    one.open("/kalendar")
    there = one.main.get_by_role("gridcell").filter(has_text="27. listopadu")
    _drag(one, there)
    asked = one.page.get_by_role("dialog")
    expect(asked).to_contain_text(re.compile("čt.26.*pá.27", re.DOTALL))
    one.press(asked.get_by_role("button", name="Přesunout sem"))
    expect(asked.get_by_role("alert")).to_contain_text("proč se přesouvá")
    one.page.keyboard.press("Escape")
    expect(there.get_by_text(DRAGGED)).to_have_count(0)
    _drag(one, there)
    asked.get_by_role("textbox", name="Proč se přesouvá").fill("Oprava topení")
    one.press(asked.get_by_role("button", name="Přesunout sem"))
    expect(there.get_by_text(DRAGGED)).to_be_visible()
    expect(one.main.get_by_role("link", name=re.compile(f"{DRAGGED}.*přesunuto na pá")).first).to_be_visible()
    one.press(one.main.get_by_role("link", name=re.compile("přesunuto na pá")).first)
    one.stands_at("/akce-karta")


def _drag(one: Person, there: Locator) -> None:
    """Take the event by the mouse and drop it on a day."""
    expect(there.get_by_text(DRAGGED)).to_have_count(0)
    start = one.main.locator(".k-event:not(.k-ghost)", has_text=DRAGGED).bounding_box()
    end = there.bounding_box()
    assert start is not None
    assert end is not None
    mouse = one.page.mouse
    mouse.move(start["x"] + 20, start["y"] + 10)
    mouse.down()
    mouse.move(end["x"] + 30, end["y"] + end["height"] - 20, steps=6)
    mouse.move(end["x"] + 40, end["y"] + end["height"] - 15)
    mouse.up()


def test_a_year_leads_to_its_weeks_and_months(crowd: Crowd) -> None:
    one = crowd.person("reader")
    one.open("/kalendar?pohled=rok&den=2026-11-23")
    tree = one.button(re.compile("neděle 29. listopadu 2026, akcí: [1-9]"))
    expect(tree).to_be_visible()
    expect(one.button(re.compile("17. listopadu 2026.*Den boje za svobodu"))).to_be_visible()
    one.press(tree)
    expect(one.heading(re.compile(r"23\.–29\. 11\. 2026"))).to_be_visible()
    expect(one.page).to_have_url(re.compile("pohled=tyden"))
    one.press(one.main.get_by_role("tab", name="Rok"))
    one.press(re.compile("^prosinec"))
    expect(one.heading("prosinec 2026")).to_be_visible()


def test_a_phone_shows_the_agenda_first(crowd: Crowd) -> None:
    one = crowd.person("reader", size=PHONE)
    one.open("/kalendar")
    expect(one.main.get_by_role("tab", name="Přehled")).to_have_attribute("aria-selected", "true")
    expect(one.main.get_by_role("listitem").filter(has_text="Porada vedení města").last).to_be_visible()
    assert one.sideways() == 0


def test_a_clash_names_the_other_event_and_leads_to_it(crowd: Crowd) -> None:
    one = crowd.person("spokesperson")
    one.open("/")
    one.press(one.main.get_by_role("link", name=f"{CLASH} × ").first)
    one.sees("kolize", re.compile("Večer s písničkou"))
    one.write("Poznámka", "volat pořadateli")
    one.press(re.compile("Uložit poznámku"))
    one.sees(re.compile("Poznámka je uložen"))


def test_a_shortcut_in_a_question_answers_it_and_not_the_page_beneath(crowd: Crowd) -> None:
    one = crowd.person("spokesperson")
    one.open("/")
    one.press(one.main.get_by_role("link", name=f"{CLASH} × ").first)
    one.press(re.compile("Zrušit akci"))
    asked = one.page.get_by_role("dialog")
    asked.get_by_role("textbox", name="Důvod").press("Control+Enter")
    expect(asked.get_by_role("alert")).to_be_visible()
    expect(one.main.get_by_text("Poznámka je uložená")).to_have_count(0)

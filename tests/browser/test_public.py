"""What goes out: the public page of an event, the calendar as a link and as a paper."""

import io
import json
import re
import urllib.request

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.screen import PHONE, Crowd, Person

EVENT, TITLE = 819, "Cestopisná přednáška"
WEEK = "/kalendar?pohled=tyden&den=2026-12-05"
HERE = ("Divadlo: Slepice a kohout", "Filmový klub", "Výstava fotografií")
AWAY = ("Turnaj ve stolním tenise", "Mikulášská nadílka", "Gratulace jubilantům")


def test_a_citizen_reads_of_an_event_without_signing_in_and_that_it_is_called_off(crowd: Crowd) -> None:
    citizen, another = crowd.person(None, size=PHONE), crowd.person(None)
    colleague = crowd.person("spokesperson")
    assert _public(citizen)["eventStatus"].endswith("EventScheduled")
    expect(citizen.page.get_by_text("městská knihovna").first).to_be_visible()
    expect(citizen.page.get_by_role("status")).to_have_count(0)
    assert citizen.sideways() == 0

    colleague.open(f"/akce-karta?id={EVENT}")
    colleague.press(re.compile("Zrušit akci…"))
    asked = colleague.page.get_by_role("dialog")
    asked.get_by_label("Důvod", exact=True).fill("přednášející onemocněl")
    colleague.press(asked.get_by_role("button", name="Zrušit akci"))
    colleague.sees("Akce je zrušena.")

    assert _public(another)["eventStatus"].endswith("EventCancelled")
    expect(another.page.get_by_role("status")).to_contain_text("zrušena")
    expect(another.page.get_by_text("onemocněl")).to_have_count(0)
    with urllib.request.urlopen(f"{another.town.url}/feeds/akce/{EVENT}.ics", timeout=20) as answer:
        assert b"STATUS:CANCELLED" in answer.read()
    assert not another.context.cookies()


def _public(citizen: Person) -> dict[str, str]:
    """Open the public page; gives what it says to machines."""
    citizen.page.goto(f"{citizen.town.url}/akce-verejne/{EVENT}")
    expect(citizen.page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    said = citizen.page.locator('script[type="application/ld+json"]').text_content()
    found: dict[str, str] = json.loads(said or "")
    assert (found["@type"], found["name"]) == ("Event", TITLE)
    return found


def test_what_the_calendar_was_narrowed_to_goes_along_in_a_link_and_onto_paper(crowd: Crowd) -> None:
    one, other = crowd.person("spokesperson"), crowd.person("reader")
    one.open(WEEK)
    one.press("Program domu kultury")
    mine = _shown(one)
    other.open(one.page.url.removeprefix(one.town.url))
    assert _shown(other) == mine

    one.press("Tisk")
    one.stands_at("/tisk-kalendare")
    name, paper = one.take("Stáhnout a vytisknout")
    assert name == "tydenni-prehled-2026-11-30-2026-12-06.pdf"
    text = re.sub(r"\s+", " ", "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages))
    mail = re.sub(r"\s+", " ", one.main.get_by_label("Text do e-mailu").input_value())
    for said in (text, mail):
        assert all(title in said for title in HERE)
        assert not any(title in said for title in AWAY)
    one.press("Kalendář")
    one.stands_at("/kalendar")
    expect(one.button("Program domu kultury")).to_have_attribute("aria-pressed", "true")


def _shown(one: Person) -> list[str]:
    """The titles in the week, once it is narrowed."""
    expect(one.page).to_have_url(re.compile("kalendare=Program"))
    expect(one.main.locator(".k-event-title").filter(has_text=HERE[0])).to_be_visible()
    expect(one.main.locator(".k-event-title").filter(has_text=AWAY[0])).to_have_count(0)
    return sorted(one.main.locator(".k-event-title").all_inner_texts())

"""One event the whole way: a line on a phone, the form with all that hangs on it, moved, called off, covered."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.screen import PHONE, Crowd, Person

LINE, PROCESSION = "so 9. 1. 17:00 tříkrálový průvod, náměstí, starostka", re.compile("tříkrálový průvod", re.I)
CONCERT, HALL = "Koncert pěveckého sboru", "Dům kultury – velký sál"
COLLIDES = re.compile("Zasedání zastupitelstva města")
TALK = 816
"""Beseda se spisovatelkou, which nobody covers yet."""
SCHOOL, RENAMED = 812, "Školní akademie s jarmarkem"


def test_a_line_on_a_phone_is_an_event_in_six_touches_and_can_be_taken_back(crowd: Crowd) -> None:
    one, other = crowd.person("spokesperson", size=PHONE), crowd.person("reader", size=PHONE)
    one.open("/rychly-zapis")
    one.touches = 0
    one.write("Co, kdy, kde, kdo", LINE)
    one.sees("so 9. 1. 2027, 17:00", "Alena Dvorská, starostka")
    one.press("Uložit akci")
    expect(one.button("Otevřít akci")).to_be_visible()
    assert one.touches <= 6
    assert one.sideways() == 0
    day = "/kalendar?pohled=prehled&den=2027-01-09"
    other.open(day)
    expect(other.main.get_by_text(PROCESSION).first).to_be_visible()
    one.press("Vzít zpět")
    one.sees(re.compile("Vzato zpět: tříkrálový průvod", re.IGNORECASE))
    other.open(day)
    other.drawn()
    expect(other.main.get_by_text(PROCESSION)).to_have_count(0)


def test_an_event_with_all_that_hangs_on_it_is_entered_moved_and_called_off(crowd: Crowd) -> None:
    one = crowd.person("spokesperson")
    one.open("/akce-upravit?den=2026-12-16")
    _enter(one)
    _hangs_on_it(one, "st 16. 12. 2026")
    _part(one, "Výsledek", "Kde ještě je akce zveřejněná")
    one.write("Kde ještě je akce zveřejněná", "Výlepové plochy")
    one.press("Zapsat")
    one.sees("Výlepové plochy")
    _move(one)
    _hangs_on_it(one, "čt 17. 12. 2026")
    one.open("/kalendar?den=2026-12-16")
    one.press(one.main.get_by_role("link", name=re.compile(f"{CONCERT}.*přesunuto na čt")).first)
    _call_off(one)
    _part(one, "Úkoly", "0 po termínu, 0 do neděle, celkem 0 otevřených")
    _part(one, "Dárky", "uvolněno")
    _part(one, "Dokumentace", "zrušeno")
    _part(one, "Výsledek", "Výlepové plochy", "opravit")


def _enter(one: Person) -> None:
    """The form: its clash is seen while it is typed and gone with another hour; the part below it stays open."""
    one.write("Název", CONCERT)
    one.choose("Místo konání", HALL)
    one.press(one.main.get_by_text("Úkoly, dokumentace a dárky"))
    one.write("Čas", "15:00–17:00")
    one.sees(COLLIDES)
    one.write("Čas", "19:00–21:00")
    expect(one.main.get_by_text(COLLIDES)).to_have_count(0)
    one.choose("Úkoly podle šablony", "Akce města")
    one.press(one.button("fotografie"))
    one.choose("Předmět", "KER-01")
    one.write(re.compile("^Kusů"), "5")
    one.press(one.main.get_by_text("Akce je už potvrzená"))
    one.press("Uložit akci")
    expect(one.heading(CONCERT)).to_be_visible()
    one.stands_at("/akce-karta")


def _hangs_on_it(one: Person, day: str) -> None:
    """The parts of the event's page show what was asked for; being there is a task of the event's own day."""
    _part(one, "Dárky", re.compile("5 × Hrnek se znakem"), "rezervováno")
    _part(one, "Dokumentace", "Fotografie")
    _part(one, "Úkoly", "Být na akci.", f"{day} · zatím bez řešitele")


def _part(one: Person, name: str, *words: str | re.Pattern[str]) -> None:
    one.press(one.main.get_by_role("radio", name=name, exact=True))
    one.sees(*words)


def _move(one: Person) -> None:
    one.press(one.main.get_by_role("radio", name="Přehled"))
    one.press(re.compile("Přesunout…"))
    asked = _dialog(one, {"Nové datum": "čt 17. 12. 2026", "Důvod": "sál potřebuje zastupitelstvo"})
    one.press(asked.get_by_role("button", name="Přesunout akci"))
    one.sees("Akce je přesunuta.", "čt 17. 12. 2026, 19:00", "původně st 16. 12. 2026")


def _call_off(one: Person) -> None:
    one.press(re.compile("Zrušit akci…"))
    asked = _dialog(one, {"Důvod": "sbor onemocněl"})
    expect(asked).to_contain_text(
        re.compile(r"Uvolní se 5\srezerv.+ \d+\súkolů; zruší se 1\svýstup; opravit .+ Výlepové plochy")
    )
    one.press(asked.get_by_role("button", name="Zrušit akci"))
    one.sees("Akce je zrušena.", "zrušeno")


def _dialog(one: Person, texts: dict[str, str]) -> Locator:
    """The open question with its fields filled in."""
    asked = one.page.get_by_role("dialog")
    for label, text in texts.items():
        asked.get_by_label(label, exact=True).fill(text)
    return asked


def test_two_people_move_the_same_event_and_the_second_sees_what_the_first_did(crowd: Crowd) -> None:
    first, second, third = crowd.person("editor"), crowd.person("head"), crowd.person("spokesperson")
    third.open(f"/akce-upravit?id={SCHOOL}")
    third.write("Název", RENAMED)
    for one, day, why in ((first, "st 13. 1. 2027", "nemocná třída"), (second, "pá 15. 1. 2027", "obsazená aula")):
        one.open(f"/akce-karta?id={SCHOOL}")
        one.press(re.compile("Přesunout…"))
        _dialog(one, {"Nové datum": day, "Důvod": why})
    for one in (first, second):
        one.press(one.page.get_by_role("dialog").get_by_role("button", name="Přesunout akci"))
    first.sees("Akce je přesunuta.")
    asked = second.page.get_by_role("dialog")
    expect(asked.get_by_role("alert")).to_contain_text("Petra Dlouhá")
    expect(asked.get_by_label("Nové datum", exact=True)).to_have_value("pá 15. 1. 2027")
    expect(asked.get_by_label("Důvod", exact=True)).to_have_value("obsazená aula")
    second.press(asked.get_by_role("button", name="Přesunout akci"))
    second.sees("Akce je přesunuta.", "pá 15. 1. 2027, 10:00")

    third.press("Uložit akci")
    third.sees("Akci mezitím uložil někdo jiný. Co jste napsali, tu zůstává.", re.compile("^Petra Dlouhá · První den"))
    expect(third.main.get_by_label("Název", exact=True)).to_have_value(RENAMED)
    third.press("Ponechat, co píšu, ostatní převzít")
    expect(third.main.get_by_text("Akci mezitím uložil někdo jiný.")).to_have_count(0)
    third.write("Proč se mění", "přibyl jarmark")
    third.press("Uložit akci")
    expect(third.heading(RENAMED)).to_be_visible()
    third.sees("pá 15. 1. 2027, 10:00")


def test_what_is_asked_for_is_accepted_and_delivered_by_a_phone_in_three_touches(crowd: Crowd) -> None:
    planner, photographer = crowd.person("spokesperson"), crowd.person("editor", size=PHONE)
    event = f"/akce-karta?id={TALK}&cast=dokumentace"
    planner.open(event)
    planner.press(planner.button("fotografie"))
    planner.press("Rozhodnout")
    planner.press(planner.main.get_by_text("Přidělit…"))
    planner.choose("Kdo", "Petra Dlouhá")
    planner.press(planner.button(re.compile("^Přidělit kláv")))
    planner.sees(re.compile("Přiděleno"))

    photographer.open("/dokumentace?kdo=ja")
    card = photographer.main.get_by_test_id("stVerticalBlock").filter(has_text="Beseda se spisovatelkou").last
    photographer.press(card.get_by_role("button", name="Přijmout"))
    photographer.sees("Přijato: Beseda se spisovatelkou.")
    photographer.touches = 0
    photographer.press(card.get_by_text("Odevzdat…"))
    photographer.write("Odkaz", "https://fotky.brazdov.example/beseda")
    photographer.press(re.compile("^Odevzdat( kláv|$)"))
    photographer.sees(re.compile("Odevzdáno: fotografie, Beseda se spisovatelkou"))
    assert photographer.touches <= 3
    assert photographer.sideways() == 0
    planner.open(event)
    planner.sees("odevzdáno", "1 výstup", "Petra Dlouhá")
    expect(planner.main.get_by_role("link", name="Otevřít")).to_have_attribute("href", re.compile("beseda$"))

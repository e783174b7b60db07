"""Every page of the menu: no serious finding of axe, no sideways scroll on a phone, nothing left in English."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from lib.ui import event_page, menu
from tests.browser.screen import LAPTOP, PHONE, Crowd, Person

PAGES = [f"/{page.address}" for page in menu.PAGES if page.group] + [
    "/akce-karta?id=787",
    "/predmet?id=66",
    "/inzerat?id=5",
    "/tabulka?id=5",
    "/nova-tabulka",
    "/novy-prispevek?akce=795",
    "/zapsat-dosah",
    "/muj-ucet",
    *(f"/akce-karta?id={{act}}&cast={part}" for part in event_page.PARTS if part != event_page.OVERVIEW),
    *(f"/hoste?id={{act}}&cast={part}" for part in ("seznam", "osloveni", "tisk", "odpovedi", "ucast")),
    "/host?id=1",
    "/akce-upravit",
    "/kalendar?pohled=rok",
    "/kalendar?pohled=mesic",
    "/kalendar?pohled=tyden",
    "/tisk-kalendare",
    "/misto?id=1",
    "/ukol?id=1",
    "/dokumentace?kdo=vsichni",
    "/nepritomnosti",
    "/reportaz?id=1",
    "/pozvanka?id=2",
    "/zaznam-diare",
    "/diar?cast=volno",
    "/funkcionari?id=1",
    "/cenik?id=2",
    "/cenik?id=3&cast=slevy",
    "/novy-cenik",
    "/objednavka?id=1530",
    "/objednavka?id=1522",
    "/nova-objednavka",
    "/inzerent?id=1",
    "/faktura?id=1",
    "/vystavit-faktury",
    "/vypis?id=1",
    "/platba?id=1",
    "/platba?id=4",
    "/prijmy-z-inzerce?rok=2027",
    "/redakcni-plan?pohled=week",
    *(f"/prispevek?id=4&cast={part}" for part in ("text", "schvaleni", "odeslani", "verze", "dalsi")),
    "/prispevek?id=5&cast=odeslani",
    "/kampane?id=1",
    "/novy-prispevek",
    "/novy-prispevek?id=4",
    "/fotografie?cast=nahrat",
    "/fotografie-karta?id=1",
    "/plakat?id=795",
    "/kanal",
    "/kanal?id=munipolis",
    "/odberatele?cast=dopisy",
    "/odberatele?cast=pridat",
    "/tiskova-zprava",
    "/tiskova-zprava?id=1",
    "/dotaz-novinare",
    "/dotaz-novinare?id=1",
    "/zprava-obcanum",
    "/zprava-obcanum?id=1",
    "/podklad-pro-rozhlas",
    "/podklad-pro-rozhlas?id=1",
    "/programovy-list",
    "/medialni-vystupy?id=1",
    "/medialni-vystupy?cast=novy",
    "/kontakt-na-medium",
    "/kontakt-na-medium?cast=tabulka",
    "/kontakt-na-medium?id=1",
    "/media-mesta?id=1",
    "/media-mesta?cast=novy",
    "/reportaze?cast=smlouva",
    *(f"/pietni-akt?id={{act}}&cast={part}" for part in ("prehled", "udaje", "scenar", "stuhy", "tisk")),
]
"""`{act}` stands for the memorial act of the made-up town, on which something of every room hangs."""
PORTIONS = 7
SOME = [PAGES[first::PORTIONS] for first in range(PORTIONS)]
"""In portions, so that two processes share the work. With seven no two parts of one page follow each other."""
IN_THE_DARK = ("/", "/sklad", "/prijmy-z-inzerce", "/kalendar?pohled=tyden", "/redakcni-plan?pohled=week")
"""Pages that differ most from each other, on a laptop."""
TOLERATED = {
    "list": ("stSidebarNavItems", "Streamlit's menu puts its groups as <div> right into <ul>"),
    "listitem": ('<li class="st-emotion', "the items of the same menu, which lie in those <div>s"),
    "scrollable-region-focusable": ("pdf-content", "Streamlit's preview of a paper; the browser lets Tab into it"),
}
"""Rule of axe → what the found element's HTML holds, and why it is not ours to mend."""
ENGLISH = re.compile(
    r"\b(the|of|and|with|this|not|are|is|it|from|for|has|have|was|were|your|you|Open|Close|Select|Choose|Search|Help|"
    r"Fullscreen|Press|Browse|Upload|Download|Copy|View|Show|Hide|Error|Loading|Running|Stop|Rerun|Deploy|Settings|"
    r"Shortcut|Clear|Add|Remove|icon|Link|Expand|Collapse|available|required|Subscribe|today|Today|Events)\b"
)
"""Words of the interface of Streamlit, and words without which no English sentence goes. None is a Czech word."""


@pytest.mark.parametrize("pages", SOME, ids=lambda pages: pages[0])
def test_every_page_fits_a_phone_is_in_czech_and_can_be_heard(crowd: Crowd, pages: list[str]) -> None:
    """On a phone, where all stands that a laptop has; the last page of a portion on a laptop too, with the menu."""
    one = crowd.person("head", size=PHONE)
    wide, english, untitled, torn, unheard = {}, {}, {}, {}, []
    address = ""
    for address in (page.format(act=one.town.act) for page in pages):
        one.turn(address)
        one.drawn()
        if one.sideways():
            wide[address] = one.sideways()
        if left := [text for text in one.texts() if ENGLISH.search(text)]:
            english[address] = left
        if not _is_titled(one):
            untitled[address] = one.page.title()
        if len(primary := _primary(one)) > 1:
            torn[address] = primary
        unheard += _findings(one, address)
    one.hold(LAPTOP)
    unheard += _findings(one, address, with_menu=True)
    assert not wide
    assert not english
    assert not untitled
    assert not torn, "more than one primary action"
    assert not unheard, "\n".join(unheard)


def test_the_dark_can_be_read_too(crowd: Crowd) -> None:
    dark = crowd.person("head", dark=True)
    found = []
    for address in IN_THE_DARK:
        dark.turn(address)
        dark.drawn()
        found += _findings(dark, address, with_menu=True)
    assert not found, "\n".join(found)


def _is_titled(one: Person) -> bool:
    """Whether the browser's tab is called after the page."""
    heading = str(one.page.evaluate("document.querySelector('[data-testid=stMain] h1').textContent"))
    said = " ".join(heading.replace("\N{WORD JOINER}", "").split())
    return one.page.title() == f"{said} – Kancelář"


def _primary(one: Person) -> list[str]:
    """What the page offers as its first action; one that lies folded away does not count."""
    found = one.page.locator('[data-testid^="stBaseButton-primary"], [data-testid^="stBaseLinkButton-primary"]')
    return [button.inner_text() for button in found.locator("visible=true").all()]


def _findings(one: Person, address: str, *, with_menu: bool = False) -> list[str]:
    """What axe finds. The menu is the same on each page, so one page of a portion is enough to hear it.

    A page with a finding is asked once more: on a busy machine it may still have been drawing.
    """
    if not one.page.evaluate("'axe' in window"):
        one.page.evaluate(AXE_SCRIPT)
    if not (found := list(_asked(one, address, with_menu))):
        return found
    one.page.wait_for_timeout(2000)
    return list(_asked(one, address, with_menu))


def _asked(one: Person, address: str, with_menu: bool) -> Iterator[str]:
    where = "document" if with_menu else "{exclude: [['[data-testid=stSidebar]']]}"
    # Style sheets fetched once more (`preload`) serve only a rule that axe leaves off.
    said: dict[str, Any] = one.page.evaluate(f"axe.run({where}, {{resultTypes: ['violations'], preload: false}})")
    for rule in said["violations"]:
        for node in rule["nodes"]:
            theirs = rule["id"] in TOLERATED and TOLERATED[rule["id"]][0] in node["html"]
            if rule["impact"] in ("serious", "critical") and not theirs:
                yield f"{address}: {rule['id']}: {node['html'][:200]}: {node['failureSummary']}"

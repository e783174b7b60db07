"""A post from an event: drafts with live limits, mended typography, cards, out in the feeds at once, withdrawn."""

import io
import re
import urllib.request

import feedparser
from icalendar import Calendar
from PIL import Image
from playwright.sync_api import expect

from lib.czech import sms
from lib.outbox.letters import graphemes
from lib.publishing import Content, rules
from lib.publishing.parcels import counted
from lib.ui import story_look
from lib.web import assets
from tests.browser.screen import Crowd, Person
from tests.czech.test_sms import TABLE

EVENT_ID, EVENT = 795, "Rozsvícení vánočního stromu"
TITLE = "Strom se rozsvítí v neděli"
ASCII, CZECH = "Strom se rozsviti v nedeli v 16 hodin. ", "Strom se rozsvítí v neděli v 16 hodin. "
LINK = "https://www.brazdov.example/strom?a=1"
WRITTEN = (
    *(text for text, _, _ in TABLE), "", "  na okraji\r\n", "r\u030cada", "a" * 152 + "€" + "a" * 152,
    "ě" * 66 + "😀" * 9,
    "👨‍👩‍👧‍👦 rodina 🇨🇿 👍🏽 e\u0301", "#strom #Rozsvícení_2026 a&#39; b#ne #ž", f"Více na {LINK}.", "Více na webu.",
)  # fmt: skip
COUNTED = """async ([script, texts, link, gsm]) => {
    const { sent, message, count, hashtags, withLink } = await import(script);
    return texts.map((text) => {
        const { encoding, characters, parts, left } = message(sent(text), gsm);
        const long = withLink(text, link);
        return [encoding, characters, parts.length, left, count(sent(text), 'characters'),
                count(sent(text), 'graphemes'), hashtags(text), long];
    });
}"""


def _feed(one: Person) -> list[str]:
    with urllib.request.urlopen(f"{one.town.url}/feeds/prispevky.rss") as answer:
        read = feedparser.parse(answer.read())
    assert not read.bozo
    return [entry.title for entry in read.entries]


def test_a_post_goes_from_an_event_to_the_feeds_and_back(crowd: Crowd) -> None:
    one = crowd.person("spokesperson")
    one.open(f"/akce-karta?id={EVENT_ID}")
    one.press("Nový příspěvek")
    one.stands_at("/novy-prispevek")
    expect(one.main.get_by_label("Společný text", exact=True)).to_have_value(re.compile(EVENT))
    one.write("Název", TITLE)
    _mend_typography(one)
    _count_messages(one)
    _counts_as_the_server(one)
    for form in ((1080, 1080), (1200, 630)):
        name, png = one.take(re.compile(rf"{form[0]} × {form[1]}$"))
        assert name.endswith(f"{form[0]}x{form[1]}.png")
        assert Image.open(io.BytesIO(png)).size == form
    assert TITLE not in _feed(one)
    one.press(re.compile("^Zveřejnit"))
    one.sees("Příspěvek je zveřejněn v RSS města.")
    one.stands_at("/prispevek")
    assert TITLE in _feed(one)

    one.press(one.main.get_by_text("Odeslání", exact=True))
    one.press(one.main.get_by_text("Stáhnout příspěvek"))
    one.write("Proč se stahuje", "akce se ruší")
    one.press(re.compile("^Stáhnout z kanálů"))
    one.sees("Příspěvek je stažen.")
    assert TITLE not in _feed(one)


def _mend_typography(one: Person) -> None:
    one.write("Společný text", 'Přijďte k stromu, zpívá sbor "Brázda" - vstup volný...')
    expect(one.main.locator("ins").first).to_be_visible()
    expect(one.main.locator("del").first).to_be_visible()
    one.press(re.compile("typografii|Opravit"))
    expect(one.main.get_by_label("Společný text", exact=True)).to_have_value(re.compile("„Brázda“ – vstup"))


def _count_messages(one: Person) -> None:
    one.press(one.main.get_by_role("tab", name="SMS"))
    one.write("Text – SMS", ASCII * 4)
    one.sees(re.compile(r"GSM-7 · částí: 1 "))
    one.write("Text – SMS", CZECH * 4)
    one.sees(re.compile(r"UCS-2 · částí: 3 "))
    one.write("Text – SMS", ASCII)
    one.sees(re.compile(r"GSM-7 · částí: 1 "))


def _counts_as_the_server(one: Person) -> None:
    """The editor's own countings of what is sent, over the golden texts."""
    link = story_look._link("facebook", Content("", link=LINK))
    found = one.page.evaluate(COUNTED, [assets.url("story_text.js"), WRITTEN, link, story_look._GSM])
    for text, said in zip(WRITTEN, found, strict=True):
        goes = rules.sent(text)
        told = sms.measure(goes)
        assert said == [
            told.encoding, told.characters, told.parts, told.left_in_part, len(goes), graphemes(goes),
            len(rules.hashtags(text)), counted(text, LINK, "facebook"),
        ], text  # fmt: skip


def test_the_calendar_of_events_is_read_by_calendars(crowd: Crowd) -> None:
    one = crowd.person(None)
    with urllib.request.urlopen(f"{one.town.url}/feeds/akce.ics") as answer:
        read = Calendar.from_ical(answer.read())
    titles = [str(event["summary"]) for event in read.walk("vevent")]
    assert EVENT in titles
    assert len(titles) > 50

"""The media desk of the made-up office: who is known, what was released, asked, answered, read out and written."""

import datetime as dt

from lib import access, clock, store
from lib.access import User
from lib.accounts import DEMO_PEOPLE
from lib.czech import dates
from lib.press.actions import contacts, messages, questions, radio, releases
from lib.press.queries.radio import suggested
from lib.press.rules.contacts import Card
from lib.press.rules.messages import Message, Sent
from lib.press.rules.questions import Medium, Output, Question
from lib.press.rules.radio import Item
from lib.press.rules.releases import Release
from lib.store import Database

CARDS = (
    Card("Televize Podhůří", "tv", "Radka Malíková", "vedoucí vydání", "redakce@tv-podhuri.example", "+420 500 000 900",
         "akce města, kultura"),
    Card("Rádio Podhůří", "radio", "Ondřej Krátký", "moderátor", "vysilani@radio-podhuri.example", "+420 500 000 910"),
    Card("Podhůrský deník", "press", "Simona Veselá", "redaktorka", "vesela@podhursky-denik.example",
         "+420 500 000 920", "doprava, stavby"),
    Card("Náš Brázdov", "web", "Tomáš Hejda", "šéfredaktor", "redakce@nasbrazdov.example", "+420 500 000 930"),
    Card("Tisková agentura Sever", "agency", "", "krajské zpravodajství", "sever@agentura-sever.example"),
)  # fmt: skip
RELEASE = Release(
    "Zimní kluziště u sokolovny otevírá, bruslit se bude do února",
    perex="Město Brázdov připravilo u sokolovny zimní kluziště. Otevřené bude každý den a vstup je volný.",
    body="Ledová plocha má 600 metrů čtverečních a upravuje se dvakrát denně. Dopoledne patří školám, odpoledne"
    " veřejnosti.\n\n„Loni přišlo přes devět tisíc lidí, proto letos přidáváme hodinu pro nejmenší děti,“ řekla"
    " starostka Alena Dvorská.\n\nBrusle si návštěvníci půjčí přímo na místě. Správce kluziště zve také kluby, které si"
    " chtějí zamluvit večerní hodiny.",
    facts="Kde: kluziště u sokolovny\nVstup: volný\nPůjčovna bruslí: na místě",
    place="Brázdov", contact="Jana Tichá, tisková mluvčí, +420 500 000 101, tisk@brazdov.example",
)  # fmt: skip
OUTPUTS = (
    (0, "Náš Brázdov", "Kluziště u sokolovny otevírá", "https://nasbrazdov.example/kluziste", "+", "sport"),
    (3, "Podhůrský deník", "Most se opraví až na jaře, říká město", "", "0", "stavby"),
    (9, "Televize Podhůří", "Brázdov rozsvítil novou výstavu", "https://tv-podhuri.example/vystava", "+", "kultura"),
)
"""Days ago, medium, title, address, tone, topic; the first one came of the press release."""
OWN = (
    Medium("Web města", "web", "www.brazdov.example", "Petra Dlouhá", "Jana Tichá", metric="návštěvy za měsíc"),
    Medium("Facebook města", "facebook", "mestobrazdov", "Jana Tichá", "Petra Dlouhá", metric="dosah za měsíc"),
    Medium("Brázdovské noviny", "paper", "", "Petra Dlouhá", "Jana Tichá", metric="náklad"),
)
WATER = "V ulici Polni zitra od 9 do 14 hodin nepotece voda. Cisterna bude u hasicske zbrojnice."


def fill(db: Database) -> None:
    """By the spokesperson, approved by the head of the office. A second run changes nothing."""
    by, head = (access.user(db, DEMO_PEOPLE[role][0]) for role in ("spokesperson", "head"))
    if by is None or head is None or store.scalar(db, "select 1 from media_contact"):
        return
    known = [contacts.add(db, card, by=by) for card in CARDS]
    release_id = releases.draft(db, RELEASE, by=by)
    releases.issue(db, release_id, 1, by=by)
    releases.hand_over(db, release_id, known[:3], "mail", by=by)
    releases.hand_over(db, release_id, known[3:4], "phone", by=by)
    _questions(db, by)
    for ago, medium, title, url, tone, topic in OUTPUTS:
        day, came_of = clock.today() - dt.timedelta(days=ago), None if ago else release_id
        questions.came_out(db, Output(day, medium, title, url, tone, topic, release_id=came_of), by=by)
    for own in OWN:
        questions.save_medium(db, own, by=by)
    _radio(db, by)
    _messages(db, by, head)


def _questions(db: Database, by: User) -> None:
    """One is due today, a request for information in its fifteen days."""
    today, now = clock.today(), clock.now()
    until = min(now + dt.timedelta(hours=5), dates.wall(today, "23:30"))
    deadline = clock.stamp(until.replace(minute=until.minute // 30 * 30, second=0, microsecond=0))
    first = Question("Podhůrský deník", "Kdy začne oprava mostu v Nádražní ulici a kudy povede objížďka?",
                     "Simona Veselá", "vesela@podhursky-denik.example", answer_by=deadline,
                     solved_by="odbor investic")  # fmt: skip
    asked = questions.ask(db, first, by=by)
    questions.material_came(db, asked, by=by)
    second = Question("Náš Brázdov", "Kolik město letos vydalo na výsadbu stromů, podle jednotlivých ulic?",
                      "Tomáš Hejda", "redakce@nasbrazdov.example", information_request=True,
                      solved_by="odbor životního prostředí")  # fmt: skip
    questions.ask(db, second, by=by)


def _radio(db: Database, by: User) -> None:
    """The material that is being prepared: the events of the period and one item more."""
    brief_id = radio.begin(db, suggested(db, by=by), by=by)
    more = Item("Radnice hledá fotografie starého Brázdova", "Do jarní výstavy lze přispět vlastními snímky. Přijímá je"
                " městské informační centrum.", contact="informační centrum, +420 500 000 150", priority=3)  # fmt: skip
    radio.add_item(db, brief_id, more, by=by)


def _messages(db: Database, by: User, head: User) -> None:
    """One was sent and seen on the web, one waits to be sent by hand."""
    water = Message("emergency", "Odstávka vody v ulici Polní", WATER, text_app=WATER, channels=("sms", "app"),
                    whole_town=False, streets="Polní", source="vodárna", expected=120)  # fmt: skip
    sent = messages.draft(db, water, by=by)
    messages.approve(db, sent, 1, by=head)
    at = clock.stamp(clock.now() - dt.timedelta(hours=20))
    messages.sent(db, sent, Sent({"sms": 118, "app": 64}, 14_160), at=at, by=by)
    messages.proved(db, sent, "https://brazdov-munipolis.example/odstavka-vody-polni", by=by)
    text = "Svoz biologickeho odpadu konci v patek. Dalsi svoz bude v breznu."
    waste = Message("waste", "Konec svozu bioodpadu", text, text_app=text, channels=("sms", "app"), expected=900)
    waits = messages.draft(db, waste, by=by)
    messages.approve(db, waits, 1, by=head)

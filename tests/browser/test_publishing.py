"""A post from an idea to a channel: on the board, written, approved by an outsider's link, sent by hand, out."""

import re

from playwright.sync_api import expect

from tests.browser.screen import PHONE, Crowd, Person

TITLE = "Zimní stadion otevře veřejné bruslení"
COMMON = "Veřejné bruslení začíná v sobotu 5. prosince ve 14 hodin na zimním stadionu. Vstup je volný."
SHORT = "Bruslení začíná v sobotu 5. 12. ve 14 h na zimním stadionu."
MESSAGE = "V sobotu 5. 12. ve 14 h verejne brusleni na zimnim stadionu, vstup volny."
WHO = "Petr Novotný, zimní stadion"


def test_an_idea_is_written_approved_from_outside_sent_by_hand_and_stands_as_out(crowd: Crowd) -> None:
    author = crowd.person("spokesperson")
    author.open("/redakcni-plan")
    _add_idea(author)
    _stands_in(author, "idea")
    _move_up(author)
    _move_right(author)
    author.press(author.page.get_by_role("dialog").get_by_role("button", name="Naplánovat"))
    _stands_in(author, "planned")
    _move_right(author)
    author.stands_at("/novy-prispevek")
    _write(author)
    author.sees("Příspěvek je uložen a čeká na schválení.")

    author.press(author.main.get_by_text("Schválení", exact=True))
    link = _make_link(author)
    _approve(crowd.person(None, size=PHONE), link)

    author.press(author.main.get_by_text("Odeslání", exact=True))
    _send_by_hand(author)
    author.open("/redakcni-plan")
    _stands_in(author, "out")


def _stands_in(one: Person, lane: str) -> None:
    """The post is in this lane of the board and in no other."""
    card = one.main.locator(".k-lane [data-card]").filter(has_text=TITLE)
    expect(one.main.locator(f'.k-lane[data-lane="{lane}"] [data-card]').filter(has_text=TITLE)).to_be_visible()
    expect(card).to_have_count(1)


def _add_idea(one: Person) -> None:
    one.press("Přidat námět")
    one.page.get_by_label("O čem to má být", exact=True).fill(TITLE)
    one.press(one.page.get_by_role("button", name="Zapsat námět"))
    one.sees("Námět je v plánu.")


def _move_right(one: Person) -> None:
    """As somebody does who has no mouse."""
    one.main.get_by_role("button", name=f"Přesunout příspěvek: {TITLE}").press("ArrowRight")


def _move_up(one: Person) -> None:
    """Before the other idea, which was there first, and back under it; the keyboard stays on the card."""
    ideas = one.main.locator('.k-lane[data-lane="idea"] [data-card]')
    handle = one.main.get_by_role("button", name=f"Přesunout příspěvek: {TITLE}")
    expect(ideas.last).to_contain_text(TITLE)
    handle.press("Alt+ArrowUp")
    one.sees(f"{TITLE}: před příspěvkem Rozhovor s kronikářkou města.")
    expect(ideas.first).to_contain_text(TITLE)
    expect(handle).to_be_focused()
    ideas.first.drag_to(ideas.last, target_position={"x": 40, "y": 60})
    one.sees(f"{TITLE}: za příspěvkem Rozhovor s kronikářkou města.")
    handle.press("Enter")
    higher = one.main.get_by_role("menuitem", name="Posunout výš")
    expect(higher).to_be_visible()
    one.main.get_by_role("heading", level=1).click()
    expect(higher).to_have_count(0)
    handle.click()
    expect(higher).to_be_visible()
    handle.click()
    expect(higher).to_have_count(0)
    handle.press("Enter")
    one.press(higher)
    expect(ideas.first).to_contain_text(TITLE)


def _write(one: Person) -> None:
    """A common text, and a wording of its own for two channels."""
    expect(one.main.get_by_label("Název", exact=True)).to_have_value(TITLE)
    one.write("Společný text", COMMON)
    for tab, text in (("Facebook", SHORT), ("SMS", MESSAGE)):
        one.press(one.main.get_by_role("tab", name=tab))
        one.write(f"Text – {tab}", text)
    one.press("Předat ke schválení")


def _make_link(one: Person) -> str:
    one.press(one.main.get_by_text("Schválení bez účtu (odkaz, papír)"))
    one.write("Kdo schvaluje", WHO)
    one.press("Vytvořit jednorázový odkaz")
    one.sees(re.compile(f"^Odkaz pro {WHO} je připraven"))
    return one.main.get_by_label(f"Jednorázový odkaz pro: {WHO}").input_value()


def _approve(outsider: Person, link: str) -> None:
    """On a phone, without an account, once; the same link does not hold again."""
    page = outsider.page
    page.goto(link)
    expect(page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    for text in (COMMON, SHORT, MESSAGE):
        expect(page.get_by_text(text, exact=True)).to_be_visible()
    assert outsider.sideways() == 0
    page.get_by_role("button", name="Schvaluji text").click()
    expect(page.get_by_text("Děkujeme. Kancelář ví, že text schvalujete.")).to_be_visible()
    outsider.quiet = False
    page.goto(link)
    expect(page.get_by_text("Odkaz neplatí")).to_be_visible()
    assert not outsider.context.cookies()


def _send_by_hand(one: Person) -> None:
    """The channel without an interface waits for a person, who copies the text, sends it and writes that down."""
    one.press("RSS města")
    one.press("MUNIPOLIS")
    one.press("Zařadit")
    one.sees("Příspěvek jde do 1 kanálu.")
    one.town.sends()
    one.open(one.page.url.removeprefix(one.town.url))
    expect(one.main.get_by_label("Text", exact=True)).to_have_value(MESSAGE)
    one.write("Příjemců (nemusí být)", "1240")
    one.press("Zapsat odeslání")
    one.sees(re.compile("^Zapsáno: odesláno"), re.compile("1.240 příjemců"))

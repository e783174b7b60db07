"""The screens of the leadership's diary, each drawn and used."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from lib import access, store
from lib.access import SYSTEM
from lib.contacts import queries as contacts
from lib.diary import queries
from lib.events.queries import attendees
from tests.pages.conftest import press

Page = Callable[..., AppTest]
Gone = list[tuple[str, dict[str, str]]]


def said(app: AppTest) -> str:
    """Every text that stands on the page."""
    kinds = (app.title, app.caption, app.markdown, app.text, app.info, app.warning, app.text_input, app.text_area)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


@pytest.mark.parametrize("name", ["diary", "day", "invitations", "holders"])
def test_everybody_may_look_and_sees_nothing_private(page: Page, name: str) -> None:
    app = page(f"diary/{name}", "reader", den="2026-11-24")
    assert app.title[0].value
    assert "Kardiologie" not in said(app)
    assert not [button.label for button in app.button if button.label in ("Zapsat do diáře", "Zapsat pozvánku")]


def test_an_entry_in_six_touches(page: Page, gone: Gone) -> None:
    """Open, what, when, at what time, save: the person is chosen already; what collides is said before."""
    app = page("diary/entry", osoba="starostka", den="2026-11-24")
    app.text_input[0].set_value("Porada").run()
    app.text_input[2].set_value("10:30").run()
    assert "Otevření školky" in app.warning[0].value
    press(app, "Uložit do diáře")
    assert gone == [("diary.py", {"den": "2026-11-24", "osoba": "starostka"})]
    with store.read() as db:
        assert queries.block(db, 2, by=SYSTEM).starts_at == "10:30"


def test_what_cannot_be_read_stands_beside_its_field(page: Page) -> None:
    app = page("diary/entry")
    app.text_input[0].set_value("Porada").run()
    app.text_input[1].set_value("31. 4. 2027").run()
    press(app, "Uložit do diáře")
    assert "31" in app.error[0].value
    assert app.text_input[0].value == "Porada"


def test_who_keeps_the_diary_without_private_entries_sees_that_time_is_taken(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page("diary/entry", id=1).text_input[0].value == "Kardiologie"
    word, may = access.ROLES["secretary"]
    monkeypatch.setitem(access.ROLES, "secretary", (word, may - {"diary.private"}))
    app = page("diary/entry", id=1)
    assert not app.text_input
    assert "Kardiologie" not in said(app)


def test_free_time_leads_to_an_entry(page: Page) -> None:
    app = page("diary/diary", "reader", cast="volno", osoba="starostka")
    assert "volných oken" in said(app)


def test_what_was_begun_in_one_free_hour_does_not_come_up_in_another(page: Page) -> None:
    app = page("diary/entry", osoba="starostka", den="2026-11-24", cas="09:00")
    app.query_params["den"] = "2026-11-26"
    assert app.run().text_input[1].value == "čt 26.\u00a011. 2026"


def test_an_invitation_is_offered_decided_and_answered(page: Page, gone: Gone) -> None:
    app = page("diary/invitation", id=1)
    assert "Otevření školky" in said(app)
    press(app, "Nabídnout: starostka")
    press(app, "Přijmout")
    assert "Pozvání přijímá starostka Alena Dvorská" in app.text_area[-1].value
    press(app, "Odpověď odešla")
    with store.read() as db:
        now = queries.invitation(db, 1, by=SYSTEM)
        assert (now.state, now.sent_on, now.sent_by) == ("accepted", "2026-11-23", "secretary")
        assert "Pozvání přijímá" in now.reply
    press(app, "Vytvořit akci")
    assert gone[-1] == ("event.py", {"id": "2"})


def test_an_invitation_is_written_down(page: Page, gone: Gone) -> None:
    app = page("diary/invitation")
    for place, text in enumerate(("SDH Brázdov", "Výroční schůze", "5. 12. 2026", "17:00")):
        app.text_input[place].set_value(text)
    press(app, "Zapsat pozvánku")
    assert gone == [("invitation.py", {"id": "2"})]


def test_a_reader_sees_an_invitation_and_decides_nothing(page: Page) -> None:
    app = page("diary/invitation", "reader", id=1)
    assert not [button.label for button in app.button if "Nabídnout" in button.label]


def test_a_link_is_shown_once(page: Page) -> None:
    app = page("diary/holders", id=1)
    press(app, "Vytvořit odkaz")
    assert "zkopírujte" in app.warning[0].value
    app.run()
    assert not app.warning
    with store.read() as db:
        assert contacts.holder(db, 1, by=SYSTEM).has_feed


def test_a_new_office_holder_takes_over(page: Page, gone: Gone) -> None:
    app = page("diary/holders", nove="1")
    app.text_input[0].set_value("Jan Nový")
    app.text_input[1].set_value("starosta")
    app.selectbox[0].set_value(1)
    press(app, "Uložit údaje")
    assert gone == [("holders.py", {})]
    with store.read() as db:
        assert contacts.holder(db, 1, by=SYSTEM).valid_to == "2026-11-22"


def test_the_panel_of_an_event_keeps_answers_and_briefings(page: Page) -> None:
    app = page("events/event", id=1, cast="vedeni")
    press(app, "Potvrdit")
    next(box for box in app.text_input if box.label == "Parkování").set_value("za školkou")
    press(app, "Uložit podklady")
    press(app, "1. místostarosta")
    with store.read() as db:
        assert attendees(db, 1, by=SYSTEM)["answer"].to_list() == ["confirmed", "asked"]
        assert queries.briefing(db, 1, event_id=1, by=SYSTEM).parking == "za školkou"

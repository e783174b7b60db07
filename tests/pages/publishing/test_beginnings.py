"""A new post is begun from an event, a press release, an article or nothing; each says afterwards what it came from."""

from lib import store
from lib.access import SYSTEM, User
from lib.press.actions import releases
from lib.press.rules.releases import Release
from lib.publishing import actions, queries
from tests.manuscripts.articles import word
from tests.pages.conftest import Led, Page
from tests.pages.publishing.test_publishing_pages import labels, only, press, words
from tests.publishing.sample import from_event, keep, like

RELEASE = Release("Park", perex="V sobotu.", body="Otevře se park.", place="Brázdov", contact="Jana Tichá, 500 000 101")


def test_an_article_becomes_a_post_that_says_its_file(open_page: Page, gone: Led) -> None:
    event_id = keep(like())
    app = open_page("new", "editor", zacit="clanek", akce=event_id)
    assert not app.text_area
    app.file_uploader[0].set_value(("park.docx", word("Otevře se v sobotu.", title="Nový park"), ""))
    press(app, "Začít příspěvek")
    story = only()
    assert (story.title, story.body, story.event_id) == ("Nový park", "Otevře se v sobotu.", event_id)
    assert gone == [("new.py", {"id": str(story.id)})]
    assert "Z článku park.docx." in words(open_page("post", id=story.id))


def test_a_file_that_is_no_article_is_refused_beside_it(open_page: Page) -> None:
    app = press(open_page("new", zacit="clanek"), "Začít příspěvek")
    assert app.error[0].value.startswith("Vyberte soubor")
    app.file_uploader[0].set_value(
        ("stary.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "")
    )
    app = press(app, "Začít příspěvek")
    assert "je starý dokument Wordu" in app.error[0].value
    assert app.file_uploader[0].value is not None


def test_an_issued_release_becomes_a_post_that_leads_back(open_page: Page, gone: Led, people: dict[str, User]) -> None:
    assert "Zatím není vydaná" in words(open_page("new", zacit="zprava"))
    with store.write() as db:
        number = releases.draft(db, RELEASE, by=people["spokesperson"])
        releases.issue(db, number, 1, by=people["spokesperson"])
    app = press(open_page("new", zacit="zprava"), "Začít příspěvek")
    assert app.error[0].value.startswith("Vyberte tiskovou")
    app.selectbox[0].select_index(0)
    press(app, "Začít příspěvek")
    story = only()
    assert (story.origin, story.origin_id) == ("press_release", number)
    app = open_page("post", id=story.id)
    press(app, next(one for one in labels(app) if one.startswith("Z tiskové zprávy")))
    assert gone[-1] == ("release.py", {"id": str(number)})


def test_a_post_from_nothing_and_a_copy(open_page: Page) -> None:
    app = open_page("new", zacit="nic", akce=keep(like()))
    assert not app.exception
    assert app.text_input[0].value == ""
    with store.write() as db:
        first = from_event(db, 1, by=SYSTEM)
        copy = actions.duplicate(db, first, by=SYSTEM)
        assert queries.story(db, copy, by=SYSTEM).origin == "story"
    assert any(one.startswith("Kopie příspěvku Farmářský trh") for one in labels(open_page("post", id=copy)))

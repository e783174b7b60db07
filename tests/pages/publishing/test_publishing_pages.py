"""Writing a post on one screen, its card, the list; what who may not is not offered."""

from collections.abc import Callable
from dataclasses import replace

from streamlit.testing.v1 import AppTest

from lib import store
from lib.access import SYSTEM
from lib.publishing import Story, actions, queries
from tests.publishing.sample import keep, like

Open = Callable[..., AppTest]


def _words(app: AppTest) -> str:
    kinds = ("title", "caption", "subheader", "markdown", "text", "error", "warning", "success")
    return " ".join(str(element.value) for kind in kinds for element in app.get(kind)).replace("\u00a0", " ")


def _press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return app.run()


def _labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def _area(app: AppTest, label: str) -> object:
    return next(area for area in app.text_area if area.label == label)


def _only() -> Story:
    with store.read() as db:
        (story_id,) = queries.posts(db, by=SYSTEM)["id"]
        return queries.story(db, story_id, by=SYSTEM)


def _drafted() -> int:
    event_id = keep(like())
    with store.write() as db:
        return actions.draft_from_event(db, event_id, by=SYSTEM)


def test_a_post_from_an_event_is_published_in_one_click(open_page: Open) -> None:
    app = open_page("new", akce=str(keep(like())))
    assert not app.exception
    assert app.text_input[0].value == "Farmářský trh"
    assert "77 · GSM-7 · 1 část · 3 630 Kč pro 3 000 příjemců" in _words(app)
    assert len(app.get("download_button")) == 2
    app = _press(app, "Zveřejnit")
    story = _only()
    assert (story.state, len(story.cards), set(story.texts)) == (
        "published",
        2,
        {"web", "facebook", "instagram", "sms"},
    )


def test_a_draft_is_saved_without_an_event(open_page: Open) -> None:
    app = open_page("new", "editor")
    assert not app.exception
    assert "Zveřejnit" not in _labels(app)
    app.text_input[0].set_value("Nové jízdní řády")
    _area(app, "Text – Web").set_value("Autobusy jezdí jinak.")
    _press(app, "Uložit koncept")
    story = _only()
    assert (story.title, story.state, story.created_by) == ("Nové jízdní řády", "draft", "editor")


def test_a_fault_is_told_and_what_was_typed_stays(open_page: Open) -> None:
    app = open_page("new", akce=str(keep(like())))
    _area(app, "Text – Web").set_value("V pátek 28. 11. na náměstí Svobody")
    app = app.run()
    assert "28. 11. 2026 je sobota, ne „pátek“" in _words(app)
    app = _press(app, "Zveřejnit")
    assert "Příspěvek zatím nelze zveřejnit" in _words(app)
    assert _area(app, "Text – Web").value == "V pátek 28. 11. na náměstí Svobody"
    with store.read() as db:
        assert queries.posts(db, by=SYSTEM).is_empty()


def test_typography_is_mended_by_a_click(open_page: Open) -> None:
    app = open_page("new", akce=str(keep(like())))
    _area(app, "Text – Facebook").set_value('Trh "U kašny" - náměstí Svobody')
    app = _press(app.run(), "Upravit typografii")
    assert _area(app, "Text – Facebook").value == "Trh „U\u00a0kašny“ – náměstí Svobody"
    assert "Upravit typografii" not in _labels(app)


def test_a_dear_message_is_made_plain(open_page: Open) -> None:
    app = open_page("new", akce=str(keep(like())))
    _area(app, "Text – SMS").set_value("Přijďte na náměstí Svobody " * 4)
    app = app.run()
    assert "UCS-2 · 2 části" in _words(app)
    app = _press(app, "Bez diakritiky")
    assert "GSM-7 · 1 část" in _words(app)


def test_without_cards(open_page: Open) -> None:
    app = open_page("new", akce=str(keep(like())))
    app.toggle[0].set_value(False)
    _press(app.run(), "Uložit koncept")
    assert _only().cards == ()


def test_an_event_is_chosen_from_those_ahead(open_page: Open) -> None:
    keep(like())
    keep(like(title="Loňský trh", starts_on="2025-11-28", ends_on="2025-11-28"))
    app = open_page("new")
    assert len(app.selectbox[0].options) == 1
    app.selectbox[0].select_index(0)
    app = app.run()
    assert app.query_params["akce"] in ("1", ["1"])
    assert app.text_input[0].value == "Farmářský trh"


def test_an_address_with_an_event_that_is_not_there(open_page: Open) -> None:
    for asked in ("77", "x", "9" * 30):
        app = open_page("new", akce=asked)
        assert not app.exception
        assert app.text_input[0].value == ""


def test_two_people_at_once_and_nothing_is_lost(open_page: Open) -> None:
    story_id = _drafted()
    app = open_page("new", "editor", id=str(story_id))
    _area(app, "Text – Facebook").set_value("Moje znění, náměstí Svobody")
    with store.write() as db:
        theirs = queries.story(db, story_id, by=SYSTEM)
        content = replace(theirs.content, texts={**theirs.texts, "facebook": "Cizí znění, náměstí Svobody"})
        actions.save(db, story_id, content, by=SYSTEM)
    app = _press(app, "Uložit koncept")
    assert "uložil někdo jiný" in _words(app)
    assert _area(app, "Text – Facebook").value == "Moje znění, náměstí Svobody"
    assert _only().texts["facebook"] == "Cizí znění, náměstí Svobody"
    app = _press(app, "Ponechat moje")
    _press(app, "Uložit koncept")
    assert _only().texts["facebook"] == "Moje znění, náměstí Svobody"


def test_theirs_can_be_taken(open_page: Open) -> None:
    story_id = _drafted()
    app = open_page("new", "editor", id=str(story_id))
    with store.write() as db:
        theirs = queries.story(db, story_id, by=SYSTEM)
        actions.save(db, story_id, replace(theirs.content, title="Vánoční trh"), by=SYSTEM)
    app = _press(app.run(), "Převzít znění kolegy")
    assert app.text_input[0].value == "Vánoční trh"


def test_a_card_of_a_post_and_its_ways(open_page: Open) -> None:
    story_id = _drafted()
    app = open_page("post", id=str(story_id))
    assert not app.exception
    assert "koncept" in _words(app)
    app = _press(app, "Zveřejnit")
    assert _only().state == "published"
    app = open_page("post", id=str(story_id))
    assert "Zveřejněno" in _words(app)
    app.text_input[0].set_value("Akce se nekoná")
    _press(app, "Stáhnout z kanálů")
    assert _only().withdrawn_reason == "Akce se nekoná"
    app = open_page("post", id=str(story_id))
    assert "Staženo: Akce se nekoná" in _words(app)
    assert not {"Upravit", "Zveřejnit", "Stáhnout z kanálů"} & set(_labels(app))


def test_a_withdrawal_without_a_reason_is_refused(open_page: Open) -> None:
    story_id = _drafted()
    with store.write() as db:
        actions.publish(db, story_id, by=SYSTEM)
    app = _press(open_page("post", id=str(story_id)), "Stáhnout z kanálů")
    assert "Napište, proč se příspěvek stahuje" in _words(app)
    assert _only().state == "published"


def test_a_correction_is_published_from_the_form_and_from_the_card(open_page: Open) -> None:
    story_id = _drafted()
    with store.write() as db:
        actions.publish(db, story_id, by=SYSTEM)
    app = open_page("new", id=str(story_id))
    app.text_input[0].set_value("Farmářský trh s rybami")
    _press(app.run(), "Uložit bez zveřejnění")
    app = open_page("post", id=str(story_id))
    assert "oprava čeká" in _words(app)
    _press(app, "Zveřejnit opravu")
    with store.read() as db:
        assert [post.title for post in queries.out(db)] == ["Farmářský trh s rybami"]
    app = open_page("new", id=str(story_id))
    app.text_input[0].set_value("Farmářský trh s kapry")
    _press(app.run(), "Zveřejnit opravu")
    with store.read() as db:
        assert [post.title for post in queries.out(db)] == ["Farmářský trh s kapry"]


def test_a_copy_and_new_cards(open_page: Open) -> None:
    story_id = _drafted()
    _press(open_page("post", id=str(story_id)), "Překreslit obrázky")
    _press(open_page("post", id=str(story_id)), "Vytvořit kopii")
    with store.read() as db:
        assert queries.posts(db, by=SYSTEM).height == 2


def test_a_reader_only_reads(open_page: Open) -> None:
    story_id = _drafted()
    app = open_page("post", "reader", id=str(story_id))
    assert not app.exception
    assert not {"Upravit", "Zveřejnit", "Vytvořit kopii"} & set(_labels(app))


def test_the_list_and_its_emptiness(open_page: Open) -> None:
    app = open_page("posts", "reader")
    assert not app.exception
    assert "Zatím tu žádný příspěvek není" in _words(app)
    _drafted()
    app = open_page("posts")
    assert not app.exception
    assert "1 příspěvek, z toho konceptů: 1" in _words(app)
    assert [link.proto.url for link in app.get("link_button")] == [
        "/feeds/prispevky.rss",
        "/feeds/prispevky.atom",
        "/feeds/akce.ics",
    ]

"""Writing a post on one screen, approving it, the list; what who may not is not offered."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest
from streamlit.testing.v1 import AppTest

from lib import store
from lib.access import SYSTEM
from lib.photos import Facts
from lib.photos import actions as photos
from lib.pictures.reading import Picture
from lib.publishing import Story, actions, queries
from lib.ui import story_pictures
from tests.pictures.pictures import encoded, scene
from tests.publishing.sample import from_event, keep, like

Open = Callable[..., AppTest]


def words(app: AppTest) -> str:
    kinds = ("title", "caption", "subheader", "markdown", "text", "error", "warning", "success", "info")
    return " ".join(str(element.value) for kind in kinds for element in app.get(kind)).replace("\u00a0", " ")


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return app.run()


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def area(app: AppTest, label: str):  # type: ignore[no-untyped-def]
    return next(one for one in app.text_area if one.label == label)


def field(app: AppTest, label: str):  # type: ignore[no-untyped-def]
    return next(one for one in app.text_input if one.label == label)


def only() -> Story:
    with store.read() as db:
        (story_id,) = queries.posts(db, by=SYSTEM)["id"]
        return queries.story(db, story_id, by=SYSTEM)


def drafted(**changes: object) -> int:
    event_id = keep(like(**changes))
    with store.write() as db:
        return from_event(db, event_id, by=SYSTEM)


def photographed(seed: int) -> None:
    with store.write() as db:
        picture = Picture(encoded(scene(seed=seed)), 640, 480, f"{seed:064x}", f"{seed:016x}", None, ())
        photos.add(db, picture, f"{seed}.jpg", Facts("Jana Tichá"), by=SYSTEM)


def in_review() -> int:
    story_id = drafted()
    with store.write() as db:
        actions.to_review(db, story_id, by=SYSTEM)
    return story_id


def test_a_post_from_an_event_is_published_in_one_click(open_page: Open) -> None:
    app = open_page("new", akce=str(keep(like())))
    assert not app.exception
    assert field(app, "Název").value == "Farmářský trh"
    assert [tab.label for tab in app.tabs] == ["Web", "Facebook", "Instagram", "SMS"]
    press(app, "Zveřejnit jen v RSS města")
    story = only()
    assert (story.state, len(story.cards), set(story.texts)) == (
        "published",
        2,
        {"web", "facebook", "instagram", "sms"},
    )


def test_a_draft_is_saved_without_an_event_and_handed_over(open_page: Open) -> None:
    app = open_page("new", "editor")
    assert not app.exception
    assert "Zveřejnit jen v RSS města" not in labels(app)
    field(app, "Název").set_value("Nové jízdní řády")
    area(app, "Společný text").set_value("Autobusy jezdí jinak.")
    area(app, "Text – Web").set_value("Autobusy jezdí jinak, řády jsou na zastávkách.")
    press(app, "Předat ke schválení")
    story = only()
    assert (story.title, story.state, story.stage, story.created_by) == (
        "Nové jízdní řády",
        "draft",
        "review",
        "editor",
    )
    assert story.body == "Autobusy jezdí jinak."


def test_the_smaller_fields_are_kept_and_come_back(open_page: Open) -> None:
    story_id = drafted()
    app = open_page("new", id=str(story_id))
    field(app, "Cena").set_value("80 Kč")
    field(app, "Odkaz").set_value("https://www.brazdov.example/trh")
    next(one for one in app.date_input if one.label == "Embargo: nevydávat před").set_value("2026-11-25")
    press(app, "Uložit")
    story = only()
    assert (story.price, story.link, story.embargo_until) == (
        "80 Kč",
        "https://www.brazdov.example/trh",
        "2026-11-25T07:00:00Z",
    )
    app = open_page("new", id=str(story_id))
    assert field(app, "Cena").value == "80 Kč"


def test_a_fault_is_told_and_what_was_typed_stays(open_page: Open) -> None:
    app = open_page("new", akce=str(keep(like())))
    area(app, "Text – Web").set_value("V pátek 28. 11. na náměstí Svobody")
    app = app.run()
    assert "28. 11. 2026 je sobota" in words(app)
    app = press(app, "Zveřejnit jen v RSS města")
    assert "Příspěvek zatím nelze zveřejnit" in words(app)
    assert area(app, "Text – Web").value == "V pátek 28. 11. na náměstí Svobody"
    with store.read() as db:
        assert queries.posts(db, by=SYSTEM).is_empty()


def test_typography_and_a_dear_message_are_mended_by_a_click(open_page: Open) -> None:
    app = open_page("new", akce=str(keep(like())))
    area(app, "Text – Facebook").set_value('Trh "U kašny" - náměstí Svobody')
    area(app, "Text – SMS").set_value("Přijďte na náměstí Svobody " * 4)
    app = press(app.run(), "Upravit typografii")
    assert area(app, "Text – Facebook").value == "Trh „U\u00a0kašny“ – náměstí Svobody"
    app = press(app, "Bez diakritiky")
    assert area(app, "Text – SMS").value.startswith("Prijdte na namesti")


def test_the_common_text_is_taken_over_and_changed(open_page: Open) -> None:
    app = open_page("new", "editor")
    area(app, "Společný text").set_value("Společně.")
    app = press(app.run(), "Převzít společný text a upravit")
    assert area(app, "Text – Web").value == "Společně."


def test_an_event_is_chosen_from_those_ahead(open_page: Open) -> None:
    keep(like())
    keep(like(title="Loňský trh", starts_on="2025-11-28", ends_on="2025-11-28"))
    app = open_page("new")
    assert len(app.selectbox[0].options) == 1
    app.selectbox[0].select_index(0)
    app = app.run()
    assert app.query_params["akce"] in ("1", ["1"])
    assert field(app, "Název").value == "Farmářský trh"


def test_an_address_with_an_event_that_is_not_there(open_page: Open) -> None:
    for asked in ("77", "x", "9" * 30):
        app = open_page("new", akce=asked)
        assert not app.exception
        assert field(app, "Název").value == ""


def _theirs(story_id: int, smaller: Mapping[str, object] = MappingProxyType({}), **texts: str) -> None:
    with store.write() as db:
        before = queries.story(db, story_id, by=SYSTEM)
        content = replace(before.content, texts={**before.texts, **texts}, **smaller)  # type: ignore[arg-type]
        actions.save(db, story_id, content, by=SYSTEM)


def test_two_people_in_different_places_keep_the_words_of_both(open_page: Open) -> None:
    story_id = drafted()
    app = open_page("new", "editor", id=str(story_id))
    area(app, "Text – Facebook").set_value("Moje znění, náměstí Svobody")
    _theirs(story_id, instagram="Cizí znění, náměstí Svobody #trh")
    app = app.run()
    assert "na jiných místech" in words(app)
    press(app, "Uložit")
    story = only()
    assert story.texts["facebook"] == "Moje znění, náměstí Svobody"
    assert story.texts["instagram"] == "Cizí znění, náměstí Svobody #trh"


def test_two_people_in_the_same_words_are_asked_and_nothing_is_lost(open_page: Open) -> None:
    for chosen, kept in (("theirs", "Cizí znění, náměstí Svobody"), ("mine", "Moje znění, náměstí Svobody")):
        story_id = drafted()
        app = open_page("new", "editor", id=str(story_id))
        area(app, "Text – Facebook").set_value("Moje znění, náměstí Svobody")
        _theirs(story_id, facebook="Cizí znění, náměstí Svobody", instagram="Jiný Instagram, náměstí Svobody")
        app = press(app.run(), "Uložit")
        assert "uložil někdo jiný" in words(app)
        assert area(app, "Text – Facebook").value == "Moje znění, náměstí Svobody"
        next(one for one in app.radio if one.label == "Facebook").set_value(chosen)
        app = press(app.run(), "Pokračovat s těmito texty")
        assert area(app, "Text – Facebook").value == kept
        press(app, "Uložit")
        with store.read() as db:
            story = queries.story(db, story_id, by=SYSTEM)
        assert (story.texts["facebook"], story.texts["instagram"]) == (kept, "Jiný Instagram, náměstí Svobody")


@pytest.mark.parametrize(("chosen", "price"), [("theirs", "60 Kč"), ("mine", "50 Kč")])
def test_smaller_fields_of_two_people_are_asked_about_too(chosen: str, price: str, open_page: Open) -> None:
    """What both changed is asked about, what only one of them changed is kept, whichever field it is."""
    story_id = drafted()
    app = open_page("new", "editor", id=str(story_id))
    field(app, "Cena").set_value("50 Kč")
    field(app, "Autor").set_value("Petra")
    others = {"section": "culture", "check_on": "2026-12-01", "embargo_until": "2026-11-26T08:00:00Z", "photos": {}}
    _theirs(story_id, {"price": "60 Kč", **others})
    app = app.run()
    next(one for one in app.radio if one.label == "Cena").set_value(chosen)
    app = press(app.run(), "Pokračovat s těmito texty")
    assert not app.exception
    press(app, "Uložit")
    story = only()
    assert (story.price, story.author) == (price, "Petra")
    assert {name: getattr(story.content, name) for name in others} == others


def test_without_cards(open_page: Open) -> None:
    app = open_page("new", akce=str(keep(like())))
    app.toggle[0].set_value(False)
    press(app.run(), "Uložit")
    assert only().cards == ()


def test_a_ticked_photograph_stays_when_newer_ones_come(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_pictures, "OFFERED", 1)
    photographed(1)
    app = open_page("new", akce=str(keep(like())))
    app.checkbox(key="post.new.1#0.photo.1").set_value(True).run()
    photographed(2)
    press(app.run(), "Uložit")
    assert [photo.id for photo in only().photos] == [1]


def test_photographs_keep_the_order_that_they_have(open_page: Open) -> None:
    photographed(1)
    photographed(2)
    story_id = drafted()
    with store.write() as db:
        now = queries.story(db, story_id, by=SYSTEM)
        actions.save(db, story_id, replace(now.content, photos={1: "", 2: ""}), started_from=now.version, by=SYSTEM)
    press(open_page("new", id=str(story_id)), "Uložit")
    assert [photo.id for photo in only().photos] == [1, 2]


def test_a_correction_is_published_from_the_form(open_page: Open) -> None:
    story_id = drafted()
    with store.write() as db:
        actions.publish(db, story_id, by=SYSTEM)
    app = open_page("new", id=str(story_id))
    field(app, "Název").set_value("Farmářský trh s kapry")
    press(app.run(), "Zveřejnit opravu")
    with store.read() as db:
        assert [post.title for post in queries.out(db)] == ["Farmářský trh s kapry"]


def test_the_list_and_its_emptiness(open_page: Open) -> None:
    app = open_page("posts", "reader")
    assert not app.exception
    assert "Zatím tu žádný příspěvek není" in words(app)
    drafted()
    app = open_page("posts")
    assert not app.exception
    assert "1 příspěvek, z toho rozpracovaných: 1" in words(app)
    assert [link.proto.url for link in app.get("link_button")] == [
        "/feeds/prispevky.rss",
        "/feeds/prispevky.atom",
        "/feeds/akce.ics",
    ]


def test_faults_stand_under_their_field_and_an_empty_post_has_none(open_page: Open) -> None:
    app = open_page("new", "editor", zacit="nic")
    assert "nejdřív opravit" not in words(app), "nobody has begun yet"
    area(app, "Společný text").set_value("V neděli  28. 11. na náměstí.")
    app = press(app.run(), "Opravit text")
    assert area(app, "Společný text").value == "V neděli 28. 11. na náměstí."
    assert "nejdřív opravit" in words(app)

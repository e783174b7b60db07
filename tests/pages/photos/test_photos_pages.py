"""The register of photographs and the page of one, drawn and used."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from lib import photos, store
from lib.access import User
from lib.photos import Photo
from tests.pages.conftest import Led
from tests.pictures.pictures import bomb, encoded, scene, telling

Page = Callable[..., AppTest]


def press(app: AppTest, label: str) -> AppTest:
    """Click the button of this label; the page must not fail."""
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception
    return app


def one(photo_id: int, people: dict[str, User]) -> Photo:
    with store.read() as db:
        return photos.photo(db, photo_id, by=people["spokesperson"])


def words(app: AppTest) -> str:
    return " ".join(str(one.value) for kind in (app.markdown, app.text, app.caption, app.success) for one in kind)


def test_an_upload_answers_for_each_file(page: Page, people: dict[str, User], gone: Led) -> None:
    """New, known, a bomb and a text: what is good is taken in, the rest is said, nothing is lost."""
    app = page("photos", akce=5, cast="nahrat")
    good = encoded(scene(800, 600, 9), exif=telling())
    files = [
        ("IMG_9.jpg", good, "image/jpeg"), ("znovu.jpg", good, "image/jpeg"),
        ("bomba.png", bomb(), "image/png"), ("text.jpg", b"nic", "image/jpeg"),
    ]  # fmt: skip
    app.file_uploader[0].set_value(files)
    app.selectbox(key="photos.upload#0.credit").set_value("Jana Tichá")
    press(app, "Uložit fotografie")
    assert gone == [("photos.py", {"akce": "5"})], "back to those of the event"
    del app.query_params["cast"]
    app.run()
    said = f"{app.session_state['said']} {words(app)}"
    assert "Nahrána 1\u00a0fotografie" in said
    assert "1\u00a0už tu byla" in said
    assert "2\u00a0se nenahrály" in said
    assert "bomba.png má 200\u00a0megapixelů" in said
    assert "text.jpg není obrázek" in said
    found = one(4, people)
    assert (found.credit, found.event_id, found.taken_at) == ("Jana Tichá", 5, "2026-11-20 17:05:00")


def test_an_upload_without_a_file_is_refused_and_keeps_what_was_said(page: Page) -> None:
    app = page("photos", cast="nahrat")
    app.selectbox(key="photos.upload#0.credit").set_value("Jana Tichá")
    press(app, "Uložit fotografie")
    assert [error.value for error in app.error] == ["Není vybraný žádný soubor."]
    assert app.selectbox(key="photos.upload#0.credit").value == "Jana Tichá"


def test_a_consent_without_its_place_is_refused_before_anything_is_read(page: Page) -> None:
    app = page("photos", cast="nahrat")
    app.file_uploader[0].set_value([("a.jpg", encoded(scene(seed=8)), "image/jpeg")])
    app.radio(key="photos.upload#0.licence").set_value("consent")
    press(app, "Uložit fotografie")
    assert "kde je souhlas" in app.error[0].value


def test_the_register_is_searched_and_described_at_once(page: Page, people: dict[str, User]) -> None:
    app = page("photos")
    assert "U\u00a02\u00a0fotografií chybí" in app.caption[0].value
    app.text_input(key="photos.q").set_value("ticha svití").run()
    assert "1\u00a0fotografie" in [caption.value for caption in app.caption]
    app.text_input(key="photos.q").set_value("").run()
    app.toggle(key="photos.picking").set_value(True).run()
    app.checkbox(key="photos.pick.2").set_value(True).run()
    app.checkbox(key="photos.pick.3").set_value(True).run()
    app.button_group(key="photos.many.what").set_value("author").run()
    app.selectbox(key="photos.many.author#0.credit").set_value("Jana Tichá")
    press(app, "Zapsat u všech")
    assert [one(n, people).credit for n in (1, 2, 3)] == ["Jana Tichá"] * 3


def test_a_reader_looks_and_changes_nothing(page: Page) -> None:
    assert not page("photos", "reader").file_uploader
    assert not page("photos", "reader", cast="nahrat").file_uploader
    assert not page("photos").file_uploader, "it waits behind the action of the head"
    assert not page("photo", "reader", id=1).text_area


def test_one_photo_is_described_and_withdrawn(page: Page, people: dict[str, User], shelf: list[int]) -> None:
    app = page("photo", id=2)
    app.text_area(key="photo.2#0.alt").set_value("Děti u stromu")
    press(app, "Uložit")
    assert one(2, people).alt == "Děti u stromu"
    press(app, "Stáhnout z oběhu")
    assert "proč" in app.error[0].value
    app.text_input(key="photo.withdraw.2#0.reason").set_value("Odvolaný souhlas")
    press(app, "Stáhnout z oběhu")
    assert one(2, people).withdrawn_reason == "Odvolaný souhlas"
    assert "Odvolaný souhlas" in words(app)
    press(app, "Vrátit fotografii")
    assert one(2, people).withdrawn_at is None
    assert press(app, "Smazat navždy").button(key="photo.remove.yes").label == "Smazat navždy", "asks first"


def test_a_poster_is_seen_in_every_format(page: Page) -> None:
    app = page("poster", id=5)
    labels = [button.label for button in app.download_button]
    assert labels == ["Stáhnout A4 (PDF)", "Stáhnout A3 (PDF)", "Stáhnout PNG"]
    assert "souhlas lidí" in words(app)
    app = page("poster", "reader", id=5, format="1080x1920")
    assert [button.label for button in app.download_button] == ["Stáhnout PNG"]

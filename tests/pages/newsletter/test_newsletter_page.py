"""The page of readers run by AppTest as somebody who is signed in."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from lib import access, config, newsletter, store
from lib.access import User
from lib.newsletter import queries
from lib.outbox import parts
from lib.ui import guard
from tests.fakes.smtp import Post
from tests.newsletter import desk
from tests.pages.conftest import press


@pytest.fixture
def page(people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """The page after its first run over two readers of whom one has left."""
    desk.set_up(Post(port=9))
    with store.write() as db:
        newsletter.bring_in(db, "jana@posta.example petr@posta.example", "podpisový arch", by=people["spokesperson"])
        newsletter.leave(db, queries.by_email(db, "petr@posta.example").token)  # type: ignore[union-attr]

    def show(role: str = "spokesperson", *, fine: bool = True, **query: object) -> AppTest:
        with store.write() as db:
            token = access.start_session(db, role)
        monkeypatch.setattr(guard, "cookie_token", lambda: token)
        app = AppTest.from_file(str(config.ROOT / "pages/newsletter/readers.py"), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = str(value)
        app.run()
        assert bool(app.exception) != fine
        return app

    return show


def test_who_reads_stands_in_the_head(page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANCELAR_URL", desk.PUBLIC)
    app = page()
    assert app.title[0].value == "Odběratelé zpravodaje"
    assert any("1 odběratel" in caption.value and "1 odhlášen" in caption.value for caption in app.caption)


def test_readers_are_pasted_with_the_basis_of_their_consent(page: Callable[..., AppTest]) -> None:
    app = page(cast="pridat")
    app.text_area[0].set_value("eva@posta.example, jana@posta.example")
    press(app, "Přidat odběratele")
    assert any("odkud" in error.value.lower() for error in app.error)
    app.text_input[0].set_value("přihláška z 12. 11. 2026")
    press(app, "Přidat odběratele")
    assert desk.reader("eva@posta.example").state == "confirmed"


def test_one_reader_is_taken_out(page: Callable[..., AppTest]) -> None:
    press(page(id=desk.reader().id), "Odhlásit odběratele")
    assert desk.reader().state == "left"


def test_an_unsure_letter_asks_a_person(page: Callable[..., AppTest]) -> None:
    part = f"reader:{desk.reader().id}"
    with store.write() as db:
        parts.begin(db, "news-1", part)
        parts.settle(db, "news-1", part, "unknown")
    press(page(cast="dopisy"), "Došlo")
    with store.read() as db:
        assert parts.known(db, "news-1")[part][0] == "accepted"


def test_the_page_is_for_those_who_may(page: Callable[..., AppTest]) -> None:
    assert not page("reader", fine=False).title

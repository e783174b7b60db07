"""What became of the links of a post stands on its page, whoever opens it."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from lib import store
from lib.access import User
from lib.connectors import links
from lib.connectors.links import Tried
from lib.publishing import Content, actions

DEAD = "https://www.brazdov.example/stary"


def test_the_approver_sees_what_somebody_else_tried(
    open_page: Callable[..., AppTest], people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    values = {"link": DEAD, "status": 404}
    answer = Tried(DEAD, "dead", "{link}: the page is not there ({status}).", values)
    monkeypatch.setattr(links, "try_all", lambda urls: [answer])
    with store.write() as db:
        story_id = actions.save(db, None, Content("Trh", texts={"web": f"Více na {DEAD}."}), by=people["editor"])
    app = open_page("post", role="editor", id=str(story_id))
    next(button for button in app.button if button.label.startswith("Vyzkoušet")).click().run()
    assert not app.exception
    app = open_page("post", role="head", id=str(story_id))
    assert any("404" in one.value and "Zkoušeno 23" in one.value for one in app.markdown)
    assert any(one.value.startswith("Zkoušeno 23") for one in app.caption)

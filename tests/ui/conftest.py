"""Pages and pieces run by AppTest as somebody who is signed in."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib import access, store
from lib.ui import guard


@pytest.fixture
def signed_in(office: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """`signed_in("storekeeper")`: from now on every run is this person's."""

    def enter(role: str) -> None:
        with store.write() as db:
            token = access.start_session(db, role)
        monkeypatch.setattr(guard, "cookie_token", lambda: token)

    return enter


def drawn(script: Callable[..., None], **given: Any) -> AppTest:
    """The first run of a script, which must not fail."""
    app = AppTest.from_function(script, kwargs=given, default_timeout=30).run()
    assert not app.exception, app.exception
    return app

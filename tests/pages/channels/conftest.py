"""Pages of channels as somebody who is signed in sees them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib import access, store
from lib.ui import guard

ROOT = Path(__file__).resolve().parent.parent.parent.parent


@pytest.fixture
def open_page(office: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """`open_page("channel", role="reader", kod="web")`: a page of channels after its first run."""

    def enter(page: str, role: str = "spokesperson", **query: object) -> AppTest:
        with store.write() as db:
            token = access.start_session(db, role)
        monkeypatch.setattr(guard, "cookie_token", lambda: token)
        app = AppTest.from_file(str(ROOT / "pages" / "channels" / f"{page}.py"), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = str(value)
        return app.run()

    return enter

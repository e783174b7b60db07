"""Today with many matters: the late ones are read at once, what may wait stands behind one tap."""

import pytest
from streamlit.testing.v1 import AppTest

from lib import access, store
from lib.access import User
from lib.flows import today
from lib.flows.today import Matter
from lib.ui import cached, guard, menu, rows


def test_the_most_urgent_come_first_and_the_rest_wait(
    office: object, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[list[str]] = []
    found = [Matter("late" if n > 7 else "due", "slovo", f"Věc {n}", "", "pages/tasks/tasks.py") for n in range(14)]
    monkeypatch.setattr(cached, "read", lambda query, *asked, by, read=cached.read: (
        found if query is today.ads_matters else read(query, *asked, by=by)
    ))  # fmt: skip
    monkeypatch.setattr(rows, "rows", lambda key, shown, empty: drawn.append([one.what for one in shown]))
    with store.write() as db:
        token = access.start_session(db, "secretary")
    monkeypatch.setattr(guard, "cookie_token", lambda: token)
    shown = AppTest.from_file(menu.file("pages/today/today.py"), default_timeout=60).run()
    assert not shown.exception, shown.exception
    first, rest = drawn[:2]
    assert first == ["Služba na pozadí neběží", *(f"Věc {n}" for n in (8, 9, 10, 11, 12, 13, 0, 1))]
    assert rest == [f"Věc {n}" for n in range(2, 8)]
    assert [one.label for one in shown.button if one.key.startswith("go.pages")] == ["Rychlý zápis"], "what she may do"
    assert [one.label for one in shown.expander] == ["Ještě 6 méně naléhavých věcí"]

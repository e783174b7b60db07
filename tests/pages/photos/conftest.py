"""Pages of photographs run by AppTest as somebody who is signed in."""

from collections.abc import Callable

import pytest

from lib import store
from lib.access import User
from lib.photos import Facts, actions
from lib.pictures import child
from lib.pictures.reading import Picture
from tests.pages.conftest import Page
from tests.pictures.pictures import encoded, scene


@pytest.fixture
def shelf(people: dict[str, User]) -> list[int]:
    """Two photographs of an event and one of none."""
    by = people["spokesperson"]
    with store.write() as db:
        db.conn.execute(
            "insert into event (id, uid, title, kind, starts_on, ends_on, state, created_at, updated_at, starts_at)"
            " values (5, 'akce-5@brazdov.example', 'Rozsvícení stromu', 'town', '2026-11-28', '2026-11-28',"
            " 'confirmed', '2026-11-01T08:00:00Z', '2026-11-01T08:00:00Z', '17:00')"
        )
        ids = []
        for seed, facts in enumerate(
            (Facts("Jana Tichá", alt="Strom svítí", event_id=5), Facts(event_id=5), Facts("Petr Zima")), start=1
        ):
            head, jpeg = child.read(encoded(scene(seed=seed)))
            picture = Picture(jpeg, 640, 480, f"{seed:064x}", head["likeness"], "2026-11-20 17:05:00", ())
            ids.append(actions.add(db, picture, f"IMG_{seed}.jpg", facts, by=by).id)
    return ids


@pytest.fixture
def page(shelf: object, room: Callable[..., Page]) -> Page:
    """`page("photo", id=1)`: the page after its first run, which must not fail."""
    return room("photos", "spokesperson")

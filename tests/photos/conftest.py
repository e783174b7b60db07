"""An office with a few photographs."""

from collections.abc import Callable

import pytest

from lib import store
from lib.access import User
from lib.photos import Added, Facts, actions
from lib.pictures.reading import Picture
from tests.pictures.pictures import encoded, scene

Take = Callable[..., Added]


def picture(seed: int = 1, width: int = 640, height: int = 480) -> Picture:
    """What `read_picture` gives, without its process."""
    from lib.pictures import child

    data = encoded(scene(width, height, seed))
    head, jpeg = child.read(data)
    return Picture(jpeg, head["width"], head["height"], f"{seed:064x}", head["likeness"], None, ())


@pytest.fixture
def by(people: dict[str, User]) -> User:
    return people["spokesperson"]


@pytest.fixture
def take(by: User) -> Take:
    """`take(seed, credit=…)`: a photograph in the register."""

    def one(seed: int = 1, name: str = "IMG.jpg", width: int = 640, height: int = 480, **facts: object) -> Added:
        with store.write() as db:
            return actions.add(db, picture(seed, width, height), name, Facts(**facts), by=by)  # type: ignore[arg-type]

    return one


@pytest.fixture
def event(by: User) -> int:
    """An event with its id."""
    with store.write() as db:
        db.conn.execute(
            "insert into event (id, uid, title, kind, starts_on, ends_on, state, created_at, updated_at)"
            " values (5, 'akce-5@brazdov.example', 'Rozsvícení stromu', 'town', '2026-11-28', '2026-11-28',"
            " 'held', '2026-11-01T08:00:00Z', '2026-11-01T08:00:00Z')"
        )
    return 5

"""Every guarded query and action asks the store who may: each role, a revoked session, a closed account."""

import pytest

from lib import access, clock, store
from lib.access import GUARDED, PERMISSIONS, ROLES, User, needs
from lib.errors import NotAllowed, SignedOut
from lib.flows import everything
from lib.store import Database

everything.load()
OURS = sorted(name for name in GUARDED if name.startswith("lib."))


@needs("stock.move")
def _deed(db: Database, *, by: User) -> str:
    return "done"


def _try(by: User) -> str:
    with store.read() as db:
        return _deed(db, by=by)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_does_what_it_may_and_nothing_else(people: dict[str, User], role: str) -> None:
    if "stock.move" in ROLES[role][1]:
        assert _try(people[role]) == "done"
    else:
        with pytest.raises(NotAllowed):
            _try(people[role])


@pytest.mark.parametrize("role", ROLES)
def test_every_guarded_function_is_guarded_for_every_role(people: dict[str, User], role: str) -> None:
    """The guard stands before anything else: arguments are not even looked at."""
    forbidden = [name for name in OURS if GUARDED[name] not in ROLES[role][1]]
    with store.read() as db:
        for name in set(OURS) - set(forbidden):
            access.require(db, people[role], GUARDED[name])
        for name in forbidden:
            with pytest.raises(NotAllowed):
                everything.guarded(name)(db, by=people[role])


def test_no_guarded_function_runs_for_a_revoked_session(people: dict[str, User]) -> None:
    head = people["head"]
    assert head.session is not None
    with store.write() as db:
        access.end_session(db, head.session)
    assert len(OURS) > 100
    with store.read() as db:
        for name in OURS:
            with pytest.raises(SignedOut):
                everything.guarded(name)(db, by=head)


def test_every_permission_is_used_and_somebody_has_it() -> None:
    granted = frozenset().union(*(permissions for _, permissions in ROLES.values()))
    assert granted == set(PERMISSIONS)
    assert set(GUARDED.values()) <= set(PERMISSIONS)


def test_a_closed_account_is_out_at_once(people: dict[str, User]) -> None:
    with store.write() as db:
        db.conn.execute("update user set active = 0 where login = 'storekeeper'")
    with pytest.raises(SignedOut):
        _try(people["storekeeper"])


def test_a_role_taken_away_works_at_once(people: dict[str, User]) -> None:
    with store.write() as db:
        db.conn.execute("delete from user_role where login = 'storekeeper'")
    with pytest.raises(NotAllowed):
        _try(people["storekeeper"])


@pytest.mark.parametrize(
    ("later", "lives"),
    [("2026-11-23T08:29:00+01:00", True), ("2026-11-23T08:31:00+01:00", False)],
)
def test_an_idle_session_ends(people: dict[str, User], later: str, lives: bool) -> None:
    with clock.fixed(later):
        if lives:
            assert _try(people["storekeeper"]) == "done"
        else:
            with pytest.raises(SignedOut):
                _try(people["storekeeper"])


def test_even_a_busy_session_ends_after_twelve_hours(people: dict[str, User]) -> None:
    session = people["storekeeper"].session
    assert session is not None
    for hour in range(8, 20):
        with clock.fixed(f"2026-11-23T{hour:02d}:25:00+01:00"), store.write() as db:
            access.touch_session(db, session)
    with clock.fixed("2026-11-23T19:50:00+01:00"):
        assert _try(people["storekeeper"]) == "done"
    with clock.fixed("2026-11-23T20:01:00+01:00"), pytest.raises(SignedOut):
        _try(people["storekeeper"])


def test_a_permission_must_exist() -> None:
    with pytest.raises(KeyError):
        needs("stock.fly")

"""The chain of audit: grows only, betrays tampering, survives erasure."""

from pathlib import Path

import pytest

from lib import audit, store
from lib.access import SYSTEM, User
from lib.store import Database

TRIGGERS = ("audit_no_update", "audit_no_delete", "audit_no_gap")


def _write(people: dict[str, User], count: int) -> None:
    with store.write() as db:
        for number in range(count):
            audit.record(db, people["head"], "guest.read", f"guest:{number}", {"name": "Jan Vzorný"})


def _tamper(*statements: str) -> audit.Verdict:
    """Change the chain behind the application's back and verify it."""
    connection = store.open_connection(store.path())
    anchor = connection.execute("select id, hash from audit order by id desc limit 1").fetchone()
    for trigger in TRIGGERS:
        connection.execute(f"drop trigger {trigger}")
    connection.execute("pragma foreign_keys = off")
    for statement in statements:
        connection.execute(statement)
    verdict = audit.verify(Database(connection), anchor)
    connection.close()
    return verdict


def test_a_whole_chain_verifies(people: dict[str, User]) -> None:
    _write(people, 30)
    with store.read() as db:
        assert audit.verify(db) == audit.Verdict(30, 0, None)


def test_a_history_says_names(people: dict[str, User]) -> None:
    with store.write() as db:
        for by in (people["head"], SYSTEM, User("kdysi", "Kdysi", ())):
            audit.record(db, by, "guest.read", "guest:1")
        found = audit.history(db, "guest:1")
    assert [(entry["who"], entry["name"]) for entry in found] == [
        ("kdysi", "kdysi"), ("system", "Kancelář"), ("head", people["head"].name),
    ]  # fmt: skip


def test_erasing_a_detail_keeps_the_chain(people: dict[str, User]) -> None:
    _write(people, 10)
    with store.write() as db:
        audit.erase(db, 4)
    with store.read() as db:
        assert audit.verify(db) == audit.Verdict(10, 1, None)
        assert audit.history(db, "guest:3")[0]["detail"] is None
        assert audit.history(db, "guest:4")[0]["detail"] == {"name": "Jan Vzorný"}


@pytest.mark.parametrize(
    "statement",
    [
        "update audit set who = 'x' where id = 5",
        "delete from audit where id = 5",
        "insert into audit values (99, 'a', 'b', 'c', 'd', 'e', 'f', 'g')",
    ],
)
def test_the_store_itself_refuses_to_change_the_chain(people: dict[str, User], statement: str) -> None:
    _write(people, 10)
    with pytest.raises(store.driver.IntegrityError), store.write() as db:
        db.conn.execute(statement)


@pytest.mark.parametrize(
    ("statements", "fault"),
    [
        (["update audit set who = 'evil' where id = 7"], "entry 7 was changed"),
        (["delete from audit where id = 7"], "gap"),
        (["delete from audit where id > 6"], "anchor"),
        (["update audit_detail set detail = '{}' where id = 8"], "detail of entry 8"),
        (
            [
                "update audit set id = -1 where id = 3",
                "update audit set id = 3 where id = 4",
                "update audit set id = 4 where id = -1",
            ],
            "entry 3",
        ),
    ],
    ids=["who", "middle", "tail", "detail", "order"],
)
def test_each_tampering_is_found(people: dict[str, User], statements: list[str], fault: str) -> None:
    _write(people, 10)
    assert fault in str(_tamper(*statements).fault)


def test_a_rolled_back_deed_leaves_no_entry(people: dict[str, User], office: Path) -> None:
    with pytest.raises(RuntimeError), store.write() as db:
        audit.record(db, people["head"], "x", "y:1")
        raise RuntimeError
    with store.read() as db:
        assert audit.verify(db).entries == 0
